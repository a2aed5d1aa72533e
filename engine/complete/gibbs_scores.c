/* gibbs_scores.c - the moves of a year's scores: alone, in pairs, and by trading slots. Q_i is the
 * precision of unit i's years, g_it = (Q_i (s_i - m))_t the pull, [l, h] the room that places,
 * counts and limits leave; means add their precision and pull along the direction moved.
 *
 *   alone     s_it ~ N(s_it - g_it / Q_i,tt, 1 / Q_i,tt) on [l, h]: its full conditional, always
 *             taken (Gibbs; Gelfand, Smith and Lee 1992). It is its own reverse.
 *   pair      (s_it + d, s_kt - d), d ~ N((g_kt - g_it) / (Q_i,tt + Q_k,tt), 1 / (Q_i,tt +
 *             Q_k,tt)) on the room of both: Gibbs along a line on which the means of a class stay
 *             (hit-and-run with a fixed direction: Chen and Schmeiser 1993). Always taken; its own
 *             reverse.
 *   trade     i and k exchange scores and slots, k picked at random: symmetric. Taken with min(1,
 *             exp(D)), D = d (g_kt - g_it - d (Q_i,tt + Q_k,tt) / 2) + means + printed, d = s_kt -
 *             s_it (Metropolis et al. 1953). Density and printing are asked one after the other: a
 *             product of two acceptances each reversible with its own factor (Christen and Fox
 *             2005).
 *   regions   i and k of two regions trade as above, and a peer a of i's region falls by what i
 *             rises, a peer b of k's rises by it: (s_i, s_k, s_a, s_b) -> (s_k, s_i, s_a - d, s_b +
 *             d), d = s_k - s_i. It keeps all means, its volume is 1 and it is its own reverse, so
 *             it is taken with min(1, exp(D)), D the change of the log density of the four, if a
 *             and b keep their gaps. */
#include "complete/chain_state.h"

#include <math.h>

enum {
    TRADES = 2 /* tried a sweep and open unit: they are cheap, and what moves units between gaps */
};

/* Everything that hangs on a score follows at once: the pulls of the unit's years, the sums of
 * the means it is a member of, and the edge that it is. */
void tbi_chain_set(tb_chain *c, size_t t, size_t i, double v)
{
    tb_chain_year *w = &c->year[t];
    double *s = &c->score[i * c->row + t], by = v - *s, *pull = c->pull + i * c->row;
    const double *q = tbi_chain_row(c, i, t);
    for (size_t k = 0; k < c->row; k++)
        pull[k] += q[k] * by;
    for (uint32_t m = w->means[w->class_of[i]], k = 0; m != 0; m >>= 1, k++)
        if (m & 1)
            w->sum[k] += by;
    if (w->order.edge_of[i] != TB_NO_SLOT)
        w->order.edge[w->order.edge_of[i]] = v;
    *s = v;
}

/* What the means say of a move along a direction in which the members of `plus` rise and those of
 * `minus` fall: precision and pull.
 * plus and minus are sets of means (bits); a mean that holds both ends of the move does not
 * change. */
void tbi_chain_mean_pull(double *precision, double *pull, const tb_chain *c, size_t t,
                         uint32_t plus, uint32_t minus)
{
    const tb_chain_year *w = &c->year[t];
    for (uint32_t m = plus ^ minus, k = 0; m != 0; m >>= 1, k++) {
        if (!(m & 1))
            continue;
        double off = w->sum[k] - w->target[k];
        *precision += w->hold[k];
        *pull += (plus >> k & 1 ? -w->hold[k] : w->hold[k]) * off;
    }
}

/* Gibbs: the score given the unit's other years is N(here + pull / precision, 1 / precision), the
 * rounded means multiplied in, cut off at the neighbours that keep all places.
 * l.high > l.low fails where two edges are equal: the unit then cannot move and is left. */
