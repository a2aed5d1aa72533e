/* import/recognise.h - a sheet of cells as a table: where its heads are, of which index and year
 * it is, which rows are rows of units. */
#ifndef TB_IMPORT_RECOGNISE_H
#define TB_IMPORT_RECOGNISE_H

#include "import/heads.h"
#include "sheet/sheet.h"

/* Whether a sheet has, in one of its first rows, the heads of a table that is none of figures by
 * unit (units, sources, levers, ...): its role then, and the row; TB_ROLE_VALUES otherwise. */
TB_MUST_CHECK tb_status tbi_role_of_sheet(tb_role *role, const tb_sheets *all, const tb_sheet *s,
                                          tb_err *err);

/* The table of a sheet, for the readers of tables. What the sheet says of index and year goes to
 * r->said_index and r->said_year. What is not clear is rejected; *out is NULL then. */
TB_MUST_CHECK tb_status tbi_table_of_sheet(tb_csv **out, tb_reading *r, const tb_resource *x,
                                           tb_err *err);

#endif
