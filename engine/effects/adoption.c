/* adoption.c - who adopted what, and from which year does it count? Rows of the panel's table or of
 * a user's file, each checked. */
#include <tangbac/effects.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/refusals.h"
#include "messages/effects.h"
#include "sheet/table_rows.h"
#include "text/csv.h"
#include "text/date.h"
#include "text/numbers.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rows of all sources, user's first; measure [measures]: ids in the order of their first row.
 * row, line and measure have the same room. */
struct tb_exposures {
    tb_arena arena;
    tb_exposure *row;
    size_t *line; /* of the table, for errors */
    size_t count, room;
    const char **measure;
    size_t measures;
};

void tb_exposures_free(tb_exposures *a)
{
    if (a == NULL)
        return;
    tbi_arena_free(&a->arena);
    free(a);
}

size_t tb_exposures_count(const tb_exposures *a)
{
    return a->count;
}

const tb_exposure *tb_exposure_at(const tb_exposures *a, size_t i)
{
    return i < a->count ? &a->row[i] : NULL;
}

size_t tb_exposures_measures(const tb_exposures *a)
{
    return a->measures;
}

const char *tb_exposures_measure(const tb_exposures *a, size_t i)
{
    return i < a->measures ? a->measure[i] : NULL;
}

/* A row as texts, wherever it stands. */
typedef struct row_text {
    const char *path;
    size_t line;
    const char *measure, *unit, *status, *date, *adopt, *exposure, *not_before, *not_after;
    const char *basis, *source;
    const char *name[TB_TABLE_NAMES]; /* [names] what the row calls the unit beside */
    size_t names;
} row_text;

/* A year in a text, also as "2019.0"; 0 for an empty one, -1 for none. */
static int parse_year(const char *text)
{
    long long year = 0;
    if (text[0] == '\0')
        return 0;
    return tbi_whole_number(&year, text, strlen(text), 1900, 9999) ? (int)year : -1;
}

static tb_status read_year(int *out, const row_text *t, const char *column, const char *text,
                           tb_err *err)
{
    *out = parse_year(text);
    if (*out >= 0)
        return TB_OK;
    return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_BAD_YEAR, t->path, t->line, column, text);
}

/* Year and day (MMDD; 100 x month without a day, 0 with the year alone) of a date.
 * 20240600 and 20240000 stand for a month and a year: a day that is not known is no day of the
 * month. */
static tb_status read_date(int *year, int *day, const row_text *t, tb_err *err)
{
    int first, last;
    *year = 0;
    *day = 0;
    if (t->date[0] == '\0')
        return TB_OK;
    if (!tbi_date_span(&first, &last, t->date) || first / 10000 < 1900)
        return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_BAD_DATE, t->path, t->line, t->date);
    *year = first / 10000;
    if (first == last)
        *day = first % 10000;
    else if (first / 100 == last / 100)
        *day = first % 10000 / 100 * 100;
    return TB_OK;
}

/* A trial counts as not yet adopted, and so does a place that may have decided but was not seen
 * to start. */
static bool read_status(tb_exposure_status *out, const char *word)
{
    static const struct {
        const char *word;
        tb_exposure_status status;
    } words[] = { { "dated", TB_EXPOSURE_DATED },   { "bounded", TB_EXPOSURE_BOUNDED },
                  { "trial", TB_EXPOSURE_NOT_YET }, { "decided_or_not_yet", TB_EXPOSURE_NOT_YET },
                  { "never", TB_EXPOSURE_NEVER },   { "unknown", TB_EXPOSURE_UNKNOWN } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].word, word) == 0) {
            *out = words[i].status;
            return true;
        }
    return false;
}

/* The years of a row: of its date (with the day in it, MMDD), as given for the exposure, and the
 * bounds. Those that contradict each other are refused. */
