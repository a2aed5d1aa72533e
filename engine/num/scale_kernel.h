/* num/scale_kernel.h - the ends of a column and a column brought to another scale, NaN left out.
 * Plain loops, as in num/reach_kernel.h. */
#ifndef TB_NUM_SCALE_KERNEL_H
#define TB_NUM_SCALE_KERNEL_H

#include <math.h>
#include <stddef.h>

/* The extremes are the same in any order; a comparison with NaN is false. */
static void find_value_range(double *low, double *high, const double *x, size_t n)
{
    double least = INFINITY, most = -INFINITY;
#pragma omp simd reduction(min : least) reduction(max : most)
    for (size_t i = 0; i < n; i++) {
        least = x[i] < least ? x[i] : least;
        most = x[i] > most ? x[i] : most;
    }
    *low = least;
    *high = most;
}

static void map_affine(double *restrict v, const double *restrict x, double a, double b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double y = a * x[i] + b;
        v[i] = x[i] == x[i] ? y : 0;
    }
}

#endif
