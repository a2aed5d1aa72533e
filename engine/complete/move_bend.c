/* move_bend.c - a unit of known place whose score nobody knows, with all that is free around it,
 * against another such unit. Between two known scores the scores of a stretch hold one another:
 * those of its placed units, those between them and, by the national mean, those elsewhere.
 *
 *   bend      edges a above e above b, e a placed unit that moves, a and b in the same stretch or
 *             at its ends, all picked at random, whatever the scores. s_e + d; the units between a
 *             and e keep their shares of the way from a to e, those between e and b theirs from e
 *             to b: s_k + d phi_k, phi_k = (s_a - s_k) / (s_a - s_e) or (s_k - s_b) / (s_e - s_b),
 *             1 towards an open end.
 *   even      where the year has a mean another bend, of units of which none is in the first, by
 *             d_2 = -d sum phi / sum phi_2: the sum stays as it is.
 *   line      shares, and so phi, are the same after as before: all that a pair of bends reaches is
 *             a line s + d psi. Along it the target times the Jacobian is exp(D), D(d) = -g d - Q
 *             d^2 / 2 + sum n_j log(1 + k_j d), with g = sum psi_i pull_i, Q = sum psi_i^2 Q_i,tt,
 *             and for each of the (up to four) parts n_j units on a way that is 1 + k_j d times as
 *             long. (By the matrix determinant lemma the Jacobian has no other factor: d_2 hangs on
 *             shares alone.) D is concave.
 *   step      d ~ N(d*, 1 / -D''(d*)), d* the mode of D, on the room that edges, scores and limits
 *             leave: the same normal from every point of the line, an independence proposal.
 *   accept    min(1, exp(D(d) - D(0)) q(0) / q(d)) (Hastings 1970; Liu and Sabatti 2000). */
#include "complete/chain_state.h"

#include <math.h>

/* A part of a bend: n units on a way that becomes 1 + slope d times as long. */
typedef struct bend_part {
    double n, slope;
} bend_part;

enum { MOST_PARTS = 4 };

/* What moves: units in saved_member [0 .. n) of the year, psi beside them in saved_score. */
typedef struct bend_line {
    size_t n, n_part;
    bend_part part[MOST_PARTS];
    double low, high, pull, precision;
} bend_line;

/* The edges of one bend; from .. to of its units in the lists of the line. */
typedef struct bend {
    size_t above, at, below, from, to, part, parts;
    double sum;
} bend;

static bool is_movable(const tb_chain_year *w, size_t e)
{
    return w->unit_at[e] != TB_NO_SLOT && !w->immobile[w->unit_at[e]];
}

/* How many edges there are from e on, one after the other, up to the first that is no placed unit
 * without a score and with it; limits without a score end it before. */
static size_t count_reach(const tb_chain_year *w, size_t e, bool up)
{
    size_t n = 0;
    for (size_t k = e; up ? k > 0 : k < w->order.n_gap;) {
        k = up ? k - 1 : k + 1;
        if (isnan(w->order.edge[k]))
            break;
        n++;
        if (!is_movable(w, k))
            break;
    }
    return n;
}

/* false: there is no way up or down, or two scores are the same. */
static bool pick_bend(bend *b, tb_chain *c, const tb_chain_year *w)
{
    b->at = w->unscored[tbi_chain_pick(c, w->n_unscored)];
    size_t up = count_reach(w, b->at, true);
    size_t down = count_reach(w, b->at, false);
    if (up == 0 || down == 0)
        return false;
    b->above = b->at - 1 - tbi_chain_pick(c, up);
    b->below = b->at + 1 + tbi_chain_pick(c, down);
    return w->order.edge[b->above] > w->order.edge[b->at] &&
           w->order.edge[b->at] > w->order.edge[b->below];
}

static void add_unit(bend_line *l, bend *b, tb_chain_year *w, size_t unit, double phi)
{
    w->saved_member[l->n] = (uint16_t)unit;
    w->saved_score[l->n++] = phi;
    b->sum += phi;
}

