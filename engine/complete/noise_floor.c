/* noise_floor.c - what standard errors that were published with the scores say of the noise.
 * Sampling is a part of it, so that the noise of a unit of the usual pace cannot be less than the
 * mean sampling variance v_t of a year of which errors are known (Fay and Herriot 1979: sampling
 * variances are known; in the mean of the year, since units of one pace share a covariance).
 *
 *   log density  -sum_t max(0, log v_t - log(c_t^2 var_e))^2 / (2 w^2),  w = 0.02 as in
 *                statespace/signal_fit.h: a wall in the prior of var_e and the spreads c_t.
 *
 * Moves of these numbers add its change to their acceptance ratio; all others leave it alone. */
#include "complete/chain_state.h"

#include <math.h>

/* Of one year whose log spread is log_scale. */
double tbi_noise_floor(const tb_chain *c, double var_e, size_t t, double log_scale)
{
    static const double WALL = 0.02;
    if (c->f->sampled == NULL || !(c->f->sampled[t] > 0))
        return 0;
    double below = (log(c->f->sampled[t] / var_e) - 2 * log_scale) / WALL;
    return below > 0 ? -0.5 * below * below : 0;
}

/* Of all years with their spreads as they are. */
double tbi_noise_floors(const tb_chain *c, double var_e)
{
    double sum = 0;
    for (size_t t = 0; t < c->n_year && c->f->sampled != NULL; t++)
        sum += tbi_noise_floor(c, var_e, t, log(c->scale[t]));
    return sum;
}
