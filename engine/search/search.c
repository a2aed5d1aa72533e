/* search.c - branch and bound (Land and Doig 1960) over sets of choices. A node keeps only the
 * draws whose outcome is still open: those that are met whatever follows are counted, those that
 * cannot be met any more are dropped, so that counted plus open draws bound every set below the
 * node. */
#include "search/search.h"
#include "search/search_bounds.h"

#include "num/simd.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TOP = TB_PLAN_TOP, BLOCK = TB_PLAN_BLOCK, FRONTIER = 5 };

/* One search under one budget. best is always an allowed set that was counted over all draws. */
typedef struct search {
    tb_plan_ready *r; /* changed only in what was counted already */
    /* the part and the whole, under the budget of this search */
    const tb_plan_problem *p, *whole;
    uint64_t best; /* the best set so far, with its draws met, choices and cost */
    size_t best_met, best_count;
    double best_cost;
    uint64_t nodes, limit; /* visited, and how many may be */
    /* what looking at an open draw counts for, how much was looked at, and how much may be */
    uint64_t look, looked, look_limit;
    size_t open_bound; /* largest bound of what the limit cut off */
    bool cut;          /* the limit cut something off */
} search;

/* Kernighan's loop: as many steps as bits are set. */
static size_t count_bits(uint64_t x)
{
    size_t n = 0;
    for (; x != 0; x &= x - 1)
        n++;
    return n;
}

/* Whether all goals are met in a draw with `extra` [goals] points on top: each goal that stands
 * alone, and of each group as many as it needs. */
static bool is_met(const search *s, size_t draw, const double *extra)
{
    const tb_plan_problem *p = s->p;
    for (size_t g = 0; g < p->goals; g++) {
        size_t hold = 0;
        if (p->any[g] == 0) {
            if (!(p->gap[g][draw] <= extra[g]))
                return false;
            continue;
        }
        for (size_t o = 0; o < p->goals; o++)
            hold += p->any[o] == p->any[g] && p->gap[o][draw] <= extra[o];
        if (hold < tbi_any_need(p->any[g]))
            return false;
    }
    return true;
}

/* Exactly what the set adds in an open draw, groups capped. */
static void evaluate_draw(double *extra, const search *s, const tb_plan_front *f, size_t i,
                          const double *const *group_weight)
{
    size_t G = s->p->goals, Q = s->p->groups;
    for (size_t g = 0; g < G; g++)
        extra[g] = (double)f->extra[i * G + g];
    for (size_t q = 0; q < Q; q++) {
        double sum = fmin((double)f->group[i * Q + q], s->p->group_cap[q]);
        for (size_t g = 0; g < G && group_weight[q] != NULL; g++)
            extra[g] += group_weight[q][g] * sum;
    }
}

typedef struct lookahead {
    size_t at, m; /* next choice in order; how many more fit */
} lookahead;

/* o.m: the most choices of order[at..] that may still be added, by price, number, and the bars
 * of the set. Each is tried alone, so that it is an upper bound. */
static lookahead look_ahead(const search *s, size_t at, uint64_t set, double cost)
{
    const tb_plan_problem *p = s->p;
    lookahead o = { at, 0 };
    double left = p->budget - cost;
    size_t count = count_bits(set);
    size_t usable = 0;
    for (size_t i = at; i < p->choices; i++) {
        size_t c = s->r->order[i];
        if (p->cost[c] > left * (1 + 1e-12) + 1e-12 || (p->bars[c] & set) != 0 ||
            (p->bars[c] >> c & 1) != 0)
            continue;
        usable++;
    }
    size_t m = usable;
    if (s->r->cheapest_after[at] > 0 && isfinite(left)) {
        double fits = floor(left / s->r->cheapest_after[at] + 1e-9);
        if (fits < (double)m)
            m = fits > 0 ? (size_t)fits : 0;
    }
    if (p->most > 0 && p->most - (count < p->most ? count : p->most) < m)
        m = p->most - (count < p->most ? count : p->most);
    o.m = m;
    return o;
}

