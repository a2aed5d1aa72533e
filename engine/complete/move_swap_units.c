/* move_swap_units.c - two units trade their scores and slots over several years at once. A unit
 * that was far above or below the others stays so from year to year: which of two unknown units it
 * was cannot change one year at a time.
 *
 *   swap      units i, k and years from .. to picked at random; in every year of them in which
 *             both may, they exchange scores and slots. d_t = s_kt - s_it there, 0 elsewhere.
 *   reverse   the same units and years: symmetric.
 *   accept    min(1, exp(d'(g_k - g_i) - d' (Q_i + Q_k) d / 2 + means + printed)) (Metropolis et
 *             al. 1953; printing asked apart, as in gibbs_scores.c).
 *   paces     with probability 1/2 they exchange their paces too, since years that were low at a
 *             slow pace are not what a fast one would draw. The weights and determinants of the
 *             paces cancel, and the quadratic forms of both are those of the other's pace: min(1,
 *             exp((F_i(s_i) + F_k(s_k) - F_k(s_i + d) - F_i(s_k - d)) / 2 + means + printed)),
 *             F_i(s) = (s - m)' Q_i (s - m). */
#include "complete/chain_state.h"

#include <math.h>

/* Whether both may trade in year t: without places both, or outside the table both. */
static bool may_trade(const tb_chain *c, size_t t, size_t i, size_t k)
{
    const tb_table_year *y = &c->f->year[t];
    const tb_rank_order *o = &c->year[t].order;
    if (!isnan(y->fixed[i]) || !isnan(y->fixed[k]) || y->in[i] != y->in[k])
        return false;
    if (!y->in[i])
        return true;
    if (o->gap_of[i] == TB_NO_SLOT || o->gap_of[k] == TB_NO_SLOT)
        return false;
    return y->n_cut == 0 || (y->from[i] == y->from[k] && y->to[i] == y->to[k]);
}

/* Whether the published limits of unit i allow the score. */
static bool is_within(const tb_table_year *y, size_t i, double v)
{
    return v >= y->low[i] && v <= y->high[i];
}

/* (s + sign d - m)' Q (s + sign d - m) at a pace; d is 0 outside from .. to - 1. */
static double compute_form(const tb_chain *c, size_t pace, const double *s, const double *d,
                           double sign, size_t from, size_t to)
{
    double x[TB_CHAIN_YEARS], form = 0;
    for (size_t t = 0; t < c->n_year; t++)
        x[t] = s[t] - c->level[t] + (t >= from && t < to ? sign * d[t] : 0);
    for (size_t t = 0; t < c->n_year; t++) {
        const double *q = c->precision + (pace * c->n_year + t) * c->row;
        double sum = 0;
        for (size_t r = 0; r < c->n_year; r++)
            sum += q[r] * x[r];
        form += x[t] * sum;
    }
    return form;
}

/* The change of the log density of both units' years; the quadratic term runs over the years that
 * trade, others have d = 0. */
static double compute_trade(const tb_chain *c, size_t i, size_t k, const double *d, size_t from,
                            size_t to, bool paces)
{
    const double *si = c->score + i * c->row, *sk = c->score + k * c->row;
    const double *pi = c->pull + i * c->row, *pk = c->pull + k * c->row;
    double change = 0;
    if (paces) {
        for (size_t t = 0; t < c->n_year; t++)
            change += 0.5 * (pi[t] * (si[t] - c->level[t]) + pk[t] * (sk[t] - c->level[t]));
        return change - 0.5 * (compute_form(c, c->pace_of[k], si, d, 1, from, to) +
                               compute_form(c, c->pace_of[i], sk, d, -1, from, to));
    }
    for (size_t t = from; t < to; t++) {
        double sum = 0;
        for (size_t s = from; s < to; s++)
            sum += 0.5 * (tbi_chain_row(c, i, t)[s] + tbi_chain_row(c, k, t)[s]) * d[s];
        change += d[t] * (pk[t] - pi[t] - sum);
    }
    return change;
}

