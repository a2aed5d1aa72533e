/* num/simd.h - the inner loops that exist once per instruction set, and which set this processor
 * has. All sets give the same bits. */
#ifndef TB_NUM_SIMD_H
#define TB_NUM_SIMD_H

#include <stddef.h>
#include <stdint.h>

/* points that filter_means takes, and numbers of a year of it; scratch of `years` years */
enum { TB_FILTER_POINTS = 8, TB_FILTER_STEP = 6 * TB_FILTER_POINTS };
#define TB_FILTER_SCRATCH(years) (4 * (years) * (size_t)TB_FILTER_POINTS)

typedef struct tb_simd {
    const char *name; /* "avx512" "avx2" "neon" "plain" */
    size_t lanes;     /* doubles that go through it at once */
    /* z [2]: the Box-Muller pair of two 52-bit numbers. */
    void (*normal_pair)(double *z, uint64_t radius_bits, uint64_t angle_bits);
    /* z [n]: the normals of (seed, stream, draw) from its start. */
    void (*normals)(double *z, size_t n, uint64_t seed, uint32_t stream, uint64_t draw);
    /* z [n][draws]: normal j of draw first + d at z[j * draws + d]; draws is a multiple of 8. */
    void (*normal_block)(double *z, size_t n, size_t draws, uint64_t seed, uint32_t stream,
                         uint64_t first);
    /* Sorts 16 draws of n <= 64 scores: rank_kernel.h. */
    unsigned (*sort_64)(int32_t *key, uint8_t *absent, const double *score, size_t stride, size_t n,
                        size_t draws);
    void (*levels)(double *level, double *scale, const double *score, size_t stride, size_t n,
                   size_t draws, const double *down, const double *up);
    unsigned (*sort_changed)(int32_t *key, const double *level, const uint16_t *gone,
                             const double *v, const double *step, size_t n);
    /* row [16][64]: place + 1 of each of 64 units in each draw, from 64 rows of sorted keys; draws
     * that hold no sorted keys get rows of no meaning.
     */
    void (*rows)(uint8_t *row, const int32_t *key);
    /* y [n][draws] = mean + L z; draws is a multiple of 8: linalg_kernel.h. */
    void (*triangle)(double *y, const double *l, const double *mean, const double *z, size_t n,
                     size_t draws);
    /* x [rows][n] += L z: l the lower triangle row by row, z [rows][n]. Every step is a product,
     * then a sum, each rounded. */
    void (*add_triangle)(double *x, const double *l, const double *z, size_t rows, size_t n);
    /* y [n][draws] = V x: v [n][columns] row by row, x [columns][draws]; draws is a multiple of 8,
     * sums run over columns upwards. y is not x. */
    void (*product)(double *y, const double *v, const double *x, size_t n, size_t columns,
                    size_t draws);
    /* y [n][draws] = t + v x': v at v[i * step], x [draws]; draws is a multiple of 8. */
    void (*update)(double *y, const double *t, const double *v, size_t step, const double *x,
                   size_t n, size_t draws);
    /* The same with a v of each draw: v [n][draws]. */
    void (*update_each)(double *y, const double *t, const double *v, const double *x, size_t n,
                        size_t draws);
    /* sum [3] += over i < count: b (c - a), (a - c)^2, c - a. Values below 8192. */
    void (*pair_sums)(int64_t *sum, const uint16_t *a, const uint16_t *b, const uint16_t *c,
                      size_t count);
    /* v [count] out: the sum over parts, upwards, of g [parts] where mine > x and of -g where mine
     * < x;
     * part j of the others stands at x + j * stride, mine at mine[j * stride]. */
    void (*sum_ahead)(double *v, const double *x, const double *mine, const double *g, size_t parts,
                      size_t stride, size_t count);
    /* sum [count] += |rank - base|. */
    void (*add_shift)(uint32_t *sum, const uint16_t *rank, int base, size_t count);
    /* Ranks (0 .. 64) in rows of 64 bytes, a row a draw. acc [3][64] += over draws: b (c - a), (a -
     * c)^2, c - a, of unit u at tb_pick_place(u); at most 2^18 draws before acc is emptied. */
    void (*pick_rows)(int32_t *acc, const uint8_t *a, const uint8_t *b, const uint8_t *c,
                      size_t draws);
    /* shift [draws]: of each row the sum of |rank & counts - base|; base, counts [64]. */
    void (*shift_rows)(uint32_t *shift, const uint8_t *row, const uint8_t *base,
                       const uint8_t *counts, size_t draws);
    /* bound [n] = max(high - z, z - low) cap, or (z - low) cap when `above` is set; returns the
     * largest, 0 at least. */
    double (*bound_gaps)(double *bound, const double *low, const double *high, const double *cap,
                         double z, int above, size_t n);
    /* Points over draws [n]: to += w size; reach += w (size + held) and extra -= w held; extra +=
     * part reach; in how many draws gap <= extra. */
    void (*add_sizes)(double *to, const float *size, double w, size_t n);
    void (*add_record)(double *reach, double *extra, const float *size, const float *held, double w,
                       size_t n);
    void (*add_part)(double *extra, const double *reach, double part, size_t n);
    size_t (*count_reached)(const double *gap, const double *extra, size_t n);
    /* x [n] = from + each step [steps] in turn, from its number `at` on, then -INFINITY where it is
     * below least with a slack for sums of floats; returns how many are not. Of x [n]: -INFINITY
     * where it is not below most with that slack, how many are; how many are not below least. */
    size_t (*keep_open)(float *x, const float *from, const float *const *step, size_t steps,
                        size_t at, const float *least, size_t n);
    size_t (*drop_sure)(float *x, const float *most, size_t n);
    size_t (*count_near)(const float *x, const float *least, size_t n);
    /* The least and the largest of x [n] without its NaN, infinities the wrong way round of none;
     * v = a x + b, 0 where x is NaN. */
    void (*range)(double *low, double *high, const double *x, size_t n);
    void (*affine)(double *v, const double *x, double a, double b, size_t n);
    /* sum [8] -= over the series of y [series][years] and their known years, in this order, 0.5 d d
     * weight + constant, d = y - a - u of two states that start at 0: every year a *= kept, u *=
     * fade, and in a known one a += gain_a d, u += gain_u d. step [years][6][8]: of each point
     * kept, fade, gain_a, gain_u, weight, constant. All series have the gaps (NaN) of the first.
     * term [TB_FILTER_SCRATCH(years)]: scratch. */
    void (*filter_means)(double *sum, const double *y, size_t series, size_t years,
                         const double *step, double *term);
    /* Whom one unit beats: each v [n] is 1 above nothing and -1 below -nothing, times mine and
     * there [n], which are 0 or 1; sum [n] -= it; returns their sum. */
    double (*wins)(double *sum, const double *v, const double *there, double mine, double nothing,
                   size_t n);
    /* to [n][8], `step` apart, = sign from [8][n], `apart` apart. */
    void (*turn)(double *to, size_t step, const double *from, size_t apart, size_t n, double sign);
    /* row [n] = (row own + the sum over k < rows, upwards, of l[k] before[k]) wide + (base + mean);
     * before [rows][n], wide NULL: 1. */
    void (*score_row)(double *row, const double *before, const double *l, size_t rows, double own,
                      const double *wide, double base, const double *mean, size_t n);
    /* row [n] = level + mean + sd (row wide). */
    void (*frozen_row)(double *row, const double *wide, double level, double sd, const double *mean,
                       size_t n);
    /* to [n] = sign from, at least `least` and at most `most`. */
    void (*hold)(double *to, const double *from, double sign, double least, double most, size_t n);
    /* sum [8], known [8] += in lane i % 8 (x - from)^power, power 1 or 2, and 1; not of NaN. */
    void (*sum_powers)(double *sum, uint64_t *known, const double *x, size_t n, double from,
                       int power);
    /* bin [n]: the whole part of (x - low) scale within 0 .. most; most + 1 for NaN. */
    void (*bins)(uint16_t *bin, const double *x, double low, double scale, int most, size_t n);
    /* row [n]: of the points 0, s, 2 s .. most, with s = most / (points - 1), the first that is not
     * below others - own, or `points`; points + k: it is k <= `below` whole steps below 0. */
    void (*need_steps)(uint8_t *row, const double *others, double own, double most, int points,
                       int below, size_t n);
} tb_simd;

