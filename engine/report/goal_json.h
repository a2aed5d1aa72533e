/* report/goal_json.h - one goal of a scenario with its measures and plan, as JSON members. */
#ifndef TB_REPORT_GOAL_JSON_H
#define TB_REPORT_GOAL_JSON_H

#include "report/standing_json.h"
#include "text/json_write.h"

#include <tangbac/intervene.h>

/* evaluated: with what happened. false: no memory. */
bool tbi_goal_json(tb_json *j, const tb_goal_answer *a, bool evaluated);

#endif
