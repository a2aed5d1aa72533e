/* simulate/rank_sets.h - confidence sets for ranks from scores and their covariance.
 *
 * M. Mogstad, J. P. Romano, A. M. Shaikh and D. Wilhelm (2024), Inference for Ranks with Applications to Mobility across Neighbourhoods and Academic Achievement across Countries,
 * Review of Economic Studies 91, 476-518: differences of scores are studentised, the critical value is the quantile of the largest of them over draws from N(0, covariance), pairs that
 * are told apart leave the maximum and the rest is tried again (stepwise; Romano and Wolf 2005). A unit's rank is at least 1 + the units surely above it. */
#ifndef TB_SIMULATE_RANK_SETS_H
#define TB_SIMULATE_RANK_SETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tangbac/error.h>

typedef struct tb_rank_sets {
    int *marginal;      /* [n][2] smallest and largest rank of each unit alone */
    int *simultaneous;  /* [n][2] of all units together */
    bool *among_best;   /* [n] cannot be excluded from the `best` best (one-sided, all units together) */
} tb_rank_sets;

/* score [n] larger is better; covariance [n][n]. Errors: TB_EARG (level, draws below 100), TB_EDATA (not a covariance; two units without any error between them and equal scores are fine),
 * TB_ENOMEM. Memory: n * draws doubles. */
TB_MUST_CHECK tb_status tb_rank_sets_make(tb_rank_sets *out, const double *score, const double *covariance, size_t n, double level, size_t draws, size_t best, uint64_t seed, int threads, tb_err *err);

#endif
