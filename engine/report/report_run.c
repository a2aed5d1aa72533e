/* report_run.c - the JSON of `run` and `intervene`: the goals with their probabilities, measures
 * and plans; for `run` also what was, what is expected, and the sources. */
#include "base/refusals.h"
#include "messages/render_known.h"
#include "report/envelope.h"
#include "report/forecast_json.h"
#include "report/goal_json.h"
#include "report/goal_silent.h"
#include "report/page_draws.h"
#include "report/page_json.h"
#include "report/plan_json.h"
#include "text/owned_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* on either side of the unit, for whom a whole table is too long */
enum { NEIGHBOURS = 5 };

/* In the order of the intervention: by index, then by year.
 * Writes `history`. group and source are null where none is known; status is the word of the
 * cell. */
static void write_history(tb_json *j, const tb_intervention *v)
{
    tbi_json_array(j, "history");
    for (size_t i = 0; i < tb_intervention_history(v); i++) {
        const tb_history_row *h = tb_intervention_history_at(v, i);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "index", h->index);
        tbi_json_int(j, "year", h->year);
        tbi_json_number(j, "score", h->score);
        if (h->rank > 0)
            tbi_json_int(j, "rank", h->rank);
        else
            tbi_json_null(j, "rank");
        tbi_json_text(j, "group", h->group);
        tbi_json_text(j, "status", h->status);
        tbi_json_text(j, "source", h->source);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* Only those that figures of the answer come from.
 * Writes `sources`, each once, for the end of a page. */
static void write_sources(tb_json *j, const tb_intervention *v)
{
    tbi_json_array(j, "sources");
    for (size_t i = 0; i < tb_intervention_sources(v); i++) {
        const tb_source *s = tb_intervention_source(v, i);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "id", s->id);
        tbi_json_text(j, "publisher", s->publisher);
        tbi_json_text(j, "title", s->title);
        tbi_json_text(j, "published", s->published);
        tbi_json_text(j, "url", s->url);
        tbi_json_bool(j, "secondary", s->secondary);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* A unit and its mean place, to be put in order.
 * at: position in the forecast. NaN places are not put in order at all. */
typedef struct ranked_unit {
    double rank;
    size_t at;
} ranked_unit;

/* Equal places stand in the order of the forecast, so that the bytes are the same each time. */
static int compare_by_rank(const void *a, const void *b)
{
    const ranked_unit *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* The unit with the five before and the five behind it in expected rank (all when full).
 * A unit that has no place of its own (own == n) gets the first eleven. false: no memory. */
static bool write_forecast_units(tb_json *j, const tb_intervention *v, const tb_forecast *f,
                                 bool full)
{
    size_t n = tb_forecast_units(f);
    size_t own = n;
    size_t count = 0;
    ranked_unit *order = tbi_calloc(n + 1, sizeof *order);
    if (order == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        double rank = tb_forecast_unit_at(f, i)->rank_mean;
        if (!isnan(rank))
            order[count++] = (ranked_unit){ rank, i };
    }
    qsort(order, count, sizeof *order, compare_by_rank);
    for (size_t i = 0; i < count; i++)
        if (strcmp(tb_forecast_unit_at(f, order[i].at)->code, tb_intervention_unit(v)->code) == 0)
            own = i;
    /* near an end of the table the other side has more, so that eleven are shown whenever
     * there are as many */
    size_t first = full || own >= count ? 0 : own > NEIGHBOURS ? own - NEIGHBOURS : 0;
    size_t last = first + 2 * NEIGHBOURS + 1;
    if (full || last > count) {
        last = count;
        first = full ? 0 : count > 2 * NEIGHBOURS + 1 ? count - 2 * NEIGHBOURS - 1 : 0;
    }
    size_t *which = tbi_calloc(last - first + 1, sizeof *which);
    if (which == NULL) {
        free(order);
        return false;
    }
    for (size_t i = first; i < last; i++)
        which[i - first] = order[i].at;
    tbi_forecast_json(j, f, which, last - first, full);
    free(which);
    free(order);
    return true;
}

/* false: no memory. The array is closed in any case. */
static bool write_forecasts(tb_json *j, const tb_intervention *v, bool full)
{
    bool whole = true;
    tbi_json_array(j, "forecast");
    for (size_t i = 0; i < tb_intervention_forecasts(v); i++) {
        const tb_forecast *f = tb_intervention_forecast(v, i, NULL);
        tbi_json_object(j, NULL);
        whole &= write_forecast_units(j, v, f, full);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    return whole;
}

/* How the place of a published year hangs on the way of computing it; `reason` where that was not
 * tried.
 * points_for_one_rank: what the nearest component lacks for one place more, in its own points;
 * mean_abs_shift in places. */
static void write_sensitivity(tb_json *j, const tb_intervention *v)
{
    tbi_json_array(j, "sensitivity");
    for (size_t i = 0; i < tb_intervention_sensitivities(v); i++) {
        const tb_rank_sensitivity *s = tb_intervention_sensitivity(v, i);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "index", s->index);
        tbi_json_int(j, "year", s->year);
        tbi_json_text(j, "reason", s->reason);
        tbi_json_text(j, "reason_vi", s->reason_vi);
        if (s->reference_rank > 0)
            tbi_json_int(j, "reference_rank", s->reference_rank);
        else
            tbi_json_null(j, "reference_rank");
        tbi_json_object(j, "rank");
        tbi_json_number(j, "q05", s->rank_q[0]);
        tbi_json_number(j, "q50", s->rank_q[1]);
        tbi_json_number(j, "q95", s->rank_q[2]);
        tbi_json_object_end(j);
        tbi_json_number(j, "mean_abs_shift", s->mean_abs_shift);
        tbi_json_u64(j, "draws", s->draws);
        tbi_json_text(j, "nearest_component", s->component);
        tbi_json_number(j, "points_for_one_rank", s->points);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* null when nothing of the origin's year is known.
 * The member is there in every `run`, so that a reader need not ask for its absence. */
static void write_standing(tb_json *j, const tb_intervention *v)
{
    const tb_standing *s = tb_intervention_standing(v);
    if (s == NULL) {
        tbi_json_null(j, "standing");
        return;
    }
    tbi_json_object(j, "standing");
    tbi_standing_json(j, s);
    tbi_json_object_end(j);
}

/* `of` says what was correlated, for pairs that were estimated.
 * Writes `cross_index`. estimate is the correlation before shrinking, basis says where it is
 * from; n counts what it was estimated from. */
static void write_crossings(tb_json *j, const tb_intervention *v)
{
    tbi_json_array(j, "cross_index");
    for (size_t i = 0; i < tb_intervention_crossings(v); i++) {
        const tb_cross_index *x = tb_intervention_crossing(v, i);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "a", x->a);
        tbi_json_text(j, "b", x->b);
        tbi_json_number(j, "correlation", x->correlation);
        tbi_json_number(j, "ci_low", x->low);
        tbi_json_number(j, "ci_high", x->high);
        tbi_json_number(j, "estimate", x->raw);
        tbi_json_text(j, "basis", x->basis);
        tbi_json_int(j, "n", x->pairs);
        if (strcmp(x->basis, "estimated") == 0)
            tbi_json_text(j, "of", x->levels ? "deviations" : "innovations");
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* What was said to be done and learnt; absent without a progress.
 * Writes `progress`: measures that are done (without a year where none was said), and figures
 * with their standard error, both as the file of the progress gave them. */
static void write_progress(tb_json *j, const tb_intervention *v)
{
    const tb_ask *ask = tb_intervention_ask(v);
    if (ask->measures_done + ask->figures == 0)
        return;
    tbi_json_object(j, "progress");
    tbi_json_array(j, "measures");
    for (size_t i = 0; i < ask->levers; i++) {
        const tb_lever *l = &ask->lever[i];
        if (!l->done)
            continue;
        tbi_json_object(j, NULL);
        tbi_json_text(j, "id", l->id);
        tbi_json_text(j, "name", l->name_en);
        tbi_json_text(j, "name_vi", l->name_vi);
        if (l->done_year > 0)
            tbi_json_int(j, "year", l->done_year);
        tbi_json_text(j, "note",
                      l->done_note != NULL && l->done_note[0] != '\0' ? l->done_note : NULL);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    tbi_json_array(j, "figures");
    for (size_t i = 0; i < ask->figures; i++) {
        const tb_progress_figure *f = &ask->figure[i];
        tbi_json_object(j, NULL);
        tbi_json_text(j, "index", f->index);
        tbi_json_int(j, "year", f->year);
        tbi_json_number(j, "value", f->value);
        tbi_json_number(j, "std_error", f->std_error);
        tbi_json_text(j, "kind", f->kind);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    tbi_json_object_end(j);
}

/* false: no memory. chance is NaN, and null here, when it cannot be told; the reason may also stand
 * beside a number.
 * Writes `joint`. spoiler: the goal without which all others together are likeliest. */
static bool is_joint(tb_json *j, const tb_intervention *v)
{
    static const struct {
        const char *en, *vi;
    } words[] = { { TB_WORD_UNCALIBRATED_JOINT } };
    bool ok = true;
    const char *vi = NULL;
    const char *reason = tb_intervention_joint_reason(v, &vi);
    tb_plan plan = *tb_intervention_joint_plan(v);
    bool silent = !isnan(tb_intervention_joint(v)) && tbi_intervention_is_silent(v);
    tbi_json_object(j, "joint");
    tbi_json_number(j, "chance", silent ? NAN : tb_intervention_joint(v));
    tbi_json_text(j, "chance_reason", silent ? words[0].en : reason);
    tbi_json_text(j, "chance_reason_vi", silent ? words[0].vi : vi);
    if (silent) {
        tbi_json_object(j, "uncalibrated");
        tbi_json_number(j, "chance", tb_intervention_joint(v));
        tbi_json_number(j, "plan_chance", plan.chance);
        tbi_json_object_end(j);
        tbi_silence_plan(&plan);
    }
    size_t goal = 0;
    double without = NAN;
    if (!silent && tb_intervention_spoiler(v, &goal, &without)) {
        tbi_json_object(j, "spoiler");
        tbi_json_u64(j, "goal", goal);
        tbi_json_number(j, "chance_without_it", without);
        tbi_json_object_end(j);
    } else
        tbi_json_null(j, "spoiler");
    tbi_plan_json(j, "plan", &plan);
    ok = tbi_draws_json(j, v);
    tbi_json_object_end(j);
    return ok;
}

/* Origins of single indices, and what was known besides the panel.
 * A figure has one of group, rank and score, as it was told; the source tells whether the words
 * of a goal said it or the caller. */
static void write_known(tb_json *j, const tb_intervention *v)
{
    const tb_ask *ask = tb_intervention_ask(v);
    tbi_json_object(j, "origins");
    for (size_t i = 0; i < ask->origins; i++)
        tbi_json_int(j, ask->origin_of[i].index, ask->origin_of[i].year);
    tbi_json_object_end(j);
    tbi_json_array(j, "known");
    for (size_t i = 0; i < tb_intervention_known(v); i++) {
        const tb_known_figure *k = tb_intervention_known_at(v, i);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "index", k->index);
        tbi_json_int(j, "year", k->year);
        tbi_json_text(j, "unit", k->unit);
        if (k->group != NULL)
            tbi_json_text(j, "group", k->group);
        else if (k->rank > 0)
            tbi_json_int(j, "rank", k->rank);
        else
            tbi_json_number(j, "score", k->score);
        tbi_json_text(j, "source", k->in_goal ? "GOAL" : "KNOWN");
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* run: the whole page; intervene: only the goals and what belongs to them. */
tb_status tb_report_intervene(tb_text **out, const tb_report_head *h, const tb_intervention *v,
                              bool full, tb_err *err)
{
    tb_buf b = { 0 };
    tb_json j;
    bool run = strcmp(h->command, "run") == 0;
    tbi_envelope_open(&j, &b, h, h->command, tb_intervention_notices(v), 6);
    tbi_json_text(&j, "unit", tb_intervention_unit(v)->code);
    tbi_json_text(&j, "unit_name", tb_intervention_unit(v)->name_vi);
    tbi_json_text(&j, "unit_name_en", tb_intervention_unit(v)->name_en);
    tbi_json_int(&j, "origin", tb_intervention_origin(v));
    tbi_json_int(&j, "year", tb_intervention_year(v));
    write_known(&j, v);
    tbi_json_u64(&j, "draws", tb_intervention_draws(v));
    tbi_json_number(&j, "budget", tb_intervention_budget(v));
    /* in which language a page of this result opens */
    tbi_json_text(&j, "lang", tbi_goal_language(v));
    /* whether the others move as forecast, or reach what they can */
    tbi_json_text(&j, "rivals", tb_intervention_rivals(v));
    tbi_json_array(&j, "goals");
    for (size_t i = 0; i < tb_intervention_goals(v); i++)
        if (!tbi_goal_json(&j, tb_intervention_goal(v, i), tb_intervention_evaluated(v)))
            b.failed = true;
    tbi_json_array_end(&j);
    write_progress(&j, v);
    if (!is_joint(&j, v))
        b.failed = true;
    write_crossings(&j, v);
    if (run) {
        write_history(&j, v);
        if (!write_forecasts(&j, v, full))
            b.failed = true;
        write_sensitivity(&j, v);
        write_standing(&j, v);
        write_sources(&j, v);
        b.failed = !tbi_curves_json(&j, v) || b.failed;
        if (!tbi_effects_json(&j, v))
            b.failed = true;
        tbi_map_json(&j, v);
        tbi_charts_json(&j, v);
    }
    tbi_envelope_close(&j);
    return tbi_text_take(out, &b, err);
}
