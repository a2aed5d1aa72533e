/* num/rank_kernel.h - up to 64 scores of 16 draws sorted at once, every lane a draw. Included by each kernels_*.c after lanes.h.
 *
 * A key is a whole number of 32 bits: where the score lies between the draw's least and greatest in 2^24 steps, and the unit in the last 8 bits, so that one minimum and one maximum
 * move both; twice as many fit a register as doubles, and whole numbers are compared faster. The step is found by one fused multiply-add that ends in the low half of a double near
 * 2^52, rounded, but never against the order of the scores. Neighbours whose keys are two steps apart or less are not told apart here: such draws are flagged, and rank_block.c
 * orders them by the whole scores; also those whose range is no number, or too small beside their size for a step to mean anything. Sixteen keys at a time are sorted in registers
 * by Batcher's odd-even merge sort (1968), then merged bitonically. No two keys of a draw are equal. */
#ifndef TB_NUM_RANK_KERNEL_H
#define TB_NUM_RANK_KERNEL_H

#include "num/lanes.h"

enum { RANK_ROW = 16, RANK_NEAR = 512 }; /* draws side by side in the key table; keys nearer than this are too near */
#define RANK_ZERO  0x1.8p52              /* the low half of a double near this is a whole number */
#define RANK_FIRST 0x1p16                /* below: absent scores, in steps of RANK_NEAR */
#define RANK_RANGE (0x1p32 - 0x1p17)

/* clang-format off */
#define CE(a, b) do { vw larger = V_WMAX(x[a], x[b]); x[b] = V_WMIN(x[a], x[b]); x[a] = larger; } while (0)
#define SORT_16 \
    CE(0, 1); CE(2, 3); CE(4, 5); CE(6, 7); CE(8, 9); CE(10, 11); CE(12, 13); CE(14, 15); CE(0, 2); CE(1, 3); CE(4, 6); CE(5, 7); CE(8, 10); \
    CE(9, 11); CE(12, 14); CE(13, 15); CE(1, 2); CE(5, 6); CE(9, 10); CE(13, 14); CE(0, 4); CE(1, 5); CE(2, 6); CE(3, 7); CE(8, 12); CE(9, 13); \
    CE(10, 14); CE(11, 15); CE(2, 4); CE(3, 5); CE(10, 12); CE(11, 13); CE(1, 2); CE(3, 4); CE(5, 6); CE(9, 10); CE(11, 12); CE(13, 14); \
    CE(0, 8); CE(1, 9); CE(2, 10); CE(3, 11); CE(4, 12); CE(5, 13); CE(6, 14); CE(7, 15); CE(4, 8); CE(5, 9); CE(6, 10); CE(7, 11); CE(2, 4); \
    CE(3, 5); CE(6, 8); CE(7, 9); CE(10, 12); CE(11, 13); CE(1, 2); CE(3, 4); CE(5, 6); CE(7, 8); CE(9, 10); CE(11, 12); CE(13, 14)
#define NEAR_8(a) \
    CE(a, a + 4); CE(a + 1, a + 5); CE(a + 2, a + 6); CE(a + 3, a + 7); CE(a, a + 2); CE(a + 1, a + 3); CE(a + 4, a + 6); CE(a + 5, a + 7); \
    CE(a, a + 1); CE(a + 2, a + 3); CE(a + 4, a + 5); CE(a + 6, a + 7)

#define KEY(i)         (k + (i) * RANK_ROW)
#define LOAD_KEY(i)    V_WLOAD(KEY(i))
#define SAVE_KEY(i, v) V_WSTORE(KEY(i), v)

static inline void sort_16(int32_t *k)
{
    vw x[16];
    V_UNROLL
    for (int i = 0; i < 16; i++) x[i] = LOAD_KEY(i);
    SORT_16;
    V_UNROLL
    for (int i = 0; i < 16; i++) SAVE_KEY(i, x[i]);
}

/* Eight neighbours: distances 4, 2, 1. */
static inline void merge_near(int32_t *k)
{
    vw x[8];
    V_UNROLL
    for (int i = 0; i < 8; i++) x[i] = LOAD_KEY(i);
    NEAR_8(0);
    V_UNROLL
    for (int i = 0; i < 8; i++) SAVE_KEY(i, x[i]);
}

