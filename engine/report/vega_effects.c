/* vega_effects.c - the pictures of a study of effects as Vega-Lite specifications with their data
 * inside, in both languages: the event study with its bands, cohorts and years, permuted dates, the
 * synthetic counterpart. The names are those of the files that `report -o charts/` makes. */
#include "report/vega_effects.h"

#include "base/to_index.h"
#include "messages/render.h"
#include "report/vega_parts.h"

#include <math.h>
#include <stdio.h>

/* English or Vietnamese of a pair.
 * The pair macros of messages/ expand to the last two arguments. */
static const char *pick_language(bool vi, const char *en, const char *in_vi)
{
    return vi ? in_vi : en;
}

/* Opens a specification: { $schema, title, width, data: { values: [.
 * The caller closes it with tbi_vega_close_data and one object end. */
static void open_spec(tb_json *j, const tb_effect_study *s, const char *title, bool vi)
{
    char text[256];
    tbi_json_object(j, vi ? "vega_lite_vi" : "vega_lite");
    tbi_json_text(j, "$schema", "https://vega.github.io/schema/vega-lite/v5.json");
    snprintf(text, sizeof text, "%s, %s: %s", s->measure, s->outcome, title);
    tbi_json_text(j, "title", text);
    tbi_json_int(j, "width", 480);
    tbi_json_object(j, "data");
    tbi_json_array(j, "values");
}

/* type NULL: that of the channel it belongs to (x2 beside x). title NULL: the field's name. */
static void write_channel(tb_json *j, const char *name, const char *field, const char *type,
                          const char *title)
{
    tbi_json_object(j, name);
    tbi_json_text(j, "field", field);
    if (type != NULL)
        tbi_json_text(j, "type", type);
    if (title != NULL)
        tbi_json_text(j, "title", title);
    tbi_json_object_end(j);
}

/* A straight line at one value of an axis.
 * x in the units of the axis. */
static void write_mark_at(tb_json *j, const char *axis, double x, const char *colour)
{
    tbi_json_object(j, NULL);
    tbi_json_object(j, "mark");
    tbi_json_text(j, "type", "rule");
    tbi_json_text(j, "color", colour);
    tbi_json_object_end(j);
    tbi_json_object(j, "encoding");
    tbi_json_object(j, axis);
    tbi_json_number(j, "datum", x);
    tbi_json_object_end(j);
    tbi_json_object_end(j);
    tbi_json_object_end(j);
}

/* Vega-Lite passes over nulls, so times without an estimate need no test.
 * -0.5: between the last year before adoption and the first with it. */
static void write_event_spec(tb_json *j, const tb_effect_study *s, bool vi)
{
    open_spec(j, s, pick_language(vi, TB_WORD_EVENT_TITLE), vi);
    for (size_t i = 0; i < tb_effect_events(s->effect); i++) {
        const tb_effect_value *v = tb_effect_event_at(s->effect, i);
        tbi_json_object(j, NULL);
        tbi_json_int(j, "time", v->time);
        tbi_json_number(j, "estimate", v->estimate);
        tbi_json_number(j, "low", v->low);
        tbi_json_number(j, "high", v->high);
        tbi_json_object_end(j);
    }
    tbi_vega_close_data(j);
    tbi_json_array(j, "layer");
    write_mark_at(j, "y", 0, "#1c2430");
    write_mark_at(j, "x", -0.5, "#b5480f");
    tbi_vega_open_layer(j, "rule", "#1f5f8b");
    write_channel(j, "x", "time", "quantitative", pick_language(vi, TB_WORD_YEARS_SINCE));
    write_channel(j, "y", "low", "quantitative", pick_language(vi, TB_WORD_EFFECT_SEEN));
    write_channel(j, "y2", "high", NULL, NULL);
    tbi_vega_close_layer(j);
    tbi_vega_open_layer(j, "circle", "#1f5f8b");
    write_channel(j, "x", "time", "quantitative", NULL);
    write_channel(j, "y", "estimate", "quantitative", NULL);
    tbi_vega_close_layer(j);
    tbi_json_array_end(j);
    tbi_json_object_end(j);
}

/* domainMid keeps white at zero however the effects are spread. */
static void write_cohort_spec(tb_json *j, const tb_effect_study *s, bool vi)
{
    open_spec(j, s, pick_language(vi, TB_WORD_COHORTS_TITLE), vi);
    for (size_t i = 0; i < tb_effect_cells(s->effect); i++) {
        const tb_effect_value *v = tb_effect_cell_at(s->effect, i);
        if (!isfinite(v->estimate))
            continue;
        tbi_json_object(j, NULL);
        tbi_json_int(j, "group", v->group);
        tbi_json_int(j, "year", v->time);
        tbi_json_number(j, "estimate", v->estimate);
        tbi_json_bool(j, "exposed", v->time >= v->group);
        tbi_json_object_end(j);
    }
    tbi_vega_close_data(j);
    tbi_json_text(j, "mark", "rect");
    tbi_json_object(j, "encoding");
    write_channel(j, "x", "year", "ordinal", pick_language(vi, TB_WORD_YEAR));
    write_channel(j, "y", "group", "ordinal", pick_language(vi, TB_WORD_COHORT));
    tbi_json_object(j, "color");
    tbi_json_text(j, "field", "estimate");
    tbi_json_text(j, "type", "quantitative");
    tbi_json_text(j, "title", pick_language(vi, TB_WORD_EFFECT_SEEN));
    tbi_json_object(j, "scale");
    /* white is no effect */
    tbi_json_number(j, "domainMid", 0);
    tbi_json_array(j, "range");
    tbi_json_text(j, NULL, "#b5480f");
    tbi_json_text(j, NULL, "#ffffff");
    tbi_json_text(j, NULL, "#1f5f8b");
    tbi_json_array_end(j);
    tbi_json_object_end(j);
    tbi_json_object_end(j);
    tbi_json_object_end(j);
    tbi_json_object_end(j);
}

