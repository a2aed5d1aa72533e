/* gibbs_scores.c - the moves of a year's scores: alone, in pairs, and by trading seats. Q_i is the
 * precision of unit i's years, g_it = (Q_i (s_i - m))_t the pull, [l, h] the room that places,
 * counts and limits leave; means add their precision and pull along the direction moved.
 *
 *   alone     s_it ~ N(s_it - g_it / Q_i,tt, 1 / Q_i,tt) on [l, h]: its full conditional, always
 *             taken (Gibbs; Gelfand, Smith and Lee 1992). It is its own reverse.
 *   pair      (s_it + d, s_kt - d), d ~ N((g_kt - g_it) / (Q_i,tt + Q_k,tt), 1 / (Q_i,tt +
 *             Q_k,tt)) on the room of both: Gibbs along a line on which the means of a class stay
 *             (hit-and-run with a fixed direction: Chen and Schmeiser 1993). Always taken; its own
 *             reverse.
 *   trade     i and k exchange scores and seats, k picked at random: symmetric. Taken with min(1,
 *             exp(D)), D = d (g_kt - g_it - d (Q_i,tt + Q_k,tt) / 2) + means + printed, d = s_kt -
 *             s_it (Metropolis et al. 1953). Density and printing are asked one after the other: a
 *             product of two acceptances each reversible with its own factor (Christen and Fox
 *             2005). */
#include "complete/chain.h"

#include <math.h>

enum {
    TRADES = 2 /* tried a sweep and open unit: they are cheap, and what moves units between gaps */
};

static const double NEVER = -40;

/* A normal between two limits: by rejection where the limits are wide or far out (Robert 1995),
 * else from the uniform. */
double tbi_chain_between(tb_rng *r, double mean, double sd, double low, double high)
{
    double a = (low - mean) / sd;
    double b = (high - mean) / sd;
    if (a > 0 || b < 0) {
        bool turned = b < 0;
        double from = turned ? -b : a;
        double to = turned ? -a : b;
        double rate = (from + sqrt(from * from + 4)) / 2;
        for (int k = 0; k < 1000; k++) {
            double z, u = tbi_rng_uniform(r);
            if (to - from < 1 / rate) {
                z = from + (to - from) * tbi_rng_uniform(r);
                if (u > exp((from * from - z * z) / 2))
                    continue;
            } else {
                z = from - log(tbi_rng_uniform(r)) / rate;
                if (z > to || u > exp(-(z - rate) * (z - rate) / 2))
                    continue;
            }
            return mean + sd * (turned ? -z : z);
        }
        return mean + sd * (turned ? -from : from);
    }
    if (b - a > 0.8) {
        for (int k = 0; k < 1000; k++) {
            double z = tbi_rng_normal(r);
            if (z >= a && z <= b)
                return mean + sd * z;
        }
    }
    for (;;) {
        double z = a + (b - a) * tbi_rng_uniform(r);
        /* 0 lies between: no more than a few tries */
        if (tbi_rng_uniform(r) <= exp(-z * z / 2))
            return mean + sd * z;
    }
}

size_t tbi_chain_pick(tb_rng *r, size_t n)
{
    return (size_t)((uint64_t)tbi_rng_u32(r) * n >> 32);
}

bool tbi_chain_takes(tb_rng *r, double change)
{
    if (change >= 0)
        return true;
    if (change < NEVER)
        return false;
    double u = tbi_rng_uniform(r);
    /* 1 + x <= e^x <= 1 / (1 - x) */
    return u <= 1 + change || (u * (1 - change) < 1 && u < exp(change));
}

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
    if (w->order.edge_of[i] != TB_NO_SEAT)
        w->order.edge[w->order.edge_of[i]] = v;
    *s = v;
}

/* What the means say of a move along a direction in which the members of `plus` rise and those of
 * `minus` fall: precision and pull. */
static void add_mean_pull(double *precision, double *pull, const tb_chain *c, size_t t,
                          uint32_t plus, uint32_t minus)
{
    const tb_table_year *y = &c->f->year[t];
    const tb_chain_year *w = &c->year[t];
    for (uint32_t m = plus ^ minus, k = 0; m != 0; m >>= 1, k++) {
        if (!(m & 1))
            continue;
        double n = (double)y->mean[k].n;
        double sd = w->ease * y->mean[k].tolerance / sqrt(3.0);
        double weight = (plus >> k & 1 ? 1 : -1) / (n * sd);
        *precision += weight * weight;
        *pull += weight * (y->mean[k].mean - w->sum[k] / n) / sd;
    }
}

/* Gibbs: the score given the unit's other years is N(here + pull / precision, 1 / precision), the
 * rounded means multiplied in, cut off at the neighbours that keep all places. */
static void move_one(tb_chain *c, size_t t, size_t i)
{
    const tb_chain_year *w = &c->year[t];
    double here = c->score[i * c->row + t];
    double precision = tbi_chain_row(c, i, t)[t];
    double pull = -c->pull[i * c->row + t];
    tb_room l = tbi_rank_order_slots(&w->order, &c->f->year[t], c->score + t, c->row, i);
    if (!(l.high > l.low))
        return;
    add_mean_pull(&precision, &pull, c, t, w->means[w->class_of[i]], 0);
    tbi_chain_set(
        c, t, i,
        tbi_chain_between(&c->rng, here + pull / precision, 1 / sqrt(precision), l.low, l.high));
}

