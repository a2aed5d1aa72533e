/* quantile_pick.c - a histogram says in which bin an order statistic lies; only that bin is sorted.
 * */
#include "num/quantile_pick.h"

#include "base/to_index.h"
#include "num/quantile.h"
#include "num/simd.h"

#include <math.h>
#include <stdint.h>

/* NONE: the bin of NaN; AT_ONCE: numbers that are laid into bins together */
enum { NONE = TB_PICK_BINS, AT_ONCE = 512 };

typedef struct bins {
    double low, scale;
    uint32_t count[TB_PICK_BINS + 1];
} bins;

/* bin [AT_ONCE] of x [n] from `first` on; returns of how many. */
static size_t find_next_bins(uint16_t *bin, const bins *b, const double *x, size_t n, size_t first)
{
    size_t some = n - first < AT_ONCE ? n - first : AT_ONCE;
    tbi_simd_best()->bins(bin, x + first, b->low, b->scale, TB_PICK_BINS - 1, some);
    return some;
}

enum { MOST_OPEN = 2 * TB_PICK_MOST };

/* Bins of which the values are wanted, side by side in one buffer. */
typedef struct opened_bins {
    size_t n;
    uint32_t bin[MOST_OPEN], below[MOST_OPEN], at[MOST_OPEN], size[MOST_OPEN];
} opened_bins;

/* The bin that holds the number of this rank; *below: how many are in the bins before it. */
static size_t find_bin_with(const bins *b, size_t rank, size_t *below)
{
    size_t bin = 0, seen = b->count[0];
    while (seen <= rank)
        seen += b->count[++bin];
    *below = seen - b->count[bin];
    return bin;
}

/* Opens the bin of an order statistic once, and gives it room behind the bins that are open
 * already. */
static void open_bin(opened_bins *o, const bins *b, size_t rank)
{
    size_t below, bin = find_bin_with(b, rank, &below);
    for (size_t k = 0; k < o->n; k++)
        if (o->bin[k] == bin)
            return;
    size_t at = o->n > 0 ? o->at[o->n - 1] + o->size[o->n - 1] : 0;
    o->bin[o->n] = (uint32_t)bin;
    o->below[o->n] = (uint32_t)below;
    o->at[o->n] = (uint32_t)at;
    o->size[o->n++] = b->count[bin];
}

/* The values of all bins that are wanted, each sorted, in one pass. */
static void open_bins(opened_bins *o, double *scratch, const bins *b, const double *x, size_t n)
{
    unsigned char slot[TB_PICK_BINS + 1] = { 0 };
    uint16_t bin[AT_ONCE];
    size_t next[MOST_OPEN];
    for (size_t k = 0; k < o->n; k++) {
        slot[o->bin[k]] = (unsigned char)(k + 1);
        next[k] = o->at[k];
    }
    for (size_t first = 0, some; first < n; first += some) {
        some = find_next_bins(bin, b, x, n, first);
        for (size_t i = 0; i < some; i++)
            if (slot[bin[i]] > 0)
                scratch[next[slot[bin[i]] - 1]++] = x[first + i];
    }
    for (size_t k = 0; k < o->n; k++)
        tbi_sort(scratch + o->at[k], o->size[k]);
}

/* The number of a rank from 0: its bin was opened and sorted into scratch, `below` of which lie
 * in earlier bins. */
static double pick_order_statistic(const opened_bins *o, const bins *b, size_t rank,
                                   const double *scratch)
{
    size_t below;
    size_t bin = find_bin_with(b, rank, &below);
    size_t k = 0;
    while (o->bin[k] != bin)
        k++;
    return scratch[o->at[k] + rank - o->below[k]];
}

/* Place p (m - 1) from 0 with the line between neighbours: definition 7 of Hyndman and Fan
 * (1996). Both neighbours may lie in different bins. */
static void pick_quantiles(double *q, const double *p, size_t k, const bins *b, size_t m,
                           const double *x, size_t n, double *scratch)
{
    opened_bins o = { 0 };
    for (size_t i = 0; i < k; i++) {
        size_t at = tbi_to_index(p[i] * (double)(m - 1), m - 1);
        open_bin(&o, b, at);
        if (at + 1 < m)
            open_bin(&o, b, at + 1);
    }
    open_bins(&o, scratch, b, x, n);
    for (size_t i = 0; i < k; i++) {
        double place = p[i] * (double)(m - 1);
        size_t at = tbi_to_index(place, m - 1);
        double lower = pick_order_statistic(&o, b, at, scratch);
        double part = place - (double)at;
        q[i] = part > 0 && at + 1 < m
                   ? lower + part * (pick_order_statistic(&o, b, at + 1, scratch) - lower)
                   : lower;
    }
}

/* Bins need a width: where the range is no number (an infinite draw, values near the largest
 * double), the values are sorted whole. */
static void sort_quantiles(double *q, const double *p, size_t k, const double *x, size_t n,
                           double *scratch)
{
    size_t m = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(x[i]))
            scratch[m++] = x[i];
    tbi_sort(scratch, m);
    for (size_t i = 0; i < k; i++)
        q[i] = tbi_quantile_sorted(scratch, m, p[i]);
}

/* Counts into bins of equal width, then sorts the few bins that hold what is wanted: linear in n.
 * Infinite values have no bins, so everything is sorted then. NaN is passed over; without a
 * number every quantile is NAN. */
void tbi_quantile_pick(double *q, const double *p, size_t k, const double *x, size_t n,
                       double *scratch)
{
    bins b = { 0 };
    uint16_t bin[AT_ONCE];
    double low, high;
    tbi_simd_best()->range(&low, &high, x, n);
    b.low = low;
    b.scale = high > low ? TB_PICK_BINS / (high - low) : 0;
    for (size_t first = 0, some; first < n; first += some) {
        some = find_next_bins(bin, &b, x, n, first);
        for (size_t i = 0; i < some; i++)
            b.count[bin[i]]++;
    }
    size_t m = n - b.count[NONE];
    if (m > 0 && !isfinite(high - low))
        sort_quantiles(q, p, k, x, n, scratch);
    else if (m > 0)
        pick_quantiles(q, p, k, &b, m, x, n, scratch);
    for (size_t i = 0; i < k && m == 0; i++)
        q[i] = NAN;
}
