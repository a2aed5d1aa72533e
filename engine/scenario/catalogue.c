/* catalogue.c - measures from files: a CSV of measures (one row a component), a province's own
 * score sheet, or JSON. */
#include "base/error.h"
#include "base/file.h"
#include "messages/scenario.h"
#include "scenario/question.h"
#include "scenario/score_form.h"
#include "sheet/table_rows.h"
#include "text/csv.h"
#include "text/json_read.h"
#include "text/numbers.h"
#include "text/parse_number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* COLUMNS: at least as many as either list of columns has */
enum { COLUMNS = 32, CELL = 4096 };

/* A table being read: columns by name, the row as texts of their own. */
typedef struct reader {
    tb_arena *arena;
    const char *where;
    tb_csv *csv;
    size_t line;
    /* of the columns that are looked for */
    const char *const *name; /* NULL-terminated */
    ptrdiff_t at[COLUMNS];
    const char *cell[COLUMNS];      /* "" when absent */
    tb_column_marks marks[COLUMNS]; /* how each column marks decimals */
} reader;

/* "FILE:LINE: what 'id'" in both languages; id may be NULL. */
static tb_status refuse_row(const reader *r, tb_err *err, const char *what, const char *what_vi,
                            const char *id)
{
    return tbi_fail(err, TB_EDATA, "%s:%zu: %s%.0s%s%s%s", "%s:%zu: %.0s%s%s%s%s", r->where,
                    r->line, what, what_vi, id != NULL ? " '" : "", id != NULL ? id : "",
                    id != NULL ? "'" : "");
}

/* Columns by their names, in any case and with spaces for underscores. */
static void find_columns(reader *r)
{
    for (size_t i = 0; r->name[i] != NULL; i++) {
        char head[32];
        snprintf(head, sizeof head, "%s", r->name[i]);
        for (char *p = head; *p != '\0'; p++)
            *p = *p == '_' ? ' ' : *p;
        r->at[i] = tbi_table_column(r->csv, head);
    }
}

/* The next row into cell; *more is false behind the last one. */
static tb_status read_next(reader *r, bool *more, tb_err *err)
{
    tb_csv_row row;
    bool fatal;
    tb_err why = TB_ERR_INIT;
    tb_status st = tbi_csv_next(r->csv, &row, &fatal, &why);
    if (st == TB_ENOMEM)
        return tbi_no_memory(err, "the measures");
    if (st != TB_OK)
        return tbi_fail_within(err, st, &why, TB_MSG_SCENARIO_AT_LINE, r->where, row.line);
    *more = row.count > 0;
    r->line = row.line;
    for (size_t i = 0; r->name[i] != NULL && *more; i++) {
        const tb_field *f = r->at[i] >= 0 ? &row.field[r->at[i]] : NULL;
        r->cell[i] = f != NULL && f->n > 0 ? tbi_arena_text_n(r->arena, f->text, f->n) : "";
        if (r->cell[i] == NULL)
            return tbi_no_memory(err, "the measures");
    }
    return TB_OK;
}

/* A number in a cell; stays as it is when the cell is empty. */
static tb_status read_number(double *out, reader *r, size_t column, tb_err *err)
{
    const char *text = r->cell[column];
    tb_err why = TB_ERR_INIT;
    if (text[0] == '\0' ||
        tbi_column_number(out, &r->marks[column], text, strlen(text), r->line, &why) == TB_OK)
        return TB_OK;
    return tbi_fail_within(err, TB_EDATA, &why, TB_MSG_SCENARIO_IN_COLUMN, r->where, r->line,
                           r->name[column]);
}

/* After the last row: a column whose marks might as well set thousands apart. */
static tb_status check_marks(const reader *r, tb_err *err)
{
    tb_err why = TB_ERR_INIT;
    for (size_t i = 0; r->name[i] != NULL; i++)
        if (tbi_column_doubt(&r->marks[i], &why) != TB_OK)
            return tbi_fail_within(err, TB_EDATA, &why, TB_MSG_SCENARIO_IN_COLUMN, r->where,
                                   r->marks[i].line, r->name[i]);
    return TB_OK;
}

