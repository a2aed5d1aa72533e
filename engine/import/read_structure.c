/* read_structure.c - the trees of the indices, their ranges and weights by span of years, and the
 * schemes in force. */
#include "base/error.h"
#include "import/reading.h"
#include "messages/import.h"
#include "messages/text.h"
#include "text/date.h"
#include "text/parse_number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct structure_columns {
    /* columns of the table, -1 for none */
    ptrdiff_t index, code, parent, name_vi, name_en, min, max, weight, first_year, last_year, kind,
        note, merge, same_as, factor;
} structure_columns;

/* A number, NaN when the field is empty. */
static double read_number_or_none(tb_reading *r, tb_csv *c, const tb_csv_row *row, ptrdiff_t column)
{
    double x = (double)NAN;
    if (column < 0 || row->field[column].n == 0)
        return x;
    const tb_field *f = &row->field[column];
    if (tbi_parse_double(&x, NULL, f->text, f->n, tbi_csv_separator(c) != ','))
        return x;
    tb_spot at = tbi_reading_spot(r, c, row, column);
    tbi_reject_say(r->rejects, &at, TB_MSG_TEXT_NOT_NUMBER_LEAVE_EMPTY,
                   (int)(f->n < 80 ? f->n : 80), f->text);
    return (double)NAN;
}

/* 0 for a year that was rejected. */
static int read_year_or(tb_reading *r, tb_csv *c, const tb_csv_row *row, ptrdiff_t column,
                        int otherwise)
{
    if (column < 0 || row->field[column].n == 0)
        return otherwise;
    return tbi_reading_year(r, c, row, column);
}

/* The index of a row: its column, else the one of the resource or of --index. */
static tb_builder_index *find_index(tb_reading *r, tb_csv *c, const tb_csv_row *row,
                                    ptrdiff_t column, const tb_resource *x, tb_arena *a)
{
    const char *code = tbi_reading_text(r, row, column, a);
    if (code[0] == '\0')
        code = x->index;
    if (code[0] == '\0' && r->opts->index != NULL)
        code = r->opts->index;
    tb_spot at = tbi_reading_spot(r, c, row, column);
    return tbi_reading_index(r, &at, code, strlen(code));
}

/* Whether a node of the column holds in any of the years. */
static bool is_overlapping(const tb_builder_index *x, size_t column, int first, int last)
{
    for (size_t i = 0; i < x->nodes; i++)
        if (x->node[i].indicator == column && x->node[i].first_year <= last &&
            first <= x->node[i].last_year)
            return true;
    return false;
}

/* The words stand in the order of tb_merge. An unknown one is rejected and read as if
 * nothing stood there, so that the row's other faults are found too. */
tb_merge tbi_reading_merge(tb_reading *r, tb_csv *c, const tb_csv_row *row, ptrdiff_t column,
                           tb_merge otherwise, tb_arena *a)
{
    static const char *const words[] = { "none", "mean", "sum", "population" };
    const char *word = tbi_reading_text(r, row, column, a);
    for (unsigned k = 0; k < sizeof words / sizeof *words; k++)
        if (strcmp(word, words[k]) == 0)
            return (tb_merge)k;
    if (word[0] == '\0')
        return otherwise;
    tb_spot at = tbi_reading_spot(r, c, row, column);
    tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_UNKNOWN_MERGE, word);
    return otherwise;
}

