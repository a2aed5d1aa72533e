/* simulate/evaluate.h - one chunk of work: draws into counts of ranks, base points into sums for
 * the Sobol' indices. Everything counted is an integer. */
#ifndef TB_SIMULATE_EVALUATE_H
#define TB_SIMULATE_EVALUATE_H

#include "num/rank_block.h"
#include "simulate/composite.h"
#include "simulate/sobol_index.h"

/* Sums of one run over its base points. outputs = units + 1: the rank of each unit, and the sum
 * over units of |rank - reference rank|.
 * pick: for each scrambling, factor and output the sums of B (C - A), (A - C)^2 and C - A over
 * its points, all of ranks and hence integers. */
typedef struct tb_sobol_sums {
    size_t outputs, factors;
    int64_t *pick;     /* [TB_SCRAMBLINGS][factors][outputs][3] */
    int64_t *value;    /* [TB_SCRAMBLINGS][outputs][2]: sum of f and of f^2 over A and B */
    int64_t *unranked; /* [outputs] points of A, B or C in which the unit had no rank */
} tb_sobol_sums;

/* What every chunk needs to know. */
typedef struct tb_work_plan {
    const tb_design *design;
    const tb_composite *composite;
    const uint16_t *reference; /* [units] ranks, 0 = none */
    /* Sobol' direction numbers of the first min(2 * inputs, TB_SOBOL_DIMENSIONS) dimensions */
    const uint32_t *direction;
    /* number of draws, for the distributions of ranks */
    uint64_t seed, draws;
    unsigned log_points; /* base points of a scrambling: 2^log_points; samples == 0: none */
    /* base points of all scramblings together */
    size_t samples;
    /* how many draws and points one piece of work has */
    size_t chunk_draws, chunk_points;
} tb_work_plan;

/* Scratch of one thread, in an arena. */
typedef struct tb_workspace tb_workspace;
tb_workspace *tbi_workspace_make(const tb_work_plan *p, tb_arena *a); /* NULL: no memory */

/* The settings of `count` draws from `first`: fills setting [count], whose weights stand in g
 * [parts][step]. */
void tbi_settings_of_draws(tb_setting *setting, double *g, size_t step, const tb_work_plan *p,
                           uint64_t first, size_t count);

/* Draws first .. first + count - 1 (count <= chunk_draws) into counts. */
void tbi_evaluate_draws(tb_rank_counts *counts, const tb_work_plan *p, uint64_t first, size_t count,
                        tb_workspace *w);
/* Points first .. of one scrambling into sums. */
void tbi_evaluate_points(tb_sobol_sums *sums, const tb_work_plan *p, size_t scrambling,
                         size_t first, size_t count, tb_workspace *w);
/* The same for up to 64 units, once the settings of A and B stand in the workplace; pick, value:
 * the sums of this scrambling. */
void tbi_evaluate_points_small(tb_sobol_sums *sums, int64_t *pick, int64_t *value,
                               const tb_work_plan *p, size_t count, tb_workspace *w);

#endif
