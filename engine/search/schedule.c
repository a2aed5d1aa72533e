/* schedule.c - branch and bound over measures and the years in which they begin. A node keeps the
 * draws whose outcome is still open, judged by the most and the least that what is not decided yet
 * may add in every year. */
#include "search/schedule.h"

#include "base/error.h"
#include "search/schedule_value.h"

#include <string.h>

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
    tb_schedule_timing t;
    size_t left = 0, met = sure;
    tbi_schedule_time(&t, p, start, s->order, at);
    for (size_t i = 0; i < open; i++) {
        uint32_t d = s->open[at][i];
        tb_schedule_verdict v = tbi_schedule_judge(p, &t, d);
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
