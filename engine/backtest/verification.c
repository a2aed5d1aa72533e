/* verification.c - were the distributions honest on what was published? Every published place and
 * score of a target year, from facts up to the origin, nested: nothing later is read.
 *
 * What is printed is selected (complete/publication.c), so a distribution of all places is not that
 * of the printed ones: P(place r | printed) is P(r) p(r) / sum P(r') p(r'), with the probability p
 * that the cell would be printed at that place as the completed tables up to the origin say it.
 * Both are judged; units whose places are known in every year stand apart, since they are not
 * selected. */
#include "backtest/verification_result.h"

#include "backtest/scoring_rule.h"
#include "base/error.h"
#include "base/notices.h"
#include "base/opts.h"
#include "base/refusals.h"
#include "complete/chain_draws.h"
#include "forecast/draw_summary.h"
#include "forecast/fit_cache.h"
#include "forecast/place_distribution.h"
#include "forecast/predictive_mixture.h"
#include "messages/backtest.h"
#include "messages/one_language.h"
#include "num/quantile.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/score.h>

typedef struct work {
    const tb_panel *p;
    const tb_index *x;
    const tb_verification_opts *o;
    tb_verification *v;
    tb_verification_table table;
    tb_crps_record crps_record; /* what earlier origins said of the models */
    tb_deviation_cache tables;  /* the index, read once for all origins */
    tb_arena scratch;
    /* of cases that move by published places, origin by origin, as text in both languages */
    char weight[2][512];
} work;

/* Places of every year up to `until` as its facts know them: of whole tables by their scores, else
 * as published. place [years][units], 0 = not known; score [years][units], NaN = not known. */
static tb_status read_places(int **place, double **score, tb_constraints *facts, const work *w,
                             int until, tb_arena *a, tb_err *err)
{
    tb_status st = tbi_constraints_gather(facts, w->p, w->x, 0, until, a, err);
    if (st != TB_OK)
        return st;
    size_t U = facts->n_unit;
    *place = TB_NEW(a, int, (facts->n_year * U));
    *score = TB_NEW(a, double, (facts->n_year * U));
    size_t *order = TB_NEW(a, size_t, U);
    if (*place == NULL || *score == NULL || order == NULL)
        return tbi_no_memory(err, "the published places");
    tbi_places_known(*place, facts, order);
    for (size_t t = 0; t < facts->n_year; t++)
        for (size_t i = 0; i < U; i++)
            (*score)[t * U + i] = facts->year[t].in[i] ? facts->year[t].fixed[i] : NAN;
    return TB_OK;
}

/* Draws of one model from an origin. done: its completed tables, NULL = all is known. */
static tb_status draw_model(tb_draw_summary *out, double **density, const tb_chains **done, work *w,
                            const char *model, int origin, const double *deviation,
                            tb_fit_cache *fit_cache, tb_arena *a, tb_err *err)
{
    int year = origin + w->o->horizon;
    tb_predictive *j = NULL;
    tb_predictive_opts jo = { .origin = origin,
                              .year = &year,
                              .n_year = 1,
                              .model = model,
                              .seed = w->o->seed,
                              .focus = SIZE_MAX,
                              .threads = w->o->threads,
                              .crps_record = &w->crps_record,
                              .tables = &w->tables,
                              .fit_cache = fit_cache };
    tb_status st = tbi_predictive_fit(&j, w->p, w->x, &jo, err);
    if (st != TB_OK)
        return st;
    tb_draw_summary_opts so = { .n = w->o->draws,
                                .direction = w->x->direction,
                                .threads = w->o->threads,
                                .deviation = true,
                                .base = -1 };
    st = tbi_draw_summary_add(out, j, w->x->n_unit, 1, &so, a, err);
    *density = TB_NEW(a, double, w->x->n_unit);
    if (*density == NULL && st == TB_OK)
        st = tbi_no_memory(err, "a verification");
    for (size_t i = 0; i < w->x->n_unit && st == TB_OK; i++)
        (*density)[i] =
            isnan(deviation[i]) ? NAN : tbi_predictive_log_score(j, 0, i, deviation[i], true);
    *done = NULL;
    for (const tb_fitted *f = fit_cache->first; f != NULL; f = f->next)
        if (f->done != NULL && f->done->own == (strcmp(model, "borrowed") != 0))
            *done = f->done;
    tbi_predictive_free(j);
    return st;
}

