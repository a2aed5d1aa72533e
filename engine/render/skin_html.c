/* skin_html.c - one page that stands alone: style, pictures and script inside, whole without the
 * script, readable on paper. */
#include "messages/one_language.h"
#include "messages/render_words.h"
#include "render/skin.h"

#include "render/assets.h"
#include "render/chart.h"

#include <math.h>
#include <string.h>

/* The class of what is left out on paper (page.css); "" where all is printed.
 * A document that is shown whole has no such class: it is printed as it is on the screen. */
static const char *find_class(const tb_doc *d, bool screen)
{
    return screen && !d->whole ? "screen" : "";
}

/* text is escaped, tag and class are ours. */
static void put_tag(tb_buf *b, const char *tag, const char *class, const char *text)
{
    tbi_buf_printf(b, "<%s", tag);
    if (class[0] != '\0')
        tbi_buf_printf(b, " class=\"%s\"", class);
    tbi_buf_char(b, '>');
    tbi_escape_xml(b, text);
    tbi_buf_printf(b, "</%s>\n", tag);
}

enum { SHORT = 12 }; /* characters of a cell that has room beside another one on a telephone */

/* Cells carry the head of their column, for screens so narrow that a row becomes a list.
 * class: "plain", "wide", "screen" (page.css). Rows beyond paper_rows are hidden on paper only. */
static void put_grid(tb_buf *b, const tb_doc *d, const tb_doc_table *g, const char *class)
{
    size_t printed = g->paper_rows > 0 && !d->whole ? g->paper_rows : g->rows;
    /* widths are shares of the page, so that every table fills it */
    double total = 0;
    for (size_t c = 0; c < g->columns; c++)
        total += g->column[c].width;
    tbi_buf_printf(b, "<table class=\"%s\"><colgroup>", class);
    for (size_t c = 0; c < g->columns; c++)
        tbi_buf_printf(b, "<col style=\"width:%.1f%%\">", 100 * g->column[c].width / total);
    tbi_buf_text(b, "</colgroup><thead><tr>");
    for (size_t c = 0; c < g->columns; c++) {
        tbi_buf_text(b, tbi_kind_is_number(g->column[c].kind) ? "<th scope=\"col\" class=\"n\">"
                                                              : "<th scope=\"col\">");
        tbi_escape_xml(b, g->column[c].head);
        tbi_buf_text(b, "</th>");
    }
    tbi_buf_text(b, "</tr></thead><tbody>\n");
    for (size_t r = 0; r < g->rows; r++) {
        tbi_buf_printf(b, "<tr%s>",
                       r >= printed                   ? " class=\"screen\""
                       : tbi_grid_at(g, r, 0)->strong ? " class=\"own\""
                                                      : "");
        for (size_t c = 0; c < g->columns; c++) {
            bool number = tbi_kind_is_number(g->column[c].kind);
            tbi_buf_text(b, number                                 ? "<td class=\"n\" data-head=\""
                            : c > 0 && g->column[c].width <= SHORT ? "<td class=\"s\" data-head=\""
                                                                   : "<td data-head=\"");
            tbi_escape_xml(b, g->column[c].head);
            tbi_buf_text(b, "\"><span>");
            tbi_escape_xml(b, tbi_grid_at(g, r, c)->text);
            tbi_buf_text(b, "</span></td>");
        }
        tbi_buf_text(b, "</tr>\n");
    }
    tbi_buf_text(b, "</tbody></table>\n");
    if (printed < g->rows)
        put_tag(b, "p", "paper muted", g->cut);
}

/* The figures stand below the picture, folded, for those who cannot see it. */
static void put_chart(tb_buf *b, const tb_doc *d, const tb_chart *c, bool screen)
{
    bool vietnamese = strcmp(d->lang, "vi") == 0;
    tbi_buf_printf(b, "<figure class=\"%s\"><figcaption>",
                   screen && !d->whole    ? "screen"
                   : c->height > c->width ? "tall"
                                          : "flat");
    tbi_escape_xml(b, c->title);
    tbi_buf_text(b, "</figcaption>\n");
    tbi_buf_text(b, c->svg);
    if (c->data != NULL && c->data->rows > 0) {
        tbi_buf_printf(b, "<details class=\"data\"><summary>%s</summary>",
                       vietnamese ? TB_VI(TB_WORD_SKIN_HTML_FIGURES)
                                  : TB_EN(TB_WORD_SKIN_HTML_FIGURES));
        put_grid(b, d, c->data, "plain");
        tbi_buf_text(b, "</details>");
    }
    tbi_buf_text(b, "</figure>\n");
}

