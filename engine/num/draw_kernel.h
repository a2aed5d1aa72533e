/* num/draw_kernel.h - what is done with every draw of a forecast: from normals to scores, held on
 * their scale, summed, laid into bins, and counted in steps of points. Included by each simd_*.c
 * after simd_lanes.h. Every operation is rounded by itself and sums run in eight lanes, so that all
 * sets give the same bits. */
#ifndef TB_NUM_DRAW_KERNEL_H
#define TB_NUM_DRAW_KERNEL_H

#include "num/simd_lanes.h"

#include <stddef.h>
#include <stdint.h>

static void make_score_row(double *restrict row, const double *restrict before, const double *l,
                           size_t rows, double own, const double *restrict wide, double base,
                           const double *restrict mean, size_t n)
{
    for (size_t i = 0; i < n; i++)
        row[i] *= own;
    for (size_t k = 0; k < rows; k++) {
        const double *restrict from = before + k * n;
        for (size_t i = 0; i < n; i++)
            row[i] += l[k] * from[i];
    }
    for (size_t i = 0; i < n && wide != NULL; i++)
        row[i] *= wide[i];
    for (size_t i = 0; i < n; i++)
        row[i] += base + mean[i];
}

static void make_frozen_row(double *restrict row, const double *restrict wide, double level,
                            double sd, const double *restrict mean, size_t n)
{
    for (size_t i = 0; i < n && wide != NULL; i++)
        row[i] *= wide[i];
    for (size_t i = 0; i < n; i++)
        row[i] = level + mean[i] + sd * row[i];
}

/* NaN, which no comparison is true of, stays. */
static void hold_scores(double *to, const double *from, double sign, double least, double most,
                        size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double v = sign * from[i];
        v = v < least ? least : v;
        to[i] = v > most ? most : v;
    }
}

/* The last numbers go through a row of NaN. */
static void sum_lane_powers(double *sum, uint64_t *known, const double *x, size_t n, double from,
                            int power)
{
    enum { VECTORS = 8 / LANES };
    vd all[VECTORS];
    vu count[VECTORS];
    for (int k = 0; k < VECTORS; k++) {
        all[k] = V_LOAD(sum + k * LANES);
        memcpy(&count[k], known + k * LANES, sizeof count[k]);
    }
    for (size_t d = 0; d < n; d += 8) {
        double last[8] = { NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN };
        const double *at = x + d;
        if (n - d < 8) {
            memcpy(last, at, (n - d) * sizeof *last);
            at = last;
        }
        V_UNROLL
        for (int k = 0; k < VECTORS; k++) {
            vd v = V_LOAD(at + k * LANES) - from;
            vu is = (vu)(v == v);
            v = power == 2 ? v * v : v;
            all[k] += (vd)((vu)v & is);
            count[k] -= is;
        }
    }
    for (int k = 0; k < VECTORS; k++) {
        V_STORE(sum + k * LANES, all[k]);
        memcpy(known + k * LANES, &count[k], sizeof count[k]);
    }
}

static void find_bins(uint16_t *restrict bin, const double *restrict x, double low, double scale,
                      int most, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double v = (x[i] - low) * scale;
        v = v > 0 ? v : 0;
        v = v < most ? v : most;
        bin[i] = (uint16_t)(x[i] == x[i] ? (int)v : most + 1);
    }
}

/* The rounded quotient may lie a step too far: the point before is asked. */
static void find_need_steps(uint8_t *restrict row, const double *restrict others, double own,
                            double most, int points, int below, size_t n)
{
    double last = points - 1;
    double step = most / last;
    for (size_t i = 0; i < n; i++) {
        double need = others[i] - own;
        double q = need / step;
        q = q < points ? q : points;
        q = q > -below ? q : -below;
        int whole = (int)q;
        int at = whole + (q > whole);
        at -= most * (at - 1) / last >= need;
        row[i] = (uint8_t)(whole < 0 ? points - whole : at > 0 ? at : 0);
    }
}

#endif
