/* sheet/xls_record.h - what the process that reads an .xls tells of it, record by record, and how
 * it becomes sheets. The process may have been taken over by the file: nothing that it says is
 * believed beyond its length. */
#ifndef TB_SHEET_XLS_RECORD_H
#define TB_SHEET_XLS_RECORD_H

#include "sheet/sheet.h"

enum {
    TB_XLS_SHEET = 'S', /* a sheet begins; its name follows */
    TB_XLS_NUMBER = 'N',
    TB_XLS_TEXT = 'T',
    TB_XLS_DATE = 'D',
    TB_XLS_LOCKED = 'L', /* a password: nothing else follows */
    TB_XLS_OTHER = 'O',  /* a compound document without a workbook */
    TB_XLS_END = 'E'
};

/* The head of a record; `bytes` of text follow. Written and read by one program on one machine. */
typedef struct tb_xls_record {
    /* one of the letters above */
    int what;
    uint32_t row, column, bytes;
} tb_xls_record;

/* Makes sheets of n bytes of records. Errors: TB_EDATA (locked, no workbook, cut off or senseless,
 * beyond the bounds of a sheet); TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_xls_told(tb_sheets *all, const char *bytes, size_t n, tb_err *err);

#endif
