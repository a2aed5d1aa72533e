/* render/docx_body.h - the body of a Word document while it is written: runs, paragraphs and
 * pictures (docx_body.c), tables and cards (docx_table.c). */
#ifndef TB_RENDER_DOCX_BODY_H
#define TB_RENDER_DOCX_BODY_H

#include "render/chart.h"
#include "render/skin.h"

/* Twentieths of a point. Margins: top and bottom 20 mm, left 30 mm, right 15 mm. */
enum {
    TB_DOCX_LONG_SIDE = 16838,
    TB_DOCX_SHORT_SIDE = 11906,
    TB_DOCX_TOP = 1134,
    TB_DOCX_LEFT = 1701,
    TB_DOCX_RIGHT = 850,
    TB_DOCX_PICTURES = 400
};

/* A document that is being written. */
typedef struct tb_docx {
    tb_buf b; /* the body */
    const tb_doc *doc;
    bool short_page, across; /* across: within the annex, on a landscape page */
    bool with_next;          /* what is written stays on the page of what follows */
    bool later;              /* a section behind the first: its first page has its number too */
    bool small;              /* many goals on one sheet: 12 pt as details have, rows close */
    const tb_chart *picture[TB_DOCX_PICTURES];
    size_t pictures;
} tb_docx;

/* A run of text; marks: "b" bold, "i" italic, "" plain. */
void tbi_docx_run(tb_docx *w, const char *text, const char *marks);
/* A paragraph; style: id in styles.xml ("Normal", "Detail", "Cell", ...). */
void tbi_docx_paragraph(tb_docx *w, const char *style, const char *text, const char *marks);
/* A picture under its title, at most `room` millimetres wide. */
void tbi_docx_picture(tb_docx *w, const tb_chart *c, double room);

void tbi_docx_grid(tb_docx *w, const tb_doc_table *g);
/* Pictures side by side, n 2 or 3. */
void tbi_docx_pictures(tb_docx *w, const tb_chart *const *list, size_t n);
/* A row a goal: what was asked and how likely it is; the news and what lies behind. */
void tbi_docx_cards(tb_docx *w, const tb_block *n);

#endif
