/* num/rng.h - a stated random stream per (seed, stream, draw): the numbers of a draw are a pure
 * function of these three, so that threads, processes and restarts never change a result. Philox
 * 4x32-10 (Salmon, Moraes, Dror and Shaw 2011), ten rounds; key = seed, counter = (draw, stream,
 * block).
 * Only home of Random123. */
#ifndef TB_NUM_RNG_H
#define TB_NUM_RNG_H

#include <stddef.h>
#include <stdint.h>

/* Streams keep the uses of one seed apart. Values are part of the promise of the same bytes: never
 * renumber, add at the end. */
typedef enum tb_stream {
    TB_STREAM_FORECAST = 1, /* + 16 * index position: paths of scores */
    TB_STREAM_NOISE = 2,
    TB_STREAM_COMPLETE = 3,
    TB_STREAM_SIMULATE = 4,
    TB_STREAM_EFFECT = 5,
    TB_STREAM_BOOTSTRAP = 6,
    TB_STREAM_SYNTH = 7,
    TB_STREAM_PARAMETER = 8,
    TB_STREAM_SAMPLER = 9,
    TB_STREAM_LEVEL = 10, /* + 16 * index position, as the two below */
    TB_STREAM_PART = 11,
    TB_STREAM_WITHHELD = 12,
    TB_STREAM_TREATMENT = 14 /* adoptions: bootstraps, permutations, placebos */
} tb_stream;

/* A position in a stream. Plain; may be copied; no memory. */
typedef struct tb_rng {
    uint64_t seed, draw;
    uint32_t stream, block;
    uint32_t word[4];
    unsigned left; /* words of the block that were not used yet */
    double spare;  /* second number of a Box-Muller pair */
    int has_spare;
} tb_rng;

void tbi_rng_start(tb_rng *r, uint64_t seed, uint32_t stream, uint64_t draw);
uint32_t tbi_rng_u32(tb_rng *r);
uint64_t tbi_rng_u64(tb_rng *r);
/* the next n of tbi_rng_u32, block by block */
void tbi_rng_words(uint32_t *w, size_t n, tb_rng *r);
double tbi_rng_uniform(tb_rng *r);             /* open interval (0, 1), 53 bits */
double tbi_rng_normal(tb_rng *r);              /* Box-Muller (1958), both numbers used */
double tbi_rng_gamma(tb_rng *r, double shape); /* scale 1; Marsaglia and Tsang (2000) */
double tbi_rng_chisq(tb_rng *r, double df);
double tbi_rng_beta(tb_rng *r, double a, double b);
uint64_t tbi_rng_below(tb_rng *r, uint64_t n); /* 0..n-1 without bias; n > 0 */

/* z [n]: the standard normals of (seed, stream, draw), the same as n calls of tbi_rng_normal on a
 * fresh position. */
void tbi_rng_normals(double *z, size_t n, uint64_t seed, uint32_t stream, uint64_t draw);

/* z [n][draws]: the same for draws first .. first + draws - 1 side by side, normal j of draw first
 * + d at z[j * draws + d]; draws is a multiple of 8.
 * Faster than tbi_rng_normals for short vectors, and the layout that tbi_rank_block takes. */
void tbi_rng_normal_block(double *z, size_t n, size_t draws, uint64_t seed, uint32_t stream,
                          uint64_t first);

#endif
