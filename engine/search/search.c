/* search.c - branch and bound (Land and Doig 1960) over sets of choices. A node keeps only the
 * draws whose outcome is still open: those that are met whatever follows are counted, those that
 * cannot be met any more are dropped, so that counted plus open draws bound every set below the
 * node. */
#include "search/search.h"
#include "search/sift.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FRONTIER = 5 };

/* Adds choice c to every open draw; keys that the set has already are not counted again. */
static void include_choice(tb_plan_front *f, const tb_search *s, const tb_plan_front *from,
                           size_t c, uint64_t set)
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
static bool is_better(const tb_search *s, size_t n, double cost, size_t count, uint64_t set)
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
static void offer_set(tb_search *s, uint64_t set)
{
    /* counted over all draws, so that the search never trusts its own sums */
    if (!tbi_plan_allowed(s->p, set))
        return;
    size_t n = tbi_plan_met_once(s->r, set);
    size_t count = tbi_search_count(set);
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
static bool is_hopeful(const tb_search *s, size_t bound, double cost, size_t count)
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
static void search_branch(tb_search *s, tb_plan_front *room, const tb_plan_front *here, size_t at,
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
    size_t count = tbi_search_count(set);
    const tb_plan_problem *p = s->p;
    bool fits = cost + p->cost[c] <= p->budget * (1 + 1e-12) && (p->most == 0 || count < p->most) &&
                (p->bars[c] & (set | 1ULL << c)) == 0;
    if (fits) {
        uint64_t with = set | 1ULL << c;
        double then = cost + p->cost[c];
        tb_lookahead o = tbi_look_ahead(s, at + 1, with, then);
        if (s->r->step != NULL) {
            tbi_sift_goal(&room[1], s, here, &o, tbi_sift_steps(s, c, set));
        } else {
            include_choice(&room[0], s, here, c, set);
            tbi_sift_draws(&room[1], s, &room[0], &o, gw);
        }
        if (is_hopeful(s, room[1].sure + room[1].n, then, count + 1)) {
            if (room[1].sure + tbi_sift_met(s, &room[1]) >= s->best_met)
                offer_set(s, with);
            search_branch(s, room + 2, &room[1], at + 1, with, then);
        }
    }
    tb_lookahead o = tbi_look_ahead(s, at + 1, set, cost);
    if (o.m == 0)
        return; /* nothing more can be added: the set itself was offered */
    tbi_sift_draws(&room[1], s, here, &o, gw);
    if (is_hopeful(s, room[1].sure + room[1].n, cost, count))
        search_branch(s, room + 2, &room[1], at + 1, set, cost);
}

/* The best single exchange (a choice in, a choice out, or one for another) again and again: where
 * bounds are loose a search must begin with something good.
 * Hill climbing over sets at distance two; ends because every offer that is taken is strictly
 * better. */
static void improve_by_exchange(tb_search *s)
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
static void clear_front(tb_plan_front *root, const tb_search *s)
{
    root->n = s->r->n;
    root->sure = 0;
    for (size_t k = 0; k < root->n && root->draw != NULL; k++)
        root->draw[k] = (uint32_t)k;
    for (size_t at = 0; at < root->n && root->open != NULL; at += TB_PLAN_BLOCK)
        root->open[at / TB_PLAN_BLOCK] =
            (uint16_t)(root->n - at < TB_PLAN_BLOCK ? root->n - at : TB_PLAN_BLOCK);
    for (size_t k = 0; k < root->n * s->p->goals; k++)
        root->extra[k] = 0;
    for (size_t k = 0; k < root->n * s->p->groups; k++)
        root->group[k] = 0;
}

/* Forced choices are put in first, so that no branch leaves them out; two fronts serve in turn. */
static void begin_search(tb_search *s, tb_plan_front *room, size_t levels)
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
            size_t steps = tbi_sift_steps(s, c, set);
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
    tb_lookahead o = tbi_look_ahead(s, 0, set, cost);
    tbi_sift_draws(first, s, root, &o, gw);
    if (o.m > 0 && is_hopeful(s, first->sure + first->n, cost, tbi_search_count(set)))
        search_branch(s, room, first, 0, set, cost);
}

/* The search sees the reduced problem; offers are counted over the whole one, whose draws and
 * goals are those of the report. */
void tbi_plan_search_within(tb_plan_found *out, tb_plan_ready *r, double budget, uint64_t start)
{
    tb_plan_problem part = r->part, whole = *r->whole;
    part.budget = whole.budget = budget;
    tb_search s = { .r = r,
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
    s.best_count = tbi_search_count(whole.forced);
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
