/* priority.c - where to begin. A component's gain for a goal is its reach beyond the forecast
 * without action times its points of the goal's score. Gains whose difference is within its
 * sampling error (the distribution of a 75 % point, correlation 0.5 between components) are equal,
 * and among equals the component in which the province is weakest stands first: so a province is
 * sent to what it leads in only when everything weaker offers less. */
#include "lever/priority.h"

#include "attain/rank_at.h"
#include "base/error.h"
#include "messages/lever.h"
#include "num/dist.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* TEN_BEST: places that count as leading; STEPS: points at which the distribution of a reach is
 * summed */
enum { TEN_BEST = 10, STEPS = 64 };

/* One-sided 5 % of a standard normal. */
static const double FIVE_PERCENT = 1.6448536269514722;

/* A component on its way into the order of one goal. */
typedef struct candidate {
    const tb_key *key;
    tb_priority p;
    double sd;    /* sampling sd of p.gain */
    double share; /* place over how many; 0.5 when not known; of a part of what leads: that one's */
} candidate;

/* ---- Before the draws: a record for every component
 * ------------------------------------------- */

/* Deeper components are reached through these; one of another index has its own goal. */
static bool is_right_below(const tb_goal_state *aim, const tb_index *x, size_t column, int year)
{
    const tb_node *n = tb_index_node(x, column, year);
    return x == aim->track->index && n != NULL && n->parent == (ptrdiff_t)aim->track->column;
}

/* Makes the historical effect of a component on which no measure acts, so that it can be put in
 * order with the others; where the record is too short nothing is made. */
static tb_status make_historical_effect(tb_keys *keys, tb_ask_state *c, const tb_index *x,
                                        size_t column, tb_err *err)
{
    const tb_historical_change *r = tbi_keys_record(keys, c, x, column, tbi_ask_years(c, x));
    if (r == NULL)
        return tbi_no_memory(err, "the historical change of a component");
    if (r->reason != NULL)
        return TB_OK;
    tb_key *k = tbi_keys_get(keys, c, x, column, TB_EVIDENCE_HISTORICAL, NULL, NULL);
    if (k == NULL)
        return tbi_no_memory(err, "the effects");
    if (k->reach.changes > 0)
        return TB_OK; /* a measure has made it */
    double score;
    double max;
    int year;
    k->reach = *r;
    k->cap = tbi_headroom(&score, &year, &max, x, column, (size_t)tb_index_unit(x, c->unit->code),
                          tbi_ask_origin(c, x));
    return TB_OK;
}

/* Makes the record of every component right below a goal that has a weight in it, since
 * priorities also speak of components that no measure touches. */
tb_status tbi_priorities_prepare(tb_keys *keys, tb_ask_state *c, tb_err *err)
{
    tb_status st = TB_OK;
    for (size_t i = 0; i < c->goals; i++) {
        const tb_goal_state *aim = &c->aim[i];
        if (aim->track == NULL)
            continue;
        const tb_index *x = aim->track->index;
        for (size_t col = 0; col < x->n_indicator && st == TB_OK; col++) {
            double w = is_right_below(aim, x, col, tbi_ask_origin(c, x))
                           ? tbi_component_weight_for(aim, x, col, tbi_ask_origin(c, x))
                           : 0;
            if (!isnan(w) && w != 0 && tb_index_unit(x, c->unit->code) >= 0)
                st = make_historical_effect(keys, c, x, col, err);
        }
    }
    return st;
}

/* ---- Candidates of a goal
 * --------------------------------------------------------------------- */

/* Mean, sd and central 90 % of the effect over the sampling distribution of its quartile, before
 * what a draw already holds is taken off. */
static void summarise_gain(candidate *one, double weight)
{
    double sum = 0;
    double squares = 0;
    for (size_t i = 0; i < STEPS; i++) {
        double z = tbi_normal_quantile(((double)i + 0.5) / STEPS);
        double size = weight * tbi_key_size(one->key, z);
        sum += size / STEPS;
        squares += size * size / STEPS;
    }
    one->sd = sqrt(fmax(squares - sum * sum, 0));
    one->p.gain.mean = sum;
    one->p.gain.q05 = weight * tbi_key_size(one->key, -FIVE_PERCENT);
    one->p.gain.q95 = weight * tbi_key_size(one->key, FIVE_PERCENT);
    one->p.reach = sum / weight;
}

