/* workbook.c - sheets by libxlsxwriter. It writes to a name beside; the finished file takes the
 * name that was asked for. */
#include "export/workbook.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/stream.h"
#include "export/workbook_check.h"
#include "messages/export.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { CREATED = 946684800 }; /* 2000-01-01: the same bytes whenever it is made */

struct tb_workbook {
    tb_arena own;
    const char *path, *beside;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    /* form: by tb_sheet_form */
    lxw_format *head, *form[4];
    const tb_sheet_column *column;
    size_t columns;
    const char *name; /* of the sheet */
    lxw_row_t row;
    lxw_col_t next;
    size_t cells;     /* written so far */
    bool wrap;        /* long texts go over several lines */
    size_t lines;     /* that the row needs for its longest text */
    lxw_error failed; /* the first failure of the library */
    bool full;        /* a sheet had no room for a row */
};

/* The first failure is the cause of the others.
 * Told at the end by report_error: a caller writes thousands of cells and asks once. */
static void note_error(tb_workbook *w, lxw_error e)
{
    if (w->failed == LXW_NO_ERROR)
        w->failed = e;
}

/* Numbers get no picture of their own, so that Excel shows as many decimals as there are.
 * wrap: long texts go over several lines, in workbooks for people; a table of figures keeps rows
 * of one height. "@" keeps codes such as "01" from being read as numbers. */
static tb_status make_formats(tb_workbook *w, bool wrap, tb_err *err)
{
    static const char *const picture[4] = { "@", "General", "0.00", "0.0%" };
    w->head = workbook_add_format(w->book);
    for (size_t k = 0; k < 4; k++)
        w->form[k] = workbook_add_format(w->book);
    for (size_t k = 0; k < 4; k++)
        if (w->form[k] == NULL || w->head == NULL)
            return tbi_no_memory_of(err, w->path);
    format_set_bold(w->head);
    format_set_bottom(w->head, LXW_BORDER_THIN);
    format_set_text_wrap(w->head);
    format_set_align(w->head, LXW_ALIGN_VERTICAL_TOP);
    for (size_t k = 0; k < 4; k++) {
        if (k != TB_SHEET_NUMBER)
            format_set_num_format(w->form[k], picture[k]);
        format_set_align(w->form[k], LXW_ALIGN_VERTICAL_TOP);
    }
    w->wrap = wrap;
    if (wrap)
        format_set_text_wrap(w->form[TB_SHEET_TEXT]);
    return TB_OK;
}

/* `own` moves into w: the arena that holds w is a member of w, and tbi_workbook_drop copies it out
 * before it frees. */
tb_status tbi_workbook_open(tb_workbook **out, const char *path, bool long_tables, tb_err *err)
{
    tb_out_file probe;
    /* whether we may write there is asked before the work; the library would print */
    tb_status st = tbi_out_open(&probe, path, err);
    if (st != TB_OK)
        return st;
    tbi_out_drop(&probe);
    tb_arena own = { 0 };
    tb_workbook *w = TB_NEW(&own, tb_workbook, 1);
    char *beside = tbi_file_beside(&own, path);
    char *kept = tbi_arena_text(&own, path);
    if (w == NULL || beside == NULL || kept == NULL) {
        if (beside != NULL)
            tbi_file_remove(beside);
        tbi_arena_free(&own);
        return tbi_no_memory_of(err, path);
    }
    lxw_workbook_options o = { .constant_memory = long_tables };
    *w = (tb_workbook){
        .own = own, .path = kept, .beside = beside, .book = workbook_new_opt(beside, &o)
    };
    st = w->book != NULL ? make_formats(w, !long_tables, err) : tbi_no_memory_of(err, path);
    if (st != TB_OK) {
        tbi_workbook_drop(w);
        return st;
    }
    lxw_doc_properties said = { .created = CREATED };
    note_error(w, workbook_set_properties(w->book, &said));
    *out = w;
    return TB_OK;
}

/* A sheet that is full is remembered, and the workbook refused at the end: a table that is
 * cut off must not look whole.
 * Row 0 holds the heads, so the last row that may be written is TB_SHEET_ROWS. */
static bool has_room(tb_workbook *w)
{
    if (w->row > TB_SHEET_ROWS)
        w->full = true;
    return w->sheet != NULL && !w->full;
}

/* That a text takes in a column of so many characters, a little more than fewer: words are not
 * divided. */
static size_t count_lines(const char *text, double width)
{
    size_t n = 0;
    for (; *text != '\0'; text++)
        n += ((unsigned char)*text & 0xC0) != 0x80;
    return width > 0 ? (size_t)ceil((double)n / (0.95 * width)) : 1;
}

/* A workbook for people is printed across A4, with the heads on each sheet, and on as few sheets
 * side by side as can be read. */
