/* model.c - one regression from its rows to its result: the method, then what every method is
 * followed by. */
#include "estimate/predict.h"
#include "estimate/result.h"

#include "base/error.h"
#include "base/opts.h"
#include "base/reason.h"
#include "base/refusals.h"
#include "messages/estimate.h"
#include "num/dist.h"
#include "num/linalg_product.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *word;
    tb_method *run;
    bool gaps;
} methods[] = {
    { "pooled", tbi_method_ols, false },      { "within", tbi_method_ols, false },
    { "between", tbi_method_between, false }, { "fd", tbi_method_fd, false },
    { "random", tbi_method_random, false },   { "reml", tbi_method_reml, false },
    { "mundlak", tbi_method_mundlak, false }, { "iv", tbi_method_iv, false },
    { "gmm", tbi_method_gmm, true },          { "sysgmm", tbi_method_gmm, true },
    { "hpj", tbi_method_hpj, false },         { "ridge", tbi_method_ridge, false },
    { "bma", tbi_method_bma, false },         { "fractional", tbi_method_fractional, false },
};
enum { METHODS = sizeof methods / sizeof *methods };

const char *tbi_method_word(const tb_estimate_opts *o, bool effects, bool instruments)
{
    if (o->method != TB_METHOD_AUTO)
        return tb_estimate_method_word(o->method);
    return instruments ? "iv" : effects ? "within" : "pooled";
}

bool tbi_method_keeps_gaps(const char *method)
{
    for (size_t i = 0; i < METHODS; i++)
        if (strcmp(methods[i].word, method) == 0)
            return methods[i].gaps;
    return false;
}

bool tbi_run_notice(tb_run *r, const char *code, const char *text, const char *text_vi)
{
    return tbi_notice_add(&r->out->notices, &r->out->arena, code, text, text_vi);
}

/* One list of arguments read twice: both languages take them in the same order. */
void tbi_run_tell(tb_run *r, const char *code, const char *format, const char *format_vi, ...)
{
    char text[2][600];
    va_list list;
    va_start(list, format_vi);
    vsnprintf(text[0], sizeof text[0], format, list);
    va_end(list);
    va_start(list, format_vi);
    vsnprintf(text[1], sizeof text[1], format_vi, list);
    va_end(list);
    tbi_run_notice(r, code, tbi_arena_text(&r->out->arena, text[0]),
                   tbi_arena_text(&r->out->arena, text[1]));
}

/* v [k][k]: NULL where the method gives no variance; df [k]: NULL for the normal law. A
 * coefficient whose variance cannot be used keeps its estimate, loses everything else, and says
 * why; its row and column of the variance go too. */
tb_status tbi_run_coefficients(tb_run *r, size_t k, const char *const *term, const double *b,
                               const double *v, const double *df, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    tb_coefficient *c = TB_NEW(a, tb_coefficient, k);
    double *keep = TB_NEW(a, double, (k * k));
    double tail = 1 - (1 - r->o->level) / 2;
    if (c == NULL || keep == NULL)
        return tbi_no_memory(err, "the coefficients");
    if (v != NULL)
        memcpy(keep, v, k * k * sizeof *keep);
    else
        for (size_t i = 0; i < k * k; i++)
            keep[i] = NAN;
    for (size_t j = 0; j < k; j++) {
        double se = v != NULL ? sqrt(v[j + j * k]) : NAN;
        double d = df != NULL ? df[j] : INFINITY;
        c[j] = (tb_coefficient){ .term = term[j],
                                 .estimate = b[j],
                                 .std_error = se,
                                 .df = d,
                                 .inclusion = NAN,
                                 .wild_p = NAN,
                                 .wild_low = NAN,
                                 .wild_high = NAN,
                                 .other_step = NAN,
                                 .other_step_se = NAN,
                                 .cr2_error = NAN,
                                 .cr2_df = NAN,
                                 .effective_clusters =
                                     r->vcov.effective != NULL ? r->vcov.effective[j] : NAN };
        if (v == NULL)
            c[j].reason = TBI_REASON(NO_ERROR);
        else if (r->ols.perfect)
            c[j].reason = TBI_REASON(PERFECT_FIT);
        else if (r->vcov.alone != NULL && r->vcov.alone[j])
            c[j].reason = TBI_REASON(ONE_CLUSTER_ALONE);
        else if (!(v[j + j * k] > 0))
            c[j].reason =
                v[j + j * k] < 0 ? TBI_REASON(NEGATIVE_TWO_WAY) : TBI_REASON(ZERO_VARIANCE);
        if (c[j].reason != NULL) {
            c[j].std_error = c[j].statistic = c[j].df = c[j].p_value = c[j].ci_low = c[j].ci_high =
                NAN;
            for (size_t i = 0; i < k; i++)
                keep[i + j * k] = keep[j + i * k] = NAN;
            continue;
        }
        c[j].statistic = b[j] / se;
        c[j].p_value = tbi_t_two_sided(c[j].statistic, d);
        double q = tbi_t_quantile(tail, d);
        c[j].ci_low = b[j] - q * se;
        c[j].ci_high = b[j] + q * se;
    }
    r->out->view.coefficient = c;
    r->out->view.coefficients = k;
    r->out->view.vcov = keep;
    return TB_OK;
}

