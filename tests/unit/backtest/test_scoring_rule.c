/* Scoring rules against closed forms and sums worked out by hand. */
#include "support/check.h"

#include "backtest/scoring_rule.h"
#include "num/dist.h"

#include <math.h>

static void crps_of_draws_by_hand(void **state)
{
    (void)state;
    double x[] = { -1.25, 0.5, 2.75 };
    /* mean |x - 1| = (2.25 + 0.5 + 1.75) / 3; pairs: 1.75, 4, 2.25, each twice of nine */
    CHECK_NEAR(tbi_crps_draws(x, 3, 1), 4.5 / 3 - 0.5 * 2 * (1.75 + 4 + 2.25) / 9, 1e-15);
    CHECK_NEAR(tbi_crps_draws(x, 1, 1), 2.25, 1e-15);
    assert_true(isnan(tbi_crps_draws(x, 0, 1)));
}

/* The integral of (F(x) - [x >= y])^2, by the trapezium rule. */
static double crps_by_integral(double mean, double sd, double y)
{
    double sum = 0, h = 1e-4;
    for (double x = mean - 12 * sd + h / 2; x < mean + 12 * sd; x += h) {
        double f = tbi_normal_cdf((x - mean) / sd) - (x >= y);
        sum += f * f * h;
    }
    return sum;
}

static void crps_of_a_normal_law_three_ways(void **state)
{
    (void)state;
    static const double at[] = { -2.3, 0.41, 0.7, 3.9 };
    enum { N = 4001 };
    static double x[N], p[N];
    for (int k = 0; k < N; k++) {
        p[k] = (k + 0.5) / N;
        x[k] = 0.41 + 1.37 * tbi_normal_quantile(p[k]);
    }
    for (int k = 0; k < 4; k++) {
        double closed = tbi_crps_normal(0.41, 1.37, at[k]);
        CHECK_NEAR(closed, crps_by_integral(0.41, 1.37, at[k]), 1e-5);
        CHECK_NEAR(tbi_crps_draws(x, N, at[k]), closed, 1e-3);
        CHECK_NEAR(tbi_crps_quantiles(p, x, N, at[k]), closed, 1e-3);
    }
    CHECK_NEAR(tbi_crps_normal(2, 0, 2.75), 0.75, 0);
}

/* Ferro (2014): by hand, and its expectation over samples of three is the score of the law itself,
 * where the plain score of so few draws is worse by E|x - x'| / 6. Samples and outcomes at all
 * combinations of equally likely quantiles stand for the expectation. */
static void fair_crps_is_that_of_the_law(void **state)
{
    (void)state;
    double x[] = { -1.25, 0.5, 2.75 };
    CHECK_NEAR(tbi_crps_fair(x, 3, 1), 4.5 / 3 - (1.75 + 4 + 2.25) / 6, 1e-15);
    assert_true(isnan(tbi_crps_fair(x, 1, 1)));
    enum { N = 60 };
    double q[N];
    double all = 0, fair = 0, plain = 0, apart = 0;
    for (int k = 0; k < N; k++)
        q[k] = tbi_normal_quantile((k + 0.5) / N);
    for (int i = 0; i < N; i++)
        for (int k = 0; k < N; k++)
            apart += fabs(q[i] - q[k]) / (N * N);
    for (int i = 0; i < N; i++)
        for (int k = i; k < N; k++)
            for (int m = k; m < N; m++) {
                double draw[] = { q[i], q[k], q[m] };
                double ways = i == m ? 1 : i == k || k == m ? 3 : 6;
                fair += ways * tbi_crps_fair(draw, 3, 0.3);
                plain += ways * tbi_crps_draws(draw, 3, 0.3);
                all += ways;
            }
    CHECK_NEAR(fair / all, tbi_crps_draws(q, N, 0.3), 1e-12);
    CHECK_NEAR((plain - fair) / all, apart / 6, 1e-12);
}

