/* effects.c - several measures and outcomes of a panel: each alone, then together. */
#include "effects/asked_studies.h"
#include "effects/pooled_effects.h"
#include "effects/target.h"

#include "base/error.h"
#include "base/notices.h"
#include "base/opts.h"
#include "base/refusals.h"
#include "base/threads.h"
#include "messages/effects.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Everything that a run answers. The studies' own texts and tables stand in arenas of their own,
 * because they are made by several threads at once and an arena is no thread's but one's. */
struct tb_effects {
    tb_arena arena;
    tb_exposures *adoptions;
    tb_effect_study *study;
    size_t studies;
    tb_arena *of_study; /* [studies] texts and tables of each, made side by side */
    tbi_pool pool;
    bool ranking;
    tb_notice_list notices;
};

/* NULL is fine; also for a run that failed half way. */
void tb_effects_free(tb_effects *e)
{
    if (e == NULL)
        return;
    for (size_t i = 0; i < e->studies; i++)
        tb_effect_free((tb_effect *)(uintptr_t)e->study[i].effect);
    for (size_t i = 0; i < e->studies; i++)
        tbi_arena_free(&e->of_study[i]);
    tb_exposures_free(e->adoptions);
    tbi_arena_free(&e->arena);
    free(e);
}

size_t tb_effects_studies(const tb_effects *e)
{
    return e->studies;
}

const tb_effect_study *tb_effects_study_at(const tb_effects *e, size_t i)
{
    return i < e->studies ? &e->study[i] : NULL;
}

size_t tb_effects_ranked(const tb_effects *e)
{
    return e->pool.n;
}

const tb_effect_study *tb_effects_ranked_at(const tb_effects *e, size_t i)
{
    return i < e->pool.n ? &e->study[e->pool.place[i]] : NULL;
}

bool tb_effects_is_ranking(const tb_effects *e)
{
    return e->ranking;
}

tb_notices tb_effects_notices(const tb_effects *e)
{
    return tbi_notice_view(&e->notices);
}

const tb_exposures *tb_effects_exposures(const tb_effects *e)
{
    return e->adoptions;
}

/* Linear; the first of equals. NULL: not asked. */
const tb_effect_study *tb_effects_study_of(const tb_effects *e, const char *measure,
                                           const char *outcome)
{
    for (size_t i = 0; i < e->studies; i++)
        if (strcmp(e->study[i].measure, measure) == 0 && strcmp(e->study[i].outcome, outcome) == 0)
            return &e->study[i];
    return NULL;
}

/* A study that cannot be made carries its reason; only where one question was asked is that an
 * error. Studies are made side by side, each in its own memory; of several errors the first one's
 * is told.
 * Threads write only study[k], of_study[k], st[k] and their own errors, so nothing is locked and
 * the result does not depend on how many there are. */
static tb_status make_studies(tb_effects *e, const tbi_asked_studies *q, const tb_panel *p,
                              const tb_effects_ask *ask, tb_err *err)
{
    int threads = tbi_threads(ask->threads);
    tb_err *why = TB_NEW(&e->arena, tb_err, q->pairs);
    tb_err *fatal = TB_NEW(&e->arena, tb_err, q->pairs);
    tb_status *st = TB_NEW(&e->arena, tb_status, q->pairs);
    tb_effect_study *study = TB_NEW(&e->arena, tb_effect_study, q->pairs);
    e->of_study = TB_NEW(&e->arena, tb_arena, q->pairs);
    if (e->arena.refused)
        return tbi_no_memory(err, "effects");
    e->study = study;
    e->studies = q->pairs;
#pragma omp parallel for schedule(dynamic) num_threads(threads) if (q->pairs > 1)
    for (size_t k = 0; k < q->pairs; k++) {
        const tbi_study_pair *one = &q->pair[k];
        tbi_setting with = { p, ask, e->adoptions, &e->of_study[k] };
        st[k] = tbi_study_make(&study[k], &with, &q->measure[one->measure], one->of.index,
                               one->of.column, &why[k], &fatal[k]);
    }
    for (size_t k = 0; k < q->pairs; k++) {
        bool only = st[k] == TB_OK && q->one && why[k].status != TB_OK;
        if (st[k] == TB_OK && !only)
            continue;
        if (err != NULL)
            *err = only ? why[k] : fatal[k];
        return only ? why[k].status : st[k];
    }
    return TB_OK;
}

