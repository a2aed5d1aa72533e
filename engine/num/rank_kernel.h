/* num/rank_kernel.h - up to 64 scores of 8 draws sorted at once, every lane a draw. Included by each kernels_*.c after lanes.h.
 *
 * A key is the score with its last 8 bits replaced by the unit's number, so that one minimum and one maximum move both. Sixteen keys at a time are
 * sorted in registers by Batcher's odd-even merge sort (1968), then merged bitonically. Keys that are equal but for those 8 bits cannot be told apart
 * here: such draws are flagged, and rank_block.c orders them by the whole scores. No key is NaN or infinite, and no two keys of a draw are equal, so
 * that minimum and maximum are exact. */
#ifndef TB_NUM_RANK_KERNEL_H
#define TB_NUM_RANK_KERNEL_H

#include "num/lanes.h"

enum { RANK_ROW = 8 }; /* draws side by side in the key table */

/* clang-format off */
#define CE(a, b) do { vd larger = V_MAX(x[a], x[b]); x[b] = V_MIN(x[a], x[b]); x[a] = larger; } while (0)
#define SORT_16 \
    CE(0, 1); CE(2, 3); CE(4, 5); CE(6, 7); CE(8, 9); CE(10, 11); CE(12, 13); CE(14, 15); CE(0, 2); CE(1, 3); CE(4, 6); CE(5, 7); CE(8, 10); \
    CE(9, 11); CE(12, 14); CE(13, 15); CE(1, 2); CE(5, 6); CE(9, 10); CE(13, 14); CE(0, 4); CE(1, 5); CE(2, 6); CE(3, 7); CE(8, 12); CE(9, 13); \
    CE(10, 14); CE(11, 15); CE(2, 4); CE(3, 5); CE(10, 12); CE(11, 13); CE(1, 2); CE(3, 4); CE(5, 6); CE(9, 10); CE(11, 12); CE(13, 14); \
    CE(0, 8); CE(1, 9); CE(2, 10); CE(3, 11); CE(4, 12); CE(5, 13); CE(6, 14); CE(7, 15); CE(4, 8); CE(5, 9); CE(6, 10); CE(7, 11); CE(2, 4); \
    CE(3, 5); CE(6, 8); CE(7, 9); CE(10, 12); CE(11, 13); CE(1, 2); CE(3, 4); CE(5, 6); CE(7, 8); CE(9, 10); CE(11, 12); CE(13, 14)

#define KEY(i) (k + (i) * RANK_ROW)

static inline void sort_16(double *k)
{
    vd x[16];
    V_UNROLL
    for (int i = 0; i < 16; i++) x[i] = V_LOAD(KEY(i));
    SORT_16;
    V_UNROLL
    for (int i = 0; i < 16; i++) V_STORE(KEY(i), x[i]);
}

/* Two sorted runs of 16 (all rows i = g and 7 - g modulo 8): compare with the mirror image, then at distance 8. */
static inline void merge_32_far(double *k, int g)
{
    vd x[8];
    V_UNROLL
    for (int m = 0; m < 4; m++) x[m] = V_LOAD(KEY(g + 8 * m)), x[4 + m] = V_LOAD(KEY(7 - g + 8 * m));
    CE(0, 7); CE(1, 6); CE(4, 3); CE(5, 2); CE(0, 1); CE(2, 3); CE(4, 5); CE(6, 7);
    V_UNROLL
    for (int m = 0; m < 4; m++) {
        V_STORE(KEY(g + 8 * m), x[m]);
        V_STORE(KEY(7 - g + 8 * m), x[4 + m]);
    }
}

/* The same for two sorted runs of 32: the mirror image, then distances 16 and 8. */
static inline void merge_64_far(double *k, int g)
{
    vd x[16];
    V_UNROLL
    for (int m = 0; m < 8; m++) x[m] = V_LOAD(KEY(g + 8 * m)), x[8 + m] = V_LOAD(KEY(7 - g + 8 * m));
    CE(0, 15); CE(1, 14); CE(2, 13); CE(3, 12); CE(8, 7); CE(9, 6); CE(10, 5); CE(11, 4); CE(0, 2); CE(1, 3); CE(4, 6); CE(5, 7); CE(8, 10); CE(9, 11); CE(12, 14); CE(13, 15);
    CE(0, 1); CE(2, 3); CE(4, 5); CE(6, 7); CE(8, 9); CE(10, 11); CE(12, 13); CE(14, 15);
    V_UNROLL
    for (int m = 0; m < 8; m++) {
        V_STORE(KEY(g + 8 * m), x[m]);
        V_STORE(KEY(7 - g + 8 * m), x[8 + m]);
    }
}

