/* reason.c - one table of reasons. */
#include "base/reason.h"

#include <stdarg.h>

#define TB_REASON_ROW(name, id, en, vi) { id, en, vi },
const tb_reason tbi_reasons[TB_REASON_COUNT] = { TB_REASONS(TB_REASON_ROW) };
#undef TB_REASON_ROW

/* NULL: no memory. id is borrowed, texts are the arena's. */
const tb_reason *tbi_reason_of(tb_arena *a, const char *id, const char *en, const char *vi, ...)
{
    tb_reason *r = TB_NEW(a, tb_reason, 1);
    va_list args;
    if (r == NULL)
        return NULL;
    r->id = id;
    va_start(args, vi);
    bool ok = tbi_arena_vpair(a, &r->text, &r->text_vi, en, vi, args);
    va_end(args);
    return ok ? r : NULL;
}
