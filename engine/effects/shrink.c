/* shrink.c - most reforms move little: effects of many measures and outcomes are drawn towards
 * zero, by as much as their own spread suggests.
 *
 * y = theta + e, e ~ N(0, V), theta_i ~ N(0, s^2) independent, s half-normal. Given s, theta has
 * mean s^2 (V + s^2 I)^-1 y and variance s^2 I - s^4 (V + s^2 I)^-1; with V = Q L Q' both need only
 * Q and L. s is integrated over by the midpoint rule, so the posterior of an effect is a mixture of
 * normals. */
#include "effects/shrink.h"

#include "base/error.h"
#include "messages/effects.h"
#include "num/dist.h"
#include "num/linalg.h"

#include <math.h>
#include <string.h>

enum { POINTS = TBI_SHRINK_POINTS };
static const double widest = 4; /* times the prior's scale */

/* share: log of the likelihood N(0, V + s^2 I) times the prior, later normalised. rotated [n] =
 * Q'y. */
static double compute_log_share(const double *value, const double *rotated, size_t n, double s,
                                double prior)
{
    double sum = -s * s / (2 * prior * prior);
    for (size_t k = 0; k < n; k++) {
        double v = fmax(0, value[k]) + s * s;
        sum -= (log(v) + rotated[k] * rotated[k] / v) / 2;
    }
    return sum;
}

/* The posterior given a spread s, in the eigenvectors q of the errors' covariance: there each
 * component is kept by s^2 / (lambda + s^2). */
static void fill_point(tbi_shrinkage *m, size_t g, const double *q, const double *value,
                       const double *rotated, double s)
{
    for (size_t i = 0; i < m->n; i++) {
        double mean = 0, variance = s * s;
        for (size_t k = 0; k < m->n; k++) {
            double keep = s * s / (fmax(0, value[k]) + s * s), by = q[i + k * m->n];
            mean += by * keep * rotated[k];
            variance -= by * by * keep * s * s;
        }
        m->mean[g * m->n + i] = mean;
        m->sd[g * m->n + i] = sqrt(fmax(0, variance));
    }
}

/* Posterior probability that effect i is above x: the mixture over the grid of the prior's
 * spread, share [POINTS] its posterior weights, of normals with mean and sd [POINTS][n]. A
 * distribution without spread is a step. */
static double compute_above(const tbi_shrinkage *m, size_t i, double x)
{
    double sum = 0;
    for (size_t g = 0; g < POINTS; g++) {
        double sd = m->sd[g * m->n + i], off = m->mean[g * m->n + i] - x;
        sum += m->share[g] * (sd > 0 ? tbi_normal_cdf(off / sd) : off > 0);
    }
    return sum;
}

/* By halving, over centre -+ reach: the posterior is a mixture and has no quantile in closed
 * form. */
static double find_quantile(const tbi_shrinkage *m, size_t i, double p, double centre, double reach)
{
    double low = centre - reach, high = centre + reach;
    for (int k = 0; k < 60; k++) {
        double middle = (low + high) / 2;
        if (1 - compute_above(m, i, middle) < p)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

/* Read off a table of the distribution function over eight standard deviations to each side. */
void tbi_shrinkage_quantiles(double *out, size_t n, const tbi_shrinkage *m, size_t i,
                             const tb_effect_posterior *summary)
{
    enum { STEPS = 400 };
    double low = summary->mean - 8 * summary->sd, step = 16 * summary->sd / STEPS;
    double below = 1 - compute_above(m, i, low), next = below;
    size_t at = 0;
    for (size_t k = 0; k < n; k++) {
        double p = ((double)k + 0.5) / (double)n;
        while (next < p && at < STEPS) {
            below = next;
            next = 1 - compute_above(m, i, low + (double)++at * step);
        }
        double part = next > below ? (p - below) / (next - below) : 1;
        out[k] = low + ((double)at - 1 + fmin(fmax(part, 0), 1)) * step;
    }
}

/* Mean and variance of a mixture: E of the means, E(mean^2 + sd^2) less the square of that. */
void tbi_shrinkage_summary(tb_effect_posterior *out, const tbi_shrinkage *m, size_t i,
                           const double *need)
{
    double mean = 0, square = 0;
    for (size_t g = 0; g < POINTS; g++) {
        double at = m->mean[g * m->n + i], sd = m->sd[g * m->n + i];
        mean += m->share[g] * at;
        square += m->share[g] * (at * at + sd * sd);
    }
    *out = (tb_effect_posterior){
        mean, sqrt(fmax(0, square - mean * mean)), NAN, NAN, compute_above(m, i, 0), NAN
    };
    out->q05 = find_quantile(m, i, 0.05, mean, 10 * out->sd);
    out->q95 = find_quantile(m, i, 0.95, mean, 10 * out->sd);
    if (need != NULL && isfinite(*need))
        out->above_need = compute_above(m, i, *need);
}

/* The spread's posterior on its grid, from the logarithms in share. */
static void weigh_spreads(tbi_shrinkage *m)
{
    double most = -INFINITY, all = 0;
    for (size_t g = 0; g < POINTS; g++)
        most = fmax(most, m->share[g]);
    for (size_t g = 0; g < POINTS; g++) {
        m->share[g] = exp(m->share[g] - most);
        all += m->share[g];
    }
    for (size_t g = 0; g < POINTS; g++)
        m->share[g] /= all;
}

/* The spread of true effects is summed over POINTS midpoints; the estimates are rotated once for
 * all. */
tb_status tbi_shrinkage_make(tbi_shrinkage *out, const double *estimate, const double *variance,
                             size_t n, double prior, tb_arena *a, tb_err *err)
{
    double *q = TB_NEW(a, double, (n * n)), *value = TB_NEW(a, double, n),
           *rotated = TB_NEW(a, double, n);
    out->n = n;
    out->mean = TB_NEW(a, double, (POINTS * n));
    out->sd = TB_NEW(a, double, (POINTS * n));
    if (a->refused)
        return tbi_no_memory(err, "a posterior of effects");
    memcpy(q, variance, n * n * sizeof *q);
    if (n > 0 && !tbi_eigen(q, n, value))
        return tbi_fail(err, TB_ECONVERGE, TB_MSG_EFFECTS_NO_EIGENVALUES, n);
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < n; i++)
            rotated[k] += q[i + k * n] * estimate[i];
    for (size_t g = 0; g < POINTS; g++) {
        double s = widest * prior * ((double)g + 0.5) / POINTS;
        out->share[g] = compute_log_share(value, rotated, n, s, prior);
        fill_point(out, g, q, value, rotated, s);
    }
    weigh_spreads(out);
    return TB_OK;
}

/* out [n]; variance [n][n] of the errors; need [n] or NULL: P(theta_i > need_i) is then given
 * too. */
tb_status tb_effect_shrink(tb_effect_posterior *out, const double *estimate, const double *variance,
                           size_t n, double prior, const double *need, tb_err *err)
{
    tb_arena a = { 0 };
    tbi_shrinkage m;
    tb_status st = tbi_shrinkage_make(&m, estimate, variance, n, prior, &a, err);
    for (size_t i = 0; st == TB_OK && i < n; i++)
        tbi_shrinkage_summary(&out[i], &m, i, need != NULL ? &need[i] : NULL);
    tbi_arena_free(&a);
    return st;
}
