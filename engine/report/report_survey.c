/* report_survey.c - every unit's probability and best measure, and how far the probabilities came
 * true. */
#include "messages/render_known.h"
#include "report/envelope.h"
#include "report/goal_silent.h"
#include "report/record_json.h"
#include "text/owned_text.h"

#include <math.h>
#include <string.h>

/* The numbers of a province. Of a kind of goal that is not calibrated they are null and stand
 * apart, but not in a look-back, where they are what is judged. */
static void write_numbers(tb_json *j, const tb_survey *s, const tb_survey_row *r)
{
    static const struct {
        const char *en, *vi;
    } words[] = { { TB_WORD_UNCALIBRATED } };
    const char *index = tb_survey_ask(s)->goal[r->goal].index;
    const tb_goal *goal = r->is_parsed ? &r->parsed : NULL;
    int horizon = r->year - r->origin;
    bool silent = !tb_survey_evaluated(s) && tbi_goal_is_silent(index, goal, horizon, r->chance);
    tbi_json_number(j, "chance_without_action", silent ? NAN : r->chance);
    tbi_json_text(j, "chance_without_action_reason", silent ? words[0].en : r->reason);
    tbi_json_text(j, "chance_without_action_reason_vi", silent ? words[0].vi : r->reason_vi);
    tbi_record_json(j, index, goal, horizon, r->chance);
    /* what a province gets that changes nothing */
    tbi_json_number(j, "noise_chance", silent ? NAN : r->noise_chance);
    tbi_json_number(j, "best_chance", silent ? NAN : r->best_chance);
    tbi_json_number(j, "plan_chance", silent ? NAN : r->plan_chance);
    if (!silent)
        return;
    tbi_json_object(j, "uncalibrated");
    tbi_json_number(j, "chance_without_action", r->chance);
    tbi_json_number(j, "noise_chance", r->noise_chance);
    tbi_json_number(j, "best_chance", r->best_chance);
    tbi_json_number(j, "plan_chance", r->plan_chance);
    tbi_json_object_end(j);
}

/* Origin and year are said where a survey has several of them. */
static void write_row(tb_json *j, const tb_survey *s, const tb_survey_row *r)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "code", r->code);
    tbi_json_text(j, "name", r->name_vi);
    tbi_json_text(j, "name_en", r->name_en);
    /* with one origin both stand at the root */
    if (tb_survey_last_origin(s) > 0) {
        tbi_json_int(j, "origin", r->origin);
        tbi_json_int(j, "year", r->year);
    }
    tbi_json_text(j, "index", tb_survey_ask(s)->goal[r->goal].index);
    tbi_json_text(j, "goal", tb_survey_ask(s)->goal[r->goal].goal);
    write_numbers(j, s, r);
    tbi_json_text(j, "best_lever", r->best);
    tbi_json_text(j, "best_name", r->best_name_en);
    tbi_json_text(j, "best_name_vi", r->best_name_vi);
    tbi_json_text(j, "best_component", r->best_component);
    tbi_json_int(j, "plan_levers", (long long)r->plan_levers);
    /* measures that act on nothing but what the province leads in already */
    tbi_json_int(j, "plan_leads", (long long)r->plan_leads);
    if (tb_survey_evaluated(s)) {
        /* -1: the result is not known */
        if (r->met >= 0)
            tbi_json_bool(j, "met", r->met == 1);
        else
            tbi_json_null(j, "met");
    }
    tbi_json_object_end(j);
}

/* brier_climatology: the score of saying the same share of all each time. */
tb_status tb_report_survey(tb_text **out, const tb_report_head *h, const tb_survey *s, tb_err *err)
{
    tb_buf b = { 0 };
    tb_json j;
    tbi_envelope_open(&j, &b, h, "intervene-units", tb_survey_notices(s), 3);
    tbi_json_int(&j, "origin", tb_survey_ask(s)->origin);
    tbi_json_int(&j, "year", tb_survey_ask(s)->year);
    if (tb_survey_last_origin(s) > 0)
        tbi_json_int(&j, "last_origin", tb_survey_last_origin(s));
    tbi_json_u64(&j, "draws", tb_survey_draws(s));
    tbi_json_array(&j, "units");
    for (size_t i = 0; i < tb_survey_rows(s); i++)
        write_row(&j, s, tb_survey_row_at(s, i));
    tbi_json_array_end(&j);
    if (tb_survey_evaluated(s)) {
        tbi_json_number(&j, "brier", tb_survey_brier(s));
        tbi_json_number(&j, "brier_se", tb_survey_brier_se(s));
        tbi_json_number(&j, "brier_climatology", tb_survey_climatology(s));
        tbi_json_array(&j, "origins");
        for (size_t i = 0; i < tb_survey_years(s); i++) {
            const tb_reliability_year *y = tb_survey_year(s, i);
            tbi_json_object(&j, NULL);
            tbi_json_int(&j, "origin", y->origin);
            tbi_json_int(&j, "year", y->year);
            tbi_json_u64(&j, "n", y->n);
            tbi_json_number(&j, "mean_chance", y->chance);
            tbi_json_number(&j, "share_met", y->share);
            tbi_json_number(&j, "brier", y->brier);
            tbi_json_object_end(&j);
        }
        tbi_json_array_end(&j);
        tbi_json_array(&j, "reliability");
        for (size_t i = 0; i < tb_survey_bins(s); i++) {
            const tb_reliability *r = tb_survey_bin(s, i);
            tbi_json_object(&j, NULL);
            tbi_json_number(&j, "from", r->from);
            tbi_json_number(&j, "to", r->to);
            tbi_json_u64(&j, "n", r->n);
            tbi_json_number(&j, "mean_chance", r->chance);
            tbi_json_number(&j, "share_met", r->share);
            tbi_json_number(&j, "se", r->se);
            tbi_json_object_end(&j);
        }
        tbi_json_array_end(&j);
    }
    tbi_envelope_close(&j);
    return tbi_text_take(out, &b, err);
}
