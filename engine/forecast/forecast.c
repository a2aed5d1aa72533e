/* forecast.c - the forecast of an index: what is known at the origin, the joint predictive
 * distribution, its draws, whoever makes them, and the notices that go with them. */
#include "forecast/forecast_from_fit.h"
#include "forecast/forecast_run.h"
#include "forecast/outcome_table.h"

#include "base/error.h"
#include "base/opts.h"
#include "base/refusals.h"
#include "base/years.h"
#include "messages/forecast.h"
#include "messages/one_language.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Further than five years ahead nothing is known of schemes; between 100 and a million draws. */
static tb_status check_options(const tb_forecast_opts *o, tb_err *err)
{
    if (o->year <= o->origin || o->year > o->origin + 5)
        return tbi_fail(err, TB_EARG, TB_MSG_FORECAST_YEAR_MUST_1_5, o->year, o->origin);
    if (o->draws < 100 || o->draws > 1000000)
        return tbi_fail(err, TB_EARG, TB_MSG_FORECAST_DRAWS_MUST_100_1000000, o->draws);
    return TB_OK;
}

/* Places at the origin. Where a unit's place is not known though it was ranked, the origin is drawn
 * too. */
static tb_status list_bases(tb_forecast_state *r, tb_err *err)
{
    size_t U = r->x->n_unit;
    r->base = TB_NEW(r->scratch, int, U);
    r->gone = TB_NEW(r->scratch, bool, U);
    if (r->scratch->refused)
        return tbi_no_memory(err, "the places at the origin");
    tb_outcome_table t;
    bool drawn = false;
    tb_deviation d;
    tb_status st = tbi_deviation_make(&d, r->x, r->column, r->o->origin, r->scratch, err);
    if (st != TB_OK)
        return st;
    if (tbi_outcome_table_make(&t, NULL, r->x, r->column, r->o->origin, r->scratch, NULL) == TB_OK)
        memcpy(r->base, t.rank, U * sizeof *r->base);
    for (size_t i = 0; i < U; i++) {
        unsigned char known = d.known[(d.n_year - 1) * U + i];
        r->gone[i] = known == TB_KNOWN_WITHHELD || known == TB_KNOWN_ABSENT;
        drawn = drawn || (r->base[i] == 0 && !r->gone[i]);
    }
    r->origin_at = r->borrowed && drawn ? tbi_find_year(r->year, r->n_year, r->o->origin) : -1;
    if (r->borrowed)
        return TB_OK;
    if (drawn)
        r->years[r->n_year++] = r->o->origin;
    r->origin_at = drawn ? 0 : -1;
    r->years[r->n_year++] = r->o->year;
    r->year = r->years;
    return TB_OK;
}

/* Whether a unit of the origin was merged before the year that is forecast. */
static bool is_end_of_units(const tb_forecast_state *r)
{
    for (size_t i = 0; i < r->x->n_unit; i++) {
        const tb_unit *u = tb_panel_unit_of(r->p, r->x->unit_code[i], r->o->origin);
        if (u != NULL && u->valid_to < r->o->year)
            return true;
    }
    return false;
}

/* Units are those of the origin, whatever became of them since; that is said. */
static tb_status copy_notices(tb_forecast_state *r, tb_err *err)
{
    tb_notices from = tbi_predictive_notices(r->joint);
    tb_notice_list to = { 0 };
    for (size_t k = 0; k < from.count; k++)
        if (!tbi_notice_add(&to, &r->f->own, from.notice[k].code, from.notice[k].text,
                            from.notice[k].text_vi))
            return tbi_no_memory(err, "a notice");
    if (is_end_of_units(r) &&
        !tbi_notice_add(&to, &r->f->own, "units", TB_MSG_FORECAST_SOME_UNITS_ORIGIN_LONGER))
        return tbi_no_memory(err, "a notice");
    size_t U = r->x->n_unit;
    if (U > TB_RANK_EXACT &&
        !tbi_notice_add(&to, &r->f->own, "places-in-classes",
                        tbi_arena_printf(&r->f->own, TB_EN(TB_MSG_FORECAST_PLACES_IN_CLASSES), U,
                                         (int)TB_RANK_FIRST, tbi_rank_class(U)),
                        tbi_arena_printf(&r->f->own, TB_VI(TB_MSG_FORECAST_PLACES_IN_CLASSES), U,
                                         (int)TB_RANK_FIRST, tbi_rank_class(U))))
        return tbi_no_memory(err, "a notice");
    r->f->notices = tbi_notice_view(&to);
    return TB_OK;
}

