/* skin_csv.c - the flat table of a page, one row a figure, as CSV.
 * It begins with a byte order mark, so that Excel reads it as UTF-8; codes stay texts. */
#include "render/skin.h"

#include "text/parse_number.h"

#include <math.h>
#include <string.h>

/* A field is quoted where it must be; one that a spreadsheet would take for a formula starts with
 * an apostrophe. */
static void put_field(tb_buf *b, const char *text, bool last)
{
    bool quote = strpbrk(text, ",\"\n\r;") != NULL;
    if (quote)
        tbi_buf_char(b, '"');
    if (text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL)
        tbi_buf_char(b, '\'');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"')
            tbi_buf_char(b, '"');
        tbi_buf_char(b, *c);
    }
    if (quote)
        tbi_buf_char(b, '"');
    tbi_buf_text(b, last ? "\n" : ",");
}

/* Numbers with a point and in full, whatever the page shows. */
static void put_cell(tb_buf *b, const tb_doc_table *g, size_t r, size_t c)
{
    const tb_doc_cell *cell = tbi_grid_at(g, r, c);
    bool last = c + 1 == g->columns;
    if (!tbi_kind_is_number(g->column[c].kind) || isnan(cell->number)) {
        put_field(b, strcmp(cell->text, "–") == 0 ? "" : cell->text, last);
        return;
    }
    char text[32];
    text[tbi_print_double(text, cell->number)] = '\0';
    tbi_buf_text(b, text);
    tbi_buf_text(b, last ? "\n" : ",");
}

/* The page has a flat table. */
void tbi_skin_csv(tb_buf *b, const tb_doc *d)
{
    const tb_doc_table *g = d->flat;
    tbi_buf_text(b, "\xEF\xBB\xBF");
    for (size_t c = 0; c < g->columns; c++)
        put_field(b, g->column[c].head, c + 1 == g->columns);
    for (size_t r = 0; r < g->rows; r++)
        for (size_t c = 0; c < g->columns; c++)
            put_cell(b, g, r, c);
}
