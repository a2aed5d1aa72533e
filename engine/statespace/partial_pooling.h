/* statespace/partial_pooling.h - models of many series that are drawn from one distribution: what
 * is long lasting in one component is a guide to the next.
 *
 *   theta_j = (log var_a / var_e, log var_u / var_e, logit rho) of series j ~ N(mu, diag omega^2)
 *   L_j(theta) = integral over the scale s of prod_i N(y_ji; 0, s^2 R(theta)) ds / s
 *             prop. to |R|^(-n/2) (sum_i y_ji' R^-1 y_ji)^(-N/2),   N known figures
 *   E: w_jg prop. to L_j(g) N(g; mu, omega^2) on a grid g; M: mu, omega^2 the weighted mean and
 *     variance
 *
 * The ratios of a model (log var_a / var_e, log var_u / var_e, logit rho) take the values of a
 * grid; the scale of each series is integrated out (flat in its logarithm), so that a series says
 * of each point of the grid how well it fits. The common distribution is normal with a middle and a
 * spread that are found by EM over all series and one more, which stands for tbi_signal_vague
 * (empirical Bayes: Efron and Morris 1973; Carlin and Louis 2000, ch. 3). A series' model is its
 * posterior mean, between its own fit and the middle of all. Gaps are exact: the distribution of
 * the known years is that of all years less those that are not known.
 */
#ifndef TB_STATESPACE_PARTIAL_POOLING_H
#define TB_STATESPACE_PARTIAL_POOLING_H

#include "statespace/deviation.h"
#include "statespace/signal_model.h"

typedef struct tb_pool_series {
    const tb_deviation *d; /* deviations; at least one year and two known ones */
    /* [d->n_year]; persistence[0] is not read; series with the same pointer share the
     * work */
    const double *persistence;
} tb_pool_series;

/* model [n] out. Scratch is taken from the arena. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_pool_models(tb_uc_model *model, const tb_pool_series *series, size_t n,
                                        tb_arena *a, tb_err *err);

#endif
