/* move_blocks.c - many scores of a year together. Where places are known and scores are not, each
 * score can move only as far as its neighbours let it: a whole run of them moves further, and so
 * does the year's level with it.
 *
 *   run       all units B of a run: s_it + d, d ~ N(-sum_B g_it / sum_B Q_i,tt, 1 / sum_B Q_i,tt)
 *             on the room of the run; with the level (m_t + d too) the same with the units outside
 *             B and the other sign, since it is they that come to stand elsewhere, and the level's
 *             prior. The full conditional of d (generalised Gibbs for a translation: Liu and
 *             Sabatti 2000): always taken. Which run is picked does not depend on the scores, so
 *             the reverse picks it alike. */
#include "complete/chain_state.h"

#include <math.h>

/* Units that move, marked by 1 in c->moved; how far they can, and which means they are in. */
typedef struct moving_block {
    size_t n;
    double low, high, share[TB_REGIONS];
} moving_block;

/* The run gains a unit: how far it may shift is what all its members allow; share counts the
 * members of each mean.
 * The unit is marked in c->moved, which clear_block() must have emptied. */
static void join_unit(moving_block *r, tb_chain *c, size_t t, size_t i)
{
    const tb_table_year *y = &c->f->year[t];
    const tb_chain_year *w = &c->year[t];
    double v = c->score[i * c->row + t];
    c->moved[i] = 1;
    r->n++;
    r->low = fmax(r->low, y->low[i] - v);
    r->high = fmin(r->high, y->high[i] - v);
    for (uint32_t m = w->means[w->class_of[i]], k = 0; m != 0; m >>= 1, k++)
        if (m & 1)
            r->share[k]++;
}

/* The free members of gap g; its fixed ones stay, and the edges that move must not pass them. */
static void join_gap(moving_block *r, tb_chain *c, size_t t, size_t g)
{
    const tb_rank_order *o = &c->year[t].order;
    for (size_t s = o->first[g]; s < o->first[g + 1]; s++) {
        double v = c->score[o->member[s] * c->row + t];
        if (!c->year[t].immobile[o->member[s]]) {
            join_unit(r, c, t, o->member[s]);
            continue;
        }
        r->low = fmax(r->low, v - o->edge[g]);
        r->high = fmin(r->high, v - o->edge[g + 1]);
    }
}

/* All units marked move by the same, drawn from its normal distribution between the limits;
 * `lifted`: with the level, so that it is the others that come to stand nearer or farther.
 * weak: the prior of the level, N(anchor, (2 spread)^2). The means add share^2 weight to the
 * precision and share weight (sum - target) to the pull, since every member moves them by the
 * same. */
static void move_run(tb_chain *c, size_t t, const moving_block *r, bool lifted)
{
    const tb_table_year *y = &c->f->year[t];
    double weak = 1 / (4 * c->spread * c->spread);
    double precision = 0;
    double pull = 0;
    for (size_t i = 0; i < c->n_unit; i++)
        if (lifted != (c->moved[i] != 0)) {
            precision += tbi_chain_row(c, i, t)[t];
            pull += (lifted ? 1 : -1) * c->pull[i * c->row + t];
        }
    if (lifted) {
        precision += weak;
        pull += weak * (c->anchor[t] - c->level[t]);
    }
    for (size_t k = 0; k < y->n_mean; k++) {
        const tb_chain_year *w = &c->year[t];
        double weight = w->hold[k] * r->share[k];
        precision += weight * r->share[k];
        pull -= weight * (w->sum[k] - w->target[k]);
    }
    if (!(r->high > r->low) || r->low > 0 || r->high < 0)
        return;
    double by = tbi_chain_between(c, pull / precision, 1 / sqrt(precision), r->low, r->high);
    for (size_t i = 0; i < c->n_unit; i++)
        if (c->moved[i])
            tbi_chain_set(c, t, i, c->score[i * c->row + t] + by);
    if (lifted)
        tbi_chain_lift(c, t, by);
}

/* An empty run may move as far as it likes; joining units narrows it. */
static void clear_block(moving_block *r, tb_chain *c)
{
    *r = (moving_block){ .low = -INFINITY, .high = INFINITY };
    for (size_t i = 0; i < c->n_unit; i++)
        c->moved[i] = 0;
}

/* From one edge that moves to another, with all between. */
static void move_edges(tb_chain *c, size_t t, size_t from, size_t to)
{
    const tb_rank_order *o = &c->year[t].order;
    moving_block r;
    clear_block(&r, c);
    for (size_t e = from; e <= to; e++) {
        join_unit(&r, c, t, c->year[t].unit_at[e]);
        if (e < to)
            join_gap(&r, c, t, e);
    }
    r.high = fmin(r.high, tbi_rank_order_above(o, c->score + t, c->row, from) - o->edge[from]);
    r.low = fmax(r.low, tbi_rank_order_below(o, c->score + t, c->row, to) - o->edge[to]);
    move_run(c, t, &r, tbi_chain_word(c) & 1);
}

/* Everything that is free, with the level: between two edges, what moves stays on its side of what
 * does not. */
static void move_unpinned(tb_chain *c, size_t t)
{
    const tb_chain_year *w = &c->year[t];
    const tb_rank_order *o = &w->order;
    moving_block r;
    clear_block(&r, c);
    for (size_t k = 0; k < w->n_free; k++) {
        size_t g = o->gap_of[w->free[k]];
        if (g == TB_NO_SLOT || o->edge[g] > o->edge[g + 1])
            join_unit(&r, c, t, w->free[k]);
    }
    for (size_t g = 0; g < o->n_gap; g++) {
        bool above = w->unit_at[g] != TB_NO_SLOT && c->moved[w->unit_at[g]];
        bool below = w->unit_at[g + 1] != TB_NO_SLOT && c->moved[w->unit_at[g + 1]];
        if (isnan(o->edge[g]))
            return;
        if (above && !below)
            r.low = fmax(r.low, o->edge[g + 1] - o->edge[g]);
        if (below && !above)
            r.high = fmin(r.high, o->edge[g] - o->edge[g + 1]);
        for (size_t s = o->first[g]; s < o->first[g + 1]; s++) {
            double v = c->score[o->member[s] * c->row + t];
            bool moves = c->moved[o->member[s]];
            if (moves ? !below : above)
                r.low = fmax(r.low, moves ? o->edge[g + 1] - v : v - o->edge[g]);
            if (moves ? !above : below)
                r.high = fmin(r.high, moves ? o->edge[g] - v : v - o->edge[g + 1]);
        }
    }
    if (r.n > 0)
        move_run(c, t, &r, true);
}

/* A run is tried only when its edges follow one another without one that is fixed in between. */
void tbi_chain_move_blocks(tb_chain *c, size_t t)
{
    const tb_chain_year *w = &c->year[t];
    for (size_t n = 0; n < w->n_unscored; n += 2) {
        size_t from = tbi_chain_pick(c, w->n_unscored);
        size_t to = tbi_chain_pick(c, w->n_unscored);
        size_t last = from > to ? from : to;
        from = from < to ? from : to;
        if (from < last && (size_t)(w->unscored[last] - w->unscored[from]) == last - from)
            move_edges(c, t, w->unscored[from], w->unscored[last]);
    }
    move_unpinned(c, t);
}