/* "a|b" as a list of ids. */
static tb_status read_ids(const char *const **out, size_t *n, const reader *r, size_t column,
                          tb_err *err)
{
    const char *text = r->cell[column];
    *out = tbi_no_ids;
    *n = 0;
    if (text[0] == '\0')
        return TB_OK;
    size_t most = 1;
    for (const char *p = text; *p != '\0'; p++)
        most += *p == '|';
    const char **id = TB_NEW(r->arena, const char *, most);
    if (id == NULL)
        return tbi_no_memory(err, "the measures");
    while (*text != '\0') {
        size_t len = strcspn(text, "|");
        if (len > 0 && (id[(*n)++] = tbi_arena_text_n(r->arena, text, len)) == NULL)
            return tbi_no_memory(err, "the measures");
        text += len + (text[len] == '|');
    }
    *out = id;
    return TB_OK;
}

enum {
    ID,
    NAME_VI,
    NAME_EN,
    AGENCY_VI,
    AGENCY_EN,
    COMPONENT,
    MEAN,
    SD,
    PER,
    LAG,
    COST,
    COST_UNIT,
    REQUIRES,
    EXCLUDES,
    LINK,
    NOTE,
    NOTE_VI,
    SOURCE,
    QUANTITY_VI,
    QUANTITY_EN,
    DEADLINE,
    ORDERED_BY,
    OFFERED_FROM,
    OFFERED_TO,
    AIMS_AT
};
static const char *const lever_columns[] = {
    "id",          "name_vi",     "name_en",  "agency_vi",  "agency_en",    "component",
    "mean",        "sd",          "per",      "lag",        "cost",         "cost_unit",
    "requires",    "excludes",    "link",     "note",       "note_vi",      "source",
    "quantity_vi", "quantity_en", "deadline", "ordered_by", "offered_from", "offered_to",
    "aims_at",     NULL
};

/* One row of a table is one effect. given: the user has a mean of his own; NaN mean and sd: the
 * evidence is looked for. */
static tb_status read_row_effect(tb_lever_effect *e, reader *r, tb_err *err)
{
    *e = (tb_lever_effect){ .component = r->cell[COMPONENT],
                            .mean = NAN,
                            .sd = NAN,
                            .link = r->cell[LINK],
                            .note = r->cell[NOTE],
                            .note_vi = r->cell[NOTE_VI],
                            .aims_at = r->cell[AIMS_AT],
                            .source = r->cell[SOURCE],
                            .lost = NAN,
                            .chance = NAN,
                            .how = "" };
    if (e->component[0] == '\0')
        return refuse_row(r, err, TB_MSG_SCENARIO_ROW_NO_COMPONENT, r->cell[ID]);
    const char *per = r->cell[PER];
    if (per[0] != '\0' && strcmp(per, "points") != 0 && strcmp(per, "headroom") != 0)
        return refuse_row(r, err, TB_MSG_SCENARIO_ROW_PER, per);
    e->headroom = strcmp(per, "headroom") == 0;
    tb_status st = read_number(&e->mean, r, MEAN, err);
    if (st == TB_OK)
        st = read_number(&e->sd, r, SD, err);
    if (st != TB_OK)
        return st;
    /* what the user says goes before all evidence */
    e->given = !isnan(e->mean);
    char where[512];
    snprintf(where, sizeof where, "%s:%zu", r->where, r->line);
    return tbi_effect_check(e, r->cell[ID], where, err);
}

/* The year of a date "2021-06-01" or of "2021"; stays as it is when the cell is empty. */
static tb_status read_offered_year(int *out, const reader *r, size_t column, tb_err *err)
{
    const char *text = r->cell[column];
    char year[5] = "";
    double value = NAN;
    if (text[0] == '\0')
        return TB_OK;
    snprintf(year, sizeof year, "%s", text);
    size_t digits = strspn(text, "0123456789");
    bool is = digits == 4 && (text[4] == '\0' || text[4] == '-') &&
              tbi_parse_double(&value, NULL, year, strlen(year), false);
    if (!is || value < 1990 || value > 9999)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_OFFERED_YEAR, r->where, r->line,
                        r->name[column], text);
    *out = (int)value;
    return TB_OK;
}

/* A name or agency missing in one language is taken from the other, a name at last from the id.
 * Without a cost each measure costs 1, so that a budget counts measures; lag -1: not said. */
