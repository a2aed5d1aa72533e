/* honest_smooth.c - what is left of an effect when the slope of the drift changes by at most m a
 * period (Rambachan and Roth 2023). The interval is the shortest of fixed length around an affine
 * estimate; its bias and variance are traded by a lasso in the sums of the weights. */
#include "effects/inference.h"

#include "num/dist.h"

#include <math.h>

enum { PERIODS = 16 }; /* most, of the estimates */
static const double alpha = 0.05;

/* The 95 % quantile of |N(b, 1)|. */
static double compute_folded_quantile(double b)
{
    double low = 0, high = b + 4;
    for (int k = 0; k < 80; k++) {
        double middle = (low + high) / 2;
        if (tbi_normal_cdf(middle - b) - tbi_normal_cdf(-middle - b) < 1 - alpha)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* Weights before exposure from sums u of the weights of steps (u [pre], the last one fixed). */
static void accumulate_weights(double *v, const double *u, size_t pre)
{
    double last = 0, before = 0;
    for (size_t k = 0; k < pre; k++) {
        double w = u[k] - before;
        v[k] = w - last;
        before = u[k];
        last = w;
    }
}

/* The fixed part of the affine estimator: l'beta after exposure; u holds its weights before. */
typedef struct line {
    size_t pre, post;
    const double *sigma, *l;
    double bias; /* of the part that no choice of weights changes, for m = 1 */
} line;

/* v [pre + post] out: the weights of all periods; returns v'Sigma v. */
static double compute_variance(const line *f, const double *u, double *v)
{
    size_t p = f->pre + f->post;
    accumulate_weights(v, u, f->pre);
    for (size_t j = 0; j < f->post; j++)
        v[f->pre + j] = f->l[j];
    return tbi_quadratic_form(v, f->sigma, v, p);
}

/* Lasso: min variance / 2 + price * sum |u_k| over the free sums, by cyclic coordinates (the
 * variance is a parabola in each). */
static void trade_points(const line *f, double *u, double price)
{
    double v[PERIODS];
    for (int round = 0; round < 500; round++) {
        double moved = 0;
        for (size_t k = 0; k + 1 < f->pre; k++) {
            double old = u[k], at[3];
            for (int q = 0; q < 3; q++) {
                u[k] = q - 1;
                at[q] = compute_variance(f, u, v) / 2;
            }
            double curve = at[2] - 2 * at[1] + at[0], slope = (at[2] - at[0]) / 2; /* at u = 0 */
            double size = fabs(slope) <= price ? 0 : (fabs(slope) - price) / curve;
            u[k] = slope > 0 ? -size : size;
            moved = fmax(moved, fabs(u[k] - old));
        }
        if (moved < 1e-12)
            return;
    }
}

/* Half the length of the interval around the estimate whose weights minimise the trade of
 * variance and bias at exp(log_price): h cv(B / h), h the standard error, B = m (bias of the
 * part that no weights change + sum of |u|) the worst bias, cv(b) the quantile of |N(b, 1)|. */
static double find_half_length(const line *f, double *u, double log_price, double m, double *v)
{
    double sum = f->bias;
    trade_points(f, u, exp(log_price));
    double h = sqrt(compute_variance(f, u, v));
    for (size_t k = 0; k + 1 < f->pre; k++)
        sum += fabs(u[k]);
    return h * compute_folded_quantile(m * sum / h);
}

/* The half length is searched over the logarithm of the lasso's price (golden section): a high
 * price buys less bias at the cost of more variance. */
bool tbi_honest_smooth(double *low, double *high, const double *beta, const double *sigma,
                       size_t pre, size_t post, const double *l, double m)
{
    size_t p = pre + post;
    if (pre < 1 || post < 1 || p > PERIODS)
        return false;
    line f = { pre, post, sigma, l, 0 };
    double u[PERIODS] = { 0 }, v[PERIODS], slope = 0, scale = 0;
    for (size_t t = 0; t < post; t++)
        slope += (double)(t + 1) * l[t];
    for (size_t s = 1; s <= post; s++) {
        double part = 0;
        for (size_t t = 1; t <= s; t++)
            part += (double)t * l[post - s + t - 1];
        f.bias += fabs(part);
    }
    f.bias += fabs(slope) - slope;
    u[pre - 1] = slope;
    for (size_t j = 0; j < p; j++)
        scale = fmax(scale, sigma[j * (p + 1)]);
    if (!(scale > 0))
        return false; /* without errors there is nothing to be wrong about */
    double from = log(scale) - 25, to = log(scale) + 5, golden = 0.6180339887498949;
    double x = to - golden * (to - from), y = from + golden * (to - from);
    double fx = find_half_length(&f, u, x, m, v), fy = find_half_length(&f, u, y, m, v);
    for (int k = 0; k < 60; k++) {
        if (fx <= fy) {
            to = y;
            y = x;
            fy = fx;
            x = to - golden * (to - from);
            fx = find_half_length(&f, u, x, m, v);
        } else {
            from = x;
            x = y;
            fx = fy;
            y = from + golden * (to - from);
            fy = find_half_length(&f, u, y, m, v);
        }
    }
    double half = find_half_length(&f, u, (from + to) / 2, m, v), centre = 0;
    for (size_t j = 0; j < p; j++)
        centre += v[j] * beta[j];
    *low = centre - half;
    *high = centre + half;
    return isfinite(half);
}
