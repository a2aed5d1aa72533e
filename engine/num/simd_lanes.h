/* num/simd_lanes.h - a few doubles at a time: the vector types and the handful of operations that C
 * lacks a sign for. A kernels_*.c file says which instruction set it is for (LANES_AVX512,
 * LANES_AVX2, or neither: the compiler's own 2 lanes, which are SSE2 or NEON) and includes the
 * kernels after this. Every operation is one IEEE operation (fma included, in software where there
 * is none), so that every instruction set gives the same bits; the minimum and maximum of a NaN and
 * a number, in this order, are the number. */
#ifndef TB_NUM_SIMD_LANES_H
#define TB_NUM_SIMD_LANES_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#if defined(LANES_AVX512)
#include <immintrin.h>
enum { LANES = 8 };
#elif defined(LANES_AVX2)
#include <immintrin.h>
enum { LANES = 4 };
#else
#if defined(__aarch64__)
#include <arm_neon.h>
#endif
enum { LANES = 2 };
#endif

typedef double vd __attribute__((vector_size(LANES * 8)));
typedef uint64_t vu __attribute__((vector_size(LANES * 8)));
typedef int64_t vi __attribute__((vector_size(LANES * 8)));
typedef int32_t vw __attribute__((vector_size(LANES * 8))); /* twice as many 32-bit lanes */
typedef uint32_t vx __attribute__((vector_size(LANES * 8)));
/* at any address of doubles */
typedef double vd_loose __attribute__((vector_size(LANES * 8), aligned(8)));
typedef int32_t vw_loose __attribute__((vector_size(LANES * 8), aligned(4)));

#if defined(LANES_AVX512)
#define V_FMA(a, b, c) ((vd)_mm512_fmadd_pd((__m512d)(a), (__m512d)(b), (__m512d)(c)))
#define V_SQRT(a)      ((vd)_mm512_sqrt_pd((__m512d)(a)))
#define V_MUL32(a, b)  ((vu)_mm512_mul_epu32((__m512i)(a), (__m512i)(b)))
#define V_MIN(a, b)    ((vd)_mm512_min_pd((__m512d)(a), (__m512d)(b)))
#define V_MAX(a, b)    ((vd)_mm512_max_pd((__m512d)(a), (__m512d)(b)))
#elif defined(LANES_AVX2)
#define V_FMA(a, b, c) ((vd)_mm256_fmadd_pd((__m256d)(a), (__m256d)(b), (__m256d)(c)))
#define V_SQRT(a)      ((vd)_mm256_sqrt_pd((__m256d)(a)))
#define V_MUL32(a, b)  ((vu)_mm256_mul_epu32((__m256i)(a), (__m256i)(b)))
#define V_MIN(a, b)    ((vd)_mm256_min_pd((__m256d)(a), (__m256d)(b)))
#define V_MAX(a, b)    ((vd)_mm256_max_pd((__m256d)(a), (__m256d)(b)))
#elif defined(__aarch64__)
#define V_FMA(a, b, c) ((vd)vfmaq_f64((float64x2_t)(c), (float64x2_t)(a), (float64x2_t)(b)))
#define V_SQRT(a)      ((vd)vsqrtq_f64((float64x2_t)(a)))
#define V_MUL32(a, b)  ((vu)vmull_u32(vmovn_u64((uint64x2_t)(a)), vmovn_u64((uint64x2_t)(b))))
#define V_MIN(a, b) \
    ((vd)vminnmq_f64((float64x2_t)(a), (float64x2_t)(b))) /* of a NaN and b: b, as on the others */
#define V_MAX(a, b) ((vd)vmaxnmq_f64((float64x2_t)(a), (float64x2_t)(b)))
#else
#define V_FMA(a, b, c) ((vd){ fma((a)[0], (b)[0], (c)[0]), fma((a)[1], (b)[1], (c)[1]) })
#define V_SQRT(a)      ((vd){ sqrt((a)[0]), sqrt((a)[1]) })
#define V_MUL32(a, b)                                       \
    ((vu){ ((a)[0] & 0xffffffffu) * ((b)[0] & 0xffffffffu), \
           ((a)[1] & 0xffffffffu) * ((b)[1] & 0xffffffffu) })
#define V_MIN(a, b) ((vd){ (a)[0] < (b)[0] ? (a)[0] : (b)[0], (a)[1] < (b)[1] ? (a)[1] : (b)[1] })
#define V_MAX(a, b) ((vd){ (a)[0] > (b)[0] ? (a)[0] : (b)[0], (a)[1] > (b)[1] ? (a)[1] : (b)[1] })
#endif