/* p-values of all outcomes of a measure together.
 * Romano and Wolf's (2005) step-down over the outcomes of one measure; pairs of a measure are
 * adjacent. */
static tb_status compare_outcomes(tb_effects *e, const tbi_asked_studies *q,
                                  const tb_effects_ask *ask, tb_err *err)
{
    const tb_effect **one = TB_NEW(&e->arena, const tb_effect *, q->pairs);
    double *p = TB_NEW(&e->arena, double, q->pairs);
    if (e->arena.refused)
        return tbi_no_memory(err, "effects");
    for (size_t from = 0, to = 0; from < q->pairs; from = to) {
        size_t n = 0;
        for (to = from; to < q->pairs && q->pair[to].measure == q->pair[from].measure; to++)
            one[n++] = e->study[to].effect;
        tb_status st = tb_effect_romano_wolf(p, one, n, ask->how->bootstraps, ask->how->seed, err);
        if (st != TB_OK)
            return st;
        for (size_t k = 0; k < n; k++)
            e->study[from + k].p_romano_wolf = p[k];
    }
    return TB_OK;
}

/* All effects that have an error to be trusted are drawn together towards zero.
 * The shrinkage needs all studies at once, so it comes after the judgement of each. */
static tb_status pool_studies(tb_effects *e, const tbi_asked_studies *q, const tb_effects_ask *ask,
                              tb_err *err)
{
    bool *wanted_one = TB_NEW(&e->arena, bool, e->studies);
    if (wanted_one == NULL)
        return tbi_no_memory(err, "effects");
    for (size_t i = 0; i < e->studies; i++)
        wanted_one[i] = q->pair[i].pooled;
    return tbi_pool_make(&e->pool, e->study, wanted_one, e->studies, ask->prior, ask->need,
                         &e->arena, err);
}

/* A move within the exposed states brings less than the whole effect: its estimate and influence
 * are made anew, and its planning error is in the same proportion to the whole's as its standard
 * error.
 * from, to: event times, or TB_EFFECT_NOT_EXPOSED; need: the effect that a goal asks for, NaN
 * when none does. quantile [n]: of the posterior at (k + 0.5) / n. Nothing gained is an effect of
 * exactly 0. */
tb_status tb_effects_bring(tb_effect_posterior *out, double *quantile, size_t n,
                           const tb_effects *e, const tb_effect_study *s, int from, int to,
                           double need, tb_err *err)
{
    tb_arena a = { 0 };
    if (s->effect == NULL || tb_effect_influence(s->effect) == NULL || !(s->plan_sd > 0) ||
        !(tbi_study_scale(s) > 0))
        return tbi_fail(err, TB_EARG, TB_MSG_EFFECTS_NOTHING_TO_BRING, s->measure, s->outcome);
    const tb_effect_overall *o = tb_effect_overall_of(s->effect);
    tbi_addition one = { s, o->estimate, s->plan_sd, tb_effect_influence(s->effect), &need };
    double *psi = TB_NEW(&a, double, tb_effect_units_of_table(s->effect)), sum = 0;
    bool left = from == TB_EFFECT_NOT_EXPOSED;
    if (psi == NULL)
        return tbi_no_memory(err, "effects");
    if (!left && tbi_effect_gain(s->effect, from, to, &one.estimate, psi)) {
        left = true;
        for (size_t i = 0; i < tb_effect_units_of_table(s->effect); i++)
            sum += psi[i] * psi[i];
        one.influence = psi;
        one.error = sqrt(sum) * s->plan_sd / o->std_error;
    }
    *out = (tb_effect_posterior){ 0, 0, 0, 0, 0, isnan(need) ? NAN : need < 0 };
    for (size_t k = 0; k < n && quantile != NULL; k++)
        quantile[k] = 0;
    tb_status st = left ? tbi_pool_add(out, quantile, n, &e->pool, e->study, &one, err) : TB_OK;
    tbi_arena_free(&a);
    return st;
}

/* Whether nothing of the exposed cohorts could be estimated in a year for want of anybody to
 * compare with. */
