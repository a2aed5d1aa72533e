/* intervene.c - the whole answer: goals resolved, indices drawn together, gaps priced, measures
 * weighed, the plan chosen. */
#include "attain/summary.h"
#include "intervene/even_year.h"
#include "intervene/intervention.h"
#include "intervene/learn.h"
#include "intervene/question_check.h"
#include "intervene/side_answers.h"
#include "intervene/understood.h"
#include "lever/bind_sheet.h"
#include "lever/headroom.h"
#include "lever/lever.h"
#include "lever/priority.h"
#include "plan/annex.h"
#include "plan/plan_result.h"

#include "base/error.h"
#include "base/opts.h"
#include "base/refusals.h"
#include "base/threads.h"
#include "messages/intervene.h"
#include "messages/one_language.h"
#include "messages/plan.h"

#include <math.h>
#include <string.h>
#include <tangbac/effects.h>

enum { DEFAULT_DRAWS = 20000 };

/* Draws in which every goal that can be answered is met, groups by what they need. v->joint is
 * 0..1 over the draws; NaN where no goal can be answered. */
static void count_joint(tb_intervention *v)
{
    tb_ask_state *c = &v->c;
    size_t met = 0, answered = 0;
    for (size_t i = 0; i < c->goals; i++)
        answered += c->aim[i].track != NULL;
    v->joint = NAN;
    if (answered == 0) {
        v->joint_reason = TB_EN(TB_MSG_INTERVENE_NO_GOAL_CAN_BE);
        v->joint_reason_vi = TB_VI(TB_MSG_INTERVENE_NO_GOAL_CAN_BE);
        return;
    }
    tbi_ask_joint_count(&met, NULL, c);
    v->joint = (double)met / (double)c->draws;
    if (answered == c->goals)
        return;
    v->joint_reason =
        tbi_ask_say(c, TB_EN(TB_MSG_INTERVENE_OVER_GOALS_THAT_CAN), answered, c->goals);
    v->joint_reason_vi =
        tbi_ask_say(c, TB_VI(TB_MSG_INTERVENE_OVER_GOALS_THAT_CAN), answered, c->goals);
}

/* The goal that spoils the whole: left out, the others are likeliest. Goals of `any` stay.
 * v->joint_without: the probability of all others. O(goals x draws). */
static void find_spoiler(tb_intervention *v)
{
    tb_ask_state *c = &v->c;
    size_t met, met_without[TB_MOST_GOALS], answered = 0;
    for (size_t i = 0; i < c->goals; i++)
        answered += c->aim[i].track != NULL;
    if (answered > 1)
        tbi_ask_joint_count(&met, met_without, c);
    for (size_t i = 0; i < c->goals && answered > 1; i++) {
        if (c->aim[i].track == NULL || c->answer[i].any > 0)
            continue;
        double without = (double)met_without[i] / (double)c->draws;
        if (v->spoiled && without <= v->joint_without)
            continue;
        v->spoiled = true;
        v->spoiler = i;
        v->joint_without = without;
    }
}

/* What a plan leaves out is said once, whichever plans leave it out. */
static void note_left_out(tb_ask_state *c, const tb_plan *plan)
{
    const char *said[2] = { NULL, NULL };
    if (plan->unpriced > 0 && tbi_arena_pair(c->arena, &said[0], &said[1], TB_MSG_PLAN_WITHOUT_COST,
                                             tbi_cost_unit(c->ask)))
        tbi_notice_add(c->notices, c->arena, "cost", said[0], said[1]);
    if (plan->left_out > 0 && tbi_arena_pair(c->arena, &said[0], &said[1], TB_MSG_PLAN_CORE,
                                             plan->choices, plan->choices + plan->left_out))
        tbi_notice_add(c->notices, c->arena, "core", said[0], said[1]);
}

/* The plan of every goal and of all together, side by side; each reads what is shared and writes
 * its own. */
