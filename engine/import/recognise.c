/* recognise.c - a sheet as a table. Rows of units are found by their names, heads are the rows
 * above them of which most can be read; everything higher up is a title. */
#include "import/recognise.h"

#include "base/error.h"
#include "base/file.h"
#include "import/finder.h"
#include "import/old_fonts.h"
#include "messages/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* rows: how many; first and text: the place and the words of one of them. */
static void note_passed(tb_finder *f, size_t rows, uint32_t first, const char *text)
{
    if (rows > 0)
        tbi_reading_note(f->r, "rows-passed-over", TB_MSG_IMPORT_ROWS_PASSED,
                         tbi_file_name(f->x->path), rows, first + 1, text);
}

/* Heads again, on the next page. */
static bool is_head_again(tb_finder *f, uint32_t row)
{
    const tb_sheet_cell *x = tbi_sheet_at(f->s, row, f->unit_column);
    for (size_t i = f->top; i < f->first && x != NULL; i++) {
        const tb_sheet_cell *head = tbi_sheet_at(f->s, f->rows.row[i], f->unit_column);
        if (head != NULL && strcmp(head->text, x->text) == 0)
            return true;
    }
    return x != NULL && tbi_head_meaning(f->r, NULL, 0, x->text).is == TB_HEAD_UNIT;
}

/* Whether a row below the heads belongs to the table. */
static bool is_kept(tb_finder *f, size_t i, const bool *figures)
{
    uint32_t row = f->rows.row[i];
    for (uint32_t c = 0; c < f->columns; c++) {
        const tb_sheet_cell *x = figures[c] ? tbi_sheet_at(f->s, row, c) : NULL;
        if (x != NULL && (tbi_is_figure(x) || x->type != TB_CELL_TEXT))
            return !is_head_again(f, row);
    }
    /* a unit without a figure is a row that nobody filled in, and no note */
    return tbi_finder_is_unit(f, tbi_sheet_at(f->s, row, f->unit_column));
}

/* Cells that hold no figure though they look like one. */
static void reject_cell(tb_finder *f, const tb_sheet_cell *c, const char *head)
{
    tb_spot at = { f->x->path, c->row + 1, c->column, head, NULL };
    if (c->type == TB_CELL_UNCOMPUTED)
        tbi_reject_say(f->r->rejects, &at, TB_MSG_IMPORT_CELL_UNCOMPUTED);
    else if (c->type == TB_CELL_ERROR)
        tbi_reject_say(f->r->rejects, &at, TB_MSG_IMPORT_CELL_ERROR, c->text);
    else if (c->type == TB_CELL_DATE)
        tbi_reject_say(f->r->rejects, &at, TB_MSG_IMPORT_CELL_DATE);
}

/* A formula that was never computed, an error of the spreadsheet, or a date, which is what
 * Excel makes of "3.5" in some settings. All three look like figures and are none. */
static bool is_bad(const tb_sheet_cell *c)
{
    return c->type == TB_CELL_UNCOMPUTED || c->type == TB_CELL_ERROR || c->type == TB_CELL_DATE;
}

/* Percentages and plain numbers in one column: 0.86 beside 86 %. figures [columns]: where
 * figures stand; head [columns]. The reject names one cell of each kind, since shares and
 * percents of one column cannot both be right. */
static void check_percents(tb_finder *f, const bool *figures, const char *const *head)
{
    for (uint32_t c = 0; c < f->columns; c++) {
        const tb_sheet_cell *kind[2] = { NULL, NULL };
        for (size_t i = f->first; i < f->rows.count && figures[c]; i++) {
            const tb_sheet_cell *x = tbi_sheet_at(f->s, f->rows.row[i], c);
            if (x != NULL && x->type == TB_CELL_NUMBER && kind[0] == NULL)
                kind[0] = x;
            if (x != NULL && x->type == TB_CELL_PERCENT && kind[1] == NULL)
                kind[1] = x;
        }
        if (kind[0] == NULL || kind[1] == NULL)
            continue;
        tb_spot at = { f->x->path, kind[0]->row + 1, c, head[c], NULL };
        tbi_reject_say(f->r->rejects, &at, TB_MSG_IMPORT_NUMBERS_AND_PERCENTAGES, kind[0]->text,
                       kind[1]->row + 1, kind[1]->text);
    }
}

