/* render/atlas_page.h - the atlas as one page that carries its data, its words and its script. */
#ifndef TB_RENDER_ATLAS_PAGE_H
#define TB_RENDER_ATLAS_PAGE_H

#include "base/buf.h"
#include "text/owned_text.h"

/* json [n]: a result of the schema tangbac/atlas/1, which the caller has parsed. vietnamese: the
 * language in which it opens; it can be switched in the page. */
void tbi_atlas_page(tb_buf *b, const char *json, size_t n, bool vietnamese);

#endif
