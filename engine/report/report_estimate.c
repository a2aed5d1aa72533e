/* report_estimate.c - a regression as JSON, and its rows as CSV. */
#include "base/reason.h"
#include "report/envelope.h"
#include "text/csv_write.h"
#include "text/owned_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* NAME, NAME_id and NAME_vi: a reason for programs and for people.
 * id stays the same when the words are mended; programs should look at that one. */
static void write_reason(tb_json *j, const char *name, const tb_reason *reason)
{
    char key[80];
    tbi_json_text(j, name, reason->text);
    snprintf(key, sizeof key, "%s_id", name);
    tbi_json_text(j, key, reason->id);
    snprintf(key, sizeof key, "%s_vi", name);
    tbi_json_text(j, key, reason->text_vi);
}

/* A number, or null and beside it why there is none; NULL: the method has no such thing.
 * Infinity becomes null too, since JSON has no such number. */
static void write_number(tb_json *j, const char *key, double x, const tb_reason *reason)
{
    char name[64];
    tbi_json_number(j, key, x);
    if (isfinite(x))
        return;
    snprintf(name, sizeof name, "%s_reason", key);
    write_reason(j, name, reason != NULL ? reason : TBI_REASON(NO_SUCH_QUANTITY));
}

/* i: of v. Members that only some methods have are there when they are finite.
 * One entry of `coefficients`. two_step and one_step are named by what the entry holds: the step
 * that is not in `estimate`. */
static void write_coefficient(tb_json *j, const tb_estimate_summary *v, size_t i)
{
    const tb_coefficient *c = &v->coefficient[i];
    tbi_json_object(j, NULL);
    tbi_json_text(j, "term", c->term);
    write_number(j, "estimate", c->estimate, c->reason);
    write_number(j, "std_error", c->std_error, c->reason);
    write_number(j, "statistic", c->statistic, c->reason);
    /* without degrees of freedom the distribution is the normal one, and that is said */
    write_number(j, "df", c->df, c->reason != NULL ? c->reason : TBI_REASON(NORMAL_DISTRIBUTION));
    write_number(j, "p_value", c->p_value, c->reason);
    write_number(j, "ci_low", c->ci_low, c->reason);
    write_number(j, "ci_high", c->ci_high, c->reason);
    /* Bayesian model averaging: in how much of the mass the term is */
    if (isfinite(c->inclusion))
        tbi_json_number(j, "inclusion_probability", c->inclusion);
    /* of a fractional response, whose coefficients are not in points */
    if (v->partial_effect != NULL && isfinite(v->partial_effect[i])) {
        tbi_json_number(j, "average_partial_effect", v->partial_effect[i]);
        tbi_json_number(j, "average_partial_effect_std_error", v->partial_effect_se[i]);
    }
    /* GMM only: the estimate by the step that was not asked for, to see whether they agree */
    if (isfinite(c->other_step)) {
        tbi_json_object(j, v->gmm.steps == 1 ? "two_step" : "one_step");
        tbi_json_number(j, "estimate", c->other_step);
        write_number(j, "std_error", c->other_step_se, TBI_REASON(NOT_IDENTIFIED));
        tbi_json_object_end(j);
    }
    /* the bias-reduced error (CR2), by region where the others are clustered so, else by
     * unit */
    if (isfinite(c->cr2_error)) {
        tbi_json_object(j, strcmp(v->vcov_type, "cluster:region") == 0 ? "cr2_region" : "cr2_unit");
        tbi_json_number(j, "std_error", c->cr2_error);
        tbi_json_number(j, "df", c->cr2_df);
        tbi_json_object_end(j);
    }
    if (isfinite(c->effective_clusters))
        tbi_json_number(j, "effective_clusters", c->effective_clusters);
    if (v->wild_weights != NULL) {
        tbi_json_object(j, "wild");
        write_number(j, "p_value", c->wild_p, c->wild_reason);
        write_number(j, "ci_low", c->wild_low, c->wild_reason);
        write_number(j, "ci_high", c->wild_high, c->wild_reason);
        tbi_json_u64(j, "replications", v->wild_replications);
        tbi_json_object_end(j);
    }
    tbi_json_object_end(j);
}

