/* plan/plan_condition.h - what several components did together in comparable provinces: the reach
 * of a plan's sum, not the sum of its reaches. */
#ifndef TB_PLAN_PLAN_CONDITION_H
#define TB_PLAN_PLAN_CONDITION_H

#include "lever/effect.h"
#include "search/search.h"

/* What comparable provinces did with all components at once. */
typedef struct tb_plan_condition {
    size_t n, met; /* comparable province-years, and those that met every part */
    double factor; /* what the sum reaches over the sum of what each reaches, 0..1 */
} tb_plan_condition;

/* The records of a plan, laid out so that thousands of sets of them can be asked for. Not shared
 * between threads: it works in its own room. */
typedef struct tb_plan_conditions tb_plan_conditions;

/* Of key [n] those that rest on the record of a component, with points of the goal's score per
 * point of each, weight [n] (only what adds): record [n] out, the bit of each, -1 of the others
 * (and of records beyond the 64th). Lives in the arena. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_plan_conditions_make(tb_plan_conditions **out, int *record,
                                                 const tb_key *const *key, const double *weight,
                                                 size_t n, tb_arena *a, tb_err *err);

/* For a search: families are the indices. t must outlive what is filled. */
void tbi_plan_conditions_together(tb_plan_together *out, tb_plan_conditions *t);

/* Of a set of records. Comparable are province-years of one index and lag in which every component
 * is known and the weighted sum of their starts lies near that of the unit (tbi_start_weights).
 * Records of several indices: the condition of the index with most of them. */
void tbi_plan_conditions_of(tb_plan_condition *out, tb_plan_conditions *t, uint64_t records);

/* Of the gains of two records, by their numbers; 0 of two indices. */
double tbi_plan_conditions_correlation(const tb_plan_conditions *t, size_t a, size_t b);

#endif
