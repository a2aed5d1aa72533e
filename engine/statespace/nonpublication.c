/* nonpublication.c - counts of withheld years, shrunk. */
#include "statespace/nonpublication.h"

static const double PRIOR_YEARS = 3;

/* Years in which the unit could have been published, and of them those in which it was not.
 * Years of lists and pilots say nothing of either. */
static void count_years(double *years, double *gone, const tb_deviation *d, size_t unit)
{
    for (size_t t = 0; t < d->n_year; t++) {
        unsigned char known = d->known[t * d->n_unit + unit];
        if (!d->whole[t] || known == TB_KNOWN_ABSENT)
            continue;
        *years += 1;
        *gone += known == TB_KNOWN_WITHHELD;
    }
}

/* Each unit's share of withheld years, as if PRIOR_YEARS more had been seen at the rate of
 * all. */
void tbi_nonpublication_probabilities(double *probability, const tb_deviation *d)
{
    double years = 0, gone = 0;
    for (size_t i = 0; i < d->n_unit; i++)
        count_years(&years, &gone, d, i);
    double rate = years > 0 ? gone / years : 0;
    for (size_t i = 0; i < d->n_unit; i++) {
        double n = 0, k = 0;
        count_years(&n, &k, d, i);
        probability[i] = (k + PRIOR_YEARS * rate) / (n + PRIOR_YEARS);
    }
}
