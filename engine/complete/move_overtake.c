/* move_overtake.c - units whose place is known and score is not, against units whose score is known
 * and place is not. Which of them stands above cannot change one score at a time, since it changes
 * how many stand above: a scored unit passes a run of placed ones, and another unit of the gap that
 * it enters goes back for it.
 *
 *   overtake  i passes units b_1 .. b_n of known place on one side into the next gap with slots, g
 *             of the units there takes its slot, picked with probability p_away, in proportion to
 *             0.01 and the probability that its other years give it to stand beyond i's score. New
 *             scores of b_1 .. b_n, g one after the other from their normals given the unit's
 *             other years (mean s - g / Q, variance 1 / Q), cut to the room behind i: the
 *             proposal's density is prod N / Z_forward.
 *   reverse   i passes them back, g being picked in the same way with p_home of the units of home
 *             without i, and itself; the same with Z_backward.
 *   evened    half of the time (a quarter, for scored units) one more unit h of the lower of the
 *             two gaps, picked of its others there, falls by what the scores above rose in sum, so
 *             that a published mean of all units stays as it is: what two scores change is many
 *             times its rounding. The scores of h have their difference from nothing but the
 *             others' (Jacobian 1), and the reverse picks h of as many: a factor N(h's new score) /
 *             N(its old one).
 *   squeezed  another quarter, for scored units: all others of the lower gap do it together
 *             (move_squeeze.h), and need not stand below i before.
 *   accept    the other normals cancel with the target's, what is left is
 *             min(1, prod Z_forward / prod Z_backward * p_home / p_away * prod N / N *
 *             |Jacobian| * means * printed) (Hastings 1970); Z_backward with h where it comes to
 *             stand. */
#include "complete/move_squeeze.h"

#include "num/dist.h"

#include <math.h>

/* Chance of a standard normal between a and b.
 * By the tail that is nearer, so that a difference of two probabilities near 1 never occurs. */
static double draw_acceptance(double a, double b)
{
    if (!(b > a))
        return 0;
    return a > 0 ? tbi_normal_upper(a) - tbi_normal_upper(b)
                 : tbi_normal_upper(-b) - tbi_normal_upper(-a);
}

/* Who makes good what an overtaking changes in the mean: one unit, all others of the lower gap; by
 * the other two of two random bits nobody. */
enum { EVENED = 1, SQUEEZED = 2 };

/* The normal distribution of one score given the unit's other years. */
typedef struct conditional {
    double mean, sd;
} conditional;

/* N(s - g / Q_tt, 1 / Q_tt) with g the pull: the same distribution before and after the score
 * itself moves. */
static conditional find_conditional(const tb_chain *c, size_t t, size_t i)
{
    double q = tbi_chain_row(c, i, t)[t];
    return (conditional){ c->score[i * c->row + t] - c->pull[i * c->row + t] / q, 1 / sqrt(q) };
}

/* A new score between two limits and the probability of the prior that it falls there.
 * The limits are cut by the unit's own; *mass is multiplied by P(low < s < high) and 0 ends the
 * move. */
static double draw_score(double *mass, tb_chain *c, size_t t, size_t i, double low, double high)
{
    const tb_table_year *y = &c->f->year[t];
    conditional l = find_conditional(c, t, i);
    low = fmax(low, y->low[i]);
    high = fmin(high, y->high[i]);
    *mass *= draw_acceptance((low - l.mean) / l.sd, (high - l.mean) / l.sd);
    return *mass > 0 ? tbi_chain_between(c, l.mean, l.sd, low, high) : NAN;
}

/* What draw_score() would have multiplied *mass by, for a score that is not drawn but given
 * back. */
static void weigh_score(double *mass, const tb_chain *c, size_t t, size_t i, double low,
                        double high)
{
    const tb_table_year *y = &c->f->year[t];
    conditional l = find_conditional(c, t, i);
    *mass *= draw_acceptance((fmax(low, y->low[i]) - l.mean) / l.sd,
                             (fmin(high, y->high[i]) - l.mean) / l.sd);
}

/* The extreme score in a gap of all but two of its units, or the edge behind them; of those that
 * never move alone, where the others will give way (`fixed`).
 * `but` and `nor` may be the same unit. Infinite at an open end. */
static double find_limit(const tb_chain *c, size_t t, size_t gap, size_t but, size_t nor,
                         bool highest, bool fixed)
{
    const tb_rank_order *o = &c->year[t].order;
    double v = highest ? tbi_rank_order_bottom(o, c->score + t, c->row, gap)
                       : tbi_rank_order_top(o, c->score + t, c->row, gap);
    for (size_t s = o->first[gap]; s < o->first[gap + 1]; s++) {
        double x = c->score[o->member[s] * c->row + t];
        if (o->member[s] == but || o->member[s] == nor ||
            (fixed && !c->year[t].immobile[o->member[s]]))
            continue;
        v = highest ? fmax(v, x) : fmin(v, x);
    }
    return v;
}

