/* simulate/evaluate.h - one chunk of work: draws into counts of ranks, base points into sums for
 * the Sobol' indices. Everything counted is an integer. */
#ifndef TB_SIMULATE_EVALUATE_H
#define TB_SIMULATE_EVALUATE_H

#include "simulate/work_plan.h"

/* Draws first .. first + count - 1 (count <= chunk_draws) into counts. */
void tbi_evaluate_draws(tb_rank_counts *counts, const tb_work_plan *p, uint64_t first, size_t count,
                        tb_workspace *w);
/* Points first .. of one scrambling into sums. */
void tbi_evaluate_points(tb_sobol_sums *sums, const tb_work_plan *p, size_t scrambling,
                         size_t first, size_t count, tb_workspace *w);

#endif
