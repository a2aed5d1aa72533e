/* tempering.c - years of which the means of several regions are known. Two units of different
 * regions can hardly trade places when both regions' means must stay within their rounding, so the
 * year makes excursions to wider roundings, where they can, and is looked at when it is back.
 *
 * Simulated tempering over the tolerance (Marinari and Parisi 1992; Geyer and Thompson 1995), of
 * one year with all else held still. With x the year's scores and seats, p(x) their law but for the
 * means, S(x) = sum_m w_m (sum_m(x) - target_m)^2 the misfit of the M means in units of their
 * rounding, and e_k = 2^k the widening of rung k = 0 .. K-1, the joint target is
 *
 *     pi(x, k)  ~  p(x) exp( r_k - S(x) / (2 e_k^2) ),      r_k = -M log e_k at the start,
 *
 * which is the law of the completed table at k = 0.
 *   Rung   k' = k + 1 or k - 1, each with probability 1/2, and k itself beyond the ends: its own
 *          reverse. Accepted with min(1, exp( r_k' - r_k - S(x) (1/e_k'^2 - 1/e_k^2) / 2 )).
 *   Moves  of the scores and seats at rung k (tbi_chain_shuffle) leave pi( . , k) as it is.
 *   Weights, while the chain warms up alone: r_k falls by 1 / (1 + n / (8 K)) each time that rung k
 *          is seen, n times so far (Wang and Landau 2001), so that every rung is seen as often.
 *
 * Seen at its returns to rung 0, the tempered chain has the law of rung 0, whatever the weights of
 * the rungs. Every step is its own reverse (moves picked at random, a rung up or down, moves picked
 * at random), so an excursion that takes too long may be given up as if it had not begun.
 */
#include "complete/chain.h"

#include <math.h>
#include <string.h>

enum { LONGEST = 256 /* steps for each rung */ };
static const double WIDER = 2;

/* e_k = 2^k: the widest rounding is 64 times the published one. */
static double compute_ease(size_t k)
{
    return pow(WIDER, (double)k);
}

/* Sum of squares of the means' misfits in units of their rounding. */
static double compute_misfit(const tb_chain *c, size_t t)
{
    const tb_chain_year *w = &c->year[t];
    double sum = 0;
    for (size_t k = 0; k < c->f->year[t].n_mean; k++)
        sum += w->weight[k] * (w->sum[k] - w->target[k]) * (w->sum[k] - w->target[k]);
    return sum;
}

/* log pi(x, k) without what does not depend on k. */
static double compute_log_weight(const tb_chain_year *w, size_t k, double squares)
{
    double e = compute_ease(k);
    return w->rung[k] - 0.5 * squares / (e * e);
}

/* Up or down with probability 1/2; off the ladder it stays, which keeps the proposal
 * symmetric. */
static size_t change_rung(tb_chain *c, size_t t, size_t k)
{
    const tb_chain_year *w = &c->year[t];
    bool up = tbi_chain_word(c) & 1;
    if (up ? k + 1 == TB_RUNGS : k == 0)
        return k;
    size_t to = up ? k + 1 : k - 1;
    double squares = compute_misfit(c, t);
    return tbi_chain_takes(c,
                           compute_log_weight(w, to, squares) - compute_log_weight(w, k, squares))
               ? to
               : k;
}

/* What an excursion may change: the year's scores and who sits where. */
static void save(tb_chain_year *w, const tb_chain *c, size_t t)
{
    for (size_t i = 0; i < c->n_unit; i++)
        w->was[i] = c->score[i * c->row + t];
    memcpy(w->sat, w->order.member, w->order.first[w->order.n_gap] * sizeof *w->sat);
}

/* Seats and scores as save() found them; scores by tbi_chain_set, so that pulls and sums
 * follow. */
static void restore(tb_chain *c, size_t t)
{
    tb_chain_year *w = &c->year[t];
    tb_rank_order *o = &w->order;
    for (size_t g = 0; g < o->n_gap; g++)
        for (size_t s = o->first[g]; s < o->first[g + 1]; s++) {
            o->member[s] = w->sat[s];
            o->seat[w->sat[s]] = (uint16_t)s;
            o->gap_of[w->sat[s]] = (uint16_t)g;
        }
    for (size_t i = 0; i < c->n_unit; i++)
        if (c->score[i * c->row + t] != w->was[i])
            tbi_chain_set(c, t, i, w->was[i]);
}

/* An excursion: up and down the rungs until it is back at rung 0. w->ease is 1 again at the end.
 * Up to LONGEST steps a rung; what is not back by then is undone, see above. */
void tbi_chain_temper(tb_chain *c, size_t t, bool adapt)
{
    tb_chain_year *w = &c->year[t];
    size_t k = 0, steps = 0, half = 16;
    save(w, c, t);
    do {
        tbi_chain_shuffle(c, t, half);
        k = change_rung(c, t, k);
        w->ease = compute_ease(k);
        tbi_chain_shuffle(c, t, half);
        /* every rung as often, whatever it takes (Wang and Landau 2001) */
        if (adapt)
            w->rung[k] -= 1 / (1 + (double)w->seen++ / (8 * TB_RUNGS));
    } while (k > 0 && ++steps < LONGEST * TB_RUNGS);
    if (k > 0)
        restore(c, t);
    w->ease = 1;
}

/* r_k = -M log e_k is the normalising constant of M normal misfits that are e_k times as wide. */
void tbi_chain_ladder(tb_chain_year *w, size_t n_mean)
{
    for (size_t k = 0; k < TB_RUNGS; k++)
        w->rung[k] = -(double)n_mean * log(compute_ease(k));
    w->seen = 0;
}
