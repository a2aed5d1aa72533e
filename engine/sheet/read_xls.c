/* read_xls.c - workbooks of Excel 97 to 2003, read by FreeXL in a process of its own: the format is
 * a heap of binary records, its readers have had holes, and a crash there is a sentence here.
 * FreeXL knows neither merged cells nor what is hidden nor which numbers are shown as percentages:
 * tb_sheets.plain says so to whoever reads the sheets. */
#include "sheet/sheet.h"

#include "base/child.h"
#include "base/error.h"
#include "messages/sheet.h"
#include "sheet/xls_record.h"

#include <freexl.h>
#include <string.h>

enum { SECONDS = 20, MEGABYTES = 1024, OUTPUT_MEGABYTES = 64 };

/* One record of xls_record.h, in the byte order of this machine: both ends of the pipe are the same
 * program. */
static bool tell_record(FILE *to, char what, uint32_t row, uint32_t column, const char *text)
{
    size_t n = text != NULL ? strlen(text) : 0;
    tb_xls_record head = { .what = what, .row = row, .column = column, .bytes = (uint32_t)n };
    return n <= UINT32_MAX && fwrite(&head, sizeof head, 1, to) == 1 &&
           (n == 0 || fwrite(text, 1, n, to) == n);
}

/* Cells of other types, empty ones among them, are not told. */
static bool tell_cell(FILE *to, uint32_t row, uint32_t column, const FreeXL_CellValue *x)
{
    char number[40];
    switch (x->type) {
    case FREEXL_CELL_INT:
        snprintf(number, sizeof number, "%d", x->value.int_value);
        return tell_record(to, TB_XLS_NUMBER, row, column, number);
    case FREEXL_CELL_DOUBLE:
        snprintf(number, sizeof number, "%.17g", x->value.double_value);
        return tell_record(to, TB_XLS_NUMBER, row, column, number);
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
        return tell_record(to, TB_XLS_DATE, row, column, x->value.text_value);
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
        return tell_record(to, TB_XLS_TEXT, row, column, x->value.text_value);
    default:
        return true;
    }
}

/* false: FreeXL or the pipe refused. */
static bool tell_sheet(FILE *to, const void *book, uint16_t at)
{
    const char *name = NULL;
    unsigned rows = 0;
    unsigned short columns = 0;
    if (freexl_get_worksheet_name(book, at, &name) != FREEXL_OK ||
        freexl_select_active_worksheet(book, at) != FREEXL_OK ||
        freexl_worksheet_dimensions(book, &rows, &columns) != FREEXL_OK ||
        !tell_record(to, TB_XLS_SHEET, 0, 0, name))
        return false;
    for (unsigned r = 0; r < rows; r++)
        for (unsigned short c = 0; c < columns; c++) {
            FreeXL_CellValue x;
            if (freexl_get_cell_value(book, r, c, &x) != FREEXL_OK || !tell_cell(to, r, c, &x))
                return false;
        }
    return true;
}

/* Runs in the other process; what it holds is given back with the process. */
static bool tell_book(void *ctx, FILE *to)
{
    const void *book = NULL;
    unsigned locked = 0;
    unsigned sheets = 0;
    int st = freexl_open(ctx, &book);
    if (st == FREEXL_BIFF_WORKBOOK_NOT_FOUND)
        return tell_record(to, TB_XLS_OTHER, 0, 0, NULL);
    if (st != FREEXL_OK)
        return false;
    if (freexl_get_info(book, FREEXL_BIFF_PASSWORD, &locked) == FREEXL_OK &&
        locked == FREEXL_BIFF_OBFUSCATED)
        return tell_record(to, TB_XLS_LOCKED, 0, 0, NULL);
    if (freexl_get_info(book, FREEXL_BIFF_SHEET_COUNT, &sheets) != FREEXL_OK)
        return false;
    for (unsigned i = 0; i < sheets && i <= TB_SHEETS_MOST; i++)
        if (!tell_sheet(to, book, (uint16_t)i))
            return false;
    return tell_record(to, TB_XLS_END, 0, 0, NULL);
}

/* Whatever the other process wrote is read as somebody else's bytes. */
tb_status tbi_read_xls(tb_sheets *all, tb_err *err)
{
    static const tb_child_limits limits = { SECONDS, (size_t)MEGABYTES << 20,
                                            (size_t)OUTPUT_MEGABYTES << 20 };
    tb_child_end end = TB_CHILD_REFUSED;
    tb_buf told = { 0 };
    char *path = tbi_arena_text(&all->own, all->path);
    if (path == NULL)
        return tbi_no_memory_of(err, all->path);
    tb_status st = tbi_child_tell(&end, &told, tell_book, path, &limits, err);
    if (st == TB_OK && end == TB_CHILD_BEYOND)
        st = tbi_fail(err, TB_EDATA, TB_MSG_SHEET_XLS_TOO_LARGE, all->path, SECONDS);
    else if (st == TB_OK && end != TB_CHILD_DONE)
        st = tbi_fail(err, TB_EDATA, TB_MSG_SHEET_XLS_DAMAGED, all->path);
    if (st == TB_OK)
        st = tbi_xls_told(all, told.data, told.size, err);
    tbi_buf_free(&told);
    return st;
}
