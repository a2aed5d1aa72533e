/* dynamics/unrest.h - some years move everybody more than others: how different are the years?
 *
 * PAPI's forecasts miss twice as widely in 2015 and 2021 as in 2016 and 2017, and within a year
 * misses are close to normal. So a year has a spread of its own, the same for all units: its
 * variance is that of the motion times exp(g sqrt(v) - v / 2), g standard normal, whose mean is 1.
 */
#ifndef TB_DYNAMICS_UNREST_H
#define TB_DYNAMICS_UNREST_H

#include "dynamics/deviation.h"
#include "dynamics/motion.h"

/* v: mean square of the logarithm of how a year's squared misses compare with what the motion says
 * of them, over the years from the third on, and of two years of 0.5 that stand for what is
 * assumed. keep [d->n_year] shares kept over the steps; usual: the share that a forecast expects to
 * be kept, since a year is not surprised by what its own step turned out to be. */
double tb_unrest(const tb_deviation *d, const tb_motion *m, const double *keep, double usual);

#endif
