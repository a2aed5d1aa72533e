/* cell_reader.c - one figure of a table on its way into the draft. The inner loop of an import:
 * what a row shares with the row before is not looked up again. */
#include "import/cell_reader.h"

#include "base/file.h"
#include "messages/import.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* How many bytes of a field a message shows; an int for "%.*s". */
static int clip_length(const tb_field *f)
{
    return (int)(f->n < 80 ? f->n : 80);
}

/* The most places there can be: units of the year, or what the publisher says that it ranked if
 * that is more. */
bool tbi_cells_set_limits(tb_cell_reader *w)
{
    w->limit = tbi_reading_limits(w->r, w->index, w->year);
    w->units_then = tbi_reading_units_in(w->r, w->year);
    int ranked = tbi_builder_n_ranked(w->index, w->year);
    if (w->units_then > 0 && ranked > 0 && (size_t)ranked > w->units_then)
        w->units_then = (size_t)ranked;
    if (w->limit == NULL)
        w->r->no_memory = true;
    return w->limit != NULL;
}

/* A table that offers itself as complete makes its index complete: then sums that do not
 * hold are rejected (check_sums.c). */
bool tbi_cells_set_index(tb_cell_reader *w, const tb_spot *at, const char *code, size_t n)
{
    w->index = tbi_reading_index(w->r, at, code, n);
    if (w->index != NULL && w->of->complete)
        w->index->complete = true;
    return w->index != NULL;
}

/* A text that is no number; apart from the reading of numbers, since an error is a large thing. */
static void reject_number(tb_cell_reader *w, const tb_csv_row *row, ptrdiff_t column,
                          tb_number_is is)
{
    const tb_field *f = &row->field[column];
    tb_err why = TB_ERR_INIT;
    tb_spot at = tbi_reading_spot(w->r, w->csv, row, column);
    if (f->n == 0) {
        tbi_reject_say(w->r->rejects, &at, TB_MSG_IMPORT_NO_VALUE);
        return;
    }
    (void)tbi_number_refuse(is, &w->marks[column], f->text, f->n, &why);
    tbi_reject(w->r->rejects, &at, &why);
}

/* Number or rejection. */
static bool is_number(tb_cell_reader *w, const tb_csv_row *row, ptrdiff_t column, double *x,
                      int *decimals)
{
    const tb_field *f = &row->field[column];
    tb_number_is is = tbi_number(x, decimals, &w->marks[column], f->text, f->n, row->line);
    if (is != TB_NUMBER_READ)
        reject_number(w, row, column, is);
    return is == TB_NUMBER_READ;
}

/* A percent of the maximum is a fact and no cell; check_sums.c makes values of these at the end.
 * Its tolerance is one unit of the last digit. f: the field as printed, kept as the fact's text. */
static void put_percent(tb_cell_reader *w, const tb_reading_cell *x, const tb_field *f,
                        const tb_spot *at)
{
    const char *code = w->index->indicator[x->column].code;
    char text[64];
    snprintf(text, sizeof text, "%.*s", clip_length(f) < 60 ? clip_length(f) : 60, f->text);
    const char *unit = w->r->draft->code[x->code];
    tb_fact fact = { x->year,
                     unit,
                     x->column,
                     code,
                     "percent",
                     "",
                     text,
                     x->value,
                     pow(10, -x->decimals),
                     x->derived ? "derived" : "published",
                     x->source };
    tbi_merge_fact(w->r, w->index, &fact, at);
}

/* Whether the rules of a year make a node of parts. */
static bool is_composed(const tb_builder_index *x, ptrdiff_t column, int year)
{
    for (size_t i = 0; i < x->nodes; i++)
        if (x->node[i].parent == column && x->node[i].first_year <= year &&
            x->node[i].last_year >= year)
            return true;
    return false;
}

/* The limits of index, year and column in turn; the first one that is broken is said, and
 * the cell stays as it was. A figure that passes goes to merge.c, which knows what is there
 * already. */