/* Hidden rows and columns are read like the others, and that is said; and what the reader of this
 * kind of file cannot see is not taken for absent. */
static void note_hidden(tb_finder *f)
{
    const char *name = tbi_file_name(f->x->path);
    if (f->x->all->plain)
        tbi_reading_note(f->r, "plain-workbook", TB_MSG_IMPORT_PLAIN_WORKBOOK, name);
    size_t rows = 0;
    uint32_t first = 0;
    for (size_t i = f->first; i < f->rows.count; i++) {
        if (!tbi_sheet_row_hidden(f->s, f->rows.row[i]))
            continue;
        if (rows++ == 0)
            first = f->rows.row[i];
    }
    size_t columns = f->s->hidden_columns;
    if (rows > 0 && columns > 0)
        tbi_reading_note(f->r, "hidden-rows", TB_MSG_IMPORT_HIDDEN, name, rows, first + 1, columns);
    else if (rows > 0)
        tbi_reading_note(f->r, "hidden-rows", TB_MSG_IMPORT_HIDDEN_ROWS, name, rows, first + 1);
    else if (columns > 0)
        tbi_reading_note(f->r, "hidden-rows", TB_MSG_IMPORT_HIDDEN_COLUMNS, name, columns);
}

/* The rows from `first` on, those that belong to the table. */
static tb_status make_table(tb_finder *f, tb_csv **out, tb_err *err)
{
    tb_arena *a = &f->a;
    /* heads as they were understood, one a column */
    const char **head = TB_NEW(a, const char *, f->columns);
    bool *figures = TB_NEW(a, bool, f->columns);
    size_t *kept = TB_NEW(a, size_t, f->rows.count + 1);
    size_t n = 0;
    if (a->refused)
        return tbi_no_memory_of(err, f->x->path);
    for (uint32_t c = 0; c < f->columns; c++) {
        tb_head_is is;
        head[c] = tbi_readable_head(f, f->index, f->top, c, &is);
        if (head[c] == NULL)
            return tbi_no_memory_of(err, f->x->path);
        /* columns whose cells must be figures; an unknown head counts, so that its faults
         * are told */
        figures[c] = c != f->unit_column && is != TB_HEAD_LABEL && is != TB_HEAD_SKIPPED &&
                     is != TB_HEAD_UNIT;
        if (head[c][0] == '\0')
            figures[c] = false;
    }
    /* the column of names is one whatever is above it */
    if (tbi_head_meaning(f->r, NULL, 0, head[f->unit_column]).is != TB_HEAD_UNIT)
        head[f->unit_column] = "unit";
    /* rows below the heads that are no rows of units, and one of them as an example */
    size_t passed = 0;
    size_t example = 0;
    for (size_t i = f->first; i < f->rows.count; i++) {
        if (is_kept(f, i, figures)) {
            kept[n++] = i;
        } else if (!is_head_again(f, f->rows.row[i]) && passed++ == 0) {
            example = i;
        }
    }
    if (passed > 0) {
        const char *text = tbi_row_text(f, example);
        note_passed(f, passed, f->rows.row[example], text[0] == ' ' ? text + 1 : text);
    }
    for (size_t i = 0; i < n; i++)
        for (uint32_t c = 0; c < f->columns; c++) {
            const tb_sheet_cell *x =
                figures[c] ? tbi_sheet_at(f->s, f->rows.row[kept[i]], c) : NULL;
            if (x != NULL && is_bad(x))
                reject_cell(f, x, tbi_arena_text(f->r->arena, head[c]));
        }
    check_percents(f, figures, head);
    note_hidden(f);
    f->r->said_index = f->index;
    f->r->said_year = f->year;
    return tbi_rows_table(out, f->x->all, f->s, &f->rows, kept, n, head, f->columns, err);
}

/* No name of a unit can be read when all are in an old font: that is the fault then. true: the
 * file was rejected with the font's name. Only the first 2,000 cells are looked at. */
