/* draw_goals.c - draws every index together, in chunks that threads share, and keeps of each draw
 * what the goals need: gap, score, rank, who stands in between, what the curves lack; the forecast
 * of the index counts the same draws. */
#include "attain/curve_needs.h"
#include "attain/gap.h"
#include "attain/goal_state.h"
#include "attain/rivals.h"
#include "attain/yearly_goal.h"

#include "base/error.h"
#include "base/threads.h"
#include "forecast/fit_cache.h"
#include "forecast/fit_shared.h"
#include "forecast/forecast_from_fit.h"
#include "num/rank_block.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 128 };

static const struct tb_predictive *find_nested(const tb_ask_state *c, const tb_index_draws *t)
{
    const tb_index_draws *d = tbi_ask_nested(c, t);
    bool same = d != NULL && d->n_year == t->n_year &&
                memcmp(d->year, t->year, t->n_year * sizeof *t->year) == 0;
    return same ? d->joint : NULL;
}

/* A forecast that cannot be fitted is a reason of the track, not an error. focus SIZE_MAX: the
 * fit is shared by all units of a survey (borrowed from the cache). */
static tb_status fit_track(tb_ask_state *c, tb_index_draws *t, tb_err *err)
{
    tb_err why = TB_ERR_INIT;
    tb_predictive_opts o = { .origin = tbi_ask_origin(c, t->index),
                             .year = t->year,
                             .n_year = t->n_year,
                             .model = c->opts->model,
                             .seed = c->seed,
                             .focus = c->opts->probabilities_only ? SIZE_MAX : t->focus,
                             .nested = find_nested(c, t),
                             .threads = c->opts->threads,
                             .column = t->column,
                             .fit_cache = c->fit_cache };
    t->borrowed = c->opts->probabilities_only;
    tb_status st = t->borrowed ? tbi_fit_cache_predictive(&t->joint, c->fit_cache, c->panel,
                                                          t->index, &o, &why)
                               : tbi_predictive_fit(&t->joint, c->panel, t->index, &o, &why);
    if (st == TB_ENOMEM)
        return tbi_no_memory(err, "the forecast");
    if (st != TB_OK) {
        t->joint = NULL;
        t->reason = tbi_ask_say(c, "%s", why.message);
        t->reason_vi =
            tbi_ask_say(c, "%s", why.message_vi[0] != '\0' ? why.message_vi : why.message);
        return TB_OK;
    }
    tb_notices w = tbi_predictive_notices(t->joint);
    for (size_t i = 0; i < w.count; i++)
        tbi_notice_add(c->notices, c->arena, w.notice[i].code, w.notice[i].text,
                       w.notice[i].text_vi);
    t->parts = tbi_predictive_components(t->joint);
    if (t->parts == 0)
        return TB_OK;
    t->gain = TB_NEW_BARE(c->arena, double, (c->draws * t->parts));
    return t->gain != NULL ? TB_OK : tbi_no_memory(err, "the draws");
}

/* A track without a forecast passes its reason to its goals. */
tb_status tbi_ask_fit(tb_ask_state *c, tb_err *err)
{
    size_t fitted = 0;
    /* what is a part of another index first: that one leans on it */
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < c->tracks; i++) {
            bool first = tbi_ask_nested(c, c->track[i]) == NULL;
            if (first != (round == 0) || c->track[i]->n_year == 0)
                continue;
            tb_status st = fit_track(c, c->track[i], err);
            if (st != TB_OK)
                return st;
            fitted++;
            if (c->opts->tell != NULL)
                c->opts->tell(c->opts->about, TB_FIT_SHARE * (double)fitted / (double)c->tracks);
        }
    }
    for (size_t i = 0; i < c->goals; i++) {
        tb_goal_state *aim = &c->aim[i];
        if (aim->track != NULL && aim->track->joint == NULL)
            tbi_ask_reason(c, aim, aim->track->reason, aim->track->reason_vi);
        if (aim->track != NULL)
            aim->a->facts = tbi_predictive_facts(aim->track->joint);
    }
    return TB_OK;
}

/* Who wants nothing but probabilities has no use for tables of the others and for rivals. */
static bool is_chances_only(const tb_ask_state *c)
{
    const tb_intervention_opts *o = c->opts;
    return o->probabilities_only && o->best_plan_only && !o->with_context &&
           strcmp(o->rivals, "reach") != 0;
}

/* Room for what is kept of each draw. A goal of the same track and year as an earlier one
 * shares its table of the others. */
