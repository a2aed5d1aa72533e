/* table.c - aligned columns, and numbers in the reader's language. */
#include "render/table.h"

#include "text/say.h"
#include "text/utf8.h"

#include <string.h>

/* columns: the side ('l' or 'r') and the head in one text, NULL behind the last one; "" where there
 * was no memory for it, which is met at the end. */
void tbi_table_start(tb_table *t, tb_arena *a, const char *const *columns)
{
    *t = (tb_table){ .arena = a };
    for (; columns[t->columns] != NULL && t->columns < TB_TABLE_COLUMNS; t->columns++) {
        t->align[t->columns] = columns[t->columns][0];
        t->head[t->columns] = columns[t->columns] + (columns[t->columns][0] != '\0');
    }
}

/* cell [t->columns], copied; NULL is an empty cell. */
void tbi_table_row(tb_table *t, const char *const *cell)
{
    if (t->rows == t->room) {
        size_t room = t->room == 0 ? 64 : t->room * 2;
        const char **wider = TB_NEW(t->arena, const char *, (room * t->columns));
        if (wider == NULL) {
            t->failed = true;
            return;
        }
        if (t->rows > 0)
            memcpy(wider, t->cell, t->rows * t->columns * sizeof *wider);
        t->cell = wider;
        t->room = room;
    }
    for (size_t c = 0; c < t->columns; c++)
        t->cell[t->rows * t->columns + c] = tbi_arena_text(t->arena, cell[c]);
    t->rows++;
}

/* Without blanks at its end. width is of the widest text, so pad cannot be negative. */
static void print_line(const tb_table *t, tb_buf *out, size_t indent, const char *const *cell,
                       const size_t *width)
{
    size_t last = t->columns;
    while (last > 0 && (cell[last - 1] == NULL || cell[last - 1][0] == '\0'))
        last--;
    tbi_buf_repeat(out, ' ', last > 0 ? indent : 0);
    for (size_t c = 0; c < last; c++) {
        const char *text = cell[c] != NULL ? cell[c] : "";
        size_t pad = width[c] - tbi_utf8_width(text);
        if (t->align[c] == 'r')
            tbi_buf_repeat(out, ' ', pad);
        tbi_buf_text(out, text);
        if (c + 1 == last)
            break;
        if (t->align[c] != 'r')
            tbi_buf_repeat(out, ' ', pad);
        tbi_buf_text(out, "  ");
    }
    tbi_buf_char(out, '\n');
}

/* Widths are columns of a terminal, which Vietnamese letters have one of and several bytes. */
void tbi_table_print(const tb_table *t, tb_buf *out, size_t indent)
{
    size_t width[TB_TABLE_COLUMNS] = { 0 }, total = 0;
    for (size_t c = 0; c < t->columns; c++) {
        width[c] = tbi_utf8_width(t->head[c]);
        for (size_t r = 0; r < t->rows; r++) {
            const char *text = t->cell[r * t->columns + c];
            size_t w = text != NULL ? tbi_utf8_width(text) : 0;
            if (w > width[c])
                width[c] = w;
        }
        total += width[c] + (c > 0 ? 2 : 0);
    }
    print_line(t, out, indent, t->head, width);
    tbi_buf_repeat(out, ' ', indent);
    for (size_t i = 0; i < total; i++)
        tbi_buf_text(out, "─");
    tbi_buf_char(out, '\n');
    for (size_t r = 0; r < t->rows; r++)
        print_line(t, out, indent, t->cell + r * t->columns, width);
    if (t->failed)
        out->failed = true;
}

const char *tbi_say_number(tb_arena *a, double x, int decimals, tb_lang lang)
{
    return tbi_words_number(a, x, decimals, lang == TB_LANG_VI);
}

/* The same words in both languages. */
const char *tbi_say_chance(tb_arena *a, double p, tb_lang lang)
{
    (void)lang;
    return tbi_words_chance(a, p);
}
