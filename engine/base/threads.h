/* base/threads.h - how many threads a stage may use. */
#ifndef TB_BASE_THREADS_H
#define TB_BASE_THREADS_H

/* asked: of an option, 0 for as many as OpenMP would take (cores, or OMP_NUM_THREADS). One where
 * the address space is below 4 GB: a thread wants some 200 MB of addresses for its stack, its part
 * of the heap and OpenBLAS's buffer, and where one cannot be had libgomp ends the process without
 * a sentence of ours. No result depends on it. At least 1. */
int tbi_threads(int asked);

#endif
