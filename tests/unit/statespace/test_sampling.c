/* The share of a year's change that is sampling: by hand, and on simulated surveys. */
#include "support/check.h"

#include "num/rng.h"
#include "statespace/sampling.h"
#include "statespace/signal_fit.h"

#include <math.h>
#include <string.h>

enum { T = 12, U = 63 };

static void by_hand_and_with_holes(void **state)
{
    (void)state;
    double y[T * U];
    double variance[T * U];
    double pairs;
    for (int k = 0; k < T * U; k++)
        y[k] = variance[k] = NAN;
    for (int i = 0; i < 21; i++) { /* years 3 and 4; the last unit without its second error */
        y[3 * U + i] = 1.5;
        y[4 * U + i] = -0.5;
        variance[3 * U + i] = 0.25;
        variance[4 * U + i] = i < 20 ? 0.55 : NAN;
    }
    CHECK_NEAR(tbi_sampling_share(&pairs, y, variance, T, U), (0.25 + 0.55) / 4, 1e-15);
    CHECK_NEAR(pairs, 20, 0);
    variance[4 * U] = NAN;
    assert_true(isnan(tbi_sampling_share(&pairs, y, variance, T, U)));
    CHECK_NEAR(pairs, 19, 0);
}

/* Random walks with steps of variance 0.7, read with errors of variance 0.15: the share is
 * 0.3 / (0.7 + 0.3), and a noisier survey has more. */
static void simulated_share_comes_back(void **state)
{
    (void)state;
    tb_rng r;
    double share[2];
    tbi_rng_start(&r, 7, 1, 1);
    for (int noisy = 0; noisy < 2; noisy++) {
        double y[T * U];
        double variance[T * U];
        double pairs;
        double error = noisy ? 0.6 : 0.15;
        for (int i = 0; i < U; i++) {
            double level = 0;
            for (int t = 0; t < T; t++) {
                level += sqrt(0.7) * tbi_rng_normal(&r);
                y[t * U + i] = level + sqrt(error) * tbi_rng_normal(&r);
                variance[t * U + i] = error;
            }
        }
        share[noisy] = tbi_sampling_share(&pairs, y, variance, T, U);
        CHECK_NEAR(share[noisy], 2 * error / (0.7 + 2 * error), 0.06);
    }
    assert_true(share[1] > share[0]);
}

/* Deviations of units that last (variance 1) with noise of variance 0.2 in the first half of the
 * units and 1.8 in the other. */
static void draw_halves(double *y, double *variance, unsigned char *broken)
{
    tb_rng r;
    tbi_rng_start(&r, 5, 1, 2);
    memset(broken, 0, T);
    for (int i = 0; i < U; i++) {
        double level = tbi_rng_normal(&r);
        double error = i < U / 2 ? 0.2 : 1.8;
        for (int t = 0; t < T; t++) {
            y[t * U + i] = level + sqrt(error) * tbi_rng_normal(&r);
            variance[t * U + i] = error;
        }
    }
}

static tb_signal_fit fit_halves(tb_deviation *d, tb_arena *a)
{
    tb_err err = TB_ERR_INIT;
    tb_signal_fit fit;
    CHECK_OK(tbi_signal_fit_table(&fit, d, &tbi_signal_vague, NULL, false, a, &err), err);
    return fit;
}

/* The fit by sizes is likelier by far, its noise is the mean of the two, and errors that are larger
 * than all that moves are a floor all the same. */
static void noise_goes_by_the_errors(void **state)
{
    (void)state;
    double y[T * U], variance[T * U], persistence[T], free[4 + T];
    unsigned char broken[T];
    tb_arena a = { 0 };
    tb_indicator total = { .code = "TOTAL" };
    tb_index x = { .code = "X", .indicator = &total, .n_indicator = 1 };
    draw_halves(y, variance, broken);
    tb_deviation d = { .n_year = T, .n_unit = U, .y = y, .broken = broken };
    for (size_t t = 0; t < T; t++)
        persistence[t] = 1;
    unsigned char level_is[T];
    memset(level_is, 2, T);
    d.level_is = level_is;
    tb_signal_fit plain = fit_halves(&d, &a);
    assert_true(tbi_sampling_relative(&d, variance, NULL, NULL, &x, &a));
    assert_non_null(d.relative);
    CHECK_NEAR(d.sampled, (0.2 * (U / 2) + 1.8 * (U - U / 2)) / U, 1e-12);
    CHECK_NEAR(d.relative[0], 0.2 / d.sampled, 1e-12);
    tb_signal_fit sized = fit_halves(&d, &a);
    tb_uc_model m = tbi_signal_fit_at(persistence, &sized, NULL, free);
    assert_true(sized.loglik > plain.loglik + 20);
    CHECK_NEAR(m.var_e, d.sampled, 0.15);
    CHECK_NEAR(m.sampled, 1, 0.1);
    for (int k = 0; k < T * U; k++)
        variance[k] *= 1.5;
    assert_true(tbi_sampling_relative(&d, variance, NULL, NULL, &x, &a));
    sized = fit_halves(&d, &a);
    m = tbi_signal_fit_at(persistence, &sized, NULL, free);
    assert_true(m.var_e > 0.92 * d.sampled); /* against all that the table says */
    tbi_arena_free(&a);
}

/* Fewer than 20 errors say nothing; what is not known is carried from the year before. */
static void gaps_are_carried(void **state)
{
    (void)state;
    double y[T * U] = { 0 }, variance[T * U];
    tb_arena a = { 0 };
    tb_indicator total = { .code = "TOTAL" };
    tb_index x = { .code = "X", .indicator = &total, .n_indicator = 1 };
    tb_deviation d = { .n_year = T, .n_unit = U, .y = y };
    for (int k = 0; k < T * U; k++)
        variance[k] = NAN;
    for (int i = 0; i < 19; i++)
        variance[4 * U + i] = 1;
    assert_true(tbi_sampling_relative(&d, variance, NULL, NULL, &x, &a));
    assert_null(d.relative);
    variance[4 * U + 19] = 5;
    variance[6 * U + 19] = 2.2;
    double mean = (19 + 5 + 2.2) / 21;
    assert_true(tbi_sampling_relative(&d, variance, NULL, NULL, &x, &a));
    CHECK_NEAR(d.relative[0 * U + 19], 5 / mean, 1e-12); /* before: the first known */
    CHECK_NEAR(d.relative[5 * U + 19], 5 / mean, 1e-12); /* after: the last known */
    CHECK_NEAR(d.relative[11 * U + 19], 2.2 / mean, 1e-12);
    CHECK_NEAR(d.relative[7 * U + 40], 1, 0); /* nothing known of the unit */
    double scale[T];
    for (int t = 0; t < T; t++)
        scale[t] = t == 6 ? 2 : 1;
    assert_true(tbi_sampling_relative(&d, variance, scale, NULL, &x, &a));
    CHECK_NEAR(d.relative[6 * U + 19] / d.relative[4 * U + 19], 4 * 2.2 / 5, 1e-12);
    tbi_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand_and_with_holes),
        cmocka_unit_test(simulated_share_comes_back),
        cmocka_unit_test(noise_goes_by_the_errors),
        cmocka_unit_test(gaps_are_carried),
    };
    return cmocka_run_group_tests_name("statespace.sampling", tests, NULL, NULL);
}
