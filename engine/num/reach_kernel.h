/* num/reach_kernel.h - sums of points over draws, and in which of them a gap is closed: what a
 * search for plans does millions of times. Plain loops: each file of an instruction set is compiled
 * so that they become as wide as it is. Every operation is rounded by itself, so that all sets give
 * the same bits. */
#ifndef TB_NUM_REACH_KERNEL_H
#define TB_NUM_REACH_KERNEL_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static void add_weighted_sizes(double *restrict to, const float *restrict size, double w, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] += w * (double)size[i];
}

static void add_record_sizes(double *restrict reach, double *restrict extra,
                             const float *restrict size, const float *restrict held, double w,
                             size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double h = (double)held[i];
        reach[i] += w * ((double)size[i] + h);
        extra[i] -= w * h;
    }
}

static void add_part_reach(double *restrict extra, const double *restrict reach, double part,
                           size_t n)
{
    for (size_t i = 0; i < n; i++)
        extra[i] += part * reach[i];
}

static size_t count_reached_draws(const double *restrict gap, const double *restrict extra,
                                  size_t n)
{
    uint64_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += gap[i] <= extra[i] ? 1 : 0;
    return (size_t)count;
}

/* A value and what may be wrong in a sum of floats that gave it. */
static inline float add_slack(float x)
{
    return x + 1e-6F * fabsf(x);
}

/* from is -INFINITY in a draw that was dropped before: it stays so. */
static size_t keep_open_draws(float *restrict x, const float *restrict from,
                              const float *const *step, size_t steps, size_t at,
                              const float *restrict least, size_t n)
{
    uint32_t open = 0;
    const float *restrict first = steps > 0 ? step[0] + at : NULL;
    for (size_t i = 0; i < n && first != NULL; i++)
        x[i] = from[i] + first[i];
    if (first == NULL)
        memcpy(x, from, n * sizeof *x);
    for (size_t j = 1; j < steps; j++) {
        const float *restrict of = step[j] + at;
        for (size_t i = 0; i < n; i++)
            x[i] += of[i];
    }
    for (size_t i = 0; i < n; i++) {
        float value = x[i];
        bool is = least[i] <= add_slack(value);
        x[i] = is ? value : -INFINITY;
        open += is;
    }
    return open;
}

static size_t drop_sure_draws(float *restrict x, const float *restrict most, size_t n)
{
    uint32_t sure = 0;
    for (size_t i = 0; i < n; i++) {
        bool is = x[i] > -INFINITY && most[i] <= x[i] - 1e-6F * fabsf(x[i]);
        x[i] = is ? -INFINITY : x[i];
        sure += is;
    }
    return sure;
}

static size_t count_near_draws(const float *restrict x, const float *restrict least, size_t n)
{
    uint32_t near = 0;
    for (size_t i = 0; i < n; i++)
        near += least[i] <= add_slack(x[i]);
    return near;
}

#endif
