/* outlook.c - P(rank <= k | x), P(climb of k | x) and P(group | x) of every unit of an index, from
 * the draws that a question about one of them would take.
 *
 * In draw d unit i has the score o_i and the others s_1 >= s_2 >= ...; with x points more it has
 * rank k or better when o_i + x >= s_k (equal scores share the better rank). Each draw meets a goal
 * from one amount of points on, its need, and a curve is the distribution function of that need.
 * All units but one stay as they are drawn: the curve of a province says nothing of what would
 * happen if two of them worked at once. */
#include "attain/outlook.h"

#include "attain/summary.h"
#include "base/error.h"
#include "base/threads.h"
#include "num/quantile.h"
#include "num/rank.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 64, RANGE_DRAWS = 4096 };

/* Needs of one unit counted by one thread: [rows][TB_OUTLOOK_POINTS], rows = places, climbs and
 * groups after one another; and how often the noise alone does it [rows]. Counts are whole, so
 * their sum does not depend on who counted. */
typedef struct tb_need_counts {
    uint32_t *met, *frozen;
    /* [places] draws in which the unit itself has that place: it, and every worse one, needs
     * nothing;
     * counted once here, and added to the rows when they are summed */
    uint32_t *has, *has_frozen;
} tb_need_counts;

typedef struct tb_outlook_room {
    double *score, *frozen; /* [CHUNK][years][units] and [CHUNK][units] */
    double *sorted;         /* [units] of one draw, best first */
    tb_need_counts *unit;   /* [units] */
} tb_outlook_room;

/* What all threads read. */
typedef struct tb_outlook_work {
    tb_ask_state *c;
    const tb_goal_state *aim;
    const tb_groups *groups;
    tb_unit_outlook *unit;
    const size_t *row; /* [n] rows of the index that unit[] are */
    size_t n, units;   /* units that are shown; rows of the index */
    size_t origin_at;  /* position of the origin among the track's years */
    size_t groups_n, rows;
    double *own, *noise; /* [n][draws] scores of the year, and with the signal frozen */
} tb_outlook_work;

/* Known scores, best first; returns how many. */
static size_t sort_year(double *sorted, const double *score, size_t units, double sign)
{
    size_t n = 0;
    for (size_t i = 0; i < units; i++)
        if (!isnan(score[i]))
            sorted[n++] = -sign * score[i];
    tbi_sort(sorted, n);
    for (size_t i = 0; i < n; i++)
        sorted[i] = -sorted[i];
    return n;
}

/* Points that bring place k (from 1), given where the unit itself stands; -INFINITY: any do, there
 * are fewer others. */
static double find_need_of_place(const double *sorted, size_t n, size_t at, double own, size_t k)
{
    size_t other = k - 1 < at ? k - 1 : k;
    return other < n ? sorted[other] - own : -INFINITY;
}

/* One more draw that is met from the first point of the grid on that covers the need. */
static void count_need(uint32_t *met, const tb_unit_outlook *u, double need)
{
    const double *point = u->point;
    if (!(need <= point[TB_OUTLOOK_POINTS - 1]))
        return;
    size_t at = need > 0 ? (size_t)(need / point[1]) : 0;
    while (at > 0 && point[at - 1] >= need)
        at--; /* rounding of the quotient */
    while (point[at] < need)
        at++;
    met[at]++;
}

/* The need of group g and better: a place by the number of ranked units, or a score. */
static double find_need_of_group(const tb_groups *g, size_t which, const double *sorted, size_t n,
                                 size_t at, double own)
{
    size_t place = 0;
    if (which + 1 >= g->count)
        return -INFINITY;
    if (!g->by_size)
        return g->from[which] - own;
    for (size_t k = 0; k <= which; k++)
        place += g->size[k] > 0 ? (size_t)g->size[k] : 0;
    return place > 0 ? find_need_of_place(sorted, n, at, own, place) : INFINITY;
}

/* Where one unit stands in one draw. */
typedef struct tb_draw_position {
    const double *sorted; /* [n] all scores, best first */
    size_t n, at, base;   /* ranked; own position among them; rank at the origin, 0 = none */
    double own;
} tb_draw_position;

