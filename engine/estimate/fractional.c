/* fractional.c - Papke and Wooldridge (2008): a share between 0 and 1 by pooled Bernoulli
 * quasi-likelihood with a probit mean, the means of regressors over years beside them (Mundlak),
 * errors clustered, and average partial effects in the dependent variable's own points. */
#include "base/error.h"
#include "estimate/result.h"
#include "messages/estimate.h"
#include "num/dist.h"
#include "num/linalg.h"
#include "num/linalg_product.h"

#include <math.h>
#include <string.h>

/* Brings y to 0..1: as it stands, per cent, or by the scale of its scheme. */
static tb_status rescale_outcome(tb_run *r, double *y, double *range, tb_err *err)
{
    const tb_frame *f = &r->level;
    double lo = f->y[0];
    double hi = f->y[0];
    double from = 0;
    double to = 1;
    for (size_t i = 1; i < f->n; i++) {
        lo = fmin(lo, f->y[i]);
        hi = fmax(hi, f->y[i]);
    }
    if (f->single_index_scale && (lo < 0 || hi > 1) && f->y_min <= lo && hi <= f->y_max &&
        f->y_max > f->y_min) {
        from = f->y_min;
        to = f->y_max;
    } else if (lo >= 0 && hi <= 1) {
        from = 0;
    } else if (lo >= 0 && hi <= 100) {
        to = 100;
    } else {
        return tbi_fail(err, TB_EDATA, TB_MSG_ESTIMATE_RUNS_FRACTIONAL_NEEDS_SHARE, f->y_name, lo,
                        hi);
    }
    for (size_t i = 0; i < f->n; i++)
        y[i] = (f->y[i] - from) / (to - from);
    *range = to - from;
    r->out->view.scale_words =
        tbi_arena_printf(&r->out->arena, "(%s - %g) / %g", f->y_name, from, to - from);
    return TB_OK;
}

/* log Phi(z) and log(1 - Phi(z)) through their tails. */
static double compute_likelihood(const double *y, const double *eta, size_t n)
{
    double s = 0;
    for (size_t i = 0; i < n; i++) {
        if (y[i] > 0)
            s += y[i] * log(tbi_normal_cdf(eta[i]));
        if (y[i] < 1)
            s += (1 - y[i]) * log(tbi_normal_upper(eta[i]));
    }
    return s;
}

typedef struct probit {
    size_t n, k;
    const double *x;                  /* [n x k] */
    double *y, *eta, *weight, *score; /* [n]; score: d loglik / d eta */
    double *b, *bread;
} probit;

/* Fisher scoring with halving; bread [k x k] = (X'WX)^-1 at the end. */
static tb_status fit_probit(probit *p, tb_arena *a, tb_err *err)
{
    size_t n = p->n, k = p->k;
    double *wx = TB_NEW(a, double, (n * k));
    double *c = TB_NEW(a, double, (k * k));
    double *g = TB_NEW(a, double, k);
    double *next = TB_NEW(a, double, k);
    if (a->refused)
        return tbi_no_memory(err, "the probit");
    double now = compute_likelihood(p->y, p->eta, n);
    for (int round = 0; round < 100; round++) {
        for (size_t i = 0; i < n; i++) {
            double d = tbi_normal_pdf(p->eta[i]);
            double q = tbi_normal_cdf(p->eta[i]);
            double u = tbi_normal_upper(p->eta[i]);
            p->weight[i] = d * d / (q * u);
            p->score[i] = d * (p->y[i] - q) / (q * u);
            if (!isfinite(p->weight[i]) || !isfinite(p->score[i]))
                return tbi_fail(err, TB_ECONVERGE, TB_MSG_ESTIMATE_PERFECT_SEPARATION_REGRESSOR_P);
        }
        for (size_t j = 0; j < k; j++)
            for (size_t i = 0; i < n; i++)
                wx[i + j * n] = p->weight[i] * p->x[i + j * n];
        tbi_gemm(1, 0, k, k, n, 1, wx, n, p->x, n, 0, c, k);
        tbi_gemv(1, n, k, 1, p->x, n, p->score, 0, g);
        if (!tbi_chol(c, k))
            return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_PROBIT_IDENTIFIED_TERMS_COLLIN);
        tbi_chol_inverse(p->bread, c, k);
        tbi_chol_solve(c, k, g, 1);
        double step = 1, size = 0;
        for (size_t j = 0; j < k; j++)
            size = fmax(size, fabs(g[j]) / (fabs(p->b[j]) + 1e-3));
        if (size < 1e-11)
            return TB_OK;
        for (int half = 0; half < 30; half++, step /= 2) {
            for (size_t j = 0; j < k; j++)
                next[j] = p->b[j] + step * g[j];
            tbi_gemv(0, n, k, 1, p->x, n, next, 0, p->eta);
            double then = compute_likelihood(p->y, p->eta, n);
            if (then >= now - 1e-12 * fabs(now)) {
                now = then;
                break;
            }
        }
        memcpy(p->b, next, k * sizeof *next);
    }
    return tbi_fail(err, TB_ECONVERGE, TB_MSG_ESTIMATE_PROBIT_DID_CONVERGE_100);
}

