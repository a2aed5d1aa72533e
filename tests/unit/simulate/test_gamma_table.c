/* test_gamma_table.c - the table's quantiles put back into the distribution function give the
 * probability that was asked for. */
#include "support/check.h"

#include "num/dist.h"
#include "simulate/gamma_table.h"

#include <math.h>

static void there_and_back(void **state)
{
    (void)state;
    static const double shapes[] = { 0.05, 0.3, 0.7, 1, 2.385, 10, 47.3, 290, 5000 };
    static const double probabilities[] = { 1e-12, 1e-6, 0.0013, 0.02,   0.1,      0.3333,   0.5,
                                            0.61,  0.9,  0.975,  0.9999, 1 - 1e-9, 1 - 1e-13 };
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        double table[TB_GAMMA_TABLE], before = -1;
        tbi_gamma_table(table, shapes[s]);
        for (size_t k = 0; k < sizeof probabilities / sizeof *probabilities; k++) {
            double p = probabilities[k];
            double q = tbi_gamma_table_at(table, p);
            assert_true(q > before || (q == 0 && before <= 0));
            before = q;
            if (q < 1e-280)
                continue;
            /* of log q */
            double density = exp(shapes[s] * log(q) - q - tbi_log_gamma(shapes[s]));
            double off =
                p < 0.5 ? tbi_gamma_cdf(q, shapes[s]) - p : (1 - p) - tbi_gamma_upper(q, shapes[s]);
            assert_true(fabs(off / density) < (shapes[s] < 0.3 ? 3e-7 : 3e-8));
        }
    }
    double one[TB_GAMMA_TABLE];
    tbi_gamma_table(one, 1);
    for (double u = 0.001; u < 1; u += 0.0137)
        CHECK_NEAR(tbi_gamma_table_at(one, u), -log1p(-u), 1e-8);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(there_and_back) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
