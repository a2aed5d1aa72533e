/* num/quantile.h - order statistics. */
#ifndef TB_NUM_QUANTILE_H
#define TB_NUM_QUANTILE_H

#include <stddef.h>

/* Ascending, in place; NaN must not be among them. */
void tbi_sort(double *x, size_t n);
/* order [n]: positions of x in ascending order, equal ones in their order. */
void tbi_sort_order(size_t *order, const double *x, size_t n);
/* The one quantile: p of sorted x, x_(k) + f (x_(k+1) - x_(k)) with k + f = 1 + p (n - 1), f < 1
 * (Hyndman and Fan 1996, type 7). Infinite numbers stay infinite, and a level that falls on a
 * number, or between two equal ones, is that number. NaN when n is 0. The same without sorting:
 * num/quantile_pick.h; of weighted numbers: lever/historical_change.h. */
double tbi_quantile_sorted(const double *x, size_t n, double p);
double tbi_mean(const double *x, size_t n);
/* Sample variance (n - 1); NaN below 2. Two passes. */
double tbi_variance(const double *x, size_t n);
double tbi_median(double *x, size_t n); /* sorts x */

#endif
