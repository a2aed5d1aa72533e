/* statespace/persistence.h - which share of the signal the steps to come will keep, learned from
 * the steps so far. */
#ifndef TB_STATESPACE_PERSISTENCE_H
#define TB_STATESPACE_PERSISTENCE_H

#include "num/rng.h"
#include "statespace/deviation.h"

/* Mean and variance of the shares kept over past steps of a kind (calm, or changes of scheme) and
 * two of the prior (the quartiles of tbi_signal_vague). */
void tbi_persistence_prior(double *mean, double *var, const tb_deviation *d,
                           const double *persistence, bool change);

/* A share from the beta distribution with that mean and variance: what a step to come keeps. */
double tbi_persistence_draw(tb_rng *r, const tb_deviation *d, const double *persistence,
                            bool change);

/* What a forecast of the next year expects to be kept when nobody knows whether it breaks. */
double tbi_persistence_usual(const tb_deviation *d, const double *persistence);

#endif
