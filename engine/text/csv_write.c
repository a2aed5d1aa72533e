/* csv_write.c - one field at a time; commas before texts are the caller's. */
#include "text/csv_write.h"

#include "text/parse_number.h"

#include <math.h>
#include <string.h>

void tbi_csv_write_text(tb_buf *b, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL && text[0] != ' ') {
        tbi_buf_text(b, text);
        return;
    }
    tbi_buf_char(b, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            tbi_buf_char(b, '"');
        tbi_buf_char(b, *text);
    }
    tbi_buf_char(b, '"');
}

void tbi_csv_add_number(tb_buf *b, double x)
{
    char text[32];
    tbi_buf_char(b, ',');
    if (isfinite(x))
        tbi_buf_add(b, text, tbi_print_double(text, x));
}
