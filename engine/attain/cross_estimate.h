/* attain/cross_estimate.h - the correlation of two indices of the same province and year. */
#ifndef TB_ATTAIN_CROSS_ESTIMATE_H
#define TB_ATTAIN_CROSS_ESTIMATE_H

#include "attain/goal_state.h"

/* pairs of which an estimate is made */
enum { TB_CROSS_LEAST = 10 };

/* The correlation of the innovations of two indices: of each, the deviation of a unit from the
 * national mean less its first-order autoregression on the year before (slope over all units and
 * years), pairs of the same unit and year up to the origin; with fewer than 10 of these the
 * deviations themselves, each unit's mean taken out (pairs less units must be 10). From 10 pairs on
 * shrunk: Fisher's z (1915) with variance 1 / (n - 3) and a prior of mean 0 and spread 0.3 (nine in
 * ten such correlations below 0.46 in size), interval 95 % of the posterior. With fewer: 0,
 * assumed. Errors:
 * TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_cross_estimate(tb_cross_index *out, const tb_index *a, size_t a_column,
                                           const tb_index *b, size_t b_column, int origin,
                                           tb_err *err);

#endif
