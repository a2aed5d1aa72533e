/* locate.c - in which line of a table does a figure stand? Asked only when something is wrong, so
 * lines are not kept while reading but looked for again. */
#include "import/heads.h"
#include "import/reading.h"
#include "import/workbooks.h"

#include "text/parse_number.h"

#include <string.h>

/* Whether the row is of the index, the year and the unit. A column that the table has not is
 * held to agree: then the whole table is of one index or year. */
static bool is_row_of(tb_reading *r, tb_csv *c, const tb_csv_row *row, const tb_builder_index *x,
                      int year, ptrdiff_t code)
{
    ptrdiff_t index = tbi_csv_column(c, "index|chi so");
    ptrdiff_t year_at = tbi_csv_column(c, "year|nam");
    ptrdiff_t unit = tbi_csv_column(c, "unit|code|ma|ma tinh");
    /* said: what holds without a column of years */
    long long said = r->opts->year != 0 ? r->opts->year : r->said_year;
    if (unit < 0)
        unit = tbi_csv_column(c, TB_UNIT_NAMES);
    if (index >= 0 &&
        tbi_builder_index_of(r->draft, row->field[index].text, row->field[index].n, false) != x)
        return false;
    if (year_at >= 0 && !tbi_parse_int(&said, row->field[year_at].text, row->field[year_at].n,
                                       TB_YEAR_FIRST, TB_YEAR_LAST))
        return false;
    return said == year && unit >= 0 && tbi_reading_unit(r, c, row, unit, year) == code;
}

/* The column of a wide table, or the value of a long one, that holds the figure; -1 when the row
 * holds another one. */
static ptrdiff_t find_figure(tb_reading *r, tb_csv *c, const tb_csv_row *row, tb_builder_index *x,
                             /* kind: of a score or of a place, which may stand in neighbouring
                              * columns with the same name. */
                             size_t column, tb_cell_kind kind)
{
    ptrdiff_t indicator = tbi_csv_column(c, "indicator");
    ptrdiff_t value = tbi_csv_column(c, "value");
    ptrdiff_t at;
    tb_cell_kind what;
    if (indicator >= 0 && value >= 0) {
        bool same = tbi_reading_indicator(&at, &what, r, x, row->field[indicator].text,
                                          row->field[indicator].n) &&
                    (size_t)at == column && what == kind;
        return same ? value : -1;
    }
    for (size_t i = 0; i < row->count; i++) {
        const char *name = tbi_csv_head(c, i);
        if (row->field[i].n == 0)
            continue;
        tb_head_meaning m = tbi_head_meaning(r, x, r->said_year > 0 ? r->said_year : 0, name);
        if (m.is == TB_HEAD_FIGURES && (size_t)m.column == column && m.kind == kind)
            return (ptrdiff_t)i;
    }
    return -1;
}

/* Reads the table once more with rejects that nobody hears; what the reading knew of its sheet
 * is put back. Standard input cannot be read again. Called only when something is wrong, so
 * reading again costs no good import anything. line 0: not found, the path alone is said. */
tb_spot tbi_locate(tb_reading *r, unsigned table, tb_builder_index *x, size_t column,
                   tb_cell_kind kind, int year, ptrdiff_t code)
{
    tb_spot spot = { table < r->tables ? r->table[table].path : "", 0, 0, NULL,
                     table < r->tables ? tbi_resource_sheet(r->resource[table]) : NULL };
    tb_csv *c = NULL;
    if (table >= r->tables || strcmp(spot.path, "-") == 0)
        return spot;
    tb_rejects unheard = { 0 };
    tb_rejects *heard = r->rejects;
    tb_builder_index *said_index = r->said_index;
    int said_year = r->said_year;
    tb_csv_row row;
    /* not looked at: a table that could be read once can be read again */
    bool fatal;
    /* the second reading meets the same faults as the first: they are in the report already */
    // cppcheck-suppress autoVariables ; taken back at the end
    r->rejects = &unheard;
    tb_status st = tbi_open_table(&c, r, r->resource[table], NULL);
    while (st == TB_OK && c != NULL && tbi_csv_next(c, &row, &fatal, NULL) == TB_OK &&
           row.count > 0) {
        if (!is_row_of(r, c, &row, x, year, code))
            continue;
        ptrdiff_t at = find_figure(r, c, &row, x, column, kind);
        if (at < 0)
            continue;
        spot.line = row.line;
        spot.column = (size_t)at;
        spot.name = tbi_arena_text(r->arena, tbi_csv_head(c, (size_t)at));
        break;
    }
    r->rejects = heard;
    r->said_index = said_index;
    r->said_year = said_year;
    tbi_rejects_free(&unheard);
    tbi_csv_close(c);
    return spot;
}
