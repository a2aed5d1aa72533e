/* effects/effect_internal.h - what a tb_effect is, for the files that make one (study.c,
 * trend_limits.c) and the one that shows it (effect_view.c). */
#ifndef TB_EFFECTS_EFFECT_INTERNAL_H
#define TB_EFFECTS_EFFECT_INTERNAL_H

#include "effects/target.h"

#include "base/arena.h"

enum { TBI_EFFECT_FLOORS = 4, TBI_EFFECT_BOUNDS = 8 };

/* One finished effect with its arena: overall, its averages by event time, cohort and year, the
 * test of the trends before exposure and the limits under other trends. Lists are in their
 * natural order. */
struct tb_effect {
    tb_arena arena;
    tbi_design design;
    tb_effect_opts opts;
    tbi_answer answer;
    tb_effect_overall overall;
    tb_effect_value mean_event, mean_cohort, mean_year;
    size_t cells, events, cohorts, years;
    tb_effect_value *cell, *event, *cohort, *year;
    double *influence; /* [units of the table] */
    tb_effect_pre_trend pre;
    tb_effect_bound bound[TBI_EFFECT_BOUNDS];
    size_t bounds;
    const char *bounds_reason, *bounds_reason_vi;
    tb_effect_weight *weight;
    size_t weights;
    tb_effect_path *path;
    size_t paths;
    tb_effect_left_out left_out;
    tb_effect_floor floor[TBI_EFFECT_FLOORS];
    size_t floors, adopters, controls;
    double *permuted; /* [permutations] overall effects of dates dealt anew */
    size_t permutations;
};

/* trend_limits.c: the pre-test of the trends, and the limits of the effect when they were not
 * parallel. Needs the answer and the overall effect. false: no memory. */
bool tbi_effect_judge_trends(tb_effect *e);

#endif
