/* plan.c - branch and bound (Land and Doig 1960) over sets of choices. A node keeps only the draws whose outcome is still open: those that are met whatever follows are
 * counted, those that cannot be met any more are dropped, so that counted plus open draws bound every set below the node. */
#include "intervene/plan.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

enum { TOP = 6 };

typedef struct search {
    const tb_plan_problem *p;
    size_t n;                     /* draws that count */
    size_t order[64];             /* choices, most useful first */
    float *rise, *fall;           /* [choices][goals][n] what a choice can add at most, take at most, by draw */
    float *rise_after, *fall_after; /* [choices + 1][goals][n] sums over order[i..] */
    double cheapest_after[65];    /* least cost among order[i..] */
    uint64_t best;
    size_t best_met, best_count;
    double best_cost;
    uint64_t nodes, limit;
    size_t open_bound;            /* largest bound of what the limit cut off */
    bool cut;
} search;

/* Open draws of a node: their numbers and, for each, what the set so far adds to each goal (groups apart, uncapped). */
typedef struct front {
    size_t n, sure, met;          /* met: of the open ones, those that the set itself may already meet */
    uint32_t *draw;
    float *extra;                 /* [n][goals] */
    float *group;                 /* [n][groups] */
} front;

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

/* The largest `m` rises of the choices order[at..] for goal g in draw k, those that are barred or too dear left out. */
static double top_rises(const search *s, size_t at, size_t g, size_t k, size_t m, uint64_t usable)
{
    double top[TOP] = { 0 }, sum = 0;
    for (size_t i = at; i < s->p->choices; i++) {
        size_t c = s->order[i];
        if (!(usable >> c & 1)) continue;
        double x = (double)s->rise[(c * s->p->goals + g) * s->n + k];
        if (x <= top[m - 1]) continue;
        size_t j = m - 1;
        for (; j > 0 && top[j - 1] < x; j--) top[j] = top[j - 1];
        top[j] = x;
    }
    for (size_t j = 0; j < m; j++) sum += top[j];
    return sum;
}

typedef struct outlook {
    size_t at, m;                 /* next choice in order; how many more fit; 0 = none, SIZE_MAX = all */
    uint64_t usable;
} outlook;

static outlook look(const search *s, size_t at, uint64_t set, double cost)
{
    const tb_plan_problem *p = s->p;
    outlook o = { at, SIZE_MAX, 0 };
    double left = p->budget - cost;
    size_t count = bits(set), usable = 0;
    for (size_t i = at; i < p->choices; i++) {
        size_t c = s->order[i];
        if (p->cost[c] > left * (1 + 1e-12) + 1e-12 || (p->bars[c] & set) != 0 || (p->bars[c] >> c & 1) != 0) continue;
        o.usable |= 1ULL << c;
        usable++;
    }
    size_t m = usable;
    if (s->cheapest_after[at] > 0 && isfinite(left)) {
        double fits = floor(left / s->cheapest_after[at] + 1e-9);
        if (fits < (double)m) m = fits > 0 ? (size_t)fits : 0;
    }
    if (p->most > 0 && p->most - (count < p->most ? count : p->most) < m) m = p->most - (count < p->most ? count : p->most);
    o.m = m;
    return o;
}

