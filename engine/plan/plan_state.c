/* plan_state.c - the problem that a plan is searched in, laid out over the draws, and what a set is
 * worth on those draws that did not choose it. */
#include "plan/plan_state.h"

#include "base/error.h"

#include <math.h>

/* Draws among which a search for records looks, since every set is counted over them. */
enum { SEARCHED = 16384 };

/* By address: a key is one object however many measures share it. */
static ptrdiff_t find_key(const tb_plan_state *d, const tb_key *k)
{
    for (size_t i = 0; i < d->p.keys; i++)
        if (d->from[i] == k)
            return (ptrdiff_t)i;
    return -1;
}

/* own: lives as long as the search, and d->conditions with it. */
tb_status tbi_plan_state_records(tb_plan_state *d, tb_arena *own, tb_err *err)
{
    d->record = TB_NEW(own, int, d->p.keys);
    if (d->record == NULL)
        return tbi_no_memory(err, "the plan");
    const tb_plan_keys keys = { d->key, d->from, d->record, d->p.keys, d->p.goals };
    return tbi_plan_conditions_mark(&d->conditions, &d->p.together, &keys, own, err);
}

/* The records of the keys of a set, as bits. */
uint64_t tbi_plan_state_records_of(const tb_plan_state *d, uint64_t set)
{
    uint64_t out = 0;
    for (size_t k = 0; k < d->p.keys; k++)
        if (d->record[k] >= 0 && (d->key[k].choices & set) != 0)
            out |= 1ULL << d->record[k];
    return out;
}

/* The problem for search/search.h, over the even draws; the odd ones judge the plan. A key of
 * several choices is there once. More groups than fit leave keys uncapped (rough): the plan is
 * not called exact. gap [goals] borrowed from the goals; cost, needs and bars by choice, weight
 * [goals] by key in points of each goal. Memory is the case's, since the result points into it. */
tb_status tbi_plan_state_problem(tb_plan_state *d, tb_err *err)
{
    tb_ask_state *c = d->c;
    const tb_option_set *b = d->b;
    size_t most = 0;
    d->goal = b->goal;
    for (size_t i = 0; i < b->count; i++)
        most += b->choice[i].keys;
    d->key = TB_NEW(c->arena, tb_plan_key, most);
    d->from = TB_NEW(c->arena, const tb_key *, most);
    const double **gap = TB_NEW(c->arena, const double *, b->goals);
    int *any = TB_NEW(c->arena, int, b->goals);
    double *cost = TB_NEW(c->arena, double, b->count);
    double *cap = TB_NEW(c->arena, double, most / 2 + 1);
    int *group = TB_NEW(c->arena, int, most);
    uint64_t *needs = TB_NEW(c->arena, uint64_t, b->count);
    uint64_t *bars = TB_NEW(c->arena, uint64_t, b->count);
    d->flag_a = TB_NEW(c->arena, unsigned char, c->draws);
    d->flag_b = TB_NEW(c->arena, unsigned char, c->draws);
    if (!d->key || !d->from || !gap || !any || !cost || !cap || !group || !needs || !bars ||
        !d->flag_a || !d->flag_b)
        return tbi_no_memory(err, "the plan");
    for (size_t g = 0; g < b->goals; g++) {
        gap[g] = b->goal[g]->gap;
        /* alternatives need two goals at least */
        any[g] = b->goals > 1 ? b->goal[g]->a->any : 0;
    }
    for (size_t i = 0; i < b->count; i++) {
        cost[i] = b->choice[i].cost;
        needs[i] = b->choice[i].needs;
        bars[i] = b->choice[i].bars;
        for (size_t k = 0; k < b->choice[i].keys; k++) {
            const tb_key *key = b->choice[i].key[k];
            ptrdiff_t at = find_key(d, key);
            if (at < 0) {
                at = (ptrdiff_t)d->p.keys++;
                d->from[at] = key;
                double *weight = TB_NEW(c->arena, double, b->goals);
                if (weight == NULL)
                    return tbi_no_memory(err, "the plan");
                for (size_t g = 0; g < b->goals; g++) {
                    double w = tbi_key_weight(b->goal[g], key,
                                              tbi_ask_origin(c, b->goal[g]->track->index));
                    /* a key that cannot be weighed for a goal adds nothing to it */
                    weight[g] = isnan(w) ? 0 : w;
                }
                d->key[at].weight = weight;
                d->key[at].size = key->size;
            }
            d->key[at].choices |= 1ULL << i;
        }
    }
    size_t groups = tbi_key_groups(group, cap, d->from, d->p.keys);
    d->rough = groups > TB_PLAN_GROUPS;
    for (size_t i = 0; i < d->p.keys; i++)
        d->key[i].group = group[i] < TB_PLAN_GROUPS ? group[i] : -1;
    d->p = (tb_plan_problem){ .draws = c->draws,
                              .goals = b->goals,
                              .choices = b->count,
                              .keys = d->p.keys,
                              .gap = gap,
                              .any = any,
                              .key = d->key,
                              .group_cap = cap,
                              .groups = groups < TB_PLAN_GROUPS ? groups : TB_PLAN_GROUPS,
                              .cost = cost,
                              .needs = needs,
                              .bars = bars,
                              .budget = isnan(c->ask->budget) ? INFINITY : c->ask->budget,
                              .most = (size_t)c->ask->most,
                              .first = 0,
                              .step = 2,
                              .after = b->after,
                              .afters = b->afters,
                              .forced = b->done };
    for (uint64_t done = b->done; d->p.most > 0 && done != 0; done &= done - 1)
        d->p.most++; /* what is done takes no place of what is to be done */
    return TB_OK;
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

/* The same with every effect drawn again at another correlation of effects. rho: correlation of
 * the effects, 0 or 0.9. Over the odd draws, as the chance that is reported. */
tb_status tbi_plan_chance_with(double *out, tb_plan_state *d, uint64_t set, double rho, tb_err *err)
{
    tb_plan_state other = *d;
    tb_arena a = { 0 };
    tb_plan_key *key = TB_NEW(&a, tb_plan_key, d->p.keys);
    for (size_t i = 0; i < d->p.keys && key != NULL; i++) {
        key[i] = d->key[i];
        if ((key[i].choices & set) == 0)
            continue;
        float *size = TB_NEW(&a, float, d->c->draws);
        if (size != NULL)
            tbi_key_sizes(size, d->from[i], d->c, 1, 2, rho);
        key[i].size = size;
    }
    if (key == NULL || a.refused) {
        tbi_arena_free(&a);
        return tbi_no_memory(err, "the plan");
    }
    other.p.key = key;
    *out = tbi_plan_chance(&other, set);
    tbi_arena_free(&a);
    return TB_OK;
}

/* What the plan would promise if the reaches of its records simply added up. */
double tbi_plan_chance_apart(const tb_plan_state *d, uint64_t set)
{
    tb_plan_state apart = *d;
    apart.p.together.part = NULL;
    return tbi_plan_chance(&apart, set);
}
