/* limit_simulate.c - what this processor can do at best: the work of bench_simulate written once
 * more by hand for AVX-512, for exactly 63 units, without absent scores, ties, other instruction
 * sets, other sizes or results that anybody could use. It compares scores as doubles; the engine
 * compares 32-bit keys and looks at the doubles only where those nearly meet, so that in ranking it
 * can be ahead of this. Compiled with -O3
 * -march=native. The counts of W4 must be those of the engine: the same normals, the same draws.
 *
 * usage: limit_simulate [bandwidth|normals|rank|w4|w5]... */
#include "bench.h"

#include <math.h>

#ifdef __AVX512DQ__
#include <immintrin.h>
#include <omp.h>

enum { UNITS = 63, PARTS = 29, DRAWS = 1000000 };
typedef __m512d v8;
typedef __m512i w8;

#define CE(a, b)                          \
    do {                                  \
        v8 t = _mm512_max_pd(x[a], x[b]); \
        x[b] = _mm512_min_pd(x[a], x[b]); \
        x[a] = t;                         \
    } while (0)
/* clang-format off */
#define SORT_16 \
    CE(0, 1); CE(2, 3); CE(4, 5); CE(6, 7); CE(8, 9); CE(10, 11); CE(12, 13); CE(14, 15); \
    CE(0, 2); CE(1, 3); CE(4, 6); CE(5, 7); CE(8, 10); CE(9, 11); CE(12, 14); CE(13, 15); \
    CE(1, 2); CE(5, 6); CE(9, 10); CE(13, 14); CE(0, 4); CE(1, 5); CE(2, 6); CE(3, 7); \
    CE(8, 12); CE(9, 13); CE(10, 14); CE(11, 15); CE(2, 4); CE(3, 5); CE(10, 12); CE(11, 13); \
    CE(1, 2); CE(3, 4); CE(5, 6); CE(9, 10); CE(11, 12); CE(13, 14); CE(0, 8); CE(1, 9); \
    CE(2, 10); CE(3, 11); CE(4, 12); CE(5, 13); CE(6, 14); CE(7, 15); CE(4, 8); CE(5, 9); \
    CE(6, 10); CE(7, 11); CE(2, 4); CE(3, 5); CE(6, 8); CE(7, 9); CE(10, 12); CE(11, 13); \
    CE(1, 2); CE(3, 4); CE(5, 6); CE(7, 8); CE(9, 10); CE(11, 12); CE(13, 14);
#define MERGE_32 \
    CE(0, 31); CE(1, 30); CE(2, 29); CE(3, 28); CE(4, 27); CE(5, 26); CE(6, 25); CE(7, 24); \
    CE(8, 23); CE(9, 22); CE(10, 21); CE(11, 20); CE(12, 19); CE(13, 18); CE(14, 17); CE(15, 16); \
    CE(0, 8); CE(1, 9); CE(2, 10); CE(3, 11); CE(4, 12); CE(5, 13); CE(6, 14); CE(7, 15); \
    CE(16, 24); CE(17, 25); CE(18, 26); CE(19, 27); CE(20, 28); CE(21, 29); CE(22, 30); \
    CE(23, 31); \
    CE(0, 4); CE(1, 5); CE(2, 6); CE(3, 7); CE(8, 12); CE(9, 13); CE(10, 14); CE(11, 15); \
    CE(16, 20); CE(17, 21); CE(18, 22); CE(19, 23); CE(24, 28); CE(25, 29); CE(26, 30); \
    CE(27, 31); \
    CE(0, 2); CE(1, 3); CE(4, 6); CE(5, 7); CE(8, 10); CE(9, 11); CE(12, 14); CE(13, 15); \
    CE(16, 18); CE(17, 19); CE(20, 22); CE(21, 23); CE(24, 26); CE(25, 27); CE(28, 30); \
    CE(29, 31); \
    CE(0, 1); CE(2, 3); CE(4, 5); CE(6, 7); CE(8, 9); CE(10, 11); CE(12, 13); CE(14, 15); \
    CE(16, 17); CE(18, 19); CE(20, 21); CE(22, 23); CE(24, 25); CE(26, 27); CE(28, 29); CE(30, 31);
