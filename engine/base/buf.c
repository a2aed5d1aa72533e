/* buf.c - a text that grows by doubling. */
#include "base/buf.h"

#include "base/refusals.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* false once and for all after the first failure, so that a run of additions is asked once, at its
 * end. */
static bool reserve_bytes(tb_buf *b, size_t more)
{
    if (b->failed)
        return false;
    if (more < b->room - b->size)
        return true; /* one byte is kept for the NUL */
    size_t room = b->room < 256 ? 256 : b->room;
    while (room <= b->size + more) {
        if (room > SIZE_MAX / 4) {
            b->failed = true;
            return false;
        }
        room *= 2;
    }
    char *data = realloc(b->data, room);
    if (data == NULL) {
        b->failed = true;
        tbi_note_refusal();
        return false;
    }
    b->data = data;
    b->room = room;
    return true;
}

/* Does nothing once memory was refused: b->failed is asked at the end. Always ends with '\0'. */
void tbi_buf_add(tb_buf *b, const char *bytes, size_t n)
{
    if (!reserve_bytes(b, n))
        return;
    if (n > 0)
        memcpy(b->data + b->size, bytes, n);
    b->size += n;
    b->data[b->size] = '\0';
}

void tbi_buf_text(tb_buf *b, const char *text)
{
    tbi_buf_add(b, text, strlen(text));
}

void tbi_buf_char(tb_buf *b, char c)
{
    tbi_buf_add(b, &c, 1);
}

void tbi_buf_repeat(tb_buf *b, char c, size_t n)
{
    if (!reserve_bytes(b, n))
        return;
    if (n > 0)
        memset(b->data + b->size, c, n);
    b->size += n;
    b->data[b->size] = '\0';
}

/* Printed twice, first to be measured. */
void tbi_buf_printf(tb_buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    if (n >= 0 && reserve_bytes(b, (size_t)n)) {
        vsnprintf(b->data + b->size, (size_t)n + 1, format, again);
        b->size += (size_t)n;
    }
    va_end(again);
    va_end(args);
}

/* Empty and usable afterwards. */
void tbi_buf_free(tb_buf *b)
{
    free(b->data);
    *b = (tb_buf){ 0 };
}
