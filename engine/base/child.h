/* base/child.h - another program's words on standard output, the program fenced in: for readers
 * of formats that are too hostile to be read in our own process. */
#ifndef TB_BASE_CHILD_H
#define TB_BASE_CHILD_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdio.h>
#include <tangbac/error.h>

typedef struct tb_child_limits {
    double seconds; /* of the clock, and of processor time, where parts of a second count as one */
    /* bytes of address space; of forked work: beyond what the process had when it was forked */
    size_t memory;
    size_t output_most; /* bytes */
} tb_child_limits;

typedef enum tb_child_end {
    TB_CHILD_DONE,    /* it ended with exit code 0 */
    TB_CHILD_ABSENT,  /* there is no such program */
    TB_CHILD_REFUSED, /* another exit code */
    TB_CHILD_DIED,    /* of a signal */
    TB_CHILD_BEYOND   /* it ran over a limit */
} tb_child_end;

/* Runs argv[0] (looked for on the path; argv ends with NULL) with standard input and error closed
 * to it, and adds what it writes to `out`. Errors: TB_EIO (no process can be made), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_child_run(tb_child_end *end, tb_buf *out, const char *const *argv,
                                      const tb_child_limits *limits, tb_err *err);

/* Does `work` in a process of its own, so that what it does to itself does nothing to us; what it
 * writes to `to` is added to `out`. *end: TB_CHILD_DONE when it returned true, TB_CHILD_REFUSED
 * when it returned false, TB_CHILD_BEYOND when it ran over a limit; when *end is not TB_CHILD_DONE,
 * out may hold the beginning of what it tells. Nothing that it changed in memory is kept. Errors:
 * TB_EIO (no process can be made), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_child_tell(tb_child_end *end, tb_buf *out,
                                       bool (*work)(void *ctx, FILE *to), void *ctx,
                                       const tb_child_limits *limits, tb_err *err);

#endif
