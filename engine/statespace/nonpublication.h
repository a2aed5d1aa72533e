/* statespace/nonpublication.h - how likely is it that the publisher gives a province no score? */
#ifndef TB_STATESPACE_NONPUBLICATION_H
#define TB_STATESPACE_NONPUBLICATION_H

#include "statespace/deviation.h"

/* chance [n_unit] out: the unit's own withheld years among those whose table is whole, shrunk to
 * the rate of all units as by three years of that rate (the posterior mean of a beta distribution).
 * 0 for all when nothing was ever withheld or no table is whole. */
void tbi_nonpublication_probabilities(double *chance, const tb_deviation *d);

#endif