void tbi_cells_put(tb_cell_reader *w, const tb_csv_row *row, ptrdiff_t from, ptrdiff_t column,
                   tb_cell_kind kind, ptrdiff_t code, bool derived)
{
    tb_reading_cell x = { .index = w->index,
                          .column = column,
                          .code = code,
                          .year = w->year,
                          .derived = derived,
                          .source = w->source };
    const tb_field *f = &row->field[from];
    /* a sum of parts is made anew of its parts, and never taken for published */
    if (w->computed && kind == TB_KIND_VALUE && is_composed(w->index, column, w->year)) {
        w->any = true;
        /* said once at the end of the table, with how many */
        w->computed_rows++;
        return;
    }
    /* places are also written "1/63" and the like, which is no number */
    bool place = kind == TB_KIND_RANK && tbi_place(&x.value, f->text, f->n);
    if (!place && !is_number(w, row, from, &x.value, &x.decimals))
        return;
    const tb_limit *limit = &w->limit[column];
    const char *name = w->index->indicator[column].code;
    /* a maximum of 2.5 that was computed as 2.5000000000000004 is no fault */
    double slack = 1e-9;
    if (!limit->exists) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, from);
        tbi_reject_say(w->r->rejects, &at, TB_MSG_IMPORT_NOT_IN_SCHEME, w->index->code, name,
                       w->year);
    } else if (kind == TB_KIND_RANK &&
               (x.value != floor(x.value) || x.value < 1 || x.value > INT16_MAX)) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, from);
        tbi_reject_say(w->r->rejects, &at, TB_MSG_IMPORT_NOT_PLACE, x.value);
    } else if (kind == TB_KIND_RANK && w->units_then > 0 && x.value > (double)w->units_then) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, from);
        tbi_reject_say(w->r->rejects, &at, TB_MSG_IMPORT_PLACE_ABOVE_UNITS, x.value, w->year,
                       w->units_then);
    } else if (kind == TB_KIND_VALUE &&
               (x.value < limit->lo - slack || x.value > limit->hi + slack)) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, from);
        tbi_reject_say(w->r->rejects, &at, TB_MSG_IMPORT_OUTSIDE_RANGE, x.value, w->index->code,
                       name, w->year, isnan(limit->lo) ? (double)-INFINITY : limit->lo,
                       isnan(limit->hi) ? (double)INFINITY : limit->hi);
    } else if (kind == TB_KIND_PERCENT && (x.value < 0 || x.value > 100 + slack)) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, from);
        tbi_reject_say(w->r->rejects, &at, TB_MSG_IMPORT_NOT_PERCENTAGE, x.value);
    } else {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, from);
        w->any = true;
        if (kind == TB_KIND_VALUE)
            tbi_merge_value(w->r, &x, &at);
        else if (kind == TB_KIND_RANK)
            tbi_merge_rank(w->r, &x, &at);
        else
            put_percent(w, &x, &row->field[from], &at);
    }
}

/* Rows without a source have the file's name as theirs, made with the first such row. false: no
 * memory. w->source goes with each figure. */
bool tbi_cells_set_source(tb_cell_reader *w, const tb_csv_row *row)
{
    const tb_field *f = w->at.source >= 0 ? &row->field[w->at.source] : NULL;
    if (f == NULL || f->n == 0) {
        const char *name = tbi_file_name(w->of->path);
        if (w->own_source < 0)
            w->own_source = tbi_builder_source(w->r->draft, name, strlen(name));
        if (w->own_source < 0)
            w->r->no_memory = true;
        w->source = w->own_source;
        /* an empty field is no text that the next row could repeat */
        w->last_source.n = 0;
        return w->source >= 0;
    }
    if (tb_last_text_is_again(&w->last_source, f))
        return true;
    w->source = tbi_builder_source(w->r->draft, f->text, f->n);
    tb_last_text_remember(&w->last_source, f);
    if (w->source < 0)
        w->r->no_memory = true;
    return w->source >= 0;
}

/* w->computed remembers that the row says "computed", which counts as derived otherwise. Empty
 * is published. false: a word that is none of the three, rejected. */