/* k: 0 the model "law", 1 "borrowed". The density was computed of the first,
 * everything else is of draws. */
static void judge_score(tb_verification_row *s, size_t k, double *x, size_t n, double y,
                        double density)
{
    if (isnan(y))
        return;
    size_t kept = 0;
    for (size_t d = 0; d < n; d++) /* withheld in that draw: the score came, so it was not */
        if (!isnan(x[d]))
            x[kept++] = x[d];
    n = kept;
    if (n == 0)
        return;
    tbi_sort(x, n);
    size_t below = 0;
    while (below < n && x[below] < y)
        below++;
    s->crps[k] = tbi_crps_draws(x, n, y);
    s->log_score[k] = density;
    s->pit[k] = (double)below / (double)n;
}

/* What a model of scores says of the rows of an origin. */
static tb_status predict_rows(work *w, size_t from, const char *model, tb_verification_model as,
                              int origin, const double *deviation, tb_fit_cache *fit_cache,
                              tb_err *err)
{
    tb_arena a = { 0 };
    tb_draw_summary s;
    double *density;
    const tb_chains *done;
    size_t U = w->x->n_unit;
    size_t k = as == TB_VERIFICATION_BORROWED;
    tb_status st = draw_model(&s, &density, &done, w, model, origin, deviation, fit_cache, &a, err);
    double *upto = TB_NEW(&a, double, U);
    if (st == TB_OK && upto == NULL)
        st = tbi_no_memory(err, "a verification");
    for (size_t r = from; r < w->table.n && st == TB_OK; r++) {
        tb_verification_row *row = &w->table.row[r];
        size_t i = row->unit;
        double ranked = (double)tbi_rank_count_ranked(&s.rank, i);
        judge_score(row, k, s.score + i * s.n, s.n, deviation[i], density[i]);
        for (size_t q = 0; q < U && ranked > 0; q++)
            /* given that the unit is ranked at all */
            upto[q] = (double)tbi_rank_count_top(&s.rank, i, q + 1) / ranked;
        if (!(ranked > 0))
            continue;
        tbi_verification_places(row, as, upto, U);
        if (as != TB_VERIFICATION_LAW || done == NULL)
            continue;
        tbi_publication_condition(upto, done, i, w->o->horizon == 1 ? row->base : 0);
        tbi_verification_places(row, TB_VERIFICATION_PRINTED, upto, U);
    }
    tbi_arena_free(&a);
    return st;
}

/* All of the probability on the place at the origin. Nothing for a unit without one. */
static void predict_persistence(tb_verification_row *s, size_t units)
{
    double upto[TB_VERIFICATION_UNITS];
    if (s->base <= 0 || units > TB_VERIFICATION_UNITS)
        return;
    for (size_t k = 0; k < units; k++)
        upto[k] = (int)k + 1 >= s->base;
    tbi_verification_places(s, TB_VERIFICATION_PERSISTENCE, upto, units);
}

/* NaN in every field: a model that says nothing of a unit is left out of its own scores only. */
static void add_row(work *w, int origin, size_t unit, int base, int rank)
{
    tb_verification_row *s = &w->table.row[w->table.n++];
    *s = (tb_verification_row){ .origin = origin, .unit = unit, .base = base, .rank = rank };
    for (size_t m = 0; m < TB_VERIFICATION_MODELS; m++) {
        s->below[m] = s->upto[m] = s->rps[m] = NAN;
        for (size_t g = 0; g < TB_VERIFICATION_GOALS; g++)
            s->goal[m][g] = NAN;
    }
    for (size_t k = 0; k < 2; k++)
        s->crps[k] = s->log_score[k] = s->pit[k] = NAN;
}

