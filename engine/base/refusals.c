/* refusals.c - one counter, shared by all threads. */
#include "base/refusals.h"

#include <stdatomic.h>
#include <tangbac/error.h>

static atomic_ulong refusals;

void tbi_note_refusal(void)
{
    atomic_fetch_add_explicit(&refusals, 1, memory_order_relaxed);
}

unsigned long tb_memory_refusals(void)
{
    return atomic_load_explicit(&refusals, memory_order_relaxed);
}
