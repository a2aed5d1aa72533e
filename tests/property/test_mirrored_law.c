/* An index of which less is better is the mirror of one of which more is: the same places and
 * chances, and scores from the other end of the scale. Synthetic figures. */
#include "num/rng.h"
#include "support/built_panel.h"
#include "support/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/backtest.h>
#include <tangbac/complete.h>
#include <tangbac/forecast.h>
#include <tangbac/simulate.h>
#include <tangbac/standing.h>

enum { UNITS = 14, FIRST = 2014, LAST = 2023, KNOWN = 8, PARTS = 3, MAX = 40 };

static tb_err err;
static tb_panel *up, *down;
static double score[LAST - FIRST + 1][PARTS][UNITS];

/* Units that differ, and move from year to year. */
static void draw_scores(void)
{
    tb_rng r;
    double last[PARTS][UNITS] = { { 0 } };
    tbi_rng_start(&r, 12, TB_STREAM_SAMPLER, 0);
    for (int t = 0; t <= LAST - FIRST; t++)
        for (size_t j = 0; j < PARTS; j++)
            for (size_t i = 0; i < UNITS; i++) {
                last[j][i] = 0.7 * last[j][i] + tbi_rng_normal(&r);
                score[t][j][i] = 20 + 0.8 * (double)i + last[j][i];
            }
}

/* TOTAL = A + B + C; of the last year only some totals are known. */
static tb_panel *make_panel(int direction)
{
    static const char *const code[] = { "TOTAL", "A", "B", "C" };
    tb_builder *d = start_units(UNITS);
    ptrdiff_t column[PARTS + 1];
    tb_builder_index *x = tbi_builder_index_of(d, "IX", 2, true);
    assert_non_null(x);
    x->has_structure = true;
    x->direction = direction;
    for (size_t j = 0; j <= PARTS; j++)
        column[j] = tbi_builder_column(d, x, code[j], strlen(code[j]), true);
    for (size_t j = 0; j <= PARTS; j++) {
        const tb_node n = { (size_t)column[j],
                            j == 0 ? -1 : column[0],
                            code[j],
                            code[j],
                            0,
                            j == 0 ? PARTS * MAX : MAX,
                            1,
                            2011,
                            9999,
                            j == 0 ? "total" : "dimension",
                            "",
                            TB_MERGE_NONE,
                            "",
                            0 };
        assert_true(tbi_builder_node(d, x, &n));
    }
    for (int year = FIRST; year <= LAST; year++) {
        const tb_fact fact = { year, "VN",  column[0], "TOTAL",     "n_ranked", "",
                               "14", UNITS, 0,         "published", -1 };
        assert_true(tbi_builder_fact(d, x, &fact, 0));
        for (size_t i = 0; i < UNITS; i++) {
            double sum = 0;
            for (size_t j = 0; j < PARTS; j++) {
                double v = round(100 * score[year - FIRST][j][i]) / 100;
                v = direction < 0 ? MAX - v : v;
                sum += v;
                if (year < LAST)
                    put_score(d, x, column[j + 1], year, i, v, 2);
            }
            if (year < LAST || i < KNOWN)
                put_score(d, x, column[0], year, i, sum, 2);
        }
    }
    return finish_panel(d);
}

static double mirror(double total)
{
    return PARTS * MAX - total;
}

static tb_forecast *forecast(const tb_panel *p, const char *model)
{
    tb_forecast *f = NULL;
    tb_forecast_opts o = TB_FORECAST_OPTS_INIT;
    o.index = "IX";
    o.origin = LAST - 1;
    o.year = LAST;
    o.model = model;
    o.draws = 8000;
    CHECK_OK(tb_forecast_run(&f, p, &o, &err), err);
    return f;
}

/* 8,000 draws: a chance is within 0.04 (five standard errors of two), a mean within a tenth of the
 * spread. */
