/* effects/effect_outcome.h - a column of a panel as a table of units and years, with who is exposed
 * when.
 */
#ifndef TB_EFFECTS_EFFECT_OUTCOME_H
#define TB_EFFECTS_EFFECT_OUTCOME_H

#include "base/arena.h"

#include <tangbac/effects.h>

/* An outcome before anybody says who is exposed; row i is the same unit in all arrays. points NaN
 * where nobody has a score. */
typedef struct tbi_outcome {
    const tb_index *index;
    size_t column;
    const char *name, *vi, *en; /* "PAPI.D5" and its names */
    size_t units, years;
    int *year;
    const char **unit, **unit_vi; /* [units] code and name */
    double *points;               /* [units][years] */
    double sd;                    /* between units within a year, mean over years */
    double
        covered; /* share of the units that the publisher ranked that have a score, mean of years */
    double ranked; /* units that the publisher ranked, mean over years */
} tbi_outcome;

/* false: no memory. Years in which nobody has a score are left out; last: 0 = all. */
bool tbi_outcome_load(tbi_outcome *out, const tb_panel *p, const tb_index *x, size_t column,
                      int first, int last, tb_arena *a);

/* y [units][years] in standard deviations within the year. */
bool tbi_outcome_standardise(double *y, const tbi_outcome *o);

/* Exposure of the outcome's units to a measure: first year (0: none) and last year in which they
 * are known to be unexposed. dated: how many have a date. */
size_t tbi_outcome_expose(int *exposed, int *until, const tbi_outcome *o, const tb_exposures *all,
                          const char *measure);

/* Median number of places that `size` points move a unit of the middle third in the last year. */
double tbi_outcome_places(const tbi_outcome *o, double size);

/* The place of a year; SIZE_MAX for none. */
size_t tbi_outcome_year(const tbi_outcome *o, int year);

#endif
