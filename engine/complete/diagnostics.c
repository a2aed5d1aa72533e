/* diagnostics.c - between and within half-chains, on normal scores of the ranks. */
#include "complete/diagnostics.h"

#include "num/dist.h"
#include "num/quantile.h"

#include <math.h>

/* z [total]: normal scores of the ranks of x, ties at their mean rank (Blom's constants). */
static void compute_normal_scores(double *z, const double *x, size_t total, size_t *order)
{
    tbi_sort_order(order, x, total);
    for (size_t from = 0, to; from < total; from = to) {
        for (to = from + 1; to < total && x[order[to]] == x[order[from]]; to++) {}
        double rank = ((double)from + (double)to + 1) / 2;
        double p = (rank - 0.375) / ((double)total + 0.25);
        for (size_t k = from; k < to; k++)
            z[order[k]] = tbi_normal_quantile(p);
    }
}

/* R-hat of m chains of n values. */
static double split_rhat(const double *z, size_t m, size_t n, double *within, double *over)
{
    double grand = 0, between = 0;
    *within = 0;
    for (size_t c = 0; c < m; c++)
        grand += tbi_mean(z + c * n, n) / (double)m;
    for (size_t c = 0; c < m; c++) {
        double mean = tbi_mean(z + c * n, n);
        between += (mean - grand) * (mean - grand) * (double)n / (double)(m - 1);
        *within += tbi_variance(z + c * n, n) / (double)m;
    }
    *over = ((double)n - 1) / (double)n * *within + between / (double)n;
    return *within > 0 ? sqrt(*over / *within) : NAN;
}

/* Divided by n and not by n - lag, which keeps the estimate of the spectrum positive. */
static double compute_autocovariance(const double *z, size_t n, size_t lag)
{
    double mean = tbi_mean(z, n);
    double sum = 0;
    for (size_t k = 0; k + lag < n; k++)
        sum += (z[k] - mean) * (z[k + lag] - mean);
    return sum / (double)n;
}

/* Geyer's initial monotone sequence of pairs of autocorrelations, over all chains. */
static double compute_effective_size(const double *z, size_t m, size_t n, double within,
                                     double over)
{
    double tau = -1, before = INFINITY;
    for (size_t lag = 0; lag + 1 < n; lag += 2) {
        double pair = 0;
        for (size_t c = 0; c < m; c++)
            pair += (compute_autocovariance(z + c * n, n, lag) +
                     compute_autocovariance(z + c * n, n, lag + 1)) /
                    (double)m * (double)n / ((double)n - 1);
        pair = 2 - (2 * within - pair) / over;
        if (lag == 0)
            pair = fmax(pair, 1e-6);
        if (!(pair > 0))
            break;
        before = fmin(before, pair);
        tau += 2 * before;
    }
    double total = (double)(m * n);
    return total / fmax(tau, 1 / log10(total));
}

/* x [chains][n]; each chain is split into halves (the middle draw of an odd n is left out), so
 * that a trend within a chain shows. R-hat is the worse of place and spread: normal scores of the
 * ranks, and of the ranks of the distance from the median. NAN when all draws are equal. */
void tbi_diagnostics(double *rhat, double *ess, const double *x, size_t chains, size_t n,
                     double *scratch, size_t *order)
{
    size_t half = n / 2, m = 2 * chains, total = m * half;
    double *split = scratch;
    double *z = scratch + total;
    double *folded = scratch + 2 * total;
    double *sorted = scratch + 3 * total;
    double within;
    double over;
    for (size_t c = 0; c < chains; c++)
        for (size_t k = 0; k < half; k++) {
            split[(2 * c) * half + k] = x[c * n + k];
            split[(2 * c + 1) * half + k] = x[c * n + n - half + k];
        }
    for (size_t k = 0; k < total; k++)
        sorted[k] = split[k];
    double middle = tbi_median(sorted, total);
    if (!(sorted[total - 1] > sorted[0])) {
        *rhat = *ess = NAN;
        return;
    }
    for (size_t k = 0; k < total; k++)
        folded[k] = fabs(split[k] - middle);
    compute_normal_scores(z, folded, total, order);
    double spread = split_rhat(z, m, half, &within, &over);
    compute_normal_scores(z, split, total, order);
    double place = split_rhat(z, m, half, &within, &over);
    *rhat = fmax(place, isnan(spread) ? place : spread);
    *ess = within > 0 ? compute_effective_size(z, m, half, within, over) : NAN;
}