/* What the forecast of an origin has learned of its cases. */
static void note_weight(work *w, int origin, const tb_fit_cache *fit_cache)
{
    for (const tb_fitted *f = fit_cache->first; f != NULL; f = f->next)
        for (size_t k = 0; k < 2 && f->done != NULL && f->weighed; k++) {
            size_t at = strlen(w->weight[k]);
            snprintf(w->weight[k] + at, sizeof w->weight[k] - at,
                     k == 0 ? TB_EN(TB_MSG_BACKTEST_PLACES_YEARS)
                            : TB_VI(TB_MSG_BACKTEST_PLACES_YEARS),
                     at > 0 ? "; " : "", origin, f->weight.share[TB_CASE_PLACES],
                     f->weight.share[TB_CASE_MOVES], f->weight.cells, f->weight.years);
        }
}

/* Their work grows with the square of the units: left out of large tables, never silently. */
static bool predict_baselines(work *w, size_t units)
{
    const char *text, *text_vi;
    if (units <= TB_VERIFICATION_UNITS)
        return true;
    return tbi_arena_pair(&w->v->own, &text, &text_vi, TB_MSG_BACKTEST_BASELINES_LEFT_OUT, units,
                          (int)TB_VERIFICATION_UNITS) &&
           tbi_notice_add(&w->v->notices, &w->v->own, "baselines-left-out", text, text_vi);
}

/* Nothing when no origin had anything to learn from. */
static bool note_weights(work *w)
{
    char text[2][640];
    if (w->weight[0][0] == '\0')
        return true;
    snprintf(text[0], sizeof text[0], TB_EN(TB_MSG_BACKTEST_SHARE_CASES_THAT_MOVE), w->weight[0]);
    snprintf(text[1], sizeof text[1], TB_VI(TB_MSG_BACKTEST_SHARE_CASES_THAT_MOVE), w->weight[1]);
    return tbi_notice_add(&w->v->notices, &w->v->own, "places-weight", text[0], text[1]);
}

/* Rows of one origin: target [units] places and scores that came. */
static tb_status judge_origin(work *w, int origin, const int *target, const double *deviation,
                              tb_err *err)
{
    tb_arena a = { 0 };
    tb_fit_cache fit_cache = { 0 };
    tb_constraints facts;
    int *place;
    double *score;
    size_t U = w->x->n_unit;
    size_t from = w->table.n;
    tb_status st = read_places(&place, &score, &facts, w, origin, &a, err);
    if (st == TB_OK)
        for (size_t i = 0; i < U; i++) {
            int base = place[(facts.n_year - 1) * U + i];
            if (target[i] > 0 || !isnan(deviation[i]))
                add_row(w, origin, i, base, target[i]);
        }
    if (st == TB_OK && w->table.n == from)
        st = tbi_fail(err, TB_EDATA, TB_MSG_BACKTEST_NOTHING_PUBLISHED, origin + w->o->horizon);
    if (st == TB_OK)
        st = predict_rows(w, from, "default", TB_VERIFICATION_LAW, origin, deviation, &fit_cache,
                          err);
    /* only a table that had to be completed can borrow */
    bool part = st == TB_OK && fit_cache.first != NULL && fit_cache.first->done != NULL;
    note_weight(w, origin, &fit_cache);
    if (part)
        st = predict_rows(w, from, "borrowed", TB_VERIFICATION_BORROWED, origin, deviation,
                          &fit_cache, err);
    tb_pair *pair = TB_NEW(&a, tb_pair, (st == TB_OK ? facts.n_year * U : 1));
    if (st == TB_OK && pair == NULL)
        st = tbi_no_memory(err, "a verification");
    if (st == TB_OK) {
        size_t n = tbi_place_pairs(pair, place, facts.n_year, U, (size_t)w->o->horizon);
        for (size_t r = from; r < w->table.n; r++) {
            tbi_verification_by_moves(&w->table.row[r], pair, n, U);
            tbi_verification_by_logit(&w->table.row[r], pair, n, U);
            predict_persistence(&w->table.row[r], U);
        }
        st = tbi_verification_by_places(w->table.row + from, w->table.n - from, place, facts.n_year,
                                        U, (size_t)w->o->horizon, &a, err);
    }
    if (st != TB_OK)
        w->table.n = from;
    tbi_fit_cache_free(&fit_cache);
    tbi_arena_free(&a);
    return st;
}

