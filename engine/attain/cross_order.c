/* cross_order.c - which draw of a series stands beside which of another, so that their ranks have
 * the correlations that are wanted (Iman and Conover 1982). */
#include "attain/cross_order.h"

#include "base/error.h"
#include "num/dist.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double MOST = 0.98; /* of a series' variance, what others may hold */

/* A place of the block and the value by which it is sorted; ties by place, so that the result
 * does not depend on the sort. */
typedef struct ranked_value {
    double by;
    size_t at;
} ranked_value;

static int compare_ascending(const void *x, const void *y)
{
    const ranked_value *a = x, *b = y;
    if (a->by != b->by)
        return a->by < b->by ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

/* The places of a block that series j may change: those first, first + 2, ... before `end` where it
 * has a value. */
static size_t place_values(ranked_value *p, const double *value, size_t first, size_t end)
{
    size_t n = 0;
    for (size_t d = first; d < end; d += 2)
        if (!isnan(value[d]))
            p[n++] = (ranked_value){ value[d], d };
    qsort(p, n, sizeof *p, compare_ascending);
    return n;
}

/* The normal score of rank i of n: the quantile at (i + 1/2) / n. */
static double compute_score(size_t i, size_t n)
{
    return tbi_normal_quantile(((double)i + 0.5) / (double)n);
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

/* Puts series k beside those before it, block by block. score [m][n]: normal scores where the draws
 * stand now, 0 where there is none.
 * Series k gets ranks by sum_j b_j score_j + sqrt(1 - held) own: its own values keep their order,
 * so its marginal stays what it was (Iman and Conover 1982). from, to [n]: scratch. Blocks:
 * before and behind `kept`, even and odd places each. */
static void order_series(size_t *at, double *score, const double *value, size_t n, size_t m,
                         size_t k, size_t kept, const double *corr, ranked_value *from,
                         ranked_value *to)
{
    double b[TB_CROSS_INDICES], held = solve_weights(b, corr, m, k);
    const size_t edge[3] = { 0, kept < n ? kept : n, n };
    for (size_t d = 0; d < n; d++)
        at[d] = d;
    for (size_t half = 0; half < 4; half++) {
        size_t start = edge[half / 2];
        size_t end = edge[half / 2 + 1];
        size_t first = start + ((start ^ half) & 1);
        size_t count = place_values(from, value, first, end);
        for (size_t i = 0; i < count; i++) {
            double own = compute_score(i, count);
            double others = 0;
            for (size_t j = 0; j < k; j++)
                others += b[j] * score[j * n + from[i].at];
            to[i] = (ranked_value){ others + sqrt(1 - held) * own, from[i].at };
        }
        qsort(to, count, sizeof *to, compare_ascending);
        for (size_t i = 0; i < count; i++) {
            at[to[i].at] = from[i].at;
            score[k * n + to[i].at] = compute_score(i, count);
        }
    }
}

/* The fixed series are put with no wanted correlation, which leaves them where they are; what
 * they have among themselves is then read from their normal scores. */
tb_status tbi_cross_order(size_t *at, const double *value, size_t m, size_t n, size_t fixed,
                          size_t kept, const double *corr, tb_err *err)
{
    tb_arena own = { 0 };
    double *score = TB_NEW(&own, double, (m * n));
    double none[TB_CROSS_INDICES * TB_CROSS_INDICES] = { 0 };
    double all[TB_CROSS_INDICES * TB_CROSS_INDICES];
    ranked_value *from = TB_NEW(&own, ranked_value, n);
    ranked_value *to = TB_NEW(&own, ranked_value, n);
    if (score == NULL || from == NULL || to == NULL || m > TB_CROSS_INDICES) {
        tbi_arena_free(&own);
        return tbi_no_memory(err, "the draws");
    }
    memcpy(all, corr, m * m * sizeof *all);
    for (size_t k = 0; k < m; k++) {
        order_series(at + k * n, score, value + k * n, n, m, k, kept, k < fixed ? none : all, from,
                     to);
        for (size_t j = 0; j < k && k < fixed; j++)
            all[j * m + k] = all[k * m + j] = compute_correlation(score + j * n, score + k * n, n);
    }
    tbi_arena_free(&own);
    return TB_OK;
}
