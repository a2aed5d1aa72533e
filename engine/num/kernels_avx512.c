/* kernels_avx512.c - the inner loops with AVX-512 (F, DQ, BW, VL), eight doubles at once; called only where the processor has them. */
#include "num/kernels.h"

#ifdef TB_KERNELS_X86
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), apply_to = function)
#else
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma")
#endif
#define LANES_AVX512
#include "num/normal_kernel.h"
#include "num/pick_kernel.h"
#include "num/product_kernel.h"
#include "num/rank_kernel.h"
#include "num/row_kernel.h"

const tb_kernels tb_kernels_avx512 = { "avx512",
                                       LANES,
                                       kernel_normal_pair,
                                       kernel_normals,
                                       kernel_normal_block,
                                       kernel_sort_64,
                                       kernel_levels,
                                       kernel_sort_changed,
                                       kernel_rows,
                                       kernel_triangle,
                                       kernel_product,
                                       kernel_update,
                                       kernel_update_each,
                                       kernel_pair_sums,
                                       kernel_add_ahead,
                                       kernel_add_shift,
                                       kernel_pick_rows,
                                       kernel_shift_rows,
                                       kernel_max_gap };
#ifdef __clang__
#pragma clang attribute pop
#endif
#endif
