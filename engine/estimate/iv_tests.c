/* iv_tests.c - do the endogenous terms move with the error, and do the instruments agree? */
#include "estimate/iv_stages.h"

#include "base/error.h"
#include "base/reason.h"
#include "num/dist.h"
#include "num/linalg.h"
#include "num/linalg_product.h"

#include <math.h>
#include <string.h>

/* Whether the endogenous terms are: the first stage's residuals beside the regressors (Hausman
 * 1978, in Wu's form), by the variance of the coefficients. y on [X, left]: under exogeneity the
 * coefficients of `left` are 0; F with as many degrees as terms of left that stay. What cannot
 * be fitted is a reason beside the test, never an error. The test is by the variance that was
 * asked for. An exact first stage leaves no residual to test. */
tb_status tbi_iv_test_exogeneity(const tb_iv_stages *s, tb_err *err)
{
    tb_arena *a = &s->r->out->arena;
    const tb_frame *f = s->f;
    size_t n = s->n;
    size_t k = f->k - s->skip;
    size_t m = k + s->ends;
    double *x = TB_NEW(a, double, (n * m));
    double *y = TB_NEW(a, double, n);
    const char **term = TB_NEW(a, const char *, m);
    tb_estimate_test t = tbi_test_without_figure("wu_hausman", "F", 0);
    tb_ols o = { .absorb = s->absorb };
    tb_err quiet = TB_ERR_INIT;
    tb_vcov v;
    if (a->refused)
        return tbi_no_memory(err, "the test of exogeneity");
    memcpy(x, s->x + s->skip * n, n * k * sizeof *x);
    memcpy(x + k * n, s->left, n * s->ends * sizeof *x);
    memcpy(y, s->y, n * sizeof *y);
    for (size_t j = 0; j < m; j++)
        term[j] = j < k ? f->term[j + s->skip] : "residual";
    tb_status st = tbi_ols_solve(&o, x, y, n, m, NULL, term, false, a, &quiet);
    if (st == TB_OK)
        st = tbi_vcov_make(&v, &s->r->spec, &o, f, false, a, &quiet);
    if (st == TB_OK) {
        tb_hypothesis h = { "", 0, TB_NEW(a, double, (o.k * o.k)), TB_NEW(a, double, o.k) };
        if (a->refused)
            return tbi_no_memory(err, "the test of exogeneity");
        /* columns from k on are the residuals of the first stages */
        for (size_t j = 0; j < o.k; j++)
            if (o.column[j] >= k)
                h.c[h.q++ * o.k + j] = 1;
        t.df = (double)h.q;
        t.df2 = v.df[0];
        if (h.q > 0 && !o.perfect)
            t.statistic = tbi_hypothesis_f(&h, o.b, v.v, o.k, a);
    }
    if (isfinite(t.statistic))
        t.p_value = tbi_f_upper(t.statistic, t.df, t.df2);
    else {
        t.statistic = t.df = t.df2 = NAN;
        t.reason = TBI_REASON(FIRST_STAGE_EXACT);
    }
    return tbi_run_test(s->r, t, err);
}

/* out [m][m] = sum over clusters (rows when way is NULL) of (W_g'e_g)(W_g'e_g)'.
 * w [n x m], e [n]; the cross products of the scores [groups x m]. O(n m + groups m^2). */
static tb_status add_moments(double *out, const double *w, size_t m, const double *e,
                             const tb_levels *way, size_t n, tb_arena *a, tb_err *err)
{
    size_t g = way != NULL ? way->count : n;
    double *score = TB_NEW(a, double, (g * m));
    if (score == NULL)
        return tbi_no_memory(err, "the test of the instruments");
    for (size_t j = 0; j < m; j++)
        for (size_t i = 0; i < n; i++)
            score[(way != NULL ? (size_t)way->of[i] : i) + j * g] += w[i + j * n] * e[i];
    tbi_cross(out, score, g, m, g);
    return TB_OK;
}

/* J = g(b2)' S^-1 g(b2), g = W'e, S of the first step's residuals, b2 the second step's
 * coefficients. q [m][n]: an orthonormal basis of W. NaN where S is singular. Chi-squared with m
 * - k degrees. Needs more clusters than moments: S is singular otherwise. way: clusters, NULL
 * for rows of their own. Two-step GMM with the moments' variance from the first step. */