/* Two sorted runs of 16: compare with the mirror image, then at distances 8, 4, 2, 1. */
#if defined(LANES_AVX512) /* all in registers */
static inline void merge_32(int32_t *k)
{
    vw x[32];
    V_UNROLL
    for (int i = 0; i < 32; i++) x[i] = LOAD_KEY(i);
    CE(0, 31); CE(1, 30); CE(2, 29); CE(3, 28); CE(4, 27); CE(5, 26); CE(6, 25); CE(7, 24); CE(8, 23); CE(9, 22); CE(10, 21); CE(11, 20); CE(12, 19); CE(13, 18); CE(14, 17); CE(15, 16);
    CE(0, 8); CE(1, 9); CE(2, 10); CE(3, 11); CE(4, 12); CE(5, 13); CE(6, 14); CE(7, 15); CE(16, 24); CE(17, 25); CE(18, 26); CE(19, 27); CE(20, 28); CE(21, 29); CE(22, 30); CE(23, 31);
    NEAR_8(0); NEAR_8(8); NEAR_8(16); NEAR_8(24);
    V_UNROLL
    for (int i = 0; i < 32; i++) SAVE_KEY(i, x[i]);
}
#else
static inline void merge_32(int32_t *k)
{
    for (int g = 0; g < 4; g++) { /* all rows i = g and 7 - g modulo 8 */
        vw x[8];
        V_UNROLL
        for (int m = 0; m < 4; m++) x[m] = LOAD_KEY(g + 8 * m), x[4 + m] = LOAD_KEY(7 - g + 8 * m);
        CE(0, 7); CE(1, 6); CE(4, 3); CE(5, 2); CE(0, 1); CE(2, 3); CE(4, 5); CE(6, 7);
        V_UNROLL
        for (int m = 0; m < 4; m++) {
            SAVE_KEY(g + 8 * m, x[m]);
            SAVE_KEY(7 - g + 8 * m, x[4 + m]);
        }
    }
    for (int j = 0; j < 32; j += 8) merge_near(KEY(j));
}
#endif

/* The same for two sorted runs of 32, rows g and 7 - g modulo 8: the mirror image, then distances 16 and 8. */
static inline void merge_64_far(int32_t *k, int g)
{
    vw x[16];
    V_UNROLL
    for (int m = 0; m < 8; m++) x[m] = LOAD_KEY(g + 8 * m), x[8 + m] = LOAD_KEY(7 - g + 8 * m);
    CE(0, 15); CE(1, 14); CE(2, 13); CE(3, 12); CE(8, 7); CE(9, 6); CE(10, 5); CE(11, 4); CE(0, 2); CE(1, 3); CE(4, 6); CE(5, 7); CE(8, 10); CE(9, 11); CE(12, 14); CE(13, 15);
    CE(0, 1); CE(2, 3); CE(4, 5); CE(6, 7); CE(8, 9); CE(10, 11); CE(12, 13); CE(14, 15);
    V_UNROLL
    for (int m = 0; m < 8; m++) {
        SAVE_KEY(g + 8 * m, x[m]);
        SAVE_KEY(7 - g + 8 * m, x[8 + m]);
    }
}
/* clang-format on */

/* Behind all scores, and behind those the rows that no unit has. */
static inline int32_t absent_key(size_t unit)
{
    return (int32_t)((RANK_NEAR * (63 - (uint32_t)unit) | (uint32_t)unit) ^ 0x80000000u);
}

/* Sorts the columns of some lanes, n <= 64 rows of keys. Returns a bit for each lane in which neighbours are too near. */
static inline unsigned sort_columns(int32_t *k, size_t n)
{
    size_t room = n <= 16 ? 16 : n <= 32 ? 32 : 64;
    for (size_t i = n; i < room; i++) SAVE_KEY(i, (vw){ 0 } + absent_key(i));
    for (size_t i = 0; i < room; i += 16) sort_16(KEY(i));
    for (size_t i = 0; room >= 32 && i < room; i += 32) merge_32(KEY(i));
    for (int g = 0; room == 64 && g < 4; g++) merge_64_far(k, g);
    for (size_t i = 0; room == 64 && i < 64; i += 8) merge_near(KEY(i));
    vw least = (vw){ 0 } - 1, before = LOAD_KEY(0); /* a difference of two keys can need all 32 bits: without sign */
    for (size_t i = 1; i < n; i++) {
        vw now = LOAD_KEY(i);
        least = V_UMIN(least, before - now);
        before = now;
    }
    unsigned near = 0;
    for (int l = 0; l < 2 * LANES; l++) near |= (unsigned)((uint32_t)least[l] < RANK_NEAR) << l;
    return near;
}

/* The key of one unit in some lanes: the low halves of a and b, the unit in the last byte. unit: FIRST_UNIT + 0, 1, 2 ... */
static inline vw key_of(vd a, vd b, vw unit)
{
    return (V_WORDS((vu)a, (vu)b) & ~0xff) ^ unit;
}
#define FIRST_UNIT ((vw){ 0 } + INT32_MIN)

/* Where the scores of some lanes lie: the double near RANK_ZERO of score s is s * scale + from; scale is 0 where that would tell nothing. */
typedef struct rank_range {
    vd scale, from;
} rank_range;

static inline rank_range range_of(vd low, vd high)
{
    vd spread = high - low, size = V_MAX(V_MAX(-low, low), V_MAX(-high, high));
    vu fit = (vu)(spread > size * 0x1p-20) & (vu)(spread < 0x1p1000) & (vu)(spread > 0x1p-900);
    vd scale = V_D(RANK_RANGE) / V_PICK(fit, spread, V_D(1.0));
    scale = V_PICK(fit, scale, V_D(0.0));
    return (rank_range){ scale, V_FMA(V_PICK(fit, -low, V_D(0.0)), scale, V_D(RANK_ZERO + RANK_FIRST)) };
}

