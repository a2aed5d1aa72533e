/* move_stretch.c - all that is free between two known scores of a year, drawn together towards one
 * of them, or at an end of the table, drawn away from the last one. Where places are known and
 * scores are not, the scores of a whole stretch of the table lean on one another, and on those of
 * every other stretch where the national mean is known: one by one, or by runs, they go slowly.
 *
 *   stretch   the free units between two edges that never move, places among them or not: shares x
 *             of the way up become x^g (move_squeeze.h), log g = step z; of those above the first
 *             such edge, and below the last, distances from it become g times as long. Order, and
 *             with it places, counts and gaps, stays as it is. Which stretch does not depend on
 *             the scores.
 *   even      where the year has a mean another stretch, picked at random too, loses what the first
 *             one gains, by the power that does it; no move of a year of several regions' means.
 *   reverse   the same stretches and -z: symmetric in log g; the second stretch then gains it back.
 *   accept    min(1, |Jacobian| N / N * means) if limits hold and scored units without places stay
 *             in their gaps (Metropolis over a group of transformations: Liu and Sabatti 2000). The
 *             matrix is block triangular: the first stretch does not hang on the second. Steps
 *             learn their size towards an acceptance of 0.42 before draws are kept. */
#include "complete/move_squeeze.h"

#include <math.h>

/* Whether edge e is a score that never moves. */
static bool is_fixed(const tb_chain_year *w, size_t e)
{
    return isfinite(w->order.edge[e]) &&
           (w->unit_at[e] == TB_NO_SLOT || w->immobile[w->unit_at[e]]);
}

/* The edge that ends the stretch below edge e, which may be the open end of the table if e is not;
 * 0: there is none, or a limit without a score lies between. */
static size_t find_end(const tb_chain_year *w, size_t e)
{
    for (size_t k = e + 1; k <= w->order.n_gap && !isnan(w->order.edge[k]); k++)
        if (is_fixed(w, k) || (isinf(w->order.edge[k]) && !isinf(w->order.edge[e])))
            return k;
    return 0;
}

/* Whether anybody can move between edges e and end. */
static bool has_room(const tb_chain_year *w, size_t e, size_t end)
{
    const tb_rank_order *o = &w->order;
    return o->edge[e] > o->edge[end] && (end > e + 1 || o->first[end] > o->first[e]);
}

/* Whether all that moves in the table is a member of the same means. */
static bool has_one_class(const tb_chain_year *w)
{
    size_t class = TB_NO_SLOT;
    for (size_t k = 0; k < w->n_free; k++) {
        size_t i = w->free[k];
        if (w->order.gap_of[i] == TB_NO_SLOT && w->order.edge_of[i] == TB_NO_SLOT)
            continue;
        if (class != TB_NO_SLOT && class != w->class_of[i])
            return false;
        class = w->class_of[i];
    }
    return true;
}

/* A year of which units are members of different means has no stretches: what one unit of a region
 * gains another one of it would have to lose. */
void tbi_chain_list_stretches(tb_chain_year *w)
{
    w->one_class = has_one_class(w);
    w->n_stretch = 0;
    for (size_t e = 0; e < w->order.n_gap && w->one_class; e++) {
        size_t end = is_fixed(w, e) || isinf(w->order.edge[e]) ? find_end(w, e) : 0;
        if (end == 0 || !has_room(w, e, end))
            continue;
        w->stretch_step[w->n_stretch] = 0.1;
        w->stretch[w->n_stretch++] = (uint16_t)e;
    }
}

/* The units of stretch number `which`, after `first` others. */
static tb_squeeze list_stretch(tb_chain_year *w, size_t which, size_t first)
{
    size_t from = w->stretch[which], end = find_end(w, from);
    tb_squeeze q = { .low = w->order.edge[end],
                     .top = w->order.edge[from],
                     .top_to = w->order.edge[from],
                     .first = first };
    for (size_t e = from; e < end; e++) {
        if (e > from)
            w->saved_member[q.first + q.n++] = w->unit_at[e];
        tbi_squeeze_gap(&q, w, e, TB_NO_SLOT, TB_NO_SLOT);
    }
    return q;
}

/* Where edge e would come to lie: that of a unit of the stretch goes with it. */
static double find_edge(const tb_chain_year *w, const tb_squeeze *q, size_t e)
{
    for (size_t k = q->first; k < q->first + q->n; k++)
        if (w->saved_member[k] == w->unit_at[e])
            return w->saved_score[k];
    return w->order.edge[e];
}

/* Whether scored units without places stay in their gaps. */
static bool check_gaps(const tb_chain *c, size_t t, size_t which, const tb_squeeze *q)
{
    const tb_chain_year *w = &c->year[t];
    const tb_rank_order *o = &w->order;
    size_t from = w->stretch[which], end = find_end(w, from);
    for (size_t g = from; g < end; g++)
        for (size_t s = o->first[g]; s < o->first[g + 1]; s++) {
            double v = c->score[o->member[s] * c->row + t];
            if (w->immobile[o->member[s]] && (v > find_edge(w, q, g) || v < find_edge(w, q, g + 1)))
                return false;
        }
    return true;
}

/* One stretch, and another where the year has a mean. */
static void move_stretches(tb_chain *c, size_t t, bool adapt)
{
    tb_chain_year *w = &c->year[t];
    bool even = c->f->year[t].n_mean > 0;
    tb_squeeze other = { 0 };
    size_t n = w->n_stretch, second = 0;
    size_t which = tbi_chain_pick(c, n);
    double *step = &w->stretch_step[which];
    tb_squeeze q = list_stretch(w, which, 0);
    double change = tbi_squeeze_by(&q, c, t, exp(*step * tbi_rng_normal(&c->rng)));
    if (even) {
        second = (which + 1 + tbi_chain_pick(c, n - 1)) % n;
        other = list_stretch(w, second, q.n);
        other.rise = q.rise;
        if (change > TB_NEVER)
            change += tbi_squeeze_even(&other, c, t);
    }
    bool take = change > TB_NEVER && check_gaps(c, t, which, &q) &&
                (!even || check_gaps(c, t, second, &other)) && tbi_chain_takes(c, change);
    if (take) {
        tbi_squeeze_take(&q, c, t);
        tbi_squeeze_take(&other, c, t);
    }
    if (adapt)
        *step *= take ? 1.12 : 0.92;
}

/* One try; of the year that is asked for by itself as many as it has stretches. */
void tbi_chain_move_stretch(tb_chain *c, size_t t, bool adapt)
{
    size_t n = c->year[t].n_stretch;
    if (n < (c->f->year[t].n_mean > 0 ? 2 : 1))
        return;
    size_t tries = c->asked && t == c->wanted ? n : 1;
    for (size_t k = 0; k < tries; k++)
        move_stretches(c, t, adapt);
}
