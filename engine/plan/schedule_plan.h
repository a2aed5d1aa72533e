/* plan/schedule_plan.h - the plan that says in which year each measure begins: for paths, goals
 * of different years, and a budget for every year.
 */
#ifndef TB_PLAN_SCHEDULE_PLAN_H
#define TB_PLAN_SCHEDULE_PLAN_H

#include "plan/options.h"

/* Whether the goals of a bundle, or the budget, ask for years. */
bool tbi_option_set_phased(const tb_ask_state *c, const tb_option_set *b);

/* The first year in which a measure can begin: the one after the origin; for a path whose base year
 * comes later, the one after the base year, so that measures count from where the path does. */
int tbi_ask_first_start(const tb_ask_state *c, const tb_option_set *b);

/* Fills a plan that was laid out empty. each: as in plan_result.h. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_schedule_answer(tb_plan *out, tb_ask_state *c, const tb_option_set *b,
                                            tb_plan *each, tb_err *err);

#endif
