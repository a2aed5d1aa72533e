/* schedule.c - branch and bound over measures and the years in which they begin. A node keeps the
 * draws whose outcome is still open, judged by the most and the least that what is not decided yet
 * may add in every year. */
#include "search/schedule.h"
#include "num/rank.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

/* From which year on each key counts: as decided, and at the earliest if everything undecided began
 * at once. years = never. */
typedef struct timing {
    size_t now[TB_SCHEDULE_KEYS], soon[TB_SCHEDULE_KEYS];
    /* keys that what is left of the budget and the number can still bring, at most */
    size_t more;
    /* [family][year] of the records that act by then as decided, how much of their sum counts */
    double part[TB_PLAN_FAMILIES][TB_SCHEDULE_YEARS];
} timing;

/* What is added to a goal in a year of a draw: as decided, at most, at least. */
typedef struct extra {
    double now, high, low;
} extra;

/* One search. open[depth] is rewritten whenever the walk comes to that depth again, so that
 * memory is choices times draws and not nodes times draws. */
typedef struct search {
    const tb_schedule_problem *p;
    size_t order[TB_SCHEDULE_CHOICES]; /* choices, most useful first */
    /* [depth][of] numbers of the draws that are open when so many choices are decided */
    uint32_t *open[TB_SCHEDULE_CHOICES + 2];
    tb_schedule_found best; /* start and met; the rest is filled at the end */
    size_t of, cut_bound;   /* draws that count; largest bound of what the limit cut off */
    uint64_t nodes, limit;
    bool cut; /* the limit cut something off */
} search;

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
static void time_parts(timing *t, const tb_schedule_problem *p)
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
static void make_time_keys(timing *t, const tb_schedule_problem *p, const unsigned char *start,
                           const size_t *order, size_t decided)
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
static size_t find_family(const tb_schedule_problem *p, const tb_schedule_key *key)
{
    size_t f = 0;
    while (f + 1 < p->together.families && (p->together.family[f] >> key->record & 1) == 0)
        f++;
    return f;
}

/* The most and the least that a record may add, whatever acts beside it. */
static void find_ends(double *high, double *low, const tb_schedule_key *key, size_t g, size_t draw)
{
    double held = key->weight[g] * (double)key->held[draw];
    double reach = key->weight[g] * (double)key->size[draw] + held;
    *high = fmax(reach, 0) - held;
    *low = fmin(reach, 0) - held;
}

