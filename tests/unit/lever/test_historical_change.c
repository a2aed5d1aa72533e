/* test_historical_change.c - lever: the record looks near the start, and what would have come anyway is no gain. */
#include "support/built_panel.h"
#include "support/check.h"

#include "lever/historical_change.h"
#include "num/rng.h"

#include <math.h>

enum { UNITS = 60, YEARS = 14 };

/* y = level + u + e: u is AR(1) with coefficient 0.5 and variance 1, e has sd 0.5. */
static tb_panel *panel_that_falls_back(uint64_t seed)
{
    double z[(2 * YEARS + 8) / 8 * 8], score[UNITS][YEARS];
    for (size_t i = 0; i < UNITS; i++) {
        tbi_rng_normal_block(z, 1, (2 * YEARS + 8) / 8 * 8, seed, 78, i * 32);
        double u = z[2 * YEARS];
        for (int t = 0; t < YEARS; t++) {
            u = t > 0 ? 0.5 * u + sqrt(0.75) * z[2 * t] : u;
            score[i][t] = u + 0.5 * z[2 * t + 1];
        }
    }
    return panel_of_totals(&(totals){ .index = "PAPI",
                                      .units = UNITS,
                                      .years = YEARS,
                                      .first = 2011,
                                      .least = -100,
                                      .decimals = 1,
                                      .score = &score[0][0] });
}

/* The lowest and the highest of the origin. In this law gains beyond the forecast do not depend on
 * the start: both records have nearly the same reach, sqrt(0.75) x 0.674 = 0.58, where plain
 * changes would give the lowest some 0.5 more than the highest. */
static void falling_back_is_no_gain(void **state)
{
    (void)state;
    double low = 0;
    double high = 0;
    enum { TABLES = 6 };
    for (uint64_t seed = 1; seed <= TABLES; seed++) {
        tb_panel *p = panel_that_falls_back(seed);
        const tb_index *x = tb_panel_index(p, "PAPI");
        size_t last = (size_t)tb_index_year(x, 2011 + YEARS - 1);
        size_t best = 0;
        size_t worst = 0;
        for (size_t i = 0; i < UNITS; i++) {
            const double *v = x->value + last * x->n_unit * x->n_indicator;
            best = v[i * x->n_indicator] > v[best * x->n_indicator] ? i : best;
            worst = v[i * x->n_indicator] < v[worst * x->n_indicator] ? i : worst;
        }
        tb_arena a = { 0 };
        tb_err err = TB_ERR_INIT;
        tb_historical_change r;
        CHECK_OK(tbi_historical_change_make(&r, x, 0, worst, 2011 + YEARS - 1, 1, NULL, &a, &err),
                 err);
        assert_null(r.reason);
        assert_true(r.effective >= 15);
        low += r.q75 / TABLES;
        CHECK_OK(tbi_historical_change_make(&r, x, 0, best, 2011 + YEARS - 1, 1, NULL, &a, &err),
                 err);
        assert_null(r.reason);
        high += r.q75 / TABLES;
        for (size_t k = 1; k < r.changes; k++)
            assert_true(r.change[k] >= r.change[k - 1] && r.below[k] >= r.below[k - 1]);
        tbi_arena_free(&a);
        tb_panel_free(p);
    }
    assert_true(fabs(low - high) < 0.3);
    assert_true(low > 0.25 && low < 0.9 && high > 0.25 && high < 0.9);
}

/* By the law of total variance a smoothed change and what is left open around it have the spread of
 * the gains themselves, sqrt(0.75) in this law or a little more where the start is not known well:
 * half of the width from the 10 to the 90 % point is 1.28 of it, 1.11. Over 24 tables it comes out at
 * 1.06 (fitted parameters, 21 quantiles for a law); with half of what the years explain, at 1.25. */