/* The table of one set: what the kernel headers define for LANES, in the order above. */
#define TB_SIMD_TABLE(name)                                                                        \
    {                                                                                              \
        name, LANES, draw_normal_pair, draw_normals, draw_normal_block, sort_scores,               \
            compute_levels, sort_changed_scores, write_rank_rows, multiply_triangle,               \
            add_triangle_product, multiply_matrix, update_rows, update_each_row, sum_rank_pairs,   \
            sum_parts_ahead, add_rank_shifts, add_picked_rows, sum_row_shifts, bound_largest_gaps, \
            add_weighted_sizes, add_record_sizes, add_part_reach, count_reached_draws,             \
            keep_open_draws, drop_sure_draws, count_near_draws, find_value_range, map_affine,      \
            filter_series_means, count_wins, transpose_rows, make_score_row, make_frozen_row,      \
            hold_scores, sum_lane_powers, find_bins, find_need_steps                               \
    }

extern const tb_simd tbi_simd_plain;
#if defined(__x86_64__) && defined(__GNUC__)
#define TB_SIMD_X86 1
extern const tb_simd tbi_simd_avx2, tbi_simd_avx512;
#endif

/* Where pick_rows adds what belongs to a unit: the order in which bytes of four rows come together.
 * */
static inline size_t tb_pick_place(size_t unit)
{
    return 16 * (unit / 4 % 4) + 4 * (unit / 16) + unit % 4;
}

/* The fastest set that this processor has. */
const tb_simd *tbi_simd_best(void);
/* All sets that this processor has, plain first; returns how many; out has room for 3. For tests
 * and benchmarks. */
size_t tbi_simd_all(const tb_simd **out);

#endif