static tb_status read_row_lever(tb_lever *v, reader *r, tb_err *err)
{
    *v = (tb_lever){ .id = r->cell[ID],
                     .name_vi = r->cell[NAME_VI],
                     .name_en = r->cell[NAME_EN],
                     .agency_vi = r->cell[AGENCY_VI],
                     .agency_en = r->cell[AGENCY_EN],
                     .cost = 1,
                     .cost_unit = r->cell[COST_UNIT],
                     .lag = -1,
                     .quantity_vi = r->cell[QUANTITY_VI],
                     .quantity_en = r->cell[QUANTITY_EN],
                     .deadline = r->cell[DEADLINE],
                     .ordered_by = r->cell[ORDERED_BY],
                     .offered_to = 9999,
                     .sheet_unit = "" };
    if (v->id[0] == '\0')
        return refuse_row(r, err, TB_MSG_SCENARIO_ROW_NO_ID, NULL);
    if (v->name_vi[0] == '\0')
        v->name_vi = v->name_en[0] != '\0' ? v->name_en : v->id;
    if (v->name_en[0] == '\0')
        v->name_en = v->name_vi;
    if (v->agency_vi[0] == '\0')
        v->agency_vi = v->agency_en;
    if (v->agency_en[0] == '\0')
        v->agency_en = v->agency_vi;
    /* a cost of 1 that was written down is not the same as none */
    v->cost_given = r->cell[COST][0] != '\0';
    double lag = -1;
    tb_status st = read_number(&v->cost, r, COST, err);
    if (st == TB_OK && v->cost < 0)
        return refuse_row(r, err, TB_MSG_SCENARIO_ROW_COST, v->id);
    if (st == TB_OK)
        st = read_number(&lag, r, LAG, err);
    /* whole years, as scores are yearly */
    if (st == TB_OK && r->cell[LAG][0] != '\0' && (lag < 0 || lag > 50 || lag != floor(lag)))
        return refuse_row(r, err, TB_MSG_SCENARIO_ROW_LAG, r->cell[LAG]);
    v->lag = (int)lag;
    if (st == TB_OK)
        st = read_offered_year(&v->offered_from, r, OFFERED_FROM, err);
    if (st == TB_OK)
        st = read_offered_year(&v->offered_to, r, OFFERED_TO, err);
    if (st == TB_OK && v->offered_from > v->offered_to)
        return refuse_row(r, err, TB_MSG_SCENARIO_ROW_OFFERED, v->id);
    if (st == TB_OK)
        st = read_ids(&v->requires_id, &v->requires_n, r, REQUIRES, err);
    if (st == TB_OK)
        st = read_ids(&v->excludes_id, &v->excludes_n, r, EXCLUDES, err);
    return st;
}

/* What a measure says of itself in a later row: empty, or the same as in its first one. Cells of
 * that are numbers are held as they are written. */
static tb_status check_again(const tb_lever *first, const tb_lever *again, const reader *r,
                             tb_err *err)
{
    const char *const said[][3] = {
        { "name_vi", first->name_vi, r->cell[NAME_VI] },
        { "name_en", first->name_en, r->cell[NAME_EN] },
        { "agency_vi", first->agency_vi, r->cell[AGENCY_VI] },
        { "agency_en", first->agency_en, r->cell[AGENCY_EN] },
        { "cost_unit", first->cost_unit, r->cell[COST_UNIT] },
        { "quantity_vi", first->quantity_vi, r->cell[QUANTITY_VI] },
        { "quantity_en", first->quantity_en, r->cell[QUANTITY_EN] },
        { "deadline", first->deadline, r->cell[DEADLINE] },
        { "ordered_by", first->ordered_by, r->cell[ORDERED_BY] },
    };
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (said[i][2][0] != '\0' && strcmp(said[i][1], said[i][2]) != 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_ROWS_DIFFER, r->where, r->line,
                            again->id, said[i][0], said[i][1], said[i][2]);
    if (again->cost_given && again->cost != first->cost)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_ROWS_DIFFER_BY, r->where, r->line, again->id,
                        "cost", first->cost, again->cost);
    if (again->lag >= 0 && again->lag != first->lag)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_ROWS_DIFFER_BY, r->where, r->line, again->id,
                        "lag", (double)first->lag, (double)again->lag);
    return TB_OK;
}

/* Adds one more effect to a lever: the list is copied, rows of one measure are few. */
static tb_status add_effect(tb_lever *v, const tb_lever_effect *e, tb_arena *a, tb_err *err)
{
    tb_lever_effect *more = TB_NEW(a, tb_lever_effect, v->effects + 1);
    if (more == NULL)
        return tbi_no_memory(err, "the measures");
    if (v->effects > 0)
        memcpy(more, v->effect, v->effects * sizeof *more);
    more[v->effects++] = *e;
    v->effect = more;
    return TB_OK;
}

