/* report_forecast.c - a forecast as JSON. */
#include "base/error.h"
#include "messages/report.h"
#include "report/envelope.h"
#include "report/forecast_json.h"
#include "report/number_or.h"
#include "report/record_json.h"
#include "text/owned_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/forecast_report.h>

/* names of members, in the order of score_q and rank_q */
static const char *const quantile_names[5] = { "q05", "q25", "q50", "q75", "q95" };

/* q [5] as quantile_names; sd NULL for what has none, such as places.
 * mean NaN: no draw has a figure, and the member is null beside its reason. */
static void write_spread(tb_json *j, const char *key, double mean, const double *sd,
                         const double *q)
{
    if (isnan(mean)) {
        tbi_number_or_json(j, key, NAN, "withheld in every draw", NULL);
        return;
    }
    tbi_json_object(j, key);
    tbi_json_number(j, "mean", mean);
    if (sd != NULL)
        tbi_number_or_json(j, "sd", *sd, "a single draw", NULL);
    for (int k = 0; k < 5; k++)
        tbi_json_number(j, quantile_names[k], q[k]);
    tbi_json_object_end(j);
}

/* places [n] become the names of the members; the probabilities are known all or none.
 * chance [n] belongs to places [n]; all of them are null together or none. */
static void write_chances(tb_json *j, const char *key, const int *places, const double *chance,
                          size_t n, const char *reason)
{
    char name[16];
    tbi_json_object(j, key);
    for (size_t k = 0; k < n; k++) {
        snprintf(name, sizeof name, "%d", places[k]);
        tbi_json_number(j, name, chance[k]);
    }
    if (n > 0 && isnan(chance[0]))
        tbi_json_text(j, "reason", reason);
    tbi_json_object_end(j);
}

/* base_rank is of the origin. Without one, what is said of moving from it is null.
 * Scores are the index's points; ranks count from 1.
 * Chances are shares of draws; chance_top of being ranked so high, chance_up of climbing so many
 * places from base_rank. */
static void write_unit(tb_json *j, const tb_forecast_unit *u, const tb_forecast_summary *about)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "code", u->code);
    tbi_json_text(j, "name", u->name_vi);
    tbi_json_text(j, "name_en", u->name_en);
    write_spread(j, "score", u->score_mean, &u->score_sd, u->score_q);
    write_spread(j, "rank", u->rank_mean, NULL, u->rank_q);
    write_chances(j, "chance_top", tb_top_places, u->chance_top, TB_TOP_COUNT, "");
    write_chances(j, "chance_up", tb_up_places, u->chance_up, TB_UP_COUNT,
                  "the unit had no rank at the origin");
    /* a year whose limits of groups are not known */
    if (about->groups == 0) {
        tbi_json_null(j, "chance_group");
        tbi_json_text(j, "chance_group_reason", about->group_reason->text);
        tbi_json_text(j, "chance_group_reason_id", about->group_reason->id);
        tbi_json_text(j, "chance_group_reason_vi", about->group_reason->text_vi);
    } else {
        tbi_json_object(j, "chance_group");
        for (size_t k = 0; k < about->groups; k++)
            tbi_json_number(j, about->group_name[k], u->chance_group[k]);
        tbi_json_object_end(j);
    }
    tbi_json_number(j, "chance_withheld", u->chance_withheld);
    if (u->base_rank > 0) {
        tbi_json_int(j, "base_rank", u->base_rank);
        tbi_json_number(j, "chance_up_5_without_change", u->chance_up_5_without_change);
    } else {
        tbi_json_null(j, "base_rank");
        tbi_json_text(j, "base_rank_reason",
                      isnan(u->chance_up[0]) ? "withheld" : "not in the data");
        tbi_number_or_json(j, "chance_up_5_without_change", NAN, "no published rank at the origin",
                           NULL);
    }
    tbi_json_object_end(j);
}

/* q [3]: 5, 50 and 95 percent.
 * reason: why the middle is not known. */
static void write_quantiles(tb_json *j, const char *key, const double *q, const char *reason)
{
    if (isnan(q[1])) {
        tbi_number_or_json(j, key, NAN, reason, NULL);
        return;
    }
    tbi_json_object(j, key);
    tbi_json_number(j, "q05", q[0]);
    tbi_json_number(j, "q50", q[1]);
    tbi_json_number(j, "q95", q[2]);
    tbi_json_object_end(j);
}

/* Two languages of one sentence; both are left out when there is nothing to say.
 * share_of_variance: of the change between two years; score_sd in points. */
