/* partial_pooling.c - the grid, how well each point fits each series, and the common
 * distribution. */
#include "statespace/partial_pooling.h"

#include "base/error.h"
#include "statespace/mvnormal.h"
#include "statespace/signal_fit.h"

#include <math.h>
#include <string.h>

enum {
    SIDE = 7,
    RHO_SIDE = 5,
    POINTS = SIDE * SIDE * RHO_SIDE,
    RATIOS = 3,
    ROUNDS = 20,
    MOST_UNITS = 512 /* of a large table every k-th says enough */
};

/* The ratios of a point, from -3 to 3 for the variances and from -1 to 4 for the logit of rho.
 * x [3]: log(var_a / var_e), log(var_u / var_e), logit rho. A step of the grid is 1 for the
 * variances and 1.25 for rho; the likelihood of a few years is flat over such steps. */
static void compute_ratios(double *x, size_t point)
{
    size_t permanent = point / (SIDE * RHO_SIDE), transitory = point / RHO_SIDE % SIDE;
    x[0] = -3 + 6.0 * (double)permanent / (SIDE - 1);
    x[1] = -3 + 6.0 * (double)transitory / (SIDE - 1);
    x[2] = -1 + 5.0 * (double)(point % RHO_SIDE) / (RHO_SIDE - 1);
}

/* The model of a point whose whole variance is 1. */
static tb_uc_model find_unit_model(size_t point)
{
    double free[TB_SIGNAL_FREE] = { 0 };
    compute_ratios(free + 1, point);
    return tbi_signal_of(free);
}

/* A series by what the fit needs: cross products with zeros for what is not known, and the units
 * with gaps. */
typedef struct summary {
    size_t n, known, units, with_gaps;
    double *product;  /* [n][n] */
    const size_t *at; /* [with_gaps] units with gaps */
    /* [POINTS] log likelihood with the scale integrated out; mean square of the whitened series */
    double *fit, *square;
} summary;

/* Unknown years count as zero in the cross products: y' Q y over all years then leaves out
 * exactly the terms that are not known, and subtract_gaps() takes off what a full inverse Q claims
 * of the gaps.
 * product[s][t] = sum over units of y_s y_t. O(U T^2), once a series and for all points of the
 * grid. */
static bool summarise_series(summary *s, const tb_deviation *d, tb_arena *a)
{
    size_t T = d->n_year;
    size_t U = d->n_unit;
    size_t *at = TB_NEW(a, size_t, U);
    double *row = TB_NEW(a, double, T);
    *s = (summary){ .n = T,
                    .at = at,
                    .product = TB_NEW(a, double, (T * T)),
                    .fit = TB_NEW(a, double, POINTS),
                    .square = TB_NEW(a, double, POINTS) };
    if (a->refused)
        return false;
    for (size_t i = 0; i < U; i += 1 + (U - 1) / MOST_UNITS) {
        size_t known = 0;
        for (size_t t = 0; t < T; t++) {
            double y = d->y[t * U + i];
            row[t] = isnan(y) ? 0 : y;
            known += isnan(y) ? 0 : 1;
        }
        if (known == 0)
            continue;
        s->units++;
        s->known += known;
        if (known < T)
            at[s->with_gaps++] = i;
        for (size_t t = 0; t < T; t++)
            for (size_t r = 0; r < T; r++)
                s->product[t * T + r] += row[t] * row[r];
    }
    return true;
}

/* inverse [n][n] of the covariance of all years of a model; returns its log determinant, NaN when
 * it has none. covariance [n][n]: scratch */
