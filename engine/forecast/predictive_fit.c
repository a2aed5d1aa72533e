/* predictive_fit.c - from a panel to the distribution of the years to come: checks, the model by
 * its name, what every model shares. */
#include "forecast/fit_cache.h"
#include "forecast/fit_memo.h"
#include "forecast/fit_state.h"

#include "base/error.h"
#include "base/fact_counts.h"
#include "forecast/model_choice.h"
#include "messages/forecast.h"
#include "messages/forecast_models.h"
#include "messages/one_language.h"
#include "statespace/nonpublication.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Indices and their components have random numbers of their own: two components with the same ones
 * would rise and fall together. */
static uint32_t find_shift(const tb_panel *p, const tb_index *x, size_t column)
{
    for (size_t k = 0; p != NULL && k < tb_panel_indices(p); k++)
        if (tb_panel_index_at(p, k) == x)
            return (uint32_t)(16 * (k + 64 * column));
    return 0;
}

/* mean [C][Y][U], factor [C][Y][Y] lower, level and its step [C][Y], frozen_mean [C][U]; gone
 * [Y][U].
 * C cases, Y years asked for, U units: C Y U numbers are most of the memory of a forecast. */
static tb_status make_room(tb_predictive *j, tb_err *err)
{
    size_t C = j->cases, Y = j->n_year, U = j->n_unit;
    j->mean = TB_NEW(&j->own, double, (C * Y * U));
    j->factor = TB_NEW(&j->own, double, (C * Y * Y));
    j->level = TB_NEW(&j->own, double, (C * Y));
    j->level_step = TB_NEW(&j->own, double, (C * Y));
    j->frozen_mean = TB_NEW(&j->own, double, (C * U));
    j->frozen_sd = TB_NEW(&j->own, double, C);
    j->same = TB_NEW(&j->own, unsigned char, C);
    j->gone = TB_NEW(&j->own, unsigned char, (Y * U));
    j->withheld = TB_NEW(&j->own, double, U);
    j->noise_sd = NAN;
    if (j->own.refused)
        return tbi_no_memory(err, "the predictive distribution");
    return TB_OK;
}

/* Target years ascend, are not too many and not too far; the window of years must fit the arrays
 * of the conditional distribution.
 * 24: the years ahead that a target and its steps may take beside those of the data. */
static tb_status check_years(const tb_predictive_opts *o, const tb_deviation *d, tb_err *err)
{
    if (o->n_year == 0 || o->n_year > TB_PREDICTIVE_YEARS)
        return tbi_fail(err, TB_EARG, TB_MSG_FORECAST_TARGET_YEARS_MOST, (int)TB_PREDICTIVE_YEARS,
                        o->n_year);
    for (size_t y = 1; y < o->n_year; y++)
        if (o->year[y] <= o->year[y - 1])
            return tbi_fail(err, TB_EARG, TB_MSG_FORECAST_TARGET_YEARS_MUST_ASCEND, o->year[y]);
    int last = o->year[o->n_year - 1];
    if (last - o->origin > 20)
        return tbi_fail(err, TB_EARG, TB_MSG_FORECAST_TOO_FAR_ORIGIN_FORECAST, last, o->origin);
    if (d->n_year + 24 > TB_CONDITIONAL_YEARS)
        return tbi_fail(err, TB_EDATA, TB_MSG_FORECAST_YEARS_DATA_MORE_FORECAST, d->n_year);
    return TB_OK;
}

/* A component begins with the first year that anybody knows of it. */
static void skip_empty_years(tb_deviation *d)
{
    size_t n = 0;
    for (; n + 1 < d->n_year; n++) {
        bool absent = d->count[n] == 0;
        for (size_t i = 0; i < d->n_unit && absent; i++)
            absent = d->known[n * d->n_unit + i] == TB_KNOWN_ABSENT;
        if (!absent)
            break;
    }
    d->first += (int)n;
    d->n_year -= n;
    d->y += n * d->n_unit;
    d->known += n * d->n_unit;
    d->level += n;
    d->low += n;
    d->high += n;
    d->whole += n;
    d->level_is += n;
    d->broken += n;
    d->count += n;
}

/* Units of which any score up to the origin is known. */
static size_t count_known_units(const tb_deviation *d)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n_unit; i++) {
        bool known = false;
        for (size_t t = 0; t < d->n_year && !known; t++)
            known = !isnan(d->y[t * d->n_unit + i]);
        n += known;
    }
    return n;
}

