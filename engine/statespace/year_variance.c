/* year_variance.c - the residuals of each past year, by a filter for each unit. */
#include "statespace/year_variance.h"

#include "statespace/conditional.h"

#include <math.h>

enum { ASSUMED_YEARS = 2 };
static const double ASSUMED = 0.5;

/* What is known of a unit's a and u: expectations and covariance. */
typedef struct state_moments {
    double a, u, aa, au, uu;
} state_moments;

/* One year ahead of (a, u), k the persistence of the step: a' = k a + N(0, (1 - k^2) var_a), u' = k
 * rho u + N(0, (1 - (k rho)^2) var_u), so that both stay in their stationary distributions. k < 1
 * only over a change of scheme. */
static state_moments filter_step(const state_moments *b, const tb_uc_model *m, double persistence)
{
    double f = persistence * m->rho;
    return (state_moments){ .a = persistence * b->a,
                            .u = f * b->u,
                            .aa = persistence * persistence * b->aa +
                                  (1 - persistence * persistence) * m->var_a,
                            .au = persistence * f * b->au,
                            .uu = f * f * b->uu + (1 - f * f) * m->var_u };
}

/* The distribution given y as well: gain (aa + au, au + uu) / v, v the variance of y before it was
 * seen. */
static state_moments update_moments(const state_moments *b, const tb_uc_model *m, double y)
{
    double a = b->aa + b->au;
    double u = b->au + b->uu;
    double v = a + u + m->var_e;
    double residual = (y - b->a - b->u) / v;
    return (state_moments){ .a = b->a + a * residual,
                            .u = b->u + u * residual,
                            .aa = b->aa - a * a / v,
                            .au = b->au - a * u / v,
                            .uu = b->uu - u * u / v };
}

/* Squared residuals of a unit, in units of their expected variance, onto sums by year. */
static void add_residuals(double *sum, double *count, const tb_deviation *d, size_t unit,
                          const tb_uc_model *m, const double *persistence, double usual)
{
    state_moments b = { .aa = m->var_a, .uu = m->var_u };
    for (size_t t = 0; t < d->n_year; t++) {
        double y = d->y[t * d->n_unit + unit];
        state_moments before = b;
        if (t > 0) {
            before = filter_step(&b, m, usual);
            b = filter_step(&b, m, persistence[t]);
        }
        double v = before.aa + 2 * before.au + before.uu + m->var_e;
        if (isnan(y) || !(v > 0))
            continue;
        sum[t] += (y - before.a - before.u) * (y - before.a - before.u) / v;
        count[t] += 1;
        b = update_moments(&b, m, y);
    }
}

/* ASSUMED_YEARS of log ratio ASSUMED are counted in as seen before any table. */
double tbi_year_variance(const tb_deviation *d, const tb_uc_model *m, const double *persistence,
                         double usual)
{
    double squares = ASSUMED_YEARS * ASSUMED * ASSUMED;
    double years = ASSUMED_YEARS;
    double sum[TB_CONDITIONAL_YEARS] = { 0 };
    double count[TB_CONDITIONAL_YEARS] = { 0 };
    if (d->n_year > TB_CONDITIONAL_YEARS)
        return ASSUMED * ASSUMED;
    for (size_t i = 0; i < d->n_unit; i++)
        add_residuals(sum, count, d, i, m, persistence, usual);
    for (size_t t = 2; t < d->n_year; t++) {
        /* a handful of units says little of a year */
        if (!(sum[t] > 0) || count[t] < 10)
            continue;
        squares += log(sum[t] / count[t]) * log(sum[t] / count[t]);
        years++;
    }
    return squares / years;
}
