/* heap.c - the heap in large pages. A run takes and gives back a few hundred MB in pieces of which
 * each would be brought in page by page of 4 KB: 37,000 faults for a scenario of three goals, each
 * of 1 to 40 microseconds, most on virtual machines. The library chooses nothing of the kind for a
 * process that is not its own. */
#include "cli/heap.h"

#include <stdbool.h>
#include <stdlib.h>
#include <sys/resource.h>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

bool cli_is_address_space_limited(void)
{
    struct rlimit most;
    return getrlimit(RLIMIT_AS, &most) != 0 || most.rlim_cur != RLIM_INFINITY;
}

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE) && defined(M_ARENA_MAX)
/* HEAP: addresses, not memory: what is never touched is never there. */
enum { HEAP = 512 << 20, HUGE_PAGE = 2 << 20 };

/* Under a limit of addresses the reserve could be what is missing later. */
static bool is_limited(void)
{
    struct rlimit most;
    return cli_is_address_space_limited() || getrlimit(RLIMIT_DATA, &most) != 0 ||
           most.rlim_cur != RLIM_INFINITY;
}

/* The stack of the first thread grows by page faults, and one that finds no room under a limit of
 * addresses is a crash where a refused request has a sentence. So what the deepest frames want
 * (matrices of years, half a MB) is taken while there is room. */
static __attribute__((noinline)) char take_stack(void)
{
    enum { DEEPEST = 1 << 20, PAGE = 4096 };
    volatile char frame[DEEPEST];
    for (size_t at = 0; at < DEEPEST; at += PAGE)
        frame[DEEPEST - 1 - at] = 0;
    return frame[0];
}

/* The first request moves the end of the heap by HEAP; from there on pages may be large. Nothing is
 * mapped alone, however large: what one stage gives back the next one has without its pages being
 * cleared again. */
void cli_prepare_heap(void)
{
    if (is_limited()) {
        (void)take_stack();
        return;
    }
    (void)mallopt(M_ARENA_MAX, 1);
    (void)mallopt(M_MMAP_MAX, 0);
    (void)mallopt(M_TRIM_THRESHOLD, HEAP + (HEAP - 1));
    (void)mallopt(M_TOP_PAD, HEAP);
    unsigned char *from = sbrk(0);
    /* volatile: else the compiler sees that nobody wants it */
    void *volatile first = malloc(1 << 20);
    free(first);
    unsigned char *to = sbrk(0);
    size_t skip = (HUGE_PAGE - (uintptr_t)from % HUGE_PAGE) % HUGE_PAGE;
    if (to > from && (size_t)(to - from) > skip + HUGE_PAGE)
        (void)madvise(from + skip, (size_t)(to - from) - skip, MADV_HUGEPAGE);
    (void)mallopt(M_TOP_PAD, HUGE_PAGE);
}
#else
void cli_prepare_heap(void) {}
#endif
