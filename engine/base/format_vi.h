/* base/format_vi.h - printf for Vietnamese sentences: figures with a decimal comma. */
#ifndef TB_BASE_FORMAT_VI_H
#define TB_BASE_FORMAT_VI_H

#include <stdarg.h>
#include <stddef.h>

/* vsnprintf whose floating-point conversions say "7,08"; texts are left as they are ("PAPI.D5",
 * "khung 2.0", a file's name). Returns what vsnprintf would. */
int tbi_vsnprintf_vi(char *out, size_t size, const char *format, va_list args);

#endif