/* A record that acts in the year: its part of the sum, less what the draw holds of it. */
static double compute_value_now(const tb_schedule_problem *p, const timing *t,
                                const tb_schedule_key *key, size_t g, size_t year, size_t draw)
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
static extra count_added(const tb_schedule_problem *p, const timing *t, size_t g, size_t year,
                         size_t draw)
{
    extra e = { 0, 0, 0 }, group[TB_SCHEDULE_GROUPS];
    double large[TB_SCHEDULE_KEYS];
    size_t n = 0;
    memset(group, 0, p->groups * sizeof *group);
    for (size_t k = 0; k < p->keys; k++) {
        const tb_schedule_key *key = &p->key[k];
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

/* What is known of a goal or a draw at a node: met as decided, may still be met, met whatever
 * follows. now implies possible, sure implies now. */
typedef struct verdict {
    bool now, possible, sure;
} verdict;

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
static verdict judge_path(const tb_schedule_problem *p, const timing *t, size_t g, size_t draw)
{
    const tb_schedule_goal *goal = &p->goal[g];
    verdict v = { true, true, true };
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
static verdict judge_goal(const tb_schedule_problem *p, const timing *t, size_t g, size_t draw)
{
    if (p->goal[g].gap == NULL)
        return judge_path(p, t, g, draw);
    extra e = count_added(p, t, g, p->goal[g].year[0], draw);
    double gap = p->goal[g].gap[draw];
    return (verdict){ gap <= e.now, gap <= e.high, gap <= e.low };
}

/* All goals of a draw: each that stands alone and, of each group, as many as it needs. */
static verdict judge_draw(const tb_schedule_problem *p, const timing *t, size_t draw)
{
    verdict v = { true, true, true };
    size_t now[64] = { 0 };
    size_t possible[64] = { 0 };
    size_t sure[64] = { 0 };
    for (size_t g = 0; g < p->goals && v.possible; g++) {
        verdict one = judge_goal(p, t, g, draw);
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
    timing t;
    size_t met = 0;
    make_time_keys(&t, p, start, NULL, 0);
    for (size_t d = p->first; d < p->draws; d += p->step)
        met += judge_draw(p, &t, d).now;
    return met;
}

/* Cost of what begins in `year`; year = p->years: of everything. */
static double find_cost(const tb_schedule_problem *p, const unsigned char *start, size_t year)
{
    double sum = 0;
    for (size_t c = 0; c < p->choices; c++)
        if (start[c] > 0 && (year == p->years || start[c] == year + 1))
            sum += p->cost[c];
    return sum;
}

/* Measures that are in the plan. */
static size_t count_chosen(const tb_schedule_problem *p, const unsigned char *start)
{
    size_t n = 0;
    for (size_t c = 0; c < p->choices; c++)
        n += start[c] > 0;
    return n;
}

/* Whether a schedule keeps the number of measures, the budget of all years and that of each
 * year; 1e-12 for sums that were rounded. */
static bool is_affordable(const tb_schedule_problem *p, const unsigned char *start)
{
    if (p->most > 0 && count_chosen(p, start) > p->most)
        return false;
    if (find_cost(p, start, p->years) > p->budget * (1 + 1e-12))
        return false;
    for (size_t y = 0; y < p->years; y++)
        if (find_cost(p, start, y) > p->year_budget[y] * (1 + 1e-12))
            return false;
    return true;
}

/* Whether every choice that waits for others starts no earlier than one of them. */
static bool has_waits_kept(const tb_schedule_problem *p, const unsigned char *start)
{
    for (size_t i = 0; i < p->afters; i++) {
        for (size_t c = 0; c < p->choices; c++) {
            bool kept = (p->after[i].choice >> c & 1) == 0 || start[c] == 0;
            for (size_t o = 0; o < p->choices && !kept; o++)
                kept = (p->after[i].one_of >> o & 1) != 0 && start[o] > 0 && start[o] <= start[c];
            if (!kept)
                return false;
        }
    }
    return true;
}

/* What is forced is in, prerequisites begin no later, nothing barred stands beside, and every
 * year keeps its budget. */
bool tbi_schedule_allowed(const tb_schedule_problem *p, const unsigned char *start)
{
    if (!has_waits_kept(p, start))
        return false;
    for (size_t c = 0; c < p->choices; c++)
        if ((p->forced >> c & 1) && start[c] == 0)
            return false;
    for (size_t c = 0; c < p->choices; c++) {
        if (start[c] == 0)
            continue;
        for (size_t o = 0; o < p->choices; o++) {
            if ((p->bars[c] >> o & 1) && start[o] > 0)
                return false;
            if ((p->needs[c] >> o & 1) && (start[o] == 0 || start[o] > start[c]))
                return false;
        }
    }
    return is_affordable(p, start);
}

/* A plan that meets no more draws is not taken: the first of equals stays, drop_useless() makes it
 * cheaper. */
static void offer_plan(search *s, const unsigned char *start, size_t met)
{
    if (met <= s->best.met || !tbi_schedule_allowed(s->p, start))
        return;
    memcpy(s->best.start, start, sizeof s->best.start);
    s->best.met = met;
}

/* The best single step from a set, again and again: something good to begin with, so that bounds
 * cut early.
 * O(choices years) judgements a round; each adds one measure. */
static void search_greedily(search *s)
{
    const tb_schedule_problem *p = s->p;
    bool moved = true;
    while (moved) {
        unsigned char from[TB_SCHEDULE_CHOICES];
        memcpy(from, s->best.start, sizeof from);
        moved = false;
        for (size_t c = 0; c < p->choices; c++)
            for (size_t y = 1; y <= p->years && from[c] == 0; y++) {
                unsigned char try[TB_SCHEDULE_CHOICES];
                memcpy(try, from, sizeof try);
                try[c] = (unsigned char)y;
                if (!tbi_schedule_allowed(p, try))
                    continue;
                size_t before = s->best.met;
                offer_plan(s, try, tbi_schedule_met(p, try));
                moved |= s->best.met > before;
            }
    }
}

/* Decides order[at]: each year of start, then not at all. s->open[at] [open] are the draws
 * still open, `sure` those met whatever follows; sure and open together bound every plan below.
 * Depth first over order[at]: begun in year 1, 2, ..., or not at all. Draws that are sure or
 * impossible are not looked at again below the node. */
static void search_branch(search *s, unsigned char *start, size_t at, size_t open, size_t sure)
{
    const tb_schedule_problem *p = s->p;
    timing t;
    size_t left = 0, met = sure;
    make_time_keys(&t, p, start, s->order, at);
    for (size_t i = 0; i < open; i++) {
        uint32_t d = s->open[at][i];
        verdict v = judge_draw(p, &t, d);
        met += v.now;
        if (v.sure)
            sure++;
        else if (v.possible)
            s->open[at + 1][left++] = d;
    }
    offer_plan(s, start, met);
    if (at == p->choices || sure + left <= s->best.met)
        return;
    if (s->nodes >= s->limit) {
        s->cut = true;
        if (sure + left > s->cut_bound)
            s->cut_bound = sure + left;
        return;
    }
    s->nodes++;
    size_t c = s->order[at];
    for (size_t y = 1; y <= p->years; y++) {
        start[c] = (unsigned char)y;
        bool barred = (p->bars[c] >> c & 1) != 0;
        for (size_t o = 0; o < p->choices; o++)
            barred |= (p->bars[c] >> o & 1) && start[o] > 0;
        if (!barred && is_affordable(p, start))
            search_branch(s, start, at + 1, left, sure);
    }
    start[c] = 0;
    if (!(p->forced >> c & 1))
        search_branch(s, start, at + 1, left, sure);
}

/* Takes off what does not help, dearest first: it costs and changes nothing.
 * Only measures without which as many draws are met; the dearest such first, then again. */
static void drop_useless(search *s)
{
    const tb_schedule_problem *p = s->p;
    bool moved = true;
    while (moved) {
        size_t drop = p->choices;
        moved = false;
        for (size_t c = 0; c < p->choices; c++) {
            unsigned char try[TB_SCHEDULE_CHOICES];
            memcpy(try, s->best.start, sizeof try);
            if (try[c] == 0)
                continue;
            try[c] = 0;
            if (!tbi_schedule_allowed(p, try) || tbi_schedule_met(p, try) < s->best.met)
                continue;
            if (drop == p->choices || p->cost[c] > p->cost[drop])
                drop = c;
        }
        if (drop < p->choices) {
            s->best.start[drop] = 0;
            moved = true;
        }
    }
}

/* Most useful first, by the draws that a choice meets alone when begun in the first year.
 * Insertion sort; equal ones keep the order of their numbers. */
static void order_choices(search *s)
{
    const tb_schedule_problem *p = s->p;
    size_t solo[TB_SCHEDULE_CHOICES];
    for (size_t c = 0; c < p->choices; c++) {
        unsigned char start[TB_SCHEDULE_CHOICES] = { 0 };
        start[c] = 1;
        solo[c] = tbi_schedule_met(p, start);
        size_t at = c;
        for (; at > 0 && solo[c] > solo[s->order[at - 1]]; at--)
            s->order[at] = s->order[at - 1];
        s->order[at] = c;
    }
}

/* Starts from what is forced in the first year and the greedy plan; the bound is only reported
 * apart from `met` when the limit of nodes cut something off. */
tb_status tbi_schedule_search(tb_schedule_found *out, const tb_schedule_problem *p, tb_err *err)
{
    tb_arena own = { 0 };
    search s = { .p = p, .limit = p->node_limit > 0 ? p->node_limit : TB_SCHEDULE_NODES };
    unsigned char start[TB_SCHEDULE_CHOICES] = { 0 };
    size_t n = 0;
    for (size_t d = p->first; d < p->draws; d += p->step)
        s.of++;
    for (size_t i = 0; i <= p->choices + 1; i++)
        if ((s.open[i] = TB_NEW(&own, uint32_t, s.of + 1)) == NULL) {
            tbi_arena_free(&own);
            return tbi_no_memory(err, "the plan");
        }
    for (size_t d = p->first; d < p->draws; d += p->step)
        s.open[0][n++] = (uint32_t)d;
    order_choices(&s);
    for (size_t c = 0; c < p->choices; c++)
        s.best.start[c] = p->forced >> c & 1 ? 1 : 0;
    s.best.met = tbi_schedule_met(p, s.best.start);
    search_greedily(&s);
    search_branch(&s, start, 0, n, 0);
    drop_useless(&s);
    *out = s.best;
    out->of = s.of;
    out->nodes = s.nodes;
    out->exact = !s.cut;
    out->bound = s.cut && s.cut_bound > s.best.met ? s.cut_bound : s.best.met;
    out->cost = find_cost(p, out->start, p->years);
    tbi_arena_free(&own);
    return TB_OK;
}
