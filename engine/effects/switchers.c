/* switchers.c - the effect on those who switch, against those who have not (de Chaisemartin and
 * D'Haultfoeuille 2020): for every cohort and year the change since the year before exposure, less
 * that of units unexposed until then, averaged over switching units. The effect at the time of the
 * switch is event time 0; the overall effect is the mean over treated cells.
 *
 * Weights are numbers of switchers and taken as they are; a group of m units enters the variance
 * with its deviations from its own mean times sqrt(m / (m - 1)). */
#include "effects/target.h"

#include <math.h>

/* sqrt(m / (m - 1)): the small-sample factor of a cohort of m. */
static double compute_inflation(size_t m)
{
    return m > 1 ? sqrt((double)m / (double)(m - 1)) : 1;
}

/* Each side's deviations are from a mean of its own, so its influences are inflated by its own
 * number. */
tb_status tbi_switchers(tbi_answer *out, const tbi_design *d, tb_arena *a, tb_err *err)
{
    tb_effect_opts o = TB_EFFECT_OPTS_INIT;
    tbi_targets cell;
    tbi_design plain = *d;
    plain.covariates = 0;
    tb_status st = tbi_cells(&cell, &plain, &o, a, err);
    if (st != TB_OK)
        return st;
    for (size_t k = 0; k < cell.count; k++) {
        tbi_target *c = &cell.at[k];
        if (!isfinite(c->estimate))
            continue;
        for (size_t i = 0; i < d->n; i++)
            c->psi[i] *= compute_inflation(d->group[i] == c->group ? c->treated : c->controls);
        c->se = tbi_target_se(c->psi, d->n);
        c->weight = (double)c->treated;
    }
    return tbi_average(out, &cell, d, TBI_WEIGHTS_FIXED, 0, a, err);
}
