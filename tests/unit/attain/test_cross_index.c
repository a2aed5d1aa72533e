/* test_cross_index.c - joined draws have the wanted correlation, the joint chance that a bivariate
 * normal has, and change nothing about one series alone. */
#include "support/check.h"

#include "attain/cross_estimate.h"
#include "attain/cross_index.h"
#include "attain/cross_order.h"
#include "num/dist.h"
#include "num/rng.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DRAWS = 40000, KEPT = 8192, M = 3 };

static double value[M][DRAWS];
static size_t at[M][DRAWS];

static double drawn[M][DRAWS];

static int draw_once(void **state)
{
    tb_rng r;
    (void)state;
    for (size_t d = 0; d < DRAWS; d++) {
        tbi_rng_start(&r, 9, 55, d);
        for (size_t k = 0; k < M; k++)
            drawn[k][d] = tbi_rng_normal(&r);
    }
    return 0;
}

static void draw(void)
{
    memcpy(value, drawn, sizeof value);
}

static double moved(size_t k, size_t d)
{
    return value[k][at[k][d]];
}

static double correlation(size_t a, size_t b)
{
    double xx = 0, yy = 0, xy = 0;
    for (size_t d = 0; d < DRAWS; d++) {
        xx += moved(a, d) * moved(a, d);
        yy += moved(b, d) * moved(b, d);
        xy += moved(a, d) * moved(b, d);
    }
    return xy / sqrt(xx * yy);
}

static void order(const double *corr, size_t fixed)
{
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tbi_cross_order(&at[0][0], &value[0][0], M, DRAWS, fixed, KEPT, corr, 2, &err), err);
}

static void every_draw_stays_once_and_on_its_side(void **state)
{
    (void)state;
    static unsigned char seen[DRAWS];
    const double corr[M * M] = { 1, 0.6, -0.3, 0.6, 1, 0.2, -0.3, 0.2, 1 };
    draw();
    order(corr, 1);
    for (size_t k = 0; k < M; k++) {
        memset(seen, 0, sizeof seen);
        for (size_t d = 0; d < DRAWS; d++) {
            assert_int_equal(seen[at[k][d]], 0);
            seen[at[k][d]] = 1;
            assert_int_equal(at[k][d] % 2, d % 2);
            assert_int_equal(at[k][d] < KEPT, d < KEPT);
        }
    }
}

static void the_wanted_correlations_come_out(void **state)
{
    (void)state;
    const double corr[M * M] = { 1, 0.6, -0.3, 0.6, 1, 0.2, -0.3, 0.2, 1 };
    draw();
    order(corr, 1);
    assert_true(fabs(correlation(0, 1) - 0.6) < 0.015);
    assert_true(fabs(correlation(0, 2) + 0.3) < 0.015);
    assert_true(fabs(correlation(1, 2) - 0.2) < 0.015);
}

/* Both above 0 (Sheppard 1899): 1/4 + asin(rho) / (2 pi). */
static void the_joint_chance_moves_as_it_must(void **state)
{
    (void)state;
    for (int k = -4; k <= 4; k++) {
        double rho = 0.2 * k;
        double both = 0;
        double alone = 0;
        double before = 0;
        const double corr[M * M] = { 1, rho, 0, rho, 1, 0, 0, 0, 1 };
        draw();
        order(corr, 1);
        for (size_t d = 0; d < DRAWS; d++) {
            both += moved(0, d) > 0 && moved(1, d) > 0;
            alone += moved(1, d) > 0;
            before += value[1][d] > 0;
        }
        assert_true(alone == before); /* the marginal, to the draw */
        assert_true(fabs(both / DRAWS - (0.25 + asin(rho) / 6.283185307179586)) < 0.008);
    }
}

static void no_correlation_moves_nothing(void **state)
{
    (void)state;
    const double corr[M * M] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 };
    draw();
    for (size_t d = 0; d < DRAWS; d += 37)
        value[1][d] = NAN;
    order(corr, 1);
    for (size_t k = 0; k < M; k++)
        for (size_t d = 0; d < DRAWS; d++)
            assert_int_equal(at[k][d], d);
}

