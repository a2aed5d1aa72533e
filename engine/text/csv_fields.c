/* csv_fields.c - a record cut into its fields: one without quotes in place, one with quotes by
 * libcsv in its strict mode. */
#include "text/csv_state.h"

#include "base/control.h"
#include "base/error.h"
#include "base/refusals.h"
#include "messages/text.h"
#include "text/utf8.h"

#include <stdint.h>
#include <string.h>

/* What Excel users can do about it. */
static tb_status refuse_not_utf8(const tb_csv *c, tb_err *err)
{
    return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_UTF_8_EXCEL_CHOOSE, c->path);
}

/* false: no memory (c->no_memory), or more fields than any table has. */
static bool grow_fields(tb_csv *c)
{
    if (c->fields < c->fields_room)
        return true;
    size_t room = c->fields_room == 0 ? 64 : c->fields_room * 2;
    if (room > TB_CSV_MOST_COLUMNS * 2)
        return false;
    tb_field *wider = tbi_realloc(c->field, room * sizeof *wider);
    if (wider == NULL) {
        c->no_memory = true;
        return false;
    }
    c->field = wider;
    c->fields_room = room;
    return true;
}

/* No line ends: those are in quoted fields only. */
static bool is_blank(char b)
{
    return b == ' ' || b == '\t';
}

/* Blanks around an unquoted field are no part of it; quoted fields keep theirs (keep_field). */
static bool add_field(tb_csv *c, const char *text, size_t n)
{
    if (!grow_fields(c))
        return false;
    while (n > 0 && is_blank(text[0])) {
        text++;
        n--;
    }
    while (n > 0 && is_blank(text[n - 1]))
        n--;
    c->field[c->fields++] = (tb_field){ text, n };
    return true;
}

/* n may be 0, which is one empty field. A separator at the end of the row makes an empty field
 * behind it. */
static bool cut_plain(tb_csv *c, const char *row, size_t n)
{
    const char *end = row + n;
    for (const char *from = row;; from++) {
        const char *to = memchr(from, c->separator, (size_t)(end - from));
        if (!add_field(c, from, (size_t)((to != NULL ? to : end) - from)))
            return false;
        if (to == NULL)
            return true;
        from = to;
    }
}

/* libcsv hands out one field at a time, in memory that it uses again. */
static void keep_field(void *bytes, size_t n, void *ctx)
{
    tb_csv *c = ctx;
    if (c->no_memory)
        return;
    if (c->text_n + n + 1 > c->text_room) {
        size_t room = (c->text_n + n + 1) * 2;
        char *wider = tbi_realloc(c->text, room);
        if (wider == NULL) {
            c->no_memory = true;
            return;
        }
        for (size_t i = 0; i < c->fields; i++)
            c->field[i].text = wider + (c->field[i].text - c->text);
        c->text = wider;
        c->text_room = room;
    }
    if (!grow_fields(c)) {
        c->no_memory = true;
        return;
    }
    char *to = c->text + c->text_n;
    if (n > 0)
        memcpy(to, bytes, n);
    c->text_n += n;
    c->field[c->fields++] = (tb_field){ to, n };
}

/* libcsv is given one record at a time, so it has nothing to tell here. */
static void is_row_end(int term, void *ctx)
{
    (void)term;
    (void)ctx;
}

/* After a failure the parser is made anew: libcsv has no way back from an error inside a field. */
static tb_status cut_quoted(tb_csv *c, const char *row, size_t n, tb_err *err)
{
    c->text_n = 0;
    c->no_memory = false;
    if (c->text == NULL && (c->text = tbi_malloc(4096)) != NULL)
        c->text_room = 4096;
    if (c->text == NULL)
        return tbi_no_memory_of(err, c->path);
    size_t used = csv_parse(&c->quoted, row, n, keep_field, is_row_end, c);
    bool fine = used == n && csv_fini(&c->quoted, keep_field, is_row_end, c) == 0;
    if (fine && !c->no_memory)
        return TB_OK;
    csv_free(&c->quoted);
    c->quoted_ready = csv_init(&c->quoted, CSV_STRICT | CSV_STRICT_FINI) == 0;
    csv_set_delim(&c->quoted, (unsigned char)c->separator);
    if (c->no_memory || !c->quoted_ready)
        return tbi_no_memory_of(err, c->path);
    return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_QUOTE_STANDS_MIDDLE_FIELD);
}

/* The fields of one record. */
tb_status tbi_csv_cut(tb_csv *c, const char *row, size_t n, unsigned marks, tb_err *err)
{
    c->fields = 0;
    if ((marks & 4) != 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_THERE_BYTE_0_WHICH, c->path);
    if ((marks & 2) != 0 && !tbi_utf8_valid(row, n, NULL))
        return refuse_not_utf8(c, err);
    uint32_t control = (marks & 10) != 0 ? tbi_control_find(row, n) : 0;
    if (control != 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_CONTROL_CHARACTER, control);
    if ((marks & 1) != 0)
        return cut_quoted(c, row, n, err);
    c->no_memory = false;
    if (cut_plain(c, row, n))
        return TB_OK;
    return c->no_memory
               ? tbi_no_memory_of(err, c->path)
               : tbi_fail(err, TB_EDATA, TB_MSG_TEXT_ROW_HAS_MORE_FIELDS, TB_CSV_MOST_COLUMNS);
}
