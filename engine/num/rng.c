/* rng.c - Philox behind a position that can be started anywhere. */
#include "num/rng.h"

#include "num/simd.h"

#include <Random123/philox.h>
#include <math.h>

/* A counter-based generator: (seed, stream, draw) is the whole state, so that any draw can be
 * made alone and in any order. */
void tbi_rng_start(tb_rng *r, uint64_t seed, uint32_t stream, uint64_t draw)
{
    *r = (tb_rng){ .seed = seed, .draw = draw, .stream = stream };
}

/* Four words of Philox 4x32-10 (Salmon et al. 2011), whose counter is (draw, stream, block) and
 * key the seed: a stream needs no state but its position. */
static void refill_words(tb_rng *r)
{
    philox4x32_ctr_t counter = { { (uint32_t)r->draw, (uint32_t)(r->draw >> 32), r->stream,
                                   r->block++ } };
    philox4x32_key_t key = { { (uint32_t)r->seed, (uint32_t)(r->seed >> 32) } };
    philox4x32_ctr_t out = philox4x32(counter, key);
    for (int i = 0; i < 4; i++)
        r->word[i] = out.v[i];
    r->left = 4;
}

uint32_t tbi_rng_u32(tb_rng *r)
{
    if (r->left == 0)
        refill_words(r);
    return r->word[4 - r->left--];
}

/* The same words as n calls of tbi_rng_u32, whole blocks at once: what is left of the current
 * block comes first and the last block may be begun. Counter (draw low, draw high, stream,
 * block), key the seed. */
void tbi_rng_words(uint32_t *w, size_t n, tb_rng *r)
{
    size_t k = 0;
    while (k < n && r->left > 0)
        w[k++] = tbi_rng_u32(r);
    philox4x32_ctr_t counter = { { (uint32_t)r->draw, (uint32_t)(r->draw >> 32), r->stream,
                                   r->block } };
    philox4x32_key_t key = { { (uint32_t)r->seed, (uint32_t)(r->seed >> 32) } };
    for (; k + 4 <= n; k += 4, counter.v[3]++) {
        philox4x32_ctr_t out = philox4x32(counter, key);
        for (size_t i = 0; i < 4; i++)
            w[k + i] = out.v[i];
    }
    r->block = counter.v[3];
    while (k < n)
        w[k++] = tbi_rng_u32(r);
}

uint64_t tbi_rng_u64(tb_rng *r)
{
    uint64_t low = tbi_rng_u32(r);
    return low | (uint64_t)tbi_rng_u32(r) << 32;
}

/* In the open interval (0, 1): 2^52 values, half a step from either end. */
double tbi_rng_uniform(tb_rng *r)
{
    return ((double)(tbi_rng_u64(r) >> 12) + 0.5) * 0x1p-52;
}

/* Normals come in pairs; the second is kept, so a draw uses four words or none. */
double tbi_rng_normal(tb_rng *r)
{
    if (r->has_spare) {
        r->has_spare = 0;
        return r->spare;
    }
    uint64_t radius = tbi_rng_u64(r) >> 12;
    uint64_t angle = tbi_rng_u64(r) >> 12;
    double z[2];
    tbi_simd_best()->normal_pair(z, radius, angle);
    r->spare = z[1];
    r->has_spare = 1;
    return z[0];
}

/* Marsaglia and Tsang (2000): d v with v = (1 + c x)^3, d = shape - 1/3, c = 1 / sqrt(9 d). Below
 * shape 1, G(shape) = G(shape + 1) U^(1 / shape). u is drawn first in all cases, so that streams
 * are fixed. */
double tbi_rng_gamma(tb_rng *r, double shape)
{
    if (shape < 1) {
        double u = tbi_rng_uniform(r);
        return tbi_rng_gamma(r, shape + 1) * pow(u, 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / sqrt(9 * d);
    for (;;) {
        double x = tbi_rng_normal(r);
        double t = 1 + c * x;
        double v = t * t * t;
        if (t <= 0)
            continue;
        if (log(tbi_rng_uniform(r)) < 0.5 * x * x + d - d * v + d * log(v))
            return d * v;
    }
}

double tbi_rng_chisq(tb_rng *r, double df)
{
    return 2 * tbi_rng_gamma(r, df / 2);
}

double tbi_rng_beta(tb_rng *r, double a, double b)
{
    double x = tbi_rng_gamma(r, a);
    double y = tbi_rng_gamma(r, b);
    return x / (x + y);
}

/* Exactly uniform: what lies above the last multiple of n is drawn again. */
uint64_t tbi_rng_below(tb_rng *r, uint64_t n)
{
    uint64_t limit = UINT64_MAX - UINT64_MAX % n, u;
    do
        u = tbi_rng_u64(r);
    while (u >= limit);
    return u % n;
}

/* z [n] of one draw. */
void tbi_rng_normals(double *z, size_t n, uint64_t seed, uint32_t stream, uint64_t draw)
{
    tbi_simd_best()->normals(z, n, seed, stream, draw);
}

/* z [n][draws]: draws first .. first + draws - 1 side by side; draws a multiple of 8. */
void tbi_rng_normal_block(double *z, size_t n, size_t draws, uint64_t seed, uint32_t stream,
                          uint64_t first)
{
    tbi_simd_best()->normal_block(z, n, draws, seed, stream, first);
}
