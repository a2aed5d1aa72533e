/* predictions.c - rows of a prediction table, each checked; nothing is guessed. */
#include "backtest/predictions.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/hash_map.h"
#include "base/refusals.h"
#include "messages/backtest.h"
#include "messages/one_language.h"
#include "sheet/table_rows.h"
#include "text/csv.h"
#include "text/numbers.h"
#include "text/parse_number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns by number, in the order of `names`; MOST_ERRORS lines are listed, and the rest
 * counted. */
enum { INDEX, ORIGIN, YEAR, UNIT, TYPE, ID, VALUE, COLUMNS, MOST_ERRORS = 50 };
static const char *const names[COLUMNS] = { "index",       "origin",         "year", "unit",
                                            "output_type", "output_type_id", "value" };

typedef struct reading {
    const tb_panel *p;
    /* of the file, for sentences; a: of the caller, where the rows stay */
    const char *path;
    tb_arena *a;
    tb_predictions out;
    /* at: where each column stands in the file; bad: rows that were refused */
    size_t room, at[COLUMNS], bad;
    /* a sample's id may be any word; draws are numbered as they come */
    tb_hash_map ids, units; /* of samples to numbers; "YEAR NAME" to units of the index */
    uint32_t n_id;
    char index_text[64];            /* of the row before: nearly every row has the same */
    tb_column_marks marks[COLUMNS]; /* how the column of each name marks decimals */
    tb_number_is is;                /* of the last number */
    tb_table_names names;           /* columns that name the unit once more */
    /* the sentences of the first refused rows, in English and in Vietnamese */
    tb_buf errors, errors_vi;
    tb_err_details *details;
} reading;

/* Adds a row to the list of refused ones; a text without Vietnamese stands in both lists. */
static void reject_row(reading *r, size_t line, const char *column, const char *what,
                       const char *what_vi)
{
    if (r->bad++ >= MOST_ERRORS)
        return;
    const char *between = r->bad > 1 ? "\n" : "";
    tbi_buf_printf(&r->errors, "%s%s:%zu: %s: %s", between, r->path, line, column, what);
    tbi_buf_printf(&r->errors_vi, "%s%s:%zu: %s: %s", between, r->path, line, column,
                   what_vi[0] != '\0' ? what_vi : what);
}

/* Where deviations are judged a column of that name, when there is one, stands for the value.
 * Column heads may be English or Vietnamese; a column that is missing ends the reading. */
static tb_status find_columns(reading *r, const tb_csv *c, bool deviation, tb_err *err)
{
    static const char *const heads[COLUMNS] = { "index|chi so", "origin",      "year|nam",
                                                NULL,           "output type", "output type id",
                                                "value|gia tri" };
    for (size_t k = 0; k < COLUMNS; k++) {
        /* the unit's column may be a code or a name; both are looked up the same way */
        ptrdiff_t at = k == UNIT ? tbi_table_unit(c) : tbi_table_column(c, heads[k]);
        r->at[k] = (size_t)at;
        if (at < 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_BACKTEST_HAS_COLUMN_PREDICTIONS_HAVE, r->path,
                            names[k]);
    }
    tbi_table_names(&r->names, c, (ptrdiff_t)r->at[UNIT]);
    for (size_t j = 0; j < tbi_csv_columns(c) && deviation; j++)
        if (strcmp(tbi_csv_head(c, j), "deviation") == 0)
            r->at[VALUE] = j;
    return TB_OK;
}

/* The number of a sample's id, which may be any text. */
static double find_number_id(reading *r, const tb_field *f)
{
    int64_t known = tbi_hash_map_get(&r->ids, f->text, f->n, false);
    if (known != TB_DICT_NONE)
        return (double)known;
    if (r->n_id == UINT32_MAX || !tbi_hash_map_put(&r->ids, f->text, f->n, false, r->n_id))
        return NAN;
    return (double)r->n_id++;
}

/* Whole numbers stand for themselves; any other text gets a number of its own above them, so
 * that ids of both kinds never meet. */
static double find_sample_id(reading *r, const tb_field *f)
{
    double number;
    if (tbi_parse_double(&number, NULL, f->text, f->n, true) && number == floor(number) &&
        fabs(number) < 1e9)
        return number;
    return 1e9 + find_number_id(r, f);
}

