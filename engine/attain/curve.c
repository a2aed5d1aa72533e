/* curve.c - how would the probability move if points were added? P(rank <= k | x) of every index
 * that a goal is on, and P(goal | x), from the same draws as the answers: the distribution
 * function of what the draws lack to place k (curve_needs.h). */
#include "attain/curve.h"

#include "attain/summary.h"
#include "base/error.h"
#include "base/threads.h"
#include "num/quantile.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 512 };

/* How often each step stands in each row of the needs, by one thread: [rows][256]. Counts are
 * whole, so their sum does not depend on who counted. */
typedef struct tb_step_counts {
    uint32_t *of;
} tb_step_counts;

/* Where the draws of the joint went: they are joined with those of other indices, and taken again
 * where figures were learnt since. */
typedef struct tb_curve_draws {
    uint32_t *times; /* [draws] how often each is among the case's */
    uint32_t *kept;  /* [kept] the number in the joint of the draws that are told one by one */
} tb_curve_draws;

/* One draw after another: a byte is where its row's count goes. */
static void count_chunk(tb_step_counts *counts, const tb_curve_needs *w, const uint32_t *times,
                        size_t first, size_t end)
{
    for (size_t d = first; d < end; d++) {
        const uint8_t *step = w->step + d * w->rows;
        for (size_t k = 0; k < w->rows && times[d] > 0; k++)
            counts->of[k * 256 + step[k]] += times[d];
    }
}

/* Sums the counts of the threads in row k, from point to point, into shares. */
static void sum_row(double *curve, double *below, const tb_step_counts *counts, int threads,
                    size_t draws, size_t k)
{
    uint64_t count[256] = { 0 };
    uint64_t met = 0, spare = 0;
    for (int i = 0; i < threads; i++)
        for (size_t step = 0; step < 256; step++)
            count[step] += counts[i].of[k * 256 + step];
    for (size_t s = TB_CURVE_BELOW; s > 0; s--) {
        met += count[TB_NEED_BEYOND + s];
        spare += count[TB_NEED_BEYOND + s];
        below[TB_CURVE_BELOW - s] = (double)spare / (double)draws;
    }
    for (size_t x = 0; x < TB_CURVE_POINTS; x++) {
        met += count[x];
        curve[x] = (double)met / (double)draws;
    }
}

static void sum_counts(tb_rank_curve *v, const tb_step_counts *counts, int threads, size_t draws)
{
    for (size_t k = 0; k < v->units; k++)
        sum_row(v->place + k * TB_CURVE_POINTS, v->below + k * TB_CURVE_BELOW, counts, threads,
                draws, k);
    for (size_t g = 0; g < v->groups && v->group != NULL; g++)
        sum_row(v->group + g * TB_CURVE_POINTS, v->group_below + g * TB_CURVE_BELOW, counts,
                threads, draws, v->units + g);
}

/* Names, limits and room of the groups of the curve's year. *out: their table where they go by
 * size and are to be counted, NULL otherwise. */
static tb_status take_groups(const tb_groups **out, tb_rank_curve *v, tb_ask_state *c,
                             const tb_goal_state *aim, tb_err *err)
{
    const tb_groups *table = NULL;
    const tb_reason *reason = NULL;
    *out = NULL;
    tb_status st = tbi_groups_table(&table, c->arena, aim->track,
                                    tbi_groups_year(c, aim->track->index, v->year), &reason, err);
    if (st != TB_OK || table == NULL)
        return st;
    const tb_groups *all = &table[v->units];
    /* cut-offs are lowest scores, and mean nothing where less is better */
    if (all->count < 2 || (!all->by_size && aim->sign < 0))
        return TB_OK;
    v->groups = all->count - 1;
    for (size_t g = 0; g < v->groups; g++) {
        v->group_name[g] = tbi_arena_text(c->arena, all->name[g]);
        v->group_from[g] = all->by_size ? NAN : all->from[g];
        v->group_place[g] = all->by_size ? (int)tbi_group_places(all, g) : 0;
    }
    if (!all->by_size)
        return TB_OK;
    v->group = TB_NEW(c->arena, double, (v->groups * TB_CURVE_POINTS));
    v->group_below = TB_NEW(c->arena, double, (v->groups * TB_CURVE_BELOW));
    *out = table;
    return TB_OK;
}

