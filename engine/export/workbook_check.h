/* export/workbook_check.h - whether a finished workbook is whole. libxlsxwriter does not look
 * whether its writes succeed, so a full disk would leave a file that opens and lacks figures. */
#ifndef TB_EXPORT_WORKBOOK_CHECK_H
#define TB_EXPORT_WORKBOOK_CHECK_H

#include <stdbool.h>
#include <stddef.h>

/* Reads the file back: every part unpacks to its checksum and ends with the end of its root
 * element, and `cells` cells stand in its sheets. */
bool tbi_workbook_whole(const char *path, size_t cells);

#endif
