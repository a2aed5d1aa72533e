/* skin_docx.c - the page as a Word document that an official can paste from: A4, Times New Roman
 * 14, margins and numbers of pages as Decree 30/2020/NĐ-CP (annex I, part I) asks, the annex
 * across, charts as pictures. */
#include "render/skin.h"

#include "base/error.h"
#include "render/archive.h"
#include "render/docx_body.h"
#include "render/docx_parts.h"

#include <stdio.h>
#include <string.h>

/* The widest picture in millimetres, and across it at about 270 dots an inch. */
enum { PICTURE_MM = 125, PICTURE_PIXELS = 1329 };

/* Ends a section with its page (ECMA-376 part 1, 17.6.17: sectPr in the last paragraph of a
 * section, or at the end of the body for the last one). */
static void put_page(tb_docx *w, bool across, bool in_paragraph)
{
    int wide = across ? TB_DOCX_LONG_SIDE : TB_DOCX_SHORT_SIDE;
    int high = across ? TB_DOCX_SHORT_SIDE : TB_DOCX_LONG_SIDE;
    if (in_paragraph)
        tbi_buf_text(&w->b, "<w:p><w:pPr>");
    tbi_buf_printf(&w->b,
                   "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/><w:pgSz "
                   "w:w=\"%d\" w:h=\"%d\"%s/>"
                   "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" "
                   "w:header=\"567\" w:footer=\"567\" "
                   "w:gutter=\"0\"/>%s</w:sectPr>",
                   wide, high, across ? " w:orient=\"landscape\"" : "", TB_DOCX_TOP, TB_DOCX_RIGHT,
                   TB_DOCX_TOP, across ? TB_DOCX_TOP : TB_DOCX_LEFT,
                   w->later ? "" : "<w:titlePg/>");
    w->later = true;
    if (in_paragraph)
        tbi_buf_text(&w->b, "</w:pPr></w:p>\n");
}

static void put_node(tb_docx *w, const tb_block *n);

/* The next block that goes on paper, n itself included; NULL: none. */
static const tb_block *find_next_block(const tb_docx *w, const tb_block *n)
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
static void put_children(tb_docx *w, const tb_block *n)
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
            tbi_docx_pictures(w, row, charts);
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
static void put_section(tb_docx *w, const tb_block *n)
{
    static const char *const style[] = { "Title", "Title", "Heading1", "Heading2" };
    bool annex = n->part == TB_DOC_PART_ANNEX && !w->across;
    if (annex) {
        put_page(w, false, true);
        w->across = true;
    }
    tbi_docx_paragraph(w, annex ? "Title" : style[n->level >= 0 && n->level < 4 ? n->level : 3],
                       n->text, "");
    put_children(w, n);
    if (annex) {
        put_page(w, true, true);
        w->across = false;
    }
}

/* What is looked up (the annex, the appendix) is as small as a table, so that the annex keeps to
 * its sheet. */
static const char *find_style(const tb_docx *w, const tb_block *n)
{
    if (n->part >= TB_DOC_PART_ANNEX || (w->small && n->tone == TB_TONE_MUTED))
        return "Cell";
    return n->part == TB_DOC_PART_FRONT && !w->small ? "Normal" : "Detail";
}

/* Kinds that have no form of their own give way to their children. */
static void put_node(tb_docx *w, const tb_block *n)
{
    switch (n->kind) {
    case TB_BLOCK_SECTION:
        put_section(w, n);
        return;
    case TB_BLOCK_TEXT:
        tbi_docx_paragraph(w, find_style(w, n), n->text,
                           n->tone == TB_TONE_STRONG    ? "b"
                           : n->tone == TB_TONE_WARNING ? "i"
                                                        : "");
        return;
    case TB_BLOCK_ITEM: {
        /* addresses and digests, which have no blanks, would tear a justified line apart */
        bool ragged = n->part == TB_DOC_PART_APPENDIX || strstr(n->text, "://") != NULL;
        tbi_buf_printf(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s</w:pPr>", find_style(w, n),
                       ragged ? "<w:jc w:val=\"left\"/>" : "");
        tbi_docx_run(w, "- ", "");
        tbi_docx_run(w, n->text, "");
        tbi_buf_text(&w->b, "</w:p>\n");
        return;
    }
    case TB_BLOCK_TABLE:
        tbi_docx_grid(w, n->grid);
        return;
    case TB_BLOCK_CHART:
        tbi_docx_picture(w, n->chart, PICTURE_MM);
        return;
    case TB_BLOCK_CARDS:
        w->small = w->short_page && n->grid != NULL;
        if (n->grid != NULL)
            tbi_docx_grid(w, n->grid);
        else
            tbi_docx_cards(w, n);
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
static tb_status add_pictures(tb_docx *w, tb_archive *z, tb_err *err)
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
static tb_status fill_archive(tb_docx *w, tb_archive *z, tb_err *err)
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
    tb_docx w = { .doc = d, .short_page = short_page };
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
