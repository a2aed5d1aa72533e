/* num/linalg_kernel.h - sums of weighted values for many draws at once: a triangular product, a
 * whole one, and one column more. Included by each kernels_*.c after simd_lanes.h.
 *
 * Every sum runs in one order and every step is one fused multiply-add, so that every instruction
 * set gives the same bits. */
#ifndef TB_NUM_LINALG_KERNEL_H
#define TB_NUM_LINALG_KERNEL_H

#include "num/simd_lanes.h"

/* Rows that are summed together: their two accumulators each, with the factors, must fit the
 * registers. */
#if defined(LANES_AVX512)
enum { ROWS = 8 };
#define EACH_ROW(do_row) \
    do_row(0) do_row(1) do_row(2) do_row(3) do_row(4) do_row(5) do_row(6) do_row(7)
#else
enum { ROWS = 4 };
#define EACH_ROW(do_row) do_row(0) do_row(1) do_row(2) do_row(3)
#endif

/* ROWS whole rows of the product below for columns 0 .. columns - 1: y[r] holds the means on entry.
 * */
static inline void multiply_rows(vd *ya, vd *yb, const double *const *row, const double *za,
                                 const double *zb, size_t columns, size_t draws)
{
    vd a[ROWS], b[ROWS];
    const double *l[ROWS];
#define START(r) a[r] = ya[r], b[r] = yb[r], l[r] = row[r];
#define STEP(r)  f = V_D(l[r][j]), a[r] = V_FMA(f, va, a[r]), b[r] = V_FMA(f, vb, b[r]);
#define END(r)   ya[r] = a[r], yb[r] = b[r];
    EACH_ROW(START)
    for (size_t j = 0; j < columns; j++, za += draws, zb += draws) {
        vd va = V_LOAD(za), vb = V_LOAD(zb), f;
        EACH_ROW(STEP)
    }
    EACH_ROW(END)
#undef START
#undef STEP
#undef END
}

/* y [n][draws] = mean + L z: l holds the lower triangle row by row, row i from i (i + 1) / 2. Sums
 * run over j upwards, each step one fused multiply-add. y is not z. */
static void multiply_triangle(double *y, const double *l, const double *mean, const double *z,
                              size_t n, size_t draws)
{
    for (size_t d = 0; d < draws; d += 2 * LANES) {
        /* an odd last vector goes with the first, again */
        const double *za = z + d, *zb = z + (d + LANES < draws ? d + LANES : 0);
        double *ya = y + d, *yb = y + (zb - z);
        for (size_t i = 0; i < n; i += ROWS) {
            size_t rows = n - i < ROWS ? n - i : ROWS;
            const double *row[ROWS];
            vd a[ROWS], b[ROWS];
            for (size_t r = 0; r < ROWS; r++) {
                size_t at = i + (r < rows ? r : rows - 1);
                row[r] = l + at * (at + 1) / 2;
                a[r] = b[r] = V_D(mean[at]);
            }
            multiply_rows(a, b, row, za, zb, i + 1, draws);
            for (size_t r = 0; r < rows; r++) {
                for (size_t j = i + 1; j <= i + r; j++) {
                    vd f = V_D(row[r][j]);
                    a[r] = V_FMA(f, V_LOAD(za + j * draws), a[r]);
                    b[r] = V_FMA(f, V_LOAD(zb + j * draws), b[r]);
                }
                V_STORE(ya + (i + r) * draws, a[r]);
                V_STORE(yb + (i + r) * draws, b[r]);
            }
        }
    }
}

/* Vectors of one row that are summed together: as many as hide the wait for a sum. */
enum { BESIDE = 8 };

/* x += l z over `columns` columns at BESIDE places; all are read before one is written, since the
 * last ones may lie over one another. */
static inline void add_columns(double *x, const double *l, const double *z, size_t n,
                               const size_t *at, size_t columns)
{
    vd s[BESIDE];
    V_UNROLL
    for (int k = 0; k < BESIDE; k++)
        s[k] = V_LOAD(x + at[k]);
    for (size_t c = 0; c < columns; c++, z += n) {
        vd f = V_D(l[c]);
        V_UNROLL
        for (int k = 0; k < BESIDE; k++)
            s[k] = s[k] + f * V_LOAD(z + at[k]);
    }
    V_UNROLL
    for (int k = 0; k < BESIDE; k++)
        V_STORE(x + at[k], s[k]);
}

/* x [rows][n] += L z, row by row; sums run over columns upwards. Where less than a whole vector is
 * left, the last one begins earlier, or single numbers do where there is no room for that. */
static void add_triangle_product(double *x, const double *l, const double *z, size_t rows, size_t n)
{
    for (size_t j = 0; j < rows; l += ++j) {
        double *row = x + j * n;
        size_t i = 0;
        while (n - i >= LANES) {
            size_t at[BESIDE];
            for (size_t k = 0; k < BESIDE; k++)
                at[k] = i + k * LANES < n - LANES ? i + k * LANES : n - LANES;
            add_columns(row, l, z, n, at, j + 1);
            i = at[BESIDE - 1] + LANES;
        }
        for (; i < n; i++)
            for (size_t c = 0; c <= j; c++)
                row[i] = row[i] + l[c] * z[c * n + i];
    }
}

/* ROWS rows by two lanes of draws at once. Where rows or draws run out the last row or the first
 * draws are done again in their place, so that the inner loop has no cases; what is written is
 * the same. */
static void multiply_matrix(double *y, const double *v, const double *x, size_t n, size_t columns,
                            size_t draws)
{
    for (size_t d = 0; d < draws; d += 2 * LANES) {
        const double *xa = x + d, *xb = x + (d + LANES < draws ? d + LANES : 0);
        double *ya = y + d, *yb = y + (xb - x);
        for (size_t i = 0; i < n; i += ROWS) {
            size_t rows = n - i < ROWS ? n - i : ROWS;
            const double *row[ROWS];
            vd a[ROWS] = { { 0 } }, b[ROWS] = { { 0 } };
            for (size_t r = 0; r < ROWS; r++)
                row[r] = v + (i + (r < rows ? r : rows - 1)) * columns;
            multiply_rows(a, b, row, xa, xb, columns, draws);
            for (size_t r = 0; r < rows; r++) {
                V_STORE(ya + (i + r) * draws, a[r]);
                V_STORE(yb + (i + r) * draws, b[r]);
            }
        }
    }
}

static void update_rows(double *y, const double *t, const double *v, size_t step, const double *x,
                        size_t n, size_t draws)
{
    for (size_t i = 0; i < n; i++) {
        vd f = V_D(v[i * step]);
        for (size_t d = 0; d < draws; d += LANES)
            V_STORE(y + i * draws + d, V_FMA(f, V_LOAD(x + d), V_LOAD(t + i * draws + d)));
    }
}

static void update_each_row(double *y, const double *t, const double *v, const double *x, size_t n,
                            size_t draws)
{
    for (size_t i = 0; i < n; i++, y += draws, t += draws, v += draws)
        for (size_t d = 0; d < draws; d += LANES)
            V_STORE(y + d, V_FMA(V_LOAD(v + d), V_LOAD(x + d), V_LOAD(t + d)));
}

#undef EACH_ROW
#endif
