/* export_dta.c - a panel as a Stata data set (format 118: Stata 14 and later, texts in UTF-8): the long table of the CSV, with the names of units and indicators.
 * The only home of ReadStat. */
#include <tangbac/import.h>

#include "base/error.h"
#include "base/stream.h"
#include "report/export_walk.h"

#include <math.h>
#include <readstat.h>
#include <string.h>
#include <time.h>

enum { FORMAT = 118, LONGEST_TEXT = 2045, LONGEST_NOTE = 2000, TEXTS = 6, MOST_ROWS = 2147483647 };

/* The variables that are texts; between them stand year, value and basis. */
enum { INDEX, INDICATOR, UNIT, SOURCE, UNIT_NAME, INDICATOR_NAME };

typedef struct dta {
    tb_out_file out;
    tb_err *err;
    tb_status st; /* of the file */
    tb_arena own;
    readstat_writer_t *writer;
    size_t width[TEXTS];
    readstat_variable_t *text[TEXTS], *year, *value, *basis;
} dta;

static void texts_of(const char **text, const tb_export_row *row, const tb_panel *p, tb_arena *a)
{
    const tb_unit *u = tb_export_unit(p, row->unit, row->year);
    text[INDEX] = row->index->code;
    text[INDICATOR] = tb_export_code(row, a);
    text[UNIT] = row->unit;
    text[SOURCE] = row->source;
    text[UNIT_NAME] = u != NULL ? u->name_vi : "";
    text[INDICATOR_NAME] = row->index->indicator[row->column].name_vi;
}

/* The widths of the texts, and how many rows there are. */
static tb_status measure(dta *d, size_t *rows, tb_export_walk walk, tb_err *err)
{
    tb_export_row row;
    const char *text[TEXTS];
    for (size_t k = 0; k < TEXTS; k++) d->width[k] = 1;
    for (*rows = 0; tb_export_next(&walk, &row); ++*rows) {
        texts_of(text, &row, walk.panel, &d->own);
        for (size_t k = 0; k < TEXTS; k++) {
            size_t n = strlen(text[k]);
            if (n > d->width[k]) d->width[k] = n;
            if (n > LONGEST_TEXT)
                return tb_fail_vi(err, TB_EDATA, "'%.60s...' is longer than the %d bytes of a text in a Stata file: write .csv or .xlsx",
                                  "'%.60s...' dài hơn %d byte của một biến văn bản trong tệp Stata: hãy ghi tệp .csv hoặc .xlsx", text[k], LONGEST_TEXT);
        }
    }
    if (*rows > MOST_ROWS) return tb_fail(err, TB_EARG, "%zu figures are more than a Stata file holds: write .csv, or one index with --index", *rows);
    return d->own.refused ? tb_no_memory(err, "the table") : TB_OK;
}

static ssize_t put(const void *bytes, size_t n, void *context)
{
    dta *d = context;
    if (d->st == TB_OK) d->st = tb_out_add(&d->out, bytes, n, d->err);
    return d->st == TB_OK ? (ssize_t)n : -1;
}

static readstat_variable_t *variable(dta *d, const char *name, readstat_type_t type, size_t width, const char *label)
{
    readstat_variable_t *v = readstat_add_variable(d->writer, name, type, width);
    if (v != NULL) readstat_variable_set_label(v, label);
    return v;
}

static void variables(dta *d)
{
    readstat_label_set_t *basis = readstat_add_label_set(d->writer, READSTAT_TYPE_INT8, "basis");
    readstat_label_int32_value(basis, 1, "published");
    readstat_label_int32_value(basis, 2, "derived");
    readstat_label_int32_value(basis, 3, "computed");
    d->text[INDEX] = variable(d, "index", READSTAT_TYPE_STRING, d->width[INDEX], "Index");
    d->text[INDICATOR] = variable(d, "indicator", READSTAT_TYPE_STRING, d->width[INDICATOR], "Indicator; RANK: published place");
    d->year = variable(d, "year", READSTAT_TYPE_INT16, 0, "Year");
    d->text[UNIT] = variable(d, "unit", READSTAT_TYPE_STRING, d->width[UNIT], "Code of the province (GSO)");
    d->value = variable(d, "value", READSTAT_TYPE_DOUBLE, 0, "Value");
    d->text[SOURCE] = variable(d, "source", READSTAT_TYPE_STRING, d->width[SOURCE], "Source; see notes");
    d->basis = variable(d, "basis", READSTAT_TYPE_INT8, 0, "Published, derived or computed");
    d->text[UNIT_NAME] = variable(d, "unit_name", READSTAT_TYPE_STRING, d->width[UNIT_NAME], "Province");
    d->text[INDICATOR_NAME] = variable(d, "indicator_name", READSTAT_TYPE_STRING, d->width[INDICATOR_NAME], "Name of the indicator");
    readstat_variable_set_label_set(d->basis, basis);
    readstat_variable_set_format(d->value, "%10.0g");
}