/* The last name that was found is remembered, since nearly all rows repeat it. All rows must be
 * of one column. false: the row was refused and is told of with its line. "PAR" is the index,
 * "PAR.3" an indicator of it. */
static bool read_index(reading *r, const tb_csv_row *row, tb_err *err)
{
    const tb_index *x;
    size_t column;
    const tb_field *f = &row->field[r->at[INDEX]];
    if (f->n > 0 && f->n < sizeof r->index_text && r->index_text[f->n] == '\0' &&
        memcmp(f->text, r->index_text, f->n) == 0)
        return true;
    const char *name = tbi_arena_text_n(r->a, f->text, f->n);
    if (name == NULL || tb_panel_find_indicator(&x, &column, r->p, name, err) != TB_OK) {
        reject_row(r, row->line, "index",
                   /* without memory there is no sentence of the look-up to hand on */
                   name != NULL ? err->message : TB_EN(TB_MSG_BACKTEST_NO_MEMORY),
                   name != NULL ? err->message_vi : TB_VI(TB_MSG_BACKTEST_NO_MEMORY));
        return false;
    }
    if (r->out.index == NULL) {
        r->out.index = x;
        r->out.column = column;
    }
    if (r->out.index == x && r->out.column == column) {
        if (f->n < sizeof r->index_text)
            snprintf(r->index_text, sizeof r->index_text, "%s", name);
        return true;
    }
    reject_row(r, row->line, "index", TB_MSG_BACKTEST_ROW_ONE_INDEX);
    return false;
}

/* A year and a unit as they are written, for the look-up of what was found before. */
static size_t find_unit_key(char key[80], int year, const tb_field *f)
{
    if (f->n > 64)
        return 0;
    int n = snprintf(key, 80, "%d %.*s", year, (int)f->n, f->text);
    return n > 0 ? (size_t)n : 0;
}

/* Columns beside that name another unit than the row's. */
static bool is_of_one_unit(reading *r, const tb_quantile_row *p, const tb_csv_row *row, tb_err *err)
{
    size_t at;
    char room[TB_TABLE_NAME_MOST];
    if (r->names.count == 0 ||
        tb_panel_find_unit(&at, r->p, r->out.index->unit_code[p->unit], p->year, err) != TB_OK)
        return true;
    for (size_t i = 0; i < r->names.count; i++)
        if (tb_panel_same_unit(r->p, at, tbi_table_name(room, &r->names, i, row), p->year, err) !=
            TB_OK) {
            reject_row(r, row->line, "unit", err->message, err->message_vi);
            return false;
        }
    return true;
}

/* The name as it holds in the target year. What was found is remembered by year and text, since
 * a table names each unit once a level. A unit that was merged since has its old name in an old
 * year. p->unit: its row in the index. */
static bool read_unit(reading *r, tb_quantile_row *p, const tb_csv_row *row, tb_err *err)
{
    size_t at;
    const tb_field *f = &row->field[r->at[UNIT]];
    char key[80];
    size_t n = find_unit_key(key, p->year, f);
    /* a name too long for the key (n 0) is looked up each time */
    int64_t known = n > 0 ? tbi_hash_map_get(&r->units, key, n, false) : TB_DICT_NONE;
    if (known != TB_DICT_NONE) {
        p->unit = (size_t)known;
        return true;
    }
    const char *name = tbi_arena_text_n(r->a, f->text, f->n);
    if (name == NULL || tb_panel_find_unit(&at, r->p, name, p->year, err) != TB_OK) {
        reject_row(r, row->line, "unit",
                   name != NULL ? err->message : TB_EN(TB_MSG_BACKTEST_NO_MEMORY),
                   name != NULL ? err->message_vi : TB_VI(TB_MSG_BACKTEST_NO_MEMORY));
        return false;
    }
    /* a unit of the panel need not be one of this index */
    ptrdiff_t unit = tb_index_unit(r->out.index, tb_panel_unit(r->p, at)->code);
    if (unit < 0) {
        reject_row(r, row->line, "unit", TB_MSG_BACKTEST_ROW_NO_UNIT);
        return false;
    }
    p->unit = (size_t)unit;
    if (n > 0) /* a look-up that finds no room is only slower */
        (void)tbi_hash_map_put(&r->units, key, n, false, (uint32_t)unit);
    return true;
}

