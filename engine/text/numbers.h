/* text/numbers.h - figures of one column: how it marks decimals is decided for the column, since
 * a cell alone does not tell whether 7.521 is seven and a half or seven thousand. */
#ifndef TB_IMPORT_NUMBERS_H
#define TB_IMPORT_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>
#include <tangbac/error.h>

enum { TB_MARK_TEXT = 32 };

/* What was seen of a column so far; start with { 0 }. */
typedef struct tb_column_marks {
    char mark;   /* '.' or ',': of the first cell that has one; 0: none yet */
    size_t line; /* of that cell */
    char text[TB_MARK_TEXT];
    /* cells with a mark; those of them like 7.521; whole numbers from 100 */
    size_t marked, like_thousands, large;
} tb_column_marks;

typedef enum tb_number_is {
    TB_NUMBER_READ,
    TB_NUMBER_OTHER_MARK, /* a point where the column has commas, or the reverse */
    TB_NUMBER_GROUPED,    /* thousands set apart by a point or a comma */
    TB_NUMBER_NONE
} tb_number_is;

/* Reads the n bytes as a number: a decimal point or comma, a sign (also U+2212), thousands set
 * apart by no-break spaces, a percent sign behind. line: of the file, for sentences. */
tb_number_is tbi_number(double *out, int *decimals, tb_column_marks *m, const char *text, size_t n,
                        size_t line);

/* The sentence, without the place, for a text that is no number of its column: TB_EDATA. */
tb_status tbi_number_refuse(tb_number_is is, const tb_column_marks *m, const char *text, size_t n,
                            tb_err *err);
/* Both in one: for tables that are not long. */
TB_MUST_CHECK tb_status tbi_column_number(double *out, tb_column_marks *m, const char *text,
                                          size_t n, size_t line, tb_err *err);

/* A whole number of a column that a spreadsheet or a data frame may have written as "2024.0". */
bool tbi_whole_number(long long *out, const char *text, size_t n, long long lo, long long hi);

/* "31/63" and "31." as a place: 31. */
bool tbi_place(double *out, const char *text, size_t n);

/* Whether the column cannot be understood: every mark in it could as well set thousands apart
 * ("1.042" beside "964"). */
bool tbi_marks_doubtful(const tb_column_marks *m);
/* The same with a sentence: TB_EDATA. */
TB_MUST_CHECK tb_status tbi_column_doubt(const tb_column_marks *m, tb_err *err);

#endif
