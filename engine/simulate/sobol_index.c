/* sobol_index.c - the estimators, and their intervals over scramblings. */
#include "simulate/sobol_index.h"

#include "num/dist.h"

#include <math.h>

/* Mean over the scramblings, which are independent, and its 95 % interval by Student's t. */
static tb_simulate_index average_scramblings(const double *estimate)
{
    double mean = 0, square = 0;
    for (int r = 0; r < TB_SCRAMBLINGS; r++)
        mean += estimate[r] / TB_SCRAMBLINGS;
    for (int r = 0; r < TB_SCRAMBLINGS; r++)
        square += (estimate[r] - mean) * (estimate[r] - mean);
    double half = tbi_t_quantile(0.975, TB_SCRAMBLINGS - 1) *
                  sqrt(square / (TB_SCRAMBLINGS - 1) / TB_SCRAMBLINGS);
    return (tb_simulate_index){ mean, mean - half, mean + half };
}

/* first: mean of f(B)(f(C) - f(A)) / V with f(B) centred; total: mean of (f(A) - f(C))^2 / (2 V).
 */
void tbi_sobol_estimate(tb_simulate_index *first, tb_simulate_index *total, const double *sum,
                        double n, double mean, double variance)
{
    double f[TB_SCRAMBLINGS], t[TB_SCRAMBLINGS];
    for (int r = 0; r < TB_SCRAMBLINGS; r++) {
        f[r] = (sum[3 * r] - mean * sum[3 * r + 2]) / n / variance;
        t[r] = sum[3 * r + 1] / (2 * n) / variance;
    }
    *first = average_scramblings(f);
    *total = average_scramblings(t);
}