static tb_status read_years(tb_exposure *r, int *day, int *given, const row_text *t, tb_err *err)
{
    int year = 0;
    tb_status st = read_date(&year, day, t, err);
    if (st == TB_OK)
        st = read_year(&r->adopt_year, t, "adopt_year", t->adopt, err);
    if (st == TB_OK)
        st = read_year(given, t, "exposure_year", t->exposure, err);
    if (st == TB_OK)
        st = read_year(&r->not_before, t, "not_before", t->not_before, err);
    if (st == TB_OK)
        st = read_year(&r->not_after, t, "not_after", t->not_after, err);
    if (st != TB_OK)
        return st;
    if (year != 0 && r->adopt_year != 0 && r->adopt_year != year)
        return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_TWO_YEARS, t->path, t->line, t->date,
                        r->adopt_year);
    if (r->adopt_year == 0)
        r->adopt_year = year;
    if (*given != 0 && *given < r->adopt_year)
        return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_EXPOSED_BEFORE, t->path, t->line, *given,
                        r->adopt_year);
    return TB_OK;
}

/* A row without a status is dated when it has a year, else bounded by what bounds it has. */
static tb_status find_status(tb_exposure *r, int given, const row_text *t, tb_err *err)
{
    bool dated = r->adopt_year != 0 || given != 0;
    bool bounded = r->not_before != 0 || r->not_after != 0;
    r->status = dated ? TB_EXPOSURE_DATED : TB_EXPOSURE_UNKNOWN;
    if (t->status[0] == '\0' && !dated && bounded)
        r->status = r->not_after != 0 ? TB_EXPOSURE_BOUNDED : TB_EXPOSURE_NOT_YET;
    if (t->status[0] != '\0' && !read_status(&r->status, t->status))
        return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_BAD_STATUS, t->path, t->line, t->status);
    if (r->status == TB_EXPOSURE_NEVER && dated)
        return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_NEVER_AND_YEAR, t->path, t->line,
                        given != 0 ? given : r->adopt_year);
    if (r->status == TB_EXPOSURE_DATED && !dated)
        return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_DATED_WITHOUT_YEAR, t->path, t->line);
    return TB_OK;
}

/* Years and status of a row. cutoff: MMDD, the last day of a year that still counts for that year.
 * exposure_year stays 0 for whatever is not dated. */
static tb_status read_row(tb_exposure *r, const row_text *t, int cutoff, tb_err *err)
{
    int day = 0, given = 0;
    tb_status st = read_years(r, &day, &given, t, err);
    if (st == TB_OK)
        st = find_status(r, given, t, err);
    if (st != TB_OK || r->status != TB_EXPOSURE_DATED)
        return st;
    int adopted = r->adopt_year != 0 ? r->adopt_year : given;
    if ((r->not_before != 0 && adopted < r->not_before) ||
        (r->not_after != 0 && adopted > r->not_after))
        return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_CONTRADICTS, t->path, t->line, adopted,
                        r->not_before, r->not_after != 0 ? r->not_after : 9999);
    /* in service by the cutoff counts for the same year; later, or with the year alone, for the
     * next */
    r->exposure_year = day != 0 && day <= cutoff ? adopted : adopted + 1;
    if (given != 0)
        r->exposure_year = given;
    return TB_OK;
}

/* The arrays are left in the arena when they grow: doubled each time, they waste no more than
 * they hold. */
static bool grow_rows(tb_exposures *a)
{
    if (a->count < a->room)
        return true;
    size_t room = a->room == 0 ? 256 : 2 * a->room;
    tb_exposure *row = TB_NEW(&a->arena, tb_exposure, room);
    size_t *line = TB_NEW(&a->arena, size_t, room);
    const char **measure = TB_NEW(&a->arena, const char *, room);
    if (a->arena.refused)
        return false;
    if (a->count > 0) {
        memcpy(row, a->row, a->count * sizeof *row);
        memcpy(line, a->line, a->count * sizeof *line);
        memcpy(measure, a->measure, a->measures * sizeof *measure);
    }
    a->row = row;
    a->line = line;
    a->measure = measure;
    a->room = room;
    return true;
}

/* The same unit and measure twice: with two years it reverses, otherwise it is a duplicate.
 * Reversal is refused because every estimator takes exposure to be absorbing. */
