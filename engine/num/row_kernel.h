/* num/row_kernel.h - from the sorted keys of 16 draws, which say who is at each place, to rows that
 * say at which place each unit is. Included by each kernels_*.c after simd_lanes.h.
 *
 * The numbers of the units are a permutation of 0 .. 63: sorting them with their places as luggage,
 * 16 draws side by side in 16 bits each, turns it round in less time than 64 stores of single bytes
 * take. Then the table is transposed. Instruction sets without registers of 256 bits store the
 * bytes. */
#ifndef TB_NUM_ROW_KERNEL_H
#define TB_NUM_ROW_KERNEL_H

#include "num/simd_lanes.h"
#include "num/sort_network.h"

#if defined(LANES_AVX512) || defined(LANES_AVX2)
#define CE(a, b)                                        \
    do {                                                \
        __m256i smaller = _mm256_min_epu16(x[a], x[b]); \
        x[b] = _mm256_max_epu16(x[a], x[b]);            \
        x[a] = smaller;                                 \
    } while (0)

#if defined(LANES_AVX512)
/* As in rank_kernel.h: in the 32 registers, from one table to another. */
static inline void turn_64(__m256i *out, const __m256i *t)
{
    __m256i x[32];
    V_UNROLL
    for (int i = 0; i < 32; i++)
        x[i] = _mm256_min_epu16(t[i], t[63 - i]);
    BITONIC_32;
    V_UNROLL
    for (int i = 0; i < 32; i++)
        out[i] = x[i];
    V_UNROLL
    for (int i = 0; i < 32; i++)
        x[i] = _mm256_max_epu16(t[32 + i], t[31 - i]);
    BITONIC_32;
    V_UNROLL
    for (int i = 0; i < 32; i++)
        out[32 + i] = x[i];
}

static inline void turn_32(__m256i *t)
{
    __m256i x[32];
    V_UNROLL
    for (int i = 0; i < 32; i++)
        x[i] = t[i];
    MERGE_32;
    V_UNROLL
    for (int i = 0; i < 32; i++)
        t[i] = x[i];
}
#else
static inline void turn_near(__m256i *t)
{
    __m256i x[8];
    V_UNROLL
    for (int i = 0; i < 8; i++)
        x[i] = t[i];
    NEAR_8(0);
    V_UNROLL
    for (int i = 0; i < 8; i++)
        t[i] = x[i];
}

static inline void turn_32(__m256i *t)
{
    for (int g = 0; g < 4; g++) {
        __m256i x[8];
        V_UNROLL
        for (int m = 0; m < 4; m++)
            x[m] = t[g + 8 * m], x[4 + m] = t[7 - g + 8 * m];
        FAR_32;
        V_UNROLL
        for (int m = 0; m < 4; m++)
            t[g + 8 * m] = x[m], t[7 - g + 8 * m] = x[4 + m];
    }
    for (int j = 0; j < 32; j += 8)
        turn_near(t + j);
}

static inline void turn_64(__m256i *out, __m256i *t)
{
    for (int g = 0; g < 4; g++) {
        __m256i x[16];
        V_UNROLL
        for (int m = 0; m < 8; m++)
            x[m] = t[g + 8 * m], x[8 + m] = t[7 - g + 8 * m];
        FAR_64;
        V_UNROLL
        for (int m = 0; m < 8; m++)
            out[g + 8 * m] = x[m], out[7 - g + 8 * m] = x[8 + m];
    }
    for (int i = 0; i < 64; i += 8)
        turn_near(out + i);
}
#endif

#if defined(LANES_AVX512)
/* the draw in the upper half of a register beside draw 0 of the lower */
enum { DRAW_HALF = 8 };
/* and the bytes before them, which are shifted out */
static inline __m256i take_last_bytes(const int32_t *key)
{
    return _mm512_cvtepi32_epi16(_mm512_loadu_si512(key));
}
#else
enum { DRAW_HALF = 4 };
static inline __m256i take_last_bytes(const int32_t *key) /* of draws 0-3, 8-11, 4-7, 12-15 */
{
    const __m256i byte = _mm256_set1_epi32(0xff);
    return _mm256_packus_epi32(
        _mm256_and_si256(_mm256_loadu_si256((const __m256i *)(const void *)key), byte),
        _mm256_and_si256(_mm256_loadu_si256((const __m256i *)(const void *)(key + 8)), byte));
}
#endif

