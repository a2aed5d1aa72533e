/* csv.c - rows out of a window on the file. A row without quotes is cut in place; a row with quotes
 * goes through libcsv in its strict mode. */
#include "text/csv.h"

#include "base/control.h"
#include "base/error.h"
#include "base/refusals.h"
#include "base/stream.h"
#include "messages/text.h"
#include "text/utf8.h"

#include <csv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* bytes, but for MOST_COLUMNS; TITLED: how much is looked at for the separator of a sheet with
 * lines above its heads */
enum { WINDOW = 1 << 18, LONGEST_ROW = 1 << 24, MOST_COLUMNS = 1 << 16, TITLED = 1 << 14 };

struct tb_csv {
    tb_arena own;
    tb_stream_file file;
    const char *path;
    /* of malloc, like `field` and `text`: they grow by realloc, which an arena cannot */
    char *window;
    size_t room, from, to; /* bytes from..to of the window were read and not used */
    size_t line;           /* of the byte at `from` */
    /* separator 0: not known yet */
    char separator, end; /* what ends a line: \n, or \r in files of old */
    size_t columns, fields_room, fields;
    tb_field *field;
    /* heads in NFC as they stand, and folded to be found by */
    const char **head, **folded; /* [columns] */
    struct csv_parser quoted;
    char *text; /* fields of a quoted row, one after the other */
    size_t text_n, text_room;
    /* no_memory: met in a callback of libcsv, which has no way to say so */
    bool quoted_ready, no_memory;
    bool any_row; /* a row below the heads was handed out */
    bool titled;  /* lines above the heads, so that one row does not tell the separator */
    char digest[65];
    tb_dialect said;
    const tb_csv_given *given; /* a table from elsewhere; NULL: a file */
    size_t given_row;
    void *owner;
    void (*release)(void *owner);
};

/* What Excel users can do about it. */
static tb_status refuse_not_utf8(const tb_csv *c, tb_err *err)
{
    return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_UTF_8_EXCEL_CHOOSE, c->path);
}

/* Files of other kinds that were given the name of a table, told by how they start. */
static tb_status refuse_other_kind(const tb_csv *c, tb_err *err)
{
    static const struct {
        const char *start, *is, *is_vi;
    } kinds[] = {
        { "PK\x03\x04", TB_MSG_TEXT_ZIP_ARCHIVE_XLSX_WORKBOOK },
        { "\xD0\xCF\x11\xE0", TB_MSG_TEXT_OLD_EXCEL_WORKBOOK_XLS },
        { "\x1F\x8B", TB_MSG_TEXT_COMPRESSED_FILE_GZIP },
        { "%PDF", TB_MSG_TEXT_PDF },
        { "\x89HDF", TB_MSG_TEXT_HDF5_FILE_SUCH_PANEL },
        { "<", TB_MSG_TEXT_WEB_PAGE_XML },
    };
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t n = strlen(kinds[k].start);
        if (c->to - c->from < n || memcmp(c->window + c->from, kinds[k].start, n) != 0)
            continue;
        return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_CSV_TABLE_OPEN_SPREADSHEET, c->path, kinds[k].is,
                        kinds[k].is_vi);
    }
    return TB_OK;
}

/* Moves what is left to the front and reads on. */
static tb_status fill_window(tb_csv *c, tb_err *err)
{
    if (c->from > 0) {
        memmove(c->window, c->window + c->from, c->to - c->from);
        c->to -= c->from;
        c->from = 0;
    }
    if (c->to == c->room) {
        if (c->room >= LONGEST_ROW)
            return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_ROW_LONGER_BYTES_QUOTE, LONGEST_ROW);
        size_t room = c->room < WINDOW ? WINDOW : c->room * 2;
        char *wider = tbi_realloc(c->window, room);
        if (wider == NULL)
            return tbi_no_memory(err, c->path);
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
static tb_status read_next_record(tb_csv *c, size_t *n, size_t *took, size_t *lines,
                                  unsigned *marks, tb_err *err)
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
        tb_status st = fill_window(c, err);
        if (st != TB_OK)
            return st;
    }
}