/* What was accepted: scores and slots of the years that trade, and paces. */
static void take_trade(tb_chain *c, size_t i, size_t k, size_t from, size_t to, bool paces)
{
    for (size_t t = from; t < to; t++) {
        if (!may_trade(c, t, i, k))
            continue;
        double v = c->score[i * c->row + t];
        tbi_chain_set(c, t, i, c->score[k * c->row + t]);
        tbi_chain_set(c, t, k, v);
        if (c->f->year[t].in[i])
            tbi_rank_order_swap(&c->year[t].order, i, k);
    }
    if (!paces)
        return;
    unsigned char pace = c->pace_of[i];
    c->pace_of[i] = c->pace_of[k];
    c->pace_of[k] = pace;
    tbi_chain_renew_pull(c, i);
    tbi_chain_renew_pull(c, k);
}

/* d [n_year]: what unit i gains and k loses. The cheap part of the ratio is asked first and the
 * printing only if that is taken: two Metropolis tests in turn hold detailed balance as well,
 * each ratio being that of its own factor.
 * A year in which the limits forbid the trade ends the whole move, so that the reverse is forbidden
 * alike. */
static void trade_years(tb_chain *c, size_t i, size_t k, size_t from, size_t to, bool paces)
{
    double d[TB_CHAIN_YEARS], change = 0;
    const double *si = c->score + i * c->row;
    const double *sk = c->score + k * c->row;
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
        change +=
            tbi_chain_mean_change(c, t, w->means[w->class_of[i]], w->means[w->class_of[k]], d[t]);
    }
    if (!any)
        return;
    paces = paces && c->pace_of[i] != c->pace_of[k];
    if (!tbi_chain_takes(c, change + compute_trade(c, i, k, d, from, to, paces)))
        return;
    unsigned char trade[TB_CHAIN_YEARS];
    for (size_t t = from; t < to; t++)
        trade[t - from] = c->f->year[t].in[i] && may_trade(c, t, i, k);
    double printed = tbi_publication_trade(c, i, k, from, to, trade);
    if (printed == 0 || tbi_chain_takes(c, printed))
        take_trade(c, i, k, from, to, paces);
}

/* Another unit: any, or one of the same class in a year picked at random (classes do not change,
 * so that the reverse picks it alike): across regions whose means are known a trade is seldom
 * taken. */
size_t tbi_chain_pick_other(tb_chain *c, size_t i)
{
    const tb_chain_year *w = &c->year[tbi_chain_pick(c, c->n_year)];
    size_t from = w->class_first[w->class_of[i]];
    size_t n = w->class_first[w->class_of[i] + 1] - from;
    if (!w->regional || n == 0 || (tbi_chain_word(c) & 1))
        return tbi_chain_pick(c, c->n_unit);
    return w->by_class[from + tbi_chain_pick(c, n)];
}

/* The years of a trade, from .. to - 1, two at least. Both ends are picked at random; half of the
 * time, for a table that is asked for by itself, among NEAR years on either side of its own: the
 * other trades seldom hold it without many years more. false: none, or not all of them years of the
 * chain. */
static bool pick_years(size_t *from, size_t *to, tb_chain *c)
{
    enum { NEAR = 4 };
    if (c->asked && (tbi_chain_word(c) & 1)) {
        size_t before = tbi_chain_pick(c, NEAR);
        *to = c->wanted + 1 + tbi_chain_pick(c, NEAR);
        *from = c->wanted - (before < c->wanted ? before : c->wanted);
        return before <= c->wanted && *to <= c->n_year && *to > *from + 1;
    }
    size_t a = tbi_chain_pick(c, c->n_year);
    size_t b = tbi_chain_pick(c, c->n_year);
    *from = a < b ? a : b;
    *to = (a < b ? b : a) + 1;
    return a != b;
}

/* Four tries for each unit. */
void tbi_chain_move_swap_units(tb_chain *c)
{
    if (c->n_unit < 2 || c->n_year < 2)
        return;
    for (size_t n = 0; n < 4 * c->n_unit; n++) {
        size_t i = tbi_chain_pick(c, c->n_unit);
        size_t k = tbi_chain_pick_other(c, i);
        size_t from;
        size_t to;
        if (pick_years(&from, &to, c) && i != k)
            trade_years(c, i, k, from, to, c->n_pace > 1 && (tbi_chain_word(c) & 1));
    }
}
