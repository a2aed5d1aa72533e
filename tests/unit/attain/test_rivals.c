/* test_rivals.c - who is in the way: units that stand above the one that asks by no more than it
 * lacks, in the draws in which the goal is missed. */
#include "support/check.h"

#include "attain/rivals.h"

#include <math.h>

enum { UNITS = 5, DRAWS = 4, BLOCK = 2 };

/* Less is better (sign -1), unit 2 asks; the scores of a draw and what the goal lacks in it. */
static const double score[DRAWS][UNITS] = { { 1.0, 2.5, 3.0, 3.5, 2.0 },
                                            { 2.0, 2.75, 3.0, NAN, 1.0 },
                                            { 1.0, 2.5, 3.0, 3.5, 2.0 },
                                            { 0.5, 3.0, 3.0, 2.5, 2.0 } };
static double gap[DRAWS] = { 1.0, 1.25, -0.5, INFINITY };

/* Draw 0: units 1 and 4, by 0.5 and 1; draw 1: 0 and 1, by 1 and 0.25; draw 2 meets the goal; in
 * draw 3 it is out of reach, so that nobody in particular is in the way. */
static void they_stand_between_the_unit_and_its_goal(void **state)
{
    (void)state;
    static const unsigned between[UNITS] = { 1, 2, 0, 0, 1 };
    static const double lead[UNITS] = { 1, 0.75, 0, 0, 1 };
    unsigned count[UNITS];
    double sum[UNITS];
    tb_arena own = { 0 };
    tb_index x = { .n_unit = UNITS };
    tb_index_draws track = { .index = &x, .focus = 2 };
    tb_goal_state aim = { .track = &track, .sign = -1, .gap = gap, .between = count, .lead = sum };
    assert_true(tbi_rivals_start(&aim, DRAWS, BLOCK, &own));
    for (int again = 0; again < 2; again++) { /* the blocks are left empty */
        for (size_t d = 0; d < DRAWS; d++)
            tbi_rivals_note(&aim, d / BLOCK, d, score[d], UNITS);
        tbi_rivals_sum(&aim, UNITS);
        for (size_t u = 0; u < UNITS; u++) {
            assert_int_equal(count[u], between[u]);
            CHECK_NEAR(sum[u], lead[u], 1e-15);
        }
    }
    tbi_arena_free(&own);
}

/* Best first and turned round, the one who asks left out; ranks or scores tell the same, and where
 * two tie the scores do. */
static void others_stand_best_first(void **state)
{
    (void)state;
    static const uint8_t rank[UNITS] = { 1, 3, 4, 5, 2 }, tied[UNITS] = { 1, 3, 3, 3, 2 };
    static const double best_first[UNITS - 1] = { -1, -2, -2.5, -3.5 };
    tb_index_draws track = { .focus = 2 };
    tb_goal_state aim = { .track = &track, .sign = -1 };
    const uint8_t *row[3] = { rank, tied, NULL };
    for (int k = 0; k < 3; k++) {
        double out[UNITS] = { 0 };
        assert_int_equal(tbi_others_sort(out, &aim, score[0], UNITS, row[k]), UNITS - 1);
        assert_memory_equal(out, best_first, sizeof best_first);
        assert_true(isnan(out[UNITS - 1]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_stand_between_the_unit_and_its_goal),
        cmocka_unit_test(others_stand_best_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
