/* complete/diagnostics.h - did the chains agree, and how many independent draws are they worth?
 * Rank-normalised split R-hat and bulk effective sample size. */
#ifndef TB_COMPLETE_DIAGNOSTICS_H
#define TB_COMPLETE_DIAGNOSTICS_H

#include <stddef.h>

/* draws x [chains][n] (n even, at least 8) of one quantity. Vehtari, Gelman, Simpson, Carpenter and
 * Bürkner (2021), eqs. 1-4 and 10-14. NaN for both when x is constant. scratch [5 * chains * n] and
 * order [chains * n] */
void tbi_diagnostics(double *rhat, double *ess, const double *x, size_t chains, size_t n,
                     double *scratch, size_t *order);

#endif
