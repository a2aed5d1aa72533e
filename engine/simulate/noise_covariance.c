/* noise_covariance.c - how the noises of a unit's parts move together, so that every node has the
 * noise that the forecast gives it.
 *
 * The forecast fits the signal model of each node by itself, since a sum knows its own spread best;
 * 28 independent noises of leaves would make less than half of the total's. Let s_j be the noise of
 * part j in points of the composite, S their sum within a dimension and v the dimension's own
 * noise.
 * Parts of a dimension have one correlation r,
 *     v^2 = sum s_j^2 + r (S^2 - sum s_j^2),
 * dimensions one correlation q, from the composite's noise in the same way, and parts of two
 * dimensions move together through these alone: corr(j, k) = b_j q b_k with
 *     b_j = corr(part j, its dimension) = (s_j + r (S - s_j)) / v.
 * One correlation within and one between is also the pattern to which the forecast shrinks those of
 * leaves (statespace/correlation.h). Where no correlation can give the sum its noise (r above 1, or
 * below -1 / (n - 1)) the nearest is taken and the noises are scaled, with a notice: the sum's
 * noise stands. Nodes between dimension and leaf are not held. */
#include "base/error.h"
#include "base/threads.h"
#include "messages/one_language.h"
#include "messages/simulate.h"
#include "simulate/components.h"
#include "statespace/mvnormal.h"
#include "statespace/node_noise.h"

#include <math.h>
#include <string.h>

/* What is asked of each node, in points of the composite. */
typedef struct node_noises {
    double *part;        /* [parts] s_j */
    double *dimension;   /* [dimensions] v */
    double whole;        /* of the composite; NaN = cannot be told */
    double *r;           /* [dimensions] correlation within */
    double *b;           /* [parts] of a part with its dimension */
    double *correlation; /* [parts][parts] */
    bool scaled;
} node_noises;

/* The correlation that gives the sum of n noises s the noise `whole` (NaN: they are
 * independent); *scale: by what s must be multiplied besides. s [n]: standard errors in points
 * of the sum. The correlation is the same for every pair, held within the range in which it is
 * one. */
static double correlate_noises(double *scale, const double *s, size_t n, double whole)
{
    double sum = 0, squares = 0;
    *scale = 1;
    for (size_t j = 0; j < n; j++) {
        sum += s[j];
        squares += s[j] * s[j];
    }
    double cross = sum * sum - squares;
    if (isnan(whole) || !(squares > 0))
        return 0;
    double r = cross > 1e-12 * squares ? (whole * whole - squares) / cross : 0;
    /* below -1 / (n - 1) a common correlation has no covariance */
    r = fmax(fmin(r, 1), n > 1 ? -1 / (double)(n - 1) : 0);
    double made = squares + r * cross;
    *scale = made > 1e-12 * squares ? whole / sqrt(made) : 1;
    return r;
}

/* *points out: the noise of node k times `worth`, points of the composite per point of the
 * column; NaN where it cannot be told. Nodes: the whole, the dimensions, the parts. k 0: the
 * whole; then the dimensions, then the parts. Parts stay in their own points. */
static tb_status find_noise(node_noises *b, double *sd, const tb_sim_components *t, size_t k,
                            tb_err *err)
{
    size_t column = t->column;
    double worth = 1, *points = &b->whole;
    if (k > t->dimensions) {
        column = t->of[k - 1 - t->dimensions];
        points = &sd[k - 1 - t->dimensions];
    } else if (k > 0) {
        column = t->dimension_of[k - 1];
        worth = t->dimension_point[k - 1];
        points = &b->dimension[k - 1];
    }
    tb_status st = tbi_node_noise(points, t->index, column, t->year, t->book, err);
    *points *= worth;
    return st;
}

/* sd [parts] of the parts in their own points; NaN where unknown. Every node has a fit of its
 * own, which threads share. The first failure in the order of nodes is the one that is told,
 * whichever thread met it. */
static tb_status find_noises(node_noises *b, double *sd, const tb_sim_components *t, int threads,
                             tb_err *err)
{
    tb_status first = TB_OK;
    size_t nodes = 1 + t->dimensions + t->parts;
    threads = tbi_threads(threads);
#pragma omp parallel for schedule(dynamic) num_threads(threads)
    for (size_t k = 0; k < nodes; k++) {
        tb_err why = TB_ERR_INIT;
        tb_status st = find_noise(b, sd, t, k, &why);
        if (st == TB_OK)
            continue;
#pragma omp critical
        {
            first = st;
            if (err != NULL)
                *err = why;
        }
    }
    for (size_t j = 0; j < t->parts && first == TB_OK; j++)
        b->part[j] = isnan(sd[j]) ? 0 : sd[j] * t->point[j];
    return first;
}