tb_status tbi_run_test(tb_run *r, tb_estimate_test t, tb_err *err)
{
    tb_estimate_summary *v = &r->out->view;
    tb_estimate_test *more = TB_NEW(&r->out->arena, tb_estimate_test, v->tests + 1);
    if (more == NULL)
        return tbi_no_memory(err, "the tests");
    if (v->tests > 0)
        memcpy(more, v->test, v->tests * sizeof *more);
    more[v->tests++] = t;
    v->test = more;
    return TB_OK;
}

enum { FEW_CLUSTERS = 20, FEW_CLUSTERS_DRAWS = 9999, FEW_EFFECTIVE = 4 };

/* CR2 by clusters of `way` beside a variance that rests on few years or few clusters. */
static void put_cr2(tb_run *r, const tb_levels *way)
{
    tb_arena *a = &r->out->arena;
    size_t k = r->ols.k;
    tb_blocks c;
    double *v = TB_NEW(a, double, (k * k));
    double *df = TB_NEW(a, double, k);
    if (v == NULL || df == NULL || way == NULL || way->count < 2 || r->ols.perfect)
        return;
    if (tbi_clusters_make(&c, &r->ols, &r->used, way, a, NULL) != TB_OK ||
        tbi_clusters_variance(v, df, &c, -0.5, a, NULL) != TB_OK)
        return;
    tb_coefficient *out = (tb_coefficient *)r->out->view.coefficient;
    for (size_t j = 0; j < k; j++) {
        if (out[j].reason != NULL)
            continue;
        out[j].cr2_error = sqrt(v[j + j * k]);
        out[j].cr2_df = df[j];
    }
}

/* A term whose weight sits in few of many clusters: named, with how many it amounts to. */
static void tell_concentrated(tb_run *r)
{
    for (size_t j = 0; j < r->ols.k; j++)
        if (!r->vcov.alone[j] && r->vcov.effective[j] < FEW_EFFECTIVE)
            tbi_run_tell(r, "effective_clusters", TB_MSG_ESTIMATE_CONCENTRATED,
                         r->used.term[r->ols.column[j]], r->vcov.effective[j], r->vcov.clusters);
}

/* Years first: there the asymptotics need many of them whatever the number of units. CR2 is put
 * beside what is reported, never in its place. */
