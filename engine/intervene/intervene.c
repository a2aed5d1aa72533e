/* intervene.c - the whole answer: goals resolved, indices drawn together, gaps priced, measures
 * weighed, the plan chosen. */
#include "attain/component_goals.h"
#include "attain/summary.h"
#include "intervene/even_year.h"
#include "intervene/intervention.h"
#include "intervene/learn.h"
#include "intervene/panel_memo.h"
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

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <tangbac/effects.h>

enum { DEFAULT_DRAWS = 20000 };

/* The unit asked for; a name means the unit that has it in the year of the goals, and in the
 * origin's year when it has ended by then. TB_EDATA of the panel where no unit has the name. */
static tb_status find_unit(tb_intervention *v, tb_err *err)
{
    size_t row = 0;
    tb_ask_state *c = &v->c;
    tb_status st = tb_panel_find_unit(&row, c->panel, c->ask->unit, c->ask->origin, err);
    if (st != TB_OK)
        return st;
    c->unit = tb_panel_unit(c->panel, row);
    if (c->unit->valid_to < c->ask->year)
        tbi_notice_add(
            c->notices, c->arena, "merged",
            tbi_ask_say(c, TB_EN(TB_MSG_INTERVENE_CODE_UNIT_UNTIL_SINCE), c->unit->name_en,
                        c->unit->code, c->unit->valid_to, c->unit->successor),
            tbi_ask_say(c, TB_VI(TB_MSG_INTERVENE_CODE_UNIT_UNTIL_SINCE), c->unit->name_vi,
                        c->unit->code, c->unit->valid_to, c->unit->successor));
    return TB_OK;
}

/* A goal that is no goal refuses the whole question, whatever the others say: what it meant
 * would be a guess. The sentence is that of the goal's parser; its status becomes TB_EDATA,
 * since the goal came from a file or a line of words. */
static tb_status check_goal(const tb_ask_goal *g, int leading, tb_err *err)
{
    tb_goal goal;
    tb_goal_opts o = TB_GOAL_OPTS_INIT;
    tb_err why = TB_ERR_INIT;
    char index[128];
    snprintf(index, sizeof index, "%.*s", (int)strcspn(g->index, "."), g->index);
    o.index = index;
    o.leading = leading;
    if (tb_goal_parse(&goal, g->goal, &o, NULL, &why) == TB_OK)
        return TB_OK;
    if (err != NULL)
        *err = why;
    if (err != NULL)
        err->status = TB_EDATA;
    return TB_EDATA;
}

/* What is wrong with the question itself, before anything is drawn: years, rivals, too many
 * goals for the bits that tell alternatives, goals that cannot be read. rivals: the others as
 * forecast, or what they can still reach. */
static tb_status check_question(const tb_ask *ask, const tb_intervention_opts *o, tb_err *err)
{
    if (ask->year <= ask->origin)
        return tbi_fail(err, TB_EDATA, TB_MSG_INTERVENE_YEAR_AFTER_ORIGIN_ORIGIN, ask->year,
                        ask->origin);
    if (strcmp(o->rivals, "forecast") != 0 && strcmp(o->rivals, "reach") != 0)
        return tbi_fail(err, TB_EARG, TB_MSG_INTERVENE_RIVALS_MUST_FORECAST_REACH, o->rivals);
    int groups = 0;
    for (size_t i = 0; i < ask->goals; i++)
        /* the group of alternatives that a goal is in; the higher bits say how many of it
         * are needed */
        groups = (ask->goal[i].any & 63) > groups ? (ask->goal[i].any & 63) : groups;
    if (ask->goals > TB_MOST_GOALS || groups > TB_MOST_GOALS)
        return tbi_fail(err, TB_EDATA, TB_MSG_INTERVENE_GOALS_MORE_60_ONE, ask->goals);
    for (size_t i = 0; i < ask->goals; i++) {
        tb_status st = check_goal(&ask->goal[i], o->leading, err);
        if (st != TB_OK)
            return st;
    }
    return TB_OK;
}

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
    for (size_t d = 0; d < c->draws; d++)
        met += tbi_ask_joint_met(c, d, NULL);
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
    double extra[TB_MOST_GOALS] = { 0 };
    size_t answered = 0;
    for (size_t i = 0; i < c->goals; i++)
        answered += c->aim[i].track != NULL;
    for (size_t i = 0; i < c->goals && answered > 1; i++) {
        size_t met = 0;
        if (c->aim[i].track == NULL || c->answer[i].any > 0)
            continue;
        /* infinitely many points on top: met in every draw */
        extra[i] = INFINITY;
        for (size_t d = 0; d < c->draws; d++)
            met += tbi_ask_joint_met(c, d, extra);
        extra[i] = 0;
        double without = (double)met / (double)c->draws;
        if (v->spoiled && without <= v->joint_without)
            continue;
        v->spoiled = true;
        v->spoiler = i;
        v->joint_without = without;
    }
}

/* Only when no goal at all can be answered; the first one gives the reason. Otherwise each
 * goal has its own beside it. */
static tb_status refuse_unanswered(const tb_ask_state *c, tb_err *err)
{
    for (size_t i = 0; i < c->goals; i++)
        if (c->aim[i].track != NULL)
            return TB_OK;
    const tb_goal_answer *a = &c->answer[0];
    return tbi_fail(err, TB_EDATA, TB_MSG_INTERVENE_GOAL_SCENARIO_CAN_ANSWERED, a->index, a->goal,
                    a->reason, a->reason_vi);
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
    return TB_OK;
}

