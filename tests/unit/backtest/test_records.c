/* The record beside a probability: its bin, and whether the kind of goal is calibrated. */
#include "support/check.h"

#include <math.h>
#include <string.h>
#include <tangbac/verification.h>

static tb_goal place_goal(int place)
{
    return (tb_goal){ .kind = TB_GOAL_PLACE, .place = place };
}

/* PAPI's "top 10" is on record from hundreds of results, and all bins are tested together whatever
 * was said now. */
static void one_test_for_all_bins(void **state)
{
    (void)state;
    tb_goal goal = place_goal(10);
    tb_goal_record low, high;
    tb_goal_record_of(&low, "PAPI", &goal, 1, 0.05);
    tb_goal_record_of(&high, "PAPI", &goal, 1, 0.55);
    assert_true(low.n > high.n && high.n > 0);
    assert_true(low.calibration_n == high.calibration_n && low.calibration_n >= low.n + high.n);
    assert_true(low.calibration == high.calibration && low.calibrated == high.calibrated);
    assert_true(low.calibrated != TB_CALIBRATED_UNKNOWN);
    assert_true(low.calibration_df >= 3 && low.calibration_df <= TB_VERIFIED_BINS);
    assert_true((low.calibration_p < 0.05) == (low.calibrated == TB_CALIBRATED_NO));
}

/* Nothing is said of calibration where nothing is on record. */
static void nothing_on_record(void **state)
{
    (void)state;
    tb_goal goal = place_goal(10);
    tb_goal_record r;
    tb_goal_record_of(&r, "NONE", &goal, 1, 0.5);
    assert_true(r.n == 0 && r.calibrated == TB_CALIBRATED_UNKNOWN && r.reason != NULL);
    assert_true(isnan(r.calibration_p) && r.calibration_n == 0);
    tb_goal_record_of(&r, "PAPI", NULL, 1, 0.5);
    assert_true(r.calibrated == TB_CALIBRATED_UNKNOWN && r.kind == NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_test_for_all_bins),
        cmocka_unit_test(nothing_on_record),
    };
    return cmocka_run_group_tests_name("backtest.records", tests, NULL, NULL);
}