/* What can still be added by row, NULL = nothing. Bars and prices of single choices are not looked
 * at: a bound stays one. */
static const float *find_rises(const search *s, const lookahead *o)
{
    size_t most = o->m <= TOP ? o->m : TOP + 1;
    return o->m == 0 ? NULL : s->r->rise + (o->at * (TOP + 1) + most - 1) * s->r->rows;
}

/* What the choices that may still follow can take away at most, by row; NULL: nothing. */
static const float *find_falls(const search *s, const lookahead *o)
{
    return o->m == 0 ? NULL : s->r->fall + o->at * s->r->rows;
}

/* What may still follow in open draw k, for each goal: at most `high`, at least `low`. */
static void find_reach(double *high, double *low, double *now, const search *s, size_t k,
                       const lookahead *o)
{
    const float *up = find_rises(s, o);
    const float *down = find_falls(s, o);
    for (size_t g = 0; g < s->p->goals; g++) {
        size_t row = k * s->p->goals + g;
        double rise = up != NULL ? (double)up[row] : 0;
        double fall = down != NULL ? (double)down[row] : 0;
        double slack = 1e-6 * (fabs(now[g]) + rise - fall) + 1e-9; /* sums of floats */
        high[g] = now[g] + rise + slack;
        low[g] = now[g] + fall - slack;
        now[g] += slack;
    }
}

/* What a choice adds to the only goal in every draw, key by key, none where the set has the key
 * already: in s->r->steps; returns how many. */
static size_t list_steps(const search *s, size_t c, uint64_t set)
{
    size_t n = 0;
    for (size_t j = 0; j < s->p->keys; j++) {
        uint64_t in = s->p->key[j].choices;
        if ((in >> c & 1) != 0 && (in & set) == 0)
            s->r->steps[n++] = s->r->step + j * s->r->n;
    }
    return n;
}

/* One block of draws of the only goal; steps as list_steps left them. */
static void sift_block(tb_plan_front *to, const search *s, const tb_plan_front *from, size_t block,
                       const lookahead *o, size_t steps)
{
    const tb_plan_ready *r = s->r;
    size_t at = block * BLOCK, n = r->n - at < BLOCK ? r->n - at : BLOCK;
    const float *least = o->m > 0 ? find_rises(s, o) : r->least;
    const float *most = r->fall + (o->m > 0 ? o->at : s->p->choices) * r->n;
    float *extra = to->extra + at;
    to->open[block] = 0;
    if (from->open[block] == 0)
        return;
    const tb_simd *simd = tbi_simd_best();
    size_t open = simd->keep_open(extra, from->extra + at, r->steps, steps, at, least + at, n);
    if (!r->loose) {
        size_t sure = simd->drop_sure(extra, most + at, n);
        to->sure += sure;
        open -= sure;
    }
    to->open[block] = (uint16_t)open;
    to->n += open;
}

/* The usual case. Once the bound is below the best it does not matter by how much: what was not
 * looked at counts as open. */
static void sift_goal(tb_plan_front *to, const search *s, const tb_plan_front *from,
                      const lookahead *o, size_t steps)
{
    size_t block = 0, seen = 0; /* blocks, and open draws, that were looked at */
    to->n = 0;
    to->sure = from->sure;
    for (; seen < from->n && to->sure + to->n + from->n - seen >= s->best_met; block++) {
        sift_block(to, s, from, block, o, steps);
        seen += from->open[block];
    }
    for (; block * BLOCK < s->r->n; block++)
        to->open[block] = 0;
    to->n += from->n - seen;
}

/* Of the open draws of a node, those that its set may meet as it is. */
static size_t count_met_now(const search *s, const tb_plan_front *f)
{
    size_t met = s->r->step != NULL ? 0 : f->met;
    for (size_t at = 0; at < s->r->n && s->r->step != NULL; at += BLOCK)
        if (f->open[at / BLOCK] > 0)
            met += tbi_simd_best()->count_near(f->extra + at, s->r->least + at,
                                               s->r->n - at < BLOCK ? s->r->n - at : BLOCK);
    return met;
}

