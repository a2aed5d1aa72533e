/* The filter against the dense normal law that it must equal, gaps and breaks included. */
#include "support/check.h"

#include "dynamics/gauss.h"
#include "dynamics/motion.h"

#include <math.h>

static double dense(const tb_motion *m, const double *keep, const double *y, size_t n) {
    size_t at[16], k = 0;
    double v[256], b[16], sum = 0;
    for (size_t t = 0; t < n; t++)
        if (!isnan(y[t])) at[k++] = t;
    for (size_t i = 0; i < k; i++) {
        b[i] = y[at[i]];
        for (size_t j = 0; j < k; j++) v[i * k + j] = tb_motion_signal(m, keep, at[i], at[j]) + (i == j ? m->var_e : 0);
    }
    assert_true(tb_gauss_factor(v, k));
    tb_gauss_forward(v, k, b);
    for (size_t i = 0; i < k; i++) sum -= 0.5 * b[i] * b[i] + log(v[i * k + i]) + 0.5 * log(2 * acos(-1));
    return sum;
}

static void filter_equals_dense_law(void **state) {
    (void)state;
    double y[] = { 1.375, NAN, -0.4375, 2.8125, NAN, NAN, 0.71, -1.93, 0.118 }, keep[] = { 1, 1, 0.62, 1, 1, 0.62, 1, 1, 0.62 };
    tb_motion m = { .var_a = 0.731, .var_u = 1.213, .var_e = 0.467, .rho = 0.813, .keep = 0.62 };
    CHECK_NEAR(tb_motion_loglik(&m, keep, y, 9), dense(&m, keep, y, 9), 1e-13);
    m.var_e = 0;
    CHECK_NEAR(tb_motion_loglik(&m, keep, y, 9), dense(&m, keep, y, 9), 1e-12);
}

static void nothing_known_says_nothing(void **state) {
    (void)state;
    double y[] = { NAN, NAN }, keep[] = { 1, 0.5 };
    tb_motion m = { .var_a = 1, .var_u = 1, .var_e = 1, .rho = 0.5, .keep = 0.5 };
    CHECK_NEAR(tb_motion_loglik(&m, keep, y, 2), 0, 0);
}

static void free_numbers_give_the_total_variance(void **state) {
    (void)state;
    double f[TB_MOTION_FREE] = { 0.37, -0.81, 1.29, 0.4, -2.2 };
    tb_motion m = tb_motion_of(f);
    CHECK_NEAR(m.var_a + m.var_u + m.var_e, exp(0.74), 1e-14);
    CHECK_NEAR(log(m.var_a / m.var_e), -0.81, 1e-13);
    CHECK_NEAR(log(m.rho / (1 - m.rho)), 0.4, 1e-13);
}

static void a_law_without_spread_in_a_direction_is_solved(void **state) {
    (void)state;
    double v[] = { 4, 2, 2, 1 }, b[] = { 3, 1.5 };
    assert_true(tb_gauss_factor(v, 2));
    tb_gauss_forward(v, 2, b);
    CHECK_NEAR(b[0], 1.5, 1e-15);
    CHECK_NEAR(b[1], 0, 1e-15);
    double bad[] = { 1, 2, 2, 1 };
    assert_false(tb_gauss_factor(bad, 2));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filter_equals_dense_law),
        cmocka_unit_test(nothing_known_says_nothing),
        cmocka_unit_test(free_numbers_give_the_total_variance),
        cmocka_unit_test(a_law_without_spread_in_a_direction_is_solved),
    };
    return cmocka_run_group_tests_name("dynamics.motion", tests, NULL, NULL);
}
