/* statespace/national_level.h - the national mean: a random walk inside a scheme, a jump over a
 * break, each step with a spread learned from the steps so far.
 *
 *   g(m_t) = g(m_t-1) + s_t z_t,  g(m) = log((m - low) / (high - m)) on a scale low .. high,
 *
 * so that a mean never leaves its scale, and moves less the nearer it is to an end; where the scale
 * is not known g(m) = m. s_t is the spread of steps, or that of jumps where a scheme starts. */
#ifndef TB_STATESPACE_NATIONAL_LEVEL_H
#define TB_STATESPACE_NATIONAL_LEVEL_H

#include "statespace/deviation.h"

/* Both spreads are those of g, scaled inverse chi-square: spread^2 = scale^2 df / chisq(df). */
typedef struct tb_national_level {
    /* the newest level that is known, and how many years before the origin that was */
    double last;
    size_t age;
    double low, high; /* the scale at the origin; NaN: not known */
    double step, step_df, jump, jump_df;
} tb_national_level;

/* sd: of the deviations, the yardstick of the weak prior (4 degrees of freedom: steps of 0.3 sd,
 * jumps of one sd). */
tb_national_level tbi_national_level_fit(const tb_deviation *d, double sd);

/* g, its inverse, and dm/dg. */
double tbi_national_level_link(double level, double low, double high);
double tbi_national_level_unlink(double x, double low, double high);
double tbi_national_level_slope(double level, double low, double high);

#endif
