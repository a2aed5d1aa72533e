/* move_paces.c - a unit's pace together with its scores of all years. Drawn from its scores alone a
 * pace can hardly change: scores that one pace has drawn, in the years that nothing is published of
 * it, are such as no other would draw.
 *
 *   pace      unit i, another k, pace p' of the three for i, all picked at random. In every year in
 *             which both may move, (s_it + d_t, s_kt - d_t), as a pair (gibbs_scores.c), each d_t
 *             in the room l_t < d_t < h_t that places leave to both. Along d the density of pace p
 *             is exp(c_p - g_p'd - d'A_p d / 2) on that box, A_p = Q_p + Q_k + means, g_p = pull_i
 *             by p - pull_k + means, c_p = log weight_p - (quadratic form of i by p + log|C_p|)
 *             / 2. d is drawn from the normal N(-A^-1 g, A^-1) of p', year by year from the last
 *             to the first given those drawn, each cut to its room, where the normal has mass Z_t
 *             (Geweke 1991; Hajivassiliou and McFadden 1998; Keane 1994).
 *   reverse   the same units, the old pace, d = 0 drawn in the same way by its normal.
 *   accept    the normals cancel with the density, what is left is min(1, W_p' / W_p), W_p =
 *             exp(c_p + g'A^-1 g / 2) |A|^(-1/2) prod Z_t, of p' along the new d and of the old
 *             pace along d = 0 (Hastings 1970). Gaps, and with them what is printed, stay as they
 *             are. */
#include "complete/chain_state.h"

#include "num/dist.h"
#include "statespace/mvnormal.h"

#include <math.h>

/* What the two units may do: n years, of each the room of d and the part of the means. */
typedef struct line {
    size_t n, year[TB_CHAIN_YEARS];
    double low[TB_CHAIN_YEARS], high[TB_CHAIN_YEARS], precision[TB_CHAIN_YEARS],
        pull[TB_CHAIN_YEARS];
} line;

static line find_line(const tb_chain *c, size_t i, size_t k)
{
    line l = { .n = 0 };
    for (size_t t = 0; t < c->n_year; t++) {
        const tb_chain_year *w = &c->year[t];
        if (w->immobile[i] || w->immobile[k])
            continue;
        tb_score_interval r = tbi_chain_pair_room(c, t, i, k);
        if (!(r.high > r.low))
            continue;
        l.year[l.n] = t;
        l.low[l.n] = fmin(r.low, 0);
        l.high[l.n] = fmax(r.high, 0);
        l.precision[l.n] = l.pull[l.n] = 0;
        tbi_chain_mean_pull(&l.precision[l.n], &l.pull[l.n], c, t, w->means[w->class_of[i]],
                            w->means[w->class_of[k]]);
        l.n++;
    }
    return l;
}

/* Log of the probability of a standard normal between a and b, by the tail that is nearer. */
static double compute_log_mass(double a, double b)
{
    double mass = a > 0 ? tbi_normal_upper(a) - tbi_normal_upper(b)
                        : tbi_normal_upper(-b) - tbi_normal_upper(-a);
    return mass > 0 ? log(mass) : -INFINITY;
}

/* The normal distribution of d: lower factor of A [n][n] and mean; returns log W but for the
 * masses, and -INFINITY when A is no precision. Without years it is c_p alone. */