/* Columns are made of the code and of its parent, which may have its own row further below. */
static void add_node(tb_reading *r, tb_csv *c, const tb_csv_row *row, const structure_columns *at,
                     tb_builder_index *x, tb_arena *a)
{
    const char *code = tbi_reading_text(r, row, at->code, a);
    const char *parent = tbi_reading_text(r, row, at->parent, a);
    tb_spot spot = tbi_reading_spot(r, c, row, at->code);
    if (code[0] == '\0') {
        tbi_reject_say(r->rejects, &spot, TB_MSG_IMPORT_FIELD_EMPTY);
        return;
    }
    ptrdiff_t column = tbi_builder_column(r->draft, x, code, strlen(code), true);
    /* a parent may have its own row further below, or none at all */
    ptrdiff_t up = -1;
    if (parent[0] != '\0')
        up = tbi_builder_column(r->draft, x, parent, strlen(parent), true);
    tb_node n = { (size_t)column,
                  up,
                  tbi_reading_text(r, row, at->name_vi, a),
                  tbi_reading_text(r, row, at->name_en, a),
                  read_number_or_none(r, c, row, at->min),
                  read_number_or_none(r, c, row, at->max),
                  read_number_or_none(r, c, row, at->weight),
                  read_year_or(r, c, row, at->first_year, 0),
                  read_year_or(r, c, row, at->last_year, 9999),
                  tbi_reading_text(r, row, at->kind, a),
                  tbi_reading_text(r, row, at->note, a),
                  tbi_reading_merge(r, c, row, at->merge, x->merge, a),
                  tbi_reading_text(r, row, at->same_as, a),
                  read_number_or_none(r, c, row, at->factor) };
    /* a node that repeats another one in a different scale (SIPAS within PAR) */
    bool nested = n.same_as[0] != '\0';
    /* not `factor <= 0`: an empty factor is NaN */
    if (nested && !(n.factor > 0)) {
        tb_spot where = tbi_reading_spot(r, c, row, at->factor);
        tbi_reject_say(r->rejects, &where, TB_MSG_IMPORT_REPEAT_WITHOUT_FACTOR, code);
    }
    bool empty_range = n.min >= n.max;
    if (empty_range || n.weight < 0) {
        tb_spot where = tbi_reading_spot(r, c, row, empty_range ? at->max : at->weight);
        if (empty_range) {
            tbi_reject_say(r->rejects, &where, TB_MSG_IMPORT_RANGE_EMPTY, code, n.min, n.max);
            n.min = n.max = (double)NAN; /* said once: no score is outside it */
        } else {
            tbi_reject_say(r->rejects, &where, TB_MSG_IMPORT_WEIGHT_NEGATIVE, code, n.weight);
        }
    }
    if (column < 0 || (parent[0] != '\0' && up < 0)) {
        r->no_memory = true;
    } else if (up == column) {
        tbi_reject_say(r->rejects, &spot, TB_MSG_IMPORT_OWN_PARENT, code);
    } else if (n.first_year > n.last_year) {
        tbi_reject_say(r->rejects, &spot, TB_MSG_IMPORT_ENDS_BEFORE, code);
    } else if (is_overlapping(x, n.indicator, n.first_year, n.last_year)) {
        tbi_reject_say(r->rejects, &spot, TB_MSG_IMPORT_CODE_TWICE, code);
    } else {
        x->has_structure = true;
        if (!tbi_builder_node(r->draft, x, &n))
            r->no_memory = true;
    }
}

/* Only the code is required: an index may come from the resource or from the caller. */
tb_status tbi_read_structure(tb_reading *r, tb_csv *c, const tb_resource *x, tb_err *err)
{
    structure_columns at = { tbi_csv_column(c, "index"),        tbi_csv_column(c, "code"),
                             tbi_csv_column(c, "parent"),       tbi_csv_column(c, "name vi|name"),
                             tbi_csv_column(c, "name en|name"), tbi_csv_column(c, "min"),
                             tbi_csv_column(c, "max"),          tbi_csv_column(c, "weight"),
                             tbi_csv_column(c, "first year"),   tbi_csv_column(c, "last year"),
                             tbi_csv_column(c, "kind"),         tbi_csv_column(c, "note"),
                             tbi_csv_column(c, "merge"),        tbi_csv_column(c, "same as"),
                             tbi_csv_column(c, "factor") };
    tb_spot head = { x->path, 1, 0, NULL, NULL };
    if (at.code < 0) {
        tbi_reject_say(r->rejects, &head, TB_MSG_IMPORT_NO_COLUMN_CODE);
        return TB_OK;
    }
    tb_csv_row row;
    tb_status st;
    while ((st = tbi_reading_next(r, c, &row, err)) == TB_OK && row.count > 0) {
        tb_arena a = { 0 };
        r->table[r->tables - 1].rows++;
        tb_builder_index *index = find_index(r, c, &row, at.index, x, &a);
        if (index != NULL)
            add_node(r, c, &row, &at, index, &a);
        tbi_reading_forget(r, &a);
    }
    return st;
}

