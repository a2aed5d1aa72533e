/* num/rank_kernel.h - up to 64 scores of 16 draws sorted at once, every lane a draw. Included by
 * each kernels_*.c after simd_lanes.h.
 *
 * A key is a whole number of 32 bits: where the score lies between the draw's least and greatest in
 * 2^24 steps, and the unit in the last 8 bits, so that one minimum and one maximum move both; twice
 * as many fit a register as doubles, and whole numbers are compared faster. The step is found by
 * one fused multiply-add that ends in the low half of a double near 2^52, rounded, but never
 * against the order of the scores. Neighbours whose keys are two steps apart or less are not told
 * apart here: such draws are flagged, and rank_block.c orders them by the whole scores; also those
 * whose range is no number, or too small beside their size for a step to mean anything. Sixteen
 * keys at a time are sorted in registers by Batcher's odd-even merge sort (1968), then merged
 * bitonically. No two keys of a draw are equal. */
#ifndef TB_NUM_RANK_KERNEL_H
#define TB_NUM_RANK_KERNEL_H

#include "num/simd_lanes.h"
#include "num/sort_network.h"

/* draws side by side in the key table; keys nearer than this are too near */
enum { RANK_ROW = 16, RANK_NEAR = 512 };
/* from one absent score to the next: far enough, whatever stands in the last byte */
enum { RANK_APART = 2 * RANK_NEAR };
#define RANK_ZERO  0x1.8p52 /* the low half of a double near this is a whole number */
#define RANK_FIRST 0x1p16   /* below: absent scores, in steps of RANK_APART */
#define RANK_RANGE (0x1p32 - 0x1p17)

#define CE(a, b)                        \
    do {                                \
        vw larger = V_WMAX(x[a], x[b]); \
        x[b] = V_WMIN(x[a], x[b]);      \
        x[a] = larger;                  \
    } while (0)
#define KEY(i)         (k + (i)*RANK_ROW)
#define LOAD_KEY(i)    V_WLOAD(KEY(i))
#define SAVE_KEY(i, v) V_WSTORE(KEY(i), v)

/* What follows sorts 16, merges, and sorts up to 64 rows; the last step of each says, in the lanes
 * of the result, how near the nearest neighbours are. */
static inline vw sort_16(int32_t *k)
{
    vw x[16], least = (vw){ 0 } - 1;
    V_UNROLL
    for (int i = 0; i < 16; i++)
        x[i] = LOAD_KEY(i);
    SORT_16;
    V_UNROLL
    for (int i = 0; i < 16; i++)
        SAVE_KEY(i, x[i]);
    V_UNROLL
    /* a difference can need all 32 bits: without sign */
    for (int i = 0; i < 15; i++)
        least = V_UMIN(least, V_WLESS(x[i], x[i + 1]));
    return least;
}

#if defined(LANES_AVX512)
/* All in the 32 registers: sorted runs of 32 from one table to another, then the merge of two, one
 * half of the result after the other. */
static inline vw sort_32_to(int32_t *out, const int32_t *k)
{
    vw x[32], least = (vw){ 0 } - 1;
    V_UNROLL
    for (int i = 0; i < 32; i++)
        x[i] = LOAD_KEY(i);
    SORT_16_FROM(0);
    SORT_16_FROM(16);
    MERGE_32;
    V_UNROLL
    for (int i = 0; i < 32; i++)
        V_WSTORE(out + i * RANK_ROW, x[i]);
    V_UNROLL
    for (int i = 0; i < 31; i++)
        least = V_UMIN(least, V_WLESS(x[i], x[i + 1]));
    return least;
}

static inline vw sort_32(int32_t *k)
{
    return sort_32_to(k, k);
}

