/* options.c - from measures to choices. Two measures with the same evidence behind them are one
 * choice; nested components bar each other, for one holds the other. */
#include "plan/options.h"

#include "base/error.h"
#include "plan/core_choices.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whether adopters were seen to gain: at least 95 of 100 of the posterior lie above zero. Below
 * that the spread alone would raise the probability of a hard goal, and a plan would order what
 * showed no effect. */
static bool is_seen(const tb_key *k)
{
    return k->evidence != TB_EVIDENCE_QUASI || k->mean > 1.6448536269514722 * k->sd;
}

/* Whether the key is worth anything for a goal; an effect that is 0 for certain is not. */
static bool is_moving(const tb_option_set *b, const tb_ask_state *c, const tb_key *k)
{
    if (!is_seen(k))
        return false;
    for (size_t i = 0; i < b->goals; i++) {
        double w = tbi_key_weight(b->goal[i], k, tbi_ask_origin(c, b->goal[i]->track->index));
        bool zero = k->mean == 0 && k->sd == 0 && k->evidence == TB_EVIDENCE_ASSUMED;
        if (!isnan(w) && w != 0 && !zero)
            return true;
    }
    return false;
}

/* Whether the measure requires or excludes another one, or another one requires or excludes it:
 * then it must keep its name and cannot stand in for its equals. */
static bool is_tied(const tb_ask *ask, const tb_lever *v)
{
    if (v->requires_n > 0 || v->excludes_n > 0)
        return true;
    for (size_t i = 0; i < ask->levers; i++) {
        const tb_lever *o = &ask->lever[i];
        for (size_t k = 0; k < o->requires_n; k++)
            if (strcmp(o->requires_id[k], v->id) == 0)
                return true;
        for (size_t k = 0; k < o->excludes_n; k++)
            if (strcmp(o->excludes_id[k], v->id) == 0)
                return true;
    }
    return false;
}

/* The same keys in any order: two measures that no draw can tell apart. */
static bool has_same_keys(const tb_option *a, const tb_option *b)
{
    if (a->keys != b->keys)
        return false;
    for (size_t i = 0; i < a->keys; i++) {
        bool in = false;
        for (size_t k = 0; k < b->keys; k++)
            in |= a->key[i] == b->key[k];
        if (!in)
            return false;
    }
    return true;
}

static const tb_lever *find_lever(const tb_ask *ask, const char *id)
{
    for (size_t i = 0; i < ask->levers; i++)
        if (strcmp(ask->lever[i].id, id) == 0)
            return &ask->lever[i];
    return NULL;
}

/* -1: the measure is no choice of this set. */
static ptrdiff_t find_choice(const tb_option_set *b, const tb_lever *v)
{
    for (size_t i = 0; i < b->count; i++)
        if (b->choice[i].lever == v)
            return (ptrdiff_t)i;
    return -1;
}

/* By the tree of what was known of the index. */
static bool is_inside(const tb_key *a, const tb_key *b, const tb_ask_state *c)
{
    return a->index == b->index && a->to == b->to && a->column != b->column &&
           !isnan(tbi_component_weight_within(a->index, a->column, b->column,
                                              tbi_ask_origin(c, a->index)));
}

/* Evidence that belongs to the component and is counted once for all measures on it. */
static bool is_of_component(const tb_key *k)
{
    return k->evidence == TB_EVIDENCE_HISTORICAL || k->evidence == TB_EVIDENCE_ESTIMATED;
}

/* The effect of one and the same treatment on a component holds those on what it is made of. */
static bool is_of_one_treatment(const tb_key *a, const tb_key *b)
{
    return a->evidence == TB_EVIDENCE_QUASI && b->evidence == TB_EVIDENCE_QUASI &&
           strcmp(a->lever, b->lever) == 0;
}

/* What others reached was reached by whatever they did, this treatment among it. */
static bool is_reach_of_same(const tb_key *a, const tb_key *b, const tb_ask_state *c)
{
    bool kinds = (a->evidence == TB_EVIDENCE_HISTORICAL && b->evidence == TB_EVIDENCE_QUASI) ||
                 (a->evidence == TB_EVIDENCE_QUASI && b->evidence == TB_EVIDENCE_HISTORICAL);
    return kinds && a->index == b->index &&
           (a->column == b->column || is_inside(a, b, c) || is_inside(b, a, c));
}

/* The record of a component holds those of what it is made of: one measure on both counts the
 * wider one. Figures of one kind of evidence on a component and on its part would count the
 * change twice. */