/* Sixteen places from `place`: unit and place + 1 in the two bytes of each draw, sorted by unit. */
static inline void turn_16(__m256i *t, const int32_t *key, int place)
{
    __m256i x[16], here = _mm256_set1_epi16((short)place);
    V_UNROLL
    for (int i = 0; i < 16; i++) {
        here = _mm256_add_epi16(here, _mm256_set1_epi16(1));
        x[i] = _mm256_or_si256(_mm256_slli_epi16(take_last_bytes(key + 16 * i), 8), here);
    }
    SORT_16;
    V_UNROLL
    for (int i = 0; i < 16; i++)
        t[i] = x[i];
}

/* Sixteen units, t [16], into 16 bytes of each row. */
static inline void transpose_16(uint8_t *row, const __m256i *t)
{
    const __m256i low = _mm256_set1_epi16(0xff);
    __m256i a[8], b[8], c[8];
    V_UNROLL
    for (int j = 0; j < 8; j++)
        a[j] = _mm256_or_si256(_mm256_and_si256(t[2 * j], low), _mm256_slli_epi16(t[2 * j + 1], 8));
    V_UNROLL
    for (int j = 0; j < 4; j++)
        b[2 * j] = _mm256_unpacklo_epi16(a[2 * j], a[2 * j + 1]),
              b[2 * j + 1] = _mm256_unpackhi_epi16(a[2 * j], a[2 * j + 1]);
    V_UNROLL
    for (int j = 0; j < 2; j++)
        for (int h = 0; h < 2; h++) {
            c[4 * j + 2 * h] = _mm256_unpacklo_epi32(b[4 * j + h], b[4 * j + 2 + h]);
            c[4 * j + 2 * h + 1] = _mm256_unpackhi_epi32(b[4 * j + h], b[4 * j + 2 + h]);
        }
    V_UNROLL
    for (int h = 0; h < 4; h++) {
        a[2 * h] = _mm256_unpacklo_epi64(c[h], c[4 + h]);
        a[2 * h + 1] = _mm256_unpackhi_epi64(c[h], c[4 + h]);
    }
    V_UNROLL
    for (int k = 0; k < 8; k++) {
        int draw = k < 4 ? k : k + 8 - DRAW_HALF;
        _mm_storeu_si128((__m128i *)(void *)(row + 64 * draw), _mm256_castsi256_si128(a[k]));
        _mm_storeu_si128((__m128i *)(void *)(row + 64 * (draw + DRAW_HALF)),
                         _mm256_extracti128_si256(a[k], 1));
    }
}

static void write_rank_rows(uint8_t *row, const int32_t *key)
{
    __m256i t[64], sorted[64];
    for (int i = 0; i < 64; i += 16)
        turn_16(t + i, key + 16 * i, i);
    for (int i = 0; i < 64; i += 32)
        turn_32(t + i);
    turn_64(sorted, t);
    for (int i = 0; i < 64; i += 16)
        transpose_16(row + i, sorted + i);
}
#undef CE
#else
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
enum { LAST_BYTE = 3 };
#else
enum { LAST_BYTE = 0 };
#endif
static void write_rank_rows(uint8_t *row, const int32_t *key)
{
    for (int d = 0; d < 16; d++) {
        const uint8_t *unit = (const uint8_t *)(key + d) + LAST_BYTE;
        uint8_t *out = row + 64 * d;
        V_UNROLL
        for (int p = 0; p < 64; p++)
            out[unit[64 * p] & 63] = (uint8_t)(p + 1);
    }
}
#endif
#endif