static tb_status check_repeated(const tb_exposures *a, const tb_exposure *r, const row_text *t,
                                size_t from, tb_err *err)
{
    for (size_t i = from; i < a->count; i++) {
        const tb_exposure *other = &a->row[i];
        if (strcmp(other->measure, r->measure) != 0 || strcmp(other->unit, r->unit) != 0)
            continue;
        if (other->exposure_year != 0 && r->exposure_year != 0 &&
            other->exposure_year != r->exposure_year)
            return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_REVERSES, t->path, t->line, t->unit,
                            r->measure, other->exposure_year, r->exposure_year);
        return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_TWICE, t->path, t->line, t->unit, r->measure);
    }
    return TB_OK;
}

/* Once each; there is room, see grow_rows(). */
static void add_measure(tb_exposures *a, const char *measure)
{
    for (size_t i = 0; i < a->measures; i++)
        if (strcmp(a->measure[i], measure) == 0)
            return;
    a->measure[a->measures++] = measure;
}

/* Years in which a name of the old units holds. */
static tb_status find_unit(const char **code, const tb_panel *p, const row_text *t, int year,
                           tb_err *err)
{
    enum { BEFORE_THE_MERGERS = 2024 };
    tb_err why = TB_ERR_INIT;
    size_t row = 0;
    if (year == 0 || year > BEFORE_THE_MERGERS)
        year = BEFORE_THE_MERGERS;
    tb_status st = tb_panel_find_unit(&row, p, t->unit, year, &why);
    for (size_t i = 0; i < t->names && st == TB_OK; i++)
        st = tb_panel_same_unit(p, row, t->name[i], year, &why);
    if (st == TB_OK) {
        *code = tb_panel_unit(p, row)->code;
        return TB_OK;
    }
    if (st != TB_EDATA)
        return tbi_no_memory(err, "a table of adoptions");
    return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_BAD_UNIT, t->path, t->line, why.message,
                    why.message_vi[0] != '\0' ? why.message_vi : why.message);
}

/* from: first row of the same source; a unit and a measure may stand there once. */
static tb_status add_row(tb_exposures *a, const tb_panel *p, const row_text *t, int cutoff,
                         size_t from, tb_err *err)
{
    if (!grow_rows(a))
        return tbi_no_memory(err, "a table of adoptions");
    tb_exposure r = { .measure = tbi_arena_text(&a->arena, t->measure) };
    r.date = tbi_arena_text(&a->arena, t->date);
    r.basis = tbi_arena_text(&a->arena, t->basis);
    r.source = tbi_arena_text(&a->arena, t->source);
    const char *code = NULL;
    tb_status st = read_row(&r, t, cutoff, err);
    if (st == TB_OK)
        st = find_unit(&code, p, t, r.adopt_year, err);
    if (st != TB_OK)
        return st;
    r.unit = tbi_arena_text(&a->arena, code);
    if (a->arena.refused)
        return tbi_no_memory(err, "a table of adoptions");
    st = check_repeated(a, &r, t, from, err);
    if (st != TB_OK)
        return st;
    add_measure(a, r.measure);
    a->line[a->count] = t->line;
    a->row[a->count++] = r;
    return TB_OK;
}

/* Whether the file of events names a measure: then the panel's rows of it are passed over. */
static bool is_named(const tb_exposures *a, size_t rows, const char *measure)
{
    for (size_t i = 0; i < rows; i++)
        if (strcmp(a->row[i].measure, measure) == 0)
            return true;
    return false;
}

/* own: rows of the user's file. A measure that the file names is taken from there alone, never
 * mixed. */
static tb_status add_panel(tb_exposures *a, const tb_panel *p, int cutoff, tb_err *err)
{
    size_t own = a->count;
    for (size_t i = 0; i < tb_panel_adoptions(p); i++) {
        const tb_adoption *t = tb_panel_adoption_at(p, i);
        char adopted[16] = "", exposed[16] = "", before[16] = "", after[16] = "";
        if (t->adopt_year != 0)
            snprintf(adopted, sizeof adopted, "%d", t->adopt_year);
        if (t->exposure_year != 0)
            snprintf(exposed, sizeof exposed, "%d", t->exposure_year);
        if (t->not_before != 0)
            snprintf(before, sizeof before, "%d", t->not_before);
        if (t->not_after != 0)
            snprintf(after, sizeof after, "%d", t->not_after);
        row_text r = { tb_panel_path(p), i + 2,  t->measure, t->unit,  t->status, t->date,  adopted,
                       exposed,          before, after,      t->basis, t->source, { NULL }, 0 };
        if (is_named(a, own, r.measure))
            continue;
        tb_status st = add_row(a, p, &r, cutoff, own, err);
        if (st != TB_OK)
            return st;
    }
    return TB_OK;
}