static void drop_nested(tb_option *one, const tb_ask_state *c)
{
    size_t n = 0;
    for (size_t i = 0; i < one->keys; i++) {
        bool held = false;
        for (size_t k = 0; k < one->keys; k++)
            held |=
                one->key[i]->evidence == one->key[k]->evidence &&
                (is_of_component(one->key[i]) || is_of_one_treatment(one->key[i], one->key[k])) &&
                is_inside(one->key[k], one->key[i], c);
        for (size_t k = 0; k < one->keys; k++)
            held |= one->key[i]->evidence == TB_EVIDENCE_HISTORICAL &&
                    is_reach_of_same(one->key[i], one->key[k], c);
        if (!held)
            one->key[n++] = one->key[i];
    }
    one->keys = n;
}

/* Of measures with the same keys the cheapest is kept, of equals the first by id; the others are
 * named in `instead`. false: no room was left. true too where it was merged into one that is
 * there. A measure that others require, or that is done, is never merged. */
static bool put_option(tb_option_set *b, tb_ask_state *c, const tb_option *one)
{
    for (size_t i = 0; i < b->count && !one->alone && one->keys > 0; i++) {
        tb_option *o = &b->choice[i];
        if (o->alone || !has_same_keys(o, one))
            continue;
        bool better = one->cost < o->cost ||
                      (one->cost == o->cost && strcmp(one->lever->id, o->lever->id) < 0);
        const tb_lever *other = better ? o->lever : one->lever;
        o->instead =
            o->instead[0] == '\0' ? other->id : tbi_ask_say(c, "%s, %s", o->instead, other->id);
        if (better) {
            o->lever = one->lever;
            o->cost = one->cost;
        }
        return true;
    }
    if (b->count == TB_CHOICES_MOST) {
        b->left_out++;
        return false;
    }
    b->choice[b->count++] = *one;
    return true;
}

/* Whether a measure ordered in the first year of the plan works by the last of the plan's goals. */
static bool is_in_time(const tb_option_set *b, const tb_lever *v, int begins)
{
    for (size_t i = 0; i < b->goals; i++)
        if (v->lag <= 0 || begins + v->lag <= b->goal[i]->a->year)
            return true;
    return false;
}

/* The keys of one measure that act in time and move a goal, each once and without those that
 * another of its keys holds. At most TB_CHOICE_KEYS keys; 0 keys: the measure moves no goal in
 * time, and is no choice. */
static tb_option make_choice(const tb_option_set *b, const tb_ask_state *c, const tb_lever_links *t,
                             const tb_lever *v)
{
    tb_option one = { .lever = v,
                      .cost = v->done ? 0 : tbi_lever_cost(c->ask, v), /* it is paid */
                      .instead = "",
                      .alone = v->done || is_tied(c->ask, v) };
    for (size_t k = 0; k < t->count; k++) {
        const tb_lever_link *touch = &t->touch[k];
        if (touch->lever != v || touch->key == NULL || touch->beside ||
            !is_in_time(b, v, tbi_ask_begins(c)) || !is_moving(b, c, touch->key) ||
            one.keys == TB_CHOICE_KEYS)
            continue;
        bool twice = false;
        for (size_t i = 0; i < one.keys; i++)
            twice |= one.key[i] == touch->key;
        if (!twice)
            one.key[one.keys++] = touch->key;
    }
    drop_nested(&one, c);
    return one;
}

/* Prerequisites join even without an effect; those that cannot be had make their measure
 * impossible. */
static void add_prerequisites(tb_option_set *b, tb_ask_state *c, const tb_lever_links *t)
{
    for (size_t i = 0; i < b->count; i++) {
        const tb_lever *v = b->choice[i].lever;
        for (size_t k = 0; k < v->requires_n; k++) {
            const tb_lever *need = find_lever(c->ask, v->requires_id[k]);
            if (need == NULL || find_choice(b, need) >= 0 ||
                (!need->done && isnan(tbi_lever_cost(c->ask, need))))
                continue;
            tb_option one = make_choice(b, c, t, need);
            one.alone = true;
            put_option(b, c, &one);
        }
    }
}

/* Two measures whose effects would count one change twice: a record beside a treatment on the
 * same branch of the tree, or figures of one kind on a component and on one inside it. Keys that
 * hold one another within one measure were dropped before (drop_nested). */
static bool is_overlapping(const tb_option *a, const tb_option *b, const tb_ask_state *c)
{
    for (size_t i = 0; i < a->keys; i++) {
        for (size_t k = 0; k < b->keys; k++) {
            bool records =
                (is_of_component(a->key[i]) && a->key[i]->evidence == b->key[k]->evidence) ||
                is_of_one_treatment(a->key[i], b->key[k]);
            if (is_reach_of_same(a->key[i], b->key[k], c))
                return true;
            if (records &&
                (is_inside(a->key[i], b->key[k], c) || is_inside(b->key[k], a->key[i], c)))
                return true;
        }
    }
    return false;
}

