/* statespace/kalman.h - where the components of every unit stand at the origin, all of them
 * together.
 *
 * The state of a unit is (a_1 .. a_n, u_1 .. u_n). Over a step with persistence k: a <- k a +
 * fresh, u_j <- k rho_j u_j + fresh, the fresh parts with the signals' correlations and such
 * variances that each component's stay; a year shows a + u + noise of the components that are known
 * in it.
 *   alpha_t = (a, u):  alpha_t+1 = T_t alpha_t + eta_t,  T_t = k_t diag(1 .. 1, rho_1 .. rho_n)
 *   cov(eta_t) = [Q_a R_s Q_a, 0; 0, Q_u R_s Q_u],  R_s the signals' correlations,
 *     Q_a = D_a sqrt(1 - k_t^2),  Q_u = D_u diag sqrt(1 - k_t^2 rho_j^2),  D = diag of sd
 * It is the fresh parts of two u that are correlated as the signals are. With unlike rho their
 * covariance then settles at r sd_i sd_j sqrt((1 - f_i^2) (1 - f_j^2)) / (1 - f_i f_j), f = k rho,
 * below the r sd_i sd_j that it starts with: 0.69 of it for rho 0.9 and 0.5. To hold it there the
 * fresh parts would have to be correlated by r (1 - f_i f_j) / sqrt((1 - f_i^2) (1 - f_j^2)), which
 * passes 1 while r is below it: no covariance at all. So a pair of components loses a little of its
 * correlation over the years, and the start, of which nothing is known, has all of it.
 *   y_t = Z alpha_t + e_t,  Z = (I, I) rows of the known,  cov(e) = D_e R_n D_e, R_n noises' corr.
 *   v = y - Z alpha,  F = Z P Z' + cov(e),  K = P Z' F^-1,  alpha += K v,  P -= K F K'
 *
 * The filter (Durbin and Koopman 2012, ch. 4) gives the distribution at the origin, exact with
 * gaps: units with equal gaps share its gains.
 */
#ifndef TB_STATESPACE_KALMAN_H
#define TB_STATESPACE_KALMAN_H

#include "statespace/correlation.h"

/* Filtered moments at the origin; component k of unit i stands at [k * n_unit + i]. */
typedef struct tb_kalman {
    double *permanent, *transitory; /* [n][n_unit] expected a and u */
    double *cov;                    /* [2n][2n] covariance of the state of a unit without gaps */
} tb_kalman;

/* series [n] of n_unit units up to the last of n_year years; persistence [n_year] of the total.
 * Beyond 64 sorts of gaps the gaps of the rarer ones are filled with what their own years say (a
 * table so full of gaps is completed elsewhere). Errors: TB_ENOMEM, TB_ESINGULAR. */
TB_MUST_CHECK tb_status tbi_kalman_fit(tb_kalman *out, const tb_correlation_series *series,
                                       size_t n, const tb_correlation *correlation, size_t n_unit,
                                       size_t n_year, const double *persistence, tb_arena *a,
                                       tb_err *err);

/* Covariance v [2n][2n] out of one unit's state, with its own gaps. Scratch is taken from the
 * arena. Errors: TB_ENOMEM, TB_ESINGULAR. */
TB_MUST_CHECK tb_status tbi_kalman_spread(double *v, const tb_correlation_series *series, size_t n,
                                          const tb_correlation *correlation, size_t n_unit,
                                          size_t n_year, const double *persistence, size_t unit,
                                          tb_arena *a, tb_err *err);

/* One step of the covariance v [2n][2n] of a state: k the persistence, signal [n][n] correlations.
 * */
void tbi_kalman_step(double *v, double k, const tb_correlation_series *series, size_t n,
                     const double *signal);

#endif