/* Only the columns that are there are read; one way to date an adoption is needed at least. */
static tb_status add_file(tb_exposures *a, const tb_panel *p, const char *path, int cutoff,
                          tb_err *err)
{
    static const char *const heads[] = { "measure|giai phap",
                                         NULL,
                                         "status|trang thai",
                                         "date|ngay|ngay ap dung|thoi diem ap dung",
                                         "adopt year|nam|nam ap dung",
                                         "exposure year",
                                         "not before|khong som hon",
                                         "not after|khong muon hon",
                                         "basis|can cu",
                                         "source|nguon" };
    enum { COLUMNS = 10, UNIT = 1 };
    tb_csv *c = NULL;
    ptrdiff_t at[COLUMNS];
    tb_status st = tbi_table_open(&c, path,
                                  TB_UNIT_NAMES "|measure|giai phap|status|date|ngay|ngay ap "
                                                "dung|adopt year|nam|nam ap dung|exposure year",
                                  err);
    if (st != TB_OK)
        return st;
    const char *place = tbi_table_place(c, path, &a->arena);
    path = place != NULL ? place : path;
    for (size_t k = 0; k < COLUMNS; k++)
        at[k] = k == UNIT ? tbi_table_unit(c) : tbi_table_column(c, heads[k]);
    tb_table_names names;
    tbi_table_names(&names, c, at[UNIT]);
    const char *missing = at[0] < 0 ? "measure" : at[1] < 0 ? "unit" : NULL;
    if (missing == NULL && at[3] < 0 && at[4] < 0 && at[5] < 0)
        missing = "exposure_year";
    if (missing != NULL)
        st = tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_NO_COLUMN, path, missing);
    while (st == TB_OK) {
        tb_csv_row row;
        tb_err why = TB_ERR_INIT;
        const char *text[COLUMNS];
        bool fatal = false;
        st = tbi_csv_next(c, &row, &fatal, &why);
        if (st != TB_OK)
            st = tbi_fail(err, st, TB_MSG_EFFECTS_BAD_ROW, path, row.line, why.message,
                          why.message_vi[0] != '\0' ? why.message_vi : why.message);
        if (st != TB_OK || row.count == 0)
            break;
        for (size_t k = 0; k < COLUMNS; k++)
            text[k] = at[k] < 0
                          ? ""
                          : tbi_arena_text_n(&a->arena, row.field[at[k]].text, row.field[at[k]].n);
        if (a->arena.refused) {
            st = tbi_no_memory_of(err, path);
            break;
        }
        row_text r = { path,    row.line, text[0], text[1], text[2], text[3],  text[4],
                       text[5], text[6],  text[7], text[8], text[9], { NULL }, 0 };
        char room[TB_TABLE_NAMES][TB_TABLE_NAME_MOST];
        for (r.names = 0; r.names < names.count; r.names++)
            r.name[r.names] = tbi_table_name(room[r.names], &names, r.names, &row);
        st = add_row(a, p, &r, cutoff, 0, err);
    }
    tbi_csv_close(c);
    return st;
}

/* Adoptions are of the provinces as they were, so the panel before mergers is read. The file
 * comes first. */
tb_status tb_exposures_read(tb_exposures **out, const tb_panel *p, const char *events, int cutoff,
                            tb_err *err)
{
    *out = NULL;
    if (tb_panel_unmerged(p) != NULL)
        p = tb_panel_unmerged(p);
    if (events == NULL && tb_panel_adoptions(p) == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_NO_EVENTS, tb_panel_path(p));
    tb_exposures *a = tbi_calloc(1, sizeof *a);
    if (a == NULL)
        return tbi_no_memory(err, "a table of adoptions");
    tb_status st = events != NULL ? add_file(a, p, events, cutoff, err) : TB_OK;
    if (st == TB_OK)
        st = add_panel(a, p, cutoff, err);
    if (st != TB_OK) {
        tb_exposures_free(a);
        return st;
    }
    *out = a;
    return TB_OK;
}
