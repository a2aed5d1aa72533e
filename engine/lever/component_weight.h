/* lever/component_weight.h - what a point of a component is worth, and how many points it
 * still lacks. */
#ifndef TB_LEVER_COMPONENT_WEIGHT_H
#define TB_LEVER_COMPONENT_WEIGHT_H

#include "attain/goal_state.h"

/* Points of `above` (its own total 0, or a component) per point of `column` in a year. NaN: not
 * known or not below it. */
double tbi_component_weight_within(const tb_index *x, size_t above, size_t column, int year);
/* The same for a goal: within its index, or from SIPAS into PAR (0.1 of a point since the scheme of
 * 2020). 0 when the column does not touch the goal, NaN when how much is not known. */
double tbi_component_weight_for(const tb_goal_state *aim, const tb_index *index, size_t column,
                                int origin);

/* What is missing to the maximum at the origin; INFINITY when it is not known. *score, *year: the
 * last figure known (NaN, 0). */
double tbi_headroom(double *score, int *year, double *max, const tb_index *x, size_t column,
                    size_t unit, int origin);

#endif
