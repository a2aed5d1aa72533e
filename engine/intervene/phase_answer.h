/* intervene/phase_answer.h - the plan that says in which year each measure begins: for paths, goals
 * of different years, and a budget for every year.
 */
#ifndef TB_INTERVENE_PHASE_ANSWER_H
#define TB_INTERVENE_PHASE_ANSWER_H

#include "intervene/bundle.h"

/* Whether the goals of a bundle, or the budget, ask for years. */
bool tb_bundle_phased(const tb_case *c, const tb_bundle *b);

/* The first year in which a measure can begin: the one after the origin; for a path whose base year
 * comes later, the one after the base year, so that measures count from where the path does. */
int tb_case_first_start(const tb_case *c, const tb_bundle *b);

/* Fills a plan that was laid out empty. each: as in plan_answer.h. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tb_phase_answer(tb_plan *out, tb_case *c, const tb_bundle *b, tb_plan *each,
                                        tb_err *err);

#endif
