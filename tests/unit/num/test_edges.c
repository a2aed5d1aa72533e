/* test_edges.c - numerics at the ends of what doubles hold and of what their functions are defined
 * for: by limits, by scaling, by another way to the same number. */
#include "num/dist.h"
#include "num/linalg.h"
#include "num/linalg_product.h"
#include "num/optimise.h"
#include "num/quantile.h"
#include "num/quantile_pick.h"
#include "num/tolerance.h"
#include "support/check.h"

#include <math.h>
#include <string.h>

static void distributions(void **state)
{
    (void)state;
    assert_true(isnan(tbi_t_two_sided(NAN, 3)) && isnan(tbi_t_two_sided(1, NAN)) &&
                isnan(tbi_t_two_sided(1, 0)) && isnan(tbi_t_two_sided(1, -2)));
    CHECK_NEAR(tbi_t_two_sided(INFINITY, 3), 0, 0);
    CHECK_NEAR(tbi_t_two_sided(1e200, 3), 0, 0);
    CHECK_NEAR(tbi_t_two_sided(0, 3), 1, 0);
    CHECK_NEAR(tbi_t_two_sided(1.96, INFINITY), 2 * tbi_normal_upper(1.96), 1e-15);
    assert_true(isnan(tbi_t_quantile(0.9, NAN)) && isnan(tbi_t_quantile(0.9, 0)));
    CHECK_NEAR(tbi_t_quantile(0.5, 7), 0, 0);
    CHECK_NEAR(tbi_t_quantile(0.9, INFINITY), tbi_normal_quantile(0.9), 0);
    CHECK_NEAR(tbi_t_quantile(0.75, 1), 1, 1e-12); /* Cauchy's quartile */
    assert_true(isnan(tbi_chisq_upper(NAN, 1)) && isnan(tbi_chisq_upper(1, NAN)) &&
                isnan(tbi_chisq_upper(1, 0)));
    CHECK_NEAR(tbi_chisq_upper(-1, 2), 1, 0);
    CHECK_NEAR(tbi_chisq_upper(3, 2), exp(-1.5), 1e-14);
    assert_true(isnan(tbi_f_upper(NAN, 1, 2)) && isnan(tbi_f_upper(1, 1, NAN)) &&
                isnan(tbi_f_upper(1, 0, 2)));
    CHECK_NEAR(tbi_f_upper(0, 2, 5), 1, 0);
    CHECK_NEAR(tbi_f_upper(-3, 2, 5), 1, 0);
    CHECK_NEAR(tbi_f_upper(INFINITY, 2, 5), 0, 0);
    CHECK_NEAR(tbi_f_upper(1.5, 4, INFINITY), tbi_chisq_upper(6, 4), 1e-15);
    CHECK_NEAR(tbi_f_upper(4, 1, 9), tbi_t_two_sided(2, 9), 1e-14);
    /* with an even number of degrees above, the tail is elementary: (1 + f d1/d2)^(-d2/2) */
    CHECK_NEAR(tbi_f_upper(1.2, 2, 6), pow(1 + 1.2 * 2 / 6, -3), 1e-14);
    /* 2F1(b, 1; 2; z) = (1 - (1 - z)^(1 - b)) / ((1 - b) z) (-1): both sides of its fraction */
    for (int k = 0; k < 3; k++) {
        double z = k == 0 ? 0 : k == 1 ? 0.1 : 0.97, b = 4.5;
        double whole = z == 0 ? 1 : (pow(1 - z, 1 - b) - 1) / ((b - 1) * z);
        CHECK_NEAR(tbi_log_hyper(b, 2, z), log(whole), 1e-12);
    }
}

