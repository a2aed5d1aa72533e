/* report_effects.c - the JSON of effects: every study, and all of them in order. */
#include "messages/one_language.h"
#include "messages/report.h"
#include "report/effect_doubts_json.h"
#include "report/envelope.h"
#include "report/number_or.h"
#include "report/vega_effects.h"
#include "text/owned_text.h"

#include <math.h>
#include <tangbac/effects.h>

/* The interval and the test hang on the standard error, so they share its reason.
 * In points of the outcome, or in its standard deviations where scale says so; mde is the
 * smallest effect found with a power of 80 %.
 * Writes `overall`: estimate, its error, interval, tests and the smallest effect that would have
 * been seen (mde in the units of the estimate, mde_ranks in places of the last year's table). */
static void write_overall(tb_json *j, const tb_effect_study *s)
{
    const tb_effect_overall *o = tb_effect_overall_of(s->effect);
    tbi_json_object(j, "overall");
    tbi_json_number(j, "estimate", o->estimate);
    tbi_number_or_json(j, "std_error", o->std_error, o->std_error_reason, o->std_error_reason_vi);
    tbi_number_or_json(j, "ci_low", o->ci_low, o->std_error_reason, o->std_error_reason_vi);
    tbi_number_or_json(j, "ci_high", o->ci_high, o->std_error_reason, o->std_error_reason_vi);
    tbi_number_or_json(j, "p_value", o->p_value, o->std_error_reason, o->std_error_reason_vi);
    tbi_number_or_json(j, "interval_error", o->interval_error, o->std_error_reason,
                       o->std_error_reason_vi);
    tbi_json_number(j, "df", o->df);
    tbi_number_or_json(j, "p_permutation", o->p_permutation, o->p_permutation_reason,
                       o->p_permutation_reason_vi);
    tbi_number_or_json(j, "p_wild", o->p_wild, TB_MSG_REPORT_WILD_CLUSTER_BOOTSTRAP_MADE);
    tbi_number_or_json(j, "p_romano_wolf", s->p_romano_wolf,
                       TB_MSG_REPORT_ESTIMATOR_INFLUENCES_BOOTSTRAPS);
    tbi_number_or_json(j, "mde", o->mde, o->std_error_reason, o->std_error_reason_vi);
    bool is_unseen = isnan(o->mde); /* places are points turned over: without these none */
    tbi_number_or_json(j, "mde_ranks", s->mde_ranks,
                       is_unseen ? o->std_error_reason : TB_EN(TB_MSG_REPORT_NO_SCORES_LAST_YEAR),
                       is_unseen ? o->std_error_reason_vi
                                 : TB_VI(TB_MSG_REPORT_NO_SCORES_LAST_YEAR));
    tbi_json_object_end(j);
}

/* A mean that the estimator does not make is null with the reason, in place of 0.
 * key is the member's name; std_error stays null without a reason of its own. */
static void write_mean(tb_json *j, const char *key, const tb_effect_value *v)
{
    tbi_json_object(j, key);
    tbi_number_or_json(j, "estimate", v->estimate, TB_MSG_REPORT_AVERAGE_ESTIMATOR);
    tbi_json_number(j, "std_error", v->std_error);
    tbi_json_object_end(j);
}

/* `reason` is of the standard error: a cell may have an estimate and none.
 * Writes `group_time`, one entry a cohort (year of adoption) and year, in the order of the
 * effect. n_treated counts adopters of the cohort, n_controls those they are compared with. */
