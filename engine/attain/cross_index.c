/* cross_index.c - every pair of series that goals stand on gets its correlation, and the draws are
 * put beside one another so that they have it. */
#include "attain/cross_index.h"

#include "attain/cross_estimate.h"
#include "attain/cross_order.h"

#include "attain/yearly_goal.h"
#include "base/error.h"
#include "base/threads.h"
#include "num/pair_correlation.h"

#include <math.h>
#include <string.h>

/* Series: the indices, and the components that goals stand on.
 * Pointers into the case; n series of which the first `fixed` keep the order in which they were
 * drawn. */
typedef struct index_set {
    const tb_index_draws *track[TB_CROSS_INDICES];
    /* whose draws stand for the series: of the last year */
    const tb_goal_state *aim[TB_CROSS_INDICES];
    size_t n, fixed;
    bool nested; /* SIPAS enters PAR draw by draw: these two stand as they are */
} index_set;

/* An index counts once, by its goal of the last year. Beyond TB_CROSS_INDICES it stays
 * unjoined. */
static void add_track(index_set *w, const tb_ask_state *c, const tb_index_draws *t)
{
    const tb_goal_state *best = NULL;
    for (size_t i = 0; i < w->n; i++)
        if (w->track[i] == t)
            return;
    for (size_t i = 0; i < c->goals; i++) {
        const tb_goal_state *aim = &c->aim[i];
        if (aim->track == t && (best == NULL || t->year[aim->year_at] > t->year[best->year_at]))
            best = aim;
    }
    if (best == NULL || w->n == TB_CROSS_INDICES)
        return;
    w->track[w->n] = t;
    w->aim[w->n++] = best;
}

/* First an index and what enters it by the scheme, which stand as they were drawn; then totals,
 * then components. */
static void collect_series(index_set *w, const tb_ask_state *c)
{
    *w = (index_set){ .n = 0 };
    for (size_t i = 0; i < c->tracks; i++) {
        const tb_index_draws *t = c->track[i];
        const tb_index_draws *d = tbi_ask_nested(c, t);
        if (d == NULL || w->nested)
            continue;
        add_track(w, c, t);
        add_track(w, c, d);
        w->nested = w->n == 2;
    }
    w->fixed = w->n > 0 ? w->n : 1;
    for (int components = 0; components < 2; components++)
        for (size_t i = 0; i < c->goals; i++)
            if (c->aim[i].track != NULL && (c->aim[i].track->column != 0) == (components == 1))
                add_track(w, c, c->aim[i].track);
}

/* Better than expected in that year: the own score against the national mean of the draw. */
static void list_values(double *value, const index_set *w, size_t draws)
{
    for (size_t k = 0; k < w->n; k++)
        for (size_t d = 0; d < draws; d++)
            value[k * draws + d] = w->aim[k]->sign * (w->aim[k]->own[d] - w->aim[k]->level[d]);
}

/* data [n] of `size` bytes each: element d becomes what stood at at[d]. room: n * size bytes. */
static void move_draws(void *data, size_t size, const size_t *at, size_t n, unsigned char *room)
{
    unsigned char *bytes = data;
    for (size_t d = 0; d < n; d++)
        memcpy(room + d * size, bytes + at[d] * size, size);
    memcpy(bytes, room, n * size);
}

/* Everything that a draw of the goal holds moves together. others and the path exist for the
 * kept draws only; others that an earlier goal owns were moved with it.
 * at [n] may repeat a draw; the kept ones are those below `kept`, and at keeps them there. */
static void move_aim(tb_goal_state *aim, const size_t *at, size_t n, size_t kept,
                     unsigned char *room)
{
    move_draws(aim->gap, sizeof *aim->gap, at, n, room);
    move_draws(aim->own, sizeof *aim->own, at, n, room);
    move_draws(aim->level, sizeof *aim->level, at, n, room);
    move_draws(aim->rank, sizeof *aim->rank, at, n, room);
    move_draws(aim->noise, 1, at, n, room);
    move_draws(aim->best, 1, at, n, room);
    move_draws(aim->same, 1, at, n, room);
    for (size_t s = 0; aim->path != NULL && s < aim->path->steps; s++) {
        move_draws(aim->path->own[s], sizeof(double), at, kept, room);
        move_draws(aim->path->others[s], aim->track->index->n_unit * sizeof(double), at, kept,
                   room);
    }
    if (aim->path != NULL)
        move_draws(aim->path->base_score, sizeof(double), at, kept, room);
    if (aim->path != NULL)
        move_draws(aim->path->base_place, sizeof(unsigned short), at, kept, room);
    if (!aim->shares_others && aim->others != NULL)
        move_draws(aim->others, aim->track->index->n_unit * sizeof *aim->others, at, kept, room);
}

/* What of a track goes draw by draw, and where each draw came from: curves draw them again. */
static tb_status move_track(tb_index_draws *t, tb_ask_state *c, const size_t *at,
                            unsigned char *room, tb_err *err)
{
    if (t->gain != NULL)
        move_draws(t->gain, t->parts * sizeof(double), at, c->draws, room);
    if (t->drawn == NULL) {
        t->drawn = TB_NEW(c->arena, uint32_t, c->draws);
        if (t->drawn == NULL)
            return tbi_no_memory(err, "the draws");
        for (size_t d = 0; d < c->draws; d++)
            t->drawn[d] = (uint32_t)d;
    }
    move_draws(t->drawn, sizeof *t->drawn, at, c->draws, room);
    return TB_OK;
}