/* r->is keeps why a text is none, for refuse_number. */
static bool read_number(reading *r, double *out, const tb_field *f, int column, size_t line)
{
    int decimals = 0;
    r->is = tbi_number(out, &decimals, &r->marks[column], f->text, f->n, line);
    return r->is == TB_NUMBER_READ;
}

/* Says why the last value is no number of its column. */
static void refuse_number(reading *r, const tb_field *f, size_t line)
{
    static const tb_err empty = TB_ERR_INIT;
    tb_err why = empty;
    (void)tbi_number_refuse(r->is, &r->marks[VALUE], f->text, f->n, &why);
    reject_row(r, line, "value", why.message, why.message_vi);
}

/* id: the level of a quantile, strictly between 0 and 1, or the number of a draw; a mean has
 * none. The words are those of hub forecasts (output_type, output_type_id), compared to the
 * byte. */
static bool read_type(reading *r, tb_quantile_row *p, const tb_csv_row *row)
{
    const tb_field *type = &row->field[r->at[TYPE]], *id = &row->field[r->at[ID]];
    if (type->n == 4 && memcmp(type->text, "mean", 4) == 0) {
        p->type = TB_OUTPUT_MEAN;
        return true;
    }
    if (type->n == 8 && memcmp(type->text, "quantile", 8) == 0) {
        p->type = TB_OUTPUT_QUANTILE;
        if (read_number(r, &p->id, id, ID, row->line) && p->id > 0 && p->id < 1)
            return true;
        reject_row(r, row->line, "output_type_id", TB_MSG_BACKTEST_ROW_LEVEL);
        return false;
    }
    if (type->n == 6 && memcmp(type->text, "sample", 6) == 0) {
        p->type = TB_OUTPUT_SAMPLE;
        p->id = find_sample_id(r, id);
        if (id->n > 0 && !isnan(p->id))
            return true;
        reject_row(r, row->line, "output_type_id", TB_MSG_BACKTEST_ROW_DRAW);
        return false;
    }
    reject_row(r, row->line, "output_type", TB_MSG_BACKTEST_ROW_TYPE);
    return false;
}

/* false: the row was refused, and the list of errors says why; reading goes on, so that all
 * errors of a file are seen at once. */
static bool read_row(reading *r, tb_quantile_row *p, const tb_csv_row *row, tb_err *err)
{
    long long origin, year;
    const tb_field *f = row->field;
    if (!read_index(r, row, err))
        return false;
    if (!tbi_whole_number(&origin, f[r->at[ORIGIN]].text, f[r->at[ORIGIN]].n, 1990, 2100) ||
        !tbi_whole_number(&year, f[r->at[YEAR]].text, f[r->at[YEAR]].n, 1990, 2100)) {
        reject_row(r, row->line, "origin, year", TB_MSG_BACKTEST_ROW_YEARS);
        return false;
    }
    if (year <= origin || year > origin + 20) {
        reject_row(r, row->line, "year", TB_MSG_BACKTEST_ROW_AFTER);
        return false;
    }
    *p = (tb_quantile_row){ .origin = (int)origin, .year = (int)year, .line = row->line };
    if (!read_unit(r, p, row, err) || !is_of_one_unit(r, p, row, err) || !read_type(r, p, row))
        return false;
    if (read_number(r, &p->value, &f[r->at[VALUE]], VALUE, row->line))
        return true;
    if (f[r->at[VALUE]].n == 0) {
        reject_row(r, row->line, "value", TB_MSG_BACKTEST_ROW_NUMBER);
        return false;
    }
    refuse_number(r, &f[r->at[VALUE]], row->line);
    return false;
}

/* -1, 0 or 1, without the overflow of a difference. */
static int compare_doubles(double a, double b)
{
    return (a > b) - (a < b);
}

/* Groups (year, origin) stand together, in them the types; the line comes last so that the order
 * of equal rows does not hang on the sort. */
static int compare_by_place(const void *left, const void *right)
{
    const tb_quantile_row *a = left, *b = right;
    if (a->year != b->year)
        return a->year - b->year;
    if (a->origin != b->origin)
        return a->origin - b->origin;
    if (a->type != b->type)
        return (int)a->type - (int)b->type;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->id != b->id)
        return compare_doubles(a->id, b->id);
    return compare_doubles((double)a->line, (double)b->line);
}

