/* text/csv_write.h - fields of comma-separated values as RFC 4180 has them. A table for
 * spreadsheets has rules of its own (render/skin_csv.c). */
#ifndef TB_TEXT_CSV_WRITE_H
#define TB_TEXT_CSV_WRITE_H

#include "base/buf.h"

/* Quoted only where a reader would take it apart or trim it; a quote inside is doubled. */
void tbi_csv_write_text(tb_buf *b, const char *text);
/* The next field of a row: a comma and the shortest text that reads back as the same double, or
 * nothing where it is not finite. */
void tbi_csv_add_number(tb_buf *b, double x);

#endif
