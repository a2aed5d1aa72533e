/* skin_docx.c - the page as a Word document that an official can paste from: A4, Times New Roman
 * 14, margins and numbers of pages as Decree 30/2020/NĐ-CP (annex I, part I) asks, the annex
 * across, charts as pictures. */
#include "render/skin.h"

#include "base/error.h"
#include "render/archive.h"
#include "render/chart.h"
#include "render/docx_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Twentieths of a point. Margins: top and bottom 20 mm, left 30 mm, right 15 mm. */
enum { LONG_SIDE = 16838, SHORT_SIDE = 11906, TOP = 1134, LEFT = 1701, RIGHT = 850 };
enum {
    /* English Metric Units, 914,400 to the inch */
    EMU_A_MM = 36000,
    PICTURE_MM = 125,
    HALF_MM = 80, /* two beside one another, three */
    THIRD_MM = 53,
    TALLEST_MM = 95,
    /* across the widest picture, at about 270 dots an inch */
    PICTURE_PIXELS = 1329,
    MOST_PICTURES = 400
};

typedef struct docx {
    tb_buf b; /* the body */
    const tb_doc *doc;
    bool short_page, across; /* across: within the annex, on a landscape page */
    bool with_next;          /* what is written stays on the page of what follows */
    bool later;              /* a section behind the first: its first page has its number too */
    bool small;              /* many goals on one sheet: 12 pt as details have, rows close */
    const tb_chart *picture[MOST_PICTURES];
    size_t pictures;
} docx;

/* A run of text; marks: "b" bold, "i" italic.
 * marks "" is plain. Blanks at the ends are kept (xml:space), for runs that follow one another. */
static void put_run(docx *w, const char *text, const char *marks)
{
    tbi_buf_text(&w->b, "<w:r><w:rPr>");
    if (strchr(marks, 'b') != NULL)
        tbi_buf_text(&w->b, "<w:b/>");
    if (strchr(marks, 'i') != NULL)
        tbi_buf_text(&w->b, "<w:i/>");
    tbi_buf_text(&w->b, "</w:rPr><w:t xml:space=\"preserve\">");
    tbi_escape_xml(&w->b, text);
    tbi_buf_text(&w->b, "</w:t></w:r>");
}

/* text is escaped in put_run.
 * style: id in styles.xml ("Normal", "Detail", "Cell", ...); its size and spacing stand there. */
static void put_paragraph(docx *w, const char *style, const char *text, const char *marks)
{
    /* a document of one sheet has no room between its paragraphs */
    bool tight = w->short_page && strcmp(style, "Normal") == 0;
    bool head = w->short_page && strncmp(style, "Heading", 7) == 0;
    tbi_buf_printf(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s%s</w:pPr>", style,
                   w->with_next ? "<w:keepNext/>" : "",
                   tight  ? "<w:spacing w:after=\"40\"/>"
                   : head ? "<w:spacing w:before=\"100\"/>"
                          : "");
    put_run(w, text, marks);
    tbi_buf_text(&w->b, "</w:p>\n");
}

/* Ends a section with its page (ECMA-376 part 1, 17.6.17: sectPr in the last paragraph of a
 * section, or at the end of the body for the last one). */
static void put_page(docx *w, bool across, bool in_paragraph)
{
    int wide = across ? LONG_SIDE : SHORT_SIDE;
    int high = across ? SHORT_SIDE : LONG_SIDE;
    if (in_paragraph)
        tbi_buf_text(&w->b, "<w:p><w:pPr>");
    tbi_buf_printf(&w->b,
                   "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/><w:pgSz "
                   "w:w=\"%d\" w:h=\"%d\"%s/>"
                   "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" "
                   "w:header=\"567\" w:footer=\"567\" "
                   "w:gutter=\"0\"/>%s</w:sectPr>",
                   wide, high, across ? " w:orient=\"landscape\"" : "", TOP, RIGHT, TOP,
                   across ? TOP : LEFT, w->later ? "" : "<w:titlePg/>");
    w->later = true;
    if (in_paragraph)
        tbi_buf_text(&w->b, "</w:pPr></w:p>\n");
}