static void warn_few_clusters(tb_run *r)
{
    const tb_vcov_spec *s = &r->spec;
    bool years = s->kind == TB_VCOV_DK;
    for (size_t w = 0; w < s->ways; w++)
        years = years || (strcmp(s->way[w], "year") == 0 && s->kind == TB_VCOV_CLUSTER);
    if (years && r->used.year.count < 20) {
        put_cr2(r, &r->used.unit);
        tbi_run_notice(r, "few_years",
                       tbi_arena_printf(&r->out->arena,
                                        "this variance rests on many years and there are %zu: it "
                                        "tends to be too small; cr2:unit stands beside it",
                                        r->used.year.count),
                       tbi_arena_printf(&r->out->arena,
                                        "phương sai này cần nhiều năm mà chỉ có %zu năm: thường bị "
                                        "ước lượng thấp; cr2:unit được nêu bên cạnh",
                                        r->used.year.count));
    } else if (r->vcov.clusters > 0 && r->vcov.clusters < FEW_CLUSTERS &&
               s->kind == TB_VCOV_CLUSTER) {
        double least = INFINITY;
        for (size_t j = 0; j < r->ols.k; j++)
            if (r->vcov.effective[j] < least && !r->vcov.alone[j])
                least = r->vcov.effective[j];
        put_cr2(r, tbi_frame_levels(&r->used, s->way[0]));
        tbi_run_tell(r, "few_clusters", TB_MSG_ESTIMATE_FEW_CLUSTERS, r->vcov.clusters, least);
    } else if (r->vcov.clusters > 0)
        tell_concentrated(r);
}

/* term [ols.k]: names of the columns that stayed, which need not be those of the formula. */
tb_status tbi_run_least_squares(tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    tb_status st = tbi_ols_fit(&r->ols, &r->used, a, err);
    if (st == TB_OK)
        st = tbi_vcov_make(&r->vcov, &r->spec, &r->ols, &r->used, r->normal, a, err);
    if (st != TB_OK)
        return st;
    const char **term = TB_NEW(a, const char *, r->ols.k);
    if (term == NULL)
        return tbi_no_memory(err, "the names of terms");
    for (size_t j = 0; j < r->ols.k; j++)
        term[j] = r->used.term[r->ols.column[j]];
    r->linear = true;
    if (r->ols.perfect)
        tbi_run_notice(
            r, "perfect_fit",
            "the regressors and effects fit the dependent variable perfectly: there are "
            "no standard errors",
            "các biến giải thích và hiệu ứng khớp hoàn toàn với biến phụ thuộc: không có "
            "sai số chuẩn");
    if (r->ols.absorb.rank_is_bound)
        tbi_run_notice(
            r, "rank_bound",
            "the number of redundant effects is a lower bound: degrees of freedom may be "
            "counted a little low",
            "số hiệu ứng thừa chỉ là cận dưới: bậc tự do có thể được tính hơi thấp");
    st = tbi_run_coefficients(r, r->ols.k, term, r->ols.b, r->vcov.v, r->vcov.df, err);
    if (st == TB_OK)
        warn_few_clusters(r);
    return st;
}

/* used: what the fit sees; level: the same rows before any transformation. Here they are one. */
tb_status tbi_method_ols(tb_run *r, tb_err *err)
{
    bool within = strcmp(r->out->view.method, "within") == 0;
    if (within && !r->effects_named) {
        tbi_run_notice(
            r, "effects",
            "no effects were named: the panel's units were taken; write '| unit + year' for both",
            "không nêu hiệu ứng: dùng hiệu ứng đơn vị; viết '| unit + year' để có cả hai");
    }
    if (!within && r->frame.n_effect > 0)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_POOLED_TAKES_EFFECTS_BEHIND);
    r->used = r->level = r->frame;
    return tbi_run_least_squares(r, err);
}

/* Squared correlation (weighted by root^2 where there are roots), divided in two steps so that no
 * product overflows; NAN where a side is constant. */
static double compute_corr2(const double *x, const double *y, const double *root, size_t n)
{
    double total = 0;
    double mx = 0;
    double my = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (size_t i = 0; i < n; i++)
        total += root != NULL ? root[i] * root[i] : 1;
    for (size_t i = 0; i < n; i++) {
        double w = (root != NULL ? root[i] * root[i] : 1) / total;
        mx += x[i] * w;
        my += y[i] * w;
    }
    for (size_t i = 0; i < n; i++) {
        double w = root != NULL ? root[i] * root[i] : 1;
        xx += w * (x[i] - mx) * (x[i] - mx);
        yy += w * (y[i] - my) * (y[i] - my);
        xy += w * (x[i] - mx) * (y[i] - my);
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx) * (xy / sqrt(xx)) / yy : NAN;
}

