/* lever/association.h - what goes together between two surveys: points of an index for a point
 * of a component of another one, within provinces and years. An association, not a cause: nothing
 * here may be shown without these words. */
#ifndef TB_LEVER_ASSOCIATION_H
#define TB_LEVER_ASSOCIATION_H

#include "base/arena.h"

#include <tangbac/panel.h>

/* LEAST pairs and degrees of freedom a coefficient needs to be shown. */
enum { TB_ASSOCIATION_LEAST = 10, TB_ASSOCIATION_TERMS = 24 };

/* One regression, b and its errors; terms of a column that was left out have NaN. */
typedef struct tb_association {
    const char *reason, *reason_vi; /* why there is none at all; NULL = there is */
    size_t terms;
    size_t column[TB_ASSOCIATION_TERMS]; /* of `from`, right below its total */
    /* points of `to` per point; NaN: not identified */
    double coefficient[TB_ASSOCIATION_TERMS];
    /* of the coefficient: CR2 by unit, with its own degrees of freedom */
    double error[TB_ASSOCIATION_TERMS], df[TB_ASSOCIATION_TERMS];
    size_t pairs, units; /* unit-years with both, in units and years that have more than one */
    int first, last;     /* years of the pairs */
} tb_association;

/* Regression of `to` (its column to_column) on all components right below the total of `from`
 * together, with effects of unit and year (methods.md 7 and 3: two-way within, unbalanced exact;
 * standard errors clustered by unit with the small-sample correction and degrees of freedom of Bell
 * and McCaffrey 2002 and Pustejovsky and Tipton 2018). Together, so that several components add up
 * in a plan. Figures up to the origin; of the components only years in which they are what they are
 * at the origin. Columns that leave fewer than 10 pairs, or fewer than 10 degrees of freedom beside
 * all effects, are left out one by one, the least known first, by coverage alone and never by what
 * comes out. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_association_make(tb_association *out, const tb_index *from,
                                             const tb_index *to, size_t to_column, int origin,
                                             tb_arena *a, tb_err *err);

/* Quantiles of coefficient times change, each independent of the other: grid[k] is the value at (k
 * + 0.5) / size. change [n]: equally likely, ascending. */
TB_MUST_CHECK tb_status tbi_association_grid(double *grid, size_t size, const tb_association *s,
                                             size_t term, const double *change, size_t n,
                                             double weight, tb_arena *a, tb_err *err);

#endif
