/* report/goal_silent.h - goals of kinds whose past probabilities did not come true as often as they
 * said: their answers without a number, and the numbers under a name of their own. */
#ifndef TB_REPORT_GOAL_SILENT_H
#define TB_REPORT_GOAL_SILENT_H

#include "base/arena.h"
#include "text/json_write.h"

#include <tangbac/intervene.h>

/* Whether the record of the kind of goal says that it is not calibrated. goal NULL: not parsed. */
bool tbi_goal_is_silent(const char *index, const tb_goal *goal, int horizon, double chance);
bool tbi_answer_is_silent(const tb_goal_answer *a);
/* Whether any of the goals is. */
bool tbi_intervention_is_silent(const tb_intervention *v);

/* The answer with NaN in the place of every probability and of what it could be read from (gap, an
 * even probability, prices, gains, frontiers), and the reason. false: no memory. */
bool tbi_silence_answer(tb_goal_answer *a, tb_arena *arena);
void tbi_silence_plan(tb_plan *p);

/* Member `uncalibrated` of a goal: the numbers as they were worked out, for research. */
void tbi_uncalibrated_json(tb_json *j, const tb_goal_answer *a);

#endif
