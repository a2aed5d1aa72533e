/* R-hat and effective sample size where they are known: independent draws, an autoregression,
 * chains that disagree. */
#include "support/check.h"

#include "complete/diagnostics.h"
#include "num/dist.h"
#include "num/rng.h"

#include <math.h>

enum { CHAINS = 4, N = 2000 };
static double x[CHAINS * N], scratch[5 * CHAINS * N];
static size_t order[CHAINS * N];

static void fill(double fade, double apart)
{
    for (size_t c = 0; c < CHAINS; c++) {
        tb_rng r;
        tbi_rng_start(&r, 11, 99, c);
        double y = tbi_rng_normal(&r);
        for (size_t k = 0; k < N; k++) {
            y = fade * y + sqrt(1 - fade * fade) * tbi_rng_normal(&r);
            x[c * N + k] = exp(y) + apart * (double)c; /* any law: only ranks count */
        }
    }
}

static void independent_draws_count_fully(void **state)
{
    (void)state;
    double rhat, ess;
    fill(0, 0);
    tbi_diagnostics(&rhat, &ess, x, CHAINS, N, scratch, order);
    assert_true(rhat < 1.002 && rhat > 0.998);
    assert_true(ess > 0.85 * CHAINS * N && ess < 1.2 * CHAINS * N);
}

/* An AR(1) with coefficient f is worth (1 - f) / (1 + f) of its length. */
static void an_autoregression_counts_for_its_share(void **state)
{
    (void)state;
    double rhat, ess;
    fill(0.8, 0);
    tbi_diagnostics(&rhat, &ess, x, CHAINS, N, scratch, order);
    assert_true(ess > 0.75 * CHAINS * N / 9 && ess < 1.3 * CHAINS * N / 9);
    assert_true(rhat < 1.02);
}

static void chains_that_disagree_show(void **state)
{
    (void)state;
    double rhat, ess;
    fill(0, 2);
    tbi_diagnostics(&rhat, &ess, x, CHAINS, N, scratch, order);
    assert_true(rhat > 1.3);
    assert_true(ess < 100);
    for (size_t k = 0; k < CHAINS * N; k++)
        x[k] = 3.5;
    tbi_diagnostics(&rhat, &ess, x, CHAINS, N, scratch, order);
    assert_true(isnan(rhat) && isnan(ess));
}

/* Short chains, where (n - 1) / n is no 1: two of eight, four halves of four, whose places are told
 * apart by hand. R-hat = sqrt(((n - 1) / n W + B / n) / W) of the normal scores (Vehtari et al. 2021,
 * eq. 3, with Blom's constants). */
static void short_chains_by_the_formula(void **state)
{
    (void)state;
    enum { M = 4, L = 4 };
    static const double value[M * L] = { 1, 3, 2, 5, 4, 6, 8, 7, 9, 12, 11, 14, 10, 13, 16, 15 };
    double z[M * L], within = 0, between = 0, grand = 0, mean[M] = { 0 }, rhat, ess;
    for (size_t k = 0; k < M * L; k++) {
        z[k] = tbi_normal_quantile((value[k] - 0.375) / (M * L + 0.25));
        mean[k / L] += z[k] / L;
        grand += z[k] / (M * L);
    }
    for (size_t k = 0; k < M * L; k++)
        within += (z[k] - mean[k / L]) * (z[k] - mean[k / L]) / (L - 1) / M;
    for (size_t m = 0; m < M; m++)
        between += L * (mean[m] - grand) * (mean[m] - grand) / (M - 1);
    tbi_diagnostics(&rhat, &ess, value, 2, 2 * L, scratch, order);
    CHECK_NEAR(rhat, sqrt(((L - 1.0) / L * within + between / L) / within), 1e-12);
    assert_true(rhat > 1.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(independent_draws_count_fully),
        cmocka_unit_test(an_autoregression_counts_for_its_share),
        cmocka_unit_test(chains_that_disagree_show),
        cmocka_unit_test(short_chains_by_the_formula),
    };
    return cmocka_run_group_tests_name("complete.diagnostics", tests, NULL, NULL);
}