/* Points that row r of a tally asks for; false: it cannot be asked in this draw. */
static bool find_need_of_row(double *need, const tb_outlook_work *w, const tb_draw_position *s,
                             size_t r)
{
    size_t place = r + 1;
    size_t up = r - w->units; /* of a climb */
    if (r >= w->units + TB_OUTLOOK_CLIMBS) {
        *need = find_need_of_group(&w->groups[s->n], up - TB_OUTLOOK_CLIMBS, s->sorted, s->n, s->at,
                                   s->own);
        return true;
    }
    if (r >= w->units && s->base == 0)
        return false;
    if (r >= w->units)
        place = s->base > up ? s->base - up : 1;
    *need = find_need_of_place(s->sorted, s->n, s->at, s->own, place);
    return true;
}

/* Counts every need of one unit in one draw; frozen: only whether nothing is needed. */
static void count_unit(const tb_outlook_work *w, tb_need_counts *tally, bool frozen, size_t k,
                       const double *then, tb_draw_position *s)
{
    const tb_unit_outlook *u = &w->unit[k];
    size_t places = frozen ? 0 : s->at; /* those better than its own need points */
    double need;
    (frozen ? tally->has_frozen : tally->has)[s->at]++;
    s->base =
        u->climb != NULL ? (size_t)tbi_rank_of(then, w->units, then[w->row[k]], w->aim->sign) : 0;
    for (size_t r = 0; r < places; r++)
        count_need(tally->met + r * TB_OUTLOOK_POINTS, u,
                   find_need_of_place(s->sorted, s->n, s->at, s->own, r + 1));
    for (size_t r = w->units; r < w->rows; r++) {
        if (!find_need_of_row(&need, w, s, r))
            continue;
        if (frozen)
            tally->frozen[r] += need <= 0;
        else
            count_need(tally->met + r * TB_OUTLOOK_POINTS, u, need);
    }
}

/* now [units]: scores of the year; frozen: whether they are those with the signal frozen. */
static void count_year(const tb_outlook_work *w, tb_outlook_room *room, bool frozen,
                       const double *now, const double *then)
{
    tb_draw_position s = { .sorted = room->sorted };
    s.n = sort_year(room->sorted, now, w->units, w->aim->sign);
    for (size_t k = 0; k < w->n; k++) {
        s.own = w->aim->sign * now[w->row[k]];
        if (isnan(s.own))
            continue;
        s.at = tbi_rank_among(s.sorted, s.n, s.own) - 1;
        count_unit(w, &room->unit[k], frozen, k, then, &s);
    }
}

/* Draws first .. first + n - 1 of all units, by their own numbers: chunks may be made in any
 * order. */
static void draw_chunk(const tb_outlook_work *w, tb_outlook_room *room, size_t first, size_t n)
{
    const tb_index_draws *t = w->aim->track;
    tb_predictive_block block = { .score = room->score, .frozen = room->frozen };
    tbi_predictive_draw(t->joint, first, n, &block);
}

/* own and noise [w->n][draws]: scores of the listed units, kept for their quantiles. */
static void count_chunk(const tb_outlook_work *w, tb_outlook_room *room, size_t first)
{
    const tb_index_draws *t = w->aim->track;
    size_t n = first + CHUNK <= w->c->draws ? CHUNK : w->c->draws - first;
    draw_chunk(w, room, first, n);
    for (size_t d = 0; d < n; d++) {
        const double *score = room->score + d * t->n_year * w->units;
        const double *now = score + w->aim->year_at * w->units;
        const double *then = score + w->origin_at * w->units;
        const double *frozen = room->frozen + d * w->units;
        count_year(w, room, false, now, then);
        count_year(w, room, true, frozen, then);
        for (size_t k = 0; k < w->n; k++) {
            w->own[k * w->c->draws + first + d] = now[w->row[k]];
            w->noise[k * w->c->draws + first + d] = frozen[w->row[k]];
        }
    }
}

/* The points that bring place 1 in 995 of 1000 draws, from the first of them: beyond, a page has
 * nothing to show. */
