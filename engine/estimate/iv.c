/* iv.c - two-stage least squares: what instruments from outside say of regressors that move with
 * the error.
 *
 * X = [exogenous, endogenous], W = [exogenous, instruments], effects (and weights) out of all of
 * them.
 * Xh = P_W X, b = (Xh'Xh)^-1 Xh'y, e = y - X b with X itself, and the sandwich has the rows of Xh
 * (Wooldridge 2010, 5.2). Beside it: the first stage's F by the same variance as the coefficients,
 * Wu's and Hausman's test by the first stage's residuals, and Sargan's (errors alike) or Hansen's J
 * (clusters, hc1; Hansen 1982, two steps). */
#include "estimate/iv_stages.h"

#include "base/error.h"
#include "base/reason.h"
#include "messages/estimate.h"
#include "num/dist.h"
#include "num/linalg.h"
#include "num/linalg_product.h"

#include <math.h>
#include <string.h>

static double compute_length(const double *x, size_t n)
{
    return sqrt(tbi_dot(x, x, n));
}

/* Regressors apart as exogenous and endogenous, lengths of columns before effects went out
 * (which collinearity is measured against), and both stages' tables. All in a, which is asked
 * afterwards. Room is for the case that every regressor is endogenous. */
static void allocate_stages(tb_iv_stages *s, tb_arena *a)
{
    const tb_frame *f = s->f;
    size_t n = f->n;
    size_t k = f->k;
    s->exo = TB_NEW(a, size_t, k);
    s->endo = TB_NEW(a, size_t, k);
    s->x = TB_NEW(a, double, (n * k));
    s->y = TB_NEW(a, double, n);
    s->z = TB_NEW(a, double, (n * f->q));
    s->before = TB_NEW(a, double, k);
    s->before_z = TB_NEW(a, double, f->q);
    s->w = TB_NEW(a, double, (n * (k + f->q)));
    s->w_before = TB_NEW(a, double, (k + f->q));
    s->w_term = TB_NEW(a, const char *, (k + f->q));
    s->fitted = TB_NEW(a, double, (n * k));
    s->left = TB_NEW(a, double, (n * k));
}

/* Everything times the roots of the weights, effects out; lengths before are kept, to know
 * rounding from variation. TB_EARG: no term is endogenous; TB_ESINGULAR: fewer instruments than
 * endogenous terms. r->used is not changed. */
static tb_status prepare_stages(tb_iv_stages *s, tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    const tb_frame *f = &r->used;
    size_t n = f->n;
    *s = (tb_iv_stages){ .r = r, .f = f, .n = n, .skip = f->n_effect > 0 && f->intercept ? 1 : 0 };
    tb_status st = tbi_absorb_make(&s->absorb, f->effect, f->n_effect, n, f->root, a, err);
    if (st != TB_OK)
        return st;
    double *room = TB_NEW(a, double, tbi_absorb_room(&s->absorb));
    allocate_stages(s, a);
    if (a->refused)
        return tbi_no_memory(err, "the instruments");
    memcpy(s->x, f->x, n * f->k * sizeof *s->x);
    memcpy(s->y, f->y, n * sizeof *s->y);
    memcpy(s->z, f->z, n * f->q * sizeof *s->z);
    tbi_ols_weigh(s->x, f->root, n, f->k);
    tbi_ols_weigh(s->y, f->root, n, 1);
    tbi_ols_weigh(s->z, f->root, n, f->q);
    for (size_t j = 0; j < f->k; j++)
        s->before[j] = compute_length(s->x + j * n, n);
    for (size_t j = 0; j < f->q; j++)
        s->before_z[j] = compute_length(s->z + j * n, n);
    tbi_absorb_out(&s->absorb, s->x, f->k, room);
    tbi_absorb_out(&s->absorb, s->y, 1, room);
    tbi_absorb_out(&s->absorb, s->z, f->q, room);
    for (size_t j = s->skip; j < f->k; j++) {
        if (f->endogenous[j])
            s->endo[s->ends++] = j;
        else
            s->exo[s->exogenous++] = j;
    }
    if (s->ends == 0)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_IV_NEEDS_ENDOGENOUS);
    if (f->q < s->ends)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_IV_TOO_FEW, f->q, s->ends);
    /* the exogenous regressors are instruments of themselves */
    for (size_t j = 0; j < s->exogenous; j++) {
        memcpy(s->w + j * n, s->x + s->exo[j] * n, n * sizeof *s->w);
        s->w_before[j] = s->before[s->exo[j]];
        s->w_term[j] = f->term[s->exo[j]];
    }
    for (size_t j = 0; j < f->q; j++) {
        memcpy(s->w + (s->exogenous + j) * n, s->z + j * n, n * sizeof *s->w);
        s->w_before[s->exogenous + j] = s->before_z[j];
        s->w_term[s->exogenous + j] = f->instrument[j];
    }
    return TB_OK;
}

