/* curve.c - how would the chance move if points were added? P(rank <= k | x) of every index that a
 * goal is on, and P(goal | x), from the same draws as the answers.
 *
 * In draw d the unit has the score o and the others s_1 >= s_2 >= ...; with x points more it has
 * rank k or better when o + x >= s_k (equal scores share the better rank). So each draw meets place
 * k from x = s_k - o on, and the curve is the distribution function of that need over the draws. */
#include "attain/curve.h"

#include "attain/summary.h"
#include "base/error.h"
#include "base/threads.h"
#include "base/to_index.h"
#include "num/quantile.h"
#include "num/rank_block.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 128 };

/* What one thread counts: met [units + groups][POINTS], in how many draws place k, or a group by
 * size, is met from that point of the grid on. Counts are whole, so their sum does not depend on
 * who counted. */
typedef struct tb_curve_room {
    double *score, *others;
    double *turned; /* [units][CHUNK] of the year, unit by unit, larger is better */
    uint8_t *row;   /* [CHUNK][64] ranks of that year; NULL: more than 64 units */
    void *sorting;
    uint32_t *met;
    uint32_t *under; /* [units + groups][BELOW] the same below nothing added */
    /* [units + 1] by number of ranked units; NULL: no group is to be counted */
    const tb_groups *groups;
} tb_curve_room;

/* Where the draws of the joint went: they are joined with those of other indices, and taken again
 * where figures were learnt since. */
typedef struct tb_curve_draws {
    uint32_t *times;        /* [draws] how often each is among the case's */
    uint32_t *first, *next; /* [draws], [kept] the kept draws that it became, as chains; 0 ends */
    size_t kept;
    float *need; /* [marks + 1][kept] */
} tb_curve_draws;

/* Denser where goals are; between them the nearest one tells how a draw compares. */
static const int mark_place[] = { 1, 2, 3, 5, 8, 11, 15, 19, 23, 27, 31, 36, 42, 49, 57 };

/* The points that bring place 1 in 95 of 100 draws: beyond, nothing happens that a page could
 * show. */
static double choose_range(const tb_goal_state *aim, const tb_ask_state *c, double *scratch)
{
    size_t units = aim->track->index->n_unit;
    size_t kept = c->draws < TB_KEPT_RANK_DRAWS ? c->draws : TB_KEPT_RANK_DRAWS;
    size_t n = 0;
    for (size_t d = 0; d < kept; d++) {
        double need = aim->others[d * units] - aim->sign * aim->own[d];
        if (!isnan(need))
            scratch[n++] = need;
    }
    tbi_sort(scratch, n);
    double most = n > 0 ? tbi_quantile_sorted(scratch, n, 0.95) : 1;
    return most > 0 ? most : 1;
}

/* The others' scores of one draw, turned so that they ascend, best first; returns how many. row
 * [units]: their ranks, NULL where a draw must be sorted. */
static size_t order_others(double *others, const double *now, size_t units, size_t focus,
                           double sign, const uint8_t *row)
{
    size_t n = 0;
    unsigned char unit[65] = { 0 };
    bool tied = row == NULL;
    for (size_t i = 0; i < units && !tied; i++) {
        tied = row[i] > 0 && unit[row[i]] != 0;
        unit[row[i]] = (unsigned char)(i + 1);
    }
    for (size_t k = 1; k <= units && !tied; k++)
        if (unit[k] != 0 && unit[k] != focus + 1)
            others[n++] = -sign * now[unit[k] - 1];
    if (!tied)
        return n;
    for (size_t i = 0; i < units; i++)
        if (i != focus && !isnan(now[i]))
            others[n++] = -sign * now[i];
    tbi_sort(others, n);
    return n;
}

/* Of a draw that is kept, what it lacks to the marked places. n: others that are ranked. */
static void keep_needs(const tb_curve_draws *w, const tb_rank_curve *v, const double *others,
                       size_t n, double own, size_t draw)
{
    for (uint32_t q = w->first[draw]; q != 0; q = w->next[q - 1]) {
        for (size_t m = 0; m < v->marks; m++) {
            size_t k = (size_t)v->mark[m] - 1;
            w->need[m * w->kept + q - 1] = (float)(k < n ? -others[k] - own : -HUGE_VAL);
        }
        w->need[v->marks * w->kept + q - 1] = (float)-own;
    }
}