/* Rows of one measure may stand anywhere; its cost, lag and prerequisites are those of its first
 * row. */
static tb_status read_levers(tb_lever_list *out, reader *r, bool replace, tb_err *err)
{
    tb_lever_list own = { out->arena, NULL, 0, 0 };
    bool more = true;
    tb_status st = TB_OK;
    /* the first fault ends the reading, with its line */
    while ((st = read_next(r, &more, err)) == TB_OK && more) {
        tb_lever v;
        tb_lever_effect e;
        if ((st = read_row_lever(&v, r, err)) != TB_OK ||
            (st = read_row_effect(&e, r, err)) != TB_OK)
            return st;
        size_t at = 0;
        /* a walk: tables of measures have tens of rows */
        while (at < own.count && strcmp(own.lever[at].id, v.id) != 0)
            at++;
        if (at < own.count && (st = check_again(&own.lever[at], &v, r, err)) != TB_OK)
            return st;
        if (at == own.count && (st = tbi_lever_put(&own, &v, false, r->where, err)) != TB_OK)
            return st;
        /* two effects on one component would be added up without anybody having said so */
        for (size_t k = 0; k < own.lever[at].effects; k++)
            if (strcmp(own.lever[at].effect[k].component, e.component) == 0)
                return refuse_row(r, err, TB_MSG_SCENARIO_ROW_TWICE, v.id);
        if ((st = add_effect(&own.lever[at], &e, out->arena, err)) != TB_OK)
            return st;
    }
    if (st == TB_OK)
        st = check_marks(r, err);
    /* only now into the scenario: a table with a fault leaves it as it was */
    for (size_t i = 0; i < own.count && st == TB_OK; i++)
        st = tbi_lever_put(out, &own.lever[i], replace, r->where, err);
    return st;
}

enum {
    UNIT,
    YEAR,
    CRITERION,
    PARENT,
    NAME,
    MAX,
    SELF,
    AWARDED,
    HOW,
    AGENCY,
    SNOTE,
    CHANCE,
    PROVINCE
};
static const char *const sheet_columns[] = { "unit", "year",       "criterion", "parent", "name",
                                             "max",  "self_score", "awarded",   "how",    "agency",
                                             "note", "chance",     "province",  NULL };

/* A criterion of a score sheet as a measure that wins its lost points back. *lost = max -
 * awarded, NaN when either is not known. */
static tb_status read_sheet_row(tb_lever *v, tb_lever_effect *e, reader *r, double *lost,
                                tb_err *err)
{
    double max = NAN;
    double awarded = NAN;
    double chance = NAN;
    double year = 0;
    tb_status st = read_number(&max, r, MAX, err);
    if (st == TB_OK)
        st = read_number(&awarded, r, AWARDED, err);
    if (st == TB_OK)
        st = read_number(&chance, r, CHANCE, err);
    if (st == TB_OK)
        st = read_number(&year, r, YEAR, err);
    if (st != TB_OK)
        return st;
    if (r->cell[YEAR][0] != '\0' && (year < 1990 || year > 2100 || year != floor(year)))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_OFFERED_YEAR, r->where, r->line,
                        r->name[YEAR], r->cell[YEAR]);
    const char *id = r->cell[CRITERION];
    if (id[0] == '\0')
        return refuse_row(r, err, TB_MSG_SCENARIO_ROW_NO_CRITERION, NULL);
    if (chance < 0 || chance > 1)
        return refuse_row(r, err, TB_MSG_SCENARIO_ROW_CHANCE, id);
    /* false for NaN, so an empty cell is no fault */
    if (awarded > max)
        return refuse_row(r, err, TB_MSG_SCENARIO_ROW_AWARDED, id);
    *lost = isnan(max) || isnan(awarded) ? NAN : max - awarded;
    /* a sheet has one language; it stands for both */
    const char *name = r->cell[NAME][0] != '\0' ? r->cell[NAME] : id;
    *v = (tb_lever){ .id = id,
                     .name_vi = name,
                     .name_en = name,
                     .agency_vi = r->cell[AGENCY],
                     .agency_en = r->cell[AGENCY],
                     .cost = 1,
                     .cost_unit = "",
                     .lag = -1,
                     .requires_id = tbi_no_ids,
                     .excludes_id = tbi_no_ids,
                     .quantity_vi = "",
                     .quantity_en = "",
                     .deadline = "",
                     .ordered_by = "",
                     .offered_to = 9999,
                     .sheet_unit = r->cell[UNIT],
                     .sheet_title = r->cell[PROVINCE],
                     .sheet_year = (int)year };
    /* the points are won in the field that the criterion belongs to */
    *e = (tb_lever_effect){ .component = r->cell[PARENT][0] != '\0' ? r->cell[PARENT] : id,
                            .mean = NAN,
                            .sd = NAN,
                            .link = "criterion",
                            .note = r->cell[SNOTE],
                            .note_vi = r->cell[SNOTE],
                            .aims_at = "",
                            .source = "",
                            .lost = *lost,
                            .chance = chance,
                            .how = r->cell[HOW] };
    return TB_OK;
}

