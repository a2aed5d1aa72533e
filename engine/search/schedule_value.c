/* schedule_value.c - what a phased set is worth, in whole or as far as it is decided: what its keys
 * add in each year, and in which draws the goals are met. */
#include "search/schedule_value.h"

#include "num/rank.h"

#include <math.h>
#include <string.h>

/* What is added to a goal in a year of a draw: as decided, at most, at least. */
typedef struct extra {
    double now, high, low;
} extra;

static size_t count_bits(uint64_t x)
{
    size_t n = 0;
    for (; x != 0; x &= x - 1)
        n++;
    return n;
}

/* How many keys the undecided choices can still bring: by the cheapest of them, in all and year by
 * year, and by the largest number of choices.
 * An upper bound: choices that fit by budget, by the years' budgets together and by number, each
 * with as many keys as the widest has. left < 0 fits nothing. */
static size_t sum_still_to_come(const tb_schedule_problem *p, const unsigned char *start,
                                const size_t *order, size_t decided)
{
    double cheapest = INFINITY, left = p->budget, year[TB_SCHEDULE_YEARS];
    size_t widest = 0;
    size_t count = 0;
    size_t fits = p->choices - decided;
    size_t by_year = 0;
    memcpy(year, p->year_budget, sizeof year);
    for (size_t i = 0; i < p->choices; i++) {
        size_t c = order[i];
        if (i >= decided) {
            cheapest = fmin(cheapest, p->cost[c]);
            if (count_bits(p->has[c]) > widest)
                widest = count_bits(p->has[c]);
        } else if (start[c] > 0) {
            left -= p->cost[c];
            year[start[c] - 1] -= p->cost[c];
            count++;
        }
    }
    if (cheapest > 0 && isfinite(left) && floor(left / cheapest + 1e-9) < (double)fits)
        fits = left > 0 ? (size_t)floor(left / cheapest + 1e-9) : 0;
    for (size_t y = 0; y < p->years; y++) {
        if (year[y] < 0)
            continue;
        double n =
            cheapest > 0 && isfinite(year[y]) ? floor(year[y] / cheapest + 1e-9) : (double)fits;
        by_year += n < (double)fits ? (size_t)n : fits;
    }
    if (by_year < fits)
        fits = by_year;
    if (p->most > 0 && (p->most > count ? p->most - count : 0) < fits)
        fits = p->most > count ? p->most - count : 0;
    return fits * widest;
}

/* t->part[family][year]: what share of their sum the records that act by then reach together. */
static void time_parts(tb_schedule_timing *t, const tb_schedule_problem *p)
{
    for (size_t y = 0; y < p->years && p->together.families > 0; y++) {
        uint64_t records = 0;
        for (size_t k = 0; k < p->keys; k++)
            if (p->key[k].held != NULL && t->now[k] <= y)
                records |= 1ULL << p->key[k].record;
        for (size_t f = 0; f < p->together.families; f++)
            t->part[f][y] = tbi_part_of(&p->together, f, records);
    }
}

/* A key counts from the earliest choice that has it. The first `decided` choices of `order` are
 * fixed, the others may begin in year 0 at the earliest; order NULL: all are decided.
 * now[k] as decided, soon[k] if everything undecided began at once: soon <= now. O(choices keys).
 */
void tbi_schedule_time(tb_schedule_timing *t, const tb_schedule_problem *p,
                       const unsigned char *start, const size_t *order, size_t decided)
{
    for (size_t k = 0; k < p->keys; k++)
        t->now[k] = t->soon[k] = p->years;
    for (size_t i = 0; i < p->choices; i++) {
        size_t c = order != NULL ? order[i] : i;
        bool is = order == NULL || i < decided;
        size_t from = is ? (start[c] > 0 ? start[c] - 1 + p->lag[c] : p->years) : p->lag[c];
        for (size_t k = 0; k < p->keys; k++) {
            if (!(p->has[c] >> k & 1))
                continue;
            if (is && from < t->now[k])
                t->now[k] = from;
            if (from < t->soon[k])
                t->soon[k] = from;
        }
    }
    t->more = order != NULL ? sum_still_to_come(p, start, order, decided) : 0;
    time_parts(t, p);
}

