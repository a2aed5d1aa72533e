/* vega_json.c - the pictures of a result as Vega-Lite specifications with their data inside, for
 * notebooks and anybody's own pages. The names are those of the files that `report -o charts/`
 * makes. */
#include "messages/axes.h"
#include "messages/one_language.h"
#include "messages/report.h"
#include "report/goal_silent.h"
#include "report/page_json.h"
#include "report/vega_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Opens { id, title, title_vi, vega_lite: { $schema, title, data: { values: [;
 * number: of the goal, from 1. 480 is the width in pixels; the height is left to Vega-Lite. */
static void open_chart(tb_json *j, const char *kind, size_t number, const char *title,
                       const char *title_vi, const char *index)
{
    char text[256];
    snprintf(text, sizeof text, "%s-%zu", kind, number);
    tbi_json_object(j, NULL);
    tbi_json_text(j, "id", text);
    snprintf(text, sizeof text, "%s: %s", index, title);
    tbi_json_text(j, "title", text);
    char text_vi[256];
    snprintf(text_vi, sizeof text_vi, "%s: %s", index, title_vi);
    tbi_json_text(j, "title_vi", text_vi);
    tbi_json_object(j, "vega_lite");
    tbi_json_text(j, "$schema", "https://vega.github.io/schema/vega-lite/v5.json");
    tbi_json_text(j, "title", text_vi);
    tbi_json_text(j, "description", text);
    tbi_json_int(j, "width", 480);
    tbi_json_object(j, "data");
    tbi_json_array(j, "values");
}

/* The specification, then its entry in the list. */
static void close_chart(tb_json *j)
{
    tbi_json_object_end(j);
    tbi_json_object_end(j);
}

/* One channel: field, type, and for places the scale that has 1 on top.
 * A macro pair stands for field type and title where both are told by one name. */
static void write_channel(tb_json *j, const char *name, const char *field, const char *type,
                          const char *title, bool reversed)
{
    tbi_json_object(j, name);
    tbi_json_text(j, "field", field);
    tbi_json_text(j, "type", type);
    tbi_json_text(j, "title", title);
    if (reversed) {
        tbi_json_object(j, "scale");
        tbi_json_bool(j, "reverse", true);
        tbi_json_bool(j, "zero", false);
        tbi_json_object_end(j);
    }
    tbi_json_object_end(j);
}

/* The other end of a channel (x2, y2), whose type and scale are those of the first. */
static void write_second(tb_json *j, const char *name, const char *field)
{
    tbi_json_object(j, name);
    tbi_json_text(j, "field", field);
    tbi_json_object_end(j);
}

/* Years behind have a place, the year of the goal an interval: two kinds of rows in one list.
 * Two layers have the forecast alone: rows without their fields draw nothing there. */
static void write_history_chart(tb_json *j, const tb_intervention *v, const tb_goal_answer *g,
                                size_t number)
{
    open_chart(j, "history", number, TB_MSG_REPORT_PLACES_YEAR_FORECAST_90, g->index);
    for (size_t i = 0; i < tb_intervention_history(v); i++) {
        const tb_history_row *h = tb_intervention_history_at(v, i);
        /* years without a published place leave a gap */
        if (strcmp(h->index, g->index) != 0 || h->rank <= 0)
            continue;
        tbi_json_object(j, NULL);
        tbi_json_int(j, "year", h->year);
        tbi_json_int(j, "rank", h->rank);
        tbi_json_object_end(j);
    }
    tbi_json_object(j, NULL);
    tbi_json_int(j, "year", g->year);
    tbi_json_number(j, "q05", g->rank_q[0]);
    tbi_json_number(j, "q50", g->rank_q[1]);
    tbi_json_number(j, "q95", g->rank_q[2]);
    tbi_json_object_end(j);
    tbi_vega_close_data(j);
    tbi_json_array(j, "layer");
    tbi_vega_open_layer(j, "line", "#1f5f8b");
    write_channel(j, "x", "year", "ordinal", TB_VI(TB_AXIS_YEAR), false);
    write_channel(j, "y", "rank", "quantitative", TB_VI(TB_AXIS_RANK), true);
    tbi_vega_close_layer(j);
    /* the interval of the forecast, then its median */
    tbi_vega_open_layer(j, "rule", "#b5480f");
    write_channel(j, "x", "year", "ordinal", TB_VI(TB_AXIS_YEAR), false);
    write_channel(j, "y", "q05", "quantitative", TB_VI(TB_AXIS_RANK), true);
    write_second(j, "y2", "q95");
    tbi_vega_close_layer(j);
    tbi_vega_open_layer(j, "point", "#b5480f");
    write_channel(j, "x", "year", "ordinal", TB_VI(TB_AXIS_YEAR), false);
    write_channel(j, "y", "q50", "quantitative", TB_VI(TB_AXIS_RANK), true);
    tbi_vega_close_layer(j);
    tbi_json_array_end(j);
    close_chart(j);
}

/* NULL when no curve was made for the index in that year. */
static const tb_rank_curve *find_curve(const tb_intervention *v, const tb_goal_answer *g)
{
    for (size_t i = 0; i < tb_intervention_curves(v); i++) {
        const tb_rank_curve *c = tb_intervention_curve_at(v, i);
        if (strcmp(c->index, g->index) == 0 && c->year == g->year)
            return c;
    }
    return NULL;
}