static bool reject_old_font(tb_finder *f)
{
    static const size_t looked_at = 2000;
    tb_err why = TB_ERR_INIT;
    tb_unit_names unit_names = tbi_builder_unit_names(f->r->draft);
    for (size_t i = 0; i < f->s->cells && i < looked_at; i++) {
        const tb_sheet_cell *c = &f->s->cell[i];
        if (c->type != TB_CELL_TEXT)
            continue;
        tbi_say_old_font(&why, &unit_names, c->text, 0);
        if (why.message[0] == '\0')
            continue;
        tb_spot at = { f->x->path, c->row + 1, c->column, NULL, NULL };
        tbi_reject(f->r->rejects, &at, &why);
        return true;
    }
    return false;
}

/* In a workbook with several sheets one without units is a note; a file without any table is
 * rejected. Called where neither names of units nor a head of units was found. */
static void reject_without_table(tb_finder *f)
{
    if (f->r->draft->has_units && reject_old_font(f))
        return;
    size_t shown = 0;
    for (size_t i = 0; i < f->x->all->count; i++)
        shown += !f->x->all->sheet[i].hidden && f->x->all->sheet[i].cells > 0;
    if (shown > 1) { /* notes beside the table */
        tbi_reading_note(f->r, "sheet-passed-over", TB_MSG_IMPORT_SHEET_WITHOUT_UNITS,
                         tbi_file_name(f->x->path), f->s->name);
        return;
    }
    tb_spot at = { f->x->path, 0, 0, NULL, NULL };
    bool units = f->r->draft->has_units;
    if (units)
        tbi_reject_say(f->r->rejects, &at, TB_MSG_IMPORT_NO_TABLE);
    else
        tbi_reject_say(f->r->rejects, &at, TB_MSG_IMPORT_NO_UNIT_HEAD);
}

/* Heads that are ours to the letter need no guessing (exact). *out stays NULL when the sheet was
 * rejected or passed over. In this order: rows with cells, our own heads, the column of units,
 * the index, the year. Each needs what was found before. */
static tb_status recognise_table(tb_finder *f, tb_csv **out, tb_err *err)
{
    size_t exact = SIZE_MAX;
    tb_role role = TB_ROLE_VALUES;
    tb_status st = tbi_rows_of(&f->rows, f->s, &f->a, err);
    if (st == TB_OK)
        st = tbi_rows_head(&role, &exact, f->x->all, f->s, &f->rows, err);
    if (st != TB_OK)
        return st;
    f->columns = f->rows.columns;
    if (exact != SIZE_MAX)
        return tbi_rows_plain(out, f->x->all, f->s, &f->rows, exact, err);
    if (!(f->r->draft->has_units && tbi_find_units(f)) && !tbi_find_unit_head(f)) {
        reject_without_table(f);
        return TB_OK;
    }
    tbi_find_index(f);
    f->year = tbi_year_said(f);
    return make_table(f, out, err);
}

/* The finder and its arena go with this call; what the table borrows is the sheets'. */
tb_status tbi_table_of_sheet(tb_csv **out, tb_reading *r, const tb_resource *x, tb_err *err)
{
    tb_finder f = { .r = r, .x = x, .s = x->sheet };
    *out = NULL;
    tb_status st = recognise_table(&f, out, err);
    if (st == TB_OK && f.a.refused)
        r->no_memory = true;
    tbi_arena_free(&f.a);
    return st;
}

/* Only heads that are ours word for word count here; whether it is a table of figures under
 * a free title is find_table.c's question. */
tb_status tbi_role_of_sheet(tb_role *role, const tb_sheets *all, const tb_sheet *s, tb_err *err)
{
    tb_arena a = { 0 };
    tb_rows rows;
    size_t at = SIZE_MAX;
    *role = TB_ROLE_VALUES;
    tb_status st = tbi_rows_of(&rows, s, &a, err);
    if (st == TB_OK)
        st = tbi_rows_head(role, &at, all, s, &rows, err);
    tbi_arena_free(&a);
    return st;
}
