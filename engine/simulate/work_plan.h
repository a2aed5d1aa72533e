/* simulate/work_plan.h - what every chunk of draws and points needs to know, and
 * what it sums up. */
#ifndef TB_SIMULATE_WORK_PLAN_H
#define TB_SIMULATE_WORK_PLAN_H

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

#endif
