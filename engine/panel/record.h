/* panel/record.h - the plain tables that stand beside the figures: which column of a file is which
 * member of a row, so that one reader, one writer and one getter serve them all.
 *
 * A new table is a struct in <tangbac/panel.h>, a form in record.c and a role in read_package.c. */
#ifndef TB_PANEL_RECORD_H
#define TB_PANEL_RECORD_H

#include "panel/h5_part.h"
#include "panel/record_form.h"

/* Adds a copy of a row, texts too. false: no memory. */
bool tbi_record_add(tb_records *t, tb_record_kind kind, const void *row, tb_arena *a);
/* All tables of `t` [TB_RECORD_KINDS], copied; false: no memory. */
bool tbi_records_copy(tb_records *to, const tb_records *t, tb_arena *a);
/* Into and out of a panel file; tables without a row are no group there. */
bool tbi_records_put(hid_t file, const tb_records *t);
bool tbi_records_get(tb_records *t, const tb_h5_reader *r, hid_t file);

#endif
