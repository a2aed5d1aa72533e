/* effects/bacon.h - the comparisons inside a plain two-way coefficient.
 * b_twfe = sum over pairs of cohorts of weight times the two-by-two comparison of the two
 * (Goodman-Bacon 2021): where already exposed units serve as controls, a comparison may have the
 * wrong sign. */
#ifndef TB_EFFECTS_BACON_H
#define TB_EFFECTS_BACON_H

#include "effects/did_design.h"

/* Weights sum to one; their weighted effects are the coefficient on the units with whole rows. */
bool tbi_bacon(tb_effect_weight **out, size_t *count, const tbi_design *d, tb_arena *a);

#endif