/* Levels between a column and `above`; 1 when the year's tree does not lead there. */
static int count_depth(const tb_index *x, size_t above, size_t column, int year)
{
    int depth = 0;
    while (column != above && depth < 32) {
        const tb_node *n = tb_index_node(x, column, year);
        if (n == NULL || n->parent < 0)
            return 1;
        column = (size_t)n->parent;
        depth++;
    }
    return depth;
}

/* Measures of the answer on the key's component or inside it; a record beside a user's figure
 * is not one more measure. */
static size_t count_measures(const tb_goal_answer *a, const tb_key *k, const tb_ask_state *c)
{
    size_t n = 0;
    for (size_t i = 0; i < a->levers; i++) {
        const tb_lever_answer *l = &a->lever[i];
        ptrdiff_t column =
            strcmp(l->index, k->index->code) == 0 ? tb_index_indicator(k->index, l->component) : -1;
        n += column >= 0 && !l->beside &&
             !isnan(tbi_component_weight_within(k->index, k->column, (size_t)column,
                                                tbi_ask_origin(c, k->index)));
    }
    return n;
}

/* The component below the goal that the key's is a part of, at any depth, and in which the unit is
 * among the ten best; -1: none. *at: where the unit stands in it. A weak part of what leads is sent
 * to what leads all the same: a point there is a point of a component that others need more. */
static bool find_leading_whole(ptrdiff_t *out, tb_rank_at *at, tb_ask_state *c,
                               const tb_goal_state *aim, const tb_key *k)
{
    const tb_index *x = k->index;
    int year = tbi_ask_origin(c, x);
    size_t unit = (size_t)tb_index_unit(x, c->unit->code);
    const tb_node *node = tb_index_node(x, k->column, year);
    *out = -1;
    for (int depth = 0; node != NULL && node->parent >= 0 && depth < 32; depth++) {
        size_t above = (size_t)node->parent;
        node = tb_index_node(x, above, year);
        bool goal = x == aim->track->index && above == aim->track->column;
        if (goal || node == NULL || node->parent < 0)
            break; /* the goal's own column, or the total */
        if (!tbi_rank_at_of(at, c->panel, x, above, unit, year, c->arena))
            return false;
        if (at->rank > 0 && at->rank <= TEN_BEST) {
            *out = (ptrdiff_t)above;
            break;
        }
    }
    return true;
}

/* Whether the component counts as one that the unit leads in: by its own place, or as a part of one
 * whose place is among the ten best; says which. */
static bool judge_lead(candidate *one, const tb_rank_at *own, tb_ask_state *c,
                       const tb_goal_state *aim)
{
    const tb_index *x = one->key->index;
    tb_rank_at at;
    ptrdiff_t whole;
    one->share = own->rank > 0 && own->n_ranked > 0 ? (double)own->rank / own->n_ranked : 0.5;
    if (own->rank > 0 && own->rank <= TEN_BEST) {
        one->p.leads = true;
        return tbi_arena_pair(c->arena, &one->p.leads_at, &one->p.leads_at_vi,
                              TB_MSG_LEVER_LEADS_AT, own->rank, own->n_ranked);
    }
    if (!find_leading_whole(&whole, &at, c, aim, one->key))
        return false;
    if (whole < 0)
        return true;
    one->p.leads = true;
    one->share = fmin(one->share, (double)at.rank / at.n_ranked);
    return tbi_arena_pair(
        c->arena, &one->p.leads_at, &one->p.leads_at_vi, TB_MSG_LEVER_LEADS_AS_PART,
        tb_index_name_en(x, (size_t)whole, tbi_ask_origin(c, x)),
        tb_index_name_vi(x, (size_t)whole, tbi_ask_origin(c, x)), at.rank, at.n_ranked);
}