/* Units whose place is known in every target year that was judged. */
static void mark_complete(work *w)
{
    size_t U = w->x->n_unit;
    int years = 0;
    int before = 0;
    for (size_t r = 0; r < w->table.n; r++)
        if (w->table.row[r].origin != before) {
            before = w->table.row[r].origin;
            years++;
        }
    for (size_t i = 0; i < U; i++) {
        int known = 0;
        for (size_t r = 0; r < w->table.n; r++)
            known += w->table.row[r].unit == i && w->table.row[r].rank > 0;
        for (size_t r = 0; r < w->table.n; r++)
            if (w->table.row[r].unit == i)
                w->table.row[r].complete = known == years;
    }
}

/* Rows come origin by origin, so that the first and the last are the ends of the target years. */
static tb_status pool_rows(work *w, tb_err *err)
{
    tb_verification *v = w->v;
    mark_complete(w);
    v->goal = TB_NEW(&v->own, tb_verified, (2 * TB_VERIFICATION_MODELS * TB_VERIFICATION_GOALS));
    v->place =
        TB_NEW(&v->own, tb_verified_places, (TB_VERIFICATION_SUBSETS * TB_VERIFICATION_MODELS));
    v->score = TB_NEW(&v->own, tb_verified_scores, 2);
    v->unit = TB_NEW(&v->own, tb_verified_case, w->table.n);
    if (!v->goal || !v->place || !v->score || !v->unit)
        return tbi_no_memory(err, "a verification");
    for (size_t r = 0; r < w->table.n; r++) {
        const tb_verification_row *s = &w->table.row[r];
        if (s->rank <= 0)
            continue;
        const char *code = tbi_arena_text(&v->own, w->x->unit_code[s->unit]);
        if (code == NULL)
            return tbi_no_memory(err, "a verification");
        v->unit[v->n_case++] = (tb_verified_case){ code,
                                                   s->origin,
                                                   s->base,
                                                   s->rank,
                                                   /* goal 2: among the first ten */
                                                   { s->goal[TB_VERIFICATION_LAW][2],
                                                     s->goal[TB_VERIFICATION_BORROWED][2] } };
    }
    v->first = w->table.row[0].origin + v->horizon;
    v->last = w->table.row[w->table.n - 1].origin + v->horizon;
    tbi_verification_pool(v->goal, &v->n_goal, v->place, &v->n_place, v->score, &v->n_score,
                          &w->table);
    return TB_OK;
}

/* Totals only: places of components are not published widely enough to be judged. */
static tb_status check_options(work *w, tb_err *err)
{
    const tb_verification_opts *o = w->o;
    size_t column;
    if (o->first_origin > o->last_origin || o->last_origin - o->first_origin > 100)
        return tbi_fail(err, TB_EARG, TB_MSG_BACKTEST_FIRST_ORIGIN_MUST_COME, o->first_origin,
                        o->last_origin);
    if (o->horizon < 1 || o->horizon > 5)
        return tbi_fail(err, TB_EARG, TB_MSG_BACKTEST_HORIZON_MUST_1_5, o->horizon);
    if (o->draws < 400 || o->draws > 100000)
        return tbi_fail(err, TB_EARG, TB_MSG_BACKTEST_DRAWS_MUST_400_100000, o->draws);
    tb_status st = tb_panel_find_indicator(&w->x, &column, w->p, o->index, err);
    if (st == TB_OK && column != 0)
        return tbi_fail(err, TB_EARG, TB_MSG_BACKTEST_COMPONENT_RANKS_PUBLISHED_TOTA, o->index);
    return st;
}

