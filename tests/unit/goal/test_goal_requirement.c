/* score.goal_bar: what meets a goal, and how many points that needs. */
#include "support/check.h"

#include <math.h>
#include <string.h>
#include <tangbac/goal.h>

static const tb_groups quarters = { .count = 4,
                                    .name = { "high", "mid-high", "mid-low", "low" },
                                    .by_size = true,
                                    .size = { 15, 15, 15, 16 },
                                    .n_grouped = 61 };
static const tb_groups letters = { .count = 4,
                                   .name = { "A", "B", "C", "D" },
                                   .from = { 90, 80, 70, -INFINITY } };

typedef struct bar_case {
    const char *words;
    tb_goal goal;
    tb_goal_base base;
    tb_goal_requirement bar; /* place, region_place, points (NaN = none), strict, past_first */
} bar_case;

static const bar_case bars[] = {
    { "top 10",
      { .kind = TB_GOAL_PLACE, .place = 10 },
      { NAN, 0, NULL, NULL, false },
      { 10, 0, NAN, false, false } },
    { "band 10-15",
      { .kind = TB_GOAL_BAND, .place = 15, .place_best = 10 },
      { NAN, 0, NULL, NULL, false },
      { 15, 0, NAN, false, false } },
    { "5 of region",
      { .kind = TB_GOAL_REGION, .place = 5 },
      { NAN, 0, NULL, NULL, false },
      { 0, 5, NAN, false, false } },
    { "up 5 from 9",
      { .kind = TB_GOAL_CLIMB, .up = 5 },
      { NAN, 9, NULL, NULL, false },
      { 4, 0, NAN, false, false } },
    { "up 5 from 6",
      { .kind = TB_GOAL_CLIMB, .up = 5 },
      { NAN, 6, NULL, NULL, false },
      { 1, 0, NAN, false, false } },
    { "up 5 from 3",
      { .kind = TB_GOAL_CLIMB, .up = 5 },
      { NAN, 3, NULL, NULL, false },
      { 1, 0, NAN, false, true } },
    { "keep 7",
      { .kind = TB_GOAL_KEEP },
      { NAN, 7, NULL, NULL, false },
      { 7, 0, NAN, false, false } },
    { "keep the first place",
      { .kind = TB_GOAL_KEEP, .place = 1 },
      { NAN, 0, NULL, NULL, false },
      { 1, 0, NAN, false, false } },
    { "score > 68.5",
      { .kind = TB_GOAL_SCORE, .points = 68.5, .strict = true },
      { NAN, 0, NULL, NULL, false },
      { 0, 0, 68.5, true, false } },
    { "gain 2.67",
      { .kind = TB_GOAL_GAIN, .points = 2.67 },
      { 83.25, 0, NULL, NULL, false },
      { 0, 0, 85.92, false, false } },
    { "each year 2",
      { .kind = TB_GOAL_YEARLY, .up = 2 },
      { NAN, 20, NULL, NULL, false },
      { 18, 0, NAN, false, false } },
    { "each year 0.5 points",
      { .kind = TB_GOAL_YEARLY, .points = 0.5 },
      { 42.25, 0, NULL, NULL, false },
      { 0, 0, 42.75, false, false } },
    { "improve both",
      { .kind = TB_GOAL_IMPROVE, .rise_score = true, .rise_rank = true },
      { 41.5, 20, NULL, NULL, false },
      { 19, 0, 41.5, true, false } },
    { "improve index",
      { .kind = TB_GOAL_IMPROVE, .index_only = true },
      { 41.5, 20, NULL, NULL, false },
      { 0, 0, 41.5, true, false } },
    { "improve index over a break",
      { .kind = TB_GOAL_IMPROVE, .index_only = true },
      { NAN, 20, NULL, NULL, true },
      { 19, 0, NAN, false, false } },
    { "improve rank from 1",
      { .kind = TB_GOAL_IMPROVE, .rise_rank = true },
      { NAN, 1, NULL, NULL, false },
      { 1, 0, NAN, false, false } },
    { "group mid-high",
      { .kind = TB_GOAL_GROUP, .group = "mid-high" },
      { NAN, 0, NULL, &quarters, false },
      { 30, 0, NAN, false, false } },
    { "group C",
      { .kind = TB_GOAL_GROUP, .group = "C" },
      { NAN, 0, NULL, &letters, false },
      { 0, 0, 70, false, false } },
    { "hold group",
      { .kind = TB_GOAL_GROUP },
      { NAN, 0, "B", &letters, false },
      { 0, 0, 80, false, false } },
};