/* F of the instruments beside the exogenous in the first stage, by the variance that the
 * coefficients have. o: the first stage of `term`. Below 10 the instruments are called weak
 * (Staiger and Stock 1997). The statistic is robust where the variance asked for is: by the same
 * vcov as the coefficients. */
static tb_status test_first_stage(const tb_iv_stages *s, tb_ols *o, const char *term, tb_err *err)
{
    tb_arena *a = &s->r->out->arena;
    tb_estimate_test t =
        tbi_test_without_figure(tbi_arena_printf(a, "first_stage: %s", term), "F", 0);
    tb_vcov v;
    tb_hypothesis h = { "", 0, TB_NEW(a, double, (o->k * o->k)), TB_NEW(a, double, o->k) };
    if (a->refused)
        return tbi_no_memory(err, "the first stage");
    /* columns behind the exogenous ones are the instruments that stayed */
    for (size_t j = 0; j < o->k; j++)
        if (o->column[j] >= s->exogenous)
            h.c[h.q++ * o->k + j] = 1;
    t.df = (double)h.q;
    if (!o->perfect) {
        tb_status st = tbi_vcov_make(&v, &s->r->spec, o, s->f, false, a, err);
        if (st != TB_OK)
            return st;
        t.df2 = v.df[0];
        t.statistic = tbi_hypothesis_f(&h, o->b, v.v, o->k, a);
    }
    if (isfinite(t.statistic)) {
        t.p_value = tbi_f_upper(t.statistic, t.df, t.df2);
        if (t.statistic < 10)
            tbi_run_tell(s->r, "weak_instruments", TB_MSG_ESTIMATE_IV_WEAK, term, t.statistic);
    } else {
        t.statistic = t.df2 = NAN;
        t.reason = o->perfect ? TBI_REASON(PERFECT_FIT) : TBI_REASON(SINGULAR_RESTRICTIONS);
    }
    return tbi_run_test(s->r, t, err);
}

/* The first stage of every endogenous term: what the instruments say of it, and the rest.
 * s->kept is that of the last term; all regress on the same columns, so it is the same for each. */
static tb_status fit_first_stages(tb_iv_stages *s, tb_err *err)
{
    size_t n = s->n;
    for (size_t e = 0; e < s->ends; e++) {
        const double *x = s->x + s->endo[e] * n;
        const char *term = s->f->term[s->endo[e]];
        tb_ols o;
        tb_status st = tbi_iv_regress(&o, s, x, err);
        if (st != TB_OK)
            return st;
        s->kept = 0;
        for (size_t j = 0; j < o.k; j++)
            s->kept += o.column[j] >= s->exogenous;
        if (s->kept < s->ends)
            return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_IV_TOO_FEW, s->kept, s->ends);
        memcpy(s->left + e * n, o.e, n * sizeof *o.e);
        for (size_t i = 0; i < n; i++)
            s->fitted[i + e * n] = x[i] - o.e[i];
        st = test_first_stage(s, &o, term, err);
        if (st != TB_OK)
            return st;
        /* the same instruments are dropped from each: said once */
        if (e == 0)
            for (size_t d = 0; d < o.drops; d++)
                tbi_run_tell(s->r, "instrument_dropped", TB_MSG_ESTIMATE_IV_DROPPED,
                             o.drop[d].term);
    }
    return TB_OK;
}

