/* verification_places.c - what published places alone say of the next ones: past moves by starting
 * place, a logit in the starting place, and a Gaussian distribution of normal scores of places.
 *
 *   moves: P(rank <= k | base) = share of past pairs, weighted by exp(-(base' - base)^2 / 72),
 * whose
 *          move from base stays at or above k; half a pair of every place stands for what is
 * assumed
 *   logit: logit P(goal met) = a + b z(base), a ~ N(0, 5^2), b ~ N(0, 2.5^2), goal by goal
 *   places: normal scores of places, by forecast/place_distribution.h */
#include "backtest/verification_rows.h"

#include "forecast/place_distribution.h"
#include "num/dist.h"
#include "statespace/mvnormal.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

/* in the order of tb_verification_model, as results name them */
const char *const tbi_verification_model_names[TB_VERIFICATION_MODELS] = {
    "law", "printed", "borrowed", "places", "moves", "logit", "persistence"
};
/* what planners ask for most; number 2 (top 10) is the one that single cases are told of */
const tb_verification_goal tbi_verification_goals[TB_VERIFICATION_GOALS] = {
    { "top", 3 },  { "top", 5 },   { "top", 10 },  { "top", 20 },  { "top", 30 },
    { "keep", 0 }, { "climb", 1 }, { "climb", 5 }, { "climb", 10 }
};

/* Of the kinds only "top" begins with a t. "keep" is a climb of 0; a climb beyond the first
 * place ends there. */
int tbi_verification_cut(size_t goal, int base)
{
    const tb_verification_goal *g = &tbi_verification_goals[goal];
    if (g->kind[0] == 't')
        return g->number;
    return base - g->number > 1 ? base - g->number : 1;
}

/* upto [n]: P(place <= k + 1). rps is the sum of the squared differences of the two distribution
 * functions over the first n - 1 places, divided by n - 1: 0 for certainty that came true, 1 at
 * most. */
void tbi_verification_places(tb_verification_row *s, tb_verification_model m, const double *upto,
                             size_t n)
{
    for (size_t g = 0; g < TB_VERIFICATION_GOALS && s->base > 0; g++) {
        size_t cut = (size_t)tbi_verification_cut(g, s->base);
        s->goal[m][g] = upto[(cut < n ? cut : n) - 1];
    }
    if (s->rank <= 0)
        return;
    s->below[m] = s->rank > 1 ? upto[s->rank - 2] : 0;
    s->upto[m] = upto[s->rank - 1];
    double sum = 0;
    for (size_t k = 0; k + 1 < n; k++) {
        double d = upto[k] - (s->rank <= (int)k + 1);
        sum += d * d;
    }
    s->rps[m] = sum / (double)(n - 1);
}

/* Past moves of units whose place was near (normal kernel, WIDTH places), added to the place now
 * and held in the table; ASSUMED of an observation is spread over all places, so that no
 * probability is 0. */
void tbi_verification_by_moves(tb_verification_row *s, const tb_pair *pair, size_t n, size_t units)
{
    static const double WIDTH = 6, ASSUMED = 0.5;
    double upto[TB_VERIFICATION_UNITS] = { 0 };
    double all = ASSUMED;
    if (units > TB_VERIFICATION_UNITS || s->base <= 0)
        return;
    for (size_t k = 0; k < units; k++)
        upto[k] = ASSUMED / (double)units;
    for (size_t i = 0; i < n; i++) {
        double off = (pair[i].base - s->base) / WIDTH;
        double w = exp(-0.5 * off * off);
        int to = s->base + pair[i].rank - pair[i].base;
        to = to < 1 ? 1 : to > (int)units ? (int)units : to;
        upto[to - 1] += w;
        all += w;
    }
    for (size_t k = 0; k < units; k++)
        upto[k] = upto[k] / all + (k > 0 ? upto[k - 1] : 0);
    tbi_verification_places(s, TB_VERIFICATION_MOVES, upto, units);
}

/* Each goal by itself, on past pairs, z the normal score of the starting place. The priors
 * keep the fit finite where every past case came out the same. Steps are held to 2: far from
 * the mode Newton overshoots. */