/* What every model needs before it is fitted: the deviations up to the origin, which target
 * years lie ahead of it and which have been (there a unit may have been withheld), the
 * probability of a change of scheme in each step ahead, and of each unit not being published.
 * f->at: positions of the years ahead on the axis of the deviations. A year at or before the
 * origin is past: what is known of it is told, and the rest drawn. */
static tb_status prepare_fit(tb_fit_state *f, tb_err *err)
{
    const tb_predictive_opts *o = f->o;
    tb_predictive *j = f->j;
    if (f->x->n_unit < 2)
        return tbi_fail(err, TB_EDATA, TB_MSG_FORECAST_HAS_ONE_UNIT_RANKS, f->x->code);
    tb_status st =
        tbi_deviation_cache_view(&f->d, o->tables, f->x, o->column, o->origin, f->scratch, err);
    if (st == TB_OK && count_known_units(&f->d) < 2)
        return tbi_fail(err, TB_EDATA, TB_MSG_FORECAST_HAS_SCORES_ONE_UNIT, f->x->code, o->origin);
    /* completed tables are those of all years */
    if (st == TB_OK && o->column != 0 && !tbi_known_in_part(&f->d))
        skip_empty_years(&f->d);
    if (st == TB_OK)
        st = check_years(o, &f->d, err);
    if (st == TB_OK)
        st = make_room(j, err);
    if (st != TB_OK)
        return st;
    for (size_t y = 0; y < o->n_year; y++) {
        int t = o->year[y] - f->d.first;
        if (o->year[y] > o->origin) {
            f->at[f->n_ahead++] = (size_t)t;
            continue;
        }
        j->past = y + 1;
        for (size_t i = 0; i < j->n_unit; i++) {
            unsigned char known = t >= 0 ? f->d.known[(size_t)t * j->n_unit + i] : TB_KNOWN_ABSENT;
            j->gone[y * j->n_unit + i] = known == TB_KNOWN_WITHHELD || known == TB_KNOWN_ABSENT;
        }
    }
    f->steps = f->n_ahead > 0 ? (size_t)(o->year[o->n_year - 1] - o->origin) : 0;
    for (size_t h = 0; h < f->steps; h++)
        f->break_chance[h] = tbi_break_probability(f->x, &f->d, o->origin, o->origin + 1 + (int)h);
    tbi_nonpublication_probabilities(j->withheld, &f->d);
    for (size_t i = 0; i < j->n_unit; i++)
        j->withholds |= j->withheld[i] > 0;
    j->facts = f->d.scores;
    return TB_OK;
}

/* Root of the mean square of the deviations that are known. */
static double compute_rms(const tb_deviation *d)
{
    double squares = 0, n = 0;
    for (size_t k = 0; k < d->n_year * d->n_unit; k++)
        if (!isnan(d->y[k])) {
            squares += d->y[k] * d->y[k];
            n++;
        }
    return sqrt(squares / fmax(n, 1));
}

/* What makes a forecast weaker than it looks: a single year of data, or a newest year that lies
 * before the origin. */
static bool add_notices(tb_fit_state *f)
{
    tb_predictive *j = f->j;
    bool fine = true;
    size_t years = 0;
    for (size_t t = 0; t < f->d.n_year; t++)
        years += f->d.count[t] > 0;
    if (years == 1)
        fine =
            tbi_notice_add(&j->notices, &j->own, "one-year", TB_MSG_FORECAST_ONLY_ONE_YEAR_KNOWN);
    size_t newest = f->d.n_year - 1;
    while (newest > 0 && f->d.count[newest] == 0)
        newest--;
    if (newest + 1 < f->d.n_year) {
        char text[256], text_vi[256];
        snprintf(text, sizeof text, TB_EN(TB_MSG_FORECAST_NO_SCORE_FOR_KNOWN), f->x->code,
                 f->o->origin, f->d.first + (int)newest);
        snprintf(text_vi, sizeof text_vi, TB_VI(TB_MSG_FORECAST_NO_SCORE_FOR_KNOWN), f->x->code,
                 f->o->origin, f->d.first + (int)newest);
        fine = fine && tbi_notice_add(&j->notices, &j->own, "stale", text, text_vi);
    }
    return fine;
}

/* That the tables were completed, from how much of what kind, and on whose signal model that
 * rests. */