static tb_status compute_hansen(double *j, const tb_iv_stages *s, const double *q, size_t m,
                                const tb_levels *way, tb_err *err)
{
    tb_arena *a = &s->r->out->arena;
    const tb_ols *o = &s->r->ols;
    size_t n = s->n;
    size_t k = o->k;
    /* the inverse of the variance of the moments, by its factor */
    double *weight = TB_NEW(a, double, (m * m));
    double *zx = TB_NEW(a, double, (m * (k + 1)));
    double *x = TB_NEW(a, double, (n * k));
    double *half = TB_NEW(a, double, (m * (k + 1)));
    double *c = TB_NEW(a, double, (k * k));
    double *b = TB_NEW(a, double, (k + m));
    if (a->refused)
        return tbi_no_memory(err, "the test of the instruments");
    *j = NAN;
    tb_status st = add_moments(weight, q, m, o->e, way, n, a, err);
    if (st != TB_OK || (way != NULL && way->count <= m) || !tbi_chol(weight, m))
        return st;
    for (size_t l = 0; l < k; l++)
        memcpy(x + l * n, s->x + o->column[l] * n, n * sizeof *x);
    tbi_gemm(1, 0, m, k, n, 1, q, n, x, n, 0, zx, m);
    tbi_gemv(1, n, m, 1, q, n, s->y, 0, zx + k * m);
    memcpy(half, zx, m * (k + 1) * sizeof *half);
    tbi_chol_solve(weight, m, half, k + 1);
    tbi_gemm(1, 0, k, k, m, 1, zx, m, half, m, 0, c, k);
    tbi_gemv(1, m, k, 1, zx, m, half + k * m, 0, b);
    if (!tbi_chol(c, k))
        return TB_OK;
    tbi_chol_solve(c, k, b, 1);
    /* the moments at the second step's coefficients */
    double *g = b + k;
    memcpy(g, zx + k * m, m * sizeof *g);
    tbi_gemv(0, m, k, -1, zx, m, b, 1, g);
    memcpy(half, g, m * sizeof *g);
    tbi_chol_solve(weight, m, half, 1);
    *j = tbi_dot(g, half, m);
    return TB_OK;
}

/* Whether the instruments agree with one another; nothing to ask when there are just enough. The
 * overidentifying restrictions: kept - ends degrees of freedom. Hansen's where the variance is
 * robust to heteroskedasticity or clustered one way, else Sargan's. */
tb_status tbi_iv_test_instruments(const tb_iv_stages *s, tb_err *err)
{
    const tb_vcov_spec *spec = &s->r->spec;
    tb_arena *a = &s->r->out->arena;
    bool hansen = spec->kind == TB_VCOV_HC1 || (spec->kind == TB_VCOV_CLUSTER && spec->ways == 1);
    tb_estimate_test t =
        tbi_test_without_figure(hansen ? "hansen" : "sargan", "chisq", (double)(s->kept - s->ends));
    if (s->kept == s->ends) {
        t.df = NAN;
        t.reason = TBI_REASON(EXACTLY_IDENTIFIED);
        return tbi_run_test(s->r, t, err);
    }
    tb_ols o;
    /* what the instruments explain of the second stage's residuals */
    tb_status st = tbi_iv_regress(&o, s, s->r->ols.e, err);
    if (st == TB_OK)
        st = tbi_ols_rows(&o, a, err);
    if (st != TB_OK)
        return st;
    if (hansen)
        st = compute_hansen(&t.statistic, s, o.q, o.k,
                            spec->ways == 1 ? tbi_frame_levels(s->f, spec->way[0]) : NULL, err);
    else /* e'P_W e over the variance of e (Sargan 1958) */
        t.statistic = (s->r->ols.rss - o.rss) / (s->r->ols.rss / (double)s->n);
    if (st != TB_OK)
        return st;
    if (isfinite(t.statistic) && !s->r->ols.perfect)
        t.p_value = tbi_chisq_upper(t.statistic, t.df);
    else {
        t.statistic = NAN;
        t.reason = TBI_REASON(FEW_CLUSTERS);
    }
    return tbi_run_test(s->r, t, err);
}
