/* csv_open.c - a table is opened: how its file is written is told by its start, its columns by its
 * first row. */
#include "text/csv_state.h"

#include "base/error.h"
#include "base/refusals.h"
#include "messages/text.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

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
    tb_status st = tbi_csv_fill(c, err);
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
    st = tbi_csv_record(c, &n, &took, &lines, &marks, err);
    if (st != TB_OK)
        return st;
    if (c->titled && n < TB_CSV_TITLED)
        n = c->to - c->from < TB_CSV_TITLED ? c->to - c->from : TB_CSV_TITLED;
    if (c->separator == '\0')
        c->separator = guess_separator(c->window + c->from, n);
    if (strchr(",;\t|", c->separator) == NULL)
        return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_SAYS_SEPARATED_USE_COMMA, c->path, c->separator);
    c->quoted_ready = csv_init(&c->quoted, CSV_STRICT | CSV_STRICT_FINI) == 0;
    if (!c->quoted_ready)
        return tbi_no_memory_of(err, c->path);
    csv_set_delim(&c->quoted, (unsigned char)c->separator);
    return TB_OK;
}

/* field is copied: it stands in the window, which moves. */
static tb_status set_head(tb_csv *c, const tb_field *field, size_t n, tb_err *err)
{
    c->head = TB_NEW(&c->own, const char *, n);
    c->folded = TB_NEW(&c->own, const char *, n);
    if (c->head == NULL || c->folded == NULL)
        return tbi_no_memory_of(err, c->path);
    for (size_t i = 0; i < n; i++) {
        const char *text = tbi_arena_text_n(&c->own, field[i].text, field[i].n);
        c->head[i] = text != NULL ? tbi_utf8_nfc(&c->own, text) : NULL;
        c->folded[i] = text != NULL ? tbi_utf8_fold(&c->own, text) : NULL;
        if (c->head[i] == NULL || c->folded[i] == NULL)
            return tbi_no_memory_of(err, c->path);
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
    char *window = tbi_malloc(TB_CSV_WINDOW);
    if (c == NULL || window == NULL) {
        free(c);
        free(window);
        return tbi_no_memory_of(err, path);
    }
    *c = (tb_csv){ .file = { .fd = -1 },
                   .path = path,
                   .window = window,
                   .room = TB_CSV_WINDOW,
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
        return tbi_no_memory_of(err, given->path);
    *c = (tb_csv){ .file = { .fd = -1 }, .path = given->path, .given = given, .separator = ';' };
    strncpy(c->digest, given->digest, sizeof c->digest - 1);
    tb_field *field = TB_NEW(&c->own, tb_field, given->columns);
    for (size_t i = 0; field != NULL && i < given->columns; i++)
        field[i] = (tb_field){ given->head[i], strlen(given->head[i]) };
    tb_status st = field != NULL ? set_head(c, field, given->columns, err)
                                 : tbi_no_memory_of(err, given->path);
    if (st != TB_OK) {
        tbi_csv_close(c);
        return st;
    }
    *out = c;
    return TB_OK;
}
