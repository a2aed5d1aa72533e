/* plan.c - branch and bound (Land and Doig 1960) over sets of choices. A node keeps only the draws whose outcome is still open: those that are met whatever follows are
 * counted, those that cannot be met any more are dropped, so that counted plus open draws bound every set below the node. */
#include "intervene/plan.h"

#include "base/error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TOP = 6, AT_ONCE = 512 };

/* Open draws of a node: their numbers and, for each, what the set so far adds to each goal (groups apart, uncapped). */
typedef struct front {
    size_t n, sure, met;          /* met: of the open ones, those that the set itself may already meet */
    uint32_t *draw;
    float *extra;                 /* [n][goals] */
    float *group;                 /* [n][groups] */
} front;

struct tb_plan_ready {
    tb_arena own;
    const tb_plan_problem *whole;
    tb_plan_problem part;         /* of the whole, the goals that choices touch */
    size_t of;                    /* draws that count */
    size_t n;                     /* those among them that meet the goals that no choice touches: the others are lost whatever is chosen */
    uint32_t *at;                 /* [n] their numbers */
    size_t order[64];             /* choices, most useful first */
    size_t rows;                  /* n * goals; row = draw * goals + goal */
    float *fall;                  /* [choices + 1][rows] what order[i..] can take at most */
    float *rise;                  /* [choices + 1][TOP + 1][rows] what the best 1 .. TOP of order[i..] can add at most, and all of them */
    double *gap;                  /* [n] of the only goal; NULL when there are more, or groups of keys */
    double cheapest_after[65];    /* least cost among order[i..] */
    front *room;
    size_t levels;
};

typedef struct search {
    const tb_plan_ready *r;
    const tb_plan_problem *p, *whole; /* the part and the whole, under the budget of this search */
    uint64_t best;
    size_t best_met, best_count;
    double best_cost;
    uint64_t nodes, limit;
    size_t open_bound;            /* largest bound of what the limit cut off */
    bool cut;
} search;

static size_t bits(uint64_t x)
{
    size_t n = 0;
    for (; x != 0; x &= x - 1) n++;
    return n;
}

static bool met(const search *s, size_t draw, const double *extra)
{
    const tb_plan_problem *p = s->p;
    uint64_t seen = 0, is = 0;
    for (size_t g = 0; g < p->goals; g++) {
        bool m = p->gap[g][draw] <= extra[g];
        if (p->any[g] == 0) {
            if (!m) return false;
            continue;
        }
        seen |= 1ULL << (p->any[g] & 63);
        if (m) is |= 1ULL << (p->any[g] & 63);
    }
    return seen == is;
}

/* Exactly what the set adds in an open draw, groups capped. */
static void value(double *extra, const search *s, const front *f, size_t i, const double *const *group_weight)
{
    size_t G = s->p->goals, Q = s->p->groups;
    for (size_t g = 0; g < G; g++) extra[g] = (double)f->extra[i * G + g];
    for (size_t q = 0; q < Q; q++) {
        double sum = fmin((double)f->group[i * Q + q], s->p->group_cap[q]);
        for (size_t g = 0; g < G && group_weight[q] != NULL; g++) extra[g] += group_weight[q][g] * sum;
    }
}

typedef struct outlook {
    size_t at, m;                 /* next choice in order; how many more fit */
} outlook;

static outlook look(const search *s, size_t at, uint64_t set, double cost)
{
    const tb_plan_problem *p = s->p;
    outlook o = { at, 0 };
    double left = p->budget - cost;
    size_t count = bits(set), usable = 0;
    for (size_t i = at; i < p->choices; i++) {
        size_t c = s->r->order[i];
        if (p->cost[c] > left * (1 + 1e-12) + 1e-12 || (p->bars[c] & set) != 0 || (p->bars[c] >> c & 1) != 0) continue;
        usable++;
    }
    size_t m = usable;
    if (s->r->cheapest_after[at] > 0 && isfinite(left)) {
        double fits = floor(left / s->r->cheapest_after[at] + 1e-9);
        if (fits < (double)m) m = fits > 0 ? (size_t)fits : 0;
    }
    if (p->most > 0 && p->most - (count < p->most ? count : p->most) < m) m = p->most - (count < p->most ? count : p->most);
    o.m = m;
    return o;
}

