/* bench_estimate.c - how long do regressions take? Library calls in one thread and two, beside
 * bench/peers/estimate_numpy.py (the same tables and work by hand). One JSON line each; processor
 * seconds too, since machines are shared. */
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/estimate.h>
#include <time.h>

#include "num/rng.h"

enum { REPS = 15 };

static double clock_of(clockid_t id)
{
    struct timespec t;
    clock_gettime(id, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

typedef struct table {
    size_t n, k, units, years;
    double *y, *x, *room;
    int32_t *unit, *year;
    int threads, lag_to;
} table;

static table make(size_t units, size_t years, size_t k, int threads)
{
    size_t n = units * years;
    table t = { n,
                k,
                units,
                years,
                malloc(n * sizeof(double)),
                malloc(n * k * sizeof(double)),
                malloc(tb_within_quick_room(n, k, units, years, threads) * sizeof(double)),
                malloc(n * sizeof(int32_t)),
                malloc(n * sizeof(int32_t)),
                threads,
                0 };
    tb_rng r;
    tbi_rng_start(&r, 1, TB_STREAM_SYNTH, 0);
    if (t.y == NULL || t.x == NULL || t.room == NULL || t.unit == NULL || t.year == NULL)
        exit(1);
    for (size_t i = 0; i < n; i++) {
        t.unit[i] = (int32_t)(i / years), t.year[i] = (int32_t)(i % years);
        t.y[i] = tbi_rng_normal(&r);
        for (size_t j = 0; j < k; j++) {
            t.x[i + j * n] = tbi_rng_normal(&r) + 0.01 * (double)(i / years);
            t.y[i] += 0.1 * (double)(j + 1) * t.x[i + j * n];
        }
    }
    return t;
}

static void give_back(table *t)
{
    free(t->y), free(t->x), free(t->room), free(t->unit), free(t->year);
}

static double within(table *t)
{
    static double b[64], v[64 * 64];
    tb_err err = TB_ERR_INIT;
    if (tb_within_quick(b, v, t->y, t->x, t->n, t->k, t->unit, t->units, t->year, t->years, t->room,
                        t->threads, &err) != TB_OK)
        fprintf(stderr, "%s\n", err.message), exit(1);
    return sqrt(v[0]);
}

static double wild(table *t)
{
    double p = 0;
    tb_err err = TB_ERR_INIT;
    tb_estimate_data d = { .n = t->n,
                           .k = t->k,
                           .y = t->y,
                           .x = t->x,
                           .unit = t->unit,
                           .year = t->year,
                           .effects = "unit",
                           .intercept = true };
    if (tb_wild_quick(&p, &d, 0, 0.1, 9999, 1, t->threads, &err) != TB_OK)
        fprintf(stderr, "%s\n", err.message), exit(1);
    return p;
}

static double general(table *t)
{
    tb_err err = TB_ERR_INIT;
    tb_estimate *e = NULL;
    tb_estimate_data d = { .n = t->n,
                           .k = t->k,
                           .y = t->y,
                           .x = t->x,
                           .unit = t->unit,
                           .year = t->year,
                           .effects = "unit + year",
                           .intercept = true };
    if (tb_estimate_arrays(&e, &d, NULL, &err) != TB_OK)
        fprintf(stderr, "%s\n", err.message), exit(1);
    double se = tb_estimate_info(e)->coefficient[0].std_error;
    tb_estimate_free(e);
    return se;
}

/* y is its own past and a unit's level; x its lag. */
static double gmm(table *t)
{
    static const unsigned char lag[1] = { 1 };
    tb_err err = TB_ERR_INIT;
    tb_estimate *e = NULL;
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    tb_estimate_data d = {
        .n = t->n, .k = 1, .y = t->y, .x = t->x, .unit = t->unit, .year = t->year, .lag_of_y = lag
    };
    o.method = TB_METHOD_GMM, o.steps = 2, o.lag_from = 2, o.lag_to = t->lag_to;
    if (tb_estimate_arrays(&e, &d, &o, &err) != TB_OK)
        fprintf(stderr, "%s\n", err.message), exit(1);
    double se = tb_estimate_info(e)->coefficient[0].std_error;
    tb_estimate_free(e);
    return se;
}

static void measure(const char *name, double (*f)(table *), table *t, int inner)
{
    double wall[REPS], cpu[REPS], check = f(t);
    for (int r = 0; r < REPS; r++) {
        double w = clock_of(CLOCK_MONOTONIC), c = clock_of(CLOCK_PROCESS_CPUTIME_ID);
        for (int i = 0; i < inner; i++)
            check = f(t);
        wall[r] = (clock_of(CLOCK_MONOTONIC) - w) / inner,
        cpu[r] = (clock_of(CLOCK_PROCESS_CPUTIME_ID) - c) / inner;
    }
    qsort(wall, REPS, sizeof *wall, ascending);
    qsort(cpu, REPS, sizeof *cpu, ascending);
    printf("{\"bench\":\"%s\",\"threads\":%d,\"reps\":%d,\"median_s\":%.4e,\"q1_s\":%.4e,\"q3_s\":%"
           ".4e,\"cpu_s\":%.4e,\"best_s\":%.4e,\"check\":%."
           "12g}\n",
           name, t->threads, REPS, wall[REPS / 2], wall[REPS / 4], wall[REPS * 3 / 4],
           cpu[REPS / 2], wall[0], check);
    fflush(stdout);
}

int main(void)
{
    for (int threads = 1; threads <= 2; threads++) {
        table s = make(63, 14, 10, threads), b = make(10000, 20, 30, threads);
        if (threads == 1)
            measure("W1 small: two-way within, clustered, 63 x 14 x 10", within, &s, 200);
        if (threads == 1)
            measure("the same with tests, fit and the estimate without each unit", general, &s, 5);
        measure("W3: wild bootstrap, 9999 draws, 63 x 14 x 10", wild, &s, 10);
        measure("W1 big: two-way within, clustered, 10000 x 20 x 30", within, &b, 1);
        give_back(&s);
        give_back(&b);
    }
    table g = make(63, 14, 1, 1);
    tb_rng r;
    tbi_rng_start(&r, 3, TB_STREAM_SYNTH, 0);
    for (size_t i = 0; i < g.n; i++) {
        bool first = i % 14 == 0;
        g.x[i] = first ? NAN : g.y[i - 1];
        g.y[i] = (first ? 0 : 0.5 * g.y[i - 1] + 0.3 * (double)(i / 14) / 63) + tbi_rng_normal(&r);
    }
    g.lag_to = 4;
    measure("W2: difference GMM, two steps, lags 2:4, 63 x 14", gmm, &g, 20);
    g.lag_to = 99;
    measure("W2: difference GMM, two steps, all lags, 63 x 14", gmm, &g, 10);
    give_back(&g);
    return 0;
}
