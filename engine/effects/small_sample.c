/* small_sample.c - how wide must an interval be when cohorts have two or three provinces?
 *
 * Deviations from the mean of a cohort of m units understate its variance by (m - 1) / m, and a
 * cohort of one unit shows none at all. Each cohort's share of the variance is raised by m / (m -
 * 1); a single unit gets w^2 s^2, where w is its weight in the average and s^2 the variance of a
 * unit that the other cohorts show. Degrees of freedom are Satterthwaite's, with the fourth powers
 * of the influences in the place of the unknown kurtosis: 3 (sum v)^2 / sum v^2, v = psi^2, which
 * is n for n normal deviations. */
#include "effects/inference.h"

#include <math.h>
#include <string.h>

/* Weight of a cohort in the simple average. */
static double weight_of(const tbi_answer *x, int group)
{
    double own = 0, all = 0;
    for (size_t k = 0; k < x->cell.count; k++) {
        const tbi_target *c = &x->cell.at[k];
        if (!isfinite(c->estimate) || c->time < c->group)
            continue;
        all += c->weight;
        own += c->group == group ? c->weight : 0;
    }
    return all > 0 ? own / all : 0;
}

double tbi_small_error(double *df, const tbi_answer *x, const tbi_design *d)
{
    const double *psi = x->overall.psi;
    if (psi == NULL || x->cell.count == 0)
        return x->overall.se;
    double sum = 0, plain = 0, fourth = 0, shown = 0, against = 0, single = 0;
    for (size_t i = 0; i < d->n; i++) {
        size_t c = d->group[i] != 0 ? tbi_design_cohort(d, d->group[i]) : SIZE_MAX;
        double m = c != SIZE_MAX ? (double)d->members[c] : (double)(d->n + 1);
        double v = psi[i] * psi[i] * (m > 1 ? m / (m - 1) : 1);
        sum += v;
        plain += psi[i] * psi[i];
        fourth += psi[i] * psi[i] * psi[i] * psi[i];
        shown += c != SIZE_MAX && m > 1 ? v : 0;
    }
    for (size_t c = 0; c < d->cohorts; c++) {
        double w = weight_of(x, d->cohort[c]), m = (double)d->members[c];
        against += m > 1 ? w * w / m : 0;
        single += m > 1 ? 0 : w * w;
    }
    if (against > 0)
        sum += single * shown / against;
    if (fourth > 0)
        *df = fmin(*df, fmax(2, 3 * plain * plain / fourth));
    return sqrt(sum);
}
