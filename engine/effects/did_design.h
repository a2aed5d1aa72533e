/* effects/did_design.h - who is compared with whom: outcomes by year and unit, cohorts by the year
 * of first exposure, and until when a unit without a date is known to be unexposed.
 *
 * Exposure is absorbing: a unit of cohort g is exposed in every year t >= g. Group 0 is never
 * exposed within the years; such a unit is a control in the years up to `until`. */
#ifndef TB_EFFECTS_DESIGN_H
#define TB_EFFECTS_DESIGN_H

#include "base/arena.h"

#include <stdbool.h>
#include <tangbac/effects.h>

/* Everything that an estimator reads. Indices: unit 0 .. n - 1 of those kept, year 0 .. years -
 * 1, so y[year * n + unit]; groups and `until` are calendar years. In the arena of the caller. */
typedef struct tbi_design {
    size_t n, years; /* units kept, years kept */
    size_t all;      /* units of the table that it was made of */
    size_t *row;     /* [n] the unit's place in that table */
    int *year;       /* [years + cut] ascending */
    size_t cut;      /* years behind them in which nobody is left to compare with */
    double *y;       /* [year][unit], NaN = no score */
    int *group;      /* [n] cohort: first year of exposure, 0 = none within the years */
    int *until; /* [n] of group 0: last year in which it is known to be unexposed, INT_MAX = always
                 */
    size_t covariates; /* how many */
    double *x;         /* [covariate][year][unit] */
    size_t cohorts;    /* cohorts that are estimated */
    int *cohort;       /* [cohorts] ascending */
    size_t *members;   /* [cohorts] units of each */
    size_t never;      /* units of group 0 that are controls in every year */
    size_t early;      /* units left out: exposed before the second year */
    size_t unbalanced; /* units left out: not known in every year, where a balanced table was asked
                          for */
    int coerced; /* the last cohort, which stands in for those never exposed; 0 = there was no need
                  */
} tbi_design;

/* Makes the design that an estimate needs. Errors (TB_EDATA): fewer than two years or units, nobody
 * exposed, all exposed at once, nobody left to compare with. */
TB_MUST_CHECK tb_status tbi_effect_design_make(tbi_design *out, const tb_effect_table *t,
                                               const tb_effect_opts *o, tb_arena *a, tb_err *err);

/* The same units and outcomes under other cohorts [n]; cohorts are counted anew. Arrays are those
 * of `d` but for the cohorts. */
bool tbi_design_assign(tbi_design *out, const tbi_design *d, const int *group, tb_arena *a);

/* Whether unit i is known to be unexposed in `year`. */
static inline bool tbi_unexposed(const tbi_design *d, size_t i, int year)
{
    return d->group[i] == 0 ? year <= d->until[i] : year < d->group[i];
}

/* Place of a cohort in the list; SIZE_MAX when it is not estimated. */
size_t tbi_design_cohort(const tbi_design *d, int group);

#endif
