/* statespace/signal_model.h - how a province's deviation from its year's mean moves: y = a + u + e.
 *
 *   y_it = a_it + u_it + e_it,   e_it ~ N(0, var_e)
 *   a_it = k_t a_i,t-1 + N(0, (1 - k_t^2) var_a),   u_it = k_t rho u_i,t-1 + N(0, (1 - k_t^2
 *     rho^2) var_u)
 *   cov(y_is, y_it) = k_s+1 .. k_t (var_a + var_u rho^(t-s)) + [s = t] var_e,   s <= t
 *
 * Likelihood of a unit with known years o(1) < o(2) < ..: prod_j N(v_j; 0, F_j), innovations v and
 * variances F of the filter
 *
 *   v = y - a - u,  F = P_aa + 2 P_au + P_uu + var_e,  K = (P_aa + P_au, P_au + P_uu) / F,
 *   (a, u) += K v,  P -= K K' F;  between years a, u, P by the equations above
 *
 * (Durbin and Koopman 2012, eq. 4.24 with gaps 4.10), units independent.
 *
 * a ~ N(0, s_a^2) lasts, u is AR(1) with coefficient rho and variance s_u^2, e ~ N(0, s_e^2) is
 * gone the next year. Where surveys asked more persons in some units than in others, e_it has
 * variance var_e (1 - s + s r_it): a share s of it is sampling, r_it the cell's sampling variance
 * in units of the mean (statespace/sampling.h). Over a step from a year to the next the signal a +
 * u persists by k_t, and the rest is drawn anew from the same distribution, so that the variance of
 * the signal stays: about all of it inside a scheme, less over a break, and a year may break
 * without an announcement. Shumway and Stoffer (2017) ch. 6; Durbin and Koopman (2012) ch. 4 for
 * the filter with gaps.
 */
#ifndef TB_STATESPACE_SIGNAL_MODEL_H
#define TB_STATESPACE_SIGNAL_MODEL_H

#include <stddef.h>

/* The numbers theta of the model. All variances are of the scores' own points, none is negative.
 */
typedef struct tb_uc_model {
    double var_a, var_u, var_e; /* variances, in squared points */
    double rho;                 /* 0..1 */
    /* 0..1, share of var_e that goes by the size of the sample; 0: all cells are read alike well */
    double sampled;
} tb_uc_model;

/* Variance of e in a cell whose sampling variance is `relative` times the mean. */
static inline double tbi_signal_noise(const tb_uc_model *m, double relative)
{
    return m->var_e * (1 + m->sampled * (relative - 1));
}

/* The same as free numbers, for search and priors: log sd of y; log(var_a / var_e); log(var_u /
 * var_e); logit rho. */
enum { TB_SIGNAL_FREE = 4 };
tb_uc_model tbi_signal_of(const double *free);

/* Covariance of the signals of years s and t (positions on a yearly axis): persistence [n],
 * persistence[t] belongs to the step from t - 1 to t. */
double tbi_signal_moments(const tb_uc_model *m, const double *persistence, size_t s, size_t t);

/* Log densities of the years of many units at several points: sum [points], points <=
 * TB_SIGNAL_POINTS; m [points], persistence [points][n_year]; y [n_unit][n_year], NaN where nothing
 * is known. -infinity where a variance is 0. Exact: a Kalman filter on (a, u) that passes over
 * gaps; variances are carried from a unit to the next as long as gaps and sizes are the same, so
 * units with equal ones should stand together. relative [n_unit][n_year]: sampling variances in
 * units of their mean; NULL: all are 1. scratch [n_year * TB_SIGNAL_SCRATCH]. A point's sum does
 * not depend on the points beside it; eight cost little more than one. */
enum { TB_SIGNAL_POINTS = 8, TB_SIGNAL_SCRATCH = 11 * TB_SIGNAL_POINTS };
void tbi_signal_logliks(double *sum, const tb_uc_model *m, const double *persistence, size_t points,
                        const double *y, const double *relative, size_t n_unit, size_t n_year,
                        double *scratch);

#endif
