/* find_table.c - where on a sheet the table is: the column of the units, the rows of heads, index
 * and year. */
#include "import/finder.h"
#include "import/unit_text.h"

#include "base/file.h"
#include "text/parse_number.h"
#include "text/year_named.h"

#include <stdlib.h>
#include <string.h>

/* FIRST_ROWS: how far down a head of units is looked for when no unit can be read */
enum { HEAD_ROWS_MOST = 12, FIRST_ROWS = 60 };

/* ---- units -------------------------------------------------------------------------------- */

/* Numbers are asked first: codes of units are numbers too ("01"), and a column of figures
 * must not be taken for one of codes. Year 0: a table may have units that have since been
 * merged. */
bool tbi_finder_is_unit(tb_finder *f, const tb_sheet_cell *c)
{
    size_t row = 0;
    double x = 0;
    if (c == NULL || tbi_parse_double(&x, NULL, c->text, strlen(c->text), true))
        return false;
    tb_unit_names unit_names = tbi_builder_unit_names(f->r->draft);
    const char *bare = tbi_bare_unit(&f->a, c->text);
    return bare != NULL && tbi_unit_names_find(&row, &unit_names, bare, 0, NULL) == TB_OK;
}

/* Whether a row has a figure, or a word that stands for one, right of the unit or left of it. */
static bool has_figure(tb_finder *f, uint32_t row, uint32_t beside)
{
    for (uint32_t c = 0; c < f->columns; c++) {
        const tb_sheet_cell *x = c != beside ? tbi_sheet_at(f->s, row, c) : NULL;
        if (x != NULL && tbi_is_figure(x))
            return true;
    }
    return false;
}

/* The column with most names of units in rows with figures. false: there is none. Office tables
 * have a number, a name and a group beside one another ("1 | Hà Nội | A | 84,16"): names count
 * only where a figure stands in the row. O(columns x rows). f->first: the first such row. */
bool tbi_find_units(tb_finder *f)
{
    size_t best = 0;
    for (uint32_t c = 0; c < f->columns; c++) {
        size_t count = 0;
        size_t first = 0;
        for (size_t i = 0; i < f->rows.count; i++) {
            uint32_t row = f->rows.row[i];
            if (!tbi_finder_is_unit(f, tbi_sheet_at(f->s, row, c)) || !has_figure(f, row, c))
                continue;
            if (count++ == 0)
                first = i;
        }
        /* the leftmost of equals */
        if (count <= best)
            continue;
        best = count;
        f->unit_column = c;
        f->first = first;
    }
    return best > 0;
}

/* Without names of units: the first row that has a head of a column of units. */
bool tbi_find_unit_head(tb_finder *f)
{
    for (size_t i = 0; i < f->rows.count && i < FIRST_ROWS; i++)
        for (uint32_t c = 0; c < f->columns; c++) {
            const tb_sheet_cell *x = tbi_sheet_at(f->s, f->rows.row[i], c);
            if (x == NULL || x->type != TB_CELL_TEXT)
                continue;
            if (tbi_head_meaning(f->r, NULL, 0, x->text).is != TB_HEAD_UNIT)
                continue;
            f->unit_column = c;
            f->first = i + 1;
            return true;
        }
    return false;
}

/* ---- heads -------------------------------------------------------------------------------- */

/* Cells that number the columns: "(1)", "A", "2". */
static bool is_number_of_column(const char *text)
{
    size_t n = strlen(text);
    if (n > 2 && text[0] == '(' && text[n - 1] == ')') {
        text++;
        n -= 2;
    }
    if (n == 0 || n > 2)
        return false;
    bool digits = strspn(text, "0123456789") >= n;
    return digits || (n == 1 && text[0] >= 'A' && text[0] <= 'Z');
}

/* One cell alone may be a figure, so it takes two. */
static bool is_row_of_numbers(const tb_finder *f, uint32_t row)
{
    size_t cells = 0;
    for (uint32_t c = 0; c < f->columns; c++) {
        const tb_sheet_cell *x = tbi_sheet_at(f->s, row, c);
        if (x == NULL)
            continue;
        if (!is_number_of_column(x->text))
            return false;
        cells++;
    }
    return cells >= 2;
}

/* How many cells a row has: a title has one or two. */
static size_t count_cells(const tb_finder *f, size_t i)
{
    size_t n = 0;
    for (uint32_t c = 0; c < f->columns; c++)
        n += tbi_sheet_at(f->s, f->rows.row[i], c) != NULL;
    return n;
}

/* A row of one cell at the left, above the first units: the name of a region, and no head. */
static bool is_heading(const tb_finder *f, size_t i, const tb_sheet_cell *x)
{
    return !f->x->all->guessed && i > 0 && x->column <= f->unit_column && count_cells(f, i) == 1;
}

/* The heads of a column in rows top .. first - 1, from above, each text once. from: how many of
 * them are left out from above. In the arena; NULL: no memory. A head in two rows, as "Điểm"
 * over "2021 | 2022", becomes "Điểm 2021"; merged cells count for each column below. */
static const char *get_head(tb_finder *f, size_t top, uint32_t column, size_t from)
{
    const char *head = "";
    const char *last = "";
    size_t seen = 0;
    for (size_t i = top; i < f->first && head != NULL; i++) {
        uint32_t row = f->rows.row[i];
        const tb_sheet_cell *x = tbi_sheet_covering(f->s, row, column);
        if (x == NULL || is_row_of_numbers(f, row) || strcmp(x->text, last) == 0 ||
            is_heading(f, i, x))
            continue;
        last = x->text;
        if (seen++ < from)
            continue;
        head = tbi_arena_printf(&f->a, "%s%s%s", head, head[0] != '\0' ? " " : "", x->text);
    }
    return head;
}

