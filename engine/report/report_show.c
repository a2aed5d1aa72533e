/* report_show.c - what is in a panel, as JSON: indices, years, schemes and their breaks, coverage
 * against what the publisher ranked, sources, conflicts. */
#include "report/envelope.h"
#include "text/owned_text.h"

#include "report/coverage.h"

#include <tangbac/forecast.h>
#include <tangbac/report.h>

/* A break lies between two schemes that follow one another: its year is the first of the newer
 * one. */
static void write_schemes(tb_json *j, const tb_index *x)
{
    tbi_json_array(j, "schemes");
    for (size_t i = 0; i < x->n_scheme; i++) {
        const tb_scheme *s = &x->scheme[i];
        tbi_json_object(j, NULL);
        tbi_json_text(j, "name", s->name);
        tbi_json_int(j, "first_year", s->first_year);
        if (s->last_year < 9999)
            tbi_json_int(j, "last_year", s->last_year);
        else
            tbi_json_null(j, "last_year");
        tbi_json_text(j, "announced", s->announced[0] != '\0' ? s->announced : NULL);
        tbi_json_text(j, "groups", s->groups[0] != '\0' ? s->groups : NULL);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    tbi_json_array(j, "breaks");
    for (size_t i = 1; i < x->n_scheme; i++) {
        tbi_json_object(j, NULL);
        tbi_json_int(j, "year", x->scheme[i].first_year);
        tbi_json_text(j, "from", x->scheme[i - 1].name);
        tbi_json_text(j, "to", x->scheme[i].name);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* Columns that the scheme of the year does not have are left out, unless something is known of them
 * all the same.
 * Writes `coverage`, an entry a year; counts are of units, by what is known of their cells. */
static void write_coverage(tb_json *j, const tb_index *x)
{
    tbi_json_array(j, "coverage");
    for (size_t t = 0; t < x->n_year; t++) {
        tbi_json_object(j, NULL);
        tbi_json_int(j, "year", x->year[t]);
        const tb_scheme *s = tb_index_scheme(x, x->year[t]);
        tbi_json_text(j, "scheme", s != NULL ? s->name : NULL);
        if (x->n_ranked[t] >= 0)
            tbi_json_int(j, "n_ranked", x->n_ranked[t]);
        else
            tbi_json_null(j, "n_ranked");
        if (x->n_ranked[t] < 0)
            tbi_json_text(j, "n_ranked_reason", "not in the data");
        tbi_json_array(j, "indicators");
        for (size_t c = 0; c < x->n_indicator; c++) {
            /* counts over the units of the axis; one that did not exist that year is in none
             * of them */
            tb_coverage k = tbi_coverage_of(x, t, c);
            if (k.status == TB_CELL_NO_SCHEME && k.known == 0 && k.ranks == 0)
                continue;
            tbi_json_object(j, NULL);
            tbi_json_text(j, "indicator", x->indicator[c].code);
            tbi_json_int(j, "known", (long long)k.known);
            tbi_json_int(j, "published", (long long)k.published);
            tbi_json_int(j, "derived", (long long)k.derived);
            tbi_json_int(j, "computed", (long long)k.computed);
            tbi_json_int(j, "ranks", (long long)k.ranks);
            tbi_json_int(j, "withheld", (long long)k.withheld);
            tbi_json_int(j, "not_in_data", (long long)k.not_here);
            tbi_json_object_end(j);
        }
        tbi_json_array_end(j);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* How much of a year's movement is noise, in a sentence, where the tables are whole. */
static void write_noise(tb_json *j, const tb_panel *p, const tb_index *x)
{
    char text[1024];
    tb_noise n;
    tb_forecast_opts o = TB_FORECAST_OPTS_INIT;
    o.index = x->code;
    o.origin = tb_noise_origin(x);
    o.model = "statespace";
    o.draws = 4000;
    bool said = o.origin > 0 && tb_noise_of(&n, p, &o, NULL) == TB_OK &&
                tb_noise_say(text, sizeof text, &n, false) > 0;
    tbi_json_text(j, "noise", said ? text : NULL);
    if (said && tb_noise_say(text, sizeof text, &n, true) > 0)
        tbi_json_text(j, "noise_vi", text);
    if (!said)
        tbi_json_text(j, "noise_reason",
                      "the tables are known in part; a forecast of the index says it");
}

/* Text of `noise` costs a fit of the state-space model for each index. */
static void write_index(tb_json *j, const tb_panel *p, const tb_index *x)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "index", x->code);
    tbi_json_text(j, "name_vi", x->name_vi);
    tbi_json_text(j, "name_en", x->name_en);
    tbi_json_text(j, "publisher", x->publisher);
    tbi_json_text(j, "unit", x->unit);
    tbi_json_text(j, "direction", x->direction < 0 ? "down" : "up");
    tbi_json_int(j, "n_units", (long long)x->n_unit);
    tbi_json_int(j, "n_indicators", (long long)x->n_indicator);
    tbi_json_int(j, "n_facts", (long long)x->n_fact);
    tbi_json_array(j, "years");
    for (size_t t = 0; t < x->n_year; t++)
        tbi_json_int(j, NULL, x->year[t]);
    tbi_json_array_end(j);
    write_schemes(j, x);
    write_coverage(j, x);
    write_noise(j, p, x);
    tbi_json_object_end(j);
}

/* "" is null here: it was not said.
 * Writes `sources`, all of the panel in its order. */
static void write_sources(tb_json *j, const tb_panel *p)
{
    tbi_json_array(j, "sources");
    for (size_t i = 0; i < tb_panel_sources(p); i++) {
        const tb_source *s = tb_panel_source(p, i);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "id", s->id);
        tbi_json_text(j, "publisher", s->publisher[0] != '\0' ? s->publisher : NULL);
        tbi_json_text(j, "title", s->title[0] != '\0' ? s->title : NULL);
        tbi_json_text(j, "published", s->published[0] != '\0' ? s->published : NULL);
        tbi_json_text(j, "url", s->url[0] != '\0' ? s->url : NULL);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* kept is the figure that the panel has.
 * Writes `conflicts`: the same cell in two sources with two figures, and why one was kept. */
static void write_conflicts(tb_json *j, const tb_panel *p)
{
    tbi_json_array(j, "conflicts");
    for (size_t i = 0; i < tb_panel_conflicts(p); i++) {
        const tb_conflict *c = tb_panel_conflict(p, i);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "index", c->index);
        tbi_json_text(j, "indicator", c->indicator);
        tbi_json_int(j, "year", c->year);
        tbi_json_text(j, "unit", c->unit);
        tbi_json_number(j, "kept", c->kept);
        tbi_json_number(j, "other", c->other);
        tbi_json_text(j, "source", c->source);
        tbi_json_text(j, "other_source", c->other_source);
        tbi_json_text(j, "reason", c->reason);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* lasting: units without an end. */
tb_status tb_report_show(tb_text **out, const tb_report_head *h, const tb_panel *p, tb_err *err)
{
    tb_buf b = { 0 };
    tb_json j;
    tbi_envelope_open(&j, &b, h, "show", (tb_notices){ NULL, 0 }, 6);
    tbi_json_object(&j, "units");
    tbi_json_int(&j, "count", (long long)tb_panel_units(p));
    size_t lasting = 0;
    for (size_t i = 0; i < tb_panel_units(p); i++)
        lasting += tb_panel_unit(p, i)->valid_to == 9999;
    tbi_json_int(&j, "lasting", (long long)lasting);
    tbi_json_object_end(&j);
    tbi_json_array(&j, "indices");
    for (size_t i = 0; i < tb_panel_indices(p); i++)
        write_index(&j, p, tb_panel_index_at(p, i));
    tbi_json_array_end(&j);
    write_sources(&j, p);
    write_conflicts(&j, p);
    tbi_envelope_close(&j);
    return tbi_text_take(out, &b, err);
}
