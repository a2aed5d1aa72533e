/* rank_block.c - what the sorting kernels cannot decide: draws whose scores nearly meet, and tables of more than 64 units. */
#include "num/rank_block.h"

#include "num/kernels.h"
#include "num/rank_rows.h"

#include <math.h>
#include <string.h>

/* The scratch of one call. */
typedef struct rank_room {
    double *key;      /* [64][8] */
    double *row;      /* [n] scores of one draw */
    uint64_t *packed; /* [2][n] */
    uint32_t *digit;  /* [2][2048] */
    uint16_t *order;  /* [n] */
} rank_room;

static rank_room room_of(void *scratch, size_t n)
{
    char *at = scratch;
    rank_room r;
    r.key = (double *)(void *)at, at += 64 * 8 * sizeof(double);
    r.row = (double *)(void *)at, at += n * sizeof(double);
    r.packed = (uint64_t *)(void *)at, at += 2 * n * sizeof(uint64_t);
    r.digit = (uint32_t *)(void *)at, at += 2 * 2048 * sizeof(uint32_t);
    r.order = (uint16_t *)(void *)at;
    return r;
}

size_t tb_rank_scratch(size_t n)
{
    return 64 * 8 * sizeof(double) + n * (sizeof(double) + 2 * sizeof(uint64_t) + sizeof(uint16_t)) + 2 * 2048 * sizeof(uint32_t) + 64;
}

/* Puts the first n of `order` into descending order of score by insertion; gives up (false) after `limit` moves. Equal scores keep their order. */
static bool insert_all(uint16_t *order, const double *score, size_t n, size_t limit)
{
    for (size_t i = 1; i < n; i++) {
        uint16_t unit = order[i];
        double s = score[unit];
        size_t j = i;
        for (; j > 0 && score[order[j - 1]] < s; j--) order[j] = order[j - 1];
        order[j] = unit;
        if (i - j > limit) return false;
        limit -= i - j;
    }
    return true;
}

static void merge_sort(uint16_t *order, const double *score, size_t n, uint16_t *other)
{
    uint16_t *from = order, *to = other;
    for (size_t run = 1; run < n; run *= 2) {
        for (size_t lo = 0; lo < n; lo += 2 * run) {
            size_t mid = lo + run < n ? lo + run : n, hi = lo + 2 * run < n ? lo + 2 * run : n, a = lo, b = mid;
            for (size_t k = lo; k < hi; k++) to[k] = a < mid && (b == hi || score[from[a]] >= score[from[b]]) ? from[a++] : from[b++];
        }
        uint16_t *t = from;
        from = to;
        to = t;
    }
    if (from != order) memcpy(order, from, n * sizeof *order);
}

/* Two passes of a least-digit-first radix sort over (largest - score) scaled to 2 * bits bits. The items hold the unit in their low 16 bits. */
static void radix_sort(rank_room r, const double *score, size_t ranked, double largest, double scale, unsigned bits)
{
    size_t radix = (size_t)1 << bits;
    uint64_t *a = r.packed, *b = r.packed + ranked;
    memset(r.digit, 0, 2 * radix * sizeof *r.digit);
    double last = (double)(radix * radix - 1);
    for (size_t i = 0; i < ranked; i++) {
        double at = (largest - score[r.order[i]]) * scale;
        uint64_t bucket = at < last ? (uint64_t)at : (uint64_t)last;
        r.digit[bucket & (radix - 1)]++;
        r.digit[radix + (bucket >> bits)]++;
        a[i] = bucket << 16 | r.order[i];
    }
    for (int pass = 0; pass < 2; pass++) {
        uint32_t *digit = r.digit + (pass ? radix : 0), sum = 0;
        for (size_t k = 0; k < radix; k++) {
            uint32_t here = digit[k];
            digit[k] = sum;
            sum += here;
        }
        unsigned shift = 16 + (pass ? bits : 0);
        for (size_t i = 0; i < ranked; i++) b[digit[(a[i] >> shift) & (radix - 1)]++] = a[i];
        uint64_t *t = a;
        a = b;
        b = t;
    }
    for (size_t i = 0; i < ranked; i++) r.order[i] = (uint16_t)a[i];
}

/* Units of one draw from best to last in r.order; returns how many are ranked, those without a score stand behind. */
static size_t order_row(rank_room r, const double *score, size_t n)
{
    size_t ranked = 0, absent = n;
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        if (isnan(score[i])) {
            r.order[--absent] = (uint16_t)i;
            continue;
        }
        r.order[ranked++] = (uint16_t)i;
        low = score[i] < low ? score[i] : low;
        high = score[i] > high ? score[i] : high;
    }
    if (ranked < 2) return ranked;
    unsigned bits = ranked <= 512 ? 8 : 11;
    double scale = ((double)((size_t)1 << 2 * bits) - 1) / (high - low);
    if (ranked > 32 && isfinite(high - low) && isfinite(scale) && scale > 0) {
        radix_sort(r, score, ranked, high, scale, bits);
        if (insert_all(r.order, score, ranked, 4 * ranked)) return ranked;
    }
    merge_sort(r.order, score, ranked, (uint16_t *)r.packed);
    return ranked;
}