/* needs and bars as sets of choices. Bars are mutual: excluded by either, or effects that
 * overlap. Sets are bits of choices by position, so the array must be in its final order.
 * O(choices^2 keys^2). */
static void tie_options(tb_option_set *b, const tb_ask_state *c)
{
    for (size_t i = 0; i < b->count; i++) {
        tb_option *one = &b->choice[i];
        for (size_t k = 0; k < one->lever->requires_n; k++) {
            ptrdiff_t at = find_choice(b, find_lever(c->ask, one->lever->requires_id[k]));
            if (at < 0)
                one->bars |= 1ULL << i; /* bars itself: its prerequisite found no room */
            else
                one->needs |= 1ULL << at;
        }
        for (size_t k = 0; k < b->count; k++) {
            bool bars = i != k && is_overlapping(one, &b->choice[k], c);
            for (size_t e = 0; e < one->lever->excludes_n; e++)
                bars |= strcmp(one->lever->excludes_id[e], b->choice[k].lever->id) == 0;
            if (!bars)
                continue;
            one->bars |= 1ULL << k;
            b->choice[k].bars |= 1ULL << i;
        }
    }
}

/* ---- Who leads waits
 * -------------------------------------------------------------------------- */

/* The priority of the goal that speaks of the key's component, by its full name INDEX.CODE. */
static const tb_priority *find_priority(const tb_goal_state *aim, const tb_key *k)
{
    size_t n = strlen(k->index->code);
    for (size_t i = 0; i < aim->a->priorities; i++) {
        const tb_priority *p = &aim->a->priority[i];
        if (strncmp(p->component, k->index->code, n) == 0 && p->component[n] == '.' &&
            strcmp(p->component + n + 1, k->index->indicator[k->column].code) == 0)
            return p;
    }
    return NULL;
}

/* Of a choice that, for this goal, acts on nothing but components among the ten best by their
 * records: the component that offers most. NULL: it acts on something else too. aim: of one
 * goal, with its priorities; gain in points. */
static const tb_priority *find_leader(const tb_goal_state *aim, const tb_option *one,
                                      const tb_ask_state *c)
{
    const tb_priority *best = NULL;
    for (size_t k = 0; k < one->keys; k++) {
        double w = tbi_key_weight(aim, one->key[k], tbi_ask_origin(c, aim->track->index));
        if (isnan(w) || w == 0)
            continue;
        /* only what past changes say is ranked among the best */
        const tb_priority *p = one->key[k]->evidence == TB_EVIDENCE_HISTORICAL
                                   ? find_priority(aim, one->key[k])
                                   : NULL;
        if (p == NULL || !p->leads)
            return NULL;
        best = best == NULL || p->gain.mean > best->gain.mean ? p : best;
    }
    return best;
}

/* The column of "INDEX.CODE" in the key's index; -1: the key is of another index. */
static ptrdiff_t find_column(const tb_key *k, const char *component)
{
    size_t n = strlen(k->index->code);
    bool own = strncmp(component, k->index->code, n) == 0 && component[n] == '.';
    return own ? tb_index_indicator(k->index, component + n + 1) : -1;
}

/* What a choice is expected to bring a goal inside a component ("INDEX.CODE"), as its records say:
 * points of the goal. INFINITY: it acts on the component itself or above it, and so on all of
 * it. */
static double find_brought(const tb_goal_state *aim, const tb_option *one, const char *component,
                           const tb_ask_state *c)
{
    double sum = 0;
    for (size_t k = 0; k < one->keys; k++) {
        const tb_key *key = one->key[k];
        ptrdiff_t column = find_column(key, component);
        tb_key whole = *key;
        if (column < 0)
            continue;
        whole.column = (size_t)column;
        if (key->column == whole.column || is_inside(key, &whole, c))
            return INFINITY;
        const tb_priority *p = is_inside(&whole, key, c) ? find_priority(aim, key) : NULL;
        sum += p != NULL ? p->gain.mean : 0;
    }
    return sum;
}

/* The choices that bring at least `least` in a component: one that acts on a small part of it does
 * not stand for it. Bits of b->choice. */
static uint64_t list_choices_on(const tb_option_set *b, const tb_goal_state *aim,
                                const tb_ask_state *c, const char *component, double least)
{
    uint64_t out = 0;
    for (size_t i = 0; i < b->count; i++)
        out |= find_brought(aim, &b->choice[i], component, c) >= least ? 1ULL << i : 0;
    return out;
}

/* A measure on a component where the unit leads waits for measures on each weaker one that bring as
 * much: it may stand in a plan only with one of them. After the choices are sorted: the rules are
 * bits of their positions. */