/* b by the fitted columns, residuals by the columns themselves. The residuals e = y - X b use x
 * and not its fitted values, since those of the second regression would hold the first stage's
 * error. Needs every endogenous term to keep a column. r->ols is filled, with the columns of the
 * frame in o->column. o->x keeps the fitted values, which the variance needs. */
static tb_status fit_second_stage(tb_iv_stages *s, tb_err *err)
{
    tb_arena *a = &s->r->out->arena;
    const tb_frame *f = s->f;
    tb_ols *o = &s->r->ols;
    size_t n = s->n;
    size_t k = f->k - s->skip;
    double *x = TB_NEW(a, double, (n * k));
    double *y = TB_NEW(a, double, n);
    if (a->refused)
        return tbi_no_memory(err, "the second stage");
    memcpy(x, s->x + s->skip * n, n * k * sizeof *x);
    memcpy(y, s->y, n * sizeof *y);
    /* fitted values in the place of the endogenous columns */
    for (size_t e = 0; e < s->ends; e++)
        memcpy(x + (s->endo[e] - s->skip) * n, s->fitted + e * n, n * sizeof *x);
    *o = (tb_ols){ .absorb = s->absorb };
    tb_status st =
        tbi_ols_solve(o, x, y, n, k, s->before + s->skip, f->term + s->skip, false, a, err);
    if (st != TB_OK)
        return st;
    for (size_t j = 0; j < o->k; j++)
        o->column[j] += s->skip;
    if (f->intercept && s->skip == 0)
        tbi_ols_recentre(o, f->root);
    size_t found = 0;
    for (size_t j = 0; j < o->k; j++)
        found += f->endogenous[o->column[j]];
    if (found < s->ends)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_IV_NOT_IDENTIFIED, s->ends);
    o->rss = 0;
    for (size_t i = 0; i < n; i++) {
        long double e = s->y[i];
        for (size_t j = 0; j < o->k; j++)
            e -= (long double)s->x[i + o->column[j] * n] * o->b[j];
        o->e[i] = (double)e;
        o->rss += o->e[i] * o->e[i];
    }
    o->perfect = sqrt(o->rss) <= 1e-13 * compute_length(s->y, n);
    return TB_OK;
}

/* Variances that need leverages or leave clusters out (HC3, CR2, CR3) are refused: their theory
 * is that of ordinary least squares. r->ols, r->vcov and the coefficients are filled; the tests
 * come last, since they borrow the residuals. */
tb_status tbi_method_iv(tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    tb_estimate_summary *v = &r->out->view;
    tb_iv_stages s;
    if (r->frame.q == 0)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_IV_NEEDS_INSTRUMENTS);
    tb_vcov_kind kind = r->spec.kind;
    if (kind == TB_VCOV_HC3 || kind == TB_VCOV_CR2 || kind == TB_VCOV_CR3)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_IV_VCOV);
    r->used = r->level = r->frame;
    r->transformed = true;
    tb_status st = prepare_stages(&s, r, err);
    if (st == TB_OK)
        st = fit_first_stages(&s, err);
    if (st == TB_OK)
        st = fit_second_stage(&s, err);
    if (st == TB_OK)
        st = tbi_vcov_make(&r->vcov, &r->spec, &r->ols, &r->used, false, a, err);
    if (st != TB_OK)
        return st;
    const char *const *term;
    st = tbi_run_terms(&term, r, err);
    if (st != TB_OK)
        return st;
    v->instruments = r->used.q;
    v->instrument = r->used.instrument;
    st = tbi_run_coefficients(r, r->ols.k, term, r->ols.b, r->vcov.v, r->vcov.df, err);
    if (st == TB_OK)
        st = tbi_iv_test_exogeneity(&s, err);
    return st == TB_OK ? tbi_iv_test_instruments(&s, err) : st;
}