static void lay_out_paper(tb_workbook *w)
{
    enum { A4 = 9, READABLE = 220 }; /* characters across */
    double wide = 0;
    for (size_t k = 0; k < w->columns; k++)
        wide += w->column[k].width;
    worksheet_set_landscape(w->sheet);
    worksheet_set_paper(w->sheet, A4);
    worksheet_set_margins(w->sheet, 0.5, 0.5, 0.5, 0.6);
    worksheet_fit_to_pages(w->sheet, (uint16_t)fmax(1, ceil(wide / READABLE)), 0);
    note_error(w, worksheet_repeat_rows(w->sheet, 0, 0));
    note_error(w, worksheet_set_footer(w->sheet, "&L&A&R&P/&N"));
}

/* The place moves on whether anything is written or not, so that a row keeps its columns.
 * form NULL is the column's default. "" writes no cell, which the count of cells relies on. */
static void put_text(tb_workbook *w, const char *text, lxw_format *form)
{
    lxw_col_t at = w->next++;
    if (text[0] == '\0' || !has_room(w))
        return;
    note_error(w, worksheet_write_string(w->sheet, w->row, at, text, form));
    w->cells++;
    size_t lines = at < w->columns ? count_lines(text, w->column[at].width) : 1;
    w->lines = lines > w->lines ? lines : w->lines;
}

