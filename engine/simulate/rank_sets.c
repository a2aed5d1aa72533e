/* rank_sets.c - bootstrap of studentised differences, all pairs at once, in steps. */
#include "base/arena.h"
#include "base/error.h"
#include "messages/simulate.h"
#include "num/rng.h"
#include "num/simd.h"
#include "statespace/mvnormal.h"

#include <math.h>
#include <string.h>
#include <tangbac/simulate.h>

typedef struct bootstrap {
    size_t n, draws;     /* ranked units; draws of all their errors together */
    double level;        /* of the sets, such as 0.95 */
    const double *score; /* [n] larger is better */
    double *z;           /* [n][draws] errors of the scores, with their covariance */
    /* [n][n] 1 / standard error of a difference; 0 when it has none: such a pair is told apart by
     * its scores alone */
    double *scale;
} bootstrap;

/* The order statistic `k` (from 0) of x [n], reordering it (Hoare 1961). */
static double select_kth(double *x, size_t n, size_t k)
{
    ptrdiff_t lo = 0;
    ptrdiff_t hi = (ptrdiff_t)n - 1;
    ptrdiff_t want = (ptrdiff_t)k;
    while (lo < hi) {
        double pivot = x[lo + (hi - lo) / 2];
        ptrdiff_t i = lo, j = hi;
        while (i <= j) {
            while (x[i] < pivot)
                i++;
            while (x[j] > pivot)
                j--;
            if (i > j)
                break;
            double t = x[i];
            x[i++] = x[j];
            x[j--] = t;
        }
        if (want <= j)
            hi = j;
        else if (want >= i)
            lo = i;
        else
            break;
    }
    return x[k];
}

/* The `level` quantile of the draws' largest studentised differences: their ceil(level *
 * draws)-th smallest. most [draws] is reordered. */
static double find_critical(double *most, const bootstrap *b)
{
    size_t k = (size_t)ceil(b->level * (double)b->draws) - 1;
    return select_kth(most, b->draws, k < b->draws ? k : b->draws - 1);
}

/* (score_i - score_k) / its standard error; without one plus or minus infinity by the sign
 * alone. */
static double studentise_gap(const bootstrap *b, size_t i, size_t k)
{
    double gap = b->score[i] - b->score[k];
    if (b->scale[i * b->n + k] > 0)
        return gap * b->scale[i * b->n + k];
    return gap > 0 ? INFINITY : gap < 0 ? -INFINITY : 0;
}

static const double *get_draws(const bootstrap *b, size_t i)
{
    return b->z + i * b->draws;
}

/* One unit against all others: done [n] marks pairs told apart; most [draws] scratch. */
static void find_marginal_set(int *set, const bootstrap *b, size_t i, unsigned char *done,
                              double *most)
{
    const tb_simd *kernels = tbi_simd_best();
    memset(done, 0, b->n);
    for (bool again = true; again;) {
        memset(most, 0, b->draws * sizeof *most);
        for (size_t k = 0; k < b->n; k++)
            if (k != i && !done[k])
                kernels->max_gap(most, get_draws(b, i), get_draws(b, k), b->scale[i * b->n + k], 0,
                                 b->draws);
        double c = find_critical(most, b);
        again = false;
        for (size_t k = 0; k < b->n; k++)
            if (k != i && !done[k] && fabs(studentise_gap(b, i, k)) > c) {
                done[k] = 1;
                again = true;
            }
    }
    set[0] = 1;
    set[1] = (int)b->n;
    for (size_t k = 0; k < b->n; k++) {
        if (!done[k])
            continue;
        if (b->score[k] > b->score[i])
            set[0]++;
        else
            set[1]--;
    }
}

/* All pairs together. one_sided: ordered pairs (i, k), "i is above k"; otherwise both directions at
 * once. done [n][n]: marks i told to be above k. */
static void find_joint_set(const bootstrap *b, bool one_sided, unsigned char *done, double *most,
                           int threads)
{
    const tb_simd *kernels = tbi_simd_best();
    enum { PIECE = 512 };
    memset(done, 0, b->n * b->n);
    for (bool again = true; again;) {
#pragma omp parallel for num_threads(threads) schedule(dynamic)
        for (size_t from = 0; from < b->draws; from += PIECE) {
            size_t count = b->draws - from < PIECE ? b->draws - from : PIECE;
            memset(most + from, 0, count * sizeof *most);
            for (size_t i = 0; i < b->n; i++)
                for (size_t k = i + 1; k < b->n; k++) {
                    const double *zi = get_draws(b, i) + from;
                    const double *zk = get_draws(b, k) + from;
                    bool up = !done[i * b->n + k], down = !done[k * b->n + i];
                    double scale = b->scale[i * b->n + k];
                    if (up && down)
                        kernels->max_gap(most + from, zi, zk, scale, 0, count);
                    else if (one_sided && up)
                        kernels->max_gap(most + from, zi, zk, scale, 1, count);
                    else if (one_sided && down)
                        kernels->max_gap(most + from, zk, zi, scale, 1, count);
                }
        }
        double c = find_critical(most, b);
        again = false;
        for (size_t i = 0; i < b->n; i++)
            for (size_t k = 0; k < b->n; k++)
                if (i != k && !done[i * b->n + k] && studentise_gap(b, i, k) > c) {
                    done[i * b->n + k] = 1;
                    again = true;
                }
    }
}

