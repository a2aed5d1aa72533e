/* memo.c - entries of a folder: a line with the key, the bytes, and the digest of both. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* dl_iterate_phdr */
#endif
#include "base/memo.h"

#include "base/error.h"
#include "base/file.h"

#include <dirent.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <link.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEX = 64, ENTRY_MOST = 64 << 20 };
static const char FIRST[] = "tangbac memo 1 "; /* then the key and a new line */

/* ---- Which engine ---- */

typedef struct identity {
    tb_digest *about;
    bool own; /* the object that this function is in has a build id */
} identity;

/* The build id of an object as its notes give it; size 0: it has none. */
static const unsigned char *find_build_id(size_t *size, const struct dl_phdr_info *o, size_t k)
{
    const char *at = (const char *)(o->dlpi_addr + o->dlpi_phdr[k].p_vaddr);
    size_t left = o->dlpi_phdr[k].p_memsz;
    *size = 0;
    while (left >= sizeof(ElfW(Nhdr))) {
        ElfW(Nhdr) note;
        memcpy(&note, at, sizeof note);
        size_t name = (note.n_namesz + 3) & ~(size_t)3;
        size_t whole = sizeof note + name + ((note.n_descsz + 3) & ~(size_t)3);
        if (whole > left)
            return NULL;
        if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 &&
            memcmp(at + sizeof note, "GNU", 4) == 0) {
            *size = note.n_descsz;
            return (const unsigned char *)at + sizeof note + name;
        }
        at += whole;
        left -= whole;
    }
    return NULL;
}

/* Whether segment k of a loaded object holds this very code: which object is ours. */
static bool is_own_object(const struct dl_phdr_info *o, size_t k)
{
    uintptr_t here = (uintptr_t)&tbi_memo_start, from = o->dlpi_addr + o->dlpi_phdr[k].p_vaddr;
    return o->dlpi_phdr[k].p_type == PT_LOAD && here >= from &&
           here - from < o->dlpi_phdr[k].p_memsz;
}

/* Every object counts: a logarithm of another libm may differ in its last bit. Not the kernel's
 * page, which changes with the kernel. */
static int add_object(struct dl_phdr_info *o, size_t size, void *data)
{
    identity *who = data;
    bool ours = false, named = false;
    (void)size;
    if (strstr(o->dlpi_name, "vdso") != NULL)
        return 0;
    for (size_t k = 0; k < o->dlpi_phnum; k++) {
        size_t n = 0;
        ours = ours || is_own_object(o, k);
        if (o->dlpi_phdr[k].p_type != PT_NOTE)
            continue;
        const unsigned char *id = find_build_id(&n, o, k);
        if (id == NULL || n == 0)
            continue;
        tbi_digest_add(who->about, id, n);
        named = true;
    }
    who->own = who->own || (ours && named);
    return 0;
}

/* folder NULL or "": nothing is kept and nothing found. Where the build cannot be identified
 * nothing is kept either, since an entry of another build could be taken for this one's. */
void tbi_memo_start(tb_memo *m, const char *folder, const char *processor)
{
    *m = (tb_memo){ .folder = folder, .refusals = tb_memory_refusals() };
    if (folder == NULL || folder[0] == '\0') {
        m->folder = NULL;
        return;
    }
    identity who = { .about = &m->about };
    tbi_digest_start(&m->about);
    (void)dl_iterate_phdr(add_object, &who);
    tbi_digest_add(&m->about, processor, strlen(processor) + 1);
    if (!who.own)
        m->folder = NULL;
}

/* ---- One entry ---- */

/* SHA-256 of what the build is and of the question: hex [65]. */
static void name_entry(char *hex, const tb_memo *m, const char *key)
{
    tb_digest d = m->about;
    tbi_digest_add(&d, key, strlen(key));
    tbi_digest_end(&d, hex);
}

