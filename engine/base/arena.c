/* arena.c - blocks that double, large requests in blocks of their own. */
#include "base/arena.h"

#include "base/refusals.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* ALIGN: a line of the cache, and enough for any type; BARE_FROM: less is zeroed in any case */
enum { ALIGN = 64, FIRST_BLOCK = 4096, LARGEST_SHARED = 1 << 20, BARE_FROM = 1 << 16 };

/* huge: from here on a block is asked of the system in pages of 2 MB */
enum { HUGE_PAGE = 2 << 20, HUGE_FROM = 4 * HUGE_PAGE };

struct tb_arena_block {
    struct tb_arena_block *before;
    unsigned char *next, *end; /* of what is still free */
};

/* NULL when the block has no room left for it; the block is as it was then. */
static void *take_bytes(struct tb_arena_block *b, size_t size)
{
    uintptr_t at = ((uintptr_t)b->next + ALIGN - 1) & ~(uintptr_t)(ALIGN - 1);
    if (at > (uintptr_t)b->end || size > (uintptr_t)b->end - at)
        return NULL;
    unsigned char *p = b->next + (at - (uintptr_t)b->next);
    b->next = p + size;
    return p;
}

/* A fault every 4 KB is a tenth of the time of a run over tables of draws: whole pages of 2 MB
 * inside the block may come at once. Only a hint: a system without them goes on as before. */
static void ask_huge_pages(void *block, size_t room)
{
#ifdef MADV_HUGEPAGE
    uintptr_t from = ((uintptr_t)block + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1);
    uintptr_t to = ((uintptr_t)block + room) & ~(uintptr_t)(HUGE_PAGE - 1);
    if (room >= HUGE_FROM && to > from)
        (void)madvise((unsigned char *)block + (from - (uintptr_t)block), to - from, MADV_HUGEPAGE);
#else
    (void)block;
    (void)room;
#endif
}

/* Blocks double up to LARGEST_SHARED; a larger request gets one of its own, which becomes the last
 * one; bare: of that request alone, not zeroed. NULL: no memory. */
static struct tb_arena_block *add_block(tb_arena *a, size_t size, bool bare)
{
    size_t room = FIRST_BLOCK;
    if (a->last != NULL && !bare) {
        room = (size_t)(a->last->end - (unsigned char *)a->last) * 2;
        if (room > LARGEST_SHARED)
            room = LARGEST_SHARED;
    }
    size_t least = sizeof(struct tb_arena_block) + ALIGN + size;
    if (least < size)
        return NULL;
    if (room < least)
        room = least;
    /* calloc: fresh pages come zeroed, and the ones never touched cost nothing */
    struct tb_arena_block *b = bare ? malloc(room) : calloc(1, room);
    if (b == NULL)
        return NULL;
    ask_huge_pages(b, room);
    b->before = a->last;
    b->next = (unsigned char *)(b + 1);
    b->end = (unsigned char *)b + room;
    a->last = b;
    return b;
}

/* count * size is bounded to half of the address space, so that grow cannot overflow. */
static void *allocate_block(tb_arena *a, size_t count, size_t size, bool bare)
{
    if (size != 0 && count > SIZE_MAX / 2 / size) {
        a->refused = true;
        tbi_note_refusal();
        return NULL;
    }
    size_t bytes = count * size;
    if (bytes == 0)
        bytes = 1;
    bare = bare && bytes >= BARE_FROM;
    void *p = a->last != NULL && !bare ? take_bytes(a->last, bytes) : NULL;
    if (p != NULL)
        return p;
    struct tb_arena_block *b = add_block(a, bytes, bare);
    if (b == NULL) {
        a->refused = true;
        tbi_note_refusal();
        return NULL;
    }
    p = take_bytes(b, bytes);
    if (bare) /* what is left over is not zeroed */
        b->next = b->end;
    return p;
}

/* Never NULL for 0 bytes while there is memory. */
void *tbi_arena_alloc(tb_arena *a, size_t count, size_t size)
{
    return allocate_block(a, count, size, false);
}

void *tbi_arena_alloc_bare(tb_arena *a, size_t count, size_t size)
{
    return allocate_block(a, count, size, true);
}

/* text need not end with '\0'; the copy does. NULL: no memory, which the arena remembers. */
char *tbi_arena_text_n(tb_arena *a, const char *text, size_t n)
{
    char *copy = tbi_arena_alloc(a, n + 1, 1);
    if (copy != NULL && n > 0)
        memcpy(copy, text, n);
    return copy;
}

/* NULL of NULL. */
char *tbi_arena_text(tb_arena *a, const char *text)
{
    return text != NULL ? tbi_arena_text_n(a, text, strlen(text)) : NULL;
}

/* Printed twice, first to be measured. */
char *tbi_arena_vprintf(tb_arena *a, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    char *text = n >= 0 ? tbi_arena_alloc(a, (size_t)n + 1, 1) : NULL;
    if (text != NULL)
        vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    return text;
}

char *tbi_arena_printf(tb_arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = tbi_arena_vprintf(a, format, args);
    va_end(args);
    return text;
}

/* The arena can be used again afterwards. */
void tbi_arena_free(tb_arena *a)
{
    while (a->last != NULL) {
        struct tb_arena_block *before = a->last->before;
        free(a->last);
        a->last = before;
    }
    a->refused = false;
}

/* A decimal point is a comma in Vietnamese: "7.08" to "7,08"; "PAPI.D5" stays. */
static void set_commas(char *text)
{
    for (size_t i = 1; text != NULL && text[0] != '\0' && text[i] != '\0'; i++)
        if (text[i] == '.' && text[i - 1] >= '0' && text[i - 1] <= '9' && text[i + 1] >= '0' &&
            text[i + 1] <= '9')
            text[i] = ',';
}

/* The arguments are read twice, once for each format. Both or none. */
bool tbi_arena_vpair(tb_arena *a, const char **text, const char **text_vi, const char *format,
                     const char *format_vi, va_list args)
{
    va_list again;
    va_copy(again, args);
    *text = tbi_arena_vprintf(a, format, args);
    char *vi = tbi_arena_vprintf(a, format_vi, again);
    va_end(again);
    set_commas(vi);
    *text_vi = vi;
    if (*text != NULL && vi != NULL)
        return true;
    *text = NULL;
    *text_vi = NULL;
    return false;
}

/* Both texts or neither are set; true when both are there. */
bool tbi_arena_pair(tb_arena *a, const char **text, const char **text_vi, const char *format,
                    const char *format_vi, ...)
{
    va_list args;
    va_start(args, format_vi);
    bool ok = tbi_arena_vpair(a, text, text_vi, format, format_vi, args);
    va_end(args);
    return ok;
}
