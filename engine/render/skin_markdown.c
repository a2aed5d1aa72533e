/* skin_markdown.c - the page as Markdown: names stay text, whatever marks they have. */
#include "render/skin.h"

#include <math.h>
#include <string.h>

/* Marks that Markdown or HTML in it would take for something else get a backslash; an end of a line
 * becomes a space. */
static void put_text(tb_buf *b, const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        if (strchr("\\`*_[]<>#|~", *c) != NULL)
            tbi_buf_char(b, '\\');
        tbi_buf_char(b, *c == '\n' || *c == '\r' ? ' ' : *c);
    }
}

/* A pipe table; cells are escaped, so a bar in a text ends no column. */
static void put_grid(tb_buf *b, const tb_doc_table *g)
{
    tbi_buf_text(b, "\n");
    for (size_t c = 0; c < g->columns; c++) {
        tbi_buf_text(b, "| ");
        put_text(b, g->column[c].head);
        tbi_buf_char(b, ' ');
    }
    tbi_buf_text(b, "|\n");
    for (size_t c = 0; c < g->columns; c++)
        tbi_buf_text(b, tbi_kind_is_number(g->column[c].kind) ? "| ---: " : "| --- ");
    tbi_buf_text(b, "|\n");
    for (size_t r = 0; r < g->rows; r++) {
        for (size_t c = 0; c < g->columns; c++) {
            tbi_buf_text(b, "| ");
            put_text(b, tbi_grid_at(g, r, c)->text);
            tbi_buf_char(b, ' ');
        }
        tbi_buf_text(b, "|\n");
    }
    tbi_buf_char(b, '\n');
}

/* lead and tail are ours and stay unescaped. */
static void put_line(tb_buf *b, const char *lead, const char *text, const char *tail)
{
    tbi_buf_text(b, lead);
    put_text(b, text);
    tbi_buf_text(b, tail);
}

/* Index and goal as a heading, then chance, cases and news.
 * A level 3 heading, below the sections of the front; the texts of the card follow as
 * paragraphs. */
static void put_card(tb_buf *b, const tb_card *c)
{
    tbi_buf_text(b, "\n### ");
    put_text(b, c->index);
    tbi_buf_text(b, ": ");
    put_text(b, c->goal);
    tbi_buf_text(b, "\n\n");
    if (c->name[0] != '\0')
        put_line(b, "", c->name, "\n\n");
    if (c->caveat[0] != '\0')
        put_line(b, "**", c->caveat, "**\n\n");
    if (!isnan(c->share)) { /* else the headline says why there is none */
        put_line(b, "**", c->chance, "** – ");
        put_line(b, "", c->cases, "\n\n");
    }
    put_line(b, "**", c->headline, "**\n\n");
}

/* Pictures become tables of their figures: Markdown has no place for SVG. */
static void put_node(tb_buf *b, const tb_block *n, bool short_page)
{
    switch (n->kind) {
    case TB_BLOCK_SECTION:
        tbi_buf_char(b, '\n');
        for (int i = 0; i < n->level; i++)
            tbi_buf_char(b, '#');
        put_line(b, " ", n->text, "\n\n");
        break;
    case TB_BLOCK_TEXT:
        put_line(b, n->tone == TB_TONE_STRONG || n->tone == TB_TONE_WARNING ? "**" : "", n->text,
                 n->tone == TB_TONE_STRONG || n->tone == TB_TONE_WARNING ? "**\n\n" : "\n\n");
        break;
    case TB_BLOCK_ITEM:
        put_line(b, "- ", n->text, "\n");
        break;
    case TB_BLOCK_TABLE:
        put_grid(b, n->grid);
        break;
    case TB_BLOCK_CHART:
        if (n->chart->data == NULL || n->chart->data->rows == 0)
            break;
        put_line(b, "**", n->chart->title, "**\n");
        put_grid(b, n->chart->data);
        break;
    case TB_BLOCK_CARD:
        put_card(b, n->card);
        break;
    case TB_BLOCK_CARDS:
        if (n->grid == NULL)
            break;
        put_grid(b, n->grid);
        return;
    case TB_BLOCK_LIST:
    case TB_BLOCK_SLOT:
        break;
    }
    for (const tb_block *c = n->first; c != NULL; c = c->next)
        if (!tbi_left_out(c, short_page))
            put_node(b, c, short_page);
    if (n->kind == TB_BLOCK_LIST && n->first != NULL)
        tbi_buf_char(b, '\n');
}

/* The root has no heading of its own. */
void tbi_skin_markdown(tb_buf *b, const tb_doc *d, bool short_page)
{
    for (const tb_block *c = d->root->first; c != NULL; c = c->next)
        if (!tbi_left_out(c, short_page))
            put_node(b, c, short_page);
}
