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

typedef struct summary_workspace {
    double *score, *frozen, *level, *turned; /* turned [U][BLOCK] */
    uint16_t *rank, *base;
    void *scratch;
    tb_rank_counts counts, frozen_counts;
    uint64_t *up;
} summary_workspace;

/* count [n][n] by unit and rank, tie [n][n + 1] as differences, see rank_count.c. */
static bool make_counts(tb_rank_counts *c, size_t n, tb_arena *a)
{
    c->n = n;
    c->count = TB_NEW(a, uint64_t, (n * n));
    c->tie = TB_NEW(a, int64_t, (n * (n + 1)));
    return c->count != NULL && c->tie != NULL;
}

/* Room of one thread: score [BLOCK][Y][U] draw by draw, turned [U][BLOCK] unit by unit, as ranks
 * are made. The first thread counts into the sums themselves: a table of counts has a number for
 * every unit and place. */
static bool make_workspace(summary_workspace *b, const tb_draw_summary *s, bool first, size_t Y,
                           const tb_draw_summary_opts *o, tb_arena *a)
{
    size_t U = s->n_unit;
    *b = (summary_workspace){ 0 };
    b->score = TB_NEW(a, double, (BLOCK * Y * U));
    b->frozen = TB_NEW(a, double, (o->frozen ? BLOCK * U : 0));
    b->level = TB_NEW(a, double, (BLOCK * Y));
    b->turned = TB_NEW(a, double, (U * BLOCK));
    b->rank = TB_NEW(a, uint16_t, (U * BLOCK));
    b->base = TB_NEW(a, uint16_t, (U * BLOCK));
    b->scratch = tbi_arena_alloc(a, tbi_rank_scratch(U), 1);
    b->up = TB_NEW(a, uint64_t, (U * o->n_up));
    bool made =
        b->score && b->frozen && b->level && b->turned && b->rank && b->base && b->scratch && b->up;
    if (first) {
        b->counts = s->rank;
        b->frozen_counts = s->frozen;
        return made;
    }
    return made && make_counts(&b->counts, U, a) &&
           (!o->frozen || make_counts(&b->frozen_counts, U, a));
}

/* from [n][stride] rows of draws to [U][BLOCK]; the place of the unit's score decides ranks, so
 * less-is-better is turned round. In tiles of eight draws, so that each line of the cache is read
 * and written while it is near. */
static void transpose_draws(double *turned, const double *from, size_t stride, size_t n, size_t U,
                            int direction)
{
    enum { TILE = 8 };
    double sign = direction < 0 ? -1 : 1;
    size_t whole = n - n % TILE;
    for (size_t d = 0; d < whole; d += TILE)
        tbi_simd_best()->turn(turned + d, BLOCK, from + d * stride, stride, U, sign);
    for (size_t i = 0; i < U; i++) {
        double *row = turned + i * BLOCK;
        for (size_t d = whole; d < n; d++)
            row[d] = sign * from[d * stride + i];
        for (size_t d = n; d < BLOCK; d++)
            row[d] = NAN;
    }
}

/* up [n_unit][n_up]: draws in which a unit climbs so many places from the base year of the same
 * draw; near the top the first place is enough. */
static void count_climbs(summary_workspace *b, const double *base, size_t stride, size_t n,
                         size_t U, const tb_draw_summary_opts *o)
{
    tbi_rank_block(b->rank, b->turned, U, BLOCK, b->scratch);
    transpose_draws(b->turned, base, stride, n, U, o->direction);
    tbi_rank_block(b->base, b->turned, U, BLOCK, b->scratch);
    for (size_t i = 0; i < U; i++)
        for (size_t d = 0; d < n; d++) {
            int now = b->rank[i * BLOCK + d], before = b->base[i * BLOCK + d];
            for (size_t k = 0; k < o->n_up && now > 0 && before > 0; k++)
                b->up[i * o->n_up + k] +=
                    now <= (before - o->climbs[k] > 1 ? before - o->climbs[k] : 1);
        }
}

/* out [U][draws]: the block's scores as they are told, from those turned unit by unit. NaN, which
 * no comparison is true of, stays. */
