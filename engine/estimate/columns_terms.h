/* estimate/columns_terms.h - the columns that the terms of a formula have, and their values. */
#ifndef TB_ESTIMATE_COLUMNS_TERMS_H
#define TB_ESTIMATE_COLUMNS_TERMS_H

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

/* Adds the columns of one term to d; keep [units x years]: the rows that stay. *room: columns that
 * there is space for, 0 at the start. Errors: TB_EARG (too many), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_columns_add_term(tb_columns *d, size_t *room, size_t term,
                                             const unsigned char *keep, tb_err *err);
/* The value of a column, of an instrument, at a cell of the grid; NaN where a numeric factor is not
 * known. */
double tbi_columns_cell(const tb_columns *d, size_t column, size_t cell);
double tbi_columns_instrument(const tb_columns *d, size_t instrument, size_t cell);

/* The value of a column for a unit (row of the units table) and year, from values of the variables
 * [variables]. */
double tbi_columns_value_at(const tb_columns *d, size_t column, size_t unit, int year,
                            const double *value);

#endif