/* Sorts the open draws of `from` into sure, dropped and open of `to`, by what may still follow,
 * until the bound is below the best (as sift_goal). Leaves to->sure: draws that every set below
 * the node meets, and to->n open ones: sure + n bounds what any of them can meet. */
static void sift_draws(tb_plan_front *to, const search *s, const tb_plan_front *from,
                       const lookahead *o, const double *const *group_weight)
{
    size_t G = s->p->goals, Q = s->p->groups;
    if (s->r->step != NULL) {
        sift_goal(to, s, from, o, 0);
        return;
    }
    to->n = to->met = 0;
    to->sure = from->sure;
    for (size_t i = 0; i < from->n; i++) {
        if (to->sure + to->n + from->n - i < s->best_met) {
            to->n += from->n - i;
            return;
        }
        size_t k = from->draw[i], draw = s->r->at[k];
        double now[TB_PLAN_GOALS], high[TB_PLAN_GOALS], low[TB_PLAN_GOALS];
        evaluate_draw(now, s, from, i, group_weight);
        find_reach(high, low, now, s, k, o);
        if (!is_met(s, draw, high))
            continue;
        if (!s->r->loose && is_met(s, draw, low)) {
            to->sure++;
            continue;
        }
        to->met += is_met(s, draw, now);
        to->draw[to->n] = (uint32_t)k;
        for (size_t g = 0; g < G; g++)
            to->extra[to->n * G + g] = from->extra[i * G + g];
        for (size_t q = 0; q < Q; q++)
            to->group[to->n * Q + q] = from->group[i * Q + q];
        to->n++;
    }
}

/* Adds choice c to every open draw; keys that the set has already are not counted again. */
static void include_choice(tb_plan_front *f, const search *s, const tb_plan_front *from, size_t c,
                           uint64_t set)
{
    size_t G = s->p->goals, Q = s->p->groups;
    f->n = from->n;
    f->sure = from->sure;
    memcpy(f->draw, from->draw, from->n * sizeof *f->draw);
    memcpy(f->extra, from->extra, from->n * G * sizeof *f->extra);
    if (Q > 0)
        memcpy(f->group, from->group, from->n * Q * sizeof *f->group);
    for (size_t j = 0; j < s->p->keys; j++) {
        const tb_plan_key *key = &s->p->key[j];
        if (!(key->choices >> c & 1) || (key->choices & set) != 0)
            continue;
        for (size_t i = 0; i < f->n; i++) {
            size_t draw = s->r->at[f->draw[i]];
            if (key->group >= 0)
                f->group[i * Q + (size_t)key->group] += key->size[draw];
            else
                for (size_t g = 0; g < G; g++)
                    f->extra[i * G + g] += tbi_plan_high(key, key->weight[g], draw);
        }
    }
}

/* More draws, then cheaper, then fewer, then the set that has the lowest choice in which they
 * differ. */
static bool is_better(const search *s, size_t n, double cost, size_t count, uint64_t set)
{
    if (n != s->best_met)
        return n > s->best_met;
    if (cost != s->best_cost)
        return cost < s->best_cost;
    if (count != s->best_count)
        return count < s->best_count;
    uint64_t differ = set ^ s->best;
    return differ != 0 && (set & (differ & (~differ + 1))) != 0;
}

/* A set becomes the best one if it is allowed and better. It is counted anew over all draws:
 * bounds and running sums only decide what is tried, never what is answered.
 * Bounds may be loose or rounded; the answer never is. */
static void offer_set(search *s, uint64_t set)
{
    /* counted over all draws, so that the search never trusts its own sums */
    if (!tbi_plan_allowed(s->p, set))
        return;
    size_t n = tbi_plan_met_once(s->r, set);
    size_t count = count_bits(set);
    double cost = tbi_plan_cost(s->p, set);
    if (!is_better(s, n, cost, count, set))
        return;
    s->best = set;
    s->best_met = n;
    s->best_cost = cost;
    s->best_count = count;
}

/* Whether anything below a node with this bound could still win: more draws, or as many for no more
 * money and no more measures. */
