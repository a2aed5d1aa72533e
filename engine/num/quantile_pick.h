/* num/quantile_pick.h - a few quantiles of many numbers without sorting them: the same values as
 * from the sorted array, in three passes. */
#ifndef TB_NUM_QUANTILE_PICK_H
#define TB_NUM_QUANTILE_PICK_H

#include <stddef.h>

enum { TB_PICK_BINS = 2048, TB_PICK_MOST = 16 };

/* q [k] out: quantiles p [k] (at most TB_PICK_MOST) of x [n] by linear interpolation (Hyndman and
 * Fan 1996, type 7); NaN among x are passed over; NaN when none is left. scratch [n]. */
void tbi_quantile_pick(double *q, const double *p, size_t k, const double *x, size_t n,
                       double *scratch);

#endif