static bool fill_results(tb_ask_state *c, tb_goal_state *aim)
{
    size_t n = c->draws;
    size_t units = aim->track->index->n_unit;
    size_t kept = n < TB_KEPT_RANK_DRAWS ? n : TB_KEPT_RANK_DRAWS;
    aim->gap = TB_NEW(c->arena, double, n);
    aim->own = TB_NEW(c->arena, double, n);
    aim->level = TB_NEW(c->arena, double, n);
    aim->rank = TB_NEW(c->arena, unsigned short, n);
    aim->noise = TB_NEW(c->arena, unsigned char, n);
    aim->best = TB_NEW(c->arena, unsigned char, n);
    aim->same = TB_NEW(c->arena, unsigned char, n);
    for (tb_goal_state *o = c->aim; o < aim && !aim->shares_others; o++) {
        aim->shares_others =
            o->others != NULL && o->track == aim->track && o->year_at == aim->year_at;
        if (aim->shares_others)
            aim->others = o->others;
    }
    if (!aim->shares_others && !is_chances_only(c))
        aim->others = TB_NEW_BARE(c->arena, double, (kept * units));
    aim->between = TB_NEW(c->arena, unsigned, units);
    aim->lead = TB_NEW(c->arena, double, units);
    if (!is_chances_only(c) && !tbi_rivals_start(aim, kept, CHUNK, c->arena))
        return false;
    return aim->gap != NULL && aim->own != NULL && aim->level != NULL && aim->rank != NULL &&
           aim->noise != NULL && aim->best != NULL && aim->same != NULL &&
           (aim->others != NULL || is_chances_only(c)) && aim->between != NULL && aim->lead != NULL;
}

/* What one thread works in. */
typedef struct tb_draw_goals_scratch {
    tb_predictive_block block;
    double *score, *frozen, *level;
    unsigned char *same;
    double *turned; /* [units][CHUNK] scores of a year, unit by unit, larger is better */
    uint8_t *row;   /* [CHUNK][64] the units' ranks of that year; NULL: more than 64 units */
    void *sorting;
    tb_gap_scratch scratch;
} tb_draw_goals_scratch;

/* Scratch of one thread, for the widest table and the most years of all tracks. Up to 64 units
 * have room for ranks as bytes. */
static bool make_room(tb_draw_goals_scratch *r, const tb_ask_state *c)
{
    size_t units = 1, years = 1;
    for (size_t i = 0; i < c->tracks; i++) {
        if (c->track[i]->index->n_unit > units)
            units = c->track[i]->index->n_unit;
        if (c->track[i]->n_year > years)
            years = c->track[i]->n_year;
    }
    tb_gap_scratch *s = &r->scratch;
    r->score = TB_NEW(c->arena, double, (CHUNK * years * units));
    r->frozen = TB_NEW(c->arena, double, (CHUNK * units));
    r->level = TB_NEW(c->arena, double, (CHUNK * years));
    r->same = TB_NEW(c->arena, unsigned char, CHUNK);
    r->turned = TB_NEW(c->arena, double, (CHUNK * units));
    r->row = units <= 64 ? TB_NEW(c->arena, uint8_t, (CHUNK * 64)) : NULL;
    r->sorting = tbi_arena_alloc(c->arena, tbi_rank_scratch(units), 1);
    if (r->turned == NULL || r->sorting == NULL || (units <= 64 && r->row == NULL))
        return false;
    s->a = TB_NEW(c->arena, double, units);
    s->b = TB_NEW(c->arena, double, units);
    s->c = TB_NEW(c->arena, double, units);
    s->d = TB_NEW(c->arena, double, units);
    return r->score != NULL && r->frozen != NULL && r->level != NULL && r->same != NULL &&
           s->a != NULL && s->b != NULL && s->c != NULL && s->d != NULL;
}

/* The scores of the goal's year when only the noise is drawn again: those of the last year at the
 * national level of the goal's year. NULL for a year already published. */
static const double *find_frozen(const tb_goal_state *aim, const tb_draw_goals_scratch *room,
                                 size_t k, int origin, size_t units, double *scratch)
{
    const tb_index_draws *t = aim->track;
    const double *frozen = room->frozen + k * units, *level = room->level + k * t->n_year;
    if (t->year[aim->year_at] <= origin)
        return NULL;
    if (aim->year_at + 1 == t->n_year)
        return frozen;
    double by = level[aim->year_at] - level[t->n_year - 1];
    for (size_t i = 0; i < units; i++)
        scratch[i] = frozen[i] + by;
    return scratch;
}

/* The others of a kept draw are kept, and rivals counted; of a later one only the curve wants to
 * know. */
static void note_others(tb_goal_state *aim, const double *now, size_t draw, size_t units,
                        tb_gap_scratch *s)
{
    if (draw < TB_KEPT_RANK_DRAWS && aim->others != NULL) {
        if (!aim->shares_others)
            (void)tbi_others_sort(aim->others + draw * units, aim, now, units, s->row);
        tbi_rivals_note(aim, draw / CHUNK, draw, now, units);
    } else if (aim->needs != NULL && aim->needs->by == aim) {
        size_t n = tbi_others_sort(s->a, aim, now, units, s->row);
        tbi_curve_needs_note(aim->needs, draw, s->a, n, aim->sign * aim->own[draw]);
    }
}

