/* simulate/largest_gap.h - which studentised difference of two units is the largest of a draw?
 * Bounds over blocks of units decide for most pairs that they are not looked at (branch and bound
 * over pairs of nodes: Gray and Moore 2001, N-body problems in statistical learning), so that a
 * draw costs little more than its units; what is found is the largest over all pairs, to the
 * bit. */
#ifndef TB_SIMULATE_LARGEST_GAP_H
#define TB_SIMULATE_LARGEST_GAP_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TB_GAP_BLOCK = 16 };

/* Errors of n units in `draws` draws, with the ends of each block of TB_GAP_BLOCK units. Units
 * whose pairs leave together (near scores) should stand side by side. */
typedef struct tb_gap_draws {
    size_t n, draws, blocks;
    double *z;              /* [draws][n] */
    double *low, *high;     /* [draws][blocks] least and largest error of a block */
    uint32_t *least, *most; /* [draws] the units with the least and the largest error of all */
} tb_gap_draws;

/* The largest difference of a draw, and of which two units; 0 of units `n` when there is none. */
typedef struct tb_gap {
    double size;
    uint32_t one, other;
} tb_gap;

/* All members but z, which the caller fills before tbi_gap_draws_bound. false: no memory. */
bool tbi_gap_draws_make(tb_gap_draws *g, size_t n, size_t draws, tb_arena *a);
/* Fills the ends of draws first .. first + count - 1. */
void tbi_gap_draws_bound(tb_gap_draws *g, size_t first, size_t count);

/* cap [blocks]: the largest of each block of scale [n]; of pairs, cap [blocks][blocks] of scale
 * [n][n]. */
void tbi_gap_caps(double *cap, const double *scale, size_t n);
void tbi_gap_pair_caps(double *cap, const double *scale, size_t n);

/* The largest |z_i - z_k| scale_k of draw d over the others k; scale [n] is 0 where a pair does not
 * count, cap [blocks] as tbi_gap_caps; bound [blocks]: scratch. `one` is i. */
tb_gap tbi_gap_of_unit(const tb_gap_draws *g, size_t d, size_t i, const double *scale,
                       const double *cap, double *bound);

/* The largest (z_i - z_k) scale_ik of draw d over all ordered pairs; scale [n][n], cap
 * [blocks][blocks]: the largest of two blocks. */
tb_gap tbi_gap_of_all(const tb_gap_draws *g, size_t d, const double *scale, const double *cap,
                      double *bound);

#endif
