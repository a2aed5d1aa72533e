/* import/read_units.h - the tables of units, and what readers of small tables share. */
#ifndef TB_IMPORT_READ_UNITS_H
#define TB_IMPORT_READ_UNITS_H

#include "import/reading.h"

/* A required column; false: its absence was rejected. */
bool tbi_reading_require(tb_reading *r, tb_csv *c, ptrdiff_t *column, const char *names,
                         const char *word);
/* A whole number, or `otherwise` when the field is empty or there is no such column. */
int tbi_reading_number_or(tb_reading *r, tb_csv *c, const tb_csv_row *row, ptrdiff_t column,
                          int otherwise);
/* Rejects a row for a required field that is empty. */
void tbi_reading_refuse_empty(tb_reading *r, tb_csv *c, const tb_csv_row *row, ptrdiff_t column);
/* Rows of one role each; row errors go to the rejects. */
TB_MUST_CHECK tb_status tbi_read_units(tb_reading *r, tb_csv *c, tb_err *err);
TB_MUST_CHECK tb_status tbi_read_aliases(tb_reading *r, tb_csv *c, const tb_resource *x,
                                         tb_err *err);
TB_MUST_CHECK tb_status tbi_read_not_units(tb_reading *r, tb_csv *c, tb_err *err);
TB_MUST_CHECK tb_status tbi_read_neighbours(tb_reading *r, tb_csv *c, tb_err *err);

#endif
