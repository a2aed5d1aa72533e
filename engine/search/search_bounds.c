/* search_bounds.c - bounds in planes that are read in order, made once for all budgets of a
 * frontier.
 * */
#include "search/search_bounds.h"

#include "base/error.h"
#include "base/refusals.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TOP = TB_PLAN_TOP };

/* Open addressing; the multiplier is 2^64 over the golden ratio (Knuth 1998, 6.4). The count hangs
 * neither on the budget nor on the rules. */
size_t tbi_plan_met_once(tb_plan_ready *r, uint64_t set)
{
    size_t at = (size_t)(set * 0x9E3779B97F4A7C15ULL >> 51) % TB_PLAN_SEEN;
    while (r->seen[at].is && r->seen[at].set != set)
        at = (at + 1) % TB_PLAN_SEEN;
    if (r->seen[at].is)
        return r->seen[at].met;
    size_t met = tbi_plan_met(r->whole, set);
    if (r->seen_n < TB_PLAN_SEEN / 4 * 3) {
        r->seen[at] = (tb_plan_seen){ set, met, true };
        r->seen_n++;
    }
    return met;
}

/* Most useful first, by the draws that a choice meets alone: good sets are found early and the
 * bound cuts more. */
static void order_choices(tb_plan_ready *r)
{
    const tb_plan_problem *p = &r->part;
    size_t solo[64];
    for (size_t i = 0; i < p->choices; i++) {
        solo[i] = tbi_plan_met_once(r, 1ULL << i);
        size_t at = i;
        for (; at > 0 && solo[i] > solo[r->order[at - 1]]; at--)
            r->order[at] = r->order[at - 1];
        r->order[at] = i;
    }
    r->cheapest_after[p->choices] = INFINITY;
    for (size_t i = p->choices; i-- > 0;)
        r->cheapest_after[i] = fmin(p->cost[r->order[i]], r->cheapest_after[i + 1]);
}

/* The most and the least that a key adds to a goal in a draw, whatever stands beside it: of a
 * record any part of what it reaches may count, from none to all. */
static void find_ends(float *high, float *low, const tb_plan_key *key, double weight, size_t draw)
{
    double x = weight * (double)key->size[draw];
    double held = key->held != NULL ? weight * (double)key->held[draw] : 0;
    *high = (float)(key->held != NULL ? fmax(x + held, 0) - held : x);
    *low = (float)(key->held != NULL ? fmin(x + held, 0) - held : x);
}

float tbi_plan_high(const tb_plan_key *key, double weight, size_t draw)
{
    float high;
    float low;
    find_ends(&high, &low, key, weight, draw);
    return high;
}

/* What order[i] can add to and take from every row: groups count without their cap above and with
 * it below, so that both are bounds. */
static void find_choice_reach(float *rise, float *fall, const tb_plan_ready *r, size_t i)
{
    const tb_plan_problem *p = &r->part;
    size_t G = p->goals;
    memset(rise, 0, r->rows * sizeof *rise);
    for (size_t j = 0; j < p->keys; j++) {
        const tb_plan_key *key = &p->key[j];
        for (size_t g = 0; g < G && (key->choices >> r->order[i] & 1) != 0; g++) {
            if (key->weight[g] == 0)
                continue;
            for (size_t k = 0; k < r->n; k++) {
                float high;
                float low;
                find_ends(&high, &low, key, key->weight[g], r->at[k]);
                rise[k * G + g] += high > 0 ? high : 0;
                fall[k * G + g] += low > 0 ? 0 : low;
            }
        }
    }
}

