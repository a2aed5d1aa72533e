/* Effects drawn towards zero together. */
#include "support/check.h"

#include "effects/shrink.h"
#include "num/dist.h"

#include <math.h>
#include <string.h>

/* Of one effect the posterior is an integral over the spread s: y ~ N(0, v + s^2), s half-normal. */
static void one_effect_is_an_integral_over_the_spread(void **state)
{
    (void)state;
    const double y = 0.31, v = 0.0144, prior = 0.2, need = 0.15;
    double all = 0, mean = 0, square = 0, zero = 0, enough = 0;
    enum { STEPS = 20000 };
    for (int k = 0; k < STEPS; k++) {
        double s = 4 * prior * (k + 0.5) / STEPS, w = v + s * s;
        double share = exp(-s * s / (2 * prior * prior) - y * y / (2 * w)) / sqrt(w);
        double at = y * s * s / w, sd = sqrt(s * s * v / w);
        all += share;
        mean += share * at;
        square += share * (at * at + sd * sd);
        zero += share * tbi_normal_cdf(at / sd);
        enough += share * tbi_normal_cdf((at - need) / sd);
    }
    mean /= all;
    tb_effect_posterior p;
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tb_effect_shrink(&p, &y, &v, 1, prior, &need, &err), err);
    CHECK_NEAR(p.mean, mean, 1e-3);
    CHECK_NEAR(p.sd, sqrt(square / all - mean * mean), 1e-3);
    CHECK_NEAR(p.above_zero, zero / all, 1e-3);
    CHECK_NEAR(p.above_need, enough / all, 1e-3);
    assert_true(p.mean > 0 && p.mean < y);
}

/* Many effects near zero say that effects are small: the same large one is believed less. */
static void small_neighbours_draw_a_large_effect_down(void **state)
{
    (void)state;
    enum { N = 12 };
    double y[N] = { 0.4 }, v[N * N] = { 0 };
    for (size_t i = 0; i < N; i++)
        v[i + i * N] = 0.01;
    tb_effect_posterior many[N], one;
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tb_effect_shrink(many, y, v, N, 0.2, NULL, &err), err);
    CHECK_OK(tb_effect_shrink(&one, y, v, 1, 0.2, NULL, &err), err);
    assert_true(many[0].mean < 0.9 * one.mean);
    CHECK_NEAR(many[1].mean, 0, 1e-9);
    CHECK_NEAR(many[1].above_zero, 0.5, 1e-9);
    assert_true(isnan(many[0].above_need));
}

static void quantiles_are_those_of_the_mixture(void **state)
{
    (void)state;
    enum { N = 512 };
    const double y = -0.12, v = 0.02;
    tb_arena a = { 0 };
    tbi_shrinkage m;
    tb_effect_posterior p;
    double grid[N], sum = 0;
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tbi_shrinkage_make(&m, &y, &v, 1, 0.2, &a, &err), err);
    tbi_shrinkage_summary(&p, &m, 0, NULL);
    tbi_shrinkage_quantiles(grid, N, &m, 0, &p);
    for (size_t k = 0; k < N; k++) {
        sum += grid[k];
        assert_true(k == 0 || grid[k] >= grid[k - 1]);
    }
    CHECK_NEAR(sum / N, p.mean, 2e-3);
    CHECK_NEAR(grid[25], p.q05, 2e-2);
    CHECK_NEAR(grid[486], p.q95, 2e-2);
    tbi_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_effect_is_an_integral_over_the_spread),
        cmocka_unit_test(small_neighbours_draw_a_large_effect_down),
        cmocka_unit_test(quantiles_are_those_of_the_mixture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