static double invert_covariance(double *inverse, double *covariance, const tb_uc_model *m,
                                const double *persistence, size_t n)
{
    double size = 0;
    for (size_t s = 0; s < n; s++) {
        double permanent = m->var_a, transitory = m->var_u;
        covariance[s * n + s] = permanent + transitory + m->var_e;
        for (size_t t = s + 1; t < n; t++) {
            permanent *= persistence[t];
            transitory *= persistence[t] * m->rho;
            covariance[s * n + t] = covariance[t * n + s] = permanent + transitory;
        }
    }
    if (!tbi_mvnormal_factor(covariance, n))
        return NAN;
    memset(inverse, 0, n * n * sizeof *inverse);
    for (size_t t = 0; t < n; t++) {
        size += 2 * log(covariance[t * n + t]);
        inverse[t * n + t] = 1;
        tbi_mvnormal_forward(covariance, n, inverse + t * n);
        tbi_mvnormal_back(covariance, n, inverse + t * n);
    }
    return size;
}

/* What the years that a unit lacks take away from the whitened square; *size grows by the log
 * determinant of their block of the inverse. */
static double subtract_gaps(double *size, const double *inverse, const tb_deviation *d, size_t unit,
                            double *block, double *b, size_t *gap)
{
    size_t T = d->n_year, U = d->n_unit, h = 0;
    double square = 0;
    for (size_t t = 0; t < T; t++)
        if (isnan(d->y[t * U + unit]))
            gap[h++] = t;
    for (size_t i = 0; i < h; i++) {
        b[i] = 0;
        for (size_t t = 0; t < T; t++)
            if (!isnan(d->y[t * U + unit]))
                b[i] += inverse[gap[i] * T + t] * d->y[t * U + unit];
        for (size_t j = 0; j < h; j++)
            block[i * h + j] = inverse[gap[i] * T + gap[j]];
    }
    if (!tbi_mvnormal_factor(block, h))
        return NAN;
    tbi_mvnormal_forward(block, h, b);
    for (size_t i = 0; i < h; i++) {
        square += b[i] * b[i];
        *size += 2 * log(block[i * h + i]);
    }
    return square;
}

/* Scratch for the longest series, n years: covariance, inverse and block [n][n], b and gap [n]. */
typedef struct pooling_workspace {
    double *covariance, *inverse, *block, *b;
    size_t *gap;
} pooling_workspace;

/* square is sum_i y_i' R^-1 y_i, size sum_i log |R_i|; R_i the known years of unit i. The scale
 * at the point is square / N, its maximum likelihood estimate given the ratios. */
static void fit_point(summary *s, size_t point, const tb_deviation *d, const double *inverse,
                      double determinant, const pooling_workspace *w)
{
    double square = 0;
    double size = (double)s->units * determinant;
    double n = (double)s->known;
    for (size_t k = 0; k < s->n * s->n; k++)
        square += inverse[k] * s->product[k];
    for (size_t k = 0; k < s->with_gaps; k++)
        square -= subtract_gaps(&size, inverse, d, s->at[k], w->block, w->b, w->gap);
    s->square[point] = square / n;
    s->fit[point] =
        square > 0 && isfinite(size) ? -0.5 * size - 0.5 * n * log(square / n) : -INFINITY;
}

/* Series with one pointer to the shares are on one axis (equal n): one inverse serves all of
 * them. */
static void fit_series(summary *s, const tb_pool_series *series, size_t n,
                       const pooling_workspace *w)
{
    for (size_t first = 0; first < n; first++) {
        bool seen = false;
        for (size_t k = 0; k < first && !seen; k++)
            seen = series[k].persistence == series[first].persistence;
        for (size_t point = 0; point < POINTS && !seen; point++) {
            tb_uc_model m = find_unit_model(point);
            double determinant = invert_covariance(w->inverse, w->covariance, &m,
                                                   series[first].persistence, s[first].n);
            for (size_t k = first; k < n; k++)
                if (series[k].persistence == series[first].persistence)
                    fit_point(&s[k], point, series[k].d, w->inverse, determinant, w);
        }
    }
}

/* weight [POINTS] out: the posterior of a series under the common distribution. grid
 * [POINTS][RATIOS] */
