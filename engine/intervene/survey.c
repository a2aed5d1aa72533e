/* survey.c - the same question for every unit: each one's probability and best measure; and,
 * looking back, whether probabilities came true as often as they said. */
#include "attain/component_goals.h"
#include "attain/summary.h"
#include "base/error.h"
#include "base/number_book.h"
#include "base/opts.h"
#include "base/refusals.h"
#include "forecast/fit_cache.h"
#include "intervene/known_facts.h"
#include "intervene/panel_memo.h"
#include "intervene/reliability.h"
#include "messages/intervene.h"
#include "messages/one_language.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/effects.h>
#include <tangbac/survey.h>

/* fewer than of one answer: there are dozens of units */
enum { SURVEY_DRAWS = 4000 };

struct tb_survey {
    tb_arena own;
    tb_notice_list notices;
    tb_effects *compared; /* of dated measures: the same for every unit */
    tb_memo memo;         /* what earlier runs kept of the panel */
    /* completed tables and fitted signal models: the same for every unit */
    tb_fit_cache fit_cache;
    tb_panel *known;   /* the panel with what is known besides; NULL: as it was given */
    const tb_ask *ask; /* with goals on components told apart */
    /* outcomes were judged too */
    bool evaluated;
    /* draws: as the answers made them, the same for all */
    size_t rows, draws;
    tb_survey_row *row; /* [rows] by origin, then unit, then goal */
    /* 0: one origin only */
    int last_origin;
    tb_reliability_table reliability;
};

/* In the order of who borrows from whom: comparisons and fits point into the panel. */
void tb_survey_free(tb_survey *s)
{
    if (s == NULL)
        return;
    tb_effects_free(s->compared);
    tbi_fit_cache_free(&s->fit_cache);
    tbi_number_book_close(s->fit_cache.book);
    tb_panel_free(s->known);
    tbi_arena_free(&s->own);
    free(s);
}

size_t tb_survey_rows(const tb_survey *s)
{
    return s->rows;
}
const tb_survey_row *tb_survey_row_at(const tb_survey *s, size_t i)
{
    return &s->row[i];
}
const tb_ask *tb_survey_ask(const tb_survey *s)
{
    return s->ask;
}
size_t tb_survey_draws(const tb_survey *s)
{
    return s->draws;
}
bool tb_survey_evaluated(const tb_survey *s)
{
    return s->evaluated;
}
int tb_survey_last_origin(const tb_survey *s)
{
    return s->last_origin;
}
/* Without looking back there is nothing to bin. */
size_t tb_survey_bins(const tb_survey *s)
{
    return s->evaluated ? TB_HINDSIGHT_BINS : 0;
}
const tb_reliability *tb_survey_bin(const tb_survey *s, size_t i)
{
    return &s->reliability.bin[i];
}
size_t tb_survey_years(const tb_survey *s)
{
    return s->evaluated ? s->reliability.years : 0;
}
const tb_reliability_year *tb_survey_year(const tb_survey *s, size_t i)
{
    return &s->reliability.year[i];
}
double tb_survey_brier(const tb_survey *s)
{
    return s->evaluated ? s->reliability.brier : NAN;
}
double tb_survey_brier_se(const tb_survey *s)
{
    return s->evaluated ? s->reliability.brier_se : NAN;
}
double tb_survey_climatology(const tb_survey *s)
{
    return s->evaluated ? s->reliability.climatology : NAN;
}
tb_notices tb_survey_notices(const tb_survey *s)
{
    return tbi_notice_view(&s->notices);
}

/* Measures of a plan that act on nothing but components among the ten best of the country. */
static size_t count_leads(const tb_plan *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->levers; i++) {
        size_t rows = 0;
        size_t leads = 0;
        for (size_t k = 0; k < p->measures; k++) {
            bool is = strcmp(p->measure[k].id, p->lever[i]) == 0;
            rows += is;
            leads += is && p->measure[k].leads;
        }
        n += rows > 0 && leads == rows;
    }
    return n;
}

/* Texts are copied: the intervention that owns them is freed after each unit. g->lever is
 * sorted: the first one helps most. Chances 0..1, NaN: none. */
