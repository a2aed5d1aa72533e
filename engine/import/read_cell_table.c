/* read_cell_table.c - tables of figures, long (a row a figure) or wide (a row a unit), into the
 * cells of the draft. */
#include "base/error.h"
#include "base/file.h"
#include "base/refusals.h"
#include "import/cell_reader.h"
#include "import/heads.h"
#include "messages/import.h"
#include "messages/text.h"

#include <stdlib.h>
#include <string.h>

/* A new indicator makes the array of limits too short, so it is fetched anew. false: rejected,
 * with the codes that are spelt most alike. Sets w->column and w->kind. */
static bool set_indicator(tb_cell_reader *w, const tb_csv_row *row)
{
    const tb_field *f = &row->field[w->at.indicator];
    if (tb_last_text_is_again(&w->last_indicator, f))
        return true;
    w->last_indicator.n = 0;
    size_t before = w->index->indicators;
    if (f->n == 0 || f->n > 200 ||
        !tbi_reading_indicator(&w->column, &w->kind, w->r, w->index, f->text, f->n)) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, w->at.indicator);
        tbi_reading_no_indicator(w->r, w->index, &at, f->text, f->n < 200 ? f->n : 200);
        return false;
    }
    tb_last_text_remember(&w->last_indicator, f);
    return w->index->indicators == before || tbi_cells_set_limits(w);
}

/* A row is left at the first thing that is wrong with it, which was rejected by then. One figure
 * a row, as "index,year,unit,indicator,value". */
static tb_status read_long(tb_cell_reader *w, tb_err *err)
{
    tb_csv_row row;
    tb_status st;
    bool derived = false;
    while ((st = tbi_reading_next(w->r, w->csv, &row, err)) == TB_OK && row.count > 0) {
        w->r->table[w->r->tables - 1].rows++;
        if (!tbi_cells_set_place(w, &row) || !set_indicator(w, &row))
            continue;
        ptrdiff_t code = tbi_reading_unit(w->r, w->csv, &row, w->at.unit, w->year);
        if (code < 0 || !tbi_cells_same_unit(w, &row, code) || !tbi_cells_set_source(w, &row) ||
            !tbi_cells_basis(w, &row, &derived))
            continue;
        tbi_cells_put(w, &row, w->at.value, w->column, w->kind, code, derived);
    }
    return st;
}

/* The year of a table without a column of years. false: rejected. */
static bool set_table_year(tb_cell_reader *w, const tb_spot *head, bool long_form)
{
    int said = w->r->said_year;
    int given = w->of->packaged ? 0 : w->r->opts->year;
    w->year = given != 0 ? given : said > 0 ? said : 0;
    if (given != 0 && said > 0 && given != said) {
        tbi_reject_say(w->r->rejects, head, TB_MSG_IMPORT_TITLE_OF_OTHER_YEAR, said, given);
        return false;
    }
    /* heads of a wide table may have years of their own */
    if (w->year == 0 && long_form)
        tbi_cells_no_year(w, head);
    return w->year != 0 || !long_form;
}

/* What holds for the whole table: its index, unless a column says it (option, then resource,
 * then title, then guess), the column of units, its year. head: where faults of the whole table
 * are said. false: rejected. */
static bool set_table_index(tb_cell_reader *w, const tb_spot *head, bool long_form)
{
    const tb_import_opts *o = w->r->opts;
    const char *index = !w->of->packaged && o->index != NULL ? o->index : w->of->index;
    if (w->at.index < 0 && index[0] != '\0') {
        if (!tbi_cells_set_index(w, head, index, strlen(index)))
            return false;
    } else if (w->at.index < 0 && w->r->said_index != NULL) {
        w->index = w->r->said_index;
    } else if (w->at.index < 0 && (w->index = tbi_cells_guess_index(w)) == NULL) {
        tbi_reject_say(w->r->rejects, head, TB_MSG_IMPORT_NO_INDEX);
        w->r->rejects->remedies |= TB_REMEDY_INDEX;
        return false;
    }
    if (w->at.unit < 0) {
        tbi_reject_say(w->r->rejects, head, TB_MSG_IMPORT_NO_UNIT_COLUMN);
        return false;
    }
    /* a wide table may have the year in the heads of its columns */
    if (w->at.year < 0 && !set_table_year(w, head, long_form))
        return false;
    return w->index == NULL || w->year == 0 || tbi_cells_set_limits(w);
}

