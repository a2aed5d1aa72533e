/* rank_sets.c - bootstrap of studentised differences, all pairs at once, in steps. */
#include "base/arena.h"
#include "base/error.h"
#include "messages/simulate.h"
#include "num/rng.h"
#include "simulate/error_factor.h"
#include "simulate/largest_gap.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/simulate.h>

/* Units stand in the order of their scores: those that are told apart from a unit are then whole
 * blocks (largest_gap.h). */
typedef struct bootstrap {
    size_t n, draws;     /* ranked units; draws of all their errors together */
    double level;        /* of the sets, such as 0.95 */
    size_t *order;       /* [n] who stands there */
    double *score;       /* [n] larger is better */
    tb_gap_draws errors; /* of the scores, with their covariance */
    /* [n][n] 1 / standard error of a difference; 0 when it has none: such a pair is told apart by
     * its scores alone */
    double *scale;
} bootstrap;

/* What one search for sets works in. */
typedef struct stepdown {
    unsigned char *done; /* [rows][n] pairs told apart */
    double *reach;       /* [rows][n] scale of those that are not, 0 of the others */
    double *cap;         /* [blocks or 1][blocks] the largest reach of two blocks */
    tb_gap *gap;         /* [draws] the largest difference of each draw */
    double *most;        /* [draws] */
    double *bound;       /* [blocks] */
} stepdown;

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

/* The critical value of the largest differences that stand in w->gap. */
static double find_step(const bootstrap *b, const stepdown *w)
{
    for (size_t d = 0; d < b->draws; d++)
        w->most[d] = w->gap[d].size;
    return find_critical(w->most, b);
}

/* One unit against all others. A draw is looked at again only where the pair that its largest
 * difference came from has left. */
static void find_marginal_set(int *set, const bootstrap *b, size_t i, const stepdown *w)
{
    size_t n = b->n;
    memset(w->done, 0, n);
    memcpy(w->reach, b->scale + i * n, n * sizeof *w->reach);
    for (bool first = true, again = true; again; first = false) {
        tbi_gap_caps(w->cap, w->reach, n);
        for (size_t d = 0; d < b->draws; d++)
            if (first || (w->gap[d].other < n && !(w->reach[w->gap[d].other] > 0)))
                w->gap[d] = tbi_gap_of_unit(&b->errors, d, i, w->reach, w->cap, w->bound);
        double c = find_step(b, w);
        again = false;
        for (size_t k = 0; k < n; k++)
            if (k != i && !w->done[k] && fabs(studentise_gap(b, i, k)) > c) {
                w->done[k] = 1;
                w->reach[k] = 0;
                again = true;
            }
    }
    set[0] = 1;
    set[1] = (int)n;
    for (size_t k = 0; k < n; k++) {
        if (!w->done[k])
            continue;
        if (b->score[k] > b->score[i])
            set[0]++;
        else
            set[1]--;
    }
}

/* Marks the pairs (i, k), i above k, that c tells apart; either: they leave in both directions. */
static bool mark_apart(const bootstrap *b, bool either, double c, const stepdown *w)
{
    bool any = false;
    size_t n = b->n;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            if (i == k || w->done[i * n + k] || !(studentise_gap(b, i, k) > c))
                continue;
            w->done[i * n + k] = 1;
            w->reach[i * n + k] = 0;
            if (either)
                w->reach[k * n + i] = 0;
            any = true;
        }
    return any;
}

/* All pairs together. one_sided: ordered pairs (i, k), "i is above k"; otherwise both directions at
 * once. w->done [n][n]: marks i told to be above k; w->bound [threads][blocks]. */
static void find_joint_set(const bootstrap *b, bool one_sided, const stepdown *w, int threads)
{
    size_t n = b->n, blocks = b->errors.blocks;
    memset(w->done, 0, n * n);
    memcpy(w->reach, b->scale, n * n * sizeof *w->reach);
    for (bool first = true, again = true; again; first = false) {
        tbi_gap_pair_caps(w->cap, w->reach, n);
#pragma omp parallel for num_threads(threads) schedule(dynamic, 64)
        for (size_t d = 0; d < b->draws; d++) {
            const tb_gap *gap = &w->gap[d];
            double *bound = w->bound + (size_t)omp_get_thread_num() * blocks;
            if (first || (gap->one < n && !(w->reach[gap->one * n + gap->other] > 0)))
                w->gap[d] = tbi_gap_of_all(&b->errors, d, w->reach, w->cap, bound);
        }
        again = mark_apart(b, !one_sided, find_step(b, w), w);
    }
}

/* A score and its unit, for putting them in order. */
typedef struct ranked {
    double score;
    size_t unit;
} ranked;

/* Ties by unit: the order never depends on the sort. */
static int compare_ranked(const void *left, const void *right)
{
    const ranked *a = left, *b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (a->unit > b->unit) - (a->unit < b->unit);
}

/* Fills b->order, score and scale. */
static tb_status order_units(bootstrap *b, const double *score, const double *covariance,
                             tb_arena *a, tb_err *err)
{
    size_t n = b->n;
    ranked *unit = TB_NEW(a, ranked, n);
    b->order = TB_NEW(a, size_t, n);
    b->score = TB_NEW(a, double, n);
    b->scale = TB_NEW(a, double, (n * n));
    if (a->refused)
        return tbi_no_memory(err, "the confidence sets for ranks");
    for (size_t i = 0; i < n; i++)
        unit[i] = (ranked){ score[i], i };
    qsort(unit, n, sizeof *unit, compare_ranked);
    for (size_t i = 0; i < n; i++) {
        b->order[i] = unit[i].unit;
        b->score[i] = unit[i].score;
    }
    for (size_t i = 0; i < n; i++) {
        const double *row = covariance + b->order[i] * n;
        double own = row[b->order[i]];
        for (size_t k = 0; k < n; k++) {
            double other = covariance[b->order[k] * n + b->order[k]];
            double v = own + other - 2 * row[b->order[k]];
            b->scale[i * n + k] = i != k && v > 1e-14 * (own + other) ? 1 / sqrt(v) : 0;
        }
    }
    return TB_OK;
}

