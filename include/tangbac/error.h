/* tangbac/error.h - how the library says no, and how it says "yes, but".
 *
 * Every function that can fail returns a tb_status and takes `tb_err *err` last. `err` belongs to
 * the caller, may be NULL, is written only on failure and then holds one finished sentence (UTF-8,
 * no newline but in a refused goal's examples). On failure every output argument is NULL
 * or untouched. Nothing is global, so any number of threads may call at once.
 */
#ifndef TANGBAC_ERROR_H
#define TANGBAC_ERROR_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* TB_API marks what the shared library exports; everything else in it is hidden. */
#if defined(__GNUC__)
#define TB_MUST_CHECK __attribute__((warn_unused_result))
#define TB_API        __attribute__((visibility("default")))
#else
#define TB_MUST_CHECK
#define TB_API
#endif

/* name, exit code of the command, words */
#define TB_STATUS_LIST(X)                                         \
    X(TB_OK, 0, "success")                                        \
    X(TB_EARG, 2, "invalid argument")                             \
    X(TB_EDATA, 3, "the data break a rule of the panel")          \
    X(TB_ESINGULAR, 4, "the model is not identified by the data") \
    X(TB_ECONVERGE, 4, "the iteration did not converge")          \
    X(TB_EIO, 1, "the file system refused")                       \
    X(TB_ENOMEM, 1, "out of memory")                              \
    X(TB_ECANCEL, 130, "interrupted")                             \
    X(TB_EBUG, 1, "a defect of tangbac, please report it")

typedef enum tb_status {
#define X(name, exit_code, words) name,
    TB_STATUS_LIST(X)
#undef X
        TB_STATUS_COUNT
} tb_status;

/* Bytes of a sentence; a longer one ends with "…", never within a character. */
#define TB_ERR_TEXT 640

/* What would settle a refusal: the member of the call's options in which the caller can answer what
 * the data or the words leave open. A bit each. */
typedef enum tb_remedy {
    TB_REMEDY_INDEX = 1,        /* `index`: of which index a table is */
    TB_REMEDY_YEAR = 1 << 1,    /* `year`: of which year it is */
    TB_REMEDY_COLUMNS = 1 << 2, /* `columns`: what a column means */
    TB_REMEDY_PREFER = 1 << 3,  /* `prefer`: which of two readings holds */
    TB_REMEDY_ACCEPT = 1 << 4,  /* `accept`: that a table was read right */
    TB_REMEDY_FAULTS = 1 << 5,  /* `faults`: that the publisher printed it so */
    TB_REMEDY_LEADING = 1 << 6  /* `leading`: how many places "the leading group" has */
} tb_remedy;

/* The caller's error buffer: `tb_err err = TB_ERR_INIT;`
 * message: English. message_vi: the same in Vietnamese, empty when there is none. */
typedef struct tb_err {
    tb_status status;
    char message[TB_ERR_TEXT];
    char message_vi[TB_ERR_TEXT];
    unsigned remedies; /* bits of tb_remedy; 0: mend what the sentence names */
} tb_err;
#define TB_ERR_INIT            \
    {                          \
        TB_OK, { 0 }, { 0 }, 0 \
    }

/* Everything that is wrong with a file, a line each, where an error has room for the first of them
 * only. The caller's: `tb_err_details all = TB_ERR_DETAILS_INIT;` is given to the options of a
 * function that reads files, and freed by tb_err_details_free whatever came of it. NULL: the error
 * says all. */
typedef struct tb_err_details {
    char *text, *text_vi;
} tb_err_details;
#define TB_ERR_DETAILS_INIT \
    {                       \
        NULL, NULL          \
    }
TB_API void tb_err_details_free(tb_err_details *d);

/* The exit code of the command for a status, and its words. A status outside the list counts as
 * TB_EBUG. */
TB_API int tb_status_exit_code(tb_status status);
TB_API const char *tb_status_words(tb_status status);

/* How many requests for memory the library was refused since the program began, by any thread. A
 * stage may do without another that failed; where this number grew meanwhile, its answer may lack
 * something, and the command does not print it. */
TB_API unsigned long tb_memory_refusals(void);

/* A warning that travels with a result into its JSON. Borrowed from the result that holds it.
 * code: one word for programs. text, text_vi: one sentence each. */
typedef struct tb_notice {
    const char *code, *text, *text_vi;
} tb_notice;

/* A list of notices, borrowed from its result; `notice` may be NULL when count is 0. */
typedef struct tb_notices {
    const tb_notice *notice;
    size_t count;
} tb_notices;

#ifdef __cplusplus
}
#endif
#endif
