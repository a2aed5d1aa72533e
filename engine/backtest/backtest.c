/* backtest.c - every model fitted anew at every origin, judged a year or more later. */
#include "backtest/judge.h"
#include "forecast/fit_cache.h"

#include "base/error.h"
#include "base/opts.h"
#include "messages/backtest.h"
#include "messages/forecast_models.h"
#include "messages/one_language.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Compared unless the caller names others. "default" is whatever a forecast would choose
 * then. */
static const char *const all_models[] = { "default",
                                          TB_FORECAST_MODELS(TB_FORECAST_MODEL_JUDGED) NULL };

typedef struct backtest_state {
    const tb_panel *p;
    const tb_index *x;
    /* 0: the index itself, else an indicator of it */
    size_t column;
    const tb_backtest_opts *o;
    /* what is being filled; freed by its caller */
    tb_backtest *b;
    /* [n_model], copies in the backtest's arena once prepare_rows() is through */
    const char *const *models;
    size_t n_model;
    /* scores of earlier origins, by which "default" chooses: nothing later is in it */
    tb_crps_record crps_record;
    /* the index read once; a model sees only the years up to its origin */
    tb_deviation_cache tables;
    /* of the index in the table of the origin's year; 0: not ranked then */
    int *base; /* [n_unit] places at the origin */
    /* of the model that is being judged; NaN where the outcome is not known */
    double *log_score; /* [n_unit] */
} backtest_state;

/* One row of scores of a model at an origin. What "default" chose is kept beside it, since the
 * choice changes from origin to origin. cache: fits that the models of one origin share. a:
 * draws, which the caller frees after each model. The row is counted only at success, so a
 * failure leaves the backtest as it was. */
static tb_status judge_model(backtest_state *t, size_t model, int origin,
                             const tb_outcome_table *truth, tb_fit_cache *fit_cache, tb_arena *a,
                             tb_err *err)
{
    tb_backtest *b = t->b;
    int year = origin + t->o->horizon;
    tb_predictive *j = NULL;
    tb_predictive_opts jo = {
        .origin = origin,
        .year = &year,
        .n_year = 1,
        .model = t->models[model],
        .seed = t->o->seed,
        .focus = SIZE_MAX,
        .threads = t->o->threads,
        .column = t->column,
        .crps_record = &t->crps_record,
        /* the distribution is fitted on the years up to the origin; the draws below
                               * are of the target year */
        .tables = &t->tables,
        .fit_cache = fit_cache
    };
    tb_status st = tbi_predictive_fit(&j, t->p, t->x, &jo, err);
    if (st != TB_OK)
        return st;
    tb_draw_summary s;
    tb_draw_summary_opts so = { .n = t->o->draws,
                                .direction = t->x->direction,
                                .threads = t->o->threads,
                                .deviation = t->o->deviations,
                                .base = -1 };
    st = tbi_draw_summary_add(&s, j, t->x->n_unit, 1, &so, a, err);
    /* deviations: points from the mean of the target year */
    tb_mixture_rows rows = { .actual = t->o->deviations ? truth->deviation : truth->score,
                             .rank = truth->rank,
                             .base = t->base,
                             .n_unit = t->x->n_unit,
                             .ranked = truth->ranked };
    /* by the density of the distribution itself where it has one, not by a kernel over the draws */
    for (size_t i = 0; i < t->x->n_unit && st == TB_OK; i++)
        t->log_score[i] = isnan(rows.actual[i])
                              ? NAN
                              : tbi_predictive_log_score(j, 0, i, rows.actual[i], t->o->deviations);
    tb_score_row *row = &b->row[b->n_row];
    *row = (tb_score_row){ .year = year, .origin = origin, .model = t->models[model] };
    if (st == TB_OK)
        st = tbi_judge_draws(row, &b->calibration[model], &s, &rows, t->log_score, err);
    if (st == TB_OK && strcmp(t->models[model], "default") == 0) {
        b->chosen[b->n_choice] = tbi_arena_text(&b->own, tbi_predictive_model(j));
        b->choice[b->n_choice++] = *row;
    }
    if (st == TB_OK)
        b->n_row++;
    tbi_predictive_free(j);
    return st;
}

/* The reason is given as it was met. */
static bool say_skipped(backtest_state *t, int origin, const tb_err *why)
{
    const char *en = NULL, *vi = NULL;
    return tbi_arena_pair(&t->b->own, &en, &vi, TB_MSG_BACKTEST_ORIGIN_PASSED_OVER, origin,
                          why->message,
                          why->message_vi[0] != '\0' ? why->message_vi : why->message) &&
           tbi_notice_add(&t->b->notices, &t->b->own, "origin-skipped", en, vi);
}

