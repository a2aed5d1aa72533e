/* support/sheet_cells.h - the cells of a workbook as one line, for tests of what reads them. */
#ifndef TESTS_SHEET_CELLS_H
#define TESTS_SHEET_CELLS_H

#include "sheet/sheet.h"

/* Every cell of the first sheet as "row,column=text;" with a letter for its kind before the equals
 * sign (n, p, d, e, u; none for text), and f: before what a formula came to. */
void say_sheet(char *out, size_t room, const tb_sheets *all);
/* The same of a file, which must be readable. */
void say_cells(char *out, size_t room, const char *path);
/* The file must be refused with this status by a sentence, in both languages, that has the word. */
void refuse_sheets(const char *path, tb_status status, const char *word);

#endif
