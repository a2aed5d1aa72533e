/* The law of published places: simulated places give their persistence back. */
#include "support/check.h"

#include "forecast/place_distribution.h"
#include "num/rng.h"

#include <math.h>
#include <string.h>
#include <tangbac/score.h>

enum { T = 13, U = 63 };

static void scores_of_places(void **state)
{
    (void)state;
    CHECK_NEAR(tbi_place_score(32, 63), 0, 1e-12); /* the middle */
    CHECK_NEAR(tbi_place_score(1, 63), -tbi_place_score(63, 63), 1e-12);
    assert_true(tbi_place_score(1, 63) > tbi_place_score(2, 63));
}

/* Places of an autoregression with correlation `persistence` of two years running, every third cell
 * hidden at random. */
static void draw_places(int *place, double persistence, uint64_t seed)
{
    double z[T * U];
    size_t order[U];
    tb_rng r;
    tbi_rng_start(&r, seed, 1, 1);
    for (int i = 0; i < U; i++)
        for (int t = 0; t < T; t++)
            z[t * U + i] = t == 0 ? tbi_rng_normal(&r)
                                  : persistence * z[(t - 1) * U + i] +
                                        sqrt(1 - persistence * persistence) * tbi_rng_normal(&r);
    for (int t = 0; t < T; t++)
        tb_rank_scores(place + t * U, z + t * U, U, 1, order);
    for (int k = 0; k < T * U; k++)
        if (tbi_rng_uniform(&r) < 1.0 / 3)
            place[k] = 0;
}

/* Mean over eight tables, whose standard error is about 0.015: a third of the cells hidden. */
static void persistence_comes_back(void **state)
{
    (void)state;
    enum { TABLES = 8 };
    static const double persistence[] = { 0.4, 0.6, 0.9 };
    tb_err err = TB_ERR_INIT;
    for (int k = 0; k < 3; k++) {
        double mean = 0;
        for (int n = 0; n < TABLES; n++) {
            int place[T * U];
            tb_arena a = { 0 };
            tb_signal_fit fit;
            draw_places(place, persistence[k], (uint64_t)(100 * k + n + 1));
            CHECK_OK(tbi_place_distribution_fit(&fit, place, T, U, n == 0, &a, &err), err);
            assert_true(fit.n == TB_SIGNAL_FREE && (fit.factor != NULL) == (n == 0));
            tb_uc_model m = tbi_signal_of(fit.free);
            double total = m.var_a + m.var_u + m.var_e;
            mean += (m.var_a + m.rho * m.var_u) / total / TABLES;
            CHECK_NEAR(total, 1, 0.25);
            tbi_arena_free(&a);
        }
        CHECK_NEAR(mean, persistence[k], 0.06);
    }
}

static void nothing_is_said_of_nothing(void **state)
{
    (void)state;
    int place[T * U] = { 0 };
    tb_arena a = { 0 };
    tb_err err = TB_ERR_INIT;
    tb_signal_fit fit;
    CHECK_OK(tbi_place_distribution_fit(&fit, place, T, U, false, &a, &err), err);
    assert_true(fit.n == 0);
    assert_true(tbi_places_pairs(place, T, U) == 0);
    place[0] = 5;
    place[U] = 7; /* the same unit a year later */
    place[2 * U + 1] = 3;
    assert_true(tbi_places_pairs(place, T, U) == 1);
    tbi_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_of_places),
        cmocka_unit_test(persistence_comes_back),
        cmocka_unit_test(nothing_is_said_of_nothing),
    };
    return cmocka_run_group_tests_name("forecast.place_distribution", tests, NULL, NULL);
}