/* Whether what is left of values is their rounding: what varies between units alone varies within
 * them by this. */
static bool is_rounding(const double *left, const double *all, size_t n)
{
    double some = 0;
    double whole = 0;
    for (size_t i = 0; i < n; i++) {
        some += left[i] * left[i];
        whole += all[i] * all[i];
    }
    return some <= 1e-26 * whole;
}

tb_status tbi_run_fit(tb_run *r, tb_err *err)
{
    tb_estimate_summary *v = &r->out->view;
    const tb_ols *o = &r->ols;
    const tb_frame *f = &r->level;
    size_t n = f->n, units = f->unit.count;
    double *fit = TB_NEW(&r->out->arena, double, n);
    double *ym = TB_NEW(&r->out->arena, double, (2 * units + 2 * n));
    double *count = TB_NEW(&r->out->arena, double, units);
    if (fit == NULL || ym == NULL || count == NULL)
        return tbi_no_memory(err, "the fit");
    double *fm = ym + units, *yw = fm + units, *fw = yw + n;
    for (size_t j = 0; j < o->k; j++)
        if (!(f->intercept && o->column[j] == 0))
            tbi_axpy(fit, o->b[j], f->x + o->column[j] * n, n);
    for (size_t i = 0; i < n; i++) {
        count[f->unit.of[i]] += 1;
        ym[f->unit.of[i]] += f->y[i];
        fm[f->unit.of[i]] += fit[i];
    }
    for (size_t l = 0; l < units; l++) {
        ym[l] /= count[l];
        fm[l] /= count[l];
    }
    for (size_t i = 0; i < n; i++) {
        yw[i] = f->y[i] - ym[f->unit.of[i]];
        fw[i] = fit[i] - fm[f->unit.of[i]];
    }
    v->rss = o->rss;
    v->r2 = o->tss > 0 ? 1 - o->rss / o->tss : NAN;
    v->r2_overall = compute_corr2(f->y, fit, f->root, n);
    /* means of units and distances to them have no one meaning with weights */
    if (f->root == NULL) {
        v->r2_between = compute_corr2(ym, fm, NULL, units);
        if (!is_rounding(fw, fit, n) && !is_rounding(yw, f->y, n))
            v->r2_within = compute_corr2(yw, fw, NULL, n);
    }
    if (strcmp(v->method, "within") == 0)
        v->r2_within = v->r2;
    double m = (double)o->n;
    double dof = m - (double)o->parameters;
    v->sigma = sqrt(o->rss / dof);
    v->parameters = o->parameters;
    v->absorbed = o->absorb.rank;
    v->condition = o->condition;
    if (!o->perfect && !r->transformed) {
        v->loglik = -0.5 * m * (log(2 * 3.14159265358979323846 * o->rss / m) + 1);
        for (size_t i = 0; r->used.root != NULL && i < r->used.n; i++)
            v->loglik += log(r->used.root[i]);
        v->aic = -2 * v->loglik + 2 * (double)o->parameters;
        v->bic = -2 * v->loglik + log(m) * (double)o->parameters;
    }
    if (o->condition > 1e6)
        tbi_run_notice(
            r, "condition",
            tbi_arena_printf(&r->out->arena,
                             "the terms are nearly collinear (condition number %.2g): coefficients "
                             "are sensitive to small changes",
                             o->condition),
            tbi_arena_printf(
                &r->out->arena,
                "các biến gần như cộng tuyến (số điều kiện %.2g): hệ số nhạy với thay đổi nhỏ",
                o->condition));
    return TB_OK;
}

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
static tb_status prepare(tb_run *r, tb_estimate *out, const tb_frame *f, const tb_estimate_opts *o,
                         tb_err *err)
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

