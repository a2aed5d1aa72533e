/* plan_result.c - the plan of a goal and of all goals together: chosen on the even draws, reported
 * from the odd ones, with its frontier and what it cannot be told from. */
#include "plan/plan_result.h"

#include "base/error.h"
#include "base/threads.h"
#include "messages/one_language.h"
#include "messages/plan.h"
#include "plan/plan_order.h"
#include "plan/plan_state.h"
#include "plan/schedule_plan.h"

#include <math.h>

enum { LEVELS = 16 }; /* budgets at which the frontier is looked at */

/* Names of the choices of a set, in order of id; instead: what each could be exchanged for. */
static tb_status list_names(const char *const **out, size_t *n, tb_plan_state *d, uint64_t set,
                            bool instead, tb_err *err)
{
    const char **name = TB_NEW(d->c->arena, const char *, d->b->count);
    if (name == NULL)
        return tbi_no_memory(err, "the plan");
    *n = 0;
    for (size_t i = 0; i < d->b->count; i++)
        if (set >> i & 1)
            name[(*n)++] = instead ? d->b->choice[i].instead : d->b->choice[i].lever->id;
    *out = name;
    return TB_OK;
}

/* Budgets at which the frontier is looked at: what single choices cost, their multiples where
 * all cost the same, evenly up to the budget otherwise. /. level [LEVELS] out, ascending, in the
 * unit of costs; returns how many. The last one is the budget, or what all together cost if that
 * is less. */
static size_t count_levels(double *level, const tb_plan_state *d)
{
    double all = 0, least = INFINITY, largest = 0;
    for (size_t i = 0; i < d->b->count; i++) {
        if (d->b->done >> i & 1)
            continue;
        all += d->p.cost[i];
        least = fmin(least, d->p.cost[i]);
        largest = fmax(largest, d->p.cost[i]);
    }
    double top = fmin(all, d->p.budget);
    double step = least == largest && least > 0 ? least : top / 10;
    size_t n = 0;
    /* everything is free: one level at 0 */
    if (!(step > 0))
        step = 1;
    if (top / step > LEVELS - 1)
        step = top / (LEVELS - 1);
    for (double at = step; at < top * (1 - 1e-9) && n < LEVELS - 1; at += step)
        level[n++] = at;
    level[n++] = top;
    return n;
}

/* Whether two sets have so nearly the same expected rank or meet so nearly the same number of odd
 * draws that the draws cannot tell them apart (McNemar 1947, 95 %). */
static bool is_alike(tb_plan_state *d, uint64_t a, uint64_t b)
{
    if (d->by_rank)
        return tbi_expected_rank_alike(&d->climb, a, b, 1);
    tb_plan_problem odd = d->p;
    double only_a = 0, only_b = 0;
    odd.first = 1;
    tbi_plan_flags(d->flag_a, &odd, a);
    tbi_plan_flags(d->flag_b, &odd, b);
    for (size_t k = 1; k < d->c->draws; k += 2) {
        only_a += d->flag_a[k] && !d->flag_b[k];
        only_b += d->flag_b[k] && !d->flag_a[k];
    }
    return fabs(only_a - only_b) <= 1.96 * sqrt(only_a + only_b);
}

/* Whether more money buys more on the draws that did not choose: a dearer set that only did better
 * where it was chosen is no point of the frontier, and no plan. */
static bool is_better(const tb_frontier_point *a, const tb_frontier_point *b, bool by_rank)
{
    return by_rank ? a->rank < b->rank : a->chance > b->chance;
}

/* Budgets ascend and each search starts from the last one's set. Points are judged on the odd
 * draws: a dearer set that does no better there is no point of the frontier. sets [LEVELS + 1];
 * *chosen: the last one that was. point 0 is the plan of nothing but what is done. brief: only
 * the whole budget is looked at. */
