/* test_largest_gap.c - bounds of blocks leave no pair out: the largest difference of a draw is that
 * of all pairs, to the bit, whatever the scales and whoever was told apart. */
#include "support/check.h"

#include "num/rng.h"
#include "simulate/error_factor.h"
#include "simulate/largest_gap.h"

#include <math.h>
#include <stdlib.h>

enum { MOST = 150, DRAWS = 40 };

typedef struct toy {
    tb_gap_draws g;
    double scale[MOST * MOST], cap[MOST * MOST], bound[MOST];
} toy;

/* Scales between 1/4 and 4; a pair in three does not count. */
static void make(toy *t, size_t n, uint64_t seed, tb_arena *a)
{
    tb_rng r;
    tbi_rng_start(&r, seed, 78, 0);
    assert_true(tbi_gap_draws_make(&t->g, n, DRAWS, a));
    for (size_t k = 0; k < n * DRAWS; k++)
        t->g.z[k] = tbi_rng_normal(&r);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k <= i; k++) {
            bool in = i != k && tbi_rng_below(&r, 3) > 0;
            t->scale[i * n + k] = in ? exp2(4 * tbi_rng_uniform(&r) - 2) : 0;
            t->scale[k * n + i] = t->scale[i * n + k];
        }
    tbi_gap_draws_bound(&t->g, 0, DRAWS);
}

static double brute(const toy *t, size_t d, size_t i, bool either)
{
    const double *z = t->g.z + d * t->g.n;
    double most = 0;
    for (size_t k = 0; k < t->g.n; k++)
        most = fmax(most, (either ? fabs(z[i] - z[k]) : z[i] - z[k]) * t->scale[i * t->g.n + k]);
    return most;
}

static void the_largest_gap_is_that_of_all_pairs(void **state)
{
    (void)state;
    static const size_t sizes[] = { 1, 2, 15, 16, 17, 63, MOST };
    toy *t = malloc(sizeof *t);
    assert_non_null(t);
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        tb_arena own = { 0 };
        size_t n = sizes[s];
        make(t, n, s + 1, &own);
        for (size_t i = 0; i < n; i++) {
            const double *scale = t->scale + i * n;
            tbi_gap_caps(t->cap, scale, n);
            for (size_t d = 0; d < DRAWS; d++) {
                tb_gap gap = tbi_gap_of_unit(&t->g, d, i, scale, t->cap, t->bound);
                assert_true(gap.size == brute(t, d, i, true));
                if (gap.size > 0)
                    assert_true(gap.size == fabs(t->g.z[d * n + i] - t->g.z[d * n + gap.other]) *
                                                scale[gap.other]);
            }
        }
        tbi_gap_pair_caps(t->cap, t->scale, n);
        for (size_t d = 0; d < DRAWS; d++) {
            double most = 0;
            for (size_t i = 0; i < n; i++)
                most = fmax(most, brute(t, d, i, false));
            tb_gap gap = tbi_gap_of_all(&t->g, d, t->scale, t->cap, t->bound);
            assert_true(gap.size == most);
            assert_true((gap.one == n) == (most == 0));
        }
        tbi_arena_free(&own);
    }
    free(t);
}

/* One element off the diagonal makes a triangle of it; with 0 there the numbers are the same. */
static void independent_errors_need_no_triangle(void **state)
{
    (void)state;
    enum { N = 9 };
    double covariance[N * N] = { 0 }, z[N * 8], mean[N], apart[N * 8], whole[N * 8];
    double l[N * (N + 1) / 2] = { 0 };
    tb_arena own = { 0 };
    tb_err err = TB_ERR_INIT;
    tb_error_factor f;
    tb_rng r;
    tbi_rng_start(&r, 5, 79, 0);
    for (size_t i = 0; i < N; i++) {
        mean[i] = 60 + tbi_rng_normal(&r);
        covariance[i * N + i] = i == 4 ? 0 : 0.3 + tbi_rng_uniform(&r);
        l[i * (i + 1) / 2 + i] = sqrt(covariance[i * N + i]);
    }
    for (size_t k = 0; k < N * 8; k++)
        z[k] = tbi_rng_normal(&r);
    CHECK_OK(tbi_error_factor_make(&f, covariance, N, &own, &err), err);
    assert_null(f.l);
    tbi_error_factor_multiply(apart, &f, mean, z, 8);
    tbi_error_factor_multiply(whole, &(tb_error_factor){ N, l, NULL }, mean, z, 8);
    assert_memory_equal(apart, whole, sizeof apart);
    covariance[1] = covariance[N] = 0.1;
    CHECK_OK(tbi_error_factor_make(&f, covariance, N, &own, &err), err);
    assert_non_null(f.l);
    CHECK_NEAR(f.l[1] * f.l[0], 0.1, 1e-14);
    CHECK_NEAR(f.l[1] * f.l[1] + f.l[2] * f.l[2], covariance[N + 1], 1e-14);
    covariance[2 * N + 2] = -1;
    CHECK_FAILS(tbi_error_factor_make(&f, covariance, N, &own, &err), TB_EDATA, err, "covariance");
    tbi_arena_free(&own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_largest_gap_is_that_of_all_pairs),
        cmocka_unit_test(independent_errors_need_no_triangle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