static bool is_empty_year(const tb_effect *e, int year)
{
    bool alone = false;
    for (size_t i = 0; i < tb_effect_cells(e); i++) {
        const tb_effect_value *v = tb_effect_cell_at(e, i);
        if (v->time != year || v->time < v->group)
            continue;
        if (isfinite(v->estimate))
            return false;
        alone |= v->controls == 0;
    }
    return alone;
}

static const char *add_year(tb_arena *a, const char *years, int year)
{
    if (years == NULL)
        return NULL;
    return tbi_arena_printf(a, "%s%s%d", years, years[0] != '\0' ? ", " : "", year);
}

/* Which years are empty since nobody is left to compare with, those behind the last estimated one
 * included; said where few studies were asked for. */
static tb_status note_empty_years(tb_effects *e, tb_err *err)
{
    enum { FEW = 3 };
    for (size_t k = 0; k < e->studies && e->studies <= FEW; k++) {
        const tb_effect_study *s = &e->study[k];
        const char *years = "", *en = NULL, *vi = NULL;
        if (s->effect == NULL)
            continue;
        for (int y = tb_effect_first_year(s->effect); y <= tb_effect_last_year(s->effect); y++)
            if (is_empty_year(s->effect, y))
                years = add_year(&e->arena, years, y);
        for (size_t i = 0; i < tbi_effect_cut_years(s->effect); i++)
            years = add_year(&e->arena, years, tbi_effect_cut_year_at(s->effect, i));
        if (years != NULL && years[0] == '\0')
            continue;
        if (years == NULL || !tbi_arena_pair(&e->arena, &en, &vi, TB_MSG_EFFECTS_EMPTY_YEARS,
                                             s->measure, s->outcome, years))
            return tbi_no_memory(err, "effects");
        tbi_notice_add(&e->notices, &e->arena, "empty_years", en, vi);
    }
    return TB_OK;
}

static tb_status check_ask(const tb_effects_ask *ask, tb_err *err)
{
    if (!ask->expected && (ask->measures == 0 || ask->outcomes == 0))
        return tbi_fail(err, TB_EARG, TB_MSG_EFFECTS_NO_MEASURE);
    return TB_OK;
}

/* Reads the panel before units were merged, since measures were adopted by the old ones. */
tb_status tb_effects_run(tb_effects **out, const tb_panel *p, const tb_effects_ask *ask,
                         tb_err *err)
{
    tb_effects_ask usual = TB_EFFECTS_ASK_INIT;
    tb_effect_opts how = TB_EFFECT_OPTS_INIT;
    *out = NULL;
    if (tbi_opts_take(&usual, sizeof usual, ask, err) != TB_OK ||
        tbi_opts_take(&how, sizeof how, usual.how, err) != TB_OK)
        return TB_EARG;
    usual.how = &how;
    ask = &usual;
    tb_status st = check_ask(ask, err);
    if (st != TB_OK)
        return st;
    if (tb_panel_unmerged(p) != NULL)
        p = tb_panel_unmerged(p);
    tb_effects *e = tbi_calloc(1, sizeof *e);
    if (e == NULL)
        return tbi_no_memory(err, "effects");
    tbi_asked_studies q = { 0 };
    e->ranking = ask->expected;
    st = tb_exposures_read(&e->adoptions, p, ask->events, ask->cutoff, err);
    if (st == TB_OK)
        st = tbi_asked_studies_find(&q, e->adoptions, p, ask, &e->arena, err);
    if (st == TB_OK)
        st = make_studies(e, &q, p, ask, err);
    if (st == TB_OK && !ask->how->plan_only)
        st = compare_outcomes(e, &q, ask, err);
    for (size_t i = 0; st == TB_OK && i < e->studies; i++)
        tbi_study_judge(&e->study[i], ask->how, &e->arena);
    if (st == TB_OK)
        tbi_studies_number(e->study, e->studies);
    if (st == TB_OK)
        st = pool_studies(e, &q, ask, err);
    if (st == TB_OK)
        st = note_empty_years(e, err);
    if (st != TB_OK) {
        tb_effects_free(e);
        return st;
    }
    *out = e;
    return TB_OK;
}
