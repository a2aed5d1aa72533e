/* Sorting many numbers by their digits gives what comparing gives, for every kind of number that
 * can be ordered. */
#include "num/quantile.h"
#include "num/rng.h"
#include "support/check.h"

#include <math.h>
#include <stdlib.h>

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
            uint64_t kind = tbi_rng_below(&r, 8);
            double x = tbi_rng_normal(&r);
            a[i] = kind == 0   ? INFINITY
                   : kind == 1 ? -INFINITY
                   : kind == 2 ? floor(4 * x)
                   : kind == 3 ? ldexp(x, 200)
                   : kind == 4 ? ldexp(x, -1060)
                               : x;
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

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_same_as_by_comparing) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
