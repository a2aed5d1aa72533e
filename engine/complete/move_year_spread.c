/* move_year_spread.c - the spread of a year together with its scores. Where places are known and
 * hardly a score is, the scores hold the spread of their year, and it holds them.
 *
 *   spread    year t of one to three known scores, none of its means known. One of them, v, picked
 *             at random, log f = 0.3 z: every score of t that is not known, and the level m_t,
 *             go to v + f (s - v), and the spread c_t to f c_t. Deviations in units of the
 *             spread stay but for the other known scores'.
 *   reverse   the same score and 1 / f: symmetric in log f.
 *   together  such years in a row, log f = 0.15 z, each around a score of its own; years without a
 *             known score among them around their level, which stays. D has the units' changes of
 *             all years together, the walk its steps into the first and out of the last.
 *   unknown   where no score of t is known, the level stands for v and stays: nothing but the walk
 *             of the spreads tells of f, so that log c_t is drawn from what the years beside it
 *             leave of it, N((log c_t-1 + log c_t+1) / 2, omega^2 / 2), of the last year N(log
 *             c_t-1, omega^2): taken where limits hold, and by the floor under its noise.
 *   accept    min(1, f^(n + 1 - U) exp(D)) if places, limits and counts hold. The power is the
 *             Jacobian of n scores and the level, over that of the spread of U units; D the change
 *             of the log density of the units whose score is known, of the walk of the spreads, of
 *             the floor under the noise and of the prior of the level (Metropolis over a group of
 *             scalings: Liu and Sabatti 2000). */
#include "complete/chain_state.h"

#include <math.h>

enum { P = TB_SIGNAL_FREE, FEW = 3 /* known scores: more of them hold a spread by themselves */ };

static const double STEP = 0.3, STEP_TOGETHER = 0.15;

/* Whether nothing but the order of the year, and limits of scores, are known. */
static bool is_unknown(const tb_chain *c, size_t t)
{
    const tb_chain_year *w = &c->year[t];
    const tb_table_year *y = &c->f->year[t];
    if (!c->scaled || t == 0 || y->n_mean > 0 || y->n_cut > 0 || w->n_free < c->n_unit)
        return false;
    for (size_t e = 0; e <= w->order.n_gap; e++)
        if (w->unit_at[e] == TB_NO_SLOT && !isinf(w->order.edge[e]))
            return false;
    return true;
}

/* A spread anew given those of the years beside it, and all scores with it. Precisions and pulls
 * are the caller's to renew. */
static void draw_unknown(tb_chain *c, size_t t)
{
    const tb_table_year *y = &c->f->year[t];
    tb_chain_year *w = &c->year[t];
    double *x = c->free + P + c->n_year - 1; /* of years 1 .. */
    double before = t > 1 ? x[t - 2] : 0;
    bool last = t + 1 == c->n_year;
    double mean = last ? before : (before + x[t]) / 2;
    double sd = exp(x[c->n_year - 1]) * (last ? 1 : sqrt(0.5));
    double to = mean + sd * tbi_rng_normal(&c->rng);
    double factor = exp(to - x[t - 1]);
    bool within = fabs(to) <= TB_FARTHEST;
    for (size_t i = 0; i < c->n_unit && within; i++) {
        double v = c->level[t] + factor * (c->score[i * c->row + t] - c->level[t]);
        within = v >= y->low[i] && v <= y->high[i];
    }
    if (c->f->sampled != NULL && within)
        within = tbi_chain_takes(c, tbi_noise_floor(c, c->model.var_e, t, to) -
                                        tbi_noise_floor(c, c->model.var_e, t, x[t - 1]));
    if (!within)
        return;
    for (size_t i = 0; i < c->n_unit; i++) {
        double *s = &c->score[i * c->row + t];
        *s = c->level[t] + factor * (*s - c->level[t]);
        if (w->order.edge_of[i] != TB_NO_SLOT)
            w->order.edge[w->order.edge_of[i]] = *s;
    }
    x[t - 1] = to;
    c->scale[t] *= factor;
}

/* Facts alone decide it: c_1 = 1; limits between places whose score nobody knows, and means, are
 * left to the other moves. */
static bool is_loose(const tb_chain *c, size_t t)
{
    const tb_chain_year *w = &c->year[t];
    size_t known = c->n_unit - w->n_free;
    return c->scaled && t > 0 && c->f->year[t].n_mean == 0 && c->f->year[t].n_cut == 0 &&
           known > 0 && known <= FEW;
}

/* Known score number n of the year. */
static double find_known(const tb_chain *c, size_t t, size_t n)
{
    for (size_t i = 0; i < c->n_unit; i++)
        if (c->year[t].immobile[i] && n-- == 0)
            return c->score[i * c->row + t];
    return NAN;
}

/* Where an edge comes to lie: that of a unit that moves goes with it. */
static double move_edge(const tb_chain *c, size_t t, size_t e, double at, double factor)
{
    const tb_chain_year *w = &c->year[t];
    size_t i = w->unit_at[e];
    double v = w->order.edge[e];
    return i != TB_NO_SLOT && !w->immobile[i] ? at + factor * (v - at) : v;
}

/* Whether edges stay in their order, units in their gaps and scores in their limits. */
static bool is_in_order(const tb_chain *c, size_t t, double at, double factor)
{
    const tb_chain_year *w = &c->year[t];
    const tb_rank_order *o = &w->order;
    const tb_table_year *y = &c->f->year[t];
    for (size_t g = 0; g < o->n_gap; g++) {
        double above = move_edge(c, t, g, at, factor);
        double below = move_edge(c, t, g + 1, at, factor);
        if (above < below)
            return false;
        for (size_t s = o->first[g]; s < o->first[g + 1]; s++) {
            size_t i = o->member[s];
            double v = c->score[i * c->row + t];
            double to = w->immobile[i] ? v : at + factor * (v - at);
            if (to > above || to < below)
                return false;
        }
    }
    for (size_t k = 0; k < w->n_free; k++) {
        double to = at + factor * (c->score[w->free[k] * c->row + t] - at);
        if (to < y->low[w->free[k]] || to > y->high[w->free[k]])
            return false;
    }
    return true;
}

