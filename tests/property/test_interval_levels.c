/* An interval's level against a count, wherever one is printed: the ends of ranks against the
 * probabilities of ranks that are printed beside them, the ends of scores against the spread of the
 * same draws. An end at the wrong level (0.10 for 0.05) is seen by each. */
#include "support/check.h"
#include "support/shipped.h"

#include <math.h>
#include <stdlib.h>
#include <tangbac/forecast.h>
#include <tangbac/intervene.h>
#include <tangbac/simulate.h>

static tb_panel *panel;
static tb_err err;

static int open_panel(void **state)
{
    (void)state;
    panel = shipped_panel();
    return panel == NULL;
}

static int close_panel(void **state)
{
    (void)state;
    tb_panel_free(panel);
    return 0;
}

/* q is the smallest rank up to which the probabilities (among the draws that rank the unit) come to p.
 * Ties are spread over their places, so an edge may be off by a little. */
static void check_rank_level(const double *probability, size_t n, double q, double p)
{
    double all = 0, below = 0, upto = 0;
    for (size_t r = 0; r < n; r++)
        all += probability[r];
    for (size_t r = 0; r < n; r++) {
        below += (double)(r + 1) < q ? probability[r] / all : 0;
        upto += (double)(r + 1) <= q ? probability[r] / all : 0;
    }
    if (!(below <= p + 0.01 && upto >= p - 0.01))
        fail_msg("rank %g is said to be quantile %g: %g of the draws lie below, %g up to it", q, p,
                 below, upto);
}

static int by_value(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void of_forecasts(void **state)
{
    (void)state;
    static const double p[5] = { 0.05, 0.25, 0.5, 0.75, 0.95 };
    tb_forecast_opts o = TB_FORECAST_OPTS_INIT;
    tb_forecast *f = NULL;
    o.index = "PAPI";
    o.origin = 2021;
    o.year = 2022;
    o.model = "statespace";
    o.draws = 4000;
    CHECK_OK(tb_forecast_run(&f, panel, &o, &err), err);
    size_t n = tb_forecast_units(f), used = 0;
    double *outer = calloc(n, sizeof *outer), *inner = calloc(n, sizeof *inner);
    for (size_t i = 0; i < n; i++) {
        const tb_forecast_unit *u = tb_forecast_unit_at(f, i);
        const double *row = tb_forecast_rank_probability(f) + i * n;
        if (isnan(u->score_sd) || isnan(u->rank_q[0]))
            continue;
        for (int k = 0; k < 5; k++)
            check_rank_level(row, n, u->rank_q[k], p[k]);
        outer[used] = (u->score_q[4] - u->score_q[0]) / (2 * u->score_sd);
        inner[used++] = (u->score_q[3] - u->score_q[1]) / (2 * u->score_sd);
        double top10 = 0;
        for (size_t r = 0; r < 10; r++)
            top10 += row[r];
        CHECK_NEAR(u->chance_top[3], top10, 0.01);
    }
    assert_true(used > 50);
    qsort(outer, used, sizeof *outer, by_value);
    qsort(inner, used, sizeof *inner, by_value);
    /* 1.645 and 0.674 of a normal; a scale mixture keeps the first and has a narrower middle */
    if (outer[used / 2] < 1.5 || outer[used / 2] > 1.8 || inner[used / 2] < 0.5 ||
        inner[used / 2] > 0.75)
        fail_msg("ends at %g and %g standard deviations", outer[used / 2], inner[used / 2]);
    free(outer);
    free(inner);
    tb_forecast_free(f);
}

static void of_simulated_ranks(void **state)
{
    (void)state;
    tb_simulate_opts o = TB_SIMULATE_OPTS_INIT;
    tb_simulation *s = NULL;
    o.index = "PAPI";
    o.year = 2022;
    o.normalise = "none,minmax"; /* few ties, which the printed probabilities spread */
    o.aggregate = "arithmetic";
    o.noise = "none";
    o.draws = 4000;
    o.samples = 0;
    o.bootstraps = 0;
    CHECK_OK(tb_simulation_start(&s, panel, &o, &err), err);
    while (tb_simulation_left(s) > 0)
        CHECK_OK(tb_simulation_step(s, 1000, &err), err);
    CHECK_OK(tb_simulation_finish(s, &err), err);
    size_t n = tb_simulation_units(s), used = 0;
    for (size_t i = 0; i < n; i++) {
        const tb_simulate_unit *u = tb_simulation_unit(s, i);
        const double *row = tb_simulation_rank_probability(s) + i * n;
        if (isnan(u->rank_q05))
            continue;
        used++;
        check_rank_level(row, n, u->rank_q05, 0.05);
        check_rank_level(row, n, u->rank_q50, 0.5);
        check_rank_level(row, n, u->rank_q95, 0.95);
        double top10 = 0, mean = 0;
        for (size_t r = 0; r < n; r++) {
            top10 += r < 10 ? row[r] : 0;
            mean += (double)(r + 1) * row[r];
        }
        CHECK_NEAR(u->chance_top10, top10, 0.01);
        CHECK_NEAR(u->rank_mean, mean, 0.02);
    }
    assert_true(used > 50);
    tb_simulation_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_forecasts),
        cmocka_unit_test(of_simulated_ranks),
    };
    return cmocka_run_group_tests(tests, open_panel, close_panel);
}