/* What can still be added by row, NULL = nothing. Bars and prices of single choices are not looked at: a bound stays one. */
static const float *rises(const search *s, const outlook *o)
{
    size_t most = o->m <= TOP ? o->m : TOP + 1;
    return o->m == 0 ? NULL : s->r->rise + (o->at * (TOP + 1) + most - 1) * s->r->rows;
}

static const float *falls(const search *s, const outlook *o)
{
    return o->m == 0 ? NULL : s->r->fall + o->at * s->r->rows;
}

/* What may still follow in open draw k, for each goal: at most `high`, at least `low`. */
static void reach_of(double *high, double *low, double *now, const search *s, size_t k, const outlook *o)
{
    const float *up = rises(s, o), *down = falls(s, o);
    for (size_t g = 0; g < s->p->goals; g++) {
        size_t row = k * s->p->goals + g;
        double rise = up != NULL ? (double)up[row] : 0, fall = down != NULL ? (double)down[row] : 0;
        double slack = 1e-6 * (fabs(now[g]) + rise - fall) + 1e-9; /* sums of floats */
        high[g] = now[g] + rise + slack;
        low[g] = now[g] + fall - slack;
        now[g] += slack;
    }
}

/* Draws from .. to of `from`, for one goal without groups of keys. */
static void sift_some(front *to, const search *s, const front *from, size_t at, size_t end, const float *up, const float *down)
{
    size_t n = to->n, met_now = 0, sure_now = 0;
    for (size_t i = at; i < end; i++) {
        size_t k = from->draw[i];
        double x = (double)from->extra[i], need = s->r->gap[k], rise = up != NULL ? (double)up[k] : 0, fall = down != NULL ? (double)down[k] : 0;
        double slack = 1e-6 * (fabs(x) + rise - fall) + 1e-9;
        bool sure = need <= x + fall - slack, open = !sure && need <= x + rise + slack;
        to->draw[n] = (uint32_t)k;
        to->extra[n] = from->extra[i];
        sure_now += sure;
        met_now += open && need <= x + slack;
        n += open;
    }
    to->n = n;
    to->met += met_now;
    to->sure += sure_now;
}

/* The usual case. Once the bound is below the best it does not matter by how much: what was not looked at counts as open. */
static void sift_one(front *to, const search *s, const front *from, const outlook *o)
{
    const float *up = rises(s, o), *down = falls(s, o);
    size_t i = 0;
    to->n = to->met = 0;
    to->sure = from->sure;
    while (i < from->n && to->sure + to->n + from->n - i >= s->best_met) {
        size_t end = i + AT_ONCE < from->n ? i + AT_ONCE : from->n;
        sift_some(to, s, from, i, end, up, down);
        i = end;
    }
    to->n += from->n - i;
}

/* Sorts the open draws of `from` into sure, dropped and open of `to`, by what may still follow. */
static void sift(front *to, const search *s, const front *from, const outlook *o, const double *const *group_weight)
{
    size_t G = s->p->goals, Q = s->p->groups;
    if (s->r->gap != NULL) {
        sift_one(to, s, from, o);
        return;
    }
    to->n = to->met = 0;
    to->sure = from->sure;
    for (size_t i = 0; i < from->n; i++) {
        size_t k = from->draw[i], draw = s->r->at[k];
        double now[TB_PLAN_GOALS], high[TB_PLAN_GOALS], low[TB_PLAN_GOALS];
        value(now, s, from, i, group_weight);
        reach_of(high, low, now, s, k, o);
        if (!met(s, draw, high)) continue;
        if (met(s, draw, low)) {
            to->sure++;
            continue;
        }
        to->met += met(s, draw, now);
        to->draw[to->n] = (uint32_t)k;
        for (size_t g = 0; g < G; g++) to->extra[to->n * G + g] = from->extra[i * G + g];
        for (size_t q = 0; q < Q; q++) to->group[to->n * Q + q] = from->group[i * Q + q];
        to->n++;
    }
}

