/* stream.c - read(2) in a loop. */
#include "base/stream.h"

#include "base/error.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

tb_status tb_stream_open(tb_stream_file *out, const char *path, tb_err *err)
{
    int fd = -1;
    if (tb_file_is_dir(path)) return tb_fail_vi(err, TB_EIO, "'%s' is a directory, not a file", "'%s' là thư mục, không phải tệp", path);
    fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT) return tb_fail_vi(err, TB_EIO, "there is no file '%s'", "không có tệp '%s'", path);
    if (fd < 0) return tb_fail(err, TB_EIO, "cannot open '%s': %s", path, strerror(errno));
    *out = (tb_stream_file){ .fd = fd, .path = path };
    tb_digest_start(&out->digest);
    return TB_OK;
}

tb_status tb_stream_read(tb_stream_file *s, char *to, size_t room, size_t *got, tb_err *err)
{
    size_t n = 0;
    while (n < room && !s->ended) {
        ssize_t more = read(s->fd, to + n, room - n);
        if (more < 0 && errno == EINTR) continue;
        if (more < 0) return tb_fail(err, TB_EIO, "cannot read '%s': %s", s->path, strerror(errno));
        if (more == 0) s->ended = true;
        n += (size_t)more;
    }
    tb_digest_add(&s->digest, to, n);
    *got = n;
    return TB_OK;
}

void tb_stream_close(tb_stream_file *s)
{
    if (s->fd >= 0) close(s->fd);
    s->fd = -1;
}
