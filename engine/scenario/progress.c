/* progress.c - what was done and learnt since a plan was made, from a table or JSON. */
#include "base/error.h"
#include "base/file.h"
#include "messages/scenario.h"
#include "scenario/question.h"
#include "sheet/table_rows.h"
#include "text/date.h"
#include "text/parse_number.h"
#include "text/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* FIGURES: scores that one report of progress can hold; more are refused */
enum { MEMBERS = 9, FIGURES = 64 };

/* The columns of a table and the members of JSON. */
static const char *const member[MEMBERS] = { "lever", "date",      "done",  "note", "index",
                                             "year",  "std_error", "value", "kind" };
/* positions in `member` */
enum { LEVER, DATE, DONE, NOTE, INDEX, YEAR, STD_ERROR, VALUE, KIND };

typedef struct reader {
    tb_scenario *s;
    tb_lever *lever;            /* a copy of the scenario's, in which what is done is marked */
    tb_progress_figure *figure; /* [figures] */
    size_t figures, done;       /* done: measures said to be done */
    const char *where;          /* name of the file, for messages */
    size_t line;                /* of the table; of JSON the number of the entry */
} reader;

/* folded: without case and diacritics; the list ends with NULL. */
static bool is_one_of(const char *folded, const char *const *word)
{
    for (; *word != NULL; word++)
        if (strcmp(folded, *word) == 0)
            return true;
    return false;
}

/* The year of "2022"; 0 for anything else: a year read out of the front of other text would be a
 * guess. */
static int read_year(const char *text)
{
    long long year = 0;
    return tbi_parse_int(&year, text, strlen(text), 1, 9999) ? (int)year : 0;
}

/* The year of "2022", "2022-03", "2022-03-31" or "31/3/2022"; 0: there is no such day. */
static int read_year_of_day(const char *text)
{
    int first = 0;
    int last = 0;
    return tbi_date_span(&first, &last, text) ? first / 10000 : 0;
}

/* Yes and no in English and Vietnamese, with or without diacritics; an empty cell is no. */
static tb_status read_done(bool *out, const reader *r, const char *text, tb_err *err)
{
    static const char *const yes[] = { "yes",  "co", "da xong", "xong", "hoan thanh",
                                       "100%", "1",  "true",    NULL };
    static const char *const no[] = { "no", "chua",  "chua xong", "khong", "0",
                                      "0%", "false", "",          NULL };
    const char *folded = tbi_utf8_fold(&r->s->own, text);
    if (folded == NULL)
        return tbi_no_memory(err, "the progress");
    *out = is_one_of(folded, yes);
    if (*out || is_one_of(folded, no))
        return TB_OK;
    return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_PROGRESS_DONE, r->where, r->line, text);
}

/* Said to be done twice counts once; what is done stays done. The date's year lies after the
 * origin. cell [MEMBERS]. A measure is found by its id; the year of the date must lie within the
 * plan, after the origin up to the year of the goals. */
static tb_status read_measure(reader *r, const char *const *cell, tb_err *err)
{
    tb_lever *v = NULL;
    bool done = false;
    const tb_ask *ask = &r->s->ask;
    for (size_t i = 0; i < ask->levers; i++)
        if (strcmp(r->lever[i].id, cell[LEVER]) == 0)
            v = &r->lever[i];
    if (v == NULL)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_PROGRESS_LEVER, r->where, r->line,
                        cell[LEVER]);
    int year = read_year_of_day(cell[DATE]);
    if (cell[DATE][0] != '\0' && year == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_PROGRESS_NO_DAY, r->where, r->line,
                        cell[DATE]);
    if (cell[DATE][0] != '\0' && (year <= ask->origin || year > ask->year))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_PROGRESS_DATE, r->where, r->line, cell[DATE],
                        ask->origin + 1, ask->year);
    tb_status st = read_done(&done, r, cell[DONE], err);
    if (st != TB_OK)
        return st;
    r->done += done && !v->done;
    v->done |= done;
    v->done_year = year > 0 ? year : v->done_year;
    v->done_note = cell[NOTE];
    return TB_OK;
}

/* Decimal comma or point: progress is written by hand, in either language. */
static bool read_number(double *out, const char *text)
{
    int decimals;
    return tbi_parse_double(out, &decimals, text, strlen(text), true);
}

/* A figure learnt since the origin: of the unit's own count or of a survey, with its standard
 * error. value in points of the index, std_error too and above 0; the year may be a later one
 * than the origin only. */
static tb_status read_figure(reader *r, const char *const *cell, tb_err *err)
{
    tb_progress_figure one = { .index = cell[INDEX],
                               .kind = cell[KIND],
                               .year = read_year(cell[YEAR]) };
    bool kind = strcmp(one.kind, "own") == 0 || strcmp(one.kind, "survey") == 0;
    if (!kind)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_PROGRESS_KIND, r->where, r->line, one.kind);
    if (!read_number(&one.value, cell[VALUE]) || !read_number(&one.std_error, cell[STD_ERROR]) ||
        !(one.std_error > 0))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_PROGRESS_FIGURE, r->where, r->line,
                        one.index);
    if (one.year <= r->s->ask.origin)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_PROGRESS_YEAR, r->where, r->line, one.year,
                        r->s->ask.origin);
    if (r->figures == FIGURES)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_PROGRESS_MANY, r->where, (int)FIGURES);
    r->figure[r->figures++] = one;
    return TB_OK;
}