/* Adds choice c to every open draw; keys that the set has already are not counted again. */
static void include(front *f, const search *s, const front *from, size_t c, uint64_t set)
{
    size_t G = s->p->goals, Q = s->p->groups;
    f->n = from->n;
    f->sure = from->sure;
    memcpy(f->draw, from->draw, from->n * sizeof *f->draw);
    memcpy(f->extra, from->extra, from->n * G * sizeof *f->extra);
    if (Q > 0) memcpy(f->group, from->group, from->n * Q * sizeof *f->group);
    for (size_t j = 0; j < s->p->keys; j++) {
        const tb_plan_key *key = &s->p->key[j];
        if (!(key->choices >> c & 1) || (key->choices & set) != 0) continue;
        for (size_t i = 0; i < f->n; i++) {
            float size = key->size[s->r->at[f->draw[i]]];
            if (key->group >= 0) f->group[i * Q + (size_t)key->group] += size;
            else
                for (size_t g = 0; g < G; g++) f->extra[i * G + g] += (float)key->weight[g] * size;
        }
    }
}

static bool better(const search *s, size_t n, double cost, size_t count, uint64_t set)
{
    if (n != s->best_met) return n > s->best_met;
    if (cost != s->best_cost) return cost < s->best_cost;
    if (count != s->best_count) return count < s->best_count;
    uint64_t differ = set ^ s->best;
    return differ != 0 && (set & (differ & (~differ + 1))) != 0;
}

static void offer(search *s, uint64_t set)
{
    if (!tb_plan_allowed(s->p, set)) return; /* counted over all draws, so that the search never trusts its own sums */
    size_t n = tb_plan_met(s->whole, set), count = bits(set);
    double cost = tb_plan_cost(s->p, set);
    if (!better(s, n, cost, count, set)) return;
    s->best = set;
    s->best_met = n;
    s->best_cost = cost;
    s->best_count = count;
}

/* Whether anything below a node with this bound could still win: more draws, or as many for no more money and no more measures. */
static bool hopeful(const search *s, size_t bound, double cost, size_t count)
{
    if (bound != s->best_met) return bound > s->best_met;
    if (cost != s->best_cost) return cost < s->best_cost;
    return count <= s->best_count;
}

static void group_weights(const double **out, const tb_plan_problem *p)
{
    for (size_t q = 0; q < p->groups; q++) out[q] = NULL;
    for (size_t k = 0; k < p->keys; k++)
        if (p->key[k].group >= 0) out[p->key[k].group] = p->key[k].weight;
}

/* room: two fronts a level. */
static void descend(search *s, front *room, const front *here, size_t at, uint64_t set, double cost)
{
    if (at == s->p->choices) return;
    if (s->nodes >= s->limit) {
        size_t bound = here->sure + here->n;
        s->cut = true;
        if (bound > s->open_bound) s->open_bound = bound;
        return;
    }
    s->nodes++;
    const double *gw[TB_PLAN_GROUPS];
    group_weights(gw, s->p);
    size_t c = s->r->order[at], count = bits(set);
    const tb_plan_problem *p = s->p;
    bool fits = cost + p->cost[c] <= p->budget * (1 + 1e-12) && (p->most == 0 || count < p->most) && (p->bars[c] & (set | 1ULL << c)) == 0;
    if (fits) {
        uint64_t with = set | 1ULL << c;
        double then = cost + p->cost[c];
        include(&room[0], s, here, c, set);
        outlook o = look(s, at + 1, with, then);
        sift(&room[1], s, &room[0], &o, gw);
        if (hopeful(s, room[1].sure + room[1].n, then, count + 1)) {
            if (room[1].sure + room[1].met >= s->best_met) offer(s, with);
            descend(s, room + 2, &room[1], at + 1, with, then);
        }
    }
    outlook o = look(s, at + 1, set, cost);
    if (o.m == 0) return; /* nothing more can be added: the set itself was offered */
    sift(&room[1], s, here, &o, gw);
    if (hopeful(s, room[1].sure + room[1].n, cost, count)) descend(s, room + 2, &room[1], at + 1, set, cost);
}

static void arrange(tb_plan_ready *r)
{
    const tb_plan_problem *p = &r->part;
    size_t solo[64];
    for (size_t i = 0; i < p->choices; i++) {
        solo[i] = tb_plan_met(r->whole, 1ULL << i);
        size_t at = i;
        for (; at > 0 && solo[i] > solo[r->order[at - 1]]; at--) r->order[at] = r->order[at - 1];
        r->order[at] = i;
    }
    r->cheapest_after[p->choices] = INFINITY;
    for (size_t i = p->choices; i-- > 0;) r->cheapest_after[i] = fmin(p->cost[r->order[i]], r->cheapest_after[i + 1]);
}

