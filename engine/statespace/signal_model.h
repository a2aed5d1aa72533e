/* statespace/signal_model.h - how a province's deviation from its year's mean moves: y = a + u + e.
 *
 * a ~ N(0, s_a^2) lasts, u is AR(1) with coefficient rho and variance s_u^2, e ~ N(0, s_e^2) is
 * gone the next year. Every step from a year to the next keeps a share of the signal a + u and
 * draws the rest anew from the same law, so that the variance of the signal stays: about all of it
 * inside a scheme, less over a break, and a year may break without an announcement. Shumway and
 * Stoffer (2017) ch. 6; Durbin and Koopman (2012) ch. 4 for the filter with gaps.
 */
#ifndef TB_STATESPACE_SIGNAL_MODEL_H
#define TB_STATESPACE_SIGNAL_MODEL_H

#include <stddef.h>

typedef struct tb_uc_model {
    double var_a, var_u, var_e; /* variances, in squared points */
    double rho;                 /* 0..1 */
} tb_uc_model;

/* The same as free numbers, for search and priors: log sd of y; log(var_a / var_e); log(var_u /
 * var_e); logit rho. */
enum { TB_SIGNAL_FREE = 4 };
tb_uc_model tbi_signal_of(const double *free);

/* Covariance of the signals of years s and t (positions on a yearly axis): keep [n], keep[t]
 * belongs to the step from t - 1 to t. */
double tbi_signal_moments(const tb_uc_model *m, const double *keep, size_t s, size_t t);

/* Log density of the years of many units: y [n_unit][n_year], NaN where nothing is known. Exact: a
 * Kalman filter on (a, u) that passes over gaps; variances are carried from a unit to the next as
 * long as the gaps are the same, so units with equal gaps should stand together. gain [n_year * 4]:
 * scratch */
double tbi_signal_loglik(const tb_uc_model *m, const double *keep, const double *y, size_t n_unit,
                         size_t n_year, double *gain);

#endif
