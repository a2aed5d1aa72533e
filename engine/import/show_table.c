/* show_table.c - what was read where columns were guessed, as a table for eyes. */
#include "base/buf.h"
#include "base/file.h"
#include "import/heads.h"
#include "import/workbooks.h"
#include "messages/import.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS_SHOWN = 16, WIDEST = 34 };

/* The cells of a row, each column as wide as its widest cell. */
static void show_row(tb_buf *b, const tb_csv_row *row, const size_t *width, size_t columns)
{
    for (size_t c = 0; c < columns; c++) {
        char text[WIDEST * 4 + 1];
        size_t n = row->field[c].n < sizeof text ? row->field[c].n : sizeof text - 1;
        memcpy(text, row->field[c].text, n);
        text[n] = '\0';
        size_t wide = tbi_utf8_width(text);
        tbi_buf_text(b, c > 0 ? "  " : "");
        tbi_buf_text(b, text);
        if (wide < width[c])
            tbi_buf_repeat(b, ' ', width[c] - wide);
    }
    tbi_buf_char(b, '\n');
}

/* The heads as they were understood, then the rows. */
static void show_table(tb_buf *b, tb_csv *c, tb_reading *r)
{
    size_t width[COLUMNS_SHOWN] = { 0 };
    size_t n = tbi_csv_columns(c) < COLUMNS_SHOWN ? tbi_csv_columns(c) : COLUMNS_SHOWN;
    tb_field head[COLUMNS_SHOWN];
    char words[COLUMNS_SHOWN][160];
    for (size_t i = 0; i < n; i++) {
        tb_head_meaning m = tbi_head_meaning(r, r->said_index, r->said_year, tbi_csv_head(c, i));
        const char *rank = m.kind == TB_KIND_RANK      ? "_RANK"
                           : m.kind == TB_KIND_PERCENT ? "_PCT"
                                                       : "";
        if (m.is == TB_HEAD_FIGURES)
            snprintf(words[i], sizeof words[i], "%.60s%s", r->said_index->indicator[m.column].code,
                     rank);
        else
            snprintf(words[i], sizeof words[i], "%s", m.is == TB_HEAD_UNIT ? "unit" : "-");
        head[i] = (tb_field){ words[i], strlen(words[i]) };
        width[i] = tbi_utf8_width(words[i]);
    }
    tbi_buf_char(b, '\n');
    tb_csv_row row = { 0, n, head };
    show_row(b, &row, width, n);
    bool fatal = false;
    while (tbi_csv_next(c, &row, &fatal, NULL) == TB_OK && row.count > 0)
        show_row(b, &row, width, n);
}

/* NULL: nothing was guessed, or no memory. */
const char *tbi_show_guessed(tb_reading *r, const tb_resources *list, bool vietnamese)
{
    tb_buf b = { 0 };
    for (size_t i = 0; i < list->count; i++) {
        const tb_resource *x = &list->item[i];
        tb_csv *c = NULL;
        if (x->all == NULL || !x->all->guessed || tbi_open_table(&c, r, x, NULL) != TB_OK ||
            c == NULL)
            continue;
        static const char *const from[] = { TB_MSG_IMPORT_READ_FROM };
        tbi_buf_printf(&b, "%s '%s':", from[vietnamese], tbi_file_name(x->path));
        if (r->said_index != NULL)
            show_table(&b, c, r);
        tbi_csv_close(c);
    }
    const char *text = b.size > 0 ? tbi_arena_text_n(r->arena, b.data, b.size) : NULL;
    tbi_buf_free(&b);
    return text;
}