/* Sorts the rows, which groups need anyhow; then doubles are neighbours. */
static void find_doubles(reading *r)
{
    qsort(r->out.row, r->out.count, sizeof *r->out.row, compare_by_place);
    for (size_t k = 1; k < r->out.count; k++) {
        const tb_quantile_row *a = &r->out.row[k - 1], *b = &r->out.row[k];
        if (a->year == b->year && a->origin == b->origin && a->type == b->type &&
            a->unit == b->unit && a->id == b->id)
            reject_row(r, b->line, "unit", TB_MSG_BACKTEST_ROW_TWICE);
    }
}

/* Room doubles; the old blocks stay in the arena until the reading is over. */
static bool add_row(reading *r, const tb_quantile_row *p)
{
    if (r->out.count == r->room) {
        size_t room = r->room == 0 ? 4096 : 2 * r->room;
        tb_quantile_row *wider = TB_NEW(r->a, tb_quantile_row, room);
        if (wider == NULL)
            return false;
        if (r->out.count > 0)
            memcpy(wider, r->out.row, r->out.count * sizeof *wider);
        r->out.row = wider;
        r->room = room;
    }
    r->out.row[r->out.count++] = *p;
    return true;
}

/* A file with any error is refused as a whole, with the first MOST_ERRORS of them. */
static tb_status read_rows(reading *r, tb_csv *c, tb_err *err)
{
    tb_csv_row row;
    tb_quantile_row p;
    bool fatal = false;
    for (;;) {
        tb_status st = tbi_csv_next(c, &row, &fatal, err);
        if (st != TB_OK && st != TB_EDATA)
            return st;
        if (st == TB_EDATA) {
            reject_row(r, row.line, "row", err->message, err->message_vi);
            if (fatal)
                break;
            continue;
        }
        if (row.count == 0)
            break;
        if (read_row(r, &p, &row, err) && !add_row(r, &p))
            return tbi_no_memory(err, "the predictions");
    }
    if (r->out.count > 0)
        find_doubles(r);
    if (r->bad > MOST_ERRORS) {
        tbi_buf_printf(&r->errors, TB_EN(TB_MSG_BACKTEST_MORE), r->bad - MOST_ERRORS);
        tbi_buf_printf(&r->errors_vi, TB_VI(TB_MSG_BACKTEST_MORE), r->bad - MOST_ERRORS);
    }
    if (r->bad > 0)
        return r->errors.failed || r->errors_vi.failed
                   ? tbi_no_memory(err, "the list of errors")
                   : tbi_fail_lines(err, TB_EDATA, r->details, r->errors.data, r->errors_vi.data,
                                    r->bad);
    if (r->out.count == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_BACKTEST_HAS_PREDICTIONS, r->path);
    return TB_OK;
}

/* A sentence of its own buffer becomes the caller's only at the end: a list of bad rows goes
 * into `details` instead. */
tb_status tbi_predictions_read(tb_predictions *out, char *digest, const tb_panel *p,
                               const char *path, bool deviation, tb_arena *a,
                               tb_err_details *details, tb_err *err)
{
    static const tb_err empty = TB_ERR_INIT;
    /* the sentences of rows go into the list, not to the caller */
    tb_err *own = tbi_malloc(sizeof *own);
    tb_csv *c = NULL;
    if (own == NULL)
        return tbi_no_memory(err, "the predictions");
    *own = empty;
    tb_status st = tbi_table_open(
        &c, path, "index|origin|year|target year|unit|output type|output type id|value", err);
    const char *place = st == TB_OK ? tbi_table_place(c, path, a) : NULL;
    if (st == TB_OK) {
        reading r = { .p = p,
                      .path = place != NULL ? place : path,
                      .a = a,
                      .ids = { .arena = a },
                      .units = { .arena = a },
                      .details = details };
        st = find_columns(&r, c, deviation, err);
        if (st == TB_OK && (st = read_rows(&r, c, own)) == TB_OK)
            st = tbi_column_doubt(&r.marks[VALUE], own);
        if (st != TB_OK && own->message[0] != '\0')
            tbi_fail_texts(err, st, own->message, own->message_vi);
        r.out.place = r.path;
        if (st == TB_OK)
            *out = r.out;
        if (st == TB_OK && digest != NULL)
            memcpy(digest, tbi_csv_digest(c), 65);
        tbi_buf_free(&r.errors);
        tbi_buf_free(&r.errors_vi);
    }
    tbi_csv_close(c);
    free(own);
    return st;
}