static void what_is_left_open_makes_up_for_the_smoothing(void **state)
{
    (void)state;
    enum { TABLES = 24 };
    double wide = 0;
    for (uint64_t seed = 11; seed < 11 + TABLES; seed++) {
        tb_panel *p = panel_that_falls_back(seed);
        tb_arena a = { 0 };
        tb_err err = TB_ERR_INIT;
        tb_historical_change r;
        CHECK_OK(tbi_historical_change_make(&r, tb_panel_index(p, "PAPI"), 0, 0, 2011 + YEARS - 1,
                                            1, NULL, &a, &err),
                 err);
        assert_null(r.reason);
        double low = tbi_weighted_quantile(r.change, r.below, r.changes, 0.1);
        double high = tbi_weighted_quantile(r.change, r.below, r.changes, 0.9);
        wide += (high - low) / 2 / TABLES;
        tbi_arena_free(&a);
        tb_panel_free(p);
    }
    CHECK_NEAR(wide, 1.2816 * sqrt(0.75), 0.09);
}

static void weights_follow_the_distance(void **state)
{
    (void)state;
    double start[200];
    double weight[200];
    for (size_t i = 0; i < 200; i++)
        start[i] = (double)i / 20;
    double effective = tbi_start_weights(weight, start, 200, 5);
    assert_true(effective >= 20 && effective < 200);
    assert_true(weight[100] == 1 && weight[0] == 0 && weight[199] == 0);
    assert_true(fabs(weight[90] - weight[110]) < 1e-12 && weight[90] > weight[80]);
    /* far from everybody the kernel is widened until enough count */
    assert_true(tbi_start_weights(weight, start, 200, 14) >= 15);
}

static void the_weighted_quantile_is_the_plain_one_with_equal_weights(void **state)
{
    (void)state;
    static const double value[4] = { 1, 2, 3, 4 };
    static const double below[4] = { 0.125, 0.375, 0.625, 0.875 };
    CHECK_NEAR(tbi_weighted_quantile(value, below, 4, 0.5), 2.5, 1e-12);
    CHECK_NEAR(tbi_weighted_quantile(value, below, 4, 0.05), 1, 1e-12);
    CHECK_NEAR(tbi_weighted_quantile(value, below, 4, 0.99), 4, 1e-12);
    CHECK_NEAR(tbi_weighted_quantile(value, below, 4, 0.75), 3.5, 1e-12);
}

/* A law with changes 0 .. 1, all alike: the grid is then the law of the place itself, whose mean and
 * variance are those of Beta(3 (n + 1) / 4, (n + 1) / 4). */
static void the_grid_stands_around_the_upper_quartile(void **state)
{
    (void)state;
    enum { CHANGES = 1000, GRID = 2000 };
    static double change[CHANGES], below[CHANGES], grid[GRID];
    double mean = 0, square = 0;
    for (size_t k = 0; k < CHANGES; k++)
        change[k] = below[k] = ((double)k + 0.5) / CHANGES;
    const tb_historical_change r = {
        .effective = 23, .change = change, .below = below, .changes = CHANGES
    };
    tbi_historical_change_grid(grid, GRID, &r, NULL);
    for (size_t k = 0; k < GRID; k++) {
        mean += grid[k] / GRID;
        square += grid[k] * grid[k] / GRID;
    }
    CHECK_NEAR(mean, 0.75, 1e-4);
    CHECK_NEAR(square - mean * mean, 0.75 * 0.25 / 25, 1e-4);
}

/* (sum of weights)^2 / sum of their squares, of starts that are not equally near. */
static void weights_count_for_fewer_than_they_are(void **state)
{
    (void)state;
    enum { STARTS = 60 };
    double start[STARTS], weight[STARTS], sum = 0, squares = 0;
    for (size_t i = 0; i < STARTS; i++)
        start[i] = (double)(i * i) / 300;
    double n = tbi_start_weights(weight, start, STARTS, 2);
    for (size_t i = 0; i < STARTS; i++) {
        sum += weight[i];
        squares += weight[i] * weight[i];
    }
    CHECK_NEAR(n, sum * sum / squares, 1e-12);
    assert_true(n < STARTS && fabs(n - sum) > 0.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_count_for_fewer_than_they_are),
        cmocka_unit_test(falling_back_is_no_gain),
        cmocka_unit_test(what_is_left_open_makes_up_for_the_smoothing),
        cmocka_unit_test(weights_follow_the_distance),
        cmocka_unit_test(the_weighted_quantile_is_the_plain_one_with_equal_weights),
        cmocka_unit_test(the_grid_stands_around_the_upper_quartile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