static bool is_hopeful(const search *s, size_t bound, double cost, size_t count)
{
    if (bound != s->best_met)
        return bound > s->best_met;
    if (cost != s->best_cost)
        return cost < s->best_cost;
    return count <= s->best_count;
}

/* out [groups]: the weights [goals] of a key of the group, NULL for a group without keys. The
 * keys of a group are of one component, so that any of them will do. */
static void make_group_weights(const double **out, const tb_plan_problem *p)
{
    for (size_t q = 0; q < p->groups; q++)
        out[q] = NULL;
    for (size_t k = 0; k < p->keys; k++)
        if (p->key[k].group >= 0)
            out[p->key[k].group] = p->key[k].weight;
}

/* room: two fronts a level.
 * Depth first, the branch with choice c before the one without: a good set is found early, and
 * the bound then prunes. Visits at most `limit` nodes; what is cut off is remembered by its
 * bound, so that the answer can say how far from the best it may be. */
static void search_branch(search *s, tb_plan_front *room, const tb_plan_front *here, size_t at,
                          uint64_t set, double cost)
{
    if (at == s->p->choices)
        return;
    if (s->nodes >= s->limit || s->looked >= s->look_limit) {
        size_t bound = here->sure + here->n;
        s->cut = true;
        if (bound > s->open_bound)
            s->open_bound = bound;
        return;
    }
    size_t c = s->r->order[at];
    if (s->p->forced >> c & 1) { /* the first front has it */
        search_branch(s, room, here, at + 1, set, cost);
        return;
    }
    s->nodes++;
    s->looked += here->n * s->look;
    const double *gw[TB_PLAN_GROUPS];
    make_group_weights(gw, s->p);
    size_t count = count_bits(set);
    const tb_plan_problem *p = s->p;
    bool fits = cost + p->cost[c] <= p->budget * (1 + 1e-12) && (p->most == 0 || count < p->most) &&
                (p->bars[c] & (set | 1ULL << c)) == 0;
    if (fits) {
        uint64_t with = set | 1ULL << c;
        double then = cost + p->cost[c];
        lookahead o = look_ahead(s, at + 1, with, then);
        if (s->r->step != NULL) {
            sift_goal(&room[1], s, here, &o, list_steps(s, c, set));
        } else {
            include_choice(&room[0], s, here, c, set);
            sift_draws(&room[1], s, &room[0], &o, gw);
        }
        if (is_hopeful(s, room[1].sure + room[1].n, then, count + 1)) {
            if (room[1].sure + count_met_now(s, &room[1]) >= s->best_met)
                offer_set(s, with);
            search_branch(s, room + 2, &room[1], at + 1, with, then);
        }
    }
    lookahead o = look_ahead(s, at + 1, set, cost);
    if (o.m == 0)
        return; /* nothing more can be added: the set itself was offered */
    sift_draws(&room[1], s, here, &o, gw);
    if (is_hopeful(s, room[1].sure + room[1].n, cost, count))
        search_branch(s, room + 2, &room[1], at + 1, set, cost);
}

/* The best single exchange (a choice in, a choice out, or one for another) again and again: where
 * bounds are loose a search must begin with something good.
 * Hill climbing over sets at distance two; ends because every offer that is taken is strictly
 * better. */
static void improve_by_exchange(search *s)
{
    const tb_plan_problem *p = s->p;
    uint64_t from = ~s->best;
    while (from != s->best) {
        from = s->best;
        for (size_t i = 0; i <= p->choices; i++) {
            uint64_t in = i < p->choices ? 1ULL << i : 0;
            if ((from & in) != 0)
                continue;
            for (size_t o = 0; o <= p->choices; o++) {
                uint64_t out = o < p->choices ? 1ULL << o : 0;
                if ((from & out) == out && (in | out) != 0)
                    offer_set(s, (from & ~out) | in);
            }
        }
    }
}

