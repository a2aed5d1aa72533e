/* national_level.c - sums of squared steps, those over breaks apart. */
#include "statespace/national_level.h"

#include <math.h>

enum { PRIOR_DF = 4 };
static const double INSIDE = 0.002; /* a mean at an end of its scale is taken as this far inside */

/* Shares are kept INSIDE of 0 and 1, where the logit is infinite. */
double tbi_national_level_link(double level, double low, double high)
{
    if (!(high > low))
        return level;
    double share = fmax(INSIDE, fmin(1 - INSIDE, (level - low) / (high - low)));
    return log(share / (1 - share));
}

double tbi_national_level_unlink(double x, double low, double high)
{
    return high > low ? low + (high - low) / (1 + exp(-x)) : x;
}

double tbi_national_level_slope(double level, double low, double high)
{
    if (!(high > low))
        return 1;
    double share = fmax(INSIDE, fmin(1 - INSIDE, (level - low) / (high - low)));
    return (high - low) * share * (1 - share);
}

/* Years with the best kind of level that there is: means of whole tables or published, else of the
 * known scores. */
static int choose_kind(const tb_deviation *d)
{
    for (size_t t = 0; t < d->n_year; t++)
        if (d->level_is[t] == 2)
            return 2;
    return 1;
}

/* Steps on the link scale. Inside a scheme the squared change is per year of the gap, since a
 * random walk's variance grows with it; a change over a break is one jump, however long the gap.
 * Both variances are (sum of squares + df0 s0^2) / (df + df0), df0 = PRIOR_DF, with s0 the spread
 * of the units on the link scale for a jump and 0.3 of it for a step. */
tb_national_level tbi_national_level_fit(const tb_deviation *d, double sd)
{
    tb_national_level l = { .last = NAN, .low = NAN, .high = NAN };
    ptrdiff_t before = -1;
    int best = choose_kind(d);
    bool broke = false;
    double step = 0;
    double jump = 0;
    for (size_t t = 0; t < d->n_year; t++) {
        broke = broke || d->broken[t];
        if (d->level_is[t] < best)
            continue;
        double link = tbi_national_level_link(d->level[t], d->low[t], d->high[t]);
        if (before >= 0) {
            double gap = (double)((ptrdiff_t)t - before);
            double change =
                link - tbi_national_level_link(d->level[before], d->low[before], d->high[before]);
            jump += broke ? change * change : 0;
            l.jump_df += broke;
            step += broke ? 0 : change * change / gap;
            l.step_df += !broke;
        }
        before = (ptrdiff_t)t;
        broke = false;
    }
    if (before >= 0) {
        l.last = d->level[before];
        l.age = d->n_year - 1 - (size_t)before;
        l.low = d->low[d->n_year - 1];
        l.high = d->high[d->n_year - 1];
    }
    double yard = sd / (before >= 0 ? tbi_national_level_slope(l.last, l.low, l.high) : 1);
    l.step_df += PRIOR_DF;
    l.jump_df += PRIOR_DF;
    l.step = sqrt((step + PRIOR_DF * pow(0.3 * yard, 2)) / l.step_df);
    l.jump = sqrt((jump + PRIOR_DF * yard * yard) / l.jump_df);
    return l;
}
