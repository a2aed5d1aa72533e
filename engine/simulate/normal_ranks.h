/* simulate/normal_ranks.h - the distribution of ranks when scores are jointly normal: draws are
 * made, ranked and counted eight at a time and never stored.
 * Used for the ranks that published totals have when only a covariance of them is known. */
#ifndef TB_SIMULATE_NORMAL_RANKS_H
#define TB_SIMULATE_NORMAL_RANKS_H

#include "num/rank_block.h"
#include "simulate/error_factor.h"

#include <tangbac/error.h>

/* Adds draws first .. first + draws - 1 of N(mean, L L') to counts (of n units, zeroed or not). The
 * normals of draw d are those of (seed, stream, d): the counts do not depend on threads.
 * */
TB_MUST_CHECK tb_status tbi_normal_ranks(tb_rank_counts *counts, const double *mean,
                                         const tb_error_factor *l, uint64_t first, uint64_t draws,
                                         uint64_t seed, uint32_t stream, int threads, tb_err *err);

#endif
