/* test_chances_law.c - laws of chances on the shipped data, through the whole of an answer: places
 * add up to one, what is met stays met, nothing changes nothing, more is never less, and no effect
 * passes a maximum. */
#include "support/check.h"
#include "support/shipped.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/intervene.h>

enum { PLACES = 59, STEPS = 7 };

static tb_intervention *answer(const tb_ask *ask)
{
    tb_err err = TB_ERR_INIT;
    tb_intervention *v = NULL;
    tb_intervention_opts o = TB_INTERVENTION_OPTS_INIT;
    o.draws = 1000;
    o.with_context = false;
    CHECK_OK(tb_intervention_run(&v, shipped, ask, &o, &err), err);
    return v;
}

static tb_ask question(const tb_ask_goal *goal, size_t n)
{
    return (tb_ask){ .unit = "12",
                     .origin = 2021,
                     .year = 2022,
                     .goals = n,
                     .goal = goal,
                     .budget = NAN,
                     .cost_unit = "" };
}

/* top 1, top 2, ... : each place's chance is a difference, none is below zero, and all of them with
 * the chance of being withheld are one. */
static void the_chances_of_all_places_are_one(void **state)
{
    (void)state;
    static char text[PLACES][16];
    tb_ask_goal goal[PLACES + 1];
    for (size_t k = 0; k < PLACES; k++) {
        snprintf(text[k], sizeof text[k], "top %zu", k + 1);
        goal[k] = (tb_ask_goal){ .index = "PAPI", .goal = text[k] };
    }
    goal[PLACES] = (tb_ask_goal){ .index = "PAPI", .goal = "top 63" };
    tb_ask ask = question(goal, PLACES + 1);
    tb_intervention *v = answer(&ask);
    double before = 0, sum = 0;
    for (size_t k = 0; k <= PLACES; k++) {
        double chance = tb_intervention_goal(v, k)->chance;
        assert_true(chance >= before);
        sum += chance - before;
        before = chance;
    }
    CHECK_NEAR(sum + tb_intervention_goal(v, 0)->chance_withheld, 1, 1e-12);
    assert_true(tb_intervention_goal(v, 29)->chance > 0.05 &&
                tb_intervention_goal(v, 29)->chance < 0.95);
    tb_intervention_free(v);
}

static void a_goal_met_for_certain_has_no_gap(void **state)
{
    (void)state;
    const tb_ask_goal goal[1] = { { .index = "PAPI", .goal = "score >= 10" } };
    tb_ask ask = question(goal, 1);
    tb_intervention *v = answer(&ask);
    const tb_goal_answer *a = tb_intervention_goal(v, 0);
    CHECK_NEAR(a->chance, 1 - a->chance_withheld, 1e-12);
    assert_true(a->gap[0] <= 0 && a->gap[1] <= 0);
    tb_intervention_free(v);
}

/* Figures of one's own on one component: 0, then ever more; the last would pass the maximum without
 * the cap. */
static void more_is_never_less_and_nothing_is_nothing(void **state)
{
    (void)state;
    static const char *const ids[] = { NULL };
    static char id[STEPS][8];
    const double mean[STEPS] = { 0, 0.1, 0.2, 0.4, 0.8, 1.6, 9.9 };
    const tb_ask_goal goal[1] = { { .index = "PAPI", .goal = "+5 ranks" } };
    tb_lever_effect effect[STEPS];
    tb_lever lever[STEPS];
    for (size_t k = 0; k < STEPS; k++) {
        snprintf(id[k], sizeof id[k], "m%zu", k);
        effect[k] = (tb_lever_effect){ .component = "PAPI.D6",
                                       .given = true,
                                       .mean = mean[k],
                                       .sd = mean[k] > 0 ? 1e-6 : 0,
                                       .link = "",
                                       .note = "",
                                       .note_vi = "",
                                       .source = "",
                                       .lost = NAN,
                                       .chance = NAN,
                                       .how = "" };
        lever[k] = (tb_lever){ .id = id[k],
                               .name_vi = id[k],
                               .name_en = id[k],
                               .agency_vi = "",
                               .agency_en = "",
                               .effects = 1,
                               .effect = &effect[k],
                               .cost = 1,
                               .cost_unit = "",
                               .lag = -1,
                               .requires_id = ids,
                               .excludes_id = ids,
                               .sheet_unit = "" };
    }
    tb_ask ask = question(goal, 1);
    ask.levers = STEPS;
    ask.lever = lever;
    tb_intervention *v = answer(&ask);
    const tb_goal_answer *a = tb_intervention_goal(v, 0);
    double chance[STEPS], top[STEPS];
    for (size_t i = 0; i < a->levers; i++) {
        const tb_lever_answer *l = &a->lever[i];
        if (l->beside)
            continue;
        size_t k = (size_t)(l->id[1] - '0');
        chance[k] = l->chance;
        top[k] = l->effect.q95;
    }
    double headroom = NAN;
    for (size_t i = 0; i < a->prices; i++)
        if (strcmp(a->price[i].component, "PAPI.D6") == 0)
            headroom = a->price[i].max - a->price[i].score;
    assert_true(chance[0] == a->chance); /* to the byte */
    for (size_t k = 1; k < STEPS; k++)
        assert_true(chance[k] >= chance[k - 1]);
    assert_true(chance[STEPS - 1] > chance[0]);
    assert_true(top[STEPS - 1] <= headroom + 1e-6);
    tb_intervention_free(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_chances_of_all_places_are_one),
        cmocka_unit_test(a_goal_met_for_certain_has_no_gap),
        cmocka_unit_test(more_is_never_less_and_nothing_is_nothing),
    };
    return cmocka_run_group_tests_name("property.chances_law", tests, open_shipped, close_shipped);
}