/* Bracher et al. (2021), eq. 2, by hand: (|y - m| / 2 + sum alpha / 2 IS) / (K + 1 / 2). */
static void weighted_interval_score_is_that_of_the_paper(void **state)
{
    (void)state;
    static const double one[] = { 0.25, 0.5, 0.75 }, q[] = { 1, 2, 4 };
    double interval = (4 - 1) + 2 / 0.5 * (5 - 4);
    CHECK_NEAR(tbi_wis(one, q, 3, 5), (0.5 * 3 + 0.25 * interval) / 1.5, 1e-15);
    static const double two[] = { 0.05, 0.25, 0.5, 0.75, 0.95 }, r[] = { -1, 1, 2, 4, 9 };
    double outer = (9 + 1) + 2 / 0.1 * (-1 + 2.5);
    interval = (4 - 1) + 2 / 0.5 * (1 + 2.5);
    CHECK_NEAR(tbi_wis(two, r, 5, -2.5), (0.5 * 4.5 + 0.25 * interval + 0.05 * outer) / 2.5, 1e-14);
    assert_true(isnan(tbi_wis(one, q, 0, 5)));
}

static void density_of_draws_is_near_the_law(void **state)
{
    (void)state;
    enum { N = 4001 };
    static double x[N];
    for (int k = 0; k < N; k++)
        x[k] = tbi_normal_quantile((k + 0.5) / N);
    CHECK_NEAR(tbi_log_score_draws(x, N, 0.3), 0.5 * log(2 * acos(-1)) + 0.045, 0.02);
    assert_true(isnan(tbi_log_score_draws(x, 5, 0.3)));
}

/* Draws that are one number, exactly or but for rounding, have a density of 1e16 at it and none beside:
 * there is no log score; with a spread that means something there is one. */
static void draws_without_spread_have_no_log_score(void **state)
{
    (void)state;
    double same[40], nearly[40], close[40];
    for (int k = 0; k < 40; k++) {
        same[k] = 41.2;
        nearly[k] = 41.2 * (1 + k * 2.2e-16);
        close[k] = 41.2 + 1e-6 * k;
    }
    assert_true(isnan(tbi_log_score_draws(same, 40, 41.2)));
    assert_true(isnan(tbi_log_score_draws(nearly, 40, 41.2)));
    assert_true(isnan(tbi_log_score_draws(nearly, 40, 44)));
    double score = tbi_log_score_draws(close, 40, 41.2 + 2e-5);
    assert_true(score < -9 && score > -13);
}

static void ranked_probability_by_hand(void **state)
{
    (void)state;
    double chance[] = { 0.2, 0.5, 0.3 };
    CHECK_NEAR(tbi_rps(chance, 3, 2), (0.2 * 0.2 + 0.3 * 0.3) / 2, 1e-15);
    CHECK_NEAR(tbi_rps(chance, 3, 1), (0.8 * 0.8 + 0.3 * 0.3) / 2, 1e-15);
    double sure[] = { 0, 0, 1 };
    CHECK_NEAR(tbi_rps(sure, 3, 3), 0, 0);
    CHECK_NEAR(tbi_rps(sure, 3, 1), 1, 0);
}

static void orders_by_hand(void **state)
{
    (void)state;
    double a[] = { 1, 2, NAN, 3, 4 }, b[] = { 2, 1, 9, 4, 3 }, scratch[20];
    CHECK_NEAR(tbi_kendall(a, b, 5), (4 - 2) / 6.0, 1e-15);
    CHECK_NEAR(tbi_spearman(a, b, 5, scratch), 0.6, 1e-15);
    double tied[] = { 1, 1, 5, 2, 2 };
    /* concordant 4, discordant 0, ties of one side 2: tau-b = 4 / sqrt(6 * 4) */
    CHECK_NEAR(tbi_kendall(a, tied, 5), 4 / sqrt(24.0), 1e-15);
    double same[] = { 7, 7, 7, 7, 7 };
    assert_true(isnan(tbi_kendall(a, same, 5)));
    assert_true(isnan(tbi_spearman(a, same, 5, scratch)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(crps_of_draws_by_hand),
        cmocka_unit_test(fair_crps_is_that_of_the_law),
        cmocka_unit_test(crps_of_a_normal_law_three_ways),
        cmocka_unit_test(weighted_interval_score_is_that_of_the_paper),
        cmocka_unit_test(density_of_draws_is_near_the_law),
        cmocka_unit_test(draws_without_spread_have_no_log_score),
        cmocka_unit_test(ranked_probability_by_hand),
        cmocka_unit_test(orders_by_hand),
    };
    return cmocka_run_group_tests_name("backtest.scoring_rule", tests, NULL, NULL);
}
