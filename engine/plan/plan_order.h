/* plan/plan_order.h - in which order does a plan list its measures? */
#ifndef TB_PLAN_PLAN_ORDER_H
#define TB_PLAN_PLAN_ORDER_H

#include "lever/lever.h"

/* Puts the measures of a plan, with the lists beside them, in the order of the priorities of the
 * goals. a: where the lists live. Errors: TB_ENOMEM; the plan is then as it was. */
TB_MUST_CHECK tb_status tbi_plan_order(tb_plan *p, const tb_ask_state *c, tb_arena *a, tb_err *err);

#endif
