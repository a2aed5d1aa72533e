/* forecast/outcome_table.h - what came: scores, deviations and places of one column in one year,
 * for those who judge forecasts. */
#ifndef TB_FORECAST_OUTCOME_TABLE_H
#define TB_FORECAST_OUTCOME_TABLE_H

#include "statespace/deviation_cache.h"

#include <tangbac/panel.h>

typedef struct tb_outcome_table {
    int year;
    /* known: units with a score; exist: that existed; ranked: that have a place, as published where
     * a place is not known */
    size_t n_unit, known, exist, ranked;
    double level;
    double *score, *deviation; /* [n_unit] NaN = none */
    /* [n_unit] computed when the table is whole, else as published; 0 = none */
    int *rank;
} tb_outcome_table;

/* Everything up to that year may be read. tables: the index read up to that year or later, NULL =
 * read anew. Errors: TB_EDATA (no score that year), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_outcome_table_make(tb_outcome_table *out,
                                               const tb_deviation_cache *tables, const tb_index *x,
                                               size_t column, int year, tb_arena *a, tb_err *err);

#endif
