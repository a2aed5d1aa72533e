/* search_keys.c - the list of keys that a search for a plan counts its sets by. */
#include "plan/search_keys.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

const double tbi_plan_rho[TB_PLAN_RHOS] = { 0, 0.9 };

tb_status tbi_search_keys_make(tb_search_keys *out, size_t most, size_t goals, tb_arena *a,
                               tb_err *err)
{
    *out = (tb_search_keys){ .key = TB_NEW(a, tb_plan_key, most),
                             .from = TB_NEW(a, const tb_key *, most),
                             .record = TB_NEW(a, int, most),
                             .most = most,
                             .goals = goals };
    return out->key && out->from && out->record ? TB_OK : tbi_no_memory(err, "the plan");
}

/* By address: a key is one object however many measures share it. */
static ptrdiff_t find_key(const tb_search_keys *k, const tb_key *key)
{
    for (size_t i = 0; i < k->count; i++)
        if (k->from[i] == key)
            return (ptrdiff_t)i;
    return -1;
}

/* Points of each goal's score per point of the key, [goals of b]; NULL: no memory. */
static const double *weigh_key(const tb_key *key, const tb_option_set *b, const tb_ask_state *c)
{
    double *weight = TB_NEW(c->arena, double, b->goals);
    for (size_t g = 0; weight != NULL && g < b->goals; g++) {
        const tb_goal_state *aim = b->goal[g];
        double w = tbi_key_weight(aim, key, tbi_ask_origin(c, aim->track->index));
        /* a key that cannot be weighed for a goal adds nothing to it */
        weight[g] = isnan(w) ? 0 : w;
    }
    return weight;
}

tb_status tbi_search_keys_add(ptrdiff_t *at, tb_search_keys *k, const tb_key *key,
                              const tb_option_set *b, size_t i, const tb_ask_state *c, tb_err *err)
{
    *at = find_key(k, key);
    if (*at < 0 && k->count < k->most) {
        const double *weight = weigh_key(key, b, c);
        if (weight == NULL)
            return tbi_no_memory(err, "the plan");
        *at = (ptrdiff_t)k->count++;
        k->from[*at] = key;
        k->key[*at] = (tb_plan_key){ .size = key->size, .weight = weight, .group = -1 };
    }
    if (*at >= 0)
        k->key[*at].choices |= 1ULL << i;
    return TB_OK;
}

tb_status tbi_search_keys_group(size_t *groups, const double **cap, tb_search_keys *k, int most,
                                tb_arena *a, tb_err *err)
{
    double *caps = TB_NEW(a, double, k->count / 2 + 1);
    int *group = TB_NEW(a, int, k->count);
    if (!caps || !group)
        return tbi_no_memory(err, "the plan");
    *groups = tbi_key_groups(group, caps, k->from, k->count);
    *cap = caps;
    for (size_t i = 0; i < k->count; i++)
        k->key[i].group = group[i] < most ? group[i] : -1;
    return TB_OK;
}

tb_status tbi_search_keys_mark(tb_plan_conditions **out, tb_plan_together *together,
                               tb_search_keys *k, tb_arena *a, tb_err *err)
{
    double *weight = TB_NEW(a, double, k->count);
    *out = NULL;
    if (weight == NULL)
        return tbi_no_memory(err, "the plan");
    for (size_t i = 0; i < k->count; i++)
        for (size_t g = 0; g < k->goals && weight[i] == 0; g++)
            weight[i] = k->key[i].weight[g];
    tb_status st = tbi_plan_conditions_make(out, k->record, k->from, weight, k->count, a, err);
    if (st != TB_OK)
        return st;
    for (size_t i = 0; i < k->count; i++) {
        if (k->record[i] < 0)
            continue;
        k->key[i].held = k->from[i]->held;
        k->key[i].record = (unsigned)k->record[i];
    }
    tbi_plan_conditions_together(together, *out);
    return TB_OK;
}

/* A weight is [goals]: its first one is then that of g. */
tb_plan_key *tbi_search_keys_of_goal(const tb_search_keys *k, size_t g, tb_arena *a)
{
    tb_plan_key *key = TB_NEW(a, tb_plan_key, k->count);
    for (size_t i = 0; key != NULL && i < k->count; i++) {
        key[i] = k->key[i];
        key[i].weight += g;
    }
    return key;
}

/* A distribution of effects fills all draws, also where the plan reads the first of them only. */
bool tbi_search_keys_redraw(tb_plan_key **out, const double *rho, size_t n, const tb_search_keys *k,
                            uint64_t set, const tb_ask_state *c, tb_arena *a)
{
    for (size_t r = 0; r < n; r++)
        out[r] = TB_NEW(a, tb_plan_key, k->count);
    for (size_t i = 0; !a->refused && i < k->count; i++) {
        float *size[TB_PLAN_RHOS];
        bool anew = (k->key[i].choices & set) != 0;
        for (size_t r = 0; r < n; r++) {
            size[r] = anew ? TB_NEW(a, float, c->draws) : NULL;
            out[r][i] = k->key[i];
            out[r][i].size = anew ? size[r] : k->key[i].size;
        }
        if (anew && !a->refused)
            tbi_key_sizes(size, rho, n, k->from[i], c, 1, 2);
    }
    return !a->refused;
}

uint64_t tbi_search_keys_records(const tb_search_keys *k, uint64_t set)
{
    uint64_t out = 0;
    for (size_t i = 0; i < k->count; i++)
        if (k->record[i] >= 0 && (k->key[i].choices & set) != 0)
            out |= 1ULL << k->record[i];
    return out;
}
