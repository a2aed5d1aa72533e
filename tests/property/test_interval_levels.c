/* An interval's level against a count, wherever one is printed: the ends of ranks against the
 * probabilities of ranks that are printed beside them, the ends of scores against the spread of the
 * same draws. An end at the wrong level (0.10 for 0.05) is seen by each. */
#include "support/check.h"
#include "support/shipped.h"

#include "forecast/predictive_mixture.h"
#include "num/rng.h"

#include <math.h>
#include <stdlib.h>
#include <tangbac/forecast.h>
#include <tangbac/intervene.h>
#include <tangbac/simulate.h>

static tb_err err;

/* q is the smallest rank up to which the probabilities (among the draws that rank the unit) come to p.
 * Ties are spread over their places, so an edge may be off by a little. */
static void check_rank_level(const double *probability, size_t n, double q, double p, double off)
{
    double all = 0, below = 0, upto = 0;
    for (size_t r = 0; r < n; r++)
        all += probability[r];
    for (size_t r = 0; r < n; r++) {
        below += (double)(r + 1) < q ? probability[r] / all : 0;
        upto += (double)(r + 1) <= q ? probability[r] / all : 0;
    }
    if (!(below <= p + off && upto >= p - off))
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
    CHECK_OK(tb_forecast_run(&f, shipped, &o, &err), err);
    size_t n = tb_forecast_units(f), used = 0;
    double *outer = calloc(n, sizeof *outer), *inner = calloc(n, sizeof *inner);
    for (size_t i = 0; i < n; i++) {
        const tb_forecast_unit *u = tb_forecast_unit_at(f, i);
        const double *row = tb_forecast_rank_probability(f) + i * n;
        if (isnan(u->score_sd) || isnan(u->rank_q[0]))
            continue;
        for (int k = 0; k < 5; k++)
            check_rank_level(row, n, u->rank_q[k], p[k], 0.01);
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
    o.noise = TB_SIMULATE_NOISE_NONE;
    o.draws = 4000;
    o.samples = 0;
    o.bootstraps = 0;
    CHECK_OK(tb_simulation_start(&s, shipped, &o, &err), err);
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
        check_rank_level(row, n, u->rank_q05, 0.05, 0.01);
        check_rank_level(row, n, u->rank_q50, 0.5, 0.01);
        check_rank_level(row, n, u->rank_q95, 0.95, 0.01);
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

static int by_size(const void *a, const void *b)
{
    return by_value(b, a);
}

/* Ranks when scores move by their errors alone, against normal errors of our own around the same
 * scores. */
static void of_ranks_under_error(void **state)
{
    (void)state;
    enum { OWN = 4000, MOST = 64 };
    static uint16_t rank[OWN][MOST];
    tb_simulate_opts o = TB_SIMULATE_OPTS_INIT;
    tb_simulation *s = NULL;
    o.index = "PAPI";
    o.year = 2022;
    o.level = TB_SIMULATE_DIMENSION;
    o.draws = 1;
    o.samples = 0;
    o.bootstraps = 4000;
    CHECK_OK(tb_simulation_start(&s, shipped, &o, &err), err);
    while (tb_simulation_left(s) > 0)
        CHECK_OK(tb_simulation_step(s, 1000, &err), err);
    CHECK_OK(tb_simulation_finish(s, &err), err);
    size_t n = tb_simulation_units(s), used = 0;
    assert_true(n <= MOST);
    for (size_t d = 0; d < OWN; d++) {
        double score[MOST], sorted[MOST], z[MOST];
        size_t m = 0;
        tbi_rng_normals(z, MOST, 19, 77, d);
        for (size_t i = 0; i < n; i++) {
            const tb_simulate_unit *u = tb_simulation_unit(s, i);
            score[i] = u->reference_rank > 0 ? u->reference_score + u->se * z[i] : NAN;
            if (!isnan(score[i]))
                sorted[m++] = score[i];
        }
        qsort(sorted, m, sizeof *sorted, by_size);
        for (size_t i = 0; i < n; i++)
            for (size_t r = 0; r < m; r++)
                if (sorted[r] == score[i])
                    rank[d][i] = (uint16_t)(r + 1);
    }
    for (size_t i = 0; i < n; i++) {
        const tb_simulate_unit *u = tb_simulation_unit(s, i);
        double probability[MOST] = { 0 };
        if (u->reference_rank == 0)
            continue;
        used++;
        for (size_t d = 0; d < OWN; d++)
            probability[rank[d][i] - 1] += 1.0 / OWN;
        check_rank_level(probability, n, u->error_q05, 0.05, 0.02);
        check_rank_level(probability, n, u->error_q50, 0.5, 0.05);
        check_rank_level(probability, n, u->error_q95, 0.95, 0.02);
    }
    assert_true(used > 50);
    tb_simulation_free(s);
}

/* The share that is noise: one figure a case of the same law, of which five in a hundred lie beyond
 * either printed end and half below the middle. */
static void of_the_share_of_noise(void **state)
{
    (void)state;
    tb_forecast_opts o = TB_FORECAST_OPTS_INIT;
    tb_forecast *f = NULL;
    tb_predictive *j = NULL;
    const int year = 2022;
    o.index = "PAPI";
    o.origin = 2021;
    o.year = year;
    o.model = "totals";
    o.draws = 100;
    CHECK_OK(tb_forecast_run(&f, shipped, &o, &err), err);
    tb_noise noise = tb_forecast_info(f)->noise;
    tb_predictive_opts p = { .origin = 2021,
                             .year = &year,
                             .n_year = 1,
                             .model = "totals",
                             .seed = o.seed,
                             .focus = SIZE_MAX };
    CHECK_OK(tbi_predictive_fit(&j, shipped, tb_panel_index(shipped, "PAPI"), &p, &err), err);
    double below = 0, middle = 0, above = 0, n = (double)j->cases;
    for (size_t c = 0; c < j->cases; c++) {
        below += j->noise_share[c] < noise.share_q05;
        middle += j->noise_share[c] < noise.share;
        above += j->noise_share[c] > noise.share_q95;
    }
    CHECK_NEAR(below / n, 0.05, 0.01);
    CHECK_NEAR(middle / n, 0.5, 0.01);
    CHECK_NEAR(above / n, 0.05, 0.01);
    tbi_predictive_free(j);
    tb_forecast_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_forecasts),
        cmocka_unit_test(of_simulated_ranks),
        cmocka_unit_test(of_ranks_under_error),
        cmocka_unit_test(of_the_share_of_noise),
    };
    return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