#define FAR_64 \
    CE(0, 15); CE(1, 14); CE(2, 13); CE(3, 12); CE(8, 7); CE(9, 6); CE(10, 5); CE(11, 4); \
    CE(0, 2); CE(1, 3); CE(4, 6); CE(5, 7); CE(8, 10); CE(9, 11); CE(12, 14); CE(13, 15); \
    CE(0, 1); CE(2, 3); CE(4, 5); CE(6, 7); CE(8, 9); CE(10, 11); CE(12, 13); CE(14, 15);
#define NEAR_8 \
    CE(0, 4); CE(1, 5); CE(2, 6); CE(3, 7); CE(0, 2); CE(1, 3); CE(4, 6); CE(5, 7); \
    CE(0, 1); CE(2, 3); CE(4, 5); CE(6, 7);
/* clang-format on */

/* ---- normals: Philox 4x32-10 and Box-Muller, eight draws at once ---- */

static inline __attribute__((always_inline)) void philox(w8 *c, uint32_t a, uint32_t b)
{
    const w8 m0 = _mm512_set1_epi64(0xD2511F53), m1 = _mm512_set1_epi64(0xCD9E8D57);
#pragma GCC unroll 10
    for (int i = 0; i < 10; i++, a += 0x9E3779B9u, b += 0xBB67AE85u) {
        w8 p0 = _mm512_mul_epu32(c[0], m0), p1 = _mm512_mul_epu32(c[2], m1);
        c[0] =
            _mm512_ternarylogic_epi64(_mm512_srli_epi64(p1, 32), c[1], _mm512_set1_epi64(a), 0x96);
        c[2] =
            _mm512_ternarylogic_epi64(_mm512_srli_epi64(p0, 32), c[3], _mm512_set1_epi64(b), 0x96);
        c[1] = p1, c[3] = p0;
    }
}

#define K(x) _mm512_set1_pd(x)
static inline __attribute__((always_inline)) void pair(v8 *z0, v8 *z1, w8 draw, uint32_t block)
{
    w8 c[4] = { draw, _mm512_srli_epi64(draw, 32), _mm512_set1_epi64(4), _mm512_set1_epi64(block) };
    philox(c, 1, 0);
    const w8 bits52 = _mm512_set1_epi64(0xFFFFFFFFFFFFF), low = _mm512_set1_epi64(0xFFFFFFFF),
             magic = _mm512_set1_epi64(0x4330000000000000),
             rh = _mm512_set1_epi64(0x3FE6A09E667F3BCD);
    w8 ka = _mm512_or_si512(_mm512_and_si512(_mm512_slli_epi64(c[1], 20), bits52),
                            _mm512_srli_epi64(_mm512_and_si512(c[0], low), 12));
    w8 kb = _mm512_or_si512(_mm512_and_si512(_mm512_slli_epi64(c[3], 20), bits52),
                            _mm512_srli_epi64(_mm512_and_si512(c[2], low), 12));
    v8 t = _mm512_sub_pd((v8)_mm512_or_si512(ka, magic), K(0x1p52 - 0.5));
    w8 x = _mm512_add_epi64(_mm512_sub_epi64((w8)t, rh), _mm512_set1_epi64((int64_t)64 << 52));
    v8 m = (v8)_mm512_add_epi64(_mm512_and_si512(x, bits52), rh);
    v8 e = _mm512_sub_pd((v8)_mm512_or_si512(_mm512_srli_epi64(x, 52), magic), K(0x1p52 + 116));
    v8 s = _mm512_div_pd(_mm512_sub_pd(m, K(1)), _mm512_add_pd(m, K(1))), q = _mm512_mul_pd(s, s),
       p = K(1.0 / 21);
#pragma GCC unroll 9
    for (int k = 19; k >= 3; k -= 2)
        p = _mm512_fmadd_pd(p, q, K(1.0 / k));
    v8 s4 = _mm512_mul_pd(s, K(-4));
    v8 r = _mm512_sqrt_pd(_mm512_fmadd_pd(e, K(-1.386294361119890618835),
                                          _mm512_fmadd_pd(_mm512_mul_pd(p, q), s4, s4)));
    v8 turn = _mm512_mul_pd(_mm512_sub_pd((v8)_mm512_or_si512(kb, magic), K(0x1p52 - 0.5)),
                            K(0x1p-50)),
       shifted = _mm512_add_pd(turn, K(0x1.8p52));
    v8 y = _mm512_mul_pd(_mm512_sub_pd(turn, _mm512_sub_pd(shifted, K(0x1.8p52))),
                         K(1.570796326794896619231)),
       y2 = _mm512_mul_pd(y, y);
    static const double cc[] = { -1 / 87178291200.0, 1 / 479001600.0, -1 / 3628800.0, 1 / 40320.0,
                                 -1 / 720.0,         1 / 24.0,        -0.5,           1.0 };
    static const double ss[] = { 1 / 6227020800.0, -1 / 39916800.0, 1 / 362880.0,
                                 -1 / 5040.0,      1 / 120.0,       -1 / 6.0 };
    v8 co = K(1 / 20922789888000.0), si = K(-1 / 1307674368000.0);
#pragma GCC unroll 8
    for (int k = 0; k < 8; k++)
        co = _mm512_fmadd_pd(co, y2, K(cc[k]));
#pragma GCC unroll 6
    for (int k = 0; k < 6; k++)
        si = _mm512_fmadd_pd(si, y2, K(ss[k]));
    si = _mm512_fmadd_pd(_mm512_mul_pd(si, y2), y, y);
    w8 quarter = (w8)shifted;
    __mmask8 odd = _mm512_test_epi64_mask(quarter, _mm512_set1_epi64(1));
    v8 c1 = _mm512_mask_blend_pd(odd, co, si), s1 = _mm512_mask_blend_pd(odd, si, co);
    w8 ns = _mm512_slli_epi64(_mm512_and_si512(quarter, _mm512_set1_epi64(2)), 62),
       nc = _mm512_slli_epi64(
           _mm512_and_si512(_mm512_add_epi64(quarter, _mm512_set1_epi64(1)), _mm512_set1_epi64(2)),
           62);
    *z0 = _mm512_mul_pd(r, (v8)_mm512_xor_si512((w8)c1, nc));
    *z1 = _mm512_mul_pd(r, (v8)_mm512_xor_si512((w8)s1, ns));
}

