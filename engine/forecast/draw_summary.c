/* draw_summary.c - draws in blocks, blocks to threads, counts added up at the end: whole numbers,
 * so their order does not matter. */
#include "forecast/draw_summary.h"

#include "base/error.h"
#include "base/threads.h"
#include "messages/forecast.h"
#include "num/simd.h"

#include <math.h>
#include <omp.h>
#include <string.h>

enum { BLOCK = 256 }; /* draws of a block: a multiple of 8 */

/* What one thread counts in. */
typedef struct counter_workspace {
    double *turned; /* [U][most] */
    uint16_t *rank, *base;
    void *scratch;
    tb_rank_counts counts, frozen_counts;
    uint64_t *up;
} counter_workspace;

struct tb_draw_counter {
    tb_draw_summary *s;
    tb_draw_summary_opts o;
    size_t n_year, most;
    int threads;
    tb_arena own;          /* of what threads count in */
    counter_workspace *of; /* [threads] */
};

/* See rank_count.c for their shape. */
static bool make_counts(tb_rank_counts *c, size_t n, tb_arena *a)
{
    *c = tbi_rank_counts_of(n, TB_NEW(a, uint64_t, (n * tbi_rank_width(n))),
                            TB_NEW(a, int64_t, tbi_rank_ties(n)));
    return c->count != NULL && !a->refused;
}

/* Room of one thread: turned [U][most] unit by unit, as ranks are made. The first thread counts
 * into the sums themselves: a table of counts has a number for every unit and place. */
static bool make_workspace(counter_workspace *b, tb_draw_counter *c, bool first)
{
    const tb_draw_summary_opts *o = &c->o;
    tb_arena *a = &c->own;
    size_t U = c->s->n_unit;
    b->turned = TB_NEW(a, double, (U * c->most));
    b->rank = TB_NEW(a, uint16_t, (U * c->most));
    b->base = TB_NEW(a, uint16_t, (U * c->most));
    b->scratch = tbi_arena_alloc(a, tbi_rank_scratch(U), 1);
    b->up = TB_NEW(a, uint64_t, (U * o->n_up));
    bool made = b->turned && b->rank && b->base && b->scratch && b->up;
    if (first) {
        b->counts = c->s->rank;
        b->frozen_counts = c->s->frozen;
        return made;
    }
    return made && make_counts(&b->counts, U, a) &&
           (!o->frozen || make_counts(&b->frozen_counts, U, a));
}

/* from [n][stride] rows of draws to [U][most]; the place of the unit's score decides ranks, so
 * less-is-better is turned round. In tiles of eight draws, so that each line of the cache is read
 * and written while it is near. */
static void transpose_draws(double *turned, size_t most, const double *from, size_t stride,
                            size_t n, size_t U, int direction)
{
    enum { TILE = 8 };
    double sign = direction < 0 ? -1 : 1;
    size_t whole = n - n % TILE;
    for (size_t d = 0; d < whole; d += TILE)
        tbi_simd_best()->turn(turned + d, most, from + d * stride, stride, U, sign);
    for (size_t i = 0; i < U; i++) {
        double *row = turned + i * most;
        for (size_t d = whole; d < n; d++)
            row[d] = sign * from[d * stride + i];
        for (size_t d = n; d < most; d++)
            row[d] = NAN;
    }
}

/* up [n_unit][n_up]: draws in which a unit climbs so many places from the base year of the same
 * draw; near the top the first place is enough. */
static void count_climbs(counter_workspace *b, const tb_draw_counter *c, const double *base,
                         size_t n)
{
    const tb_draw_summary_opts *o = &c->o;
    size_t U = c->s->n_unit;
    tbi_rank_block(b->rank, b->turned, U, c->most, b->scratch);
    transpose_draws(b->turned, c->most, base, c->n_year * U, n, U, o->direction);
    tbi_rank_block(b->base, b->turned, U, c->most, b->scratch);
    for (size_t i = 0; i < U; i++)
        for (size_t d = 0; d < n; d++) {
            int now = b->rank[i * c->most + d], before = b->base[i * c->most + d];
            for (size_t k = 0; k < o->n_up && now > 0 && before > 0; k++)
                b->up[i * o->n_up + k] +=
                    now <= (before - o->climbs[k] > 1 ? before - o->climbs[k] : 1);
        }
}

/* out [U][draws]: the block's scores as they are told, from those turned unit by unit. level
 * [n][n_year]. NaN, which no comparison is true of, stays. */
static void keep_scores(double *out, const tb_draw_counter *c, const double *turned,
                        const double *level, size_t n)
{
    const tb_draw_summary_opts *o = &c->o;
    double sign = o->direction < 0 ? -1 : 1;
    double least = o->bounded ? o->least : -INFINITY;
    double most = o->bounded ? o->most : INFINITY;
    for (size_t i = 0; i < c->s->n_unit; i++) {
        double *row = out + i * c->s->n;
        const double *from = turned + i * c->most;
        if (!o->deviation) {
            tbi_simd_best()->hold(row, from, sign, least, most, n);
            continue;
        }
        for (size_t d = 0; d < n; d++)
            row[d] = sign * from[d] - level[d * c->n_year + o->year];
        tbi_simd_best()->hold(row, row, 1, least, most, n);
    }
}

/* Places are made from scores before they are cut to the scale: units at an end would tie
 * otherwise. */
