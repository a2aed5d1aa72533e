/* skin_xlsx.c - the whole tables as an Excel workbook, a sheet each, numbers as numbers, and the
 * charts as Excel's own. */
#include "render/skin.h"

#include "base/error.h"
#include "export/workbook.h"
#include "messages/one_language.h"
#include "messages/render_sheets.h"

#include <math.h>
#include <string.h>

/* One form for points and tenths: Excel shows two decimals of both. */
static tb_sheet_form choose_form(tb_doc_kind kind)
{
    switch (kind) {
    case TB_DOC_TEXT:
    case TB_DOC_CODE:
        return TB_SHEET_TEXT;
    case TB_DOC_WHOLE:
    case TB_DOC_COST:
        return TB_SHEET_NUMBER;
    case TB_DOC_POINTS:
    case TB_DOC_TENTHS:
        return TB_SHEET_POINTS;
    case TB_DOC_CHANCE:
    case TB_DOC_GAIN:
        return TB_SHEET_CHANCE;
    }
    return TB_SHEET_TEXT;
}

/* A number where there is one; else the text, and nothing for a dash.
 * A text in a column of numbers is a reason or a word, and stays a text. */
static void put_cells(tb_workbook *book, const tb_doc_table *g)
{
    for (size_t r = 0; r < g->rows; r++) {
        for (size_t c = 0; c < g->columns; c++) {
            const tb_doc_cell *cell = tbi_grid_at(g, r, c);
            bool number = tbi_kind_is_number(g->column[c].kind);
            if (number && !isnan(cell->number))
                tbi_workbook_number_as(book, cell->number, choose_form(g->column[c].kind));
            else
                tbi_workbook_text(book, strcmp(cell->text, "–") == 0 ? "" : cell->text);
        }
        tbi_workbook_end_row(book);
    }
}

/* columns: borrowed by the workbook until it is closed. */
static bool put_sheet(tb_workbook *book, const tb_doc_table *g, const char *name, tb_arena *a)
{
    tb_sheet_column *column = TB_NEW(a, tb_sheet_column, g->columns);
    if (column == NULL)
        return false;
    for (size_t c = 0; c < g->columns; c++)
        column[c] = (tb_sheet_column){ g->column[c].head, g->column[c].width,
                                       choose_form(g->column[c].kind) };
    tbi_workbook_sheet(book, name, column, g->columns);
    put_cells(book, g);
    return true;
}

/* The tables of the charts one below the other, each with the picture that Excel makes of it at its
 * side.
 * A chart without a form of Excel's own is left out here. */
static bool put_charts(tb_workbook *book, const tb_doc *d, tb_arena *a)
{
    /* TALL: rows that a picture takes */
    enum { COLUMNS = 8, BESIDE = 7, TALL = 18 };
    static const tb_sheet_column column[COLUMNS] = {
        { "", 34, TB_SHEET_TEXT },   { "", 10, TB_SHEET_NUMBER }, { "", 10, TB_SHEET_NUMBER },
        { "", 10, TB_SHEET_NUMBER }, { "", 10, TB_SHEET_NUMBER }, { "", 10, TB_SHEET_NUMBER },
        { "", 10, TB_SHEET_NUMBER }, { "", 10, TB_SHEET_TEXT },
    };
    (void)a;
    tbi_workbook_sheet(book,
                       strcmp(d->lang, "vi") == 0 ? TB_VI(TB_WORD_SKIN_XLSX_CHARTS)
                                                  : TB_EN(TB_WORD_SKIN_XLSX_CHARTS),
                       column, COLUMNS);
    for (size_t i = 0; i < d->charts; i++) {
        const tb_chart *c = d->chart[i];
        const tb_doc_table *g = c->data;
        if (g == NULL || g->rows == 0 || c->form == TB_CHART_NONE)
            continue;
        tbi_workbook_text(book, c->title);
        tbi_workbook_end_row(book);
        for (size_t k = 0; k < g->columns; k++)
            tbi_workbook_text(book, g->column[k].head);
        size_t head = tbi_workbook_row(book);
        tbi_workbook_end_row(book);
        put_cells(book, g);
        tb_workbook_chart chart = {
            .title = c->title,
            .kind = c->form == TB_CHART_BAR ? TB_WORKBOOK_BAR : TB_WORKBOOK_LINE,
            .axis = 0,
            .first = c->series,
            .last = c->form == TB_CHART_LINE ? g->columns - 1 : c->series,
            .head = head,
            .rows = g->rows,
            .reversed = c->reversed,
            .at_column = BESIDE,
        };
        tbi_workbook_draw(book, &chart);
        /* the next table begins below the picture beside this one */
        for (size_t r = g->rows; r < TALL; r++)
            tbi_workbook_end_row(book);
    }
    return true;
}

/* A sheet for each table, in the order of the page; the charts stand on one of their own behind
 * them. */
tb_status tbi_skin_xlsx(const tb_doc *d, const char *path, tb_err *err)
{
    tb_arena a = { 0 };
    tb_workbook *book = NULL;
    tb_status st = tbi_workbook_open(&book, path, false, err);
    if (st != TB_OK)
        return st;
    bool ok = true;
    for (size_t i = 0; i < d->sheets && ok; i++)
        ok = put_sheet(book, d->sheet[i], d->sheet[i]->title, &a);
    if (ok && d->charts > 0)
        ok = put_charts(book, d, &a);
    if (ok) {
        st = tbi_workbook_keep(book, err);
    } else {
        tbi_workbook_drop(book);
        st = tbi_no_memory_of(err, path);
    }
    tbi_arena_free(&a);
    return st;
}
