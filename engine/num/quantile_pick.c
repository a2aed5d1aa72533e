/* quantile_pick.c - a histogram says in which bin an order statistic lies; only that bin is sorted. */
#include "num/quantile_pick.h"

#include "num/quantile.h"

#include <math.h>
#include <stdint.h>

typedef struct bins {
    double low, scale;
    uint32_t count[TB_PICK_BINS];
} bins;

static size_t bin_of(const bins *b, double x) {
    double place = (x - b->low) * b->scale;
    return place >= TB_PICK_BINS - 1 ? TB_PICK_BINS - 1 : (size_t)place;
}

/* The values of bin `bin`, sorted into scratch; how many lie below it. */
static size_t open_bin(size_t *below, double *scratch, const bins *b, size_t bin, const double *x, size_t n) {
    size_t m = 0;
    *below = 0;
    for (size_t k = 0; k < bin; k++) *below += b->count[k];
    for (size_t i = 0; i < n; i++)
        if (!isnan(x[i]) && bin_of(b, x[i]) == bin) scratch[m++] = x[i];
    tb_sort(scratch, m);
    return m;
}

static double order_statistic(const bins *b, size_t rank, const double *x, size_t n, double *scratch, size_t *open, size_t *below, size_t *size) {
    size_t bin = 0, seen = b->count[0];
    while (seen <= rank) seen += b->count[++bin];
    if (*open != bin) {
        *size = open_bin(below, scratch, b, bin, x, n);
        *open = bin;
    }
    return scratch[rank - *below];
}

void tb_quantile_pick(double *q, const double *p, size_t k, const double *x, size_t n, double *scratch) {
    bins b = { 0 };
    double low = INFINITY, high = -INFINITY;
    size_t m = 0, open = SIZE_MAX, below = 0, size = 0;
    for (size_t i = 0; i < n; i++) {
        if (isnan(x[i])) continue;
        m++;
        if (x[i] < low) low = x[i];
        if (x[i] > high) high = x[i];
    }
    b.low = low;
    b.scale = high > low ? TB_PICK_BINS / (high - low) : 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(x[i])) b.count[bin_of(&b, x[i])]++;
    for (size_t i = 0; i < k; i++) {
        if (m == 0) {
            q[i] = NAN;
            continue;
        }
        double place = p[i] * (double)(m - 1);
        size_t at = (size_t)place;
        double lower = order_statistic(&b, at, x, n, scratch, &open, &below, &size), part = place - (double)at;
        q[i] = part > 0 && at + 1 < m ? lower + part * (order_statistic(&b, at + 1, x, n, scratch, &open, &below, &size) - lower) : lower;
    }
}
