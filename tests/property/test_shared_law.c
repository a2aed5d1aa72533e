/* What is worked out once and shared must be what each would have worked out alone, and goals and
 * forecast must stand on the same draws. */
#include "support/check.h"
#include "support/shipped.h"

#include "forecast/fit_cache.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/intervene.h>

enum { DRAWS = 120 };

static tb_err err;

typedef struct drawn {
    double *score, *gain;
    size_t scores, gains;
} drawn;

static drawn draw(const char *index, const char *model, size_t focus, tb_fit_cache *fit_cache)
{
    const tb_index *x = tb_panel_index(shipped, index);
    int year[] = { 2021, 2022 };
    tb_predictive *j = NULL;
    tb_predictive_opts o = { .origin = 2021,
                             .year = year,
                             .n_year = 2,
                             .model = model,
                             .seed = 5,
                             .focus = focus,
                             .fit_cache = fit_cache };
    CHECK_OK(tbi_predictive_fit(&j, shipped, x, &o, &err), err);
    drawn d = { .scores = DRAWS * 2 * x->n_unit, .gains = DRAWS * tbi_predictive_components(j) };
    d.score = calloc(d.scores, sizeof *d.score);
    d.gain = calloc(d.gains + 1, sizeof *d.gain);
    tb_predictive_block b = { .score = d.score, .gain = d.gains > 0 ? d.gain : NULL };
    tbi_predictive_draw(j, 7, DRAWS, &b);
    tbi_predictive_free(j);
    return d;
}

static void a_shelf_changes_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *index, *model;
        size_t focus;
    } asked[] = { { "PAPI", "totals", SIZE_MAX },
                  { "PAPI", "default", 3 },
                  { "PAPI", "statespace", 17 },
                  { "SIPAS", "totals", SIZE_MAX },
                  { "SIPAS", "default", 4 } };
    tb_fit_cache fit_cache = { 0 };
    for (size_t k = 0; k < sizeof asked / sizeof *asked; k++) {
        drawn alone = draw(asked[k].index, asked[k].model, asked[k].focus, NULL);
        drawn shared = draw(asked[k].index, asked[k].model, asked[k].focus, &fit_cache);
        assert_int_equal(alone.gains, shared.gains);
        assert_memory_equal(alone.score, shared.score, alone.scores * sizeof(double));
        assert_memory_equal(alone.gain, shared.gain, alone.gains * sizeof(double));
        free(alone.score);
        free(alone.gain);
        free(shared.score);
        free(shared.gain);
    }
    tbi_fit_cache_free(&fit_cache);
}

static const tb_forecast_unit *unit_of(const tb_forecast *f, const char *code)
{
    for (size_t i = 0; i < tb_forecast_units(f); i++)
        if (strcmp(tb_forecast_unit_at(f, i)->code, code) == 0)
            return tb_forecast_unit_at(f, i);
    return NULL;
}

static void goals_and_forecast_stand_on_the_same_draws(void **state)
{
    (void)state;
    static const char *const goal[] = { "PAR: top 30", "PAPI: +5 ranks", "SIPAS: top 20",
                                        "PAPI: top 10" };
    tb_scenario *s = NULL;
    tb_intervention *v = NULL;
    tb_scenario_words w = { SHIPPED_PANEL, "12", 2021, 2022, 4, goal, NULL, 5, NULL, 0 };
    CHECK_OK(tb_scenario_make(&s, &w, &err), err);
    tb_intervention_opts o = TB_INTERVENTION_OPTS_INIT;
    o.draws = 3000;
    CHECK_OK(tb_intervention_run(&v, shipped, tb_scenario_ask(s), &o, &err), err);
    assert_int_equal(tb_intervention_forecasts(v), 3);
    int seen = 0;
    for (size_t i = 0; i < 3; i++) {
        const char *index;
        const tb_forecast_unit *u = unit_of(tb_intervention_forecast(v, i, &index), "12");
        assert_non_null(u);
        for (size_t g = 0; g < 4; g++) {
            const tb_goal_answer *a = tb_intervention_goal(v, g);
            if (strcmp(a->index, index) != 0)
                continue;
            double chance = g == 0   ? u->chance_top[6]
                            : g == 1 ? u->chance_up[2]
                            : g == 2 ? u->chance_top[5]
                                     : u->chance_top[3];
            assert_true(a->chance == chance);
            seen++;
        }
    }
    assert_int_equal(seen, 4);
    tb_intervention_free(v);
    tb_scenario_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shelf_changes_nothing),
        cmocka_unit_test(goals_and_forecast_stand_on_the_same_draws),
    };
    return cmocka_run_group_tests_name("property.shared_law", tests, open_shipped, close_shipped);
}
