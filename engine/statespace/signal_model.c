/* signal_model.c - the distribution of a + u + e as a covariance and as a filter; a test holds them
 * against each other. */
#include "statespace/signal_model.h"

#include "num/simd.h"

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
double tbi_signal_moments(const tb_uc_model *m, const double *persistence, size_t s, size_t t)
{
    if (s > t) {
        size_t swap = s;
        s = t;
        t = swap;
    }
    double kept = 1, fade = 1;
    for (size_t k = s + 1; k <= t; k++) {
        kept *= persistence[k];
        fade *= m->rho;
    }
    return kept * (m->var_a + m->var_u * fade);
}

enum { POINTS = TB_SIGNAL_POINTS };

/* What is known of the variances at each of POINTS points. */
typedef struct variances {
    double paa[POINTS], pau[POINTS], puu[POINTS];
    bool dead[POINTS]; /* a variance of 0 */
} variances;

/* From a year to the next. */
static void carry_variances(variances *p, const tb_uc_model *m, const double *persistence)
{
    for (size_t l = 0; l < POINTS; l++) {
        double k = persistence[l], f = k * m[l].rho;
        p->paa[l] = k * k * p->paa[l] + (1 - k * k) * m[l].var_a;
        p->pau[l] = k * f * p->pau[l];
        p->puu[l] = f * f * p->puu[l] + (1 - f * f) * m[l].var_u;
    }
}

/* g [4][POINTS]: the gains of a and u, 1 / variance and -log density at its middle. relative: NULL
 * or the cell's. */
static void read_year(variances *p, double *g, const tb_uc_model *m, const double *relative)
{
    for (size_t l = 0; l < POINTS; l++) {
        double e = relative != NULL ? tbi_signal_noise(&m[l], *relative) : m[l].var_e;
        double ca = p->paa[l] + p->pau[l], cu = p->pau[l] + p->puu[l], v = ca + cu + e;
        double a = ca / v, u = cu / v;
        p->dead[l] |= !(v > 0);
        g[l] = a;
        g[POINTS + l] = u;
        g[2 * POINTS + l] = 1 / v;
        g[3 * POINTS + l] = 6.283185307179586476925 * v;
        p->paa[l] -= ca * a;
        p->pau[l] -= ca * u;
        p->puu[l] -= cu * u;
    }
    for (size_t l = 0; l < POINTS; l++)
        g[3 * POINTS + l] = 0.5 * log(g[3 * POINTS + l]);
}

/* step [n][6][POINTS] for the gaps of y, as the kernel wants it; relative may be NULL. keep
 * [n][POINTS]. */
static void compute_steps(double *step, variances *p, const tb_uc_model *m,
                          const double *persistence, const double *y, const double *relative,
                          size_t n)
{
    for (size_t l = 0; l < POINTS; l++) {
        p->paa[l] = m[l].var_a;
        p->pau[l] = 0;
        p->puu[l] = m[l].var_u;
    }
    for (size_t t = 0; t < n; t++, step += TB_FILTER_STEP, persistence += POINTS) {
        if (t > 0)
            carry_variances(p, m, persistence);
        for (size_t l = 0; l < POINTS; l++) {
            step[l] = t > 0 ? persistence[l] : 1;
            step[POINTS + l] = t > 0 ? persistence[l] * m[l].rho : 1;
        }
        if (!isnan(y[t]))
            read_year(p, step + 2 * POINTS, m, relative != NULL ? relative + t : NULL);
    }
}

/* Then variances and gains of the filter are the same and only means are run. */
static bool has_same_gaps(const double *a, const double *b, size_t n)
{
    for (size_t t = 0; t < n; t++)
        if (isnan(a[t]) != isnan(b[t]))
            return false;
    return true;
}

/* Whether unit i has the gaps and sizes of the one before it. */
static bool is_alike(const double *y, const double *relative, size_t i, size_t n_year)
{
    const double *row = y + i * n_year;
    if (!has_same_gaps(row, row - n_year, n_year))
        return false;
    const double *size = relative != NULL ? relative + i * n_year : NULL;
    return size == NULL || memcmp(size, size - n_year, n_year * sizeof *size) == 0;
}

/* Where fewer points are asked for, the last one fills the lanes. Steps are those of the last unit
 * until gaps or sizes change; only the means run for every unit. Each sum is taken unit by unit,
 * year by year. */
void tbi_signal_logliks(double *sum, const tb_uc_model *m, const double *persistence, size_t points,
                        const double *y, const double *relative, size_t n_unit, size_t n_year,
                        double *scratch)
{
    const tb_simd *simd = tbi_simd_best();
    double *step = scratch, *term = step + n_year * TB_FILTER_STEP;
    double *kept = term + TB_FILTER_SCRATCH(n_year), all[POINTS] = { 0 };
    tb_uc_model at[POINTS];
    variances p = { 0 };
    for (size_t l = 0; l < POINTS; l++) {
        size_t from = l < points ? l : points - 1;
        at[l] = m[from];
        for (size_t t = 0; t < n_year; t++)
            kept[t * POINTS + l] = persistence[from * n_year + t];
    }
    for (size_t i = 0, n; i < n_unit; i += n) {
        const double *row = y + i * n_year;
        const double *size = relative != NULL ? relative + i * n_year : NULL;
        n = 1;
        while (i + n < n_unit && is_alike(y, relative, i + n, n_year))
            n++;
        compute_steps(step, &p, at, kept, row, size, n_year);
        simd->filter_means(all, row, n, n_year, step, term);
    }
    for (size_t l = 0; l < points; l++)
        sum[l] = p.dead[l] ? -INFINITY : all[l];
}
