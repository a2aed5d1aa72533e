/* complete/start_order.h - units without places that stand the wrong way round in a first table. */
#ifndef TB_COMPLETE_START_ORDER_H
#define TB_COMPLETE_START_ORDER_H

#include "complete/rank_bounds.h"

/* Units without published places of which the one above must score less than the one below trade
 * places, as long as both may stand where the other stood. Every place of s is taken. Errors:
 * TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_start_order(tb_rank_bounds *s, tb_err *err);

#endif
