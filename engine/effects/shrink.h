/* effects/shrink.h - the posterior of many effects as mixtures of normals. */
#ifndef TB_EFFECTS_SHRINK_H
#define TB_EFFECTS_SHRINK_H

#include "base/arena.h"

#include <tangbac/effects.h>

enum { TBI_SHRINK_POINTS = 200 };

/* theta_i | y is a mixture over points of tau: share[p] N(mean[p][i], sd[p][i]^2). */
typedef struct tbi_shrinkage {
    size_t n;
    double share[TBI_SHRINK_POINTS]; /* posterior of the spread */
    double *mean, *sd;               /* [points][n] */
} tbi_shrinkage;

/* As tb_effect_shrink, kept. Errors: TB_ENOMEM, TB_ECONVERGE. */
TB_MUST_CHECK tb_status tbi_shrinkage_make(tbi_shrinkage *out, const double *estimate,
                                           const double *variance, size_t n, double prior,
                                           tb_arena *a, tb_err *err);
/* Of effect i: its summary (need NULL: not asked), and its quantiles at (k + 0.5) / n,
 * ascending. */
void tbi_shrinkage_summary(tb_effect_posterior *out, const tbi_shrinkage *m, size_t i,
                           const double *need);
void tbi_shrinkage_quantiles(double *out, size_t n, const tbi_shrinkage *m, size_t i,
                             const tb_effect_posterior *summary);

#endif