/* The joint predictive distribution of all target years, at the years and the column that the
 * run needs. */
static tb_status fit_predictive(tb_forecast_state *r, tb_err *err)
{
    tb_predictive_opts jo = { .origin = r->o->origin,
                              .year = r->years,
                              .n_year = r->n_year,
                              .model = r->o->model,
                              .seed = r->o->seed,
                              .focus = SIZE_MAX,
                              .threads = r->o->threads,
                              .column = r->column };
    return tbi_predictive_fit(&r->joint, r->p, r->x, &jo, err);
}

/* Options, index, what is known at the origin, and the predictive distribution unless it is
 * borrowed. */
static tb_status prepare_forecast(tb_forecast_state *r, tb_err *err)
{
    tb_status st = check_options(r->o, err);
    if (st == TB_OK)
        st = tb_panel_find_indicator(&r->x, &r->column, r->p, r->o->index, err);
    if (st == TB_OK)
        st = list_bases(r, err);
    if (st == TB_OK && !r->borrowed)
        st = fit_predictive(r, err);
    return st;
}

/* Scores are kept within the scale of the index. */
static tb_draw_summary_opts choose_counts(const tb_forecast_state *r)
{
    tb_draw_summary_opts so = { .year = r->n_year - 1,
                                .n = r->o->draws,
                                .direction = r->x->direction,
                                .threads = r->o->threads,
                                .frozen = true,
                                .base = r->origin_at,
                                .climbs = tb_up_places,
                                .n_up = TB_UP_COUNT };
    const tb_node *scale = tb_index_node(r->x, r->column, r->o->origin);
    if (scale != NULL && scale->max > scale->min) {
        so.bounded = true;
        so.least = scale->min;
        so.most = scale->max;
    }
    return so;
}

/* The figures, once all draws are counted. */
static tb_status finish_forecast(tb_forecast_state *r, tb_err *err)
{
    tb_forecast_summary *a = &r->f->about;
    a->index = tbi_arena_printf(&r->f->own, r->column == 0 ? "%s" : "%s.%s", r->x->code,
                                r->x->indicator[r->column].code);
    a->model = tbi_arena_text(&r->f->own, tbi_predictive_model(r->joint));
    if (r->f->own.refused)
        return tbi_no_memory(err, "a forecast");
    a->origin = r->o->origin;
    a->year = r->o->year;
    a->draws = r->o->draws;
    a->facts = tbi_predictive_facts(r->joint);
    tb_status st = tbi_forecast_figures(r, err);
    return st == TB_OK ? copy_notices(r, err) : st;
}

/* The forecast itself, which lives in an arena of its own. */
static tb_forecast *make_empty(void)
{
    tb_arena own = { 0 };
    tb_forecast *f = TB_NEW(&own, tb_forecast, 1);
    if (f != NULL)
        f->own = own;
    return f;
}

/* Errors: TB_EARG, TB_EDATA, TB_ESINGULAR, TB_ECONVERGE, TB_ENOMEM; *out is NULL then. */
tb_status tb_forecast_run(tb_forecast **out, const tb_panel *p, const tb_forecast_opts *o,
                          tb_err *err)
{
    tb_forecast_opts usual = TB_FORECAST_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    *out = NULL;
    tb_arena scratch = { 0 };
    tb_forecast_state r = { .p = p, .o = o, .f = make_empty(), .scratch = &scratch };
    if (r.f == NULL)
        return tbi_no_memory(err, "a forecast");
    tb_status st = prepare_forecast(&r, err);
    if (st == TB_OK) {
        tb_draw_summary_opts so = choose_counts(&r);
        st = tbi_draw_summary_add(&r.s, r.joint, r.x->n_unit, r.n_year, &so, r.scratch, err);
    }
    if (st == TB_OK)
        st = finish_forecast(&r, err);
    tbi_predictive_free(r.joint);
    tbi_arena_free(&scratch);
    if (st == TB_OK)
        *out = r.f;
    else
        tb_forecast_free(r.f);
    return st;
}

/* A run that others draw for. */
struct tb_forecast_counter {
    tb_forecast_state r;
    tb_forecast_opts o;
    tb_arena scratch;
    tb_draw_counter *counter; /* NULL: not begun */
};

