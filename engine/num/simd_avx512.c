/* simd_avx512.c - the inner loops with AVX-512 (F, DQ, BW, VL), eight doubles at once; called
 * only where the processor has them. */
#include "num/simd.h"

#ifdef TB_SIMD_X86
#ifdef __clang__
#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), apply_to = function)
#else
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma")
#endif
#define LANES_AVX512
#include "num/draw_kernel.h"
#include "num/filter_kernel.h"
#include "num/linalg_kernel.h"
#include "num/normal_kernel.h"
#include "num/rank_kernel.h"
#include "num/reach_kernel.h"
#include "num/row_kernel.h"
#include "num/scale_kernel.h"
#include "num/simd_pick.h"
#include "num/turn_kernel.h"

const tb_simd tbi_simd_avx512 = TB_SIMD_TABLE("avx512");
#ifdef __clang__
#pragma clang attribute pop
#endif
#endif
