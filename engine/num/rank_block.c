/* rank_block.c - what the sorting kernels cannot decide: draws whose scores nearly meet, and tables
 * of more than 64 units. */
#include "num/rank_block.h"

#include "num/rank_rows.h"
#include "num/simd.h"

#include <math.h>
#include <string.h>

/* The scratch of one call. */
typedef struct rank_room {
    int32_t *key;     /* [64][16] */
    double *row;      /* [n] scores of one draw */
    uint64_t *packed; /* [2][n] */
    uint32_t *digit;  /* [2][2048] */
    uint16_t *order;  /* [n] */
} rank_room;

/* Cuts a thread's scratch into its parts, whose sizes tbi_rank_scratch adds up. */
static rank_room measure_room(void *scratch, size_t n)
{
    char *at = scratch;
    rank_room r;
    r.key = (int32_t *)(void *)at;
    at += 64 * TB_RANK_ROW;
    r.row = (double *)(void *)at;
    at += n * sizeof(double);
    r.packed = (uint64_t *)(void *)at;
    at += 2 * n * sizeof(uint64_t);
    r.digit = (uint32_t *)(void *)at;
    at += 2 * 2048 * sizeof(uint32_t);
    r.order = (uint16_t *)(void *)at;
    return r;
}

/* Bytes for n units; the caller aligns them to 64. */
size_t tbi_rank_scratch(size_t n)
{
    return 64 * TB_RANK_ROW + n * (sizeof(double) + 2 * sizeof(uint64_t) + sizeof(uint16_t)) +
           2 * 2048 * sizeof(uint32_t) + 64;
}

/* Puts the first n of `order` into descending order of score by insertion; gives up (false) after
 * `limit` moves. Equal scores keep their order. */
static bool sort_by_insertion(uint16_t *order, const double *score, size_t n, size_t limit)
{
    for (size_t i = 1; i < n; i++) {
        uint16_t unit = order[i];
        double s = score[unit];
        size_t j = i;
        for (; j > 0 && score[order[j - 1]] < s; j--)
            order[j] = order[j - 1];
        order[j] = unit;
        if (i - j > limit)
            return false;
        limit -= i - j;
    }
    return true;
}

/* Positions by falling score, bottom up and stable: equal scores stay in the order that they came
 * in. */
static void merge_sort(uint16_t *order, const double *score, size_t n, uint16_t *other)
{
    uint16_t *from = order, *to = other;
    for (size_t run = 1; run < n; run *= 2) {
        for (size_t lo = 0; lo < n; lo += 2 * run) {
            size_t mid = lo + run < n ? lo + run : n;
            size_t hi = lo + 2 * run < n ? lo + 2 * run : n;
            size_t a = lo;
            size_t b = mid;
            for (size_t k = lo; k < hi; k++)
                to[k] = a < mid && (b == hi || score[from[a]] >= score[from[b]]) ? from[a++]
                                                                                 : from[b++];
        }
        uint16_t *t = from;
        from = to;
        to = t;
    }
    if (from != order)
        memcpy(order, from, n * sizeof *order);
}

/* Two passes of a least-digit-first radix sort over (largest - score) scaled to 2 * bits bits. The
 * items hold the unit in their low 16 bits. */
static void sort_radix(rank_room r, const double *score, size_t ranked, double largest,
                       double scale, unsigned bits)
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
        uint32_t *digit = r.digit + (pass ? radix : 0);
        uint32_t sum = 0;
        for (size_t k = 0; k < radix; k++) {
            uint32_t here = digit[k];
            digit[k] = sum;
            sum += here;
        }
        unsigned shift = 16 + (pass ? bits : 0);
        for (size_t i = 0; i < ranked; i++)
            b[digit[(a[i] >> shift) & (radix - 1)]++] = a[i];
        uint64_t *t = a;
        a = b;
        b = t;
    }
    for (size_t i = 0; i < ranked; i++)
        r.order[i] = (uint16_t)a[i];
}

/* Units of one draw from best to last in r.order; returns how many are ranked, those without a
 * score stand behind. */
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
    if (ranked < 2)
        return ranked;
    unsigned bits = ranked <= 512 ? 8 : 11;
    double scale = ((double)((size_t)1 << 2 * bits) - 1) / (high - low);
    if (ranked > 32 && isfinite(high - low) && isfinite(scale) && scale > 0) {
        sort_radix(r, score, ranked, high, scale, bits);
        if (sort_by_insertion(r.order, score, ranked, 4 * ranked))
            return ranked;
    }
    merge_sort(r.order, score, ranked, (uint16_t *)r.packed);
    return ranked;
}

