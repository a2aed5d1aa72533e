/* year_variance.c - the misses of each past year, by a filter for each unit. */
#include "statespace/year_variance.h"

#include "statespace/conditional.h"

#include <math.h>

enum { ASSUMED_YEARS = 2 };
static const double ASSUMED = 0.5;

/* What is known of a unit's a and u: expectations and covariance. */
typedef struct belief {
    double a, u, aa, au, uu;
} belief;

/* One year ahead of (a, u): a' = keep a + N(0, (1 - keep^2) var_a), u' = keep rho u + N(0, (1 -
 * (keep rho)^2) var_u), so that both stay in their stationary laws. keep < 1 only over a change
 * of scheme. */
static belief filter_step(const belief *b, const tb_uc_model *m, double keep)
{
    double f = keep * m->rho;
    return (belief){ .a = keep * b->a,
                     .u = f * b->u,
                     .aa = keep * keep * b->aa + (1 - keep * keep) * m->var_a,
                     .au = keep * f * b->au,
                     .uu = f * f * b->uu + (1 - f * f) * m->var_u };
}

/* The law given y as well: gain (aa + au, au + uu) / v, v the variance of y before it was
 * seen. */
static belief learn(const belief *b, const tb_uc_model *m, double y)
{
    double a = b->aa + b->au;
    double u = b->au + b->uu;
    double v = a + u + m->var_e;
    double miss = (y - b->a - b->u) / v;
    return (belief){ .a = b->a + a * miss,
                     .u = b->u + u * miss,
                     .aa = b->aa - a * a / v,
                     .au = b->au - a * u / v,
                     .uu = b->uu - u * u / v };
}

/* Squared misses of a unit, in units of their expected variance, onto sums by year. */
static void add_misses(double *sum, double *count, const tb_deviation *d, size_t unit,
                       const tb_uc_model *m, const double *keep, double usual)
{
    belief b = { .aa = m->var_a, .uu = m->var_u };
    for (size_t t = 0; t < d->n_year; t++) {
        double y = d->y[t * d->n_unit + unit];
        belief before = b;
        if (t > 0) {
            before = filter_step(&b, m, usual);
            b = filter_step(&b, m, keep[t]);
        }
        double v = before.aa + 2 * before.au + before.uu + m->var_e;
        if (isnan(y) || !(v > 0))
            continue;
        sum[t] += (y - before.a - before.u) * (y - before.a - before.u) / v;
        count[t] += 1;
        b = learn(&b, m, y);
    }
}

/* ASSUMED_YEARS of log ratio ASSUMED are counted in as seen before any table. */
double tbi_year_variance(const tb_deviation *d, const tb_uc_model *m, const double *keep,
                         double usual)
{
    double squares = ASSUMED_YEARS * ASSUMED * ASSUMED;
    double years = ASSUMED_YEARS;
    double sum[TB_OUTLOOK_YEARS] = { 0 };
    double count[TB_OUTLOOK_YEARS] = { 0 };
    if (d->n_year > TB_OUTLOOK_YEARS)
        return ASSUMED * ASSUMED;
    for (size_t i = 0; i < d->n_unit; i++)
        add_misses(sum, count, d, i, m, keep, usual);
    for (size_t t = 2; t < d->n_year; t++) {
        /* a handful of units says little of a year */
        if (!(sum[t] > 0) || count[t] < 10)
            continue;
        squares += log(sum[t] / count[t]) * log(sum[t] / count[t]);
        years++;
    }
    return squares / years;
}