/* A column of 1e150 or 1e-150 has a length whose square no double holds. */
static void factors_of_any_scale(void **state)
{
    (void)state;
    static const double x[10] = { 1, 1, 1, 1, 1, 2.385, -1.25, 0.5, 3.75, 9.5 };
    double plain[10], y[5] = { 1, 2, 3, 4, 6 }, tau[2], b[2];
    unsigned char keep[2];
    memcpy(plain, x, sizeof x);
    assert_int_equal(tbi_qr(plain, 5, 2, NULL, TB_TOL_COLLINEAR, keep, y, tau), 2);
    tbi_qr_solve(b, plain, 5, 2, y);
    for (int k = 0; k < 2; k++) {
        double scale = k == 0 ? 1e150 : 1e-150, far[10], z[5] = { 1, 2, 3, 4, 6 }, c[2];
        for (size_t i = 0; i < 10; i++)
            far[i] = x[i] * scale;
        assert_int_equal(tbi_qr(far, 5, 2, NULL, TB_TOL_COLLINEAR, keep, z, tau), 2);
        tbi_qr_solve(c, far, 5, 2, z);
        CHECK_NEAR(c[0] * scale, b[0], 1e-12);
        CHECK_NEAR(c[1] * scale, b[1], 1e-12);
    }
    /* a column of zeros, and more columns than rows */
    double none[6] = { 0, 0, 1, 2, 3, 5 };
    unsigned char kept[3];
    assert_int_equal(tbi_qr(none, 2, 3, NULL, TB_TOL_COLLINEAR, kept, NULL, tau), 2);
    assert_true(!kept[0] && kept[1] && kept[2]);
    double wide[6] = { 1, 0, 0, 1, 4, 5 };
    assert_int_equal(tbi_qr(wide, 2, 3, NULL, TB_TOL_COLLINEAR, kept, NULL, tau), 2);
    assert_false(kept[2]);
}

static void nothing_times_nothing(void **state)
{
    (void)state;
    double c[4] = { 7, 7, 7, 7 }, y[2] = { 3, NAN }, one[1] = { 5 };
    tbi_gemm(0, 0, 0, 2, 3, 1, one, 1, one, 3, 0, c, 1);
    tbi_gemm(0, 0, 2, 0, 3, 1, one, 2, one, 3, 0, c, 2);
    CHECK_NEAR(c[0], 7, 0);
    tbi_gemm(0, 0, 2, 2, 0, 1, one, 2, one, 0, 0, c, 2); /* an empty sum is 0 */
    CHECK_NEAR(c[3], 0, 0);
    tbi_gemv(0, 2, 0, 1, one, 2, one, 2, y);
    CHECK_NEAR(y[0], 6, 0);
    tbi_gemv(1, 0, 2, 1, one, 1, one, 0, y);
    assert_true(y[0] == 0 && y[1] == 0);
    c[0] = 4;
    tbi_cross_add(c, one, 0, 1, 0);
    tbi_cross(c, one, 0, 0, 0);
    CHECK_NEAR(c[0], 4, 0);
    assert_true(tbi_chol(c, 0) && tbi_eigen(c, 0, y));
    CHECK_NEAR(tbi_chol_rcond(c, 0, 0), 1, 0);
    assert_int_equal(tbi_sympower(c, c, 0, -1, 1e-10, y), 0);
    tbi_chol_solve(c, 0, y, 1);
    tbi_chol_half(c, 1, y, 0);
    tbi_chol_inverse(c, c, 0);
    CHECK_NEAR(c[0], 4, 0);
    c[0] = NAN;
    assert_false(tbi_chol(c, 1));
    c[0] = -1;
    assert_false(tbi_chol(c, 1));
}

/* Beyond 64 columns another kernel adds the cross products. */
static void wide_cross_products(void **state)
{
    (void)state;
    enum { K = 70, N = 9 };
    static double x[N * K], whole[K * K], parts[K * K];
    for (size_t i = 0; i < (size_t)N * K; i++)
        x[i] = (double)(i * i % 17) - 8;
    tbi_cross(whole, x, N, K, N);
    tbi_cross_add(parts, x, 4, K, N);
    tbi_cross_add(parts, x + 4, N - 4, K, N);
    for (size_t i = 0; i < (size_t)K * K; i++)
        CHECK_NEAR(parts[i], whole[i], 1e-12);
}

/* Roots and powers of a matrix: A^-1 A = 1, A^1/2 A^1/2 = A, A^2 = A A. */
static void powers(void **state)
{
    (void)state;
    static const double a[4] = { 5, 2, 2, 3 }, eye[4] = { 1, 0, 0, 1 };
    double f[4], g[4], room[6], square[4];
    assert_int_equal(tbi_sympower(f, a, 2, -1, 1e-12, room), 2);
    tbi_gemm(0, 0, 2, 2, 2, 1, f, 2, a, 2, 0, g, 2);
    for (size_t i = 0; i < 4; i++)
        CHECK_NEAR(g[i], eye[i], 1e-14);
    assert_int_equal(tbi_sympower(f, a, 2, 0.5, 1e-12, room), 2);
    tbi_gemm(0, 0, 2, 2, 2, 1, f, 2, f, 2, 0, g, 2);
    for (size_t i = 0; i < 4; i++)
        CHECK_NEAR(g[i], a[i], 1e-14);
    assert_int_equal(tbi_sympower(f, a, 2, 2, 1e-12, room), 2);
    tbi_gemm(0, 0, 2, 2, 2, 1, a, 2, a, 2, 0, square, 2);
    for (size_t i = 0; i < 4; i++)
        CHECK_NEAR(f[i], square[i], 1e-12);
    static const double flat[4] = { 0, 0, 0, 0 };
    assert_int_equal(tbi_sympower(f, flat, 2, -1, 1e-12, room), 0);
    CHECK_NEAR(f[0], 0, 0);
}

