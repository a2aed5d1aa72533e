/* import/sheet_rows.h - which row of a sheet has the heads of a table that is known word for
 * word. */
#ifndef TB_IMPORT_SHEET_ROWS_H
#define TB_IMPORT_SHEET_ROWS_H

#include "import/resource.h"
#include "sheet/table_rows.h"

/* The first row that has the heads of a long table of figures, or of a table of another role, word
 * for word; *at stays SIZE_MAX when there is none. */
TB_MUST_CHECK tb_status tbi_rows_head(tb_role *role, size_t *at, const tb_sheets *all,
                                      const tb_sheet *s, const tb_rows *rows, tb_err *err);

/* Whether a cell is a figure, a percentage, or a word that stands for one. */
bool tbi_is_figure(const tb_sheet_cell *c);

#endif