/* Quantiles of the unit's own score over the draws that have one; ranked: their share. */
static void fill_scores(tb_rank_curve *v, const tb_goal_state *aim, size_t draws, double *scratch)
{
    size_t n = 0;
    for (size_t d = 0; d < draws; d++)
        if (!isnan(aim->own[d]))
            scratch[n++] = aim->own[d];
    tbi_sort(scratch, n);
    v->ranked = (double)n / (double)draws;
    for (size_t i = 0; i < TB_CURVE_SCORES; i++)
        v->score[i] = tbi_quantile_sorted(scratch, n, (double)i / (TB_CURVE_SCORES - 1));
}

/* times and kept of a track. */
static bool follow_draws(tb_curve_draws *w, size_t kept, const tb_ask_state *c,
                         const tb_index_draws *t, tb_arena *scratch)
{
    size_t n = c->draws;
    w->times = TB_NEW(scratch, uint32_t, n);
    w->kept = TB_NEW(scratch, uint32_t, kept);
    if (w->times == NULL || w->kept == NULL)
        return false;
    for (size_t d = 0; d < n; d++)
        w->times[t->drawn != NULL ? t->drawn[d] : d]++;
    for (size_t q = 0; q < kept; q++) {
        size_t d = q * n / kept;
        w->kept[q] = t->drawn != NULL ? t->drawn[d] : (uint32_t)d;
    }
    return true;
}

/* need [marks + 1][kept] of the curve from the rows of the draws. */
static void take_needs(float *need, size_t kept, const tb_curve_needs *w, const uint32_t *draw)
{
    for (size_t q = 0; q < kept; q++)
        for (size_t m = 0; m <= w->marks; m++)
            need[m * kept + q] = w->lack[draw[q] * (w->marks + 1) + m];
}

/* Room of the figures of a curve. */
static bool make_room(tb_rank_curve *v, float **need, tb_arena *a)
{
    v->point = TB_NEW(a, double, TB_CURVE_POINTS);
    v->place = TB_NEW(a, double, (v->units * TB_CURVE_POINTS));
    v->below = TB_NEW(a, double, (v->units * TB_CURVE_BELOW));
    v->score = TB_NEW(a, double, TB_CURVE_SCORES);
    *need = TB_NEW(a, float, (v->marks + 1) * v->kept);
    v->need = *need;
    return v->point && v->place && v->below && v->score && v->need;
}

/* place [units][points]: row k the probability of rank k + 1 or better with point[x] on top. Counts
 * are integers by thread and summed at the end, so that threads change nothing. */
static tb_status make_curve(tb_rank_curve *v, tb_ask_state *c, const tb_curve_needs *w,
                            double *scratch, tb_err *err)
{
    const tb_goal_state *aim = w->by;
    int threads = tbi_threads(c->opts->threads);
    tb_arena own = { 0 };
    tb_curve_draws moved;
    float *need;
    v->base_year = aim->a->reference_year;
    v->base_rank = aim->a->reference_rank;
    v->kept = c->draws < TB_CURVE_DRAWS ? c->draws : TB_CURVE_DRAWS;
    tb_step_counts *counts = TB_NEW(&own, tb_step_counts, (size_t)threads);
    for (int i = 0; i < threads && counts != NULL; i++)
        counts[i].of = TB_NEW(&own, uint32_t, w->rows * 256);
    if (!make_room(v, &need, c->arena) || !follow_draws(&moved, v->kept, c, aim->track, &own) ||
        own.refused) {
        tbi_arena_free(&own);
        return tbi_no_memory(err, "the curves");
    }
    for (size_t x = 0; x < TB_CURVE_POINTS; x++)
        v->point[x] = w->most * (double)x / (TB_CURVE_POINTS - 1);
#pragma omp parallel for schedule(dynamic) num_threads(threads)
    for (size_t first = 0; first < c->draws; first += CHUNK)
        count_chunk(&counts[omp_get_thread_num()], w, moved.times, first,
                    first + CHUNK < c->draws ? first + CHUNK : c->draws);
    sum_counts(v, counts, threads, c->draws);
    take_needs(need, v->kept, w, moved.kept);
    fill_scores(v, aim, c->draws, scratch);
    tbi_arena_free(&own);
    return TB_OK;
}