/* Puts a contribution among the largest `most` so far, largest first.
 * large [most], n of them filled; returns how many are filled then. Insertion from the end. */
static size_t keep_large(double *large, size_t n, size_t most, double by)
{
    size_t at = n < most ? n : most;
    if (at == most && (most == 0 || by <= large[most - 1]))
        return n;
    if (at == most)
        at--;
    for (; at > 0 && by > large[at - 1]; at--)
        large[at] = large[at - 1];
    large[at] = by;
    return n < most ? n + 1 : most;
}

/* The family of the key's record; the last one when no other holds it. */
static size_t find_family(const tb_schedule_problem *p, const tb_plan_key *key)
{
    size_t f = 0;
    while (f + 1 < p->together.families && (p->together.family[f] >> key->record & 1) == 0)
        f++;
    return f;
}

/* The most and the least that a record may add, whatever acts beside it. */
static void find_ends(double *high, double *low, const tb_plan_key *key, size_t g, size_t draw)
{
    double held = key->weight[g] * (double)key->held[draw];
    double reach = key->weight[g] * (double)key->size[draw] + held;
    *high = fmax(reach, 0) - held;
    *low = fmin(reach, 0) - held;
}

/* A record that acts in the year: its part of the sum, less what the draw holds of it. */
static double compute_value_now(const tb_schedule_problem *p, const tb_schedule_timing *t,
                                const tb_plan_key *key, size_t g, size_t year, size_t draw)
{
    double held = key->weight[g] * (double)key->held[draw];
    double reach = key->weight[g] * (double)key->size[draw] + held;
    return t->part[find_family(p, key)][year] * reach - held;
}

/* Goal g in `year` of a draw. Keys outside groups that are not decided yet add to `high` at
 * most the largest t->more of them, and to `low` whatever is negative. Groups are capped last,
 * in points of the goal.
 * low <= now <= high. Which of the undecided keys come is not known, but no more than t->more do:
 * the largest of these bound what can be added. */
static extra count_added(const tb_schedule_problem *p, const tb_schedule_timing *t, size_t g,
                         size_t year, size_t draw)
{
    extra e = { 0, 0, 0 }, group[TB_SCHEDULE_GROUPS];
    double large[TB_SCHEDULE_KEYS];
    size_t n = 0;
    memset(group, 0, p->groups * sizeof *group);
    for (size_t k = 0; k < p->keys; k++) {
        const tb_plan_key *key = &p->key[k];
        double by = key->weight[g] * (double)key->size[draw];
        double high = by;
        double low = by;
        bool together = key->held != NULL && p->together.part != NULL;
        if (key->weight[g] == 0 || t->soon[k] > year)
            continue;
        if (together)
            find_ends(&high, &low, key, g, draw);
        extra *to = key->group >= 0 ? &group[key->group] : &e;
        if (t->now[k] <= year) {
            to->now += together ? compute_value_now(p, t, key, g, year, draw) : by;
            to->high += high;
            to->low += low;
            continue;
        }
        if (high > 0 && key->group < 0)
            n = keep_large(large, n, t->more < TB_SCHEDULE_KEYS ? t->more : TB_SCHEDULE_KEYS, high);
        else if (high > 0)
            to->high += high;
        if (low < 0)
            to->low += low;
    }
    for (size_t i = 0; i < n; i++)
        e.high += large[i];
    for (size_t q = 0; q < p->groups; q++) {
        double cap = INFINITY;
        for (size_t k = 0; k < p->keys; k++)
            if (p->key[k].group == (int)q && p->key[k].weight[g] > 0)
                cap = p->group_cap[q] * p->key[k].weight[g];
        e.now += fmin(group[q].now, cap);
        e.high += fmin(group[q].high, cap);
        e.low += fmin(group[q].low, cap);
    }
    return e;
}

/* Rank of `own` in step s of a draw among the others, best first. */
static size_t find_place(const tb_schedule_goal *goal, size_t s, size_t draw, double own)
{
    return tbi_rank_among(goal->others[s] + draw * goal->units, goal->units, own);
}

/* One year of a path: so many places (1 is the best there is) or points better than the year
 * before with what acts in both years. */
