/* xls_record.c - see xls_record.h. */
#include "sheet/xls_record.h"

#include "base/error.h"
#include "messages/sheet.h"

#include <string.h>

/* One cell; a number comes with 17 digits and gets its shortest form. */
static tb_status add_told(tb_sheets *all, tb_sheet *s, const tb_xls_record *x, const char *text,
                          tb_err *err)
{
    char number[40];
    tb_sheet_cell c = { x->row, x->column, TB_CELL_TEXT, false, text };
    if (x->what == TB_XLS_DATE)
        c.type = TB_CELL_DATE;
    if (x->what == TB_XLS_NUMBER && tbi_sheet_number(number, text, false)) {
        c.type = TB_CELL_NUMBER;
        c.text = number;
    }
    return tbi_sheet_add(all, s, &c, err);
}

/* Takes one record: a sheet or a cell of the last one. */
static tb_status take_told(tb_sheets *all, tb_sheet **s, const tb_xls_record *x, const char *bytes,
                           tb_err *err)
{
    tb_arena a = { 0 };
    tb_status st = TB_OK;
    const char *text = tbi_arena_text_n(&a, bytes, x->bytes);
    if (text == NULL) {
        st = tbi_no_memory_of(err, all->path);
    } else if (x->what == TB_XLS_SHEET) {
        if (*s != NULL)
            st = tbi_sheet_end(all, *s, err);
        if (st == TB_OK && (*s = tbi_sheets_add(all, text, err)) == NULL)
            st = err->status;
    } else if (*s == NULL) {
        st = tbi_fail(err, TB_EDATA, TB_MSG_SHEET_XLS_DAMAGED, all->path);
    } else {
        st = add_told(all, *s, x, text, err);
    }
    tbi_arena_free(&a);
    return st;
}

/* Records are taken until the one that says it was all: without it the other process died on
 * the way. */
tb_status tbi_xls_told(tb_sheets *all, const char *bytes, size_t n, tb_err *err)
{
    tb_err own = TB_ERR_INIT;
    if (err == NULL) /* its status is read below */
        err = &own;
    tb_sheet *s = NULL;
    tb_status st = TB_OK;
    tb_xls_record x = { 0 };
    size_t at = 0;
    all->plain = true;
    while (st == TB_OK && n - at >= sizeof x) {
        /* records follow one another without alignment */
        memcpy(&x, bytes + at, sizeof x);
        at += sizeof x;
        if (x.bytes > n - at)
            break;
        if (x.what == TB_XLS_LOCKED)
            return tbi_fail(err, TB_EDATA, TB_MSG_SHEET_XLS_LOCKED, all->path);
        if (x.what == TB_XLS_OTHER)
            return tbi_fail(err, TB_EDATA, TB_MSG_SHEET_XLS_OTHER, all->path);
        if (x.what == TB_XLS_END)
            return s != NULL ? tbi_sheet_end(all, s, err) : TB_OK;
        st = take_told(all, &s, &x, bytes + at, err);
        at += x.bytes;
    }
    return st != TB_OK ? st : tbi_fail(err, TB_EDATA, TB_MSG_SHEET_XLS_DAMAGED, all->path);
}
