/* base/error.h - how a function of the engine says no: one finished sentence into the caller's
 * buffer, and a status to hand up. */
#ifndef TB_BASE_ERROR_H
#define TB_BASE_ERROR_H

#include <tangbac/error.h>

/* Writes the sentence in English and Vietnamese (printf forms, cut at a character's edge) and the
 * status into err (NULL is fine) and returns the status, so that a caller can write
 * `return tbi_fail(err, TB_EIO, TB_MSG_BASE_CANNOT_OPEN, path, why)`: the macro of messages/base.h
 * stands for both formats. They read the same arguments in the same order, which the compiler
 * checks for each. */
tb_status tbi_fail(tb_err *err, tb_status status, const char *format, const char *format_vi, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

/* The sentence of another failure, behind where it happened: "FILE:LINE: sentence" in both
 * languages.
 * The two formats are the place and may be ""; inner is what failed there. */
tb_status tbi_fail_within(tb_err *err, tb_status status, const tb_err *inner, const char *format,
                          const char *format_vi, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));

/* The same with two finished texts. */
tb_status tbi_fail_texts(tb_err *err, tb_status status, const char *text, const char *text_vi);

/* A list of `count` lines in both languages: the whole of it into details (NULL: not wanted), its
 * first line and how many more there are into err. */
tb_status tbi_fail_lines(tb_err *err, tb_status status, tb_err_details *details, const char *lines,
                         const char *lines_vi, size_t count);
/* Copies a long text for the caller; without memory he has the error alone. */
void tbi_details_put(tb_err_details *details, const char *text, const char *text_vi);

/* Adds bits of tb_remedy to the failure that err tells (NULL is fine): what would settle it. Every
 * new sentence in err begins without any; tbi_fail_within keeps those of the inner one. */
void tbi_err_remedy(tb_err *err, unsigned remedies);

/* Shorthand for the one sentence that every stage needs. `what`: for what there was no room, in
 * the field's words; in English alone, since no reader of a page can do anything about it. */
tb_status tbi_no_memory(tb_err *err, const char *what);

/* The same of a file, or of something else that the reader named: both languages name it. */
tb_status tbi_no_memory_of(tb_err *err, const char *name);

#endif