/* Returns whether there is a tie. */
static bool write_ranks(uint16_t *rank, size_t step, const uint16_t *order, const double *score,
                        size_t n, size_t ranked)
{
    uint16_t now = 0;
    bool tie = false;
    for (size_t p = 0; p < ranked; p++) {
        if (p == 0 || score[order[p]] != score[order[p - 1]])
            now = (uint16_t)(p + 1);
        else
            tie = true;
        rank[order[p] * step] = now;
    }
    for (size_t p = ranked; p < n; p++)
        rank[order[p] * step] = 0;
    return tie;
}

/* rank [n]: 1 is best, 0 for NaN; order [n] or NULL: the units from the best. */
void tbi_rank_single(uint16_t *rank, uint16_t *order, const double *score, size_t n, void *scratch)
{
    rank_room r = measure_room(scratch, n);
    size_t ranked = order_row(r, score, n);
    write_ranks(rank, 1, r.order, score, n, ranked);
    if (order != NULL)
        memcpy(order, r.order, n * sizeof *order);
}

size_t tbi_rank_rows_row(const uint16_t **order, const double **row, const double *score,
                         size_t stride, size_t n, void *scratch)
{
    rank_room r = measure_room(scratch, n);
    for (size_t i = 0; i < n; i++)
        r.row[i] = score[i * stride];
    *order = r.order;
    *row = r.row;
    return order_row(r, r.row, n);
}

/* The keys' order is nearly right already, so an insertion sort by the scores themselves ends
 * it. */
size_t tbi_rank_rows_put_right(const uint16_t **order, const double **row, const double *score,
                               size_t stride, size_t n, size_t absent, unsigned d, void *scratch)
{
    rank_room r = measure_room(scratch, n);
    const unsigned char *unit = (const unsigned char *)(r.key + d) + TB_RANK_LOW_BYTE;
    for (size_t p = 0; p < n; p++) {
        r.order[p] = unit[p * TB_RANK_ROW];
        r.row[p] = score[p * stride];
    }
    sort_by_insertion(r.order, r.row, n - absent, SIZE_MAX);
    *order = r.order;
    *row = r.row;
    return n - absent;
}

int32_t *tbi_rank_rows_key(void *scratch)
{
    return scratch;
}

void tbi_rank_block(uint16_t *rank, const double *score, size_t n, size_t draws, void *scratch)
{
    tbi_rank_part(rank, score, n, draws, draws, scratch);
}

/* Ranks draw k again by its scores as doubles, since two of its keys were too near to be told
 * apart. true: there are ties. */
static bool insert_right(uint8_t *row, const double *score, size_t stride, size_t n, size_t absent,
                         unsigned k, void *scratch)
{
    const uint16_t *order;
    const double *whole;
    uint16_t rank[64];
    size_t ranked = tbi_rank_rows_put_right(&order, &whole, score, stride, n, absent, k, scratch);
    bool tie = write_ranks(rank, 1, order, whole, n, ranked);
    for (size_t i = 0; i < n; i++)
        row[i] = (uint8_t)rank[i];
    return tie;
}

/* Rows of `wanted` draws from sorted keys; those in which scores nearly meet stay for
 * insert_right. Bytes behind the units are of no meaning. */
static void rank_keys(uint8_t *row, const int32_t *key, const tb_simd *kernels,
                      const uint8_t *absent, size_t n, size_t wanted)
{
    uint8_t all[TB_RANK_DRAWS * 64];
    const unsigned char *unit = (const unsigned char *)key + TB_RANK_LOW_BYTE;
    if (n > 32)
        kernels->rows(wanted == TB_RANK_DRAWS ? row : all, key);
    if (n > 32 && wanted < TB_RANK_DRAWS)
        memcpy(row, all, wanted * 64);
    for (size_t k = 0; k < wanted; k++, row += 64) {
        for (size_t p = 0; p < n && n <= 32; p++)
            row[unit[p * TB_RANK_ROW + 4 * k]] = (uint8_t)(p + 1);
        for (size_t p = n - absent[k]; p < n; p++)
            row[unit[p * TB_RANK_ROW + 4 * k]] = 0;
    }
}

/* Up to 16 draws, `here` of them in the table, `wanted` of them in rows. Returns whether any two
 * units of a draw tie. */
static bool rank_scores(uint8_t *row, const double *score, size_t stride, size_t n, size_t here,
                        size_t wanted, void *scratch)
{
    const tb_simd *kernels = tbi_simd_best();
    uint8_t absent[TB_RANK_DRAWS];
    bool tie = false;
    unsigned near = kernels->sort_64(scratch, absent, score, stride, n, here);
    rank_keys(row, scratch, kernels, absent, n, wanted);
    for (unsigned k = 0; k < wanted; k++)
        if (near >> k & 1)
            tie |= insert_right(row + k * 64, score + k, stride, n, absent[k], k, scratch);
    return tie;
}

