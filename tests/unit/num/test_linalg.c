/* Least squares, factors and distribution functions by values that are known or were computed by
 * hand; and who answers cblas_dgemm. */
#define _GNU_SOURCE
#include "num/dist.h"
#include "num/linalg.h"
#include "num/linalg_product.h"
#include "num/quantile.h"
#include "num/tolerance.h"
#include "support/check.h"

#include <dlfcn.h>
#include <math.h>
#include <string.h>

extern void cblas_dgemm(void);

static void openblas_answers_for_cblas(void **state)
{
    (void)state;
    Dl_info info;
    void *where = NULL;
    void (*f)(void) = cblas_dgemm;
    memcpy(&where, &f, sizeof where);
    assert_true(dladdr(where, &info) != 0);
    if (strstr(info.dli_fname, "gslcblas") != NULL)
        fail_msg("cblas_dgemm comes from %s", info.dli_fname);
}

static void qr_drops_the_later_of_two_equal_columns(void **state)
{
    (void)state;
    double x[5 * 4] = { 1,    1,    1, 1,   1,  2.385, -1.25, 0.5, 3.75, 9.5,
                        5.77, -1.5, 2, 8.5, 20, 1,     4,     9,   16,   25 };
    /* column 2 is made of 0 and 1 */
    for (size_t i = 0; i < 5; i++)
        x[10 + i] = 1 + 2 * x[5 + i];
    double y[5], tau[4], b[4], keepx[20];
    memcpy(keepx, x, sizeof x);
    for (size_t i = 0; i < 5; i++)
        y[i] = 0.75 - 1.5 * x[5 + i] + 0.125 * x[15 + i];
    unsigned char keep[4];
    assert_int_equal(tbi_qr(x, 5, 4, NULL, TB_TOL_COLLINEAR, keep, y, tau), 3);
    assert_true(keep[0] && keep[1] && !keep[2] && keep[3]);
    tbi_qr_solve(b, x, 5, 3, y);
    CHECK_NEAR(b[0], 0.75, 1e-13);
    CHECK_NEAR(b[1], -1.5, 1e-13);
    CHECK_NEAR(b[2], 0.125, 1e-13);
    /* (R'R)^-1 is the inverse of X'X of the kept columns */
    double z[15], c[9], inv[9], one[9];
    memcpy(z, keepx, 10 * sizeof *z);
    memcpy(z + 10, keepx + 15, 5 * sizeof *z);
    tbi_cross(c, z, 5, 3, 5);
    tbi_qr_inverse(inv, x, 5, 3);
    tbi_gemm(0, 0, 3, 3, 3, 1, c, 3, inv, 3, 0, one, 3);
    for (size_t i = 0; i < 9; i++)
        CHECK_NEAR(one[i], i % 4 == 0 ? 1 : 0, 1e-11);
}

static void factors_give_back_the_matrix(void **state)
{
    (void)state;
    const double a[9] = { 4, 1.2, -0.7, 1.2, 3, 0.4, -0.7, 0.4, 2.5 };
    double r[9], inv[9], one[9], half[9], scratch[12];
    memcpy(r, a, sizeof a);
    assert_true(tbi_chol(r, 3));
    tbi_chol_inverse(inv, r, 3);
    tbi_gemm(0, 0, 3, 3, 3, 1, a, 3, inv, 3, 0, one, 3);
    for (size_t i = 0; i < 9; i++)
        CHECK_NEAR(one[i], i % 4 == 0 ? 1 : 0, 1e-14);
    assert_int_equal(tbi_sympower(half, a, 3, 0.5, 1e-12, scratch), 3);
    tbi_gemm(0, 0, 3, 3, 3, 1, half, 3, half, 3, 0, one, 3);
    for (size_t i = 0; i < 9; i++)
        CHECK_NEAR(one[i], a[i], 1e-14);
    const double low[9] = { 1, 2, 3, 2, 4, 6, 3, 6, 10 };
    size_t order[3];
    memcpy(r, low, sizeof low);
    assert_int_equal(tbi_chol_pivot(r, 3, 1e-12, order), 2);
    assert_int_equal(order[0], 2);
    memcpy(r, low, sizeof low);
    r[8] = -1;
    assert_false(tbi_chol(r, 3));
}

static void distributions_have_their_known_values(void **state)
{
    (void)state;
    CHECK_NEAR(tbi_t_two_sided(2.2281388519862739, 10), 0.05, 1e-14);
    CHECK_NEAR(tbi_t_quantile(0.975, 10), 2.2281388519862739, 1e-14);
    CHECK_NEAR(tbi_t_two_sided(1.959963984540054, INFINITY), 0.05, 1e-12);
    /* R 4.2.2 */
    CHECK_NEAR(tbi_t_two_sided(5.53738254784868, 367) / 5.86043825564317e-08, 1, 1e-12);
    CHECK_NEAR(tbi_chisq_upper(3.841458820694124, 1), 0.05, 1e-12);
    CHECK_NEAR(tbi_f_upper(4.964602743730711, 1, 10), 0.05, 1e-10);
    assert_true(tbi_t_two_sided(40, 300) < 1e-100 && tbi_t_two_sided(40, 300) > 0);
    assert_true(isnan(tbi_t_two_sided(NAN, 5)));
}

static void quantiles_interpolate(void **state)
{
    (void)state;
    double x[5] = { 3.5, -1, 2, 2, 10 };
    size_t order[5];
    tbi_sort_order(order, x, 5);
    assert_true(order[0] == 1 && order[1] == 2 && order[2] == 3 && order[3] == 0 && order[4] == 4);
    tbi_sort(x, 5);
    assert_true(tbi_quantile_sorted(x, 5, 0.5) == 2 && tbi_quantile_sorted(x, 5, 1) == 10);
    CHECK_NEAR(tbi_quantile_sorted(x, 5, 0.9), 7.4, 1e-15);
    CHECK_NEAR(tbi_variance(x, 5), 16.7, 1e-13);
    assert_true(isnan(tbi_quantile_sorted(x, 0, 0.5)));
    const double open[4] = { -INFINITY, -INFINITY, 3, INFINITY };
    assert_true(tbi_quantile_sorted(open, 4, 0.1) == -INFINITY);
    assert_true(tbi_quantile_sorted(open, 4, 2.0 / 3) == 3);
    assert_true(tbi_quantile_sorted(open, 4, 0.9) == INFINITY);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(openblas_answers_for_cblas),
                                        cmocka_unit_test(qr_drops_the_later_of_two_equal_columns),
                                        cmocka_unit_test(factors_give_back_the_matrix),
                                        cmocka_unit_test(distributions_have_their_known_values),
                                        cmocka_unit_test(quantiles_interpolate) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