static tb_status make_wait(tb_option_set *b, tb_ask_state *c, tb_err *err)
{
    size_t room = 0;
    for (size_t g = 0; g < b->goals; g++)
        for (size_t i = 0; i < b->goal[g]->a->priorities; i++)
            room += b->goal[g]->a->priority[i].weaker;
    b->after = TB_NEW(c->arena, tb_plan_after, room * (b->count + 1));
    if (b->after == NULL)
        return tbi_no_memory(err, "the plan");
    for (size_t g = 0; g < b->goals; g++) {
        for (size_t i = 0; i < b->count; i++) {
            const tb_priority *p = find_leader(b->goal[g], &b->choice[i], c);
            for (size_t w = 0; p != NULL && w < p->weaker; w++) {
                /* no measure brings as much in the weaker one: then nothing is waited for */
                uint64_t on =
                    list_choices_on(b, b->goal[g], c, p->weaker_component[w], p->gain.mean) &
                    ~(1ULL << i);
                if (on != 0 && !b->choice[i].lever->done)
                    b->after[b->afters++] = (tb_plan_after){ 1ULL << i, on };
            }
        }
    }
    return TB_OK;
}

static int compare_by_id(const void *a, const void *b)
{
    return strcmp(((const tb_option *)a)->lever->id, ((const tb_option *)b)->lever->id);
}

/* There are more choices than can be searched: the core of the problem is, each with what it
 * requires. */
static tb_status put_core(tb_option_set *b, tb_ask_state *c, const tb_lever_links *t,
                          const tb_option *one, size_t n, tb_err *err)
{
    tb_core_choice *core = TB_NEW(c->arena, tb_core_choice, n);
    if (core == NULL)
        return tbi_no_memory(err, "the plan");
    for (size_t i = 0; i < n; i++)
        core[i] = (tb_core_choice){ .key = one[i].key,
                                    .keys = one[i].keys,
                                    .number = i,
                                    .cost = one[i].cost,
                                    .done = one[i].lever->done,
                                    .id = one[i].lever->id };
    tb_status st = tbi_core_order(core, n, b->goal, b->goals, c, err);
    b->count = b->left_out = 0;
    for (size_t i = 0; i < n && st == TB_OK; i++) {
        const tb_option *next = &one[core[i].number];
        if (find_choice(b, next->lever) >= 0)
            continue; /* another one requires it */
        if (put_option(b, c, next) && next->lever->requires_n > 0)
            add_prerequisites(b, c, t);
    }
    return st;
}

/* The choices in the order of the question, or the core of them. */
static tb_status put_options(tb_option_set *b, tb_ask_state *c, const tb_lever_links *t,
                             tb_err *err)
{
    tb_option *all = TB_NEW(c->arena, tb_option, c->ask->levers);
    size_t n = 0;
    if (all == NULL)
        return tbi_no_memory(err, "the plan");
    for (size_t i = 0; i < c->ask->levers; i++) {
        tb_option one = make_choice(b, c, t, &c->ask->lever[i]);
        if (one.keys == 0)
            continue;
        /* NaN > budget is false, so without a budget nothing is too dear */
        if (isnan(one.cost)) {
            b->unpriced++;
        } else if (one.cost > c->ask->budget) {
            b->too_dear = fmin(b->too_dear, one.cost);
        } else {
            all[n++] = one;
            put_option(b, c, &one);
        }
    }
    return b->left_out > 0 ? put_core(b, c, t, all, n, err) : TB_OK;
}

/* too_dear: the cheapest of what alone exceeds the budget. only: the plan of one goal; NULL: of
 * all that can be answered. At most 64 goals; of more choices than TB_CHOICES_MOST the core is
 * taken, and the others are counted in left_out. Budget NaN is none. */
tb_status tbi_option_set_make(tb_option_set *out, tb_ask_state *c, const tb_lever_links *t,
                              const tb_goal_state *only, tb_err *err)
{
    *out = (tb_option_set){ .count = 0, .too_dear = INFINITY };
    for (size_t i = 0; i < c->goals && out->goals < 64; i++)
        if (c->aim[i].track != NULL && (only == NULL || only == &c->aim[i]))
            out->goal[out->goals++] = &c->aim[i];
    tb_status st = put_options(out, c, t, err);
    if (st != TB_OK)
        return st;
    add_prerequisites(out, c, t);
    qsort(out->choice, out->count, sizeof *out->choice, compare_by_id);
    tie_options(out, c);
    for (size_t i = 0; i < out->count; i++)
        out->done |= out->choice[i].lever->done ? 1ULL << i : 0;
    return make_wait(out, c, err);
}
