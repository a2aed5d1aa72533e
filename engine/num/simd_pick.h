/* num/simd_pick.h - sums over draws of what ranks do when one input is exchanged, and other short
 * loops over many draws. Included by each kernels_*.c after simd_lanes.h. Integers: any order gives
 * the same sums. */
#ifndef TB_NUM_SIMD_PICK_H
#define TB_NUM_SIMD_PICK_H

#include "num/simd_lanes.h"

typedef uint16_t vh __attribute__((vector_size(LANES * 4)));

/* The sum of signed 32-bit lanes in 64 bits. */
static inline int64_t sum_words(vw x)
{
#if defined(LANES_AVX512)
    __m512i low = _mm512_cvtepi32_epi64(_mm512_castsi512_si256((__m512i)x)),
            high = _mm512_cvtepi32_epi64(_mm512_extracti64x4_epi64((__m512i)x, 1));
    return _mm512_reduce_add_epi64(_mm512_add_epi64(low, high));
#else
    int64_t sum = 0;
    for (int l = 0; l < 2 * LANES; l++)
        sum += x[l];
    return sum;
#endif
}

static void sum_rank_pairs(int64_t *sum, const uint16_t *a, const uint16_t *b, const uint16_t *c,
                           size_t count)
{
    size_t i = 0;
    /* 32 products of ranks below 8192 fit the 31 bits of a lane */
    while (i + 2 * LANES <= count) {
        vw s0 = { 0 }, s1 = { 0 }, s2 = { 0 };
        for (size_t steps = 0; steps < 32 && i + 2 * LANES <= count; steps++, i += 2 * LANES) {
            vh ha, hb, hc;
            memcpy(&ha, a + i, sizeof ha), memcpy(&hb, b + i, sizeof hb),
                memcpy(&hc, c + i, sizeof hc);
            vw wa = __builtin_convertvector(ha, vw), wb = __builtin_convertvector(hb, vw),
               wc = __builtin_convertvector(hc, vw), d = wc - wa;
            s0 += wb * d, s1 += d * d, s2 += d;
        }
        sum[0] += sum_words(s0), sum[1] += sum_words(s1), sum[2] += sum_words(s2);
    }
    for (; i < count; i++) {
        int64_t d = (int64_t)c[i] - a[i];
        sum[0] += b[i] * d, sum[1] += d * d, sum[2] += d;
    }
}

/* Ranks of four draws side by side in the bytes of each unit's word, so that one instruction adds
 * the products of two draws, and a second one both pairs. */
#if defined(LANES_AVX512)
typedef __m512i v_bytes;
#define B_OP(name)   _mm512_##name
#define B_LOAD(p)    _mm512_loadu_si512(p)
#define B_SAVE(p, v) _mm512_storeu_si512(p, v)
#elif defined(LANES_AVX2)
typedef __m256i v_bytes;
#define B_OP(name)   _mm256_##name
#define B_LOAD(p)    _mm256_loadu_si256((const __m256i *)(const void *)(p))
#define B_SAVE(p, v) _mm256_storeu_si256((__m256i *)(void *)(p), v)
#endif

#if defined(LANES_AVX512) || defined(LANES_AVX2)
static inline void load_four_draws(v_bytes *x, const uint8_t *row)
{
    v_bytes r0 = B_LOAD(row), r1 = B_LOAD(row + 64), r2 = B_LOAD(row + 128), r3 = B_LOAD(row + 192);
    v_bytes low01 = B_OP(unpacklo_epi8)(r0, r1), high01 = B_OP(unpackhi_epi8)(r0, r1),
            low23 = B_OP(unpacklo_epi8)(r2, r3), high23 = B_OP(unpackhi_epi8)(r2, r3);
    x[0] = B_OP(unpacklo_epi16)(low01, low23), x[1] = B_OP(unpackhi_epi16)(low01, low23),
    x[2] = B_OP(unpacklo_epi16)(high01, high23), x[3] = B_OP(unpackhi_epi16)(high01, high23);
}

