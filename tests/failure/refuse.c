/* refuse.c - linked into the command in place of malloc, calloc and realloc (tests/failure/refuse.py):
 * the request TANGBAC_REFUSE_AT (from 1 on) of our own code is refused, all others pass. With
 * TANGBAC_REFUSE_COUNT, a file, the number of requests is written there at the end. */
#include "failure/wrap_memory.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

static atomic_long asked;
static long refuse_at;

static __attribute__((constructor)) void read_orders(void)
{
    const char *at = getenv("TANGBAC_REFUSE_AT");
    refuse_at = at != NULL ? strtol(at, NULL, 10) : 0;
}

static __attribute__((destructor)) void write_count(void)
{
    const char *path = getenv("TANGBAC_REFUSE_COUNT");
    FILE *f = path != NULL ? fopen(path, "w") : NULL;
    if (f == NULL)
        return;
    fprintf(f, "%ld\n", atomic_load(&asked));
    fclose(f);
}

bool refuse_request(void)
{
    return atomic_fetch_add(&asked, 1) + 1 == refuse_at;
}