static tb_status list_frontier(tb_plan *out, tb_plan_state *d, tb_plan_found *last,
                               uint64_t *chosen, uint64_t *sets, tb_err *err)
{
    double level[LEVELS];
    size_t n = count_levels(level, d);
    tb_frontier_point *point = TB_NEW(d->c->arena, tb_frontier_point, n + 1);
    if (point == NULL)
        return tbi_no_memory(err, "the frontier");
    out->frontier = point;
    out->frontier_count = 1;
    point[0] = (tb_frontier_point){ .chance = tbi_plan_chance(d, d->b->done),
                                    .rank = tbi_expected_rank_of(&d->climb, d->b->done, 1) };
    tb_status named = list_names(&point[0].lever, &point[0].levers, d, d->b->done, false, err);
    sets[0] = *chosen = d->b->done;
    uint64_t start = d->b->done, nodes = 0;
    if (named != TB_OK)
        return named;
    bool exact = true;
    tb_plan_ready *ready;
    tb_status st = tbi_plan_prepare(&ready, &d->search, err);
    if (st != TB_OK)
        return st;
    for (size_t i = d->c->opts->best_plan_only ? n - 1 : 0; i < n && st == TB_OK; i++) {
        tbi_plan_search_within(last, ready, level[i], start);
        nodes += last->nodes;
        exact &= last->exact;
        if (last->set == start)
            continue;
        start = last->set;
        tb_frontier_point *at = &point[out->frontier_count];
        *at = (tb_frontier_point){ .cost = last->cost,
                                   .chance = tbi_plan_chance(d, last->set),
                                   .rank = tbi_expected_rank_of(&d->climb, last->set, 1) };
        if (!d->c->opts->best_plan_only && !is_better(at, at - 1, d->by_rank))
            continue;
        *chosen = last->set;
        st = list_names(&at->lever, &at->levers, d, last->set, false, err);
        sets[out->frontier_count++] = last->set;
    }
    tbi_plan_ready_free(ready);
    if (st != TB_OK)
        return st;
    last->nodes = nodes;
    last->exact = exact;
    out->equal_to = "";
    /* a dearer plan that is as good as a cheaper one on the odd draws is said to be equal to it */
    for (size_t i = 1; i + 1 < out->frontier_count && out->equal_to[0] == '\0'; i++) {
        if (!is_alike(d, sets[i], *chosen))
            continue;
        for (size_t k = 0; k < point[i].levers; k++)
            out->equal_to =
                tbi_ask_say(d->c, "%s%s%s", out->equal_to, k > 0 ? ", " : "", point[i].lever[k]);
    }
    return TB_OK;
}

static void note_no_plan(tb_plan *out, const char *reason, const char *reason_vi)
{
    out->reason = reason;
    out->reason_vi = reason_vi;
}

/* The least expected rank that any plan can have on the draws that were searched: what every row
 * met together would give. */
static double find_least_rank(const tb_plan_state *d, const tb_plan_found *found)
{
    tb_expected_rank part = d->climb;
    part.kept = 2 * d->used < part.kept ? 2 * d->used : part.kept;
    double with = tbi_expected_rank_of(&part, found->set, 0);
    double more = (double)(found->bound - found->met);
    return d->used > 0 ? with - more / (double)d->used / (double)part.tables : NAN;
}

/* The figures of the plan itself: with the reach of its sum, with other correlations, and what
 * the sum of its reaches would promise. place and score that are reached with probability 0.5
 * and 0.8: of single goals only, since joint goals have no one table. */
static tb_status report_plan(tb_plan *out, tb_plan_state *d, uint64_t set, tb_err *err)
{
    tb_plan_condition condition;
    tb_status st = TB_OK;
    tbi_plan_conditions_of(&condition, d->conditions, tbi_search_keys_records(&d->keys, set));
    out->chance = tbi_plan_chance(d, set);
    out->rank = tbi_expected_rank_of(&d->climb, set, 1);
    out->chance_apart = tbi_plan_chance_apart(d, set);
    out->condition_n = condition.n;
    out->condition_met = condition.met;
    out->condition_factor = condition.factor;
    if (d->p.goals == 1)
        st = tbi_reached_with(&out->place_50, &out->score_50, &d->climb, set, 1, 0.5, err);
    if (st == TB_OK && d->p.goals == 1)
        st = tbi_reached_with(&out->place_80, &out->score_80, &d->climb, set, 1, 0.8, err);
    double with[2];
    if (st == TB_OK)
        st = tbi_plan_chances_with(with, d, set, tbi_plan_rho, 2, err);
    if (st != TB_OK)
        return st;
    out->chance_0 = with[0];
    out->chance_09 = with[1];
    return TB_OK;
}

/* The plan that was found for all goals, seen from goal g of them. sets: those of all->frontier;
 * set: the plan. Chances over the odd draws of goal g alone. */
