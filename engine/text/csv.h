/* text/csv.h - tables as spreadsheets save them, row by row, without holding the file: UTF-8 with
 * or without BOM, LF or CRLF, separated by comma, semicolon or tab (the first row decides; Excel's
 * "sep=;" line is obeyed), fields quoted where needed. Only home of libcsv.
 *
 * Strict where a guess would be silent damage: a row with more or fewer fields than the first one,
 * a stray quote, and bytes that are not UTF-8 are errors.
 */
#ifndef TB_TEXT_CSV_H
#define TB_TEXT_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <tangbac/error.h>

/* Trimmed of surrounding spaces unless quoted; not NUL-terminated. Lives until the next row is
 * asked for. */
typedef struct tb_field {
    const char *text;
    size_t n;
} tb_field;

typedef struct tb_csv_row {
    /* of the file, from 1: where the row starts (quoted fields may hold line ends) */
    size_t line;
    size_t count; /* fields; 0 after the last row */
    const tb_field *field;
} tb_csv_row;

typedef struct tb_csv tb_csv;

/* Opens a table and reads its first row, the names of the columns: tbi_csv_head. path is borrowed.
 * TB_EIO; TB_EDATA (empty, not UTF-8). */
TB_MUST_CHECK tb_status tbi_csv_open(tb_csv **out, const char *path, tb_err *err);
/* What a table is said to be written with; { 0 }: as the file shows. */
typedef struct tb_dialect {
    char separator;             /* 0: told by the first row */
    const char *const *missing; /* texts that stand for an empty field, borrowed; NULL: none */
    size_t missings;
    const char *sha256; /* of the file, 64 hex digits; NULL: not said */
    long long bytes;    /* of the file; -1 or 0: not said */
} tb_dialect;
TB_MUST_CHECK tb_status tbi_csv_open_as(tb_csv **out, const char *path, const tb_dialect *d,
                                        tb_err *err);
/* The same without heads: every row is handed out, however many fields it has. For tables with a
 * title above them; the separator is the one that the first 16 KB have most of. */
TB_MUST_CHECK tb_status tbi_csv_open_rows(tb_csv **out, const char *path, tb_err *err);
/* A table that was read from elsewhere, as if it had been a file: heads and rows, all borrowed
 * until it is closed. line [rows], field [rows][columns]; digest: 64 hex digits. */
typedef struct tb_csv_given {
    const char *path, *digest;
    size_t columns, rows;
    const char *const *head;
    const size_t *line;
    const tb_field *field;
} tb_csv_given;
TB_MUST_CHECK tb_status tbi_csv_of_rows(tb_csv **out, const tb_csv_given *given, tb_err *err);
/* Hands over what a given table borrows: `release` is called with `owner` when it is closed. */
void *tbi_csv_owner(const tb_csv *c);
void tbi_csv_own(tb_csv *c, void *owner, void (*release)(void *owner));
void tbi_csv_close(tb_csv *c); /* NULL is fine */

size_t tbi_csv_columns(const tb_csv *c);
/* NUL-terminated, composed (NFC) */
const char *tbi_csv_head(const tb_csv *c, size_t column);
const char *tbi_csv_head_folded(const tb_csv *c, size_t column); /* as tbi_utf8_fold makes it */
char tbi_csv_separator(const tb_csv *c);

/* The next row; rows without any content are passed over. *bad (may be NULL) gets the column (from
 * 0) of the trouble, or SIZE_MAX for the whole row.
 * On TB_EDATA err holds what is wrong without the place (row->line has it), and reading may go on
 * where it makes sense: *fatal tells that it does not. */
TB_MUST_CHECK tb_status tbi_csv_next(tb_csv *c, tb_csv_row *row, bool *fatal, tb_err *err);

/* After the last row: SHA-256 of the bytes of the file, 64 hex digits. */
const char *tbi_csv_digest(const tb_csv *c);

#endif