static tb_status make_plans(tb_intervention *v, const tb_lever_links *touches, tb_err *err)
{
    tb_ask_state *c = &v->c;
    tb_status st[TB_MOST_GOALS + 1] = { TB_OK };
    tb_plan each[TB_MOST_GOALS] = { { 0 } };
    tb_err *why = TB_NEW(c->arena, tb_err, c->goals + 1);
    int threads = tbi_threads(c->opts->threads);
    size_t only = 0; /* the one goal that is answered: its plan is the plan for all */
    /* with one goal the joint plan is its plan, and searching it twice would say the same */
    size_t answered = 0;
    if (why == NULL)
        return tbi_no_memory(err, "the plans");
    for (size_t i = 0; i < c->goals; i++) {
        answered += c->aim[i].track != NULL;
        only = c->aim[i].track != NULL ? i : only;
    }
#pragma omp parallel for schedule(dynamic) num_threads(threads)
    for (size_t i = 0; i <= c->goals; i++) {
        size_t at = c->goals - i; /* the joint plan, the longest, first */
        /* a copy of the case with an arena of its own: arenas are not shared between threads */
        tb_ask_state own = *c;
        own.arena = &v->plan_own[at];
        /* then the goals show that one plan */
        bool one = c->ask->objective == TB_OBJECTIVE_JOINT;
        if (at == c->goals && (one || answered != 1))
            st[at] =
                tbi_plan_answer(&v->joint_plan, &own, touches, NULL, one ? each : NULL, &why[at]);
        else if (at < c->goals && c->aim[at].track != NULL && !one)
            st[at] =
                tbi_plan_answer(&c->answer[at].plan, &own, touches, &c->aim[at], NULL, &why[at]);
    }
    /* plans are structs with borrowed lists, so a copy is enough */
    if (answered == 1 && c->ask->objective != TB_OBJECTIVE_JOINT)
        v->joint_plan = c->answer[only].plan;
    for (size_t i = 0; i < c->goals && c->ask->objective == TB_OBJECTIVE_JOINT; i++)
        if (c->aim[i].track != NULL)
            c->answer[i].plan = each[i];
    /* the first failure in the order of goals, not of time: the message is the same each run */
    for (size_t i = 0; i <= c->goals; i++)
        if (st[i] != TB_OK)
            return tbi_fail_within(err, st[i], &why[i], "%s", "%s", "");
    for (size_t i = 0; i <= c->goals; i++)
        note_left_out(c, i < c->goals ? &c->answer[i].plan : &v->joint_plan);
    return TB_OK;
}

/* The order matters: every key must be there before any is drawn, and priorities rank what the
 * answers hold. Only answers and plans are added; draws and probabilities of goals are as they
 * were. */
static tb_status price_measures(tb_intervention *v, tb_err *err)
{
    tb_ask_state *c = &v->c;
    tb_lever_links touches;
    tb_keys keys;
    if (v->opts.estimated)
        tbi_notice_add(c->notices, c->arena, "estimated",
                       TB_MSG_INTERVENE_EVIDENCE_ESTIMATED_MEASURES_MAY);
    /* keys: every quantity whose draws the measures share */
    tb_status st = tbi_lever_links_make(&touches, &keys, c, err);
    if (st == TB_OK)
        st = tbi_priorities_prepare(&keys, c, err);
    if (st == TB_OK)
        st = tbi_keys_draw(&keys, c, err);
    if (st == TB_OK)
        st = tbi_component_values_answer(c, &keys, err);
    if (st == TB_OK)
        st = tbi_levers_answer(c, &touches, err);
    if (st == TB_OK)
        st = tbi_levers_at_stake(c, err);
    if (st == TB_OK)
        st = tbi_priorities_answer(c, &keys, err);
    if (st == TB_OK && v->opts.with_context)
        st = tbi_effect_sources_make(&v->effects, &keys, c, err);
    return st == TB_OK ? make_plans(v, &touches, err) : st;
}

/* Every plan as rows that a department can carry out. */
static tb_status make_annexes(tb_intervention *v, tb_err *err)
{
    tb_ask_state *c = &v->c;
    tb_status st = tbi_plan_annex(&v->joint_plan, c, NULL, v->standing, err);
    for (size_t i = 0; i < c->goals && st == TB_OK; i++)
        st = tbi_plan_annex(&c->answer[i].plan, c, &c->answer[i], v->standing, err);
    if (st == TB_OK && !c->opts->best_plan_only)
        st = tbi_orders_of_measures(c, v->standing, err);
    return st;
}

