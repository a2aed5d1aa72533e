/* simd_plain.c - the inner loops without any instruction that the platform's baseline lacks:
 * SSE2 on x86-64, NEON on AArch64. */
#include "num/simd.h"

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

#if defined(__aarch64__)
#define PLAIN_NAME "neon"
#else
#define PLAIN_NAME "plain"
#endif

const tb_simd tbi_simd_plain = TB_SIMD_TABLE(PLAIN_NAME);
