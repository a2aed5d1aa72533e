/* num/reach_kernel.h - sums of points over draws, and in which of them a gap is closed: what a
 * search for plans does millions of times. Plain loops: each file of an instruction set is compiled
 * so that they become as wide as it is. Every operation is rounded by itself, so that all sets give
 * the same bits. */
#ifndef TB_NUM_REACH_KERNEL_H
#define TB_NUM_REACH_KERNEL_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

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

/* With up NULL nothing can follow, and nothing can be taken. */
static void classify_open_draws(unsigned char *restrict state, float *restrict extra,
                                const uint32_t *restrict draw, size_t n, const float *const *step,
                                size_t steps, const double *restrict gap, const float *restrict up,
                                const float *restrict down)
{
    for (size_t j = 0; j < steps; j++) {
        const float *restrict of = step[j];
        for (size_t i = 0; i < n; i++)
            extra[i] += of[draw[i]];
    }
    for (size_t i = 0; i < n; i++) {
        double x = (double)extra[i];
        double need = gap[draw[i]];
        double rise = up != NULL ? (double)up[draw[i]] : 0;
        double fall = up != NULL ? (double)down[draw[i]] : 0;
        double slack = 1e-6 * (fabs(x) + rise - fall) + 1e-9;
        int sure = need <= x + fall - slack, open = need <= x + rise + slack;
        int met = need <= x + slack;
        state[i] = (unsigned char)(open | met << 1 | sure << 2);
    }
}

#endif
