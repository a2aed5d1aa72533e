/* report_estimate.c - a regression as JSON and as CSV. */
#include "base/error.h"
#include "report/envelope.h"
#include "report/reason_words.h"
#include "report/text.h"
#include "text/parse_number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A number, or null and beside it why there is none. */
static void number(tb_json *j, const char *key, double x, const char *reason)
{
    tb_json_number(j, key, x);
    if (isfinite(x))
        return;
    char name[64], room[TB_REASON_ROOM];
    if (reason == NULL)
        reason = "not defined for this method";
    snprintf(name, sizeof name, "%s_reason", key);
    tb_json_text(j, name, reason);
    snprintf(name, sizeof name, "%s_reason_vi", key);
    tb_json_text(j, name, tb_reason_vi(room, reason));
}

static void coefficient(tb_json *j, const tb_estimate_view *v, size_t i)
{
    const tb_coefficient *c = &v->coefficient[i];
    tb_json_object(j, NULL);
    tb_json_text(j, "term", c->term);
    number(j, "estimate", c->estimate, c->reason);
    number(j, "std_error", c->std_error, c->reason);
    number(j, "statistic", c->statistic, c->reason);
    number(j, "df", c->df, c->reason != NULL ? c->reason : "normal distribution");
    number(j, "p_value", c->p_value, c->reason);
    number(j, "ci_low", c->ci_low, c->reason);
    number(j, "ci_high", c->ci_high, c->reason);
    if (isfinite(c->inclusion))
        tb_json_number(j, "inclusion_probability", c->inclusion);
    if (v->partial_effect != NULL && isfinite(v->partial_effect[i])) {
        tb_json_number(j, "average_partial_effect", v->partial_effect[i]);
        tb_json_number(j, "average_partial_effect_std_error", v->partial_effect_se[i]);
    }
    if (isfinite(c->other_step)) {
        tb_json_object(j, v->gmm.steps == 1 ? "two_step" : "one_step");
        tb_json_number(j, "estimate", c->other_step);
        number(j, "std_error", c->other_step_se, "not identified");
        tb_json_object_end(j);
    }
    if (isfinite(c->cr2_error)) {
        tb_json_object(j, "cr2_unit");
        tb_json_number(j, "std_error", c->cr2_error);
        tb_json_number(j, "df", c->cr2_df);
        tb_json_object_end(j);
    }
    if (v->wild_weights != NULL) {
        tb_json_object(j, "wild");
        number(j, "p_value", c->wild_p, c->wild_reason);
        number(j, "ci_low", c->wild_low, c->wild_reason);
        number(j, "ci_high", c->wild_high, c->wild_reason);
        tb_json_u64(j, "replications", v->wild_replications);
        tb_json_object_end(j);
    }
    tb_json_object_end(j);
}

static void fit(tb_json *j, const tb_estimate_view *v)
{
    tb_json_object(j, "fit");
    number(j, "r2_within", v->r2_within, NULL);
    number(j, "r2_between", v->r2_between, NULL);
    number(j, "r2_overall", v->r2_overall, NULL);
    number(j, "r2", v->r2, NULL);
    number(j, "sigma", v->sigma, NULL);
    number(j, "rss", v->rss, NULL);
    number(j, "loglik", v->loglik, "no likelihood of the observations in this method");
    number(j, "aic", v->aic, "no likelihood of the observations in this method");
    number(j, "bic", v->bic, "no likelihood of the observations in this method");
    number(j, "condition_number", v->condition, NULL);
    tb_json_u64(j, "parameters", v->parameters);
    tb_json_u64(j, "absorbed", v->absorbed);
    tb_json_object_end(j);
}

static void vcov(tb_json *j, const tb_estimate_view *v)
{
    tb_json_object(j, "vcov");
    tb_json_text(j, "type", v->vcov_type);
    tb_json_text(j, "ssc", v->ssc);
    number(j, "factor", v->vcov_factor, "this variance has no factor");
    tb_json_text(j, "words", v->vcov_words);
    if (v->clusters > 0)
        tb_json_u64(j, "clusters", v->clusters);
    tb_json_array(j, "matrix");
    for (size_t i = 0; i < v->coefficients; i++) {
        tb_json_array(j, NULL);
        for (size_t l = 0; l < v->coefficients; l++)
            tb_json_number(j, NULL, v->vcov[i + l * v->coefficients]);
        tb_json_array_end(j);
    }
    tb_json_array_end(j);
    if (v->coefficients > 0 && !isfinite(v->vcov[0])) {
        char room[TB_REASON_ROOM];
        tb_json_text(j, "matrix_reason", "this method gives no variance");
        tb_json_text(j, "matrix_reason_vi", tb_reason_vi(room, "this method gives no variance"));
    }
    tb_json_object_end(j);
}

