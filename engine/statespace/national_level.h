/* statespace/national_level.h - the national mean: a random walk inside a scheme, a jump over a break, each
 * step with a spread learned from the steps so far. */
#ifndef TB_STATESPACE_NATIONAL_LEVEL_H
#define TB_STATESPACE_NATIONAL_LEVEL_H

#include "statespace/deviation.h"

/* Both spreads are scaled inverse chi-square: spread^2 = scale^2 df / chisq(df). */
typedef struct tb_national_level {
    /* the newest level that is known, and how many years before the origin that was */
    double last;
    size_t age;
    double step, step_df, jump, jump_df;
} tb_national_level;

/* sd: of the deviations, the yardstick of the weak prior (2 degrees of freedom: steps of 0.3 sd,
 * jumps of 1.5 sd). */
tb_national_level tbi_national_level_fit(const tb_deviation *d, double sd);

#endif