/* Sorts the open draws of `from` into sure, dropped and open of `to`, by what may still follow. */
static void sift(front *to, const search *s, const front *from, const outlook *o, const double *const *group_weight)
{
    size_t G = s->p->goals, Q = s->p->groups, usable = bits(o->usable);
    bool all = o->m >= usable && usable == s->p->choices - o->at;
    to->n = to->met = 0;
    to->sure = from->sure;
    for (size_t i = 0; i < from->n; i++) {
        size_t k = from->draw[i], draw = s->p->first + k * s->p->step;
        double now[TB_PLAN_GOALS], high[TB_PLAN_GOALS], low[TB_PLAN_GOALS];
        value(now, s, from, i, group_weight);
        for (size_t g = 0; g < G; g++) { /* the cheap bound first: most draws that are lost are lost by it */
            double rise = o->m == 0 ? 0 : (double)s->rise_after[(o->at * G + g) * s->n + k];
            high[g] = now[g] + rise + 1e-6 * (fabs(now[g]) + rise) + 1e-9;
        }
        if (!met(s, draw, high)) continue;
        for (size_t g = 0; g < G; g++) {
            double rise = o->m == 0 ? 0 : (double)s->rise_after[(o->at * G + g) * s->n + k];
            double fall = o->m == 0 ? 0 : (double)s->fall_after[(o->at * G + g) * s->n + k];
            if (rise > 0 && !all && o->m > 0 && o->m <= TOP) rise = fmin(rise, top_rises(s, o->at, g, k, o->m, o->usable));
            double slack = 1e-6 * (fabs(now[g]) + rise - fall) + 1e-9; /* sums of floats */
            high[g] = now[g] + rise + slack;
            low[g] = now[g] + fall - slack;
            now[g] += slack;
        }
        if (!met(s, draw, high)) continue;
        if (met(s, draw, low)) {
            to->sure++;
            continue;
        }
        to->met += met(s, draw, now);
        to->draw[to->n] = (uint32_t)k;
        memmove(to->extra + to->n * G, from->extra + i * G, G * sizeof *to->extra);
        if (Q > 0) memmove(to->group + to->n * Q, from->group + i * Q, Q * sizeof *to->group);
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
            float size = key->size[s->p->first + f->draw[i] * s->p->step];
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
    if (!tb_plan_allowed(s->p, set)) return;
    size_t n = tb_plan_met(s->p, set), count = bits(set);
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
    size_t c = s->order[at], count = bits(set);
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

static void arrange(search *s)
{
    const tb_plan_problem *p = s->p;
    size_t solo[64];
    for (size_t i = 0; i < p->choices; i++) {
        solo[i] = tb_plan_met(p, 1ULL << i);
        size_t at = i;
        for (; at > 0 && solo[i] > solo[s->order[at - 1]]; at--) s->order[at] = s->order[at - 1];
        s->order[at] = i;
    }
    s->cheapest_after[p->choices] = INFINITY;
    for (size_t i = p->choices; i-- > 0;) s->cheapest_after[i] = fmin(p->cost[s->order[i]], s->cheapest_after[i + 1]);
}

/* What each choice can add or take at most: groups count without their cap above and with it below, so that both are bounds. */
static void reaches(search *s)
{
    const tb_plan_problem *p = s->p;
    size_t G = p->goals, n = s->n;
    for (size_t j = 0; j < p->keys; j++) {
        const tb_plan_key *key = &p->key[j];
        for (size_t c = 0; c < p->choices; c++) {
            if (!(key->choices >> c & 1)) continue;
            for (size_t g = 0; g < G; g++) {
                if (key->weight[g] == 0) continue;
                float *rise = s->rise + (c * G + g) * n, *fall = s->fall + (c * G + g) * n;
                for (size_t k = 0; k < n; k++) {
                    float x = (float)key->weight[g] * key->size[p->first + k * p->step];
                    if (x > 0) rise[k] += x;
                    else fall[k] += x;
                }
            }
        }
    }
    for (size_t i = p->choices; i-- > 0;) {
        size_t c = s->order[i];
        for (size_t k = 0; k < G * n; k++) {
            s->rise_after[i * G * n + k] = s->rise_after[(i + 1) * G * n + k] + s->rise[c * G * n + k];
            s->fall_after[i * G * n + k] = s->fall_after[(i + 1) * G * n + k] + s->fall[c * G * n + k];
        }
    }
}

static bool rooms(front *room, size_t levels, const search *s, tb_arena *a)
{
    for (size_t i = 0; i < levels; i++) {
        room[i].draw = TB_NEW(a, uint32_t, s->n);
        room[i].extra = TB_NEW(a, float, s->n * s->p->goals);
        room[i].group = TB_NEW(a, float, s->n * (s->p->groups + 1));
        if (room[i].draw == NULL || room[i].extra == NULL || room[i].group == NULL) return false;
    }
    return true;
}

static tb_status run(search *s, uint64_t start, tb_arena *a, tb_err *err)
{
    const tb_plan_problem *p = s->p;
    size_t cells = p->goals * s->n, levels = 2 * p->choices + 3;
    s->rise = TB_NEW(a, float, p->choices * cells);
    s->fall = TB_NEW(a, float, p->choices * cells);
    s->rise_after = TB_NEW(a, float, (p->choices + 1) * cells);
    s->fall_after = TB_NEW(a, float, (p->choices + 1) * cells);
    front *room = TB_NEW(a, front, levels);
    if (!s->rise || !s->fall || !s->rise_after || !s->fall_after || room == NULL || !rooms(room, levels, s, a)) return tb_no_memory(err, "the plan");
    arrange(s);
    reaches(s);
    s->best_met = tb_plan_met(p, 0);
    if (start != 0) offer(s, start);
    front *root = &room[levels - 1];
    root->n = s->n;
    for (size_t k = 0; k < s->n; k++) root->draw[k] = (uint32_t)k;
    const double *gw[TB_PLAN_GROUPS];
    group_weights(gw, p);
    outlook o = look(s, 0, 0, 0);
    front *first = &room[levels - 2];
    sift(first, s, root, &o, gw);
    if (o.m > 0 && hopeful(s, first->sure + first->n, 0, 0)) descend(s, room, first, 0, 0, 0);
    return TB_OK;
}

tb_status tb_plan_search(tb_plan_found *out, const tb_plan_problem *p, uint64_t start, tb_err *err)
{
    search s = { .p = p, .limit = p->node_limit > 0 ? p->node_limit : TB_PLAN_NODES };
    tb_arena a = { 0 };
    s.n = p->draws > p->first ? (p->draws - p->first + p->step - 1) / p->step : 0;
    tb_status st = run(&s, start, &a, err);
    tb_arena_free(&a);
    if (st != TB_OK) return st;
    *out = (tb_plan_found){ .set = s.best, .met = s.best_met, .of = s.n, .cost = s.best_cost, .exact = !s.cut, .bound = s.best_met, .nodes = s.nodes };
    if (s.cut && s.open_bound > s.best_met) out->bound = s.open_bound;
    return TB_OK;
}