/* Members of the answer are const for the reader; here they are still being filled. */
static void mark_plans(tb_ask_state *c)
{
    for (size_t i = 0; i < c->goals; i++) {
        tb_goal_answer *a = &c->answer[i];
        tb_lever_answer *lever = (tb_lever_answer *)(uintptr_t)a->lever;
        for (size_t k = 0; k < a->levers; k++)
            for (size_t j = 0; j < a->plan.levers; j++)
                lever[k].in_plan |= !lever[k].beside && strcmp(lever[k].id, a->plan.lever[j]) == 0;
    }
}

/* What share of a usual run is behind it; measured on scenarios of datasets/, with nothing kept
 * from earlier runs. */
static void tell_share(const tb_intervention *v, double share)
{
    if (v->opts.tell != NULL)
        v->opts.tell(v->opts.about, share);
}

/* What failed beside is told where its turn is. */
static tb_status pass_status(tb_status st, const tb_err *why, tb_err *err)
{
    return st == TB_OK ? TB_OK : tbi_fail_within(err, st, why, "%s", "%s", "");
}

/* Forecasts of the indices that the goals name. */
static tb_status fit_indices(tb_intervention *v, tb_err *err)
{
    tb_status st = tbi_ask_fit(&v->c, err);
    tell_share(v, TB_FIT_SHARE);
    if (st == TB_OK)
        st = tbi_question_check_known(v, err);
    return st == TB_OK ? tbi_question_refuse_unanswered(&v->c, err) : st;
}

/* Draws of them; the curves of the context are started first and have a grid of their own. */
static tb_status draw_goals(tb_intervention *v, tb_err *err)
{
    tb_ask_state *c = &v->c;
    tb_status st = v->opts.with_context ? tbi_ask_curves_start(&v->curves, c, err) : TB_OK;
    if (st == TB_OK)
        st = tbi_ask_draw(c, err);
    /* the others are given what they can still reach, and all is drawn again with it */
    if (st == TB_OK && strcmp(v->opts.rivals, "reach") == 0) {
        st = tbi_ask_competitors_reach(c, err);
        if (st == TB_OK)
            st = tbi_ask_draw(c, err);
    }
    tell_share(v, 0.53);
    return st;
}

/* The goals one by one; then indices are joined and learnt figures weighed, and from the joined
 * draws all goals together, so that goals of several indices move together as they did. */
static tb_status answer_draws(tb_intervention *v, tb_err *err)
{
    tb_ask_state *c = &v->c;
    tb_status st = tbi_ask_answer(c, err);
    /* what is said of one index stands; from here on they are joined */
    if (st == TB_OK)
        st = tbi_ask_cross_index(&v->cross, &v->crossings, c, err);
    if (st == TB_OK && c->ask->figures > 0)
        st = tbi_ask_learn(c, err);
    if (st != TB_OK)
        return st;
    count_joint(v);
    tell_share(v, 0.56);
    return TB_OK;
}

/* Measures and plans, which must see the draws that count, and the past. The curves come before the
 * measures, which have curves of their own on the same grid. */
static tb_status answer_measures(tb_intervention *v, tb_err *err)
{
    tb_ask_state *c = &v->c;
    bool measures = !v->opts.probabilities_only;
    tb_status st = measures || v->opts.with_context ? tbi_ask_sort_gaps(c, err) : TB_OK;
    if (st == TB_OK && v->opts.with_context)
        st = tbi_ask_curves(&v->curves, c, err);
    if (st == TB_OK && measures)
        st = price_measures(v, err);
    tell_share(v, 0.84);
    if (st == TB_OK)
        mark_plans(c);
    if (st == TB_OK && v->opts.with_context)
        st = tbi_ask_history(&v->past, c, err);
    tell_share(v, 0.86);
    return st;
}

/* What needs all of it: annexes, what was understood, even probabilities of later years, the
 * answer before what was learnt, the goal that spoils the others. */
