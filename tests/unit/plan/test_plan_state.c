/* test_plan_state.c - what a plan is said to reach: what there is without it in all draws, and what
 * it adds in those that did not choose it. */
#include "support/check.h"

#include "plan/plan_state.h"

#include <math.h>

enum { DRAWS = 12 };

/* Without: draws 0 1 2 and 6, a third. The set adds 3 5 7 9 of the six odd draws and takes 1 away:
 * 1/3 + 3/6; the even ones, of which it adds all, do not count. */
static void a_plan_adds_what_it_does_in_the_odd_draws(void **state)
{
    (void)state;
    static const double gap[DRAWS] = { -1, -1, -1, 1, 1, 1, -1, 1, 1, 1, 1, 1 };
    static const float size[DRAWS] = { 2, -2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0 };
    static const double weight[1] = { 1 }, cost[1] = { 1 };
    static const uint64_t none[1] = { 0 };
    static const int any[1] = { 0 };
    const double *gaps[1] = { gap };
    const tb_plan_key key = { .size = size, .weight = weight, .choices = 1, .group = -1 };
    tb_ask_state c = { .draws = DRAWS };
    tb_plan_state d = { .c = &c,
                        .p = { .draws = DRAWS,
                               .goals = 1,
                               .choices = 1,
                               .keys = 1,
                               .gap = gaps,
                               .any = any,
                               .key = &key,
                               .cost = cost,
                               .needs = none,
                               .bars = none,
                               .budget = INFINITY,
                               .step = 2 } };
    CHECK_NEAR(tbi_plan_chance(&d, 0), 4.0 / DRAWS, 1e-15);
    CHECK_NEAR(tbi_plan_chance(&d, 1), 4.0 / DRAWS + 3.0 / 6, 1e-15);
}

static double half_of_two(void *data, uint64_t records)
{
    (void)data;
    (void)records;
    return 0.5;
}

/* Two records of 2 points each against a gap of 3: together they reach half of their sum, which does
 * not do; if they added up they would. */
static void records_apart_simply_add_up(void **state)
{
    (void)state;
    static const double weight[1] = { 1 }, cost[2] = { 1, 1 };
    static const uint64_t none[2] = { 0, 0 };
    static const float nothing[DRAWS] = { 0 };
    static const int any[1] = { 0 };
    double gap[DRAWS];
    float size[DRAWS];
    for (size_t d = 0; d < DRAWS; d++) {
        gap[d] = 3;
        size[d] = 2;
    }
    const double *gaps[1] = { gap };
    tb_plan_key key[2];
    for (unsigned k = 0; k < 2; k++)
        key[k] = (tb_plan_key){ .size = size,
                                .weight = weight,
                                .choices = 1ULL << k,
                                .group = -1,
                                .held = nothing,
                                .record = k };
    tb_ask_state c = { .draws = DRAWS };
    tb_plan_state d = { .c = &c,
                        .p = {
                            .draws = DRAWS,
                            .goals = 1,
                            .choices = 2,
                            .keys = 2,
                            .gap = gaps,
                            .any = any,
                            .key = key,
                            .cost = cost,
                            .needs = none,
                            .bars = none,
                            .budget = INFINITY,
                            .step = 2,
                            .together = { .part = half_of_two, .family = { 3 }, .families = 1 } } };
    CHECK_NEAR(tbi_plan_chance(&d, 3), 0, 1e-15);
    CHECK_NEAR(tbi_plan_chance_apart(&d, 3), 1, 1e-15);
    CHECK_NEAR(tbi_plan_chance_apart(&d, 1), 0, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_adds_what_it_does_in_the_odd_draws),
        cmocka_unit_test(records_apart_simply_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
