/* test_prior.c - what is believed before much was seen, against closed forms: spreads of the national
 * mean, chances of a change of scheme, shares kept, chances of no score, and the pattern of
 * correlations, years brought to one scale. */
#include "support/check.h"

#include "num/rng.h"
#include "statespace/correlation.h"
#include "statespace/national_level.h"
#include "statespace/nonpublication.h"
#include "statespace/persistence.h"

#include <math.h>

enum { YEARS = 5, UNITS = 4 };

/* A scale of 0 to 100 with a mean of 50 in the years that `is` marks; the link's slope there is 25. */
static tb_national_level fit_level(double *level, const unsigned char *is, unsigned char *broken,
                                   double sd)
{
    static double low[YEARS], high[YEARS];
    unsigned char kind[YEARS];
    for (size_t t = 0; t < YEARS; t++) {
        low[t] = 0;
        high[t] = 100;
        kind[t] = is[t] ? 2 : 0;
    }
    tb_deviation d = { .n_year = YEARS,
                       .level = level,
                       .level_is = kind,
                       .low = low,
                       .high = high,
                       .broken = broken };
    return tbi_national_level_fit(&d, sd);
}

/* (sum of squares + 4 s0^2) / (df + 4), s0 = 0.3 sd of the units for a step and one for a jump, on
 * the scale of the logit. */
static void spreads_of_the_level(void **state)
{
    (void)state;
    double level[YEARS] = { 0, 0, 0, 0, 50 };
    unsigned char last[YEARS] = { 0, 0, 0, 0, 1 }, none[YEARS] = { 0 };
    double yard = 6.25 / 25; /* sd over the slope */
    tb_national_level l = fit_level(level, last, none, 6.25);
    CHECK_NEAR(l.step, 0.3 * yard, 1e-12);
    CHECK_NEAR(l.jump, yard, 1e-12);
    CHECK_NEAR(l.step_df, 4, 0);
    /* 60, a year that is not known, 60, over a break to 50: no step in two years, one jump */
    double moves[YEARS] = { 60, 0, 60, 50, 50 };
    unsigned char known[YEARS] = { 1, 0, 1, 1, 1 }, broken[YEARS] = { 0, 0, 0, 1, 0 };
    double jump = log(1.5);
    l = fit_level(moves, known, broken, 6.25);
    CHECK_NEAR(l.step_df, 4 + 2, 0);
    CHECK_NEAR(l.jump_df, 4 + 1, 0);
    CHECK_NEAR(l.step, sqrt(4 * 0.09 * yard * yard / 6), 1e-12);
    CHECK_NEAR(l.jump, sqrt((jump * jump + 4 * yard * yard) / 5), 1e-12);
    /* 60 to 50 in two years is half of that squared a year, as of a random walk */
    double slow[YEARS] = { 60, 0, 50, 50, 50 };
    l = fit_level(slow, known, none, 6.25);
    CHECK_NEAR(l.step_df, 4 + 3, 0);
    CHECK_NEAR(l.step, sqrt((jump * jump / 2 + 4 * 0.09 * yard * yard) / 7), 1e-12);
}

/* Beta(1/2, 3/2) over the four steps of five years: (2 + 1/2) / (5 + 1). */
static void chance_of_a_change_of_scheme(void **state)
{
    (void)state;
    unsigned char broken[YEARS] = { 0, 1, 0, 0, 1 };
    tb_deviation d = { .n_year = YEARS, .broken = broken };
    tb_index x = { .code = "X" };
    CHECK_NEAR(tbi_break_probability(&x, &d, 2020, 2021), 2.5 / 6, 1e-12);
    tb_scheme next = { .first_year = 2021, .announced = "2020-03-01" };
    x.scheme = &next;
    x.n_scheme = 1;
    CHECK_NEAR(tbi_break_probability(&x, &d, 2020, 2021), 1, 0);
    CHECK_NEAR(tbi_break_probability(&x, &d, 2019, 2021), 2.5 / 6, 1e-12);
}

/* Calm steps 0.9 and 0.7 with the prior's 0.816 and 0.971; changes 0.4 and 0.2 with 0.497 and 0.882;
 * weighed by the chance of a change, 2.5 in 6. */
static void shares_kept(void **state)
{
    (void)state;
    unsigned char broken[YEARS] = { 0, 1, 0, 0, 1 };
    const double persistence[YEARS] = { 1, 0.4, 0.9, 0.7, 0.2 };
    tb_deviation d = { .n_year = YEARS, .broken = broken };
    double mean, var, calm = (0.816 + 0.971 + 1.6) / 4, change = (0.497 + 0.882 + 0.6) / 4;
    tbi_persistence_prior(&mean, &var, &d, persistence, false);
    CHECK_NEAR(mean, calm, 1e-12);
    double square = 0.816 * 0.816 + 0.971 * 0.971 + 0.81 + 0.49;
    CHECK_NEAR(var, square / 4 - calm * calm, 1e-12);
    CHECK_NEAR(tbi_persistence_usual(&d, persistence), 3.5 / 6 * calm + 2.5 / 6 * change, 1e-12);
}

/* Draws of a step to come have the moments of the steps so far: by the beta law, m (1 - m) / (size +
 * 1) is the variance that was asked for. */