/* Places of every year are read once up to the last target year and used as truth alone;
 * what an origin may know is read anew up to it. An origin that cannot be judged is passed
 * over and said; only memory ends the work. */
static tb_status judge_origins(work *w, tb_err *err)
{
    tb_constraints all;
    int *place;
    double *score;
    int until = w->o->last_origin + w->o->horizon;
    tb_status st = read_places(&place, &score, &all, w, until, &w->scratch, err);
    if (st != TB_OK)
        return st;
    st = tbi_deviation_cache_read(&w->tables, w->x, until, err);
    if (st != TB_OK)
        return st;
    size_t U = all.n_unit;
    w->table.units = U;
    w->table.row =
        TB_NEW(&w->scratch, tb_verification_row, ((size_t)(until - w->o->first_origin + 1) * U));
    double *deviation = TB_NEW(&w->scratch, double, U);
    if (w->table.row == NULL || deviation == NULL)
        return tbi_no_memory(err, "a verification");
    for (int origin = w->o->first_origin; origin <= w->o->last_origin; origin++) {
        int t = origin + w->o->horizon - all.first;
        tb_deviation d;
        tb_err why = TB_ERR_INIT;
        const char *en = NULL, *vi = NULL;
        if (t < 0 || t >= (int)all.n_year)
            continue;
        st = tbi_deviation_make(&d, w->x, 0, origin + w->o->horizon, &w->scratch, &why);
        bool level = st == TB_OK && d.level_is[t] == 2; /* else no deviation can be told */
        for (size_t i = 0; i < U; i++)
            deviation[i] = level ? d.y[(size_t)t * U + i] : NAN;
        st = judge_origin(w, origin, place + (size_t)t * U, deviation, &why);
        if (st == TB_ENOMEM)
            return tbi_fail_within(err, st, &why, "%s", "%s", "");
        if (st == TB_OK)
            continue;
        if (!tbi_arena_pair(&w->v->own, &en, &vi, TB_MSG_BACKTEST_ORIGIN_PASSED_OVER, origin,
                            why.message,
                            why.message_vi[0] != '\0' ? why.message_vi : why.message) ||
            !tbi_notice_add(&w->v->notices, &w->v->own, "origin-skipped", en, vi))
            return tbi_no_memory(err, "a notice");
    }
    if (!predict_baselines(w, U) || !note_weights(w))
        return tbi_no_memory(err, "a notice");
    if (w->table.n > 0)
        return pool_rows(w, err);
    return tbi_fail(err, TB_EDATA, TB_MSG_BACKTEST_ORIGIN_CAN_JUDGED, w->o->first_origin,
                    w->o->last_origin, w->x->code);
}

/* The record and the tables have arenas of their own, and go whatever happens. */
tb_status tb_verification_run(tb_verification **out, const tb_panel *p,
                              const tb_verification_opts *o, tb_err *err)
{
    *out = NULL;
    tb_verification_opts usual = TB_VERIFICATION_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    tb_verification *v = tbi_calloc(1, sizeof *v);
    if (v == NULL)
        return tbi_no_memory(err, "a verification");
    work w = { .p = p, .o = o, .v = v };
    tb_status st = check_options(&w, err);
    if (st == TB_OK) {
        v->index = tbi_arena_text(&v->own, w.x->code);
        v->horizon = o->horizon;
        st = v->index != NULL ? judge_origins(&w, err) : tbi_no_memory(err, "a verification");
    }
    tbi_arena_free(&w.scratch);
    tbi_arena_free(&w.crps_record.arena);
    tbi_arena_free(&w.tables.arena);
    if (st == TB_OK)
        *out = v;
    else
        tb_verification_free(v);
    return st;
}
