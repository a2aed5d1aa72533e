/* The error and degrees of freedom of the overall interval by hand: one cohort of m units against n
 * others in two years, where the answer is that of two means (Welch 1947). */
#include "support/check.h"
#include "support/effect_table.h"

#include <math.h>
#include <tangbac/effects.h>

static void one_cohort_is_the_test_of_two_means(void **state)
{
    (void)state;
    enum { M = 4, N = 9 };
    static const int year[2] = { 2001, 2002 };
    static const double change[M + N] = { 0.9,  0.2, 1.4,  0.5,  0.1,  -0.3, 0.4,
                                          -0.2, 0.0, 0.35, -0.1, 0.25, -0.45 };
    double y[(M + N) * 2], mean[2] = { 0 }, v[2] = { 0 };
    int exposed[M + N];
    for (size_t i = 0; i < M + N; i++) {
        exposed[i] = i < M ? 2002 : 0;
        y[2 * i] = 5 + 0.1 * (double)i;
        y[2 * i + 1] = y[2 * i] + change[i];
        mean[i < M] += change[i] / (i < M ? M : N);
    }
    for (size_t i = 0; i < M + N; i++)
        v[i < M] += pow(change[i] - mean[i < M], 2);
    double own = v[1] / (M - 1) / M,
           others = v[0] / N / N; /* those compared with as did has them */
    double df = pow(own + others, 2) / (own * own / (M + 1) + others * others / (N + 1)) - 2;
    tb_effect_table t = { .size = sizeof t, .units = M + N, .years = 2, .year = year, .y = y };
    t.exposed = exposed;
    tb_effect_opts o = effect_plain();
    tb_effect *e = NULL;
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tb_effect_make(&e, &t, &o, &err), err);
    const tb_effect_overall *x = tb_effect_overall_of(e);
    CHECK_NEAR(x->estimate, mean[1] - mean[0], 1e-12);
    CHECK_NEAR(x->interval_error, sqrt(own + others), 1e-12);
    CHECK_NEAR(x->df, fmin(df, M + N - 1), 1e-9);
    tb_effect_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_cohort_is_the_test_of_two_means),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