/* Eight neighbours: distances 4, 2, 1. */
static inline void merge_near(double *k)
{
    vd x[8];
    V_UNROLL
    for (int i = 0; i < 8; i++) x[i] = V_LOAD(KEY(i));
    CE(0, 4); CE(1, 5); CE(2, 6); CE(3, 7); CE(0, 2); CE(1, 3); CE(4, 6); CE(5, 7); CE(0, 1); CE(2, 3); CE(4, 5); CE(6, 7);
    V_UNROLL
    for (int i = 0; i < 8; i++) V_STORE(KEY(i), x[i]);
}

/* clang-format on */
/* key [64][8] out, descending down every column, the unit in the lowest byte; absent scores behind all others.
 * Returns a bit for each of the 8 draws in which neighbours could not be told apart. absent [8] counts the NaN. score: row i at score + i * stride. n
 * <= 64. */
static unsigned kernel_sort_64(double *key, uint64_t *absent, const double *score, size_t stride, size_t n)
{
    const vu unit_bits = V_U((uint64_t)0xff);
    const vd big = V_D(0x1p1023), nothing = V_D(-0x1.fffffffffffffp1023);
    unsigned bad = 0;
    size_t room = n <= 16 ? 16 : n <= 32 ? 32 : 64;
    for (int half = 0; half < RANK_ROW; half += LANES) {
        double *k = key + half;
        vu missing = V_U((uint64_t)0);
        for (size_t i = 0; i < n; i++) {
            vd s = V_LOAD(score + i * stride + half) + 0.0;
            vu none = (vu)(s != s);
            missing -= none;
            s = V_PICK(none, nothing, V_MIN(V_MAX(s, -big), big));
            V_STORE(KEY(i), (vd)(((vu)s & ~unit_bits) | V_U((uint64_t)i)));
        }
        for (size_t i = n; i < room; i++) V_STORE(KEY(i), V_D(-INFINITY));
        for (size_t i = 0; i < room; i += 16) sort_16(KEY(i));
        for (size_t i = 0; room >= 32 && i < room; i += 32) {
            for (int g = 0; g < 4; g++) merge_32_far(KEY(i), g);
            for (size_t j = i; j < i + 32; j += 8) merge_near(KEY(j));
        }
        for (int g = 0; room == 64 && g < 4; g++) merge_64_far(k, g);
        for (size_t i = 0; room == 64 && i < 64; i += 8) merge_near(KEY(i));
        vu same = V_U((uint64_t)0);
        vd before = V_LOAD(k);
        for (size_t i = 1; i < n; i++) {
            vd now = V_LOAD(KEY(i));
            same |= (vu)((((vu)before ^ (vu)now) >> 8) == V_U((uint64_t)0)) & (vu)(now > -0x1.8p1023);
            before = now;
        }
        for (int l = 0; l < LANES; l++) {
            absent[half + l] = missing[l];
            bad |= (unsigned)(same[l] & 1) << (half + l);
        }
    }
    return bad;
}

/* Rows that are summed together: their two accumulators each, with the factors, must fit the registers. */
#if defined(LANES_AVX512)
enum { ROWS = 8 };
#define EACH_ROW(do_row) do_row(0) do_row(1) do_row(2) do_row(3) do_row(4) do_row(5) do_row(6) do_row(7)
#else
enum { ROWS = 4 };
#define EACH_ROW(do_row) do_row(0) do_row(1) do_row(2) do_row(3)
#endif