/* How much speaks for unit g to stand above (below) a score, given its other years: the
 * probability of it, and a little for whoever has next to none. Where g stands in this year does
 * not matter, so that it is the same before and after. */
static double weigh_side(const tb_chain *c, size_t t, size_t g, double at, bool above)
{
    static const double LEAST = 0.01;
    conditional l = find_conditional(c, t, g);
    double off = (at - l.mean) / l.sd;
    return LEAST + tbi_normal_upper(above ? off : -off);
}

/* Sum of these weights over the units of a gap that may trade slots, i left out. */
static double sum_sides(const tb_chain *c, size_t t, size_t gap, size_t i, double at, bool above)
{
    const tb_rank_order *o = &c->year[t].order;
    double sum = 0;
    for (size_t s = o->first[gap]; s < o->first[gap + 1]; s++)
        if (!c->year[t].immobile[o->member[s]] && o->member[s] != i)
            sum += weigh_side(c, t, o->member[s], at, above);
    return sum;
}

/* One of the units of a gap that may trade slots, by what speaks for it to stand on the other side
 * of a score; *chance: with which it was picked. TB_NO_SLOT when nobody there may move; a random
 * number is spent only when somebody may. */
static size_t choose_unit(double *chance, tb_chain *c, size_t t, size_t gap, double at, bool above)
{
    const tb_rank_order *o = &c->year[t].order;
    size_t found = TB_NO_SLOT;
    double sum = sum_sides(c, t, gap, TB_NO_SLOT, at, above);
    if (!(sum > 0))
        return found;
    double left = sum * tbi_chain_uniform(c);
    for (size_t s = o->first[gap]; s < o->first[gap + 1] && left >= 0; s++) {
        if (c->year[t].immobile[o->member[s]])
            continue;
        double weight = weigh_side(c, t, o->member[s], at, above);
        found = o->member[s];
        *chance = weight / sum;
        left -= weight;
    }
    return found;
}

/* Whether edge e is a unit of known place and unknown score. */
static bool is_movable(const tb_chain_year *w, size_t e)
{
    return w->unit_at[e] != TB_NO_SLOT && !w->immobile[w->unit_at[e]];
}

/* The placed units without scores that unit i passes on its way to the next gap with slots, nearest
 * first; limits between places that have no score are passed too. false: something stands in the
 * way.
 * passed [TB_OVERTAKE_MOST] out: units, the nearest first; *away: the gap behind them. At most
 * TB_OVERTAKE_MOST. */
static bool find_run(size_t *passed, size_t *run, size_t *away, const tb_chain *c, size_t t,
                     size_t home, bool up)
{
    const tb_chain_year *w = &c->year[t];
    *run = 0;
    *away = home;
    do {
        size_t e = up ? *away : *away + 1;
        if (is_movable(w, e)) {
            if (*run == TB_OVERTAKE_MOST)
                return false;
            passed[(*run)++] = w->unit_at[e];
        } else if (!isnan(w->order.edge[e])) {
            return false;
        }
        *away = up ? *away - 1 : *away + 1;
    } while (w->order.first[*away] == w->order.first[*away + 1]);
    return true;
}

/* One of the units of a gap that may move, i and g left out; TB_NO_SLOT when there is none. */
static size_t choose_evener(tb_chain *c, size_t t, size_t gap, size_t i, size_t g)
{
    const tb_rank_order *o = &c->year[t].order;
    size_t n = 0, found = TB_NO_SLOT;
    for (size_t s = o->first[gap]; s < o->first[gap + 1]; s++)
        n += !c->year[t].immobile[o->member[s]] && o->member[s] != i && o->member[s] != g;
    if (n == 0)
        return found;
    size_t left = tbi_chain_pick(c, n);
    for (size_t s = o->first[gap]; s < o->first[gap + 1]; s++)
        if (!c->year[t].immobile[o->member[s]] && o->member[s] != i && o->member[s] != g &&
            left-- == 0)
            found = o->member[s];
    return found;
}

/* A scored unit passes a run. The first `run` units are those that are passed, the nearest first,
 * then the one that takes its slot, then the one that evens the sum, where one does; squeezed: the
 * others of the lower gap do. */
typedef struct overtaking {
    size_t i, home, away, run, n, unit[TB_OVERTAKE_MOST + 2];
    double to[TB_OVERTAKE_MOST + 2];
    bool up, squeezed;
} overtaking;

/* What the score of a unit adds to the changes of the means that it is a member of. */
static void add_rise(double *by, const tb_chain *c, size_t t, size_t unit, double to)
{
    const tb_chain_year *w = &c->year[t];
    for (uint32_t m = w->means[w->class_of[unit]], r = 0; m != 0; m >>= 1, r++)
        if (m & 1)
            by[r] += to - c->score[unit * c->row + t];
}

