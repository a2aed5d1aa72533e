/* reason.c - one table of reasons. */
#include "base/reason.h"

#include <stdarg.h>
#include <stdio.h>

#define TB_REASON_ROW(name, id, en, vi) { id, en, vi },
const tb_reason tbi_reasons[TB_REASON_COUNT] = { TB_REASONS(TB_REASON_ROW) };
#undef TB_REASON_ROW

static const char *print_text(tb_arena *a, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = n >= 0 ? TB_NEW(a, char, (size_t)n + 1) : NULL;
    if (text != NULL)
        vsnprintf(text, (size_t)n + 1, format, args);
    return text;
}

const tb_reason *tbi_reason_of(tb_arena *a, const char *id, const char *en, const char *vi, ...)
{
    tb_reason *r = TB_NEW(a, tb_reason, 1);
    va_list args;
    if (r == NULL)
        return NULL;
    r->id = id;
    va_start(args, vi);
    r->text = print_text(a, en, args);
    va_end(args);
    va_start(args, vi);
    r->text_vi = print_text(a, vi, args);
    va_end(args);
    return r->text != NULL && r->text_vi != NULL ? r : NULL;
}
