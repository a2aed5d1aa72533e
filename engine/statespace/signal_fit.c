/* signal_fit.c - maximum likelihood with a prior that matters only where the table is short. */
#include "statespace/signal_fit.h"

#include "base/error.h"
#include "messages/statespace.h"
#include "num/optimise.h"
#include "statespace/mvnormal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { P = TB_SIGNAL_FREE };

/* Of a table of more units every k-th is read: a few dozen numbers are known well enough by then,
 * and a fit of 10,000 units takes no longer. */
enum { MOST_UNITS = 256 };

const tb_signal_prior tbi_signal_vague = { { 0, 0, 0, 0.85 }, { 0, 1.5, 1.5, 1 }, { 2.5, 1.5 },
                                           { 1, 1.5 },        { 0, 1 },           { 0, 0 } };

/* What the objective needs besides the numbers that are searched over. */
typedef struct problem {
    const tb_signal_prior *prior;
    const tb_deviation *d;
    const double *given; /* persistence, or NULL */
    double *y;           /* [units][n_year], units with equal gaps together */
    double *relative;    /* the same of d->relative, or NULL */
    size_t units;
    double *persistence; /* [TB_SIGNAL_POINTS][n_year] */
    double *scratch;     /* of the filter */
} problem;

static double compute_logistic(double x)
{
    return 1 / (1 + exp(-x));
}

static double compute_square(double x)
{
    return x * x;
}

/* The numbers of the model; sampled: what is known of the variance of sampling, else 0. */
static tb_uc_model find_model(const double *x, double sampled)
{
    tb_uc_model m = tbi_signal_of(x);
    m.sampled = sampled > 0 ? fmin(1, sampled / m.var_e) : 0;
    return m;
}

/* x [points][n]: TB_SIGNAL_FREE numbers of the model, then, unless the shares are given, the logit
 * of persistence for years 1 .. n_year - 1. points <= TB_SIGNAL_POINTS. */
static void compute_logliks(double *sum, const double *x, size_t points, size_t n, problem *p)
{
    tb_uc_model m[TB_SIGNAL_POINTS];
    size_t T = p->d->n_year;
    for (size_t k = 0; k < points; k++, x += n) {
        double *persistence = p->persistence + k * T;
        m[k] = find_model(x, p->d->sampled);
        persistence[0] = 1;
        for (size_t t = p->given == NULL; t < T; t++)
            persistence[t] = p->given != NULL ? p->given[t] : compute_logistic(x[P + t - 1]);
    }
    tbi_signal_logliks(sum, m, p->persistence, points, p->y, p->relative, p->units, T, p->scratch);
}

/* Sampling is a part of the noise: var_e is not below its known variance.
 * A quadratic wall in the logarithm: 0 above the known variance, so that it changes no fit that
 * obeys. */
static double compute_floor_penalty(const double *x, const problem *p)
{
    static const double WALL = 0.02;
    if (!(p->d->sampled > 0))
        return 0;
    double below = log(p->d->sampled / tbi_signal_of(x).var_e);
    return below > 0 ? 0.5 * compute_square(below / WALL) : 0;
}

/* Minus log prior, without constants. Beyond 30 in any number there is nothing to find: shares are
 * 0 or 1 to 1e-13; infinite there. */
static double compute_penalty(const double *x, size_t n, const problem *p)
{
    double penalty = 0;
    for (size_t k = 0; k < n; k++)
        if (fabs(x[k]) > 30)
            return INFINITY;
    for (size_t k = 1; k < P; k++)
        penalty += 0.5 * compute_square((x[k] - p->prior->mean[k]) / p->prior->sd[k]);
    for (size_t k = P; k < n; k++) {
        const double *prior = p->d->broken[k - P + 1] ? p->prior->change : p->prior->calm;
        penalty += 0.5 * compute_square((x[k] - prior[0]) / prior[1]);
    }
    return penalty + compute_floor_penalty(x, p);
}

/* Minus log likelihood minus log prior at each of x [points][n]; with: the problem. Infinite where
 * the search may not go, which the minimiser steps back from. */
