/* dta.c - Stata data sets by ReadStat. */
#include "export/dta.h"

#include "base/error.h"
#include "base/stream.h"
#include "messages/export.h"

#include <math.h>
#include <readstat.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { FORMAT = 118, LONGEST_NOTE = 2000 };

struct tb_dta {
    tb_arena own;
    tb_out_file out;
    const char *path;
    tb_err err; /* of the file */
    tb_status st;
    readstat_writer_t *writer;
    readstat_error_t failed; /* the first failure of the library */
    /* next: the variable that is being added, later the one that the next cell goes to */
    size_t variables, next;
    /* NULL where the library found no memory */
    readstat_variable_t **variable; /* [variables] */
    tb_dta_form *form;
};

/* The first failure is the cause of the others. */
static void note_error(tb_dta *d, readstat_error_t e)
{
    if (d->failed == READSTAT_OK)
        d->failed = e;
}

/* The arena is copied out first: d itself lies in it. */
void tbi_dta_drop(tb_dta *d)
{
    tb_arena own = d->own;
    if (d->writer != NULL)
        readstat_writer_free(d->writer);
    tbi_out_drop(&d->out);
    tbi_arena_free(&own);
}

/* ReadStat's writer. -1 makes it give up; why stays in d->err. */
static ssize_t put_bytes(const void *bytes, size_t n, void *context)
{
    tb_dta *d = context;
    if (d->st == TB_OK)
        d->st = tbi_out_add(&d->out, bytes, n, &d->err);
    return d->st == TB_OK ? (ssize_t)n : -1;
}

/* `own` moves into d, as in workbook.c. The first error of the file is kept in d->err: ReadStat has
 * no room for it. */
tb_status tbi_dta_open(tb_dta **out, const char *path, size_t variables, tb_err *err)
{
    tb_arena own = { 0 };
    tb_dta *d = TB_NEW(&own, tb_dta, 1);
    char *kept = tbi_arena_text(&own, path);
    readstat_variable_t **variable = TB_NEW(&own, readstat_variable_t *, variables);
    tb_dta_form *form = TB_NEW(&own, tb_dta_form, variables);
    if (d == NULL || kept == NULL || variable == NULL || form == NULL) {
        tbi_arena_free(&own);
        return tbi_no_memory_of(err, path);
    }
    *d = (tb_dta){
        .own = own, .path = kept, .variable = variable, .form = form, .variables = variables
    };
    tb_status st = tbi_out_open(&d->out, kept, err);
    if (st == TB_OK && (d->writer = readstat_writer_init()) == NULL)
        st = tbi_no_memory_of(err, path);
    if (st != TB_OK) {
        tbi_dta_drop(d);
        return st;
    }
    note_error(d, readstat_set_data_writer(d->writer, put_bytes));
    *out = d;
    return TB_OK;
}

/* Names that Stata keeps for itself. */
static bool is_reserved(const char *name)
{
    static const char *const words[] = { "_all",   "_b",    "byte", "_coef", "_cons",
                                         "double", "float", "if",   "in",    "int",
                                         "long",   "_n",    "_N",   "_pi",   "_pred",
                                         "_rc",    "_skip", "strL", "using", "with" };
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (strcmp(words[k], name) == 0)
            return true;
    /* ReadStat refuses whatever starts like the type of a text */
    return strncmp(name, "str", 3) == 0 && name[3] >= '0' && name[3] <= '9';
}

/* Among the variables so far. */
static bool is_used(const tb_dta *d, const char *name)
{
    for (size_t k = 0; k < d->next; k++)
        if (d->variable[k] != NULL && strcmp(readstat_variable_get_name(d->variable[k]), name) == 0)
            return true;
    return false;
}

/* room [TB_DTA_NAME_MOST + 1]. */
static void write_stata_name(char *room, const tb_dta *d, const char *name)
{
    size_t n = 0;
    if ((name[0] >= '0' && name[0] <= '9') || is_reserved(name))
        room[n++] = '_';
    for (; *name != '\0' && n < TB_DTA_NAME_MOST; name++) {
        char c = *name;
        bool fine =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        room[n++] = fine ? c : '_';
    }
    if (n == 0)
        room[n++] = '_';
    room[n] = '\0';
    for (unsigned k = 2; is_used(d, room); k++) { /* "D1", "D1_2", "D1_3" */
        char tail[16];
        int m = snprintf(tail, sizeof tail, "_%u", k);
        size_t from = n + (size_t)m <= TB_DTA_NAME_MOST ? n : TB_DTA_NAME_MOST - (size_t)m;
        memcpy(room + from, tail, (size_t)m + 1);
    }
}

/* A text of width 0 gets one byte: Stata has no narrower one. Labels are cut after 80 characters,
 * not bytes. */
