/* export/dta.h - a Stata data set (format 118: Stata 14 and later, texts in UTF-8) written row by
 * row, all or nothing. The only home of ReadStat.
 * Nothing in the file tells when it was made. */
#ifndef TB_EXPORT_DTA_H
#define TB_EXPORT_DTA_H

#include <stdbool.h>
#include <stddef.h>
#include <tangbac/error.h>

enum {
    /* limits of the format: bytes of a text, characters of a name, variables, rows */
    TB_DTA_TEXT_MOST = 2045,
    TB_DTA_NAME_MOST = 32,
    TB_DTA_VARIABLES_MOST = 32767,
    TB_DTA_ROWS_MOST = 2147483647
};

/* TEXT: fixed width, padded. YEAR: a whole number without decimals. NUMBER: a double. */
typedef enum tb_dta_form {
    TB_DTA_TEXT,
    TB_DTA_YEAR,
    TB_DTA_WORD,
    TB_DTA_NUMBER
} tb_dta_form; /* WORD: a small whole number with words for its values */

/* Opaque, made by tbi_dta_open and freed by tbi_dta_keep or tbi_dta_drop, whichever comes first. */
typedef struct tb_dta tb_dta;

/* Errors: TB_EIO, TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_dta_open(tb_dta **out, const char *path, size_t variables, tb_err *err);
/* The variables, from the left, `variables` of them; width: bytes of the longest text. The name is
 * made one that Stata takes: letters, digits and underscores, at most 32, unlike the others. label
 * may be NULL. */
void tbi_dta_variable(tb_dta *d, const char *name, const char *label, tb_dta_form form,
                      size_t width);
/* The words for the values 1, 2, ... of the variable that was added last; word ends with NULL. */
void tbi_dta_words(tb_dta *d, const char *name, const char *const *word);
/* A text that Stata shows with "notes": here the sources. Before tbi_dta_begin. */
void tbi_dta_note(tb_dta *d, const char *text);
/* After the variables; then the cells of the rows, from the left. NaN is Stata's missing. What goes
 * wrong is remembered and told by tbi_dta_keep. */
void tbi_dta_begin(tb_dta *d, size_t rows);
void tbi_dta_text(tb_dta *d, const char *text);
void tbi_dta_number(tb_dta *d, double x);
void tbi_dta_end_row(tb_dta *d);
/* Closes the file, which takes its name when it is whole. Frees it in any case. */
TB_MUST_CHECK tb_status tbi_dta_keep(tb_dta *d, tb_err *err);
/* As if it had never been. */
void tbi_dta_drop(tb_dta *d);

#endif
