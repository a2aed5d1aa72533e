/* simulate/evaluate_small.h - points of tables with up to 64 units, ranks in rows of bytes. */
#ifndef TB_SIMULATE_EVALUATE_SMALL_H
#define TB_SIMULATE_EVALUATE_SMALL_H

#include "simulate/work_plan.h"

/* The same for up to 64 units, once the settings of A and B stand in the workplace; pick, value:
 * the sums of this scrambling. */
void tbi_evaluate_points_small(tb_sobol_sums *sums, int64_t *pick, int64_t *value,
                               const tb_work_plan *p, size_t count, tb_workspace *w);

#endif
