/* test_core_choices.c - the order in which choices come to a search that cannot hold them all: what
 * they bring to all goals, each in spreads of what it lacks, for their price. */
#include "support/check.h"

#include "plan/core_choices.h"

#include <math.h>
#include <string.h>

enum { DRAWS = 4, CHOICES = 5 };

static tb_index index_of[2] = { { .code = "A" }, { .code = "B" } };
static tb_index_draws track[2] = { { .index = &index_of[0] }, { .index = &index_of[1] } };
/* spreads 1 and 10, a draw that is out of reach aside */
static double gap[2][DRAWS] = { { 4, 5, INFINITY, 6 }, { 30, 40, 50, -INFINITY } };
static tb_goal_state aim[2] = { { .track = &track[0], .gap = gap[0] },
                                { .track = &track[1], .gap = gap[1] } };
static const tb_goal_state *goals[2] = { &aim[0], &aim[1] };

static void order_of(char *out, size_t n_goals, double budget, bool done)
{
    static const char *const id[CHOICES] = { "a", "b", "c", "d", "e" };
    static const double cost[CHOICES] = { 1, 1, 4, 0, 2 };
    /* a: 2 points of A; b: 5 of B; c: 3 of A; d: 0.1 of A, free; e: 1 of A and 30 of B */
    static const struct {
        int to;
        double points;
    } brings[6] = { { 0, 2 }, { 1, 5 }, { 0, 3 }, { 0, 0.1 }, { 0, 1 }, { 1, 30 } };
    tb_key key[6];
    const tb_key *keys[6];
    tb_core_choice one[CHOICES];
    tb_err err = TB_ERR_INIT;
    tb_ask ask = { .budget = budget };
    tb_ask_state c = { .ask = &ask, .draws = DRAWS };
    for (size_t k = 0; k < 6; k++) {
        key[k] = (tb_key){ .index = &index_of[0],
                           .to = &track[brings[k].to],
                           .spread = { brings[k].points, 0, 0 } };
        keys[k] = &key[k];
    }
    for (size_t i = 0; i < CHOICES; i++)
        one[i] = (tb_core_choice){ .key = keys + i,
                                   .keys = i == 4 ? 2 : 1,
                                   .number = i,
                                   .cost = cost[i],
                                   .done = done && i == 2,
                                   .id = id[i] };
    CHECK_OK(tbi_core_order(one, CHOICES, goals, n_goals, &c, &err), err);
    for (size_t i = 0; i < CHOICES; i++) {
        assert_string_equal(one[i].id, id[one[i].number]);
        out[i] = id[one[i].number][0];
    }
    out[CHOICES] = '\0';
}

/* Of A alone: 2, 0, 3, 0.1 and 1 spreads, for the price 2, 0, 0.75, any and 0.5. Of both: 2, 0.5,
 * 3, 0.1 and 4, for the price 2, 0.5, 0.75, any and 2. */
static void choices_come_by_what_they_bring_for_their_price(void **state)
{
    char order[CHOICES + 1];
    (void)state;
    order_of(order, 1, NAN, false);
    assert_string_equal(order, "caedb");
    order_of(order, 1, 3, false);
    assert_string_equal(order, "daceb");
    order_of(order, 2, NAN, false);
    assert_string_equal(order, "ecabd");
    order_of(order, 2, 3, false);
    assert_string_equal(order, "daecb");
    order_of(order, 2, 3, true);
    assert_string_equal(order, "cdaeb");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(choices_come_by_what_they_bring_for_their_price),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