/* Years from .. to - 1 that are scaled together: of each what stays, and its level then. */
typedef struct scaling {
    size_t from, to;
    double by, factor, at[TB_CHAIN_YEARS], level[TB_CHAIN_YEARS];
} scaling;

/* D of the units whose score is known: z = (v - m) / c becomes z + d, the precision of all z is
 * c Q c. */
static double compute_known_change(const tb_chain *c, const scaling *g)
{
    double change = 0;
    double d[TB_CHAIN_YEARS]; /* times c */
    for (size_t i = 0; i < c->n_unit; i++) {
        bool any = false;
        for (size_t t = g->from; t < g->to; t++) {
            double v = c->score[i * c->row + t];
            bool known = c->year[t].immobile[i];
            d[t] = known ? (v - g->level[t]) / g->factor - (v - c->level[t]) : 0;
            any = any || known;
        }
        for (size_t t = g->from; t < g->to && any; t++) {
            double sum = c->pull[i * c->row + t];
            for (size_t s = g->from; s < g->to; s++)
                sum += 0.5 * tbi_chain_row(c, i, t)[s] * d[s];
            change -= d[t] * sum;
        }
    }
    return change;
}

/* Of the walk of log spreads, x_0 = 0: its step into the first of the years and out of the last. */
static double compute_walk_change(const tb_chain *c, const scaling *g)
{
    const double *x = c->free + P + c->n_year - 1; /* of years 1 .. */
    double precision = exp(-2 * x[c->n_year - 1]);
    double in = x[g->from - 1] - (g->from > 1 ? x[g->from - 2] : 0);
    double change = in * in - (in + g->by) * (in + g->by);
    if (g->to < c->n_year) {
        double out = x[g->to - 1] - x[g->to - 2];
        change += out * out - (out - g->by) * (out - g->by);
    }
    return 0.5 * precision * change;
}

/* Where the level of a year goes, and what the year adds to the change of the log density and the
 * Jacobian; -INFINITY: not all of its facts hold. */
static double scale_level(scaling *g, tb_chain *c, size_t t)
{
    double weak = 1 / (4 * c->spread * c->spread);
    size_t known = c->n_unit - c->year[t].n_free;
    double before = c->level[t] - c->anchor[t];
    g->at[t] = known > 0 ? find_known(c, t, tbi_chain_pick(c, known)) : c->level[t];
    g->level[t] = g->at[t] + g->factor * (c->level[t] - g->at[t]);
    double after = g->level[t] - c->anchor[t];
    bool far = fabs(c->free[P + c->n_year - 1 + t - 1] + g->by) > TB_FARTHEST;
    if (far || !is_in_order(c, t, g->at[t], g->factor))
        return -INFINITY;
    double moved = (double)c->year[t].n_free + (known > 0) - (double)c->n_unit;
    double spread = log(c->scale[t]);
    return g->by * moved + 0.5 * weak * (before * before - after * after) +
           tbi_noise_floor(c, c->model.var_e, t, spread + g->by) -
           tbi_noise_floor(c, c->model.var_e, t, spread);
}

static void take_scaling(tb_chain *c, const scaling *g)
{
    for (size_t t = g->from; t < g->to; t++) {
        tb_chain_year *w = &c->year[t];
        for (size_t e = 0; e <= w->order.n_gap; e++)
            w->order.edge[e] = move_edge(c, t, e, g->at[t], g->factor);
        for (size_t k = 0; k < w->n_free; k++) {
            double *s = &c->score[w->free[k] * c->row + t];
            *s = g->at[t] + g->factor * (*s - g->at[t]);
        }
        c->level[t] = g->level[t];
        c->free[P + c->n_year - 1 + t - 1] += g->by;
        c->scale[t] *= g->factor;
    }
    (void)tbi_chain_renew(c);
}

static void move_spreads(tb_chain *c, size_t from, size_t to, double step)
{
    scaling g = { .from = from, .to = to, .by = step * tbi_rng_normal(&c->rng) };
    g.factor = exp(g.by);
    double change = compute_walk_change(c, &g);
    for (size_t t = from; t < to && change > -INFINITY; t++)
        change += scale_level(&g, c, t);
    if (!(change > -INFINITY))
        return;
    if (tbi_chain_takes(c, change + compute_known_change(c, &g)))
        take_scaling(c, &g);
}

/* Years from t on, one after the other, that may be scaled; t itself is one. */
static size_t find_run_end(const tb_chain *c, size_t t)
{
    size_t end = t + 1;
    while (end < c->n_year && (is_loose(c, end) || is_unknown(c, end)))
        end++;
    return end;
}

/* Once in every year that it is for. */
void tbi_chain_move_year_spread(tb_chain *c)
{
    bool drawn = false;
    for (size_t t = 1; t < c->n_year; t++)
        if (is_unknown(c, t)) {
            draw_unknown(c, t);
            drawn = true;
        }
    if (drawn)
        (void)tbi_chain_renew(c);
    for (size_t t = 1; t < c->n_year; t++) {
        if (!is_loose(c, t))
            continue;
        move_spreads(c, t, t + 1, STEP);
        size_t more = find_run_end(c, t) - t;
        if (more > 1)
            move_spreads(c, t, t + 2 + tbi_chain_pick(c, more - 1), STEP_TOGETHER);
    }
}
