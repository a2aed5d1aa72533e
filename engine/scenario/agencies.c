/* agencies.c - the names of agencies by period, from a table of whoever asks. */
#include "base/error.h"
#include "base/file.h"
#include "messages/scenario.h"
#include "scenario/question.h"
#include "sheet/table_rows.h"
#include "text/date.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

/* The columns by number, in the order of `heads`. */
enum { AGENCY, NAME_VI, NAME_EN, FROM, TO, SUCCESSOR, SOURCE, CITY_VI, CITY_EN, COLUMNS };

/* Folded heads of each column, '|' between them. */
static const char *const heads[COLUMNS] = { "agency|id|ma|ma co quan",
                                            "name vi|ten|ten co quan",
                                            "name en|ten tieng anh",
                                            "from|tu|tu ngay",
                                            "to|den|den ngay",
                                            "successor|co quan ke tuc",
                                            "source|nguon",
                                            "city vi",
                                            "city en" };

typedef struct reader {
    /* whose arena the texts and rows are in */
    tb_scenario *s;
    const char *where; /* name of the file, for messages */
    tb_agency *row;    /* [n] */
    /* room: rows that there is space for, kept in step with line */
    size_t n, room;
    size_t *line; /* [n] where each stands */
} reader;

/* The days of a period; an empty date is open. */
static tb_status read_period(int *first, int *last, const reader *r, const tb_agency *one,
                             size_t line, tb_err *err)
{
    int ignored;
    *first = TB_DAY_FIRST;
    *last = TB_DAY_LAST;
    if (one->from[0] != '\0' && !tbi_date_span(first, &ignored, one->from))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_AGENCY_DATE, r->where, line, one->from);
    if (one->to[0] != '\0' && !tbi_date_span(&ignored, last, one->to))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_AGENCY_DATE, r->where, line, one->to);
    if (*first > *last)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_AGENCY_ENDS, r->where, line, one->name_vi,
                        one->to, one->from);
    return TB_OK;
}

/* A row must have a code and a name, and a period that no other name of the agency has. Periods
 * of one agency that overlap would give two names for one year. O(rows). */
static tb_status check_row(const reader *r, const tb_agency *one, size_t line, tb_err *err)
{
    int first;
    int last;
    if (one->agency[0] == '\0' || one->name_vi[0] == '\0')
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_AGENCY_NEEDS, r->where, line);
    tb_status st = read_period(&first, &last, r, one, line, err);
    for (size_t i = 0; i < r->n && st == TB_OK; i++) {
        int from;
        int to;
        if (strcmp(r->row[i].agency, one->agency) != 0)
            continue;
        st = read_period(&from, &to, r, &r->row[i], r->line[i], err);
        if (st == TB_OK && first <= to && from <= last)
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_AGENCY_OVERLAP, r->where, line,
                            one->agency, r->line[i]);
    }
    return st;
}

/* Rows grow by doubling in the scenario's arena; the old blocks stay there until it is freed.
 * line: of the file, so that a sentence can name the earlier of two rows. */
static tb_status put_row(reader *r, const tb_agency *one, size_t line, tb_err *err)
{
    if (r->n == r->room) {
        size_t room = r->room > 0 ? 2 * r->room : 32;
        tb_agency *row = TB_NEW(&r->s->own, tb_agency, room);
        size_t *lines = TB_NEW(&r->s->own, size_t, room);
        if (row == NULL || lines == NULL)
            return tbi_no_memory(err, "the agencies");
        for (size_t i = 0; i < r->n; i++) {
            row[i] = r->row[i];
            lines[i] = r->line[i];
        }
        r->row = row;
        r->line = lines;
        r->room = room;
    }
    r->row[r->n] = *one;
    r->line[r->n++] = line;
    return TB_OK;
}

/* The first fault ends the reading: unlike an import, a table of a planner's is short and mended
 * row by row. Needed are the columns of the code and of the Vietnamese name; heads may be in
 * either language. */
static tb_status read_rows(reader *r, tb_csv *c, tb_err *err)
{
    ptrdiff_t at[COLUMNS];
    const char *place = tbi_table_place(c, r->where, &r->s->own);
    if (place == NULL)
        return tbi_no_memory(err, "the agencies");
    r->where = place;
    for (size_t k = 0; k < COLUMNS; k++)
        at[k] = tbi_table_column(c, heads[k]);
    if (at[AGENCY] < 0 || at[NAME_VI] < 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_AGENCY_COLUMNS, r->where);
    for (;;) {
        tb_csv_row row;
        const char *cell[COLUMNS];
        tb_status st = tbi_table_next(c, &row, r->where, err);
        if (st != TB_OK || row.count == 0)
            return st;
        /* a column that is not there reads as "" in every row */
        for (size_t k = 0; k < COLUMNS; k++) {
            const tb_field *f = at[k] >= 0 && (size_t)at[k] < row.count ? &row.field[at[k]] : NULL;
            cell[k] = f != NULL && f->n > 0 ? tbi_utf8_composed(&r->s->own, f->text, f->n) : "";
            if (cell[k] == NULL)
                return tbi_no_memory(err, "the agencies");
        }
        tb_agency one = { .agency = cell[AGENCY],
                          .name_vi = cell[NAME_VI],
                          .name_en = cell[NAME_EN],
                          .from = cell[FROM],
                          .to = cell[TO],
                          .successor = cell[SUCCESSOR],
                          .source = cell[SOURCE],
                          .city_vi = cell[CITY_VI],
                          .city_en = cell[CITY_EN] };
        st = check_row(r, &one, row.line, err);
        if (st == TB_OK)
            st = put_row(r, &one, row.line, err);
        if (st != TB_OK)
            return st;
    }
}

/* Takes the place of an earlier table as a whole: names of one agency in two tables could
 * not be told apart. On failure the scenario is as it was. */
tb_status tb_scenario_add_agencies(tb_scenario *s, const char *path, tb_err *err)
{
    reader r = { .s = s, .where = tbi_file_name(path) };
    size_t files = s->files;
    const char *bytes = NULL;
    size_t size = 0;
    tb_csv *c = NULL;
    tb_status st = tbi_scenario_load(&bytes, &size, s, path, err); /* for its digest */
    if (st == TB_OK)
        st = tbi_table_open(&c, path,
                            "agency|id|ma|ma co quan|name vi|ten|ten co quan|from|to|tu ngay|den "
                            "ngay|successor",
                            err);
    if (st == TB_OK)
        st = read_rows(&r, c, err);
    tbi_csv_close(c);
    if (st != TB_OK) {
        /* the file was read for nothing: it must not appear among those that the answer
         * rests on */
        s->files = files;
        return st;
    }
    s->ask.agency = r.row;
    s->ask.agencies = r.n;
    return TB_OK;
}

tb_status tb_scenario_set_asked(tb_scenario *s, const char *date, tb_err *err)
{
    int first = 0;
    int last = 0;
    if (!tbi_date_span(&first, &last, date))
        return tbi_fail(err, TB_EARG, TB_MSG_SCENARIO_ASKED, date);
    s->ask.asked = first;
    return TB_OK;
}
