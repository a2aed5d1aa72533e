/* reading.c - rows and fields of a table that is being read. */
#include "import/reading.h"

#include "base/error.h"
#include "text/utf8.h"

#include <string.h>

/* row->line counts from 1; column -1 or beyond the table is the row as a whole. */
tb_spot tbi_reading_spot(const tb_reading *r, const tb_csv *c, const tb_csv_row *row,
                         ptrdiff_t column)
{
    bool one = column >= 0 && (size_t)column < tbi_csv_columns(c);
    return (tb_spot){ r->table[r->tables - 1].path, row->line, one ? (size_t)column : 0,
                      one ? tbi_csv_head(c, (size_t)column) : NULL, NULL };
}

/* A row that is badly formed is a reject, and the next one is read; after a fault that
 * leaves the rest unreadable the table ends. */
tb_status tbi_reading_next(tb_reading *r, tb_csv *c, tb_csv_row *row, tb_err *err)
{
    for (;;) {
        bool fatal = false;
        /* over a kilobyte, and this is asked for each row: two bytes are enough */
        tb_err why;
        why.message[0] = why.message_vi[0] = '\0';
        tb_status st = r->no_memory ? tbi_no_memory(err, "the tables") : TB_OK;
        if (st != TB_OK)
            return st;
        st = tbi_csv_next(c, row, &fatal, &why);
        if (st == TB_OK)
            return TB_OK;
        /* no memory, or the disk: not the table's fault */
        if (st != TB_EDATA) {
            if (err != NULL)
                *err = why;
            return st;
        }
        tb_spot at = tbi_reading_spot(r, c, row, -1);
        tbi_reject(r->rejects, &at, &why);
        if (!fatal)
            continue;
        row->count = 0;
        return TB_OK;
    }
}

/* ASCII is in NFC already, and nearly every field is ASCII. In NFC, since Vietnamese letters
 * come composed or decomposed ("ế" is one to three characters). "" where there is no column or
 * no memory. Lives in a. */
const char *tbi_reading_text(tb_reading *r, const tb_csv_row *row, ptrdiff_t column, tb_arena *a)
{
    if (column < 0)
        return "";
    const tb_field *f = &row->field[column];
    const char *text = tbi_arena_text_n(a, f->text, f->n);
    bool ascii = true;
    for (size_t i = 0; i < f->n && ascii; i++)
        ascii = (unsigned char)f->text[i] < 0x80;
    if (text != NULL && !ascii)
        text = tbi_utf8_nfc(a, text);
    if (text != NULL)
        return text;
    r->no_memory = true;
    return "";
}

/* Otherwise a text that found no room would read as "", and an innocent row would be
 * rejected for an empty field. */
void tbi_reading_forget(tb_reading *r, tb_arena *scratch)
{
    if (scratch->refused)
        r->draft->own.refused = true;
    tbi_arena_free(scratch);
}
