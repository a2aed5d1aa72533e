/* estimate/columns.h - from a formula and a panel to the rows of a regression. */
#ifndef TB_ESTIMATE_COLUMNS_H
#define TB_ESTIMATE_COLUMNS_H

#include "estimate/frame.h"
#include "estimate/grid.h"

typedef struct tb_columns {
    /* as it was parsed; its variables are numbered as `variable` below */
    tb_formula formula;
    /* units x years of the panel that the formula is read over */
    tb_grid grid;
    double **variable; /* [formula.variables] on the grid; NULL for factors */
    double *weight;    /* on the grid; NULL without weights */
    /* the rows that are left, ready for a method */
    tb_frame frame;
    size_t bad;               /* cells that log or sqrt could not take */
    size_t regionless;        /* rows left out for want of a region */
    size_t columns;           /* of terms, before an intercept */
    struct tb_column *column; /* [columns] */
    int32_t *region;          /* [grid.units] */
    const char **region_code; /* [regions] sorted */
    size_t regions;
    const char **unit_code; /* [grid.units] */
} tb_columns;

/* A column of the regression: the product of its term's numeric variables and of one level of each
 * factor. */
typedef struct tb_column {
    /* as the result prints it */
    const char *name;
    /* position in formula.term */
    size_t term;
    int level[TB_FACTORS_MOST]; /* year, row of units table, or region; -1 for numeric */
} tb_column;

/* Reads everything. keep_gaps: rows with a gap stay (gmm). */
TB_MUST_CHECK tb_status tbi_columns_make(tb_columns *d, const tb_panel *p, const char *formula,
                                         const tb_estimate_opts *o, tb_arena *a, tb_err *err);
/* The value of a column for a unit (row of the units table) and year, from values of the variables
 * [variables]. */
double tbi_columns_value_at(const tb_columns *d, size_t column, size_t unit, int year,
                            const double *value);

#endif