static void tests(tb_json *j, const tb_estimate_view *v)
{
    tb_json_array(j, "tests");
    for (size_t i = 0; i < v->tests; i++) {
        const tb_estimate_test *t = &v->test[i];
        tb_json_object(j, NULL);
        tb_json_text(j, "name", t->name);
        tb_json_text(j, "distribution", t->distribution);
        number(j, "statistic", t->statistic, t->reason);
        if (isfinite(t->df2)) {
            tb_json_array(j, "df");
            tb_json_number(j, NULL, t->df);
            tb_json_number(j, NULL, t->df2);
            tb_json_array_end(j);
        } else
            number(j, "df", t->df,
                   strcmp(t->distribution, "normal") == 0 ? "normal distribution" : t->reason);
        number(j, "p_value", t->p_value, t->reason);
        if (isfinite(t->wild_p))
            tb_json_number(j, "wild_p_value", t->wild_p);
        tb_json_object_end(j);
    }
    tb_json_array_end(j);
}

static void method_parts(tb_json *j, const tb_estimate_view *v)
{
    if (v->gmm.steps > 0) {
        tb_json_object(j, "gmm");
        tb_json_int(j, "steps", v->gmm.steps);
        tb_json_int(j, "lag_from", v->gmm.lag_from);
        if (v->gmm.lag_to > 0)
            tb_json_int(j, "lag_to", v->gmm.lag_to);
        else
            tb_json_text(j, "lag_to", "all");
        tb_json_bool(j, "collapsed", v->gmm.collapsed);
        tb_json_u64(j, "instruments", v->gmm.instruments);
        tb_json_u64(j, "units", v->gmm.units);
        tb_json_bool(j, "generalised_inverse", v->gmm.generalised_inverse);
        tb_json_object_end(j);
    }
    if (isfinite(v->sigma2_idios)) {
        tb_json_object(j, "random_effects");
        tb_json_number(j, "sigma2_idiosyncratic", v->sigma2_idios);
        tb_json_number(j, "sigma2_unit", v->sigma2_unit);
        tb_json_number(j, "theta_min", v->theta_min);
        tb_json_number(j, "theta_max", v->theta_max);
        tb_json_object_end(j);
    }
    if (isfinite(v->penalty)) {
        tb_json_object(j, "ridge");
        tb_json_number(j, "penalty", v->penalty);
        number(j, "gcv", v->gcv, NULL);
        number(j, "effective_df", v->effective_df, NULL);
        tb_json_object_end(j);
    }
    if (isfinite(v->models)) {
        tb_json_object(j, "bma");
        tb_json_number(j, "models", v->models);
        tb_json_bool(j, "enumerated", v->enumerated);
        tb_json_object_end(j);
    }
    if (v->scale_words != NULL)
        tb_json_text(j, "dependent_scale", v->scale_words);
    if (v->wild_weights != NULL) {
        tb_json_object(j, "wild");
        tb_json_text(j, "weights", v->wild_weights);
        tb_json_u64(j, "replications", v->wild_replications);
        tb_json_object_end(j);
    }
}

static void influence(tb_json *j, const tb_estimate_view *v)
{
    if (v->influence == 0)
        return;
    tb_json_array(j, "influence");
    for (size_t i = 0; i < v->influence; i++) {
        const tb_influence *f = &v->influential[i];
        tb_json_object(j, NULL);
        tb_json_text(j, "unit", f->unit);
        tb_json_number(j, "leverage", f->leverage);
        number(j, "dfbeta_max", f->dfbeta_max, "not identified without this unit");
        tb_json_array(j, "coefficients_without");
        for (size_t l = 0; l < v->coefficients; l++)
            tb_json_number(j, NULL, f->coefficient[l]);
        tb_json_array_end(j);
        tb_json_object_end(j);
    }
    tb_json_array_end(j);
}

static void predictions(tb_json *j, const tb_estimate_view *v)
{
    if (v->predictions == 0)
        return;
    tb_json_array(j, "predictions");
    for (size_t i = 0; i < v->predictions; i++) {
        const tb_prediction *p = &v->prediction[i];
        tb_json_object(j, NULL);
        tb_json_text(j, "unit", p->unit);
        tb_json_int(j, "year", p->year);
        number(j, "fit", p->fit, p->reason);
        number(j, "std_error", p->std_error, p->reason);
        number(j, "ci_low", p->ci_low, p->reason);
        number(j, "ci_high", p->ci_high, p->reason);
        number(j, "pi_low", p->pi_low, p->reason);
        number(j, "pi_high", p->pi_high, p->reason);
        tb_json_object_end(j);
    }
    tb_json_array_end(j);
}

