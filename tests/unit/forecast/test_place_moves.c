/* Past moves of published places as a law of the next one: which pairs there are, how often each is
 * followed, and where a move ends. */
#include "support/check.h"

#include "forecast/place_moves.h"
#include "num/rng.h"

#include <math.h>

enum { U = 63, DRAWS = 40000 };

static void pairs_are_of_one_distance(void **state)
{
    (void)state;
    /* [3][2], 0 = not known */
    static const int place[] = { 5, 0, 7, 9, 0, 11 };
    tb_pair pair[6];
    assert_int_equal(tbi_place_pairs(pair, place, 3, 2, 1), 2);
    assert_true(pair[0].base == 5 && pair[0].rank == 7);
    assert_true(pair[1].base == 9 && pair[1].rank == 11);
    assert_int_equal(tbi_place_pairs(pair, place, 3, 2, 2), 0);
    assert_int_equal(tbi_place_pairs(pair, place, 3, 2, 3), 0);
}

/* Shares of the places where draws from `from` end; share[0]: by the law of places. */
static void count(double *share, const tb_pair *pair, size_t n, int from)
{
    tb_rng r;
    double upto[8];
    tbi_rng_start(&r, 5, TB_STREAM_SYNTH, 1);
    for (int k = 0; k <= U; k++)
        share[k] = 0;
    for (int d = 0; d < DRAWS; d++)
        share[tbi_place_move_draw(&r, upto, pair, n, U, from)] += 1.0 / DRAWS;
}

/* Two pairs from the place itself and one from 12 places off, whose weight is exp(-2); three pairs
 * for the law. */
static void near_pairs_are_followed_more(void **state)
{
    (void)state;
    static const tb_pair pair[] = { { 20, 23 }, { 20, 18 }, { 32, 31 } };
    double share[U + 1];
    double far = exp(-0.5 * 4);
    double all = 2 + far + 3;
    count(share, pair, 3, 20);
    CHECK_NEAR(share[23], 1 / all, 0.01);
    CHECK_NEAR(share[18], 1 / all, 0.01);
    CHECK_NEAR(share[19], far / all, 0.004);
    CHECK_NEAR(share[0], 3 / all, 0.01);
}

static void moves_end_within_the_table(void **state)
{
    (void)state;
    static const tb_pair pair[] = { { 8, 1 }, { 3, 9 } };
    double share[U + 1];
    count(share, pair, 2, 4);
    assert_true(share[1] > 0.1 && share[10] > 0.1);
    CHECK_NEAR(share[0] + share[1] + share[10], 1, 1e-9);
    static const tb_pair down[] = { { 60, 63 } };
    count(share, down, 1, 62);
    CHECK_NEAR(share[0] + share[63], 1, 1e-9);
}

static void without_pairs_the_law_speaks(void **state)
{
    (void)state;
    double share[U + 1];
    count(share, NULL, 0, 30);
    CHECK_NEAR(share[0], 1, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_are_of_one_distance),
        cmocka_unit_test(near_pairs_are_followed_more),
        cmocka_unit_test(moves_end_within_the_table),
        cmocka_unit_test(without_pairs_the_law_speaks),
    };
    return cmocka_run_group_tests_name("forecast.place_moves", tests, NULL, NULL);
}