void tbi_verification_by_logit(tb_verification_row *s, const tb_pair *pair, size_t n, size_t units)
{
    enum { STEPS = 50 };
    if (s->base <= 0)
        return;
    for (size_t g = 0; g < TB_VERIFICATION_GOALS; g++) {
        double a = 0;
        double b = 0;
        for (int step = 0; step < STEPS; step++) { /* Newton on the posterior, damped */
            /* gradient and negative Hessian, which begin as those of the priors */
            double ga = -a / 25;
            double gb = -b / 6.25;
            double haa = 1.0 / 25;
            double hbb = 1 / 6.25;
            double hab = 0;
            for (size_t i = 0; i < n; i++) {
                double z = tbi_place_score(pair[i].base, units);
                double p = 1 / (1 + exp(-a - b * z));
                double r = (pair[i].rank <= tbi_verification_cut(g, pair[i].base)) - p;
                double w = p * (1 - p);
                ga += r;
                gb += r * z;
                haa += w;
                hab += w * z;
                hbb += w * z * z;
            }
            double det = haa * hbb - hab * hab;
            a += fmax(-2, fmin(2, (hbb * ga - hab * gb) / det));
            b += fmax(-2, fmin(2, (haa * gb - hab * ga) / det));
        }
        s->goal[TB_VERIFICATION_LOGIT][g] = 1 / (1 + exp(-a - b * tbi_place_score(s->base, units)));
    }
}

/* The distribution of the place `ahead` years on given a unit's published ones. */
static void predict_place(tb_verification_row *s, const tb_uc_model *m, const double *z,
                          const size_t *at, size_t n, size_t when, size_t units)
{
    enum { MOST = 96 };
    double kk[MOST * MOST] = { 0 };
    double wk[MOST] = { 0 };
    double weight[MOST];
    double ww = m->var_a + m->var_u + m->var_e;
    double upto[TB_VERIFICATION_UNITS];
    if (n > MOST || units > TB_VERIFICATION_UNITS)
        return;
    for (size_t i = 0; i < n; i++) {
        wk[i] = m->var_a + m->var_u * pow(m->rho, (double)(when - at[i]));
        for (size_t k = 0; k < n; k++) {
            double gap = fabs((double)at[i] - (double)at[k]);
            kk[i * n + k] = m->var_a + m->var_u * pow(m->rho, gap) + (i == k ? m->var_e : 0);
        }
    }
    if (!tbi_mvnormal_condition(weight, &ww, kk, wk, 1, n))
        return;
    double mean = 0;
    for (size_t i = 0; i < n; i++)
        mean += weight[i] * z[i];
    for (size_t k = 0; k < units; k++) { /* a place is better than k + 1 and a half */
        double edge = -tbi_normal_quantile(fmin((double)(k + 1) / (double)units, 1 - 1e-9));
        upto[k] = k + 1 == units ? 1 : tbi_normal_upper((edge - mean) / fmax(ww, 1e-9));
    }
    tbi_verification_places(s, TB_VERIFICATION_PLACES, upto, units);
}

/* z [n], at [n]: normal scores of the known places of a unit and their years. Nothing is said
 * (NaN stays) where no distribution could be fitted. */
tb_status tbi_verification_by_places(tb_verification_row *row, size_t n_row, const int *place,
                                     size_t n_year, size_t units, size_t ahead, tb_arena *a,
                                     tb_err *err)
{
    tb_signal_fit fit;
    double *z = TB_NEW(a, double, n_year);
    size_t *at = TB_NEW(a, size_t, n_year);
    if (!z || !at)
        return tbi_no_memory(err, "the rank distribution");
    tb_status st = tbi_place_distribution_fit(&fit, place, n_year, units, false, a, err);
    if (st != TB_OK || fit.n == 0)
        return st;
    tb_uc_model m = tbi_signal_of(fit.free);
    for (size_t r = 0; r < n_row; r++) {
        size_t n = 0;
        for (size_t t = 0; t < n_year; t++) {
            int known = place[t * units + row[r].unit];
            if (known <= 0)
                continue;
            z[n] = tbi_place_score(known, units);
            at[n++] = t;
        }
        predict_place(&row[r], &m, z, at, n, n_year - 1 + ahead, units);
    }
    return TB_OK;
}
