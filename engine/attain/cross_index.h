/* attain/cross_index.h - how the indices of one province go together in a year. The draws of each
 * index are made on their own; here they are joined, so that a year that is better than expected in
 * one is so in the other as often as it was. No draw is changed: only which draw of one index
 * stands beside which of another, so that whatever is said about one index alone stays the same to
 * the byte. */
#ifndef TB_ATTAIN_CROSS_INDEX_H
#define TB_ATTAIN_CROSS_INDEX_H

#include "attain/goal_state.h"

/* Draw at[d] of everything goes to place d; a draw may stand in many places. For what was learnt
 * since:
 * at [draws] keeps to the halves and sides of tbi_cross_order. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_ask_move_draws(tb_ask_state *c, const size_t *at, tb_err *err);

/* Estimates every pair of indices and components that goals stand on and joins their draws. To be
 * called when everything about single goals is known. */
TB_MUST_CHECK tb_status tbi_ask_cross_index(const tb_cross_index **out, size_t *n, tb_ask_state *c,
                                            tb_err *err);

#endif