/* Opens the article, which put_node closes behind the card's texts.
 * The colour of the card goes by its share, in the steps of the words of a chance. */
static void put_card_head(tb_buf *b, const tb_card *c)
{
    const char *level = isnan(c->share)   ? "none"
                        : c->share >= 0.6 ? "high"
                        : c->share >= 0.4 ? "even"
                                          : "low";
    tbi_buf_printf(b, "<article class=\"card %s\"><header><h2><b>", level);
    tbi_escape_xml(b, c->index);
    tbi_buf_text(b, "</b> ");
    tbi_escape_xml(b, c->goal);
    tbi_buf_text(b, "</h2>");
    if (c->name[0] != '\0')
        put_tag(b, "p", "name", c->name);
    tbi_buf_text(b, "</header>");
    if (c->caveat[0] != '\0')
        put_tag(b, "p", "caveat", c->caveat);
    tbi_buf_text(b, "<p class=\"chance\"><b>");
    tbi_escape_xml(b, c->chance);
    tbi_buf_text(b, "</b> <span>");
    tbi_escape_xml(b, c->cases);
    tbi_buf_text(b, "</span></p>\n");
    if (!isnan(c->share))
        tbi_buf_printf(
            b, "<div class=\"meter\" aria-hidden=\"true\"><i style=\"width:%.1f%%\"></i></div>\n",
            c->share * 100);
    put_tag(b, "p", "headline", c->headline);
}

/* defined below: sections hold sections */
static void put_node(tb_buf *b, const tb_doc *d, const tb_block *n, bool short_page);

/* Pictures that follow one another share a grid.
 * The grid is closed before the next block that is no picture. to: behind the last, NULL: all. */
static void put_blocks(tb_buf *b, const tb_doc *d, const tb_block *from, const tb_block *to,
                       bool short_page)
{
    bool charts = false;
    for (const tb_block *c = from; c != to; c = c->next) {
        if (tbi_left_out(c, short_page))
            continue;
        bool is = c->kind == TB_BLOCK_CHART;
        if (is != charts)
            tbi_buf_text(b, is ? "<div class=\"charts\">\n" : "</div>\n");
        charts = is;
        put_node(b, d, c, short_page);
    }
    if (charts)
        tbi_buf_text(b, "</div>\n");
}

/* All blocks of a node. */
static void put_children(tb_buf *b, const tb_doc *d, const tb_block *n, bool short_page)
{
    put_blocks(b, d, n->first, NULL, short_page);
}

/* Folded sections have no id: nothing leads to them. */
static void put_section(tb_buf *b, const tb_doc *d, const tb_block *n, bool short_page)
{
    static const char *const part[] = { "front", "detail", "annex", "appendix" };
    char heading[3] = { 'h', (char)('0' + (n->level > 0 && n->level < 7 ? n->level : 2)), '\0' };
    if (n->folded) {
        tbi_buf_text(b, n->screen && !d->whole ? "<details class=\"screen\"><summary>"
                                               : "<details><summary>");
        tbi_escape_xml(b, n->text);
        tbi_buf_text(b, "</summary>\n");
        put_children(b, d, n, short_page);
        tbi_buf_text(b, "</details>\n");
        return;
    }
    tbi_buf_printf(b, "<section class=\"%s l%d%s%s\"", part[n->part], n->level,
                   n->screen && !d->whole ? " " : "", find_class(d, n->screen));
    if (n->id[0] != '\0')
        tbi_buf_printf(b, " id=\"%s\"", n->id);
    tbi_buf_text(b, ">\n");
    put_tag(b, heading, "", n->text);
    put_children(b, d, n, short_page);
    tbi_buf_text(b, "</section>\n");
}

/* Tones are classes of page.css; `screen` marks what is left out on paper. */
static void put_text(tb_buf *b, const tb_doc *d, const tb_block *n)
{
    static const char *const tone[][2] = { { "", "screen" },
                                           { "lead", "lead screen" },
                                           { "strong", "strong screen" },
                                           { "muted", "muted screen" },
                                           { "warning", "warning screen" } };
    put_tag(b, "p", tone[n->tone][n->screen && !d->whole], n->text);
}

