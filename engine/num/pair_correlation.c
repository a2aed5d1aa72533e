/* pair_correlation.c - correlation over complete pairs. */
#include "num/pair_correlation.h"

#include <math.h>
#include <stdbool.h>

double tbi_pair_correlation(const double *x, const double *y, size_t n, size_t least)
{
    double count = 0;
    double sum_x = 0;
    double sum_y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (size_t i = 0; i < n; i++) {
        double p = x[i];
        double q = y[i];
        if (isnan(p) || isnan(q))
            continue;
        count++;
        sum_x += p;
        sum_y += q;
        xx += p * p;
        yy += q * q;
        xy += p * q;
    }
    double vx = xx - sum_x * sum_x / count;
    double vy = yy - sum_y * sum_y / count;
    bool told = count >= (double)least && count > 1 && vx > 0 && vy > 0;
    return told ? (xy - sum_x * sum_y / count) / sqrt(vx * vy) : 0;
}
