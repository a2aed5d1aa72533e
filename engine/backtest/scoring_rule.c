/* scoring_rule.c - pure functions of a predictive distribution and of what came. */
#include "backtest/scoring_rule.h"

#include "num/quantile.h"

#include <math.h>

/* The mean difference of two draws comes of the order alone: sum of (2 i + 1 - n) x_i over
 * sorted draws, so O(n) and not O(n^2). */
double tbi_crps_draws(const double *x, size_t n, double y)
{
    double miss = 0;
    double gini = 0;
    double m = (double)n;
    for (size_t i = 0; i < n; i++) {
        miss += fabs(x[i] - y);
        gini += x[i] * (2 * (double)i + 1 - m);
    }
    return n > 0 ? miss / m - gini / (m * m) : NAN;
}

/* Only the divisor differs from tbi_crps_draws: a draw is not compared with itself. */
double tbi_crps_fair(const double *x, size_t n, double y)
{
    double miss = 0;
    double gini = 0;
    double m = (double)n;
    for (size_t i = 0; i < n; i++) {
        miss += fabs(x[i] - y);
        gini += x[i] * (2 * (double)i + 1 - m);
    }
    return n > 1 ? miss / m - gini / (m * (m - 1)) : NAN;
}

/* sd (z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi)), with z = (y - mean) / sd. */
double tbi_crps_normal(double mean, double sd, double y)
{
    if (!(sd > 0))
        return fabs(mean - y);
    double z = (y - mean) / sd;
    double density = exp(-0.5 * z * z) / sqrt(2 * 3.14159265358979323846);
    double below = 0.5 * erfc(-z / sqrt(2));
    return sd * (z * (2 * below - 1) + 2 * density - 1 / sqrt(3.14159265358979323846));
}

/* The loss at each level, weighted by the stretch of levels that it stands for. */
double tbi_crps_quantiles(const double *p, const double *x, size_t n, double y)
{
    double sum = 0;
    for (size_t k = 0; k < n; k++) {
        double from = k == 0 ? 0 : (p[k - 1] + p[k]) / 2;
        double to = k + 1 == n ? 1 : (p[k] + p[k + 1]) / 2;
        sum += (to - from) * 2 * (y >= x[k] ? p[k] * (y - x[k]) : (1 - p[k]) * (x[k] - y));
    }
    return n > 0 ? sum : NAN;
}

/* Every level weighs the same, whatever its distance from its neighbours. */
double tbi_wis(const double *p, const double *x, size_t n, double y)
{
    double sum = 0;
    for (size_t k = 0; k < n; k++)
        sum += 2 * (y >= x[k] ? p[k] * (y - x[k]) : (1 - p[k]) * (x[k] - y));
    return n > 0 ? sum / (double)n : NAN;
}

/* The sum of kernels is taken relative to the largest exponent, so that a y far from all
 * draws gives a large score and not infinity. */
double tbi_log_score_draws(const double *x, size_t n, double y)
{
    if (n < 10)
        return NAN;
    double sd = sqrt(tbi_variance(x, n));
    double iqr = (tbi_quantile_sorted(x, n, 0.75) - tbi_quantile_sorted(x, n, 0.25)) / 1.34;
    double width = 0.9 * (iqr > 0 ? fmin(sd, iqr) : sd) * pow((double)n, -0.2);
    double largest = -INFINITY;
    double sum = 0;
    /* draws that are one number to the last digit have a density of 1e16, and it says nothing */
    if (!(width > 1e-12 * fmax(fabs(x[0]), fabs(x[n - 1]))))
        return NAN;
    for (size_t i = 0; i < n; i++)
        largest = fmax(largest, -0.5 * (y - x[i]) * (y - x[i]) / (width * width));
    for (size_t i = 0; i < n; i++)
        sum += exp(-0.5 * (y - x[i]) * (y - x[i]) / (width * width) - largest);
    return -(largest + log(sum / ((double)n * width * sqrt(2 * 3.14159265358979323846))));
}

/* place counts from 1. The last place is left out: both distribution functions are 1 there. */
double tbi_rps(const double *probability, size_t n, size_t place)
{
    double below = 0, sum = 0;
    for (size_t k = 1; k < n; k++) {
        below += probability[k - 1];
        double miss = below - (place <= k ? 1 : 0);
        sum += miss * miss;
    }
    return n > 1 ? sum / (double)(n - 1) : NAN;
}

/* Middle places of the values: ties share the mean of their places. O(n^2), n is some dozens to
 * some thousands. */
static void compute_middle_places(double *place, const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t less = 0, equal = 0;
        for (size_t j = 0; j < n; j++) {
            less += x[j] < x[i];
            equal += x[j] == x[i];
        }
        place[i] = (double)less + ((double)equal + 1) / 2;
    }
}

/* Pearson's correlation of the places, ties at their middle place (whose mean is (m + 1) / 2 with
 * or without ties), over the units that have both. */
double tbi_spearman(const double *a, const double *b, size_t n, double *scratch)
{
    double *x = scratch;
    double *y = scratch + n;
    double *rx = scratch + 2 * n;
    double *ry = scratch + 3 * n;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    size_t m = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(a[i]) && !isnan(b[i])) {
            x[m] = a[i];
            y[m++] = b[i];
        }
    compute_middle_places(rx, x, m);
    compute_middle_places(ry, y, m);
    double middle = ((double)m + 1) / 2;
    for (size_t i = 0; i < m; i++) {
        xy += (rx[i] - middle) * (ry[i] - middle);
        xx += (rx[i] - middle) * (rx[i] - middle);
        yy += (ry[i] - middle) * (ry[i] - middle);
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : NAN;
}

/* tau-b: concordant less discordant pairs over the root of the pairs untied in a times those
 * untied in b. */
double tbi_kendall(const double *a, const double *b, size_t n)
{
    double with = 0, pa = 0, pb = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            if (isnan(a[i]) || isnan(b[i]) || isnan(a[j]) || isnan(b[j]))
                continue;
            int da = (a[i] > a[j]) - (a[i] < a[j]);
            int db = (b[i] > b[j]) - (b[i] < b[j]);
            with += da * db;
            pa += da != 0;
            pb += db != 0;
        }
    return pa > 0 && pb > 0 ? with / sqrt(pa * pb) : NAN;
}