static inline __attribute__((always_inline)) void normals(v8 *z, uint64_t first)
{
    w8 draw = _mm512_add_epi64(_mm512_set1_epi64((int64_t)first),
                               _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0));
    for (uint32_t j = 0; j < UNITS + 1; j += 2)
        pair(&z[j], &z[j + 1], draw, j / 2);
}

/* ---- ranks: keys that carry their unit in the last byte ---- */

static inline __attribute__((always_inline)) void sort_64(v8 *key)
{
    for (int b = 0; b < 64; b += 16) {
        v8 x[16];
#pragma GCC unroll 16
        for (int i = 0; i < 16; i++)
            x[i] = key[b + i];
        SORT_16;
#pragma GCC unroll 16
        for (int i = 0; i < 16; i++)
            key[b + i] = x[i];
    }
    for (int b = 0; b < 64; b += 32) {
        v8 x[32];
#pragma GCC unroll 32
        for (int i = 0; i < 32; i++)
            x[i] = key[b + i];
        MERGE_32;
#pragma GCC unroll 32
        for (int i = 0; i < 32; i++)
            key[b + i] = x[i];
    }
    for (int g = 0; g < 4; g++) {
        v8 x[16];
#pragma GCC unroll 8
        for (int m = 0; m < 8; m++)
            x[m] = key[g + 8 * m], x[8 + m] = key[7 - g + 8 * m];
        FAR_64;
#pragma GCC unroll 8
        for (int m = 0; m < 8; m++)
            key[g + 8 * m] = x[m], key[7 - g + 8 * m] = x[8 + m];
    }
    for (int b = 0; b < 64; b += 8) {
        v8 x[8];
#pragma GCC unroll 8
        for (int i = 0; i < 8; i++)
            x[i] = key[b + i];
        NEAR_8;
#pragma GCC unroll 8
        for (int i = 0; i < 8; i++)
            key[b + i] = x[i];
    }
}