/* The units between an end of the bend, which stays, and its unit. */
static void add_part(bend_line *l, bend *b, tb_chain *c, size_t t, bool up)
{
    tb_chain_year *w = &c->year[t];
    const tb_rank_order *o = &w->order;
    size_t end = up ? b->above : b->below;
    double way = o->edge[end] - o->edge[b->at];
    size_t first = l->n;
    for (size_t g = up ? end : b->at; g < (up ? b->at : end); g++) {
        size_t inner = up ? g : g + 1; /* the edge of the gap that is the farther from the unit */
        if (inner != end)
            add_unit(l, b, w, w->unit_at[inner],
                     isinf(way) ? 1 : (o->edge[end] - o->edge[inner]) / way);
        for (size_t s = o->first[g]; s < o->first[g + 1]; s++)
            if (!w->immobile[o->member[s]])
                add_unit(l, b, w, o->member[s],
                         isinf(way) ? 1
                                    : (o->edge[end] - c->score[o->member[s] * c->row + t]) / way);
    }
    if (!isinf(way))
        l->part[l->n_part++] = (bend_part){ (double)(l->n - first), -1 / way };
}

static void add_bend(bend_line *l, bend *b, tb_chain *c, size_t t)
{
    b->from = l->n;
    b->part = l->n_part;
    add_unit(l, b, &c->year[t], c->year[t].unit_at[b->at], 1);
    add_part(l, b, c, t, true);
    add_part(l, b, c, t, false);
    b->to = l->n;
    b->parts = l->n_part;
}

/* A value that moves by psi d stays below (above) a limit: what that leaves of d. */
static void cut_room(bend_line *l, double room, double psi)
{
    if (psi > 0)
        l->high = fmin(l->high, room / psi);
    else if (psi < 0)
        l->low = fmax(l->low, room / psi);
}

/* psi of an edge. */
static double find_slope(const bend_line *l, const tb_chain_year *w, size_t e)
{
    size_t unit = w->unit_at[e];
    for (size_t k = 0; k < l->n && unit != TB_NO_SLOT; k++)
        if (w->saved_member[k] == unit)
            return w->saved_score[k];
    return 0;
}

/* Scored units without places stay in their gaps. */
static void cut_gaps(bend_line *l, const tb_chain *c, size_t t, const bend *b)
{
    const tb_chain_year *w = &c->year[t];
    const tb_rank_order *o = &w->order;
    for (size_t g = b->above; g < b->below; g++)
        for (size_t s = o->first[g]; s < o->first[g + 1]; s++) {
            if (!w->immobile[o->member[s]])
                continue;
            double v = c->score[o->member[s] * c->row + t];
            cut_room(l, o->edge[g] - v, -find_slope(l, w, g));
            cut_room(l, v - o->edge[g + 1], find_slope(l, w, g + 1));
        }
}

/* Room, pull and precision along the line. */
static void sum_line(bend_line *l, const tb_chain *c, size_t t)
{
    const tb_table_year *y = &c->f->year[t];
    const tb_chain_year *w = &c->year[t];
    for (size_t k = 0; k < l->n; k++) {
        size_t i = w->saved_member[k];
        double psi = w->saved_score[k];
        double v = c->score[i * c->row + t];
        cut_room(l, y->high[i] - v, psi);
        cut_room(l, v - y->low[i], -psi);
        l->pull -= psi * c->pull[i * c->row + t];
        l->precision += psi * psi * tbi_chain_row(c, i, t)[t];
    }
    for (size_t k = 0; k < l->n_part; k++)
        cut_room(l, 1, -l->part[k].slope);
}