/* draws: a multiple of 4. Differences of ranks fit a signed byte, pairs of products 15 bits. */
static inline void pick_fours(int32_t *acc, const uint8_t *a, const uint8_t *b, const uint8_t *c,
                              size_t draws)
{
    const v_bytes one = B_OP(set1_epi8)(1), ones = B_OP(set1_epi16)(1);
    for (size_t u = 0; u < 64; u += sizeof(v_bytes)) {
        v_bytes s[3][4];
        int32_t *out = acc + u / 4; /* [3][4][16], see simd.h */
        V_UNROLL
        for (int q = 0; q < 4; q++)
            s[0][q] = B_LOAD(out + 16 * q), s[1][q] = B_LOAD(out + 64 + 16 * q),
            s[2][q] = B_LOAD(out + 128 + 16 * q);
        for (size_t d = 0; d < draws; d += 4) {
            v_bytes wa[4], wb[4], wc[4];
            load_four_draws(wa, a + 64 * d + u), load_four_draws(wb, b + 64 * d + u),
                load_four_draws(wc, c + 64 * d + u);
            V_UNROLL
            for (int q = 0; q < 4; q++) {
                v_bytes e = B_OP(sub_epi8)(wc[q], wa[q]), size = B_OP(abs_epi8)(e);
                s[0][q] =
                    B_OP(add_epi32)(s[0][q], B_OP(madd_epi16)(B_OP(maddubs_epi16)(wb[q], e), ones));
                s[1][q] = B_OP(add_epi32)(s[1][q],
                                          B_OP(madd_epi16)(B_OP(maddubs_epi16)(size, size), ones));
                s[2][q] =
                    B_OP(add_epi32)(s[2][q], B_OP(madd_epi16)(B_OP(maddubs_epi16)(one, e), ones));
            }
        }
        V_UNROLL
        for (int q = 0; q < 4; q++)
            B_SAVE(out + 16 * q, s[0][q]), B_SAVE(out + 64 + 16 * q, s[1][q]),
                B_SAVE(out + 128 + 16 * q, s[2][q]);
    }
}

static void add_picked_rows(int32_t *acc, const uint8_t *a, const uint8_t *b, const uint8_t *c,
                            size_t draws)
{
    size_t whole = draws / 4 * 4, rest = 64 * (draws - whole);
    pick_fours(acc, a, b, c, whole);
    if (rest == 0)
        return;
    uint8_t last[3][4 * 64] = { { 0 } };
    memcpy(last[0], a + 64 * whole, rest), memcpy(last[1], b + 64 * whole, rest),
        memcpy(last[2], c + 64 * whole, rest);
    pick_fours(acc, last[0], last[1], last[2], 4);
}
#undef B_OP
#undef B_LOAD
#undef B_SAVE
#else
static void add_picked_rows(int32_t *acc, const uint8_t *a, const uint8_t *b, const uint8_t *c,
                            size_t draws)
{
    for (size_t u = 0; u < 64; u += 4) {
        vw s0 = { 0 }, s1 = { 0 }, s2 = { 0 };
        int32_t *out = acc + 16 * (u / 4 % 4) + 4 * (u / 16);
        for (size_t d = 0; d < draws; d++) {
            const uint8_t *pa = a + 64 * d + u, *pb = b + 64 * d + u, *pc = c + 64 * d + u;
            vw wa = { pa[0], pa[1], pa[2], pa[3] }, wb = { pb[0], pb[1], pb[2], pb[3] },
               e = (vw){ pc[0], pc[1], pc[2], pc[3] } - wa;
            s0 += wb * e, s1 += e * e, s2 += e;
        }
        V_WSTORE(out, V_WLOAD(out) + s0), V_WSTORE(out + 64, V_WLOAD(out + 64) + s1),
            V_WSTORE(out + 128, V_WLOAD(out + 128) + s2);
    }
}
#endif

/* Both ways sum the same whole numbers: the processor has one instruction for absolute differences
 * of bytes. */
static void sum_row_shifts(uint32_t *shift, const uint8_t *row, const uint8_t *base,
                           const uint8_t *counts, size_t draws)
{
#if defined(LANES_AVX512)
    const __m512i from = _mm512_loadu_si512(base), keep = _mm512_loadu_si512(counts);
    for (size_t d = 0; d < draws; d++)
        shift[d] = (uint32_t)_mm512_reduce_add_epi64(
            _mm512_sad_epu8(_mm512_and_si512(_mm512_loadu_si512(row + 64 * d), keep), from));
#else
    for (size_t d = 0; d < draws; d++) {
        uint32_t sum = 0;
        for (size_t i = 0; i < 64; i++) {
            int x = (row[64 * d + i] & counts[i]) - base[i];
            sum += (uint32_t)(x < 0 ? -x : x);
        }
        shift[d] = sum;
    }
#endif
}

/* v + add where m > o, v - add where m < o. */
static inline vd add_where_ahead(vd v, vd m, vd o, vd add)
{
#if defined(LANES_AVX512)
    __m512d sum = (__m512d)v, one = (__m512d)add;
    sum = _mm512_mask_add_pd(sum, _mm512_cmp_pd_mask((__m512d)m, (__m512d)o, _CMP_GT_OQ), sum, one);
    return (vd)_mm512_mask_sub_pd(sum, _mm512_cmp_pd_mask((__m512d)m, (__m512d)o, _CMP_LT_OQ), sum,
                                  one);
#else
    /* a comparison's lanes are all ones or zeros, which masks the bits of what is added */
    return v + (vd)((vu)(m > o) & (vu)add) - (vd)((vu)(m < o) & (vu)add);
#endif
}