static tb_status view_goal(tb_plan *out, const tb_plan *all, tb_plan_state *d, size_t g,
                           const uint64_t *sets, uint64_t set, tb_err *err)
{
    const tb_goal_state *aim = d->b->goal[g];
    tb_plan_state own = *d;
    const double **gap = TB_NEW(d->c->arena, const double *, 1);
    int *any = TB_NEW(d->c->arena, int, 1);
    tb_plan_key *key = tbi_search_keys_of_goal(&d->keys, g, d->c->arena);
    tb_frontier_point *point = TB_NEW(d->c->arena, tb_frontier_point, all->frontier_count);
    if (gap == NULL || any == NULL || key == NULL || point == NULL)
        return tbi_no_memory(err, "the plan");
    gap[0] = d->p.gap[g];
    own.goal = &aim;
    own.p.goals = 1;
    own.p.gap = gap;
    own.p.any = any;
    own.p.key = own.keys.key = key;
    tbi_expected_rank_start(&own.climb, &own.p, &aim, d->c->draws);
    *out = *all;
    out->rank_indices = 1;
    out->chance_none = tbi_plan_chance(&own, 0);
    out->chance_done = own.b->done != 0 ? tbi_plan_chance(&own, own.b->done) : NAN;
    out->rank_none = tbi_expected_rank_of(&own.climb, 0, 1);
    out->chance_chosen = (double)tbi_plan_met(&own.p, set) / (double)((d->c->draws + 1) / 2);
    out->bound = NAN; /* the bound is one of the joint probability */
    out->equal_none = set == 0 || is_alike(&own, 0, set);
    for (size_t i = 0; i < all->frontier_count; i++) {
        point[i] = all->frontier[i];
        point[i].chance = tbi_plan_chance(&own, sets[i]);
        point[i].rank = tbi_expected_rank_of(&own.climb, sets[i], 1);
    }
    out->frontier = point;
    return report_plan(out, &own, set, err);
}

/* Everything begins in the first year of the plan and works from its lag on. A measure that is
 * done began when it was done; lag in years. */
static tb_status list_years(tb_plan *out, tb_plan_state *d, uint64_t set, tb_err *err)
{
    int *begin = TB_NEW(d->c->arena, int, d->b->count);
    int *effect = TB_NEW(d->c->arena, int, d->b->count);
    size_t n = 0;
    if (begin == NULL || effect == NULL)
        return tbi_no_memory(err, "the plan");
    for (size_t i = 0; i < d->b->count; i++) {
        if (!(set >> i & 1))
            continue;
        int lag = d->b->choice[i].lever->lag;
        int since = d->b->choice[i].lever->done_year;
        begin[n] = since > 0 ? since : tbi_ask_begins(d->c);
        effect[n] = begin[n] + (lag > 0 ? lag : 0);
        n++;
    }
    out->start = begin;
    out->effect_from = effect;
    return TB_OK;
}

/* chance_chosen and the bound are of the even draws the plan was chosen on, everything else of
 * the odd ones. each [goals]: the same plan seen from single goals; NULL: not wanted. In *out:
 * probabilities 0..1, ranks from 1, NaN where not asked for. */
static tb_status search_plan(tb_plan *out, tb_plan_state *d, tb_plan *each, tb_err *err)
{
    tb_plan_found found = { 0 };
    uint64_t sets[LEVELS + 1] = { 0 };
    out->made = true;
    out->choices = d->b->count;
    out->objective = d->c->ask->objective;
    out->chance_none = tbi_plan_chance(d, 0);
    out->chance_done = d->b->done != 0 ? tbi_plan_chance(d, d->b->done) : NAN;
    out->rank_none = tbi_expected_rank_of(&d->climb, 0, 1);
    out->rank_indices = d->climb.tables;
    uint64_t set = 0;
    tb_status st = list_frontier(out, d, &found, &set, sets, err);
    if (st != TB_OK)
        return st;
    out->chance_chosen = (double)tbi_plan_met(&d->p, set) / (double)((d->c->draws + 1) / 2);
    if (d->by_rank)
        out->rank_bound = find_least_rank(d, &found);
    else if (d->b->left_out == 0) /* what was not searched is bounded by nothing */
        out->bound = (double)found.bound / (double)found.of;
    out->exact = found.exact && d->b->left_out == 0 && !d->rough;
    out->nodes = found.nodes;
    out->cost = tbi_plan_cost(&d->p, set);
    out->equal_none = set == 0 || is_alike(d, 0, set);
    for (size_t k = 0; k < d->p.keys; k++)
        out->associated |= d->keys.from[k]->evidence == TB_EVIDENCE_ESTIMATED &&
                           (d->keys.key[k].choices & set) != 0;
    st = report_plan(out, d, set, err);
    if (st == TB_OK)
        st = list_names(&out->instead, &out->levers, d, set, true, err);
    if (st == TB_OK)
        st = list_names(&out->lever, &out->levers, d, set, false, err);
    if (st == TB_OK)
        st = list_years(out, d, set, err);
    if (st == TB_OK)
        st = tbi_plan_order(out, d->c, d->c->arena, err);
    for (size_t g = 0, i = 0; st == TB_OK && each != NULL && i < d->c->goals; i++)
        if (d->c->aim[i].track != NULL)
            st = view_goal(&each[i], out, d, g++, sets, set, err);
    return st;
}

