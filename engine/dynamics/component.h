/* dynamics/component.h - the components of a total, each with a motion of its own: what lasts in one dimension passes quickly in another.
 *
 * Components of one kind whose weighted sum is the total (PAPI: the dimensions). Each year of a component is divided by its spread over the units, so
 * that rescaled maxima do not pass for movements; the motions come from a common law (its middle and spread over the components are the second
 * round's prior), and the shares kept over the steps are those of the total, whose 60 units say more about a break than one component can.
 */
#ifndef TB_DYNAMICS_COMPONENT_H
#define TB_DYNAMICS_COMPONENT_H

#include "dynamics/motion_fit.h"

typedef struct tb_part {
    size_t column, first;   /* of the index; position on the total's axis of the first year of an unbroken series up to the origin */
    double weight;          /* points of the total per point of the component */
    double level, level_sd; /* mean of the units at the origin; root mean square of its yearly steps */
    tb_deviation d;         /* n_year = years from `first` on; y divided by sd, holes filled with their expectation */
    double *sd;             /* [d.n_year] spread over the units */
    double *raw;            /* [n_unit] points at the origin, NaN = unknown */
    tb_motion motion;       /* of the divided series */
} tb_part;

typedef struct tb_parts {
    size_t n; /* 0: the index has no components that are known for nearly all units and add up */
    tb_part *part;
    double *factor; /* [n][n] lower Cholesky factor of the correlation of the components' yearly changes, shrunk by a fifth towards none */
} tb_parts;

/* keep [total->n_year]: shares kept over the steps of the total. Errors: TB_ECONVERGE, TB_ENOMEM. */
TB_MUST_CHECK tb_status tb_parts_fit(tb_parts *out, const tb_index *x, const tb_deviation *total, int origin, const double *keep, tb_arena *a,
                                     tb_err *err);

#endif