/* What a row of a sheet says, kept until every row is read: a sum may stand before its parts. */
typedef struct sheet_line {
    const char *id, *parent; /* "3.2", "C3" */
    double max, awarded;
    size_t line;
} sheet_line;

/* The parts of a criterion with figures of their own add up to it, to a hundredth a part. word:
 * which figure in the two languages' sentence. */
static tb_status check_sum(const reader *r, const sheet_line *all, size_t n, size_t at,
                           bool awarded, tb_err *err)
{
    double sum = 0;
    size_t parts = 0;
    double said = awarded ? all[at].awarded : all[at].max;
    for (size_t i = 0; i < n; i++) {
        if (i == at || strcmp(all[i].parent, all[at].id) != 0)
            continue;
        sum += awarded ? all[i].awarded : all[i].max;
        parts++;
    }
    if (parts == 0 || isnan(sum) || isnan(said) || fabs(sum - said) <= 0.01 * (double)parts + 1e-9)
        return TB_OK;
    return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SHEET_SUM, r->where, all[at].line, all[at].id,
                    sum, awarded ? "(awarded)" : "(max)", said);
}

/* Maxima and awarded points alike, every row against those that name it as parent. */
static tb_status check_sums(const reader *r, const sheet_line *all, size_t n, tb_err *err)
{
    tb_status st = TB_OK;
    for (size_t i = 0; i < n && st == TB_OK; i++) {
        st = check_sum(r, all, n, i, false, err);
        if (st == TB_OK)
            st = check_sum(r, all, n, i, true, err);
    }
    return st;
}

/* A province's own score sheet: every criterion that lost points is a measure; a row that other
 * rows name as their parent is a sum and none. */
static tb_status read_sheet(tb_lever_list *out, reader *r, bool replace, tb_err *err)
{
    tb_lever_list own = { out->arena, NULL, 0, 0 };
    sheet_line *all = NULL;
    size_t n = 0;
    size_t room = 0;
    bool more = true;
    tb_status st = TB_OK;
    while ((st = read_next(r, &more, err)) == TB_OK && more) {
        tb_lever v;
        tb_lever_effect e;
        double lost = NAN;
        sheet_line line = { .max = NAN, .awarded = NAN, .line = r->line };
        if ((st = read_sheet_row(&v, &e, r, &lost, err)) != TB_OK)
            return st;
        if (n == room) {
            room = room > 0 ? room * 2 : 64;
            sheet_line *grown = TB_NEW(out->arena, sheet_line, room);
            if (grown == NULL)
                return tbi_no_memory(err, "the score sheet");
            if (n > 0)
                memcpy(grown, all, n * sizeof *grown);
            all = grown;
        }
        line.id = v.id;
        line.parent = r->cell[PARENT];
        st = read_number(&line.max, r, MAX, err);
        if (st == TB_OK)
            st = read_number(&line.awarded, r, AWARDED, err);
        if (st != TB_OK)
            return st;
        all[n++] = line;
        /* a criterion with all its points, or with unknown ones, is no measure but still
         * part of a sum */
        if (!(lost > 0))
            continue;
        if ((st = add_effect(&v, &e, out->arena, err)) != TB_OK ||
            (st = tbi_lever_put(&own, &v, false, r->where, err)) != TB_OK)
            return st;
    }
    if (st == TB_OK)
        st = check_marks(r, err);
    if (st == TB_OK)
        st = check_sums(r, all, n, err);
    for (size_t i = 0; i < own.count && st == TB_OK; i++) {
        /* whatever other rows name as parent is their sum, not a measure beside them */
        bool sum = false;
        for (size_t k = 0; k < n; k++)
            sum |= strcmp(all[k].parent, own.lever[i].id) == 0;
        if (!sum)
            st = tbi_lever_put(out, &own.lever[i], replace, r->where, err);
    }
    return st;
}

