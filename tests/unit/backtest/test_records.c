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
    assert_true(low.calibration_p >= 0.05 || low.calibrated == TB_CALIBRATED_NO);
    assert_true(low.brier < low.brier_constant && low.constant_se > 0 && low.constant_se < 0.05);
}

/* The rule is read off the record alone: whatever index, number and distance, no number may be
 * believed whose bins are refused together, or that one number said always would have beaten by
 * more than its error. "keep" of PAR INDEX and of SIPAS is refused by both. */
static void refused_by_bins_or_by_a_constant(void **state)
{
    (void)state;
    static const char *const index[] = { "PAPI", "PAR", "SIPAS", "PCI", "DTI" };
    static const int place[] = { 3, 5, 10, 20, 30 };
    tb_goal_record r;
    int refused = 0;
    int believed = 0;
    for (size_t k = 0; k < 5; k++)
        for (size_t g = 0; g < 5; g++)
            for (int asked = 0; asked < 6; asked++) { /* two distances, three probabilities */
                tb_goal goal = place_goal(place[g]);
                tb_goal_record_of(&r, index[k], &goal, 1 + asked / 3, 0.1 + 0.4 * (asked % 3));
                if (r.n == 0)
                    continue;
                bool bad = r.calibration_p < 0.05 || r.brier - r.brier_constant > r.constant_se;
                assert_int_equal(r.calibrated, r.calibration_n < 20 ? TB_CALIBRATED_UNKNOWN
                                               : bad                ? TB_CALIBRATED_NO
                                                                    : TB_CALIBRATED_YES);
                refused += r.calibrated == TB_CALIBRATED_NO;
                believed += r.calibrated == TB_CALIBRATED_YES;
            }
    assert_true(refused > 0 && believed > 0);
    for (size_t k = 1; k < 3; k++) {
        tb_goal keep = { .kind = TB_GOAL_KEEP };
        tb_goal_record_of(&r, index[k], &keep, 1, 0.5);
        assert_int_equal(r.calibrated, TB_CALIBRATED_NO);
        assert_true(r.calibration_p < 0.05 && r.brier > r.brier_constant + r.constant_se);
    }
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
        cmocka_unit_test(refused_by_bins_or_by_a_constant),
        cmocka_unit_test(nothing_on_record),
    };
    return cmocka_run_group_tests_name("backtest.records", tests, NULL, NULL);
}
