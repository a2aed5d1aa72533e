/* kernels_plain.c - the inner loops without any instruction that the platform's baseline lacks: SSE2 on x86-64, NEON on AArch64. */
#include "num/kernels.h"

#include "num/normal_kernel.h"
#include "num/pick_kernel.h"
#include "num/product_kernel.h"
#include "num/rank_kernel.h"
#include "num/row_kernel.h"

#if defined(__aarch64__)
#define PLAIN_NAME "neon"
#else
#define PLAIN_NAME "plain"
#endif

const tb_kernels tb_kernels_plain = { PLAIN_NAME,          LANES,
                                      kernel_normal_pair,  kernel_normals,
                                      kernel_normal_block, kernel_sort_64,
                                      kernel_levels,       kernel_sort_changed,
                                      kernel_rows,         kernel_triangle,
                                      kernel_product,      kernel_update,
                                      kernel_update_each,  kernel_pair_sums,
                                      kernel_add_ahead,    kernel_add_shift,
                                      kernel_pick_rows,    kernel_shift_rows,
                                      kernel_max_gap };
