/* base/background.h - one piece of work beside the caller's own, on a thread of its own: for what
 * depends on nothing that the caller goes on to do. Loops that are shared among threads are better
 * off with OpenMP; this is for the gaps between them. */
#ifndef TB_BASE_BACKGROUND_H
#define TB_BASE_BACKGROUND_H

#include <pthread.h>
#include <stdbool.h>

typedef struct tb_background {
    pthread_t thread;
    bool runs; /* on the thread; it is to be waited for */
    void (*work)(void *with);
    void *with;
} tb_background; /* { 0 }: nothing was begun */

/* Begins work(with), which must write nothing that the caller reads or writes before
 * tbi_background_wait. threads 1, or a system that gives no thread: it is done before this
 * returns. */
void tbi_background_start(tb_background *b, void (*work)(void *with), void *with, int threads);
/* Waits for its end; at once where nothing was begun or all is done. */
void tbi_background_wait(tb_background *b);

#endif
