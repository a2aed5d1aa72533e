/* sheet/xlsx_parts.h - what the sheets of an .xlsx workbook refer to: shared texts, formats of
 * numbers, and where each sheet lies. ECMA-376 part 1, 18.2 (workbook), 18.4 (shared strings),
 * 18.8 (styles). */
#ifndef TB_SHEET_XLSX_PARTS_H
#define TB_SHEET_XLSX_PARTS_H

#include "base/buf.h"
#include "sheet/sheet.h"
#include "sheet/xml_events.h"
#include "sheet/zip_parts.h"

typedef enum tb_xlsx_format { TB_XLSX_PLAIN, TB_XLSX_PERCENT, TB_XLSX_DATE } tb_xlsx_format;

/* A sheet of the workbook before its cells are read. */
typedef struct tb_xlsx_sheet {
    /* relation: its r:id; part: its name in the archive, NULL without one */
    const char *name, *relation, *part;
    bool hidden;
} tb_xlsx_sheet;

/* What cells point to by number: shared texts and formats. All of `own` but the growing lists of
 * malloc. */
typedef struct tb_xlsx {
    tb_arena own;
    const char *path;
    tb_zip *zip;
    tb_buf text;    /* shared texts, one behind the other, NUL after each */
    size_t *shared; /* [shared_count] where each starts */
    size_t shared_count, shared_room;
    uint8_t *format; /* [formats] of tb_xlsx_format, by the s of a cell */
    size_t formats, format_room;
    tb_xlsx_sheet sheet[TB_SHEETS_MOST];
    size_t sheets;
} tb_xlsx;

/* Reads the three parts. TB_EDATA, TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_xlsx_parts(tb_xlsx *x, tb_err *err);
/* One part of the archive through handlers of XML. */
TB_MUST_CHECK tb_status tbi_zip_xml(tb_zip *z, const char *part, const char *where,
                                    const tb_xml_handlers *h, void *ctx, tb_err *err);

#endif