/* From the last choice to the first: one rise (by row) sinks to its place among the best so far. */
static void bound_reaches(tb_plan_ready *r, float *rise, float *best)
{
    size_t rows = r->rows;
    for (size_t i = r->part.choices; i-- > 0;) {
        float *top = r->rise + i * (TOP + 1) * rows;
        float *fall = r->fall + i * rows;
        float *all = top + TOP * rows;
        memcpy(fall, fall + rows, rows * sizeof *fall);
        find_choice_reach(rise, fall, r, i);
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

/* A goal that no key touches is decided before the search begins. */
bool tbi_plan_is_touched(const tb_plan_problem *p, size_t g)
{
    for (size_t k = 0; k < p->keys; k++)
        if (p->key[k].weight[g] != 0)
            return true;
    return false;
}

/* Leaves out of the part the goals that no choice touches: alone, or all alternatives of a group.
 * The draws that miss them are lost. */
static tb_status reduce_goals(tb_plan_ready *r, tb_err *err)
{
    const tb_plan_problem *p = r->whole;
    tb_plan_problem fixed = *p;
    size_t kept[TB_PLAN_GOALS], n = 0, m = 0, G = p->goals;
    const double **gap = TB_NEW(&r->own, const double *, G);
    const double **fixed_gap = TB_NEW(&r->own, const double *, G);
    int *any = TB_NEW(&r->own, int, G);
    int *fixed_any = TB_NEW(&r->own, int, G);
    tb_plan_key *key = TB_NEW(&r->own, tb_plan_key, p->keys);
    double *weight = TB_NEW(&r->own, double, (p->keys * G));
    unsigned char *met = TB_NEW(&r->own, unsigned char, p->draws);
    r->at = TB_NEW(&r->own, uint32_t, p->draws);
    if (!gap || !fixed_gap || !any || !fixed_any || !key || !weight || !met || !r->at)
        return tbi_no_memory(err, "the plan");
    for (size_t g = 0; g < G; g++) {
        bool stays = tbi_plan_is_touched(p, g);
        for (size_t o = 0; o < G && p->any[g] != 0; o++)
            stays |= p->any[o] == p->any[g] && tbi_plan_is_touched(p, o);
        const double **to = stays ? gap : fixed_gap;
        to[stays ? n : m] = p->gap[g];
        (stays ? any : fixed_any)[stays ? n : m] = p->any[g];
        if (stays)
            kept[n++] = g;
        else
            m++;
    }
    for (size_t k = 0; k < p->keys; k++) {
        key[k] = p->key[k];
        key[k].weight = weight + k * G;
        for (size_t g = 0; g < n; g++)
            weight[k * G + g] = p->key[k].weight[kept[g]];
    }
    fixed.goals = m;
    fixed.gap = fixed_gap;
    fixed.any = fixed_any;
    fixed.groups = 0;
    fixed.keys = 0;
    tbi_plan_flags(met, &fixed, 0);
    for (size_t d = p->first; d < p->draws; d += p->step)
        if (met[d])
            r->at[r->n++] = (uint32_t)d;
    r->part = *p;
    r->part.goals = n;
    r->part.gap = gap;
    r->part.any = any;
    r->part.key = key;
    return TB_OK;
}

/* The points that a draw lacks to the goal that it is furthest from, among those that all must
 * hold. */
static double find_hardness(const tb_plan_problem *p, size_t draw)
{
    double most = -INFINITY;
    for (size_t g = 0; g < p->goals; g++)
        if (p->any[g] == 0 && p->gap[g][draw] > most)
            most = p->gap[g][draw];
    return most;
}

/* Hardest draws first, by BUCKETS even steps: what a node cannot meet stands in front, so that it
 * is seen to be hopeless after few draws (search.c). Order is all that this changes: every count
 * is over the same draws. */
static tb_status order_draws(tb_plan_ready *r, tb_err *err)
{
    enum { BUCKETS = 1024 };
    tb_arena a = { 0 };
    size_t start[BUCKETS + 1] = { 0 };
    double low = INFINITY, high = -INFINITY;
    uint32_t *from = TB_NEW(&a, uint32_t, r->n);
    uint16_t *bucket = TB_NEW(&a, uint16_t, r->n);
    double *hard = TB_NEW(&a, double, r->n);
    if (a.refused) {
        tbi_arena_free(&a);
        return tbi_no_memory(err, "the plan");
    }
    for (size_t k = 0; k < r->n; k++) {
        hard[k] = find_hardness(&r->part, r->at[k]);
        low = isfinite(hard[k]) && hard[k] < low ? hard[k] : low;
        high = isfinite(hard[k]) && hard[k] > high ? hard[k] : high;
    }
    double by = high > low ? (BUCKETS - 1) / (high - low) : 0;
    for (size_t k = 0; k < r->n; k++) {
        double at = (high - hard[k]) * by; /* -INFINITY: the hardest; NaN: all are alike */
        bucket[k] = (uint16_t)(at > 0 ? fmin(at, BUCKETS - 1) : 0);
        start[bucket[k] + 1]++;
    }
    for (size_t b = 0; b < BUCKETS; b++)
        start[b + 1] += start[b];
    memcpy(from, r->at, r->n * sizeof *from);
    for (size_t k = 0; k < r->n; k++)
        r->at[start[bucket[k]]++] = from[k];
    tbi_arena_free(&a);
    return TB_OK;
}

/* Two fronts a level of the descent; the last two are the root's and that of what is forced
 * (search.c). */
static bool allocate_fronts(tb_plan_ready *r)
{
    tb_arena *a = &r->own;
    r->levels = 2 * r->part.choices + 3;
    r->room = TB_NEW(a, tb_plan_front, r->levels);
    for (size_t i = 0; i < r->levels && r->room != NULL; i++) {
        tb_plan_front *f = &r->room[i];
        f->draw = r->step == NULL ? TB_NEW(a, uint32_t, r->n) : NULL;
        f->open = r->step != NULL ? TB_NEW(a, uint16_t, (r->n / TB_PLAN_BLOCK + 1)) : NULL;
        f->extra = TB_NEW(a, float, (r->n * r->part.goals));
        f->group = TB_NEW(a, float, (r->n * r->part.groups));
        if ((f->draw == NULL && f->open == NULL) || f->extra == NULL || f->group == NULL)
            return false;
    }
    return r->room != NULL;
}

/* Of the only goal: what a draw needs beside what a set adds instead of what may follow, so that a
 * node compares one number a draw. The slack is that of sums of floats; what all choices together
 * can take bounds what may have been taken on the way. */
static void turn_to_needs(tb_plan_ready *r)
{
    size_t n = r->n;
    for (size_t k = 0; k < n; k++) {
        double gap = r->part.gap[0][r->at[k]], taken = (double)r->fall[k];
        r->least[k] = (float)(gap + 1e-6 * taken - 1e-9);
        for (size_t i = 0; i <= r->part.choices; i++) {
            float *rise = r->rise + i * (TOP + 1) * n, *fall = r->fall + i * n;
            double all = (double)rise[TOP * n + k];
            fall[k] = (float)(gap - (double)fall[k] + 1e-6 * (all - taken) + 1e-9);
            for (size_t m = 0; m <= TOP; m++) {
                double x = (double)rise[m * n + k];
                rise[m * n + k] = (float)(gap - x - 1e-6 * (x - taken) - 1e-9);
            }
        }
    }
}

/* The steps of the only goal. */
static void fill_steps(tb_plan_ready *r)
{
    for (size_t j = 0; j < r->part.keys; j++)
        for (size_t k = 0; k < r->n; k++)
            r->step[j * r->n + k] =
                tbi_plan_high(&r->part.key[j], r->part.key[j].weight[0], r->at[k]);
}

/* rise, fall and step are floats: the bounds carry a slack for it (search.c), and every set
 * that is offered is counted again in doubles. */
tb_status tbi_plan_bound(tb_plan_ready *r, tb_err *err)
{
    tb_status st = reduce_goals(r, err);
    if (st == TB_OK)
        st = order_draws(r, err);
    if (st != TB_OK)
        return st;
    size_t C = r->part.choices;
    bool one = r->part.goals == 1 && r->part.groups == 0;
    tb_arena a = { 0 };
    r->rows = r->n * r->part.goals;
    r->rise = TB_NEW(&r->own, float, ((C + 1) * (TOP + 1) * r->rows));
    r->fall = TB_NEW(&r->own, float, ((C + 1) * r->rows));
    r->least = one ? TB_NEW(&r->own, float, r->n) : NULL;
    r->steps = one ? TB_NEW(&r->own, const float *, r->part.keys) : NULL;
    r->step = one ? TB_NEW(&r->own, float, (r->part.keys * r->n)) : NULL;
    float *rise = TB_NEW(&a, float, r->rows);
    float *best = TB_NEW(&a, float, (TOP * r->rows));
    r->seen = TB_NEW(&r->own, tb_plan_seen, TB_PLAN_SEEN);
    bool fits =
        r->seen != NULL && r->rise != NULL && r->fall != NULL && rise != NULL && best != NULL &&
        (!one || (r->least != NULL && r->step != NULL && r->steps != NULL)) && allocate_fronts(r);
    if (fits) {
        order_choices(r);
        bound_reaches(r, rise, best);
    }
    if (fits && one) {
        fill_steps(r);
        turn_to_needs(r);
    }
    tbi_arena_free(&a);
    return fits ? TB_OK : tbi_no_memory(err, "the plan");
}