/* Everything one draw says of one goal. k: position in the chunk; score [years][units] of that
 * draw. */
static void draw_goal(tb_goal_state *aim, const tb_draw_goals_scratch *room, size_t k, size_t draw,
                      int origin, size_t units, tb_gap_scratch *s)
{
    tb_gap_draw g;
    const double *score = room->score + k * aim->track->n_year * units;
    const double *now = score + aim->year_at * units;
    tbi_gap_of(&g, aim, score, find_frozen(aim, room, k, origin, units, s->d), room->same[k] != 0,
               units, s);
    aim->gap[draw] = g.gap;
    aim->own[draw] = g.own;
    aim->rank[draw] = (unsigned short)g.rank;
    aim->noise[draw] = (unsigned char)g.noise;
    aim->best[draw] = (unsigned char)g.best;
    aim->same[draw] = room->same[k];
    aim->level[draw] = room->level[k * aim->track->n_year + aim->year_at];
    tbi_yearly_goal_keep(aim, draw, score, &g);
    note_others(aim, now, draw, units, s);
}

/* score [draw][year][unit]: rivals get their points in the years after the origin. */
static void add_shift(double *score, const tb_ask_state *c, const tb_index_draws *t, size_t n)
{
    size_t units = t->index->n_unit;
    for (size_t k = 0; k < n && t->shift != NULL; k++)
        for (size_t y = 0; y < t->n_year; y++)
            for (size_t u = 0; u < units && t->year[y] > tbi_ask_origin(c, t->index); u++)
                score[(k * t->n_year + y) * units + u] += t->shift[u];
}

/* The ranks of one year of all draws of the chunk. */
static void rank_year(tb_draw_goals_scratch *room, const tb_index_draws *t, size_t year, size_t n,
                      double sign)
{
    size_t units = t->index->n_unit;
    tbi_rank_draws(room->row, room->turned, room->score + year * units, t->n_year * units, units,
                   CHUNK, n, sign, room->sorting);
}

/* Of which draws, and who else counts them. */
typedef struct tb_draw_job {
    tb_ask_state *c;
    tb_index_draws *track;
    tb_draw_goals_scratch *room;   /* [threads] */
    tb_forecast_counter *forecast; /* NULL: none */
    int threads;
    size_t kept; /* chunks of draws whose others are kept, the first */
} tb_draw_job;

/* score [draw][year][unit], frozen [draw][unit]: the chunk's draws. Ranks of a year are made
 * once for all goals on it. */
static void draw_chunk(const tb_draw_job *job, int thread, size_t first)
{
    tb_ask_state *c = job->c;
    tb_index_draws *t = job->track;
    tb_draw_goals_scratch *room = &job->room[thread];
    size_t n = first + CHUNK <= c->draws ? CHUNK : c->draws - first;
    size_t units = t->index->n_unit;
    tb_predictive_block block = { .score = room->score,
                                  .frozen = room->frozen,
                                  .level = room->level,
                                  .part = NULL,
                                  .gain = t->gain != NULL ? t->gain + first * t->parts : NULL,
                                  .same_scheme = room->same };
    tbi_predictive_draw(t->joint, first, n, &block);
    if (job->forecast != NULL)
        tbi_forecast_counter_take(job->forecast, thread, first, n, &block);
    add_shift(room->score, c, t, n);
    size_t ranked = SIZE_MAX; /* the year whose ranks stand in the room */
    for (size_t i = 0; i < c->goals; i++) {
        tb_goal_state *aim = &c->aim[i];
        if (aim->track != t)
            continue;
        if (room->row != NULL && ranked != aim->year_at)
            rank_year(room, t, aim->year_at, n, aim->sign);
        ranked = aim->year_at;
        for (size_t k = 0; k < n; k++) {
            room->scratch.row = room->row != NULL ? room->row + 64 * k : NULL;
            draw_goal(aim, room, k, first + k, tbi_ask_origin(c, t->index), units, &room->scratch);
        }
    }
}

/* What the kept draws of a chunk lack, now that the grid is chosen by them. */
static void note_kept(const tb_draw_job *job, size_t first)
{
    const tb_ask_state *c = job->c;
    size_t units = job->track->index->n_unit;
    size_t end = first + CHUNK <= c->draws ? first + CHUNK : c->draws;
    for (size_t i = 0; i < c->goals; i++) {
        const tb_goal_state *aim = &c->aim[i];
        if (aim->track != job->track || aim->needs == NULL || aim->needs->by != aim)
            continue;
        for (size_t d = first; d < end; d++) {
            const double *others = aim->others + d * units;
            size_t n = 0;
            while (n < units && !isnan(others[n]))
                n++;
            tbi_curve_needs_note(aim->needs, d, others, n, aim->sign * aim->own[d]);
        }
    }
}