/* The caller closes it, with at least one paragraph inside: Word refuses an empty cell.
 * width in twentieths of a point, of the column. */
static void begin_cell(docx *w, int width)
{
    tbi_buf_printf(&w->b, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>", width);
}

/* A paragraph of the style of cells; numbers stand at the right. */
static void put_cell(docx *w, const char *text, int width, bool right, bool bold)
{
    tbi_buf_printf(&w->b,
                   "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle "
                   "w:val=\"%s\"/>%s%s"
                   "</w:pPr>",
                   width,
                   w->across  ? "CellAnnex"
                   : w->small ? "CellTight"
                              : "Cell",
                   w->with_next ? "<w:keepNext/>" : "", right ? "<w:jc w:val=\"right\"/>" : "");
    put_run(w, text, bold ? "b" : "");
    tbi_buf_text(&w->b, "</w:p></w:tc>");
}

/* No column is narrower than a year needs, but for one that numbers rows. */
static double find_least(const tb_doc_column *c)
{
    return fmax(c->width, c->width <= 4 ? 7 : 9);
}

/* Shares of the page's width; a narrow page leaves out what matters least.
 * width [columns] in twentieths of a point, 0 for a column that is left out. Columns go by
 * `drop`, the largest first, until the texts have room enough. */
static void divide_width(const docx *w, const tb_doc_table *g, int *width, bool *shown)
{
    double most = w->across ? 190 : 96; /* characters that a line of a table holds */
    double total = 0;
    for (size_t c = 0; c < g->columns; c++) {
        shown[c] = true;
        total += g->column[c].width;
    }
    while (total > most * 1.25) {
        size_t worst = g->columns;
        for (size_t c = 0; c < g->columns; c++)
            if (shown[c] && g->column[c].drop > 0 &&
                (worst == g->columns || g->column[c].drop > g->column[worst].drop))
                worst = c;
        if (worst == g->columns)
            break;
        shown[worst] = false;
        total -= g->column[worst].width;
    }
    int room = (w->across ? LONG_SIDE - TOP : SHORT_SIDE - LEFT) - RIGHT;
    double floor_total = 0;
    for (size_t c = 0; c < g->columns; c++)
        if (shown[c])
            floor_total += find_least(&g->column[c]);
    for (size_t c = 0; c < g->columns; c++)
        width[c] = shown[c] ? (int)(room * find_least(&g->column[c]) / floor_total) : 0;
}

/* A short table is not broken at all; of a long one two rows at least stand under the head, and two
 * on the last page. */
static bool is_kept_with_next(size_t row, size_t rows)
{
    enum { SHORT = 8 };
    return row + 1 < rows && (rows <= SHORT || row == 0 || row + 2 == rows);
}

/* Rows do not break across pages, and the heads are repeated on each (w:cantSplit, w:tblHeader). */
static void put_grid(docx *w, const tb_doc_table *g)
{
    int width[TB_DOC_COLUMNS];
    bool shown[TB_DOC_COLUMNS];
    divide_width(w, g, width, shown);
    tbi_buf_text(&w->b, "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"5000\" "
                        "w:type=\"pct\"/><w:tblLayout "
                        "w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
    for (size_t c = 0; c < g->columns; c++)
        if (shown[c])
            tbi_buf_printf(&w->b, "<w:gridCol w:w=\"%d\"/>", width[c]);
    tbi_buf_text(&w->b, "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    w->with_next = g->rows > 0;
    for (size_t c = 0; c < g->columns; c++)
        if (shown[c])
            put_cell(w, g->column[c].head, width[c], false, true);
    /* the heads are a row of their own that Word repeats */
    tbi_buf_text(&w->b, "</w:tr>\n");
    size_t rows = g->paper_rows > 0 && !w->doc->whole ? g->paper_rows : g->rows;
    for (size_t r = 0; r < rows; r++) {
        w->with_next = is_kept_with_next(r, rows);
        tbi_buf_text(&w->b, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (size_t c = 0; c < g->columns; c++) {
            const tb_doc_cell *cell = tbi_grid_at(g, r, c);
            if (shown[c])
                put_cell(w, cell->text, width[c], tbi_kind_is_number(g->column[c].kind),
                         cell->strong);
        }
        tbi_buf_text(&w->b, "</w:tr>\n");
    }
    w->with_next = false;
    tbi_buf_text(&w->b, "</w:tbl>\n");
    if (rows < g->rows)
        put_paragraph(w, "Cell", g->cut, "i");
    if (!w->across) /* the annex has no room for it */
        put_paragraph(w, "Gap", "", "");
}

/* docPr ids must differ within a document, so they count; rId must agree with add_pictures. Lengths
 * are in EMU. */
static void put_picture(docx *w, const tb_chart *c, double room)
{
    if (w->pictures == MOST_PICTURES)
        return;
    size_t id = ++w->pictures;
    w->picture[id - 1] = c;
    /* a tall picture is limited by its height, or it would fill a page alone */
    double tall = (double)c->height / c->width;
    double millimetres = tall * room > TALLEST_MM ? TALLEST_MM / tall : room;
    long wide = (long)(millimetres * EMU_A_MM);
    long high = wide * c->height / c->width;
    put_paragraph(w, "Caption", c->title, "b");
    tbi_buf_printf(&w->b,
                   "<w:p><w:pPr><w:pStyle w:val=\"Picture\"/></w:pPr><w:r><w:drawing><wp:inline "
                   "distT=\"0\" distB=\"0\" "
                   "distL=\"0\" distR=\"0\"><wp:extent cx=\"%ld\" cy=\"%ld\"/><wp:docPr id=\"%zu\" "
                   "name=\"%s\" descr=\"",
                   wide, high, id, c->id);
    tbi_escape_xml(&w->b, c->alt);
    tbi_buf_printf(&w->b,
                   "\"/><a:graphic><a:graphicData "
                   "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>"
                   "<pic:nvPicPr><pic:cNvPr id=\"%zu\" "
                   "name=\"%s\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip "
                   "r:embed=\"rId%zu\"/><a:stretch><a:fillRect/></a:stretch></"
                   "pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" "
                   "y=\"0\"/><a:ext cx=\"%ld\" cy=\"%ld\"/></a:xfrm><a:prstGeom "
                   "prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>"
                   "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>\n",
                   id, c->id, id, wide, high);
}

/* Pictures side by side, in a table without lines.
 * list [n], n 2 or 3; each cell gets an equal share of the page. */
static void put_pictures(docx *w, const tb_chart *const *list, size_t n)
{
    int share = ((w->across ? LONG_SIDE - TOP : SHORT_SIDE - LEFT) - RIGHT) / (int)n;
    tbi_buf_text(&w->b, "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout "
                        "w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
    for (size_t i = 0; i < n; i++)
        tbi_buf_printf(&w->b, "<w:gridCol w:w=\"%d\"/>", share);
    tbi_buf_text(&w->b, "</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (size_t i = 0; i < n; i++) {
        begin_cell(w, share);
        put_picture(w, list[i], (n == 2 ? HALF_MM : THIRD_MM));
        tbi_buf_text(&w->b, "</w:tc>");
    }
    tbi_buf_text(&w->b, "</w:tr></w:tbl>\n");
    put_paragraph(w, "Gap", "", "");
}

/* An empty line of a card takes no room.
 * Cards are tables in Word, and their lines stand closer than paragraphs. */
static void put_card_line(docx *w, const char *text, bool bold)
{
    if (text[0] == '\0')
        return;
    tbi_buf_text(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"Cell\"/></w:pPr>");
    put_run(w, text, bold ? "b" : "");
    tbi_buf_text(&w->b, "</w:p>");
}

/* A row a goal: what was asked and how likely it is; the news and what lies behind. */
static void put_cards(docx *w, const tb_block *n)
{
    int room = SHORT_SIDE - LEFT - RIGHT;
    int left = room * 3 / 10;
    tbi_buf_printf(&w->b,
                   "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"5000\" "
                   "w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid><w:gridCol "
                   "w:w=\"%d\"/><w:gridCol w:w=\"%d\"/></w:tblGrid>",
                   left, room - left);
    for (const tb_block *c = n->first; c != NULL; c = c->next) {
        if (c->kind != TB_BLOCK_CARD)
            continue;
        tbi_buf_text(&w->b, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        begin_cell(w, left);
        tbi_buf_text(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"Cell\"/></w:pPr>");
        put_run(w, c->card->index, "b");
        put_run(w, ": ", "b");
        put_run(w, c->card->goal, "b");
        tbi_buf_text(&w->b, "</w:p>");
        put_card_line(w, c->card->caveat, false);
        put_card_line(w, c->card->cases, false);
        tbi_buf_text(&w->b, "</w:tc>");
        begin_cell(w, room - left);
        put_card_line(w, c->card->headline, true);
        for (const tb_block *t = c->first; t != NULL; t = t->next)
            if (!tbi_left_out(t, w->short_page))
                put_card_line(w, t->text, false);
        tbi_buf_text(&w->b, "</w:tc></w:tr>\n");
    }
    tbi_buf_text(&w->b, "</w:tbl>\n");
    put_paragraph(w, "Gap", "", "");
}

static void put_node(docx *w, const tb_block *n);

/* The next block that goes on paper, n itself included; NULL: none. */
static const tb_block *find_next_block(const docx *w, const tb_block *n)
{
    while (n != NULL && (tbi_left_out(n, w->short_page) || (n->screen && !w->doc->whole)))
        n = n->next;
    return n;
}

/* What is said of a table in front of it stays with it. */
static bool is_table_block(const tb_block *n)
{
    return n != NULL && (n->kind == TB_BLOCK_TABLE || (n->kind == TB_BLOCK_CARDS && n->grid));
}

/* Charts that follow one another go side by side: two, or three when they are narrow. */
static void put_children(docx *w, const tb_block *n)
{
    const tb_block *c = find_next_block(w, n->first);
    while (c != NULL) {
        const tb_chart *row[3];
        size_t charts = 0;
        const tb_block *next = c;
        while (next != NULL && next->kind == TB_BLOCK_CHART && charts < 3 &&
               (charts < 2 || row[0]->height > row[0]->width)) {
            row[charts++] = next->chart;
            next = find_next_block(w, next->next);
        }
        if (charts > 1) {
            put_pictures(w, row, charts);
        } else {
            next = find_next_block(w, c->next);
            w->with_next = c->kind == TB_BLOCK_TEXT && is_table_block(next);
            put_node(w, c);
            w->with_next = false;
        }
        c = next;
    }
}

/* The annex is across the page: the upright section is closed before it, the landscape one
 * behind. */
static void put_section(docx *w, const tb_block *n)
{
    static const char *const style[] = { "Title", "Title", "Heading1", "Heading2" };
    bool annex = n->part == TB_DOC_PART_ANNEX && !w->across;
    if (annex) {
        put_page(w, false, true);
        w->across = true;
    }
    put_paragraph(w, annex ? "Title" : style[n->level >= 0 && n->level < 4 ? n->level : 3], n->text,
                  "");
    put_children(w, n);
    if (annex) {
        put_page(w, true, true);
        w->across = false;
    }
}

/* What is looked up (the annex, the appendix) is as small as a table, so that the annex keeps to
 * its sheet. */
static const char *find_style(const docx *w, const tb_block *n)
{
    if (n->part >= TB_DOC_PART_ANNEX || (w->small && n->tone == TB_TONE_MUTED))
        return "Cell";
    return n->part == TB_DOC_PART_FRONT && !w->small ? "Normal" : "Detail";
}

/* Kinds that have no form of their own give way to their children. */
static void put_node(docx *w, const tb_block *n)
{
    switch (n->kind) {
    case TB_BLOCK_SECTION:
        put_section(w, n);
        return;
    case TB_BLOCK_TEXT:
        put_paragraph(w, find_style(w, n), n->text,
                      n->tone == TB_TONE_STRONG    ? "b"
                      : n->tone == TB_TONE_WARNING ? "i"
                                                   : "");
        return;
    case TB_BLOCK_ITEM: {
        /* addresses and digests, which have no blanks, would tear a justified line apart */
        bool ragged = n->part == TB_DOC_PART_APPENDIX || strstr(n->text, "://") != NULL;
        tbi_buf_printf(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s</w:pPr>", find_style(w, n),
                       ragged ? "<w:jc w:val=\"left\"/>" : "");
        put_run(w, "- ", "");
        put_run(w, n->text, "");
        tbi_buf_text(&w->b, "</w:p>\n");
        return;
    }
    case TB_BLOCK_TABLE:
        put_grid(w, n->grid);
        return;
    case TB_BLOCK_CHART:
        put_picture(w, n->chart, PICTURE_MM);
        return;
    case TB_BLOCK_CARDS:
        w->small = w->short_page && n->grid != NULL;
        if (n->grid != NULL)
            put_grid(w, n->grid);
        else
            put_cards(w, n);
        return;
    case TB_BLOCK_CARD:
    case TB_BLOCK_LIST:
    case TB_BLOCK_SLOT:
        break;
    }
    put_children(w, n);
}

/* With its end mark left out. */
static void add_text(tb_archive *z, const char *name, const char *text)
{
    tbi_archive_add(z, name, text, strlen(text));
}

/* Draws each chart now, after the body has said which there are, and writes the relationships that
 * the body refers to.
 * The arena is for the pictures alone and freed here: they are in the archive by then. */
static tb_status add_pictures(docx *w, tb_archive *z, tb_err *err)
{
    tb_arena a = { 0 };
    tb_buf links = { 0 };
    tb_status st = TB_OK;
    tbi_buf_text(&links, tbi_docx_links_head);
    for (size_t i = 0; i < w->pictures && st == TB_OK; i++) {
        const char *png = NULL;
        size_t size = 0;
        char name[64];
        snprintf(name, sizeof name, "word/media/image%zu.png", i + 1);
        st = tbi_png_of(&png, &size, w->picture[i], PICTURE_PIXELS, &a, err);
        if (st == TB_OK)
            tbi_archive_add(z, name, png, size);
        tbi_buf_printf(&links,
                       "<Relationship Id=\"rId%zu\" "
                       "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
                       "image\" Target=\"media/image%zu.png\"/>",
                       i + 1, i + 1);
    }
    tbi_buf_text(&links, "</Relationships>");
    if (links.failed && st == TB_OK)
        st = tbi_no_memory_of(err, z->path);
    if (st == TB_OK)
        add_text(z, "word/_rels/document.xml.rels", links.data);
    tbi_buf_free(&links);
    tbi_arena_free(&a);
    return st;
}

/* The package needs [Content_Types].xml (ECMA-376 part 2); the other parts are found by _rels/.rels
 * and by document.xml.rels.
 * The body goes last: the pictures that it refers to are there by then. */
static tb_status fill_archive(docx *w, tb_archive *z, tb_err *err)
{
    add_text(z, "[Content_Types].xml", tbi_docx_types);
    add_text(z, "_rels/.rels", tbi_docx_rels);
    add_text(z, "word/styles.xml",
             strcmp(w->doc->lang, "vi") == 0 ? tbi_docx_styles_vi : tbi_docx_styles_en);
    add_text(z, "word/header1.xml", tbi_docx_header);
    tb_status st = add_pictures(w, z, err);
    if (st == TB_OK)
        tbi_archive_add(z, "word/document.xml", w->b.data, w->b.size);
    return st;
}

/* The file takes its name at the end; on failure nothing of it stays. */
tb_status tbi_skin_docx(const tb_doc *d, const char *path, bool short_page, tb_err *err)
{
    docx w = { .doc = d, .short_page = short_page };
    tb_archive z;
    tbi_buf_text(&w.b, tbi_docx_document_head);
    put_children(&w, d->root);
    put_page(&w, false, false);
    tbi_buf_text(&w.b, "</w:body></w:document>");
    tb_status st = w.b.failed ? tbi_no_memory_of(err, path) : tbi_archive_open(&z, path, err);
    if (st == TB_OK) {
        st = fill_archive(&w, &z, err);
        if (st == TB_OK)
            st = tbi_archive_keep(&z, err);
        else
            tbi_archive_drop(&z);
    }
    tbi_buf_free(&w.b);
    return st;
}