/* Returns whether there is a tie. */
static bool ranks_of_order(uint16_t *rank, size_t step, const uint16_t *order, const double *score, size_t n, size_t ranked)
{
    uint16_t now = 0;
    bool tie = false;
    for (size_t p = 0; p < ranked; p++) {
        if (p == 0 || score[order[p]] != score[order[p - 1]]) now = (uint16_t)(p + 1);
        else tie = true;
        rank[order[p] * step] = now;
    }
    for (size_t p = ranked; p < n; p++) rank[order[p] * step] = 0;
    return tie;
}

void tb_rank_single(uint16_t *rank, uint16_t *order, const double *score, size_t n, void *scratch)
{
    rank_room r = room_of(scratch, n);
    size_t ranked = order_row(r, score, n);
    ranks_of_order(rank, 1, r.order, score, n, ranked);
    if (order != NULL) memcpy(order, r.order, n * sizeof *order);
}

size_t tb_rank_rows_row(const uint16_t **order, const double **row, const double *score, size_t stride, size_t n, void *scratch)
{
    rank_room r = room_of(scratch, n);
    for (size_t i = 0; i < n; i++) r.row[i] = score[i * stride];
    *order = r.order;
    *row = r.row;
    return order_row(r, r.row, n);
}

size_t tb_rank_rows_put_right(const uint16_t **order, const double **row, const double *score, size_t stride, size_t n, size_t absent, unsigned d,
                              void *scratch) {
    rank_room r = room_of(scratch, n);
    for (size_t p = 0; p < n; p++) {
        uint64_t bits;
        memcpy(&bits, &r.key[p * 8 + d], sizeof bits);
        r.order[p] = (uint16_t)(bits & 0xff);
        r.row[p] = score[p * stride];
    }
    insert_all(r.order, r.row, n - absent, SIZE_MAX);
    *order = r.order;
    *row = r.row;
    return n - absent;
}

double *tb_rank_rows_key(void *scratch)
{
    return scratch;
}

void tb_rank_block(uint16_t *rank, const double *score, size_t n, size_t draws, void *scratch)
{
    tb_rank_part(rank, score, n, draws, draws, scratch);
}

bool tb_rank_part(uint16_t *rank, const double *score, size_t n, size_t draws, size_t used, void *scratch)
{
    bool tie = false;
    const tb_kernels *kernels = tb_kernels_best();
    const uint16_t *order;
    const double *row;
    for (size_t d = 0; d < used; d += 8) {
        uint64_t absent[8];
        unsigned bad = n <= 64 ? kernels->sort_64(scratch, absent, score + d, draws, n) : 0xff;
        const unsigned char *unit = (const unsigned char *)scratch + TB_RANK_LOW_BYTE;
        for (unsigned k = 0; k < 8; k++) {
            uint16_t *out = rank + d + k;
            if (bad >> k & 1) {
                size_t ranked = n <= 64 ? tb_rank_rows_put_right(&order, &row, score + d + k, draws, n, absent[k], k, scratch)
                                        : tb_rank_rows_row(&order, &row, score + d + k, draws, n, scratch);
                tie |= ranks_of_order(out, draws, order, row, n, ranked);
                continue;
            }
            const unsigned char *at = unit + 8 * k;
            size_t ranked = n - absent[k];
            for (size_t p = 0; p < ranked; p++) out[at[64 * p] * draws] = (uint16_t)(p + 1);
            for (size_t p = ranked; p < n; p++) out[at[64 * p] * draws] = 0;
        }
    }
    return tie;
}

void tb_rank_bytes(uint8_t *row, const double *score, size_t n, size_t draws, size_t used, void *scratch)
{
    const tb_kernels *kernels = tb_kernels_best();
    const unsigned char *unit = (const unsigned char *)scratch + TB_RANK_LOW_BYTE;
    const uint16_t *order;
    const double *whole;
    for (size_t d = 0; d < used; d += 8) {
        uint64_t absent[8];
        unsigned bad = kernels->sort_64(scratch, absent, score + d, draws, n);
        for (unsigned k = 0; k < 8; k++) {
            uint8_t *out = row + (d + k) * 64;
            const unsigned char *at = unit + 8 * k;
            size_t ranked = n - absent[k];
            if (bad >> k & 1) {
                uint16_t rank[64];
                tb_rank_rows_put_right(&order, &whole, score + d + k, draws, n, absent[k], k, scratch);
                ranks_of_order(rank, 1, order, whole, n, ranked);
                for (size_t i = 0; i < n; i++) out[i] = (uint8_t)rank[i];
                continue;
            }
            for (size_t p = 0; p < ranked; p++) out[at[64 * p]] = (uint8_t)(p + 1);
            for (size_t p = ranked; p < n; p++) out[at[64 * p]] = 0;
        }
    }
}
