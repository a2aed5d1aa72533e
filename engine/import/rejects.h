/* import/rejects.h - everything that is wrong with the tables of an import, each with file, line
 * and column: the first fifty, then a count. */
#ifndef TB_IMPORT_REJECTS_H
#define TB_IMPORT_REJECTS_H

#include "base/buf.h"

#include <stdbool.h>
#include <tangbac/error.h>

typedef struct tb_rejects {
    /* the lines so far, one a reject, in both languages; no more are added after the
     * fiftieth */
    tb_buf text, text_vi;
    /* of all of them, also of those that are not in the text */
    size_t count;
    unsigned remedies; /* bits of tb_remedy, of all of them */
    /* of the table that is being read: its sheet in a workbook of several; NULL: none */
    const char *sheet;
} tb_rejects; /* start with { 0 } */

/* Where in a table. line 0: the file as a whole; name NULL: the row as a whole; column from 0. */
typedef struct tb_spot {
    /* of the file, as the caller wrote it */
    const char *path;
    size_t line, column;
    /* head of the column */
    const char *name;
    /* NULL: that of the rejects */
    const char *sheet;
} tb_spot;

/* Adds what err says at a place; the Vietnamese text falls back on the English one. */
void tbi_reject(tb_rejects *r, const tb_spot *at, const tb_err *what);
/* The same with sentences of its own; both formats read the same arguments. */
void tbi_reject_say(tb_rejects *r, const tb_spot *at, const char *format, const char *format_vi,
                    ...) __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

/* A line that is longer than a row's: what `en` and `vi` say, after a word each. */
void tbi_reject_words(tb_rejects *r, const tb_spot *at, const char *before, const char *before_vi,
                      const char *en, const char *vi);

/* TB_OK when there are none; otherwise TB_EDATA with all of them in details. */
TB_MUST_CHECK tb_status tbi_rejects_end(tb_rejects *r, tb_err_details *details, tb_err *err);
void tbi_rejects_free(tb_rejects *r);

#endif
