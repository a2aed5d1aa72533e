/* test_plan_condition.c - plan: the reach of a sum. Components that move as one reach together what each reaches; independent ones 1/sqrt(S) of it. */
#include "support/check.h"

#include "num/rng.h"
#include "plan/plan_condition.h"

#include <math.h>
#include <string.h>

enum { YEARS = 40, UNITS = 60, PARTS = 4 };

static const tb_index index_of_all = { .code = "PAPI" };
static double change[PARTS][YEARS * UNITS];
static double start[PARTS][YEARS * UNITS];

static double level; /* what every gain has besides: no part of what moves together */

/* Gains of sd 1: own [0, 1] of each component, the rest shared by all. */
static void fill(tb_key *key, const tb_key **at, double own)
{
    double z[(PARTS + 9) / 8 * 8];
    for (size_t i = 0; i < YEARS * UNITS; i++) {
        tbi_rng_normal_block(z, 1, (PARTS + 9) / 8 * 8, 5, 79, i * 8);
        for (size_t k = 0; k < PARTS; k++) {
            change[k][i] = sqrt(own) * z[k] + sqrt(1 - own) * z[PARTS] + level;
            start[k][i] = z[PARTS + 1];
        }
    }
    memset(key, 0, PARTS * sizeof *key);
    for (size_t k = 0; k < PARTS; k++) {
        key[k].index = &index_of_all;
        key[k].evidence = TB_EVIDENCE_HISTORICAL;
        key[k].reach.row_years = YEARS;
        key[k].reach.row_units = UNITS;
        key[k].reach.first = 2000;
        key[k].reach.row_change = change[k];
        key[k].reach.row_start = start[k];
        key[k].reach.q75 = 0.67;
        at[k] = &key[k];
    }
}

static tb_plan_condition condition_with(double own, size_t n)
{
    static const double weight[PARTS] = { 1, 1, 1, 1 };
    tb_key key[PARTS];
    const tb_key *at[PARTS];
    tb_plan_condition out;
    tb_plan_conditions *all;
    tb_plan_together together;
    int record[PARTS];
    tb_arena own_room = { 0 };
    tb_err err = TB_ERR_INIT;
    fill(key, at, own);
    CHECK_OK(tbi_plan_conditions_make(&all, record, at, weight, n, &own_room, &err), err);
    tbi_plan_conditions_of(&out, all, (1ULL << n) - 1);
    tbi_plan_conditions_together(&together, all);
    if (n > 0)
        CHECK_NEAR(tbi_part_of(&together, 0, (1ULL << n) - 1), out.factor, 1e-12);
    tbi_arena_free(&own_room);
    return out;
}

static void components_that_move_as_one(void **state)
{
    (void)state;
    tb_plan_condition c = condition_with(0, PARTS);
    CHECK_NEAR(c.factor, 1, 1e-9);
    assert_true(c.n > 500);
    assert_true(fabs((double)c.met / (double)c.n - 0.25) < 0.04);
}

static void independent_components(void **state)
{
    (void)state;
    tb_plan_condition c = condition_with(1, PARTS);
    assert_true(fabs(c.factor - 0.5) < 0.03);        /* 1 / sqrt(4) */
    assert_true((double)c.met / (double)c.n < 0.02); /* 0.25^4 = 0.004 */
}

static void gains_above_zero_are_not_for_that_together(void **state)
{
    (void)state;
    level = 2;
    tb_plan_condition c = condition_with(1, PARTS);
    level = 0;
    assert_true(fabs(c.factor - 0.5) < 0.03);
}

static void one_component_is_its_own_sum(void **state)
{
    (void)state;
    tb_plan_condition c = condition_with(1, 1);
    CHECK_NEAR(c.factor, 1, 1e-12);
    tb_plan_condition none = condition_with(1, 0);
    CHECK_NEAR(none.factor, 1, 1e-12);
    assert_int_equal(none.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(components_that_move_as_one),
        cmocka_unit_test(independent_components),
        cmocka_unit_test(gains_above_zero_are_not_for_that_together),
        cmocka_unit_test(one_component_is_its_own_sum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