/* Every draw open, nothing chosen. */
static void clear_front(tb_plan_front *root, const search *s)
{
    root->n = s->r->n;
    root->sure = 0;
    for (size_t k = 0; k < root->n && root->draw != NULL; k++)
        root->draw[k] = (uint32_t)k;
    for (size_t at = 0; at < root->n && root->open != NULL; at += BLOCK)
        root->open[at / BLOCK] = (uint16_t)(root->n - at < BLOCK ? root->n - at : BLOCK);
    for (size_t k = 0; k < root->n * s->p->goals; k++)
        root->extra[k] = 0;
    for (size_t k = 0; k < root->n * s->p->groups; k++)
        root->group[k] = 0;
}

/* Forced choices are put in first, so that no branch leaves them out; two fronts serve in turn. */
static void begin_search(search *s, tb_plan_front *room, size_t levels)
{
    tb_plan_front *root = &room[levels - 1], *first = &room[levels - 2];
    clear_front(root, s);
    const double *gw[TB_PLAN_GROUPS];
    make_group_weights(gw, s->p);
    uint64_t set = 0;
    for (size_t c = 0; c < s->p->choices; c++) {
        if (!(s->p->forced >> c & 1))
            continue;
        if (s->r->step != NULL) {
            size_t steps = list_steps(s, c, set);
            for (size_t j = 0; j < steps; j++)
                for (size_t k = 0; k < root->n; k++)
                    root->extra[k] += s->r->steps[j][k];
            set |= 1ULL << c;
            continue;
        }
        include_choice(first, s, root, c, set);
        set |= 1ULL << c;
        tb_plan_front *other = root;
        root = first;
        first = other;
    }
    double cost = tbi_plan_cost(s->p, set);
    lookahead o = look_ahead(s, 0, set, cost);
    sift_draws(first, s, root, &o, gw);
    if (o.m > 0 && is_hopeful(s, first->sure + first->n, cost, count_bits(set)))
        search_branch(s, room, first, 0, set, cost);
}

/* The search sees the reduced problem; offers are counted over the whole one, whose draws and
 * goals are those of the report. */
void tbi_plan_search_within(tb_plan_found *out, tb_plan_ready *r, double budget, uint64_t start)
{
    tb_plan_problem part = r->part, whole = *r->whole;
    part.budget = whole.budget = budget;
    search s = { .r = r,
                 .p = &part,
                 .whole = &whole,
                 .limit = part.node_limit > 0 ? part.node_limit
                          : r->loose          ? TB_PLAN_NODES_TOGETHER
                                              : TB_PLAN_NODES,
                 .look = r->step != NULL ? 1 : 10 + 20 * (part.goals + part.groups) };
    s.look_limit = (part.look_limit > 0 ? part.look_limit : TB_PLAN_LOOKS) * r->n;
    uint64_t all = FRONTIER * s.look_limit, left = r->looked < all ? all - r->looked : 0;
    s.look_limit = left < s.look_limit ? left : s.look_limit;
    s.best = whole.forced;
    s.best_met = tbi_plan_met_once(r, whole.forced);
    s.best_cost = tbi_plan_cost(&whole, whole.forced);
    s.best_count = count_bits(whole.forced);
    if (start != 0)
        offer_set(&s, start);
    if (r->loose)
        improve_by_exchange(&s);
    begin_search(&s, r->room, r->levels);
    r->looked += s.looked;
    if (s.cut && !r->loose) /* what was found by then may be far from what there is */
        improve_by_exchange(&s);
    *out = (tb_plan_found){ .set = s.best,
                            .met = s.best_met,
                            .of = r->of,
                            .cost = s.best_cost,
                            .exact = !s.cut,
                            .bound = s.best_met,
                            .nodes = s.nodes };
    if (s.cut && s.open_bound > s.best_met)
        out->bound = s.open_bound;
}

/* One budget alone; a frontier prepares once and searches within several. */
tb_status tbi_plan_search(tb_plan_found *out, const tb_plan_problem *p, uint64_t start, tb_err *err)
{
    tb_plan_ready *r;
    tb_status st = tbi_plan_prepare(&r, p, err);
    if (st != TB_OK)
        return st;
    tbi_plan_search_within(out, r, p->budget, start);
    tbi_plan_ready_free(r);
    return TB_OK;
}
