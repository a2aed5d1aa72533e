/* export_xlsx.c - a panel as an Excel workbook: the long table of the CSV with the names behind it,
 * and sheets of the units, indicators and sources.
 */
#include <tangbac/import.h>

#include "base/error.h"
#include "export/export_forms.h"
#include "export/export_walk.h"
#include "export/workbook.h"
#include "messages/export.h"

#include <math.h>
#include <strings.h>

/* A sheet with the columns of an array.
 * columns must be the array itself, not a pointer to it, and static: the workbook borrows it. */
#define SHEET(w, name, columns) \
    tbi_workbook_sheet((w), (name), (columns), sizeof(columns) / sizeof *(columns))

/* walk is a copy: the caller's is not moved.
 * The codes stand first, as in the CSV, so that the sheet can be saved as one and imported; the
 * names behind them are for people. */
static void write_figures(tb_workbook *w, tb_export_walk walk, tb_arena *a)
{
    static const tb_sheet_column column[] = {
        { "index", 9, TB_SHEET_TEXT },
        { "indicator", 12, TB_SHEET_TEXT },
        { "year", 7, TB_SHEET_NUMBER },
        { "unit", 7, TB_SHEET_TEXT },
        { "value", 12, TB_SHEET_NUMBER },
        { "source", 24, TB_SHEET_TEXT },
        { "basis", 11, TB_SHEET_TEXT },
        { "unit_name_vi", 20, TB_SHEET_TEXT },
        { "unit_name_en", 20, TB_SHEET_TEXT },
        { "indicator_name_vi", 40, TB_SHEET_TEXT },
        { "indicator_name_en", 40, TB_SHEET_TEXT },
    };
    tb_export_row row;
    SHEET(w, "figures", column);
    while (tbi_export_next(&walk, &row)) {
        const tb_unit *u = row.who;
        const tb_indicator *c = &row.index->indicator[row.column];
        tbi_workbook_text(w, row.index->code);
        tbi_workbook_text(w, tbi_export_code(&row, a));
        tbi_workbook_number(w, row.year);
        tbi_workbook_text(w, row.unit);
        tbi_workbook_number(w, row.value);
        tbi_workbook_text(w, row.source);
        tbi_workbook_text(w, tbi_export_basis(row.basis));
        tbi_workbook_text(w, u != NULL ? u->name_vi : "");
        tbi_workbook_text(w, u != NULL ? u->name_en : "");
        tbi_workbook_text(w, c->name_vi);
        tbi_workbook_text(w, c->name_en);
        tbi_workbook_end_row(w);
    }
}

/* 0 and 9999 mean that there is no such year.
 * The empty text keeps the place of the cell, so that what follows stays in its column. */
static void write_year(tb_workbook *w, int year)
{
    if (year > 0 && year < 9999)
        tbi_workbook_number(w, year);
    else
        tbi_workbook_text(w, "");
}

/* Years without a beginning or an end are empty cells, not 0 and 9999.
 * Old provinces and those that took them over; successor: code of the latter, "" for none. */
static void write_units(tb_workbook *w, const tb_panel *p)
{
    static const tb_sheet_column column[] = {
        { "unit", 7, TB_SHEET_TEXT },        { "name_vi", 20, TB_SHEET_TEXT },
        { "name_en", 20, TB_SHEET_TEXT },    { "region", 8, TB_SHEET_TEXT },
        { "kind", 12, TB_SHEET_TEXT },       { "valid_from", 10, TB_SHEET_NUMBER },
        { "valid_to", 10, TB_SHEET_NUMBER }, { "successor", 10, TB_SHEET_TEXT },
    };
    SHEET(w, "units", column);
    for (size_t i = 0; i < tb_panel_units(p); i++) {
        const tb_unit *u = tb_panel_unit(p, i);
        const char *const text[] = { u->code, u->name_vi, u->name_en, u->region, u->kind };
        for (size_t k = 0; k < sizeof text / sizeof *text; k++)
            tbi_workbook_text(w, text[k]);
        write_year(w, u->valid_from);
        write_year(w, u->valid_to);
        tbi_workbook_text(w, u->successor);
        tbi_workbook_end_row(w);
    }
}

/* only: code of an index, NULL for all.
 * Heads of the wide table and codes of the long one are explained here, in both languages. */
