/* intervene/plan_answer.h - the plan of one goal, or of all together. */
#ifndef TB_INTERVENE_PLAN_ANSWER_H
#define TB_INTERVENE_PLAN_ANSWER_H

#include "intervene/lever.h"

/* only: the goal, NULL for all that can be answered. each [goals], NULL = not wanted: what the plan
 * for all goals does for each of them. */
TB_MUST_CHECK tb_status tb_plan_answer(tb_plan *out, tb_case *c, const tb_touches *t,
                                       const tb_aim *only, tb_plan *each, tb_err *err);

#endif
