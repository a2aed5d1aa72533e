/* effect_sources.c - which draws of which effects a page needs to answer for measures that somebody
 * ticks. Nothing is worked out here but the list: groups, caps, records and their correlations are
 * those of the plans (lever/effect.h, plan/plan_condition.h). */
#include "plan/effect_sources.h"

#include "base/error.h"
#include "plan/plan_condition.h"

#include <math.h>

/* Points of some goal's score per point of every key that a measure rests on, 0 for the others. The
 * first goal that it touches speaks: only ratios within an index are used. */
static void find_weights(double *weight, const tb_keys *keys, const tb_ask_state *c)
{
    for (size_t i = 0; i < c->goals; i++) {
        const tb_goal_answer *a = &c->answer[i];
        for (size_t k = 0; k < a->levers; k++) {
            size_t at = a->lever[k].source;
            bool counts = at > 0 && at <= keys->count && !a->lever[k].beside;
            if (counts && weight[at - 1] == 0 && a->lever[k].weight > 0)
                weight[at - 1] = a->lever[k].weight;
        }
    }
}

/* Members of the answer are const for the reader; here they are still being filled. place [keys]:
 * number in the list from 1, 0 = not in it. */
static void renumber_sources(const size_t *place, tb_ask_state *c)
{
    for (size_t i = 0; i < c->goals; i++) {
        tb_goal_answer *a = &c->answer[i];
        tb_lever_answer *lever = (tb_lever_answer *)(uintptr_t)a->lever;
        for (size_t k = 0; k < a->levers; k++)
            if (lever[k].source > 0)
                lever[k].source = lever[k].beside ? 0 : place[lever[k].source - 1];
    }
}

/* A source of effect with its draws and nothing that bounds it yet: no group, no cap, no record. */
static void describe_source(tb_effect_source *s, const tb_key *k)
{
    *s = (tb_effect_source){ .index = k->index->code,
                             .component = k->index->indicator[k->column].code,
                             .evidence = k->evidence,
                             .size = k->size,
                             .group = -1,
                             .cap = NAN,
                             .record = -1,
                             .q75 = NAN };
}

/* Numbers sources from 1 by tb_key.number, in the order of the keys; correlation only between
 * records. What moves no goal is left out, place [key] 0; cap in points of the goal, NaN for a
 * source in no group. */
tb_status tbi_effect_sources_make(tb_effect_sources *out, const tb_keys *keys, tb_ask_state *c,
                                  tb_err *err)
{
    size_t n = keys->count;
    double *all = TB_NEW(c->arena, double, n + 1);
    double *weight = TB_NEW(c->arena, double, n + 1);
    double *cap = TB_NEW(c->arena, double, n / 2 + 1);
    size_t *place = TB_NEW(c->arena, size_t, n + 1);
    const tb_key **key = TB_NEW(c->arena, const tb_key *, n + 1);
    int *group = TB_NEW(c->arena, int, n + 1);
    int *record = TB_NEW(c->arena, int, n + 1);
    tb_plan_conditions *t = NULL;
    *out = (tb_effect_sources){ .source = TB_NEW(c->arena, tb_effect_source, n + 1) };
    if (c->arena->refused)
        return tbi_no_memory(err, "the effects");
    /* the weight of a key is that in the first goal that it moves */
    find_weights(all, keys, c);
    for (size_t i = 0; i < n; i++) {
        if (all[i] == 0)
            continue;
        key[out->n] = &keys->key[i];
        weight[out->n] = all[i];
        place[i] = ++out->n;
    }
    renumber_sources(place, c);
    (void)tbi_key_groups(group, cap, key, out->n);
    tb_status st = tbi_plan_conditions_make(&t, record, key, weight, out->n, c->arena, err);
    if (st != TB_OK)
        return st;
    for (size_t i = 0; i < out->n; i++) {
        tb_effect_source *s = &out->source[i];
        describe_source(s, key[i]);
        s->group = group[i];
        s->cap = group[i] >= 0 ? cap[group[i]] : NAN;
        s->record = record[i];
        if (record[i] < 0)
            continue;
        s->held = key[i]->held;
        s->q75 = key[i]->reach.q75;
        out->records = (size_t)record[i] + 1 > out->records ? (size_t)record[i] + 1 : out->records;
    }
    out->correlation = TB_NEW(c->arena, double, out->records * out->records + 1);
    if (out->correlation == NULL)
        return tbi_no_memory(err, "the effects");
    for (size_t a = 0; a < out->records; a++)
        for (size_t b = 0; b < out->records; b++)
            out->correlation[a * out->records + b] = tbi_plan_conditions_correlation(t, a, b);
    return TB_OK;
}