/* Whether cut-offs "A:90;B:80" fall from group to group; true where there are none. */
static bool is_falling(const char *text)
{
    double before = INFINITY;
    for (const char *p = text; p != NULL && *p != '\0'; p = strchr(p, ';')) {
        p += *p == ';';
        const char *colon = strchr(p, ':');
        /* "63:16/16": sizes by how many there are */
        if (colon == NULL || (*p >= '0' && *p <= '9'))
            return true;
        double from;
        if (!tbi_parse_double(&from, NULL, colon + 1, strcspn(colon + 1, ";"), false) ||
            !(from < before))
            return false;
        before = from;
    }
    return true;
}

/* Empty, cut-offs "A:90;B:80", or sizes "16/16/15/16" also by number grouped
 * "63:16/16/15/16;61:...". */
static bool check_groups(const char *text)
{
    if (text[0] != '\0' && strpbrk(text, "0123456789") == NULL)
        return false;
    for (const char *p = text; *p != '\0'; p++) {
        bool word =
            (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9');
        if (!word && strchr(":;/.,-+ ", *p) == NULL)
            return false;
    }
    return is_falling(text);
}

/* The day, month or year in which a scheme was announced; "" is with the results. What is known at
 * an origin is told by it, so no other word will do. */
static bool is_announcement(const char *text)
{
    int first;
    int last;
    return text[0] == '\0' || (strchr(text, '/') == NULL && tbi_date_span(&first, &last, text));
}

/* Two schemes of one index must not hold in one year; which one is in force would be unclear. */
tb_status tbi_read_schemes(tb_reading *r, tb_csv *c, const tb_resource *x, tb_err *err)
{
    ptrdiff_t index = tbi_csv_column(c, "index");
    ptrdiff_t scheme = tbi_csv_column(c, "scheme");
    ptrdiff_t first = tbi_csv_column(c, "first year");
    ptrdiff_t last = tbi_csv_column(c, "last year");
    ptrdiff_t announced = tbi_csv_column(c, "announced");
    ptrdiff_t groups = tbi_csv_column(c, "groups");
    tb_spot head = { x->path, 1, 0, NULL, NULL };
    if (scheme < 0 || first < 0) {
        tbi_reject_say(r->rejects, &head, TB_MSG_IMPORT_NO_COLUMN,
                       scheme < 0 ? "scheme" : "first_year");
        return TB_OK;
    }
    tb_csv_row row;
    tb_status st;
    while ((st = tbi_reading_next(r, c, &row, err)) == TB_OK && row.count > 0) {
        tb_arena a = { 0 };
        r->table[r->tables - 1].rows++;
        tb_builder_index *of = find_index(r, c, &row, index, x, &a);
        tb_scheme s = { tbi_reading_text(r, &row, scheme, &a), read_year_or(r, c, &row, first, 0),
                        read_year_or(r, c, &row, last, 9999),
                        tbi_reading_text(r, &row, announced, &a),
                        tbi_reading_text(r, &row, groups, &a) };
        /* overlaps are looked for before the scheme is added: it must not meet itself */
        bool twice = false;
        for (size_t i = 0; of != NULL && i < of->schemes; i++)
            twice = twice || (of->scheme[i].first_year <= s.last_year &&
                              s.first_year <= of->scheme[i].last_year);
        bool dated = is_announcement(s.announced);
        tb_spot at = tbi_reading_spot(r, c, &row, twice ? first : dated ? groups : announced);
        if (twice)
            tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_SCHEMES_OVERLAP, s.name);
        else if (!dated)
            tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_NOT_DATE, s.announced);
        else if (!check_groups(s.groups))
            tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_NOT_GROUPS, s.groups);
        else if (of != NULL && !tbi_builder_scheme(r->draft, of, &s))
            r->no_memory = true;
        tbi_reading_forget(r, &a);
    }
    return st;
}
