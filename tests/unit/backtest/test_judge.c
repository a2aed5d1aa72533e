/* test_judge.c - what counts as inside an interval when draws are judged, and what the difference of
 * two models over years comes to. */
#include "support/check.h"

#include "backtest/judge.h"
#include "num/dist.h"

#include <math.h>

/* 1001 draws at 0, 0.001 .. 1: a quantile is its level. One unit is judged, at outcomes just inside
 * and just outside each end. */
static void ends_of_draws(void **state)
{
    (void)state;
    enum { N = 1001 };
    static double score[N];
    static const struct {
        double actual, in50, in90;
    } cases[] = { { 0.045, 0, 0 }, { 0.055, 0, 1 }, { 0.245, 0, 1 }, { 0.255, 1, 1 },
                  { 0.745, 1, 1 }, { 0.755, 0, 1 }, { 0.945, 0, 1 }, { 0.955, 0, 0 } };
    uint64_t count[1] = { N };
    int64_t tie[2] = { 0 };
    const int place = 1;
    tb_err err = TB_ERR_INIT;
    for (size_t k = 0; k < N; k++)
        score[k] = (double)((k * 37) % N) / (N - 1); /* in no order */
    const tb_draw_summary d = { .n_unit = 1, .n = N, .score = score, .rank = { 1, count, tie } };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        tb_mixture_rows r = { &cases[k].actual, &place, &place, 1, 1, false };
        tb_score_row row = { .n = 0 };
        CHECK_OK(tbi_judge_draws(&row, NULL, &d, &r, NULL, &err), err);
        CHECK_NEAR(row.score[TB_METRIC_COVERAGE50], cases[k].in50, 0);
        CHECK_NEAR(row.score[TB_METRIC_COVERAGE90], cases[k].in90, 0);
        CHECK_NEAR(row.score[TB_METRIC_WIDTH90], 0.9, 1e-12);
        CHECK_NEAR(row.score[TB_METRIC_RMSE], fabs(cases[k].actual - 0.5), 1e-12);
        CHECK_NEAR(row.score[TB_METRIC_MAE], fabs(cases[k].actual - 0.5), 1e-12);
    }
}

enum { T = 6 };
/* Differences of neighbouring years are alike, so that the variance two years ahead is above 0. */
static const double by_year[2][T] = { { 1.50, 1.30, 1.20, 0.90, 0.80, 1.10 },
                                      { 1.10, 1.00, 1.00, 0.70, 0.90, 1.20 } };

static tb_difference compare(int horizon)
{
    static tb_score_row row[2 * T];
    tb_err err = TB_ERR_INIT;
    tb_backtest b = { .n_row = 2 * T, .n_model = 2, .row = row };
    b.about.horizon = horizon;
    for (size_t t = 0; t < T; t++)
        for (size_t m = 0; m < 2; m++) {
            row[2 * t + m] =
                (tb_score_row){ .n = 63, .model = m == 0 ? "statespace" : "persistence" };
            for (size_t k = 0; k < TB_METRIC_COUNT; k++)
                row[2 * t + m].score[k] = by_year[m][t];
        }
    CHECK_OK(tbi_backtest_pool(&b, 1, &err), err);
    assert_int_equal(b.n_difference, 1);
    tb_difference d = b.difference[0];
    CHECK_NEAR(b.pooled[0].crps_skill, 1 - (6.8 / 5.9), 1e-12);
    /* the delta method: the spread of a - (mean a / mean b) b over the years, by the mean of b */
    double squares = 0;
    for (size_t t = 0; t < T; t++)
        squares += pow(by_year[0][t] - 6.8 / 5.9 * by_year[1][t], 2);
    CHECK_NEAR(b.pooled[0].crps_skill_se, sqrt(squares / (T - 1) / T) / (5.9 / T), 1e-12);
    tbi_arena_free(&b.own);
    return d;
}

/* For the next year the corrected statistic is Student's t of paired differences; for two years
 * ahead the first autocovariance counts twice and the correction is (m + 1 - 4 + 2 / m) / m. */
static void the_difference_of_two_models(void **state)
{
    (void)state;
    double mean = 0, own = 0, next = 0, x[T];
    for (size_t t = 0; t < T; t++)
        mean += (x[t] = by_year[0][t] - by_year[1][t]) / T;
    for (size_t t = 0; t < T; t++) {
        own += (x[t] - mean) * (x[t] - mean);
        next += t > 0 ? (x[t] - mean) * (x[t - 1] - mean) : 0;
    }
    tb_difference d = compare(1);
    double se = sqrt(own / (T - 1) / T);
    CHECK_NEAR(d.mean, mean, 1e-12);
    CHECK_NEAR(d.se, se, 1e-12);
    CHECK_NEAR(d.statistic, mean / se, 1e-10);
    CHECK_NEAR(d.p_value, tbi_t_two_sided(mean / se, T - 1), 1e-12);
    double variance = (own + 2 * next) / T / T;
    assert_true(variance > 0 && next > 0);
    CHECK_NEAR(compare(2).statistic, mean / sqrt(variance) * sqrt((T - 3 + 2.0 / T) / T), 1e-10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_of_draws),
        cmocka_unit_test(the_difference_of_two_models),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