/* What order[i] can add to and take from every row: groups count without their cap above and with it below, so that both are bounds. */
static void reach_one(float *rise, float *fall, const tb_plan_ready *r, size_t i)
{
    const tb_plan_problem *p = &r->part;
    size_t G = p->goals;
    memset(rise, 0, r->rows * sizeof *rise);
    for (size_t j = 0; j < p->keys; j++) {
        const tb_plan_key *key = &p->key[j];
        for (size_t g = 0; g < G && (key->choices >> r->order[i] & 1) != 0; g++) {
            if (key->weight[g] == 0) continue;
            for (size_t k = 0; k < r->n; k++) {
                float x = (float)key->weight[g] * key->size[r->at[k]];
                rise[k * G + g] += x > 0 ? x : 0;
                fall[k * G + g] += x > 0 ? 0 : x;
            }
        }
    }
}

/* From the last choice to the first: one rise (by row) sinks to its place among the best so far. */
static void reaches(tb_plan_ready *r, float *rise, float *best)
{
    size_t rows = r->rows;
    for (size_t i = r->part.choices; i-- > 0;) {
        float *top = r->rise + i * (TOP + 1) * rows, *fall = r->fall + i * rows, *all = top + TOP * rows;
        memcpy(fall, fall + rows, rows * sizeof *fall);
        reach_one(rise, fall, r, i);
        for (size_t k = 0; k < rows; k++) {
            float x = rise[k], sum = 0;
            all[k] = all[(TOP + 1) * rows + k] + x;
            for (size_t j = 0; j < TOP; j++) {
                float *b = best + j * rows + k, larger = x > *b ? x : *b, smaller = x > *b ? *b : x;
                *b = larger;
                x = smaller;
                sum += larger;
                top[j * rows + k] = sum;
            }
        }
    }
}

static bool touched(const tb_plan_problem *p, size_t g)
{
    for (size_t k = 0; k < p->keys; k++)
        if (p->key[k].weight[g] != 0) return true;
    return false;
}

/* Leaves out of the part the goals that no choice touches: alone, or all alternatives of a group. The draws that miss them are lost. */
static tb_status reduce(tb_plan_ready *r, tb_err *err)
{
    const tb_plan_problem *p = r->whole;
    tb_plan_problem fixed = *p;
    size_t kept[TB_PLAN_GOALS], n = 0, m = 0, G = p->goals;
    const double **gap = TB_NEW(&r->own, const double *, G), **fixed_gap = TB_NEW(&r->own, const double *, G);
    int *any = TB_NEW(&r->own, int, G), *fixed_any = TB_NEW(&r->own, int, G);
    tb_plan_key *key = TB_NEW(&r->own, tb_plan_key, p->keys);
    double *weight = TB_NEW(&r->own, double, p->keys * G);
    unsigned char *met = TB_NEW(&r->own, unsigned char, p->draws);
    r->at = TB_NEW(&r->own, uint32_t, r->of);
    if (!gap || !fixed_gap || !any || !fixed_any || !key || !weight || !met || !r->at) return tb_no_memory(err, "the plan");
    for (size_t g = 0; g < G; g++) {
        bool stays = touched(p, g);
        for (size_t o = 0; o < G && p->any[g] != 0; o++) stays |= p->any[o] == p->any[g] && touched(p, o);
        const double **to = stays ? gap : fixed_gap;
        to[stays ? n : m] = p->gap[g];
        (stays ? any : fixed_any)[stays ? n : m] = p->any[g];
        if (stays) kept[n++] = g;
        else m++;
    }
    for (size_t k = 0; k < p->keys; k++) {
        key[k] = p->key[k];
        key[k].weight = weight + k * G;
        for (size_t g = 0; g < n; g++) weight[k * G + g] = p->key[k].weight[kept[g]];
    }
    fixed.goals = m;
    fixed.gap = fixed_gap;
    fixed.any = fixed_any;
    fixed.groups = 0;
    fixed.keys = 0;
    tb_plan_flags(met, &fixed, 0);
    for (size_t d = p->first; d < p->draws; d += p->step)
        if (met[d]) r->at[r->n++] = (uint32_t)d;
    r->part = *p;
    r->part.goals = n;
    r->part.gap = gap;
    r->part.any = any;
    r->part.key = key;
    return TB_OK;
}

