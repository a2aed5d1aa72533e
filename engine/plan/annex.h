/* plan/annex.h - the plan as an annex that a department can carry out: one row a measure and
 * component. */
#ifndef TB_PLAN_ANNEX_H
#define TB_PLAN_ANNEX_H

#include "lever/lever.h"

#include <tangbac/standing.h>

/* Fills the measures of a plan from the levers of its goals (only: of one goal; NULL: of all).
 * standing may be NULL: then nothing is said of the noise. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_plan_annex(tb_plan *p, tb_ask_state *c, const tb_goal_answer *only,
                                       const tb_standing *standing, tb_err *err);

/* Of every measure of every goal, in a plan or not, what an order needs to say. Errors:
 * TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_orders_of_measures(tb_ask_state *c, const tb_standing *standing,
                                               tb_err *err);

#endif