static void keep_scores(double *out, size_t draws, const summary_workspace *b, size_t n, size_t U,
                        size_t Y, const tb_draw_summary_opts *o)
{
    double sign = o->direction < 0 ? -1 : 1;
    double least = o->bounded ? o->least : -INFINITY;
    double most = o->bounded ? o->most : INFINITY;
    double level[BLOCK] = { 0 };
    for (size_t d = 0; d < n && o->deviation; d++)
        level[d] = b->level[d * Y + o->year];
    for (size_t i = 0; i < U; i++) {
        const double *turned = b->turned + i * BLOCK;
        double *row = out + i * draws;
#pragma omp simd
        for (size_t d = 0; d < n; d++) {
            double v = sign * turned[d] - level[d];
            v = v < least ? least : v;
            row[d] = v > most ? most : v;
        }
    }
}

/* Places are made from scores before they are cut to the scale: units at an end would tie
 * otherwise. */
static void draw_block(summary_workspace *b, tb_draw_summary *s, const tb_predictive *j, size_t Y,
                       size_t first, const tb_draw_summary_opts *o)
{
    size_t U = s->n_unit, n = s->n - first < BLOCK ? s->n - first : BLOCK;
    tb_predictive_block out = { .score = b->score,
                                .level = b->level,
                                .frozen = o->frozen ? b->frozen : NULL };
    tbi_predictive_draw(j, first, n, &out);
    const double *year = b->score + o->year * U;
    transpose_draws(b->turned, year, Y * U, n, U, o->direction);
    tbi_rank_count(&b->counts, b->turned, BLOCK, n, b->scratch);
    for (size_t d = 0; d < n; d++)
        s->level[first + d] = b->level[d * Y + o->year];
    keep_scores(s->score + first, s->n, b, n, U, Y, o);
    if (o->base >= 0)
        count_climbs(b, b->score + (size_t)o->base * U, Y * U, n, U, o);
    if (!o->frozen)
        return;
    transpose_draws(b->turned, b->frozen, U, n, U, o->direction);
    tbi_rank_count(&b->frozen_counts, b->turned, BLOCK, n, b->scratch);
}

/* Adds the counts of one thread (the first thread counted into s itself). Whole numbers, so that
 * the order of threads does not matter. */
static void add_thread_counts(tb_draw_summary *s, const summary_workspace *b, bool first,
                              const tb_draw_summary_opts *o)
{
    if (!first)
        tbi_rank_counts_add(&s->rank, &b->counts);
    if (!first && o->frozen)
        tbi_rank_counts_add(&s->frozen, &b->frozen_counts);
    for (size_t k = 0; o->base >= 0 && k < s->n_unit * o->n_up; k++)
        s->up[k] += b->up[k];
}

/* Draws are a function of their number and have their own cells; counts are whole numbers, added
 * in any order: threads never change a result. */
tb_status tbi_draw_summary_add(tb_draw_summary *out, const tb_predictive *j, size_t n_unit,
                               size_t n_year, const tb_draw_summary_opts *o, tb_arena *a,
                               tb_err *err)
{
    tb_draw_summary s = { .n_unit = n_unit, .n = o->n };
    if (n_unit > TB_RANK_UNITS_MAX)
        return tbi_fail(err, TB_EDATA, TB_MSG_FORECAST_UNITS_MORE_CAN_RANKED, n_unit,
                        (int)TB_RANK_UNITS_MAX);
    s.score = TB_NEW(a, double, (n_unit * o->n));
    s.level = TB_NEW(a, double, o->n);
    if (o->base >= 0)
        s.up = TB_NEW(a, uint64_t, (n_unit * o->n_up));
    bool fine = s.score && s.level && (o->base < 0 || s.up) && make_counts(&s.rank, n_unit, a) &&
                (!o->frozen || make_counts(&s.frozen, n_unit, a));
    if (!fine)
        return tbi_no_memory(err, "the draws of a forecast");
    int threads = tbi_threads(o->threads);
#pragma omp parallel num_threads(threads)
    {
        tb_arena mine = { 0 };
        summary_workspace b;
        bool first_thread = omp_get_thread_num() == 0;
        bool made = make_workspace(&b, &s, first_thread, n_year, o, &mine);
        if (!made) {
#pragma omp atomic write
            fine = false;
        }
#pragma omp for schedule(static)
        for (size_t first = 0; first < o->n; first += BLOCK)
            if (made)
                draw_block(&b, &s, j, n_year, first, o);
        /* nobody counts any more: the loop ends for all at once */
        if (made) {
#pragma omp critical
            add_thread_counts(&s, &b, first_thread, o);
        }
        tbi_arena_free(&mine);
    }
    if (!fine)
        return tbi_no_memory(err, "the draws of a forecast");
    *out = s;
    return TB_OK;
}