/* ROWS whole rows of the product below for columns 0 .. columns - 1: y[r] holds the means on entry. */
static inline void triangle_rows(vd *ya, vd *yb, const double *const *row, const double *za, const double *zb, size_t columns, size_t draws)
{
    vd a[ROWS], b[ROWS];
    const double *l[ROWS];
#define START(r) a[r] = ya[r], b[r] = yb[r], l[r] = row[r];
#define STEP(r)  f = V_D(l[r][j]), a[r] = V_FMA(f, va, a[r]), b[r] = V_FMA(f, vb, b[r]);
#define END(r)   ya[r] = a[r], yb[r] = b[r];
    EACH_ROW(START)
    for (size_t j = 0; j < columns; j++, za += draws, zb += draws) {
        vd va = V_LOAD(za), vb = V_LOAD(zb), f;
        EACH_ROW(STEP)
    }
    EACH_ROW(END)
#undef START
#undef STEP
#undef END
}

/* y [n][draws] = mean + L z: l holds the lower triangle row by row, row i from i (i + 1) / 2. Sums run over j upwards, each step one fused
 * multiply-add. y is not z. */
static void kernel_triangle(double *y, const double *l, const double *mean, const double *z, size_t n, size_t draws)
{
    for (size_t d = 0; d < draws; d += 2 * LANES) {
        const double *za = z + d, *zb = z + (d + LANES < draws ? d + LANES : 0); /* an odd last vector goes with the first, again */
        double *ya = y + d, *yb = y + (zb - z);
        for (size_t i = 0; i < n; i += ROWS) {
            size_t rows = n - i < ROWS ? n - i : ROWS;
            const double *row[ROWS];
            vd a[ROWS], b[ROWS];
            for (size_t r = 0; r < ROWS; r++) {
                size_t at = i + (r < rows ? r : rows - 1);
                row[r] = l + at * (at + 1) / 2;
                a[r] = b[r] = V_D(mean[at]);
            }
            triangle_rows(a, b, row, za, zb, i + 1, draws);
            for (size_t r = 0; r < rows; r++) {
                for (size_t j = i + 1; j <= i + r; j++) {
                    vd f = V_D(row[r][j]);
                    a[r] = V_FMA(f, V_LOAD(za + j * draws), a[r]);
                    b[r] = V_FMA(f, V_LOAD(zb + j * draws), b[r]);
                }
                V_STORE(ya + (i + r) * draws, a[r]);
                V_STORE(yb + (i + r) * draws, b[r]);
            }
        }
    }
}

static void kernel_product(double *y, const double *v, const double *x, size_t n, size_t columns, size_t draws)
{
    for (size_t d = 0; d < draws; d += 2 * LANES) {
        const double *xa = x + d, *xb = x + (d + LANES < draws ? d + LANES : 0);
        double *ya = y + d, *yb = y + (xb - x);
        for (size_t i = 0; i < n; i += ROWS) {
            size_t rows = n - i < ROWS ? n - i : ROWS;
            const double *row[ROWS];
            vd a[ROWS] = { { 0 } }, b[ROWS] = { { 0 } };
            for (size_t r = 0; r < ROWS; r++) row[r] = v + (i + (r < rows ? r : rows - 1)) * columns;
            triangle_rows(a, b, row, xa, xb, columns, draws);
            for (size_t r = 0; r < rows; r++) {
                V_STORE(ya + (i + r) * draws, a[r]);
                V_STORE(yb + (i + r) * draws, b[r]);
            }
        }
    }
}

static void kernel_update(double *y, const double *t, const double *v, size_t step, const double *x, size_t n, size_t draws)
{
    for (size_t i = 0; i < n; i++) {
        vd f = V_D(v[i * step]);
        for (size_t d = 0; d < draws; d += LANES) V_STORE(y + i * draws + d, V_FMA(f, V_LOAD(x + d), V_LOAD(t + i * draws + d)));
    }
}

static void kernel_update_each(double *y, const double *t, const double *v, const double *x, size_t n, size_t draws)
{
    for (size_t i = 0; i < n; i++, y += draws, t += draws, v += draws)
        for (size_t d = 0; d < draws; d += LANES) V_STORE(y + d, V_FMA(V_LOAD(v + d), V_LOAD(x + d), V_LOAD(t + d)));
}

/* Twice as many 32-bit lanes as doubles. */
typedef int32_t vw __attribute__((vector_size(LANES * 8)));
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

#undef EACH_ROW
#undef CE
#undef KEY
#endif
