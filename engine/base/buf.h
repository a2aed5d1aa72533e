/* base/buf.h - a text that grows. A failed growth is remembered, so that a writer checks once at
 * its end. */
#ifndef TB_BASE_BUF_H
#define TB_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

typedef struct tb_buf {
    char *data; /* NUL-terminated once anything was added */
    size_t size, room;
    bool failed; /* a growth was refused: the text is not whole */
} tb_buf;        /* start with { 0 } */

void tbi_buf_add(tb_buf *b, const char *bytes, size_t n);
void tbi_buf_text(tb_buf *b, const char *text);
void tbi_buf_char(tb_buf *b, char c);
void tbi_buf_repeat(tb_buf *b, char c, size_t n);
void tbi_buf_printf(tb_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void tbi_buf_free(tb_buf *b);

#endif
