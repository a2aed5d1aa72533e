/* The filter against the dense normal law that it must equal, gaps and breaks included. */
#include "support/check.h"

#include "statespace/conditional.h"
#include "statespace/mvnormal.h"
#include "statespace/signal_model.h"

#include <math.h>
#include <stdlib.h>

/* The filter at one point. */
static double compute_loglik(const tb_uc_model *m, const double *persistence, const double *y,
                             const double *relative, size_t units, size_t years)
{
    double scratch[9 * TB_SIGNAL_SCRATCH], sum = NAN;
    assert_true(years <= 9);
    tbi_signal_logliks(&sum, m, persistence, 1, y, relative, units, years, scratch);
    return sum;
}

static double dense(const tb_uc_model *m, const double *persistence, const double *y, size_t n)
{
    size_t at[16], k = 0;
    double v[256], b[16], sum = 0;
    for (size_t t = 0; t < n; t++)
        if (!isnan(y[t]))
            at[k++] = t;
    for (size_t i = 0; i < k; i++) {
        b[i] = y[at[i]];
        for (size_t j = 0; j < k; j++)
            v[i * k + j] =
                tbi_signal_moments(m, persistence, at[i], at[j]) + (i == j ? m->var_e : 0);
    }
    assert_true(tbi_mvnormal_factor(v, k));
    tbi_mvnormal_forward(v, k, b);
    for (size_t i = 0; i < k; i++)
        sum -= 0.5 * b[i] * b[i] + log(v[i * k + i]) + 0.5 * log(2 * acos(-1));
    return sum;
}

static void filter_equals_dense_law(void **state)
{
    (void)state;
    double y[] = { 1.375, NAN, -0.4375, 2.8125, NAN, NAN, 0.71, -1.93, 0.118 };
    double persistence[] = { 1, 1, 0.62, 1, 1, 0.62, 0.9, 1, 0.62 };
    tb_uc_model m = { .var_a = 0.731, .var_u = 1.213, .var_e = 0.467, .rho = 0.813 };
    CHECK_NEAR(compute_loglik(&m, persistence, y, NULL, 1, 9), dense(&m, persistence, y, 9), 1e-13);
    m.var_e = 0;
    CHECK_NEAR(compute_loglik(&m, persistence, y, NULL, 1, 9), dense(&m, persistence, y, 9), 1e-12);
}

static void nothing_known_says_nothing(void **state)
{
    (void)state;
    double y[] = { NAN, NAN }, persistence[] = { 1, 0.5 };
    tb_uc_model m = { .var_a = 1, .var_u = 1, .var_e = 1, .rho = 0.5 };
    CHECK_NEAR(compute_loglik(&m, persistence, y, NULL, 1, 2), 0, 0);
}

static void free_numbers_give_the_total_variance(void **state)
{
    (void)state;
    double f[TB_SIGNAL_FREE] = { 0.37, -0.81, 1.29, 0.4 };
    tb_uc_model m = tbi_signal_of(f);
    CHECK_NEAR(m.var_a + m.var_u + m.var_e, exp(0.74), 1e-14);
    CHECK_NEAR(log(m.var_a / m.var_e), -0.81, 1e-13);
    CHECK_NEAR(log(m.rho / (1 - m.rho)), 0.4, 1e-13);
}

static void a_law_without_spread_in_a_direction_is_solved(void **state)
{
    (void)state;
    double v[] = { 4, 2, 2, 1 }, b[] = { 3, 1.5 };
    assert_true(tbi_mvnormal_factor(v, 2));
    tbi_mvnormal_forward(v, 2, b);
    CHECK_NEAR(b[0], 1.5, 1e-15);
    CHECK_NEAR(b[1], 0, 1e-15);
    double bad[] = { 1, 2, 2, 1 };
    assert_false(tbi_mvnormal_factor(bad, 2));
}

