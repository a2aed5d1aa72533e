/* kernels_plain.c - the inner loops without any instruction that the platform's baseline lacks:
 * SSE2 on x86-64, NEON on AArch64. */
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

const tb_kernels tb_kernels_plain = TB_KERNEL_TABLE(PLAIN_NAME);
