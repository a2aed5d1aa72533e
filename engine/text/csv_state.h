/* text/csv_state.h - a table while it is read: csv_open.c begins, csv_read.c reads record by
 * record, csv_fields.c cuts them. */
#ifndef TB_TEXT_CSV_STATE_H
#define TB_TEXT_CSV_STATE_H

#include "base/arena.h"
#include "base/stream.h"
#include "text/csv.h"

#include <csv.h>

/* Bytes, but for TB_CSV_MOST_COLUMNS; TB_CSV_TITLED: how much is looked at for the separator of a
 * sheet with lines above its heads. */
enum {
    TB_CSV_WINDOW = 1 << 18,
    TB_CSV_LONGEST_ROW = 1 << 24,
    TB_CSV_MOST_COLUMNS = 1 << 16,
    TB_CSV_TITLED = 1 << 14
};

struct tb_csv {
    tb_arena own;
    tb_stream_file file;
    const char *path;
    /* of malloc, like `field` and `text`: they grow by realloc, which an arena cannot */
    char *window;
    size_t room, from, to; /* bytes from..to of the window were read and not used */
    size_t line;           /* of the byte at `from` */
    /* separator 0: not known yet */
    char separator, end; /* what ends a line: \n, or \r in files of old */
    size_t columns, fields_room, fields;
    tb_field *field;
    /* heads in NFC as they stand, and folded to be found by */
    const char **head, **folded; /* [columns] */
    struct csv_parser quoted;
    char *text; /* fields of a quoted row, one after the other */
    size_t text_n, text_room;
    /* no_memory: met in a callback of libcsv, which has no way to say so */
    bool quoted_ready, no_memory;
    bool any_row; /* a row below the heads was handed out */
    bool titled;  /* lines above the heads, so that one row does not tell the separator */
    char digest[65];
    tb_dialect said;
    const tb_csv_given *given; /* a table from elsewhere; NULL: a file */
    size_t given_row;
    void *owner;
    void (*release)(void *owner);
};

/* Moves what is left of the window to its front and reads on. */
TB_MUST_CHECK tb_status tbi_csv_fill(tb_csv *c, tb_err *err);
/* The bytes of the next record, without its line end: *n from c->from, *took with it. *lines: line
 * ends in it. *marks: bit 0 a quote, bit 1 not ASCII, bit 2 NUL, bit 3 a control character, be it
 * one that texts have. */
TB_MUST_CHECK tb_status tbi_csv_record(tb_csv *c, size_t *n, size_t *took, size_t *lines,
                                       unsigned *marks, tb_err *err);
/* c->field: the fields of one record. */
TB_MUST_CHECK tb_status tbi_csv_cut(tb_csv *c, const char *row, size_t n, unsigned marks,
                                    tb_err *err);

#endif