static void what_is_withheld_stays(void **state)
{
    (void)state;
    const double corr[M * M] = { 1, 0.5, 0, 0.5, 1, 0, 0, 0, 1 };
    draw();
    for (size_t d = 0; d < DRAWS; d += 7)
        value[1][d] = NAN;
    order(corr, 1);
    for (size_t d = 0; d < DRAWS; d += 7)
        assert_int_equal(at[1][d], d);
}

/* Two that already go together keep their order, and the third takes both into account. */
static void the_fixed_are_not_moved(void **state)
{
    (void)state;
    const double corr[M * M] = { 1, 0, 0.4, 0, 1, 0.5, 0.4, 0.5, 1 };
    draw();
    for (size_t d = 0; d < DRAWS; d++)
        value[1][d] = 0.7 * value[0][d] + sqrt(0.51) * value[1][d];
    order(corr, 2);
    for (size_t d = 0; d < DRAWS; d++)
        assert_true(at[0][d] == d && at[1][d] == d);
    assert_true(fabs(correlation(0, 2) - 0.4) < 0.015 && fabs(correlation(1, 2) - 0.5) < 0.015);
}

/* ---- the estimate: two tables whose innovations go together with correlation 0.5 ---- */

enum { UNITS = 40, YEARS = 8, FIRST = 2010 };
static double table[2][YEARS][UNITS];
static uint8_t status[YEARS][UNITS];
static char name[UNITS][4];
static const char *code[UNITS];
static int year[YEARS];
static const tb_indicator total[1] = { { .code = "TOTAL" } };
static const tb_node node[1] = { { 0, -1, "TOTAL", "TOTAL", 0, 100, NAN, FIRST, 9999, "total", "",
                                   TB_MERGE_NONE, "", 0 } };
static const tb_scheme scheme[1] = { { "one", FIRST, 9999, "", "" } };
static int16_t ranked[YEARS], rank[YEARS][UNITS];

static tb_index index_of(size_t k, const char *called)
{
    return (tb_index){ .code = called,
                       .direction = 1,
                       .n_year = YEARS,
                       .n_unit = UNITS,
                       .n_indicator = 1,
                       .year = year,
                       .unit_code = code,
                       .indicator = total,
                       .value = &table[k][0][0],
                       .rank = &rank[0][0],
                       .status = &status[0][0],
                       .n_ranked = ranked,
                       .n_node = 1,
                       .node = node,
                       .n_scheme = 1,
                       .scheme = scheme };
}

static void fill_from(double rho, uint64_t seed)
{
    tb_rng r;
    for (size_t y = 0; y < YEARS; y++) {
        year[y] = FIRST + (int)y;
        ranked[y] = UNITS;
        for (size_t u = 0; u < UNITS; u++) {
            code[u] = name[u];
            name[u][0] = (char)('0' + u / 10);
            name[u][1] = (char)('0' + u % 10);
            rank[y][u] = -1;
            tbi_rng_start(&r, seed, 3, y * UNITS + u);
            double a = tbi_rng_normal(&r);
            double b = rho * a + sqrt(1 - rho * rho) * tbi_rng_normal(&r);
            table[0][y][u] = 50 + (y > 0 ? 0.6 * (table[0][y - 1][u] - 50) : 0) + a;
            table[1][y][u] = 60 + (y > 0 ? 0.4 * (table[1][y - 1][u] - 60) : 0) + b;
        }
    }
}

static void fill(double rho)
{
    fill_from(rho, 21);
}

static tb_cross_index estimate(int origin)
{
    tb_err err = TB_ERR_INIT;
    tb_cross_index out;
    tb_index a = index_of(0, "A");
    tb_index b = index_of(1, "B");
    CHECK_OK(tbi_cross_estimate(&out, &a, 0, &b, 0, origin, &err), err);
    return out;
}

static void the_correlation_of_innovations_is_found(void **state)
{
    (void)state;
    fill(0.5);
    tb_cross_index e = estimate(FIRST + YEARS - 1);
    assert_string_equal(e.basis, "estimated");
    assert_int_equal(e.pairs, UNITS * (YEARS - 1));
    assert_true(fabs(e.raw - 0.5) < 0.13);
    assert_true(e.low < 0.5 && 0.5 < e.high);
    assert_true(fabs(e.correlation) < fabs(e.raw)); /* shrunk */
}

