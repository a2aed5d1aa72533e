/* export/workbook.h - an Excel workbook written row by row, all or nothing. The only home of
 * libxlsxwriter: who writes sheets sees columns, texts and numbers.
 *
 * A text is always written as a text, whatever it starts with: nothing in a cell can become a
 * formula or a link. Nothing in the file tells when it was made. */
#ifndef TB_EXPORT_WORKBOOK_H
#define TB_EXPORT_WORKBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <tangbac/error.h>

enum { TB_SHEET_ROWS = 1048576 - 1 }; /* an Excel sheet's limit, without the row of heads */

typedef enum tb_sheet_form {
    TB_SHEET_TEXT,
    TB_SHEET_NUMBER, /* as many decimals as it has */
    TB_SHEET_POINTS, /* shown with two decimals */
    TB_SHEET_CHANCE  /* 0..1, shown as a percentage with one decimal */
} tb_sheet_form;

typedef struct tb_sheet_column {
    const char *head;
    double width; /* in characters */
    tb_sheet_form form;
} tb_sheet_column;

typedef struct tb_workbook tb_workbook;

/* long_tables: rows go to a temporary file as they come, so that memory does not grow with them.
 * Errors: TB_EIO (the file cannot be written there), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_workbook_open(tb_workbook **out, const char *path, bool long_tables,
                                          tb_err *err);
/* A new sheet, its heads in bold and kept in sight; cells that follow go there. column [n] borrowed
 * until the workbook is closed. */
void tbi_workbook_sheet(tb_workbook *w, const char *name, const tb_sheet_column *column, size_t n);
/* The next cells of the row, from the left. Nothing is written for "" and NaN. What goes wrong is
 * remembered and told by tbi_workbook_keep. */
void tbi_workbook_text(tb_workbook *w, const char *text);
void tbi_workbook_number(tb_workbook *w, double x);
/* The same in a form of its own, whatever the column's. */
void tbi_workbook_number_as(tb_workbook *w, double x, tb_sheet_form form);
void tbi_workbook_end_row(tb_workbook *w);
/* the row that is being written, 0 = the heads */
size_t tbi_workbook_row(const tb_workbook *w);

typedef enum tb_workbook_chart_kind { TB_WORKBOOK_LINE, TB_WORKBOOK_BAR } tb_workbook_chart_kind;

/* A chart that Excel draws from cells of the sheet. */
typedef struct tb_workbook_chart {
    const char *title;
    tb_workbook_chart_kind kind;
    size_t axis;        /* column of the categories */
    size_t first, last; /* columns of the series, each named by its head */
    size_t head, rows;  /* row of the heads; rows of figures below it */
    bool reversed;      /* 1 on top, as places are */
    size_t at_column;   /* where its left upper corner lies, in the row of the heads */
} tb_workbook_chart;
void tbi_workbook_draw(tb_workbook *w, const tb_workbook_chart *c);
/* Checks on the `rows` cells below a head of the newest sheet, for people who fill it in. Limits
 * that are NaN are not checked; a text (such as a word for a figure that was withheld) only
 * warns. */
void tbi_workbook_limit(tb_workbook *w, size_t column, size_t rows, double min, double max,
                        bool whole);
void tbi_workbook_years(tb_workbook *w, size_t column, size_t rows);
/* The cells of a column of a sheet choose among themselves: a list that drops down. */
void tbi_workbook_choose(tb_workbook *w, const char *sheet, size_t column, size_t rows);
/* Closes the workbook, which takes its name when it is whole. Frees it in any case. Errors: TB_EIO,
 * TB_ENOMEM, TB_EDATA (a text or a table that no sheet holds). */
TB_MUST_CHECK tb_status tbi_workbook_keep(tb_workbook *w, tb_err *err);
/* As if it had never been. */
void tbi_workbook_drop(tb_workbook *w);

#endif