static void members(tb_json *j, const tb_estimate *e)
{
    const tb_estimate_view *v = tb_estimate_see(e);
    char room[TB_REASON_ROOM];
    tb_json_text(j, "formula", v->formula);
    tb_json_text(j, "method", v->method);
    tb_json_text(j, "effects", v->effects);
    tb_json_u64(j, "n_obs", v->n_obs);
    tb_json_u64(j, "n_units", v->n_units);
    tb_json_u64(j, "n_periods", v->n_periods);
    tb_json_bool(j, "balanced", v->balanced);
    tb_json_array(j, "dropped");
    for (size_t i = 0; i < v->dropped; i++) {
        tb_json_object(j, NULL);
        tb_json_text(j, "term", v->drop[i].term);
        tb_json_text(j, "reason", v->drop[i].reason);
        tb_json_text(j, "reason_vi", tb_reason_vi(room, v->drop[i].reason));
        tb_json_object_end(j);
    }
    tb_json_array_end(j);
    tb_json_number(j, "level", v->level);
    tb_json_array(j, "coefficients");
    for (size_t i = 0; i < v->coefficients; i++)
        coefficient(j, v, i);
    tb_json_array_end(j);
    fit(j, v);
    vcov(j, v);
    tests(j, v);
    method_parts(j, v);
    influence(j, v);
    predictions(j, v);
}

tb_status tb_report_estimate(tb_text **out, const tb_report_head *h, const tb_estimate *const *e,
                             size_t n, tb_err *err)
{
    tb_buf b = { 0 };
    tb_json j;
    tb_envelope_open(&j, &b, h, "estimate", tb_estimate_notices(e[0]), 3);
    members(&j, e[0]);
    if (n > 1) {
        tb_json_array(&j, "compare");
        for (size_t i = 1; i < n; i++) {
            tb_json_object(&j, NULL);
            members(&j, e[i]);
            tb_json_object_end(&j);
        }
        tb_json_array_end(&j);
    }
    tb_envelope_close(&j);
    return tb_text_take(out, &b, err);
}

/* ---- CSV ---- */

static void csv_text(tb_buf *b, const char *text)
{
    bool quote = strpbrk(text, ",\"\n") != NULL;
    if (quote)
        tb_buf_char(b, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            tb_buf_char(b, '"');
        tb_buf_char(b, *text);
    }
    if (quote)
        tb_buf_char(b, '"');
}

static void csv_number(tb_buf *b, double x)
{
    char text[32];
    tb_buf_char(b, ',');
    if (isfinite(x))
        tb_buf_add(b, text, tb_print_double(text, x));
}

tb_status tb_csv_estimate(tb_text **out, const tb_estimate *const *e, size_t n, tb_err *err)
{
    tb_buf b = { 0 };
    bool rows = n > 0 && tb_estimate_see(e[0])->predictions > 0;
    tb_buf_text(&b, rows ? "unit,year,fit,std_error,ci_low,ci_high,pi_low,pi_high,reason\n"
                         : "formula,method,vcov,term,estimate,std_error,statistic,df,p_value,ci_"
                           "low,ci_high,wild_p_value,wild_ci_low,wild_ci_high,n_obs\n");
    for (size_t i = 0; i < n; i++) {
        const tb_estimate_view *v = tb_estimate_see(e[i]);
        for (size_t l = 0; rows && l < v->predictions; l++) {
            const tb_prediction *p = &v->prediction[l];
            csv_text(&b, p->unit);
            tb_buf_printf(&b, ",%d", p->year);
            const double x[] = {
                p->fit, p->std_error, p->ci_low, p->ci_high, p->pi_low, p->pi_high
            };
            for (size_t q = 0; q < 6; q++)
                csv_number(&b, x[q]);
            tb_buf_char(&b, ',');
            csv_text(&b, p->reason != NULL ? p->reason : "");
            tb_buf_char(&b, '\n');
        }
        for (size_t l = 0; !rows && l < v->coefficients; l++) {
            const tb_coefficient *c = &v->coefficient[l];
            csv_text(&b, v->formula);
            tb_buf_printf(&b, ",%s,", v->method);
            csv_text(&b, v->vcov_type != NULL ? v->vcov_type : "");
            tb_buf_char(&b, ',');
            csv_text(&b, c->term);
            const double x[] = {
                c->estimate, c->std_error, c->statistic, c->df,       c->p_value,
                c->ci_low,   c->ci_high,   c->wild_p,    c->wild_low, c->wild_high
            };
            for (size_t q = 0; q < 10; q++)
                csv_number(&b, x[q]);
            tb_buf_printf(&b, ",%zu\n", v->n_obs);
        }
    }
    return tb_text_take(out, &b, err);
}