/* (x - 1)^2 to the right of 0, nothing on its left; |x|: a corner; a plane, which has no end. */
static void take_wall(double *value, const double *x, size_t points, size_t n, void *with)
{
    const double *where = with;
    for (size_t p = 0; p < points; p++) {
        double sum = 0;
        for (size_t i = 0; i < n; i++)
            sum += x[p * n + i] < where[0] ? INFINITY : pow(x[p * n + i] - where[1], 2);
        value[p] = sum;
    }
}

static void take_plane(double *value, const double *x, size_t points, size_t n, void *with)
{
    (void)with;
    for (size_t p = 0; p < points; p++)
        value[p] = x[p * n];
}

static void take_corner(double *value, const double *x, size_t points, size_t n, void *with)
{
    (void)with;
    for (size_t p = 0; p < points; p++)
        value[p] = fabs(x[p * n] - 0.3);
}

static void searches(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    double x[2] = { 0, 3 }, value, inside[2] = { 0, 1 }, beyond[2] = { 0, -1 };
    CHECK_OK(tbi_minimise(x, &value, 2, take_wall, inside, 1e-6, 200, &err), err);
    CHECK_NEAR(x[0], 1, 1e-4);
    CHECK_NEAR(x[1], 1, 1e-4);
    x[0] = x[1] = 2; /* the smallest value stands at the wall */
    CHECK_OK(tbi_minimise(x, &value, 2, take_wall, beyond, 1e-6, 500, &err), err);
    CHECK_NEAR(x[0], 0, 0.02);
    CHECK_NEAR(value, 2, 0.05);
    x[0] = 4;
    CHECK_OK(tbi_minimise(x, &value, 1, take_corner, NULL, 1e-6, 500, &err), err);
    CHECK_NEAR(x[0], 0.3, 1e-3);
    CHECK_FAILS(tbi_minimise(x, &value, 1, take_plane, NULL, 1e-6, 5, &err), TB_ECONVERGE, err,
                "5");
    /* on a peak of no width there is no slope to follow */
    x[0] = 0;
    double alone[2] = { 1e9, 0 };
    CHECK_OK(tbi_minimise(x, &value, 1, take_wall, alone, 1e-6, 5, &err), err);
    assert_true(x[0] == 0 && isinf(value));
}

static void quantiles(void **state)
{
    (void)state;
    double x[6] = { 5, NAN, 1, 3, NAN, 2 }, p[3] = { 0, 0.5, 1 }, q[3], room[6];
    tbi_quantile_pick(q, p, 3, x, 6, room);
    assert_true(q[0] == 1 && q[1] == 2.5 && q[2] == 5);
    x[0] = INFINITY;
    tbi_quantile_pick(q, p, 3, x, 6, room);
    assert_true(q[0] == 1 && q[1] == 2.5 && isinf(q[2]));
    double none[2] = { NAN, NAN };
    tbi_quantile_pick(q, p, 3, none, 2, room);
    assert_true(isnan(q[0]) && isnan(q[1]) && isnan(q[2]));
    tbi_quantile_pick(q, p, 3, x + 2, 1, room);
    assert_true(q[0] == 1 && q[1] == 1 && q[2] == 1);
    assert_true(isnan(tbi_mean(x, 0)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distributions),
        cmocka_unit_test(factors_of_any_scale),
        cmocka_unit_test(nothing_times_nothing),
        cmocka_unit_test(wide_cross_products),
        cmocka_unit_test(powers),
        cmocka_unit_test(searches),
        cmocka_unit_test(quantiles),
    };
    return cmocka_run_group_tests_name("num.edges", tests, NULL, NULL);
}
