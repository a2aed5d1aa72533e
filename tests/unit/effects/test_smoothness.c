/* Limits when the slope of the difference changes by at most m a year (Rambachan and Roth 2023, 2.3
 * and 3): with one year before and one after exposure they have a closed form. The trend through the
 * years is delta(-2), 0, delta(0), and |delta(0) + delta(-2)| <= m; any straight line is allowed, so
 * that only b(0) + b(-2) has a bounded bias, m, and the shortest interval of fixed length is
 * b(0) + b(-2) +- cv(m / s) s, where |N(m / s, 1)| stays below cv in 95 of 100 cases. */
#include "support/check.h"

#include "effects/inference.h"
#include "num/dist.h"

#include <math.h>

static const double beta[2] = { 0.137, 0.482 };
static const double sigma[4] = { 0.0225, 0.004, 0.004, 0.0361 };

/* The 95 % point of |N(bias, 1)|. */
static double folded_quantile(double bias)
{
    double low = 0, high = bias + 5;
    for (int k = 0; k < 200; k++) {
        double middle = (low + high) / 2;
        double inside = tbi_normal_cdf(middle - bias) - tbi_normal_cdf(-middle - bias);
        if (inside < 0.95)
            low = middle;
        else
            high = middle;
    }
    return high;
}

static void one_year_before_and_after_has_a_closed_form(void **state)
{
    (void)state;
    static const double m[] = { 0, 0.1, 0.385, 1.2 };
    const double l = 1, centre = beta[0] + beta[1];
    const double sd = sqrt(sigma[0] + 2 * sigma[1] + sigma[3]);
    for (size_t k = 0; k < 4; k++) {
        double low = NAN, high = NAN, half = folded_quantile(m[k] / sd) * sd;
        assert_true(tbi_honest_smooth(&low, &high, beta, sigma, 1, 1, &l, m[k]));
        CHECK_NEAR((low + high) / 2, centre, 1e-6);
        CHECK_NEAR((high - low) / 2, half, 1e-4);
    }
}

/* A straight drift before exposure is taken out: adding one moves nothing. */
static void a_straight_drift_moves_nothing(void **state)
{
    (void)state;
    const double own[5] = { 0.11, -0.07, 0.05, 0.42, 0.31 }, l[2] = { 0.5, 0.5 };
    double drifted[5], s[25] = { 0 }, low[2], high[2];
    static const int time[5] = { -4, -3, -2, 0, 1 };
    for (size_t i = 0; i < 5; i++) {
        drifted[i] = own[i] + 0.23 * (time[i] + 1);
        s[i + i * 5] = 0.01 + 0.002 * (double)i;
    }
    assert_true(tbi_honest_smooth(&low[0], &high[0], own, s, 3, 2, l, 0.04));
    assert_true(tbi_honest_smooth(&low[1], &high[1], drifted, s, 3, 2, l, 0.04));
    CHECK_NEAR(low[1], low[0], 1e-4);
    CHECK_NEAR(high[1], high[0], 1e-4);
}

static void more_bend_is_never_narrower(void **state)
{
    (void)state;
    const double own[5] = { 0.11, -0.07, 0.05, 0.42, 0.31 }, l[2] = { 0.5, 0.5 };
    double s[25] = { 0 }, before = 0;
    for (size_t i = 0; i < 5; i++)
        s[i + i * 5] = 0.01;
    for (double m = 0; m < 0.5; m += 0.1) {
        double low, high;
        assert_true(tbi_honest_smooth(&low, &high, own, s, 3, 2, l, m));
        assert_true(high - low >= before - 1e-9);
        before = high - low;
    }
}

static void without_a_year_before_there_is_none(void **state)
{
    (void)state;
    const double l = 1;
    double low, high;
    assert_false(tbi_honest_smooth(&low, &high, beta, sigma, 0, 1, &l, 0.1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_year_before_and_after_has_a_closed_form),
        cmocka_unit_test(a_straight_drift_moves_nothing),
        cmocka_unit_test(more_bend_is_never_narrower),
        cmocka_unit_test(without_a_year_before_there_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