/* Counts a draw in a row of met, at the first point that brings what needs so many. */
static void count_need(tb_curve_room *room, const double *point, size_t row, double need,
                       double step, uint32_t times)
{
    size_t at = tbi_to_index(ceil(need / step), TB_CURVE_POINTS);
    if (at > 0 && point[at < TB_CURVE_POINTS ? at - 1 : TB_CURVE_POINTS - 1] >= need)
        at--; /* rounding of the quotient */
    if (at < TB_CURVE_POINTS)
        room->met[row * TB_CURVE_POINTS + at] += times;
    size_t spare = tbi_to_index(floor(-need / step), TB_CURVE_BELOW);
    if (spare > 0)
        room->under[(row + 1) * TB_CURVE_BELOW - spare] += times;
}

/* The places of group `which` and the better ones. */
static size_t count_places(const tb_groups *g, size_t which)
{
    size_t places = 0;
    for (size_t k = 0; k <= which; k++)
        places += g->size[k] > 0 ? (size_t)g->size[k] : 0;
    return places;
}

/* Row k counts place k + 1, rows behind the units the groups; sums over points follow at the end.
 * Nothing is counted where the unit is withheld. */
static void count_draw(tb_curve_room *room, const tb_rank_curve *v, const tb_curve_draws *w,
                       const double *now, size_t focus, double sign, double step,
                       const uint8_t *row, size_t draw)
{
    double own = sign * now[focus];
    if (isnan(own) || w->times[draw] == 0)
        return;
    size_t n = order_others(room->others, now, v->units, focus, sign, row);
    keep_needs(w, v, room->others, n, own, draw);
    for (size_t k = 0; k < v->units; k++)
        count_need(room, v->point, k, k < n ? -room->others[k] - own : -INFINITY, step,
                   w->times[draw]);
    for (size_t g = 0; g < v->groups && room->groups != NULL; g++) {
        size_t places = count_places(&room->groups[n + 1], g);
        if (places > 0)
            count_need(room, v->point, v->units + g,
                       places <= n ? -room->others[places - 1] - own : -INFINITY, step,
                       w->times[draw]);
    }
}

/* Draws the chunk again from its numbers instead of keeping all tables; only the goal's year is
 * counted. */
static void count_chunk(tb_curve_room *room, const tb_ask_state *c, const tb_goal_state *aim,
                        const tb_rank_curve *v, const tb_curve_draws *w, size_t first)
{
    const tb_index_draws *t = aim->track;
    size_t n = first + CHUNK <= c->draws ? CHUNK : c->draws - first;
    tb_predictive_block block = { .score = room->score };
    double step = v->point[1] - v->point[0];
    size_t stride = t->n_year * v->units;
    double *year = room->score + aim->year_at * v->units;
    bool later = t->year[aim->year_at] > tbi_ask_origin(c, t->index);
    tbi_predictive_draw(t->joint, first, n, &block);
    for (size_t k = 0; k < n && t->shift != NULL && later; k++)
        for (size_t u = 0; u < v->units; u++)
            year[k * stride + u] += t->shift[u];
    if (room->row != NULL)
        tbi_rank_draws(room->row, room->turned, year, stride, v->units, CHUNK, n, aim->sign,
                       room->sorting);
    for (size_t k = 0; k < n; k++)
        count_draw(room, v, w, year + k * stride, t->focus, aim->sign, step,
                   room->row != NULL ? room->row + 64 * k : NULL, first + k);
}