static void a_goal_becomes_a_bar(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) {
        const bar_case *c = &bars[i];
        tb_goal_requirement bar;
        print_message("%s\n", c->words);
        assert_true(tb_goal_requirement_of(&bar, &c->goal, &c->base, NULL, NULL));
        assert_int_equal(bar.place, c->bar.place);
        assert_int_equal(bar.region_place, c->bar.region_place);
        assert_int_equal(bar.strict, c->bar.strict);
        assert_int_equal(bar.past_first, c->bar.past_first);
        if (isnan(c->bar.points))
            assert_true(isnan(bar.points));
        else
            CHECK_NEAR(bar.points, c->bar.points, 1e-12);
    }
}

static void what_cannot_be_measured_says_why(void **state)
{
    (void)state;
    const tb_goal climb = { .kind = TB_GOAL_CLIMB, .up = 5 };
    const tb_goal gain = { .kind = TB_GOAL_GAIN, .points = 1.5 };
    const tb_goal group = { .kind = TB_GOAL_GROUP, .group = "B" };
    const tb_goal hold = { .kind = TB_GOAL_GROUP };
    const tb_goal_base nothing = { NAN, 0, NULL, NULL, false };
    const tb_goal_base other = { NAN, 0, NULL, &quarters, false };
    const char *reason = NULL, *reason_vi = NULL;
    tb_goal_requirement bar;
    assert_false(tb_goal_requirement_of(&bar, &climb, &nothing, &reason, &reason_vi));
    assert_non_null(strstr(reason, "rank"));
    assert_non_null(strstr(reason_vi, "thứ hạng"));
    assert_false(tb_goal_requirement_of(&bar, &gain, &nothing, &reason, &reason_vi));
    assert_non_null(strstr(reason, "score"));
    assert_false(tb_goal_requirement_of(&bar, &group, &nothing, &reason, &reason_vi));
    assert_non_null(strstr(reason, "limits"));
    assert_false(tb_goal_requirement_of(&bar, &group, &other, &reason, &reason_vi));
    assert_non_null(strstr(reason, "name"));
    assert_false(tb_goal_requirement_of(&bar, &hold, &other, &reason, &reason_vi));
    assert_non_null(strstr(reason, "base year"));
}

static void a_goal_fits_its_units_and_region(void **state)
{
    (void)state;
    const struct {
        tb_goal goal;
        bool fits;
    } cases[] = {
        { { .kind = TB_GOAL_PLACE, .place = 63 }, true },
        { { .kind = TB_GOAL_PLACE, .place = 64 }, false },
        { { .kind = TB_GOAL_PLACE, .place = 20, .of = 63 }, true },
        { { .kind = TB_GOAL_PLACE, .place = 20, .of = 70 }, false },
        { { .kind = TB_GOAL_REGION, .place = 5, .of = 14 }, true },
        { { .kind = TB_GOAL_REGION, .place = 15 }, false },
        { { .kind = TB_GOAL_REGION, .place = 5, .of = 13 }, false },
        { { .kind = TB_GOAL_REGION, .place = 5, .region = "NMM" }, true },
        { { .kind = TB_GOAL_REGION, .place = 3, .region = "CH" }, false },
        { { .kind = TB_GOAL_CLIMB, .up = 62 }, true },
        { { .kind = TB_GOAL_CLIMB, .up = 63 }, false },
        { { .kind = TB_GOAL_SCORE, .points = 86 }, true },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *reason = NULL, *reason_vi = NULL;
        if (tb_goal_fits(&cases[i].goal, 63, "NMM", 14, &reason, &reason_vi) != cases[i].fits)
            fail_msg("case %zu", i);
        assert_int_equal(reason == NULL, cases[i].fits);
        assert_int_equal(reason_vi == NULL, cases[i].fits);
    }
}

