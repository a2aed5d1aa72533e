/* What a predictive law says of itself: its density is one, its spread is that of past misses, and
 * climbs are counted as anybody would count them. */
#include "support/check.h"
#include "support/shipped.h"

#include "forecast/draw_summary.h"
#include "forecast/predictive.h"
#include "statespace/deviation.h"

#include <math.h>
#include <stdlib.h>
#include <tangbac/score.h>

enum { ORIGIN = 2022, CASES = 20 };

static tb_panel *panel;
static const tb_index *x;
static tb_err err;

static int open_panel(void **state)
{
    (void)state;
    panel = shipped_panel();
    x = panel != NULL ? tb_panel_index(panel, "PAPI") : NULL;
    return x == NULL;
}

static int close_panel(void **state)
{
    (void)state;
    tb_panel_free(panel);
    return 0;
}

static tb_predictive *fit(const char *model, const int *year, size_t n_year)
{
    tb_predictive *j = NULL;
    tb_predictive_opts o = { .origin = ORIGIN,
                             .year = year,
                             .n_year = n_year,
                             .model = model,
                             .seed = 11,
                             .focus = SIZE_MAX,
                             .cases = CASES,
                             .threads = 1 };
    CHECK_OK(tbi_predictive_fit(&j, panel, x, &o, &err), err);
    return j;
}

/* By the midpoint rule over every score that can be told from none. */
static void a_density_integrates_to_one(void **state)
{
    (void)state;
    static const char *const models[] = { "persistence", "statespace" };
    int year[] = { ORIGIN + 1 };
    for (size_t m = 0; m < 2; m++) {
        tb_predictive *j = fit(models[m], year, 1);
        double all = 0, step = 0.01;
        for (double v = 10; v < 80; v += step)
            all += step * exp(-tbi_predictive_log_score(j, 0, 3, v, false));
        CHECK_NEAR(all, 1, 1e-3);
        tbi_predictive_free(j);
    }
}

/* The deviation known newest at year t, 0 when none is. */
static double find_newest(const tb_deviation *d, size_t unit, size_t t)
{
    for (size_t back = 0; back <= t; back++)
        if (!isnan(d->y[(t - back) * d->n_unit + unit]))
            return d->y[(t - back) * d->n_unit + unit];
    return 0;
}

/* Persistence for the next year is N(newest deviation, mean square of its misses), in every case:
 * the density at its middle says the variance. */
static void persistence_is_as_wide_as_its_misses(void **state)
{
    (void)state;
    tb_arena own = { 0 };
    tb_deviation d;
    CHECK_OK(tbi_deviation_make(&d, x, 0, ORIGIN, &own, &err), err);
    double squares = 0, n = 0;
    for (size_t t = 0; t + 1 < d.n_year; t++)
        for (size_t i = 0; i < d.n_unit; i++) {
            double y = d.y[(t + 1) * d.n_unit + i];
            if (isnan(y) || d.count[t] == 0)
                continue;
            squares += (y - find_newest(&d, i, t)) * (y - find_newest(&d, i, t));
            n++;
        }
    int year[] = { ORIGIN + 1 };
    tb_predictive *j = fit("persistence", year, 1);
    double middle = find_newest(&d, 3, d.n_year - 1);
    double score = tbi_predictive_log_score(j, 0, 3, middle, true);
    CHECK_NEAR(exp(2 * score) / (2 * acos(-1)), squares / n, 1e-9 * squares / n);
    tbi_predictive_free(j);
    tbi_arena_free(&own);
}

/* By at least so many places, or to the first; units without a score in either year climb nowhere. */
static void climbs_are_counted_from_the_base_of_the_draw(void **state)
{
    (void)state;
    enum { DRAWS = 64, CLIMBS = 3 };
    static const int climbs[CLIMBS] = { 1, 5, 10 };
    int year[] = { ORIGIN, ORIGIN + 1 };
    size_t U = x->n_unit;
    tb_arena own = { 0 };
    tb_predictive *j = fit("statespace", year, 2);
    tb_draw_summary s;
    tb_draw_summary_opts o = { .year = 1,
                               .n = DRAWS,
                               .direction = 1,
                               .threads = 2,
                               .base = 0,
                               .climbs = climbs,
                               .n_up = CLIMBS };
    CHECK_OK(tbi_draw_summary_add(&s, j, U, 2, &o, &own, &err), err);
    double *score = TB_NEW(&own, double, DRAWS * 2 * U);
    int *rank = TB_NEW(&own, int, 2 * U);
    size_t *order = TB_NEW(&own, size_t, U);
    uint64_t *up = TB_NEW(&own, uint64_t, U * CLIMBS);
    tb_predictive_block b = { .score = score };
    tbi_predictive_draw(j, 0, DRAWS, &b);
    for (size_t k = 0; k < DRAWS; k++) {
        for (size_t y = 0; y < 2; y++)
            tb_rank_scores(rank + y * U, score + (k * 2 + y) * U, U, 1, order);
        for (size_t i = 0; i < U; i++)
            for (size_t c = 0; c < CLIMBS; c++)
                up[i * CLIMBS + c] += rank[i] > 0 && rank[U + i] > 0 &&
                                      (rank[i] - rank[U + i] >= climbs[c] || rank[U + i] == 1);
    }
    for (size_t k = 0; k < U * CLIMBS; k++)
        assert_int_equal(s.up[k], up[k]);
    tbi_predictive_free(j);
    tbi_arena_free(&own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_density_integrates_to_one),
        cmocka_unit_test(persistence_is_as_wide_as_its_misses),
        cmocka_unit_test(climbs_are_counted_from_the_base_of_the_draw),
    };
    return cmocka_run_group_tests_name("forecast.predictive_density", tests, open_panel,
                                       close_panel);
}
