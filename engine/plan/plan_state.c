/* plan_state.c - the problem that a plan is searched in, laid out over the draws, and what a set is
 * worth on those draws that did not choose it. */
#include "plan/plan_state.h"

#include "base/error.h"

#include <math.h>

/* Draws among which a search for records looks, since every set is counted over them. */
enum { SEARCHED = 16384 };

/* own: lives as long as the search, and d->conditions with it. */
tb_status tbi_plan_state_records(tb_plan_state *d, tb_arena *own, tb_err *err)
{
    return tbi_search_keys_mark(&d->conditions, &d->p.together, &d->keys, own, err);
}

/* The options as choices of the problem: cost, needs and bars of each, and the keys of all. */
static tb_status lay_out_choices(tb_plan_state *d, tb_err *err)
{
    tb_arena *a = d->c->arena;
    const tb_option_set *b = d->b;
    size_t most = 0;
    for (size_t i = 0; i < b->count; i++)
        most += b->choice[i].keys;
    double *cost = TB_NEW(a, double, b->count);
    uint64_t *needs = TB_NEW(a, uint64_t, b->count);
    uint64_t *bars = TB_NEW(a, uint64_t, b->count);
    if (!cost || !needs || !bars)
        return tbi_no_memory(err, "the plan");
    tb_status st = tbi_search_keys_make(&d->keys, most, b->goals, a, err);
    for (size_t i = 0; st == TB_OK && i < b->count; i++) {
        const tb_option *one = &b->choice[i];
        ptrdiff_t at;
        cost[i] = one->cost;
        needs[i] = one->needs;
        bars[i] = one->bars;
        for (size_t k = 0; st == TB_OK && k < one->keys; k++)
            st = tbi_search_keys_add(&at, &d->keys, one->key[k], b, i, d->c, err);
    }
    d->p.choices = b->count;
    d->p.cost = cost;
    d->p.needs = needs;
    d->p.bars = bars;
    return st;
}

/* gap [goals] borrowed from the goals. */
static tb_status lay_out_goals(tb_plan_state *d, tb_err *err)
{
    const tb_option_set *b = d->b;
    const double **gap = TB_NEW(d->c->arena, const double *, b->goals);
    int *any = TB_NEW(d->c->arena, int, b->goals);
    if (!gap || !any)
        return tbi_no_memory(err, "the plan");
    for (size_t g = 0; g < b->goals; g++) {
        gap[g] = b->goal[g]->gap;
        /* alternatives need two goals at least */
        any[g] = b->goals > 1 ? b->goal[g]->a->any : 0;
    }
    d->goal = b->goal;
    d->p.goals = b->goals;
    d->p.gap = gap;
    d->p.any = any;
    return TB_OK;
}

/* The keys of the problem. More groups than fit leave keys uncapped (rough): the plan is not
 * called exact. */
static tb_status lay_out_keys(tb_plan_state *d, tb_err *err)
{
    size_t groups;
    tb_status st =
        tbi_search_keys_group(&groups, &d->p.group_cap, &d->keys, TB_PLAN_GROUPS, d->c->arena, err);
    if (st != TB_OK)
        return st;
    d->rough = groups > TB_PLAN_GROUPS;
    d->p.groups = d->rough ? TB_PLAN_GROUPS : groups;
    d->p.key = d->keys.key;
    d->p.keys = d->keys.count;
    return TB_OK;
}

/* The problem for search/search.h, over the even draws; the odd ones judge the plan. A key of
 * several choices is there once. cost, needs and bars by choice, weight [goals] by key in points
 * of each goal. Memory is the case's, since the result points into it. */
tb_status tbi_plan_state_problem(tb_plan_state *d, tb_err *err)
{
    tb_ask_state *c = d->c;
    d->flag_a = TB_NEW(c->arena, unsigned char, c->draws);
    d->flag_b = TB_NEW(c->arena, unsigned char, c->draws);
    if (!d->flag_a || !d->flag_b)
        return tbi_no_memory(err, "the plan");
    d->p = (tb_plan_problem){ .draws = c->draws,
                              .budget = isnan(c->ask->budget) ? INFINITY : c->ask->budget,
                              .most = (size_t)c->ask->most,
                              .first = 0,
                              .step = 2,
                              .after = d->b->after,
                              .afters = d->b->afters,
                              .forced = d->b->done };
    tb_status st = lay_out_goals(d, err);
    if (st == TB_OK)
        st = lay_out_choices(d, err);
    if (st == TB_OK)
        st = lay_out_keys(d, err);
    for (uint64_t done = d->b->done; d->p.most > 0 && done != 0; done &= done - 1)
        d->p.most++; /* what is done takes no place of what is to be done */
    return st;
}

/* What is searched: the goals themselves, or the places. a: lives as long as the search. */
tb_status tbi_plan_state_search(tb_plan_state *d, tb_arena *a, tb_err *err)
{
    tbi_expected_rank_start(&d->climb, &d->p, d->b->goal, d->c->draws);
    d->by_rank = d->c->ask->objective == TB_OBJECTIVE_RANK;
    d->search = d->p;
    if (d->p.together.families > 0 && d->search.draws > SEARCHED)
        d->search.draws = SEARCHED;
    return d->by_rank ? tbi_expected_rank_problem(&d->search, &d->used, &d->climb, a, err) : TB_OK;
}

/* What a set adds is counted on the draws that did not choose it, what there is without it on all
 * of them: so that a plan says the same of no action as the goal itself does (a control variate;
 * Owen
 * 2013, section 8.9). */
double tbi_plan_chance(const tb_plan_state *d, uint64_t set)
{
    tb_plan_problem odd = d->p, all = d->p;
    odd.first = 1;
    all.step = 1;
    double none = (double)tbi_plan_met(&all, 0) / (double)d->c->draws;
    double adds = (double)tbi_plan_met(&odd, set) - (double)tbi_plan_met(&odd, 0);
    return fmin(fmax(none + adds / (double)(d->c->draws / 2), 0), 1);
}

/* The same with every effect drawn again at other correlations of effects. */
tb_status tbi_plan_chances_with(double *chance, const tb_plan_state *d, uint64_t set,
                                const double *rho, size_t n, tb_err *err)
{
    tb_arena a = { 0 };
    tb_plan_key *key[TB_PLAN_RHOS];
    bool room = tbi_search_keys_redraw(key, rho, n, &d->keys, set, d->c, &a);
    for (size_t r = 0; r < n && room; r++) {
        tb_plan_state other = *d;
        other.p.key = key[r];
        chance[r] = tbi_plan_chance(&other, set);
    }
    tbi_arena_free(&a);
    return room ? TB_OK : tbi_no_memory(err, "the plan");
}

/* What the plan would promise if the reaches of its records simply added up. */
double tbi_plan_chance_apart(const tb_plan_state *d, uint64_t set)
{
    tb_plan_state apart = *d;
    apart.p.together.part = NULL;
    return tbi_plan_chance(&apart, set);
}
