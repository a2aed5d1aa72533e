/* support/estimates.h - an estimate of a table in memory, and a coefficient by its term. */
#ifndef TESTS_ESTIMATES_H
#define TESTS_ESTIMATES_H

#include <tangbac/estimate.h>

/* The table must have one. */
tb_estimate *fit_arrays(const tb_estimate_data *d, const tb_estimate_opts *o);
/* NULL: there is none. */
const tb_coefficient *find_coefficient(const tb_estimate_summary *v, const char *term);
/* There must be one. */
const tb_coefficient *coefficient_of(const tb_estimate_summary *v, const char *term);

#endif
