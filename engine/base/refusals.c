/* refusals.c - one counter, shared by all threads. */
#include "base/refusals.h"

#include <stdatomic.h>
#include <tangbac/error.h>

static atomic_ulong refusals;

/* The one thing at file scope that changes (see docs/conventions.md); relaxed, since only "more
 * than 0" is ever asked. */
void tbi_note_refusal(void)
{
    atomic_fetch_add_explicit(&refusals, 1, memory_order_relaxed);
}

void *tbi_malloc(size_t bytes)
{
    void *p = malloc(bytes);
    if (p == NULL)
        tbi_note_refusal();
    return p;
}

void *tbi_calloc(size_t count, size_t size)
{
    void *p = calloc(count, size);
    if (p == NULL)
        tbi_note_refusal();
    return p;
}

/* On refusal the old block stays, as with realloc. */
void *tbi_realloc(void *p, size_t bytes)
{
    void *wider = realloc(p, bytes);
    if (wider == NULL)
        tbi_note_refusal();
    return wider;
}

unsigned long tb_memory_refusals(void)
{
    return atomic_load_explicit(&refusals, memory_order_relaxed);
}
