/* test_reliability.c - reliability by hand: bins, Brier scores, the constant forecast beside, errors
 * over origins. */
#include "support/check.h"

#include "intervene/reliability.h"

#include <math.h>
#include <string.h>

static tb_arena arena;

static tb_survey_row row(int origin, size_t goal, double chance, int met)
{
    return (tb_survey_row){
        .origin = origin, .year = origin + 1, .goal = goal, .chance = chance, .met = met
    };
}

static void one_origin_by_hand(void **state)
{
    (void)state;
    const tb_survey_row r[] = {
        row(2020, 0, 0.1, 0), row(2020, 0, 0.15, 1), row(2020, 0, 0.5, 1),
        row(2020, 0, 1.0, 1), row(2020, 0, NAN, 1),  row(2020, 0, 0.9, -1)
    };
    tb_reliability_table h;
    assert_true(tbi_reliability_make(&h, r, 6, 1, &arena));
    assert_int_equal(h.years, 1);
    assert_int_equal(h.year[0].n, 4); /* no chance, no outcome: not counted */
    CHECK_NEAR(h.brier, (0.01 + 0.7225 + 0.25 + 0) / 4, 1e-12);
    CHECK_NEAR(h.climatology, 0.75 * 0.25, 1e-12);
    assert_true(isnan(h.brier_se));
    assert_int_equal(h.bin[0].n, 2);
    CHECK_NEAR(h.bin[0].chance, 0.125, 1e-12);
    CHECK_NEAR(h.bin[0].share, 0.5, 1e-12);
    CHECK_NEAR(h.bin[0].se, sqrt(0.25 / 2), 1e-12);
    assert_int_equal(h.bin[4].n, 1); /* 1 falls into the last bin */
    assert_int_equal(h.bin[1].n, 0);
    assert_true(isnan(h.bin[1].chance) && isnan(h.bin[1].se) && isnan(h.bin[4].se));
}

static void errors_are_over_origins(void **state)
{
    (void)state;
    /* two years of two answers: in one both came true, in the other none; over rows the error would
     * be 0.25 */
    const tb_survey_row r[] = { row(2020, 0, 0.5, 1), row(2020, 0, 0.5, 1), row(2021, 0, 0.5, 0),
                                row(2021, 0, 0.5, 0) };
    tb_reliability_table h;
    assert_true(tbi_reliability_make(&h, r, 4, 1, &arena));
    assert_int_equal(h.years, 2);
    CHECK_NEAR(h.bin[2].share, 0.5, 1e-12);
    CHECK_NEAR(h.bin[2].se, sqrt(2.0 * (1 + 1)) / 4, 1e-12);
    CHECK_NEAR(h.brier, 0.25, 1e-12);
    CHECK_NEAR(h.brier_se, 0, 1e-12);
    CHECK_NEAR(h.year[0].share, 1, 1e-12);
    CHECK_NEAR(h.year[1].share, 0, 1e-12);
}

static void the_constant_knows_each_goal(void **state)
{
    (void)state;
    const tb_survey_row r[] = { row(2020, 0, 0.5, 1), row(2020, 1, 0.5, 0), row(2020, 0, 0.5, 1),
                                row(2020, 1, 0.5, 0) };
    tb_reliability_table h;
    assert_true(tbi_reliability_make(&h, r, 4, 2, &arena));
    CHECK_NEAR(h.climatology, 0, 1e-12);
    assert_true(tbi_reliability_make(&h, r, 0, 2, &arena));
    assert_true(isnan(h.brier) && isnan(h.climatology));
}

static int clean(void **state)
{
    (void)state;
    tbi_arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_origin_by_hand),
        cmocka_unit_test(errors_are_over_origins),
        cmocka_unit_test(the_constant_knows_each_goal),
    };
    return cmocka_run_group_tests_name("intervene.reliability", tests, NULL, clean);
}
