/* wide_table.c - tables as ministries print them and planners fill them: a row a unit, a column an
 * indicator, perhaps of several years; rows about the whole country; cells without a figure. */
#include "base/file.h"
#include "base/refusals.h"
#include "import/cell_reader.h"
#include "import/recognise.h"
#include "messages/import.h"
#include "text/numbers.h"
#include "text/parse_number.h"
#include "text/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A column of a wide table. */
typedef struct wide_column {
    tb_head_is is;
    ptrdiff_t column;
    tb_cell_kind kind;
    int year; /* of the column; 0: of the row */
    bool nameless;
    long long last; /* of a nameless column that counts its rows; -1: none yet */
    double sum;     /* of the units' figures, to be held against a row of means */
    size_t count;
    double mean; /* that the table prints; NaN: none */
    int mean_decimals;
    size_t mean_line;
} wide_column;

/* first: the first unknown head of the table, with which all heads that would be read are listed
 * once. */
static void reject_unknown(tb_cell_reader *w, const tb_spot *at, const char *head, bool first)
{
    tb_reading *r = w->r;
    tb_arena a = { 0 };
    tbi_reading_no_indicator(r, w->index, at, head, strlen(head));
    const char *en = first ? tbi_heads_list(r, w->index, w->year, false, &a) : NULL;
    const char *vi = first ? tbi_heads_list(r, w->index, w->year, true, &a) : NULL;
    tb_spot table = { at->path, 0, 0, NULL, NULL };
    if (en != NULL && vi != NULL && w->index->has_structure)
        tbi_reject_words(r->rejects, &table, TB_MSG_IMPORT_HEADS_READ, en, vi);
    tbi_reading_forget(r, &a);
}

/* column [n]. The first of two columns of the same figures is kept. */
static void reject_twice(tb_cell_reader *w, wide_column *column, size_t n)
{
    tb_csv_row head = { .line = 1 };
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++) {
            if (column[i].is != TB_HEAD_FIGURES || column[k].is != TB_HEAD_FIGURES)
                continue;
            if (column[i].column != column[k].column || column[i].kind != column[k].kind)
                continue;
            if (column[i].year != column[k].year)
                continue;
            tb_spot at = tbi_reading_spot(w->r, w->csv, &head, (ptrdiff_t)i);
            tbi_reject_say(w->r->rejects, &at, TB_MSG_IMPORT_COLUMNS_TWICE, k + 1, i + 1,
                           w->index->code, w->index->indicator[column[i].column].code);
            column[i].is = TB_HEAD_SKIPPED; /* each of its figures would be a duplicate */
        }
}

/* Passed over, and said: a column that looked like figures must not vanish in silence. */
static void note_skipped(tb_cell_reader *w, const char *head)
{
    tbi_reading_note(w->r, "column-passed-over", TB_MSG_IMPORT_COLUMN_PASSED, head);
}

/* A year in a head against the year that was said for the table. */
static void check_year_head(tb_cell_reader *w, const tb_spot *at, int year)
{
    int said = w->at.year < 0 ? w->r->opts->year : 0;
    if (said == 0 || year == 0 || said == year)
        return;
    tbi_reject_say(w->r->rejects, at, TB_MSG_IMPORT_HEAD_OF_OTHER_YEAR, year, said);
}

/* [columns] of the table, the caller's to free; NULL: no memory, remembered in r. Heads are
 * fixed but their meaning depends on the index. Columns of the unit, the year or a label need no
 * year. */
static wide_column *read_heads(tb_cell_reader *w)
{
    size_t n = tbi_csv_columns(w->csv);
    wide_column *column = tbi_calloc(n + 1, sizeof *column);
    tb_csv_row head = { .line = 1 };
    size_t figures = 0;
    size_t unknown = 0;
    bool no_year = false;
    if (column == NULL)
        w->r->no_memory = true;
    for (size_t i = 0; column != NULL && i < n; i++) {
        const char *name = tbi_csv_head(w->csv, i);
        tb_head_meaning m = tbi_head_meaning(w->r, w->index, w->year, name);
        tb_spot at = tbi_reading_spot(w->r, w->csv, &head, (ptrdiff_t)i);
        column[i] = (wide_column){ m.is, m.column,    m.kind, m.year, name[0] == '\0', -1, 0,
                                   0,    (double)NAN, 0,      0 };
        /* columns that must belong to a year */
        bool used = m.is == TB_HEAD_FIGURES || m.is == TB_HEAD_GROUP;
        figures += used;
        if (m.is == TB_HEAD_UNKNOWN)
            reject_unknown(w, &at, name, unknown++ == 0);
        if (m.is == TB_HEAD_SKIPPED)
            note_skipped(w, name);
        if (used)
            check_year_head(w, &at, m.year);
        no_year = no_year || (used && m.year == 0 && w->year == 0);
    }
    if (column == NULL)
        return NULL;
    reject_twice(w, column, n);
    tb_spot table = { w->r->table[w->r->tables - 1].path, 1, 0, NULL, NULL };
    if (figures == 0 && unknown == 0)
        tbi_reject_say(w->r->rejects, &table, TB_MSG_IMPORT_NO_INDICATOR_COLUMN);
    if (no_year)
        tbi_cells_no_year(w, &table);
    return column;
}

