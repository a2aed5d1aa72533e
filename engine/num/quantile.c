/* quantile.c - sorting by GSL, quantiles by the book. */
#include "num/quantile.h"

#include <gsl/gsl_sort.h>
#include <math.h>

void tb_sort(double *x, size_t n)
{
    gsl_sort(x, 1, n);
}

void tb_sort_order(size_t *order, const double *x, size_t n)
{
    gsl_sort_index(order, x, 1, n);
    /* gsl_sort_index is not stable: put equal ones in their order */
    for (size_t i = 0; i < n;) {
        size_t e = i + 1;
        while (e < n && x[order[e]] == x[order[i]]) e++;
        for (size_t a = i + 1; a < e; a++) {
            size_t v = order[a], b = a;
            while (b > i && order[b - 1] > v) order[b] = order[b - 1], b--;
            order[b] = v;
        }
        i = e;
    }
}

double tb_quantile_sorted(const double *x, size_t n, double p)
{
    if (n == 0) return NAN;
    double at = p * (double)(n - 1);
    size_t low = (size_t)floor(at);
    if (low + 1 >= n) return x[n - 1];
    double share = at - (double)low;
    return x[low] + share * (x[low + 1] - x[low]);
}

double tb_mean(const double *x, size_t n)
{
    double s = 0;
    for (size_t i = 0; i < n; i++) s += x[i];
    return n == 0 ? NAN : s / (double)n;
}

double tb_variance(const double *x, size_t n)
{
    if (n < 2) return NAN;
    double m = tb_mean(x, n), s = 0;
    for (size_t i = 0; i < n; i++) s += (x[i] - m) * (x[i] - m);
    return s / (double)(n - 1);
}

double tb_median(double *x, size_t n)
{
    tb_sort(x, n);
    return tb_quantile_sorted(x, n, 0.5);
}
