/* predictive_density.c - the density of a mixture of normals, summed by its largest term. */
#include "forecast/predictive_mixture.h"

#include "statespace/national_level.h"

#include <math.h>

/* -log of the mean over cases of N(value; mean, var), var the row of the factor squared and
 * summed; the level's steps are taken to points by its slope at the case's level. The sum runs
 * scaled by its largest term, so that no density is lost below the least double. */
double tbi_predictive_log_score(const tb_predictive *j, size_t y, size_t unit, double value,
                                bool deviation)
{
    size_t U = j->n_unit, Y = j->n_year;
    double largest = -INFINITY, sum = 0;
    for (size_t c = 0; c < j->cases; c++) {
        double mean = j->mean[(c * Y + y) * U + unit];
        double wide = j->wide != NULL ? j->wide[(c * Y + y) * U + unit] : 1;
        double slope = tbi_national_level_slope(j->level[c * Y + y], j->low, j->high);
        double var = 0;
        for (size_t k = j->past; k <= y; k++) {
            double f = wide * j->factor[(c * Y + y) * Y + k];
            double step = deviation ? 0 : slope * j->level_step[c * Y + k];
            var += f * f + step * step;
        }
        if (!deviation)
            mean += j->level[c * Y + y];
        double term =
            -0.5 * (log(2 * 3.14159265358979323846 * var) + (value - mean) * (value - mean) / var);
        if (term <= largest) {
            sum += exp(term - largest);
        } else {
            sum = sum * exp(largest - term) + 1;
            largest = term;
        }
    }
    return -(largest + log(sum / (double)j->cases));
}
