/* sift.c - the open draws of a node of the search, held against what may still follow it. Bounds
 * may be loose or rounded, to one side. */
#include "search/sift.h"

#include "num/simd.h"

#include <math.h>

enum { TOP = TB_PLAN_TOP, BLOCK = TB_PLAN_BLOCK };

/* Kernighan's loop: as many steps as bits are set. */
size_t tbi_search_count(uint64_t x)
{
    size_t n = 0;
    for (; x != 0; x &= x - 1)
        n++;
    return n;
}

/* Whether all goals are met in a draw with `extra` [goals] points on top: each goal that stands
 * alone, and of each group as many as it needs. */
static bool is_met(const tb_search *s, size_t draw, const double *extra)
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
static void evaluate_draw(double *extra, const tb_search *s, const tb_plan_front *f, size_t i,
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

/* o.m: the most choices of order[at..] that may still be added, by price, number, and the bars
 * of the set. Each is tried alone, so that it is an upper bound. */
tb_lookahead tbi_look_ahead(const tb_search *s, size_t at, uint64_t set, double cost)
{
    const tb_plan_problem *p = s->p;
    tb_lookahead o = { at, 0 };
    double left = p->budget - cost;
    size_t count = tbi_search_count(set);
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
static const float *find_rises(const tb_search *s, const tb_lookahead *o)
{
    size_t most = o->m <= TOP ? o->m : TOP + 1;
    return o->m == 0 ? NULL : s->r->rise + (o->at * (TOP + 1) + most - 1) * s->r->rows;
}

/* What the choices that may still follow can take away at most, by row; NULL: nothing. */
static const float *find_falls(const tb_search *s, const tb_lookahead *o)
{
    return o->m == 0 ? NULL : s->r->fall + o->at * s->r->rows;
}

/* What may still follow in open draw k, for each goal: at most `high`, at least `low`. */
static void find_reach(double *high, double *low, double *now, const tb_search *s, size_t k,
                       const tb_lookahead *o)
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
size_t tbi_sift_steps(const tb_search *s, size_t c, uint64_t set)
{
    size_t n = 0;
    for (size_t j = 0; j < s->p->keys; j++) {
        uint64_t in = s->p->key[j].choices;
        if ((in >> c & 1) != 0 && (in & set) == 0)
            s->r->steps[n++] = s->r->step + j * s->r->n;
    }
    return n;
}

/* One block of draws of the only goal; steps as tbi_sift_steps left them. */
static void sift_block(tb_plan_front *to, const tb_search *s, const tb_plan_front *from,
                       size_t block, const tb_lookahead *o, size_t steps)
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
void tbi_sift_goal(tb_plan_front *to, const tb_search *s, const tb_plan_front *from,
                   const tb_lookahead *o, size_t steps)
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
size_t tbi_sift_met(const tb_search *s, const tb_plan_front *f)
{
    size_t met = s->r->step != NULL ? 0 : f->met;
    for (size_t at = 0; at < s->r->n && s->r->step != NULL; at += BLOCK)
        if (f->open[at / BLOCK] > 0)
            met += tbi_simd_best()->count_near(f->extra + at, s->r->least + at,
                                               s->r->n - at < BLOCK ? s->r->n - at : BLOCK);
    return met;
}

/* Sorts the open draws of `from` into sure, dropped and open of `to`, by what may still follow,
 * until the bound is below the best (as tbi_sift_goal). Leaves to->sure: draws that every set below
 * the node meets, and to->n open ones: sure + n bounds what any of them can meet. */
void tbi_sift_draws(tb_plan_front *to, const tb_search *s, const tb_plan_front *from,
                    const tb_lookahead *o, const double *const *group_weight)
{
    size_t G = s->p->goals, Q = s->p->groups;
    if (s->r->step != NULL) {
        tbi_sift_goal(to, s, from, o, 0);
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
