/* plan/plan_result.h - the plan of one goal, or of all together. */
#ifndef TB_PLAN_PLAN_RESULT_H
#define TB_PLAN_PLAN_RESULT_H

#include "lever/lever.h"

/* only: the goal, NULL for all that can be answered. each [goals], NULL = not wanted: what the plan
 * for all goals does for each of them. */
TB_MUST_CHECK tb_status tbi_plan_answer(tb_plan *out, tb_ask_state *c, const tb_lever_links *t,
                                        const tb_goal_state *only, tb_plan *each, tb_err *err);

#endif