static void copy_goal(tb_survey_row *r, tb_survey *s, const tb_goal_answer *g)
{
    r->chance = g->chance;
    r->noise_chance = g->noise_chance;
    r->reason = tbi_arena_text(&s->own, g->reason);
    r->reason_vi = tbi_arena_text(&s->own, g->reason_vi);
    r->met = g->met;
    r->parsed = g->parsed;
    r->is_parsed = g->is_parsed;
    r->base_rank = g->outcome_base_rank;
    r->rank = g->outcome_rank;
    r->plan_chance = g->plan.made ? g->plan.chance : NAN;
    r->plan_levers = g->plan.levers;
    r->plan_leads = count_leads(&g->plan);
    if (g->levers_known == 0)
        return;
    const tb_lever_answer *l = &g->lever[0];
    r->best = tbi_arena_text(&s->own, l->id);
    r->best_name_vi = tbi_arena_text(&s->own, l->name_vi);
    r->best_name_en = tbi_arena_text(&s->own, l->name_en);
    r->best_component = tbi_arena_printf(&s->own, "%s.%s", l->index, l->component);
    r->best_chance = l->chance;
}

/* One row a goal. A unit that cannot be answered keeps its rows, with the reason; only no memory
 * and bad arguments end the survey. met -1: not known. */
static tb_status judge_unit(tb_survey *s, const tb_panel *p, const tb_ask *question,
                            const tb_unit *u, const tb_intervention_opts *o, tb_err *err)
{
    tb_ask ask = *question;
    tb_intervention *v = NULL;
    tb_err why = TB_ERR_INIT;
    ask.unit = u->code;
    tb_status st = tbi_intervention_from(&v, p, &ask, o, &s->fit_cache, &s->compared, &why);
    if (st == TB_ENOMEM || st == TB_EARG)
        return tbi_fail_within(err, st, &why, "%s", "%s", "");
    for (size_t g = 0; g < ask.goals; g++) {
        tb_survey_row *r = &s->row[s->rows++];
        *r = (tb_survey_row){ .code = tbi_arena_text(&s->own, u->code),
                              .name_vi = tbi_arena_text(&s->own, u->name_vi),
                              .name_en = tbi_arena_text(&s->own, u->name_en),
                              .goal = g,
                              .origin = ask.origin,
                              .year = ask.year,
                              .chance = NAN,
                              .noise_chance = NAN,
                              .best_chance = NAN,
                              .plan_chance = NAN,
                              /* not judged, unless copy_goal says otherwise */
                              .met = -1 };
        if (st == TB_OK)
            copy_goal(r, s, tb_intervention_goal(v, g));
        else {
            r->reason = tbi_arena_text(&s->own, why.message);
            r->reason_vi =
                tbi_arena_text(&s->own, why.message_vi[0] != '\0' ? why.message_vi : why.message);
        }
    }
    tb_notices w = { NULL, 0 };
    if (v != NULL)
        w = tb_intervention_notices(v);
    for (size_t i = 0; i < w.count; i++)
        tbi_notice_add(&s->notices, &s->own, w.notice[i].code, w.notice[i].text,
                       w.notice[i].text_vi);
    if (v != NULL)
        s->draws = tb_intervention_draws(v);
    tb_intervention_free(v);
    return TB_OK;
}

/* What share of the survey is done with so much of an origin. */
static double count_share(const tb_survey *s, const tb_ask *ask, double share)
{
    int last = s->last_origin > 0 ? s->last_origin : s->ask->origin;
    return (ask->origin - s->ask->origin + share) / (last - s->ask->origin + 1);
}

/* Every unit at one origin. At a single origin that nobody can answer the question is refused;
 * over several such an origin is left out with a notice. */
static tb_status judge_origin(tb_survey *s, const tb_panel *p, const tb_ask *ask,
                              const tb_intervention_opts *o, tb_err *err)
{
    tb_status st = TB_OK;
    size_t from = s->rows;
    bool answered = false;
    for (size_t i = 0; i < tb_panel_units(p) && st == TB_OK; i++) {
        const tb_unit *u = tb_panel_unit(p, i);
        /* units that ended, or had not begun */
        if (!tb_unit_holds(u, ask->origin))
            continue;
        st = judge_unit(s, p, ask, u, o, err);
        if (o->tell != NULL)
            o->tell(o->about, count_share(s, ask, (double)(i + 1) / (double)tb_panel_units(p)));
    }
    for (size_t i = from; i < s->rows; i++)
        answered |= !isnan(s->row[i].chance);
    if (st != TB_OK || answered)
        return st;
    const char *why = s->rows > from && s->row[from].reason != NULL
                          ? s->row[from].reason
                          : TB_EN(TB_MSG_INTERVENE_THERE_NO_UNITS);
    const char *why_vi = s->rows > from && s->row[from].reason_vi != NULL
                             ? s->row[from].reason_vi
                             : TB_VI(TB_MSG_INTERVENE_THERE_NO_UNITS);
    if (s->last_origin == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_INTERVENE_QUESTION_CANNOT_ANSWERED_ANY, why, why_vi);
    tbi_notice_add(&s->notices, &s->own, "origin",
                   tbi_arena_printf(&s->own, TB_EN(TB_MSG_INTERVENE_FROM_ORIGIN_QUESTION_CANNOT),
                                    ask->origin, why),
                   tbi_arena_printf(&s->own, TB_VI(TB_MSG_INTERVENE_FROM_ORIGIN_QUESTION_CANNOT),
                                    ask->origin, why_vi));
    s->rows = from;
    return TB_OK;
}