static void compute_minus_posterior(double *value, const double *x, size_t points, size_t n,
                                    void *with)
{
    double sum[TB_SIGNAL_POINTS];
    for (size_t first = 0; first < points; first += TB_SIGNAL_POINTS) {
        size_t some = points - first < TB_SIGNAL_POINTS ? points - first : TB_SIGNAL_POINTS;
        const double *at = x + first * n;
        compute_logliks(sum, at, some, n, with);
        for (size_t k = 0; k < some; k++) {
            double penalty = compute_penalty(at + k * n, n, with);
            value[first + k] = isinf(penalty) ? penalty : penalty - sum[k];
        }
    }
}

/* Root mean square over the years whose middle is known or can be computed.
 * Where the level of a year is not known, the year's own mean is taken out of its deviations. */
static double compute_spread(const tb_deviation *d)
{
    double sum = 0, n = 0;
    for (size_t t = 0; t < d->n_year; t++) {
        double total = 0, count = 0, squares = 0;
        for (size_t i = 0; i < d->n_unit; i++) {
            double y = d->y[t * d->n_unit + i];
            if (isnan(y))
                continue;
            total += y;
            squares += y * y;
            count++;
        }
        if (count < 2 && d->level_is[t] < 2)
            continue;
        sum += d->level_is[t] == 2 ? squares : squares - total * total / count;
        n += count;
    }
    return n > 0 ? sqrt(sum / n) : 0;
}

/* The covariance is the inverse of the curvature; where that is no covariance, small steps of its
 * own in each direction.
 * H = L L' and the covariance is H^-1, whose lower Cholesky factor is kept. Differences of step
 * 0.05 on logs and logits. Where H is not positive definite: 0.2 in every direction. */
static bool compute_factor(tb_signal_fit *f, problem *p, tb_arena *a)
{
    size_t n = f->n;
    double *h = TB_NEW(a, double, (n * n));
    f->factor = TB_NEW(a, double, (n * n));
    if (a->refused)
        return false;
    if (!tbi_hessian(h, f->free, n, 0.05, compute_minus_posterior, p))
        return false;
    bool fine = tbi_mvnormal_factor(h, n);
    for (size_t k = 0; k < n; k++)
        fine = fine && h[k * n + k] > 0;
    for (size_t k = 0; k < n && fine; k++) {
        double *row = f->factor + k * n;
        row[k] = 1;
        tbi_mvnormal_forward(h, n, row);
        tbi_mvnormal_back(h, n, row);
    }
    if (fine && tbi_mvnormal_factor(f->factor, n))
        return true;
    memset(f->factor, 0, n * n * sizeof *f->factor);
    for (size_t k = 0; k < n; k++)
        f->factor[k * n + k] = 0.2;
    return true;
}

/* A unit's years y [n] and sizes (NULL: alike), and which unit it is. */
typedef struct row {
    const double *y, *relative;
    size_t n, unit;
} row;

/* Rows with the same years known (and the same relative variances) follow one another, so that
 * their covariance is factored once for all of them. Ties by unit: the order of sums never
 * depends on the sort. */
static int compare_by_gaps(const void *left, const void *right)
{
    const row *a = left, *b = right;
    for (size_t t = 0; t < a->n; t++)
        if (isnan(a->y[t]) != isnan(b->y[t]))
            return isnan(a->y[t]) ? 1 : -1;
    for (size_t t = 0; t < a->n && a->relative != NULL; t++)
        if (a->relative[t] != b->relative[t])
            return a->relative[t] < b->relative[t] ? -1 : 1;
    return a->unit < b->unit ? -1 : 1;
}

/* y [units][n_year] from [n_year][n_unit]: units with equal gaps and sizes stand together, so that
 * the filter's variances run once for each sort of gaps.
 * plain and size are scratch before the sort; p->y [U][T] and p->relative are what the filter
 * reads. */
