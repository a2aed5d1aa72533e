/* simulate/normalise.h - one component's column brought to a scale. */
#ifndef TB_SIMULATE_NORMALISE_H
#define TB_SIMULATE_NORMALISE_H

#include "simulate/design.h"

/* One component's column: v[i * step] of x[i] (larger is better, NaN absent -> 0), i < n. rank [n]
 * scratch, room: tbi_rank_scratch(n). */
void tbi_normalise(double *v, size_t step, const tb_design *d, size_t part, int norm,
                   const double *x, uint16_t *rank, void *room);

#endif
