/* move_swap_units.c - two units trade their scores and seats over several years at once. A unit
 * that was far above or below the others stays so from year to year: which of two unknown units it
 * was cannot change one year at a time.
 *
 *   swap      units i, k and years from .. to picked at random; in every year of them in which
 *             both may, they exchange scores and seats. d_t = s_kt - s_it there, 0 elsewhere.
 *   reverse   the same units and years: symmetric.
 *   accept    min(1, exp(d'(g_k - g_i) - d' (Q_i + Q_k) d / 2 + means + printed)) (Metropolis et
 *             al. 1953; printing asked apart, as in gibbs_scores.c). */
#include "complete/chain.h"

#include <math.h>

enum { MOST = 96 /* years */ };

/* Whether both may trade in year t: without places both, or outside the table both. */
static bool may_trade(const tb_chain *c, size_t t, size_t i, size_t k)
{
    const tb_table_year *y = &c->f->year[t];
    const tb_rank_order *o = &c->year[t].order;
    if (!isnan(y->fixed[i]) || !isnan(y->fixed[k]) || y->in[i] != y->in[k])
        return false;
    if (!y->in[i])
        return true;
    if (o->gap_of[i] == TB_NO_SEAT || o->gap_of[k] == TB_NO_SEAT)
        return false;
    return y->n_cut == 0 || (y->from[i] == y->from[k] && y->to[i] == y->to[k]);
}

/* Whether the published limits of unit i allow the score. */
static bool is_within(const tb_table_year *y, size_t i, double v)
{
    return v >= y->low[i] && v <= y->high[i];
}

/* d [n_year]: what unit i gains and k loses. The cheap part of the ratio is asked first and the
 * printing only if that is taken: two Metropolis tests in turn hold detailed balance as well,
 * each ratio being that of its own factor.
 * pi, pk: pulls; the quadratic term runs over the years that trade, others have d = 0. A year in
 * which the limits forbid the trade ends the whole move, so that the reverse is forbidden alike.
 */
static void trade_years(tb_chain *c, size_t i, size_t k, size_t from, size_t to)
{
    double d[MOST], change = 0;
    const double *si = c->score + i * c->row;
    const double *sk = c->score + k * c->row;
    const double *pi = c->pull + i * c->row;
    const double *pk = c->pull + k * c->row;
    bool any = false;
    for (size_t t = from; t < to; t++) {
        const tb_table_year *y = &c->f->year[t];
        const tb_chain_year *w = &c->year[t];
        d[t] = 0;
        if (!may_trade(c, t, i, k))
            continue;
        if (!is_within(y, i, sk[t]) || !is_within(y, k, si[t]))
            return;
        d[t] = sk[t] - si[t];
        any = true;
        change += d[t] * (pk[t] - pi[t]) + tbi_chain_mean_change(c, t, w->means[w->class_of[i]],
                                                                 w->means[w->class_of[k]], d[t]);
    }
    if (!any)
        return;
    for (size_t t = from; t < to; t++) {
        double sum = 0;
        for (size_t s = from; s < to; s++)
            sum += 0.5 * (tbi_chain_row(c, i, t)[s] + tbi_chain_row(c, k, t)[s]) * d[s];
        change -= d[t] * sum;
    }
    if (!tbi_chain_takes(c, change))
        return;
    unsigned char trade[MOST];
    for (size_t t = from; t < to; t++)
        trade[t - from] = c->f->year[t].in[i] && may_trade(c, t, i, k);
    double printed = tbi_publication_trade(c, i, k, from, to, trade);
    if (printed != 0 && !tbi_chain_takes(c, printed))
        return;
    for (size_t t = from; t < to; t++) {
        if (!may_trade(c, t, i, k))
            continue;
        double v = si[t];
        tbi_chain_set(c, t, i, sk[t]);
        tbi_chain_set(c, t, k, v);
        if (c->f->year[t].in[i])
            tbi_rank_order_swap(&c->year[t].order, i, k);
    }
}

/* Another unit: any, or one of the same class in a year picked at random (classes do not change,
 * so that the reverse picks it alike): across regions whose means are known a trade is seldom
 * taken. */
static size_t pick_other(tb_chain *c, size_t i)
{
    const tb_chain_year *w = &c->year[tbi_chain_pick(c, c->n_year)];
    size_t from = w->mates[w->class_of[i]];
    size_t n = w->mates[w->class_of[i] + 1] - from;
    if (!w->regional || n == 0 || (tbi_chain_word(c) & 1))
        return tbi_chain_pick(c, c->n_unit);
    return w->mate[from + tbi_chain_pick(c, n)];
}

/* Eight tries for each unit; both ends of the range are picked at random, two years at least. */
void tbi_chain_move_swap_units(tb_chain *c)
{
    if (c->n_unit < 2 || c->n_year < 2)
        return;
    for (size_t n = 0; n < 8 * c->n_unit; n++) {
        size_t i = tbi_chain_pick(c, c->n_unit);
        size_t k = pick_other(c, i);
        size_t a = tbi_chain_pick(c, c->n_year);
        size_t b = tbi_chain_pick(c, c->n_year);
        if (i != k && a != b)
            trade_years(c, i, k, a < b ? a : b, (a < b ? b : a) + 1);
    }
}
