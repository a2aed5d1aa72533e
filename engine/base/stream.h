/* base/stream.h - the bytes of a file in order, for files that are larger than we want to hold:
 * read in pieces, digested on the way, or written in pieces, all or nothing. Refuses to know lines.
 * */
#ifndef TB_BASE_STREAM_H
#define TB_BASE_STREAM_H

#include "base/arena.h"
#include "base/digest.h"

#include <stdbool.h>

typedef struct tb_stream_file {
    int fd; /* -1 when closed */
    bool ended;
    const char *path; /* borrowed */
    tb_digest digest;
} tb_stream_file;

/* path "-" is standard input. TB_EIO: absent, a directory, unreadable. */
TB_MUST_CHECK tb_status tbi_stream_open(tb_stream_file *out, const char *path, tb_err *err);
/* Reads up to room bytes; *got is less only at the end of the file. */
TB_MUST_CHECK tb_status tbi_stream_read(tb_stream_file *s, char *to, size_t room, size_t *got,
                                        tb_err *err);
void tbi_stream_close(tb_stream_file *s);

/* A file that is written beside its name and takes it when it is kept. */
typedef struct tb_out_file {
    tb_arena own;
    int fd;
    const char *path, *beside;
} tb_out_file;
TB_MUST_CHECK tb_status tbi_out_open(tb_out_file *out, const char *path, tb_err *err);
TB_MUST_CHECK tb_status tbi_out_add(tb_out_file *out, const char *bytes, size_t n, tb_err *err);
/* synced and renamed; dropped when that fails */
TB_MUST_CHECK tb_status tbi_out_keep(tb_out_file *out, tb_err *err);
/* as if it had never been; fine after keep */
void tbi_out_drop(tb_out_file *out);

#endif