/* Sums the counts of the threads in row k, from point to point, into shares. */
static void sum_row(double *curve, double *below, const tb_curve_room *room, int threads,
                    size_t draws, size_t k)
{
    uint64_t met = 0, spare = 0;
    for (size_t x = 0; x < TB_CURVE_POINTS; x++) {
        for (int i = 0; i < threads; i++)
            met += room[i].met[k * TB_CURVE_POINTS + x];
        curve[x] = (double)met / (double)draws;
    }
    for (size_t x = 0; x < TB_CURVE_BELOW; x++) {
        for (int i = 0; i < threads; i++)
            spare += room[i].under[k * TB_CURVE_BELOW + x];
        below[x] = (double)spare / (double)draws;
    }
}

static void sum_counts(tb_rank_curve *v, const tb_curve_room *room, int threads, size_t draws)
{
    for (size_t k = 0; k < v->units; k++)
        sum_row(v->place + k * TB_CURVE_POINTS, v->below + k * TB_CURVE_BELOW, room, threads, draws,
                k);
    for (size_t g = 0; g < v->groups && v->group != NULL; g++)
        sum_row(v->group + g * TB_CURVE_POINTS, v->group_below + g * TB_CURVE_BELOW, room, threads,
                draws, v->units + g);
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
        v->group_place[g] = all->by_size ? (int)count_places(all, g) : 0;
    }
    if (!all->by_size)
        return TB_OK;
    v->group = TB_NEW(c->arena, double, v->groups *TB_CURVE_POINTS);
    v->group_below = TB_NEW(c->arena, double, v->groups *TB_CURVE_BELOW);
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

/* times, first and next of a track; need is INFINITY until a draw fills it. scratch: what the
 * curve alone uses; need stays with the case. */
static bool follow_draws(tb_curve_draws *w, tb_rank_curve *v, tb_ask_state *c,
                         const tb_index_draws *t, tb_arena *scratch)
{
    size_t n = c->draws;
    for (size_t m = 0; m < sizeof mark_place / sizeof *mark_place; m++)
        if ((size_t)mark_place[m] < v->units)
            v->mark[v->marks++] = mark_place[m];
    w->kept = v->kept = n < TB_CURVE_DRAWS ? n : TB_CURVE_DRAWS;
    w->times = TB_NEW(scratch, uint32_t, n);
    w->first = TB_NEW(scratch, uint32_t, n);
    w->next = TB_NEW(scratch, uint32_t, w->kept);
    w->need = TB_NEW(c->arena, float, (v->marks + 1) * w->kept);
    if (scratch->refused || w->need == NULL)
        return false;
    v->need = w->need;
    for (size_t i = 0; i < (v->marks + 1) * w->kept; i++)
        w->need[i] = INFINITY;
    for (size_t d = 0; d < n; d++)
        w->times[t->drawn != NULL ? t->drawn[d] : d]++;
    for (size_t q = 0; q < w->kept; q++) {
        size_t d = q * n / w->kept;
        size_t raw = t->drawn != NULL ? t->drawn[d] : d;
        w->next[q] = w->first[raw];
        w->first[raw] = (uint32_t)(q + 1);
    }
    return true;
}

/* place [units][points]: row k the probability of rank k + 1 or better with point[x] on top. Counts
 * are integers by thread and summed at the end, so that threads change nothing. */