/* Each origin asks as far ahead as the first one did, and knows nothing of later years: fits
 * and comparisons are made anew. */
static tb_status judge_origins(tb_survey *s, const tb_panel *p, const tb_intervention_opts *o,
                               tb_err *err)
{
    int last = s->last_origin > 0 ? s->last_origin : s->ask->origin;
    if (last < s->ask->origin)
        return tbi_fail(err, TB_EARG, TB_MSG_INTERVENE_LAST_ORIGIN_PRECEDES_ORIGIN, last,
                        s->ask->origin);
    /* an index with an origin of its own cannot move along */
    if (last > s->ask->origin && s->ask->origins > 0)
        return tbi_fail(err, TB_EARG, TB_MSG_KNOWN_ORIGIN_MOVES);
    tb_ask newest = *s->ask; /* what is known up to there; each origin sees its own part */
    newest.origin = last;
    tb_known_list used;
    tb_status known =
        tbi_known_panel(&s->known, &used, &newest, p, NULL, o->leading, &s->own, &s->notices, err);
    if (known != TB_OK)
        return known;
    if (s->known != NULL)
        p = s->known;
    tbi_panel_memo_start(&s->memo, o->cache, p, used.at, used.n);
    s->fit_cache.memo = &s->memo;
    known = tbi_number_book_open(&s->fit_cache.book, &s->memo, err);
    if (known != TB_OK)
        return known;
    s->row = TB_NEW(&s->own, tb_survey_row,
                    (tb_panel_units(p) * s->ask->goals * (size_t)(last - s->ask->origin + 1)));
    if (s->row == NULL)
        return tbi_no_memory(err, "the survey");
    for (int origin = s->ask->origin; origin <= last; origin++) {
        tb_ask ask = *s->ask;
        ask.origin = origin;
        /* always as far ahead */
        ask.year = origin + (s->ask->year - s->ask->origin);
        tb_status st = judge_origin(s, p, &ask, o, err);
        tb_effects_free(s->compared);
        s->compared = NULL;
        tbi_fit_cache_free(&s->fit_cache); /* the next origin knows other tables */
        if (st != TB_OK)
            return st;
    }
    return s->rows > 0 ? TB_OK
                       : tbi_fail(err, TB_EDATA, TB_MSG_INTERVENE_QUESTION_CANNOT_ANSWERED_ANY_2,
                                  s->ask->origin, last);
}

/* One answer a unit, on one cache: what does not depend on the unit is fitted once an origin.
 * The panel must outlive the survey. *out is the caller's. draws 0: SURVEY_DRAWS, fewer than for
 * one unit. */
tb_status tb_survey_run(tb_survey **out, const tb_panel *p, const tb_ask *ask,
                        const tb_intervention_opts *o, tb_err *err)
{
    *out = NULL;
    tb_intervention_opts usual = TB_INTERVENTION_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    tb_survey *s = tbi_calloc(1, sizeof *s);
    if (s == NULL)
        return tbi_no_memory(err, "the survey");
    tb_intervention_opts each = *o;
    if (each.draws == 0)
        each.draws = SURVEY_DRAWS;
    each.with_context = false;
    each.best_plan_only = true;
    /* looking back over years asks for probabilities alone: plans of years gone by serve nobody */
    each.probabilities_only = o->probabilities_only || o->last_origin > 0;
    tb_status st = tbi_component_goals(&s->ask, ask, p, o->leading, &s->own, err);
    s->last_origin = o->last_origin;
    s->evaluated = o->evaluate;
    if (st == TB_OK)
        st = judge_origins(s, p, &each, err);
    if (st == TB_OK &&
        !tbi_reliability_make(&s->reliability, s->row, s->rows, s->ask->goals, &s->own))
        st = tbi_no_memory(err, "the survey");
    if (st != TB_OK) {
        tb_survey_free(s);
        return st;
    }
    *out = s;
    return TB_OK;
}
