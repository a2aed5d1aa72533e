/* sheet/sheet.h - what every kind of table file becomes before anybody asks what it means: sheets
 * of cells with a place, a text or a number, and what the file says of rows that are hidden and
 * cells that are merged.
 *
 * A file is somebody else's: every count below has a bound, and what goes over it is refused with
 * a sentence before memory is taken for it.
 */
#ifndef TB_SHEET_SHEET_H
#define TB_SHEET_SHEET_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tangbac/error.h>

/* A province's table has 63 rows and perhaps 60 columns, a table of all communes 11,000 rows. */
enum {
    TB_SHEETS_MOST = 64,
    TB_SHEET_ROWS_MOST = 1 << 17,
    TB_SHEET_COLUMNS_MOST = 1 << 10,
    TB_SHEET_CELLS_MOST = 1 << 19,
    TB_SHEET_MERGES_MOST = 1 << 14,
    TB_SHEET_TEXT_MOST = 32767 /* bytes in one cell: what Excel holds */
};

/* What the file says a cell is; whether a text is a number is asked by whoever reads the table. */
typedef enum tb_cell_type {
    TB_CELL_TEXT,
    TB_CELL_NUMBER,
    TB_CELL_PERCENT,   /* shown as a percentage; the text has the percent: 0.8632 is "86.32" */
    TB_CELL_DATE,      /* a number or a text that the file shows as a date */
    TB_CELL_ERROR,     /* #DIV/0! and kin */
    TB_CELL_UNCOMPUTED /* a formula whose value the file does not hold */
} tb_cell_type;

/* row and column count from 0. text: UTF-8, NFC not yet; a number in its shortest decimal form. */
typedef struct tb_sheet_cell {
    uint32_t row, column;
    tb_cell_type type;
    bool formula;
    const char *text;
} tb_sheet_cell;

/* A rectangle of merged cells, both ends included; its text is that of its first cell. */
typedef struct tb_merge_range {
    uint32_t row, column, last_row, last_column;
} tb_merge_range;

/* One sheet; lists grow in the arena of the workbook. Cells may come in any order until
 * tbi_sheet_end. */
typedef struct tb_sheet {
    const char *name;
    bool hidden;
    tb_sheet_cell *cell; /* by row, then column, each place once, after tb_sheet_end */
    size_t cells, cell_room;
    tb_merge_range *merge;
    size_t merges, merge_room;
    uint32_t *hidden_row; /* rows that the file does not show, ascending */
    /* rows are looked up by a walk: a table has few of them */
    size_t hidden_rows, hidden_row_room;
    size_t hidden_columns;  /* how many columns with content the file does not show */
    bool *column_is_hidden; /* [TB_SHEET_COLUMNS_MOST]; NULL: none is */
} tb_sheet;

/* A file as sheets. Owns everything but `path`; freed by tbi_sheets_free. */
typedef struct tb_sheets {
    tb_arena own;
    tb_sheet *sheet;
    size_t count;
    char digest[65]; /* SHA-256 of the file's bytes */
    /* borrowed from the caller, for sentences */
    const char *path;
    bool guessed; /* the columns were found by where words are printed (PDF) */
    bool plain;   /* the reader sees no merged cells, hidden rows or percentages (.xls) */
} tb_sheets;

/* What a file is by its first bytes. */
typedef enum tb_sheet_kind {
    TB_FILE_CSV,
    TB_FILE_XLSX,
    TB_FILE_ODS,
    TB_FILE_XLS,
    TB_FILE_PDF,
    TB_FILE_OTHER_ZIP,
    TB_FILE_ANY_ZIP /* no memory to look into it */
} tb_sheet_kind;
/* TB_FILE_CSV for whatever is none of the others, and for files that cannot be opened: the reader
 * of CSV then says why. */
tb_sheet_kind tbi_sheet_kind_of(const char *path);

/* Reads a workbook (.xlsx, .ods, .xls), a PDF with a layer of text, or a CSV file, as sheets. path
 * is borrowed. Errors: TB_EIO; TB_EDATA (not such a file, damaged, beyond the bounds);
 * TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_sheets_open(tb_sheets **out, const char *path, tb_err *err);
void tbi_sheets_free(tb_sheets *s); /* NULL is fine */

/* The cell at a place; NULL when it is empty. A merged cell has its text in its first place. */
const tb_sheet_cell *tbi_sheet_at(const tb_sheet *s, uint32_t row, uint32_t column);
/* The cell that covers a place: itself, or the first one of the merged range around it. */
const tb_sheet_cell *tbi_sheet_covering(const tb_sheet *s, uint32_t row, uint32_t column);
bool tbi_sheet_row_hidden(const tb_sheet *s, uint32_t row);

/* ---- for the readers of this folder */
/* Adds a cell; text is copied, surrounding space taken off; an empty one adds nothing.
 * Errors: TB_EDATA (beyond a bound), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_sheet_add(tb_sheets *all, tb_sheet *s, const tb_sheet_cell *x,
                                      tb_err *err);
TB_MUST_CHECK tb_status tbi_sheet_merge(tb_sheets *all, tb_sheet *s, const tb_merge_range *m,
                                        tb_err *err);
TB_MUST_CHECK tb_status tbi_sheet_hide_row(tb_sheets *all, tb_sheet *s, uint32_t row, tb_err *err);
TB_MUST_CHECK tb_status tbi_sheet_hide_columns(tb_sheets *all, tb_sheet *s, uint32_t first,
                                               uint32_t last, tb_err *err);
/* A new sheet after the others; NULL: refused or no memory, err says which. */
tb_sheet *tbi_sheets_add(tb_sheets *all, const char *name, tb_err *err);
/* Brings the cells into order. */
TB_MUST_CHECK tb_status tbi_sheet_end(tb_sheets *all, tb_sheet *s, tb_err *err);
/* The day of a date cell: days since 1899-12-30 as 2025-05-08. out [40]. false: out of range. */
bool tbi_sheet_date(char *out, const char *days);
/* The text of a number as a cell holds it: 15 significant digits, as spreadsheets show them, so
 * that 86.319999999999993 is 86.32 again; shifted by two places when it is a percentage.
 * out [40]. false: not a number. */
bool tbi_sheet_number(char *out, const char *text, bool percent);

/* The readers of each kind, called by tbi_sheets_open: all->path is read, sheets are added.
 * Errors as tbi_sheets_open. */
TB_MUST_CHECK tb_status tbi_read_xlsx(tb_sheets *all, tb_err *err);
TB_MUST_CHECK tb_status tbi_read_ods(tb_sheets *all, tb_err *err);
TB_MUST_CHECK tb_status tbi_read_pdf(tb_sheets *all, tb_err *err);
TB_MUST_CHECK tb_status tbi_read_xls(tb_sheets *all, tb_err *err);
TB_MUST_CHECK tb_status tbi_read_csv_sheet(tb_sheets *all, tb_err *err);

#endif
