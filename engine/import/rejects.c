/* rejects.c - one line for each rejected row. */
#include "import/rejects.h"

#include "base/error.h"
#include "base/format_vi.h"
#include "messages/import.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* nobody mends more than this at a time, and a wrong separator rejects every row */
enum { SHOWN = 50, LONGEST = 300 };

/* At most LONGEST bytes of a text, cut at a character's edge. */
static void add_clipped(tb_buf *b, const char *text)
{
    size_t n = strlen(text);
    if (n > LONGEST) {
        n = LONGEST;
        while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
            n--;
    }
    tbi_buf_add(b, text, n);
}

/* PATH 'SHEET':LINE:COLUMN (HEAD): as much of it as is known; column counts from 1 here. */
static void add_line(tb_buf *b, const tb_spot *at, const char *sheet, const char *text,
                     size_t before)
{
    char place[400];
    if (at->sheet != NULL)
        sheet = at->sheet;
    bool named = sheet != NULL && at->line > 0;
    int n = snprintf(place, sizeof place, "%s%.200s%s%.60s%s", before > 0 ? "\n" : "", at->path,
                     named ? " '" : "", named ? sheet : "", named ? "'" : "");
    if (at->line > 0 && n > 0 && (size_t)n < sizeof place)
        n += snprintf(place + n, sizeof place - (size_t)n, ":%zu", at->line);
    bool headed = at->name != NULL && at->name[0] != '\0';
    if (at->line > 0 && at->name != NULL && n > 0 && (size_t)n < sizeof place)
        snprintf(place + n, sizeof place - (size_t)n, ":%zu%s%.60s%s", at->column + 1,
                 headed ? " (" : "", at->name, headed ? ")" : "");
    tbi_buf_text(b, place);
    tbi_buf_text(b, ": ");
    add_clipped(b, text);
}

/* The remedies are kept even of rejects that are no longer shown. */
void tbi_reject(tb_rejects *r, const tb_spot *at, const tb_err *what)
{
    if (r->count < SHOWN) {
        add_line(&r->text, at, r->sheet, what->message, r->count);
        add_line(&r->text_vi, at, r->sheet,
                 what->message_vi[0] != '\0' ? what->message_vi : what->message, r->count);
    }
    r->remedies |= what->remedies;
    r->count++;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
/* A text beyond 512 bytes is cut. */
void tbi_reject_say(tb_rejects *r, const tb_spot *at, const char *format, const char *format_vi,
                    ...)
{
    static const size_t room = 512;
    char text[512], text_vi[512];
    if (r->count < SHOWN) {
        va_list args, again;
        va_start(args, format_vi);
        va_copy(again, args);
        vsnprintf(text, room, format, args);
        tbi_vsnprintf_vi(text_vi, room, format_vi, again);
        va_end(again);
        va_end(args);
        add_line(&r->text, at, r->sheet, text, r->count);
        add_line(&r->text_vi, at, r->sheet, text_vi, r->count);
    }
    r->count++;
}
#pragma GCC diagnostic pop

/* A list that belongs to a reject, such as the heads that would be read: no reject of its
 * own, so it is not counted. */
void tbi_reject_words(tb_rejects *r, const tb_spot *at, const char *before, const char *before_vi,
                      const char *en, const char *vi)
{
    if (r->count >= SHOWN)
        return;
    add_line(&r->text, at, r->sheet, before, r->count);
    tbi_buf_text(&r->text, en);
    add_line(&r->text_vi, at, r->sheet, before_vi, r->count);
    tbi_buf_text(&r->text_vi, vi);
}

/* TB_OK when nothing was rejected. */
tb_status tbi_rejects_end(tb_rejects *r, tb_err_details *details, tb_err *err)
{
    static const char *const rest[] = { TB_MSG_IMPORT_REJECTS_MORE };
    if (r->count == 0)
        return TB_OK;
    if (r->count > SHOWN) {
        tbi_buf_printf(&r->text, "\n%s %zu %s", rest[0], r->count - SHOWN, rest[1]);
        tbi_buf_printf(&r->text_vi, "\n%s %zu %s", rest[2], r->count - SHOWN, rest[3]);
    }
    if (r->text.failed || r->text_vi.failed)
        return tbi_no_memory(err, "the list of errors");
    tb_status st = tbi_fail_lines(err, TB_EDATA, details, r->text.data, r->text_vi.data, r->count);
    tbi_err_remedy(err, r->remedies);
    return st;
}

/* Fine of one that was never filled. */
void tbi_rejects_free(tb_rejects *r)
{
    tbi_buf_free(&r->text);
    tbi_buf_free(&r->text_vi);
}
