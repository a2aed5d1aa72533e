/* property: simulate and forecast give every node the same noise, the draws of simulate have the
 * spread that its confidence sets stand on, the publisher's own way has its share of the draws, and
 * sums that are equal but for rounding are ties. */
#include "support/check.h"
#include "support/shipped.h"

#include "forecast/predictive_mixture.h"
#include "simulate/simulation_state.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/forecast.h>
#include <tangbac/simulate.h>

/* Of completed tables, case by case: a year in which the signal stays is spread no wider than one in
 * which it moves, Var(e) + Var(S) against Var(e) + k^2 Var(S) + (1 - k^2) Var, since what is known of
 * a signal never widens it. Only the walk of a year's spread may turn that round, in few cases; and
 * where little moves the two are nearly the same. Cases that take a past move are left out: their
 * spread is in the move that was drawn, not in the factor. */
static void check_stays_no_wider(tb_place_share places)
{
    tb_err err = TB_ERR_INIT;
    const int year = 2023;
    tb_predictive *j = NULL;
    tb_predictive_opts o = {
        .origin = 2022, .year = &year, .n_year = 1, .seed = 1, .focus = SIZE_MAX, .places = places
    };
    CHECK_OK(tbi_predictive_fit(&j, shipped, tb_panel_index(shipped, "DTI"), &o, &err), err);
    assert_non_null(j->wide);
    size_t over = 0, near = 0;
    for (size_t c = 0; c < j->cases; c++) {
        double ratio = j->frozen_sd[c] / fabs(j->factor[c]);
        over += ratio > 1.02;
        near += ratio > 0.8;
    }
    assert_true(100 * over <= j->cases);
    assert_true(10 * near >= j->cases);
    tbi_predictive_free(j);
}

static void a_signal_that_stays_is_no_wider(void **state)
{
    (void)state;
    check_stays_no_wider(TB_PLACES_NEVER);
    check_stays_no_wider(TB_PLACES_ALWAYS);
}

/* What the forecast says of a node at a year. */
static double forecast_noise(const char *node, int year)
{
    tb_err err = TB_ERR_INIT;
    tb_noise noise;
    tb_forecast_opts o = TB_FORECAST_OPTS_INIT;
    o.index = node;
    o.origin = year;
    o.model = "totals";
    o.draws = 100;
    CHECK_OK(tb_noise_of(&noise, shipped, &o, &err), err);
    return noise.sd;
}

static tb_simulation *simulate(const tb_simulate_opts *o)
{
    tb_err err = TB_ERR_INIT;
    tb_simulation *s = NULL;
    CHECK_OK(tb_simulation_start(&s, shipped, o, &err), err);
    while (tb_simulation_left(s) > 0)
        CHECK_OK(tb_simulation_step(s, 1 << 20, &err), err);
    CHECK_OK(tb_simulation_finish(s, &err), err);
    return s;
}

static tb_simulate_opts options(const char *index, int year, const char *level)
{
    tb_simulate_opts o = TB_SIMULATE_OPTS_INIT;
    o.index = index;
    o.year = year;
    assert_int_equal(tb_simulate_level_of(&o.level, level, NULL), TB_OK);
    o.draws = 1;
    o.samples = 0;
    o.bootstraps = 0;
    return o;
}

/* The composite and every part. */
static void agree(const char *index, int year, const char *level)
{
    char node[32];
    tb_simulate_opts o = options(index, year, level);
    tb_simulation *s = simulate(&o);
    CHECK_NEAR(tb_simulation_composite_noise(s), forecast_noise(index, year), 1e-9);
    for (size_t j = 0; j < tb_simulation_components(s); j++) {
        snprintf(node, sizeof node, "PAPI.%s", tb_simulation_component(s, j));
        CHECK_NEAR(tb_simulation_noise(s, j), forecast_noise(node, year), 1e-9);
    }
    tb_notices said = tb_simulation_notices(s);
    for (size_t k = 0; k < said.count; k++)
        assert_string_not_equal(said.notice[k].code, "noise_scaled");
    tb_simulation_free(s);
}

static void every_node_has_the_forecasts_noise(void **state)
{
    (void)state;
    agree("PAPI", 2022, "leaf"); /* the total and the leaves */
    agree("PAPI", 2022, "dimension");
    agree("PAPI.D5", 2022, "leaf"); /* a dimension and its leaves */
    agree("PAPI", 2016, "dimension");
}

static void completed_tables_have_it_too(void **state)
{
    (void)state;
    tb_simulate_opts o = options("DTI", 2022, "leaf");
    o.tables = TB_SIMULATE_COMPLETED;
    tb_simulation *s = simulate(&o);
    /* two chains of their own: they agree within their error */
    double theirs = forecast_noise("DTI", 2022);
    assert_true(theirs > 0);
    assert_true(fabs(tb_simulation_composite_noise(s) / theirs - 1) < 0.35);
    tb_simulation_free(s);
}

