/* libraries.c - polite start-up of GSL and OpenBLAS. */
#include "num/libraries.h"

#include "base/refusals.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_version.h>
#include <pthread.h>
#include <sys/mman.h>

/* OpenBLAS's own header cannot stand beside GSL's (their enums collide), so its two calls are
 * declared here. */
extern void openblas_set_num_threads(int n);
extern char *openblas_get_config(void);

static pthread_once_t once = PTHREAD_ONCE_INIT;

/* A host that set an error handler of its own keeps it; threads are ours, not the library's. */
static void start_libraries(void)
{
    gsl_error_handler_t *before = gsl_set_error_handler_off();
    if (before != NULL)
        gsl_set_error_handler(before);
    openblas_set_num_threads(1);
}

void tbi_num_start(void)
{
    pthread_once(&once, start_libraries);
}

/* What OpenBLAS 0.3 takes for a thread, at most, on the processors that it knows: 32 << 22 bytes
 * and a page. */
enum { BLAS_ROOM = (32 << 22) + (1 << 16) };

/* OpenBLAS ends the process when its buffer cannot be had, so that the room is asked for first.
 * false: there is none, and the caller must not call BLAS. */
bool tbi_blas_start(void)
{
    static _Thread_local bool there; /* a thread's room is kept, and used again */
    tbi_num_start();
    if (there)
        return true;
    void *room = mmap(NULL, BLAS_ROOM, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED) {
        tbi_note_refusal();
        return false;
    }
    (void)munmap(room, BLAS_ROOM);
    there = true;
    return true;
}

const char *tbi_gsl_version(void)
{
    return gsl_version;
}

const char *tbi_blas_version(void)
{
    return openblas_get_config();
}
