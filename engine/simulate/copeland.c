/* copeland.c - each pair of units is compared once: what one wins the other loses. Wins are whole
 * numbers, so that they are added in any order. */
#include "simulate/copeland.h"

#include "num/simd.h"

#include <string.h>

enum { VECTOR = 8 };

/* Where weights cancel but for rounding it is a draw: below this share of all of them. */
static const double DRAW = 1e-12;

void tbi_copeland_lanes(double *score, const tb_copeland *c, size_t lanes, double *sign,
                        double *ahead)
{
    const tb_simd *kernels = tbi_simd_best();
    const double *x = c->x, *g = c->g;
    size_t n = c->units, parts = c->parts;
    double all[TB_COPELAND_LANES] = { 0 };
    for (size_t j = 0; j < parts; j++)
        for (size_t l = 0; l < lanes; l++)
            all[l] += g[j * lanes + l];
    memset(score, 0, n * lanes * sizeof *score);
    for (size_t i = 0; i + 1 < n; i++) {
        size_t rest = n - i - 1;
        for (size_t k = 0; k < rest; k++)
            for (size_t j = 0; j < parts; j++) {
                double mine = x[j * n + i], other = x[j * n + i + 1 + k];
                sign[k * parts + j] = (double)((mine > other) - (mine < other));
            }
        kernels->product(ahead, sign, g, rest, parts, lanes);
        for (size_t k = 0; k < rest; k++)
            for (size_t l = 0; l < lanes; l++) {
                double lead = ahead[k * lanes + l], nothing = DRAW * all[l];
                double win = (double)((lead > nothing) - (lead < -nothing)) *
                             c->there[i * lanes + l] * c->there[(i + 1 + k) * lanes + l];
                score[i * lanes + l] += win;
                score[(i + 1 + k) * lanes + l] -= win;
            }
    }
}

void tbi_copeland_lane(double *score, const tb_copeland *c, double *v)
{
    const tb_simd *kernels = tbi_simd_best();
    const double *x = c->x, *there = c->there;
    size_t n = c->units;
    double all = 0;
    for (size_t j = 0; j < c->parts; j++)
        all += c->g[j];
    for (size_t i = 0; i < n; i++)
        score[i] = 0;
    const double nothing = DRAW * all;
    for (size_t i = 0; i + 1 < n; i++) {
        size_t rest = n - i - 1;
        /* the last few from earlier on: whole vectors take less than their parts */
        size_t before = rest < VECTOR && n >= VECTOR ? VECTOR - rest : 0;
        const double *lead = v + before;
        kernels->sum_ahead(v, x + i + 1 - before, x + i, c->g, c->parts, n, rest + before);
        score[i] += kernels->wins(score + i + 1, lead, there + i + 1, there[i], nothing, rest);
    }
}
