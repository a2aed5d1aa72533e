/* test_sobol_points.c - the points: evenly spread in each coordinate and in the first pairs,
 * independent between scramblings, known values of the plain sequence. */
#include "support/check.h"

#include "simulate/sobol_points.h"

#include <math.h>
#include <string.h>

static uint32_t direction[TB_SOBOL_DIMENSIONS * 32];

static uint32_t plain(size_t dimension, uint32_t index)
{
    uint32_t x = 0;
    for (unsigned k = 0; k < 32; k++)
        if (index >> k & 1)
            x ^= direction[32 * dimension + k];
    return x;
}

/* Each number of the table is odd and below 2^k, each dimension permutes the cells at every scale,
 * no two dimensions are the same. */
static void table(void **state)
{
    (void)state;
    for (size_t d = 0; d < TB_SOBOL_DIMENSIONS; d++) {
        for (unsigned k = 0; k < 32; k++)
            assert_true((direction[32 * d + k] >> (31 - k) & 1) == 1 &&
                        (k == 31 || direction[32 * d + k] << (k + 1) == 0));
        unsigned char seen[256] = { 0 };
        for (uint32_t i = 0; i < 256; i++)
            seen[plain(d, i) >> 24]++;
        for (int i = 0; i < 256; i++)
            assert_int_equal(seen[i], 1);
        for (size_t e = 0; e < d; e++)
            assert_memory_not_equal(direction + 32 * d, direction + 32 * e, 32 * sizeof *direction);
    }
    assert_true(plain(0, 1) == 0x80000000u && plain(1, 1) == 0x80000000u &&
                plain(2, 1) == 0x80000000u);
    assert_true(plain(0, 3) == 0xC0000000u && plain(1, 3) == 0x40000000u &&
                plain(2, 3) == 0x40000000u);
}

/* Scrambling keeps one point in each of the 2^m cells of a coordinate, and (0, 2)-boxes in the
 * first two. */
static void even_after_scrambling(void **state)
{
    (void)state;
    enum { LOG = 9, N = 1 << LOG };
    static double u[N], v[N];
    for (uint32_t r = 0; r < 4; r++)
        for (size_t d = 0; d < 300; d += 13) {
            unsigned char seen[N] = { 0 };
            tbi_sobol_scrambled(u, 0, N, LOG, direction + 32 * d, d, 7, r);
            for (size_t i = 0; i < N; i++) {
                assert_true(u[i] > 0 && u[i] < 1);
                seen[(size_t)(u[i] * N)]++;
            }
            for (size_t i = 0; i < N; i++)
                assert_int_equal(seen[i], 1);
            /* a piece alone is the same piece */
            tbi_sobol_scrambled(v, 100, 50, LOG, direction + 32 * d, d, 7, r);
            assert_memory_equal(v, u + 100, 50 * sizeof *v);
        }
    tbi_sobol_scrambled(u, 0, N, LOG, direction, 0, 7, 1);
    tbi_sobol_scrambled(v, 0, N, LOG, direction + 32, 1, 7, 1);
    /* a (0, m, 2)-net: every elementary box holds one point */
    for (unsigned a = 0; a <= LOG; a++) {
        unsigned char seen[N] = { 0 };
        for (size_t i = 0; i < N; i++)
            seen[((size_t)(u[i] * (1 << a)) << (LOG - a)) | (size_t)(v[i] * (1 << (LOG - a)))]++;
        for (size_t i = 0; i < N; i++)
            assert_int_equal(seen[i], 1);
    }
}

/* Over scramblings a point is uniform: its mean and its correlation with another point and another
 * dimension vanish; the mean of a smooth function has a far smaller spread than that of as many
 * random points. */
static void random_enough(void **state)
{
    (void)state;
    enum { R = 4000, LOG = 6, N = 1 << LOG };
    double sum = 0;
    double square = 0;
    double cross = 0;
    double means = 0;
    for (uint32_t r = 0; r < R; r++) {
        double u[N], v[N], mean = 0;
        tbi_sobol_scrambled(u, 0, N, LOG, direction, 0, 3, r);
        tbi_sobol_scrambled(v, 0, N, LOG, direction + 64, 2, 3, r);
        sum += u[5] - 0.5;
        square += (u[5] - 0.5) * (u[5] - 0.5);
        cross += (u[5] - 0.5) * (v[5] - 0.5);
        for (int i = 0; i < N; i++)
            mean += u[i] * u[i] / N;
        means += (mean - 1.0 / 3) * (mean - 1.0 / 3);
    }
    assert_true(fabs(sum / R) < 5 * sqrt(1.0 / 12 / R));
    assert_true(fabs(square / R - 1.0 / 12) < 5 * sqrt(1.0 / 180 / R));
    assert_true(fabs(cross / R) < 5 / 12.0 / sqrt(R));
    assert_true(means / R < 4.0 / 45 / N / 100);
}

int main(void)
{
    tbi_sobol_directions(direction, TB_SOBOL_DIMENSIONS);
    const struct CMUnitTest tests[] = { cmocka_unit_test(table),
                                        cmocka_unit_test(even_after_scrambling),
                                        cmocka_unit_test(random_enough) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