/* The head that can be read: all rows, or without the upper ones ("Điểm thành phần" above
 * "Lĩnh vực 1"). Falls back on all rows. */
const char *tbi_readable_head(tb_finder *f, tb_builder_index *x, size_t top, uint32_t column,
                              tb_head_is *is)
{
    const char *whole = get_head(f, top, column, 0);
    *is = TB_HEAD_UNKNOWN;
    for (size_t from = 0; from < 4; from++) {
        const char *head = get_head(f, top, column, from);
        if (head == NULL || (from > 0 && head[0] == '\0'))
            break;
        *is = tbi_head_meaning(f->r, x, 0, head).is;
        if (*is != TB_HEAD_UNKNOWN)
            return head;
    }
    return whole;
}

/* How well the rows from `top` read as heads. */
static int score_row(tb_finder *f, tb_builder_index *x, size_t top)
{
    int score = 0;
    for (uint32_t c = 0; c < f->columns; c++) {
        tb_head_is is;
        const char *head = tbi_readable_head(f, x, top, c, &is);
        if (head == NULL || head[0] == '\0')
            continue;
        score += is == TB_HEAD_UNKNOWN ? -1 : is == TB_HEAD_FIGURES || is == TB_HEAD_UNIT ? 3 : 2;
    }
    return score;
}

/* The first row of heads for an index; the shortest block of rows that reads best. */
static int find_top(tb_finder *f, tb_builder_index *x, size_t *top)
{
    int best = -(TB_SHEET_COLUMNS_MOST + 1);
    *top = f->first;
    for (size_t i = f->first; i > 0 && f->first - i < HEAD_ROWS_MOST; i--) {
        /* a row of one cell is a title, though it stand above a head that means nothing ("STT"); of
         * a PDF it may be a line of a head */
        if (i < f->first && !f->x->all->guessed && count_cells(f, i - 1) < 2)
            continue;
        int score = score_row(f, x, i - 1);
        if (score <= best)
            continue;
        best = score;
        *top = i - 1;
    }
    return best;
}

/* ---- index and year ----------------------------------------------------------------------- */

/* The words of a row, from left to right. */
const char *tbi_row_text(tb_finder *f, size_t i)
{
    const char *text = "";
    for (uint32_t c = 0; c < f->columns && text != NULL; c++) {
        const tb_sheet_cell *x = tbi_sheet_at(f->s, f->rows.row[i], c);
        if (x != NULL)
            text = tbi_arena_printf(&f->a, "%s %s", text, x->text);
    }
    return text != NULL ? text : "";
}

/* Said by the caller; by a title; by the names of the sheet and of the file. Not by heads: one
 * of PAR's is called after SIPAS. NULL: nothing says it. */
static tb_builder_index *find_index_said(tb_finder *f)
{
    const tb_import_opts *o = f->r->opts;
    const char *code = o->index != NULL ? o->index : f->x->index;
    if (code[0] != '\0')
        return tbi_builder_index_of(f->r->draft, code, strlen(code), true);
    tb_builder_index *x = NULL;
    for (size_t i = 0; i < f->first && x == NULL; i++)
        /* a title is a row of one or two cells above the table */
        if (count_cells(f, i) <= 2)
            x = tbi_index_named(f->r, tbi_row_text(f, i));
    if (x == NULL)
        x = tbi_index_named(f->r, f->s->name);
    if (x == NULL)
        x = tbi_index_named(f->r, tbi_file_name(f->x->path));
    return x;
}

/* The index that is said, else the one whose heads read best. */
void tbi_find_index(tb_finder *f)
{
    f->index = find_index_said(f);
    /* said: the heads need only show where they begin */
    if (f->index != NULL) {
        find_top(f, f->index, &f->top);
        return;
    }
    int best = -1;
    /* two indices whose heads read equally well: then the heads alone do not tell */
    bool twice = false;
    for (size_t i = 0; i < f->r->draft->indices; i++) {
        size_t top = 0;
        tb_builder_index *x = f->r->draft->index[i];
        /* an index without a structure takes any head of one word for a new column of its
         * own */
        int score = x->has_structure ? find_top(f, x, &top) : -1;
        if (score > best) {
            best = score;
            twice = false;
            f->index = x;
            f->top = top;
        } else if (score == best) {
            twice = true;
        }
    }
    if (best < 0)
        find_top(f, NULL, &f->top);
    /* heads that several indices have; one may still be named among them ("Chỉ số CCHC") */
    if (twice)
        f->index = NULL;
    for (size_t i = 0; i < f->first && f->index == NULL; i++)
        f->index = tbi_index_named(f->r, tbi_row_text(f, i));
    if (twice && f->index != NULL)
        find_top(f, f->index, &f->top);
}

/* The year of the titles; else of the sheet's name, else of the file's. -1: titles name several.
 * 0: none says one. f->top must be known: a year in the heads is of a column. */
int tbi_year_said(tb_finder *f)
{
    int found = 0;
    for (size_t i = 0; i < f->top; i++) {
        int year = tbi_year_named(tbi_row_text(f, i));
        if (year == 0 || year == found)
            continue;
        if (year < 0 || found != 0)
            return -1;
        found = year;
    }
    if (found == 0)
        found = tbi_year_named(f->s->name);
    if (found == 0)
        found = tbi_year_named(tbi_file_name(f->x->path));
    return found;
}