/* Where the figures come from goes with them. */
static void notes(dta *d, const tb_panel *p)
{
    for (size_t i = 0; i < tb_panel_sources(p); i++) {
        const tb_source *s = tb_panel_source(p, i);
        const char *text = tb_arena_printf(&d->own, "%s: %s. %s. %s %s", s->id, s->publisher, s->title, s->published, s->url);
        if (text != NULL && strlen(text) <= LONGEST_NOTE && strchr(s->id, '|') == NULL) readstat_add_note(d->writer, text);
    }
}

static readstat_error_t write_row(dta *d, const tb_export_row *row, const tb_panel *p)
{
    const char *text[TEXTS];
    int8_t basis = row->basis == TB_CELL_COMPUTED ? 3 : row->basis == TB_CELL_DERIVED ? 2 : 1;
    readstat_error_t e = readstat_begin_row(d->writer);
    texts_of(text, row, p, &d->own);
    for (size_t k = 0; k < TEXTS && e == READSTAT_OK; k++) e = readstat_insert_string_value(d->writer, d->text[k], text[k]);
    if (e == READSTAT_OK) e = readstat_insert_int16_value(d->writer, d->year, (int16_t)row->year);
    if (e == READSTAT_OK) e = isfinite(row->value) ? readstat_insert_double_value(d->writer, d->value, row->value) : readstat_insert_missing_value(d->writer, d->value);
    if (e == READSTAT_OK) e = readstat_insert_int8_value(d->writer, d->basis, basis);
    return e == READSTAT_OK ? readstat_end_row(d->writer) : e;
}

/* Stata wants to know when a file was made, in local time; ours says the same wherever and whenever. */
static time_t the_same_time(void)
{
    struct tm day = { .tm_year = 100, .tm_mday = 1, .tm_isdst = -1 };
    return mktime(&day);
}

static readstat_error_t write_all(dta *d, tb_export_walk walk, size_t rows)
{
    tb_export_row row;
    variables(d);
    notes(d, walk.panel);
    readstat_error_t e = readstat_set_data_writer(d->writer, put);
    if (e == READSTAT_OK) e = readstat_writer_set_file_format_version(d->writer, FORMAT);
    if (e == READSTAT_OK) e = readstat_writer_set_file_timestamp(d->writer, the_same_time());
    if (e == READSTAT_OK) e = readstat_writer_set_file_label(d->writer, "tangbac: published figures");
    if (e == READSTAT_OK) e = readstat_begin_writing_dta(d->writer, d, (long)rows);
    while (e == READSTAT_OK && tb_export_next(&walk, &row)) e = write_row(d, &row, walk.panel);
    return e == READSTAT_OK ? readstat_end_writing(d->writer) : e;
}

tb_status tb_export_dta(const tb_panel *p, const char *index, const char *out_path, tb_err *err)
{
    tb_export_walk walk;
    dta d = { .err = err };
    size_t rows = 0;
    tb_status st = tb_export_start(&walk, p, index, err);
    if (st == TB_OK) st = measure(&d, &rows, walk, err);
    if (st == TB_OK && (st = tb_out_open(&d.out, out_path, err)) == TB_OK) {
        d.writer = readstat_writer_init();
        readstat_error_t e = d.writer != NULL ? write_all(&d, walk, rows) : READSTAT_ERROR_MALLOC;
        if (d.writer != NULL) readstat_writer_free(d.writer);
        st = d.st;
        if (st == TB_OK && d.own.refused) st = tb_no_memory(err, out_path);
        if (st == TB_OK && e == READSTAT_ERROR_MALLOC) st = tb_no_memory(err, out_path);
        if (st == TB_OK && e != READSTAT_OK) st = tb_fail(err, TB_EIO, "cannot write '%s': %s", out_path, readstat_error_message(e));
        if (st == TB_OK) st = tb_out_keep(&d.out, err);
        else tb_out_drop(&d.out);
    }
    tb_arena_free(&d.own);
    return st;
}