/* All models or none: a year that one of them cannot forecast is taken back and said, so that
 * every model is pooled over the same years. base: places at the origin, 0 where there is none.
 * A year without a table, or that leaves a model too few years (TB_EDATA, TB_ESINGULAR), is
 * skipped; every other failure ends the backtest. */
static tb_status judge_origin(backtest_state *t, int origin, tb_err *err)
{
    tb_arena a = { 0 };
    tb_outcome_table truth, then;
    tb_fit_cache fit_cache = { 0 };
    tb_err why = TB_ERR_INIT;
    size_t rows = t->b->n_row, choices = t->b->n_choice;
    tb_status st = tbi_outcome_table_make(&truth, &t->tables, t->x, t->column,
                                          origin + t->o->horizon, &a, &why);
    memset(t->base, 0, t->x->n_unit * sizeof *t->base);
    if (st == TB_OK &&
        tbi_outcome_table_make(&then, &t->tables, t->x, t->column, origin, &a, NULL) == TB_OK)
        memcpy(t->base, then.rank, t->x->n_unit * sizeof *t->base);
    for (size_t m = 0; m < t->n_model && st == TB_OK; m++) {
        /* the draws of one model are gone before the next one's: they are the largest array here */
        tb_arena draws = { 0 };
        st = judge_model(t, m, origin, &truth, &fit_cache, &draws, &why);
        tbi_arena_free(&draws);
    }
    tbi_fit_cache_free(&fit_cache);
    tbi_arena_free(&a);
    if (st == TB_OK)
        return TB_OK;
    if (st != TB_EDATA && st != TB_ESINGULAR)
        /* the sentence of the cause is handed on as it is */
        return tbi_fail_within(err, st, &why, "%s", "%s", "");
    t->b->n_row = rows;
    t->b->n_choice = choices;
    return say_skipped(t, origin, &why) ? TB_OK : tbi_no_memory(err, "a notice");
}

/* Before anything is fitted. The limits are of what makes sense: nobody has a hundred
 * origins, and no distribution of ours looks more than five years ahead. */
static tb_status check_options(backtest_state *t, tb_err *err)
{
    const tb_backtest_opts *o = t->o;
    if (o->first_origin > o->last_origin || o->last_origin - o->first_origin > 100)
        return tbi_fail(err, TB_EARG, TB_MSG_BACKTEST_FIRST_ORIGIN_MUST_COME, o->first_origin,
                        o->last_origin);
    if (o->horizon < 1 || o->horizon > 5)
        return tbi_fail(err, TB_EARG, TB_MSG_BACKTEST_HORIZON_MUST_1_5, o->horizon);
    if (o->draws < 100 || o->draws > 1000000)
        return tbi_fail(err, TB_EARG, TB_MSG_BACKTEST_DRAWS_MUST_100_1000000, o->draws);
    t->models = o->models != NULL ? o->models : all_models;
    while (t->models[t->n_model] != NULL)
        t->n_model++;
    return t->n_model > 0 ? TB_OK : tbi_fail(err, TB_EARG, TB_MSG_BACKTEST_MODEL_NAMED);
}

/* row [origins][n_model] at most; an origin that is skipped takes no rows. The names of the
 * models are copied: the caller's list may go before the backtest is read. */
static tb_status prepare_rows(backtest_state *t, tb_err *err)
{
    tb_backtest *b = t->b;
    size_t origins = (size_t)(t->o->last_origin - t->o->first_origin) + 1;
    b->n_model = t->n_model;
    b->row = TB_NEW(&b->own, tb_score_row, (origins * t->n_model));
    b->calibration = TB_NEW(&b->own, tb_calibration, t->n_model);
    b->choice = TB_NEW(&b->own, tb_score_row, (origins * t->n_model));
    b->chosen = TB_NEW(&b->own, const char *, (origins * t->n_model));
    t->base = TB_NEW(&b->own, int, t->x->n_unit);
    t->log_score = TB_NEW(&b->own, double, t->x->n_unit);
    if (!b->row || !b->calibration || !b->choice || !b->chosen || !t->base || !t->log_score)
        return tbi_no_memory(err, "a backtest");
    const char **names = TB_NEW(&b->own, const char *, t->n_model + 1);
    if (names == NULL)
        return tbi_no_memory(err, "a backtest");
    /* one calibration for each model, over all origins */
    for (size_t m = 0; m < t->n_model; m++) {
        names[m] = tbi_arena_text(&b->own, t->models[m]);
        if (names[m] == NULL)
            return tbi_no_memory(err, "a backtest");
        b->calibration[m].model = names[m];
    }
    t->models = names;
    b->about = (tb_backtest_summary){ .index = tbi_arena_printf(
                                          &b->own, t->column == 0 ? "%s" : "%s.%s", t->x->code,
                                          t->x->indicator[t->column].code),
                                      .horizon = t->o->horizon,
                                      .deviations = t->o->deviations,
                                      .draws = t->o->draws };
    return b->about.index != NULL ? TB_OK : tbi_no_memory(err, "a backtest");
}