/* A score sheet as an office issues it. *is: the file has such a form. */
static tb_status read_form(bool *is, tb_lever_list *l, const char *path, bool replace, tb_err *err)
{
    tb_sheets *all = NULL;
    tb_score_form form;
    tb_err why = TB_ERR_INIT;
    *is = false;
    /* what cannot be opened as sheets is for the reader of tables to refuse */
    if (strcmp(path, "-") == 0 || tbi_sheets_open(&all, path, &why) != TB_OK)
        return TB_OK;
    tb_status st = TB_OK;
    *is = tbi_score_form_find(&form, all, l->arena);
    if (*is)
        st = tbi_score_form_read(l, &form, replace, tbi_file_name(path), err);
    tbi_sheets_free(all);
    return st;
}

/* Two kinds of table, told apart by the column id: a list of measures has it, a score sheet
 * does not. */
static tb_status read_csv(tb_lever_list *l, tb_scenario *s, const char *path, bool replace,
                          tb_err *err)
{
    reader r = { .arena = &s->own, .where = tbi_file_name(path), .name = lever_columns };
    tb_status st =
        tbi_table_open(&r.csv, path,
                       "id|name vi|name en|component|mean|sd|per|cost|unit|year|criterion|max|self "
                       "score|awarded|parent",
                       err);
    if (st != TB_OK)
        return st;
    find_columns(&r);
    bool sheet = r.at[ID] < 0;
    if (sheet) {
        r.name = sheet_columns;
        find_columns(&r);
        r.at[PROVINCE] = tbi_table_column(r.csv, "province|tinh|tinh thanh pho|tinh/thanh pho|ten "
                                                 "tinh|dia phuong|name of unit");
        /* one column may answer to both names */
        if (r.at[PROVINCE] == r.at[UNIT])
            r.at[PROVINCE] = -1;
    }
    if (sheet && (r.at[CRITERION] < 0 || r.at[MAX] < 0 || r.at[AWARDED] < 0))
        st = tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_NEITHER_TABLE_LEVERS_COLUMNS, r.where);
    else if (!sheet && r.at[COMPONENT] < 0)
        st = tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_COLUMN_COMPONENT_MISSING, r.where);
    else
        st = sheet ? read_sheet(l, &r, replace, err) : read_levers(l, &r, replace, err);
    tbi_csv_close(r.csv);
    return st;
}

/* A list, or an object whose member `levers` is the list. */
static tb_status read_json(tb_lever_list *l, const char *bytes, size_t size, const char *where,
                           bool replace, tb_err *err)
{
    cJSON *root = NULL;
    tb_status st = tbi_json_parse(&root, bytes, size, where, err);
    if (st != TB_OK)
        return st;
    static const char *const names[] = { "levers", NULL };
    const cJSON *list = cJSON_IsObject(root) ? tbi_json_get(root, "levers") : root;
    if (cJSON_IsObject(root))
        st = tbi_json_only(root, names, where, err);
    if (st == TB_OK && !cJSON_IsArray(list))
        st = tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_FILE_LEVERS_MUST_LIST, where);
    if (st == TB_OK)
        st = tbi_levers_json(l, list, where, replace, err);
    cJSON_Delete(root);
    return st;
}

/* JSON by the ending of the name; else a sheet in the form of a ministry, wherever it is in
 * the workbook; else a table with our own heads. */
tb_status tbi_levers_file(tb_lever_list *l, tb_scenario *s, const char *path, bool replace,
                          tb_err *err)
{
    const char *bytes = NULL;
    size_t size = 0;
    /* for its digest, and for JSON its text */
    tb_status st = tbi_scenario_load(&bytes, &size, s, path, err);
    if (st != TB_OK)
        return st;
    if (strcmp(tbi_file_ending(path), ".json") == 0)
        return read_json(l, bytes, size, tbi_file_name(path), replace, err);
    /* a workbook of a ministry is tried before a table with our heads */
    bool form = false;
    st = read_form(&form, l, path, replace, err);
    if (st != TB_OK || form)
        return st;
    return read_csv(l, s, path, replace, err);
}
