/* kernels.c - asks the processor what it can do. */
#include "num/kernels.h"

size_t tb_kernels_all(const tb_kernels **out)
{
    size_t n = 0;
    out[n++] = &tb_kernels_plain;
#ifdef TB_KERNELS_X86
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        out[n++] = &tb_kernels_avx2;
    if (n == 2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
        out[n++] = &tb_kernels_avx512;
#endif
    return n;
}

const tb_kernels *tb_kernels_best(void)
{
    const tb_kernels *all[3];
    return all[tb_kernels_all(all) - 1];
}