static void shares_to_come(void **state)
{
    (void)state;
    enum { DRAWS = 40000 };
    unsigned char broken[YEARS] = { 0, 1, 0, 0, 1 };
    const double persistence[YEARS] = { 1, 0.4, 0.9, 0.7, 0.2 };
    tb_deviation d = { .n_year = YEARS, .broken = broken };
    for (int change = 0; change < 2; change++) {
        double mean, var, sum = 0, square = 0;
        tb_rng r;
        tbi_persistence_prior(&mean, &var, &d, persistence, change);
        tbi_rng_start(&r, 3, 77, (uint64_t)change);
        for (size_t k = 0; k < DRAWS; k++) {
            double x = tbi_persistence_draw(&r, &d, persistence, change);
            assert_true(x >= 0 && x <= 1);
            sum += x / DRAWS;
            square += x * x / DRAWS;
        }
        assert_true(fabs(sum - mean) < 5 * sqrt(var / DRAWS));
        CHECK_NEAR((square - sum * sum) / var, 1, 0.03);
    }
}

/* Three whole years, a fourth that is not: of 12 cells 3 are withheld, 2 of them the first unit's.
 * (2 + 3 x 1/4) / (3 + 3), (1 + 3/4) / 6, (0 + 3/4) / 6. */
static void chances_of_no_score(void **state)
{
    (void)state;
    enum { S = TB_KNOWN_SCORE, W = TB_KNOWN_WITHHELD, A = TB_KNOWN_ABSENT };
    unsigned char known[4 * UNITS] = { W, S, S, S, W, W, S, S, S, S, S, S, W, W, W, W };
    unsigned char whole[4] = { 1, 1, 1, 0 };
    double chance[UNITS];
    tb_deviation d = { .n_year = 4, .n_unit = UNITS, .known = known, .whole = whole };
    tbi_nonpublication_probabilities(chance, &d);
    CHECK_NEAR(chance[0], 2.75 / 6, 1e-12);
    CHECK_NEAR(chance[1], 1.75 / 6, 1e-12);
    CHECK_NEAR(chance[2], 0.75 / 6, 1e-12);
    /* a unit that was there in one of the three years: 3 of 10 cells, and one year of its own */
    known[UNITS + 3] = known[2 * UNITS + 3] = A;
    tbi_nonpublication_probabilities(chance, &d);
    CHECK_NEAR(chance[3], 0.9 / 4, 1e-12);
}

/* The pattern weighs pairs by precision: two components of 60 units that move alike, and a third
 * known for eight, which goes with neither. By number of pairs the pattern would be a third of the
 * first pair's correlation. */
static void a_pair_that_is_known_well_makes_the_pattern(void **state)
{
    (void)state;
    enum { N = 60, FEW = 8 };
    static double y[3][N];
    const double persistence[1] = { 1 };
    const tb_uc_model model = { .var_a = 0.5, .var_u = 0, .var_e = 0.5, .rho = 0.5 };
    tb_correlation_series s[3];
    tb_rng r;
    tb_err err = TB_ERR_INIT;
    tb_arena a = { 0 };
    tb_correlation both, all;
    tbi_rng_start(&r, 3, 90, 0);
    for (size_t i = 0; i < N; i++) {
        double common = tbi_rng_normal(&r), own = tbi_rng_normal(&r);
        y[0][i] = common;
        y[1][i] = 0.8 * common + 0.6 * own;
        y[2][i] = i < FEW ? (i % 2 == 0 ? 1 : -1) * fabs(common) : NAN;
    }
    for (size_t k = 0; k < 3; k++)
        s[k] = (tb_correlation_series){ y[k], 0, 0, model };
    CHECK_OK(tbi_correlation_fit(&both, s, 2, N, 1, persistence, &a, &err), err);
    CHECK_OK(tbi_correlation_fit(&all, s, 3, N, 1, persistence, &a, &err), err);
    double pair = both.signal[1], pattern = all.signal[1];
    if (!(pair > 0.6 && pattern > 0.75 * pair && pattern < pair))
        fail_msg("the pair says %g, the pattern %g", pair, pattern);
    tbi_arena_free(&a);
}

/* Every year gets the root mean square of the last one: 3 and -4 of two known, 1, 2 and 2 of three, 6
 * and -2 of two. A year of one unit and a year without spread keep their scores. */
static void years_of_one_scale(void **state)
{
    (void)state;
    enum { N = 3 };
    double y[YEARS * N] = { 3, NAN, -4, 1, 2, 2, 7, NAN, NAN, 0, 0, 0, 6, -2, NAN };
    const double was[YEARS * N] = { 3, NAN, -4, 1, 2, 2, 7, NAN, NAN, 0, 0, 0, 6, -2, NAN };
    size_t count[YEARS] = { 2, 3, 1, 3, 2 };
    const double root[YEARS] = { sqrt(12.5), sqrt(3), 0, 0, sqrt(20) };
    tb_deviation d = { .n_year = YEARS, .n_unit = N, .y = y, .count = count };
    tb_arena a = { 0 };
    tb_err err = TB_ERR_INIT;
    double *scale = NULL;
    CHECK_OK(tbi_deviation_one_scale(&scale, &d, &a, &err), err);
    for (size_t t = 0; t < YEARS; t++) {
        double by = root[t] > 0 ? sqrt(20) / root[t] : 1;
        CHECK_NEAR(scale[t], by, 1e-12);
        for (size_t i = 0; i < N; i++) {
            if (isnan(was[t * N + i]))
                assert_true(isnan(d.y[t * N + i]));
            else
                CHECK_NEAR(d.y[t * N + i], by * was[t * N + i], 1e-12);
        }
    }
    tbi_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spreads_of_the_level),
        cmocka_unit_test(chance_of_a_change_of_scheme),
        cmocka_unit_test(shares_kept),
        cmocka_unit_test(shares_to_come),
        cmocka_unit_test(chances_of_no_score),
        cmocka_unit_test(a_pair_that_is_known_well_makes_the_pattern),
        cmocka_unit_test(years_of_one_scale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
