/* import/sheet_rows.h - rows of a sheet as the rows of a table. */
#ifndef TB_IMPORT_SHEET_ROWS_H
#define TB_IMPORT_SHEET_ROWS_H

#include "import/resource.h"
#include "sheet/sheet.h"
#include "text/csv.h"

/* The rows of a sheet that have a cell, from above. */
typedef struct tb_rows {
    uint32_t *row;
    size_t count;
    uint32_t columns; /* up to the last one with a cell */
} tb_rows;
TB_MUST_CHECK tb_status tbi_rows_of(tb_rows *out, const tb_sheet *s, tb_arena *a, tb_err *err);

/* The first row that has the heads of a long table of figures, or of a table of another role, word
 * for word; *at stays SIZE_MAX when there is none. */
TB_MUST_CHECK tb_status tbi_rows_head(tb_role *role, size_t *at, const tb_sheets *all,
                                      const tb_sheet *s, const tb_rows *rows, tb_err *err);

/* The rows at the n positions `kept` under the given heads (borrowed for the call). */
TB_MUST_CHECK tb_status tbi_rows_table(tb_csv **out, const tb_sheets *all, const tb_sheet *s,
                                       const tb_rows *rows, const size_t *kept, size_t n,
                                       const char *const *head, uint32_t columns, tb_err *err);

/* All rows below a row of heads. */
TB_MUST_CHECK tb_status tbi_rows_plain(tb_csv **out, const tb_sheets *all, const tb_sheet *s,
                                       const tb_rows *rows, size_t head, tb_err *err);

/* Whether a cell is a figure, a percentage, or a word that stands for one. */
bool tbi_is_figure(const tb_sheet_cell *c);

#endif
