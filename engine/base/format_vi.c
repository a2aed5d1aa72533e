/* format_vi.c - where in a finished sentence is a figure of ours, and where a text that was given?
 * Only the format knows. Each floating-point conversion is written between two bytes that no text
 * has, and between them the point becomes a comma. */
#include "base/format_vi.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Bytes that UTF-8 never has. */
enum { BEGIN = '\xFE', END = '\xFF', MOST = 2048 };

/* The end of the conversion that begins with the '%' at s. */
static const char *end_conversion(const char *s)
{
    s++;
    s += strspn(s, "-+ #0123456789.*hlzjtL");
    return *s != '\0' ? s + 1 : s;
}

/* The format with its floating-point conversions between BEGIN and END; false: no room. */
static bool mark_figures(char *out, const char *format)
{
    size_t n = 0;
    for (const char *s = format; *s != '\0';) {
        const char *end = *s == '%' ? end_conversion(s) : s + strcspn(s, "%");
        bool figure = *s == '%' && strchr("eEfFgG", end[-1]) != NULL;
        size_t length = (size_t)(end - s);
        if (n + length + 3 > MOST)
            return false;
        if (figure)
            out[n++] = (char)BEGIN;
        memcpy(out + n, s, length);
        n += length;
        if (figure)
            out[n++] = (char)END;
        s = end;
    }
    out[n] = '\0';
    return true;
}

/* Takes the marks out; how many there were. */
static int set_commas(char *text)
{
    int marks = 0;
    bool inside = false;
    char *to = text;
    for (const char *from = text; *from != '\0'; from++) {
        if (*from == (char)BEGIN || *from == (char)END) {
            inside = *from == (char)BEGIN;
            marks++;
        } else {
            *to++ = *from == '.' && inside ? ',' : *from;
        }
    }
    *to = '\0';
    return marks;
}

/* Takes the marks out; what stands between them without a digit is no figure and becomes a dash,
 * which has as many bytes as "nan" and "inf". */
static void set_dashes(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0';) {
        size_t length = strcspn(from, (const char[]){ (char)BEGIN, (char)END, '\0' });
        bool figure = from > text && from[-1] == (char)BEGIN;
        if (figure && strcspn(from, "0123456789") >= length) {
            memcpy(to, "–", strlen("–"));
            to += strlen("–");
        } else {
            memmove(to, from, length);
            to += length;
        }
        from += length + (from[length] != '\0');
    }
    *to = '\0';
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
/* A format that is longer than any sentence keeps its points. A figure that is not to be said
 * ("%.0s" in the other language's words) leaves no mark, since it is no floating-point one. */
int tbi_vsnprintf_vi(char *out, size_t size, const char *format, va_list args)
{
    char marked[MOST];
    if (!mark_figures(marked, format))
        return vsnprintf(out, size, format, args);
    int wanted = vsnprintf(out, size, marked, args);
    int marks = size > 0 && wanted >= 0 ? set_commas(out) : 0;
    return wanted < 0 || (size_t)wanted >= size ? wanted : wanted - marks;
}

char *tbi_arena_vprintf_dash(tb_arena *a, const char *format, va_list args)
{
    char marked[MOST];
    va_list again;
    va_copy(again, args);
    const char *take = mark_figures(marked, format) ? marked : format;
    int n = vsnprintf(NULL, 0, take, args);
    char *text = n >= 0 ? tbi_arena_alloc(a, (size_t)n + 1, 1) : NULL;
    if (text != NULL) {
        vsnprintf(text, (size_t)n + 1, take, again);
        set_dashes(text);
    }
    va_end(again);
    return text;
}
#pragma GCC diagnostic pop
