/* search/search.h - the best set of choices under a budget: branch and bound over draws (Land and
 * Doig 1960), exact unless it says otherwise. A search that its limits cut off ends where no
 * exchange of one choice helps (interchange: Nemhauser, Wolsey and Fisher 1978). Knows no panel. */
#ifndef TB_SEARCH_SEARCH_H
#define TB_SEARCH_SEARCH_H

#include "search/plan_problem.h"

/* tbi_plan_search under another budget. */
void tbi_plan_search_within(tb_plan_found *out, tb_plan_ready *r, double budget, uint64_t start);

/* The allowed set that meets the most draws; ties: cheaper, fewer, then the set whose lowest
 * differing choice is in it (choices stand in order of id). Never worse than what is forced. start:
 * a set to begin with (0). */
TB_MUST_CHECK tb_status tbi_plan_search(tb_plan_found *out, const tb_plan_problem *p,
                                        uint64_t start, tb_err *err);

#endif