/* Costs are in a unit and a measure has none: there is no plan rather than an invented cost. */
static void note_unpriced(tb_plan *out, tb_ask_state *c)
{
    if (!tbi_arena_pair(c->arena, &out->reason, &out->reason_vi, TB_MSG_PLAN_UNPRICED,
                        tbi_cost_unit(c->ask)))
        note_no_plan(out, "", "");
}

/* Why there is no plan, the first reason that holds: no goal, no measures, none that is
 * affordable, none with a cost, none with evidence. Notes are in both languages; *out stays
 * without a plan. */
static void note_no_plan_for(tb_plan *out, tb_ask_state *c, const tb_option_set *b)
{
    if (b->goals == 0)
        note_no_plan(out, TB_MSG_PLAN_GOAL_CAN_ANSWERED);
    else if (c->ask->levers == 0)
        note_no_plan(out, TB_MSG_PLAN_MEASURES_GIVEN);
    else if (isfinite(b->too_dear))
        note_no_plan(out,
                     tbi_ask_say(c, TB_EN(TB_MSG_PLAN_NO_MEASURE_WITH_EVIDENCE), b->too_dear,
                                 c->ask->budget),
                     tbi_ask_say(c, TB_VI(TB_MSG_PLAN_NO_MEASURE_WITH_EVIDENCE), b->too_dear,
                                 c->ask->budget));
    else if (b->unpriced > 0)
        note_unpriced(out, c);
    else
        note_no_plan(out, TB_MSG_PLAN_MEASURE_TOUCHES_GOAL_EVIDENCE);
}

/* What needs years of start (tbi_option_set_phased) goes to the phased search. only: one goal;
 * NULL: all. each [goals], or NULL. A question without a plan is answered too: *out says why.
 * TB_ENOMEM is the only failure of its own. */
tb_status tbi_plan_answer(tb_plan *out, tb_ask_state *c, const tb_lever_links *t,
                          const tb_goal_state *only, tb_plan *each, tb_err *err)
{
    *out = (tb_plan){ .cost_unit = tbi_cost_unit(c->ask),
                      .budget = c->ask->budget,
                      .chance = NAN,
                      .chance_0 = NAN,
                      .chance_09 = NAN,
                      .chance_chosen = NAN,
                      .chance_none = NAN,
                      .chance_done = NAN,
                      .bound = NAN,
                      .rank = NAN,
                      .rank_none = NAN,
                      .rank_bound = NAN,
                      .objective = c->ask->objective,
                      .exact = true,
                      .equal_to = "" };
    tb_option_set *b = TB_NEW(c->arena, tb_option_set, 1);
    if (b == NULL)
        return tbi_no_memory(err, "the plan");
    tb_status st = tbi_option_set_make(b, c, t, only, err);
    if (st != TB_OK)
        return st;
    out->unpriced = b->unpriced;
    out->left_out = b->left_out;
    if (b->goals == 0 || b->count == 0) {
        note_no_plan_for(out, c, b);
        for (size_t i = 0; i < c->goals && each != NULL; i++)
            each[i] = *out;
        return TB_OK;
    }
    if (tbi_option_set_phased(c, b))
        return tbi_schedule_answer(out, c, b, each, err);
    tb_plan_state d = { .c = c, .b = b, .threads = tbi_threads(c->opts->threads) };
    tb_arena own = { 0 };
    if ((st = tbi_plan_state_problem(&d, err)) == TB_OK)
        st = tbi_plan_state_records(&d, &own, err);
    if (st == TB_OK)
        st = tbi_plan_state_search(&d, &own, err);
    if (st == TB_OK)
        st = search_plan(out, &d, each, err);
    tbi_arena_free(&own);
    return st;
}