/* Keys with absent or infinite scores among them: an absent score stands behind all others, an infinite one makes the draw's scale 0. */
static inline void careful_keys(int32_t *k, vu *missing, const double *score, const double *second, size_t stride, size_t n, const rank_range *r)
{
    vw unit = FIRST_UNIT;
    for (size_t i = 0; i < n; i++, unit += 1) {
        vd x[2] = { V_LOAD(score + i * stride), V_LOAD(second + i * stride) };
        for (int h = 0; h < 2; h++) {
            vu none = (vu)(x[h] != x[h]);
            missing[h] -= none;
            vd at = V_FMA(x[h], r[h].scale, r[h].from);
            at = V_PICK((vu)(at == at), at, r[h].from);
            x[h] = V_PICK(none, V_D(RANK_ZERO + RANK_NEAR * (63 - (double)i)), at);
        }
        SAVE_KEY(i, key_of(x[0], x[1], unit));
    }
}

/* key [64][16] out, descending down every column, the unit in the lowest byte; absent scores behind all others, in any order. Returns a bit for each draw in which neighbours
 * must be compared by their scores. absent [16] counts the NaN. score: row i at score + i * stride, `draws` (8 or 16) side by side; n <= 64. Columns behind them mean nothing. */
static unsigned kernel_sort_64(int32_t *key, uint8_t *absent, const double *score, size_t stride, size_t n, size_t draws)
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
        rank_range r[2] = { range_of(low[0], high[0]), range_of(low[1], high[1]) };
        vw unit = FIRST_UNIT;
        vu all = V_U((uint64_t)0), missing[2] = { V_U((uint64_t)0), V_U((uint64_t)0) };
        for (size_t i = 0; i < n; i++, unit += 1) {
            vd a = V_FMA(V_LOAD(first + i * stride), r[0].scale, r[0].from), b = V_FMA(V_LOAD(second + i * stride), r[1].scale, r[1].from);
            all |= (vu)a | (vu)b;
            SAVE_KEY(i, key_of(a, b, unit));
        }
        uint64_t bits = 0;
        for (int l = 0; l < LANES; l++) bits |= all[l];
        if (bits >> 32 != 0x43380000) careful_keys(k, missing, first, second, stride, n, r); /* no number was ever so large */
        near |= sort_columns(k, n) << at;
        for (int l = 0; l < 2 * LANES && at + (size_t)l < draws; l++) absent[at + (size_t)l] = (uint8_t)missing[l / LANES][l % LANES];
    }
    return near;
}

/* What scores t become before v d is added to them (tb_rank_base, rank_block.h): level [n][16] = t * scale + from, by the range of each draw's scores and of what may be added, down <= 0
 * <= up; RANK_ZERO where t is absent. score: row i at score + i * stride, `draws` (8 or 16) side by side. */
static void kernel_levels(double *level, double *scale, const double *score, size_t stride, size_t n, size_t draws, const double *down, const double *up)
{
    for (size_t at = 0; at < RANK_ROW; at += LANES) {
        const double *from = score + (at < draws ? at : 0);
        vd low = V_D(INFINITY), high = V_D(-INFINITY);
        for (size_t i = 0; i < n; i++) low = V_MIN(V_LOAD(from + i * stride), low), high = V_MAX(V_LOAD(from + i * stride), high);
        rank_range r = range_of(low + V_LOAD(down + at), high + V_LOAD(up + at));
        V_STORE(scale + at, r.scale);
        for (size_t i = 0; i < n; i++) {
            vd x = V_FMA(V_LOAD(from + i * stride), r.scale, r.from);
            V_STORE(level + i * RANK_ROW + at, V_PICK((vu)(x == x), x, V_D(RANK_ZERO)));
        }
    }
}

/* Sorted keys, as above, of level + v step: v [n], step [16]. gone [n] (NULL: none): a bit for each draw in which the unit's score is absent. */
static unsigned kernel_sort_changed(int32_t *key, const double *level, const uint16_t *gone, const double *v, const double *step, size_t n)
{
    unsigned near = 0;
    for (size_t at = 0; at < RANK_ROW; at += 2 * LANES) {
        int32_t *k = key + at;
        vd a = V_LOAD(step + at), b = V_LOAD(step + at + LANES);
        vw unit = FIRST_UNIT;
        for (size_t i = 0; i < n; i++, unit += 1) {
            vd f = V_D(v[i]);
            SAVE_KEY(i, key_of(V_FMA(f, a, V_LOAD(level + i * RANK_ROW + at)), V_FMA(f, b, V_LOAD(level + i * RANK_ROW + at + LANES)), unit));
        }
        for (size_t i = 0; gone != NULL && i < n; i++)
            for (int l = 0; gone[i] != 0 && l < 2 * LANES; l++)
                if (gone[i] >> (at + (size_t)l) & 1) KEY(i)[l] = absent_key(i);
        near |= sort_columns(k, n) << at;
    }
    return near;
}

#undef CE
#undef SORT_16
#undef NEAR_8
#undef KEY
#undef LOAD_KEY
#undef SAVE_KEY
#undef FIRST_UNIT
#endif