/* Two units with other gaps than each other: carried variances must not leak. */
static void units_with_other_gaps_add_up(void **state)
{
    (void)state;
    double y[] = { 1.2, NAN, 0.4, 1.2, 0.9, NAN, -0.3, 0.25, NAN };
    double persistence[] = { 1, 0.8, 0.9 };
    double sum = 0;
    tb_uc_model m = { .var_a = 0.5, .var_u = 0.7, .var_e = 0.3, .rho = 0.6 };
    for (int i = 0; i < 3; i++)
        sum += dense(&m, persistence, y + 3 * i, 3);
    CHECK_NEAR(compute_loglik(&m, persistence, y, NULL, 3, 3), sum, 1e-13);
}

/* Side by side or one by one, one of them without a law: the same bits. */
static void points_do_not_touch_each_other(void **state)
{
    (void)state;
    enum { POINTS = 3, UNITS = 7, YEARS = 4 };
    double y[UNITS * YEARS], persistence[POINTS * YEARS], scratch[YEARS * TB_SIGNAL_SCRATCH];
    double sum[POINTS];
    tb_uc_model m[POINTS];
    for (size_t i = 0; i < UNITS * YEARS; i++)
        y[i] = i == 14 || i == 18 ? NAN : sin(2.385 * (double)i);
    for (size_t k = 0; k < POINTS; k++) {
        double e = k == 1 ? 0 : 0.31 + 0.2 * (double)k;
        m[k] = (tb_uc_model){ .var_a = 2 * e, .var_u = 0.7 * e, .var_e = e, .rho = 0.613 };
        for (size_t t = 0; t < YEARS; t++)
            persistence[k * YEARS + t] = t == 0 ? 1 : 0.9 - 0.07 * (double)(k + t);
    }
    tbi_signal_logliks(sum, m, persistence, POINTS, y, NULL, UNITS, YEARS, scratch);
    assert_true(sum[1] == -INFINITY);
    for (size_t k = 0; k < POINTS; k++) {
        double alone = 0;
        assert_true(sum[k] ==
                    compute_loglik(&m[k], persistence + k * YEARS, y, NULL, UNITS, YEARS));
        for (size_t i = 0; i < UNITS && k != 1; i++)
            alone += dense(&m[k], persistence + k * YEARS, y + i * YEARS, YEARS);
        if (k != 1)
            CHECK_NEAR(sum[k], alone, 1e-12);
    }
}

/* Known 2, ahead 1, against the formulas for a two-dimensional condition worked out by hand. */
static void outlook_is_the_conditional_law(void **state)
{
    (void)state;
    tb_uc_model m = { .var_a = 0.5, .var_u = 0.75, .var_e = 0.25, .rho = 0.5 };
    double persistence[] = { 1, 1, 0.5 }, weight[6], factor[9];
    size_t at[] = { 2 };
    assert_true(tbi_conditional(weight, factor, &m, persistence, NULL, 2, at, 1));
    double v = 1.5;
    double s01 = 0.5 + 0.375;
    double s12 = 0.5 * (0.5 + 0.375);
    double s02 = 0.5 * (0.5 + 0.1875);
    double det = v * v - s01 * s01;
    double w0 = (s02 * v - s12 * s01) / det;
    double w1 = (s12 * v - s02 * s01) / det;
    CHECK_NEAR(weight[0], w0, 1e-14);
    CHECK_NEAR(weight[1], w1, 1e-14);
    CHECK_NEAR(factor[0] * factor[0], v - w0 * s02 - w1 * s12, 1e-14);
    double y[] = { 0.7, -0.2, NAN };
    assert_true(tbi_fill_gaps(y, 1, 3, &m, persistence, NULL, NULL));
    CHECK_NEAR(y[2], w0 * 0.7 - w1 * 0.2, 1e-14);
}

/* A unit whose sample is larger: by hand, the dense law with its own noise, and the filter. */
/* Units with the same gaps share what is made for them: the bits of each by itself, in any order,
 * and never of another model. */
