/* evaluate.c - draws into counts, and points into sums; tables of up to 64 units have their own way
 * for points (evaluate_small.c). */
#include "simulate/evaluate.h"
#include "simulate/evaluate_small.h"

#include "num/simd.h"
#include "simulate/batches.h"

#include <string.h>

/* Draws are sorted by method, so that those side by side share the normalised values. counts is
 * the thread's own. O(count x units log units). */
void tbi_evaluate_draws(tb_rank_counts *counts, const tb_work_plan *p, uint64_t first, size_t count,
                        tb_workspace *w)
{
    const tb_setting *block[TB_LANES_MOST];
    size_t lanes, n = p->design->parts->units, filled = 0;
    tbi_settings_of_draws(w->a, w->ga, w->stride, p, first, count);
    tbi_batches_sort(w->order, w->a, count, p->design->methods);
    for (size_t at = 0, used; at < count; at += used) {
        used = tbi_batches_next(block, &lanes, w->a, w->order, at, count);
        tbi_composite_scores(w->score, NULL, p->composite, block, used, lanes, w->composite);
        /* a large table with ties is ranked again, tie by tie */
        if (n <= 64 || tbi_rank_part(w->rank, w->score, n, lanes, used, w->room)) {
            tbi_rank_count(counts, w->score, lanes, used, w->room);
            continue;
        }
        for (size_t i = 0; i < n; i++)
            memcpy(w->rank_a + i * w->stride + filled, w->rank + i * lanes, used * sizeof *w->rank);
        filled += used;
    }
    if (filled > 0)
        tbi_rank_count_ranks(counts, w->rank_a, w->stride, filled);
}

/* For each evaluation the sum over units of |rank - reference rank|. */
static void sum_shifts(uint32_t *shift, const uint16_t *rank, const tb_work_plan *p, size_t count,
                       size_t stride, size_t room)
{
    const tb_simd *kernels = tbi_simd_best();
    memset(shift, 0, room * sizeof *shift);
    for (size_t i = 0; i < p->design->parts->units; i++)
        if (p->reference[i] != 0)
            kernels->add_shift(shift, rank + i * stride, p->reference[i], count);
}

/* Ranks of `count` settings into rank [units][stride], at the settings' own places. */
static void rank_settings(uint16_t *rank, uint32_t *shift, const tb_work_plan *p,
                          const tb_setting *s, const uint32_t *order, size_t count, tb_workspace *w)
{
    const tb_setting *block[TB_LANES_MOST];
    size_t lanes, n = p->design->parts->units, stride = w->stride;
    for (size_t at = 0, used; at < count; at += used) {
        used = tbi_batches_next(block, &lanes, s, order, at, count);
        tbi_composite_scores(w->score, NULL, p->composite, block, used, lanes, w->composite);
        tbi_rank_part(w->rank, w->score, n, lanes, used, w->room);
        for (size_t i = 0; i < n; i++)
            for (size_t l = 0; l < used; l++)
                rank[i * stride + order[at + l]] = w->rank[i * lanes + l];
    }
    sum_shifts(shift, rank, p, count, stride, count);
}

/* Adds B (C - A), (A - C)^2 and C - A of some evaluations to the sums of a factor, for every
 * output. b stands in rows of stride_b. */
static void add_picks(int64_t *pick, size_t n, const uint16_t *a, const uint16_t *b,
                      const uint16_t *c, size_t stride, size_t stride_b, const uint32_t *shift_a,
                      const uint32_t *shift_b, const uint32_t *shift_c, size_t count)
{
    const tb_simd *kernels = tbi_simd_best();
    for (size_t i = 0; i < n; i++)
        kernels->pair_sums(pick + 3 * i, a + i * stride, b + i * stride_b, c + i * stride, count);
    for (size_t l = 0; l < count; l++) {
        int64_t difference = (int64_t)shift_c[l] - shift_a[l];
        pick[3 * n] += shift_b[l] * difference;
        pick[3 * n + 1] += difference * difference;
        pick[3 * n + 2] += difference;
    }
}

/* Scores that are sums of weighted values: C is A with one weight from B, so its scores are A's
 * plus a difference. Lanes beyond `used` are copies that do not differ, and add nothing. */
static void exchange_weight(const tb_work_plan *p, size_t part, const double *value, size_t at,
                            size_t used, size_t lanes, tb_workspace *w)
{
    const tb_simd *kernels = tbi_simd_best();
    size_t n = p->design->parts->units;
    double difference[TB_LANES_MOST];
    tbi_batches_exchange(difference, p, part, at, used, lanes, w);
    if (value != NULL)
        kernels->update(w->other, w->score, value + part * n, 1, difference, n, lanes);
    else
        kernels->update_each(w->other, w->score, w->values + part * n * lanes, difference, n,
                             lanes);
}

/* All weights of one block of A, while it is in the cache. pick [factors][outputs][3]: sums over
 * points for the indices of each factor. */