/* The order matters: every key must be there before any is drawn, and priorities rank what the
 * answers hold. Only answers and plans are added; draws and chances of goals are as they were. */
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

/* The panel becomes the one with what is known besides. */
static tb_status add_known_facts(tb_intervention *v, tb_err *err)
{
    v->ask = *v->c.ask;
    v->c.ask = &v->ask;
    tb_status st = tbi_known_panel(&v->known, &v->used, &v->ask, v->c.panel, v->c.unit,
                                   v->opts.leading, &v->own, &v->notices, err);
    if (v->known != NULL)
        v->c.panel = v->known;
    tbi_panel_memo_start(&v->memo, v->opts.cache, v->c.panel, v->used.at, v->used.n);
    v->fit_cache.memo = &v->memo;
    return st;
}

/* What is known besides refuses the question where no table agrees with it: the reason of a goal
 * would hide whose figure it was. TB_EDATA with the figure and why. Where nothing was known
 * besides there is nothing to check. */
static tb_status check_known(tb_intervention *v, tb_err *err)
{
    const tb_ask_state *c = &v->c;
    for (size_t i = 0; i < c->tracks && v->known != NULL; i++) {
        const tb_index_draws *t = c->track[i];
        for (size_t k = 0; k < v->ask.known_n && t->n_year > 0 && t->joint == NULL; k++) {
            const tb_known_figure *known = &v->ask.known[k];
            size_t n = strcspn(known->index, ".");
            if (strlen(t->index->code) != n || strncasecmp(t->index->code, known->index, n) != 0)
                continue;
            const char *en = tbi_ask_say(&v->c, "%s %d", known->index, known->year);
            return tbi_fail(err, TB_EDATA, TB_MSG_KNOWN_NO_TABLE, t->index->code, en, en, t->reason,
                            t->reason_vi);
        }
    }
    return TB_OK;
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

/* The order is that of what needs what: goals, forecasts, draws, single answers; then indices
 * are joined and learnt figures weighed, before measures and plans, which must see the draws
 * that count. side: what is computed beside the draws; the caller waits for it whatever comes of
 * this. tell: shares of the time, measured once. */
static tb_status answer_goals(tb_intervention *v, tb_side_answers *side, tb_err *err)
{
    tb_ask_state *c = &v->c;
    const tb_ask *asked = c->ask;
    tb_status st = tbi_component_goals(&c->ask, asked, c->panel, v->opts.leading, &v->own, err);
    if (st == TB_OK)
        st = check_question(c->ask, &v->opts, err);
    if (st == TB_OK)
        st = find_unit(v, err);
    if (st == TB_OK && v->one)
        st = add_known_facts(v, err);
    if (st == TB_OK)
        st = tbi_ask_resolve(c, err);
    if (st == TB_OK)
        st = refuse_unanswered(c, err);
    if (st == TB_OK)
        st = tbi_ask_fit(c, err);
    tell_share(v, TB_FIT_SHARE);
    if (st == TB_OK)
        st = check_known(v, err);
    if (st == TB_OK)
        st = refuse_unanswered(c, err);
    if (st == TB_OK)
        tbi_side_answers_start(side, v);
    if (st == TB_OK && v->opts.with_context)
        st = tbi_ask_curves_start(&v->curves, c, err);
    if (st == TB_OK)
        st = tbi_ask_draw(c, err);
    /* the others are given what they can still reach, and all is drawn again with it */
    if (st == TB_OK && strcmp(v->opts.rivals, "reach") == 0) {
        st = tbi_ask_competitors_reach(c, err);
        if (st == TB_OK)
            st = tbi_ask_draw(c, err);
    }
    tell_share(v, 0.53);
    if (st == TB_OK)
        st = tbi_ask_answer(c, err);
    /* what is said of one index stands; from here on they are joined */
    if (st == TB_OK)
        st = tbi_ask_cross_index(&v->cross, &v->crossings, c, err);
    if (st == TB_OK && c->ask->figures > 0)
        st = tbi_ask_learn(c, err);
    if (st != TB_OK)
        return st;
    /* from the joined draws, so that goals of several indices move together as they did */
    count_joint(v);
    tell_share(v, 0.56);
    /* before the measures, which have curves of their own on the same grid */
    if (v->opts.with_context)
        st = tbi_ask_curves(&v->curves, c, err);
    if (st == TB_OK && !v->opts.probabilities_only)
        st = price_measures(v, err);
    tell_share(v, 0.84);
    if (st == TB_OK)
        mark_plans(c);
    if (st == TB_OK && v->opts.with_context)
        st = tbi_ask_history(&v->past, c, err);
    tell_share(v, 0.86);
    tbi_side_answers_wait(side);
    if (st == TB_OK)
        st = pass_status(side->sensitivity, &side->sensitivity_err, err);
    if (st == TB_OK)
        st = pass_status(side->standing, &side->standing_err, err);
    if (st == TB_OK && !v->opts.probabilities_only)
        st = make_annexes(v, err);
    if (st == TB_OK)
        st = tbi_ask_understood(c, v->standing, err);
    if (st == TB_OK && !v->opts.probabilities_only && !v->opts.best_plan_only)
        st = tbi_even_years(c, err);
    tell_share(v, 0.89);
    if (st == TB_OK && !v->opts.probabilities_only && c->ask->figures + c->ask->measures_done > 0)
        st = tbi_ask_before(c, err);
    if (st == TB_OK)
        find_spoiler(v);
    if (st == TB_OK)
        st = pass_status(side->forecast, &side->forecast_err, err);
    return st == TB_OK && v->opts.evaluate ? tbi_ask_outcome(c, err) : st;
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
