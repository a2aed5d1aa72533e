/* backtest/record_rows.h - datasets/records.csv, which the build takes in. */
#ifndef TB_BACKTEST_RECORD_ROWS_H
#define TB_BACKTEST_RECORD_ROWS_H

/* A row of the file, column by column; NaN where a field is empty. */
typedef struct tb_record_row {
    const char *index, *kind;
    int number, horizon;
    double low, high, n, mean, met, se, brier, brier_baseline;
    const char *baseline;
    int since, until;
} tb_record_row;

extern const tb_record_row tbi_record_rows[]; /* index NULL at the end */

#endif
