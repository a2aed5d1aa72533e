/* render/archive.h - a zip archive written beside its name, which it takes when it is whole. The
 * same bytes whenever made. */
#ifndef TB_RENDER_ARCHIVE_H
#define TB_RENDER_ARCHIVE_H

#include "base/arena.h"

#include <stdbool.h>
#include <tangbac/error.h>

typedef struct tb_archive {
    tb_arena own;
    /* the name that is asked for, and the one that the file has until it is whole */
    const char *path, *beside;
    void *zip;
    bool failed; /* remembered until the end */
} tb_archive;

/* Opens a temporary file beside path. Errors: TB_EIO, TB_ENOMEM; nothing is left behind. */
TB_MUST_CHECK tb_status tbi_archive_open(tb_archive *z, const char *path, tb_err *err);
/* Copies the bytes; a failure is remembered and told by tbi_archive_keep. */
void tbi_archive_add(tb_archive *z, const char *name, const char *bytes, size_t n);
/* Closes the archive and renames it to its path; on any failure the old file stays as it was. */
TB_MUST_CHECK tb_status tbi_archive_keep(tb_archive *z, tb_err *err);
/* Gives up: the file beside is removed. */
void tbi_archive_drop(tb_archive *z);

#endif
