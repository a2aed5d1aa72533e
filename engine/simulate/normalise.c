/* normalise.c - components brought to one scale. OECD/JRC (2008), Handbook on Constructing
 * Composite Indicators, section 5; min-max to [1, 100] so that every mean exists. */
#include "simulate/normalise.h"
#include "num/rank_block.h"
#include "num/simd.h"

#include <math.h>

/* An affine map of the column: v = a x + b. */
typedef struct affine {
    double a, b;
} affine;

/* Mean and standard deviation of the known x [n], in their order. */
static void find_spread(double *mean, double *sd, const double *x, size_t n)
{
    double sum = 0, square = 0, known = 0;
    for (size_t i = 0; i < n; i++) {
        if (isnan(x[i]))
            continue;
        sum += x[i];
        known++;
    }
    *mean = sum / known;
    for (size_t i = 0; i < n; i++)
        if (!isnan(x[i]))
            square += (x[i] - *mean) * (x[i] - *mean);
    *sd = sqrt(square / (known - 1));
}

/* v = a x + b over the known x [n]. minmax to 1 .. 100, so that geometric and harmonic means
 * exist; a column that does not vary is 50.5 (minmax) or 0 (zscore), the same for all. */
static affine find_affine(const tb_design *d, size_t part, int norm, const double *x, size_t n)
{
    const tb_sim_components *t = d->parts;
    double low, high, mean, sd;
    switch (norm) {
    /* the scheme's own scale: the official weight counts the whole range, so a point counts as it
     * does officially */
    case TB_NORM_NONE:
        return (affine){ t->weight[part] > 0 ? t->point[part] / t->weight[part]
                         : t->high[part] > 0 ? 1 / t->high[part]
                                             : 1,
                         0 };
    case TB_NORM_MINMAX:
        tbi_simd_best()->range(&low, &high, x, n);
        return high > low ? (affine){ 99 / (high - low), 1 - 99 / (high - low) * low }
                          : (affine){ 0, 50.5 };
    case TB_NORM_ZSCORE:
        find_spread(&mean, &sd, x, n);
        return sd > 0 ? (affine){ 1 / sd, -mean / sd } : (affine){ 0, 0 };
    default:
        /* distance to the leader */
        tbi_simd_best()->range(&low, &high, x, n);
        return high != 0 ? (affine){ 1 / fabs(high), 0 } : (affine){ 0, 0 };
    }
}

/* rank: known units at this rank or worse, as ranks count ties (1, 2, 2, 4). percentile: share
 * below and half of the equal, in percent. */
static void normalise_by_rank(double *v, size_t step, int norm, const double *x, size_t n,
                              uint16_t *rank, void *room)
{
    size_t known = 0;
    tbi_rank_single(rank, NULL, x, n, room);
    for (size_t i = 0; i < n; i++)
        known += rank[i] != 0;
    uint32_t *equal = room; /* how many share each rank */
    for (size_t r = 0; r <= n; r++)
        equal[r] = 0;
    for (size_t i = 0; i < n; i++)
        equal[rank[i]]++;
    for (size_t i = 0; i < n; i++) {
        if (rank[i] == 0)
            v[i * step] = 0;
        else if (norm == TB_NORM_RANK)
            v[i * step] = (double)(known + 1 - rank[i]);
        else
            /* below, and half of the equal */
            v[i * step] = 100 * ((double)(known + 1 - rank[i]) - 0.5 * (double)equal[rank[i]]) /
                          (double)known;
    }
}

/* All but ranks are affine in x, v = a x + b, with a and b from the column itself. */
void tbi_normalise(double *v, size_t step, const tb_design *d, size_t part, int norm,
                   const double *x, uint16_t *rank, void *room)
{
    size_t n = d->parts->units;
    if (norm == TB_NORM_RANK || norm == TB_NORM_PERCENTILE) {
        normalise_by_rank(v, step, norm, x, n, rank, room);
        return;
    }
    affine f = find_affine(d, part, norm, x, n);
    if (step != 1) {
        for (size_t i = 0; i < n; i++)
            v[i * step] = isnan(x[i]) ? 0 : f.a * x[i] + f.b;
        return;
    }
    tbi_simd_best()->affine(v, x, f.a, f.b, n);
}
