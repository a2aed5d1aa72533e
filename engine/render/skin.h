/* render/skin.h - the forms that a page can take. Each reads the same tree (render/doc.h) and knows
 * nothing of results. */
#ifndef TB_RENDER_SKIN_H
#define TB_RENDER_SKIN_H

#include "base/buf.h"
#include "render/doc.h"

#include <tangbac/error.h>

/* One file without any outside reference; scripts and styles are inside. */
void tbi_skin_html(tb_buf *b, const tb_doc *d, bool short_page);
void tbi_skin_markdown(tb_buf *b, const tb_doc *d, bool short_page);
/* width: columns; lines: the most that are written, 0 = all; colour: bold heads by terminal
 * codes. */
void tbi_skin_terminal(tb_buf *b, const tb_doc *d, size_t width, bool full, bool colour);
/* The flat table of the document, heads first, in UTF-8 with a comma. */
void tbi_skin_csv(tb_buf *b, const tb_doc *d);
/* One sheet a whole table, charts beside them. Errors: TB_EIO, TB_ENOMEM; the old file stays
 * then. */
TB_MUST_CHECK tb_status tbi_skin_xlsx(const tb_doc *d, const char *path, tb_err *err);
TB_MUST_CHECK tb_status tbi_skin_docx(const tb_doc *d, const char *path, bool short_page,
                                      tb_err *err);
/* Every chart as SVG, PNG and Vega-Lite in a folder, which is made when it is not there. */
TB_MUST_CHECK tb_status tbi_skin_charts(const tb_doc *d, const char *folder, tb_err *err);

/* Whether a block is left out of a page of one sheet. */
static inline bool tbi_left_out(const tb_block *n, bool short_page)
{
    return short_page &&
           (n->spare || (n->kind == TB_BLOCK_SECTION && n->part != TB_DOC_PART_FRONT));
}

/* A picture at print size (300 dots an inch for a width in millimetres) as PNG bytes in the
 * arena. */
TB_MUST_CHECK tb_status tbi_png_of(const char **bytes, size_t *size, const tb_chart *c, int pixels,
                                   tb_arena *a, tb_err *err);

#endif