/* The grids of the track's curves, by its kept draws; scratch [kept]. */
static void choose_grids(const tb_draw_job *job, double *scratch)
{
    const tb_ask_state *c = job->c;
    size_t kept = c->draws < TB_KEPT_RANK_DRAWS ? c->draws : TB_KEPT_RANK_DRAWS;
    for (size_t i = 0; i < c->goals; i++)
        if (c->aim[i].track == job->track && c->aim[i].needs != NULL &&
            c->aim[i].needs->by == &c->aim[i])
            tbi_curve_needs_range(c->aim[i].needs, kept, scratch);
}

/* The kept draws first: grids are chosen by them. */
static void draw_chunks(const tb_draw_job *job, double *scratch)
{
    size_t chunks = (job->c->draws + CHUNK - 1) / CHUNK;
#pragma omp parallel for schedule(dynamic) num_threads(job->threads)
    for (size_t k = 0; k < job->kept; k++)
        draw_chunk(job, omp_get_thread_num(), k * CHUNK);
    choose_grids(job, scratch);
#pragma omp parallel for schedule(dynamic) num_threads(job->threads)
    for (size_t k = 0; k < chunks; k++) {
        if (k < job->kept)
            note_kept(job, k * CHUNK);
        else
            draw_chunk(job, omp_get_thread_num(), k * CHUNK);
    }
}

/* Begins the forecast that is made of the track's draws, unless it stands already: what rivals
 * reach is no forecast. */
static tb_status start_forecast(tb_draw_job *job, tb_err *err)
{
    const tb_ask_state *c = job->c;
    const tb_index_draws *t = job->track;
    if (t->forecast == NULL || *t->forecast != NULL)
        return TB_OK;
    tb_forecast_opts o = TB_FORECAST_OPTS_INIT;
    o.index = t->index->code;
    o.origin = tbi_ask_origin(c, t->index);
    o.year = t->year[t->n_year - 1];
    o.draws = c->draws;
    o.seed = c->seed;
    o.threads = job->threads;
    if (c->opts->model != NULL)
        o.model = c->opts->model;
    return tbi_forecast_counter_start(&job->forecast, c->panel, t->joint, t->year, t->n_year, CHUNK,
                                      &o, err);
}

/* Each draw has its own random numbers and each place is written once, so that threads change
 * nothing. */
static tb_status draw_track(tb_draw_job *job, double *scratch, tb_err *err)
{
    tb_ask_state *c = job->c;
    tb_status st = start_forecast(job, err);
    if (st != TB_OK)
        return st;
    draw_chunks(job, scratch);
    for (size_t i = 0; i < c->goals && !is_chances_only(c); i++)
        if (c->aim[i].track == job->track)
            tbi_rivals_sum(&c->aim[i], job->track->index->n_unit);
    return job->forecast != NULL
               ? tbi_forecast_counter_end(job->track->forecast, job->forecast, err)
               : TB_OK;
}

/* Tracks that no goal wants are drawn for their gains only. */
tb_status tbi_ask_draw(tb_ask_state *c, tb_err *err)
{
    int threads = tbi_threads(c->opts->threads);
    size_t kept = c->draws < TB_KEPT_RANK_DRAWS ? c->draws : TB_KEPT_RANK_DRAWS;
    tb_draw_goals_scratch *room = TB_NEW(c->arena, tb_draw_goals_scratch, (size_t)threads);
    double *scratch = TB_NEW(c->arena, double, kept);
    bool fits = room != NULL && scratch != NULL;
    for (int i = 0; i < threads && fits; i++)
        fits = make_room(&room[i], c);
    for (size_t i = 0; i < c->goals && fits; i++)
        if (c->aim[i].track != NULL && c->aim[i].gap == NULL)
            fits = fill_results(c, &c->aim[i]);
    if (!fits)
        return tbi_no_memory(err, "the draws");
    for (size_t i = 0; i < c->goals; i++) {
        tb_status st = tbi_yearly_goal_start(&c->aim[i], c->draws, c->arena, err);
        if (st != TB_OK)
            return st;
    }
    for (size_t i = 0; i < c->tracks; i++) {
        tb_index_draws *t = c->track[i];
        if (t->joint == NULL || (!t->wanted && t->gain == NULL))
            continue;
        tb_draw_job job = {
            .c = c, .track = t, .room = room, .threads = threads, .kept = (kept + CHUNK - 1) / CHUNK
        };
        tb_status st = draw_track(&job, scratch, err);
        if (st != TB_OK)
            return st;
    }
    return TB_OK;
}
