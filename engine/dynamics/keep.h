/* dynamics/keep.h - which share of the signal the steps to come will keep, learned from the steps
 * so far. */
#ifndef TB_DYNAMICS_KEEP_H
#define TB_DYNAMICS_KEEP_H

#include "dynamics/deviation.h"

/* Mean and variance of the shares kept over past steps of a kind (calm, or changes of scheme) and
 * two of the prior (the quartiles of tb_motion_vague). */
void tb_keep_law(double *mean, double *var, const tb_deviation *d, const double *keep, bool change);

/* What a forecast of the next year expects to be kept when nobody knows whether it breaks. */
double tb_keep_usual(const tb_deviation *d, const double *keep);

#endif