static void write_noise(tb_json *j, const tb_noise *n)
{
    char text[1024];
    tbi_json_object(j, "noise");
    if (isnan(n->share)) {
        tbi_number_or_json(j, "share_of_variance", NAN,
                           "the model does not tell noise from what lasts", NULL);
    } else {
        tbi_json_object(j, "share_of_variance");
        tbi_json_number(j, "estimate", n->share);
        tbi_json_number(j, "q05", n->share_q05);
        tbi_json_number(j, "q95", n->share_q95);
        tbi_json_object_end(j);
    }
    tbi_number_or_json(j, "chance_up_5_without_change", n->chance_up_5_without_change,
                       "no rank at the origin is known", NULL);
    tbi_number_or_json(j, "median_abs_rank_change", n->median_abs_rank_change,
                       "no rank at the origin is known", NULL);
    tbi_number_or_json(j, "score_sd", n->sd, "the model does not tell noise from what lasts", NULL);
    tbi_number_or_json(j, "sampling_share", n->sampling_share,
                       "standard errors of two years running are known of fewer than 20 scores",
                       NULL);
    tbi_json_int(j, "sampling_pairs", (long long)n->sampling_pairs);
    if (tb_noise_say(text, sizeof text, n, false) > 0)
        tbi_json_text(j, "text", text);
    if (tb_noise_say(text, sizeof text, n, true) > 0)
        tbi_json_text(j, "text_vi", text);
    tbi_json_object_end(j);
}

/* which [n]: units to write, NULL for all. full adds the probabilities [unit][place], of all units
 * whatever `which` says.
 * Without the object around: the caller has opened it. */
void tbi_forecast_json(tb_json *j, const tb_forecast *f, const size_t *which, size_t n, bool full)
{
    const tb_forecast_summary *a = tb_forecast_info(f);
    size_t U = tb_forecast_units(f);
    if (which == NULL)
        n = U;
    tbi_json_text(j, "index", a->index);
    tbi_json_int(j, "origin", a->origin);
    tbi_json_int(j, "year", a->year);
    tbi_json_text(j, "model", a->model);
    tbi_json_int(j, "draws", (long long)a->draws);
    tbi_json_int(j, "facts", (long long)a->facts);
    /* how likely the scheme changes on the way */
    tbi_json_number(j, "chance_scheme_changes", a->break_chance);
    tbi_json_array(j, "units");
    for (size_t i = 0; i < n; i++)
        write_unit(j, tb_forecast_unit_at(f, which != NULL ? which[i] : i), a);
    tbi_json_array_end(j);
    /* the mean of all units: scores are forecast as distances from it */
    write_quantiles(j, "national", a->national_q, "no national mean is known");
    write_quantiles(j, "national_same_scheme", a->national_same_scheme_q,
                    "the scheme changes in every draw");
    write_noise(j, &a->noise);
    const double *p = tb_forecast_rank_probability(f);
    if (full && p != NULL) {
        tbi_json_array(j, "rank_probability");
        for (size_t i = 0; i < U; i++) {
            tbi_json_array(j, NULL);
            for (size_t k = 0; k < U; k++)
                tbi_json_number(j, NULL, p[i * U + k]);
            tbi_json_array_end(j);
        }
        tbi_json_array_end(j);
    }
}

/* What became of past probabilities of the two events that a table shows, a row a bin: of the
 * index's total by the models that the default chooses from, which the records are of. */
static void write_records(tb_json *j, const tb_forecast_summary *a)
{
    static const char *const events[] = { "top 10", "+5 ranks" };
    tb_goal_opts o = TB_GOAL_OPTS_INIT;
    o.index = a->index;
    tbi_json_array(j, "records");
    static const char *const judged[] = { "statespace", "totals", "leaves", "stack" };
    bool kept = false;
    for (size_t i = 0; i < sizeof judged / sizeof *judged; i++)
        kept = kept || strcmp(a->model, judged[i]) == 0;
    kept = kept && strchr(a->index, '.') == NULL;
    for (size_t e = 0; kept && e < sizeof events / sizeof *events; e++) {
        tb_goal goal;
        if (tb_goal_parse(&goal, events[e], &o, NULL, NULL) != TB_OK)
            continue;
        for (int tenth = 1; tenth < 10; tenth += 2) {
            tb_goal_record r;
            tb_goal_record_of(&r, a->index, &goal, a->year - a->origin, tenth / 10.0);
            if (r.n == 0)
                continue;
            tbi_json_object(j, NULL);
            tbi_json_text(j, "event", events[e]);
            tbi_record_json(j, a->index, &goal, a->year - a->origin, tenth / 10.0);
            tbi_json_object_end(j);
        }
    }
    tbi_json_array_end(j);
}

/* full: with the probability of every place of every unit. */
tb_status tb_report_forecast(tb_text **out, const tb_report_head *h, const tb_forecast *f,
                             bool full, tb_err *err)
{
    tb_buf b = { 0 };
    tb_json j;
    if (full && tb_forecast_rank_probability(f) == NULL)
        return tbi_fail(err, TB_EARG, TB_MSG_REPORT_FULL_TOO_MANY_UNITS, tb_forecast_units(f));
    tbi_envelope_open(&j, &b, h, "forecast", tb_forecast_notices(f), 3);
    tbi_forecast_json(&j, f, NULL, 0, full);
    write_records(&j, tb_forecast_info(f));
    tbi_envelope_close(&j);
    return tbi_text_take(out, &b, err);
}
