/* num/pick_kernel.h - sums over draws of what ranks do when one input is exchanged, and other short loops over many draws. Included by each kernels_*.c after lanes.h. Integers: any order
 * gives the same sums. */
#ifndef TB_NUM_PICK_KERNEL_H
#define TB_NUM_PICK_KERNEL_H

#include "num/lanes.h"

typedef uint16_t vh __attribute__((vector_size(LANES * 4)));

static inline int64_t sum_words(vw x)
{
#if defined(LANES_AVX512)
    __m512i low = _mm512_cvtepi32_epi64(_mm512_castsi512_si256((__m512i)x)), high = _mm512_cvtepi32_epi64(_mm512_extracti64x4_epi64((__m512i)x, 1));
    return _mm512_reduce_add_epi64(_mm512_add_epi64(low, high));
#else
    int64_t sum = 0;
    for (int l = 0; l < 2 * LANES; l++) sum += x[l];
    return sum;
#endif
}

static void kernel_pair_sums(int64_t *sum, const uint16_t *a, const uint16_t *b, const uint16_t *c, size_t count)
{
    size_t i = 0;
    while (i + 2 * LANES <= count) { /* 32 products of ranks below 8192 fit the 31 bits of a lane */
        vw s0 = { 0 }, s1 = { 0 }, s2 = { 0 };
        for (size_t steps = 0; steps < 32 && i + 2 * LANES <= count; steps++, i += 2 * LANES) {
            vh ha, hb, hc;
            memcpy(&ha, a + i, sizeof ha), memcpy(&hb, b + i, sizeof hb), memcpy(&hc, c + i, sizeof hc);
            vw wa = __builtin_convertvector(ha, vw), wb = __builtin_convertvector(hb, vw), wc = __builtin_convertvector(hc, vw), d = wc - wa;
            s0 += wb * d, s1 += d * d, s2 += d;
        }
        sum[0] += sum_words(s0), sum[1] += sum_words(s1), sum[2] += sum_words(s2);
    }
    for (; i < count; i++) {
        int64_t d = (int64_t)c[i] - a[i];
        sum[0] += b[i] * d, sum[1] += d * d, sum[2] += d;
    }
}

/* Bytes as 32-bit words, and the products of words below 2^15 of which the first is not negative: compilers miss the short instructions for both. */
#if defined(LANES_AVX512)
#define W_BYTES(p) ((vw)_mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)(const void *)(p))))
#define W_MULTIPLY(a, b) ((vw)_mm512_madd_epi16((__m512i)(a), (__m512i)(b)))
#define W_ABS(a) ((vw)_mm512_abs_epi32((__m512i)(a)))
#elif defined(LANES_AVX2)
#define W_BYTES(p) ((vw)_mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)(const void *)(p))))
#define W_MULTIPLY(a, b) ((vw)_mm256_madd_epi16((__m256i)(a), (__m256i)(b)))
#define W_ABS(a) ((vw)_mm256_abs_epi32((__m256i)(a)))
#else
#define W_BYTES(p) ((vw){ (p)[0], (p)[1], (p)[2], (p)[3] })
#define W_MULTIPLY(a, b) ((a) * (b))
#define W_ABS(a) (((a) ^ ((a) >> 31)) - ((a) >> 31))
#endif

static void kernel_pick_rows(int32_t *acc, const uint8_t *a, const uint8_t *b, const uint8_t *c, size_t draws)
{
    for (size_t u = 0; u < 64; u += 2 * LANES) {
        vw s0, s1, s2;
        memcpy(&s0, acc + u, sizeof s0), memcpy(&s1, acc + 64 + u, sizeof s1), memcpy(&s2, acc + 128 + u, sizeof s2);
        for (size_t d = 0; d < draws; d++) {
            vw wa = W_BYTES(a + 64 * d + u), wb = W_BYTES(b + 64 * d + u), e = W_BYTES(c + 64 * d + u) - wa, size = W_ABS(e);
            s0 += W_MULTIPLY(wb, e), s1 += W_MULTIPLY(size, size), s2 += e;
        }
        memcpy(acc + u, &s0, sizeof s0), memcpy(acc + 64 + u, &s1, sizeof s1), memcpy(acc + 128 + u, &s2, sizeof s2);
    }
}

static void kernel_shift_rows(uint32_t *shift, const uint8_t *row, const uint8_t *base, const uint8_t *counts, size_t draws)
{
#if defined(LANES_AVX512)
    const __m512i from = _mm512_loadu_si512(base), keep = _mm512_loadu_si512(counts);
    for (size_t d = 0; d < draws; d++) shift[d] = (uint32_t)_mm512_reduce_add_epi64(_mm512_sad_epu8(_mm512_and_si512(_mm512_loadu_si512(row + 64 * d), keep), from));
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

static void kernel_add_ahead(double *v, const double *x, double mine, double g, size_t count)
{
    const vd m = V_D(mine);
    const vu add = (vu)V_D(g);
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        vd o = V_LOAD(x + i);
        V_STORE(v + i, V_LOAD(v + i) + (vd)((vu)(m > o) & add) - (vd)((vu)(m < o) & add));
    }
    for (; i < count; i++) v[i] = v[i] + (mine > x[i] ? g : 0) - (mine < x[i] ? g : 0);
}

static void kernel_add_shift(uint32_t *sum, const uint16_t *rank, int base, size_t count)
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
    for (; i < count; i++) sum[i] += (uint32_t)(rank[i] > base ? rank[i] - base : base - rank[i]);
}

static void kernel_max_gap(double *m, const double *a, const double *b, double scale, int plain, size_t count)
{
    const vu keep = V_U(plain ? ~(uint64_t)0 : ~(uint64_t)0 >> 1);
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) V_STORE(m + i, V_MAX(V_LOAD(m + i), (vd)((vu)(V_LOAD(a + i) - V_LOAD(b + i)) & keep) * scale));
    for (; i < count; i++) {
        double gap = (plain ? a[i] - b[i] : fabs(a[i] - b[i])) * scale;
        m[i] = gap > m[i] ? gap : m[i];
    }
}

#endif