static void find_ranges(const tb_outlook_work *w, tb_outlook_room *room, double *scratch)
{
    const tb_index_draws *t = w->aim->track;
    size_t kept = w->c->draws < RANGE_DRAWS ? w->c->draws : RANGE_DRAWS;
    double *need = scratch; /* [n][kept] */
    for (size_t first = 0; first < kept; first += CHUNK) {
        size_t n = first + CHUNK <= kept ? CHUNK : kept - first;
        draw_chunk(w, room, first, n);
        for (size_t d = 0; d < n; d++) {
            const double *now = room->score + (d * t->n_year + w->aim->year_at) * w->units;
            size_t ranked = sort_year(room->sorted, now, w->units, w->aim->sign);
            for (size_t k = 0; k < w->n; k++) {
                double own = w->aim->sign * now[w->row[k]];
                need[k * kept + first + d] =
                    isnan(own)
                        ? NAN
                        : find_need_of_place(room->sorted, ranked,
                                             tbi_rank_among(room->sorted, ranked, own) - 1, own, 1);
            }
        }
    }
    for (size_t k = 0; k < w->n; k++) {
        size_t n = 0;
        double *mine = need + k * kept;
        for (size_t d = 0; d < kept; d++)
            if (isfinite(mine[d]))
                mine[n++] = mine[d];
        tbi_sort(mine, n);
        double most = n > 0 ? tbi_quantile_sorted(mine, n, 0.995) : 1;
        most = most > 0 ? most : 1;
        for (size_t x = 0; x < TB_OUTLOOK_POINTS; x++)
            w->unit[k].point[x] = most * (double)x / (TB_OUTLOOK_POINTS - 1);
    }
}

/* met [rows][points]: draws in which each row (places, climbs, groups) is first met at that
 * point; frozen [rows]: draws in which it is met without points and with the signal frozen. */
static bool make_rooms(tb_arena *a, tb_outlook_room *room, int threads, const tb_outlook_work *w)
{
    size_t years = w->aim->track->n_year;
    for (int i = 0; i < threads && room != NULL; i++) {
        room[i].score = TB_NEW(a, double, (CHUNK * years * w->units));
        room[i].frozen = TB_NEW(a, double, CHUNK * w->units);
        room[i].sorted = TB_NEW(a, double, w->units);
        room[i].unit = TB_NEW(a, tb_need_counts, w->n);
        for (size_t k = 0; k < w->n && room[i].unit != NULL; k++) {
            room[i].unit[k].met = TB_NEW(a, uint32_t, w->rows * TB_OUTLOOK_POINTS);
            room[i].unit[k].frozen = TB_NEW(a, uint32_t, w->rows);
            room[i].unit[k].has = TB_NEW(a, uint32_t, w->units);
            room[i].unit[k].has_frozen = TB_NEW(a, uint32_t, w->units);
        }
    }
    return !a->refused;
}

/* From counts to shares; row r of the tallies into out [TB_OUTLOOK_POINTS]. */
static void sum_row(double *out, double *noise, const tb_outlook_room *room, int threads, size_t k,
                    size_t r, double draws)
{
    uint64_t met = 0;
    uint64_t frozen = 0;
    for (size_t x = 0; x < TB_OUTLOOK_POINTS; x++) {
        for (int i = 0; i < threads; i++)
            met += room[i].unit[k].met[r * TB_OUTLOOK_POINTS + x];
        out[x] = (double)met / draws;
    }
    for (int i = 0; i < threads; i++)
        frozen += room[i].unit[k].frozen[r];
    *noise = (double)frozen / draws;
}

/* Draws in which the unit has a place count for that row and for all worse ones. */
static void add_places(const tb_outlook_work *w, tb_need_counts *tally)
{
    uint32_t met = 0;
    uint32_t frozen = 0;
    for (size_t r = 0; r < w->units; r++) {
        met += tally->has[r];
        frozen += tally->has_frozen[r];
        tally->met[r * TB_OUTLOOK_POINTS] += met;
        tally->frozen[r] += frozen;
    }
}

/* Rows stand in the order places, climbs, groups. */
static void sum_unit(const tb_outlook_work *w, const tb_outlook_room *room, int threads, size_t k)
{
    tb_unit_outlook *u = &w->unit[k];
    double draws = (double)w->c->draws;
    for (int i = 0; i < threads; i++)
        add_places(w, &room[i].unit[k]);
    for (size_t r = 0; r < w->units; r++)
        sum_row(u->place + r * TB_OUTLOOK_POINTS, &u->noise_place[r], room, threads, k, r, draws);
    for (size_t r = 0; r < TB_OUTLOOK_CLIMBS && u->climb != NULL; r++)
        sum_row(u->climb + r * TB_OUTLOOK_POINTS, &u->noise_climb[r], room, threads, k,
                w->units + r, draws);
    for (size_t r = 0; r < w->groups_n; r++)
        sum_row(u->group + r * TB_OUTLOOK_POINTS, &u->noise_group[r], room, threads, k,
                w->units + TB_OUTLOOK_CLIMBS + r, draws);
}

