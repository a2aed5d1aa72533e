/* num/turn_kernel.h - rows of draws laid side by side: what stands draw by draw is ranked and
 * summed for many draws at once. Included by each simd_*.c after simd_lanes.h. */
#ifndef TB_NUM_TURN_KERNEL_H
#define TB_NUM_TURN_KERNEL_H

#include "num/simd_lanes.h"

/* clang-format off */
/* Halves, quarters and single lanes of two rows change places, as far as there are any. */
#if defined(LANES_AVX512)
#define FAR_LOW(a, b)  __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11)
#define FAR_HIGH(a, b) __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15)
#define TWO_LOW(a, b)  __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13)
#define TWO_HIGH(a, b) __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15)
#define ONE_LOW(a, b)  __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14)
#define ONE_HIGH(a, b) __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15)
#elif defined(LANES_AVX2)
#define TWO_LOW(a, b)  __builtin_shufflevector(a, b, 0, 1, 4, 5)
#define TWO_HIGH(a, b) __builtin_shufflevector(a, b, 2, 3, 6, 7)
#define ONE_LOW(a, b)  __builtin_shufflevector(a, b, 0, 4, 2, 6)
#define ONE_HIGH(a, b) __builtin_shufflevector(a, b, 1, 5, 3, 7)
#else
#define ONE_LOW(a, b)  __builtin_shufflevector(a, b, 0, 2)
#define ONE_HIGH(a, b) __builtin_shufflevector(a, b, 1, 3)
#endif
/* clang-format on */

#define TURN_PAIR(low, high, i, j)             \
    do {                                       \
        vd first = low(x[i], x[j]);            \
        x[j] = high(x[i], x[j]), x[i] = first; \
    } while (0)

/* LANES rows of LANES numbers, `apart` from one row to the next, into as many columns. */
static inline void turn_square(double *to, size_t step, const double *from, size_t apart, vd sign)
{
    vd x[LANES];
    V_UNROLL
    for (int l = 0; l < LANES; l++)
        x[l] = V_LOAD(from + (size_t)l * apart) * sign;
#if defined(LANES_AVX512)
    V_UNROLL
    for (int i = 0; i < 4; i++)
        TURN_PAIR(FAR_LOW, FAR_HIGH, i, i + 4);
#endif
#if defined(LANES_AVX512) || defined(LANES_AVX2)
    V_UNROLL
    for (int i = 0; i < LANES; i += 4) {
        TURN_PAIR(TWO_LOW, TWO_HIGH, i, i + 2);
        TURN_PAIR(TWO_LOW, TWO_HIGH, i + 1, i + 3);
    }
#endif
    V_UNROLL
    for (int i = 0; i < LANES; i += 2)
        TURN_PAIR(ONE_LOW, ONE_HIGH, i, i + 1);
    V_UNROLL
    for (int l = 0; l < LANES; l++)
        V_STORE(to + (size_t)l * step, x[l]);
}

/* The last square begins early enough to be whole: what it does twice comes out the same. */
static void transpose_rows(double *to, size_t step, const double *from, size_t apart, size_t n,
                           double sign)
{
    for (size_t l = 0; l < 8 && n < LANES; l++)
        for (size_t i = 0; i < n; i++)
            to[i * step + l] = sign * from[l * apart + i];
    for (size_t at = 0; at < n && n >= LANES; at += LANES) {
        size_t i = at + LANES <= n ? at : n - LANES;
        V_UNROLL
        for (size_t l = 0; l < 8; l += LANES)
            turn_square(to + i * step + l, step, from + l * apart + i, apart, V_D(sign));
    }
}

#undef TURN_PAIR

#endif
