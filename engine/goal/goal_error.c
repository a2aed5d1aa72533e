/* goal_error.c - the sentence of a refused goal. */
#include "goal/goal_error.h"

#include "base/error.h"
#include "messages/goal.h"
#include "messages/one_language.h"

#include <stdio.h>
#include <string.h>

/* Texts are not copied: they are literals of the callers. */
bool tbi_refuse_at(tb_refusal *r, const tb_lexeme *where, const char *what, const char *what_vi)
{
    r->placed = where != NULL;
    if (where != NULL) {
        r->from = where->from;
        r->to = where->to;
    }
    r->what = what;
    r->what_vi = what_vi;
    return false;
}

/* Copies the n bytes of text, at most as many as there is room for, without breaking a character,
 * controls as spaces; "..." when cut. */
static void write_excerpt(char *out, size_t room, const char *text, size_t n)
{
    bool cut = n + 4 > room;
    size_t m = cut ? room - 4 : n;
    while (cut && m > 0 && ((unsigned char)text[m] & 0xC0) == 0x80)
        m--;
    for (size_t i = 0; i < m; i++)
        out[i] = (unsigned char)text[i] < ' ' ? ' ' : text[i];
    snprintf(out + m, room - m, "%s", cut ? "..." : "");
}

/* The column of a byte as a reader counts: characters from 1, combining marks belong to their
 * letter. */
static size_t find_column(const char *text, size_t byte)
{
    size_t column = 1;
    for (size_t i = 0; i < byte && text[i] != '\0'; i++) {
        unsigned char c = (unsigned char)text[i];
        unsigned char next = (unsigned char)text[i + 1];
        bool combining = c == 0xCC || (c == 0xCD && next < 0xB0); /* U+0300..U+036F */
        if ((c & 0xC0) != 0x80 && !combining)
            column++;
    }
    return column;
}

/* The examples are goals that are read, so that whoever was refused has a pattern to follow.
 * Vietnamese is put in by hand, since its reason is another text. */
tb_status tbi_refuse_say(const tb_refusal *r, const char *text, tb_err *err)
{
    char whole[240], word[80];
    write_excerpt(whole, sizeof whole, text, strlen(text));
    if (err == NULL)
        return TB_EARG;
    /* what a command can suggest: for "among the leading" its own option */
    unsigned remedies = r->leading ? TB_REMEDY_LEADING : 0;
    if (!r->placed) {
        tbi_fail(err, TB_EARG, TB_MSG_GOAL_CANNOT_READ_GOAL_END, whole, r->what);
        snprintf(err->message_vi, sizeof err->message_vi, TB_VI(TB_MSG_GOAL_CANNOT_READ_GOAL_END),
                 whole, r->what_vi);
        tbi_err_remedy(err, remedies);
        return TB_EARG;
    }
    write_excerpt(word, sizeof word, text + r->from, r->to - r->from);
    size_t column = find_column(text, r->from);
    tbi_fail(err, TB_EARG, TB_MSG_GOAL_CANNOT_READ_GOAL_COLUMN, whole, column, word, r->what);
    snprintf(err->message_vi, sizeof err->message_vi, TB_VI(TB_MSG_GOAL_CANNOT_READ_GOAL_COLUMN),
             whole, column, word, r->what_vi);
    tbi_err_remedy(err, remedies);
    return TB_EARG;
}