/* short_page is passed down: what is left out on it is decided block by block. */
static void put_node(tb_buf *b, const tb_doc *d, const tb_block *n, bool short_page)
{
    switch (n->kind) {
    case TB_BLOCK_SECTION:
        put_section(b, d, n, short_page);
        break;
    case TB_BLOCK_TEXT:
        put_text(b, d, n);
        break;
    case TB_BLOCK_ITEM:
        put_tag(b, "li", find_class(d, n->screen), n->text);
        break;
    case TB_BLOCK_LIST:
        if (n->first == NULL)
            break;
        tbi_buf_text(b, n->screen && !d->whole ? "<ul class=\"screen\">\n" : "<ul>\n");
        put_children(b, d, n, short_page);
        tbi_buf_text(b, "</ul>\n");
        break;
    case TB_BLOCK_TABLE:
        put_grid(b, d, n->grid,
                 n->screen && !d->whole ? "screen"
                 : n->grid->wide        ? "wide"
                                        : "plain");
        break;
    case TB_BLOCK_CHART:
        put_chart(b, d, n->chart, n->screen);
        break;
    case TB_BLOCK_CARDS:
        if (n->grid != NULL) {
            put_grid(b, d, n->grid, "plain goals");
            break;
        }
        tbi_buf_text(b, "<div class=\"cards\">\n");
        put_children(b, d, n, short_page);
        tbi_buf_text(b, "</div>\n");
        break;
    case TB_BLOCK_CARD:
        put_card_head(b, n->card);
        put_children(b, d, n, short_page);
        tbi_buf_text(b, "</article>\n");
        break;
    case TB_BLOCK_SLOT:
        /* the script looks for the id; without it the children are all there is */
        tbi_buf_printf(b, "<div id=\"%s\">\n", n->id);
        put_children(b, d, n, short_page);
        tbi_buf_text(b, "</div>\n");
        break;
    }
}

/* Links to the sections behind the first screen, which are many screens long.
 * first: the first of them. */
static void put_contents(tb_buf *b, const tb_doc *d, const tb_block *first)
{
    bool vietnamese = strcmp(d->lang, "vi") == 0;
    tbi_buf_printf(b, "<nav class=\"screen contents\" aria-label=\"%s\"><ul>\n",
                   vietnamese ? TB_VI(TB_WORD_SKIN_HTML_CONTENTS)
                              : TB_EN(TB_WORD_SKIN_HTML_CONTENTS));
    for (const tb_block *n = first; n != NULL; n = n->next) {
        if (n->kind != TB_BLOCK_SECTION || n->id[0] == '\0' || n->folded)
            continue;
        tbi_buf_printf(b, "<li><a href=\"#%s\">", n->id);
        tbi_escape_xml(b, n->text);
        tbi_buf_text(b, "</a></li>\n");
    }
    tbi_buf_text(b, "</ul></nav>\n");
}

/* The first screen, the contents of the rest, the rest. */
static void put_page(tb_buf *b, const tb_doc *d, bool short_page)
{
    const tb_block *first = d->root->first;
    while (first != NULL && (first->kind != TB_BLOCK_SECTION || first->part == TB_DOC_PART_FRONT))
        first = first->next;
    if (short_page || first == NULL) {
        put_children(b, d, d->root, short_page);
        return;
    }
    put_blocks(b, d, d->root->first, first, short_page);
    put_contents(b, d, first);
    put_blocks(b, d, first, NULL, short_page);
}

/* Within a script element only "</" could end it early; as an escape JSON reads the same. */
static void put_data(tb_buf *b, const char *json)
{
    tbi_buf_text(b, "<script type=\"application/json\" id=\"data\">");
    for (const char *c = json; *c != '\0'; c++) {
        if (*c == '<')
            tbi_buf_text(b, "\\u003c");
        else
            tbi_buf_char(b, *c);
    }
    tbi_buf_text(b, "</script>\n<script>");
    tbi_buf_text(b, tbi_asset_page_js);
    tbi_buf_text(b, "</script>\n");
}

/* Style, pictures and script stand inside; an empty icon keeps browsers from asking a server for
 * one. The data of the script are left out on short pages. */
void tbi_skin_html(tb_buf *b, const tb_doc *d, bool short_page)
{
    tbi_buf_printf(
        b,
        "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width,initial-scale=1\"><meta name=\"generator\" "
        "content=\"tangbac\"><link rel=\"icon\" "
        "href=\"data:,\"><title>",
        d->lang);
    tbi_escape_xml(b, d->title);
    tbi_buf_text(b, "</title><style>");
    tbi_buf_text(b, tbi_asset_page_css);
    tbi_buf_text(b, "</style></head><body>\n<main>\n");
    put_page(b, d, short_page);
    tbi_buf_text(b, "</main>\n");
    if (d->data != NULL && !short_page)
        put_data(b, d->data);
    tbi_buf_text(b, "</body></html>\n");
}
