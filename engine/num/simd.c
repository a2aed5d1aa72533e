/* simd.c - asks the processor what it can do. */
#include "num/simd.h"

/* From the plainest to the widest; returns how many. AVX-512 counts only where AVX2 and FMA are
 * there too. */
size_t tbi_simd_all(const tb_simd **out)
{
    size_t n = 0;
    out[n++] = &tbi_simd_plain;
#ifdef TB_SIMD_X86
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        out[n++] = &tbi_simd_avx2;
    if (n == 2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
        out[n++] = &tbi_simd_avx512;
#endif
    return n;
}

const tb_simd *tbi_simd_best(void)
{
    const tb_simd *all[3];
    return all[tbi_simd_all(all) - 1];
}
