/* attain/cross_order.h - draws of several indices put side by side with a wanted correlation. */
#ifndef TB_ATTAIN_CROSS_ORDER_H
#define TB_ATTAIN_CROSS_ORDER_H

#include "base/arena.h"
#include "base/error.h"

#include <stddef.h>

/* most series that are joined */
enum { TB_CROSS_INDICES = 32 };

/* What stands where. value [m][n]: the series, NaN = stays where it is; the first `fixed` of them
 * are not moved. corr [m x m]: wanted correlations of normal scores; those among the fixed are read
 * from the values themselves. at [m][n] out: draw at[j][d] of series j goes to place d. Draws only
 * change places within their half (even, odd) and on their side of `kept`; threads change nothing.
 * A wanted 0 moves nothing. (Iman and Conover 1982, with each series' own order as its own noise.)
 * Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_cross_order(size_t *at, const double *value, size_t m, size_t n,
                                        size_t fixed, size_t kept, const double *corr, int threads,
                                        tb_err *err);

#endif