/* Every measure of fit is there for every method, null with a reason where the method has none.
 * Writes `fit`. r2_within, r2_between, r2_overall and r2 are shares 0..1; sigma and rss in the
 * units of the dependent variable and their square. */
static void write_fit(tb_json *j, const tb_estimate_summary *v)
{
    tbi_json_object(j, "fit");
    write_number(j, "r2_within", v->r2_within, NULL);
    write_number(j, "r2_between", v->r2_between, NULL);
    write_number(j, "r2_overall", v->r2_overall, NULL);
    write_number(j, "r2", v->r2, NULL);
    write_number(j, "sigma", v->sigma, NULL);
    write_number(j, "rss", v->rss, NULL);
    write_number(j, "loglik", v->loglik, TBI_REASON(NO_LIKELIHOOD));
    write_number(j, "aic", v->aic, TBI_REASON(NO_LIKELIHOOD));
    write_number(j, "bic", v->bic, TBI_REASON(NO_LIKELIHOOD));
    write_number(j, "condition_number", v->condition, NULL);
    tbi_json_u64(j, "parameters", v->parameters);
    tbi_json_u64(j, "absorbed", v->absorbed);
    tbi_json_object_end(j);
}

/* vcov is by columns: [i + l coefficients].
 * Writes `vcov`. The matrix is [coefficients][coefficients] in the order of `coefficients`;
 * clusters is left out where errors are not clustered. */
static void write_vcov(tb_json *j, const tb_estimate_summary *v)
{
    tbi_json_object(j, "vcov");
    tbi_json_text(j, "type", v->vcov_type);
    tbi_json_text(j, "ssc", v->ssc);
    write_number(j, "factor", v->vcov_factor, TBI_REASON(NO_FACTOR));
    tbi_json_text(j, "words", v->vcov_words);
    tbi_json_text(j, "words_vi", v->vcov_words_vi);
    if (v->clusters > 0)
        tbi_json_u64(j, "clusters", v->clusters);
    tbi_json_array(j, "matrix");
    for (size_t i = 0; i < v->coefficients; i++) {
        tbi_json_array(j, NULL);
        for (size_t l = 0; l < v->coefficients; l++)
            tbi_json_number(j, NULL, v->vcov[i + l * v->coefficients]);
        tbi_json_array_end(j);
    }
    tbi_json_array_end(j);
    if (v->coefficients > 0 && !isfinite(v->vcov[0])) {
        write_reason(j, "matrix_reason", TBI_REASON(NO_VARIANCE));
    }
    tbi_json_object_end(j);
}

/* df is a pair where the distribution has two, else a number.
 * Writes `tests`, empty where the method has none. wild_p_value only where a bootstrap was
 * asked. */