/* Draws the scores' errors, N(0, covariance), into b->errors. A block of draws has its own random
 * numbers, so that the number of threads changes nothing. */
static tb_status draw_errors(bootstrap *b, const double *covariance, uint64_t seed, int threads,
                             tb_arena *a, tb_err *err)
{
    enum { BLOCK = 64 };
    size_t n = b->n;
    tb_error_factor f;
    tb_status st = tbi_error_factor_make(&f, covariance, n, a, err);
    if (st != TB_OK)
        return st;
    double *room = TB_NEW(a, double, ((size_t)threads * 2 * n * BLOCK));
    double *nothing = TB_NEW(a, double, n);
    if (!tbi_gap_draws_make(&b->errors, n, b->draws, a) || a->refused)
        return tbi_no_memory(err, "the confidence sets for ranks");
#pragma omp parallel for num_threads(threads) schedule(dynamic)
    for (size_t d = 0; d < b->draws; d += BLOCK) {
        double *z = room + (size_t)omp_get_thread_num() * 2 * n * BLOCK, *y = z + n * BLOCK;
        size_t count = b->draws - d < BLOCK ? b->draws - d : BLOCK;
        tbi_rng_normal_block(z, n, BLOCK, seed, TB_STREAM_BOOTSTRAP, d);
        tbi_error_factor_multiply(y, &f, nothing, z, BLOCK);
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < count; k++)
                b->errors.z[(d + k) * n + i] = y[b->order[i] * BLOCK + k];
        tbi_gap_draws_bound(&b->errors, d, count);
    }
    return TB_OK;
}

/* Scratch of the searches for sets: of each thread its own for single units, then of all together
 * for pairs. */
static tb_status make_room(stepdown *unit, stepdown *pairs, const bootstrap *b, int threads,
                           tb_arena *a, tb_err *err)
{
    size_t n = b->n, blocks = b->errors.blocks;
    for (int k = 0; k < threads; k++)
        unit[k] = (stepdown){ TB_NEW(a, unsigned char, n), TB_NEW(a, double, n),
                              TB_NEW(a, double, blocks),   TB_NEW(a, tb_gap, b->draws),
                              TB_NEW(a, double, b->draws), TB_NEW(a, double, blocks) };
    *pairs = (stepdown){
        TB_NEW(a, unsigned char, (n * n)),    TB_NEW(a, double, (n * n)),
        TB_NEW(a, double, (blocks * blocks)), TB_NEW(a, tb_gap, b->draws),
        TB_NEW(a, double, b->draws),          TB_NEW(a, double, ((size_t)threads * blocks))
    };
    return a->refused ? tbi_no_memory(err, "the confidence sets for ranks") : TB_OK;
}

/* What all pairs together tell: ranks of each unit, and whether it may be among the best unless
 * `best` others or more are told to be above it. */
static void find_sets_of_all(tb_rank_sets *out, const bootstrap *b, size_t best, const stepdown *w,
                             int threads)
{
    size_t n = b->n;
    find_joint_set(b, false, w, threads);
    for (size_t i = 0; i < n; i++) {
        int *set = out->simultaneous + 2 * b->order[i];
        set[0] = 1;
        set[1] = (int)n;
        for (size_t k = 0; k < n; k++) {
            set[0] += w->done[k * n + i];
            set[1] -= w->done[i * n + k];
        }
    }
    find_joint_set(b, true, w, threads);
    for (size_t i = 0; i < n; i++) {
        size_t above = 0;
        for (size_t k = 0; k < n; k++)
            above += w->done[k * n + i];
        out->among_best[b->order[i]] = above < best;
    }
}

/* marginal and simultaneous [n][2]: first and last rank. */
tb_status tb_rank_sets_make(tb_rank_sets *out, const double *score, const double *covariance,
                            size_t n, double level, size_t draws, size_t best, uint64_t seed,
                            int threads, tb_err *err)
{
    if (!(level > 0.5 && level < 1))
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_LEVEL_CONFIDENCE_SET_MUST, level);
    if (draws < 100)
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_CONFIDENCE_SETS_RANKS_NEED, draws);
    tb_arena own = { 0 };
    bootstrap b = { .n = n, .draws = draws, .level = level };
    threads = threads < 1 ? 1 : threads;
    stepdown pairs, *unit = TB_NEW(&own, stepdown, (size_t)threads);
    tb_status st = unit != NULL ? order_units(&b, score, covariance, &own, err)
                                : tbi_no_memory(err, "the confidence sets for ranks");
    if (st == TB_OK)
        st = draw_errors(&b, covariance, seed, threads, &own, err);
    if (st == TB_OK)
        st = make_room(unit, &pairs, &b, threads, &own, err);
    if (st != TB_OK) {
        tbi_arena_free(&own);
        return st;
    }
#pragma omp parallel for num_threads(threads) schedule(dynamic)
    for (size_t i = 0; i < n; i++)
        find_marginal_set(out->marginal + 2 * b.order[i], &b, i, &unit[omp_get_thread_num()]);
    find_sets_of_all(out, &b, best, &pairs, threads);
    tbi_arena_free(&own);
    return TB_OK;
}
