/* rank_order.c - edges, gaps and slots of a year. */
#include "complete/rank_order.h"

#include "base/error.h"

#include <math.h>
#include <stdlib.h>

/* One fixed point of the order. unit: -1 for a limit that is nobody's score. */
typedef struct edge {
    double place, score; /* a count of n above stands between places n - 1 and n */
    ptrdiff_t unit;
} edge;

/* By place; edges at one place by score from the highest. */
static int compare_from_above(const void *left, const void *right)
{
    const edge *a = left, *b = right;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return (a->score < b->score) - (a->score > b->score);
}

/* The fixed points of the order of a year, from above: ranked units at whole numbers, and
 * between places, at halves, scores that so many units are above (best, worst, published
 * thresholds) and cuts of groups (NaN: no score of their own). Between two of them stands a gap
 * in which units are free. e has room for all; returns how many. */
static size_t collect_edges(edge *e, const tb_table_year *y, const ptrdiff_t *at,
                            const double *score, size_t stride, const unsigned char *at_extreme)
{
    size_t n = 0, last = y->n_in - 1;
    bool top = y->n_in > 0 && at_extreme[at[0]] && y->rank[at[0]] == 0;
    bool bottom = y->n_in > 1 && at_extreme[at[last]] && y->rank[at[last]] == 0;
    double most = isnan(y->best) ? INFINITY : y->best;
    double least = isnan(y->worst) ? -INFINITY : y->worst;
    /* that nobody or everybody stands above a score is a limit of the whole table */
    for (size_t k = 0; k < y->n_bar; k++) {
        if (y->bar[k].above == 0)
            most = fmin(most, y->bar[k].at);
        if (y->bar[k].above == y->n_in)
            least = fmax(least, y->bar[k].at);
    }
    e[n++] = (edge){ -1, most, -1 };
    for (size_t p = 0; p < y->n_in; p++)
        if (y->rank[at[p]] > 0)
            e[n++] = (edge){ (double)p, score[(size_t)at[p] * stride], at[p] };
    /* whoever has it sits in a gap without width */
    if (top)
        e[n++] = (edge){ 0.5, y->best, -1 };
    if (bottom)
        e[n++] = (edge){ (double)y->n_in - 1.5, y->worst, -1 };
    for (size_t k = 0; k < y->n_bar; k++)
        if (y->bar[k].above > 0 && y->bar[k].above < y->n_in)
            e[n++] = (edge){ (double)y->bar[k].above - 0.5, y->bar[k].at, -1 };
    for (size_t k = 0; k < y->n_cut; k++) {
        bool there = false;
        for (size_t b = 0; b < y->n_bar; b++)
            there = there || y->bar[b].above == y->cut[k];
        if (!there)
            e[n++] = (edge){ (double)y->cut[k] - 0.5, NAN, -1 };
    }
    e[n++] = (edge){ (double)y->n_in, least, -1 };
    qsort(e, n, sizeof *e, compare_from_above);
    return n;
}

/* Edges are sorted from above; the units between two of them sit in member in the order of the
 * start, which has no meaning afterwards.
 * O(n log n) for the sort of at most n_in + TB_BARS + TB_CUTS + 4 edges. */
tb_status tbi_rank_order_make(tb_rank_order *out, const tb_table_year *y, size_t n_unit,
                              const ptrdiff_t *at, const double *score, size_t stride,
                              const unsigned char *at_extreme, tb_arena *a, tb_err *err)
{
    edge *e = TB_NEW(a, edge, y->n_in + TB_BARS + TB_CUTS + 4);
    tb_rank_order o = { 0 };
    if (e == NULL)
        return tbi_no_memory(err, "the order of the ranks");
    size_t n = collect_edges(e, y, at, score, stride, at_extreme);
    size_t slots = 0;
    o.n_gap = n - 1;
    o.edge = TB_NEW(a, double, n);
    o.place = TB_NEW(a, double, n);
    o.edge_of = TB_NEW(a, uint16_t, n_unit);
    o.gap_of = TB_NEW(a, uint16_t, n_unit);
    o.slot = TB_NEW(a, uint16_t, n_unit);
    o.member = TB_NEW(a, uint16_t, n_unit);
    o.first = TB_NEW(a, uint16_t, n);
    if (!o.edge || !o.place || !o.edge_of || !o.gap_of || !o.slot || !o.member || !o.first)
        return tbi_no_memory(err, "the order of the ranks");
    for (size_t i = 0; i < n_unit; i++)
        o.edge_of[i] = o.gap_of[i] = TB_NO_SLOT;
    for (size_t k = 0; k < n; k++) {
        o.edge[k] = e[k].score;
        o.place[k] = e[k].place;
        if (e[k].unit >= 0)
            o.edge_of[e[k].unit] = (uint16_t)k;
    }
    for (size_t g = 0, p = 0; g < n; g++) {
        o.first[g] = (uint16_t)slots;
        for (; g + 1 < n && p < y->n_in && (double)p <= e[g + 1].place; p++) {
            if (y->rank[at[p]] > 0)
                continue;
            o.member[slots] = (uint16_t)at[p];
            o.slot[at[p]] = (uint16_t)slots++;
            o.gap_of[at[p]] = (uint16_t)g;
        }
    }
    *out = o;
    return TB_OK;
}