void tbi_draw_counter_take(tb_draw_counter *c, int thread, size_t first, size_t n,
                           const tb_predictive_block *drawn)
{
    counter_workspace *b = &c->of[thread];
    const tb_draw_summary_opts *o = &c->o;
    size_t U = c->s->n_unit, Y = c->n_year;
    transpose_draws(b->turned, c->most, drawn->score + o->year * U, Y * U, n, U, o->direction);
    tbi_rank_count(&b->counts, b->turned, c->most, n, b->scratch);
    for (size_t d = 0; d < n; d++)
        c->s->level[first + d] = drawn->level[d * Y + o->year];
    keep_scores(c->s->score + first, c, b->turned, drawn->level, n);
    if (o->base >= 0)
        count_climbs(b, c, drawn->score + (size_t)o->base * U, n);
    if (!o->frozen)
        return;
    transpose_draws(b->turned, c->most, drawn->frozen, U, n, U, o->direction);
    tbi_rank_count(&b->frozen_counts, b->turned, c->most, n, b->scratch);
}

/* What the summary holds of all draws. */
static bool make_summary(tb_draw_summary *s, const tb_draw_summary_opts *o, tb_arena *a)
{
    s->score = TB_NEW_BARE(a, double, (s->n_unit * s->n));
    s->level = TB_NEW(a, double, s->n);
    if (o->base >= 0)
        s->up = TB_NEW(a, uint64_t, (s->n_unit * o->n_up));
    return s->score && s->level && (o->base < 0 || s->up) && make_counts(&s->rank, s->n_unit, a) &&
           (!o->frozen || make_counts(&s->frozen, s->n_unit, a));
}

tb_status tbi_draw_counter_start(tb_draw_counter **out, tb_draw_summary *s, size_t n_unit,
                                 size_t n_year, size_t most, const tb_draw_summary_opts *o,
                                 tb_arena *a, tb_err *err)
{
    *out = NULL;
    *s = (tb_draw_summary){ .n_unit = n_unit, .n = o->n };
    if (n_unit > TB_RANK_UNITS_MAX)
        return tbi_fail(err, TB_EDATA, TB_MSG_FORECAST_UNITS_MORE_CAN_RANKED, n_unit,
                        (int)TB_RANK_UNITS_MAX);
    tb_draw_counter *c = TB_NEW(a, tb_draw_counter, 1);
    if (c == NULL || !make_summary(s, o, a))
        return tbi_no_memory(err, "the draws of a forecast");
    *c = (tb_draw_counter){
        .s = s, .o = *o, .n_year = n_year, .most = most, .threads = tbi_threads(o->threads)
    };
    c->of = TB_NEW(&c->own, counter_workspace, (size_t)c->threads);
    bool made = c->of != NULL;
    for (int i = 0; i < c->threads && made; i++)
        made = make_workspace(&c->of[i], c, i == 0);
    if (!made) {
        tbi_arena_free(&c->own);
        return tbi_no_memory(err, "the draws of a forecast");
    }
    *out = c;
    return TB_OK;
}

/* Counts of the first thread are in the sums already. Whole numbers, so that the order of threads
 * does not matter. */
void tbi_draw_counter_end(tb_draw_counter *c)
{
    tb_draw_summary *s = c->s;
    for (int i = 0; i < c->threads; i++) {
        if (i > 0)
            tbi_rank_counts_add(&s->rank, &c->of[i].counts);
        if (i > 0 && c->o.frozen)
            tbi_rank_counts_add(&s->frozen, &c->of[i].frozen_counts);
        for (size_t k = 0; c->o.base >= 0 && k < s->n_unit * c->o.n_up; k++)
            s->up[k] += c->of[i].up[k];
    }
    tbi_arena_free(&c->own);
}

/* Where one thread draws. */
static bool make_block(tb_predictive_block *b, size_t U, size_t Y, bool frozen, tb_arena *a)
{
    *b = (tb_predictive_block){ .score = TB_NEW(a, double, (BLOCK * Y * U)),
                                .level = TB_NEW(a, double, (BLOCK * Y)) };
    if (frozen)
        b->frozen = TB_NEW(a, double, (BLOCK * U));
    return b->score && b->level && (!frozen || b->frozen);
}

/* Draws are a function of their number and have their own cells; counts are whole numbers, added
 * in any order: threads never change a result. */
tb_status tbi_draw_summary_add(tb_draw_summary *out, const tb_predictive *j, size_t n_unit,
                               size_t n_year, const tb_draw_summary_opts *o, tb_arena *a,
                               tb_err *err)
{
    tb_arena own = { 0 };
    tb_draw_counter *c;
    tb_draw_summary s;
    tb_status st = tbi_draw_counter_start(&c, &s, n_unit, n_year, BLOCK, o, a, err);
    if (st != TB_OK)
        return st;
    tb_predictive_block *block = TB_NEW(&own, tb_predictive_block, (size_t)c->threads);
    for (int i = 0; i < c->threads && block != NULL; i++)
        if (!make_block(&block[i], n_unit, n_year, o->frozen, &own))
            block = NULL;
#pragma omp parallel for schedule(static) num_threads(c->threads)
    for (size_t first = 0; first < (block != NULL ? o->n : 0); first += BLOCK) {
        size_t n = o->n - first < BLOCK ? o->n - first : BLOCK;
        int thread = omp_get_thread_num();
        tbi_predictive_draw(j, first, n, &block[thread]);
        tbi_draw_counter_take(c, thread, first, n, &block[thread]);
    }
    tbi_arena_free(&own);
    tbi_draw_counter_end(c);
    if (block == NULL)
        return tbi_no_memory(err, "the draws of a forecast");
    *out = s;
    return TB_OK;
}