/* A row is about a measure or about a figure; with both, the measure counts. */
static tb_status read_row(reader *r, const char *const *cell, tb_err *err)
{
    if (cell[LEVER][0] != '\0')
        return read_measure(r, cell, err);
    if (cell[INDEX][0] != '\0')
        return read_figure(r, cell, err);
    return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_PROGRESS_NOTHING, r->where, r->line);
}

/* cell [MEMBERS]: texts by member, "" for a column that is not there. The delimiter is found by
 * the heads. Rows of both kinds, measures and figures, may stand in one table. */
static tb_status read_table(reader *r, const char *path, tb_err *err)
{
    tb_csv *c = NULL;
    const char *bytes = NULL;
    size_t size = 0;
    ptrdiff_t at[MEMBERS];
    tb_status st = tbi_scenario_load(&bytes, &size, r->s, path, err); /* for its digest */
    if (st == TB_OK)
        st = tbi_table_open(&c, path, "lever|index|done|value|kind|std error", err);
    if (st != TB_OK)
        return st;
    for (size_t k = 0; k < MEMBERS; k++)
        at[k] = tbi_table_column(c, k == STD_ERROR ? "std error" : member[k]);
    const char *place = tbi_table_place(c, r->where, &r->s->own);
    r->where = place != NULL ? place : r->where;
    while (st == TB_OK) {
        tb_csv_row row;
        const char *cell[MEMBERS];
        st = tbi_table_next(c, &row, r->where, err);
        if (st != TB_OK || row.count == 0)
            break;
        r->line = row.line;
        for (size_t k = 0; k < MEMBERS && st == TB_OK; k++) {
            cell[k] = at[k] >= 0 && (size_t)at[k] < row.count
                          ? tbi_utf8_composed(&r->s->own, row.field[at[k]].text, row.field[at[k]].n)
                          : "";
            st = cell[k] != NULL ? TB_OK : tbi_no_memory(err, "the progress");
        }
        if (st == TB_OK)
            st = read_row(r, cell, err);
    }
    tbi_csv_close(c);
    return st;
}

/* One object of a list: its members as texts. true becomes "yes", so that one reader serves
 * tables and JSON. */
static tb_status read_object(reader *r, const cJSON *o, tb_err *err)
{
    const char *cell[MEMBERS];
    const char *names[MEMBERS + 1] = { NULL };
    memcpy(names, member, sizeof member);
    tb_status st = tbi_json_only(o, names, r->where, err);
    for (size_t k = 0; k < MEMBERS && st == TB_OK; k++) {
        const cJSON *m = tbi_json_get(o, member[k]);
        cell[k] = cJSON_IsString(m)   ? tbi_arena_text(&r->s->own, m->valuestring)
                  : cJSON_IsNumber(m) ? tbi_arena_printf(&r->s->own, "%.10g", m->valuedouble)
                  : cJSON_IsTrue(m)   ? "yes"
                                      : "";
        st = cell[k] != NULL ? TB_OK : tbi_no_memory(err, "the progress");
    }
    return st == TB_OK ? read_row(r, cell, err) : st;
}

/* Two lists, "measures" and "scores", of which either may be absent. r->line counts entries
 * through both, for the sentence about a fault. */
static tb_status read_json(reader *r, const char *path, tb_err *err)
{
    static const char *const lists[] = { "measures", "scores" };
    const char *bytes = NULL;
    size_t size = 0;
    cJSON *root = NULL;
    const cJSON *o;
    tb_status st = tbi_scenario_load(&bytes, &size, r->s, path, err);
    if (st == TB_OK)
        st = tbi_json_parse(&root, bytes, size, r->where, err);
    for (size_t k = 0; k < 2 && st == TB_OK; k++)
        cJSON_ArrayForEach(o, tbi_json_get(root, lists[k]))
        {
            r->line++;
            st = st == TB_OK ? read_object(r, o, err) : st;
        }
    cJSON_Delete(root);
    return st;
}

/* What is done is marked in a copy of the measures: on failure the scenario is as it was. A
 * report that says nothing is refused, since it is surely the wrong file. TB_EDATA: an unknown
 * measure, a year outside the plan, or nothing said at all. The figures are weighed later, by
 * the stage that draws. */
tb_status tb_scenario_add_progress(tb_scenario *s, const char *path, tb_err *err)
{
    size_t n = strlen(path);
    bool json = n > 5 && strcmp(path + n - 5, ".json") == 0;
    reader r = { .s = s, .where = tbi_file_name(path) };
    size_t files = s->files;
    r.lever = TB_NEW(&s->own, tb_lever, s->ask.levers);
    r.figure = TB_NEW(&s->own, tb_progress_figure, FIGURES);
    if (r.lever == NULL || r.figure == NULL)
        return tbi_no_memory(err, "the progress");
    if (s->ask.levers > 0)
        memcpy(r.lever, s->ask.lever, s->ask.levers * sizeof *r.lever);
    tb_status st = json ? read_json(&r, path, err) : read_table(&r, path, err);
    if (st == TB_OK && r.done == 0 && r.figures == 0)
        st = tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_PROGRESS_EMPTY, r.where);
    if (st != TB_OK) {
        s->files = files; /* the answer does not rest on it */
        return st;
    }
    s->ask.lever = r.lever;
    s->ask.measures_done = r.done;
    s->ask.figure = r.figure;
    s->ask.figures = r.figures;
    return TB_OK;
}