static bool say_completed(tb_fit_state *f)
{
    char text[768], text_vi[768];
    const char *facts, *facts_vi;
    const tb_constraints *k = &f->done->facts;
    tb_fact_counts n = { k->scores, k->ranks, k->means, k->extremes, k->counts };
    if (!tbi_fact_counts_say(&f->j->own, &facts, &facts_vi, &n))
        return false;
    snprintf(text, sizeof text, TB_EN(TB_MSG_FORECAST_ONLY_PART_TABLES_PANEL), f->x->code, facts,
             f->o->origin, f->done->prior[0] ? TB_EN(TB_MSG_FORECAST_MOVES_REST_ON) : "",
             f->done->prior);
    snprintf(text_vi, sizeof text_vi, TB_VI(TB_MSG_FORECAST_ONLY_PART_TABLES_PANEL), f->x->code,
             facts_vi, f->o->origin, f->done->prior[0] ? TB_VI(TB_MSG_FORECAST_MOVES_REST_ON) : "",
             f->done->prior);
    return tbi_notice_add(&f->j->notices, &f->j->own, "completed", text, text_vi) &&
           tbi_constraints_say_ranges(&f->j->notices, &f->j->own, k);
}

/* One model by its name. */
static tb_status fit_model(tb_fit_state *f, const char *model, tb_err *err)
{
    static const char *const names[] = { "totals", "statespace", "leaves" };
    if (tbi_baseline_known(model))
        return tbi_baseline_make(f, model, err);
    bool borrowed = strcmp(model, "borrowed") == 0;
    int level = borrowed ? TB_OF_COMPONENTS : 0;
    while (level < 3 && !borrowed && strcmp(model, names[level]) != 0)
        level++;
    if (level == 3)
        return tbi_fail(err, TB_EARG, TB_MSG_FORECAST_UNKNOWN_MODEL, model);
    tb_status st = tbi_mixture_fit(f, (tb_level_of)level, err);
    if (st == TB_OK && f->o->focus != SIZE_MAX)
        st = tbi_unit_components_start(f, err);
    f->j->model = borrowed ? "borrowed" : names[f->parts.n > 0 ? level : TB_OF_INDEX];
    if (st == TB_OK && f->done != NULL && !say_completed(f))
        st = tbi_no_memory(err, "a notice");
    return st == TB_OK ? tbi_mixture_make(f, err) : st;
}

/* Gives some of the cases of `to` the expectations and spreads that another model has for them. */
static void take_cases(tb_predictive *to, const tb_predictive *from, double below, double above)
{
    size_t row = to->n_year * to->n_unit, square = to->n_year * to->n_year;
    for (size_t c = 0; c < to->cases; c++) {
        /* evenly spread over the cases, and over the breaks in them */
        double place = fmod(((double)c + 0.5) * 0.6180339887498949, 1);
        if (place < below || place >= above)
            continue;
        memcpy(to->mean + c * row, from->mean + c * row, row * sizeof *to->mean);
        memcpy(to->factor + c * square, from->factor + c * square, square * sizeof *to->factor);
        memcpy(to->frozen_mean + c * to->n_unit, from->frozen_mean + c * to->n_unit,
               to->n_unit * sizeof *to->frozen_mean);
        to->frozen_sd[c] = from->frozen_sd[c];
        for (size_t k = 0; k < row && to->wide != NULL; k++)
            to->wide[c * row + k] = from->wide != NULL ? from->wide[c * row + k] : 1;
        for (size_t i = 0; i < to->n_unit && to->wide != NULL; i++)
            to->frozen_wide[c * to->n_unit + i] =
                from->wide != NULL ? from->frozen_wide[c * to->n_unit + i] : 1;
    }
}

/* The mixture that earlier origins favoured: each case belongs to one member. The components of the
 * focus unit are those of the first. */
static tb_status stack_members(tb_fit_state *f, const tb_model_choice *choice, tb_err *err)
{
    tb_status st = fit_model(f, tbi_member_names[0], err);
    double sum = choice->weight[0];
    for (size_t k = 1; k < TB_MEMBERS && st == TB_OK; k++) {
        if (choice->weight[k] > 0) {
            tb_predictive_opts o = *f->o;
            tb_predictive *other = NULL;
            o.model = tbi_member_names[k];
            o.focus = SIZE_MAX;
            o.nested = NULL; /* the nested index is added once, to the mixture as a whole */
            st = tbi_predictive_fit(&other, f->p, f->x, &o, err);
            if (st == TB_OK)
                take_cases(f->j, other, sum, sum + choice->weight[k] + (k + 1 == TB_MEMBERS));
            tbi_predictive_free(other);
        }
        sum += choice->weight[k];
    }
    f->j->model = "stack";
    return st;
}

