/* dynamics/kindred.h - motions of many series that are drawn from one law: what is long lasting in
 * one component is a guide to the next.
 *
 * The ratios of a motion (log var_a / var_e, log var_u / var_e, logit rho) take the values of a
 * grid; the scale of each series is integrated out (flat in its logarithm), so that a series says
 * of each point of the grid how well it fits. The common law is normal with a middle and a spread
 * that are found by EM over all series and one more, which stands for tb_motion_vague (empirical
 * Bayes: Efron and Morris 1973; Carlin and Louis 2000, ch. 3). A series' motion is its posterior
 * mean, between its own fit and the middle of all. Gaps are exact: the law of the known years is
 * that of all years less those that are not known.
 */
#ifndef TB_DYNAMICS_KINDRED_H
#define TB_DYNAMICS_KINDRED_H

#include "dynamics/deviation.h"
#include "dynamics/motion.h"

typedef struct tb_kindred_series {
    const tb_deviation *d; /* deviations; at least one year and two known ones */
    /* [d->n_year] shares kept, keep[0] is not read; series with the same pointer share the work */
    const double *keep;
} tb_kindred_series;

/* motion [n] out. Scratch is taken from the arena. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tb_kindred_motions(tb_motion *motion, const tb_kindred_series *series,
                                           size_t n, tb_arena *a, tb_err *err);

#endif
