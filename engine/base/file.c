/* file.c - reading whole files, and replacing them so that a reader sees the old version or the new
 * one and never a part. */
#include "base/file.h"

#include "base/error.h"
#include "messages/base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The cause is errno as the failing call left it, so nothing may come in between. */
static tb_status refuse_file(tb_err *err, const char *what, const char *what_vi, const char *path)
{
    int cause = errno;
    if (cause == EISDIR)
        return tbi_fail(err, TB_EIO, TB_MSG_BASE_DIRECTORY_FILE, path);
    if (cause == ENOENT)
        return tbi_fail(err, TB_EIO, TB_MSG_BASE_THERE_FILE, path);
    return tbi_fail(err, TB_EIO, TB_MSG_BASE_CANNOT, what, what_vi, path, strerror(cause));
}

/* A descriptor of a readable file that is no directory, and its size (0 for pipes). */
static tb_status open_to_read(int *out, size_t *size, const char *path, tb_err *err)
{
    int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return refuse_file(err, TB_MSG_BASE_OPEN, path);
    struct stat s;
    if (fstat(fd, &s) != 0) {
        tb_status st = refuse_file(err, "look at", "xem", path);
        close(fd);
        return st;
    }
    if (S_ISDIR(s.st_mode)) {
        close(fd);
        errno = EISDIR;
        return refuse_file(err, TB_MSG_BASE_READ, path);
    }
    *size = S_ISREG(s.st_mode) ? (size_t)s.st_size : 0;
    *out = fd;
    return TB_OK;
}

/* A size that is known saves growing; pipes and files that grow meanwhile are read on, and a byte
 * more than there is room for tells that there is more. limit: bytes; a NUL stands behind them. */
tb_status tbi_file_read(const char **out, size_t *size, const char *path, size_t limit, tb_arena *a,
                        tb_err *err)
{
    int fd = -1;
    size_t expected = 0;
    tb_status st = open_to_read(&fd, &expected, path, err);
    if (st != TB_OK)
        return st;
    size_t room = expected > 0 ? expected : 65536, n = 0;
    char *data = room <= limit ? tbi_arena_alloc(a, room + 1, 1) : NULL;
    if (room <= limit && data == NULL)
        st = tbi_no_memory_of(err, path);
    while (st == TB_OK && data != NULL) {
        ssize_t got = read(fd, data + n, room - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            st = refuse_file(err, TB_MSG_BASE_READ, path);
        if (got <= 0)
            break;
        n += (size_t)got;
        if (n < room)
            continue;
        char probe;
        ssize_t more;
        do
            more = read(fd, &probe, 1);
        while (more < 0 && errno == EINTR);
        if (more < 0)
            st = refuse_file(err, TB_MSG_BASE_READ, path);
        if (more <= 0)
            break;
        char *wider = room * 2 <= limit ? tbi_arena_alloc(a, room * 2 + 1, 1) : NULL;
        if (room * 2 <= limit && wider == NULL)
            st = tbi_no_memory_of(err, path);
        if (wider != NULL) {
            memcpy(wider, data, n);
            wider[n++] = probe;
        }
        data = wider;
        room *= 2;
    }
    close(fd);
    if (st != TB_OK)
        return st;
    if (data == NULL)
        return tbi_fail(err, TB_EDATA, TB_MSG_BASE_LARGER_BYTES_SUCH_FILE, path, limit);
    data[n] = '\0';
    *out = data;
    *size = n;
    return TB_OK;
}

/* The descriptor is closed: the map stays without it. A file without bytes has no map, and data is
 * NULL. */
tb_status tbi_file_open_map(tb_file_map *out, const char *path, tb_err *err)
{
    int fd = -1;
    size_t size = 0;
    tb_status st = open_to_read(&fd, &size, path, err);
    if (st != TB_OK)
        return st;
    void *data = size > 0 ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;
    if (data == MAP_FAILED) {
        st = refuse_file(err, TB_MSG_BASE_READ, path);
        close(fd);
        return st;
    }
    close(fd);
    *out = (tb_file_map){ data, size };
    return TB_OK;
}

/* Small files stay as they are: asking for a page once more costs more than it holds. */
void tbi_file_map_drop(const tb_file_map *m, size_t from, size_t size)
{
    enum { SMALL = 1 << 24, PAGE = 1 << 16 }; /* 64 kB: a multiple of every page size */
    size_t first = (from + PAGE - 1) / PAGE * PAGE, end = (from + size) / PAGE * PAGE;
    if (m->size > SMALL && end > first)
        (void)madvise((void *)(uintptr_t)(m->data + first), end - first, MADV_DONTNEED);
}

void tbi_file_unmap(tb_file_map *m)
{
    if (m->data != NULL)
        munmap((void *)(uintptr_t)m->data, m->size);
    *m = (tb_file_map){ 0 };
}

bool tbi_file_is_dir(const char *path)
{
    struct stat s;
    return stat(path, &s) == 0 && S_ISDIR(s.st_mode);
}

/* Links are followed on both sides. "/" as the folder holds everything, hence n == 1. false also
 * when either is not there. */
bool tbi_file_inside(tb_arena *a, const char *base, const char *path)
{
    const char *name = tbi_file_name(base);
    const char *folder = name == base ? "." : tbi_arena_text_n(a, base, (size_t)(name - base));
    char *outer = folder != NULL ? realpath(folder, NULL) : NULL;
    char *inner = realpath(path, NULL);
    size_t n = outer != NULL ? strlen(outer) : 0;
    bool inside = outer != NULL && inner != NULL && strncmp(inner, outer, n) == 0 &&
                  (inner[n] == '/' || n == 1);
    free(outer);
    free(inner);
    return inside;
}

/* By stat: of a pipe it says 0. */
bool tbi_file_size(size_t *out, const char *path)
{
    struct stat s;
    if (stat(path, &s) != 0 || s.st_size < 0)
        return false;
    *out = (size_t)s.st_size;
    return true;
}

bool tbi_file_exists(const char *path)
{
    struct stat s;
    return stat(path, &s) == 0;
}

/* A folder that is there already is no error. */
tb_status tbi_file_make_dir(const char *path, tb_err *err)
{
    if (mkdir(path, 0777) == 0)
        return TB_OK;
    if (errno == EEXIST && tbi_file_is_dir(path))
        return TB_OK;
    return refuse_file(err, TB_MSG_BASE_MAKE_FOLDER, path);
}

/* "." and ".." do not count. */
tb_status tbi_file_dir_empty(bool *out, const char *path, tb_err *err)
{
    DIR *d = opendir(path);
    if (d == NULL)
        return refuse_file(err, TB_MSG_BASE_READ_FOLDER, path);
    bool empty = true;
    for (struct dirent *e = readdir(d); e != NULL; e = readdir(d))
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            empty = false;
    closedir(d);
    *out = empty;
    return TB_OK;
}

/* path as it is seen from the folder of base; in the arena, NULL without memory. */
char *tbi_file_relative(tb_arena *a, const char *base, const char *path)
{
    size_t dir = (size_t)(tbi_file_name(base) - base);
    if (path[0] == '/' || dir == 0)
        return tbi_arena_text(a, path);
    return tbi_arena_printf(a, "%.*s%s", (int)(dir < INT_MAX ? dir : INT_MAX), base, path);
}

/* Points into path. */
const char *tbi_file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* With its dot; "" for none, which is the end of path itself. */
const char *tbi_file_ending(const char *path)
{
    const char *dot = strrchr(tbi_file_name(path), '.');
    return dot != NULL ? dot : path + strlen(path);
}
