/* stream.c - read(2) in a loop. */
#include "base/stream.h"

#include "base/error.h"
#include "base/file.h"
#include "messages/base.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* "-" is standard input, by a descriptor of our own: closing it leaves the program's open. */
tb_status tbi_stream_open(tb_stream_file *out, const char *path, tb_err *err)
{
    int fd = -1;
    if (tbi_file_is_dir(path))
        return tbi_fail(err, TB_EIO, TB_MSG_BASE_DIRECTORY_FILE, path);
    fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return tbi_fail(err, TB_EIO, TB_MSG_BASE_THERE_FILE, path);
    if (fd < 0)
        return tbi_fail(err, TB_EIO, TB_MSG_BASE_CANNOT_OPEN, path, strerror(errno));
    *out = (tb_stream_file){ .fd = fd, .path = path };
    tbi_digest_start(&out->digest);
    return TB_OK;
}

/* Fills room unless the file ends: less than room means the end. What is read is digested on the
 * way. */
tb_status tbi_stream_read(tb_stream_file *s, char *to, size_t room, size_t *got, tb_err *err)
{
    size_t n = 0;
    while (n < room && !s->ended) {
        ssize_t more = read(s->fd, to + n, room - n);
        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            return tbi_fail(err, TB_EIO, TB_MSG_BASE_CANNOT_READ, s->path, strerror(errno));
        if (more == 0)
            s->ended = true;
        n += (size_t)more;
    }
    tbi_digest_add(&s->digest, to, n);
    *got = n;
    return TB_OK;
}

void tbi_stream_close(tb_stream_file *s)
{
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
}

/* On failure *out is as after tbi_out_drop. */
tb_status tbi_out_open(tb_out_file *out, const char *path, tb_err *err)
{
    *out = (tb_out_file){ .fd = -1 };
    out->path = tbi_arena_text(&out->own, path);
    out->beside = tbi_file_beside(&out->own, path);
    tb_status st = out->path != NULL && out->beside != NULL ? TB_OK : tbi_no_memory_of(err, path);
    if (st == TB_OK && tbi_file_is_dir(path))
        st = tbi_fail(err, TB_EIO, TB_MSG_BASE_DIRECTORY_FILE, path);
    if (st == TB_OK &&
        (out->fd = open(out->beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) < 0)
        st = tbi_cannot_write(err, path);
    if (st != TB_OK)
        tbi_out_drop(out);
    return st;
}

/* Goes on after signals and short writes; on failure the file beside is still to be dropped. */
tb_status tbi_out_add(tb_out_file *out, const char *bytes, size_t n, tb_err *err)
{
    while (n > 0) {
        ssize_t put = write(out->fd, bytes, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return tbi_cannot_write(err, out->path);
        bytes += put;
        n -= (size_t)put;
    }
    return TB_OK;
}

/* close may be the call that tells of a full disk. */
tb_status tbi_out_keep(tb_out_file *out, tb_err *err)
{
    int fd = out->fd;
    out->fd = -1;
    tb_status st = close(fd) == 0 ? tbi_file_put(out->beside, out->path, err)
                                  : tbi_cannot_write(err, out->path);
    tbi_out_drop(out);
    return st;
}

/* Fine to be called twice, and after tbi_out_keep, when there is nothing left to remove. */
void tbi_out_drop(tb_out_file *out)
{
    if (out->fd >= 0)
        close(out->fd);
    if (out->beside != NULL)
        tbi_file_remove(out->beside);
    tbi_arena_free(&out->own);
    *out = (tb_out_file){ .fd = -1 };
}

/* All or nothing: path holds either what it held or all n bytes. */
tb_status tbi_file_save(const char *path, const char *bytes, size_t n, tb_err *err)
{
    tb_out_file out;
    tb_status st = tbi_out_open(&out, path, err);
    if (st != TB_OK)
        return st;
    st = tbi_out_add(&out, bytes, n, err);
    if (st == TB_OK)
        return tbi_out_keep(&out, err);
    tbi_out_drop(&out);
    return st;
}
