/* statespace/nonpublication.h - how likely is it that the publisher gives a province no score?
 *
 *   p_i = (k_i + 3 r) / (n_i + 3),  k_i of the n_i years of unit i that could have been published
 *   were not, r = sum k / sum n: the posterior mean of a binomial probability under
 *   Beta(3 r, 3 (1 - r)), whose rate is that of all units (empirical Bayes: Carlin and Louis 2000,
 *   ch. 3).
 */
#ifndef TB_STATESPACE_NONPUBLICATION_H
#define TB_STATESPACE_NONPUBLICATION_H

#include "statespace/deviation.h"

/* probability [n_unit] out: the unit's own withheld years among those whose table is whole,
 * shrunk to the rate of all units as by three years of that rate (the posterior mean of a beta
 * distribution). 0 for all when nothing was ever withheld or no table is whole. */
void tbi_nonpublication_probabilities(double *probability, const tb_deviation *d);

#endif