static void compute_posterior(double *weight, const summary *s, const double *grid,
                              const double *middle, const double *spread)
{
    double largest = -INFINITY, sum = 0;
    for (size_t p = 0; p < POINTS; p++) {
        const double *x = grid + p * RATIOS;
        weight[p] = s->fit[p];
        for (size_t r = 0; r < RATIOS; r++)
            weight[p] -= 0.5 * (x[r] - middle[r]) * (x[r] - middle[r]) / (spread[r] * spread[r]);
        largest = fmax(largest, weight[p]);
    }
    for (size_t p = 0; p < POINTS; p++)
        sum += weight[p] = exp(weight[p] - largest);
    for (size_t p = 0; p < POINTS; p++)
        weight[p] /= sum;
}

/* EM: the middle and the spread of the series' posteriors and of one series that is known as the
 * vague distribution. */
static void fit_hyperprior(double *middle, double *spread, const summary *s, size_t n,
                           const double *grid, double *weight)
{
    const double *at = tbi_signal_vague.mean + 1, *wide = tbi_signal_vague.sd + 1;
    memcpy(middle, at, RATIOS * sizeof *middle);
    memcpy(spread, wide, RATIOS * sizeof *spread);
    for (int round = 0; round < ROUNDS; round++) {
        double sum[RATIOS], squares[RATIOS];
        for (size_t r = 0; r < RATIOS; r++) {
            sum[r] = at[r];
            squares[r] = wide[r] * wide[r] + at[r] * at[r];
        }
        for (size_t k = 0; k < n; k++) {
            compute_posterior(weight, &s[k], grid, middle, spread);
            for (size_t p = 0; p < POINTS; p++) {
                const double *x = grid + p * RATIOS;
                for (size_t r = 0; r < RATIOS; r++) {
                    sum[r] += weight[p] * x[r];
                    squares[r] += weight[p] * x[r] * x[r];
                }
            }
        }
        for (size_t r = 0; r < RATIOS; r++) {
            middle[r] = sum[r] / (double)(n + 1);
            spread[r] = sqrt(fmax(squares[r] / (double)(n + 1) - middle[r] * middle[r], 1e-4));
        }
    }
}

/* The mean over the grid, each point at its own scale; rho is averaged as it is, not as a
 * logit. */
static tb_uc_model average_posterior(const summary *s, const double *weight)
{
    tb_uc_model m = { 0 };
    for (size_t p = 0; p < POINTS; p++) {
        tb_uc_model u = find_unit_model(p);
        double w = weight[p] * s->square[p];
        m.var_a += w * u.var_a;
        m.var_u += w * u.var_u;
        m.var_e += w * u.var_e;
        m.rho += weight[p] * u.rho;
    }
    return m;
}

/* grid [POINTS][RATIOS] and the fits are made once; EM then only weighs them, so its rounds cost
 * little. */
tb_status tbi_pool_models(tb_uc_model *model, const tb_pool_series *series, size_t n, tb_arena *a,
                          tb_err *err)
{
    summary *s = TB_NEW(a, summary, n);
    double *weight = TB_NEW(a, double, POINTS);
    double *grid = TB_NEW(a, double, (POINTS * RATIOS));
    double middle[RATIOS];
    double spread[RATIOS];
    size_t longest = 0;
    for (size_t k = 0; k < n; k++)
        if (series[k].d->n_year > longest)
            longest = series[k].d->n_year;
    size_t square = longest * longest;
    pooling_workspace w = { TB_NEW(a, double, square), TB_NEW(a, double, square),
                            TB_NEW(a, double, square), TB_NEW(a, double, longest),
                            TB_NEW(a, size_t, longest) };
    bool room = s && weight && grid && w.covariance && w.inverse && w.block && w.b && w.gap;
    for (size_t k = 0; room && k < n; k++)
        room = summarise_series(&s[k], series[k].d, a);
    if (!room)
        return tbi_no_memory(err, "the signal models of the components");
    for (size_t p = 0; p < POINTS; p++)
        compute_ratios(grid + p * RATIOS, p);
    fit_series(s, series, n, &w);
    fit_hyperprior(middle, spread, s, n, grid, weight);
    for (size_t k = 0; k < n; k++) {
        compute_posterior(weight, &s[k], grid, middle, spread);
        model[k] = average_posterior(&s[k], weight);
    }
    return TB_OK;
}
