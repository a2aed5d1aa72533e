/* export_template.c - a table to fill in: a row a unit and year, a column an indicator. Empty for a
 * year to come, or with what the panel has where something is lacking. As an Excel workbook its
 * cells know the units and the limits of the scheme. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/opts.h"
#include "export/export_walk.h"
#include "export/workbook.h"
#include "messages/export.h"
#include "messages/one_language.h"
#include "text/csv_write.h"
#include "text/parse_number.h"

#include <math.h>
#include <string.h>
#include <strings.h>
#include <tangbac/import.h>

/* columns before those that are to be filled in */
enum { LABELS = 3 }; /* unit, name_vi, year */

/* head is borrowed from the index or a literal. min and max in the index's own unit; a place has
 * 1 and no end. */
typedef struct sheet_column {
    size_t column; /* of the index */
    bool rank;
    const char *head;
    double min, max; /* of the scheme; NaN: unknown */
} sheet_column;

/* One unit in one year; unit is borrowed from the panel. */
typedef struct sheet_row {
    const tb_unit *unit;
    int year;
    ptrdiff_t at; /* row of the index's tables, -1: it has none */
} sheet_row;

/* column [columns] and row [rows] are in `own`, which the maker frees; the texts are the
 * panel's. */
typedef struct template_table {
    const tb_panel *panel;
    const tb_index *index;
    tb_arena own;
    sheet_column *column;
    size_t columns;
    sheet_row *row;
    size_t rows;
    bool filled; /* with what the panel has */
} template_table;

/* NULL: the scheme of that year does not have it.
 * A node is an indicator under the rules of some years; the first that covers the year is taken,
 * as schemes do not overlap. */
static const tb_node *find_node(const tb_index *x, size_t column, int year)
{
    for (size_t i = 0; i < x->n_node; i++)
        if (x->node[i].indicator == column && x->node[i].first_year <= year &&
            year <= x->node[i].last_year)
            return &x->node[i];
    return NULL;
}

/* Single criteria are for score sheets, not for the ministry's table. */
static bool is_asked(const tb_node *n)
{
    return n != NULL && strcmp(n->kind, "criterion") != 0 && strcmp(n->kind, "cut") != 0;
}

/* What is in a cell: a figure, NaN with the reason in *status.
 * *status tells what NaN means: not in the panel yet (TB_CELL_NOT_HERE), or not in the scheme of
 * that year, where nothing can be filled in. A place below 1 is none. */
static double find_figure(const template_table *t, const sheet_row *r, const sheet_column *c,
                          tb_cell *status)
{
    const tb_index *x = t->index;
    const tb_node *n = find_node(x, c->column, r->year);
    *status = is_asked(n) ? TB_CELL_NOT_HERE : TB_CELL_NO_SCHEME;
    if (n == NULL || r->at < 0)
        return NAN;
    size_t at = (size_t)r->at * x->n_indicator + c->column;
    if (c->rank) {
        if (x->rank_status != NULL && is_asked(n))
            *status = (tb_cell)x->rank_status[at];
        return x->rank[at] > 0 ? x->rank[at] : NAN;
    }
    if (is_asked(n))
        *status = (tb_cell)x->status[at];
    return x->value[at];
}

/* Whether something that the publisher may have printed is not in the panel.
 * Rows where all NaN are withheld or outside the scheme need nobody's work and are left out. */
static bool is_lacking(const template_table *t, const sheet_row *r)
{
    for (size_t c = 0; c < t->columns; c++) {
        tb_cell status;
        if (isnan(find_figure(t, r, &t->column[c], &status)) && status == TB_CELL_NOT_HERE)
            return true;
    }
    return false;
}

/* The columns that are asked for in any of the years from a to b.
 * The limits are those of the first year in which the column is asked for. TOTAL has its place
 * behind it as "RANK", the name that an import knows. false: no memory. */
static bool add_columns(template_table *t, int a, int b)
{
    const tb_index *x = t->index;
    t->column = TB_NEW(&t->own, sheet_column, x->n_indicator + 1);
    for (size_t c = 0; c < x->n_indicator && t->column != NULL; c++) {
        const tb_node *n = NULL;
        for (int year = a; year <= b && !is_asked(n); year++)
            n = find_node(x, c, year);
        if (!is_asked(n))
            continue;
        t->column[t->columns++] = (sheet_column){ c, false, x->indicator[c].code, n->min, n->max };
        if (strcasecmp(x->indicator[c].code, "TOTAL") == 0)
            t->column[t->columns++] = (sheet_column){ c, true, "RANK", 1, NAN };
    }
    return t->column != NULL;
}