static void forecasts(void **state)
{
    (void)state;
    static const char *const models[] = { "statespace", "persistence", "shrunk",
                                          "mean3",      "climatology", "stack" };
    for (size_t m = 0; m < sizeof models / sizeof *models; m++) {
        tb_forecast *a = forecast(up, models[m]), *b = forecast(down, models[m]);
        for (size_t i = 0; i < UNITS; i++) {
            const tb_forecast_unit *u = tb_forecast_unit_at(a, i), *v = tb_forecast_unit_at(b, i);
            assert_int_equal(u->base_rank, v->base_rank);
            assert_true(fabs(u->score_mean - mirror(v->score_mean)) < 0.1 * u->score_sd);
            assert_true(fabs(u->score_q[0] - mirror(v->score_q[4])) < 0.2 * u->score_sd);
            assert_true(fabs(u->rank_mean - v->rank_mean) < 0.2);
            for (size_t k = 0; k < 4; k++)
                assert_true(fabs(u->chance_top[k] - v->chance_top[k]) < 0.04);
            for (size_t k = 0; k < TB_UP_COUNT; k++)
                assert_true(fabs(u->chance_up[k] - v->chance_up[k]) < 0.04);
        }
        tb_forecast_free(a);
        tb_forecast_free(b);
    }
}

static tb_backtest *backtest(const tb_panel *p)
{
    tb_backtest *b = NULL;
    tb_backtest_opts o = TB_BACKTEST_OPTS_INIT;
    o.index = "IX";
    o.first_origin = 2020;
    o.last_origin = 2021;
    o.draws = 2000;
    CHECK_OK(tb_backtest_run(&b, p, &o, &err), err);
    return b;
}

static void backtests(void **state)
{
    (void)state;
    tb_backtest *a = backtest(up), *b = backtest(down);
    assert_int_equal(tb_backtest_rows(a), tb_backtest_rows(b));
    for (size_t i = 0; i < tb_backtest_rows(a); i++) {
        const tb_score_row *x = tb_backtest_row(a, i), *y = tb_backtest_row(b, i);
        assert_string_equal(x->model, y->model);
        CHECK_NEAR(x->score[TB_METRIC_CRPS], y->score[TB_METRIC_CRPS], 0.1);
        CHECK_NEAR(x->score[TB_METRIC_RMSE], y->score[TB_METRIC_RMSE], 0.1);
        CHECK_NEAR(x->score[TB_METRIC_RPS], y->score[TB_METRIC_RPS], 0.03);
        if (strcmp(x->model, "national") != 0) /* all its middles are one, but for the draws */
            CHECK_NEAR(x->score[TB_METRIC_SPEARMAN], y->score[TB_METRIC_SPEARMAN], 0.06);
        CHECK_NEAR(x->score[TB_METRIC_BRIER_TOP10], y->score[TB_METRIC_BRIER_TOP10], 0.03);
    }
    tb_backtest_free(a);
    tb_backtest_free(b);
}

static tb_simulation *simulate(const tb_panel *p, int year, tb_simulate_tables tables)
{
    tb_simulation *s = NULL;
    tb_simulate_opts o = TB_SIMULATE_OPTS_INIT;
    o.index = "IX";
    o.year = year;
    o.draws = 4000;
    o.samples = 0;
    o.bootstraps = 1000;
    o.normalise = "minmax,zscore,rank,distance";
    o.aggregate = "arithmetic,copeland";
    o.best = 3;
    o.tables = tables;
    CHECK_OK(tb_simulation_start(&s, p, &o, &err), err);
    while (tb_simulation_left(s) > 0)
        CHECK_OK(tb_simulation_step(s, 4000, &err), err);
    CHECK_OK(tb_simulation_finish(s, &err), err);
    return s;
}

/* The distance to the leader is the one normalisation that has no mirror: it is a share of the
 * leader's value. */
