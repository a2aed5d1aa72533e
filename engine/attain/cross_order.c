/* cross_order.c - which draw of a series stands beside which of another, so that their ranks have
 * the correlations that are wanted (Iman and Conover 1982). */
#include "attain/cross_order.h"

#include "base/error.h"
#include "num/dist.h"
#include "num/quantile.h"

#include <math.h>
#include <string.h>

enum { PARTS = 4 };

static const double MOST = 0.98; /* of a series' variance, what others may hold */

/* The places that one part of the draws has for a series, and how they are ordered: part 0 and 1
 * are the even and odd draws before `kept`, 2 and 3 those behind. */
typedef struct tb_cross_part {
    size_t first, end; /* draws first, first + 2, ... before end */
    size_t *at;        /* [count] those in which the series has a value */
    double *by;        /* [count] what they are sorted by */
    size_t *from, *to; /* [count] places in the order of values, and of what is wanted */
    double *score;     /* [scores] of a part of so many */
    size_t count, scores;
} tb_cross_part;

/* The places that series j may change, in the order of its values; ties by place. */
static void place_values(tb_cross_part *p, const double *value)
{
    p->count = 0;
    for (size_t d = p->first; d < p->end; d += 2) {
        p->by[p->count] = value[d];
        p->at[p->count] = d;
        p->count += isnan(value[d]) ? 0 : 1;
    }
    tbi_sort_order(p->from, p->by, p->count);
}

/* The normal score of rank i of n: the quantile at (i + 1/2) / n. Most series have as many values
 * as the one before. */
static void compute_scores(tb_cross_part *p)
{
    for (size_t i = 0; i < p->count && p->scores != p->count; i++)
        p->score[i] = tbi_normal_quantile(((double)i + 0.5) / (double)p->count);
    p->scores = p->count;
}

/* Of normal scores, whose mean is 0; places without a value hold 0 and add nothing. */
static double compute_correlation(const double *x, const double *y, size_t n)
{
    double xx = 0, yy = 0, xy = 0;
    for (size_t d = 0; d < n; d++) {
        xx += x[d] * x[d];
        yy += y[d] * y[d];
        xy += x[d] * y[d];
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : 0;
}

/* Weights of the first k series that give series k the wanted correlations: R b = r by elimination.
 * Their share of its variance is kept below MOST.
 * corr [m x m] row-major. Returns the share of series k's variance that the others explain, b'r;
 * pivots below 1e-9 drop the series that is a combination of others. */
static double solve_weights(double *b, const double *corr, size_t m, size_t k)
{
    double a[TB_CROSS_INDICES][TB_CROSS_INDICES + 1], held = 0;
    for (size_t i = 0; i < k; i++) {
        for (size_t j = 0; j < k; j++)
            a[i][j] = i == j ? 1 : corr[i * m + j];
        a[i][k] = corr[i * m + k];
    }
    for (size_t i = 0; i < k; i++) {
        for (size_t r = i + 1; r < k; r++) {
            double by = fabs(a[i][i]) > 1e-9 ? a[r][i] / a[i][i] : 0;
            for (size_t j = i; j <= k; j++)
                a[r][j] -= by * a[i][j];
        }
    }
    for (size_t i = k; i-- > 0;) {
        double sum = a[i][k];
        for (size_t j = i + 1; j < k; j++)
            sum -= a[i][j] * b[j];
        b[i] = fabs(a[i][i]) > 1e-9 ? sum / a[i][i] : 0;
    }
    for (size_t i = 0; i < k; i++)
        held += b[i] * corr[i * m + k];
    if (held > MOST) {
        for (size_t i = 0; i < k; i++)
            b[i] *= sqrt(MOST / held);
        held = MOST;
    }
    return held > 0 ? held : 0;
}

/* Ranks of series k by sum_j b_j score_j + sqrt(1 - held) own, in one part of the draws. */
static void order_part(tb_cross_part *p, size_t *at, double *score, const double *value, size_t n,
                       size_t k, const double *b, double held)
{
    place_values(p, value);
    compute_scores(p);
    for (size_t i = 0; i < p->count; i++) {
        double own = p->score[i];
        double others = 0;
        for (size_t j = 0; j < k; j++)
            others += b[j] * score[j * n + p->at[p->from[i]]];
        p->by[p->from[i]] = others + sqrt(1 - held) * own;
    }
    tbi_sort_order(p->to, p->by, p->count);
    for (size_t i = 0; i < p->count; i++) {
        at[p->at[p->to[i]]] = p->at[p->from[i]];
        score[k * n + p->at[p->to[i]]] = p->score[i];
    }
}

/* Puts series k beside those before it, part by part. score [m][n]: normal scores where the draws
 * stand now, 0 where there is none.
 * Its own values keep their order, so its marginal stays what it was (Iman and Conover 1982). Parts
 * have no draw in common, so that they go side by side. */
static void order_series(size_t *at, double *score, const double *value, size_t n, size_t m,
                         size_t k, const double *corr, tb_cross_part *part, int threads)
{
    double b[TB_CROSS_INDICES], held = solve_weights(b, corr, m, k);
    for (size_t d = 0; d < n; d++)
        at[d] = d;
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (size_t q = 0; q < PARTS; q++)
        order_part(&part[PARTS - 1 - q], at, score, value, n, k, b, held); /* the longest first */
}

/* Room of the parts. false: no memory. */
static bool make_parts(tb_cross_part *part, size_t n, size_t kept, tb_arena *a)
{
    const size_t edge[3] = { 0, kept < n ? kept : n, n };
    for (size_t q = 0; q < PARTS; q++) {
        size_t start = edge[q / 2], most = (edge[q / 2 + 1] - start) / 2 + 1;
        part[q] = (tb_cross_part){ .first = start + ((start ^ q) & 1),
                                   .end = edge[q / 2 + 1],
                                   .at = TB_NEW(a, size_t, most),
                                   .by = TB_NEW(a, double, most),
                                   .from = TB_NEW(a, size_t, most),
                                   .to = TB_NEW(a, size_t, most),
                                   .score = TB_NEW(a, double, most) };
    }
    return !a->refused;
}

/* The fixed series are put with no wanted correlation, which leaves them where they are; what
 * they have among themselves is then read from their normal scores. */
tb_status tbi_cross_order(size_t *at, const double *value, size_t m, size_t n, size_t fixed,
                          size_t kept, const double *corr, int threads, tb_err *err)
{
    tb_arena own = { 0 };
    double *score = TB_NEW(&own, double, (m * n));
    double none[TB_CROSS_INDICES * TB_CROSS_INDICES] = { 0 };
    double all[TB_CROSS_INDICES * TB_CROSS_INDICES];
    tb_cross_part part[PARTS];
    if (score == NULL || !make_parts(part, n, kept, &own) || m > TB_CROSS_INDICES) {
        tbi_arena_free(&own);
        return tbi_no_memory(err, "the draws");
    }
    memcpy(all, corr, m * m * sizeof *all);
    for (size_t k = 0; k < m; k++) {
        order_series(at + k * n, score, value + k * n, n, m, k, k < fixed ? none : all, part,
                     threads);
        for (size_t j = 0; j < k && k < fixed; j++)
            all[j * m + k] = all[k * m + j] = compute_correlation(score + j * n, score + k * n, n);
    }
    tbi_arena_free(&own);
    return TB_OK;
}
