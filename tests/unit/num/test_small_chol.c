/* test_small_chol.c - num: the small Cholesky beside LAPACK's, what a pivot of nothing becomes, and the
 * rank of one score beside the ranks of all. */
#include "num/linalg.h"
#include "num/rank.h"
#include "num/small_chol.h"
#include "support/check.h"

#include <math.h>
#include <string.h>
#include <tangbac/score.h>

enum { N = 5, LD = 7 };

/* A covariance with a leading dimension of its own: of random columns, well conditioned. */
static void fill(double *a)
{
    static const double x[N][N] = { { 2.385, -1.25, 0.5, 3.75, 0.7 },
                                    { -0.4, 5.77, -1.5, 0.2, 1.3 },
                                    { 0.9, 0.31, 4.4, -2.2, 0.05 },
                                    { 1.1, -0.6, 0.77, 3.2, -1.9 },
                                    { 0.01, 0.02, -0.03, 0.04, 2.6 } };
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++) {
            double s = 0;
            for (size_t k = 0; k < N; k++)
                s += x[i][k] * x[j][k];
            a[i * LD + j] = s;
        }
}

static void the_factor_is_lapacks(void **state)
{
    (void)state;
    double a[N * LD] = { 0 }, r[N * N], b[N] = { 1.5, -2, 0.25, 3, 7 }, c[N];
    fill(a);
    for (size_t i = 0; i < N; i++)
        memcpy(r + i * N, a + i * LD, N * sizeof *r);
    assert_true(tbi_chol(r, N));
    assert_true(tbi_small_chol(a, N, LD, (tb_pivot_rule){ .share = 1e-10 }));
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j <= i; j++)
            CHECK_NEAR(a[i * LD + j], r[j + i * N], 1e-12);
    memcpy(c, b, sizeof b);
    tbi_small_chol_forward(a, N, LD, b);
    tbi_small_chol_back(a, N, LD, b);
    tbi_chol_solve(r, N, c, 1);
    for (size_t i = 0; i < N; i++)
        CHECK_NEAR(b[i], c[i], 1e-11);
}

/* The third variable is the sum of the others: refused where a matrix must be definite, and a
 * direction of nothing where it need not be. */
static void a_pivot_of_nothing_is_zero_or_refused(void **state)
{
    (void)state;
    const double v[9] = { 4, 1, 5, 1, 9, 10, 5, 10, 15 };
    double a[9], b[3] = { 2, 5, 7 };
    memcpy(a, v, sizeof v);
    assert_false(tbi_small_chol(a, 3, 3, (tb_pivot_rule){ .share = 1e-10 }));
    memcpy(a, v, sizeof v);
    assert_true(tbi_small_chol(a, 3, 3, (tb_pivot_rule){ .refuse = -1e-8, .zero = 1e-8 }));
    assert_true(a[8] == 0);
    tbi_small_chol_forward(a, 3, 3, b);
    CHECK_NEAR(b[0], 1, 1e-15);
    CHECK_NEAR(b[1], 4.5 / sqrt(8.75), 1e-15);
    assert_true(b[2] == 0);
    memcpy(a, v, sizeof v);
    a[4] = NAN;
    assert_false(tbi_small_chol(a, 3, 3, (tb_pivot_rule){ .refuse = -1e-8, .zero = 1e-8 }));
}

static void one_rank_is_that_of_the_table(void **state)
{
    (void)state;
    const double score[7] = { 2.385, -INFINITY, 5.77, NAN, 2.385, 9.5, -0.0 };
    int up[7], down[7];
    size_t scratch[7];
    tb_rank_scores(up, score, 7, 1, scratch);
    tb_rank_scores(down, score, 7, -1, scratch);
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(tbi_rank_of(score, 7, score[i], 1), up[i]);
        assert_int_equal(tbi_rank_of(score, 7, score[i], -1), down[i]);
    }
    const double sorted[7] = { 9.5, 5.77, 2.385, 2.385, 0, -INFINITY, NAN };
    assert_int_equal(tbi_rank_among(sorted, 7, 2.385), 3);
    assert_int_equal(tbi_rank_among(sorted, 7, 10), 1);
    assert_int_equal(tbi_rank_among(sorted, 7, -INFINITY), 6);
    assert_int_equal(tbi_rank_of(score, 7, 2, 1), tbi_rank_among(sorted, 7, 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_factor_is_lapacks),
                                        cmocka_unit_test(a_pivot_of_nothing_is_zero_or_refused),
                                        cmocka_unit_test(one_rank_is_that_of_the_table) };
    return cmocka_run_group_tests_name("num.small_chol", tests, NULL, NULL);
}