static bool is_met_at_step(const tb_schedule_goal *goal, size_t s, size_t draw, double own,
                           double before)
{
    if (goal->up == 0)
        return own >= before + goal->points;
    size_t was = s == 0 ? goal->base_place[draw] : find_place(goal, s - 1, draw, before);
    size_t up = (size_t)goal->up;
    return was > 0 && find_place(goal, s, draw, own) <= (was > up ? was - up : 1);
}

/* Possible: the most in a year against the least in the year before, as if they were free of
 * each other; sure: the other way round. Both only bound what a full plan gives.
 * The most in year s against the least in the year before bounds from above, and the other way
 * round from below: measures that add in both years make the true value lie between. */
static tb_schedule_verdict judge_path(const tb_schedule_problem *p, const tb_schedule_timing *t,
                                      size_t g, size_t draw)
{
    const tb_schedule_goal *goal = &p->goal[g];
    tb_schedule_verdict v = { true, true, true };
    extra before = { 0, 0, 0 };
    double last = goal->base_score != NULL ? goal->base_score[draw] : NAN;
    for (size_t s = 0; s < goal->steps && v.possible; s++) {
        double own = goal->own[s][draw];
        extra e = count_added(p, t, g, goal->year[s], draw);
        bool whole =
            !isnan(own) && (goal->up > 0 ? s > 0 || goal->base_place[draw] > 0 : !isnan(last));
        v.possible = whole && is_met_at_step(goal, s, draw, own + e.high, last + before.low);
        /* nothing is open: all three are one */
        bool settled = e.high == e.low && before.high == before.low;
        if (v.now && v.possible && !settled)
            v.now = is_met_at_step(goal, s, draw, own + e.now, last + before.now);
        if (v.sure && v.possible && !settled)
            v.sure = is_met_at_step(goal, s, draw, own + e.low, last + before.high);
        before = e;
        last = own;
    }
    v.now &= v.possible;
    v.sure &= v.possible;
    return v;
}

/* A goal of one year: its gap against what may be added in that year. */
static tb_schedule_verdict judge_goal(const tb_schedule_problem *p, const tb_schedule_timing *t,
                                      size_t g, size_t draw)
{
    if (p->goal[g].gap == NULL)
        return judge_path(p, t, g, draw);
    extra e = count_added(p, t, g, p->goal[g].year[0], draw);
    double gap = p->goal[g].gap[draw];
    return (tb_schedule_verdict){ gap <= e.now, gap <= e.high, gap <= e.low };
}

/* All goals of a draw: each that stands alone and, of each group, as many as it needs. */
tb_schedule_verdict tbi_schedule_judge(const tb_schedule_problem *p, const tb_schedule_timing *t,
                                       size_t draw)
{
    tb_schedule_verdict v = { true, true, true };
    size_t now[64] = { 0 };
    size_t possible[64] = { 0 };
    size_t sure[64] = { 0 };
    for (size_t g = 0; g < p->goals && v.possible; g++) {
        tb_schedule_verdict one = judge_goal(p, t, g, draw);
        size_t group = tbi_any_group(p->goal[g].any);
        if (p->goal[g].any == 0) {
            v.now &= one.now;
            v.possible &= one.possible;
            v.sure &= one.sure;
            continue;
        }
        now[group] += one.now;
        possible[group] += one.possible;
        sure[group] += one.sure;
    }
    for (size_t g = 0; g < p->goals; g++) {
        size_t need = tbi_any_need(p->goal[g].any);
        size_t group = tbi_any_group(p->goal[g].any);
        if (p->goal[g].any == 0)
            continue;
        v.now &= now[group] >= need;
        v.possible &= possible[group] >= need;
        v.sure &= sure[group] >= need;
    }
    return v;
}

size_t tbi_schedule_met(const tb_schedule_problem *p, const unsigned char *start)
{
    tb_schedule_timing t;
    size_t met = 0;
    tbi_schedule_time(&t, p, start, NULL, 0);
    for (size_t d = p->first; d < p->draws; d += p->step)
        met += tbi_schedule_judge(p, &t, d).now;
    return met;
}
