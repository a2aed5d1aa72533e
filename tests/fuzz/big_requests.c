/* big_requests.c - loaded before the C library (LD_PRELOAD): makes the file that TANGBAC_BIG_NOTE
 * names when one request for memory over 1 GB was granted, and hands every request on. What is granted
 * counts, not what is touched; a request that a limit refuses is as it should be. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static const size_t MOST = (size_t)1 << 30;

static void *note(void *got, size_t size)
{
    const char *path = got != NULL && size > MOST ? getenv("TANGBAC_BIG_NOTE") : NULL;
    int fd = path != NULL ? open(path, O_WRONLY | O_CREAT, 0600) : -1;
    if (fd >= 0)
        close(fd);
    return got;
}

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
    return note(__libc_malloc(size), size);
}

void *calloc(size_t n, size_t size)
{
    return note(__libc_calloc(n, size), size > 0 && n > MOST / size ? MOST + 1 : n * size);
}

void *realloc(void *old, size_t size)
{
    return note(__libc_realloc(old, size), size);
}