/* Methods that take effects out of the rows: a row alone in its level says nothing there. */
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

/* Units in whose rows a regressor varies once the effects are out. */
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

/* Whether one-way clusters are so few that the bootstrap belongs beside their variance. */
static bool is_wild_wanted(const tb_run *r)
{
    const char *m = r->out->view.method;
    return r->linear && !r->ols.perfect && r->spec.kind == TB_VCOV_CLUSTER && r->spec.ways == 1 &&
           r->vcov.clusters >= 2 && r->vcov.clusters < FEW_CLUSTERS && strcmp(m, "random") != 0 &&
           strcmp(m, "mundlak") != 0;
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

/* The order is that of what stands on what: coefficients, fit, hypotheses, bootstrap,
 * diagnostics, rows, predictions. Few clusters bring the bootstrap in unasked. */
tb_status tbi_run_frame(tb_estimate *out, const tb_frame *f, const tb_estimate_opts *o,
                        const struct tb_columns *d, tb_err *err)
{
    tb_run r;
    tb_estimate_summary *v = &out->view;
    tb_estimate_opts own = *o;
    tb_status st = prepare(&r, out, f, &own, err);
    if (st == TB_OK)
        st = leave_singletons(&r, err);
    for (size_t i = 0; st == TB_OK && i < METHODS; i++)
        if (strcmp(methods[i].word, v->method) == 0)
            st = methods[i].run(&r, err);
    if (st == TB_OK)
        st = say_effects(&r, err);
    if (st != TB_OK)
        return st;
    if (v->vcov_type == NULL && r.vcov.type != NULL) {
        v->vcov_type = r.vcov.type;
        v->ssc = tb_ssc_word(r.spec.ssc);
        v->vcov_words = r.vcov.words;
        v->vcov_factor = r.vcov.factor;
        v->clusters = r.vcov.clusters;
    }
    if (r.ols.k > 0 || r.ols.n > 0) {
        if (v->dropped == 0) {
            v->drop = r.ols.drop;
            v->dropped = r.ols.drops;
        }
        if (isnan(v->rss))
            st = tbi_run_fit(&r, err);
    }
    if (st == TB_OK)
        st = count_identifying(&r, err);
    if (st == TB_OK)
        st = tbi_run_hypotheses(&r, err);
    if (st == TB_OK && own.wild == 0 && is_wild_wanted(&r))
        own.wild = FEW_CLUSTERS_DRAWS;
    if (st == TB_OK && own.wild > 0)
        st = tbi_run_wild(&r, err);
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
    return st;
}

/* ---- The doors ---- */

tb_status tb_estimate_arrays(tb_estimate **out, const tb_estimate_data *d,
                             const tb_estimate_opts *o, tb_err *err)
{
    tb_estimate_opts usual = TB_ESTIMATE_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    if (o->subset != NULL || o->predict != NULL || o->weight_by != NULL)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_SUBSET_PREDICT_NEED_PANEL);
    tb_estimate *e = tbi_calloc(1, sizeof *e);
    tb_frame f;
    if (e == NULL)
        return tbi_no_memory(err, "the estimate");
    bool effects = d->effects != NULL && strspn(d->effects, " +0") < strlen(d->effects);
    const char *method = tbi_method_word(o, effects, d->q > 0);
    tb_status st = tbi_frame_make(&f, d, NULL, 0, NULL, NULL, 0, tbi_method_keeps_gaps(method),
                                  &e->arena, err);
    if (st == TB_OK)
        st = tbi_run_frame(e, &f, o, NULL, err);
    if (st != TB_OK)
        tb_estimate_free(e);
    else
        *out = e;
    return st;
}

void tb_estimate_free(tb_estimate *e)
{
    if (e == NULL)
        return;
    tbi_arena_free(&e->arena);
    free(e);
}

const tb_estimate_summary *tb_estimate_info(const tb_estimate *e)
{
    return &e->view;
}

tb_notices tb_estimate_notices(const tb_estimate *e)
{
    return tbi_notice_view(&e->notices);
}