static void move_score(tb_chain *c, size_t t, size_t i)
{
    const tb_chain_year *w = &c->year[t];
    double here = c->score[i * c->row + t];
    double precision = tbi_chain_row(c, i, t)[t];
    double pull = -c->pull[i * c->row + t];
    tb_score_interval l = tbi_rank_order_slots(&w->order, &c->f->year[t], c->score + t, c->row, i);
    if (!(l.high > l.low))
        return;
    tbi_chain_mean_pull(&precision, &pull, c, t, w->means[w->class_of[i]], 0);
    tbi_chain_set(
        c, t, i, tbi_chain_between(c, here + pull / precision, 1 / sqrt(precision), l.low, l.high));
}

/* Limits of d when unit i rises by d and k falls by it; 0 always lies between them. Two units may
 * bound each other: neither may pass the middle. */
tb_score_interval tbi_chain_pair_room(const tb_chain *c, size_t t, size_t i, size_t k)
{
    const tb_table_year *y = &c->f->year[t];
    const tb_rank_order *o = &c->year[t].order;
    double si = c->score[i * c->row + t], sk = c->score[k * c->row + t];
    tb_score_interval a = tbi_rank_order_slots(o, y, c->score + t, c->row, i);
    tb_score_interval b = tbi_rank_order_slots(o, y, c->score + t, c->row, k);
    tb_score_interval r = { fmax(a.low - si, sk - b.high), fmin(a.high - si, sk - b.low) };
    double half = fabs(si - sk) / 2;
    if (o->gap_of[i] == TB_NO_SLOT || o->gap_of[i] != o->gap_of[k]) {
        if (si < sk)
            r.high = fmin(r.high, half);
        else
            r.low = fmax(r.low, -half);
    }
    return r;
}

/* i up, k down by the same.
 * Needs two units of one class, so that the sum of every mean of theirs stays. */
static void move_pair(tb_chain *c, size_t t, size_t i, size_t k)
{
    const tb_chain_year *w = &c->year[t];
    double precision = tbi_chain_row(c, i, t)[t] + tbi_chain_row(c, k, t)[t];
    double pull = c->pull[k * c->row + t] - c->pull[i * c->row + t];
    tb_score_interval r = tbi_chain_pair_room(c, t, i, k);
    if (!(r.high > r.low))
        return;
    tbi_chain_mean_pull(&precision, &pull, c, t, w->means[w->class_of[i]],
                        w->means[w->class_of[k]]);
    double d = tbi_chain_between(c, pull / precision, 1 / sqrt(precision), fmin(r.low, 0),
                                 fmax(r.high, 0));
    tbi_chain_set(c, t, i, c->score[i * c->row + t] + d);
    tbi_chain_set(c, t, k, c->score[k * c->row + t] - d);
}

/* -((off + by)^2 - off^2) hold / 2 of the sums for each mean that has one of the two as a member:
 * those with both or neither do not change. */
double tbi_chain_mean_change(const tb_chain *c, size_t t, uint32_t plus, uint32_t minus, double d)
{
    const tb_chain_year *w = &c->year[t];
    double change = 0;
    for (uint32_t m = plus ^ minus, k = 0; m != 0; m >>= 1, k++) {
        if (!(m & 1))
            continue;
        double by = plus >> k & 1 ? d : -d;
        change += w->hold[k] * by * (2 * (w->sum[k] - w->target[k]) + by);
    }
    return -0.5 * change;
}

/* The slope is -pull. */
double tbi_chain_weigh(const tb_chain *c, size_t t, size_t i, double v)
{
    double d = v - c->score[i * c->row + t];
    return -d * (c->pull[i * c->row + t] + 0.5 * d * tbi_chain_row(c, i, t)[t]);
}

/* Two units without published places or scores trade scores and slots: all places and counts stay.
 * Proposal (i, k) with both picked uniformly from the open units; the same pair proposes the
 * reverse. The Hastings ratio is therefore 1, and D the change of log density alone. */