/* Only units that exist in the year. at is -1 for a unit that the index has no row for, which then
 * lacks everything.
 * By year, then by unit as the panel has them. false: no memory. */
static bool add_rows(template_table *t, int a, int b, bool only_missing)
{
    size_t units = tb_panel_units(t->panel);
    t->row = TB_NEW(&t->own, sheet_row, units * (size_t)(b - a + 1) + 1);
    for (int year = a; year <= b && t->row != NULL; year++) {
        ptrdiff_t at = tb_index_year(t->index, year);
        if (only_missing && at < 0)
            continue; /* nobody asked for a year that the panel does not know */
        for (size_t u = 0; u < units; u++) {
            const tb_unit *unit = tb_panel_unit(t->panel, u);
            if (!tb_unit_holds(unit, year))
                continue;
            ptrdiff_t i = at >= 0 ? tb_index_unit(t->index, unit->code) : -1;
            sheet_row r = { unit, year, i >= 0 ? at * (ptrdiff_t)t->index->n_unit + i : -1 };
            if (!only_missing || is_lacking(t, &r))
                t->row[t->rows++] = r;
        }
    }
    return t->row != NULL;
}

/* Without limits and lists, which only cells of a workbook have.
 * The file is made in memory and saved at once: a template is small. x NaN or not filled: an
 * empty field. */
static tb_status write_csv(const template_table *t, const char *path, tb_err *err)
{
    tb_buf b = { 0 };
    tbi_buf_text(&b, "unit,name_vi,year");
    for (size_t c = 0; c < t->columns; c++)
        tbi_buf_printf(&b, ",%s", t->column[c].head);
    tbi_buf_char(&b, '\n');
    for (size_t r = 0; r < t->rows; r++) {
        const sheet_row *row = &t->row[r];
        tbi_csv_write_text(&b, row->unit->code);
        tbi_buf_char(&b, ',');
        tbi_csv_write_text(&b, row->unit->name_vi);
        tbi_buf_printf(&b, ",%d", row->year);
        for (size_t c = 0; c < t->columns; c++) {
            tb_cell status;
            char number[40] = "";
            double x = find_figure(t, row, &t->column[c], &status);
            if (t->filled && !isnan(x))
                tbi_print_double(number, x);
            tbi_buf_printf(&b, ",%s", number);
        }
        tbi_buf_char(&b, '\n');
    }
    tb_status st =
        b.failed ? tbi_no_memory_of(err, path) : tbi_file_save(path, b.data, b.size, err);
    tbi_buf_free(&b);
    return st;
}

/* The sheet that explains the heads; its first column is not one of units.
 * year: the last of the template, whose names of indicators are the newest; an indicator that
 * has no node then keeps its own name. */
static void write_heads(tb_workbook *w, const template_table *t, int year)
{
    static const tb_sheet_column heads[] = { { TB_VI(TB_WORD_TEMPLATE_COLUMN), 16, TB_SHEET_TEXT },
                                             { TB_VI(TB_WORD_TEMPLATE_CONTENT), 60, TB_SHEET_TEXT },
                                             { TB_EN(TB_WORD_TEMPLATE_CONTENT), 60, TB_SHEET_TEXT },
                                             { TB_VI(TB_WORD_TEMPLATE_LEAST), 12, TB_SHEET_NUMBER },
                                             { TB_VI(TB_WORD_TEMPLATE_MOST), 12,
                                               TB_SHEET_NUMBER } };
    tbi_workbook_sheet(w, TB_VI(TB_WORD_TEMPLATE_COLUMN), heads, 5);
    for (size_t c = 0; c < t->columns; c++) {
        const sheet_column *of = &t->column[c];
        const tb_node *n = find_node(t->index, of->column, year);
        const tb_indicator *i = &t->index->indicator[of->column];
        tbi_workbook_text(w, of->head);
        tbi_workbook_text(w, of->rank    ? TB_VI(TB_WORD_TEMPLATE_RANK)
                             : n != NULL ? n->name_vi
                                         : i->name_vi);
        tbi_workbook_text(w, of->rank    ? TB_EN(TB_WORD_TEMPLATE_RANK)
                             : n != NULL ? n->name_en
                                         : i->name_en);
        tbi_workbook_number(w, of->min);
        tbi_workbook_number(w, of->max);
        tbi_workbook_end_row(w);
    }
}