static void a_draw_meets_a_bar_or_not(void **state)
{
    (void)state;
    const tb_goal_requirement place = { 10, 0, NAN, false, false };
    const tb_goal_requirement region = { 0, 3, NAN, false, false };
    const tb_goal_requirement reach = { 0, 0, 86, false, false };
    const tb_goal_requirement above = { 0, 0, 86, true, false };
    const tb_goal_requirement both = { 19, 0, 41.5, true, false };
    assert_true(tb_goal_met(&place, 40.5, 10, 0));
    assert_false(tb_goal_met(&place, 40.5, 11, 0));
    assert_false(tb_goal_met(&place, NAN, 0, 0)); /* withheld */
    assert_true(tb_goal_met(&region, 40.5, 30, 3));
    assert_false(tb_goal_met(&region, 40.5, 30, 0));
    assert_true(tb_goal_met(&reach, 86, 5, 0));
    assert_false(tb_goal_met(&above, 86, 5, 0));
    assert_true(tb_goal_met(&above, 86.0625, 5, 0));
    assert_false(tb_goal_met(&reach, NAN, 0, 0));
    assert_true(tb_goal_met(&both, 41.75, 19, 0));
    assert_false(tb_goal_met(&both, 41.75, 20, 0));
    assert_false(tb_goal_met(&both, 41.25, 19, 0));
}

static void the_need_is_the_lowest_score_that_meets_the_bar(void **state)
{
    (void)state;
    const double others[] = { 42.5, NAN, 45.25, 41.125, 42.5, 39.875 };
    const double near[] = { 42.5, 39.875 };
    double scratch[6];
    for (int place = 1; place <= 7; place++) {
        tb_goal_requirement bar = { place, 0, NAN, false, false };
        double need = tb_goal_need(&bar, others, 6, NULL, 0, scratch);
        int rank = 1, rank_below = 1;
        for (size_t i = 0; i < 6; i++) {
            rank += others[i] > need;
            rank_below += others[i] > nextafter(need, -INFINITY);
        }
        if (place > 5)
            assert_true(isinf(need) && need < 0);
        else {
            assert_true(rank <= place);
            assert_true(rank_below > place);
        }
    }
    tb_goal_requirement both = { 2, 0, 44.5, true, false };
    tb_goal_requirement region = { 0, 1, NAN, false, false };
    tb_goal_requirement near_bar = { 0, 2, 40, false, false };
    double need = tb_goal_need(&both, others, 6, NULL, 0, scratch);
    assert_true(need > 44.5 && need < 44.5000001);
    CHECK_NEAR(tb_goal_need(&region, others, 6, near, 2, scratch), 42.5, 0);
    CHECK_NEAR(tb_goal_need(&near_bar, others, 6, near, 2, scratch), 40, 0);
}

static void the_kth_largest_agrees_with_sorting(void **state)
{
    (void)state;
    double others[62], scratch[62];
    uint32_t x = 385;
    for (int round = 0; round < 300; round++) {
        for (size_t i = 0; i < 62; i++) {
            x = x * 1664525u + 1013904223u;
            others[i] = (double)((x >> 20) % (round % 2 ? 9 : 4000)) / 16;
        }
        tb_goal_requirement bar = { 1 + round % 62, 0, NAN, false, false };
        double need = tb_goal_need(&bar, others, 62, NULL, 0, scratch);
        int larger = 0, at_least = 0;
        for (size_t i = 0; i < 62; i++) {
            larger += others[i] > need;
            at_least += others[i] >= need;
        }
        assert_true(larger < bar.place && at_least >= bar.place);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_goal_becomes_a_bar),
        cmocka_unit_test(what_cannot_be_measured_says_why),
        cmocka_unit_test(a_goal_fits_its_units_and_region),
        cmocka_unit_test(a_draw_meets_a_bar_or_not),
        cmocka_unit_test(the_need_is_the_lowest_score_that_meets_the_bar),
        cmocka_unit_test(the_kth_largest_agrees_with_sorting),
    };
    return cmocka_run_group_tests_name("goal.goal_requirement", tests, NULL, NULL);
}