/* Draws the scores' errors, N(0, covariance), into b->z [n][draws] and fills b->scale. A block
 * of draws has its own random numbers, so that the number of threads changes nothing. */
static tb_status draw_errors(bootstrap *b, const double *covariance, uint64_t seed, int threads,
                             tb_arena *a, tb_err *err)
{
    enum { BLOCK = 64 };
    size_t n = b->n;
    double *factor = TB_NEW(a, double, (n * n));
    double *l = TB_NEW(a, double, (n * (n + 1) / 2));
    double *nothing = TB_NEW(a, double, n);
    b->z = TB_NEW(a, double, (n * b->draws));
    b->scale = TB_NEW(a, double, (n * n));
    double *room = TB_NEW(a, double, ((size_t)threads * 2 * n * BLOCK));
    if (a->refused)
        return tbi_no_memory(err, "the confidence sets for ranks");
    memcpy(factor, covariance, n * n * sizeof *factor);
    if (!tbi_mvnormal_factor(factor, n))
        return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_MATRIX_GIVEN_SCORES_COVARIANCE);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k <= i; k++)
            l[i * (i + 1) / 2 + k] = factor[i * n + k];
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            double v = covariance[i * n + i] + covariance[k * n + k] - 2 * covariance[i * n + k];
            double all = covariance[i * n + i] + covariance[k * n + k];
            b->scale[i * n + k] = i != k && v > 1e-14 * all ? 1 / sqrt(v) : 0;
        }
    const tb_simd *kernels = tbi_simd_best();
#pragma omp parallel num_threads(threads)
    {
        double *z = NULL;
#pragma omp critical(tb_rank_sets_room)
        {
            z = room;
            room += 2 * n * BLOCK;
        }
#pragma omp for schedule(dynamic)
        for (size_t d = 0; d < b->draws; d += BLOCK) {
            double *y = z + n * BLOCK;
            tbi_rng_normal_block(z, n, BLOCK, seed, TB_STREAM_BOOTSTRAP, d);
            kernels->triangle(y, l, nothing, z, n, BLOCK);
            size_t count = b->draws - d < BLOCK ? b->draws - d : BLOCK;
            for (size_t i = 0; i < n; i++)
                memcpy(b->z + i * b->draws + d, y + i * BLOCK, count * sizeof *y);
        }
    }
    return TB_OK;
}

/* marginal and simultaneous [n][2]: first and last rank. A unit may be among the best unless
 * `best` others or more are told to be above it. */
tb_status tb_rank_sets_make(tb_rank_sets *out, const double *score, const double *covariance,
                            size_t n, double level, size_t draws, size_t best, uint64_t seed,
                            int threads, tb_err *err)
{
    if (!(level > 0.5 && level < 1))
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_LEVEL_CONFIDENCE_SET_MUST, level);
    if (draws < 100)
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_CONFIDENCE_SETS_RANKS_NEED, draws);
    tb_arena own = { 0 };
    bootstrap b = { .n = n, .draws = draws, .level = level, .score = score };
    threads = threads < 1 ? 1 : threads;
    tb_status st = draw_errors(&b, covariance, seed, threads, &own, err);
    unsigned char *done = TB_NEW(&own, unsigned char, (n * n));
    double *most = TB_NEW(&own, double, ((size_t)threads * draws));
    if (st == TB_OK && (done == NULL || most == NULL))
        st = tbi_no_memory(err, "the confidence sets for ranks");
    if (st != TB_OK) {
        tbi_arena_free(&own);
        return st;
    }
    double *next = most;
#pragma omp parallel num_threads(threads)
    {
        double *mine;
#pragma omp critical(tb_rank_sets_room)
        {
            mine = next;
            next += draws;
        }
#pragma omp for schedule(dynamic)
        for (size_t i = 0; i < n; i++)
            find_marginal_set(out->marginal + 2 * i, &b, i, done + i * n, mine);
    }
    find_joint_set(&b, false, done, most, threads);
    for (size_t i = 0; i < n; i++) {
        out->simultaneous[2 * i] = 1;
        out->simultaneous[2 * i + 1] = (int)n;
        for (size_t k = 0; k < n; k++) {
            out->simultaneous[2 * i] += done[k * n + i];
            out->simultaneous[2 * i + 1] -= done[i * n + k];
        }
    }
    find_joint_set(&b, true, done, most, threads);
    for (size_t i = 0; i < n; i++) {
        size_t above = 0;
        for (size_t k = 0; k < n; k++)
            above += done[k * n + i];
        out->among_best[i] = above < best;
    }
    tbi_arena_free(&own);
    return TB_OK;
}
