/* test_critical_value.c - the band for many estimates and the limits that allow for trends which were
 * not parallel, where both have a closed form. */
#include "support/check.h"

#include "effects/inference.h"
#include "num/dist.h"

#include <math.h>

enum { UNITS = 100, TARGETS = 5 };

/* Influences of many units on one target: their weighted sum is normal, so the critical value is that
 * of |N(0, 1)|; on five targets of units of their own (1 - 0.95^(1/5)) / 2 is left to each tail. */
static void the_band_has_its_level(void **state)
{
    (void)state;
    static double psi[TARGETS][UNITS];
    tbi_target at[TARGETS] = { 0 };
    tb_arena a = { 0 };
    for (size_t k = 0; k < TARGETS; k++) {
        size_t own = UNITS / TARGETS;
        for (size_t i = 0; i < own; i++)
            psi[k][k * own + i] = 1;
        at[k] = (tbi_target){ .psi = psi[k], .se = sqrt((double)own) };
    }
    static double all[UNITS];
    for (size_t i = 0; i < UNITS; i++)
        all[i] = i % 2 == 0 ? 0.5 : -0.5;
    tbi_target one = { .psi = all, .se = 0.5 * sqrt(UNITS) };
    const tbi_targets single = { 1, &one }, many = { TARGETS, at };
    CHECK_NEAR(tbi_band(&single, UNITS, 20000, 5, &a), 1.959964, 0.04);
    double each = tbi_normal_quantile(1 - (1 - pow(0.95, 1.0 / TARGETS)) / 2);
    CHECK_NEAR(tbi_band(&many, UNITS, 20000, 5, &a), each, 0.08);
    tbi_arena_free(&a);
}

/* No drift at all is allowed (m = 0): what is left of one year before and one after is the usual
 * interval of the effect after, 1.96 standard errors to each side, whatever was seen before. The
 * first stage's size is given back by the second. */
static void without_drift_the_limits_are_the_usual_ones(void **state)
{
    (void)state;
    static const double beta[2] = { 0.07, 0.4 }, sigma[4] = { 0.01, 0.002, 0.002, 0.0225 };
    const double l[1] = { 1 };
    tb_arena a = { 0 };
    double low, high;
    assert_true(tbi_honest_relative(&low, &high, beta, sigma, 1, 1, l, 0, 11, &a));
    CHECK_NEAR((high - 0.4) / 0.15, 1.96, 0.015);
    CHECK_NEAR((0.4 - low) / 0.15, 1.96, 0.015);
    /* a line through the year before is taken off: 0.4 + 0.07, with the error of a sum */
    assert_true(tbi_honest_smooth(&low, &high, beta, sigma, 1, 1, l, 0));
    double half = 1.959964 * sqrt(0.01 + 2 * 0.002 + 0.0225);
    CHECK_NEAR(low, 0.47 - half, 1e-5);
    CHECK_NEAR(high, 0.47 + half, 1e-5);
    tbi_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_band_has_its_level),
        cmocka_unit_test(without_drift_the_limits_are_the_usual_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
