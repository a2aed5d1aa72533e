/* ridge.c - Hoerl and Kennard's ridge (1970) on columns of mean square 1, penalty by generalised
 * cross-validation (Golub, Heath and Wahba 1979) or given.
 * b(l) = argmin |y - X b|^2 + l |b|^2. With X = U S V' everything that depends on l is a sum over
 * k singular values: rss(l) = rest + sum (l / (s^2 + l))^2 (u'y)^2 and tr H = sum s^2 / (s^2 +
 * l). */
#include "base/error.h"
#include "base/reason.h"
#include "estimate/centred.h"
#include "messages/estimate.h"
#include "num/linalg.h"
#include "num/linalg_product.h"

#include <math.h>
#include <string.h>

typedef struct problem {
    size_t n, k;
    const double *s, *uy; /* singular values, U'y */
    double rest, spent;   /* what of y'y lies outside the columns; parameters taken out */
} problem;

/* GCV = rss / (n - spent - tr H)^2, and the trace. */
static double compute_gcv(const problem *p, double penalty, double *trace)
{
    double rss = p->rest, t = 0;
    for (size_t j = 0; j < p->k; j++) {
        double d2 = p->s[j] * p->s[j];
        double h = d2 > 0 || penalty > 0 ? d2 / (d2 + penalty) : 0;
        rss += (1 - h) * (1 - h) * p->uy[j] * p->uy[j];
        t += h;
    }
    double free = (double)p->n - p->spent - t;
    *trace = t;
    return rss / (free * free);
}

/* The smallest GCV: a grid over the logarithm, then golden sections around its best point.
 * From e^-27 to e^9 of the largest squared singular value; no penalty where that is as good and
 * the columns are of full rank. */
static double choose_penalty(const problem *p)
{
    double top = log(p->s[0] * p->s[0]);
    double best = -INFINITY;
    double least = INFINITY;
    double trace;
    enum { STEPS = 240 };
    double low = top - 27, step = 36.0 / STEPS;
    for (int i = 0; i <= STEPS; i++) {
        double at = low + step * i;
        double g = compute_gcv(p, exp(at), &trace);
        if (g < least) {
            least = g;
            best = at;
        }
    }
    double a = best - step, b = best + step;
    for (int i = 0; i < 80; i++) {
        double l = b - 0.6180339887498949 * (b - a);
        double r = a + 0.6180339887498949 * (b - a);
        if (compute_gcv(p, exp(l), &trace) <= compute_gcv(p, exp(r), &trace))
            b = r;
        else
            a = l;
    }
    double found = exp(0.5 * (a + b));
    return compute_gcv(p, 0, &trace) <= compute_gcv(p, found, &trace) &&
                   p->s[p->k - 1] > 1e-10 * p->s[0]
               ? 0
               : found;
}

/* b = V diag(s / (s^2 + penalty)) U'y on columns of unit scale; effective parameters are the
 * trace of the hat matrix, sum s^2 / (s^2 + penalty). */
tb_status tbi_method_ridge(tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    tb_centred c;
    tb_status st = tbi_centre(&c, r, err);
    if (st != TB_OK)
        return st;
    size_t n = c.n, k = c.k;
    if (n < k)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_RIDGE_NEEDS_LEAST_MANY, n, k);
    double *u = TB_NEW(a, double, (n * k));
    double *s = TB_NEW(a, double, k);
    double *vt = TB_NEW(a, double, (k * k));
    double *uy = TB_NEW(a, double, k);
    double *b = TB_NEW(a, double, k);
    if (a->refused)
        return tbi_no_memory(err, "the ridge");
    for (size_t j = 0; j < k; j++)
        for (size_t i = 0; i < n; i++)
            u[i + j * n] = c.x[i + j * n] / c.scale[j];
    if (!tbi_svd(u, n, k, s, vt))
        return tbi_fail(err, TB_ECONVERGE, TB_MSG_ESTIMATE_SINGULAR_VALUE_DECOMPOSITION_R);
    tbi_gemv(1, n, k, 1, u, n, c.y, 0, uy);
    problem p = { n, k, s, uy, tbi_dot(c.y, c.y, n) - tbi_dot(uy, uy, k), c.spent };
    if (p.rest < 0)
        p.rest = 0;
    double penalty = r->o->penalty >= 0 ? r->o->penalty : choose_penalty(&p);
    double trace = 0;
    double g = compute_gcv(&p, penalty, &trace);
    for (size_t l = 0; l < k; l++) {
        double d = s[l] > 1e-14 * s[0] || penalty > 0 ? s[l] / (s[l] * s[l] + penalty) * uy[l] : 0;
        for (size_t j = 0; j < k; j++)
            b[j] += vt[l + j * k] * d / c.scale[j];
    }
    tb_estimate_summary *v = &r->out->view;
    v->penalty = penalty;
    v->gcv = g;
    v->effective_df = trace;
    st = tbi_centred_result(r, &c, b, NULL, c.spent + trace, TBI_REASON(SHRUNK), err);
    r->ols.condition = s[k - 1] > 0 ? s[0] / s[k - 1] : INFINITY;
    return st;
}
