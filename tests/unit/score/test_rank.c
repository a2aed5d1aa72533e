/* score.rank: places from scores. */
#include "support/check.h"

#include <math.h>
#include <string.h>
#include <tangbac/score.h>

static void ties_share_the_better_place(void **state)
{
    (void)state;
    const double score[] = { 41.25, 43.5, NAN, 43.5, 40.125, 41.25, 39.75 };
    const int wanted[] = { 3, 1, 0, 1, 5, 3, 6 };
    int rank[7];
    size_t scratch[7];
    tb_rank_scores(rank, score, 7, 1, scratch);
    assert_memory_equal(rank, wanted, sizeof wanted);
}

static void less_is_better_when_the_direction_says_so(void **state)
{
    (void)state;
    const double score[] = { 5.5, 2.25, 9.75, 2.25 };
    const int wanted[] = { 3, 1, 4, 1 };
    int rank[4];
    size_t scratch[4];
    tb_rank_scores(rank, score, 4, -1, scratch);
    assert_memory_equal(rank, wanted, sizeof wanted);
}

static void no_score_no_place(void **state)
{
    (void)state;
    const double score[] = { NAN, NAN };
    int rank[2] = { 7, 7 };
    size_t scratch[2];
    tb_rank_scores(rank, score, 2, 1, scratch);
    assert_int_equal(rank[0], 0);
    assert_int_equal(rank[1], 0);
    tb_rank_scores(rank, score, 0, 1, scratch);
}

/* The slow definition: one more than the number of larger scores. */
static void check_by_counting(const double *score, size_t n, int direction)
{
    int rank[600];
    size_t scratch[600];
    tb_rank_scores(rank, score, n, direction, scratch);
    for (size_t i = 0; i < n; i++) {
        int better = 0;
        for (size_t j = 0; j < n; j++)
            better += direction > 0 ? score[j] > score[i] : score[j] < score[i];
        assert_int_equal(rank[i], isnan(score[i]) ? 0 : better + 1);
    }
}

static void the_long_sort_agrees_with_counting(void **state)
{
    (void)state;
    double score[600];
    uint32_t x = 2385;
    for (size_t n = 1; n <= 600; n += 13) {
        for (size_t i = 0; i < n; i++) {
            x = x * 1664525u + 1013904223u;
            score[i] = (x >> 24) % 11 == 0 ? NAN : (double)((x >> 16) % 97) / 7;
        }
        check_by_counting(score, n, 1);
        check_by_counting(score, n, -1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ties_share_the_better_place),
        cmocka_unit_test(less_is_better_when_the_direction_says_so),
        cmocka_unit_test(no_score_no_place),
        cmocka_unit_test(the_long_sort_agrees_with_counting),
    };
    return cmocka_run_group_tests_name("score.rank", tests, NULL, NULL);
}
