/* model.c - one regression from its rows to its result: the method, then what every method is
 * followed by. */
#include "estimate/predict.h"
#include "estimate/result.h"

#include "base/error.h"
#include "messages/estimate.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *word;
    tb_method *run;
} methods[] = {
    { "pooled", tbi_method_ols },      { "within", tbi_method_ols },
    { "between", tbi_method_between }, { "fd", tbi_method_fd },
    { "random", tbi_method_random },   { "reml", tbi_method_reml },
    { "mundlak", tbi_method_mundlak }, { "iv", tbi_method_iv },
    { "gmm", tbi_method_gmm },         { "sysgmm", tbi_method_gmm },
    { "hpj", tbi_method_hpj },         { "ridge", tbi_method_ridge },
    { "bma", tbi_method_bma },         { "fractional", tbi_method_fractional },
};
enum { FEW_CLUSTERS_DRAWS = 9999 }; /* of the bootstrap that few clusters bring in unasked */
enum { METHODS = sizeof methods / sizeof *methods };

/* Whether a word stands in a list of words. */
static bool is_among(const char *word, const char *list)
{
    size_t n = strlen(word);
    for (const char *p = strstr(list, word); p != NULL; p = strstr(p + 1, word))
        if ((p == list || p[-1] == ' ') && (p[n] == '\0' || p[n] == ' '))
            return true;
    return false;
}

/* What a method does not fill stays NAN: not computed, rather than 0. */
static tb_status prepare_run(tb_run *r, tb_estimate *out, const tb_frame *f,
                             const tb_estimate_opts *o, tb_err *err)
{
    *r = (tb_run){ .out = out, .o = o, .frame = *f, .effects_named = f->n_effect > 0 };
    tb_estimate_summary *v = &out->view;
    const double nan = NAN;
    *v = (tb_estimate_summary){ .formula = f->formula, .level = o->level };
    v->r2 = v->r2_within = v->r2_between = v->r2_overall = v->sigma = v->rss = v->loglik = v->aic =
        v->bic = v->condition = nan;
    v->sigma2_idios = v->sigma2_unit = v->theta_min = v->theta_max = v->penalty = v->gcv =
        v->effective_df = v->models = nan;
    v->vcov_factor = nan;
    v->n_obs = f->n;
    v->n_units = f->unit.count;
    v->n_periods = f->year.count;
    v->balanced = tbi_frame_balanced(f);
    if (!(o->level > 0 && o->level < 1))
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_LEVEL_MUST_BETWEEN_0, o->level);
    r->spec = tbi_vcov_spec_of(o->vcov, o->ssc);
    for (size_t i = 0; i < METHODS; i++)
        if (strcmp(methods[i].word, tbi_method_word(o, f->n_effect > 0, f->q > 0)) == 0)
            v->method = methods[i].word;
    if (f->root != NULL && is_among(v->method, "random mundlak"))
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_WEIGHTS_BY_REML, v->method);
    if (f->root != NULL && is_among(v->method, "gmm sysgmm"))
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_WEIGHTS_OF_MOMENTS, v->method);
    if (f->root != NULL && !is_among(v->method, "pooled within fd iv reml"))
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_WEIGHTS_GO_WITH, v->method);
    if (f->q > 0 && !is_among(v->method, "iv gmm sysgmm"))
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_INSTRUMENTS_GO_WITH, v->method);
    return TB_OK;
}

/* The absorbed effects as they were asked for, joined by ' + ', for the output. */
static tb_status say_effects(tb_run *r, tb_err *err)
{
    char text[128] = "";
    for (size_t i = 0; i < r->frame.n_effect; i++) {
        if (i > 0)
            strncat(text, " + ", sizeof text - strlen(text) - 1);
        strncat(text, r->frame.effect[i].name, sizeof text - strlen(text) - 1);
    }
    r->out->view.effects = tbi_arena_text(&r->out->arena, text);
    return r->out->view.effects != NULL ? TB_OK : tbi_no_memory(err, "the names of effects");
}

/* Methods that take effects out of the rows: a row alone in its level says nothing there.
 * Repeated until no row is alone, since taking one out may leave another alone (Correia 2015). */
static tb_status leave_singletons(tb_run *r, tb_err *err)
{
    tb_estimate_summary *v = &r->out->view;
    if (!is_among(v->method, "within hpj ridge bma iv"))
        return TB_OK;
    if (r->frame.n_effect == 0 &&
        (strcmp(v->method, "within") == 0 || strcmp(v->method, "hpj") == 0))
        r->frame.effect[r->frame.n_effect++] = r->frame.unit;
    tb_status st = tbi_frame_drop_singletons(&r->frame, &v->singletons, &r->out->arena, err);
    v->n_obs = r->frame.n;
    v->n_units = r->frame.unit.count;
    v->n_periods = r->frame.year.count;
    v->balanced = tbi_frame_balanced(&r->frame);
    return st;
}

/* Units in whose rows a regressor varies once the effects are out.
 * After the effects are out a unit without variation has zeros in every column of Q. */
