/* num/filter_kernel.h - the means of a Kalman filter of two states (a, u) with known gains, at
 * eight points of its numbers side by side, as a search for the mode of a table asks for them.
 * Included by each simd_*.c after simd_lanes.h. Every operation is rounded by itself, so that all
 * sets give the same bits. */
#ifndef TB_NUM_FILTER_KERNEL_H
#define TB_NUM_FILTER_KERNEL_H

#include "num/simd_lanes.h"

/* series that run side by side: a step waits for the one before it of its own series only */
enum { FILTER_AHEAD = 4, FILTER_PARTS = TB_FILTER_POINTS / LANES };

/* One year of FILTER_AHEAD series: where y is known (now not NULL) also their terms, `apart`
 * doubles from one series to the next. */
static inline void filter_year(vd a[FILTER_AHEAD][FILTER_PARTS], vd u[FILTER_AHEAD][FILTER_PARTS],
                               const double *step, const double *now, double *term, size_t apart)
{
    V_UNROLL
    for (size_t p = 0; p < FILTER_PARTS; p++) {
        const double *s = step + p * LANES;
        vd kept = V_LOAD(s), fade = V_LOAD(s + TB_FILTER_POINTS);
        vd gain_a = V_LOAD(s + 2 * TB_FILTER_POINTS), gain_u = V_LOAD(s + 3 * TB_FILTER_POINTS);
        vd weight = V_LOAD(s + 4 * TB_FILTER_POINTS), constant = V_LOAD(s + 5 * TB_FILTER_POINTS);
        V_UNROLL
        for (size_t k = 0; k < FILTER_AHEAD; k++) {
            a[k][p] *= kept;
            u[k][p] *= fade;
            if (now == NULL)
                continue;
            vd d = V_D(now[k]) - a[k][p] - u[k][p];
            a[k][p] += gain_a * d;
            u[k][p] += gain_u * d;
            V_STORE(term + k * apart + p * LANES, V_D(0.5) * d * d * weight + constant);
        }
    }
}

static void filter_series_means(double *sum, const double *y, size_t series, size_t years,
                                const double *step, double *term)
{
    size_t apart = years * TB_FILTER_POINTS;
    for (size_t first = 0; first < series; first += FILTER_AHEAD) {
        size_t n = series - first < FILTER_AHEAD ? series - first : FILTER_AHEAD, known = 0;
        vd a[FILTER_AHEAD][FILTER_PARTS] = { 0 }, u[FILTER_AHEAD][FILTER_PARTS] = { 0 };
        for (size_t t = 0; t < years; t++) {
            double now[FILTER_AHEAD];
            for (size_t k = 0; k < FILTER_AHEAD; k++)
                now[k] = y[(first + (k < n ? k : 0)) * years + t];
            const double *s = step + t * TB_FILTER_STEP;
            if (isnan(now[0]))
                filter_year(a, u, s, NULL, NULL, 0);
            else
                filter_year(a, u, s, now, term + known++ * TB_FILTER_POINTS, apart);
        }
        for (size_t k = 0; k < n; k++)
            for (size_t t = 0; t < known; t++)
                for (size_t l = 0; l < TB_FILTER_POINTS; l++)
                    sum[l] -= term[k * apart + t * TB_FILTER_POINTS + l];
    }
}

#endif
