/* dynamics/withheld.h - how likely is it that the publisher gives a province no score? */
#ifndef TB_DYNAMICS_WITHHELD_H
#define TB_DYNAMICS_WITHHELD_H

#include "dynamics/deviation.h"

/* chance [n_unit] out: the unit's own withheld years among those whose table is whole, shrunk to
 * the rate of all units as by three years of that rate (the posterior mean of a beta law). 0 for
 * all when nothing was ever withheld or no table is whole. */
void tb_withheld_chances(double *chance, const tb_deviation *d);

#endif