static double find_step_normal(double *factor, double *mean, const tb_chain *c, const line *l,
                               size_t i, size_t k, size_t pace)
{
    static const double WEIGHT[TB_PACES] = { 4, 1, 1 }; /* of the three-point rule, times 6 */
    size_t T = c->n_year;
    size_t n = l->n;
    const double *q = c->precision + pace * T * c->row;
    double pull[TB_CHAIN_YEARS];
    double form = 0;
    for (size_t t = 0; t < T; t++) {
        pull[t] = 0;
        for (size_t s = 0; s < T; s++)
            pull[t] += q[t * c->row + s] * (c->score[i * c->row + s] - c->level[s]);
        form += pull[t] * (c->score[i * c->row + t] - c->level[t]);
    }
    double sum = log(WEIGHT[pace]) - 0.5 * (form + c->log_det[pace]);
    for (size_t a = 0; a < n; a++) {
        size_t t = l->year[a];
        const double *other = tbi_chain_row(c, k, t);
        for (size_t b = 0; b < n; b++)
            factor[a * n + b] =
                q[t * c->row + l->year[b]] + other[l->year[b]] + (a == b ? l->precision[a] : 0);
        mean[a] = c->pull[k * c->row + t] - pull[t] + l->pull[a];
    }
    if (n == 0)
        return sum;
    if (!tbi_mvnormal_factor(factor, n))
        return -INFINITY;
    tbi_mvnormal_forward(factor, n, mean);
    for (size_t a = 0; a < n; a++)
        sum += 0.5 * mean[a] * mean[a] - log(factor[a * n + a]);
    tbi_mvnormal_back(factor, n, mean);
    return sum;
}

/* Log of the product of the masses along d, which is drawn (`drawn`) or given. From the last year
 * to the first, since L'(d - mean) = z is solved from its last row. */
static double sum_log_masses(double *d, tb_chain *c, const line *l, const double *factor,
                             const double *mean, bool drawn)
{
    double sum = 0;
    size_t n = l->n;
    for (size_t a = n; a-- > 0;) {
        double at = mean[a];
        double sd = 1 / factor[a * n + a];
        for (size_t b = a + 1; b < n; b++)
            at -= factor[b * n + a] * (d[b] - mean[b]) * sd;
        double mass = compute_log_mass((l->low[a] - at) / sd, (l->high[a] - at) / sd);
        if (!(mass > -INFINITY))
            return -INFINITY;
        sum += mass;
        if (drawn)
            d[a] = tbi_chain_between(c, at, sd, l->low[a], l->high[a]);
    }
    return sum;
}

static void move_pace(tb_chain *c, size_t i, size_t k)
{
    double factor[TB_CHAIN_YEARS * TB_CHAIN_YEARS], mean[TB_CHAIN_YEARS], d[TB_CHAIN_YEARS] = { 0 };
    size_t pace = tbi_chain_pick(c, c->n_pace);
    line l = find_line(c, i, k);
    double now = find_step_normal(factor, mean, c, &l, i, k, c->pace_of[i]);
    now += sum_log_masses(d, c, &l, factor, mean, false);
    double then = find_step_normal(factor, mean, c, &l, i, k, pace);
    if (!(then > -INFINITY))
        return;
    then += sum_log_masses(d, c, &l, factor, mean, true);
    if (!(then > -INFINITY) || !tbi_chain_takes(c, then - now))
        return;
    if (pace != c->pace_of[i]) {
        c->pace_of[i] = (unsigned char)pace;
        tbi_chain_renew_pull(c, i);
    }
    for (size_t a = 0; a < l.n; a++) {
        size_t t = l.year[a];
        tbi_chain_set(c, t, i, c->score[i * c->row + t] + d[a]);
        tbi_chain_set(c, t, k, c->score[k * c->row + t] - d[a]);
    }
}

/* A try for every second unit for a table that is asked for by itself, four for five units where it
 * makes excursions (its sweeps are fewer), else one for every third.
 * The other one is of the same means in a year picked at random, where there is one; classes do
 * not change. */
void tbi_chain_move_paces(tb_chain *c)
{
    if (c->n_unit < 2)
        return;
    size_t tries = (c->n_unit + 2) / 3;
    if (c->asked)
        tries = c->year[c->wanted].regional ? (4 * c->n_unit + 4) / 5 : (c->n_unit + 1) / 2;
    for (size_t n = 0; n < tries; n++) {
        size_t i = tbi_chain_pick(c, c->n_unit);
        size_t k = tbi_chain_pick_other(c, i);
        if (i != k)
            move_pace(c, i, k);
    }
}
