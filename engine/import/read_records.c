/* read_records.c - the plain tables beside the figures, row by row: reforms and who adopted them,
 * agencies, criteria, sampling errors, studies. What cannot be is refused with its place. */
#include "base/error.h"
#include "import/reading.h"
#include "messages/import.h"
#include "panel/record.h"
#include "text/date.h"
#include "text/parse_number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    COLUMNS_MOST = 32,
    ANSWERS_MOST = 100000000 /* of one unit's survey: no country has more people */
};

typedef struct row_at {
    /* of the import; c: the table; row: the one at hand */
    tb_reading *r;
    tb_csv *c;
    const tb_csv_row *row;
    const ptrdiff_t *column; /* of the form's columns in the table, -1 = none */
    /* what the columns of the table are called, and where their members stand in a row */
    const tb_record_form *form;
    tb_arena *scratch;
} row_at;

/* The place of a member by its name in the form. */
static tb_spot make_spot(const row_at *w, const char *name)
{
    ptrdiff_t column = -1;
    for (size_t k = 0; k < w->form->columns; k++)
        if (strcmp(w->form->column[k].name, name) == 0)
            column = w->column[k];
    return tbi_reading_spot(w->r, w->c, w->row, column);
}

/* One sentence with one text in it. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
/* Always false, so that a check can end with it. The formats are macros of messages/, both
 * with one %s. */
static bool refuse_row(const row_at *w, const char *name, const char *en, const char *vi,
                       const char *what)
{
    tb_spot at = make_spot(w, name);
    tbi_reject_say(w->r->rejects, &at, en, vi, what);
    return false;
}
#pragma GCC diagnostic pop

/* One cell into its member. false: rejected. out: the struct of the form's kind; texts are
 * borrowed from scratch. Numbers NaN and years 0 where the cell is empty. */
static bool fill_member(const row_at *w, size_t k, void *out)
{
    const tb_record_column *f = &w->form->column[k];
    void *member = (char *)out + f->offset;
    const char *text = tbi_reading_text(w->r, w->row, w->column[k], w->scratch);
    if (text[0] == '\0' && f->need)
        return refuse_row(w, f->name, TB_MSG_IMPORT_FIELD_EMPTY_NEEDED, f->name);
    if (f->type == TB_RECORD_TEXT) {
        *(const char **)member = text;
        return true;
    }
    if (f->type == TB_RECORD_NUMBER) {
        *(double *)member = (double)NAN;
        if (text[0] == '\0' ||
            tbi_parse_double(member, NULL, text, strlen(text), tbi_csv_separator(w->c) != ','))
            return true;
        return refuse_row(w, f->name, TB_MSG_IMPORT_NOT_NUMBER, text);
    }
    long long year = 0;
    bool fine =
        text[0] == '\0' || tbi_parse_int(&year, text, strlen(text), TB_YEAR_FIRST, TB_YEAR_LAST);
    *(int *)member = (int)year;
    return fine || refuse_row(w, f->name, TB_MSG_IMPORT_NOT_YEAR_1990, text);
}