/* A column without a head may count the rows, as R and pandas write it, and nothing else. */
static void check_nameless(tb_cell_reader *w, const tb_csv_row *row, wide_column *c, size_t i)
{
    long long x = 0;
    const tb_field *f = &row->field[i];
    if (f->n == 0)
        return;
    bool counts =
        tbi_parse_int(&x, f->text, f->n, 0, 10000000) && (c->last < 0 ? x <= 1 : x == c->last + 1);
    if (counts) {
        c->last = x;
        return;
    }
    tb_spot at = tbi_reading_spot(w->r, w->csv, row, (ptrdiff_t)i);
    tbi_reject_say(w->r->rejects, &at, TB_MSG_IMPORT_COLUMN_WITHOUT_HEAD, i + 1);
    c->nameless = false; /* said once */
}

/* The texts are borrowed, the value NaN: the caller fills in what the kind needs. */
static tb_fact make_fact(tb_cell_reader *w, const char *scope, ptrdiff_t column, const char *kind,
                         const char *text)
{
    const char *code = w->index->indicator[column].code;
    return (tb_fact){ w->year, scope,       column, code,        kind,     "",
                      text,    (double)NAN, 0,      "published", w->source };
}

/* The group of a unit: a letter, perhaps after "nhóm". Groups are A to D: a score in a column of
 * that name is passed over and said. */
static void put_group(tb_cell_reader *w, const tb_csv_row *row, size_t i, ptrdiff_t code)
{
    tb_arena a = { 0 };
    const char *text = tbi_arena_text_n(&a, row->field[i].text, row->field[i].n);
    const char *folded = text != NULL ? tbi_utf8_fold(&a, text) : NULL;
    ptrdiff_t total = tbi_builder_column(w->r->draft, w->index, "TOTAL", 5, false);
    if (folded != NULL && strncmp(folded, "nhom ", 5) == 0)
        folded += 5;
    tb_spot at = tbi_reading_spot(w->r, w->csv, row, (ptrdiff_t)i);
    if (folded != NULL && total >= 0 && strlen(folded) == 1 && folded[0] >= 'a' &&
        folded[0] <= 'd') {
        char letter[2] = { (char)(folded[0] - 'a' + 'A'), '\0' };
        tb_fact f = make_fact(w, w->r->draft->code[code], total, "group", letter);
        tbi_merge_fact(w->r, w->index, &f, &at);
    } else if (folded != NULL) {
        note_skipped(w, tbi_csv_head(w->csv, i));
    }
    tbi_reading_forget(w->r, &a);
}

/* "không công bố": the publisher gave no figure, which is a fact about the unit. */
static bool put_withheld(tb_cell_reader *w, const tb_csv_row *row, size_t i, ptrdiff_t column,
                         ptrdiff_t code)
{
    if (!tbi_says_withheld(row->field[i].text, row->field[i].n))
        return false;
    tb_fact f = make_fact(w, w->r->draft->code[code], column, "withheld", "1");
    f.value = 1;
    tb_spot at = tbi_reading_spot(w->r, w->csv, row, (ptrdiff_t)i);
    int64_t had = tbi_fact_at(w->index, &f);
    /* the score and the rank of one unit are both withheld: one fact */
    if (had < 0 || w->index->fact_table[had] != (unsigned)w->r->tables - 1)
        tbi_merge_fact(w->r, w->index, &f, &at);
    w->any = true;
    return true;
}

/* ---- rows about the whole country --------------------------------------------------------- */

/* The country's mean is kept twice: as a published fact, and beside the sum of the units, so
 * that check_means can compare the two. w->year is the column's meanwhile and put back at the
 * end. is: what the row is about. Only scores are kept, places of a mean mean nothing. */