/* The 32-bit lanes: minimum, maximum, the minimum of what has no sign, the low halves of the 64-bit
 * lanes of a, then of b, and a bit for each lane that is, without sign, below a limit. */
#if defined(LANES_AVX512)
#define V_WMIN(a, b) ((vw)_mm512_min_epi32((__m512i)(a), (__m512i)(b)))
#define V_WMAX(a, b) ((vw)_mm512_max_epi32((__m512i)(a), (__m512i)(b)))
#define V_BELOW(a, limit) \
    ((unsigned)_mm512_cmplt_epu32_mask((__m512i)(a), _mm512_set1_epi32(limit)))
#define V_UMIN(a, b) ((vw)_mm512_min_epu32((__m512i)(a), (__m512i)(b)))
#define V_WORDS(a, b)                                                                              \
    ((vw)_mm512_permutex2var_epi32(                                                                \
        (__m512i)(a), _mm512_set_epi32(30, 28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0), \
        (__m512i)(b)))
#elif defined(LANES_AVX2)
#define V_WMIN(a, b)      ((vw)_mm256_min_epi32((__m256i)(a), (__m256i)(b)))
#define V_WMAX(a, b)      ((vw)_mm256_max_epi32((__m256i)(a), (__m256i)(b)))
#define V_BELOW(a, limit) ((unsigned)_mm256_movemask_ps((__m256)((vx)(a) < (uint32_t)(limit))))
#define V_UMIN(a, b)      ((vw)_mm256_min_epu32((__m256i)(a), (__m256i)(b)))
#define V_WORDS(a, b) \
    ((vw)_mm256_permute4x64_epi64((__m256i)_mm256_shuffle_ps((__m256)(a), (__m256)(b), 0x88), 0xd8))
#else
#if defined(__aarch64__)
#define V_WMIN(a, b) ((vw)vminq_s32((int32x4_t)(a), (int32x4_t)(b)))
#define V_WMAX(a, b) ((vw)vmaxq_s32((int32x4_t)(a), (int32x4_t)(b)))
#define V_UMIN(a, b) ((vw)vminq_u32((uint32x4_t)(a), (uint32x4_t)(b)))
#else
#define V_WMIN(a, b) ((((a) < (b)) & (a)) | (~((a) < (b)) & (b)))
#define V_WMAX(a, b) ((((a) < (b)) & (b)) | (~((a) < (b)) & (a)))
#define V_UMIN(a, b) ((vw)((((vw)((vx)(a) < (vx)(b))) & (a)) | (~((vw)((vx)(a) < (vx)(b))) & (b))))
#endif
#define V_BELOW(a, limit)                                                           \
    (((uint32_t)(a)[0] < (limit)) | ((unsigned)((uint32_t)(a)[1] < (limit)) << 1) | \
     ((unsigned)((uint32_t)(a)[2] < (limit)) << 2) |                                \
     ((unsigned)((uint32_t)(a)[3] < (limit)) << 3))
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define V_WORDS(a, b) ((vw){ ((vw)(a))[1], ((vw)(a))[3], ((vw)(b))[1], ((vw)(b))[3] })
#else
#define V_WORDS(a, b) __builtin_shufflevector((vw)(a), (vw)(b), 0, 2, 4, 6)
#endif
#endif

#define V_WLESS(a, b)  ((vw)((vx)(a) - (vx)(b)))
#define V_WLOAD(p)     ((vw)(*(const vw_loose *)(const void *)(p)))
#define V_WSTORE(p, v) (*(vw_loose *)(void *)(p) = (vw_loose)(v))

/* Before a loop over a small array that must stay in registers. */
#if defined(__clang__)
#define V_UNROLL _Pragma("clang loop unroll(full)")
#else
#define V_UNROLL _Pragma("GCC unroll 32")
#endif

#define V_D(x)        ((x) - (vd){ 0 }) /* a number into every lane; x - 0 is x, also for -0 */
#define V_U(x)        ((x) - (vu){ 0 })
#define V_LOAD(p)     ((vd)(*(const vd_loose *)(const void *)(p)))
#define V_STORE(p, v) (*(vd_loose *)(void *)(p) = (vd_loose)(v))
#define V_PICK(mask, a, b)         \
    ((vd)(((vu)(mask) & (vu)(a)) | \
          (~(vu)(mask) & (vu)(b)))) /* mask lanes are all ones or all zeros */

#endif
