/* sobol_index.c - the estimators, and their intervals over scramblings. */
#include "simulate/sobol_index.h"

#include "num/dist.h"

#include <math.h>

/* The ratio of the means of part and whole, and its 95 % interval by Student's t over the
 * scramblings, which are independent: (part_r - S whole_r) / mean whole is what scrambling r adds
 * to the error of S. */
static tb_simulate_index average_scramblings(const double *part, const double *whole)
{
    double parts = 0, wholes = 0, square = 0;
    for (int r = 0; r < TB_SCRAMBLINGS; r++) {
        parts += part[r] / TB_SCRAMBLINGS;
        wholes += whole[r] / TB_SCRAMBLINGS;
    }
    double ratio = parts / wholes;
    for (int r = 0; r < TB_SCRAMBLINGS; r++) {
        double off = (part[r] - ratio * whole[r]) / wholes;
        square += off * off;
    }
    double half = tbi_t_quantile(0.975, TB_SCRAMBLINGS - 1) *
                  sqrt(square / (TB_SCRAMBLINGS - 1) / TB_SCRAMBLINGS);
    return (tb_simulate_index){ ratio, ratio - half, ratio + half };
}

/* first: mean of f(B)(f(C) - f(A)) / V with f(B) centred; total: mean of (f(A) - f(C))^2 / (2 V).
 * V is the mean square around the mean of all scramblings, each of which says its share of it.
 */
void tbi_sobol_estimate(tb_simulate_index *first, tb_simulate_index *total, const double *sum,
                        const double *value, double n)
{
    double f[TB_SCRAMBLINGS], t[TB_SCRAMBLINGS], variance[TB_SCRAMBLINGS], mean = 0;
    for (int r = 0; r < TB_SCRAMBLINGS; r++)
        mean += value[2 * r] / (2 * n) / TB_SCRAMBLINGS;
    for (int r = 0; r < TB_SCRAMBLINGS; r++) {
        f[r] = (sum[3 * r] - mean * sum[3 * r + 2]) / n;
        t[r] = sum[3 * r + 1] / (2 * n);
        variance[r] = (value[2 * r + 1] - 2 * mean * value[2 * r]) / (2 * n) + mean * mean;
    }
    *first = average_scramblings(f, variance);
    *total = average_scramblings(t, variance);
}