static void gaps_alike_are_filled_alike(void **state)
{
    (void)state;
    enum { N = 30, UNITS = 400 };
    tb_gap_rules *rules = calloc(1, sizeof *rules);
    assert_non_null(rules);
    double persistence[N], z[N], y[N], want[N];
    tb_uc_model m = { .var_a = 2, .var_u = 0.5, .rho = 0.6, .var_e = 0.3 };
    for (size_t t = 0; t < N; t++) {
        persistence[t] = t % 7 == 3 ? 0.8 : 1;
        z[t] = sin((double)t * 7);
    }
    for (size_t i = 0; i < UNITS; i++) {
        if (i == UNITS / 2) {
            m.rho = 0.2;
            tbi_gap_rules_forget(rules);
        }
        for (size_t t = 0; t < N; t++)
            y[t] = want[t] = cos((double)(i * N + t));
        /* one to five gaps, many of them the same as of units before */
        for (size_t k = 0; k <= i % 5; k++)
            y[(i % 11 * 3 + k * k) % N] = want[(i % 11 * 3 + k * k) % N] = NAN;
        assert_true(tbi_fill_gaps(want, 1, N, &m, persistence, NULL, z));
        assert_true(tbi_fill_gaps_alike(rules, y, 1, N, &m, persistence, z));
        assert_memory_equal(y, want, sizeof want);
    }
    free(rules);
}

static void a_larger_sample_counts_for_more(void **state)
{
    (void)state;
    const tb_uc_model m = { .var_a = 1, .var_u = 0.5, .var_e = 2, .rho = 0.5, .sampled = 0.75 };
    const double persistence[] = { 1, 1, 1 };
    const double relative[] = { 1, 0.2, 3 };
    const double e[] = { 2, 2 * 0.4, 2 * 2.5 };
    double y[] = { 0.7, -0.4, 1.1 };
    double det = 0;
    double v[9];
    for (int t = 0; t < 3; t++) {
        CHECK_NEAR(tbi_signal_noise(&m, relative[t]), e[t], 1e-15);
        for (int s = 0; s < 3; s++)
            v[t * 3 + s] = 1 + 0.5 * pow(0.5, fabs((double)(t - s))) + (s == t ? e[t] : 0);
    }
    assert_true(tbi_mvnormal_factor(v, 3));
    double z[] = { y[0], y[1], y[2] };
    tbi_mvnormal_forward(v, 3, z);
    for (int t = 0; t < 3; t++)
        det += log(v[t * 3 + t]);
    CHECK_NEAR(compute_loglik(&m, persistence, y, relative, 1, 3),
               -det - 0.5 * (z[0] * z[0] + z[1] * z[1] + z[2] * z[2]) -
                   1.5 * log(6.283185307179586476925),
               1e-13);
    /* one known year of a unit: the weight is signal / (signal + noise), and a year to come is
     * read as well as the last */
    const size_t at[] = { 1 };
    const double sized[] = { 0.2, 0.2 };
    double weight[3];
    double factor[9];
    assert_true(tbi_conditional(weight, factor, &m, persistence, sized, 1, at, 1));
    CHECK_NEAR(weight[0], 1.25 / (1.5 + 0.8), 1e-14);
    CHECK_NEAR(factor[0] * factor[0], 1.5 + 0.8 - 1.25 * 1.25 / 2.3, 1e-13);
    /* a hole is filled with more of a better year */
    double hole[] = { 1, NAN };
    assert_true(tbi_fill_gaps(hole, 1, 2, &m, persistence, sized, NULL));
    CHECK_NEAR(hole[1], 1.25 / 2.3, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gaps_alike_are_filled_alike),
        cmocka_unit_test(filter_equals_dense_law),
        cmocka_unit_test(units_with_other_gaps_add_up),
        cmocka_unit_test(points_do_not_touch_each_other),
        cmocka_unit_test(outlook_is_the_conditional_law),
        cmocka_unit_test(nothing_known_says_nothing),
        cmocka_unit_test(free_numbers_give_the_total_variance),
        cmocka_unit_test(a_law_without_spread_in_a_direction_is_solved),
        cmocka_unit_test(a_larger_sample_counts_for_more),
    };
    return cmocka_run_group_tests_name("statespace.signal_model", tests, NULL, NULL);
}