/* Where the unit stands in the component at the origin. */
static tb_status fill_candidate(candidate *one, tb_ask_state *c, const tb_goal_state *aim,
                                const tb_key *k, double weight, tb_err *err)
{
    tb_rank_at at;
    const tb_index *x = k->index;
    int origin = tbi_ask_origin(c, x);
    size_t unit = (size_t)tb_index_unit(x, c->unit->code);
    if (!tbi_rank_at_of(&at, c->panel, x, k->column, unit, origin, c->arena))
        return tbi_no_memory(err, "the priorities");
    /* the figures of the gain come last, from summarise_gain */
    *one = (candidate){ .key = k };
    one->p.component = tbi_ask_say(c, "%s.%s", x->code, x->indicator[k->column].code);
    one->p.name_vi = tb_index_name_vi(x, k->column, origin);
    one->p.name_en = tb_index_name_en(x, k->column, origin);
    one->p.depth =
        x == aim->track->index ? count_depth(x, aim->track->column, k->column, origin) : 1;
    one->p.rank = at.rank;
    one->p.of = at.n_ranked > 0 ? at.n_ranked : 0;
    one->p.measures = count_measures(aim->a, k, c);
    if (!judge_lead(one, &at, c, aim))
        return tbi_no_memory(err, "the priorities");
    summarise_gain(one, weight);
    return TB_OK;
}

/* Equal gains stand by the name of the component, so that the order is the same each time. */
static int compare_larger_gain_first(const void *a, const void *b)
{
    const candidate *x = a;
    const candidate *y = b;
    if (x->p.gain.mean != y->p.gain.mean)
        return x->p.gain.mean < y->p.gain.mean ? 1 : -1;
    return strcmp(x->p.component, y->p.component);
}

/* Within a group of gains that cannot be told apart the component in which the unit stands
 * worse. */
static int compare_weaker_first(const void *a, const void *b)
{
    const candidate *x = a;
    const candidate *y = b;
    if (x->p.group != y->p.group)
        return x->p.group - y->p.group;
    if (x->share != y->share)
        return x->share < y->share ? 1 : -1;
    return compare_larger_gain_first(a, b);
}

/* Whether the first gain is larger than the second by more than the sampling error of their
 * difference. */
static bool is_told_apart(const candidate *a, const candidate *b)
{
    /* variance of a difference with correlation 0.5: 2 * 0.5 * sd_a sd_b is taken off */
    double sd = sqrt(a->sd * a->sd + b->sd * b->sd - a->sd * b->sd);
    return a->p.gain.mean - b->p.gain.mean > FIVE_PERCENT * sd;
}

/* Groups of equals from the largest gain down; each is what cannot be told from its first. */
static void put_in_groups(candidate *all, size_t n)
{
    qsort(all, n, sizeof *all, compare_larger_gain_first);
    size_t first = 0;
    int group = 0;
    for (size_t i = 0; i < n; i++) {
        /* against the first of the group and not the neighbour: a chain of small steps must
         * not join the largest to the smallest */
        if (i == 0 || is_told_apart(&all[first], &all[i])) {
            first = i;
            group++;
        }
        all[i].p.group = group;
    }
    qsort(all, n, sizeof *all, compare_weaker_first);
}

/* ---- What comes before a component among the ten best
 * ------------------------------------------ */

/* Whether one of the two components is part of the other. */
static bool is_holding(const candidate *a, const candidate *b, int year)
{
    const tb_key *x = a->key;
    const tb_key *y = b->key;
    return x->index == y->index &&
           (!isnan(tbi_component_weight_within(x->index, x->column, y->column, year)) ||
            !isnan(tbi_component_weight_within(x->index, y->column, x->column, year)));
}

/* Weaker components, apart from what it is made of and what it is a part of, whose gain is not
 * smaller than its own by more than the sampling error. */
static tb_status find_weaker(candidate *all, size_t n, size_t at, tb_ask_state *c, tb_err *err)
{
    const candidate *one = &all[at];
    const char **name = TB_NEW(c->arena, const char *, n);
    if (name == NULL)
        return tbi_no_memory(err, "the priorities");
    all[at].p.weaker_component = name;
    for (size_t i = 0; i < n && one->p.leads; i++)
        if (!all[i].p.leads && all[i].share > one->share && !is_told_apart(one, &all[i]) &&
            !is_holding(one, &all[i], tbi_ask_origin(c, one->key->index)))
            name[all[at].p.weaker++] = all[i].p.component;
    return TB_OK;
}

/* ---- Why
 * -------------------------------------------------------------------------------------- */

/* all [n] in groups from the largest gain down, weaker first within a group: the next that is
 * weaker is the first behind i in which the unit stands worse. */
