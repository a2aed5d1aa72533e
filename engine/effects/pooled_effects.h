/* effects/pooled_effects.h - many effects together: which of them are summarised, their errors and
 * what they share. */
#ifndef TB_EFFECTS_POOLED_EFFECTS_H
#define TB_EFFECTS_POOLED_EFFECTS_H

#include "base/arena.h"

#include <tangbac/effects.h>

/* y ~ N(theta, v), theta_i ~ N(0, tau^2), tau half-normal with scale `prior`: v has the
 * covariances that shared units give, from the influences of the studies. Rows keep the order in
 * which they were put in. */
typedef struct tbi_pool {
    size_t n;
    size_t *place;  /* [n] of the studies, the largest posterior mean first once it is made */
    double *y, *v;  /* standardised estimates [n] and covariance of their errors [n][n] */
    size_t *of_row; /* [n] the study of each row */
    double prior;   /* scale of the spread of true effects */
} tbi_pool;

/* Adopters that an effect needs for a summary and for plans: the error of fewer is not to be
 * trusted. */
enum { TB_EFFECT_LEAST_ADOPTERS = 10 };

/* Points of the outcome's scale per standardised unit. */
double tbi_study_scale(const tb_effect_study *s);

/* Draws the studies of at least ten adopters that are marked `wanted` towards zero together and
 * fills their posterior. Errors: TB_ENOMEM, TB_ECONVERGE. */
TB_MUST_CHECK tb_status tbi_pool_make(tbi_pool *out, tb_effect_study *study, const bool *wanted,
                                      size_t studies, double prior, const double *need, tb_arena *a,
                                      tb_err *err);

/* The posterior of one more effect beside the pool: estimate and error of the study's scale, and
 * its influences [units of the study's table]. quantile [n] at (k + 0.5) / n, or NULL. */
typedef struct tbi_addition {
    const tb_effect_study *study;
    double estimate, error;
    const double *influence;
    const double *need; /* NULL: not asked */
} tbi_addition;
TB_MUST_CHECK tb_status tbi_pool_add(tb_effect_posterior *out, double *quantile, size_t n,
                                     const tbi_pool *pool, const tb_effect_study *study,
                                     const tbi_addition *one, tb_err *err);

#endif
