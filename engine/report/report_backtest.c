/* report_backtest.c - who forecast best, and whose probabilities came true, as JSON. */
#include "report/envelope.h"
#include "text/owned_text.h"

#include <math.h>
#include <stdio.h>
#include <tangbac/forecast_report.h>

/* All metrics of the model, null where the prediction does not have them; reasons only for
 * those.
 * Members are named by tb_metric_names; the object is the caller's. */
static void write_scores(tb_json *j, const tb_score_row *r)
{
    char name[64];
    bool lacking = false;
    tbi_json_text(j, "model", r->model);
    tbi_json_int(j, "n", (long long)r->n);
    for (int m = 0; m < TB_METRIC_COUNT; m++) {
        tbi_json_number(j, tb_metric_names[m], r->score[m]);
        lacking = lacking || isnan(r->score[m]);
    }
    for (int m = 0; m < TB_METRIC_COUNT && lacking; m++) {
        if (!isnan(r->score[m]))
            continue;
        snprintf(name, sizeof name, "%s_reason", tb_metric_names[m]);
        tbi_json_text(j, name, "these predictions or tables do not allow it");
    }
}

/* A row for each model and target year, so that anybody can pool them otherwise. */
static void write_targets(tb_json *j, const tb_backtest *b)
{
    tbi_json_array(j, "targets");
    for (size_t i = 0; i < tb_backtest_rows(b); i++) {
        const tb_score_row *r = tb_backtest_row(b, i);
        tbi_json_object(j, NULL);
        tbi_json_int(j, "year", r->year);
        /* the last year that was known when the forecast was made */
        tbi_json_int(j, "origin", r->origin);
        write_scores(j, r);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* Over all target years. Skill is relative to persistence, so there is none without it. */
static void write_pooled(tb_json *j, const tb_backtest *b)
{
    tbi_json_array(j, "pooled");
    for (size_t i = 0; i < tb_backtest_models(b); i++) {
        const tb_pooled_row *p = tb_backtest_pooled(b, i);
        tbi_json_object(j, NULL);
        tbi_json_int(j, "years", (long long)p->years);
        write_scores(j, &p->row);
        tbi_json_number(j, "crps_skill", p->crps_skill);
        if (isnan(p->crps_skill))
            tbi_json_text(j, "crps_skill_reason",
                          "no CRPS, or persistence is not among the models");
        tbi_json_number(j, "crps_skill_se", p->crps_skill_se);
        if (isnan(p->crps_skill_se))
            tbi_json_text(j, "crps_skill_se_reason", "needs two target years and a CRPS");
        tbi_json_number(j, "wis_skill", p->wis_skill);
        if (isnan(p->wis_skill))
            tbi_json_text(j, "wis_skill_reason", "no quantiles or draws, or no persistence");
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* crps_difference is of `model` less `against`: below zero is better. */
static void write_differences(tb_json *j, const tb_backtest *b)
{
    tbi_json_array(j, "differences");
    for (size_t i = 0; i < tb_backtest_differences(b); i++) {
        const tb_difference *d = tb_backtest_difference(b, i);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "model", d->a);
        tbi_json_text(j, "against", d->b);
        tbi_json_int(j, "years", (long long)d->years);
        tbi_json_number(j, "crps_difference", d->mean);
        tbi_json_number(j, "std_error", d->se);
        tbi_json_number(j, "statistic", d->statistic);
        tbi_json_number(j, "p_value", d->p_value);
        if (isnan(d->p_value))
            tbi_json_text(j, "p_value_reason",
                          "too few target years for this horizon, or no difference at all");
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* The bins hold sums, so means are made here; a bin without predictions is left out. */
static void write_calibration(tb_json *j, const tb_calibration *c)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "model", c->model);
    tbi_json_array(j, "pit");
    for (int k = 0; k < TB_CALIBRATION_BINS; k++)
        tbi_json_number(j, NULL, c->pit[k]);
    tbi_json_array_end(j);
    for (int e = 0; e < TB_CALIBRATION_EVENTS; e++) {
        tbi_json_array(j, tb_calibration_event_names[e]);
        for (int k = 0; k < TB_CALIBRATION_BINS; k++) {
            if (!(c->count[e][k] > 0))
                continue;
            tbi_json_object(j, NULL);
            tbi_json_number(j, "from", k / (double)TB_CALIBRATION_BINS);
            tbi_json_int(j, "n", (long long)c->count[e][k]);
            tbi_json_number(j, "chance", c->chance[e][k] / c->count[e][k]);
            tbi_json_number(j, "came", c->came[e][k] / c->count[e][k]);
            tbi_json_object_end(j);
        }
        tbi_json_array_end(j);
    }
    tbi_json_object_end(j);
}

/* What would have been chosen at each origin by what earlier origins had seen; absent unless asked
 * for.
 * Writes `nested` and `best_in_hindsight`. */
static void write_choices(tb_json *j, const tb_backtest *b)
{
    if (tb_backtest_choices(b) == 0)
        return;
    tbi_json_array(j, "nested");
    for (size_t i = 0; i < tb_backtest_choices(b); i++) {
        const char *chosen;
        const tb_score_row *r = tb_backtest_choice(b, i, &chosen);
        tbi_json_object(j, NULL);
        tbi_json_int(j, "origin", r->origin);
        tbi_json_int(j, "year", r->year);
        tbi_json_text(j, "chosen", chosen);
        tbi_json_number(j, "crps", r->score[TB_METRIC_CRPS]);
        tbi_json_number(j, "coverage90", r->score[TB_METRIC_COVERAGE90]);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    tbi_json_text(j, "best_in_hindsight", tb_backtest_best_in_hindsight(b));
}

/* horizon 0 stands for several. */
tb_status tb_report_backtest(tb_text **out, const tb_report_head *h, const tb_backtest *b,
                             tb_err *err)
{
    tb_buf buf = { 0 };
    tb_json j;
    const tb_backtest_summary *a = tb_backtest_info(b);
    tbi_envelope_open(&j, &buf, h, h->command, tb_backtest_notices(b), 3);
    tbi_json_text(&j, "index", a->index);
    if (a->horizon > 0) {
        tbi_json_int(&j, "horizon", a->horizon);
    } else {
        tbi_json_null(&j, "horizon");
        tbi_json_text(&j, "horizon_reason", "several");
    }
    tbi_json_text(&j, "judged", a->deviations ? "deviation from the mean of the year" : "score");
    if (a->draws > 0)
        tbi_json_int(&j, "draws", (long long)a->draws);
    write_targets(&j, b);
    write_pooled(&j, b);
    write_differences(&j, b);
    write_choices(&j, b);
    tbi_json_array(&j, "calibration");
    for (size_t i = 0; i < tb_backtest_models(b); i++)
        write_calibration(&j, tb_backtest_calibration(b, i));
    tbi_json_array_end(&j);
    tbi_envelope_close(&j);
    return tbi_text_take(out, &buf, err);
}