static void trade_points(tb_chain *c, size_t t, size_t i, size_t k)
{
    const tb_table_year *y = &c->f->year[t];
    tb_chain_year *w = &c->year[t];
    double si = c->score[i * c->row + t], sk = c->score[k * c->row + t], by = sk - si;
    if (sk < y->low[i] || sk > y->high[i] || si < y->low[k] || si > y->high[k])
        return;
    if (!tbi_rank_order_allows(&w->order, y, i, w->order.gap_of[k]) ||
        !tbi_rank_order_allows(&w->order, y, k, w->order.gap_of[i]))
        return;
    double change = by * (c->pull[k * c->row + t] - c->pull[i * c->row + t] -
                          0.5 * by * (tbi_chain_row(c, i, t)[t] + tbi_chain_row(c, k, t)[t]));
    if (change < TB_NEVER)
        return;
    change += tbi_chain_mean_change(c, t, w->means[w->class_of[i]], w->means[w->class_of[k]], by);
    if (!tbi_chain_takes(c, change))
        return;
    double printed = tbi_publication_change(c, t, i, k);
    if (printed != 0 && !tbi_chain_takes(c, printed))
        return;
    tbi_chain_set(c, t, i, sk);
    tbi_chain_set(c, t, k, si);
    tbi_rank_order_swap(&w->order, i, k);
}

/* A free unit of the class of `of` that sits in a gap, another than `of`; TB_NO_SLOT: the one
 * picked is none. */
static size_t pick_peer(tb_chain *c, size_t t, size_t of)
{
    const tb_chain_year *w = &c->year[t];
    size_t from = w->class_first[w->class_of[of]];
    size_t n = w->class_first[w->class_of[of] + 1] - from;
    size_t peer = w->by_class[from + tbi_chain_pick(c, n)];
    return peer != of && w->order.gap_of[peer] != TB_NO_SLOT ? peer : TB_NO_SLOT;
}

/* Units of two regions trade, and a peer of each makes good what its region gains or loses.
 * picked: i, k and a peer of each, all uniformly from lists that never change, so that the
 * reverse is picked as often. D has no term of means: each keeps its sum. */
static void trade_regions(tb_chain *c, size_t t, size_t i, size_t k)
{
    const tb_table_year *y = &c->f->year[t];
    tb_chain_year *w = &c->year[t];
    const double *score = c->score + t;
    double si = score[i * c->row], sk = score[k * c->row], by = sk - si;
    size_t a = pick_peer(c, t, i);
    size_t b = pick_peer(c, t, k);
    /* where the score of a limit is not known, the room hangs on who moves */
    if (a == TB_NO_SLOT || b == TB_NO_SLOT || y->n_cut > 0 || sk < y->low[i] || sk > y->high[i] ||
        si < y->low[k] || si > y->high[k])
        return;
    tb_score_interval ra = tbi_rank_order_slots(&w->order, y, score, c->row, a);
    tb_score_interval rb = tbi_rank_order_slots(&w->order, y, score, c->row, b);
    double sa = score[a * c->row] - by, sb = score[b * c->row] + by;
    if (sa < ra.low || sa > ra.high || sb < rb.low || sb > rb.high ||
        !tbi_rank_order_allows(&w->order, y, i, w->order.gap_of[k]) ||
        !tbi_rank_order_allows(&w->order, y, k, w->order.gap_of[i]))
        return;
    double change = tbi_chain_weigh(c, t, i, sk) + tbi_chain_weigh(c, t, k, si) +
                    tbi_chain_weigh(c, t, a, sa) + tbi_chain_weigh(c, t, b, sb);
    if (!tbi_chain_takes(c, change))
        return;
    double printed = tbi_publication_change(c, t, i, k);
    if (printed != 0 && !tbi_chain_takes(c, printed))
        return;
    tbi_chain_set(c, t, i, sk);
    tbi_chain_set(c, t, k, si);
    tbi_chain_set(c, t, a, sa);
    tbi_chain_set(c, t, b, sb);
    tbi_rank_order_swap(&w->order, i, k);
}

/* Order: every free score once, one of each class alone, then the trades. The order is fixed,
 * which leaves the target invariant since every move does. */
