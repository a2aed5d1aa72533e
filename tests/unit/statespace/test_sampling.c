/* The share of a year's change that is sampling: by hand, and on simulated surveys. */
#include "support/check.h"

#include "num/rng.h"
#include "statespace/sampling.h"

#include <math.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand_and_with_holes),
        cmocka_unit_test(simulated_share_comes_back),
    };
    return cmocka_run_group_tests_name("statespace.sampling", tests, NULL, NULL);
}
