/* tempering.c - years of which the means of several regions are known. Two units of different
 * regions can hardly trade places when both regions' means must stay within their rounding, so the
 * two regions make an excursion to wider roundings, where they can, and are looked at when they are
 * back.
 *
 * Simulated tempering over the tolerance (Marinari and Parisi 1992; Geyer and Thompson 1995), of
 * the units of two classes of one year with all else held still. Two and not all regions at once:
 * rungs of 3 means may lie farther apart than rungs of 7 and are taken as often, so that a walk up
 * and back is shorter, and all its moves are of units that can make good what one of them
 * changes. With x the scores and slots of these units, p(x) their distribution but for the means,
 * S(x) = sum_m w_m (sum_m(x) - target_m)^2 the misfit of the M means that any of them is a member
 * of, in units of their rounding, and e_k = 2.8^k the widening of rung k = 0 .. K-1, the joint
 * target is
 *
 *     pi(x, k)  ~  p(x) exp( r_k - M log e_k - S(x) / (2 e_k^2) ),      r_k = 0 at the start,
 *
 * which is the distribution of the completed table at k = 0.
 *   Pair   of classes with units that may change slots. Three times in four a slot is picked from
 *          the lowest, where few units stand between two scores, so that who does changes least;
 *          the first class is that of the unit in it, and half of the trades are that unit's with
 *          another. Else it is picked at random, as is the second always. Units of the two trade
 *          among themselves, so that the slot is one of theirs when they are back, and the pair
 *          and the slot are picked as often from there.
 *   Rung   k' = k + 1 or k - 1, each with probability 1/2, and k itself beyond the ends: its own
 *          reverse. Accepted with min(1, pi(x, k') / pi(x, k)).
 *   Moves  of the scores and slots at rung k (tbi_chain_shuffle) leave pi( . , k) as it is.
 *   Weights, while the chain warms up alone: r_k falls by 1 / (1 + n / (8 K)) each time that rung k
 *          is seen, n times so far (Wang and Landau 2001), so that every rung is seen as often.
 *
 * Seen at its returns to rung 0, the tempered chain has the distribution of rung 0, whatever the
 * weights of the rungs. Every step is its own reverse (moves picked at random, a rung up or down,
 * moves picked at random), so an excursion that takes too long may be given up as if it had not
 * begun.
 */
#include "complete/chain_state.h"

#include <math.h>
#include <string.h>

enum { LONGEST = 256 /* steps for each rung */ };
static const double WIDER = 2.8;

/* What makes an excursion: two classes, the means that they are in, and how many these are; the
 * slot that it is for, TB_NO_SLOT for none. */
typedef struct travellers {
    size_t pair[2], slot;
    uint32_t means;
    double n_mean;
} travellers;

/* e_k = 2.8^k: the widest rounding is 61 times the published one. */
static double compute_widening(size_t k)
{
    return pow(WIDER, (double)k);
}

/* Only what the chain holds means by changes; the published rounding stays in weight. */
void tbi_chain_ease(tb_chain_year *w, uint32_t means, double tolerance_factor)
{
    for (size_t k = 0; k < TB_REGIONS; k++)
        if (means >> k & 1)
            w->hold[k] = w->weight[k] / (tolerance_factor * tolerance_factor);
}

/* Sum of squares of the means' misfits in units of their rounding. */
static double compute_misfit(const tb_chain_year *w, uint32_t means)
{
    double sum = 0;
    for (uint32_t m = means, k = 0; m != 0; m >>= 1, k++)
        if (m & 1)
            sum += w->weight[k] * (w->sum[k] - w->target[k]) * (w->sum[k] - w->target[k]);
    return sum;
}

/* log pi(x, k) without what does not depend on k. */
static double compute_log_weight(const tb_chain_year *w, const travellers *g, size_t k,
                                 double squares)
{
    double e = compute_widening(k);
    return w->rung[k] - g->n_mean * log(e) - 0.5 * squares / (e * e);
}

/* Up or down with probability 1/2; off the ladder it stays, which keeps the proposal
 * symmetric. */
static size_t change_rung(tb_chain *c, size_t t, const travellers *g, size_t k)
{
    const tb_chain_year *w = &c->year[t];
    bool up = tbi_chain_word(c) & 1;
    if (up ? k + 1 == TB_RUNGS : k == 0)
        return k;
    size_t to = up ? k + 1 : k - 1;
    double squares = compute_misfit(w, g->means);
    double change = compute_log_weight(w, g, to, squares) - compute_log_weight(w, g, k, squares);
    return tbi_chain_takes(c, change) ? to : k;
}

