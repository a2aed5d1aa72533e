/* simulate/sobol_index.h - Sobol' indices from sums over a pick-freeze design: A and B are
 * independent points, C is A with one factor (or group) taken from B.
 *
 * First order: Saltelli et al. (2010), table 2 (b), with f(B) centred; total: Jansen (1999), their
 * (f). The ratio of the means over the independent scramblings; the interval is Student's t of the
 * scramblings' linearised ratios, since the variance of the output is estimated too (without it
 * those of Ishigami's total indices held the truth in 68, 89 and 94 of 100). */
#ifndef TB_SIMULATE_SOBOL_INDEX_H
#define TB_SIMULATE_SOBOL_INDEX_H

#include <stddef.h>
#include <tangbac/simulate.h>

enum { TB_SCRAMBLINGS = 16 };

/* first, total out · sum [TB_SCRAMBLINGS][3]: per scrambling the sums over its n points of B (C -
 * A), (A - C)^2, C - A · value [TB_SCRAMBLINGS][2]: of f and of f^2 over the 2 n of A and B, which
 * are not all the same. */
void tbi_sobol_estimate(tb_simulate_index *first, tb_simulate_index *total, const double *sum,
                        const double *value, double n);

#endif