static void write_cells(tb_json *j, const tb_effect *e)
{
    tbi_json_array(j, "group_time");
    for (size_t i = 0; i < tb_effect_cells(e); i++) {
        const tb_effect_value *v = tb_effect_cell_at(e, i);
        tbi_json_object(j, NULL);
        tbi_json_int(j, "group", v->group);
        tbi_json_int(j, "time", v->time);
        tbi_number_or_json(j, "estimate", v->estimate, v->reason, v->reason_vi);
        tbi_json_number(j, "std_error", v->std_error);
        tbi_json_u64(j, "n_treated", v->treated);
        tbi_json_u64(j, "n_controls", v->controls);
        tbi_json_text(j, "std_error_reason", v->reason);
        tbi_json_text(j, "std_error_reason_vi", v->reason_vi);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* The band holds for all event times at once, and is made of bootstraps.
 * time: years since adoption, -1 the last year before.
 * Writes `event`. Times before adoption are there too, as they show whether trends were alike. */
static void write_events(tb_json *j, const tb_effect *e)
{
    tbi_json_array(j, "event");
    for (size_t i = 0; i < tb_effect_events(e); i++) {
        const tb_effect_value *v = tb_effect_event_at(e, i);
        const char *one = v->reason != NULL ? v->reason : TB_EN(TB_MSG_REPORT_NO_BOOTSTRAPS);
        const char *one_vi =
            v->reason_vi != NULL ? v->reason_vi : TB_VI(TB_MSG_REPORT_NO_BOOTSTRAPS);
        tbi_json_object(j, NULL);
        tbi_json_int(j, "time", v->time);
        tbi_number_or_json(j, "estimate", v->estimate, v->reason, v->reason_vi);
        tbi_number_or_json(j, "std_error", v->std_error, v->reason, v->reason_vi);
        tbi_number_or_json(j, "band_low", v->low, one, one_vi);
        tbi_number_or_json(j, "band_high", v->high, one, one_vi);
        tbi_json_u64(j, "n_adopters", v->treated);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* As tb_effect_cohort_at and tb_effect_calendar_at.
 * The value stays the effect's. */
typedef const tb_effect_value *(*value_at)(const tb_effect *, size_t);

/* Means by cohort or by calendar year. at: how the value of a position is had; name: of the member
 * that tells them apart.
 * Writes the member `key`. `note` is there only for a mean of one adopter, which has an estimate
 * and no error that could be trusted. */
static void write_values(tb_json *j, const char *key, const char *name, value_at at, size_t n,
                         const tb_effect *e, bool cohort)
{
    tbi_json_array(j, key);
    for (size_t i = 0; i < n; i++) {
        const tb_effect_value *v = at(e, i);
        tbi_json_object(j, NULL);
        tbi_json_int(j, name, cohort ? v->group : v->time);
        tbi_number_or_json(j, "estimate", v->estimate, v->reason, v->reason_vi);
        tbi_number_or_json(j, "std_error", v->std_error,
                           v->reason != NULL ? v->reason : TB_EN(TB_MSG_REPORT_NO_PLACEBO_CAN_BE),
                           v->reason_vi != NULL ? v->reason_vi
                                                : TB_VI(TB_MSG_REPORT_NO_PLACEBO_CAN_BE));
        tbi_json_u64(j, "n_treated", v->treated);
        if (v->treated == 1)
            tbi_json_text(j, "note", v->reason);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* The smallest effect that would be seen with so many adopters.
 * Writes `mde_by_adopters`, one entry a number of adopters; ranks are null without scores. */
static void write_power(tb_json *j, const tb_effect_study *s)
{
    tbi_json_array(j, "mde_by_adopters");
    for (size_t i = 0; i < s->powers; i++) {
        tbi_json_object(j, NULL);
        tbi_json_u64(j, "adopters", s->power[i].adopters);
        tbi_json_number(j, "mde", s->power[i].points);
        tbi_json_number(j, "mde_ranks", s->power[i].ranks);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* What was asked, so that a study can be read without the command.
 * The words of the options are those that a command takes, so they can be asked for again. */
static void write_head(tb_json *j, const tb_effect_study *s, const tb_effects_ask *ask)
{
    static const tb_effect_opts usual = TB_EFFECT_OPTS_INIT;
    const tb_effect_opts *how = ask->how != NULL ? ask->how : &usual;
    tbi_json_text(j, "measure", s->measure);
    tbi_json_text(j, "measure_name", s->measure_en);
    tbi_json_text(j, "measure_name_vi", s->measure_vi);
    tbi_json_text(j, "outcome", s->outcome);
    tbi_json_text(j, "outcome_name", s->outcome_en);
    tbi_json_text(j, "outcome_name_vi", s->outcome_vi);
    tbi_json_text(j, "scale", tb_effect_scale_word(s->scale));
    tbi_json_text(j, "estimator", tb_effect_estimator_word(how->estimator));
    tbi_json_text(j, "method", tb_effect_method_word(how->method));
    tbi_json_text(j, "control", tb_effect_control_word(how->control));
    tbi_json_text(j, "base", tb_effect_base_word(how->base));
    tbi_json_bool(j, "balanced", how->balanced);
}

/* Without an effect (e NULL) only the head, the reason and the power are there. */
static void write_study(tb_json *j, const tb_effect_study *s, const tb_effects_ask *ask)
{
    const tb_effect *e = s->effect;
    tbi_json_object(j, NULL);
    write_head(j, s, ask);
    if (e == NULL) {
        tbi_json_null(j, "overall");
        tbi_json_text(j, "overall_reason", s->reason);
        tbi_json_text(j, "overall_reason_vi", s->reason_vi);
    } else {
        /* the years of the data that the estimate is from */
        tbi_json_array(j, "years");
        tbi_json_int(j, NULL, tb_effect_first_year(e));
        tbi_json_int(j, NULL, tb_effect_last_year(e));
        tbi_json_array_end(j);
        tbi_json_u64(j, "n_units", tb_effect_units(e));
        tbi_json_u64(j, "n_adopters", tb_effect_adopters(e));
        tbi_json_u64(j, "n_controls", tb_effect_controls(e));
        /* adopters so early that there is no year to compare with */
        tbi_json_u64(j, "n_left_out_early", tb_effect_left_out_early(e));
        tbi_json_u64(j, "n_left_out_unbalanced", tb_effect_left_out_unbalanced(e));
        write_overall(j, s);
        /* three ways to average the same cells, each answering another question */
        write_mean(j, "event_mean", tb_effect_mean_of_events(e));
        write_mean(j, "cohort_mean", tb_effect_mean_of_cohorts(e));
        write_mean(j, "calendar_mean", tb_effect_mean_of_years(e));
        write_cells(j, e);
        write_events(j, e);
        write_values(j, "cohort", "group", tb_effect_cohort_at, tb_effect_cohorts(e), e, true);
        write_values(j, "calendar", "year", tb_effect_calendar_at, tb_effect_calendar(e), e, false);
        tbi_effect_doubts_json(j, s);
    }
    write_power(j, s);
    tbi_json_bool(j, "pooled", s->pooled);
    /* whether plans may rest on it, which is a stricter question than whether there is an
     * effect */
    tbi_json_bool(j, "usable", s->usable);
    tbi_json_text(j, "usable_reason", s->usable_reason);
    tbi_json_text(j, "usable_reason_vi", s->usable_reason_vi);
    tbi_json_text(j, "usable_reason_id", s->usable_reason_id);
    if (!s->usable)
        tbi_json_u64(j, "usable_reason_number", s->usable_reason_number);
    tbi_json_text(j, "verdict", s->verdict);
    tbi_json_text(j, "verdict_vi", s->verdict_vi);
    if (e != NULL)
        tbi_effect_charts_json(j, s);
    tbi_json_object_end(j);
}

/* The ranking "which measures move the outcomes most".
 * above_need: P(effect > what the goal asks), of the shrunk effect. */
static void write_measure(tb_json *j, const tb_effect_study *s, size_t place)
{
    const tb_effect_posterior *p = &s->posterior;
    tbi_json_object(j, NULL);
    tbi_json_u64(j, "place", place);
    tbi_json_text(j, "id", s->measure);
    tbi_json_text(j, "name", s->measure_en);
    tbi_json_text(j, "name_vi", s->measure_vi);
    tbi_json_text(j, "outcome", s->outcome);
    tbi_json_text(j, "outcome_name", s->outcome_en);
    tbi_json_text(j, "outcome_name_vi", s->outcome_vi);
    tbi_json_text(j, "scale", tb_effect_scale_word(s->scale));
    tbi_json_u64(j, "n_adopters", tb_effect_adopters(s->effect));
    tbi_json_number(j, "estimate", tb_effect_overall_of(s->effect)->estimate);
    /* the spread with which a plan uses it, under trends that may differ */
    tbi_json_number(j, "plan_sd", s->plan_sd);
    tbi_json_number(j, "mde", tb_effect_overall_of(s->effect)->mde);
    tbi_json_object(j, "posterior");
    tbi_json_number(j, "mean", p->mean);
    tbi_json_number(j, "sd", p->sd);
    tbi_json_number(j, "q05", p->q05);
    tbi_json_number(j, "q95", p->q95);
    tbi_json_number(j, "above_zero", p->above_zero);
    tbi_number_or_json(j, "above_need", p->above_need, TB_MSG_REPORT_GOAL_NAMED);
    tbi_json_object_end(j);
    tbi_json_bool(j, "usable", s->usable);
    tbi_json_text(j, "verdict", s->verdict);
    tbi_json_text(j, "verdict_vi", s->verdict_vi);
    tbi_json_object_end(j);
}

/* Studies as they were asked for, measures in the order of the ranking. */
tb_status tb_report_effects(tb_text **out, const tb_report_head *h, const tb_effects *e,
                            const tb_effects_ask *ask, tb_err *err)
{
    tb_buf b = { 0 };
    tb_json j;
    tbi_envelope_open(&j, &b, h, "effects", tb_effects_notices(e), 5);
    tbi_json_bool(&j, "ranking", tb_effects_is_ranking(e));
    tbi_json_array(&j, "studies");
    for (size_t i = 0; i < tb_effects_studies(e); i++)
        write_study(&j, tb_effects_study_at(e, i), ask);
    tbi_json_array_end(&j);
    tbi_json_array(&j, "measures");
    for (size_t i = 0; i < tb_effects_ranked(e); i++)
        write_measure(&j, tb_effects_ranked_at(e, i), i + 1);
    tbi_json_array_end(&j);
    tbi_envelope_close(&j);
    return tbi_text_take(out, &b, err);
}
