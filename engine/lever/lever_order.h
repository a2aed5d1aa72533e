/* lever/lever_order.h - the measures of a goal in the order in which they are shown. */
#ifndef TB_LEVER_LEVER_ORDER_H
#define TB_LEVER_LEVER_ORDER_H

#include "attain/goal_state.h"

/* Sorts a [n] (those with an effect first, by gain, then cheaper), fills their places in three
 * orders, and with whom each shares its effect. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_levers_order(tb_lever_answer *a, size_t n, tb_ask_state *c,
                                         tb_err *err);

#endif