void tbi_chain_gibbs_scores(tb_chain *c, size_t t)
{
    tb_chain_year *w = &c->year[t];
    bool means = c->f->year[t].n_mean > 0;
    for (size_t k = 0; k < w->n_free; k++) {
        size_t i = w->free[k];
        size_t from = w->class_first[w->class_of[i]];
        size_t n = w->class_first[w->class_of[i] + 1] - from;
        if (means && w->means[w->class_of[i]] != 0 && n > 1) {
            size_t other = w->by_class[from + tbi_chain_pick(c, n)];
            if (other != i)
                move_pair(c, t, i, other);
        } else {
            move_score(c, t, i);
        }
    }
    /* one of each kind moves alone: it takes the means to all that their rounding allows */
    for (size_t k = 0; means && k < w->n_class; k++) {
        size_t n = w->class_first[k + 1] - w->class_first[k];
        if (n > 1 && w->means[k] != 0)
            move_score(c, t, w->by_class[w->class_first[k] + tbi_chain_pick(c, n)]);
    }
    for (size_t k = 0; w->n_swappable > 1 && k < TRADES * w->n_swappable; k++) {
        size_t i = w->swappable[k % w->n_swappable];
        size_t other = w->swappable[tbi_chain_pick(c, w->n_swappable)];
        if (i != other)
            trade_points(c, t, i, other);
    }
    for (size_t k = 0; w->regional && k < TRADES * w->n_swappable; k++) {
        size_t i = w->swappable[k % w->n_swappable];
        size_t other = w->swappable[tbi_chain_pick(c, w->n_swappable)];
        if (w->class_of[i] != w->class_of[other])
            trade_regions(c, t, i, other);
    }
}

/* One of the free units of two classes; n_first of them are of the first. */
static size_t pick_of_pair(tb_chain *c, const tb_chain_year *w, const size_t pair[2],
                           size_t n_first, size_t n)
{
    size_t k = tbi_chain_pick(c, n);
    return w->by_class[k < n_first ? w->class_first[pair[0]] + k
                                   : w->class_first[pair[1]] + k - n_first];
}

/* Half of the picks trade slots, the others move scores, of these half in pairs of a class;
 * probabilities do not depend on the state, so that a move and its reverse are picked alike: a
 * trade of whoever is in `slot` is taken back by whoever is then. */
void tbi_chain_shuffle(tb_chain *c, size_t t, const size_t pair[2], size_t slot, size_t moves)
{
    tb_chain_year *w = &c->year[t];
    size_t n_first = (size_t)(w->class_first[pair[0] + 1] - w->class_first[pair[0]]);
    size_t n = n_first + (size_t)(w->class_first[pair[1] + 1] - w->class_first[pair[1]]);
    for (size_t m = 0; m < moves; m++) {
        size_t i = pick_of_pair(c, w, pair, n_first, n);
        if (tbi_chain_word(c) & 1) {
            size_t other = pick_of_pair(c, w, pair, n_first, n);
            if (slot != TB_NO_SLOT && (tbi_chain_word(c) & 1))
                i = w->order.member[slot];
            /* units of known place, and those outside the table, sit in no gap */
            if (i != other && w->order.gap_of[i] != TB_NO_SLOT &&
                w->order.gap_of[other] != TB_NO_SLOT)
                trade_points(c, t, i, other);
            continue;
        }
        size_t from = w->class_first[w->class_of[i]];
        size_t many = w->class_first[w->class_of[i] + 1] - from;
        size_t other = w->by_class[from + tbi_chain_pick(c, many)];
        if (other != i && (tbi_chain_word(c) & 1))
            move_pair(c, t, i, other);
        else
            move_score(c, t, i);
    }
}

/* A level rises while all scores stay, so every unit's deviation falls by as much: its pulls
 * follow. */
void tbi_chain_lift(tb_chain *c, size_t t, double by)
{
    c->level[t] += by;
    for (size_t i = 0; i < c->n_unit; i++) {
        const double *q = tbi_chain_row(c, i, t);
        for (size_t k = 0; k < c->row; k++)
            c->pull[i * c->row + k] -= q[k] * by;
    }
}

/* Precision times deviations, summed from nothing. */
void tbi_chain_renew_pull(tb_chain *c, size_t i)
{
    double *pull = c->pull + i * c->row;
    for (size_t s = 0; s < c->row; s++)
        pull[s] = 0;
    for (size_t t = 0; t < c->n_year; t++)
        for (size_t s = 0; s < c->row; s++)
            pull[s] += tbi_chain_row(c, i, t)[s] * (c->score[i * c->row + t] - c->level[t]);
}