static tb_status make_curve(tb_rank_curve *v, tb_ask_state *c, const tb_goal_state *aim,
                            double *scratch, tb_err *err)
{
    const tb_index_draws *t = aim->track;
    int threads = tbi_threads(c->opts->threads);
    tb_arena own = { 0 };
    tb_curve_room *room = TB_NEW(&own, tb_curve_room, (size_t)threads);
    const tb_groups *groups = NULL;
    *v = (tb_rank_curve){ .index = aim->a->index,
                          .year = t->year[aim->year_at],
                          .base_year = aim->a->reference_year,
                          .base_rank = aim->a->reference_rank,
                          .units = t->index->n_unit };
    tb_status st = take_groups(&groups, v, c, aim, err);
    if (st != TB_OK) {
        tbi_arena_free(&own);
        return st;
    }
    size_t rows = v->units + (groups != NULL ? v->groups : 0);
    v->point = TB_NEW(c->arena, double, TB_CURVE_POINTS);
    v->place = TB_NEW(c->arena, double, v->units *TB_CURVE_POINTS);
    v->below = TB_NEW(c->arena, double, v->units *TB_CURVE_BELOW);
    v->score = TB_NEW(c->arena, double, TB_CURVE_SCORES);
    for (int i = 0; i < threads && room != NULL; i++) {
        room[i].score = TB_NEW(&own, double, CHUNK * t->n_year * v->units);
        room[i].others = TB_NEW(&own, double, v->units);
        room[i].met = TB_NEW(&own, uint32_t, rows * TB_CURVE_POINTS);
        room[i].under = TB_NEW(&own, uint32_t, rows * TB_CURVE_BELOW);
        room[i].groups = groups;
        if (v->units > 64)
            continue;
        room[i].turned = TB_NEW(&own, double, CHUNK * v->units);
        room[i].row = TB_NEW(&own, uint8_t, CHUNK * 64);
        room[i].sorting = tbi_arena_alloc(&own, tbi_rank_scratch(v->units), 1);
    }
    tb_curve_draws moved = { 0 };
    if (!follow_draws(&moved, v, c, t, &own) || own.refused || c->arena->refused) {
        tbi_arena_free(&own);
        return tbi_no_memory(err, "the curves");
    }
    double most = choose_range(aim, c, scratch);
    for (size_t x = 0; x < TB_CURVE_POINTS; x++)
        v->point[x] = most * (double)x / (TB_CURVE_POINTS - 1);
    size_t chunks = (c->draws + CHUNK - 1) / CHUNK;
#pragma omp parallel for schedule(dynamic) num_threads(threads)
    for (size_t k = 0; k < chunks; k++)
        count_chunk(&room[omp_get_thread_num()], c, aim, v, &moved, k * CHUNK);
    sum_counts(v, room, threads, c->draws);
    fill_scores(v, aim, c->draws, scratch);
    tbi_arena_free(&own);
    return TB_OK;
}

static const tb_rank_curve *find_curve(const tb_curves *out, const tb_goal_state *aim)
{
    for (size_t i = 0; i < out->n; i++)
        if (strcmp(out->curve[i].index, aim->a->index) == 0 &&
            out->curve[i].year == aim->track->year[aim->year_at])
            return &out->curve[i];
    return NULL;
}

/* P(goal | x) on the grid of the goal's index. */
static bool make_goal_curve(tb_ask_state *c, const tb_goal_state *aim, const tb_rank_curve *v,
                            double *scratch)
{
    double *chance = TB_NEW(c->arena, double, TB_CURVE_POINTS);
    if (chance == NULL)
        return false;
    memcpy(scratch, aim->gap, c->draws * sizeof *scratch);
    tbi_sort(scratch, c->draws);
    size_t met = 0;
    for (size_t x = 0; x < TB_CURVE_POINTS; x++) {
        while (met < c->draws && scratch[met] <= v->point[x])
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

/* One curve an index and year, shared by its goals. */
tb_status tbi_ask_curves(tb_curves *out, tb_ask_state *c, tb_err *err)
{
    double *scratch = TB_NEW(c->arena, double, c->draws);
    *out = (tb_curves){ .curve = TB_NEW(c->arena, tb_rank_curve, c->goals) };
    if (scratch == NULL || out->curve == NULL)
        return tbi_no_memory(err, "the curves");
    for (size_t i = 0; i < c->goals; i++) {
        const tb_goal_state *aim = &c->aim[i];
        /* a path is judged in every year: no single amount of points stands for it */
        if (aim->track == NULL || aim->goal.kind == TB_GOAL_YEARLY)
            continue;
        if (find_curve(out, aim) == NULL) {
            tb_status st = make_curve(&out->curve[out->n], c, aim, scratch, err);
            if (st != TB_OK)
                return st;
            out->n++;
        }
        if (!make_goal_curve(c, aim, find_curve(out, aim), scratch))
            return tbi_no_memory(err, "the curves");
    }
    return keep_gaps(out, c) ? TB_OK : tbi_no_memory(err, "the curves");
}