/* false: no memory (c->no_memory), or more fields than any table has. */
static bool grow_fields(tb_csv *c)
{
    if (c->fields < c->fields_room)
        return true;
    size_t room = c->fields_room == 0 ? 64 : c->fields_room * 2;
    if (room > MOST_COLUMNS * 2)
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
        return tbi_no_memory(err, c->path);
    size_t used = csv_parse(&c->quoted, row, n, keep_field, is_row_end, c);
    bool fine = used == n && csv_fini(&c->quoted, keep_field, is_row_end, c) == 0;
    if (fine && !c->no_memory)
        return TB_OK;
    csv_free(&c->quoted);
    c->quoted_ready = csv_init(&c->quoted, CSV_STRICT | CSV_STRICT_FINI) == 0;
    csv_set_delim(&c->quoted, (unsigned char)c->separator);
    if (c->no_memory || !c->quoted_ready)
        return tbi_no_memory(err, c->path);
    return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_QUOTE_STANDS_MIDDLE_FIELD);
}

/* The fields of one record. */
static tb_status cut_field(tb_csv *c, const char *row, size_t n, unsigned marks, tb_err *err)
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
    return c->no_memory ? tbi_no_memory(err, c->path)
                        : tbi_fail(err, TB_EDATA, TB_MSG_TEXT_ROW_HAS_MORE_FIELDS, MOST_COLUMNS);
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
        tb_status st = read_next_record(c, &n, &took, &lines, &marks, err);
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
        st = cut_field(c, text, n, marks, err);
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

/* The separator that appears most often outside quotes in the first row; a comma when none does. */
static char guess_separator(const char *row, size_t n)
{
    static const char marks[] = { ',', ';', '\t', '|' };
    size_t count[4] = { 0 };
    size_t best = 0;
    bool inside = false;
    for (size_t i = 0; i < n; i++) {
        if (row[i] == '"')
            inside = !inside;
        for (size_t k = 0; k < 4 && !inside; k++)
            count[k] += row[i] == marks[k];
    }
    for (size_t k = 1; k < 4; k++)
        if (count[k] > count[best])
            best = k;
    return marks[best];
}

/* Looks at the start of the file: byte order mark, kind of line end, Excel's "sep=" line,
 * separator. */
static tb_status read_start(tb_csv *c, tb_err *err)
{
    tb_status st = fill_window(c, err);
    if (st != TB_OK)
        return st;
    if (c->to == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_EMPTY, c->path);
    if (c->to >= 2 &&
        (memcmp(c->window, "\xFF\xFE", 2) == 0 || memcmp(c->window, "\xFE\xFF", 2) == 0))
        return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_UTF_16_UNICODE_TEXT, c->path);
    if (c->to >= 3 && memcmp(c->window, "\xEF\xBB\xBF", 3) == 0)
        c->from = 3;
    if ((st = refuse_other_kind(c, err)) != TB_OK)
        return st;
    size_t left = c->to - c->from;
    const char *start = c->window + c->from;
    /* files of old Macintoshes */
    if (memchr(start, '\n', left) == NULL && memchr(start, '\r', left) != NULL)
        c->end = '\r';
    bool quoted = left >= 6 && memcmp(start, "\"sep=", 5) == 0;
    if (left >= 5 && (quoted || memcmp(start, "sep=", 4) == 0)) {
        /* Excel's own line for the separator: it goes before any guess */
        c->separator = start[quoted ? 5 : 4];
        const char *end = memchr(start, c->end, left);
        c->from += end != NULL ? (size_t)(end - start) + 1 : left;
        c->line = 2;
    }
    size_t n = 0, took = 0, lines = 0;
    unsigned marks = 0;
    st = read_next_record(c, &n, &took, &lines, &marks, err);
    if (st != TB_OK)
        return st;
    if (c->titled && n < TITLED)
        n = c->to - c->from < TITLED ? c->to - c->from : TITLED;
    if (c->separator == '\0')
        c->separator = guess_separator(c->window + c->from, n);
    if (strchr(",;\t|", c->separator) == NULL)
        return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_SAYS_SEPARATED_USE_COMMA, c->path, c->separator);
    c->quoted_ready = csv_init(&c->quoted, CSV_STRICT | CSV_STRICT_FINI) == 0;
    if (!c->quoted_ready)
        return tbi_no_memory(err, c->path);
    csv_set_delim(&c->quoted, (unsigned char)c->separator);
    return TB_OK;
}