/* Whether the name stands for models of this and of earlier origins. */
static bool has_many_fitted(const char *model)
{
    return model == NULL || strcmp(model, "default") == 0 || strcmp(model, "stack") == 0;
}

/* The record is asked for the default too, which is the model that it chooses. */
static tb_status fit_chosen_model(tb_fit_state *f, tb_err *err)
{
    tb_status st = prepare_fit(f, err);
    if (st != TB_OK)
        return st;
    f->level = tbi_national_level_fit(&f->d, compute_rms(&f->d));
    f->j->low = f->level.low;
    f->j->high = f->level.high;
    const char *model = f->o->model != NULL ? f->o->model : "default";
    if (!add_notices(f))
        return tbi_no_memory(err, "a notice");
    if (!has_many_fitted(model))
        return fit_model(f, model, err);
    tb_model_choice c;
    st = tbi_kept_choice(&c, f, err);
    if (st != TB_OK)
        return st;
    if (strcmp(model, "default") == 0)
        model = c.model;
    return strcmp(model, "stack") == 0 ? stack_members(f, &c, err) : fit_model(f, model, err);
}

/* Without a cache of the caller's a fit lives in one of its own, which goes with this call. */
tb_status tbi_predictive_fit(tb_predictive **out, const tb_panel *p, const tb_index *x,
                             const tb_predictive_opts *o, tb_err *err)
{
    *out = NULL;
    tb_arena own = { 0 }, scratch = { 0 };
    tb_predictive *j = TB_NEW(&own, tb_predictive, 1);
    if (j == NULL)
        return tbi_no_memory(err, "a forecast");
    j->own = own;
    j->cases = o->cases > 0 ? o->cases : TB_PREDICTIVE_CASES;
    j->n_year = o->n_year;
    j->n_unit = x->n_unit;
    j->index = x;
    j->code = x->code;
    j->seed = o->seed;
    j->shift = find_shift(p, x, o->column);
    tb_predictive_opts own_opts = *o;
    tb_fit_cache own_fit_cache = { 0 };
    if (o->fit_cache == NULL)
        own_opts.fit_cache = &own_fit_cache;
    tb_fitted key = { .p = p,
                      .x = x,
                      .column = o->column,
                      .cases = j->cases,
                      .origin = o->origin,
                      .seed = o->seed,
                      .borrowed = o->model != NULL && strcmp(o->model, "borrowed") == 0 };
    tb_fit_state f = { .p = p,
                       .x = x,
                       .o = &own_opts,
                       .j = j,
                       .scratch = &scratch,
                       .fitted = tbi_fit_cache_slot(own_opts.fit_cache, &key) };
    tb_status st = f.fitted != NULL ? TB_OK : tbi_no_memory(err, "a forecast");
    if (st == TB_OK && o->tables == NULL && has_many_fitted(o->model)) {
        own_opts.tables = &f.fitted->tables;
        if (f.fitted->tables.x == NULL)
            st = tbi_deviation_cache_read(&f.fitted->tables, x, o->origin, err);
    }
    if (st == TB_OK)
        st = fit_chosen_model(&f, err);
    if (st == TB_OK)
        st = tbi_nested_index_start(&f, err);
    tbi_fit_cache_free(&own_fit_cache);
    tbi_arena_free(&scratch);
    if (st == TB_OK)
        *out = j;
    else
        tbi_predictive_free(j);
    return st;
}

void tbi_predictive_free(tb_predictive *j)
{
    if (j == NULL)
        return;
    tb_arena own = j->own; /* the joint itself lives in it */
    tbi_arena_free(&own);
}

const char *tbi_predictive_model(const tb_predictive *j)
{
    return j->model;
}

size_t tbi_predictive_cases(const tb_predictive *j)
{
    return j->cases;
}

size_t tbi_predictive_components(const tb_predictive *j)
{
    return j->focus.parts;
}

size_t tbi_predictive_component(const tb_predictive *j, size_t k)
{
    return j->focus.column[k];
}

double tbi_predictive_component_weight(const tb_predictive *j, size_t k)
{
    return j->focus.weight[k];
}

size_t tbi_predictive_facts(const tb_predictive *j)
{
    return j->facts;
}

tb_notices tbi_predictive_notices(const tb_predictive *j)
{
    return tbi_notice_view(&j->notices);
}