/* Up to 64 units, a row of 64 bytes a draw; whether any two units of a draw were equal. */
bool tbi_rank_bytes(uint8_t *row, const double *score, size_t n, size_t draws, size_t used,
                    void *scratch)
{
    bool tie = false;
    for (size_t d = 0; d < used; d += TB_RANK_DRAWS) {
        size_t here = draws - d < TB_RANK_DRAWS ? draws - d : TB_RANK_DRAWS;
        tie |= rank_scores(row + d * 64, score + d, draws, n, here,
                           used - d < here ? used - d : here, scratch);
    }
    return tie;
}

/* rank [n][draws] from rows of 64 bytes a draw; returns whether any draw had a tie. */
static bool is_small(uint16_t *rank, const double *score, size_t n, size_t draws, size_t used,
                     void *scratch)
{
    uint8_t row[TB_RANK_DRAWS * 64];
    bool tie = false;
    for (size_t d = 0; d < used; d += TB_RANK_DRAWS) {
        size_t here = draws - d < TB_RANK_DRAWS ? draws - d : TB_RANK_DRAWS;
        size_t wanted = used - d < here ? used - d : here;
        tie |= rank_scores(row, score + d, draws, n, here, wanted, scratch);
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < wanted; k++)
                rank[i * draws + d + k] = row[64 * k + i];
    }
    return tie;
}

/* Up to 64 units by the sorting kernels, in blocks of TB_RANK_DRAWS draws; more, draw by draw. */
bool tbi_rank_part(uint16_t *rank, const double *score, size_t n, size_t draws, size_t used,
                   void *scratch)
{
    if (n <= 64)
        return is_small(rank, score, n, draws, used, scratch);
    bool tie = false;
    const uint16_t *order;
    const double *row;
    for (size_t d = 0; d < used; d++) {
        size_t ranked = tbi_rank_rows_row(&order, &row, score + d, draws, n, scratch);
        tie |= write_ranks(rank + d, draws, order, row, n, ranked);
    }
    return tie;
}

/* gone [n]: bit k is set where the unit has no score in draw k; absent [draw]: how many have
 * none. A sum that is a number spares the look at each draw. */
void tbi_rank_base_make(tb_rank_base *b, const double *score, size_t stride, size_t n, size_t draws,
                        const double *down, const double *up)
{
    b->score = score;
    b->stride = stride;
    b->n = n;
    b->draws = draws;
    b->some_gone = false;
    tbi_simd_best()->levels(b->level, b->scale, score, stride, n, draws, down, up);
    memset(b->absent, 0, sizeof b->absent);
    for (size_t i = 0; i < n; i++) {
        double all = 0;
        for (size_t k = 0; k < draws; k++)
            all += score[i * stride + k];
        b->gone[i] = 0;
        if (!isnan(all))
            continue;
        for (size_t k = 0; k < draws && k < TB_RANK_DRAWS; k++) {
            bool none = isnan(score[i * stride + k]);
            b->gone[i] = (uint16_t)(b->gone[i] | none << k);
            b->absent[k] = (uint8_t)(b->absent[k] + none);
        }
        b->some_gone = b->some_gone || b->gone[i] != 0;
    }
}

/* Scores are score + v amount, made in the keys' own scale; only draws in which keys nearly meet
 * are made in full (by fma, as everywhere else the same sum is made). */
void tbi_rank_bytes_changed(uint8_t *row, const tb_rank_base *b, const double *v,
                            const double *amount, void *scratch)
{
    double step[TB_RANK_DRAWS] = { 0 };
    for (size_t k = 0; k < b->draws; k++)
        step[k] = amount[k] * b->scale[k];
    const tb_simd *kernels = tbi_simd_best();
    unsigned near =
        kernels->sort_changed(scratch, b->level, b->some_gone ? b->gone : NULL, v, step, b->n);
    rank_keys(row, scratch, kernels, b->absent, b->n, b->draws);
    for (unsigned k = 0; k < b->draws; k++) {
        if (!(near >> k & 1))
            continue;
        double whole[64];
        for (size_t i = 0; i < b->n; i++)
            whole[i] = fma(v[i], amount[k], b->score[i * b->stride + k]);
        insert_right(row + 64 * k, whole, 1, b->n, b->absent[k], k, scratch);
    }
}

/* Sixteen draws at a time are sorted: columns are filled up, behind the last draw with NaN. */
void tbi_rank_draws(uint8_t *row, double *turned, const double *score, size_t stride, size_t units,
                    size_t draws, size_t n, double sign, void *scratch)
{
    size_t whole = n - n % 8;
    for (size_t d = 0; d < whole; d += 8)
        tbi_simd_best()->turn(turned + d, draws, score + d * stride, stride, units, sign);
    for (size_t i = 0; i < units && whole < draws; i++)
        for (size_t d = whole; d < draws; d++)
            turned[i * draws + d] = d < n ? sign * score[d * stride + i] : NAN;
    tbi_rank_bytes(row, turned, units, draws, n, scratch);
}