static inline v8 keyed(v8 y, int unit)
{
    return (v8)_mm512_or_si512(_mm512_andnot_si512(_mm512_set1_epi64(0xff), (w8)y),
                               _mm512_set1_epi64(unit));
}

/* ---- the programs ---- */

typedef struct work {
    int threads;
    double mean[64], l[64][64];
    uint64_t count[UNITS][64];
    double *big;
} work;

static void table(work *w)
{
    for (int i = 0; i < UNITS; i++)
        w->mean[i] = 0.05 * (UNITS - i);
    for (int i = 0; i < UNITS; i++)
        for (int j = 0; j <= i; j++) {
            double sum = i == j ? 1 : 0.5;
            for (int k = 0; k < j; k++)
                sum -= w->l[i][k] * w->l[j][k];
            w->l[i][j] = i == j ? sqrt(sum) : sum / w->l[j][j];
        }
}

static inline __attribute__((always_inline)) void tally(uint64_t (*count)[64], const v8 *key)
{
    const unsigned char *unit = (const unsigned char *)key;
    for (int d = 0; d < 8; d++)
#pragma GCC unroll 9
        for (int p = 0; p < UNITS; p++)
            count[unit[(p * 8 + d) * 8]][p]++;
}

static void w4_block(uint64_t (*count)[64], const work *w, uint64_t first)
{
    v8 za[64], zb[64], ka[64], kb[64];
    normals(za, first);
    normals(zb, first + 8);
    for (int i = 0; i < 64; i += 8) {
        v8 a[8], b[8];
#pragma GCC unroll 8
        for (int r = 0; r < 8; r++)
            a[r] = b[r] = K(w->mean[i + r]);
        for (int j = 0; j < i + 8; j++) /* zeros above the diagonal: fewer branches than none */
#pragma GCC unroll 8
            for (int r = 0; r < 8; r++) {
                v8 f = K(w->l[i + r][j]);
                a[r] = _mm512_fmadd_pd(f, za[j], a[r]), b[r] = _mm512_fmadd_pd(f, zb[j], b[r]);
            }
#pragma GCC unroll 8
        for (int r = 0; r < 8; r++)
            ka[i + r] = keyed(a[r], i + r), kb[i + r] = keyed(b[r], i + r);
    }
    ka[63] = kb[63] = K(-INFINITY);
    sort_64(ka);
    sort_64(kb);
    tally(count, ka);
    tally(count, kb);
}

static uint64_t w4_run(void *with)
{
    work *w = with;
    memset(w->count, 0, sizeof w->count);
#pragma omp parallel num_threads(w->threads)
    {
        uint64_t count[UNITS][64] = { { 0 } };
#pragma omp for schedule(static)
        for (uint64_t d = 0; d < DRAWS; d += 16)
            w4_block(count, w, d);
#pragma omp critical
        for (int i = 0; i < UNITS * 64; i++)
            (&w->count[0][0])[i] += (&count[0][0])[i];
    }
    uint64_t packed[UNITS * UNITS], top = 0, up = 0;
    for (int i = 0; i < UNITS; i++)
        for (int p = 0; p < UNITS; p++) {
            packed[i * UNITS + p] = w->count[i][p];
            top += p < 10 ? w->count[i][p] : 0;
            up += p < i + 1 - 5 ? w->count[i][p] : 0;
        }
    return bench_fold(packed, UNITS * UNITS) + top + up;
}

static uint64_t normals_run(void *with)
{
    (void)with;
    v8 z[64], sum = K(0);
    for (uint64_t d = 0; d < 12800; d += 8) {
        normals(z, d);
        __asm__ volatile("" : : "r"(z) : "memory"); /* all of them are wanted */
        sum = _mm512_add_pd(sum, z[d & 31]);
    }
    return (uint64_t)(_mm512_reduce_add_pd(sum) * 1e6);
}

static uint64_t rank_run(void *with)
{
    work *w = with;
    v8 key[64], from[64];
    normals(from, 99);
    for (int r = 0; r < 1600; r++) {
        for (int i = 0; i < 63; i++)
            key[i] = keyed(from[i], i);
        key[63] = K(-INFINITY);
        sort_64(key);
        from[r & 31] = key[0];
    }
    return (uint64_t)(((double *)key)[3] * 1e6) + w->threads;
}