/* Average partial effects in points of y, delta method. */
static tb_status compute_partial_effects(tb_run *r, const probit *p, const double *v, double range,
                                         bool constant, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    size_t n = p->n, k = p->k;
    double *ape = TB_NEW(a, double, k);
    double *se = TB_NEW(a, double, k);
    double *d = TB_NEW(a, double, k);
    double *g = TB_NEW(a, double, k);
    double *vg = TB_NEW(a, double, k);
    double density = 0;
    if (a->refused)
        return tbi_no_memory(err, "the partial effects");
    for (size_t i = 0; i < n; i++) {
        double f = tbi_normal_pdf(p->eta[i]) / (double)n;
        density += f;
        for (size_t j = 0; j < k; j++)
            d[j] -= f * p->eta[i] * p->x[i + j * n];
    }
    for (size_t j = 0; j < k; j++) {
        ape[j] = range * density * p->b[j];
        for (size_t l = 0; l < k; l++)
            g[l] = range * (p->b[j] * d[l] + (l == j ? density : 0));
        tbi_gemv(0, k, k, 1, v, k, g, 0, vg);
        se[j] = sqrt(tbi_dot(g, vg, k));
        if (constant && j == 0)
            ape[j] = se[j] = NAN;
    }
    r->out->view.partial_effect = ape;
    r->out->view.partial_effect_se = se;
    return TB_OK;
}

/* The rows of the regression: the regressors and their means over units in r->level, the shares y
 * in r->used, and least squares on them in r->ols, which say what is collinear. */
static tb_status prepare_rows(tb_run *r, double **y, double *range, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    tb_frame spread;
    size_t first;
    tb_status st = tbi_frame_spread(&spread, &r->frame, a, err);
    if (st == TB_OK)
        st = tbi_mundlak_frame(&r->level, &first, &spread, a, err);
    if (st != TB_OK)
        return st;
    *y = TB_NEW(a, double, r->level.n);
    if (*y == NULL)
        return tbi_no_memory(err, "the shares");
    st = rescale_outcome(r, *y, range, err);
    if (st != TB_OK)
        return st;
    r->used = r->level;
    r->used.y = *y;
    return tbi_ols_fit(&r->ols, &r->used, a, err);
}

/* From the probit of the mean where there is a constant, else from 0. */
static void start_probit(probit *p, double mean, bool constant)
{
    if (constant)
        p->b[0] = tbi_normal_quantile(fmin(fmax(mean, 1e-4), 1 - 1e-4));
    tbi_gemv(0, p->n, p->k, 1, p->x, p->n, p->b, 0, p->eta);
}

/* The sandwich is that of least squares with scores in the place of residuals and X (X'WX)^-1 in
 * that of X (X'X)^-1. */
static tb_status estimate_variance(tb_run *r, const probit *p, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    size_t n = p->n, k = p->k;
    tb_ols as = r->ols;
    as.e = p->score;
    as.u = TB_NEW(a, double, (n * k));
    if (as.u == NULL)
        return tbi_no_memory(err, "the probit");
    tbi_gemm(0, 0, n, k, k, 1, p->x, n, p->bread, k, 0, as.u, n);
    as.b = p->b;
    if (r->spec.kind != TB_VCOV_CLUSTER && r->spec.kind != TB_VCOV_HC1)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_FRACTIONAL_HAS_ROBUST_ERRORS);
    return tbi_vcov_make(&r->vcov, &r->spec, &as, &r->used, true, a, err);
}

/* Sums of squares of the shares about Phi(eta) and about their mean, and the quasi-likelihood. */
static void summarise_fit(tb_run *r, const probit *p, double mean)
{
    tb_estimate_summary *v = &r->out->view;
    double rss = 0, tss = 0;
    for (size_t i = 0; i < p->n; i++) {
        double residual = p->y[i] - tbi_normal_cdf(p->eta[i]);
        rss += residual * residual;
        tss += (p->y[i] - mean) * (p->y[i] - mean);
    }
    v->rss = rss;
    v->r2 = tss > 0 ? 1 - rss / tss : NAN;
    v->sigma = sqrt(rss / (double)(p->n - p->k));
    v->loglik = compute_likelihood(p->y, p->eta, p->n);
    v->parameters = p->k;
    v->condition = r->ols.condition;
    v->drop = r->ols.drop;
    v->dropped = r->ols.drops;
}

/* Shares in [0, 1] by the probit of Papke and Wooldridge (2008): E(y | x) = Phi(x'b + mean(x)'c),
 * on the regressors and their means over units, since effects of units cannot be taken out of a
 * probit. */
tb_status tbi_method_fractional(tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    double *y = NULL;
    double range = 1;
    tb_status st = prepare_rows(r, &y, &range, err);
    if (st != TB_OK)
        return st;
    size_t n = r->ols.n, k = r->ols.k;
    probit p = { .n = n,
                 .k = k,
                 .x = r->ols.x,
                 .y = y,
                 .eta = TB_NEW(a, double, n),
                 .weight = TB_NEW(a, double, n),
                 .score = TB_NEW(a, double, n),
                 .b = TB_NEW(a, double, k),
                 .bread = TB_NEW(a, double, (k * k)) };
    const char *const *term;
    if (a->refused)
        return tbi_no_memory(err, "the probit");
    bool constant = r->level.intercept && k > 0 && r->ols.column[0] == 0;
    double mean = 0;
    for (size_t i = 0; i < n; i++)
        mean += y[i] / (double)n;
    start_probit(&p, mean, constant);
    st = fit_probit(&p, a, err);
    if (st == TB_OK)
        st = estimate_variance(r, &p, err);
    if (st == TB_OK)
        st = tbi_run_terms(&term, r, err);
    if (st != TB_OK)
        return st;
    st = tbi_run_coefficients(r, k, term, p.b, r->vcov.v, NULL, err);
    if (st == TB_OK)
        st = compute_partial_effects(r, &p, r->vcov.v, range, constant, err);
    summarise_fit(r, &p, mean);
    r->ols.k = 0;
    return st;
}