/* digest [HEX + 1] of a header and the bytes behind it. */
static void seal_entry(char *digest, const char *hex, const char *bytes, size_t n)
{
    tb_digest d;
    tbi_digest_start(&d);
    tbi_digest_add(&d, FIRST, sizeof FIRST - 1);
    tbi_digest_add(&d, hex, HEX);
    tbi_digest_add(&d, "\n", 1);
    tbi_digest_add(&d, bytes, n);
    tbi_digest_end(&d, digest);
}

/* A file of our own that nobody else may write to; -1: there is none. */
static int open_entry(size_t *size, const char *path)
{
    struct stat s;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return -1;
    if (fstat(fd, &s) == 0 && S_ISREG(s.st_mode) && s.st_uid == geteuid() &&
        (s.st_mode & (S_IWGRP | S_IWOTH)) == 0 && s.st_size <= ENTRY_MOST) {
        *size = (size_t)s.st_size;
        return fd;
    }
    close(fd);
    return -1;
}

/* Goes on after signals and short reads. false: the file ends before n bytes. */
static bool read_bytes(char *to, size_t n, int fd)
{
    size_t got = 0;
    while (got < n) {
        ssize_t some = read(fd, to + got, n - got);
        if (some < 0 && errno == EINTR)
            continue;
        if (some <= 0)
            return false;
        got += (size_t)some;
    }
    return true;
}

/* *bytes stays NULL for whatever is not whole, not ours or not private; only memory is an error.
 */
tb_status tbi_memo_read(const char **bytes, size_t *n, const tb_memo *m, const char *key,
                        tb_arena *a, tb_err *err)
{
    enum { HEAD = sizeof FIRST - 1 + HEX + 1 };
    char hex[HEX + 1], digest[HEX + 1];
    size_t size = 0;
    *bytes = NULL;
    *n = 0;
    if (m == NULL || m->folder == NULL)
        return TB_OK;
    name_entry(hex, m, key);
    const char *path = tbi_arena_printf(a, "%s/%s", m->folder, hex);
    if (path == NULL)
        return tbi_no_memory(err, "the cached results");
    int fd = open_entry(&size, path);
    if (fd < 0)
        return TB_OK;
    char *data = size >= HEAD + HEX ? tbi_arena_alloc(a, size, 1) : NULL;
    bool whole = data != NULL && read_bytes(data, size, fd);
    close(fd);
    if (data == NULL && size >= HEAD + HEX)
        return tbi_no_memory(err, "the cached results");
    if (!whole || memcmp(data, FIRST, sizeof FIRST - 1) != 0 ||
        memcmp(data + sizeof FIRST - 1, hex, HEX) != 0)
        return TB_OK;
    size_t held = size - HEAD - HEX;
    seal_entry(digest, hex, data + HEAD, held);
    if (data[HEAD - 1] != '\n' || memcmp(digest, data + size - HEX, HEX) != 0)
        return TB_OK;
    *bytes = data + HEAD;
    *n = held;
    return TB_OK;
}

/* ---- Keeping ---- */

/* With its parent, which a new user does not have: ours alone. */
static bool make_folder(const char *folder, tb_arena *a)
{
    if (mkdir(folder, 0700) == 0)
        return true;
    if (errno == EEXIST)
        return tbi_file_is_dir(folder);
    size_t above = (size_t)(tbi_file_name(folder) - folder);
    const char *parent = above > 1 ? tbi_arena_text_n(a, folder, above - 1) : NULL;
    return errno == ENOENT && parent != NULL && mkdir(parent, 0700) == 0 &&
           mkdir(folder, 0700) == 0;
}

/* Entries are named by 64 hexadecimal digits; nothing else in the folder is touched. */
static bool is_entry(const char *name)
{
    return strlen(name) >= HEX && strspn(name, "0123456789abcdef") >= HEX;
}

/* Removes the oldest entry of a folder that holds more than `most` bytes; false: none was
 * removed. */
