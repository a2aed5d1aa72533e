/* statespace/persistence.h - the persistence of the signal over steps to come, learned from the
 * steps so far.
 *
 *   k_t ~ Beta(m s, (1 - m) s),  m and v the mean and variance of past k of the kind (calm, change
 *     of scheme) and two of the prior,  s = max(m (1 - m) / v - 1, 1/2)
 *   usual: (1 - p) m_calm + p m_change,  p = (changes so far + 1/2) / (steps so far + 2), the
 *     posterior mean of a probability under Beta(1/2, 3/2)
 */
#ifndef TB_STATESPACE_PERSISTENCE_H
#define TB_STATESPACE_PERSISTENCE_H

#include "num/rng.h"
#include "statespace/deviation.h"

/* Mean and variance of persistence over past steps of a kind (calm, or changes of scheme) and
 * two of the prior (the quartiles of tbi_signal_vague). */
void tbi_persistence_prior(double *mean, double *var, const tb_deviation *d,
                           const double *persistence, bool change);

/* A draw of the beta distribution with that mean and variance, for a step to come. */
double tbi_persistence_draw(tb_rng *r, const tb_deviation *d, const double *persistence,
                            bool change);

/* What a forecast of the next year expects when nobody knows whether the scheme changes. */
double tbi_persistence_usual(const tb_deviation *d, const double *persistence);

#endif