/* Limits and lists go with the cells, for people who fill them in; a rank may be as high as
 * 1000.
 * The workbook borrows head until it is kept, so the arena outlives it. A figure outside its
 * limits only warns. */
static tb_status write_xlsx(const template_table *t, int year, const char *path, tb_err *err)
{
    tb_arena a = { 0 };
    tb_workbook *w = NULL;
    tb_sheet_column *head = TB_NEW(&a, tb_sheet_column, t->columns + LABELS);
    tb_status st =
        head != NULL ? tbi_workbook_open(&w, path, false, err) : tbi_no_memory_of(err, path);
    if (st != TB_OK) {
        tbi_arena_free(&a);
        return st;
    }
    head[0] = (tb_sheet_column){ "unit", 8, TB_SHEET_TEXT };
    head[1] = (tb_sheet_column){ "name_vi", 24, TB_SHEET_TEXT };
    head[2] = (tb_sheet_column){ "year", 8, TB_SHEET_NUMBER };
    for (size_t c = 0; c < t->columns; c++)
        head[LABELS + c] = (tb_sheet_column){ t->column[c].head, 12, TB_SHEET_NUMBER };
    tbi_workbook_sheet(w, t->index->code, head, t->columns + LABELS);
    tbi_workbook_years(w, 2, t->rows);
    for (size_t c = 0; c < t->columns; c++)
        tbi_workbook_limit(w, LABELS + c, t->rows, t->column[c].min,
                           t->column[c].rank ? 1000 : t->column[c].max, t->column[c].rank);
    for (size_t r = 0; r < t->rows; r++) {
        tbi_workbook_text(w, t->row[r].unit->code);
        tbi_workbook_text(w, t->row[r].unit->name_vi);
        tbi_workbook_number(w, t->row[r].year);
        for (size_t c = 0; c < t->columns; c++) {
            tb_cell status;
            double x = find_figure(t, &t->row[r], &t->column[c], &status);
            tbi_workbook_number(w, t->filled ? x : NAN);
        }
        tbi_workbook_end_row(w);
    }
    write_heads(w, t, year);
    /* unit and name choose among those of the table, so that none is misspelt */
    tbi_workbook_choose(w, t->index->code, 0, t->rows);
    tbi_workbook_choose(w, t->index->code, 1, t->rows);
    st = tbi_workbook_keep(w, err);
    tbi_arena_free(&a);
    return st;
}

/* Without a year, all years of the index. */
tb_status tb_export_template(const tb_panel *p, const tb_template_opts *o, const char *out_path,
                             tb_err *err)
{
    tb_template_opts usual = TB_TEMPLATE_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    tb_export_walk walk;
    template_table t = { .panel = p, .filled = o->missing };
    const char *ending = tbi_file_ending(out_path);
    bool csv = strcasecmp(ending, ".csv") == 0;
    if (o->index == NULL)
        return tbi_fail(err, TB_EARG, TB_MSG_EXPORT_TEMPLATE_INDEX);
    tb_status st = tbi_export_start(&walk, p, o->index, err);
    if (st != TB_OK)
        return st;
    /* there: tbi_export_start has refused every other name */
    for (size_t i = 0; i < tb_panel_indices(p) && t.index == NULL; i++)
        if (strcasecmp(tb_panel_index_at(p, i)->code, o->index) == 0)
            t.index = tb_panel_index_at(p, i);
    size_t n = t.index->n_year;
    int first = o->year != 0 ? o->year : n > 0 ? t.index->year[0] : 0;
    int last = o->year != 0 ? o->year : n > 0 ? t.index->year[n - 1] : 0;
    /* 0 where neither a year was asked for nor the index has any */
    if (first < 1990 || (!csv && strcasecmp(ending, ".xlsx") != 0))
        return tbi_fail(err, TB_EARG, TB_MSG_EXPORT_TEMPLATE_FILE, out_path);
    bool made = add_columns(&t, first, last) && add_rows(&t, first, last, o->missing);
    if (!made)
        st = tbi_no_memory_of(err, out_path);
    else
        st = csv ? write_csv(&t, out_path, err) : write_xlsx(&t, last, out_path, err);
    tbi_arena_free(&t.own);
    return st;
}