/* i up, k down by the same. */
static void move_pair(tb_chain *c, size_t t, size_t i, size_t k)
{
    const tb_table_year *y = &c->f->year[t];
    const tb_chain_year *w = &c->year[t];
    double precision = tbi_chain_row(c, i, t)[t] + tbi_chain_row(c, k, t)[t];
    double pull = c->pull[k * c->row + t] - c->pull[i * c->row + t];
    double si = c->score[i * c->row + t], sk = c->score[k * c->row + t];
    tb_room a = tbi_rank_order_slots(&w->order, y, c->score + t, c->row, i);
    tb_room b = tbi_rank_order_slots(&w->order, y, c->score + t, c->row, k);
    double low = fmax(a.low - si, sk - b.high);
    double high = fmin(a.high - si, sk - b.low);
    double half = fabs(si - sk) / 2;
    /* they may bound each other: neither may pass the middle */
    if (w->order.gap_of[i] == TB_NO_SEAT || w->order.gap_of[i] != w->order.gap_of[k]) {
        if (si < sk)
            high = fmin(high, half);
        else
            low = fmax(low, -half);
    }
    if (!(high > low))
        return;
    add_mean_pull(&precision, &pull, c, t, w->means[w->class_of[i]], w->means[w->class_of[k]]);
    double d = tbi_chain_between(&c->rng, pull / precision, 1 / sqrt(precision), fmin(low, 0),
                                 fmax(high, 0));
    tbi_chain_set(c, t, i, si + d);
    tbi_chain_set(c, t, k, sk - d);
}

/* -((off + by)^2 - off^2) / (2 sd^2) for each mean that has one of the two as a member: those
 * with both or neither do not change. sd = tolerance / sqrt(3) is that of a uniform error within
 * the rounding. */
double tbi_chain_mean_change(const tb_chain *c, size_t t, uint32_t plus, uint32_t minus, double d)
{
    const tb_table_year *y = &c->f->year[t];
    const tb_chain_year *w = &c->year[t];
    double change = 0;
    for (uint32_t m = plus ^ minus, k = 0; m != 0; m >>= 1, k++) {
        if (!(m & 1))
            continue;
        double n = (double)y->mean[k].n;
        double sd = w->ease * y->mean[k].tolerance / sqrt(3.0);
        double by = (plus >> k & 1 ? d : -d) / n;
        double off = w->sum[k] / n - y->mean[k].mean;
        change -= 0.5 * by * (2 * off + by) / (sd * sd);
    }
    return change;
}

/* Two units without published places or scores trade scores and seats: all places and counts stay.
 * */
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
    if (change < NEVER)
        return;
    change += tbi_chain_mean_change(c, t, w->means[w->class_of[i]], w->means[w->class_of[k]], by);
    if (!tbi_chain_takes(&c->rng, change))
        return;
    double printed = tbi_publication_change(c, t, i, k);
    if (printed != 0 && !tbi_chain_takes(&c->rng, printed))
        return;
    tbi_chain_set(c, t, i, sk);
    tbi_chain_set(c, t, k, si);
    tbi_rank_order_swap(&w->order, i, k);
}

void tbi_chain_gibbs_scores(tb_chain *c, size_t t)
{
    tb_chain_year *w = &c->year[t];
    bool means = c->f->year[t].n_mean > 0;
    for (size_t k = 0; k < w->n_free; k++) {
        size_t i = w->free[k];
        size_t from = w->mates[w->class_of[i]];
        size_t n = w->mates[w->class_of[i] + 1] - from;
        if (means && w->means[w->class_of[i]] != 0 && n > 1) {
            size_t other = w->mate[from + tbi_chain_pick(&c->rng, n)];
            if (other != i)
                move_pair(c, t, i, other);
        } else {
            move_one(c, t, i);
        }
    }
    /* one of each kind moves alone: it takes the means to all that their rounding allows */
    for (size_t k = 0; means && k < w->n_class; k++) {
        size_t n = w->mates[k + 1] - w->mates[k];
        if (n > 1 && w->means[k] != 0)
            move_one(c, t, w->mate[w->mates[k] + tbi_chain_pick(&c->rng, n)]);
    }
    for (size_t k = 0; w->n_open > 1 && k < TRADES * w->n_open; k++) {
        size_t i = w->open[k % w->n_open];
        size_t other = w->open[tbi_chain_pick(&c->rng, w->n_open)];
        if (i != other)
            trade_points(c, t, i, other);
    }
}

/* Of the picks 4 n_open trade seats and n_free move scores, half of these in pairs; probabilities
 * do not depend on the state, so that a move and its reverse are picked alike. */
void tbi_chain_shuffle(tb_chain *c, size_t t, size_t moves)
{
    tb_chain_year *w = &c->year[t];
    size_t all = w->n_free + 4 * w->n_open;
    for (size_t m = 0; m < moves; m++) {
        size_t k = tbi_chain_pick(&c->rng, all);
        if (k >= w->n_free) {
            size_t i = w->open[(k - w->n_free) % w->n_open];
            size_t other = w->open[tbi_chain_pick(&c->rng, w->n_open)];
            if (i != other)
                trade_points(c, t, i, other);
            continue;
        }
        size_t i = w->free[k];
        size_t from = w->mates[w->class_of[i]];
        size_t n = w->mates[w->class_of[i] + 1] - from;
        size_t other = w->mate[from + tbi_chain_pick(&c->rng, n)];
        if (other != i && (tbi_rng_u32(&c->rng) & 1))
            move_pair(c, t, i, other);
        else
            move_one(c, t, i);
    }
}