/* With the publisher's own way alone a draw is the score plus noise: the same law of ranks as that
 * of the scores' errors. With independent parts the chances differ by up to 0.3. */
static void draws_spread_as_the_sets_say(void **state)
{
    (void)state;
    enum { DRAWS = 20000 };
    tb_simulate_opts o = options("PAPI", 2022, "leaf");
    o.weights = TB_SIMULATE_FIXED;
    o.normalise = "none";
    o.aggregate = "arithmetic";
    o.leave_out = TB_SIMULATE_OUT_NONE;
    o.draws = o.bootstraps = DRAWS;
    tb_simulation *s = simulate(&o);
    size_t seen = 0;
    for (size_t i = 0; i < tb_simulation_units(s); i++) {
        const tb_simulate_unit *u = tb_simulation_unit(s, i);
        if (u->reference_rank == 0)
            continue;
        double p = fmin(fmax(u->error_best, 1.0 / DRAWS), 1 - 1.0 / DRAWS);
        assert_true(fabs(u->chance_best - u->error_best) < 4.5 * sqrt(2 * p * (1 - p) / DRAWS));
        CHECK_NEAR(u->se, tb_simulation_composite_noise(s), 1e-9);
        seen++;
    }
    assert_true(seen > 50);
    tb_simulation_free(s);
}

/* What is drawn is what is said: of an even grid of both coordinates each method gets its share, but
 * for the edges of its part. */
static void draw_in_shares(const tb_simulation *s)
{
    enum { GRID = 60, METHODS = 64 };
    size_t drawn[METHODS] = { 0 };
    assert_true(tb_simulation_methods(s) <= METHODS);
    for (size_t i = 0; i < GRID; i++)
        for (size_t k = 0; k < GRID; k++) {
            double u = ((double)i + 0.5) / GRID;
            double v = ((double)k + 0.5) / GRID;
            drawn[tbi_design_method(&s->design, u, v)]++;
        }
    for (size_t k = 0; k < tb_simulation_methods(s); k++)
        CHECK_NEAR((double)drawn[k] / (GRID * GRID), tb_simulation_method(s, k)->share, 0.02);
}

/* 1/4 of the draws take the arithmetic mean without normalisation; a centre of 0 takes every way of
 * an aggregation alike. */
static void publishers_way_has_its_share(void **state)
{
    (void)state;
    for (int even = 0; even < 2; even++) {
        tb_simulate_opts o = options("PAPI", 2022, "leaf");
        o.centre = even ? 0 : 0.5;
        o.noise = TB_SIMULATE_NOISE_NONE;
        tb_simulation *s = simulate(&o);
        double sum = 0;
        for (size_t k = 0; k < tb_simulation_methods(s); k++) {
            const tb_simulate_method *m = tb_simulation_method(s, k);
            sum += m->share;
            if (strcmp(m->normalise, "none") != 0)
                continue;
            CHECK_NEAR(m->share, even ? 1.0 / 4 / 6 : 0.25, 1e-12);
            CHECK_NEAR(m->mean_abs_shift, 0, 1e-12); /* it is the reference */
            assert_true(m->most == SIZE_MAX);
        }
        CHECK_NEAR(sum, 1, 1e-12);
        draw_in_shares(s);
        tb_simulation_free(s);
    }
}

/* A percentile is a multiple of a rank where no two values are equal: sums of them order the units
 * alike, ties included. Without rounding 6 of 17 ties were broken in one, 5 in the other. */
static void rounding_breaks_no_ties(void **state)
{
    (void)state;
    tb_simulate_opts o = options("PAPI.D7", 2019, "leaf");
    o.weights = TB_SIMULATE_FIXED;
    o.normalise = "rank,percentile";
    o.aggregate = "arithmetic";
    o.leave_out = TB_SIMULATE_OUT_NONE;
    o.noise = TB_SIMULATE_NOISE_NONE;
    tb_simulation *s = simulate(&o);
    const int *by_rank = tb_simulation_method(s, 0)->rank;
    const int *by_percentile = tb_simulation_method(s, 1)->rank;
    size_t n = tb_simulation_units(s), ties = 0;
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(by_rank[i], by_percentile[i]);
        for (size_t k = i + 1; k < n; k++)
            ties += by_rank[i] > 0 && by_rank[i] == by_rank[k];
    }
    assert_true(ties >= 17);
    tb_simulation_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_node_has_the_forecasts_noise),
                                        cmocka_unit_test(completed_tables_have_it_too),
                                        cmocka_unit_test(a_signal_that_stays_is_no_wider),
                                        cmocka_unit_test(draws_spread_as_the_sets_say),
                                        cmocka_unit_test(publishers_way_has_its_share),
                                        cmocka_unit_test(rounding_breaks_no_ties) };
    return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
