/* centred.c - what ridge and model averaging start from and end in. */
#include "estimate/centred.h"

#include "base/error.h"
#include "base/reason.h"
#include "messages/estimate.h"
#include "num/linalg_product.h"

#include <math.h>
#include <string.h>

/* As in ols.c: below this share of the length of y what is left is rounding. */
static const double TOL_PERFECT = 1e-13;

/* Columns less the mean or the effects, scaled to mean square 1 (c->scale takes it back);
 * c->spent: parameters that went with them. What has no variation left is dropped and named
 * (ols.drop); TB_ESINGULAR: y or every regressor has none, or fewer than three rows are left
 * beside the parameters. Memory: of the result. */
tb_status tbi_centre(tb_centred *c, tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    tb_frame *f = &r->frame;
    size_t n = f->n, skip = f->intercept ? 1 : 0, k = f->k - skip;
    /* a constant of the formula is taken out with the means, hence not among the regressors */
    if (f->n_effect == 0 && f->intercept) { /* the mean is the effect of one level */
        int32_t *zero = TB_NEW(a, int32_t, n);
        if (zero == NULL)
            return tbi_no_memory(err, "the regressors");
        tb_levels one = { "mean", zero, 1 };
        tb_status st = tbi_absorb_make(&r->ols.absorb, &one, 1, n, NULL, a, err);
        if (st != TB_OK)
            return st;
    } else {
        tb_status st = tbi_absorb_make(&r->ols.absorb, f->effect, f->n_effect, n, NULL, a, err);
        if (st != TB_OK)
            return st;
    }
    *c = (tb_centred){ .n = n,
                       .x = TB_NEW(a, double, (n * k)),
                       .y = TB_NEW(a, double, n),
                       .scale = TB_NEW(a, double, k),
                       .term = TB_NEW(a, const char *, k),
                       .column = TB_NEW(a, size_t, k) };
    double *room = TB_NEW(a, double, tbi_absorb_room(&r->ols.absorb));
    r->ols.drop = TB_NEW(a, tb_dropped, k);
    if (a->refused)
        return tbi_no_memory(err, "the regressors");
    memcpy(c->y, f->y, n * sizeof *c->y);
    tbi_absorb_out(&r->ols.absorb, c->y, 1, room);
    /* rounding of what was before is no variation */
    if (!(sqrt(tbi_dot(c->y, c->y, n)) > 1e-13 * sqrt(tbi_dot(f->y, f->y, n))))
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_DEPENDENT_VARIABLE_HAS_VARIATI);
    for (size_t j = 0; j < k; j++) {
        double *x = c->x + c->k * n;
        double before = sqrt(tbi_dot(f->x + (j + skip) * n, f->x + (j + skip) * n, n) / (double)n);
        memcpy(x, f->x + (j + skip) * n, n * sizeof *x);
        tbi_absorb_out(&r->ols.absorb, x, 1, room);
        double size = sqrt(tbi_dot(x, x, n) / (double)n);
        if (!(size > 1e-13 * before)) {
            r->ols.drop[r->ols.drops++] =
                (tb_dropped){ f->term[j + skip], TBI_REASON(NO_VARIATION) };
            continue;
        }
        c->scale[c->k] = size;
        c->term[c->k] = f->term[j + skip];
        c->column[c->k++] = j + skip;
    }
    c->spent = (double)r->ols.absorb.rank;
    if (c->k == 0)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_REGRESSOR_LEFT_HAS_VARIATION,
                        k > 0 ? r->ols.drop[0].term : "1");
    if ((double)n < c->spent + 3)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_ROWS_LEAVE_NOTHING_BESIDE, n, c->spent);
    return TB_OK;
}

/* The intercept of a centred fit is mean(y - x'b) on the rows as they were; it has no error
 * here. b [c->k], se [c->k] or NULL, in the units of the data. parameters: also those that are
 * not whole, as ridge's effective number. reason: why no interval or test is given. */
tb_status tbi_centred_result(tb_run *r, const tb_centred *c, const double *b, const double *se,
                             double parameters, const tb_reason *reason, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    tb_frame *f = &r->frame;
    size_t n = c->n, first = f->intercept && f->n_effect == 0 ? 1 : 0, k = c->k + first;
    tb_ols *o = &r->ols;
    o->n = n;
    o->k = c->k;
    o->x = c->x;
    o->y = c->y;
    o->column = c->column;
    o->b = TB_NEW(a, double, c->k);
    o->e = TB_NEW(a, double, n);
    double *all = TB_NEW(a, double, k);
    const char **term = TB_NEW(a, const char *, k);
    if (a->refused)
        return tbi_no_memory(err, "the result");
    memcpy(o->b, b, c->k * sizeof *b);
    memcpy(o->e, c->y, n * sizeof *o->e);
    tbi_gemv(0, n, c->k, -1, c->x, n, b, 1, o->e);
    o->rss = tbi_dot(o->e, o->e, n);
    o->tss = tbi_dot(c->y, c->y, n);
    o->perfect = sqrt(o->rss) <= TOL_PERFECT * sqrt(tbi_dot(f->y, f->y, n));
    if (o->perfect) { /* rounding is neither an error nor a likelihood */
        reason = TBI_REASON(PERFECT_FIT);
        se = NULL;
    }
    o->parameters = (size_t)(parameters + 0.5);
    o->condition = NAN;
    /* the intercept needs the rows as they were: c->x has lost its means */
    for (size_t i = 0; first == 1 && i < n; i++) {
        double fit = 0;
        for (size_t j = 0; j < c->k; j++)
            fit += b[j] * f->x[i + c->column[j] * n];
        all[0] += (f->y[i] - fit) / (double)n;
    }
    if (first == 1)
        term[0] = "(Intercept)";
    for (size_t j = 0; j < c->k; j++) {
        all[j + first] = b[j];
        term[j + first] = c->term[j];
    }
    /* no term of this fit was transformed */
    r->used = r->level = *f;
    tb_status st = tbi_run_coefficients(r, k, term, all, NULL, NULL, err);
    if (st != TB_OK)
        return st;
    tb_coefficient *out = (tb_coefficient *)r->out->view.coefficient;
    for (size_t j = 0; j < k; j++) {
        out[j].reason = reason;
        if (se != NULL && j >= first)
            out[j].std_error = se[j - first];
    }
    r->out->view.vcov_type = "none";
    r->out->view.vcov_words = reason != NULL ? reason->text : NULL;
    r->out->view.vcov_words_vi = reason != NULL ? reason->text_vi : NULL;
    return TB_OK;
}