/* Without a sheet (no memory) what follows is counted and not written. */
void tbi_workbook_sheet(tb_workbook *w, const char *name, const tb_sheet_column *column, size_t n)
{
    w->sheet = workbook_add_worksheet(w->book, name);
    w->name = name;
    w->column = column;
    w->columns = n;
    w->row = 0;
    w->next = 0;
    if (w->sheet == NULL)
        note_error(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
    if (w->sheet == NULL)
        return;
    for (size_t k = 0; k < n; k++)
        note_error(w, worksheet_set_column(w->sheet, (lxw_col_t)k, (lxw_col_t)k, column[k].width,
                                           w->form[column[k].form]));
    worksheet_freeze_panes(w->sheet, 1, 0);
    if (w->wrap)
        lay_out_paper(w);
    for (size_t k = 0; k < n; k++)
        put_text(w, column[k].head, w->head);
    tbi_workbook_end_row(w);
}

/* A column beyond those that were announced has no form. */
void tbi_workbook_text(tb_workbook *w, const char *text)
{
    put_text(w, text, w->next < w->columns ? w->form[w->column[w->next].form] : NULL);
}

/* NaN and infinities are empty cells: Excel has neither. */
void tbi_workbook_number(tb_workbook *w, double x)
{
    lxw_col_t at = w->next++;
    if (!isfinite(x) || !has_room(w))
        return;
    note_error(w, worksheet_write_number(w->sheet, w->row, at, x,
                                         at < w->columns ? w->form[w->column[at].form] : NULL));
    w->cells++;
}

/* Like tbi_workbook_number in all but the form. */
void tbi_workbook_number_as(tb_workbook *w, double x, tb_sheet_form form)
{
    lxw_col_t at = w->next++;
    if (!isfinite(x) || !has_room(w))
        return;
    note_error(w, worksheet_write_number(w->sheet, w->row, at, x, w->form[form]));
    w->cells++;
}

size_t tbi_workbook_row(const tb_workbook *w)
{
    return w->row;
}

/* Only refers to cells: the figures may be written before or after it. */
void tbi_workbook_draw(tb_workbook *w, const tb_workbook_chart *c)
{
    lxw_chart *chart =
        w->sheet != NULL ? workbook_add_chart(w->book, c->kind == TB_WORKBOOK_BAR ? LXW_CHART_BAR
                                                                                  : LXW_CHART_LINE)
                         : NULL;
    if (chart == NULL) {
        note_error(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    lxw_row_t first = (lxw_row_t)c->head + 1;
    lxw_row_t last = (lxw_row_t)(c->head + c->rows);
    for (size_t k = c->first; k <= c->last; k++) {
        lxw_chart_series *s = chart_add_series(chart, NULL, NULL);
        if (s == NULL) {
            note_error(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
            return;
        }
        chart_series_set_categories(s, w->name, first, (lxw_col_t)c->axis, last,
                                    (lxw_col_t)c->axis);
        chart_series_set_values(s, w->name, first, (lxw_col_t)k, last, (lxw_col_t)k);
        chart_series_set_name_range(s, w->name, (lxw_row_t)c->head, (lxw_col_t)k);
    }
    chart_title_set_name(chart, c->title);
    /* the library changes the axes of bars over: y is that of the categories; first row on top */
    if (c->kind == TB_WORKBOOK_BAR)
        chart_axis_set_reverse(chart->y_axis);
    if (c->kind == TB_WORKBOOK_LINE && c->reversed)
        chart_axis_set_reverse(chart->y_axis);
    if (c->first == c->last)
        chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    note_error(
        w, worksheet_insert_chart(w->sheet, (lxw_row_t)c->head, (lxw_col_t)c->at_column, chart));
}

/* A row without cells stays empty. Not every office makes a row higher by itself when it opens a
 * file. */
void tbi_workbook_end_row(tb_workbook *w)
{
    enum { LINE = 15, MOST = 27 }; /* points; a row is at most 409 high */
    size_t lines = w->lines < MOST ? w->lines : MOST;
    if (w->wrap && lines > 1 && w->sheet != NULL && !w->full)
        note_error(w, worksheet_set_row(w->sheet, w->row, (double)(lines * LINE), NULL));
    w->lines = 0;
    w->next = 0;
    w->row++;
}

/* Excel needs both ends of a range, so an unknown one is far away. */
void tbi_workbook_limit(tb_workbook *w, size_t column, size_t rows, double min, double max,
                        bool whole)
{
    lxw_data_validation v = { 0 };
    if (w->sheet == NULL || rows == 0 || (isnan(min) && isnan(max)))
        return;
    v.validate = whole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL;
    v.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    v.minimum_number = isnan(min) ? -1e9 : min;
    v.maximum_number = isnan(max) ? 1e9 : max;
    v.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    note_error(w, worksheet_data_validation_range(w->sheet, 1, (lxw_col_t)column, (lxw_row_t)rows,
                                                  (lxw_col_t)column, &v));
}

/* The same limits as an import has. */
void tbi_workbook_years(tb_workbook *w, size_t column, size_t rows)
{
    tbi_workbook_limit(w, column, rows, 1990, 2100, true);
}

/* Columns A to Z only; the range begins below the heads. */
void tbi_workbook_choose(tb_workbook *w, const char *sheet, size_t column, size_t rows)
{
    lxw_worksheet *s = workbook_get_worksheet_by_name(w->book, sheet);
    char range[100];
    lxw_data_validation v = { 0 };
    if (s == NULL || rows == 0 || column > 25)
        return;
    char letter = (char)('A' + column);
    snprintf(range, sizeof range, "=$%c$2:$%c$%zu", letter, letter, rows + 1);
    v.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    v.value_formula = range;
    note_error(w, worksheet_data_validation_range(s, 1, (lxw_col_t)column, (lxw_row_t)rows,
                                                  (lxw_col_t)column, &v));
}

/* A sheet that is full goes before what the library says.
 * TB_EDATA says that the table is at fault, TB_EIO the disk: only the first can be mended by
 * asking for less. why: what the system said while the file was written; 0: nothing. */
static tb_status report_error(const tb_workbook *w, int why, tb_err *err)
{
    if (w->full)
        return tbi_fail(err, TB_EDATA, TB_MSG_EXPORT_SHEET_WOULD_HAVE_MORE, w->name, w->path);
    switch (w->failed) {
    case LXW_NO_ERROR:
        return TB_OK;
    case LXW_ERROR_MEMORY_MALLOC_FAILED:
        return tbi_no_memory_of(err, w->path);
    case LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED:
        return tbi_fail(err, TB_EDATA, TB_MSG_EXPORT_CANNOT_MADE_TEXT_LONGER, w->path);
    default:
        /* the library says of every fault of its files that there was one, the system which */
        return tbi_fail(err, TB_EIO, TB_MSG_EXPORT_CANNOT_WRITE, w->path,
                        why != 0 ? strerror(why) : lxw_strerror(w->failed));
    }
}

/* Closing is where the library writes, and it does not tell of every failure: the file is read back
 * and its cells are counted before it takes its name. */
tb_status tbi_workbook_keep(tb_workbook *w, tb_err *err)
{
    tb_status st = report_error(w, 0, err);
    lxw_workbook *book = w->book;
    if (st == TB_OK) {
        w->book = NULL;
        errno = 0;
        note_error(w, workbook_close(book));
        st = report_error(w, errno, err);
    }
    if (st == TB_OK && !tbi_workbook_whole(w->beside, w->cells))
        st = tbi_fail(err, TB_EIO, TB_MSG_EXPORT_CANNOT_WRITE_FILE_DID, w->path);
    if (st == TB_OK)
        st = tbi_file_put(w->beside, w->path, err);
    tbi_workbook_drop(w);
    return st;
}

/* Also after a failure: the file beside is removed. */
void tbi_workbook_drop(tb_workbook *w)
{
    tb_arena own = w->own;
    if (w->book != NULL)
        lxw_workbook_free(w->book);
    tbi_file_remove(w->beside);
    tbi_arena_free(&own);
}
