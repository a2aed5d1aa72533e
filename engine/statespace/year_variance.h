/* statespace/year_variance.h - some years move everybody more than others: how different are the
 * years?
 *
 * PAPI's forecasts miss twice as widely in 2015 and 2021 as in 2016 and 2017, and within a year
 * residuals are close to normal. So a year has a spread of its own, the same for all units: its
 * variance is that of the model times exp(g sqrt(v) - v / 2), g standard normal, whose mean is 1.
 * Model: y_it | t ~ N(forecast, c_t F), log c_t ~ N(-v/2, v), so E c_t = 1: the distribution of a
 * forecast keeps its variance and gets heavier tails, the same factor for every unit of the year.
 */
#ifndef TB_STATESPACE_YEAR_VARIANCE_H
#define TB_STATESPACE_YEAR_VARIANCE_H

#include "statespace/deviation.h"
#include "statespace/signal_model.h"

/* v: mean square of the logarithm of how a year's squared residuals compare with what the model
 * says of them, over the years from the third on, and of two years of 0.5 that stand for what is
 * assumed. persistence [d->n_year] over the steps; usual: the share that a forecast
 * expects to be kept, since a year is not surprised by what its own step turned out to be. */
double tbi_year_variance(const tb_deviation *d, const tb_uc_model *m, const double *persistence,
                         double usual);

#endif