/* W5 at best: A, B, 29 exchanged weights and three whole exchanges a point, ranks, the three sums
 * of every unit and of the sum of shifts. Weights are random numbers at hand: no Sobol' points, no
 * scrambling, no gamma quantiles; one table of values instead of twelve. */
typedef struct w5_sums {
    int32_t pick[PARTS + 3][3][64];
    int64_t shift[PARTS + 3][3];
} w5_sums;

typedef uint8_t rows[8][64];

static inline __attribute__((always_inline)) void rank_rows(rows r, v8 *key)
{
    key[63] = K(-INFINITY);
    sort_64(key);
    const unsigned char *unit = (const unsigned char *)key;
    for (int d = 0; d < 8; d++)
#pragma GCC unroll 9
        for (int p = 0; p < UNITS; p++)
            r[d][unit[(p * 8 + d) * 8]] = (uint8_t)(p + 1);
}

static inline __attribute__((always_inline)) void compose(v8 *t, const work *w, const v8 *g)
{
    for (int i = 0; i < 64; i += 8) {
        v8 a[8];
#pragma GCC unroll 8
        for (int r = 0; r < 8; r++)
            a[r] = K(0);
        for (int j = 0; j < PARTS; j++)
#pragma GCC unroll 8
            for (int r = 0; r < 8; r++)
                a[r] = _mm512_fmadd_pd(K(w->l[i + r][j] + 0.25), g[j], a[r]);
#pragma GCC unroll 8
        for (int r = 0; r < 8; r++)
            t[i + r] = a[r];
    }
}

static inline __attribute__((always_inline)) void shifts(int32_t *s, rows r)
{
    const __m512i base = _mm512_loadu_si512((const void *)(const uint8_t[64]){
        1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22,
        23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44,
        45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 0 });
    for (int d = 0; d < 8; d++)
        s[d] = (int32_t)_mm512_reduce_add_epi64(_mm512_sad_epu8(_mm512_loadu_si512(r[d]), base));
}

static inline __attribute__((always_inline)) void
add_sums(w5_sums *sums, int k, rows a, rows b, rows c, const int32_t *sa, const int32_t *sb)
{
    int32_t sc[8];
    shifts(sc, c);
    for (int u = 0; u < 64; u += 16) {
        __m512i s0 = _mm512_loadu_si512(&sums->pick[k][0][u]),
                s1 = _mm512_loadu_si512(&sums->pick[k][1][u]),
                s2 = _mm512_loadu_si512(&sums->pick[k][2][u]);
#pragma GCC unroll 8
        for (int d = 0; d < 8; d++) {
            __m512i wa = _mm512_cvtepu8_epi32(_mm_loadu_si128((void *)&a[d][u])),
                    wb = _mm512_cvtepu8_epi32(_mm_loadu_si128((void *)&b[d][u])),
                    wc = _mm512_cvtepu8_epi32(_mm_loadu_si128((void *)&c[d][u]));
            __m512i e = _mm512_sub_epi32(wc, wa);
            s0 = _mm512_add_epi32(s0, _mm512_madd_epi16(wb, e)),
            s1 = _mm512_add_epi32(s1, _mm512_mullo_epi32(e, e)), s2 = _mm512_add_epi32(s2, e);
        }
        _mm512_storeu_si512(&sums->pick[k][0][u], s0),
            _mm512_storeu_si512(&sums->pick[k][1][u], s1),
            _mm512_storeu_si512(&sums->pick[k][2][u], s2);
    }
    for (int d = 0; d < 8; d++) {
        int64_t e = sc[d] - sa[d];
        sums->shift[k][0] += sb[d] * e, sums->shift[k][1] += e * e, sums->shift[k][2] += e;
    }
}

