/* search/schedule.h - which measures, begun in which years: the best phased set under a budget for
 * all years and one for each. Goals may be of different years, and paths: a path is met when every
 * year's place (or score) is better than that of the year before in the same draw, with what the
 * measures add in both years, so that a gain that comes early raises the next year's bar. Exact by
 * branch and bound unless it says otherwise. Knows no panel. */
#ifndef TB_SEARCH_SCHEDULE_H
#define TB_SEARCH_SCHEDULE_H

#include "search/schedule_problem.h"

/* Budgets of all years and of each, numbers, prerequisites, exclusions, waits. start [choices]. */
bool tbi_schedule_allowed(const tb_schedule_problem *p, const unsigned char *start);
/* The allowed phased set that meets the most draws, thinned of what does not help. Errors:
 * TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_schedule_search(tb_schedule_found *out, const tb_schedule_problem *p,
                                            tb_err *err);

#endif