static tb_status finish_answer(tb_intervention *v, tb_side_answers *side, tb_err *err)
{
    tb_ask_state *c = &v->c;
    bool measures = !v->opts.probabilities_only;
    tb_status st = pass_status(side->sensitivity, &side->sensitivity_err, err);
    if (st == TB_OK)
        st = pass_status(side->standing, &side->standing_err, err);
    if (st == TB_OK && measures)
        st = make_annexes(v, err);
    if (st == TB_OK)
        st = tbi_ask_understood(c, v->standing, err);
    if (st == TB_OK && measures && !v->opts.best_plan_only)
        st = tbi_even_years(c, err);
    tell_share(v, 0.89);
    if (st == TB_OK && measures && c->ask->figures + c->ask->measures_done > 0)
        st = tbi_ask_before(c, err);
    if (st == TB_OK)
        find_spoiler(v);
    if (st == TB_OK)
        st = pass_status(side->forecast, &side->forecast_err, err);
    return st == TB_OK && v->opts.evaluate ? tbi_ask_outcome(c, err) : st;
}

/* The order is that of what needs what. side: what is computed beside the draws; the caller waits
 * for it whatever comes of this. Shares of the time that are told were measured once. */
static tb_status answer_goals(tb_intervention *v, tb_side_answers *side, tb_err *err)
{
    tb_status st = tbi_question_settle(v, err);
    if (st == TB_OK)
        st = fit_indices(v, err);
    if (st != TB_OK)
        return st;
    tbi_side_answers_start(side, v);
    st = draw_goals(v, err);
    if (st == TB_OK)
        st = answer_draws(v, err);
    if (st == TB_OK)
        st = answer_measures(v, err);
    if (st != TB_OK)
        return st;
    tbi_side_answers_wait(side);
    return finish_answer(v, side, err);
}

/* Whatever came of it, nothing runs on beside. */
static tb_status answer_and_wait(tb_intervention *v, tb_err *err)
{
    tb_side_answers side = { 0 };
    tb_status st = answer_goals(v, &side, err);
    tbi_side_answers_wait(&side);
    return st;
}

/* A run of its own: everything is fitted for it and goes with it. */
tb_status tb_intervention_run(tb_intervention **out, const tb_panel *p, const tb_ask *ask,
                              const tb_intervention_opts *o, tb_err *err)
{
    tb_intervention_opts usual = TB_INTERVENTION_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    return tbi_intervention_from(out, p, ask, &usual, NULL, NULL, err);
}

/* cache and compared: those of a survey, which outlive the answer; NULL: its own. */
tb_status tbi_intervention_from(tb_intervention **out, const tb_panel *p, const tb_ask *ask,
                                const tb_intervention_opts *o, tb_fit_cache *fit_cache,
                                tb_effects **compared, tb_err *err)
{
    *out = NULL;
    tb_intervention *v = tbi_calloc(1, sizeof *v);
    if (v == NULL)
        return tbi_no_memory(err, "the answer");
    v->opts = *o;
    v->ask = *ask;
    /* a survey brings a cache, and has put what is known beside the panel already */
    v->one = fit_cache == NULL;
    if (!v->one)
        v->opts.tell = NULL; /* a survey or an answer of several years tells of the whole */
    /* the caller's word, then the scenario's, then what is usual */
    size_t draws = o->draws > 0 ? o->draws : ask->draws > 0 ? ask->draws : DEFAULT_DRAWS;
    v->c = (tb_ask_state){ .panel = p,
                           .ask = &v->ask,
                           .opts = &v->opts,
                           .arena = &v->own,
                           .notices = &v->notices,
                           .draws = draws,
                           .seed = o->seed,
                           .fit_cache = fit_cache != NULL ? fit_cache : &v->fit_cache,
                           .book = fit_cache != NULL ? fit_cache->book : NULL,
                           .compared = compared != NULL ? compared : &v->compared };
    /* measures of a score sheet get the panel's index before anything looks at them */
    tb_status st = tbi_bind_sheets(&v->c.ask, p, ask, &v->own, err);
    if (st == TB_OK)
        st = answer_and_wait(v, err);
    if (st != TB_OK) {
        tb_intervention_free(v);
        return st;
    }
    *out = v;
    return TB_OK;
}
