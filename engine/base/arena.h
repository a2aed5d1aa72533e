/* base/arena.h - memory that is given back all at once: an object lives in its own arena, a stage
 * call has one for its scratch. */
#ifndef TB_BASE_ARENA_H
#define TB_BASE_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct tb_arena {
    struct tb_arena_block *last;
    /* a request found no room since the arena was empty: a reader asks here before it blames a file
     * */
    bool refused;
} tb_arena; /* start with { 0 } */

/* size bytes, zeroed, aligned to 64; NULL when there is no room or count * size overflows. size 0
 * gives a valid pointer. */
void *tbi_arena_alloc(tb_arena *a, size_t count, size_t size);
/* The same without zeros where it is large: for what is written whole before any of it is read, so
 * that pages come to the threads that write them. */
void *tbi_arena_alloc_bare(tb_arena *a, size_t count, size_t size);
/* A copy of the first n bytes of text with a NUL behind; NULL when there is no room. */
char *tbi_arena_text_n(tb_arena *a, const char *text, size_t n);
char *tbi_arena_text(tb_arena *a, const char *text); /* NULL stays NULL */
/* printf into the arena; NULL when there is no room. args cannot be used again. */
char *tbi_arena_printf(tb_arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *tbi_arena_vprintf(tb_arena *a, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
/* A sentence in both languages into the arena, both formats reading the same arguments; decimal
 * points of the Vietnamese one become commas. false, and both NULL, when there is no room. */
bool tbi_arena_pair(tb_arena *a, const char **text, const char **text_vi, const char *format,
                    const char *format_vi, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));
bool tbi_arena_vpair(tb_arena *a, const char **text, const char **text_vi, const char *format,
                     const char *format_vi, va_list args)
    __attribute__((format(printf, 4, 0), format(printf, 5, 0)));
/* Gives everything back and leaves the arena empty and usable. */
void tbi_arena_free(tb_arena *a);

#define TB_NEW(arena, type, count) ((type *)tbi_arena_alloc((arena), (count), sizeof(type)))
#define TB_NEW_BARE(arena, type, count) \
    ((type *)tbi_arena_alloc_bare((arena), (count), sizeof(type)))

#endif