static void write_indicators(tb_workbook *w, const tb_panel *p, const char *only)
{
    static const tb_sheet_column column[] = {
        { "index", 9, TB_SHEET_TEXT },    { "indicator", 12, TB_SHEET_TEXT },
        { "parent", 10, TB_SHEET_TEXT },  { "name_vi", 50, TB_SHEET_TEXT },
        { "name_en", 50, TB_SHEET_TEXT },
    };
    SHEET(w, "indicators", column);
    for (size_t i = 0; i < tb_panel_indices(p); i++) {
        const tb_index *x = tb_panel_index_at(p, i);
        for (size_t c = 0; c < x->n_indicator && (only == NULL || strcasecmp(only, x->code) == 0);
             c++) {
            const tb_indicator *d = &x->indicator[c];
            const char *const text[] = { x->code, d->code, d->parent, d->name_vi, d->name_en };
            for (size_t k = 0; k < sizeof text / sizeof *text; k++)
                tbi_workbook_text(w, text[k]);
            tbi_workbook_end_row(w);
        }
    }
}

/* Every source of the panel, also of indices that are not exported.
 * id is what the column `source` of the figures holds. */
static void write_sources(tb_workbook *w, const tb_panel *p)
{
    static const tb_sheet_column column[] = {
        { "source", 24, TB_SHEET_TEXT }, { "publisher", 36, TB_SHEET_TEXT },
        { "title", 60, TB_SHEET_TEXT },  { "published", 12, TB_SHEET_TEXT },
        { "url", 60, TB_SHEET_TEXT },
    };
    SHEET(w, "sources", column);
    for (size_t i = 0; i < tb_panel_sources(p); i++) {
        const tb_source *s = tb_panel_source(p, i);
        const char *const text[] = { s->id, s->publisher, s->title, s->published, s->url };
        for (size_t k = 0; k < sizeof text / sizeof *text; k++)
            tbi_workbook_text(w, text[k]);
        tbi_workbook_end_row(w);
    }
}

/* Rows are counted before the file is begun, so that no sheet comes out cut off. */
tb_status tb_export_xlsx(const tb_panel *p, const char *index, const char *out_path, tb_err *err)
{
    tb_export_walk walk;
    tb_workbook *w = NULL;
    tb_status st = tbi_export_start(&walk, p, index, err);
    if (st != TB_OK)
        return st;
    size_t rows = tbi_export_count(&walk);
    if (rows > TB_SHEET_ROWS)
        return tbi_fail(err, TB_EARG, TB_MSG_EXPORT_FIGURES_MORE_1_048, rows);
    st = tbi_workbook_open(&w, out_path, true, err);
    if (st != TB_OK)
        return st;
    tb_arena a = { 0 };
    write_figures(w, walk, &a);
    write_units(w, p);
    write_indicators(w, p, index);
    write_sources(w, p);
    bool refused = a.refused;
    tbi_arena_free(&a);
    if (!refused)
        return tbi_workbook_keep(w, err);
    tbi_workbook_drop(w);
    return tbi_no_memory_of(err, out_path);
}

/* table->value [rows][columns]; NaN is an empty cell. */
tb_status tbi_export_wide_xlsx(const tb_wide *table, const char *only, const char *out_path,
                               tb_err *err)
{
    enum { LEFT = 4, MOST_COLUMNS = 16384 };
    static const tb_sheet_column left[LEFT] = { { "unit", 7, TB_SHEET_TEXT },
                                                { "name_vi", 20, TB_SHEET_TEXT },
                                                { "name_en", 20, TB_SHEET_TEXT },
                                                { "year", 7, TB_SHEET_NUMBER } };
    if (table->rows > TB_SHEET_ROWS || table->columns + LEFT > MOST_COLUMNS)
        return tbi_fail(err, TB_EARG, TB_MSG_EXPORT_ROWS_COLUMNS_MORE_EXCEL, table->rows,
                        table->columns + LEFT);
    tb_arena a = { 0 };
    tb_workbook *w = NULL;
    tb_sheet_column *column = TB_NEW(&a, tb_sheet_column, table->columns + LEFT);
    tb_status st = column != NULL ? tbi_workbook_open(&w, out_path, true, err)
                                  : tbi_no_memory_of(err, out_path);
    if (st == TB_OK) {
        for (size_t k = 0; k < LEFT; k++)
            column[k] = left[k];
        for (size_t c = 0; c < table->columns; c++)
            column[c + LEFT] = (tb_sheet_column){ table->column[c].name, 12, TB_SHEET_NUMBER };
        tbi_workbook_sheet(w, "figures", column, table->columns + LEFT);
        for (size_t r = 0; r < table->rows; r++) {
            tbi_workbook_text(w, table->row[r].unit);
            tbi_workbook_text(w, table->row[r].name_vi);
            tbi_workbook_text(w, table->row[r].name_en);
            tbi_workbook_number(w, table->row[r].year);
            for (size_t c = 0; c < table->columns; c++)
                tbi_workbook_number(w, table->value[r * table->columns + c]);
            tbi_workbook_end_row(w);
        }
        write_units(w, table->panel);
        write_indicators(w, table->panel, only);
        write_sources(w, table->panel);
        st = tbi_workbook_keep(w, err);
    }
    tbi_arena_free(&a);
    return st;
}