static void pick_weights(tb_sobol_sums *sums, int64_t *pick, const tb_work_plan *p,
                         const tb_setting *const *block, size_t at, size_t used, size_t lanes,
                         tb_workspace *w)
{
    const tb_design *d = p->design;
    size_t n = d->parts->units;
    uint32_t shift_a[TB_LANES_MOST], shift_c[TB_LANES_MOST];
    sum_shifts(shift_a, w->rank, p, lanes, lanes, lanes);
    for (size_t k = 0; k < d->factors; k++) {
        if (d->factor[k].kind != TB_FACTOR_WEIGHT)
            continue;
        exchange_weight(p, d->factor[k].part, p->composite->column[block[0]->method], at, used,
                        lanes, w);
        tbi_rank_part(w->rank_other, w->other, n, lanes, lanes, w->room);
        sum_shifts(shift_c, w->rank_other, p, lanes, lanes, lanes);
        add_picks(pick + k * sums->outputs * 3, n, w->rank, w->rank_b + at, w->rank_other, lanes,
                  w->stride, shift_a, w->shift_b + at, shift_c, lanes);
    }
}

/* The evaluations of A, and of each C that is A but for a weight. */
static void rank_a_and_weights(tb_sobol_sums *sums, int64_t *pick, const tb_work_plan *p,
                               size_t count, tb_workspace *w)
{
    const tb_setting *block[TB_LANES_MOST];
    size_t lanes, n = p->design->parts->units;
    for (size_t at = 0, used; at < count; at += used) {
        used = tbi_batches_next(block, &lanes, w->a, w->order, at, count);
        tbi_composite_scores(w->score, w->values, p->composite, block, used, lanes, w->composite);
        tbi_rank_part(w->rank, w->score, n, lanes, lanes, w->room);
        for (size_t i = 0; i < n; i++)
            memcpy(w->rank_a + i * w->stride + at, w->rank + i * lanes, used * sizeof *w->rank);
        if (tbi_batches_is_sum(p, w, block[0]->method))
            pick_weights(sums, pick, p, block, at, used, lanes, w);
    }
    sum_shifts(w->shift_a, w->rank_a, p, count, w->stride, count);
}

/* Sums of f and f^2 for the mean and the variance of each output: ranks of the units first, the
 * summed shift last. rank [units][stride], 0 = not ranked; value [outputs][2] of the
 * scrambling. Whole numbers, so that the order of adding does not matter. */
static void add_values(tb_sobol_sums *sums, int64_t *value, const uint16_t *rank,
                       const uint32_t *shift, size_t count, size_t stride)
{
    size_t n = sums->outputs - 1;
    for (size_t i = 0; i < n; i++) {
        const uint16_t *r = rank + i * stride;
        int64_t sum = 0, square = 0, none = 0;
        for (size_t l = 0; l < count; l++) {
            sum += r[l];
            square += (int64_t)r[l] * r[l];
            none += r[l] == 0;
        }
        value[2 * i] += sum;
        value[2 * i + 1] += square;
        sums->unranked[i] += none;
    }
    for (size_t l = 0; l < count; l++) {
        value[2 * n] += shift[l];
        value[2 * n + 1] += (int64_t)shift[l] * shift[l];
    }
}

/* A and B once, then C for each factor. C of a single weight is mostly made from A's scores by
 * adding the difference (rank_a_and_weights); what cannot be, from `whole` on, is evaluated in
 * full. Points first .. first + count - 1 of one scrambling; sums is the thread's own. */
void tbi_evaluate_points(tb_sobol_sums *sums, const tb_work_plan *p, size_t scrambling,
                         size_t first, size_t count, tb_workspace *w)
{
    const tb_design *d = p->design;
    size_t n = d->parts->units, stride = w->stride;
    int64_t *pick = sums->pick + scrambling * sums->factors * sums->outputs * 3;
    int64_t *value = sums->value + scrambling * sums->outputs * 2;
    tbi_batches_points(p, scrambling, first, count, w);
    if (n <= 64) {
        tbi_evaluate_points_small(sums, pick, value, p, count, w);
        return;
    }
    tbi_batches_sort(w->order_c, w->b, count, d->methods);
    rank_settings(w->rank_b, w->shift_b, p, w->b, w->order_c, count, w);
    rank_a_and_weights(sums, pick, p, count, w);
    add_values(sums, value, w->rank_a, w->shift_a, count, stride);
    add_values(sums, value, w->rank_b, w->shift_b, count, stride);
    size_t whole = tbi_batches_first_whole(p, count, w);
    for (size_t k = 0; k < d->factors; k++) {
        const tb_factor *f = &d->factor[k];
        /* what pick_weights did not do */
        size_t from = f->kind == TB_FACTOR_WEIGHT ? whole : 0;
        if (from == count)
            continue;
        tbi_batches_factor(p, f, count, w);
        tbi_batches_sort(w->order_c, w->c + from, count - from, d->methods);
        rank_settings(w->rank_c + from, w->shift_c + from, p, w->c + from, w->order_c, count - from,
                      w);
        add_picks(pick + k * sums->outputs * 3, n, w->rank_a + from, w->rank_b + from,
                  w->rank_c + from, stride, stride, w->shift_a + from, w->shift_b + from,
                  w->shift_c + from, count - from);
    }
}
