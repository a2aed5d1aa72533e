/* base/file.h - files read whole and replaced safely: written beside, synced, renamed. The only
 * home of POSIX file calls in the library. */
#ifndef TB_BASE_FILE_H
#define TB_BASE_FILE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <tangbac/error.h>

/* The whole file as one NUL-terminated buffer in the arena (it may hold NULs of its own). path "-"
 * is standard input. limit: largest size in bytes that is accepted. TB_EIO: absent, a directory,
 * unreadable; TB_EDATA: larger than limit. */
TB_MUST_CHECK tb_status tbi_file_read(const char **out, size_t *size, const char *path,
                                      size_t limit, tb_arena *a, tb_err *err);

/* A file seen through memory, for tables that are larger than we want to copy. data is NULL when
 * size is 0. Release with tbi_file_unmap. */
typedef struct tb_file_map {
    const char *data;
    size_t size;
} tb_file_map;
TB_MUST_CHECK tb_status tbi_file_open_map(tb_file_map *out, const char *path, tb_err *err);
/* Lets go of the memory behind bytes from .. from + size - 1, whole pages only, when the file is
 * large; they come back from the file when they are read again. */
void tbi_file_map_drop(const tb_file_map *m, size_t from, size_t size);
void tbi_file_unmap(tb_file_map *m);

/* A path at which to write the new version of `path`, in the arena: "/proc/self/fd/N" of a file
 * without a name, or a name that cannot be guessed, with the mode of the old version; a device or a
 * pipe itself. Links are followed. NULL: no memory. */
char *tbi_file_beside(tb_arena *a, const char *path);
/* Syncs `beside`, gives it the name of `path` (of what a link leads to), syncs the folder. On
 * failure `path` is as it was. */
TB_MUST_CHECK tb_status tbi_file_put(const char *beside, const char *path, tb_err *err);
/* Gives the version up, or what is left to give up after tbi_file_put: once for every
 * tbi_file_beside. */
void tbi_file_remove(const char *beside);

/* Says why `path` cannot be written, by errno: a folder that is not there in our own words. */
tb_status tbi_cannot_write(tb_err *err, const char *path);

/* Writes n bytes as the new content of `path`, all or nothing. */
TB_MUST_CHECK tb_status tbi_file_save(const char *path, const char *bytes, size_t n, tb_err *err);

bool tbi_file_is_dir(const char *path);
/* Whether a path, links followed, is in the folder of the file `base`. */
bool tbi_file_inside(tb_arena *a, const char *base, const char *path);
bool tbi_file_size(size_t *out, const char *path);
bool tbi_file_exists(const char *path);
/* fine when it is there */
TB_MUST_CHECK tb_status tbi_file_make_dir(const char *path, tb_err *err);
/* Whether a folder holds nothing. TB_EIO when it cannot be read. */
TB_MUST_CHECK tb_status tbi_file_dir_empty(bool *out, const char *path, tb_err *err);

/* dir of `base` joined with `path` when that is relative: what a path in a file means. In the
 * arena. */
char *tbi_file_relative(tb_arena *a, const char *base, const char *path);
/* Where the last name of a path starts, and where its ending (".csv") does ("" when there is none).
 * */
const char *tbi_file_name(const char *path);
const char *tbi_file_ending(const char *path);

#endif
