/* import/workbooks.h - sources of an import that are not plain CSV: their sheets, each a table. */
#ifndef TB_IMPORT_WORKBOOKS_H
#define TB_IMPORT_WORKBOOKS_H

#include "import/reading.h"

/* Every file that was opened as sheets, so that all of them are closed at the end. */
typedef struct tb_open_sheets {
    tb_sheets **all;
    size_t count, room;
} tb_open_sheets; /* start with { 0 } */
void tbi_open_sheets_free(tb_open_sheets *o);

/* Puts a resource for each sheet with a table in the place of each workbook, PDF, and CSV file that
 * has a title above its heads; roles are found on the way. Faults of files go to the rejects. */
TB_MUST_CHECK tb_status tbi_find_tables(tb_resources *list, tb_open_sheets *open, tb_reading *r,
                                        tb_err *err);

/* The table of a resource. NULL without an error: it was rejected. */
TB_MUST_CHECK tb_status tbi_open_table(tb_csv **out, tb_reading *r, const tb_resource *x,
                                       tb_err *err);

/* What was read from files whose columns were guessed (PDF), as a table for eyes; NULL: there was
 * none. In the arena of r. */
const char *tbi_show_guessed(tb_reading *r, const tb_resources *list, bool vietnamese);

#endif
