/* test_normals.c - the standard normals: right to the last bits, the same at every instruction set
 * and through every door. */
#include "support/check.h"

#include "num/rng.h"
#include "num/simd.h"

#include <math.h>
#include <string.h>

static void against_long_double(void **state)
{
    (void)state;
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    double worst = 0;
    for (uint64_t i = 0; i < 20000; i++) {
        uint64_t a = i < 64    ? i
                     : i < 128 ? ((uint64_t)1 << 52) - 1 - (i - 64)
                               : i * 225179981368525 % ((uint64_t)1 << 52);
        uint64_t b =
            i < 64 ? i * ((uint64_t)1 << 46) : (i * 1125899906842597) % ((uint64_t)1 << 52);
        long double r = sqrtl(-2 * logl(((long double)a + 0.5L) * 0x1p-52L));
        long double v = 6.283185307179586476925287L * (((long double)b + 0.5L) * 0x1p-52L);
        double z[2], other[2];
        set[0]->normal_pair(z, a, b);
        long double scale = r > 1 ? r : 1;
        double e0 = (double)(fabsl(z[0] - r * cosl(v)) / scale);
        double e1 = (double)(fabsl(z[1] - r * sinl(v)) / scale);
        worst = fmax(worst, fmax(e0, e1));
        for (size_t k = 1; k < sets; k++) {
            set[k]->normal_pair(other, a, b);
            assert_memory_equal(z, other, sizeof z);
        }
    }
    assert_true(worst < 5e-16);
}

static void every_door(void **state)
{
    (void)state;
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    static const size_t sizes[] = { 1, 2, 3, 7, 8, 15, 16, 17, 63, 64, 200 };
    uint64_t seeds[] = { 1, 0, UINT64_MAX, 0x123456789abcdef0 };
    uint64_t draws[] = { 0, 5, 0xfffffffc, UINT64_MAX - 40 };
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (size_t k = 0; k < 4; k++) {
            size_t n = sizes[s];
            double one[200], many[200], block[200 * 24];
            tb_rng r;
            tbi_rng_start(&r, seeds[k], 17, draws[k]);
            for (size_t i = 0; i < n; i++)
                one[i] = tbi_rng_normal(&r);
            for (size_t v = 0; v < sets; v++) {
                memset(many, 0, sizeof many);
                set[v]->normals(many, n, seeds[k], 17, draws[k]);
                assert_memory_equal(one, many, n * sizeof *one);
                set[v]->normal_block(block, n, 24, seeds[k], 17, draws[k]);
                for (size_t i = 0; i < n; i++)
                    assert_true(block[i * 24] == one[i]);
                tbi_rng_normals(many, n, seeds[k], 17, draws[k] + 23);
                for (size_t i = 0; i < n; i++)
                    assert_true(block[i * 24 + 23] == many[i]);
            }
        }
}

static void moments(void **state)
{
    (void)state;
    enum { N = 400000 };
    double sum[5] = { 0 };
    static double z[N];
    tbi_rng_normals(z, N, 7, 3, 9);
    size_t beyond3 = 0;
    for (size_t i = 0; i < N; i++) {
        double p = 1;
        for (int k = 1; k < 5; k++)
            sum[k] += p *= z[i];
        beyond3 += fabs(z[i]) > 3;
    }
    assert_true(fabs(sum[1] / N) < 5 / sqrt(N));
    assert_true(fabs(sum[2] / N - 1) < 5 * sqrt(2.0 / N));
    assert_true(fabs(sum[3] / N) < 5 * sqrt(15.0 / N));
    assert_true(fabs(sum[4] / N - 3) < 5 * sqrt(96.0 / N));
    assert_true(fabs((double)beyond3 / N - 0.0026998) < 5 * sqrt(0.0027 / N));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(against_long_double),
                                        cmocka_unit_test(every_door), cmocka_unit_test(moments) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