static inline vw sort_64(int32_t *out)
{
    vw x[32], least = (vw){ 0 } - 1, last;
    int32_t k[64 * RANK_ROW] __attribute__((aligned(64)));
    sort_32_to(k, out);
    sort_32_to(KEY(32), out + 32 * RANK_ROW);
    V_UNROLL
    for (int i = 0; i < 32; i++)
        x[i] = V_WMAX(LOAD_KEY(i), LOAD_KEY(63 - i));
    BITONIC_32;
    V_UNROLL
    for (int i = 0; i < 32; i++)
        V_WSTORE(out + i * RANK_ROW, x[i]);
    V_UNROLL
    for (int i = 0; i < 31; i++)
        least = V_UMIN(least, V_WLESS(x[i], x[i + 1]));
    last = x[31];
    V_UNROLL
    for (int i = 0; i < 32; i++)
        x[i] = V_WMIN(LOAD_KEY(32 + i), LOAD_KEY(31 - i));
    BITONIC_32;
    V_UNROLL
    for (int i = 0; i < 32; i++)
        V_WSTORE(out + (32 + i) * RANK_ROW, x[i]);
    V_UNROLL
    for (int i = 0; i < 31; i++)
        least = V_UMIN(least, V_WLESS(x[i], x[i + 1]));
    return V_UMIN(least, V_WLESS(last, x[0]));
}
#else
/* Eight neighbours: distances 4, 2, 1; for all but the first eight, the row before is sorted
 * already. */
static inline vw merge_near(int32_t *k, int first)
{
    vw x[8], least = (vw){ 0 } - 1;
    V_UNROLL
    for (int i = 0; i < 8; i++)
        x[i] = LOAD_KEY(i);
    NEAR_8(0);
    V_UNROLL
    for (int i = 0; i < 8; i++)
        SAVE_KEY(i, x[i]);
    if (!first)
        least = V_WLESS(V_WLOAD(k - RANK_ROW), x[0]);
    V_UNROLL
    for (int i = 0; i < 7; i++)
        least = V_UMIN(least, V_WLESS(x[i], x[i + 1]));
    return least;
}

static inline vw merge_all_near(int32_t *k, size_t rows)
{
    vw least = merge_near(k, 1);
    for (size_t i = 8; i < rows; i += 8)
        least = V_UMIN(least, merge_near(KEY(i), 0));
    return least;
}

/* Two sorted runs of 16: compare with the mirror image, then at distances 8, 4, 2, 1. */
static inline vw sort_32(int32_t *k)
{
    sort_16(k);
    sort_16(KEY(16));
    for (int g = 0; g < 4; g++) { /* all rows i = g and 7 - g modulo 8 */
        vw x[8];
        V_UNROLL
        for (int m = 0; m < 4; m++)
            x[m] = LOAD_KEY(g + 8 * m), x[4 + m] = LOAD_KEY(7 - g + 8 * m);
        FAR_32;
        V_UNROLL
        for (int m = 0; m < 4; m++) {
            SAVE_KEY(g + 8 * m, x[m]);
            SAVE_KEY(7 - g + 8 * m, x[4 + m]);
        }
    }
    return merge_all_near(k, 32);
}

/* The same for two sorted runs of 32, rows g and 7 - g modulo 8: the mirror image, then distances
 * 16 and 8. */
static inline vw sort_64(int32_t *k)
{
    sort_32(k);
    sort_32(KEY(32));
    for (int g = 0; g < 4; g++) {
        vw x[16];
        V_UNROLL
        for (int m = 0; m < 8; m++)
            x[m] = LOAD_KEY(g + 8 * m), x[8 + m] = LOAD_KEY(7 - g + 8 * m);
        FAR_64;
        V_UNROLL
        for (int m = 0; m < 8; m++) {
            SAVE_KEY(g + 8 * m, x[m]);
            SAVE_KEY(7 - g + 8 * m, x[8 + m]);
        }
    }
    return merge_all_near(k, 64);
}
#endif
/* clang-format on */

/* Behind all scores, and behind those the rows that no unit has. */
static inline int32_t make_absent_key(size_t unit)
{
    return (int32_t)((RANK_APART * (63 - (uint32_t)unit) | (uint32_t)unit) ^ 0x80000000u);
}