static bool rooms(tb_plan_ready *r)
{
    tb_arena *a = &r->own;
    r->levels = 2 * r->part.choices + 3;
    r->room = TB_NEW(a, front, r->levels);
    for (size_t i = 0; i < r->levels && r->room != NULL; i++) {
        front *f = &r->room[i];
        f->draw = TB_NEW(a, uint32_t, r->n);
        f->extra = TB_NEW(a, float, r->n * r->part.goals);
        f->group = TB_NEW(a, float, r->n * r->part.groups);
        if (f->draw == NULL || f->extra == NULL || f->group == NULL) return false;
    }
    return r->room != NULL;
}

static tb_status make_ready(tb_plan_ready *r, tb_err *err)
{
    tb_status st = reduce(r, err);
    if (st != TB_OK) return st;
    size_t C = r->part.choices;
    bool one = r->part.goals == 1 && r->part.groups == 0;
    tb_arena a = { 0 };
    r->rows = r->n * r->part.goals;
    r->rise = TB_NEW(&r->own, float, (C + 1) * (TOP + 1) * r->rows);
    r->fall = TB_NEW(&r->own, float, (C + 1) * r->rows);
    r->gap = one ? TB_NEW(&r->own, double, r->n) : NULL;
    float *rise = TB_NEW(&a, float, r->rows), *best = TB_NEW(&a, float, TOP * r->rows);
    bool fits = r->rise != NULL && r->fall != NULL && rise != NULL && best != NULL && (!one || r->gap != NULL) && rooms(r);
    for (size_t k = 0; k < r->n && one && fits; k++) r->gap[k] = r->part.gap[0][r->at[k]];
    if (fits) {
        arrange(r);
        reaches(r, rise, best);
    }
    tb_arena_free(&a);
    return fits ? TB_OK : tb_no_memory(err, "the plan");
}

tb_status tb_plan_prepare(tb_plan_ready **out, const tb_plan_problem *p, tb_err *err)
{
    *out = NULL;
    tb_plan_ready *r = calloc(1, sizeof *r);
    if (r == NULL) return tb_no_memory(err, "the plan");
    r->whole = p;
    r->of = p->draws > p->first ? (p->draws - p->first + p->step - 1) / p->step : 0;
    tb_status st = make_ready(r, err);
    if (st == TB_OK) *out = r;
    else tb_plan_ready_free(r);
    return st;
}

void tb_plan_ready_free(tb_plan_ready *r)
{
    if (r == NULL) return;
    tb_arena_free(&r->own);
    free(r);
}

/* The first front: every draw open, nothing chosen. */
static void begin(search *s, front *room, size_t levels)
{
    front *root = &room[levels - 1], *first = &room[levels - 2];
    root->n = s->r->n;
    root->sure = 0;
    for (size_t k = 0; k < root->n; k++) root->draw[k] = (uint32_t)k;
    for (size_t k = 0; k < root->n * s->p->goals; k++) root->extra[k] = 0;
    for (size_t k = 0; k < root->n * s->p->groups; k++) root->group[k] = 0;
    const double *gw[TB_PLAN_GROUPS];
    group_weights(gw, s->p);
    outlook o = look(s, 0, 0, 0);
    sift(first, s, root, &o, gw);
    if (o.m > 0 && hopeful(s, first->sure + first->n, 0, 0)) descend(s, room, first, 0, 0, 0);
}

void tb_plan_search_within(tb_plan_found *out, tb_plan_ready *r, double budget, uint64_t start)
{
    tb_plan_problem part = r->part, whole = *r->whole;
    part.budget = whole.budget = budget;
    search s = { .r = r, .p = &part, .whole = &whole, .limit = part.node_limit > 0 ? part.node_limit : TB_PLAN_NODES };
    s.best_met = tb_plan_met(&whole, 0);
    if (start != 0) offer(&s, start);
    begin(&s, r->room, r->levels);
    *out = (tb_plan_found){ .set = s.best, .met = s.best_met, .of = r->of, .cost = s.best_cost, .exact = !s.cut, .bound = s.best_met, .nodes = s.nodes };
    if (s.cut && s.open_bound > s.best_met) out->bound = s.open_bound;
}

tb_status tb_plan_search(tb_plan_found *out, const tb_plan_problem *p, uint64_t start, tb_err *err)
{
    tb_plan_ready *r;
    tb_status st = tb_plan_prepare(&r, p, err);
    if (st != TB_OK) return st;
    tb_plan_search_within(out, r, p->budget, start);
    tb_plan_ready_free(r);
    return TB_OK;
}
