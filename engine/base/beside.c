/* beside.c - the new version of a file before it takes the old one's name. It has no name at all
 * where the file system can do that (O_TMPFILE of Linux): then nobody can guess it or put a link in
 * its place, and nothing is left of it whatever ends the program, a SIGKILL too. It is written to
 * by way of /proc/self/fd, for the libraries that want a path. Elsewhere: a name that cannot be
 * guessed, made exclusively. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* O_TMPFILE */
#endif
#include "base/error.h"
#include "base/file.h"
#include "messages/base.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

static const char BY_NUMBER[] = "/proc/self/fd/";

/* The descriptor of a version without a name, -1 for one with a name. */
static int find_number(const char *beside)
{
    size_t n = sizeof BY_NUMBER - 1;
    return strncmp(beside, BY_NUMBER, n) == 0 ? (int)strtol(beside + n, NULL, 10) : -1;
}

static bool is_link(const char *path)
{
    struct stat s;
    return lstat(path, &s) == 0 && S_ISLNK(s.st_mode);
}

/* What is written: the file behind a link, or behind links that lead to what is not there yet, so
 * that each stays one. Links in a circle lead to a link. In the arena. */
static const char *follow_links(tb_arena *a, const char *path)
{
    enum { MOST_LINKS = 40 }; /* as the kernel's */
    if (!is_link(path))
        return tbi_arena_text(a, path);
    char *whole = realpath(path, NULL);
    const char *target = tbi_arena_text(a, whole != NULL ? whole : path);
    free(whole);
    for (int links = 0; target != NULL && links < MOST_LINKS && is_link(target); links++) {
        char text[PATH_MAX];
        ssize_t n = readlink(target, text, sizeof text - 1);
        text[n > 0 ? n : 0] = '\0';
        if (n > 0)
            target = tbi_file_relative(a, target, text);
    }
    return target;
}

static const char *find_folder(tb_arena *a, const char *path)
{
    size_t n = (size_t)(tbi_file_name(path) - path);
    return n > 0 ? tbi_arena_text_n(a, path, n) : tbi_arena_text(a, ".");
}

/* Written to as it stands: a pipe, a device, what /dev/stdout and /dev/fd/N lead to. Not all of
 * /dev: files of /dev/shm are files. */
static bool is_special(const char *path)
{
    static const char *const streams[] = { "/dev/std", "/dev/fd/", "/proc/" };
    struct stat s;
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++)
        if (strncmp(path, streams[i], strlen(streams[i])) == 0)
            return true;
    return stat(path, &s) == 0 && !S_ISREG(s.st_mode) && !S_ISDIR(s.st_mode);
}

/* A name that nobody can guess; in the arena. */
static char *name_beside(tb_arena *a, const char *target)
{
    uint64_t word = 0;
    if (getrandom(&word, sizeof word, 0) != (ssize_t)sizeof word)
        word = (uint64_t)getpid();
    return tbi_arena_printf(a, "%s.tmp-%016" PRIx64, target, word);
}

/* Mode and, where we may, owner of the file that is replaced. */
static void take_mode(int fd, const char *target)
{
    struct stat s;
    if (stat(target, &s) != 0)
        return;
    if (fchown(fd, s.st_uid, s.st_gid) != 0)
        (void)fchmod(fd, s.st_mode & 0777);
    (void)fchmod(fd, s.st_mode & 0777);
}

/* A file without a name in the folder of the target where the system has such (O_TMPFILE), so
 * that a crash leaves nothing; a link is followed, since it is its target that is replaced. NULL:
 * see errno, or no memory. */
char *tbi_file_beside(tb_arena *a, const char *path)
{
    if (is_special(path))
        return tbi_arena_text(a, path);
    const char *target = follow_links(a, path);
    if (target == NULL)
        return NULL;
    const char *folder = find_folder(a, target);
    if (folder == NULL)
        return NULL;
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
    if (fd >= 0) {
        char *beside = tbi_arena_printf(a, "%s%d", BY_NUMBER, fd);
        if (beside != NULL && access(beside, F_OK) == 0) {
            take_mode(fd, target);
            return beside;
        }
        close(fd); /* no /proc here */
    }
    char *beside = name_beside(a, target);
    fd = beside != NULL ? open(beside, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666) : -1;
    if (fd >= 0) {
        take_mode(fd, target);
        close(fd);
    }
    return beside; /* whoever opens it hears why it could not be made */
}

/* Closes or unlinks what tbi_file_beside made; regular files only. */
void tbi_file_remove(const char *beside)
{
    struct stat s;
    int fd = find_number(beside);
    if (fd >= 0)
        close(fd);
    else if (lstat(beside, &s) == 0 && S_ISREG(s.st_mode))
        (void)unlink(beside);
}

/* Reads errno, so nothing may come between the failure and this. */
tb_status tbi_cannot_write(tb_err *err, const char *path)
{
    if (errno == ENOENT)
        return tbi_fail(err, TB_EIO, TB_MSG_BASE_NO_FOLDER, path);
    return tbi_fail(err, TB_EIO, TB_MSG_BASE_CANNOT_WRITE, path, strerror(errno));
}

/* The bytes must be on the disk before the name changes, or a crash could leave a name without
 * them. */
static tb_status sync_version(const char *beside, const char *path, tb_err *err)
{
    int own = find_number(beside);
    int fd = own >= 0 ? own : open(beside, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return tbi_cannot_write(err, path);
    tb_status st = TB_OK;
    /* some file systems cannot sync: that is not a loss of the file */
    if (fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP)
        st = tbi_cannot_write(err, path);
    if (own < 0 && close(fd) != 0 && st == TB_OK)
        st = tbi_cannot_write(err, path);
    return st;
}

/* The version gets a name for the moment before it takes the old one's: a link cannot replace. */
static tb_status rename_version(const char *beside, const char *target, tb_arena *a, tb_err *err)
{
    const char *named = beside;
    if (find_number(beside) >= 0) {
        named = name_beside(a, target);
        if (named == NULL)
            return tbi_no_memory_of(err, target);
        if (linkat(AT_FDCWD, beside, AT_FDCWD, named, AT_SYMLINK_FOLLOW) != 0)
            return tbi_cannot_write(err, target);
    }
    if (rename(named, target) == 0)
        return TB_OK;
    tb_status st = tbi_cannot_write(err, target);
    (void)unlink(named);
    return st;
}

/* A special file was written to directly, so there is nothing to rename. */
tb_status tbi_file_put(const char *beside, const char *path, tb_err *err)
{
    if (is_special(path))
        return TB_OK;
    tb_arena scratch = { 0 };
    const char *target = follow_links(&scratch, path);
    const char *folder = target != NULL ? find_folder(&scratch, target) : NULL;
    tb_status st = folder != NULL ? TB_OK : tbi_no_memory_of(err, path);
    if (st == TB_OK && tbi_file_is_dir(target))
        st = tbi_fail(err, TB_EIO, TB_MSG_BASE_DIRECTORY_FILE, path);
    if (st == TB_OK && is_link(target)) {
        errno = ELOOP;
        st = tbi_cannot_write(err, path);
    }
    if (st == TB_OK)
        st = sync_version(beside, path, err);
    if (st == TB_OK)
        st = rename_version(beside, target, &scratch, err);
    if (st == TB_OK) { /* it is there: that the folder could not be synced takes nothing back */
        int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd >= 0) {
            (void)fsync(fd);
            close(fd);
        }
    }
    tbi_arena_free(&scratch);
    return st;
}
