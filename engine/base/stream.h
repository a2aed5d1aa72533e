/* base/stream.h - the bytes of a file in order, for files that are larger than we want to hold: read in pieces, digested on the way. Refuses to know lines. */
#ifndef TB_BASE_STREAM_H
#define TB_BASE_STREAM_H

#include "base/digest.h"

#include <stdbool.h>

typedef struct tb_stream_file {
    int fd; /* -1 when closed */
    bool ended;
    const char *path; /* borrowed */
    tb_digest digest;
} tb_stream_file;

/* path "-" is standard input. TB_EIO: absent, a directory, unreadable. */
TB_MUST_CHECK tb_status tb_stream_open(tb_stream_file *out, const char *path, tb_err *err);
/* Reads up to room bytes; *got is less only at the end of the file. */
TB_MUST_CHECK tb_status tb_stream_read(tb_stream_file *s, char *to, size_t room, size_t *got, tb_err *err);
void tb_stream_close(tb_stream_file *s);

#endif
