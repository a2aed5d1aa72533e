/* move_squeeze.c - the power, or factor, by which scores give way together, and what it costs. */
#include "complete/move_squeeze.h"

#include <math.h>

void tbi_squeeze_gap(tb_squeeze *q, tb_chain_year *w, size_t gap, size_t but, size_t nor)
{
    const tb_rank_order *o = &w->order;
    for (size_t s = o->first[gap]; s < o->first[gap + 1]; s++)
        if (!w->immobile[o->member[s]] && o->member[s] != but && o->member[s] != nor)
            w->saved_member[q->first + q->n++] = o->member[s];
}

/* Logarithms of how far up the units stand between the limits. false: these are none. */
static bool find_shares(tb_squeeze *q, tb_chain *c, size_t t)
{
    tb_chain_year *w = &c->year[t];
    if (!isfinite(q->low) || !isfinite(q->top) || !(q->top > q->low && q->top_to > q->low))
        return false;
    for (size_t k = q->first; k < q->first + q->n; k++)
        w->saved_score[k] =
            log((c->score[w->saved_member[k] * c->row + t] - q->low) / (q->top - q->low));
    return q->n > 0;
}

/* The power g at which the shares x^g sum to `sum`, by Newton's steps on a convex falling function:
 * from its left side they never pass the root, and a step that would leave g > 0 halves it. NaN:
 * not found. */
static double find_power(const double *log_x, size_t n, double sum)
{
    enum { STEPS = 60 };
    double g = 1;
    if (!(sum > 0 && sum < (double)n))
        return NAN;
    for (int step = 0; step < STEPS; step++) {
        double value = -sum;
        double slope = 0;
        for (size_t k = 0; k < n; k++) {
            double power = exp(g * log_x[k]);
            value += power;
            slope += power * log_x[k];
        }
        double to = g - value / slope;
        if (!(to > 0))
            to = g / 2;
        if (fabs(to - g) <= 1e-13 * g)
            return to;
        g = to;
    }
    return NAN;
}

/* log_x becomes where the units go. *slope: the factor of the Jacobian where g hangs on them. */
static double map_scores(tb_squeeze *q, tb_chain *c, size_t t, double g, double *slope)
{
    const tb_table_year *y = &c->f->year[t];
    tb_chain_year *w = &c->year[t];
    double stretch = log((q->top_to - q->low) / (q->top - q->low) * g);
    double change = 0;
    double before = 0;
    double after = 0;
    q->rise = 0;
    for (size_t k = q->first; k < q->first + q->n; k++) {
        size_t h = w->saved_member[k];
        double log_x = w->saved_score[k];
        double power = exp(g * log_x);
        double to = q->low + (q->top_to - q->low) * power;
        if (!(to > fmax(q->low, y->low[h]) && to < fmin(q->top_to, y->high[h])))
            return -INFINITY;
        before += exp(log_x) * log_x;
        after += power * log_x;
        change += stretch + (g - 1) * log_x + tbi_chain_weigh(c, t, h, to);
        q->rise += to - c->score[h * c->row + t];
        w->saved_score[k] = to;
    }
    *slope = log(before / after) - stretch;
    return change;
}

static bool is_open(const tb_squeeze *q)
{
    return isinf(q->low) != isinf(q->top);
}

/* Sum of the distances from the limit that there is, in the direction in which scores grow. */
static double sum_distances(const tb_squeeze *q, const tb_chain *c, size_t t)
{
    double from = isinf(q->low) ? q->top : q->low;
    double sum = 0;
    for (size_t k = q->first; k < q->first + q->n; k++)
        sum += c->score[c->year[t].saved_member[k] * c->row + t] - from;
    return sum;
}

/* All distances from the one limit times g, the limit itself moving if it is the upper one. The log
 * of g^n and of the change of the density. */
static double multiply_distances(tb_squeeze *q, tb_chain *c, size_t t, double g)
{
    const tb_table_year *y = &c->f->year[t];
    tb_chain_year *w = &c->year[t];
    double from = isinf(q->low) ? q->top : q->low;
    double from_to = isinf(q->low) ? q->top_to : q->low;
    double change = (double)q->n * log(g);
    q->rise = 0;
    for (size_t k = q->first; k < q->first + q->n; k++) {
        size_t h = w->saved_member[k];
        double here = c->score[h * c->row + t];
        double to = from_to + g * (here - from);
        if (!(to > y->low[h] && to < y->high[h]))
            return -INFINITY;
        change += tbi_chain_weigh(c, t, h, to);
        q->rise += to - here;
        w->saved_score[k] = to;
    }
    return change;
}

/* The factor at which the scores lose q->rise in sum, and its Jacobian g^(n - 1). */
static double restore_distances(tb_squeeze *q, tb_chain *c, size_t t)
{
    double sum = sum_distances(q, c, t);
    double moved = isinf(q->low) ? (double)q->n * (q->top_to - q->top) : 0;
    double g = (sum - q->rise - moved) / sum;
    if (q->n == 0 || !(g > 0 && isfinite(g)))
        return -INFINITY;
    return multiply_distances(q, c, t, g) - log(g);
}

double tbi_squeeze_by(tb_squeeze *q, tb_chain *c, size_t t, double g)
{
    double unused;
    if (is_open(q))
        return q->n > 0 ? multiply_distances(q, c, t, g) : -INFINITY;
    return find_shares(q, c, t) ? map_scores(q, c, t, g, &unused) : -INFINITY;
}

double tbi_squeeze_even(tb_squeeze *q, tb_chain *c, size_t t)
{
    const tb_chain_year *w = &c->year[t];
    double sum = -q->rise;
    double slope = 0;
    if (is_open(q))
        return restore_distances(q, c, t);
    if (!find_shares(q, c, t))
        return -INFINITY;
    for (size_t k = q->first; k < q->first + q->n; k++)
        sum += c->score[w->saved_member[k] * c->row + t] - q->low;
    double g = find_power(w->saved_score + q->first, q->n, sum / (q->top_to - q->low));
    double change = g > 0 ? map_scores(q, c, t, g, &slope) : -INFINITY;
    return change + slope;
}

void tbi_squeeze_take(const tb_squeeze *q, tb_chain *c, size_t t)
{
    const tb_chain_year *w = &c->year[t];
    for (size_t k = q->first; k < q->first + q->n; k++)
        tbi_chain_set(c, t, w->saved_member[k], w->saved_score[k]);
}
