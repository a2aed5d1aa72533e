/* signal_model.c - the law of a + u + e as a covariance and as a filter; a test holds them against
 * each other. */
#include "statespace/signal_model.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static double compute_logistic(double x)
{
    return 1 / (1 + exp(-x));
}

/* free: log of the total sd, log var_a / var_e, log var_u / var_e, logit rho. */
tb_uc_model tbi_signal_of(const double *free)
{
    double total = exp(2 * free[0]);
    double a = exp(free[1]);
    double u = exp(free[2]);
    double e = total / (1 + a + u);
    return (tb_uc_model){
        .var_a = a * e, .var_u = u * e, .var_e = e, .rho = compute_logistic(free[3])
    };
}

/* k_s+1 .. k_t (var_a + var_u rho^(t-s)), without noise on the diagonal. */
double tbi_signal_moments(const tb_uc_model *m, const double *keep, size_t s, size_t t)
{
    if (s > t) {
        size_t swap = s;
        s = t;
        t = swap;
    }
    double kept = 1, fade = 1;
    for (size_t k = s + 1; k <= t; k++) {
        kept *= keep[k];
        fade *= m->rho;
    }
    return kept * (m->var_a + m->var_u * fade);
}

/* The gains of a and u, 1 / variance and -log density at its middle, for the gaps of y; 0 where
 * nothing is known. relative may be NULL. false: a variance of 0. */
static bool compute_gains(double *gain, const tb_uc_model *m, const double *keep, const double *y,
                          const double *relative, size_t n)
{
    double paa = m->var_a, pau = 0, puu = m->var_u;
    for (size_t t = 0; t < n; t++) {
        double *g = gain + 4 * t;
        if (t > 0) {
            double k = keep[t], f = k * m->rho;
            paa = k * k * paa + (1 - k * k) * m->var_a;
            pau = k * f * pau;
            puu = f * f * puu + (1 - f * f) * m->var_u;
        }
        g[0] = g[1] = g[2] = g[3] = 0;
        if (isnan(y[t]))
            continue;
        double e = relative != NULL ? tbi_signal_noise(m, relative[t]) : m->var_e;
        double ca = paa + pau, cu = pau + puu, v = ca + cu + e;
        if (!(v > 0))
            return false;
        g[0] = ca / v;
        g[1] = cu / v;
        g[2] = 1 / v;
        g[3] = 0.5 * log(6.283185307179586476925 * v);
        paa -= ca * g[0];
        pau -= ca * g[1];
        puu -= cu * g[1];
    }
    return true;
}

/* Then variances and gains of the filter are the same and only means are run. */
static bool has_same_gaps(const double *a, const double *b, size_t n)
{
    for (size_t t = 0; t < n; t++)
        if (isnan(a[t]) != isnan(b[t]))
            return false;
    return true;
}

/* units whose means run side by side: each waits for its own sums only */
enum { LANES = TB_SIGNAL_SCRATCH - 4 };

/* Whether unit i has the gaps and sizes of the one before it. */
static bool is_alike(const double *y, const double *relative, size_t i, size_t n_year)
{
    const double *row = y + i * n_year;
    if (i == 0 || !has_same_gaps(row, row - n_year, n_year))
        return false;
    const double *size = relative != NULL ? relative + i * n_year : NULL;
    return size == NULL || memcmp(size, size - n_year, n_year * sizeof *size) == 0;
}

/* term [year that is known][LANES] -log density of n units with equal gaps, y [n][n_year]; returns
 * how many years are known. Each unit's arithmetic is that of a filter alone. */
static size_t run_means(double *term, const double *y, size_t n, const tb_uc_model *m,
                        const double *keep, const double *gain, size_t n_year)
{
    double a[LANES] = { 0 }, u[LANES] = { 0 }, now[LANES] = { 0 };
    size_t known = 0;
    for (size_t t = 0; t < n_year; t++) {
        const double *g = gain + 4 * t;
        double kept = t > 0 ? keep[t] : 1, fade = t > 0 ? keep[t] * m->rho : 1;
        bool absent = isnan(y[t]);
        double *out = term + known * LANES;
        for (size_t i = 0; i < n && !absent; i++)
            now[i] = y[i * n_year + t];
#pragma omp simd
        for (size_t i = 0; i < LANES; i++) {
            a[i] *= kept;
            u[i] *= fade;
        }
        if (absent)
            continue;
#pragma omp simd
        for (size_t i = 0; i < LANES; i++) {
            double d = now[i] - a[i] - u[i];
            a[i] += g[0] * d;
            u[i] += g[1] * d;
            out[i] = 0.5 * d * d * g[2] + g[3];
        }
        known++;
    }
    return known;
}

/* gain [n_year][4] is that of the last unit until gaps or sizes change; only the means run for
 * every unit. The sum is taken unit by unit, year by year. */
double tbi_signal_loglik(const tb_uc_model *m, const double *keep, const double *y,
                         const double *relative, size_t n_unit, size_t n_year, double *gain)
{
    double sum = 0;
    double *term = gain + 4 * n_year;
    for (size_t i = 0; i < n_unit;) {
        const double *row = y + i * n_year;
        const double *size = relative != NULL ? relative + i * n_year : NULL;
        if (!is_alike(y, relative, i, n_year) && !compute_gains(gain, m, keep, row, size, n_year))
            return -INFINITY;
        size_t n = 1;
        while (n < LANES && i + n < n_unit && is_alike(y, relative, i + n, n_year))
            n++;
        size_t known = run_means(term, row, n, m, keep, gain, n_year);
        for (size_t k = 0; k < n; k++)
            for (size_t t = 0; t < known; t++)
                sum -= term[t * LANES + k];
        i += n;
    }
    return sum;
}