/* Of n pairs with correlation r: Fisher's z with precision n - 3, a prior of precision 1 / 0.3^2, and
 * 1.96 posterior standard deviations to each side. */
static void the_interval_is_the_posterior_of_fishers_z(void **state)
{
    (void)state;
    fill(0.5);
    for (int years = 2; years <= YEARS; years += 3) {
        tb_cross_index e = estimate(FIRST + years - 1);
        double n = e.pairs, precision = n - 3 + 1 / 0.09;
        double z = atanh(e.raw) * (n - 3) / precision, half = 1.959964 / sqrt(precision);
        CHECK_NEAR(e.correlation, tanh(z), 1e-9);
        CHECK_NEAR(e.low, tanh(z - half), 1e-5);
        CHECK_NEAR(e.high, tanh(z + half), 1e-5);
    }
}

/* Correlations drawn from the prior of Fisher's z (0, 0.3), tables from them: 95 in 100 lie between the
 * ends. Of three years, so that the prior weighs. */
static void the_interval_holds_the_truth(void **state)
{
    (void)state;
    enum { TIMES = 400 };
    double inside = 0;
    tb_rng r;
    tbi_rng_start(&r, 22, 4, 0);
    for (uint64_t k = 0; k < TIMES; k++) {
        double rho = tanh(0.3 * tbi_rng_normal(&r));
        fill_from(rho, 1000 + k);
        tb_cross_index e = estimate(FIRST + 2);
        inside += e.low <= rho && rho <= e.high;
    }
    if (fabs(inside / TIMES - 0.95) > 4 * sqrt(0.95 * 0.05 / TIMES))
        fail_msg("%g of %d intervals hold it", inside, TIMES);
}

static void later_figures_are_not_read(void **state)
{
    (void)state;
    fill(0.5);
    tb_cross_index before = estimate(FIRST + 4);
    for (size_t u = 0; u < UNITS; u++)
        table[0][6][u] = (double)u;
    tb_cross_index after = estimate(FIRST + 4);
    assert_true(before.correlation == after.correlation && before.pairs == after.pairs);
}

/* Known every other year only: no innovation is known, the deviations are. */
static void deviations_serve_where_innovations_are_few(void **state)
{
    (void)state;
    fill(0.5);
    for (size_t y = 1; y < YEARS; y += 2)
        for (size_t u = 0; u < UNITS; u++)
            table[1][y][u] = NAN;
    tb_cross_index e = estimate(FIRST + YEARS - 1);
    assert_string_equal(e.basis, "estimated");
    assert_true(e.levels);
    assert_int_equal(e.pairs, UNITS * YEARS / 2);
    assert_true(e.low < 0.48 && 0.48 < e.high && e.raw > 0.2);
}

static void few_pairs_are_an_assumption(void **state)
{
    (void)state;
    fill(0.5);
    for (size_t y = 0; y < YEARS; y++)
        for (size_t u = 9; u < UNITS; u++)
            table[1][y][u] = NAN;
    tb_cross_index e = estimate(FIRST + 1);
    assert_int_equal(e.pairs, 9);
    assert_string_equal(e.basis, "assumed");
    assert_true(e.correlation == 0 && isnan(e.low) && isnan(e.raw));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_draw_stays_once_and_on_its_side),
        cmocka_unit_test(the_wanted_correlations_come_out),
        cmocka_unit_test(the_joint_chance_moves_as_it_must),
        cmocka_unit_test(no_correlation_moves_nothing),
        cmocka_unit_test(what_is_withheld_stays),
        cmocka_unit_test(the_fixed_are_not_moved),
        cmocka_unit_test(the_correlation_of_innovations_is_found),
        cmocka_unit_test(the_interval_is_the_posterior_of_fishers_z),
        cmocka_unit_test(the_interval_holds_the_truth),
        cmocka_unit_test(later_figures_are_not_read),
        cmocka_unit_test(few_pairs_are_an_assumption),
        cmocka_unit_test(deviations_serve_where_innovations_are_few),
    };
    return cmocka_run_group_tests_name("attain.cross_index", tests, draw_once, NULL);
}