static bool arrange_units(problem *p, tb_arena *a)
{
    size_t T = p->d->n_year, all = p->d->n_unit, step = 1 + (all > 0 ? (all - 1) / MOST_UNITS : 0);
    size_t U = (all + step - 1) / step;
    p->units = U;
    double *plain = TB_NEW(a, double, (U * T));
    double *size = p->d->relative != NULL ? TB_NEW(a, double, (U * T)) : NULL;
    p->relative = p->d->relative != NULL ? TB_NEW(a, double, (U * T)) : NULL;
    row *rows = TB_NEW(a, row, U);
    p->y = TB_NEW(a, double, (U * T));
    p->persistence = TB_NEW(a, double, (TB_SIGNAL_POINTS * T));
    p->scratch = TB_NEW(a, double, (TB_SIGNAL_SCRATCH * T));
    if (p->d->relative != NULL && (size == NULL || p->relative == NULL))
        return false;
    if (a->refused)
        return false;
    for (size_t i = 0; i < U; i++) {
        for (size_t t = 0; t < T; t++)
            plain[i * T + t] = p->d->y[t * all + i * step];
        for (size_t t = 0; t < T && size != NULL; t++)
            size[i * T + t] = p->d->relative[t * all + i * step];
        rows[i] = (row){ plain + i * T, size != NULL ? size + i * T : NULL, T, i };
    }
    qsort(rows, U, sizeof *rows, compare_by_gaps);
    for (size_t i = 0; i < U; i++) {
        memcpy(p->y + i * T, rows[i].y, T * sizeof *p->y);
        if (size != NULL)
            memcpy(p->relative + i * T, rows[i].relative, T * sizeof *p->relative);
    }
    return true;
}

/* The search starts where the prior is, at the spread that the table has: a short table stays
 * near it.
 * The mode maximises the posterior, so that a table without any information has the prior's mode.
 * Errors: TB_ESINGULAR, TB_ECONVERGE, TB_ENOMEM. */
tb_status tbi_signal_fit_table(tb_signal_fit *out, const tb_deviation *d,
                               const tb_signal_prior *prior, const double *persistence, bool wide,
                               tb_arena *a, tb_err *err)
{
    double sd = compute_spread(d);
    if (!(sd > 1e-9))
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_STATESPACE_ALL_UNITS_HAVE_SAME);
    tb_signal_fit f = { .n = P + (persistence == NULL ? d->n_year - 1 : 0),
                        .n_year = d->n_year,
                        .sampled = d->sampled };
    f.free = TB_NEW(a, double, f.n);
    problem p = { .prior = prior, .d = d, .given = persistence };
    if (f.free == NULL || !arrange_units(&p, a))
        return tbi_no_memory(err, "the fit of the signal model");
    f.free[0] = log(sd);
    for (size_t k = 1; k < P; k++)
        f.free[k] = prior->mean[k];
    for (size_t k = P; k < f.n; k++)
        f.free[k] = d->broken[k - P + 1] ? prior->change[0] : prior->calm[0];
    double value;
    tb_status st = tbi_minimise(f.free, &value, f.n, compute_minus_posterior, &p, 0.05, 500, err);
    if (st != TB_OK)
        return st;
    compute_logliks(&f.loglik, f.free, 1, f.n, &p);
    if (wide && !compute_factor(&f, &p, a))
        return tbi_no_memory(err, "the fit of the signal model");
    *out = f;
    return TB_OK;
}

/* free = mode + factor z, kept where the search could go. */
tb_uc_model tbi_signal_fit_at(double *persistence, const tb_signal_fit *f, const double *z,
                              double *free)
{
    for (size_t i = 0; i < f->n; i++) {
        free[i] = f->free[i];
        for (size_t j = 0; z != NULL && f->factor != NULL && j <= i; j++)
            free[i] += f->factor[i * f->n + j] * z[j];
        free[i] = fmax(-30, fmin(30, free[i]));
    }
    if (f->n > P) {
        persistence[0] = 1;
        for (size_t t = 1; t < f->n_year; t++)
            persistence[t] = compute_logistic(free[P + t - 1]);
    }
    return find_model(free, f->sampled);
}