static void put_summary(tb_cell_reader *w, const tb_csv_row *row, wide_column *column,
                        tb_summary_is is)
{
    static const char *const kinds[] = { [TB_SUMMARY_MEAN] = "mean",
                                         [TB_SUMMARY_MEDIAN] = "median",
                                         [TB_SUMMARY_BEST] = "best",
                                         [TB_SUMMARY_WORST] = "worst" };
    int year = w->year;
    for (size_t i = 0; i < row->count && is != TB_SUMMARY_OTHER; i++) {
        wide_column *c = &column[i];
        const tb_field *f = &row->field[i];
        tb_column_marks marks = w->marks[i];
        double x = 0;
        int decimals = 0;
        if (c->is != TB_HEAD_FIGURES || c->kind != TB_KIND_VALUE || f->n == 0)
            continue;
        w->year = c->year != 0 ? c->year : year;
        if (w->year == 0 ||
            tbi_number(&x, &decimals, &marks, f->text, f->n, row->line) != TB_NUMBER_READ)
            continue;
        char text[64];
        snprintf(text, sizeof text, "%.10g", x);
        tb_fact fact = make_fact(w, "VN", c->column, kinds[is], text);
        fact.value = x;
        /* half a unit of the last printed digit: what rounding explains */
        fact.tolerance = 0.5 * pow(10, -decimals);
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, (ptrdiff_t)i);
        tbi_merge_fact(w->r, w->index, &fact, &at);
        if (is != TB_SUMMARY_MEAN)
            continue;
        c->mean = x;
        c->mean_decimals = decimals;
        c->mean_line = row->line;
    }
    w->year = year;
    if (is != TB_SUMMARY_OTHER)
        return;
    const tb_field *said = &row->field[w->at.unit];
    tbi_reading_note(w->r, "rows-passed-over", TB_MSG_IMPORT_ROW_OF_NO_UNIT, row->line,
                     (int)(said->n < 80 ? said->n : 80), said->text);
}

/* What a row says of the country. Its name may stand in another column than the units' names. */
static tb_summary_is parse_summary(tb_cell_reader *w, const tb_csv_row *row,
                                   const wide_column *column)
{
    tb_arena a = { 0 };
    tb_summary_is is = TB_SUMMARY_NONE;
    for (size_t i = 0; i < row->count && is == TB_SUMMARY_NONE; i++) {
        const tb_field *f = &row->field[i];
        bool name = (ptrdiff_t)i == w->at.unit || column[i].is == TB_HEAD_UNIT ||
                    (column[i].is == TB_HEAD_LABEL && row->field[w->at.unit].n == 0);
        /* the first letters tell most units apart from these words */
        if (!name || f->n < 3 || f->n > 120 ||
            strchr("tTbBaAmMcClLnNgGđĐ\xC4"
                   "dD",
                   f->text[0]) == NULL)
            continue;
        const char *text = tbi_arena_text_n(&a, f->text, f->n);
        const char *folded = text != NULL ? tbi_utf8_fold(&a, text) : NULL;
        if (folded != NULL)
            is = tbi_summary_row(folded);
    }
    tbi_arena_free(&a);
    return is;
}

/* A printed mean that is not the mean of the figures printed above it. */
static void check_means(tb_cell_reader *w, const wide_column *column, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const wide_column *c = &column[i];
        if (isnan(c->mean) || c->count == 0 || c->count != w->units_then)
            continue;
        double mean = c->sum / (double)c->count;
        double off =
            0.5 * pow(10, -c->mean_decimals) + 0.0051; /* and what figures were rounded by */
        if (fabs(mean - c->mean) <= off)
            continue;
        tbi_reading_note(w->r, "mean", TB_MSG_IMPORT_MEAN_DIFFERS, w->index->code,
                         w->index->indicator[c->column].code, c->mean, c->mean_line, c->count,
                         mean);
    }
}

/* ---- rows of units ------------------------------------------------------------------------ */

/* Figures of units are summed up beside, for check_means. */
static void put_cell(tb_cell_reader *w, const tb_csv_row *row, wide_column *c, size_t i,
                     ptrdiff_t code, bool derived)
{
    double x = 0;
    int decimals = 0;
    if (c->is == TB_HEAD_GROUP) {
        put_group(w, row, i, code);
        return;
    }
    if (put_withheld(w, row, i, c->column, code))
        return;
    tb_column_marks marks = w->marks[i];
    const tb_field *f = &row->field[i];
    if (c->kind == TB_KIND_VALUE &&
        tbi_number(&x, &decimals, &marks, f->text, f->n, row->line) == TB_NUMBER_READ) {
        c->sum += x;
        c->count++;
    }
    tbi_cells_put(w, row, (ptrdiff_t)i, c->column, c->kind, code, derived);
}

