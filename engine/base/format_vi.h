/* base/format_vi.h - printf for sentences: figures with a decimal comma in Vietnamese, and a dash
 * where there is none. */
#ifndef TB_BASE_FORMAT_VI_H
#define TB_BASE_FORMAT_VI_H

#include "base/arena.h"

#include <stdarg.h>
#include <stddef.h>

/* vsnprintf whose floating-point conversions say "7,08"; texts are left as they are ("PAPI.D5",
 * "khung 2.0", a file's name). Returns what vsnprintf would. */
int tbi_vsnprintf_vi(char *out, size_t size, const char *format, va_list args);

/* tbi_arena_vprintf, but a floating-point number that is not finite is said as "–". */
char *tbi_arena_vprintf_dash(tb_arena *a, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

#endif
