/* decimals.c - printed figures are decimals: how many digits one has, and the double that its sums
 * are rounded to. */
#include "score/decimals.h"

#include <math.h>
#include <stdint.h>

/* exact in a double, up to TB_MOST_DECIMALS */
static const double power[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9 };

/* round() of what is below 2^52, without a call: an import rounds every figure several times. */
static double round_figure(double x)
{
    double whole = (double)(int64_t)x;
    double rest = x - whole;
    return rest >= 0.5 ? whole + 1 : rest <= -0.5 ? whole - 1 : whole;
}

/* Beyond a million the digits behind the point would not be safe, and no score is so large. */
double tbi_score_decimal(double x, int decimals)
{
    if (decimals < 0 || decimals > TB_MOST_DECIMALS || !(fabs(x) <= 1e6))
        return x;
    return round_figure(x * power[decimals]) / power[decimals];
}

/* What d decimals give back, d + 1 give back too. */
int tbi_score_decimals_near(double x, int near)
{
    int d = near >= 0 ? near : 0;
    if (tbi_score_decimal(x, d) == x) {
        while (d > 0 && tbi_score_decimal(x, d - 1) == x)
            d--;
        return d;
    }
    for (d++; d <= TB_MOST_DECIMALS; d++)
        if (tbi_score_decimal(x, d) == x)
            return d;
    return -1;
}

/* From none on. */
int tbi_score_decimals(double x)
{
    return tbi_score_decimals_near(x, 0);
}
