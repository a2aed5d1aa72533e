/* The printed ends of intervals beyond ranks and scores, each against a closed form or the same
 * quantity of another command: coefficients, effects and their posteriors, an own figure of a lever,
 * a goal's places and national mean, and what counts as inside when forecasts are judged. */
#include "support/check.h"
#include "support/shipped.h"

#include "backtest/judge.h"
#include "num/dist.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/effects.h>
#include <tangbac/estimate.h>
#include <tangbac/forecast.h>
#include <tangbac/intervene.h>

static tb_err err;

static void of_coefficients(void **state)
{
    (void)state;
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    tb_estimate *e = NULL;
    o.plain = true;
    CHECK_OK(tb_estimate_run(&e, shipped, "PAPI.D5 ~ PAPI.D1 + PAPI.D4 | unit + year", &o, &err),
             err);
    const tb_estimate_summary *s = tb_estimate_info(e);
    for (size_t j = 0; j < 2; j++) {
        const tb_coefficient *c = &s->coefficient[j];
        double half = tbi_t_quantile(0.975, c->df) * c->std_error;
        assert_true(half > 0);
        CHECK_NEAR(c->ci_high, c->estimate + half, 1e-9);
        CHECK_NEAR(c->ci_low, c->estimate - half, 1e-9);
    }
    tb_estimate_free(e);
}

/* Of a mean by its error, of an observation by that and the spread of the rows, both with t. */
static void of_predictions(void **state)
{
    (void)state;
    const char *path =
        check_file("printed_ends", "rows.csv", "unit,year,PAPI.D1,PAPI.D4\n12,2022,5,6.5\n");
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    tb_estimate *e = NULL;
    CHECK_OK(tb_vcov_of(&o.vcov, "iid", &err), err);
    o.plain = true;
    o.predict = path;
    CHECK_OK(tb_estimate_run(&e, shipped, "PAPI.D5 ~ PAPI.D1 + PAPI.D4 | unit + year", &o, &err),
             err);
    const tb_estimate_summary *s = tb_estimate_info(e);
    double rows = (double)s->n_obs - (double)s->parameters, t = tbi_t_quantile(0.975, rows);
    assert_int_equal(s->predictions, 1);
    const tb_prediction *p = &s->prediction[0];
    assert_true(p->std_error > 0);
    CHECK_NEAR(p->ci_high - p->fit, t * p->std_error, 1e-9);
    CHECK_NEAR(p->fit - p->ci_low, t * p->std_error, 1e-9);
    double wide = t * sqrt(p->std_error * p->std_error + s->rss / rows);
    CHECK_NEAR(p->pi_high - p->fit, wide, 1e-9);
    CHECK_NEAR(p->fit - p->pi_low, wide, 1e-9);
    tb_estimate_free(e);
}

/* The posterior of a single effect is a mixture over the spread of effects, drawn to zero: between
 * its ends lie 90 of 100, each tail as a normal's of the same spread would have it. */
static void of_effects(void **state)
{
    (void)state;
    static const char *const measure[] = { "PASC" };
    tb_effects_ask ask = TB_EFFECTS_ASK_INIT;
    tb_effects *e = NULL;
    ask.measure = measure;
    ask.measures = 1;
    ask.expected = true;
    tb_effect_opts how = TB_EFFECT_OPTS_INIT;
    how.bootstraps = 0;
    how.permutations = 0;
    how.plan_only = true;
    ask.how = &how;
    CHECK_OK(tb_effects_run(&e, shipped, &ask, &err), err);
    const tb_effect_study *s = tb_effects_study_of(e, "PASC", "PAPI.D5");
    assert_non_null(s);
    const tb_effect_overall *all = tb_effect_overall_of(s->effect);
    double half = tbi_t_quantile(0.975, all->df) * all->interval_error;
    assert_true(half > 0);
    CHECK_NEAR(all->ci_low, all->estimate - half, 1e-9);
    CHECK_NEAR(all->ci_high, all->estimate + half, 1e-9);
    double low = (s->posterior.mean - s->posterior.q05) / s->posterior.sd;
    double high = (s->posterior.q95 - s->posterior.mean) / s->posterior.sd;
    if (!s->pooled || low < 1.45 || low > 1.8 || high < 1.45 || high > 1.8)
        fail_msg("ends at %g and %g standard deviations", low, high);
    tb_effects_free(e);
}

static tb_intervention *answer_draws(const char *index, const char *goal, const tb_lever *lever,
                                     size_t draws)
{
    const tb_ask_goal one = { .index = index, .goal = goal };
    tb_ask ask = { .panel = "",
                   .unit = "12",
                   .origin = 2021,
                   .year = 2022,
                   .goals = 1,
                   .goal = &one,
                   .levers = lever != NULL,
                   .lever = lever,
                   .budget = NAN,
                   .cost_unit = "",
                   .draws = draws };
    tb_intervention_opts o = TB_INTERVENTION_OPTS_INIT;
    tb_intervention *v = NULL;
    CHECK_OK(tb_intervention_run(&v, shipped, &ask, &o, &err), err);
    return v;
}

static tb_intervention *answer(const char *index, const char *goal, const tb_lever *lever)
{
    return answer_draws(index, goal, lever, 4000);
}

