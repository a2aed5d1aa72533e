/* sheet/table_rows.h - rows of a sheet as the rows of a table, and any file of a table opened by
 * its heads. */
#ifndef TB_SHEET_TABLE_ROWS_H
#define TB_SHEET_TABLE_ROWS_H

#include "sheet/sheet.h"
#include "text/csv.h"

/* Folded heads of columns that may hold the unit of a row. */
#define TB_UNIT_NAMES                                                                        \
    "unit|code|ma|ma tinh|province|tinh|tinh thanh pho|tinh/thanh pho|tinh/tp|tinh tp|tinh " \
    "thanh|ten tinh|ten tinh thanh pho|tinh / thanh "                                        \
    "pho|tinh thanh pho truc thuoc trung uong|tinh thanh pho truc thuoc tw|don vi hanh "     \
    "chinh|province city|province/city|unit code|ma don vi|ten tinh/thanh "                  \
    "pho|ten don vi|don vi|dia phuong|name vi|name|ten|name en"

/* Opens a table for a reader that asks for columns by name: a CSV file, or the sheet of a workbook
 * (.xlsx, .ods) with a row of such heads. heads: folded names, '|' between them; the row with most
 * of them is taken, what is above it is passed over. Refused: a head that appears twice, a formula
 * without its value. Errors: as tbi_csv_open and tbi_sheets_open. */
TB_MUST_CHECK tb_status tbi_table_open(tb_csv **out, const char *path, const char *heads,
                                       tb_err *err);

/* How sentences name a table: the file, with the sheet where a workbook has several. In the arena;
 * NULL: no memory. */
const char *tbi_table_place(const tb_csv *c, const char *file, tb_arena *a);
/* The next row, count 0 after the last; what is wrong with one is told with its place and line. */
TB_MUST_CHECK tb_status tbi_table_next(tb_csv *c, tb_csv_row *row, const char *place, tb_err *err);

/* The column of a table that has one of the folded heads between bars; -1: there is none. */
ptrdiff_t tbi_table_column(const tb_csv *c, const char *heads);
/* That of the units: of their codes, else of their names. */
ptrdiff_t tbi_table_unit(const tb_csv *c);

/* Columns that name the unit of a row once more, beside the one that counts. */
enum { TB_TABLE_NAMES = 4, TB_TABLE_NAME_MOST = 160 };
typedef struct tb_table_names {
    size_t at[TB_TABLE_NAMES], count;
} tb_table_names;
/* unit: the column that counts. */
void tbi_table_names(tb_table_names *out, const tb_csv *c, ptrdiff_t unit);
/* The text of such a column in a row, in `room`; "" for one that is too long to be a name. */
const char *tbi_table_name(char room[TB_TABLE_NAME_MOST], const tb_table_names *n, size_t i,
                           const tb_csv_row *row);

/* The rows of a sheet that have a cell, from above. */
typedef struct tb_rows {
    /* [count] from 0, ascending */
    uint32_t *row;
    size_t count;
    uint32_t columns; /* up to the last one with a cell */
} tb_rows;
TB_MUST_CHECK tb_status tbi_rows_of(tb_rows *out, const tb_sheet *s, tb_arena *a, tb_err *err);

/* The rows at the n positions `kept` under the given heads (borrowed for the call). */
TB_MUST_CHECK tb_status tbi_rows_table(tb_csv **out, const tb_sheets *all, const tb_sheet *s,
                                       const tb_rows *rows, const size_t *kept, size_t n,
                                       const char *const *head, uint32_t columns, tb_err *err);

/* All rows below a row of heads. */
TB_MUST_CHECK tb_status tbi_rows_plain(tb_csv **out, const tb_sheets *all, const tb_sheet *s,
                                       const tb_rows *rows, size_t head, tb_err *err);

#endif
