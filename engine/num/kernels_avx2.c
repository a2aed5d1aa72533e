/* kernels_avx2.c - the inner loops with AVX2 and FMA, four doubles at once; called only where the
 * processor has them. */
#include "num/kernels.h"

#ifdef TB_KERNELS_X86
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC target("avx2,fma")
#endif
#define LANES_AVX2
#include "num/normal_kernel.h"
#include "num/pick_kernel.h"
#include "num/product_kernel.h"
#include "num/rank_kernel.h"
#include "num/row_kernel.h"

const tb_kernels tb_kernels_avx2 = TB_KERNEL_TABLE("avx2");
#ifdef __clang__
#pragma clang attribute pop
#endif
#endif