static tb_status count_identifying(tb_run *r, tb_err *err)
{
    tb_ols *o = &r->ols;
    const tb_levels *unit = &r->used.unit;
    tb_estimate_summary *v = &r->out->view;
    if (!r->linear || r->frame.n_effect == 0 || strcmp(v->method, "within") != 0)
        return TB_OK;
    unsigned char *seen = TB_NEW(&r->out->arena, unsigned char, unit->count);
    tb_status st = tbi_ols_rows(o, &r->out->arena, err);
    if (seen == NULL)
        return tbi_no_memory(err, "the units that identify");
    for (size_t j = 0; st == TB_OK && j < o->k; j++)
        for (size_t i = 0; i < o->n; i++)
            if (fabs(o->q[i + j * o->n]) > 1e-12)
                seen[unit->of[i]] = 1;
    for (size_t l = 0; l < unit->count; l++)
        v->identified_by += seen[l];
    if (st == TB_OK && (v->singletons > 0 || v->identified_by < unit->count))
        tbi_run_tell(r, "identified_by", TB_MSG_ESTIMATE_IDENTIFIED_BY, v->identified_by,
                     unit->count, v->singletons);
    return st;
}

/* Whether one-way clusters are so few that the bootstrap belongs beside their variance.
 * Cameron, Gelbach and Miller (2008): with few clusters the t of the sandwich rejects too often.
 */
static bool is_wild_wanted(const tb_run *r)
{
    const char *m = r->out->view.method;
    return r->linear && !r->ols.perfect && r->spec.kind == TB_VCOV_CLUSTER && r->spec.ways == 1 &&
           r->vcov.clusters >= 2 && r->vcov.clusters < TB_FEW_CLUSTERS &&
           strcmp(m, "random") != 0 && strcmp(m, "mundlak") != 0;
}

/* What the rows were weighted by, for the reader: the name, the sum, the least and the largest. */
static tb_status keep_weight(tb_estimate *out, const tb_frame *f, const char *name, tb_err *err)
{
    tb_estimate_summary *v = &out->view;
    v->weight_by = tbi_arena_text(&out->arena, name != NULL ? name : "weight");
    if (v->weight_by == NULL)
        return tbi_no_memory(err, "the weights");
    v->weight_least = v->weight_most = f->root[0] * f->root[0];
    for (size_t i = 0; i < f->n; i++) {
        double w = f->root[i] * f->root[i];
        v->weight_least = fmin(v->weight_least, w);
        v->weight_most = fmax(v->weight_most, w);
    }
    return TB_OK;
}

/* Coefficients by the method that was asked for, on the rows that say something to it. */
static tb_status run_method(tb_run *r, tb_err *err)
{
    tb_estimate_summary *v = &r->out->view;
    tb_status st = leave_singletons(r, err);
    for (size_t i = 0; st == TB_OK && i < METHODS; i++)
        if (strcmp(methods[i].word, v->method) == 0)
            st = methods[i].run(r, err);
    if (st == TB_OK)
        st = say_effects(r, err);
    return st == TB_OK && r->out->arena.refused ? tbi_no_memory(err, "the model") : st;
}

/* What of the variance and the fit a method has not said itself. */
static tb_status keep_fit(tb_run *r, tb_err *err)
{
    tb_estimate_summary *v = &r->out->view;
    if (v->vcov_type == NULL && r->vcov.type != NULL) {
        v->vcov_type = r->vcov.type;
        v->ssc = tb_ssc_word(r->spec.ssc);
        v->vcov_words = r->vcov.words;
        v->vcov_words_vi = r->vcov.words_vi;
        v->vcov_factor = r->vcov.factor;
        v->clusters = r->vcov.clusters;
    }
    if (r->ols.k == 0 && r->ols.n == 0)
        return TB_OK;
    if (v->dropped == 0) {
        v->drop = r->ols.drop;
        v->dropped = r->ols.drops;
    }
    return isnan(v->rss) ? tbi_run_fit(r, err) : TB_OK;
}

/* Hypotheses and the bootstrap, which few clusters bring in unasked; own: r's options. */
static tb_status test_coefficients(tb_run *r, tb_estimate_opts *own, tb_err *err)
{
    tb_status st = count_identifying(r, err);
    if (st == TB_OK)
        st = tbi_run_hypotheses(r, err);
    if (st == TB_OK && own->wild == 0 && is_wild_wanted(r))
        own->wild = FEW_CLUSTERS_DRAWS;
    return st == TB_OK && own->wild > 0 ? tbi_run_wild(r, err) : st;
}

/* The order is that of what stands on what: coefficients, fit, hypotheses, bootstrap,
 * diagnostics, rows, predictions. */
tb_status tbi_run_frame(tb_estimate *out, const tb_frame *f, const tb_estimate_opts *o,
                        const struct tb_columns *d, tb_err *err)
{
    tb_run r;
    tb_estimate_opts own = *o;
    tb_status st = prepare_run(&r, out, f, &own, err);
    if (st == TB_OK)
        st = run_method(&r, err);
    if (st == TB_OK)
        st = keep_fit(&r, err);
    if (st == TB_OK)
        st = test_coefficients(&r, &own, err);
    if (st == TB_OK && !o->plain)
        st = tbi_run_diagnose(&r, err);
    if (st == TB_OK && o->influence)
        st = tbi_run_influence(&r, err);
    if (st == TB_OK)
        st = tbi_run_rows(&r, err);
    if (st == TB_OK && d != NULL)
        st = tbi_run_predict(&r, d, err);
    if (st == TB_OK && f->root != NULL)
        st = keep_weight(out, f, own.weight_by, err);
    /* words that stand beside figures are asked for without a look at the answer */
    return st == TB_OK && out->arena.refused ? tbi_no_memory(err, "the estimate") : st;
}