static tb_status say_why(candidate *all, size_t n, size_t i, tb_ask_state *c, tb_err *err)
{
    tb_priority *p = &all[i].p;
    size_t next = i + 1;
    bool room = true;
    while (next < n && all[next].share <= all[i].share)
        next++; /* the next that is weaker */
    if (p->leads && next < n)
        room = tbi_arena_pair(c->arena, &p->reason, &p->reason_vi, TB_MSG_LEVER_LEADS, p->leads_at,
                              p->leads_at_vi, all[next].p.name_en, all[next].p.name_vi,
                              all[next].p.gain.mean, p->gain.mean);
    else if (p->leads) {
        p->reason = p->leads_at;
        p->reason_vi = p->leads_at_vi;
    } else if (p->measures == 0)
        room = tbi_arena_pair(c->arena, &p->reason, &p->reason_vi, TB_MSG_LEVER_NO_MEASURE);
    return room ? TB_OK : tbi_no_memory(err, "the priorities");
}

/* ---- The levers in the same order
 * ------------------------------------------------------------- */

/* Position of the component of a measure in the order of the goal; a->priorities: it has none. */
static size_t find_place(const tb_goal_answer *a, const tb_lever_answer *l)
{
    size_t n = strlen(l->index);
    for (size_t i = 0; i < a->priorities; i++) {
        const char *name = a->priority[i].component;
        if (strncmp(name, l->index, n) == 0 && name[n] == '.' &&
            strcmp(name + n + 1, l->component) == 0)
            return i;
    }
    return a->priorities;
}

/* Levers on the reach of others change places among themselves: the slots stay, their order is that
 * of the priorities. */
static tb_status order_levers(tb_goal_answer *a, tb_err *err)
{
    tb_arena own = { 0 };
    tb_lever_answer *lever = (tb_lever_answer *)(uintptr_t)a->lever;
    tb_lever_answer *sorted = TB_NEW(&own, tb_lever_answer, a->levers);
    if (sorted == NULL)
        return tbi_no_memory(err, "the levers");
    size_t n = 0;
    for (size_t place = 0; place <= a->priorities; place++)
        for (size_t i = 0; i < a->levers_known; i++)
            if (lever[i].evidence == TB_EVIDENCE_HISTORICAL && !lever[i].beside &&
                find_place(a, &lever[i]) == place)
                sorted[n++] = lever[i];
    for (size_t i = 0, k = 0; i < a->levers_known && k < n; i++)
        if (lever[i].evidence == TB_EVIDENCE_HISTORICAL && !lever[i].beside)
            lever[i] = sorted[k++];
    tbi_arena_free(&own);
    return TB_OK;
}

/* Candidates are records with a positive known weight in the goal, the goal's own column apart. */
static tb_status answer_priority(tb_goal_state *aim, tb_ask_state *c, const tb_keys *keys,
                                 tb_err *err)
{
    size_t n = 0;
    candidate *all = TB_NEW(c->arena, candidate, keys->count);
    tb_priority *out = TB_NEW(c->arena, tb_priority, keys->count);
    if (all == NULL || out == NULL)
        return tbi_no_memory(err, "the priorities");
    for (size_t k = 0; k < keys->count; k++) {
        const tb_key *key = &keys->key[k];
        double w = key->evidence == TB_EVIDENCE_HISTORICAL
                       ? tbi_component_weight_for(aim, key->index, key->column,
                                                  tbi_ask_origin(c, key->index))
                       : 0;
        if (isnan(w) || !(w > 0) ||
            (key->index == aim->track->index && key->column == aim->track->column))
            continue;
        tb_status st = fill_candidate(&all[n++], c, aim, key, w, err);
        if (st != TB_OK)
            return st;
    }
    put_in_groups(all, n);
    for (size_t i = 0; i < n; i++) {
        tb_status st = say_why(all, n, i, c, err);
        if (st == TB_OK)
            st = find_weaker(all, n, i, c, err);
        if (st != TB_OK)
            return st;
        out[i] = all[i].p;
    }
    aim->a->priority = out;
    aim->a->priorities = n;
    return order_levers(aim->a, err);
}

tb_status tbi_priorities_answer(tb_ask_state *c, const tb_keys *keys, tb_err *err)
{
    tb_status st = TB_OK;
    for (size_t i = 0; i < c->goals && st == TB_OK; i++)
        if (c->aim[i].track != NULL)
            st = answer_priority(&c->aim[i], c, keys, err);
    return st;
}
