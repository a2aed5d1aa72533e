/* csv_read.c - rows out of a window on the file, record by record, and what a table says of
 * itself. */
#include "text/csv_state.h"

#include "base/error.h"
#include "base/refusals.h"
#include "messages/text.h"

#include <stdlib.h>
#include <string.h>

/* Moves what is left to the front and reads on. */
tb_status tbi_csv_fill(tb_csv *c, tb_err *err)
{
    if (c->from > 0) {
        memmove(c->window, c->window + c->from, c->to - c->from);
        c->to -= c->from;
        c->from = 0;
    }
    if (c->to == c->room) {
        if (c->room >= TB_CSV_LONGEST_ROW)
            return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_ROW_LONGER_BYTES_QUOTE, TB_CSV_LONGEST_ROW);
        size_t room = c->room < TB_CSV_WINDOW ? TB_CSV_WINDOW : c->room * 2;
        char *wider = tbi_realloc(c->window, room);
        if (wider == NULL)
            return tbi_no_memory_of(err, c->path);
        c->window = wider;
        c->room = room;
    }
    size_t got = 0;
    tb_status st = tbi_stream_read(&c->file, c->window + c->to, c->room - c->to, &got, err);
    c->to += got;
    return st;
}

/* The bytes of the next record, without its line end: *n from c->from, *took with it. *lines: line
 * ends in it. *marks: bit 0 a quote, bit 1 not ASCII, bit 2 NUL, bit 3 a control character, be it
 * one that texts have. */
tb_status tbi_csv_record(tb_csv *c, size_t *n, size_t *took, size_t *lines, unsigned *marks,
                         tb_err *err)
{
    size_t at = 0, ends = 0;
    bool inside = false;
    unsigned seen = 0, high = 0;
    for (;;) {
        const char *p = c->window + c->from;
        size_t have = c->to - c->from;
        for (; at < have; at++) {
            char b = p[at];
            high |= (unsigned char)b;
            if (b == '"') {
                inside = !inside;
                seen |= 1;
            } else if (b == c->end) {
                ends++;
                if (!inside)
                    break;
            } else if ((unsigned char)b < 0x20 || b == 0x7F) {
                seen |= b == '\0' ? 4 : 8;
            }
        }
        /* a record that the end of the file ends is a record too */
        if (at < have || c->file.ended) {
            *took = at < have ? at + 1 : at;
            *lines = ends;
            *marks = seen | (high & 0x80 ? 2 : 0);
            while (at > 0 && p[at - 1] == '\r')
                at--;
            *n = at;
            return TB_OK;
        }
        tb_status st = tbi_csv_fill(c, err);
        if (st != TB_OK)
            return st;
    }
}

/* A line of separators alone is no row. */
static bool is_empty_row(const tb_csv *c)
{
    for (size_t i = 0; i < c->fields; i++)
        if (c->field[i].n > 0)
            return false;
    return true;
}

/* The next row of a table from elsewhere. */
static tb_status read_next_given(tb_csv *c, tb_csv_row *row)
{
    const tb_csv_given *g = c->given;
    *row = (tb_csv_row){ .line = g->rows > 0 ? g->line[g->rows - 1] + 1 : 1 };
    if (c->given_row == g->rows)
        return TB_OK;
    row->line = g->line[c->given_row];
    row->count = c->columns;
    row->field = g->field + c->given_row++ * g->columns;
    return TB_OK;
}

/* Fields that the dialect calls missing are empty. */
static void clear_missing(tb_csv *c)
{
    for (size_t i = 0; i < c->fields && c->said.missings > 0; i++)
        for (size_t k = 0; k < c->said.missings; k++)
            if (strlen(c->said.missing[k]) == c->field[i].n &&
                memcmp(c->said.missing[k], c->field[i].text, c->field[i].n) == 0)
                c->field[i].n = 0;
}

/* c->columns is 0 while the heads are read: then any number of fields will do. Fields are valid
 * until the next row is read, since both kinds stand in memory that is used again. */
tb_status tbi_csv_next(tb_csv *c, tb_csv_row *row, bool *fatal, tb_err *err)
{
    *fatal = true;
    if (c->given != NULL)
        return read_next_given(c, row);
    for (;;) {
        size_t n = 0, took = 0, lines = 0;
        unsigned marks = 0;
        tb_status st = tbi_csv_record(c, &n, &took, &lines, &marks, err);
        *row = (tb_csv_row){ .line = c->line };
        if (st != TB_OK)
            return st;
        /* the end of the file: all bytes have been through the digest */
        if (took == 0) {
            tb_digest d = c->file.digest;
            tbi_digest_end(&d, c->digest);
            return TB_OK;
        }
        const char *text = c->window + c->from;
        c->from += took;
        c->line += lines;
        st = tbi_csv_cut(c, text, n, marks, err);
        if (st != TB_OK)
            return st;
        if (is_empty_row(c))
            continue;
        /* separators at the row's end */
        while (c->columns > 0 && c->fields > c->columns && c->field[c->fields - 1].n == 0)
            c->fields--;
        if (c->columns > 0 && c->fields != c->columns) {
            /* data frames of R name their rows in a column without a head: one field more in the
             * first row, which is "1" */
            *fatal = c->fields == c->columns + 1 && !c->any_row && c->field[0].n == 1 &&
                     c->field[0].text[0] == '1';
            if (*fatal)
                return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_EACH_ROW_HAS_ONE);
            return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_ROW_HAS_FIELDS_FIRST, c->fields, c->columns);
        }
        if (c->columns > 0)
            clear_missing(c);
        c->any_row = c->columns > 0;
        row->count = c->fields;
        row->field = c->field;
        return TB_OK;
    }
}

void *tbi_csv_owner(const tb_csv *c)
{
    return c->owner;
}

/* One owner, released when the table is closed. */
void tbi_csv_own(tb_csv *c, void *owner, void (*release)(void *owner))
{
    c->owner = owner;
    c->release = release;
}

/* Releases what tbi_csv_own gave into its keeping. */
void tbi_csv_close(tb_csv *c)
{
    if (c == NULL)
        return;
    tbi_stream_close(&c->file);
    if (c->quoted_ready)
        csv_free(&c->quoted);
    free(c->field);
    free(c->text);
    free(c->window);
    tbi_arena_free(&c->own);
    if (c->release != NULL)
        c->release(c->owner);
    free(c);
}

/* 0 for a table that was opened without heads. */
size_t tbi_csv_columns(const tb_csv *c)
{
    return c->columns;
}

const char *tbi_csv_head(const tb_csv *c, size_t column)
{
    return c->head[column];
}

/* ';' of a table from elsewhere, see tbi_csv_of_rows. */
char tbi_csv_separator(const tb_csv *c)
{
    return c->separator;
}

const char *tbi_csv_digest(const tb_csv *c)
{
    return c->digest;
}

const char *tbi_csv_head_folded(const tb_csv *c, size_t column)
{
    return c->folded[column];
}