/* Permuted estimates in 40 bins.
 * At least two permutations that differ, which the caller has made sure of. */
static void write_permuted_spec(tb_json *j, const tb_effect_study *s, bool vi)
{
    enum { BINS = 40 };
    size_t n = tb_effect_permutations(s->effect), count[BINS] = { 0 };
    const double *x = tb_effect_permuted(s->effect);
    /* the permuted estimates are sorted */
    double width = (x[n - 1] - x[0]) / BINS;
    for (size_t i = 0; i < n; i++)
        count[tbi_to_index((x[i] - x[0]) / width, BINS - 1)]++;
    open_spec(j, s, pick_language(vi, TB_WORD_PERMUTED_TITLE), vi);
    for (size_t k = 0; k < BINS; k++) {
        tbi_json_object(j, NULL);
        tbi_json_number(j, "from", x[0] + width * (double)k);
        tbi_json_number(j, "to", x[0] + width * (double)(k + 1));
        tbi_json_u64(j, "cases", count[k]);
        tbi_json_object_end(j);
    }
    tbi_vega_close_data(j);
    tbi_json_array(j, "layer");
    tbi_vega_open_layer(j, "bar", "#b9cfe0");
    tbi_json_object(j, "x");
    tbi_json_text(j, "field", "from");
    tbi_json_text(j, "type", "quantitative");
    tbi_json_text(j, "bin", "binned");
    tbi_json_text(j, "title", pick_language(vi, TB_WORD_PERMUTED_AXIS));
    tbi_json_object_end(j);
    write_channel(j, "x2", "to", NULL, NULL);
    write_channel(j, "y", "cases", "quantitative", pick_language(vi, TB_WORD_CASES));
    tbi_vega_close_layer(j);
    write_mark_at(j, "x", tb_effect_overall_of(s->effect)->estimate, "#b5480f");
    tbi_json_array_end(j);
    tbi_json_object_end(j);
}

/* Long form, two rows a year, as colours by path want it. */
static void write_synthetic_spec(tb_json *j, const tb_effect_study *s, bool vi)
{
    open_spec(j, s, pick_language(vi, TB_WORD_SYNTHETIC_TITLE), vi);
    for (size_t i = 0; i < tb_effect_paths(s->effect); i++) {
        const tb_effect_path *p = tb_effect_path_at(s->effect, i);
        for (int own = 0; own < 2; own++) {
            tbi_json_object(j, NULL);
            tbi_json_int(j, "year", p->year);
            tbi_json_number(j, "points", own ? p->actual : p->counterfactual);
            tbi_json_text(j, "path",
                          own ? pick_language(vi, TB_WORD_ACTUAL)
                              : pick_language(vi, TB_WORD_COUNTERPART));
            tbi_json_object_end(j);
        }
    }
    tbi_vega_close_data(j);
    tbi_json_object(j, "mark");
    tbi_json_text(j, "type", "line");
    tbi_json_bool(j, "point", true);
    tbi_json_object_end(j);
    tbi_json_object(j, "encoding");
    write_channel(j, "x", "year", "ordinal", pick_language(vi, TB_WORD_YEAR));
    tbi_json_object(j, "y");
    tbi_json_text(j, "field", "points");
    tbi_json_text(j, "type", "quantitative");
    tbi_json_text(j, "title", s->outcome);
    tbi_json_object(j, "scale");
    tbi_json_bool(j, "zero", false);
    tbi_json_object_end(j);
    tbi_json_object_end(j);
    write_channel(j, "color", "path", "nominal", NULL);
    tbi_json_object_end(j);
    tbi_json_object_end(j);
}

/* Writes one specification in one language. */
typedef void (*spec_of)(tb_json *, const tb_effect_study *, bool);

/* One picture, in both languages. The id must be that of plot.c.
 * An entry of `charts`. */
static void write_chart(tb_json *j, const char *kind, const tb_effect_study *s, const char *title,
                        const char *title_vi, spec_of spec)
{
    char id[128];
    snprintf(id, sizeof id, "%s-%s-%s", kind, s->measure, s->outcome);
    tbi_json_object(j, NULL);
    tbi_json_text(j, "id", id);
    tbi_json_text(j, "title", title);
    tbi_json_text(j, "title_vi", title_vi);
    spec(j, s, false);
    spec(j, s, true);
    tbi_json_object_end(j);
}

/* `vega_lite` of the study itself is the event study, whether it has events or not; `charts` holds
 * all that there are. */
void tbi_effect_charts_json(tb_json *j, const tb_effect_study *s)
{
    const tb_effect *e = s->effect;
    size_t n = tb_effect_permutations(e);
    write_event_spec(j, s, false);
    tbi_json_array(j, "charts");
    if (tb_effect_events(e) > 0)
        write_chart(j, "event", s, TB_WORD_EVENT_TITLE, write_event_spec);
    if (tb_effect_cells(e) > 0)
        write_chart(j, "cohorts", s, TB_WORD_COHORTS_TITLE, write_cohort_spec);
    if (n > 1 && tb_effect_permuted(e)[n - 1] > tb_effect_permuted(e)[0])
        write_chart(j, "permuted", s, TB_WORD_PERMUTED_TITLE, write_permuted_spec);
    if (tb_effect_paths(e) > 0)
        write_chart(j, "synthetic", s, TB_WORD_SYNTHETIC_TITLE, write_synthetic_spec);
    tbi_json_array_end(j);
}
