/* statespace/component.h - the components of a total, each with a model of its own, and how they
 * move together.
 *
 * Components whose weighted sum is the total: one kind under the total (PAPI: the dimensions), or
 * the leaves of the tree (PAPI: the sub-dimensions).
 * Each year of a component is divided by its spread over the units, so that rescaled maxima do not
 * pass for movements; a leaf that was redefined (a new line of the structure with the old bounds)
 * starts a new series. The models come from a common distribution (partial_pooling.h), persistence
 * over the steps is that of the total, whose 60 units say more about a break than one
 * component can, and correlation.h ties signals and noises together.
 */
#ifndef TB_STATESPACE_COMPONENT_H
#define TB_STATESPACE_COMPONENT_H

#include "statespace/deviation_cache.h"
#include "statespace/kalman.h"

enum { TB_PARTS_MOST = 64 };

/* One component up to the origin, each year divided by its spread. Owned by the arena of the fit.
 */
typedef struct tb_component {
    size_t column; /* of the index */
    double weight; /* points of the total per point of the component */
    /* mean of the units at the origin; root mean square of its yearly steps */
    double level, level_sd;
    /* n_year = years of an unbroken series up to the origin; y divided by sd, gaps filled with
     * what its own years say */
    tb_deviation d;
    double *sd; /* [d.n_year] spread over the units */
} tb_component;

/* All components of a total, tied together. Arrays of n run in the order of the index's columns.
 */
typedef struct tb_components {
    /* 0: the index has no components that are known for nearly all units and add up */
    size_t n;
    tb_component *part;
    tb_correlation_series *series; /* [n] the same, not filled, with models */
    double *points;                /* [n] points of the total per divided unit at the origin */
    /* persistence that it stands on, by position on the total's axis; borrowed */
    const double *persistence;
    tb_correlation correlation;
    tb_kalman state;
} tb_components;

/* tables may be NULL. persistence [total->n_year] over the steps of the total. leaves:
 * the ends of the tree instead of one kind under the total. Errors: TB_ESINGULAR, TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_components_fit(tb_components *out, const tb_index *x,
                                           const tb_deviation_cache *tables,
                                           const tb_deviation *total, int origin,
                                           const double *persistence, bool leaves, tb_arena *a,
                                           tb_err *err);

/* A total as its only component: model and shares given. part stays NULL. */
TB_MUST_CHECK tb_status tbi_components_alone(tb_components *out, const tb_deviation *total,
                                             const tb_uc_model *model, const double *persistence,
                                             tb_arena *a, tb_err *err);

/* Expected sum of points times components, `ahead` years after the origin, as if everything were
 * kept: row [n_unit] out. A case multiplies by what it keeps. */
void tbi_components_expect(double *row, const tb_components *s, const double *points, size_t n_unit,
                           size_t ahead);

#endif