/* D and its first two derivatives at d. */
static double compute_density(double slope[2], const bend_line *l, double d)
{
    double sum = l->pull * d - 0.5 * l->precision * d * d;
    slope[0] = l->pull - l->precision * d;
    slope[1] = -l->precision;
    for (size_t k = 0; k < l->n_part; k++) {
        double way = 1 + l->part[k].slope * d;
        double rate = l->part[k].slope / way;
        sum += l->part[k].n * log(way);
        slope[0] += l->part[k].n * rate;
        slope[1] -= l->part[k].n * rate * rate;
    }
    return sum;
}

/* The mode of D where all ways that units lie on have a length: Newton's steps, halved where they
 * would leave what the signs of D' have left. */
static double find_mode(const bend_line *l)
{
    enum { STEPS = 60 };
    double low = -INFINITY, high = INFINITY, d = 0, slope[2];
    for (size_t k = 0; k < l->n_part; k++) {
        if (!(l->part[k].n > 0))
            continue;
        if (l->part[k].slope > 0)
            low = fmax(low, -1 / l->part[k].slope);
        else
            high = fmin(high, -1 / l->part[k].slope);
    }
    for (int step = 0; step < STEPS; step++) {
        (void)compute_density(slope, l, d);
        if (slope[0] > 0)
            low = d;
        else
            high = d;
        double to = d - slope[0] / slope[1];
        if (!(to > low))
            to = (low + d) / 2;
        else if (!(to < high))
            to = (high + d) / 2;
        if (fabs(to - d) <= 1e-10 / sqrt(-slope[1]))
            return to;
        d = to;
    }
    return d;
}

/* One draw along the line, and whether it is taken. */
static void draw_line(const bend_line *l, tb_chain *c, size_t t)
{
    const tb_chain_year *w = &c->year[t];
    double slope[2], unused[2];
    if (!(l->low < 0 && l->high > 0 && l->precision > 0))
        return;
    double mode = find_mode(l);
    (void)compute_density(slope, l, mode);
    double sd = 1 / sqrt(-slope[1]);
    double d = tbi_chain_between(c, mode, sd, l->low, l->high);
    double there = (d - mode) / sd, here = mode / sd;
    double change = compute_density(unused, l, d) + 0.5 * (there * there - here * here);
    if (!(change > TB_NEVER) || !tbi_chain_takes(c, change))
        return;
    for (size_t k = 0; k < l->n; k++) {
        size_t i = w->saved_member[k];
        tbi_chain_set(c, t, i, c->score[i * c->row + t] + d * w->saved_score[k]);
    }
}

static void move_bend(tb_chain *c, size_t t)
{
    tb_chain_year *w = &c->year[t];
    bend_line l = { .low = -INFINITY, .high = INFINITY };
    bend first = { 0 }, second = { 0 };
    bool even = c->f->year[t].n_mean > 0;
    if (!pick_bend(&first, c, w) || (even && !pick_bend(&second, c, w)))
        return;
    if (even && !(first.below <= second.above || second.below <= first.above))
        return;
    add_bend(&l, &first, c, t);
    if (even) {
        add_bend(&l, &second, c, t);
        double by = -first.sum / second.sum;
        for (size_t k = second.from; k < second.to; k++)
            w->saved_score[k] *= by;
        for (size_t k = second.part; k < second.parts; k++)
            l.part[k].slope *= by;
    }
    sum_line(&l, c, t);
    cut_gaps(&l, c, t, &first);
    if (even)
        cut_gaps(&l, c, t, &second);
    draw_line(&l, c, t);
}

/* One try; of the year that is asked for by itself MORE. A year of which units are members of
 * different means has none: what one unit of a region gains another one of it would have to
 * lose. */
void tbi_chain_move_bend(tb_chain *c, size_t t)
{
    enum { MORE = 8 };
    const tb_chain_year *w = &c->year[t];
    if (!w->one_class || w->n_unscored < (c->f->year[t].n_mean > 0 ? 2 : 1))
        return;
    size_t tries = c->asked && t == c->wanted ? MORE : 1;
    for (size_t k = 0; k < tries; k++)
        move_bend(c, t);
}