/* The cache is read up to the last target year; each model sees only what its origin could. */
static tb_status run_origins(backtest_state *t, tb_err *err)
{
    tb_status st = check_options(t, err);
    if (st == TB_OK)
        st = tb_panel_find_indicator(&t->x, &t->column, t->p, t->o->index, err);
    if (st == TB_OK)
        st = prepare_rows(t, err);
    if (st == TB_OK)
        st = tbi_deviation_cache_read(&t->tables, t->x, t->o->last_origin + t->o->horizon, err);
    for (int origin = t->o->first_origin; origin <= t->o->last_origin && st == TB_OK; origin++)
        st = judge_origin(t, origin, err);
    if (st != TB_OK)
        return st;
    /* every origin was passed over: the last reason stands for all */
    if (t->b->n_row == 0) {
        tb_notices said = tbi_notice_view(&t->b->notices);
        const char *last = said.count > 0 ? said.notice[said.count - 1].text
                                          : TB_EN(TB_MSG_BACKTEST_NO_YEAR_WAS_THERE);
        const char *last_vi = said.count > 0 ? said.notice[said.count - 1].text_vi
                                             : TB_VI(TB_MSG_BACKTEST_NO_YEAR_WAS_THERE);
        return tbi_fail(err, TB_EDATA, TB_MSG_BACKTEST_ORIGIN_CAN_JUDGED_HAS, t->o->first_origin,
                        t->o->last_origin, t->x->code, t->x->n_year > 0 ? t->x->year[0] : 0,
                        t->x->n_year > 0 ? t->x->year[t->x->n_year - 1] : 0, last, last_vi);
    }
    /* without persistence among the models there is no skill to tell */
    size_t reference = SIZE_MAX;
    for (size_t m = 0; m < t->n_model; m++)
        if (strcmp(t->models[m], "persistence") == 0)
            reference = m;
    return tbi_backtest_pool(t->b, reference, err);
}

/* The backtest lies in its own arena, so freeing that frees all of it. The fits' record and the
 * tables read go at the end, whatever comes of it. */
tb_status tb_backtest_run(tb_backtest **out, const tb_panel *p, const tb_backtest_opts *o,
                          tb_err *err)
{
    *out = NULL;
    tb_backtest_opts usual = TB_BACKTEST_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    tb_arena own = { 0 };
    tb_backtest *b = TB_NEW(&own, tb_backtest, 1);
    if (b == NULL)
        return tbi_no_memory(err, "a backtest");
    b->own = own;
    backtest_state t = { .p = p, .o = o, .b = b };
    tb_status st = run_origins(&t, err);
    tbi_arena_free(&t.crps_record.arena);
    tbi_arena_free(&t.tables.arena);
    if (st == TB_OK)
        *out = b;
    else
        tb_backtest_free(b);
    return st;
}

/* NULL is fine. */
void tb_backtest_free(tb_backtest *b)
{
    if (b == NULL)
        return;
    tb_arena own = b->own; /* the backtest itself lives in it */
    tbi_arena_free(&own);
}

const tb_backtest_summary *tb_backtest_info(const tb_backtest *b)
{
    return &b->about;
}

size_t tb_backtest_rows(const tb_backtest *b)
{
    return b->n_row;
}

const tb_score_row *tb_backtest_row(const tb_backtest *b, size_t i)
{
    return &b->row[i];
}

size_t tb_backtest_models(const tb_backtest *b)
{
    return b->n_model;
}

const tb_pooled_row *tb_backtest_pooled(const tb_backtest *b, size_t i)
{
    return &b->pooled[i];
}

const tb_calibration *tb_backtest_calibration(const tb_backtest *b, size_t i)
{
    return &b->calibration[i];
}

size_t tb_backtest_differences(const tb_backtest *b)
{
    return b->n_difference;
}

const tb_difference *tb_backtest_difference(const tb_backtest *b, size_t i)
{
    return &b->difference[i];
}

size_t tb_backtest_choices(const tb_backtest *b)
{
    return b->n_choice;
}

/* *chosen: the model that "default" was at that origin. */
const tb_score_row *tb_backtest_choice(const tb_backtest *b, size_t i, const char **chosen)
{
    *chosen = b->chosen[i];
    return &b->choice[i];
}

/* By mean CRPS over the years; nobody could have known it. NULL when no model has a score. */
const char *tb_backtest_best_in_hindsight(const tb_backtest *b)
{
    return b->best;
}

tb_notices tb_backtest_notices(const tb_backtest *b)
{
    return tbi_notice_view(&b->notices);
}