static void simulations(void **state)
{
    (void)state;
    tb_simulation *a = simulate(up, LAST - 1, TB_SIMULATE_KNOWN);
    tb_simulation *b = simulate(down, LAST - 1, TB_SIMULATE_KNOWN);
    for (size_t i = 0; i < UNITS; i++) {
        const tb_simulate_unit *u = tb_simulation_unit(a, i), *v = tb_simulation_unit(b, i);
        assert_int_equal(u->reference_rank, v->reference_rank);
        CHECK_NEAR(u->reference_score, mirror(v->reference_score), 1e-9);
        assert_true(fabs(u->rank_mean - v->rank_mean) < 0.3);
        assert_true(fabs(u->error_q50 - v->error_q50) < 1.1);
        for (size_t j = 0; j < PARTS; j++) {
            double more[2], less[2];
            tb_simulation_local(a, i, j, &more[0], &less[0]);
            tb_simulation_local(b, i, j, &more[1], &less[1]);
            assert_true(more[0] == more[1] || fabs(more[0] - more[1]) < 1e-9);
            assert_true(less[0] == less[1] || fabs(less[0] - less[1]) < 1e-9);
        }
    }
    for (size_t m = 0; m < tb_simulation_methods(a); m++)
        for (size_t i = 0; i < UNITS; i++)
            if (strcmp(tb_simulation_method(a, m)->normalise, "distance") != 0)
                assert_int_equal(tb_simulation_method(a, m)->rank[i],
                                 tb_simulation_method(b, m)->rank[i]);
    tb_simulation_free(a);
    tb_simulation_free(b);
    a = simulate(up, LAST, TB_SIMULATE_COMPLETED);
    b = simulate(down, LAST, TB_SIMULATE_COMPLETED);
    for (size_t i = 0; i < UNITS; i++)
        assert_true(
            fabs(tb_simulation_unit(a, i)->rank_mean - tb_simulation_unit(b, i)->rank_mean) < 0.6);
    tb_simulation_free(a);
    tb_simulation_free(b);
}

static tb_completion *complete(const tb_panel *p)
{
    tb_completion *c = NULL;
    tb_completion_opts o = TB_COMPLETION_OPTS_INIT;
    o.index = "IX";
    o.year = LAST;
    o.draws = 2000;
    CHECK_OK(tb_completion_run(&c, p, &o, &err), err);
    return c;
}

static void completions(void **state)
{
    (void)state;
    tb_completion *a = complete(up), *b = complete(down);
    for (size_t i = 0; i < UNITS; i++) {
        const tb_completion_unit *u = tb_completion_unit_at(a, i);
        const tb_completion_unit *v = tb_completion_unit_at(b, i);
        assert_true(fabs(u->score_mean - mirror(v->score_mean)) < 0.25 * u->score_sd + 1e-9);
        assert_true(fabs(u->score_q[0] - mirror(v->score_q[2])) < 0.5 * u->score_sd + 1e-9);
        assert_true(fabs(u->rank_q[1] - v->rank_q[1]) < 1.6);
    }
    tb_completion_free(a);
    tb_completion_free(b);
}

static void standings(void **state)
{
    (void)state;
    tb_standing *a = NULL, *b = NULL;
    CHECK_OK(tb_standing_make(&a, up, "03", LAST - 1, NULL, &err), err);
    CHECK_OK(tb_standing_make(&b, down, "03", LAST - 1, NULL, &err), err);
    const tb_standing_index *x = tb_standing_index_at(a, 0), *y = tb_standing_index_at(b, 0);
    assert_int_equal(x->components, y->components);
    for (size_t c = 0; c < x->components; c++) {
        const tb_standing_component *u = &x->component[c], *v = &y->component[c];
        double all = c == 0 ? PARTS * MAX : MAX;
        assert_int_equal(u->rank, v->rank);
        CHECK_NEAR(u->score, all - v->score, 1e-9);
        CHECK_NEAR(u->best, all - v->best, 1e-9);
        CHECK_NEAR(u->median, all - v->median, 1e-9);
        CHECK_NEAR(u->best_quarter, all - v->best_quarter, 1e-9);
        CHECK_NEAR(fabs(u->to_best), fabs(v->to_best), 1e-9);
        assert_int_equal(u->change_is, v->change_is);
    }
    assert_int_equal(x->strengths, y->strengths);
    assert_int_equal(x->weaknesses, y->weaknesses);
    tb_standing_free(a);
    tb_standing_free(b);
}

static int make_panels(void **state)
{
    (void)state;
    draw_scores();
    up = make_panel(1);
    down = make_panel(-1);
    return 0;
}

static int free_panels(void **state)
{
    (void)state;
    tb_panel_free(up);
    tb_panel_free(down);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forecasts),   cmocka_unit_test(backtests), cmocka_unit_test(simulations),
        cmocka_unit_test(completions), cmocka_unit_test(standings),
    };
    return cmocka_run_group_tests_name("mirrored_law", tests, make_panels, free_panels);
}