static void w5_block(w5_sums *sums, const work *w, uint64_t block)
{
    v8 ga[64], gb[64], gc[PARTS], t[64], key[64];
    rows a, b, c;
    int32_t sa[8], sb[8];
    normals(ga, block * 16);
    normals(gb, block * 16 + 8);
    compose(t, w, gb);
    for (int i = 0; i < 63; i++)
        key[i] = keyed(t[i], i);
    rank_rows(b, key);
    compose(t, w, ga);
    for (int i = 0; i < 63; i++)
        key[i] = keyed(t[i], i);
    rank_rows(a, key);
    shifts(sa, a), shifts(sb, b);
    for (int k = 0; k < PARTS; k++) {
        v8 difference = _mm512_sub_pd(gb[k], ga[k]);
        for (int i = 0; i < 63; i++)
            key[i] = keyed(_mm512_fmadd_pd(K(w->l[i][k] + 0.25), difference, t[i]), i);
        rank_rows(c, key);
        add_sums(sums, k, a, b, c, sa, sb);
    }
    for (int k = PARTS; k < PARTS + 3; k++) {
        for (int j = 0; j < PARTS; j++)
            gc[j] = j % 3 == k - PARTS ? gb[j] : ga[j];
        compose(key, w, gc);
        for (int i = 0; i < 63; i++)
            key[i] = keyed(key[i], i);
        rank_rows(c, key);
        add_sums(sums, k, a, b, c, sa, sb);
    }
}

static uint64_t w5_run(void *with)
{
    work *w = with;
    uint64_t all = 0;
#pragma omp parallel for num_threads(w->threads) reduction(+ : all)
    for (int part = 0; part < 16; part++) {
        static _Thread_local w5_sums sums;
        memset(&sums, 0, sizeof sums);
        for (uint64_t block = 0; block < 64; block++)
            w5_block(&sums, w, (uint64_t)part * 64 + block);
        for (int k = 0; k < PARTS + 3; k++)
            all += (uint64_t)(sums.shift[k][0] + sums.shift[k][1] + sums.pick[k][0][7] +
                              sums.pick[k][1][9]);
    }
    return all;
}

enum { BIG = 1 << 25 }; /* doubles: 256 MB */
static uint64_t read_run(void *with)
{
    work *w = with;
    v8 s0 = K(0), s1 = K(0), s2 = K(0), s3 = K(0);
    for (size_t i = 0; i < BIG; i += 32) {
        s0 = _mm512_add_pd(s0, _mm512_load_pd(w->big + i)),
        s1 = _mm512_add_pd(s1, _mm512_load_pd(w->big + i + 8));
        s2 = _mm512_add_pd(s2, _mm512_load_pd(w->big + i + 16)),
        s3 = _mm512_add_pd(s3, _mm512_load_pd(w->big + i + 24));
    }
    return (uint64_t)_mm512_reduce_add_pd(
        _mm512_add_pd(_mm512_add_pd(s0, s1), _mm512_add_pd(s2, s3)));
}

int main(int argc, char **argv)
{
    static work w;
    table(&w);
    for (int k = 1; k < argc || (argc == 1 && k == 1); k++) {
        const char *what = argc == 1 ? "all" : argv[k];
        int all = strcmp(what, "all") == 0;
        char name[64];
        w.threads = 1;
        if (all || strcmp(what, "bandwidth") == 0) {
            w.big = aligned_alloc(64, BIG * sizeof(double));
            if (w.big == NULL)
                return 1;
            for (size_t i = 0; i < BIG; i++)
                w.big[i] = 1;
            bench_run("limit_memory_read_bytes", BIG * 8.0, read_run, &w);
            free(w.big);
        }
        if (all || strcmp(what, "normals") == 0)
            bench_run("limit_normals", 12800.0 * 64, normals_run, &w);
        if (all || strcmp(what, "rank") == 0)
            bench_run("limit_rank_63", 12800, rank_run, &w);
        for (w.threads = 1; w.threads <= 2; w.threads++) {
            snprintf(name, sizeof name, "limit_w4_threads_%d", w.threads);
            if (all || strcmp(what, "w4") == 0)
                bench_run(name, DRAWS, w4_run, &w);
        }
        for (w.threads = 1; w.threads <= 2; w.threads++) {
            snprintf(name, sizeof name, "limit_w5_threads_%d", w.threads);
            if (all || strcmp(what, "w5") == 0)
                bench_run(name, 8192.0 * (PARTS + 5), w5_run, &w);
        }
    }
    return 0;
}
#else
int main(void)
{
    puts(
        "{\"bench\":\"limit_simulate\",\"skipped\":\"this processor or compiler has no AVX-512\"}");
    return 0;
}
#endif
