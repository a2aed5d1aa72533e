/* num/quantile.h - order statistics. */
#ifndef TB_NUM_QUANTILE_H
#define TB_NUM_QUANTILE_H

#include <stddef.h>

/* Ascending, in place; NaN must not be among them. */
void tbi_sort(double *x, size_t n);
/* order [n]: positions of x in ascending order, equal ones in their order. */
void tbi_sort_order(size_t *order, const double *x, size_t n);
/* Quantile p of sorted x by linear interpolation (Hyndman and Fan 1996, type 7); NaN when n is 0.
 * */
double tbi_quantile_sorted(const double *x, size_t n, double p);
double tbi_mean(const double *x, size_t n);
/* Sample variance (n - 1); NaN below 2. Two passes. */
double tbi_variance(const double *x, size_t n);
double tbi_median(double *x, size_t n); /* sorts x */

#endif