/* Sorts the columns of some lanes, n <= 64 rows of keys. Returns a bit for each lane in which
 * neighbours are too near. */
static inline unsigned sort_columns(int32_t *k, size_t n)
{
    size_t room = n <= 16 ? 16 : n <= 32 ? 32 : 64;
    for (size_t i = n; i < room; i++)
        SAVE_KEY(i, (vw){ 0 } + make_absent_key(i));
    vw least = room == 16 ? sort_16(k) : room == 32 ? sort_32(k) : sort_64(k);
    return V_BELOW(least, RANK_NEAR);
}

/* The key of one unit in some lanes: the low halves of a and b, the unit in the last byte. unit:
 * FIRST_UNIT + 0, 1, 2 ... */
static inline vw make_key(vd a, vd b, vw unit)
{
    return (V_WORDS((vu)a, (vu)b) & ~0xff) ^ unit;
}
#define FIRST_UNIT ((vw){ 0 } + INT32_MIN)

/* Where the scores of some lanes lie: the double near RANK_ZERO of score s is s * scale + from;
 * scale is 0 where that would tell nothing. */
typedef struct rank_range {
    vd scale, from;
} rank_range;

static inline rank_range compute_range(vd low, vd high)
{
    vd spread = high - low, size = V_MAX(V_MAX(-low, low), V_MAX(-high, high));
    vu fit = (vu)(spread > size * 0x1p-20) & (vu)(spread < 0x1p1000) & (vu)(spread > 0x1p-900);
    vd scale = V_D(RANK_RANGE) / V_PICK(fit, spread, V_D(1.0));
    scale = V_PICK(fit, scale, V_D(0.0));
    return (rank_range){ scale,
                         V_FMA(V_PICK(fit, -low, V_D(0.0)), scale, V_D(RANK_ZERO + RANK_FIRST)) };
}

/* Keys with absent or infinite scores among them: an absent score stands behind all others, an
 * infinite one makes the draw's scale 0. */
static inline void fill_checked_keys(int32_t *k, vu *missing, const double *score,
                                     const double *second, size_t stride, size_t n,
                                     const rank_range *r)
{
    vw unit = FIRST_UNIT;
    for (size_t i = 0; i < n; i++, unit += 1) {
        vd x[2] = { V_LOAD(score + i * stride), V_LOAD(second + i * stride) };
        for (int h = 0; h < 2; h++) {
            vu none = (vu)(x[h] != x[h]);
            missing[h] -= none;
            vd at = V_FMA(x[h], r[h].scale, r[h].from);
            at = V_PICK((vu)(at == at), at, r[h].from);
            x[h] = V_PICK(none, V_D(RANK_ZERO + RANK_APART * (63 - (double)i)), at);
        }
        SAVE_KEY(i, make_key(x[0], x[1], unit));
    }
}

/* key [64][16] out, descending down every column, the unit in the lowest byte; absent scores behind
 * all others, in any order. Returns a bit for each draw in which neighbours must be compared by
 * their scores. absent [16] counts the NaN. score: row i at score + i * stride, `draws` (8 or 16)
 * side by side; n <= 64. Columns behind them mean nothing. */
