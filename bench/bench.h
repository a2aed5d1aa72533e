/* bench.h - a benchmark answers a question and proves its work: warm-up, repetitions, median and
 * quartiles, a checksum. One JSON line each. */
#ifndef BENCH_H
#define BENCH_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BENCH_REPS = 9 };

static inline double bench_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Processor time of all threads: what a shared machine cannot take away. */
static inline double bench_cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static inline int bench_order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* BENCH_REPS of the environment, from 1 to as many as there are by default. */
static inline int bench_reps(void)
{
    const char *said = getenv("BENCH_REPS");
    int reps = said != NULL ? atoi(said) : BENCH_REPS;
    return reps < 1 || reps > BENCH_REPS ? BENCH_REPS : reps;
}

/* Runs f(with) once to warm up and bench_reps() times; prints units of work per second (of the median
 * and of the fastest repetition) and the checksum that f returned last. */
static inline double bench_run(const char *name, double work, uint64_t (*f)(void *), void *with)
{
    double second[BENCH_REPS], cpu[BENCH_REPS];
    int reps = bench_reps();
    uint64_t check = f(with);
    for (int r = 0; r < reps; r++) {
        double start = bench_now(), used = bench_cpu();
        check = f(with);
        second[r] = bench_now() - start;
        cpu[r] = bench_cpu() - used;
    }
    qsort(second, (size_t)reps, sizeof *second, bench_order);
    qsort(cpu, (size_t)reps, sizeof *cpu, bench_order);
    double median = second[reps / 2];
    printf("{\"bench\":\"%s\",\"reps\":%d,\"median_s\":%.4e,\"q1_s\":%.4e,\"q3_s\":%.4e,\"cpu_s\":%"
           ".4e,\"per_s\":%.4e,\"best_per_s\":%.4e,\"best_per_"
           "cpu_s\":%.4e,\"check\":\"%016llx\"}\n",
           name, reps, median, second[reps / 4], second[reps * 3 / 4], cpu[reps / 2], work / median,
           work / second[0], work / cpu[0], (unsigned long long)check);
    fflush(stdout);
    return work / median;
}

/* A digest of integers, so that a faster wrong answer shows. */
static inline uint64_t bench_fold(const uint64_t *x, size_t n)
{
    uint64_t h = 0xcbf29ce484222325;
    for (size_t i = 0; i < n; i++)
        h = (h ^ x[i]) * 0x100000001b3 + (h >> 29);
    return h;
}

#endif