/* Within dimension d: r, b, and the dimension's noise where only its parts tell it. s: scratch. */
static void tie_dimension(node_noises *b, double *sd, const tb_sim_components *t, size_t d,
                          double *s)
{
    double scale, sum = 0, squares = 0;
    size_t n = 0;
    for (size_t j = 0; j < t->parts; j++)
        if (t->dimension[j] == d)
            s[n++] = b->part[j];
    b->r[d] = correlate_noises(&scale, s, n, b->dimension[d]);
    b->scaled = b->scaled || fabs(scale - 1) > 1e-9;
    for (size_t j = 0; j < t->parts; j++) {
        if (t->dimension[j] != d)
            continue;
        sd[j] *= scale;
        b->part[j] *= scale;
        sum += b->part[j];
        squares += b->part[j] * b->part[j];
    }
    b->dimension[d] = sqrt(fmax(0, squares + b->r[d] * (sum * sum - squares)));
    for (size_t j = 0; j < t->parts; j++)
        if (t->dimension[j] == d)
            b->b[j] = b->dimension[d] > 0
                          ? (b->part[j] + b->r[d] * (sum - b->part[j])) / b->dimension[d]
                          : 0;
}

/* corr(j, k) = r within a dimension, b_j q b_k between two of them; between: q. */
static void fill_correlation(node_noises *b, const tb_sim_components *t, double between)
{
    for (size_t j = 0; j < t->parts; j++)
        for (size_t k = 0; k < t->parts; k++)
            b->correlation[j * t->parts + k] = j == k ? 1
                                               : t->dimension[j] == t->dimension[k]
                                                   ? b->r[t->dimension[j]]
                                                   : b->b[j] * between * b->b[k];
}

/* noise_factor: row j is sd_j times row j of the Cholesky factor of the correlations. */
tb_status tbi_noise_covariance(size_t *unknown, tb_sim_components *t, int threads, tb_arena *a,
                               tb_notice_list *w, tb_err *err)
{
    size_t n = t->parts;
    double scale;
    node_noises b = { TB_NEW(a, double, n),
                      TB_NEW(a, double, t->dimensions),
                      NAN,
                      TB_NEW(a, double, t->dimensions),
                      TB_NEW(a, double, n),
                      TB_NEW(a, double, (n * n)),
                      false };
    double *sd = TB_NEW(a, double, n);
    double *s = TB_NEW(a, double, n);
    t->noise_factor = TB_NEW(a, double, (n * (n + 1) / 2));
    if (a->refused)
        return tbi_no_memory(err, "the noise of the components");
    tb_status st = find_noises(&b, sd, t, threads, err);
    if (st != TB_OK)
        return st;
    for (size_t d = 0; d < t->dimensions; d++)
        tie_dimension(&b, sd, t, d, s);
    fill_correlation(&b, t, correlate_noises(&scale, b.dimension, t->dimensions, b.whole));
    b.scaled = b.scaled || fabs(scale - 1) > 1e-9;
    if (!tbi_mvnormal_factor(b.correlation, n))
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_SIMULATE_NOISE_CANNOT_ESTIMATED_YEARS,
                        t->index->code, t->year);
    *unknown = 0;
    for (size_t j = 0; j < n; j++) {
        *unknown += isnan(sd[j]) ? 1 : 0;
        sd[j] = isnan(sd[j]) ? 0 : sd[j] * scale;
        for (size_t i = 0; i < t->units; i++)
            t->noise[j * t->units + i] = sd[j];
        for (size_t k = 0; k <= j; k++)
            t->noise_factor[j * (j + 1) / 2 + k] = sd[j] * b.correlation[j * n + k];
    }
    if (b.scaled &&
        !tbi_notice_add(
            w, a, "noise_scaled",
            tbi_arena_printf(a, TB_EN(TB_MSG_SIMULATE_NO_CORRELATION_GIVES_NOISE), t->index->code),
            tbi_arena_printf(a, TB_VI(TB_MSG_SIMULATE_NO_CORRELATION_GIVES_NOISE), t->index->code)))
        return tbi_no_memory(err, "a notice");
    return TB_OK;
}

/* sqrt(p' L L' p) with p the points of the parts and L the noise_factor; of independent noises
 * the root of the sum of squares. */
double tbi_noise_of_composite(const tb_sim_components *t, size_t i)
{
    double variance = 0;
    for (size_t k = 0; k < t->parts; k++) {
        double sum = 0;
        if (t->noise_factor == NULL) {
            sum = t->point[k] * t->noise[k * t->units + i];
            variance += sum * sum;
            continue;
        }
        for (size_t j = k; j < t->parts; j++)
            sum += t->point[j] * t->noise_factor[j * (j + 1) / 2 + k];
        variance += sum * sum;
    }
    return sqrt(variance);
}