/* list ends with NULL; case counts. */
static bool is_in(const char *word, const char *const *list)
{
    for (; *list != NULL; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}

/* "2019", "2019-04" or "2019-04-01" as the days that it spans; slashes are for tables of users. */
static bool read_span(int *first, int *last, const char *text)
{
    return strchr(text, '/') == NULL && tbi_date_span(first, last, text) &&
           *first / 10000 >= TB_YEAR_FIRST && *first / 10000 <= TB_YEAR_LAST;
}

/* *year is its year. */
static bool read_date(const char *text, int *year)
{
    int first;
    int last;
    if (!read_span(&first, &last, text))
        return false;
    *year = first / 10000;
    return true;
}

/* Without a units table every code may be one. */
static bool is_known_unit(const row_at *w, const char *unit)
{
    const tb_builder *d = w->r->draft;
    if (!d->has_units || tbi_hash_map_get(&d->code_at, unit, strlen(unit), false) >= 0)
        return true;
    return refuse_row(w, "unit", TB_MSG_IMPORT_NOT_UNIT_CODE_60, unit);
}

/* ---- What a row of each table must hold ---- */

/* From the first day that `from` may mean to the last one of `to`; an empty date is open. */
static bool read_period(int *first, int *last, const tb_agency *a)
{
    int ignored;
    *first = TB_DAY_FIRST;
    *last = TB_DAY_LAST;
    return (a->from[0] == '\0' || read_span(first, &ignored, a->from)) &&
           (a->to[0] == '\0' || read_span(&ignored, last, a->to));
}

/* A name of an agency and the days on which it was called so; empty dates are open. */
static bool check_agency(const row_at *w, void *row)
{
    const tb_agency *a = row;
    int first;
    int last;
    int year;
    if (a->from[0] != '\0' && !read_date(a->from, &year))
        return refuse_row(w, "from", TB_MSG_IMPORT_NOT_DATE, a->from);
    if (!read_period(&first, &last, a))
        return refuse_row(w, "to", TB_MSG_IMPORT_NOT_DATE, a->to);
    if (first > last)
        return refuse_row(w, "to", TB_MSG_IMPORT_NAME_ENDS_BEFORE, a->to);
    return true;
}

/* Two names of one agency at the same time. */
static bool is_overlapping(const tb_agency *a, const tb_agency *b)
{
    int from_a;
    int to_a;
    int from_b;
    int to_b;
    return strcmp(a->agency, b->agency) == 0 && read_period(&from_a, &to_a, a) &&
           read_period(&from_b, &to_b, b) && from_a <= to_b && from_b <= to_a;
}

/* t: the names that were read before this one. */
static bool check_agency_periods(const row_at *w, const tb_records *t, void *row)
{
    const tb_agency *a = row;
    for (size_t i = 0; i < t->n; i++) {
        const tb_agency *b = tbi_record_at(t, TB_RECORD_AGENCY, i);
        if (is_overlapping(a, b))
            return refuse_row(w, "from", TB_MSG_IMPORT_PERIODS_OVERLAP, a->agency);
    }
    return true;
}

/* Bounds are years, 0 for none. */
static bool check_adoption_bounds(const row_at *w, const tb_adoption *a)
{
    if (a->not_before > 0 && a->not_after > 0 && a->not_before > a->not_after)
        return refuse_row(w, "not_after", TB_MSG_IMPORT_BOUNDS_WITHOUT_YEAR, "");
    bool outside = a->adopt_year > 0 && ((a->not_before > a->adopt_year) ||
                                         (a->not_after > 0 && a->not_after < a->adopt_year));
    if (outside)
        return refuse_row(w, "adopt_year", TB_MSG_IMPORT_ADOPTED_OUTSIDE_BOUNDS, "");
    return true;
}

/* Fills in what follows from the rest: a status where there is none, the year of a date. row: a
 * tb_adoption. Dates as 2021, 2021-06 or 2021-06-30 by read_date. */
static bool check_adoption(const row_at *w, void *row)
{
    static const char *const statuses[] = { "dated",   "trial", "bounded", "decided_or_not_yet",
                                            "unknown", NULL };
    tb_adoption *a = row;
    int year = 0;
    if (a->status[0] == '\0')
        a->status = a->date[0] != '\0' || a->adopt_year > 0 ? "dated"
                    : a->not_before > 0 || a->not_after > 0 ? "bounded"
                                                            : "unknown";
    if (!is_in(a->status, statuses))
        return refuse_row(w, "status", TB_MSG_IMPORT_UNKNOWN_ADOPTION, a->status);
    if (a->date[0] != '\0' && !read_date(a->date, &year))
        return refuse_row(w, "date", TB_MSG_IMPORT_NOT_DATE, a->date);
    if (strcmp(a->status, "dated") == 0) {
        if (year > 0 && a->adopt_year > 0 && a->adopt_year != year)
            return refuse_row(w, "adopt_year", TB_MSG_IMPORT_ADOPTED_OTHER_DATE, a->date);
        a->adopt_year = a->adopt_year > 0 ? a->adopt_year : year;
        if (a->adopt_year == 0)
            return refuse_row(w, "date", TB_MSG_IMPORT_DATED_WITHOUT_DATE, "");
    }
    return is_known_unit(w, a->unit) && check_adoption_bounds(w, a);
}

/* A maximum that is not known (NaN) is no fault. */
static bool check_criterion(const row_at *w, void *row)
{
    static const char *const hows[] = { "", "report", "survey", "statistic", NULL };
    const tb_criterion *k = row;
    if (!is_in(k->how, hows))
        return refuse_row(w, "how", TB_MSG_IMPORT_NOT_WAY_TO_SCORE, k->how);
    if (k->max <= 0)
        return refuse_row(w, "max", TB_MSG_IMPORT_NOT_MAXIMUM,
                          tbi_reading_text(w->r, w->row, w->column[6], w->scratch));
    return true;
}

/* The range of the node in the year; false: the row was rejected. *range in points; NaN where
 * the scheme states none. */
static bool read_range(const row_at *w, const tb_precision *p, double *range)
{
    *range = (double)NAN;
    tb_builder_index *x = tbi_builder_index_of(w->r->draft, p->index, strlen(p->index), false);
    if (x == NULL)
        return refuse_row(w, "index", TB_MSG_IMPORT_NO_SUCH_INDEX, p->index);
    ptrdiff_t column =
        tbi_builder_column(w->r->draft, x, p->indicator, strlen(p->indicator), false);
    if (column < 0) {
        tb_spot at = make_spot(w, "indicator");
        tbi_reading_no_indicator(w->r, x, &at, p->indicator, strlen(p->indicator));
        return false;
    }
    const tb_limit *limit = tbi_reading_limits(w->r, x, p->year);
    if (limit == NULL) {
        w->r->no_memory = true;
        return false;
    }
    if (!limit[column].exists)
        return refuse_row(w, "year", TB_MSG_IMPORT_NOT_IN_THAT_YEAR, p->indicator);
    *range = limit[column].hi - limit[column].lo;
    return true;
}

/* The standard error of a score between two limits is at most half their distance, with one answer;
 * so much is no measurement. */
static bool check_error(const row_at *w, const char *name, double se, double range)
{
    const char *text = "";
    for (size_t k = 0; k < w->form->columns; k++)
        if (strcmp(w->form->column[k].name, name) == 0)
            text = tbi_reading_text(w->r, w->row, w->column[k], w->scratch);
    if (isnan(se))
        return true;
    if (!(se > 0) || isinf(se))
        return refuse_row(w, name, TB_MSG_IMPORT_ERROR_NOT_POSITIVE, text);
    if (se > range / 2)
        return refuse_row(w, name, TB_MSG_IMPORT_ERROR_ABOVE_SCALE, text);
    return true;
}

/* Either an error or a number of answers; the unit must hold in the year. row: a tb_precision.
 * std_error in points, n answers. */
static bool check_precision(const row_at *w, void *row)
{
    static const char *const bases[] = { "", "published", "derived", NULL };
    const tb_precision *p = row;
    double range;
    if (!read_range(w, p, &range) ||
        tbi_reading_unit(w->r, w->c, w->row, w->column[3], p->year) < 0)
        return false;
    if (!check_error(w, "std_error", p->std_error, range) ||
        !check_error(w, "std_error_high", p->std_error_high, range))
        /* comparisons with NaN are false: what was not said is no fault */
        return false;
    if (p->std_error_high < p->std_error)
        return refuse_row(w, "std_error_high", TB_MSG_IMPORT_ERRORS_REVERSED, "");
    if (isnan(p->std_error) && isnan(p->n))
        return refuse_row(w, "std_error", TB_MSG_IMPORT_NEITHER_ERROR_NOR_ANSWERS, "");
    if (!isnan(p->n) && (p->n < 1 || p->n > ANSWERS_MOST || p->n != floor(p->n)))
        return refuse_row(w, "n", TB_MSG_IMPORT_NOT_ANSWERS,
                          tbi_reading_text(w->r, w->row, w->column[5], w->scratch));
    return is_in(p->basis, bases) || refuse_row(w, "basis", TB_MSG_IMPORT_NOT_BASIS_OF, p->basis);
}

/* Adoptions and criteria of a package that says which measures there are name one of them. */
static bool check_measure(const row_at *w, const char *measure)
{
    const tb_records *t = &w->r->draft->record[TB_RECORD_MEASURE];
    for (size_t i = 0; i < t->n; i++)
        if (strcmp(((const tb_measure *)tbi_record_at(t, TB_RECORD_MEASURE, i))->measure,
                   measure) == 0)
            return true;
    return t->n == 0 || refuse_row(w, "measure", TB_MSG_IMPORT_UNKNOWN_MEASURE, measure);
}

/* The four signs that a study can have found. */
static bool check_study(const row_at *w, void *row)
{
    static const char *const signs[] = { "positive", "negative", "mixed", "none", NULL };
    const tb_study *s = row;
    return is_in(s->sign, signs) || refuse_row(w, "sign", TB_MSG_IMPORT_NOT_SIGN, s->sign);
}

/* false: the row was rejected. Fields may be filled in on the way. Kinds without rules of their
 * own are taken as they are. */
static bool check_row(const row_at *w, tb_record_kind kind, void *row)
{
    switch (kind) {
    case TB_RECORD_AGENCY:
        return check_agency(w, row) && check_agency_periods(w, &w->r->draft->record[kind], row);
    case TB_RECORD_ADOPTION:
        return check_measure(w, ((tb_adoption *)row)->measure) && check_adoption(w, row);
    case TB_RECORD_CRITERION:
        return check_criterion(w, row);
    case TB_RECORD_PRECISION:
        return check_precision(w, row);
    case TB_RECORD_STUDY:
        return check_study(w, row);
    case TB_RECORD_MEASURE:
    case TB_RECORD_KINDS:
        break;
    }
    return true;
}

/* ---- The table ---- */

/* A published standard error takes the place of a row that knows the number of answers alone: the
 * package has the designs of surveys whose errors are in workbooks of the publisher's. */
static bool replace_design(tb_records *t, size_t at, tb_record_kind kind, const void *row)
{
    tb_precision *old = tbi_record_at(t, kind, at);
    const tb_precision *p = row;
    if (kind != TB_RECORD_PRECISION || !isnan(old->std_error) || isnan(p->std_error))
        return false;
    old->std_error = p->std_error;
    old->std_error_high = p->std_error_high;
    old->n = isnan(p->n) ? old->n : p->n;
    return true;
}

/* The key of a row; false: it stands already, or was taken there, or there is no memory. Columns
 * of the form that are marked as key make it. */
static bool enter_key(const row_at *w, tb_records *t, tb_record_kind kind, const void *row)
{
    const char *key = "";
    for (size_t k = 0; k < w->form->columns && key != NULL; k++)
        if (w->form->column[k].key)
            key = tbi_arena_printf(w->scratch, "%s%s\x1f", key,
                                   tbi_reading_text(w->r, w->row, w->column[k], w->scratch));
    if (key == NULL) {
        w->r->no_memory = true;
        return false;
    }
    ptrdiff_t stands = tbi_hash_map_get(&t->key, key, strlen(key), false);
    if (stands >= 0 && replace_design(t, (size_t)stands, kind, row))
        return false;
    if (stands >= 0) {
        tb_spot at = tbi_reading_spot(w->r, w->c, w->row, -1);
        tbi_reject_say(w->r->rejects, &at, TB_MSG_IMPORT_ROW_TWICE);
        return false;
    }
    if (!tbi_hash_map_put(&t->key, key, strlen(key), false, (uint32_t)t->n))
        w->r->no_memory = true;
    return true;
}

/* All cells are looked at even after one was rejected. Texts are in the scratch arena until
 * tbi_record_add copies them. What was rejected leaves no row. */
static void read_row(const row_at *w, tb_record_kind kind)
{
    union {
        tb_agency agency;
        tb_measure measure;
        tb_adoption adoption;
        tb_criterion criterion;
        tb_precision precision;
        tb_study study;
    } row = { .agency = { 0 } };
    tb_records *t = &w->r->draft->record[kind];
    if (kind == TB_RECORD_ADOPTION && w->row->field[w->column[0]].n == 0) {
        bool blank = true; /* a template's row: the unit stands, the rest does not */
        for (size_t k = 2; k < w->form->columns && blank; k++)
            blank = w->column[k] < 0 || w->row->field[w->column[k]].n == 0;
        if (blank)
            return;
    }
    bool fine = true;
    for (size_t k = 0; k < w->form->columns; k++)
        fine = fill_member(w, k, &row) && fine;
    if (fine && check_row(w, kind, &row) && enter_key(w, t, kind, &row) &&
        !tbi_record_add(t, kind, &row, &w->r->draft->own))
        w->r->no_memory = true;
}

/* column [f->columns]: where each member stands in the table, -1 for those that it lacks. A
 * missing column that is needed rejects the table, the first one by name. */
tb_status tbi_read_records(tb_reading *r, tb_csv *c, tb_record_kind kind, tb_err *err)
{
    const tb_record_form *f = &tbi_record_forms[kind];
    ptrdiff_t column[COLUMNS_MOST];
    for (size_t k = 0; k < f->columns; k++) {
        column[k] = tbi_csv_column(c, f->column[k].heads);
        if (column[k] >= 0 || !f->column[k].need)
            continue;
        tb_spot at = { r->table[r->tables - 1].path, 1, 0, NULL, NULL };
        tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_NO_COLUMN, f->column[k].name);
        return TB_OK;
    }
    tb_csv_row row;
    tb_status st;
    while ((st = tbi_reading_next(r, c, &row, err)) == TB_OK && row.count > 0) {
        tb_arena a = { 0 };
        r->table[r->tables - 1].rows++;
        read_row(&(row_at){ r, c, &row, column, f, &a }, kind);
        tbi_reading_forget(r, &a);
    }
    return st;
}