/* field is copied: it stands in the window, which moves. */
static tb_status set_head(tb_csv *c, const tb_field *field, size_t n, tb_err *err)
{
    c->head = TB_NEW(&c->own, const char *, n);
    c->folded = TB_NEW(&c->own, const char *, n);
    if (c->head == NULL || c->folded == NULL)
        return tbi_no_memory(err, c->path);
    for (size_t i = 0; i < n; i++) {
        const char *text = tbi_arena_text_n(&c->own, field[i].text, field[i].n);
        c->head[i] = text != NULL ? tbi_utf8_nfc(&c->own, text) : NULL;
        c->folded[i] = text != NULL ? tbi_utf8_fold(&c->own, text) : NULL;
        if (c->head[i] == NULL || c->folded[i] == NULL)
            return tbi_no_memory(err, c->path);
    }
    c->columns = n;
    return TB_OK;
}

/* Empty heads at the end of the row are no columns. */
static tb_status keep_head(tb_csv *c, tb_err *err)
{
    tb_csv_row row;
    bool fatal;
    tb_status st = tbi_csv_next(c, &row, &fatal, err);
    if (st != TB_OK)
        return st;
    if (row.count == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_EMPTY, c->path);
    size_t n = row.count;
    while (n > 0 && row.field[n - 1].n == 0)
        n--;
    return set_head(c, row.field, n, err);
}

/* heads: the first row is the heads; otherwise all rows are handed out, and columns stay 0. *out is
 * NULL on failure. */
static tb_status open_file(tb_csv **out, const char *path, bool heads, const tb_dialect *d,
                           tb_err *err)
{
    *out = NULL;
    tb_csv *c = tbi_calloc(1, sizeof *c);
    char *window = tbi_malloc(WINDOW);
    if (c == NULL || window == NULL) {
        free(c);
        free(window);
        return tbi_no_memory(err, path);
    }
    *c = (tb_csv){ .file = { .fd = -1 },
                   .path = path,
                   .window = window,
                   .room = WINDOW,
                   .line = 1,
                   .end = '\n',
                   .titled = !heads,
                   .said = *d,
                   .separator = d->separator };
    tb_status st = tbi_stream_open(&c->file, path, err);
    if (st == TB_OK)
        st = read_start(c, err);
    if (st == TB_OK && heads)
        st = keep_head(c, err);
    if (st != TB_OK) {
        tbi_csv_close(c);
        return st;
    }
    *out = c;
    return TB_OK;
}

/* As tbi_csv_open_as, with nothing said of the file. */
tb_status tbi_csv_open(tb_csv **out, const char *path, tb_err *err)
{
    /* as the file shows */
    static const tb_dialect as_it_is = { .separator = 0 };
    return open_file(out, path, true, &as_it_is, err);
}

tb_status tbi_csv_open_as(tb_csv **out, const char *path, const tb_dialect *d, tb_err *err)
{
    return open_file(out, path, true, d, err);
}

tb_status tbi_csv_open_rows(tb_csv **out, const char *path, tb_err *err)
{
    static const tb_dialect as_it_is = { .separator = 0 };
    return open_file(out, path, false, &as_it_is, err);
}

/* given must outlive the table; its separator ';' tells readers that a comma may be a decimal
 * mark. */
tb_status tbi_csv_of_rows(tb_csv **out, const tb_csv_given *given, tb_err *err)
{
    *out = NULL;
    tb_csv *c = tbi_calloc(1, sizeof *c);
    if (c == NULL)
        return tbi_no_memory(err, given->path);
    *c = (tb_csv){ .file = { .fd = -1 }, .path = given->path, .given = given, .separator = ';' };
    strncpy(c->digest, given->digest, sizeof c->digest - 1);
    tb_field *field = TB_NEW(&c->own, tb_field, given->columns);
    for (size_t i = 0; field != NULL && i < given->columns; i++)
        field[i] = (tb_field){ given->head[i], strlen(given->head[i]) };
    tb_status st =
        field != NULL ? set_head(c, field, given->columns, err) : tbi_no_memory(err, given->path);
    if (st != TB_OK) {
        tbi_csv_close(c);
        return st;
    }
    *out = c;
    return TB_OK;
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