/* P(goal | x) on the grid of the goal's index. */
static bool make_goal_curve(tb_ask_state *c, const tb_goal_state *aim, const tb_rank_curve *v)
{
    double *chance = TB_NEW(c->arena, double, TB_CURVE_POINTS);
    if (chance == NULL)
        return false;
    size_t met = 0;
    for (size_t x = 0; x < TB_CURVE_POINTS; x++) {
        while (met < c->draws && aim->sorted[met] <= v->point[x])
            met++;
        chance[x] = (double)met / (double)c->draws;
    }
    aim->a->curve_point = v->point;
    aim->a->curve_chance = chance;
    aim->a->curve = TB_CURVE_POINTS;
    return true;
}

/* Of at most TB_CURVE_DRAWS draws, evenly from all, what each goal lacks. */
static bool keep_gaps(tb_curves *out, tb_ask_state *c)
{
    out->kept = c->draws < TB_CURVE_DRAWS ? c->draws : TB_CURVE_DRAWS;
    out->gap = TB_NEW(c->arena, double *, c->goals);
    for (size_t i = 0; i < c->goals && out->gap != NULL; i++) {
        const tb_goal_state *aim = &c->aim[i];
        if (aim->track == NULL)
            continue;
        double *kept = TB_NEW(c->arena, double, out->kept);
        if (kept == NULL)
            return false;
        for (size_t d = 0; d < out->kept; d++)
            kept[d] = aim->gap[d * c->draws / out->kept];
        out->gap[i] = kept;
    }
    return out->gap != NULL;
}

/* The needs of the goal's index and year, when an earlier goal has them. */
static tb_curve_needs *find_needs(const tb_ask_state *c, const tb_goal_state *aim)
{
    for (const tb_goal_state *o = c->aim; o < aim; o++)
        if (o->needs != NULL && o->track == aim->track && o->year_at == aim->year_at)
            return o->needs;
    return NULL;
}

/* A curve that no goal before has: what it is of, and room for what its draws lack. */
static tb_status start_curve(tb_curves *out, tb_ask_state *c, tb_goal_state *aim, tb_err *err)
{
    tb_rank_curve *v = &out->curve[out->n];
    const tb_groups *groups = NULL;
    *v = (tb_rank_curve){ .index = aim->a->index,
                          .year = aim->track->year[aim->year_at],
                          .units = aim->track->index->n_unit };
    tb_status st = take_groups(&groups, v, c, aim, err);
    if (st != TB_OK)
        return st;
    aim->needs = TB_NEW(c->arena, tb_curve_needs, 1);
    if (aim->needs == NULL ||
        !tbi_curve_needs_start(aim->needs, aim, c->draws, groups, v->groups, c->arena))
        return tbi_no_memory(err, "the curves");
    memcpy(v->mark, aim->needs->mark, sizeof v->mark);
    v->marks = aim->needs->marks;
    out->needs[out->n++] = aim->needs;
    return TB_OK;
}

/* One curve an index and year, shared by its goals. A path is judged in every year: no single
 * amount of points stands for it. */
tb_status tbi_ask_curves_start(tb_curves *out, tb_ask_state *c, tb_err *err)
{
    *out = (tb_curves){ .curve = TB_NEW(c->arena, tb_rank_curve, c->goals),
                        .needs = TB_NEW(c->arena, tb_curve_needs *, c->goals) };
    if (out->curve == NULL || out->needs == NULL)
        return tbi_no_memory(err, "the curves");
    for (size_t i = 0; i < c->goals; i++) {
        tb_goal_state *aim = &c->aim[i];
        if (aim->track == NULL || aim->goal.kind == TB_GOAL_YEARLY)
            continue;
        aim->needs = find_needs(c, aim);
        tb_status st = aim->needs == NULL ? start_curve(out, c, aim, err) : TB_OK;
        if (st != TB_OK)
            return st;
    }
    return TB_OK;
}

/* Curves first, since goals share their grids. */
tb_status tbi_ask_curves(tb_curves *out, tb_ask_state *c, tb_err *err)
{
    double *scratch = TB_NEW(c->arena, double, c->draws);
    if (scratch == NULL)
        return tbi_no_memory(err, "the curves");
    for (size_t k = 0; k < out->n; k++) {
        tb_rank_curve *v = &out->curve[k];
        tb_status st = make_curve(v, c, out->needs[k], scratch, err);
        if (st != TB_OK)
            return st;
        for (size_t i = 0; i < c->goals; i++)
            if (c->aim[i].needs == out->needs[k] && !make_goal_curve(c, &c->aim[i], v))
                return tbi_no_memory(err, "the curves");
    }
    return keep_gaps(out, c) ? TB_OK : tbi_no_memory(err, "the curves");
}