void tbi_dta_variable(tb_dta *d, const char *name, const char *label, tb_dta_form form,
                      size_t width)
{
    static const readstat_type_t types[] = { READSTAT_TYPE_STRING, READSTAT_TYPE_INT16,
                                             READSTAT_TYPE_INT8, READSTAT_TYPE_DOUBLE };
    char room[TB_DTA_NAME_MOST + 1];
    write_stata_name(room, d, name);
    readstat_variable_t *v =
        readstat_add_variable(d->writer, room, types[form], width > 0 ? width : 1);
    d->form[d->next] = form;
    d->variable[d->next++] = v;
    if (v == NULL)
        note_error(d, READSTAT_ERROR_MALLOC);
    if (v == NULL)
        return;
    if (label != NULL) {
        char cut[81 * 4]; /* 80 characters */
        size_t n = 0, letters = 0;
        for (; label[n] != '\0' && n + 4 < sizeof cut; n++) {
            if (((unsigned char)label[n] & 0xC0) != 0x80 && letters++ == 80)
                break;
            cut[n] = label[n];
        }
        cut[n] = '\0';
        readstat_variable_set_label(v, cut);
    }
    if (form == TB_DTA_NUMBER)
        readstat_variable_set_format(v, "%10.0g");
}

/* Belongs to the newest variable; words count from 1. */
void tbi_dta_words(tb_dta *d, const char *name, const char *const *word)
{
    readstat_label_set_t *set = readstat_add_label_set(d->writer, READSTAT_TYPE_INT8, name);
    if (set == NULL)
        note_error(d, READSTAT_ERROR_MALLOC);
    for (int k = 0; set != NULL && word[k] != NULL; k++)
        readstat_label_int32_value(set, k + 1, word[k]);
    if (set != NULL && d->variable[d->next - 1] != NULL)
        readstat_variable_set_label_set(d->variable[d->next - 1], set);
}

/* A longer note than Stata has room for is left out. */
void tbi_dta_note(tb_dta *d, const char *text)
{
    if (strlen(text) <= LONGEST_NOTE)
        readstat_add_note(d->writer, text);
}

/* Stata wants to know when a file was made, in local time; ours says the same wherever and
 * whenever. */
static time_t get_fixed_time(void)
{
    struct tm day = { .tm_year = 100, .tm_mday = 1, .tm_isdst = -1 };
    return mktime(&day);
}

/* From here on d->next counts cells of a row. */
void tbi_dta_begin(tb_dta *d, size_t rows)
{
    d->next = 0;
    note_error(d, readstat_writer_set_file_format_version(d->writer, FORMAT));
    note_error(d, readstat_writer_set_file_timestamp(d->writer, get_fixed_time()));
    note_error(d, readstat_writer_set_file_label(d->writer, "tangbac: published figures"));
    if (d->failed == READSTAT_OK)
        note_error(d, readstat_begin_writing_dta(d->writer, d, (long)rows));
}

/* With the first cell, so that an empty table has no row. */
static void start_row(tb_dta *d)
{
    if (d->failed == READSTAT_OK && d->next == 0)
        note_error(d, readstat_begin_row(d->writer));
}

/* The width of the variable was measured beforehand: a longer text is refused by the
 * library. */
void tbi_dta_text(tb_dta *d, const char *text)
{
    start_row(d);
    if (d->failed == READSTAT_OK)
        note_error(d, readstat_insert_string_value(d->writer, d->variable[d->next], text));
    d->next++;
}

/* A number that is not finite is Stata's missing value. */
void tbi_dta_number(tb_dta *d, double x)
{
    start_row(d);
    const readstat_variable_t *v = d->variable[d->next];
    tb_dta_form form = d->form[d->next++];
    if (d->failed != READSTAT_OK)
        return;
    if (!isfinite(x))
        note_error(d, readstat_insert_missing_value(d->writer, v));
    else if (form == TB_DTA_NUMBER)
        note_error(d, readstat_insert_double_value(d->writer, v, x));
    else if (form == TB_DTA_YEAR)
        note_error(d, readstat_insert_int16_value(d->writer, v, (int16_t)x));
    else
        note_error(d, readstat_insert_int8_value(d->writer, v, (int8_t)x));
}

/* Cells that were not given stay missing. */
void tbi_dta_end_row(tb_dta *d)
{
    if (d->failed == READSTAT_OK)
        note_error(d, readstat_end_row(d->writer));
    d->next = 0;
}

/* What the file said goes before what ReadStat made of it. Frees d in any case. */
tb_status tbi_dta_keep(tb_dta *d, tb_err *err)
{
    tb_status st = TB_OK;
    if (d->failed == READSTAT_OK)
        note_error(d, readstat_end_writing(d->writer));
    if (d->st != TB_OK) {
        st = d->st;
        if (err != NULL)
            *err = d->err;
    } else if (d->failed == READSTAT_ERROR_MALLOC) {
        st = tbi_no_memory_of(err, d->path);
    } else if (d->failed != READSTAT_OK) {
        st = tbi_fail(err, TB_EIO, TB_MSG_EXPORT_CANNOT_WRITE, d->path,
                      readstat_error_message(d->failed));
    } else {
        st = tbi_out_keep(&d->out, err);
    }
    tbi_dta_drop(d);
    return st;
}
