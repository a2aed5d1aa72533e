/* largest_gap.c - bounds of blocks first, pairs only where a block might hold a larger one. Every
 * bound is a difference and a product, rounded as those of its pairs are, and both are monotone:
 * no pair above what was found is ever left out. */
#include "simulate/largest_gap.h"

#include "num/simd.h"

#include <math.h>
#include <string.h>

enum { BLOCK = TB_GAP_BLOCK };

bool tbi_gap_draws_make(tb_gap_draws *g, size_t n, size_t draws, tb_arena *a)
{
    size_t blocks = (n + BLOCK - 1) / BLOCK;
    *g = (tb_gap_draws){ .n = n, .draws = draws, .blocks = blocks };
    g->z = TB_NEW(a, double, (draws * n));
    g->low = TB_NEW(a, double, (draws * blocks));
    g->high = TB_NEW(a, double, (draws * blocks));
    g->least = TB_NEW(a, uint32_t, draws);
    g->most = TB_NEW(a, uint32_t, draws);
    return !a->refused;
}

static size_t find_end(size_t block, size_t n)
{
    size_t end = (block + 1) * BLOCK;
    return end < n ? end : n;
}

void tbi_gap_draws_bound(tb_gap_draws *g, size_t first, size_t count)
{
    for (size_t d = first; d < first + count; d++) {
        const double *z = g->z + d * g->n;
        size_t least = 0, most = 0;
        for (size_t b = 0; b < g->blocks; b++) {
            size_t low = b * BLOCK, high = low;
            for (size_t i = low + 1; i < find_end(b, g->n); i++) {
                low = z[i] < z[low] ? i : low;
                high = z[i] > z[high] ? i : high;
            }
            g->low[d * g->blocks + b] = z[low];
            g->high[d * g->blocks + b] = z[high];
            least = z[low] < z[least] ? low : least;
            most = z[high] > z[most] ? high : most;
        }
        g->least[d] = (uint32_t)least;
        g->most[d] = (uint32_t)most;
    }
}

void tbi_gap_caps(double *cap, const double *scale, size_t n)
{
    for (size_t b = 0; b * BLOCK < n; b++) {
        cap[b] = 0;
        for (size_t k = b * BLOCK; k < find_end(b, n); k++)
            cap[b] = fmax(cap[b], scale[k]);
    }
}

void tbi_gap_pair_caps(double *cap, const double *scale, size_t n)
{
    size_t blocks = (n + BLOCK - 1) / BLOCK;
    memset(cap, 0, blocks * blocks * sizeof *cap);
    for (size_t i = 0; i < n; i++) {
        double *row = cap + i / BLOCK * blocks;
        for (size_t k = 0; k < n; k++)
            row[k / BLOCK] = fmax(row[k / BLOCK], scale[i * n + k]);
    }
}

/* Takes a pair that is larger than what was found. */
static void offer_pair(tb_gap *best, double size, size_t one, size_t other)
{
    if (size > best->size)
        *best = (tb_gap){ size, (uint32_t)one, (uint32_t)other };
}

/* Unit i against those of one block: above them, or either way. */
static void search_block(tb_gap *best, const double *z, size_t i, const double *scale, size_t from,
                         size_t end, bool either)
{
    for (size_t k = from; k < end; k++)
        offer_pair(best, (either ? fabs(z[i] - z[k]) : z[i] - z[k]) * scale[k], i, k);
}

tb_gap tbi_gap_of_unit(const tb_gap_draws *g, size_t d, size_t i, const double *scale,
                       const double *cap, double *bound)
{
    const double *z = g->z + d * g->n;
    size_t ends[2] = { g->least[d], g->most[d] };
    tb_gap best = { 0, (uint32_t)g->n, (uint32_t)g->n };
    for (int k = 0; k < 2; k++)
        search_block(&best, z, i, scale, ends[k], ends[k] + 1, true);
    double most = tbi_simd_best()->bound_gaps(bound, g->low + d * g->blocks,
                                              g->high + d * g->blocks, cap, z[i], 0, g->blocks);
    for (size_t b = 0; b < g->blocks && most > best.size; b++)
        if (bound[b] > best.size)
            search_block(&best, z, i, scale, b * BLOCK, find_end(b, g->n), true);
    return best;
}

/* All units of one block as the upper ones. */
static void search_rows(tb_gap *best, const tb_gap_draws *g, size_t d, size_t block,
                        const double *scale, const double *cap, double *bound)
{
    const double *z = g->z + d * g->n, *low = g->low + d * g->blocks;
    const double *own = cap + block * g->blocks;
    double high = g->high[d * g->blocks + block];
    double most = tbi_simd_best()->bound_gaps(bound, low, low, own, high, 1, g->blocks);
    for (size_t b = 0; b < g->blocks && most > best->size; b++) {
        if (!(bound[b] > best->size))
            continue;
        for (size_t i = block * BLOCK; i < find_end(block, g->n); i++)
            if ((z[i] - low[b]) * own[b] > best->size)
                search_block(best, z, i, scale + i * g->n, b * BLOCK, find_end(b, g->n), false);
    }
}

/* From the unit with the largest error to that with the least first: mostly that is all. */
tb_gap tbi_gap_of_all(const tb_gap_draws *g, size_t d, const double *scale, const double *cap,
                      double *bound)
{
    const double *z = g->z + d * g->n;
    size_t least = g->least[d], most = g->most[d];
    tb_gap best = { 0, (uint32_t)g->n, (uint32_t)g->n };
    offer_pair(&best, (z[most] - z[least]) * scale[most * g->n + least], most, least);
    for (size_t b = 0; b < g->blocks; b++)
        search_rows(&best, g, d, b, scale, cap, bound);
    return best;
}
