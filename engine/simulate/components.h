/* simulate/components.h - the components of a composite index in one year: values, official
 * weights, ranges, standard errors. Built once from the panel.
 */
#ifndef TB_SIMULATE_COMPONENTS_H
#define TB_SIMULATE_COMPONENTS_H

#include "base/arena.h"
#include "base/notices.h"

#include <tangbac/simulate.h>

/* Everything that a simulation reads of a panel, in arrays by part and unit: value of part j and
 * unit i at [j * units + i]. Borrowed from the panel: unit and index; the rest is the arena's. */
typedef struct tb_sim_components {
    const tb_index *index;
    int year;
    size_t column; /* of the composite */
    size_t units, parts, dimensions;
    const tb_unit **unit;        /* [units] */
    size_t *row;                 /* [units] row of the index */
    size_t *of;                  /* [parts] column of the index */
    const char **code;           /* [parts] */
    size_t *dimension;           /* [parts] which child of the composite it belongs to */
    const char **dimension_code; /* [dimensions] */
    size_t *dimension_of;        /* [dimensions] column of the index */
    double *dimension_point;     /* [dimensions] points of the composite per point of it */
    double *x;                   /* [parts][units] as published; NaN = absent */
    double *low, *high;          /* [parts] range by the scheme; NaN = not known */
    double *point;               /* [parts] points of the composite per point of the part */
    /* [parts] official share of the composite's range; sums to 1 */
    double *weight;
    double *noise; /* [parts][units] standard error, 0 = none */
    /* [parts (parts + 1) / 2] lower rows: errors of a unit's parts are this times independent
     * normals, the same for all units; NULL: they are independent, with the spreads of noise */
    double *noise_factor;
    double sign; /* +1: more is better */
    /* refused because components are absent, not for what they are */
    bool lacking;
    /* an index that is known in part (completed_tables.h): the one part is the total itself, more
     * is better */
    size_t tables;               /* 0: everything else is meant */
    double *table;               /* [tables][units] full tables; NaN outside */
    double *known_score;         /* [units] as published; NaN = not known */
    int *known_rank;             /* [units] 0 = not known */
    struct tb_number_book *book; /* of modes found before; NULL: none */
} tb_sim_components;

/* Everything but noise. Memory is the arena's. */
TB_MUST_CHECK tb_status tbi_sim_components_read(tb_sim_components *out, const tb_panel *p,
                                                const tb_simulate_opts *o, tb_arena *a,
                                                tb_notice_list *w, tb_err *err);
/* The row of the units table for a code in a year; NULL: none. */
const tb_unit *tbi_sim_unit_of(const tb_panel *p, const char *code, int year);
/* Fills noise from the options: the noises of the forecast model up to the year, with the
 * covariance that gives every node its own (noise_covariance.c), or what is given. */
TB_MUST_CHECK tb_status tbi_sim_component_noise(tb_sim_components *t, const tb_panel *p,
                                                const tb_simulate_opts *o, tb_arena *a,
                                                tb_notice_list *w, tb_err *err);
/* Of the forecast model's noises of parts, dimensions and composite: noise and noise_factor.
 * unknown out: parts whose noise cannot be told (then 0). Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_noise_covariance(size_t *unknown, tb_sim_components *t, int threads,
                                             tb_arena *a, tb_notice_list *w, tb_err *err);
/* Standard error of unit i's composite under the official rules, in points. */
double tbi_noise_of_composite(const tb_sim_components *t, size_t i);

#endif
