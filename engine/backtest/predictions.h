/* backtest/predictions.h - anybody's forecasts as a table:
 * index,origin,year,unit,output_type,output_type_id,value (the columns of the forecasting hubs). */
#ifndef TB_BACKTEST_PREDICTIONS_H
#define TB_BACKTEST_PREDICTIONS_H

#include "base/arena.h"

#include <tangbac/panel.h>

/* What a value of a table is; the three words of the hubs' column output_type that are read. */
typedef enum tb_output { TB_OUTPUT_MEAN, TB_OUTPUT_QUANTILE, TB_OUTPUT_SAMPLE } tb_output;

typedef struct tb_quantile_row {
    int origin, year;
    size_t unit; /* row of the index's units */
    tb_output type;
    /* quantile: its level; sample: the number of its id in the order of first appearance */
    double id;
    double value;
    size_t line;
} tb_quantile_row;

typedef struct tb_predictions {
    const char *place; /* the file, with its sheet where it has several: for sentences */
    const tb_index *index;
    size_t column, count;
    tb_quantile_row *row; /* sorted by year, origin, type, unit, id */
} tb_predictions;

/* Reads and checks every row. deviation: values are those of the column 'deviation' where there is
 * one. digest [65], may be NULL: SHA-256 of the file. Errors: TB_EIO,
 * TB_EDATA with one line per bad row (line, what, what to do; the first 50, then a count). */
TB_MUST_CHECK tb_status tbi_predictions_read(tb_predictions *out, char *digest, const tb_panel *p,
                                             const char *path, bool deviation, tb_arena *a,
                                             tb_err_details *details, tb_err *err);

#endif
