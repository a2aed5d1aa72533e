/* note.c - warnings of an import: things that were read and are odd, or were passed over. */
#include "base/format_vi.h"
#include "import/reading.h"

#include <stdarg.h>
#include <stdio.h>

enum { LONGEST = 700 };

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
/* Both formats read the same arguments, hence the copy of them. A longer text than LONGEST
 * is cut. */
void tbi_reading_note(tb_reading *r, const char *code, const char *format, const char *format_vi,
                      ...)
{
    char en[LONGEST], vi[LONGEST];
    va_list args, again;
    va_start(args, format_vi);
    va_copy(again, args);
    vsnprintf(en, sizeof en, format, args);
    tbi_vsnprintf_vi(vi, sizeof vi, format_vi, again);
    va_end(again);
    va_end(args);
    if (!tbi_notice_add(r->notices, r->arena, code, en, vi))
        r->no_memory = true;
}
#pragma GCC diagnostic pop