/* Bytes of the widest thing that is moved at once. */
static size_t find_widest(const tb_ask_state *c, size_t kept)
{
    size_t widest = c->draws * sizeof(double);
    for (size_t i = 0; i < c->tracks; i++) {
        const tb_index_draws *t = c->track[i];
        size_t rows = kept * t->index->n_unit * sizeof(double);
        size_t gains = c->draws * t->parts * sizeof(double);
        widest = rows > widest ? rows : widest;
        widest = gains > widest ? gains : widest;
    }
    return widest;
}

/* Gains of the tracks move with the goals, since effects are taken from them draw by draw. */
tb_status tbi_ask_move_draws(tb_ask_state *c, const size_t *at, tb_err *err)
{
    size_t n = c->draws;
    size_t kept = n < TB_KEPT_RANK_DRAWS ? n : TB_KEPT_RANK_DRAWS;
    tb_arena own = { 0 };
    unsigned char *room = TB_NEW_BARE(&own, unsigned char, find_widest(c, kept));
    if (room == NULL)
        return tbi_no_memory(err, "the draws");
    for (size_t i = 0; i < c->goals; i++)
        if (c->aim[i].track != NULL)
            move_aim(&c->aim[i], at, n, kept, room);
    tb_status st = TB_OK;
    for (size_t i = 0; i < c->tracks && st == TB_OK; i++)
        st = move_track(c->track[i], c, at, room, err);
    tbi_arena_free(&own);
    return st;
}

/* at [indices][draws]; the first w->fixed indices keep their draws. */
static tb_status reorder_draws(tb_ask_state *c, const index_set *w, const double *corr,
                               double *value, tb_err *err)
{
    size_t n = c->draws;
    size_t kept = n < TB_KEPT_RANK_DRAWS ? n : TB_KEPT_RANK_DRAWS;
    size_t widest = find_widest(c, kept);
    tb_arena own = { 0 };
    size_t *at = TB_NEW(&own, size_t, (w->n * n));
    unsigned char *room = TB_NEW_BARE(&own, unsigned char, widest);
    tb_status st = at != NULL && room != NULL
                       ? tbi_cross_order(at, value, w->n, n, w->fixed, kept, corr,
                                         tbi_threads(c->opts->threads), err)
                       : tbi_no_memory(err, "the draws");
    for (size_t k = w->fixed; k < w->n && st == TB_OK; k++) {
        for (size_t i = 0; i < c->goals; i++)
            if (c->aim[i].track != NULL && c->aim[i].track == w->track[k])
                move_aim(&c->aim[i], at + k * n, n, kept, room);
        for (size_t i = 0; i < c->tracks && st == TB_OK; i++)
            if (c->track[i] == w->track[k])
                st = move_track(c->track[i], c, at + k * n, room, err);
    }
    tbi_arena_free(&own);
    return st;
}

/* "PAPI", or "PAPI.D5" for a component: as the reader is told. */
static const char *find_name(tb_ask_state *c, const tb_index_draws *t)
{
    return t->column == 0
               ? t->index->code
               : tbi_ask_say(c, "%s.%s", t->index->code, t->index->indicator[t->column].code);
}

/* An index that is nested in another one is drawn together with it, so that their correlation is
 * read from the draws and not estimated; every other pair is estimated up to the earlier of the two
 * origins. */
tb_status tbi_ask_cross_index(const tb_cross_index **out, size_t *n, tb_ask_state *c, tb_err *err)
{
    index_set w;
    collect_series(&w, c);
    *out = NULL;
    *n = 0;
    if (w.n < 2)
        return TB_OK;
    double corr[TB_CROSS_INDICES * TB_CROSS_INDICES] = { 0 };
    tb_cross_index *all = TB_NEW(c->arena, tb_cross_index, (w.n * (w.n - 1) / 2));
    double *value = TB_NEW(c->arena, double, (w.n * c->draws));
    if (all == NULL || value == NULL)
        return tbi_no_memory(err, "the correlations");
    list_values(value, &w, c->draws);
    for (size_t a = 0; a < w.n; a++)
        for (size_t b = a + 1; b < w.n; b++) {
            tb_cross_index *one = &all[(*n)++];
            int one_origin = tbi_ask_origin(c, w.track[a]->index);
            int other_origin = tbi_ask_origin(c, w.track[b]->index);
            tb_status st = tbi_cross_estimate(
                one, w.track[a]->index, w.track[a]->column, w.track[b]->index, w.track[b]->column,
                one_origin < other_origin ? one_origin : other_origin, err);
            if (st != TB_OK)
                return st;
            one->a = find_name(c, w.track[a]);
            one->b = find_name(c, w.track[b]);
            if (w.nested && b == 1) {
                one->basis = "published";
                one->correlation =
                    tbi_pair_correlation(value + a * c->draws, value + b * c->draws, c->draws, 2);
                one->low = one->high = NAN;
            }
            corr[a * w.n + b] = corr[b * w.n + a] = one->correlation;
        }
    *out = all;
    return reorder_draws(c, &w, corr, value, err);
}
