/* sheet/pdf_words.h - the words of a PDF and where each is printed, and the table that they make
 * when they are put into rows and columns by place. */
#ifndef TB_SHEET_PDF_WORDS_H
#define TB_SHEET_PDF_WORDS_H

#include "base/buf.h"
#include "sheet/sheet.h"

/* In points of the page, from its upper left corner. */
typedef struct tb_pdf_word {
    /* from 1 */
    int page;
    double left, right, top, bottom;
    const char *text;
} tb_pdf_word;

/* In the order of pdftotext, page by page; the layout sorts them by place itself. */
typedef struct tb_pdf_words {
    tb_pdf_word *word;
    size_t count;
    /* the highest page with a word on it */
    int pages;
} tb_pdf_words;

/* Reads the table that `pdftotext -tsv` writes; texts point into `tsv`, which is cut at its tabs.
 * Memory is the arena's. TB_EDATA, TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_pdf_words(tb_pdf_words *out, char *tsv, tb_arena *a, const char *path,
                                      tb_err *err);

/* Puts words on a sheet: a line of print a row, a column where the figures of most lines are. */
TB_MUST_CHECK tb_status tbi_pdf_lay_out(tb_sheets *all, tb_sheet *s, tb_pdf_words *w, tb_err *err);

#endif
