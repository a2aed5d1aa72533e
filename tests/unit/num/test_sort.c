/* Sorting many numbers by their digits gives what comparing gives, for every kind of number that
 * can be ordered. */
#include "num/quantile.h"
#include "num/rng.h"
#include "support/check.h"

#include <math.h>
#include <stdlib.h>

/* Every kind of number that can be ordered; many are equal, zeros of both signs among them. */
static double draw_number(tb_rng *r)
{
    uint64_t kind = tbi_rng_below(r, 9);
    double x = tbi_rng_normal(r);
    return kind == 0   ? INFINITY
           : kind == 1 ? -INFINITY
           : kind == 2 ? floor(4 * x)
           : kind == 3 ? ldexp(x, 200)
           : kind == 4 ? ldexp(x, -1060)
           : kind == 5 ? copysign(0, x)
                       : x;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static void the_same_as_by_comparing(void **state)
{
    (void)state;
    static const size_t sizes[] = { 1, 2, 1000, 1024, 5000, 40000 };
    tb_rng r;
    tbi_rng_start(&r, 3, 1, 0);
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        size_t n = sizes[s];
        double *a = malloc(n * sizeof *a);
        double *b = malloc(n * sizeof *b);
        assert_non_null(a);
        assert_non_null(b);
        for (size_t i = 0; i < n; i++) {
            a[i] = draw_number(&r);
            b[i] = a[i];
        }
        tbi_sort(a, n);
        qsort(b, n, sizeof *b, ascending);
        for (size_t i = 0; i < n; i++)
            assert_true(a[i] == b[i]);
        free(a);
        free(b);
    }
}

/* 0 and -0 are equal numbers, and stand as they came. */
static void the_order_keeps_equal_numbers_as_they_came(void **state)
{
    (void)state;
    static const size_t sizes[] = { 1, 2, 1000, 1024, 5000, 40000 };
    tb_rng r;
    tbi_rng_start(&r, 5, 1, 0);
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        size_t n = sizes[s];
        double *x = malloc(n * sizeof *x);
        size_t *order = malloc(n * sizeof *order);
        unsigned char *seen = calloc(n, 1);
        assert_non_null(x);
        assert_non_null(order);
        assert_non_null(seen);
        for (size_t i = 0; i < n; i++)
            x[i] = draw_number(&r);
        tbi_sort_order(order, x, n);
        for (size_t i = 0; i < n; i++) {
            assert_true(order[i] < n && !seen[order[i]]);
            seen[order[i]] = 1;
            if (i > 0 && x[order[i]] == x[order[i - 1]])
                assert_true(order[i] > order[i - 1]);
            else if (i > 0)
                assert_true(x[order[i]] > x[order[i - 1]]);
        }
        free(x);
        free(order);
        free(seen);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_as_by_comparing),
        cmocka_unit_test(the_order_keeps_equal_numbers_as_they_came),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