/* Others that are compared together, so that their sums stay in registers over all parts and none
 * waits for its own last step. */
enum { AHEAD = 8 };

/* `vectors` <= AHEAD of them, the last one at `last`, which may lie before v and x. Inlined for
 * each number of them. */
static inline __attribute__((always_inline)) void
sum_ahead_block(double *v, const double *x, const double *mine, const double *g, size_t parts,
                size_t stride, size_t vectors, ptrdiff_t last)
{
    vd s[AHEAD] = { { 0 } };
    for (size_t j = 0; j < parts; j++) {
        const vd m = V_D(mine[j * stride]), add = V_D(g[j]);
        V_UNROLL
        for (size_t k = 0; k < vectors; k++) {
            vd o = V_LOAD(x + j * stride + (k + 1 < vectors ? (ptrdiff_t)(k * LANES) : last));
            s[k] = add_where_ahead(s[k], m, o, add);
        }
    }
    V_UNROLL
    for (size_t k = 0; k < vectors; k++)
        V_STORE(v + (k + 1 < vectors ? (ptrdiff_t)(k * LANES) : last), s[k]);
}

static void sum_parts_ahead(double *v, const double *x, const double *mine, const double *g,
                            size_t parts, size_t stride, size_t count)
{
    size_t i = 0;
    while (i < count && count >= LANES) {
        size_t left = (count - i + LANES - 1) / LANES, now = left < AHEAD ? left : AHEAD;
        /* whole vectors: some of the last ones once more */
        ptrdiff_t last = i + now * LANES <= count ? (ptrdiff_t)((now - 1) * LANES)
                                                  : (ptrdiff_t)(count - LANES) - (ptrdiff_t)i;
#define AHEAD_CASE(n)                                                   \
    case n:                                                             \
        sum_ahead_block(v + i, x + i, mine, g, parts, stride, n, last); \
        break
        switch (now) {
            AHEAD_CASE(1);
            AHEAD_CASE(2);
            AHEAD_CASE(3);
            AHEAD_CASE(4);
            AHEAD_CASE(5);
            AHEAD_CASE(6);
            AHEAD_CASE(7);
        default:
            sum_ahead_block(v + i, x + i, mine, g, parts, stride, AHEAD, last);
        }
#undef AHEAD_CASE
        i += now * LANES;
    }
    for (; i < count; i++) {
        double s = 0;
        for (size_t j = 0; j < parts; j++) {
            double m = mine[j * stride], o = x[j * stride + i];
            s = s + (m > o ? g[j] : 0) - (m < o ? g[j] : 0);
        }
        v[i] = s;
    }
}

/* Wins are whole numbers, so that they add up in any order. */
static double count_wins(double *restrict sum, const double *restrict v,
                         const double *restrict there, double mine, double nothing, size_t n)
{
    double won = 0;
#pragma omp simd reduction(+ : won)
    for (size_t k = 0; k < n; k++) {
        double more = v[k] > nothing ? 1 : 0;
        double less = v[k] < -nothing ? 1 : 0;
        double win = (more - less) * mine * there[k];
        won += win;
        sum[k] -= win;
    }
    return won;
}
/* sum [count] += |rank - base|; (d ^ minus) - minus is |d|, minus being -1 for negative d. */
static void add_rank_shifts(uint32_t *sum, const uint16_t *rank, int base, size_t count)
{
    const vw from = (vw){ 0 } + base;
    size_t i = 0;
    for (; i + 2 * LANES <= count; i += 2 * LANES) {
        vh r;
        vw s;
        memcpy(&r, rank + i, sizeof r), memcpy(&s, sum + i, sizeof s);
        vw d = __builtin_convertvector(r, vw) - from, minus = d >> 31;
        s += (d ^ minus) - minus;
        memcpy(sum + i, &s, sizeof s);
    }
    for (; i < count; i++)
        sum[i] += (uint32_t)(rank[i] > base ? rank[i] - base : base - rank[i]);
}

/* No bound lies below what it bounds: a difference and a product, both monotone. */
static double bound_largest_gaps(double *bound, const double *low, const double *high,
                                 const double *cap, double z, int above, size_t n)
{
    vd most = V_D(0.0);
    double largest = 0;
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) {
        vd down = V_D(z) - V_LOAD(low + i);
        vd far = (above ? down : V_MAX(down, V_LOAD(high + i) - V_D(z))) * V_LOAD(cap + i);
        V_STORE(bound + i, far);
        most = V_MAX(most, far);
    }
    for (; i < n; i++) {
        double down = z - low[i], up = high[i] - z;
        bound[i] = (above || down > up ? down : up) * cap[i];
        largest = bound[i] > largest ? bound[i] : largest;
    }
    for (int l = 0; l < LANES; l++)
        largest = most[l] > largest ? most[l] : largest;
    return largest;
}

#endif
