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

typedef uint8_t v_steps __attribute__((vector_size(LANES)));

/* 1 where a mask is, 0 elsewhere. */
static inline vd convert_mask(vi mask)
{
    return (vd)((vu)mask & (vu)V_D(1.0));
}

/* Steps of a vector of needs, as whole numbers. The rounded quotient may lie a step too far: the
 * point before is asked. Numbers stay below 2^51, where adding and taking 1.5 2^52 rounds to the
 * nearest whole one. */
static inline v_steps find_steps_of(vd need, double most, int points, int below)
{
    static const double ROUND = 6755399441055744.0, WORD = 4503599627370496.0; /* 2^52 */
    double last = points - 1;
    vd q = V_MAX(V_MIN(need / (most / last), V_D((double)points)), V_D(-(double)below));
    vd near = (q + ROUND) - ROUND;
    vi less = q < 0;
    vd whole = V_PICK(less, near + convert_mask(near < q), near - convert_mask(near > q));
    vd at = whole + convert_mask(q > whole);
    at -= convert_mask(most * (at - 1) / last >= need);
    at = V_MAX(at, V_D(0.0));
    vd step = V_PICK(whole < 0, points - whole, at);
    return __builtin_convertvector((vu)(step + WORD), v_steps);
}

/* The last vector begins early enough to be whole: what it does twice comes out the same. */
static void find_need_steps(uint8_t *restrict row, const double *restrict others, double own,
                            double most, int points, int below, size_t n)
{
    double few[LANES] = { 0 };
    if (n < LANES) {
        memcpy(few, others, n * sizeof *few);
        v_steps step = find_steps_of(V_LOAD(few) - own, most, points, below);
        memcpy(row, &step, n);
        return;
    }
    for (size_t at = 0; at < n; at += LANES) {
        size_t i = at + LANES <= n ? at : n - LANES;
        v_steps step = find_steps_of(V_LOAD(others + i) - own, most, points, below);
        memcpy(row + i, &step, LANES);
    }
}

#endif
