/* read_pdf.c - the layer of text of a PDF, read by poppler's pdftotext in a process of its own:
 * PDFs come from everywhere, their readers have had holes, and 20 MB of libraries need not start
 * with every command. */
#include "sheet/pdf_words.h"

#include "base/child.h"
#include "base/error.h"
#include "messages/sheet.h"

#include <string.h>

/* what the other process may take: time, memory, bytes that it prints */
enum { SECONDS = 30, MEGABYTES = 1024, OUTPUT_MEGABYTES = 64 };

/* Why there are no words: no program, beyond a limit, or it gave up. */
static tb_status refuse_pdf(const char *path, tb_child_end end, tb_err *err)
{
    if (end == TB_CHILD_ABSENT)
        return tbi_fail(err, TB_EIO, TB_MSG_SHEET_PDF_PROGRAM_PDFTOTEXT_READS, path);
    if (end == TB_CHILD_BEYOND)
        return tbi_fail(err, TB_EDATA, TB_MSG_SHEET_TOO_LARGE_READ_SECONDS, path, SECONDS);
    return tbi_fail(err, TB_EDATA, TB_MSG_SHEET_CANNOT_READ_PDF_DAMAGED, path);
}

/* tsv is cut up in place; the sheet's cells are copies of its words. */
static tb_status fill_sheet(tb_sheets *all, char *tsv, tb_err *err)
{
    tb_pdf_words w;
    tb_sheet *s = tbi_sheets_add(all, "", err);
    if (s == NULL)
        return err->status;
    tb_status st = tbi_pdf_words(&w, tsv, &all->own, all->path, err);
    if (st == TB_OK && w.count == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SHEET_HAS_TEXT_SCAN_PICTURE, all->path);
    all->guessed = true;
    if (st == TB_OK)
        st = tbi_pdf_lay_out(all, s, &w, err);
    return st == TB_OK ? tbi_sheet_end(all, s, err) : st;
}

/* The sheet is marked as guessed: whoever imports it must compare it with the print. */
tb_status tbi_read_pdf(tb_sheets *all, tb_err *err)
{
    static const tb_child_limits limits = { SECONDS, (size_t)MEGABYTES << 20,
                                            (size_t)OUTPUT_MEGABYTES << 20 };
    /* a name that begins with a hyphen would be an option */
    const char *path =
        all->path[0] == '-' ? tbi_arena_printf(&all->own, "./%s", all->path) : all->path;
    if (path == NULL)
        return tbi_no_memory_of(err, all->path);
    const char *const argv[] = { "pdftotext", "-q", "-tsv", path, "-", NULL };
    tb_child_end end = TB_CHILD_REFUSED;
    tb_buf text = { 0 };
    tb_status st = tbi_child_run(&end, &text, argv, &limits, err);
    if (st == TB_OK && end != TB_CHILD_DONE)
        st = refuse_pdf(all->path, end, err);
    if (st == TB_OK)
        tbi_buf_add(&text, "", 1);
    if (st == TB_OK && text.failed)
        st = tbi_no_memory_of(err, all->path);
    if (st == TB_OK)
        st = fill_sheet(all, text.data, err);
    tbi_buf_free(&text);
    return st;
}
