/* plan/plan_condition.h - what several components did together in comparable provinces: the reach of
 * a plan's sum, not the sum of its reaches. */
#ifndef TB_PLAN_PLAN_CONDITION_H
#define TB_PLAN_PLAN_CONDITION_H

#include "lever/effect.h"

typedef struct tb_plan_condition {
    size_t n, met; /* comparable province-years, and those that met every part */
    double factor; /* best quarter of the sums over the sum of the single ones, 0..1 */
} tb_plan_condition;

/* Of keys that rest on the record of components (others are left out), with points of the goal's
 * score per point of each: weight [n]. Comparable are province-years of one index and lag in which
 * every component is known and the weighted sum of their starts lies near that of the unit
 * (tbi_start_weights). Keys of several indices: the condition of each index, factors by the smaller
 * one, n and met of the index with most components. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_plan_condition_of(tb_plan_condition *out, const tb_key *const *key,
                                              const double *weight, size_t n, tb_err *err);

#endif
