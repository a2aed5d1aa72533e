/* national_level.c - sums of squared steps, those over breaks apart. */
#include "statespace/national_level.h"

#include <math.h>

enum { PRIOR_DF = 2 };

tb_national_level tbi_national_level_fit(const tb_deviation *d, double sd)
{
    double step = PRIOR_DF * pow(0.3 * sd, 2);
    double jump = PRIOR_DF * pow(1.5 * sd, 2);
    double steps = PRIOR_DF;
    double jumps = PRIOR_DF;
    tb_national_level l = { 0 };
    ptrdiff_t before = -1;
    int best = 1;
    for (size_t t = 0; t < d->n_year; t++)
        if (d->level_is[t] == 2)
            best = 2;
    bool broke = false;
    for (size_t t = 0; t < d->n_year; t++) {
        broke = broke || d->broken[t];
        if (d->level_is[t] < best)
            continue;
        if (before >= 0) {
            double gap = (double)((ptrdiff_t)t - before);
            double change = d->level[t] - d->level[before];
            if (broke) {
                jump += change * change;
                jumps++;
            } else {
                step += change * change / gap;
                steps++;
            }
        }
        before = (ptrdiff_t)t;
        broke = false;
    }
    l.last = before >= 0 ? d->level[before] : NAN;
    l.age = before >= 0 ? d->n_year - 1 - (size_t)before : 0;
    l.step = sqrt(step / steps);
    l.jump = sqrt(jump / jumps);
    l.step_df = steps;
    l.jump_df = jumps;
    return l;
}
