/* background.c - a POSIX thread, or none. */
#include "base/background.h"

#include <stddef.h>

static void *run_work(void *of)
{
    tb_background *b = of;
    b->work(b->with);
    return NULL;
}

/* Where no thread can be had the work is done at once, by the caller: the result is the same. */
void tbi_background_start(tb_background *b, void (*work)(void *with), void *with, int threads)
{
    *b = (tb_background){ .work = work, .with = with };
    b->runs = threads != 1 && pthread_create(&b->thread, NULL, run_work, b) == 0;
    if (!b->runs)
        work(with);
}

/* May be called more than once, and without a start that made a thread. */
void tbi_background_wait(tb_background *b)
{
    if (b->runs)
        (void)pthread_join(b->thread, NULL);
    b->runs = false;
}