/* Log density of the means after all scores became what they would be, against now. */
static double sum_means(const tb_chain *c, size_t t, const overtaking *v, const tb_squeeze *q)
{
    const tb_chain_year *w = &c->year[t];
    double by[TB_REGIONS] = { 0 }, change = 0;
    for (size_t k = 0; k < v->n; k++)
        add_rise(by, c, t, v->unit[k], v->to[k]);
    for (size_t k = 0; k < q->n; k++)
        add_rise(by, c, t, w->saved_member[k], w->saved_score[k]);
    for (size_t r = 0; r < c->f->year[t].n_mean; r++)
        change += tbi_chain_mean_change(c, t, (uint32_t)1 << r, 0, by[r]);
    return change;
}

/* New scores of the run and of the unit that goes back: on the other side of i, from the one
 * nearest to it outwards. The product of the prior's probabilities of where they are drawn, 0 where
 * the move ends. */
static double draw_scores(overtaking *v, tb_chain *c, size_t t)
{
    const tb_rank_order *o = &c->year[t].order;
    const double *score = c->score + t;
    double mass = 1, near = score[v->i * c->row];
    double far = find_limit(c, t, v->home, v->i, v->i, v->up, v->up && v->squeezed);
    if (v->up ? far > near : far < near)
        return 0;
    for (size_t k = v->run; k-- > 0;) { /* the farthest comes to stand next to i */
        v->to[k] = near =
            draw_score(&mass, c, t, v->unit[k], v->up ? far : near, v->up ? near : far);
        if (!(mass > 0))
            return 0;
    }
    double beyond = v->up ? tbi_rank_order_bottom(o, score, c->row, v->home)
                          : tbi_rank_order_top(o, score, c->row, v->home);
    size_t g = v->unit[v->run];
    v->to[v->run] = draw_score(&mass, c, t, g, v->up ? beyond : near, v->up ? near : beyond);
    return mass > 0 ? mass : 0;
}

/* Another unit of the lower gap makes good what the others change in sum. false: nobody is there,
 * or it has no room below the run and i. */
static bool restore_sum(overtaking *v, tb_chain *c, size_t t)
{
    const tb_table_year *y = &c->f->year[t];
    size_t gap = v->up ? v->home : v->away;
    size_t h = choose_evener(c, t, gap, v->i, v->unit[v->run]);
    if (h == TB_NO_SLOT)
        return false;
    double to = c->score[h * c->row + t];
    for (size_t k = 0; k <= v->run; k++)
        to -= v->to[k] - c->score[v->unit[k] * c->row + t];
    double top = v->up && v->run > 0 ? v->to[0] : c->score[v->i * c->row + t];
    double bottom = tbi_rank_order_bottom(&c->year[t].order, c->score + t, c->row, gap);
    if (!(to < fmin(top, y->high[h]) && to > fmax(bottom, y->low[h])))
        return false;
    v->unit[v->n] = h;
    v->to[v->n++] = to;
    return true;
}

/* The others of the lower gap make good together what the run and the unit that goes back change in
 * sum. The log of the Jacobian and of the change of their density, -INFINITY where they cannot. */
static double squeeze_others(const overtaking *v, tb_squeeze *q, tb_chain *c, size_t t)
{
    size_t gap = v->up ? v->home : v->away;
    size_t edge = v->up ? 0 : v->run - 1; /* the unit of the run that stands next to them */
    *q = (tb_squeeze){ .low = c->year[t].order.edge[gap + 1],
                       .top = c->score[v->unit[edge] * c->row + t],
                       .top_to = v->to[edge] };
    for (size_t k = 0; k <= v->run; k++)
        q->rise += v->to[k] - c->score[v->unit[k] * c->row + t];
    tbi_squeeze_gap(q, &c->year[t], gap, v->i, v->unit[v->run]);
    return tbi_squeeze_even(q, c, t);
}

/* What draw_scores() of the way back would return, from where the units come to stand. */
static double weigh_return(const overtaking *v, const tb_chain *c, size_t t)
{
    const tb_rank_order *o = &c->year[t].order;
    const double *score = c->score + t;
    size_t g = v->unit[v->run], h = v->n > v->run + 1 ? v->unit[v->run + 1] : g;
    double mass = 1, near = score[v->i * c->row];
    /* h is of the lower gap, which is the one behind the run on the way down alone */
    double far = find_limit(c, t, v->away, g, v->up ? g : h, !v->up, !v->up && v->squeezed);
    if (!v->up && h != g)
        far = fmax(far, v->to[v->run + 1]);
    if (v->up ? far < near : far > near)
        return 0;
    for (size_t k = 0; k < v->run; k++) {
        weigh_score(&mass, c, t, v->unit[k], v->up ? near : far, v->up ? far : near);
        near = score[v->unit[k] * c->row];
    }
    double beyond = v->up ? tbi_rank_order_top(o, score, c->row, v->away)
                          : tbi_rank_order_bottom(o, score, c->row, v->away);
    weigh_score(&mass, c, t, g, v->up ? near : beyond, v->up ? beyond : near);
    return mass;
}

