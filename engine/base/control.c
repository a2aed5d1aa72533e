/* control.c - by bytes: what is looked for is short, and the text need not be whole. */
#include "base/control.h"

#include <stdbool.h>
#include <string.h>

/* The control character at p, 0 when there is none there, and how many bytes it has. end: of the
 * text. */
static uint32_t read_control(size_t *bytes, const char *p, const char *end)
{
    unsigned char a = (unsigned char)p[0];
    *bytes = 1;
    if (a < 0x80)
        return (a < 0x20 && a != '\t' && a != '\n' && a != '\r') || a == 0x7F ? a : 0;
    if (a == 0xC2 && end - p >= 2) {
        unsigned char b = (unsigned char)p[1];
        *bytes = 2;
        return b >= 0x80 && b <= 0x9F ? b : 0;
    }
    if (a == 0xE2 && end - p >= 3) {
        uint32_t c =
            0x2000u + ((unsigned)((unsigned char)p[1] & 0x3F) << 6) + ((unsigned char)p[2] & 0x3F);
        *bytes = 3;
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ? c : 0;
    }
    return 0;
}

/* Nearly all bytes are passed over by this: a panel has two million of them. */
static bool may_begin_control(char byte)
{
    unsigned char a = (unsigned char)byte;
    return a < 0x20 || a == 0x7F || a == 0xC2 || a == 0xE2;
}

/* The first control character of UTF-8 text [n] (C0, DEL, C1), 0 for none. */
uint32_t tbi_control_find(const char *text, size_t n)
{
    size_t bytes = 1;
    for (size_t i = 0; i < n; i++) {
        if (!may_begin_control(text[i]))
            continue;
        uint32_t c = read_control(&bytes, text + i, text + n);
        if (c != 0)
            return c;
    }
    return 0;
}

/* In place, byte by byte, so that the length stays. */
void tbi_control_replace(char *text, char by)
{
    const char *end = text + strlen(text);
    size_t bytes = 1;
    for (char *p = text; p < end; p++)
        if (read_control(&bytes, p, end) != 0)
            memset(p, by, bytes);
}