/* Other columns that name the unit. */
static void find_name_columns(tb_cell_reader *w)
{
    for (size_t i = 0; i < tbi_csv_columns(w->csv) && w->name_columns < TB_NAME_COLUMNS; i++)
        if ((ptrdiff_t)i != w->at.unit &&
            tbi_head_meaning(w->r, NULL, 0, tbi_csv_head(w->csv, i)).is == TB_HEAD_UNIT)
            w->name_column[w->name_columns++] = (ptrdiff_t)i;
}

/* Columns of which it cannot be told whether their marks are of decimals or of thousands. */
static void check_marks(tb_cell_reader *w)
{
    for (size_t i = 0; i < tbi_csv_columns(w->csv); i++) {
        const tb_column_marks *m = &w->marks[i];
        if (w->of->packaged || !tbi_marks_doubtful(m))
            continue;
        tb_csv_row row = { .line = m->line };
        tb_spot at = tbi_reading_spot(w->r, w->csv, &row, (ptrdiff_t)i);
        tbi_reject_say(w->r->rejects, &at, TB_MSG_TEXT_MARK_DOUBTFUL, m->text);
    }
}

/* A template that nobody has filled in is no fault, but whoever imports it should hear of it. */
static void note_empty(tb_cell_reader *w)
{
    tbi_reading_note(w->r, "no-figures", TB_MSG_IMPORT_NO_FIGURES, tbi_file_name(w->of->path));
}

/* The reader is on the heap: with its remembered texts it is large for a stack. Both forms: long
 * (indicator and value in columns of their own) and wide (an indicator a column, as offices
 * print). An empty table of the user's is told. */
tb_status tbi_read_cells(tb_reading *r, tb_csv *c, const tb_resource *x, tb_err *err)
{
    tb_cell_reader *w = tbi_calloc(1, sizeof *w);
    if (w == NULL)
        return tbi_no_memory_of(err, x->path);
    w->r = r;
    w->csv = c;
    w->of = x;
    w->marks = tbi_calloc(tbi_csv_columns(c) + 1, sizeof *w->marks);
    if (w->marks == NULL) {
        free(w);
        return tbi_no_memory_of(err, x->path);
    }
    /* heads of our own tables, and the usual Vietnamese ones without diacritics */
    w->at = (tb_cell_columns){
        tbi_csv_column(c, "index|chi so"), tbi_csv_column(c, "indicator"),
        tbi_csv_column(c, "year|nam"),     tbi_csv_column(c, "unit|code|ma|ma tinh"),
        tbi_csv_column(c, "value"),        tbi_csv_column(c, "source|nguon"),
        tbi_csv_column(c, "basis")
    };
    if (w->at.unit < 0)
        w->at.unit = tbi_csv_column(c, TB_UNIT_NAMES);
    bool long_form = w->at.indicator >= 0 && w->at.value >= 0;
    w->own_source = w->source = -1;
    tb_spot head = { x->path, 1, 0, NULL, NULL };
    tb_status st = TB_OK;
    find_name_columns(w);
    if (set_table_index(w, &head, long_form))
        st = long_form ? read_long(w, err) : tbi_read_wide_table(w, err);
    if (st == TB_OK && !w->any && !x->packaged && w->r->rejects->count == 0)
        note_empty(w);
    if (st == TB_OK)
        check_marks(w);
    if (st == TB_OK && w->computed_rows > 0)
        tbi_reading_note(r, "computed", TB_MSG_IMPORT_COMPUTED_PASSED, tbi_file_name(x->path),
                         w->computed_rows);
    r->no_memory = r->no_memory || w->own.refused;
    tbi_arena_free(&w->own);
    free(w->marks);
    free(w);
    return st;
}