bool tbi_cells_basis(tb_cell_reader *w, const tb_csv_row *row, bool *derived)
{
    *derived = false;
    w->computed = false;
    const tb_field *f = w->at.basis >= 0 ? &row->field[w->at.basis] : NULL;
    if (f == NULL || f->n == 0 || (f->n == 9 && memcmp(f->text, "published", 9) == 0))
        return true;
    *derived = true;
    w->computed = f->n == 8 && memcmp(f->text, "computed", 8) == 0;
    if ((f->n == 7 && memcmp(f->text, "derived", 7) == 0) ||
        (f->n == 8 && memcmp(f->text, "computed", 8) == 0))
        return true;
    tb_spot at = tbi_reading_spot(w->r, w->csv, row, w->at.basis);
    tbi_reject_say(w->r->rejects, &at, TB_MSG_IMPORT_NOT_BASIS, clip_length(f), f->text);
    return false;
}

/* A row must be of the index and the year that the caller named for tables that do not say them:
 * neither overrules the other in silence. Said once a table. Tables of a package name their own
 * index and are not asked. */
static void check_named(tb_cell_reader *w, const tb_csv_row *row)
{
    const tb_import_opts *o = w->r->opts;
    if (w->of->packaged)
        return;
    if (w->at.index >= 0 && o->index != NULL && !w->other_index &&
        strcasecmp(o->index, w->index->code) != 0) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, w->at.index);
        w->other_index = true;
        tbi_reject_say(w->r->rejects, &at, TB_MSG_IMPORT_ROW_OF_OTHER_INDEX, w->index->code,
                       o->index);
    }
    if (w->at.year >= 0 && o->year != 0 && !w->other_year && o->year != w->year) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, w->at.year);
        w->other_year = true;
        tbi_reject_say(w->r->rejects, &at, TB_MSG_IMPORT_ROW_OF_OTHER_YEAR, w->year, o->year);
    }
}

/* Forgets the last text before it looks up a new one: a field that was rejected must be rejected
 * again in the next row. false: the row is rejected. Sets w->index, w->year and the limits of
 * both. */
bool tbi_cells_set_place(tb_cell_reader *w, const tb_csv_row *row)
{
    bool changed = false;
    if (w->at.index >= 0 && !tb_last_text_is_again(&w->last_index, &row->field[w->at.index])) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, w->at.index);
        w->last_index.n = w->last_indicator.n = 0;
        if (!tbi_cells_set_index(w, &at, row->field[w->at.index].text, row->field[w->at.index].n))
            return false;
        tb_last_text_remember(&w->last_index, &row->field[w->at.index]);
        changed = true;
    }
    if (w->at.year >= 0 && !tb_last_text_is_again(&w->last_year, &row->field[w->at.year])) {
        w->last_year.n = 0;
        if ((w->year = tbi_reading_year(w->r, w->csv, row, w->at.year)) == 0)
            return false;
        tb_last_text_remember(&w->last_year, &row->field[w->at.year]);
        changed = true;
    }
    if (changed)
        check_named(w, row);
    return !changed || tbi_cells_set_limits(w);
}

/* Names that are no unit say nothing against the code; those of another unit do. The code counts
 * ("01"), a name in another column ("Hà Nội") must not contradict it: a row that was sorted in
 * part is found so. */
bool tbi_cells_same_unit(tb_cell_reader *w, const tb_csv_row *row, ptrdiff_t code)
{
    for (size_t i = 0; i < w->name_columns && w->r->draft->has_units; i++) {
        const tb_field *f = &row->field[w->name_column[i]];
        const tb_field *said = &row->field[w->at.unit];
        if (f->n == 0)
            continue;
        ptrdiff_t other = tbi_reading_unit_of(w->r, f->text, f->n, w->year);
        if (other < 0 || other == code)
            continue;
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, w->at.unit);
        tbi_reject_say(w->r->rejects, &at, TB_MSG_IMPORT_TWO_UNITS, clip_length(said), said->text,
                       clip_length(f), f->text, w->r->draft->code[code], w->r->draft->code[other]);
        return false;
    }
    return true;
}

/* Said in two ways: several years in the titles are another mistake than none. */
void tbi_cells_no_year(tb_cell_reader *w, const tb_spot *at)
{
    if (w->r->said_year < 0)
        tbi_reject_say(w->r->rejects, at, TB_MSG_IMPORT_YEARS_SEVERAL);
    else
        tbi_reject_say(w->r->rejects, at, TB_MSG_IMPORT_NO_YEAR);
    w->r->rejects->remedies |= TB_REMEDY_YEAR;
}