/* Everything but the forecast. */
static void free_counter(tb_forecast_counter *c)
{
    if (c->counter != NULL)
        tbi_draw_counter_end(c->counter);
    tbi_arena_free(&c->scratch);
    free(c);
}

/* The last of year [n_year] is the one that figures are made of. */
tb_status tbi_forecast_counter_start(tb_forecast_counter **out, const tb_panel *p,
                                     tb_predictive *joint, const int *year, size_t n_year,
                                     size_t most, const tb_forecast_opts *o, tb_err *err)
{
    *out = NULL;
    tb_forecast_counter *c = tbi_calloc(1, sizeof *c);
    if (c == NULL)
        return tbi_no_memory(err, "a forecast");
    c->o = *o;
    c->r = (tb_forecast_state){ .p = p,
                                .o = &c->o,
                                .f = make_empty(),
                                .joint = joint,
                                .borrowed = true,
                                .year = year,
                                .n_year = n_year,
                                .scratch = &c->scratch };
    tb_status st = c->r.f != NULL ? prepare_forecast(&c->r, err) : tbi_no_memory(err, "a forecast");
    if (st == TB_OK) {
        tb_draw_summary_opts so = choose_counts(&c->r);
        st = tbi_draw_counter_start(&c->counter, &c->r.s, c->r.x->n_unit, n_year, most, &so,
                                    &c->scratch, err);
    }
    if (st != TB_OK) {
        tb_forecast_free(c->r.f);
        free_counter(c);
        return st;
    }
    *out = c;
    return TB_OK;
}

void tbi_forecast_counter_take(tb_forecast_counter *c, int thread, size_t first, size_t n,
                               const tb_predictive_block *drawn)
{
    tbi_draw_counter_take(c->counter, thread, first, n, drawn);
}

tb_status tbi_forecast_counter_end(tb_forecast **out, tb_forecast_counter *c, tb_err *err)
{
    tbi_draw_counter_end(c->counter);
    c->counter = NULL;
    tb_status st = finish_forecast(&c->r, err);
    *out = st == TB_OK ? c->r.f : NULL;
    if (st != TB_OK)
        tb_forecast_free(c->r.f);
    free_counter(c);
    return st;
}

void tb_forecast_free(tb_forecast *f)
{
    if (f == NULL)
        return;
    tb_arena own = f->own; /* the forecast itself lives in it */
    tbi_arena_free(&own);
}

size_t tb_forecast_units(const tb_forecast *f)
{
    return f->n_unit;
}

const tb_forecast_unit *tb_forecast_unit_at(const tb_forecast *f, size_t i)
{
    return &f->unit[i];
}

const double *tb_forecast_rank_probability(const tb_forecast *f)
{
    return f->probability;
}

tb_notices tb_forecast_notices(const tb_forecast *f)
{
    return f->notices;
}

const tb_forecast_summary *tb_forecast_info(const tb_forecast *f)
{
    return &f->about;
}

/* The newest year, if its table and at least two others are whole: 0 otherwise. */
int tb_noise_origin(const tb_index *x)
{
    enum { MOST_UNITS = 1000 }; /* a sentence must not cost minutes */
    if (x->n_unit > MOST_UNITS)
        return 0;
    int newest = 0;
    size_t whole = 0;
    for (size_t t = 0; t < x->n_year; t++) {
        int known = 0;
        for (size_t i = 0; i < x->n_unit && x->n_ranked[t] > 0; i++)
            if (!isnan(tb_score_cell(x, x->year[t], i, 0, NULL)))
                known++;
        if (x->n_ranked[t] <= 0 || known < x->n_ranked[t])
            continue;
        whole++;
        newest = x->year[t];
    }
    return whole >= 3 && newest == x->year[x->n_year - 1] ? newest : 0;
}

/* A forecast of the next year, whatever year was asked for, of which the noise is kept. */
tb_status tb_noise_of(tb_noise *out, const tb_panel *p, const tb_forecast_opts *o, tb_err *err)
{
    tb_forecast_opts next = TB_FORECAST_OPTS_INIT;
    if (tbi_opts_take(&next, sizeof next, o, err) != TB_OK)
        return TB_EARG;
    next.year = next.origin + 1;
    tb_forecast *f;
    tb_status st = tb_forecast_run(&f, p, &next, err);
    if (st != TB_OK)
        return st;
    *out = f->about.noise;
    tb_forecast_free(f);
    return TB_OK;
}

tb_samples tb_forecast_samples(const tb_forecast *f)
{
    return f->samples;
}