/* Scored unit i passes the run next above (up) or below its gap, and another unit takes its slot.
 * Scores are only changed at the end: until then the orders and sums that both directions are
 * judged by are those of the present state. Rejections leave nothing behind. how: two random bits,
 * which say who makes good what the mean changes. */
static void overtake_run(tb_chain *c, size_t t, size_t i, bool up, unsigned how)
{
    tb_chain_year *w = &c->year[t];
    tb_rank_order *o = &w->order;
    tb_squeeze q = { 0 };
    overtaking v = { .i = i, .home = o->gap_of[i], .up = up, .squeezed = how == SQUEEZED };
    double picked = 1, at = c->score[i * c->row + t];
    if (!find_run(v.unit, &v.run, &v.away, c, t, v.home, up))
        return;
    size_t g = v.unit[v.run] = choose_unit(&picked, c, t, v.away, at, !up);
    v.n = v.run + 1;
    if (g == TB_NO_SLOT || (v.squeezed && v.run == 0) ||
        !tbi_rank_order_allows(o, &c->f->year[t], i, v.away) ||
        !tbi_rank_order_allows(o, &c->f->year[t], g, v.home))
        return;
    double forward = draw_scores(&v, c, t);
    if (forward == 0 || (how == EVENED && !restore_sum(&v, c, t)))
        return;
    double backward = weigh_return(&v, c, t);
    if (backward == 0)
        return;
    double back = weigh_side(c, t, g, at, up);
    back /= back + sum_sides(c, t, v.home, i, at, up);
    double change = log(forward) - log(backward) + log(back) - log(picked);
    if (v.n > v.run + 1)
        change += tbi_chain_weigh(c, t, v.unit[v.run + 1], v.to[v.run + 1]);
    if (v.squeezed)
        change += squeeze_others(&v, &q, c, t);
    if (!(change > TB_NEVER))
        return;
    /* one test of all: what is printed may weigh as much as the scores, the other way */
    change += sum_means(c, t, &v, &q);
    if (!(change > TB_NEVER) || !tbi_chain_takes(c, change + tbi_publication_change(c, t, i, g)))
        return;
    for (size_t k = 0; k < v.n; k++)
        tbi_chain_set(c, t, v.unit[k], v.to[k]);
    tbi_squeeze_take(&q, c, t);
    tbi_rank_order_swap(o, i, g);
}

/* The unit of a gap that stands nearest to its lower (upper) edge. */
static size_t find_nearest(const tb_chain *c, size_t t, size_t gap, bool lower)
{
    const tb_rank_order *o = &c->year[t].order;
    size_t best = TB_NO_SLOT;
    for (size_t s = o->first[gap]; s < o->first[gap + 1]; s++) {
        double v = c->score[o->member[s] * c->row + t];
        if (best == TB_NO_SLOT ||
            (lower ? v < c->score[best * c->row + t] : v > c->score[best * c->row + t]))
            best = o->member[s];
    }
    return best;
}

/* Every scored unit once, up or down with probability 1/2; then random edges twice as often as
 * there are any. Which unit is tried depends on the state only by its gap, which the reverse
 * finds again. */
void tbi_chain_move_overtake(tb_chain *c, size_t t)
{
    const tb_chain_year *w = &c->year[t];
    const tb_table_year *y = &c->f->year[t];
    /* by unit: by slot, one that has just leapt down would be met again */
    for (size_t i = 0; (w->n_unscored > 0 || y->n_cut > 0) && i < c->n_unit; i++) {
        if ((!w->immobile[i] && y->high[i] - y->low[i] >= c->spread) ||
            w->order.gap_of[i] == TB_NO_SLOT)
            continue;
        uint32_t bits = tbi_chain_word(c);
        overtake_run(c, t, i, bits & 1, bits >> 1 & 3);
    }
    for (size_t n = 0; n < 2 * w->n_unscored;
         /* a placed unit among many finds little room: its neighbour passes it, and is the
          * neighbour of the reverse */
         n++) {
        size_t e = w->unscored[tbi_chain_pick(c, w->n_unscored)];
        bool up = tbi_chain_word(c) & 1;
        size_t i = find_nearest(c, t, up ? e : e - 1, !up);
        if (i != TB_NO_SLOT) /* of the way back it might not be the nearest, were others squeezed */
            overtake_run(c, t, i, up, tbi_chain_word(c) & EVENED);
    }
}
