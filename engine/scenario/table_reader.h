/* scenario/table_reader.h - tables of measures and score sheets row by row, their columns looked
 * for by name. Texts of cells live as long as the scenario, because measures point to them. */
#ifndef TB_SCENARIO_TABLE_READER_H
#define TB_SCENARIO_TABLE_READER_H

#include "scenario/question.h"

#include "text/csv.h"
#include "text/numbers.h"

/* At least as many as either list of columns has. */
enum { TB_READER_COLUMNS = 32 };

/* A table being read. The caller fills arena, where, csv and name, then finds the columns. Arrays
 * run over `name`: at[c] is the position of name[c] in the table, -1 when it has no such column. */
typedef struct tb_table_reader {
    tb_arena *arena;
    const char *where; /* the file's name in messages */
    tb_csv *csv;
    size_t line;                              /* of the row in `cell` */
    const char *const *name;                  /* NULL-terminated */
    ptrdiff_t at[TB_READER_COLUMNS];          /* -1: absent */
    const char *cell[TB_READER_COLUMNS];      /* "" when absent or empty; of the arena */
    tb_column_marks marks[TB_READER_COLUMNS]; /* how each column marks decimals */
} tb_table_reader;

/* Columns by their names, in any case and with spaces for underscores. */
void tbi_reader_find_columns(tb_table_reader *r);

/* The next row into cell; *more is false behind the last one. Errors: TB_EDATA, TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_reader_next(tb_table_reader *r, bool *more, tb_err *err);

/* The number in a cell; *out stays as it is when the cell is empty. Errors: TB_EDATA. */
TB_MUST_CHECK tb_status tbi_reader_number(double *out, tb_table_reader *r, size_t column,
                                          tb_err *err);

/* The cell "a|b" as id [n] in the arena. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_reader_ids(const char *const **out, size_t *n, const tb_table_reader *r,
                                       size_t column, tb_err *err);

/* After the last row: TB_EDATA for a column whose marks might as well set thousands apart. */
TB_MUST_CHECK tb_status tbi_reader_check_marks(const tb_table_reader *r, tb_err *err);

/* "FILE:LINE: what 'id'" in both languages; id may be NULL. Always TB_EDATA. */
tb_status tbi_reader_refuse(const tb_table_reader *r, tb_err *err, const char *what,
                            const char *what_vi, const char *id);

/* ---- The two kinds of table; nothing is added to `out` unless the whole table is sound ---- */
TB_MUST_CHECK tb_status tbi_lever_table_read(tb_lever_list *out, tb_table_reader *r, bool replace,
                                             tb_err *err);
TB_MUST_CHECK tb_status tbi_score_sheet_read(tb_lever_list *out, tb_table_reader *r, bool replace,
                                             tb_err *err);

#endif
