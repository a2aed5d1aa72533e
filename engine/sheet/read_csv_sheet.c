/* read_csv_sheet.c - a CSV file as a sheet: for tables with a title, notes or comments above their
 * heads, which the reader of rows cannot take. A row of the sheet is a line of the file. */
#include "sheet/sheet.h"

#include "base/error.h"
#include "text/csv.h"

/* A line beyond the last row is put just behind it, where tbi_sheet_add refuses it. An empty
 * field is no cell, as in a workbook, so that a table that starts in column C is found there.
 * The text is copied by tbi_sheet_add; the arena lives for one field. */
static tb_status add_row(tb_sheets *all, tb_sheet *s, const tb_csv_row *row, tb_err *err)
{
    tb_status st = TB_OK;
    for (size_t i = 0; i < row->count && st == TB_OK; i++) {
        tb_arena a = { 0 };
        if (row->field[i].n == 0)
            continue;
        const char *text = tbi_arena_text_n(&a, row->field[i].text, row->field[i].n);
        tb_sheet_cell c = { (uint32_t)row->line - 1, (uint32_t)i, TB_CELL_TEXT, false, text };
        if (row->line > TB_SHEET_ROWS_MOST)
            c.row = TB_SHEET_ROWS_MOST;
        st = text != NULL ? tbi_sheet_add(all, s, &c, err) : tbi_no_memory_of(err, all->path);
        tbi_arena_free(&a);
    }
    return st;
}

/* Quoted fields may span lines: the rows of the sheet then have gaps, and keep the file's
 * numbers. The one sheet has no name. Every field is text: what is a number is for the reader of
 * the table to decide, since 1.234 may be a thousand or a fraction. */
tb_status tbi_read_csv_sheet(tb_sheets *all, tb_err *err)
{
    tb_csv *csv = NULL;
    tb_csv_row row;
    bool fatal = false;
    tb_sheet *s = tbi_sheets_add(all, "", err);
    tb_status st = s != NULL ? tbi_csv_open_rows(&csv, all->path, err) : err->status;
    while (st == TB_OK) {
        st = tbi_csv_next(csv, &row, &fatal, err);
        if (st != TB_OK || row.count == 0)
            break;
        st = add_row(all, s, &row, err);
    }
    tbi_csv_close(csv);
    return st == TB_OK ? tbi_sheet_end(all, s, err) : st;
}