/* What an excursion may change: the year's scores and who sits where. */
static void save_year(tb_chain_year *w, const tb_chain *c, size_t t)
{
    for (size_t i = 0; i < c->n_unit; i++)
        w->saved_score[i] = c->score[i * c->row + t];
    memcpy(w->saved_member, w->order.member,
           w->order.first[w->order.n_gap] * sizeof *w->saved_member);
}

/* Slots and scores as save_year() found them; scores by tbi_chain_set, so that pulls and sums
 * follow. */
static void restore_year(tb_chain *c, size_t t)
{
    tb_chain_year *w = &c->year[t];
    tb_rank_order *o = &w->order;
    for (size_t g = 0; g < o->n_gap; g++)
        for (size_t s = o->first[g]; s < o->first[g + 1]; s++) {
            o->member[s] = w->saved_member[s];
            o->slot[w->saved_member[s]] = (uint16_t)s;
            o->gap_of[w->saved_member[s]] = (uint16_t)g;
        }
    for (size_t i = 0; i < c->n_unit; i++)
        if (c->score[i * c->row + t] != w->saved_score[i])
            tbi_chain_set(c, t, i, w->saved_score[i]);
}

/* Whether units of a class may change slots. */
static bool has_swappable(const tb_chain_year *w, size_t class)
{
    for (size_t k = 0; k < w->n_swappable; k++)
        if (w->class_of[w->swappable[k]] == class)
            return true;
    return false;
}

/* One of the lowest slots, those that lie between the same two scores. */
static size_t pick_lowest(tb_chain *c, const tb_chain_year *w)
{
    const tb_rank_order *o = &w->order;
    size_t g = o->n_gap - 1;
    while (g > 0 && o->first[g] == o->first[g + 1])
        g--;
    return o->first[g] + tbi_chain_pick(c, (size_t)(o->first[g + 1] - o->first[g]));
}

/* Two classes with units that may change slots. A year that makes excursions has two at least
 * (`regional`). */
static travellers pick_pair(tb_chain *c, const tb_chain_year *w)
{
    travellers g = { .slot = TB_NO_SLOT };
    if (tbi_chain_word(c) & 3)
        g.slot = pick_lowest(c, w);
    if (g.slot != TB_NO_SLOT && w->immobile[w->order.member[g.slot]])
        g.slot = TB_NO_SLOT;
    g.pair[0] =
        g.slot != TB_NO_SLOT ? w->class_of[w->order.member[g.slot]] : tbi_chain_pick(c, w->n_class);
    while (!has_swappable(w, g.pair[0]))
        g.pair[0] = tbi_chain_pick(c, w->n_class);
    do
        g.pair[1] = tbi_chain_pick(c, w->n_class);
    while (!has_swappable(w, g.pair[1]) || g.pair[1] == g.pair[0]);
    g.means = w->means[g.pair[0]] | w->means[g.pair[1]];
    for (uint32_t m = g.means; m != 0; m >>= 1)
        g.n_mean += m & 1;
    return g;
}

/* An excursion: up and down the rungs until it is back at rung 0, where means are held as
 * published.
 * Up to LONGEST steps a rung; what is not back by then is undone, see above. */
void tbi_chain_temper(tb_chain *c, size_t t, bool adapt)
{
    tb_chain_year *w = &c->year[t];
    size_t k = 0, steps = 0, half = 8;
    travellers g = pick_pair(c, w);
    save_year(w, c, t);
    do {
        tbi_chain_shuffle(c, t, g.pair, g.slot, half);
        k = change_rung(c, t, &g, k);
        tbi_chain_ease(w, g.means, compute_widening(k));
        tbi_chain_shuffle(c, t, g.pair, g.slot, half);
        /* every rung as often, whatever it takes (Wang and Landau 2001) */
        if (adapt)
            w->rung[k] -= 1 / (1 + (double)w->seen++ / (8 * TB_RUNGS));
    } while (k > 0 && ++steps < LONGEST * TB_RUNGS);
    if (k > 0) {
        tbi_chain_ease(w, g.means, 1);
        restore_year(c, t);
    }
}