/* The columns of one year in a row. false: the row was rejected. */
static bool put_year(tb_cell_reader *w, const tb_csv_row *row, wide_column *column, int year,
                     bool derived)
{
    ptrdiff_t code = -1;
    int before = w->year;
    if (year != 0)
        w->year = year;
    if (w->year == 0)
        return true; /* said when the heads were read */
    bool limits = year == 0 || tbi_cells_set_limits(w);
    for (size_t i = 0; i < row->count && limits; i++) {
        wide_column *c = &column[i];
        if ((c->is != TB_HEAD_FIGURES && c->is != TB_HEAD_GROUP) || c->year != year ||
            row->field[i].n == 0)
            continue;
        if (code < 0) {
            code = tbi_reading_unit(w->r, w->csv, row, w->at.unit, w->year);
            if (code < 0 || !tbi_cells_same_unit(w, row, code))
                break;
            tbi_units_seen(w, code);
        }
        put_cell(w, row, c, i, code, derived);
    }
    w->year = before;
    if (year != 0 && before != 0)
        (void)tbi_cells_set_limits(w);
    return code >= 0;
}

/* A row about the country, or the row of a unit once for each year that its heads name. */
static void put_row(tb_cell_reader *w, const tb_csv_row *row, wide_column *column)
{
    bool derived = false;
    size_t n = row->count;
    size_t first = 0;
    for (size_t i = 0; i < n; i++)
        if (column[i].is == TB_HEAD_LABEL && column[i].nameless)
            check_nameless(w, row, &column[i], i);
    /* the first column with something in it that counts */
    while (first < n &&
           !((column[first].is == TB_HEAD_FIGURES || column[first].is == TB_HEAD_GROUP) &&
             row->field[first].n > 0))
        first++;
    if (first == n)
        return; /* a row that nobody has filled in */
    if (!tbi_cells_set_source(w, row) || !tbi_cells_basis(w, row, &derived))
        return;
    tb_summary_is summary = parse_summary(w, row, column);
    /* a row about the country has no unit to look for */
    if (summary != TB_SUMMARY_NONE) {
        put_summary(w, row, column, summary);
        return;
    }
    /* each year of the heads once, in the order in which they come */
    for (size_t i = first; i < n; i++) {
        bool had = column[i].is != TB_HEAD_FIGURES && column[i].is != TB_HEAD_GROUP;
        for (size_t k = 0; k < i && !had; k++)
            had = (column[k].is == TB_HEAD_FIGURES || column[k].is == TB_HEAD_GROUP) &&
                  column[k].year == column[i].year && k >= first;
        if (!had)
            (void)put_year(w, row, column, column[i].year, derived);
    }
}

/* The year of the table, or of its last column that says one. */
static int find_year(const tb_cell_reader *w, const wide_column *column, size_t n)
{
    int year = w->year;
    for (size_t i = 0; i < n; i++)
        if (column[i].year > 0)
            year = column[i].year;
    return year;
}

/* Heads are read anew when the index of the rows changes; the means that are checked are those of
 * the last one. */
tb_status tbi_read_wide_table(tb_cell_reader *w, tb_err *err)
{
    tb_csv_row row;
    tb_status st = TB_OK;
    wide_column *column = NULL;
    const tb_builder_index *of = NULL;
    while ((st = tbi_reading_next(w->r, w->csv, &row, err)) == TB_OK && row.count > 0) {
        w->r->table[w->r->tables - 1].rows++;
        if (!tbi_cells_set_place(w, &row))
            continue;
        if (of != w->index) {
            free(column);
            column = read_heads(w);
            of = w->index;
            if (column == NULL || (w->year != 0 && !tbi_cells_set_limits(w)))
                continue;
        }
        put_row(w, &row, column);
    }
    if (column != NULL) {
        check_means(w, column, tbi_csv_columns(w->csv));
        tbi_note_left_out(w, find_year(w, column, tbi_csv_columns(w->csv)));
    }
    free(column);
    return st;
}

/* How well the columns of a wide table fit an index: all must be its own. */
static bool check_columns(tb_cell_reader *w, tb_builder_index *x)
{
    bool fit = x->has_structure;
    size_t own = 0;
    for (size_t i = 0; fit && i < tbi_csv_columns(w->csv); i++) {
        tb_head_meaning m = tbi_head_meaning(w->r, x, 0, tbi_csv_head(w->csv, i));
        fit = m.is != TB_HEAD_UNKNOWN;
        own += m.is == TB_HEAD_FIGURES && m.kind == TB_KIND_VALUE &&
               strcmp(x->indicator[m.column].code, "TOTAL") != 0;
    }
    return fit && own > 0;
}

/* Two indices that fit are as good as none: then the name of the file decides. */
tb_builder_index *tbi_cells_guess_index(tb_cell_reader *w)
{
    tb_builder *d = w->r->draft;
    tb_builder_index *found = NULL;
    size_t fits = 0;
    for (size_t i = 0; i < d->indices; i++)
        if (check_columns(w, d->index[i])) {
            found = d->index[i];
            fits++;
        }
    if (fits == 1)
        return found;
    return tbi_index_named(w->r, tbi_file_name(w->of->path));
}