static bool drop_oldest(const char *folder, size_t most)
{
    char oldest[NAME_MAX + 1] = "";
    struct timespec when = { 0 };
    size_t held = 0;
    DIR *d = opendir(folder);
    if (d == NULL)
        return false;
    for (struct dirent *e = readdir(d); e != NULL; e = readdir(d)) {
        struct stat s;
        if (!is_entry(e->d_name) || fstatat(dirfd(d), e->d_name, &s, AT_SYMLINK_NOFOLLOW) != 0 ||
            !S_ISREG(s.st_mode))
            continue;
        held += (size_t)s.st_size;
        bool older = s.st_mtim.tv_sec < when.tv_sec ||
                     (s.st_mtim.tv_sec == when.tv_sec && s.st_mtim.tv_nsec < when.tv_nsec);
        if (oldest[0] != '\0' && !older)
            continue;
        snprintf(oldest, sizeof oldest, "%s", e->d_name);
        when = s.st_mtim;
    }
    bool gone = held > most && oldest[0] != '\0' && unlinkat(dirfd(d), oldest, 0) == 0;
    closedir(d);
    return gone;
}

static bool write_bytes(int fd, const char *from, size_t n)
{
    for (size_t at = 0; at < n;) {
        ssize_t some = write(fd, from + at, n - at);
        if (some < 0 && errno == EINTR)
            continue;
        if (some <= 0)
            return false;
        at += (size_t)some;
    }
    return true;
}

/* Under a name that nobody can guess, then renamed, so that who reads meanwhile finds all or
 * nothing.
 * Not synced: what a crash leaves has no valid digest. */
static bool write_entry(const char *path, const char *hex, const tb_buf *b, tb_arena *a)
{
    char digest[HEX + 1];
    uint64_t word = 0;
    if (getrandom(&word, sizeof word, 0) != (ssize_t)sizeof word)
        word = (uint64_t)getpid();
    const char *beside = tbi_arena_printf(a, "%s.tmp-%016" PRIx64, path, word);
    int fd = beside != NULL ? open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
    if (fd < 0)
        return false;
    seal_entry(digest, hex, b->data, b->size);
    bool fine = write_bytes(fd, FIRST, sizeof FIRST - 1) && write_bytes(fd, hex, HEX) &&
                write_bytes(fd, "\n", 1) && write_bytes(fd, b->data, b->size) &&
                write_bytes(fd, digest, HEX);
    fine = close(fd) == 0 && fine;
    if (fine && rename(beside, path) == 0)
        return true;
    (void)unlink(beside);
    return false;
}

/* Silent: a memo that cannot be written costs time the next time, and nothing else. */
void tbi_memo_write(const tb_memo *m, const char *key, const tb_buf *bytes)
{
    tb_arena a = { 0 };
    char hex[HEX + 1];
    if (m == NULL || m->folder == NULL || bytes->failed || bytes->size == 0 ||
        bytes->size > ENTRY_MOST / 2 || tb_memory_refusals() != m->refusals)
        return;
    name_entry(hex, m, key);
    const char *path = tbi_arena_printf(&a, "%s/%s", m->folder, hex);
    if (path != NULL && make_folder(m->folder, &a) && write_entry(path, hex, bytes, &a))
        while (drop_oldest(m->folder, TB_MEMO_MOST))
            continue;
    tbi_arena_free(&a);
}

/* ---- Taking an entry apart ---- */

bool tbi_memo_take(void *to, size_t n, const char **bytes, size_t *left)
{
    if (n > *left)
        return false;
    if (n > 0)
        memcpy(to, *bytes, n);
    *bytes += n;
    *left -= n;
    return true;
}

/* Numbers that are not finite refuse the entry: no kept result has any. */
bool tbi_memo_take_numbers(double *to, size_t n, const char **bytes, size_t *left)
{
    if (n > *left / sizeof *to || !tbi_memo_take(to, n * sizeof *to, bytes, left))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!isfinite(to[i]))
            return false;
    return true;
}
