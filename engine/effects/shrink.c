/* shrink.c - most reforms move little: effects of many measures and outcomes are drawn towards
 * zero, by as much as their own spread suggests.
 *
 * y = theta + e, e ~ N(0, V), theta_i ~ N(0, s^2) independent, s half-normal. Given s, theta has
 * mean s^2 (V + s^2 I)^-1 y and variance s^2 I - s^4 (V + s^2 I)^-1; with V = Q L Q' both need only
 * Q and L. s is integrated over by the midpoint rule, so the posterior of an effect is a mixture of
 * normals. */
#include <tangbac/effects.h>

#include "base/arena.h"
#include "base/error.h"
#include "messages/effects.h"
#include "num/dist.h"
#include "num/linalg.h"

#include <math.h>
#include <string.h>

enum { POINTS = 200 };
static const double widest = 4; /* times the prior's scale */

typedef struct mixture {
    size_t n;
    double share[POINTS]; /* posterior of the spread */
    double *mean, *sd;    /* [POINTS][n] */
} mixture;

/* share: log of the likelihood N(0, V + s^2 I) times the prior, later normalised. rotated [n] =
 * Q'y. */
static double log_share(const double *value, const double *rotated, size_t n, double s,
                        double prior)
{
    double sum = -s * s / (2 * prior * prior);
    for (size_t k = 0; k < n; k++) {
        double v = fmax(0, value[k]) + s * s;
        sum -= (log(v) + rotated[k] * rotated[k] / v) / 2;
    }
    return sum;
}

static void fill_point(mixture *m, size_t g, const double *q, const double *value,
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

static double above(const mixture *m, size_t i, double x)
{
    double sum = 0;
    for (size_t g = 0; g < POINTS; g++) {
        double sd = m->sd[g * m->n + i], off = m->mean[g * m->n + i] - x;
        sum += m->share[g] * (sd > 0 ? tbi_normal_cdf(off / sd) : off > 0);
    }
    return sum;
}

static double quantile(const mixture *m, size_t i, double p, double centre, double reach)
{
    double low = centre - reach, high = centre + reach;
    for (int k = 0; k < 60; k++) {
        double middle = (low + high) / 2;
        if (1 - above(m, i, middle) < p)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

static void summarise(tb_effect_posterior *out, const mixture *m, size_t i, const double *need)
{
    double mean = 0, square = 0;
    for (size_t g = 0; g < POINTS; g++) {
        double at = m->mean[g * m->n + i], sd = m->sd[g * m->n + i];
        mean += m->share[g] * at;
        square += m->share[g] * (at * at + sd * sd);
    }
    *out =
        (tb_effect_posterior){ mean, sqrt(fmax(0, square - mean * mean)), NAN, NAN, above(m, i, 0),
                               NAN };
    out->q05 = quantile(m, i, 0.05, mean, 10 * out->sd);
    out->q95 = quantile(m, i, 0.95, mean, 10 * out->sd);
    if (need != NULL && isfinite(need[i]))
        out->above_need = above(m, i, need[i]);
}

tb_status tb_effect_shrink(tb_effect_posterior *out, const double *estimate, const double *variance,
                           size_t n, double prior, const double *need, tb_err *err)
{
    tb_arena a = { 0 };
    mixture m = { .n = n };
    double *q = TB_NEW(&a, double, n *n), *value = TB_NEW(&a, double, n),
           *rotated = TB_NEW(&a, double, n), most = -INFINITY;
    m.mean = TB_NEW(&a, double, POINTS *n);
    m.sd = TB_NEW(&a, double, POINTS *n);
    if (q == NULL || value == NULL || rotated == NULL || m.mean == NULL || m.sd == NULL) {
        tbi_arena_free(&a);
        return tbi_no_memory(err, "a posterior of effects");
    }
    memcpy(q, variance, n * n * sizeof *q);
    if (n > 0 && !tbi_eigen(q, n, value)) {
        tbi_arena_free(&a);
        return tbi_fail(err, TB_ECONVERGE, TB_MSG_EFFECTS_NO_EIGENVALUES, n);
    }
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < n; i++)
            rotated[k] += q[i + k * n] * estimate[i];
    for (size_t g = 0; g < POINTS; g++) {
        double s = widest * prior * ((double)g + 0.5) / POINTS;
        m.share[g] = log_share(value, rotated, n, s, prior);
        most = fmax(most, m.share[g]);
        fill_point(&m, g, q, value, rotated, s);
    }
    double all = 0;
    for (size_t g = 0; g < POINTS; g++) {
        m.share[g] = exp(m.share[g] - most);
        all += m.share[g];
    }
    for (size_t g = 0; g < POINTS; g++)
        m.share[g] /= all;
    for (size_t i = 0; i < n; i++)
        summarise(&out[i], &m, i, need);
    tbi_arena_free(&a);
    return TB_OK;
}
