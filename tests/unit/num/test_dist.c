/* Distributions and order statistics against printed tables (Abramowitz and Stegun 1964, tables
 * 26.1 to 26.10; digits beyond them from scipy 1.10's norm, t, chi2, f, beta, gamma), and quantiles
 * of some by one pass against the same by sorting. */
#include "support/check.h"

#include "num/dist.h"
#include "num/quantile.h"
#include "num/quantile_pick.h"
#include "num/rng.h"

#include <math.h>
#include <string.h>

static void normal_and_t(void **state)
{
    (void)state;
    CHECK_NEAR(tbi_normal_quantile(0.95), 1.6448536269514722, 1e-12);
    CHECK_NEAR(tbi_normal_quantile(0.975), 1.9599639845400545, 1e-12);
    CHECK_NEAR(tbi_normal_cdf(-1.5), 0.06680720126885807, 1e-14);
    CHECK_NEAR(tbi_normal_upper(2.5), 0.006209665325776132, 1e-14);
    CHECK_NEAR(tbi_normal_pdf(0.7), 0.31225393336676127, 1e-14);
    CHECK_NEAR(tbi_t_two_sided(2.5705818366147395, 5), 0.05, 1e-10);
    CHECK_NEAR(tbi_t_two_sided(-1.2, 17), 0.24659602066763261, 1e-12);
    CHECK_NEAR(tbi_t_quantile(0.975, 10), 2.2281388519649385, 1e-9);
    CHECK_NEAR(tbi_t_quantile(0.05, 3), -2.3533634348018264, 1e-9);
}

static void chi_square_f_beta_gamma(void **state)
{
    (void)state;
    CHECK_NEAR(tbi_chisq_upper(3.841458820694124, 1), 0.05, 1e-10);
    CHECK_NEAR(tbi_chisq_upper(18.307038053275146, 10), 0.05, 1e-10);
    CHECK_NEAR(tbi_f_upper(4.964602743730711, 1, 10), 0.05, 1e-9);
    CHECK_NEAR(tbi_f_upper(3.325834529923155, 5, 10), 0.05, 1e-9);
    CHECK_NEAR(tbi_beta_quantile(0.05, 2, 5), 0.06284989, 1e-6);
    CHECK_NEAR(tbi_gamma_cdf(2.385, 1), 1 - exp(-2.385), 1e-12);
    CHECK_NEAR(tbi_gamma_upper(3, 2), exp(-3.0) * 4, 1e-12);
}

static void moments_of_few(void **state)
{
    (void)state;
    const double x[5] = { 2.385, 7.11, -1.5, 4.02, 3.3 };
    double sorted[5];
    memcpy(sorted, x, sizeof x);
    tbi_sort(sorted, 5);
    CHECK_NEAR(tbi_mean(x, 5), 3.063, 1e-12);
    CHECK_NEAR(tbi_variance(x, 5), 9.65772, 1e-9);
    CHECK_NEAR(tbi_quantile_sorted(sorted, 5, 0.9), 5.874, 1e-12);
    CHECK_NEAR(tbi_quantile_sorted(sorted, 5, 0.05), -0.723, 1e-12);
    CHECK_NEAR(tbi_quantile_sorted(sorted, 5, 0.5), 3.3, 1e-12);
    memcpy(sorted, x, sizeof x);
    CHECK_NEAR(tbi_median(sorted, 5), 3.3, 1e-12);
    CHECK_NEAR(tbi_median(sorted, 4), 2.8425, 1e-12); /* of the four smallest, now in order */
}

/* Means of draws within five standard errors of theirs: gamma a, chi-square df, beta a / (a + b). */
static void draws_have_their_means(void **state)
{
    (void)state;
    enum { N = 20000 };
    tb_rng r;
    double gamma = 0, chisq = 0, beta = 0;
    tbi_rng_start(&r, 11, 3, 0);
    for (int i = 0; i < N; i++) {
        gamma += tbi_rng_gamma(&r, 2.385) / N;
        chisq += tbi_rng_chisq(&r, 3.3) / N;
        beta += tbi_rng_beta(&r, 2, 5) / N;
    }
    CHECK_NEAR(gamma, 2.385, 5 * sqrt(2.385 / N) / 2.385);
    CHECK_NEAR(chisq, 3.3, 5 * sqrt(2 * 3.3 / N) / 3.3);
    CHECK_NEAR(beta, 2.0 / 7, 5 * sqrt(10.0 / 392 / N));
}

/* Also where the range of the values is no number: bins have no width then. */
static void picked_as_sorted(void **state)
{
    (void)state;
    enum { N = 5003, LEVELS = 3 };
    static double x[N], sorted[N], scratch[N];
    static const double p[LEVELS] = { 0.05, 0.5, 0.95 };
    for (int wide = 0; wide < 2; wide++) {
        tb_rng r;
        size_t m = 0;
        double q[LEVELS];
        tbi_rng_start(&r, 7, 1, 0);
        for (size_t i = 0; i < N; i++) {
            x[i] = i % 97 == 5 ? (double)NAN : tbi_rng_uniform(&r) * 9 - 4;
            if (wide && i < 2)
                x[i] = i == 0 ? 1.7e308 : -1.7e308;
            if (!isnan(x[i]))
                sorted[m++] = x[i];
        }
        tbi_sort(sorted, m);
        tbi_quantile_pick(q, p, LEVELS, x, N, scratch);
        for (size_t k = 0; k < LEVELS; k++)
            CHECK_NEAR(q[k], tbi_quantile_sorted(sorted, m, p[k]), 1e-12);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normal_and_t),     cmocka_unit_test(chi_square_f_beta_gamma),
        cmocka_unit_test(moments_of_few),   cmocka_unit_test(draws_have_their_means),
        cmocka_unit_test(picked_as_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
