/* simulate/sobol_index.h - Sobol' indices from sums over a pick-freeze design: A and B are
 * independent points, C is A with one factor (or group) taken from B.
 *
 * First order: Saltelli et al. (2010), table 2 (b), with f(B) centred; total: Jansen (1999), their
 * (f). One estimate from each independent scrambling, the variance of the output from all of them
 * together; the interval is Student's t over the scramblings. */
#ifndef TB_SIMULATE_SOBOL_INDEX_H
#define TB_SIMULATE_SOBOL_INDEX_H

#include <stddef.h>
#include <tangbac/simulate.h>

enum { TB_SCRAMBLINGS = 16 };

/* first, total out · sum [TB_SCRAMBLINGS][3]: per scrambling the sums over its n points of B (C -
 * A), (A - C)^2, C - A · mean, variance of the output. */
void tbi_sobol_estimate(tb_simulate_index *first, tb_simulate_index *total, const double *sum,
                        double n, double mean, double variance);

#endif