static void write_tests(tb_json *j, const tb_estimate_summary *v)
{
    tbi_json_array(j, "tests");
    for (size_t i = 0; i < v->tests; i++) {
        const tb_estimate_test *t = &v->test[i];
        tbi_json_object(j, NULL);
        tbi_json_text(j, "name", t->name);
        tbi_json_text(j, "distribution", t->distribution);
        write_number(j, "statistic", t->statistic, t->reason);
        if (isfinite(t->df2)) {
            tbi_json_array(j, "df");
            tbi_json_number(j, NULL, t->df);
            tbi_json_number(j, NULL, t->df2);
            tbi_json_array_end(j);
        } else
            write_number(j, "df", t->df,
                         strcmp(t->distribution, "normal") == 0 ? TBI_REASON(NORMAL_DISTRIBUTION)
                                                                : t->reason);
        write_number(j, "p_value", t->p_value, t->reason);
        if (isfinite(t->wild_p))
            tbi_json_number(j, "wild_p_value", t->wild_p);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* What one method alone has to say of itself, in an object of its name.
 * Members that are left out elsewhere: weights, instruments, gmm, random_effects, ridge, bma,
 * dependent_scale, wild. */
static void write_method_parts(tb_json *j, const tb_estimate_summary *v)
{
    if (v->weight_by != NULL) {
        tbi_json_object(j, "weights");
        tbi_json_text(j, "by", v->weight_by);
        tbi_json_number(j, "least", v->weight_least);
        tbi_json_number(j, "largest", v->weight_most);
        tbi_json_object_end(j);
    }
    if (v->instrument != NULL) {
        tbi_json_array(j, "instruments");
        for (size_t i = 0; i < v->instruments; i++)
            tbi_json_text(j, NULL, v->instrument[i]);
        tbi_json_array_end(j);
    }
    /* how many instruments there are matters as much as which */
    if (v->gmm.steps > 0) {
        tbi_json_object(j, "gmm");
        tbi_json_int(j, "steps", v->gmm.steps);
        tbi_json_int(j, "lag_from", v->gmm.lag_from);
        if (v->gmm.lag_to > 0)
            tbi_json_int(j, "lag_to", v->gmm.lag_to);
        else
            /* 0: as far back as the data go */
            tbi_json_text(j, "lag_to", "all");
        tbi_json_bool(j, "collapsed", v->gmm.collapsed);
        if (v->gmm.across_gaps)
            tbi_json_bool(j, "across_gaps", true);
        tbi_json_u64(j, "instruments", v->gmm.instruments);
        tbi_json_u64(j, "units", v->gmm.units);
        tbi_json_bool(j, "generalised_inverse", v->gmm.generalised_inverse);
        tbi_json_object_end(j);
    }
    /* random effects: how the variance divides, and how far units are demeaned */
    if (isfinite(v->sigma2_idios)) {
        tbi_json_object(j, "random_effects");
        tbi_json_number(j, "sigma2_idiosyncratic", v->sigma2_idios);
        tbi_json_number(j, "sigma2_unit", v->sigma2_unit);
        tbi_json_number(j, "theta_min", v->theta_min);
        tbi_json_number(j, "theta_max", v->theta_max);
        tbi_json_object_end(j);
    }
    if (isfinite(v->penalty)) {
        tbi_json_object(j, "ridge");
        tbi_json_number(j, "penalty", v->penalty);
        write_number(j, "gcv", v->gcv, NULL);
        write_number(j, "effective_df", v->effective_df, NULL);
        tbi_json_object_end(j);
    }
    if (isfinite(v->models)) {
        tbi_json_object(j, "bma");
        tbi_json_number(j, "models", v->models);
        /* else the models were sampled */
        tbi_json_bool(j, "enumerated", v->enumerated);
        tbi_json_object_end(j);
    }
    if (v->scale_words != NULL)
        tbi_json_text(j, "dependent_scale", v->scale_words);
    if (v->wild_weights != NULL) {
        tbi_json_object(j, "wild");
        tbi_json_text(j, "weights", v->wild_weights);
        tbi_json_u64(j, "replications", v->wild_replications);
        tbi_json_object_end(j);
    }
}

/* coefficients_without: in the order of `coefficients`, with the unit left out.
 * Left out unless influence was asked for. dfbeta_max: the largest change of a coefficient, in
 * its standard errors. */
static void write_influence(tb_json *j, const tb_estimate_summary *v)
{
    if (v->influence == 0)
        return;
    tbi_json_array(j, "influence");
    for (size_t i = 0; i < v->influence; i++) {
        const tb_influence *f = &v->influential[i];
        tbi_json_object(j, NULL);
        tbi_json_text(j, "unit", f->unit);
        tbi_json_number(j, "leverage", f->leverage);
        write_number(j, "dfbeta_max", f->dfbeta_max, TBI_REASON(NOT_IDENTIFIED_WITHOUT));
        tbi_json_array(j, "coefficients_without");
        for (size_t l = 0; l < v->coefficients; l++)
            tbi_json_number(j, NULL, f->coefficient[l]);
        tbi_json_array_end(j);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* ci is of the mean, pi of a single observation.
 * Left out unless predictions were asked for; a row for each unit and year, null with a reason
 * where a value of the formula is missing. */
static void write_predictions(tb_json *j, const tb_estimate_summary *v)
{
    if (v->predictions == 0)
        return;
    tbi_json_array(j, "predictions");
    for (size_t i = 0; i < v->predictions; i++) {
        const tb_prediction *p = &v->prediction[i];
        tbi_json_object(j, NULL);
        tbi_json_text(j, "unit", p->unit);
        tbi_json_int(j, "year", p->year);
        write_number(j, "fit", p->fit, p->reason);
        const tb_reason *no_ci = p->reason != NULL ? p->reason : p->ci_reason;
        const tb_reason *no_pi = p->reason != NULL ? p->reason : p->pi_reason;
        write_number(j, "std_error", p->std_error, no_ci);
        write_number(j, "ci_low", p->ci_low, no_ci);
        write_number(j, "ci_high", p->ci_high, no_ci);
        write_number(j, "pi_low", p->pi_low, no_pi);
        write_number(j, "pi_high", p->pi_high, no_pi);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* One regression. Used for the first one at the root and for those that it is compared with.
 * The schema has these members at two places, at the root and in `compare`, and here they are
 * written once. */
static void write_members(tb_json *j, const tb_estimate *e)
{
    const tb_estimate_summary *v = tb_estimate_info(e);
    tbi_json_text(j, "formula", v->formula);
    tbi_json_text(j, "method", v->method);
    tbi_json_text(j, "effects", v->effects);
    tbi_json_u64(j, "n_obs", v->n_obs);
    tbi_json_u64(j, "n_units", v->n_units);
    tbi_json_u64(j, "n_periods", v->n_periods);
    tbi_json_bool(j, "balanced", v->balanced);
    /* fixed effects alone explain units with a single row: they say nothing of the terms */
    if (v->identified_by > 0) {
        tbi_json_u64(j, "singletons", v->singletons);
        tbi_json_u64(j, "identified_by_units", v->identified_by);
    }
    tbi_json_array(j, "dropped");
    for (size_t i = 0; i < v->dropped; i++) {
        tbi_json_object(j, NULL);
        tbi_json_text(j, "term", v->drop[i].term);
        write_reason(j, "reason", v->drop[i].reason);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    tbi_json_number(j, "level", v->level);
    tbi_json_array(j, "coefficients");
    for (size_t i = 0; i < v->coefficients; i++)
        write_coefficient(j, v, i);
    tbi_json_array_end(j);
    write_fit(j, v);
    write_vcov(j, v);
    write_tests(j, v);
    write_method_parts(j, v);
    write_influence(j, v);
    write_predictions(j, v);
}

/* The notices are those of the first regression. */
tb_status tb_report_estimate(tb_text **out, const tb_report_head *h, const tb_estimate *const *e,
                             size_t n, tb_err *err)
{
    tb_buf b = { 0 };
    tb_json j;
    tbi_envelope_open(&j, &b, h, "estimate", tb_estimate_notices(e[0]), 3);
    write_members(&j, e[0]);
    if (n > 1) {
        tbi_json_array(&j, "compare");
        for (size_t i = 1; i < n; i++) {
            tbi_json_object(&j, NULL);
            write_members(&j, e[i]);
            tbi_json_object_end(&j);
        }
        tbi_json_array_end(&j);
    }
    tbi_envelope_close(&j);
    return tbi_text_take(out, &b, err);
}

/* ---- CSV of what stands beside the result: a row an observation, which the JSON does not hold
 * ---- */

/* A row an observation that was used, in the order of the data. */
tb_status tb_csv_estimate_rows(tb_text **out, const tb_estimate *e, tb_err *err)
{
    tb_buf b = { 0 };
    tbi_buf_text(&b, "unit,year,observed,fitted,residual\n");
    for (size_t i = 0; i < tb_estimate_rows(e); i++) {
        const tb_estimate_row *r = tb_estimate_row_at(e, i);
        tbi_csv_write_text(&b, r->unit);
        tbi_buf_printf(&b, ",%d", r->year);
        tbi_csv_add_number(&b, r->observed);
        tbi_csv_add_number(&b, r->fitted);
        tbi_csv_add_number(&b, r->residual);
        tbi_buf_char(&b, '\n');
    }
    return tbi_text_take(out, &b, err);
}

/* The fixed effects, by what they are of (unit, year) and their level. */
tb_status tb_csv_estimate_effects(tb_text **out, const tb_estimate *e, tb_err *err)
{
    tb_buf b = { 0 };
    tbi_buf_text(&b, "effect,level,estimate\n");
    for (size_t i = 0; i < tb_estimate_effects(e); i++) {
        const tb_estimate_effect *f = tb_estimate_effect_at(e, i);
        tbi_csv_write_text(&b, f->effect);
        tbi_buf_char(&b, ',');
        tbi_csv_write_text(&b, f->level);
        tbi_csv_add_number(&b, f->estimate);
        tbi_buf_char(&b, '\n');
    }
    return tbi_text_take(out, &b, err);
}