static void of_own_figures(void **state)
{
    (void)state;
    const tb_lever_effect effect = { .component = "PAPI.D5",
                                     .given = true,
                                     .mean = 0.4,
                                     .sd = 0.1,
                                     .lost = NAN,
                                     .chance = NAN,
                                     .link = "",
                                     .note = "",
                                     .note_vi = "",
                                     .source = "",
                                     .how = "" };
    const tb_lever lever = { .id = "x",
                             .name_vi = "x",
                             .name_en = "x",
                             .agency_vi = "",
                             .agency_en = "",
                             .effects = 1,
                             .effect = &effect,
                             .cost = 1,
                             .cost_unit = "",
                             .quantity_vi = "",
                             .quantity_en = "",
                             .deadline = "",
                             .ordered_by = "",
                             .offered_to = 9999,
                             .sheet_unit = "" };
    tb_intervention *v = answer("PAPI", "+5 ranks", &lever);
    const tb_goal_answer *g = tb_intervention_goal(v, 0);
    assert_int_equal(g->levers, 1);
    CHECK_NEAR(g->lever[0].effect.mean, 0.4, 0.01);
    CHECK_NEAR(g->lever[0].effect.q05, 0.4 - 0.1 * 1.645, 0.012);
    CHECK_NEAR(g->lever[0].effect.q95, 0.4 + 0.1 * 1.645, 0.012);
    tb_intervention_free(v);
}

/* Of a score goal the national mean, of each the unit's own places: as `forecast` prints them. */
static void of_goals(void **state)
{
    (void)state;
    tb_forecast_opts o = TB_FORECAST_OPTS_INIT;
    tb_forecast *f = NULL;
    o.index = "PAPI";
    o.origin = 2021;
    o.year = 2022;
    o.draws = 4000;
    CHECK_OK(tb_forecast_run(&f, shipped, &o, &err), err);
    tb_intervention *v = answer("PAPI", "score >= 42", NULL);
    const tb_goal_answer *g = tb_intervention_goal(v, 0);
    const tb_forecast_unit *own = NULL;
    for (size_t i = 0; i < tb_forecast_units(f); i++)
        if (strcmp(tb_forecast_unit_at(f, i)->code, "12") == 0)
            own = tb_forecast_unit_at(f, i);
    assert_non_null(own);
    const double *national = tb_forecast_info(f)->national_q;
    assert_true(fabs(g->rank_q[0] - own->rank_q[0]) < 1.5 && g->rank_q[0] == floor(g->rank_q[0]));
    assert_true(fabs(g->rank_q[2] - own->rank_q[4]) < 1.5 && g->rank_q[2] == floor(g->rank_q[2]));
    assert_true(fabs(g->score_q[0] - own->score_q[0]) < 0.05);
    assert_true(fabs(g->score_q[2] - own->score_q[4]) < 0.05);
    assert_true(fabs(g->national[0] - national[0]) < 0.05);
    assert_true(fabs(g->national[2] - national[2]) < 0.05);
    /* points that are lacking are 42 less the score: their central 80 % beside its central 90 % */
    double ratio = (g->gap[2] - g->gap[0]) / (g->score_q[2] - g->score_q[0]);
    CHECK_NEAR(ratio, 1.2815516 / 1.6448536, 0.05);
    tb_intervention_free(v);
    tb_forecast_free(f);
}

/* Too few draws to be told apart in batches: a share has the error of a coin. What is offered instead
 * of a goal is the best place reached with even chance, and a worse one with 80 in 100. */
static void of_chances(void **state)
{
    (void)state;
    tb_intervention *v = answer_draws("PAPI", "score >= 42", NULL, 200);
    const tb_goal_answer *g = tb_intervention_goal(v, 0);
    assert_true(g->chance > 0.02 && g->chance < 0.98);
    CHECK_NEAR(g->chance_se, sqrt(g->chance * (1 - g->chance) / 200), 1e-12);
    tb_intervention_free(v);
    v = answer("PAPI", "top 2", NULL);
    g = tb_intervention_goal(v, 0);
    assert_true(g->chance < 0.5);
    assert_true(fabs(g->instead.place_50 - g->rank_q[1]) < 1.5);
    assert_true(g->instead.place_80 > g->instead.place_50);
    assert_true(g->instead.place_80 < g->rank_q[2]);
    assert_true(g->instead.score_80 < g->instead.score_50);
    tb_intervention_free(v);
}

/* Quantiles from 0.05 to 0.95 of a uniform law, and an outcome just inside and just outside each
 * end. */
static void of_what_is_judged(void **state)
{
    (void)state;
    static const double p[7] = { 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95 };
    static const struct {
        double actual, in50, in90;
    } cases[] = { { 0.04, 0, 0 }, { 0.06, 0, 1 }, { 0.24, 0, 1 }, { 0.26, 1, 1 },
                  { 0.74, 1, 1 }, { 0.76, 0, 1 }, { 0.94, 0, 1 }, { 0.96, 0, 0 } };
    const double mean = 0.5;
    const int place = 1;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        tb_mixture_rows r = { &cases[k].actual, &place, &place, 1, 1, false };
        tb_score_row row = { .n = 0 };
        CHECK_OK(tbi_judge_quantiles(&row, NULL, p, p, 7, &mean, 1, &r, &err), err);
        CHECK_NEAR(row.score[TB_METRIC_COVERAGE50], cases[k].in50, 1e-12);
        CHECK_NEAR(row.score[TB_METRIC_COVERAGE90], cases[k].in90, 1e-12);
        CHECK_NEAR(row.score[TB_METRIC_WIDTH90], 0.9, 1e-12);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_coefficients),   cmocka_unit_test(of_predictions),
        cmocka_unit_test(of_effects),        cmocka_unit_test(of_own_figures),
        cmocka_unit_test(of_goals),          cmocka_unit_test(of_chances),
        cmocka_unit_test(of_what_is_judged),
    };
    return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
