/* panel/store_index.h - one index of an open panel file. */
#ifndef TB_PANEL_STORE_INDEX_H
#define TB_PANEL_STORE_INDEX_H

#include "panel/h5_part.h"
#include "panel/panel_internal.h"

/* One index into the next free place of p->index, counted only when it is whole. Needs the sources.
 */
bool tbi_store_get_index(const tb_h5_reader *r, hid_t file, const char *code, tb_panel *p,
                         const tb_panel_opts *o);

#endif