/* INFINITY where nothing stands above: gaps without units and limits of unknown score are passed
 * over. */
double tbi_rank_order_above(const tb_rank_order *o, const double *score, size_t stride, size_t of)
{
    for (size_t g = of; g-- > 0;) {
        double low = INFINITY;
        for (size_t s = o->first[g]; s < o->first[g + 1]; s++)
            low = fmin(low, score[o->member[s] * stride]);
        if (o->first[g] < o->first[g + 1])
            return low;
        if (!isnan(o->edge[g]))
            return o->edge[g];
    }
    return INFINITY;
}

/* -INFINITY where nothing stands below. */
double tbi_rank_order_below(const tb_rank_order *o, const double *score, size_t stride, size_t of)
{
    for (size_t g = of; g < o->n_gap; g++) {
        double high = -INFINITY;
        for (size_t s = o->first[g]; s < o->first[g + 1]; s++)
            high = fmax(high, score[o->member[s] * stride]);
        if (o->first[g] < o->first[g + 1])
            return high;
        if (!isnan(o->edge[g + 1]))
            return o->edge[g + 1];
    }
    return -INFINITY;
}

double tbi_rank_order_top(const tb_rank_order *o, const double *score, size_t stride, size_t gap)
{
    return isnan(o->edge[gap]) ? tbi_rank_order_above(o, score, stride, gap) : o->edge[gap];
}

double tbi_rank_order_bottom(const tb_rank_order *o, const double *score, size_t stride, size_t gap)
{
    return isnan(o->edge[gap + 1]) ? tbi_rank_order_below(o, score, stride, gap + 1)
                                   : o->edge[gap + 1];
}

/* A unit in a gap may go from the gap's lower edge to its upper one, a unit with a place between
 * its neighbours, one outside the table anywhere; the unit's own limits cut that short. */
tb_score_interval tbi_rank_order_slots(const tb_rank_order *o, const tb_table_year *y,
                                       const double *score, size_t stride, size_t unit)
{
    tb_score_interval r;
    if (o->gap_of[unit] != TB_NO_SLOT) {
        r.high = tbi_rank_order_top(o, score, stride, o->gap_of[unit]);
        r.low = tbi_rank_order_bottom(o, score, stride, o->gap_of[unit]);
    } else if (o->edge_of[unit] != TB_NO_SLOT) {
        r.high = tbi_rank_order_above(o, score, stride, o->edge_of[unit]);
        r.low = tbi_rank_order_below(o, score, stride, o->edge_of[unit]);
    } else {
        return (tb_score_interval){ -INFINITY, INFINITY };
    }
    if (y->high[unit] < r.high)
        r.high = y->high[unit];
    if (y->low[unit] > r.low)
        r.low = y->low[unit];
    return r;
}

/* place of a gap's edges: from the one above to the one below; without cuts every gap is allowed.
 */
bool tbi_rank_order_allows(const tb_rank_order *o, const tb_table_year *y, size_t unit, size_t gap)
{
    return y->n_cut == 0 ||
           (o->place[gap] >= (double)y->from[unit] - 1 && o->place[gap + 1] <= (double)y->to[unit]);
}

/* Only gaps and slots change; scores are the caller's to set. O(1). */
void tbi_rank_order_swap(tb_rank_order *o, size_t i, size_t k)
{
    uint16_t slot = o->slot[i], gap = o->gap_of[i];
    o->slot[i] = o->slot[k];
    o->gap_of[i] = o->gap_of[k];
    o->slot[k] = slot;
    o->gap_of[k] = gap;
    o->member[o->slot[i]] = (uint16_t)i;
    o->member[o->slot[k]] = (uint16_t)k;
}