static unsigned sort_scores(int32_t *key, uint8_t *absent, const double *score, size_t stride,
                            size_t n, size_t draws)
{
    unsigned near = 0;
    for (size_t at = 0; at < draws; at += 2 * LANES) {
        int32_t *k = key + at;
        const double *first = score + at, *second = at + LANES < draws ? first + LANES : first;
        vd low[2] = { V_D(INFINITY), V_D(INFINITY) }, high[2] = { V_D(-INFINITY), V_D(-INFINITY) };
        for (size_t i = 0; i < n; i++) {
            vd a = V_LOAD(first + i * stride), b = V_LOAD(second + i * stride);
            low[0] = V_MIN(a, low[0]), high[0] = V_MAX(a, high[0]);
            low[1] = V_MIN(b, low[1]), high[1] = V_MAX(b, high[1]);
        }
        rank_range r[2] = { compute_range(low[0], high[0]), compute_range(low[1], high[1]) };
        vw unit = FIRST_UNIT;
        vu all = V_U((uint64_t)0), missing[2] = { V_U((uint64_t)0), V_U((uint64_t)0) };
        for (size_t i = 0; i < n; i++, unit += 1) {
            vd a = V_FMA(V_LOAD(first + i * stride), r[0].scale, r[0].from),
               b = V_FMA(V_LOAD(second + i * stride), r[1].scale, r[1].from);
            all |= (vu)a | (vu)b;
            SAVE_KEY(i, make_key(a, b, unit));
        }
        uint64_t bits = 0;
        for (int l = 0; l < LANES; l++)
            bits |= all[l];
        /* no number was ever so large */
        if (bits >> 32 != 0x43380000)
            fill_checked_keys(k, missing, first, second, stride, n, r);
        near |= sort_columns(k, n) << at;
        for (int l = 0; l < 2 * LANES && at + (size_t)l < draws; l++)
            absent[at + (size_t)l] = (uint8_t)missing[l / LANES][l % LANES];
    }
    return near;
}

/* What scores t become before v d is added to them (tb_rank_base, rank_block.h): level [n][16] = t
 * * scale + from, by the range of each draw's scores and of what may be added, down <= 0
 * <= up; RANK_ZERO where t is absent. score: row i at score + i * stride, `draws` (8 or 16) side by
 * side. */
static void compute_levels(double *level, double *scale, const double *score, size_t stride,
                           size_t n, size_t draws, const double *down, const double *up)
{
    for (size_t at = 0; at < RANK_ROW; at += LANES) {
        const double *from = score + (at < draws ? at : 0);
        vd low = V_D(INFINITY), high = V_D(-INFINITY);
        for (size_t i = 0; i < n; i++)
            low = V_MIN(V_LOAD(from + i * stride), low),
            high = V_MAX(V_LOAD(from + i * stride), high);
        rank_range r = compute_range(low + V_LOAD(down + at), high + V_LOAD(up + at));
        V_STORE(scale + at, r.scale);
        for (size_t i = 0; i < n; i++) {
            vd x = V_FMA(V_LOAD(from + i * stride), r.scale, r.from);
            V_STORE(level + i * RANK_ROW + at, V_PICK((vu)(x == x), x, V_D(RANK_ZERO)));
        }
    }
}

/* Sorted keys, as above, of level + v step: v [n], step [16]. gone [n] (NULL: none): a bit for each
 * draw in which the unit's score is absent. */
static unsigned sort_changed_scores(int32_t *key, const double *level, const uint16_t *gone,
                                    const double *v, const double *step, size_t n)
{
    unsigned near = 0;
    for (size_t at = 0; at < RANK_ROW; at += 2 * LANES) {
        int32_t *k = key + at;
        vd a = V_LOAD(step + at), b = V_LOAD(step + at + LANES);
        vw unit = FIRST_UNIT;
        for (size_t i = 0; i < n; i++, unit += 1) {
            vd f = V_D(v[i]);
            SAVE_KEY(i, make_key(V_FMA(f, a, V_LOAD(level + i * RANK_ROW + at)),
                                 V_FMA(f, b, V_LOAD(level + i * RANK_ROW + at + LANES)), unit));
        }
        for (size_t i = 0; gone != NULL && i < n; i++)
            for (int l = 0; gone[i] != 0 && l < 2 * LANES; l++)
                if (gone[i] >> (at + (size_t)l) & 1)
                    KEY(i)[l] = make_absent_key(i);
        near |= sort_columns(k, n) << at;
    }
    return near;
}

#undef CE
#undef KEY
#undef LOAD_KEY
#undef SAVE_KEY
#undef FIRST_UNIT
#endif
