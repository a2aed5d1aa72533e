/* attain/cross_index.h - how the indices of one province go together in a year. The draws of each
 * index are made on their own; here they are joined, so that a year that is better than expected in
 * one is so in the other as often as it was. No draw is changed: only which draw of one index
 * stands beside which of another, so that whatever is said about one index alone stays the same to
 * the byte. */
#ifndef TB_ATTAIN_CROSS_INDEX_H
#define TB_ATTAIN_CROSS_INDEX_H

#include "attain/goal_state.h"

enum { TB_CROSS_LEAST = 10, TB_CROSS_INDICES = 32 };

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

/* What stands where. value [m][n]: the series, NaN = stays where it is; the first `fixed` of them
 * are not moved. corr [m x m]: wanted correlations of normal scores; those among the fixed are read
 * from the values themselves. at [m][n] out: draw at[j][d] of series j goes to place d. Draws only
 * change places within their half (even, odd) and on their side of `kept`. A wanted 0 moves
 * nothing. (Iman and Conover 1982, with each series' own order as its own noise.) Errors:
 * TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_cross_order(size_t *at, const double *value, size_t m, size_t n,
                                        size_t fixed, size_t kept, const double *corr, tb_err *err);

/* Draw at[d] of everything goes to place d; a draw may stand in many places. For what was learnt
 * since:
 * at [draws] keeps to the halves and sides of tbi_cross_order. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_case_move_draws(tb_case *c, const size_t *at, tb_err *err);

/* Estimates every pair of indices and components that goals stand on and joins their draws. To be
 * called when everything about single goals is known. */
TB_MUST_CHECK tb_status tbi_case_cross_index(const tb_cross_index **out, size_t *n, tb_case *c,
                                             tb_err *err);

#endif
