/* error.c - the statuses of tangbac, their exit codes and words, and the writing of a sentence into
 * the caller's buffer. */
#include "base/error.h"

#include "base/control.h"
#include "base/format_vi.h"
#include "base/refusals.h"
#include "messages/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* From the one list in error.h, so that a new status cannot be forgotten here. */
int tb_status_exit_code(tb_status status)
{
    switch (status) {
#define X(name, exit_code, words) \
    case name:                    \
        return exit_code;
        TB_STATUS_LIST(X)
#undef X
    case TB_STATUS_COUNT:
        break;
    }
    return 1;
}

const char *tb_status_words(tb_status status)
{
    switch (status) {
#define X(name, exit_code, words) \
    case name:                    \
        return words;
        TB_STATUS_LIST(X)
#undef X
    case TB_STATUS_COUNT:
        break;
    }
    return tb_status_words(TB_EBUG);
}

/* Ends a text that the buffer cut with the sign that it goes on, between two characters. */
static void mark_cut(char *text, size_t size, int wanted)
{
    static const char more[] = "\xE2\x80\xA6";
    if (wanted < 0) {
        text[0] = '\0';
        return;
    }
    if ((size_t)wanted < size)
        return;
    size_t end = size - sizeof more;
    while (end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80)
        end--;
    memcpy(text + end, more, sizeof more);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
tb_status tbi_fail(tb_err *err, tb_status status, const char *format, const char *format_vi, ...)
{
    if (err == NULL)
        return status;
    va_list args, again;
    va_start(args, format_vi);
    va_copy(again, args);
    int wanted = vsnprintf(err->message, sizeof err->message, format, args);
    mark_cut(err->message, sizeof err->message, wanted);
    wanted = tbi_vsnprintf_vi(err->message_vi, sizeof err->message_vi, format_vi, again);
    mark_cut(err->message_vi, sizeof err->message_vi, wanted);
    /* a sentence quotes what was given, and is shown on terminals */
    tbi_control_replace(err->message, '?');
    tbi_control_replace(err->message_vi, '?');
    va_end(again);
    va_end(args);
    err->status = status;
    err->remedies = 0;
    return status;
}
#pragma GCC diagnostic pop

/* Adds bits of tb_remedy: what the caller could say to settle the refusal. */
void tbi_err_remedy(tb_err *err, unsigned remedies)
{
    if (err != NULL)
        err->remedies |= remedies;
}

tb_status tbi_fail_texts(tb_err *err, tb_status status, const char *text, const char *text_vi)
{
    return tbi_fail(err, status, "%s%.0s", "%.0s%s", text, text_vi);
}

void tb_err_details_free(tb_err_details *d)
{
    free(d->text);
    free(d->text_vi);
    *d = (tb_err_details)TB_ERR_DETAILS_INIT;
}

/* Both texts or neither: a list in one language only would be told to half of the readers. */
void tbi_details_put(tb_err_details *details, const char *text, const char *text_vi)
{
    if (details == NULL)
        return;
    tb_err_details_free(details);
    details->text = strdup(text);
    details->text_vi = strdup(text_vi);
    if (details->text == NULL || details->text_vi == NULL)
        tb_err_details_free(details);
}

/* lines: one refusal a line; err gets the first line and how many more there are, details all of
 * them. */
tb_status tbi_fail_lines(tb_err *err, tb_status status, tb_err_details *details, const char *lines,
                         const char *lines_vi, size_t count)
{
    enum { FIRST = TB_ERR_TEXT - 40 }; /* leaves room for how many more there are */
    char first[FIRST], first_vi[FIRST];
    tbi_details_put(details, lines, lines_vi);
    int n = (int)strcspn(lines, "\n");
    int n_vi = (int)strcspn(lines_vi, "\n");
    mark_cut(first, sizeof first, snprintf(first, sizeof first, "%.*s", n, lines));
    mark_cut(first_vi, sizeof first_vi,
             snprintf(first_vi, sizeof first_vi, "%.*s", n_vi, lines_vi));
    if (count <= 1)
        return tbi_fail_texts(err, status, first, first_vi);
    return tbi_fail(err, status, "%s%.0s" TB_MSG_BASE_MORE_EN, "%.0s%s" TB_MSG_BASE_MORE_VI, first,
                    first_vi, count - 1);
}

/* A place and the sentence behind it in one buffer. */
static void write_within(char *out, size_t size, const char *place, const char *sentence)
{
    mark_cut(out, size, snprintf(out, size, "%s%s", place, sentence));
}

/* inner must not be err: both messages are overwritten. Without Vietnamese words the English ones
 * stand in. */
tb_status tbi_fail_within(tb_err *err, tb_status status, const tb_err *inner, const char *format,
                          const char *format_vi, ...)
{
    if (err == NULL)
        return status;
    char place[1024], place_vi[1024];
    va_list args, again;
    va_start(args, format_vi);
    va_copy(again, args);
    mark_cut(place, sizeof place, vsnprintf(place, sizeof place, format, args));
    mark_cut(place_vi, sizeof place_vi,
             tbi_vsnprintf_vi(place_vi, sizeof place_vi, format_vi, again));
    va_end(again);
    va_end(args);
    const char *inner_vi = inner->message_vi[0] != '\0' ? inner->message_vi : inner->message;
    write_within(err->message_vi, sizeof err->message_vi, place_vi, inner_vi);
    write_within(err->message, sizeof err->message, place, inner->message);
    err->status = status;
    err->remedies = inner->remedies;
    return status;
}

/* Counted, so that a command can tell that something was refused even where nobody heard. */
tb_status tbi_no_memory(tb_err *err, const char *what)
{
    tbi_note_refusal();
    return tbi_fail(err, TB_ENOMEM, TB_MSG_BASE_ENOUGH_MEMORY, what);
}

tb_status tbi_no_memory_of(tb_err *err, const char *name)
{
    tbi_note_refusal();
    return tbi_fail(err, TB_ENOMEM, TB_MSG_BASE_ENOUGH_MEMORY_OF, name);
}
