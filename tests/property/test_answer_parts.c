/* Parts of an answer beyond its chance, each against the same quantity found another way: the curve
 * of points, what a component is worth, effects by association, years of a plan. */
#include "support/check.h"
#include "support/shipped.h"

#include "lever/association.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/intervene.h>

static tb_err err;

static const tb_lever_effect no_effect = { .given = true,
                                           .lost = NAN,
                                           .chance = NAN,
                                           .link = "",
                                           .note = "",
                                           .note_vi = "",
                                           .source = "",
                                           .how = "" };

static tb_lever make_lever(const char *id, const tb_lever_effect *effect)
{
    return (tb_lever){ .id = id,
                       .name_vi = id,
                       .name_en = id,
                       .agency_vi = "",
                       .agency_en = "",
                       .effects = 1,
                       .effect = effect,
                       .cost = 1,
                       .cost_given = true,
                       .cost_unit = "",
                       .quantity_vi = "",
                       .quantity_en = "",
                       .deadline = "",
                       .ordered_by = "",
                       .offered_to = 9999,
                       .sheet_unit = "" };
}

static tb_ask ask_of(const tb_ask_goal *goal, const tb_lever *lever, size_t levers)
{
    return (tb_ask){ .panel = "",
                     .unit = "12",
                     .origin = 2021,
                     .year = 2022,
                     .goals = 1,
                     .goal = goal,
                     .levers = levers,
                     .lever = lever,
                     .budget = NAN,
                     .cost_unit = "",
                     .draws = 4000 };
}

static tb_intervention *answer(const tb_ask *ask, bool estimated)
{
    tb_intervention_opts o = TB_INTERVENTION_OPTS_INIT;
    tb_intervention *v = NULL;
    o.estimated = estimated;
    CHECK_OK(tb_intervention_run(&v, shipped, ask, &o, &err), err);
    return v;
}

/* y at x by straight lines between the points of a curve. */
static double read_curve(const tb_goal_answer *g, double x)
{
    for (size_t k = 1; k < g->curve; k++)
        if (x <= g->curve_point[k]) {
            double part = (x - g->curve_point[k - 1]) / (g->curve_point[k] - g->curve_point[k - 1]);
            return g->curve_chance[k - 1] + part * (g->curve_chance[k] - g->curve_chance[k - 1]);
        }
    return NAN;
}

/* A curve's scores are quantiles in 200 even steps: its ends and its middle are those of the answer.
 * What a component is worth is read off the same curve. */
static void of_curves_and_prices(void **state)
{
    (void)state;
    const tb_ask_goal goal = { .index = "PAPI", .goal = "score >= 43" };
    tb_ask ask = ask_of(&goal, NULL, 0);
    tb_intervention *v = answer(&ask, false);
    const tb_goal_answer *g = tb_intervention_goal(v, 0);
    assert_int_equal(tb_intervention_curves(v), 1);
    const double *score = tb_intervention_curve_at(v, 0)->score;
    CHECK_NEAR(score[10], g->score_q[0], 1e-9);
    CHECK_NEAR(score[100], g->score_q[1], 1e-9);
    CHECK_NEAR(score[190], g->score_q[2], 1e-9);
    CHECK_NEAR(g->curve_chance[0], g->chance, 1e-12);
    assert_true(g->chance > 0.02 && g->chance < 0.4 && g->prices >= 6);
    size_t seen = 0;
    for (size_t i = 0; i < g->prices; i++) {
        const tb_price *p = &g->price[i];
        assert_true(p->weight > 0);
        CHECK_NEAR(p->gain_01, read_curve(g, 0.1 * p->weight) - g->chance, 0.003);
        if (!(p->need_80 * p->weight < g->curve_point[g->curve - 1]))
            continue;
        CHECK_NEAR(read_curve(g, p->need_50 * p->weight), 0.5, 0.02);
        CHECK_NEAR(read_curve(g, p->need_80 * p->weight), 0.8, 0.02);
        CHECK_NEAR(p->need_50 * p->weight, g->gap[1], 0.01);
        seen++;
    }
    assert_true(seen >= 6);
    tb_intervention_free(v);
}

/* What a field of which no score is published can still bring a province at the top is no more than
 * the total lacks in 95 of 100 draws, and no more than the field has. */