/* Quantiles of the scores in which there is one. */
static size_t fill_quantiles(double *q, double *value, size_t n)
{
    size_t kept = 0;
    for (size_t d = 0; d < n; d++)
        if (!isnan(value[d]))
            value[kept++] = value[d];
    tbi_sort(value, kept);
    for (size_t i = 0; i < TB_OUTLOOK_SCORES; i++)
        q[i] = tbi_quantile_sorted(value, kept, (double)i / (TB_OUTLOOK_SCORES - 1));
    return kept;
}

/* Climbs are asked in the draws only where no rank at the origin is known: with a known base a
 * climb is the place that it leads to. */
static bool make_curves(tb_arena *a, tb_unit_outlook *u, const tb_outlook_work *w)
{
    u->point = TB_NEW(a, double, TB_OUTLOOK_POINTS);
    u->place = TB_NEW(a, double, (w->units * TB_OUTLOOK_POINTS));
    u->score = TB_NEW(a, double, TB_OUTLOOK_SCORES);
    u->noise_place = TB_NEW(a, double, w->units);
    u->noise_score = TB_NEW(a, double, TB_OUTLOOK_SCORES);
    if (u->base_rank == 0) {
        u->climb = TB_NEW(a, double, (TB_OUTLOOK_CLIMBS * TB_OUTLOOK_POINTS));
        u->noise_climb = TB_NEW(a, double, TB_OUTLOOK_CLIMBS);
    }
    if (w->groups_n > 0) {
        u->group = TB_NEW(a, double, (w->groups_n * TB_OUTLOOK_POINTS));
        u->noise_group = TB_NEW(a, double, w->groups_n);
    }
    return !a->refused;
}

/* The range of points is chosen on the first draws; then all draws are counted in chunks by
 * whichever thread is free. */
static tb_status count_draws(tb_outlook_work *w, tb_arena *own, tb_err *err)
{
    int threads = tbi_threads(w->c->opts->threads);
    size_t kept = w->c->draws < RANGE_DRAWS ? w->c->draws : RANGE_DRAWS;
    tb_outlook_room *room = TB_NEW(own, tb_outlook_room, (size_t)threads);
    double *scratch = TB_NEW(own, double, (w->n * kept));
    w->own = TB_NEW(own, double, w->n * w->c->draws);
    w->noise = TB_NEW(own, double, w->n * w->c->draws);
    if (!make_rooms(own, room, threads, w))
        return tbi_no_memory(err, "the curves");
    find_ranges(w, &room[0], scratch);
    size_t chunks = (w->c->draws + CHUNK - 1) / CHUNK;
#pragma omp parallel for schedule(dynamic) num_threads(threads)
    for (size_t k = 0; k < chunks; k++)
        count_chunk(w, &room[omp_get_thread_num()], k * CHUNK);
    for (size_t k = 0; k < w->n; k++) {
        tb_unit_outlook *u = &w->unit[k];
        sum_unit(w, room, threads, k);
        size_t ranked = fill_quantiles(u->score, w->own + k * w->c->draws, w->c->draws);
        u->ranked = (double)ranked / (double)w->c->draws;
        fill_quantiles(u->noise_score, w->noise + k * w->c->draws, w->c->draws);
    }
    return TB_OK;
}

/* Rows of a tally: a place for each unit, TB_OUTLOOK_CLIMBS climbs, then groups. Without the
 * origin's year among those drawn the first one stands for it. */
tb_status tbi_outlook_fill(tb_outlook *out, tb_unit_outlook *unit, tb_ask_state *c,
                           const tb_goal_state *aim, const tb_groups *groups, tb_err *err)
{
    const tb_index_draws *t = aim->track;
    tb_arena own = { 0 };
    tb_outlook_work w = { .c = c,
                          .aim = aim,
                          .groups = groups,
                          .unit = unit,
                          .n = out->units,
                          .units = t->index->n_unit,
                          .groups_n = out->groups };
    size_t *row = TB_NEW(&own, size_t, w.n);
    bool fits = row != NULL;
    w.rows = w.units + TB_OUTLOOK_CLIMBS + w.groups_n;
    while (w.origin_at < t->n_year && t->year[w.origin_at] != out->origin)
        w.origin_at++;
    if (w.origin_at == t->n_year)
        w.origin_at = 0;
    for (size_t k = 0; k < w.n && fits; k++) {
        row[k] = (size_t)tb_index_unit(t->index, unit[k].code);
        fits = make_curves(c->arena, &unit[k], &w);
    }
    w.row = row;
    tb_status st = fits ? count_draws(&w, &own, err) : tbi_no_memory(err, "the curves");
    tbi_arena_free(&own);
    out->places = w.units;
    return st;
}