/* The probability of each place: differences of P(rank <= k) with nothing added.
 * met: whether the goal's place takes in that one; no goal place makes all of them false. */
static void write_places_chart(tb_json *j, const tb_intervention *v, const tb_goal_answer *g,
                               size_t number)
{
    const tb_rank_curve *c = find_curve(v, g);
    if (c == NULL)
        return;
    open_chart(j, "places", number, TB_MSG_REPORT_HOW_LIKELY_EACH_PLACE, g->index);
    for (size_t k = 0; k < c->units; k++) {
        double before = k > 0 ? c->place[(k - 1) * TB_CURVE_POINTS] : 0;
        tbi_json_object(j, NULL);
        tbi_json_u64(j, "rank", k + 1);
        tbi_json_number(j, "chance", c->place[k * TB_CURVE_POINTS] - before);
        tbi_json_bool(j, "met", g->target_place > 0 && k < (size_t)g->target_place);
        tbi_json_object_end(j);
    }
    tbi_vega_close_data(j);
    tbi_json_text(j, "mark", "bar");
    tbi_json_object(j, "encoding");
    write_channel(j, "x", "rank", "ordinal", TB_VI(TB_AXIS_RANK), false);
    write_channel(j, "y", "chance", "quantitative", TB_VI(TB_AXIS_CHANCE), false);
    write_channel(j, "color", "met", "nominal", TB_VI(TB_AXIS_GOAL_MET), false);
    tbi_json_object_end(j);
    close_chart(j);
}

/* A frontier of one point is no picture.
 * A step: between two costs the cheaper plan is what one has. */
static void write_frontier_chart(tb_json *j, const tb_plan *p, const char *what, size_t number)
{
    if (p == NULL || p->frontier_count < 2)
        return;
    open_chart(j, "frontier", number, TB_MSG_REPORT_CHANCE_COST, what);
    for (size_t i = 0; i < p->frontier_count; i++) {
        tbi_json_object(j, NULL);
        tbi_json_number(j, "cost", p->frontier[i].cost);
        tbi_json_number(j, "chance", p->frontier[i].chance);
        tbi_json_object_end(j);
    }
    tbi_vega_close_data(j);
    tbi_json_object(j, "mark");
    tbi_json_text(j, "type", "line");
    tbi_json_text(j, "interpolate", "step-after");
    tbi_json_bool(j, "point", true);
    tbi_json_object_end(j);
    tbi_json_object(j, "encoding");
    write_channel(j, "x", "cost", "quantitative", TB_VI(TB_AXIS_COST), false);
    write_channel(j, "y", "chance", "quantitative", TB_VI(TB_AXIS_CHANCE_GOAL), false);
    tbi_json_object_end(j);
    close_chart(j);
}

/* Only the measures whose effect is known; they come first in the list. */
static void write_measures_chart(tb_json *j, const tb_goal_answer *g, size_t number)
{
    if (g->levers_known == 0)
        return;
    open_chart(j, "measures", number, TB_MSG_REPORT_CHANCE_EACH_MEASURE, g->index);
    for (size_t i = 0; i < g->levers_known; i++) {
        const tb_lever_answer *l = &g->lever[i];
        tbi_json_object(j, NULL);
        tbi_json_text(j, "measure", l->id);
        tbi_json_text(j, "name", l->name_vi);
        tbi_json_number(j, "chance", l->chance);
        tbi_json_number(j, "low", l->chance_low);
        tbi_json_number(j, "high", l->chance_high);
        tbi_json_object_end(j);
    }
    tbi_vega_close_data(j);
    tbi_json_array(j, "layer");
    tbi_vega_open_layer(j, "bar", "#1f5f8b");
    write_channel(j, "y", "name", "nominal", TB_VI(TB_AXIS_MEASURE), false);
    write_channel(j, "x", "low", "quantitative", TB_VI(TB_AXIS_CHANCE_GOAL), false);
    write_second(j, "x2", "high");
    tbi_vega_close_layer(j);
    tbi_vega_open_layer(j, "tick", "#b5480f");
    write_channel(j, "y", "name", "nominal", TB_VI(TB_AXIS_MEASURE), false);
    write_channel(j, "x", "chance", "quantitative", TB_VI(TB_AXIS_CHANCE_GOAL), false);
    tbi_vega_close_layer(j);
    tbi_json_array_end(j);
    close_chart(j);
}

/* Goals are numbered from 1, those without an answer too; 0 is the plan of all. */
void tbi_charts_json(tb_json *j, const tb_intervention *v)
{
    tbi_json_array(j, "charts");
    for (size_t i = 0; i < tb_intervention_goals(v); i++) {
        const tb_goal_answer *g = tb_intervention_goal(v, i);
        if (isnan(g->chance))
            continue;
        write_history_chart(j, v, g, i + 1);
        if (tbi_answer_is_silent(g))
            continue;
        write_places_chart(j, v, g, i + 1);
        write_measures_chart(j, g, i + 1);
        write_frontier_chart(j, &g->plan, g->index, i + 1);
    }
    if (tb_intervention_goals(v) > 1 && !tbi_intervention_is_silent(v))
        write_frontier_chart(j, tb_intervention_joint_plan(v), TB_VI(TB_MSG_REPORT_ALL_GOALS), 0);
    tbi_json_array_end(j);
}