static void of_what_is_at_stake(void **state)
{
    (void)state;
    enum { FIELDS = 24 };
    static char component[FIELDS][24];
    tb_lever_effect effect[FIELDS];
    tb_lever lever[FIELDS];
    const tb_ask_goal goal = { .index = "PAR", .goal = "top 5" };
    const tb_index *x = tb_panel_index(shipped, "PAR");
    size_t n = 0, less = 0, whole = 0, spread = 0;
    for (size_t k = 1; k < x->n_indicator && n < FIELDS; k++) {
        const tb_node *node = tb_index_node(x, k, 2021);
        if (node == NULL || node->parent != 0)
            continue;
        snprintf(component[n], sizeof component[n], "PAR.%s", x->indicator[k].code);
        effect[n] = no_effect;
        effect[n].given = false;
        effect[n].component = component[n];
        effect[n].mean = effect[n].sd = NAN;
        lever[n] = make_lever(component[n], &effect[n]);
        n++;
    }
    tb_ask ask = ask_of(&goal, lever, n);
    ask.unit = "22";
    tb_intervention *v = answer(&ask, false);
    const tb_goal_answer *g = tb_intervention_goal(v, 0);
    for (size_t i = 0; i < g->levers; i++) {
        const tb_lever_answer *l = &g->lever[i];
        if (!isnan(l->stake_score) || isnan(l->stake_most))
            continue;
        double lacks = fmax(100 - g->score_q[0], 0);
        CHECK_NEAR(l->stake_most, fmin(l->stake_max, lacks), 1e-9);
        /* 8 in 10 by the shares that fields had in such losses */
        assert_true(isnan(l->stake_low) ||
                    (l->stake_low <= l->stake_high && l->stake_high <= l->stake_most));
        spread += l->stake_low < l->stake_high;
        less += l->stake_most < l->stake_max;
        whole += l->stake_most == l->stake_max;
    }
    assert_true(less > 0 && whole > 0 && spread > 0);
    tb_intervention_free(v);
}

/* A user's change of a component of another survey times its association with the index of the goal:
 * mean b m, variance b^2 s^2 + e^2 (m^2 + s^2), e the spread of the coefficient's t. */
static void of_given_changes_by_association(void **state)
{
    (void)state;
    tb_arena a = { 0 };
    tb_association s;
    tb_lever_effect effect = no_effect;
    effect.component = "PCI.CSTP6_COMPETITION";
    effect.mean = 0.5;
    effect.sd = 0.2;
    const tb_lever lever = make_lever("x", &effect);
    const tb_ask_goal goal = { .index = "PAPI", .goal = "+3 ranks" };
    const tb_index *from = tb_panel_index(shipped, "PCI");
    tb_ask ask = ask_of(&goal, &lever, 1);
    CHECK_OK(tbi_association_make(&s, from, tb_panel_index(shipped, "PAPI"), 0, 2021, &a, &err),
             err);
    size_t term = 0;
    while (term < s.terms && strcmp(from->indicator[s.column[term]].code, "CSTP6_COMPETITION") != 0)
        term++;
    assert_true(term < s.terms);
    double b = s.coefficient[term];
    double e2 = s.error[term] * s.error[term] * s.df[term] / (s.df[term] - 2);
    double sd = sqrt(b * b * 0.04 + e2 * (0.25 + 0.04));
    tb_intervention *v = answer(&ask, true);
    const tb_goal_answer *g = tb_intervention_goal(v, 0);
    assert_int_equal(g->levers_known, 1);
    const tb_lever_answer *x = &g->lever[0];
    assert_int_equal(x->evidence, TB_EVIDENCE_ESTIMATED);
    CHECK_NEAR(x->effect.mean, b * 0.5, 0.02);
    /* the product of a normal and a t has longer tails than a normal, and so shorter shoulders */
    double wide = (x->effect.q95 - x->effect.q05) / sd;
    if (wide < 2.9 || wide > 3.35)
        fail_msg("ends of 90 %% are %g standard deviations apart", wide);
    tb_intervention_free(v);
    tbi_arena_free(&a);
}

/* Both measures are worth having; each year pays for one. */
static void of_yearly_budgets(void **state)
{
    (void)state;
    tb_lever_effect effect[2] = { no_effect, no_effect };
    effect[0].component = "PAPI.D5";
    effect[1].component = "PAPI.D1";
    for (size_t k = 0; k < 2; k++) {
        effect[k].mean = 0.4;
        effect[k].sd = 0.05;
    }
    const tb_lever lever[2] = { make_lever("x", &effect[0]), make_lever("y", &effect[1]) };
    const tb_ask_goal goal = { .index = "PAPI", .goal = "score >= 43" };
    const tb_year_budget budget[2] = { { 2022, 1 }, { 2023, 1 } };
    tb_ask ask = ask_of(&goal, lever, 2);
    ask.year = 2023;
    ask.year_budgets = 2;
    ask.year_budget = budget;
    ask.budget = 2;
    tb_intervention *v = answer(&ask, false);
    const tb_plan *plan = &tb_intervention_goal(v, 0)->plan;
    assert_true(plan->made);
    assert_int_equal(plan->levers, 2);
    assert_int_equal(plan->start[0] + plan->start[1], 2022 + 2023);
    assert_int_not_equal(plan->start[0], plan->start[1]);
    tb_intervention_free(v);
    /* the first year alone pays for one, and the year that has no budget for none */
    ask.year_budgets = 1;
    ask.budget = 1;
    v = answer(&ask, false);
    plan = &tb_intervention_goal(v, 0)->plan;
    assert_int_equal(plan->levers, 1);
    assert_int_equal(plan->start[0], 2022);
    tb_intervention_free(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_curves_and_prices),
        cmocka_unit_test(of_what_is_at_stake),
        cmocka_unit_test(of_given_changes_by_association),
        cmocka_unit_test(of_yearly_budgets),
    };
    return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
