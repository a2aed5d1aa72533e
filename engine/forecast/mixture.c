/* mixture.c - the state-space model, case by case: one draw of the parameters, of the shares kept,
 * of the breaks to come and of the gaps in the past.
 * A forecast is an equal mixture over cases: p(y) = (1/C) sum_c N(y; mean_c, factor_c factor_c').
 * What is uncertain beside the scores enters as draws, evenly spread over the cases where one
 * number decides (a Weyl sequence c * turn mod 1: every share is met to 1/C) and random
 * otherwise. */
#include "forecast/fit_state.h"
#include "forecast/place_distribution.h"
#include "forecast/place_moves.h"

#include "base/error.h"
#include "base/threads.h"
#include "complete/chain_state.h"
#include "messages/forecast.h"
#include "num/dist.h"
#include "num/rng.h"
#include "statespace/persistence.h"
#include "statespace/sampling.h"

#include <math.h>
#include <string.h>
#include <tangbac/score.h>

/* broken [steps] out: whether step h ahead changes the scheme in case c. turn are square roots
 * less their whole part, one a step, so that steps are spread over one another as well. */
void tbi_mixture_breaks(unsigned char *broken, const tb_fit_state *f, size_t c)
{
    static const double turn[] = { 0.41421356237309515, 0.7320508075688772, 0.23606797749978969,
                                   0.6457513110645907, 0.3166247903553998 };
    for (size_t h = 0; h < f->steps; h++)
        broken[h] =
            fmod(((double)c + 0.5) * turn[h % 5] + 0.29 * (double)(h / 5), 1) < f->break_chance[h];
}

/* The national mean of a completed table. */
static double draw_completed_level(const tb_fit_state *f, size_t c, size_t t)
{
    const tb_chains *d = f->done;
    const double *s = d->score + (c * d->n_year + t) * d->n_unit;
    double sum = 0, n = 0;
    for (size_t i = 0; i < d->n_unit; i++)
        if (d->facts.year[t].in[i]) {
            sum += s[i];
            n++;
        }
    return (f->x->direction < 0 ? -1 : 1) * (n > 0 ? sum / n : d->level[c * d->n_year + t]);
}

/* Fills level [n_year] and level_step [n_year] of case c: given the case, the mean of a year is
 * normal around the newest known level with the variance of the steps since. Also says in j->same
 * whether no break lies ahead. */
void tbi_mixture_level(const tb_fit_state *f, const unsigned char *broken, size_t c)
{
    tb_predictive *j = f->j;
    tb_rng r;
    /* draws count from 0 */
    tbi_rng_start(&r, f->o->seed, TB_STREAM_LEVEL + j->shift, UINT64_MAX - c);
    const tb_national_level *l = &f->level;
    double step = l->step * l->step * l->step_df / tbi_rng_chisq(&r, l->step_df);
    double jump = l->jump * l->jump * l->jump_df / tbi_rng_chisq(&r, l->jump_df);
    double var = f->done != NULL ? 0 : (double)l->age * step;
    j->same[c] = 1;
    size_t h = 0;
    for (size_t y = 0; y < j->n_year; y++) {
        double *mean = &j->level[c * j->n_year + y], *sd = &j->level_step[c * j->n_year + y];
        if (y < j->past) {
            int t = f->o->year[y] - f->d.first;
            if (f->done != NULL && t >= 0)
                *mean = draw_completed_level(f, c, (size_t)t);
            else
                *mean = t >= 0 && f->d.level_is[t] > 0 ? f->d.level[t] : l->last;
            *sd = 0;
            continue;
        }
        for (; (int)h < f->o->year[y] - f->o->origin; h++) {
            var += broken[h] ? jump : step;
            if (broken[h])
                j->same[c] = 0;
        }
        *mean = f->done != NULL ? draw_completed_level(f, c, f->d.n_year - 1) : l->last;
        *sd = sqrt(var);
        var = 0;
    }
}

/* Scratch of one thread, overwritten by every case. Room for past and future years. */
typedef struct mixture_workspace {
    double *own_persistence; /* shares kept at the pace of some units */
    double *scale,
        /* [n_year] spreads of years in units of the first year's, and the step of their logarithm;
         * completed tables only */
        step;
    double *z, *free, *persistence, *table, *weight, *factor;
    double *state; /* [2 parts][2 parts] room for the covariance of a state */
    int *place;    /* [n_unit] */
    /* pairs of published places as far apart as the first year asked is from the origin */
    tb_pair *pair;
    size_t n_pair;
    double *upto;  /* [n_pair] */
    double *move;  /* [n_unit] */
    double points; /* of a normal score in a case that moves by places */
    size_t *order; /* [n_unit] */
} mixture_workspace;

/* Room of one thread, for past and future years; weight [n_ahead + 2][T], factor [n_ahead +
 * 2][n_ahead + 2]. */
static bool make_workspace(mixture_workspace *b, const tb_fit_state *f, tb_arena *a)
{
    size_t T = f->d.n_year, w = f->n_ahead + 2, n = f->signal_fit.n > T ? f->signal_fit.n : T;
    b->step = 0;
    b->z = TB_NEW(a, double, n);
    b->free =
        TB_NEW(a, double, (f->signal_fit.n > TB_SIGNAL_FREE ? f->signal_fit.n : TB_SIGNAL_FREE));
    b->scale = TB_NEW(a, double, T);
    b->own_persistence = TB_NEW(a, double, (T + f->steps + 1));
    b->persistence = TB_NEW(a, double, T + f->steps + 1);
    b->table = TB_NEW(a, double, (T * f->d.n_unit));
    b->weight = TB_NEW(a, double, (w * T));
    b->factor = TB_NEW(a, double, (w * w));
    b->state = TB_NEW(a, double, (4 * f->shown.n * f->shown.n));
    b->place = TB_NEW(a, int, f->d.n_unit);
    b->order = TB_NEW(a, size_t, f->d.n_unit);
    b->move = TB_NEW(a, double, f->d.n_unit);
    if (f->fitted->place != NULL && f->n_ahead > 0) {
        size_t pairs = T * f->d.n_unit;
        b->pair = TB_NEW(a, tb_pair, pairs);
        b->upto = TB_NEW(a, double, pairs);
        if (b->pair == NULL || b->upto == NULL)
            return false;
        b->n_pair = tbi_place_pairs(b->pair, f->fitted->place, T, f->d.n_unit, f->at[0] - (T - 1));
    }
    return b->move && b->place && b->order && b->z && b->scale && b->own_persistence && b->free &&
           b->persistence && b->table && b->weight && b->factor && b->state;
}

/* The unit's sampling variances in units of the mean, years to come too; NULL: all are alike. */
static const double *find_size(const tb_fit_state *f, size_t unit)
{
    return f->n_size > 0 ? f->size + f->size_of[unit] * (f->d.n_year + f->steps) : NULL;
}

/* table [n_year][n_unit]: the deviations with gaps drawn given the unit's own years. Normals are
 * drawn for units with gaps only, all years of them, from a stream of the case. */
static bool fill_table(const tb_fit_state *f, mixture_workspace *b, const tb_uc_model *m, size_t c)
{
    size_t T = f->d.n_year, U = f->d.n_unit;
    tb_rng r;
    tbi_rng_start(&r, f->o->seed, TB_STREAM_COMPLETE + f->j->shift, c);
    memcpy(b->table, f->d.y, T * U * sizeof *b->table);
    for (size_t i = 0; i < U; i++) {
        bool holes = false;
        for (size_t t = 0; t < T && !holes; t++)
            holes = isnan(b->table[t * U + i]);
        if (!holes)
            continue;
        for (size_t t = 0; t < T; t++)
            b->z[t] = tbi_rng_normal(&r);
        if (!tbi_fill_gaps(b->table + i, U, T, m, b->persistence, find_size(f, i), b->z))
            return false;
    }
    return true;
}

/* row [U] += weight [T] of table */
static void add_weighted(double *row, const double *weight, const double *table, size_t T, size_t U)
{
    for (size_t t = 0; t < T; t++)
        for (size_t i = 0; i < U; i++)
            row[i] += weight[t] * table[t * U + i];
}

/* Expectations of the components in the place of the index's own: rows [n_ahead + 1][U] of the
 * years to come and of the signal at the origin hold what the case's parameters expect of the index
 * itself; what the mode expects of it is taken off, so that what the case adds is its uncertainty.
 * */
static void add_parts(const tb_fit_state *f, double *const *rows, const double *persistence)
{
    size_t U = f->d.n_unit, T = f->d.n_year;
    double kept = 1;
    for (size_t i = 0; i < U; i++)
        rows[f->n_ahead][i] += f->expected[f->n_ahead * U + i];
    for (size_t h = 0, t = T; h < f->n_ahead; h++) {
        for (; t <= f->at[h]; t++)
            kept *= persistence[t];
        for (size_t i = 0; i < U; i++)
            rows[h][i] += kept * f->expected[h * U + i];
    }
}

/* How much wider than usual year h of case c is: the square has mean 1 over the cases.
 * exp(g sqrt(v) / 2 - v / 4): the root of a lognormal factor whose mean is 1 (year_variance.h). */
static double estimate_year_factor(const tb_fit_state *f, size_t c, size_t h)
{
    static const double turn[] = { 0.35889894354067355, 0.7958315233127195, 0.3851648071345040,
                                   0.5677643628300219, 0.0827625302982193 };
    double g =
        tbi_normal_quantile(fmod(((double)c + 0.5) * turn[h % 5] + 0.37 * (double)(h / 5), 1));
    return exp(0.5 * g * sqrt(f->fitted->year_variance) - 0.25 * f->fitted->year_variance);
}

/* Of a calm year: the mean share kept over the steps without a change of scheme, or what the prior
 * says of such steps.
 * Var(e) / (Var(e) + Var(what the signal moves by in a year)): of the change between two years. */
static double draw_noise_share(const tb_uc_model *m, const tb_deviation *d,
                               const double *persistence)
{
    double kept = 0.92, n = 1;
    for (size_t t = 1; t < d->n_year; t++)
        if (!d->broken[t]) {
            kept += persistence[t];
            n++;
        }
    double signal = m->var_a * (1 - kept / n) + m->var_u * (1 - kept / n * m->rho);
    return m->var_e / (m->var_e + signal);
}

/* Table, shares kept and signal model of the completed draw that the case stands on. */
static tb_uc_model take_completed(const tb_fit_state *f, mixture_workspace *b, size_t c)
{
    const tb_chains *d = f->done;
    double sign = f->x->direction < 0 ? -1 : 1;
    const double *spread = d->free + c * d->n_free + TB_SIGNAL_FREE + d->n_year - 1;
    b->step = d->own ? exp(spread[d->n_year - 1]) : 0;
    for (size_t t = 0; t < d->n_year; t++) {
        b->scale[t] = t == 0 || !d->own ? 1 : exp(spread[t - 1]);
        double level = draw_completed_level(f, c, t);
        for (size_t i = 0; i < d->n_unit; i++)
            b->table[t * d->n_unit + i] =
                (sign * d->score[(c * d->n_year + t) * d->n_unit + i] - level) / b->scale[t];
        b->persistence[t] =
            t == 0 ? 1 : 1 / (1 + exp(-d->free[c * d->n_free + TB_SIGNAL_FREE + t - 1]));
    }
    return tbi_signal_of(d->free + c * d->n_free);
}

/* Expectations and spreads of a case on completed tables: of every pace its own, in units of the
 * first year's spread; then in points of the years to come, whose spreads walk on from the last.
 * alike: all units have one pace.
 * rows [n + 1][U]: expectations of the n years ahead, then of a signal that stays. wide: how much
 * wider a unit of another pace is than one of pace 1, whose factor is the one stored. */
static bool compute_pace_moments(tb_fit_state *f, mixture_workspace *b, const tb_uc_model *m,
                                 double *const *rows, size_t c, bool alike)
{
    tb_predictive *j = f->j;
    const tb_chains *d = f->done;
    const unsigned char *pace_of = d->pace_of + c * d->n_unit;
    size_t T = f->d.n_year;
    size_t U = f->d.n_unit;
    size_t Y = j->n_year;
    size_t n = f->n_ahead;
    size_t w = n + 2;
    double pace[TB_PACES];
    double sd[TB_CONDITIONAL_YEARS + 1]; /* of each year to come, and (last) of a frozen signal */
    pace[0] = 1;
    if (d->own)
        tbi_chain_paces(pace, d->free[(c + 1) * d->n_free - 3]);
    for (size_t p = 0; p < (d->own && !alike ? TB_PACES : 1); p++) {
        tb_uc_model paced = { .var_a = m->var_a,
                              .var_u = m->var_u,
                              .var_e = m->var_e * pace[p],
                              .rho = pow(m->rho, pace[p]) };
        for (size_t t = 0; t < T + f->steps; t++)
            b->own_persistence[t] = pow(b->persistence[t], pace[p]);
        if (!tbi_conditional(b->weight, b->factor, &paced, b->own_persistence, NULL, T, f->at, n))
            return false;
        for (size_t h = 0; h <= n; h++) {
            double var = h == n ? paced.var_e : 0;
            for (size_t k = 0; k <= h; k++)
                var += b->factor[h * w + k] * b->factor[h * w + k];
            if (p == 0)
                sd[h] = sqrt(var);
            for (size_t i = 0; i < U; i++) {
                if (pace_of[i] != p && !alike)
                    continue;
                for (size_t t = 0; t < T; t++)
                    rows[h][i] += b->weight[h * T + t] * b->table[t * U + i];
                double *wide =
                    h == n ? j->frozen_wide + c * U : j->wide + (c * Y + j->past + h) * U;
                wide[i] = sqrt(var) / sd[h];
            }
            for (size_t k = 0; p == 0 && h < n && k <= h; k++)
                j->factor[(c * Y + j->past + h) * Y + j->past + k] = b->factor[h * w + k];
        }
    }
    j->frozen_sd[c] = sd[n];
    return true;
}

/* Completed tables: the spread of years walks on from the last one by normal steps of its
 * logarithm, one for every year up to the target, and multiplies means and the rows of the factor
 * alike. */
static void scale_to_points(tb_fit_state *f, const mixture_workspace *b, double *const *rows,
                            size_t c, tb_rng *r)
{
    tb_predictive *j = f->j;
    size_t n = f->n_ahead;
    size_t U = f->d.n_unit;
    size_t Y = j->n_year;
    double scale = b->scale[f->d.n_year - 1];
    size_t t = f->d.n_year;
    for (size_t h = 0; h < n; h++) {
        for (; t <= f->at[h]; t++)
            scale *= exp(b->step * tbi_rng_normal(r));
        for (size_t i = 0; i < U; i++)
            rows[h][i] *= scale;
        for (size_t k = 0; k <= h; k++)
            j->factor[(c * Y + j->past + h) * Y + j->past + k] *= scale;
    }
    for (size_t i = 0; i < U; i++)
        rows[n][i] *= scale;
    j->frozen_sd[c] *= scale;
}

/* Variance of wanted year h, or (h = n) of a frozen signal with the noise of a year to come. */
static double sum_squares(const double *factor, size_t w, size_t h, double noise)
{
    double var = noise;
    for (size_t k = 0; k <= h; k++)
        var += factor[h * w + k] * factor[h * w + k];
    return var;
}

/* Where samples differ: expectations of the units of each size, and how much wider their years are
 * than usual [n_ahead + 1].
 * The factor that is stored is that of the mean size; `usual` its variances. */
static bool compute_size_moments(tb_fit_state *f, mixture_workspace *b, const tb_uc_model *m,
                                 double *const *rows, const double *usual, size_t c)
{
    tb_predictive *j = f->j;
    size_t T = f->d.n_year;
    size_t U = f->d.n_unit;
    size_t n = f->n_ahead;
    for (size_t k = 0; k < f->n_size; k++) {
        const double *size = f->size + k * (T + f->steps);
        if (!tbi_conditional(b->weight, b->factor, m, b->persistence, size, T, f->at, n))
            return false;
        for (size_t h = 0; h <= n; h++) {
            double *wide =
                h == n ? j->frozen_wide + c * U : j->wide + (c * j->n_year + j->past + h) * U;
            double noise = h == n ? tbi_signal_noise(m, size[T + f->steps - 1]) : 0;
            double wider = sqrt(sum_squares(b->factor, n + 2, h, noise) / usual[h]);
            for (size_t i = 0; i < U; i++) {
                if (f->size_of[i] != k)
                    continue;
                wide[i] = wider;
                for (size_t t = 0; t < T; t++)
                    rows[h][i] += b->weight[h * T + t] * b->table[t * U + i];
            }
        }
    }
    return true;
}

/* The same of a table that is known whole: one pace, and years that are more or less restless. */
static bool compute_whole_moments(tb_fit_state *f, mixture_workspace *b, const tb_uc_model *m,
                                  double *const *rows, size_t c)
{
    tb_predictive *j = f->j;
    size_t T = f->d.n_year;
    size_t Y = j->n_year;
    size_t n = f->n_ahead;
    size_t w = n + 2;
    double usual[TB_CONDITIONAL_YEARS];
    if (!tbi_conditional(b->weight, b->factor, m, b->persistence, NULL, T, f->at, n))
        return false;
    for (size_t h = 0; h < n + 1; h++) {
        usual[h] = sum_squares(b->factor, w, h, h == n ? m->var_e : 0);
        if (f->n_size == 0)
            add_weighted(rows[h], b->weight + h * T, b->table, T, f->d.n_unit);
    }
    j->frozen_sd[c] = sqrt(usual[n]);
    for (size_t h = 0; h < n; h++) {
        double wider = estimate_year_factor(f, c, h);
        for (size_t k = 0; k <= h; k++)
            j->factor[(c * Y + j->past + h) * Y + j->past + k] = wider * b->factor[h * w + k];
    }
    return f->n_size == 0 || compute_size_moments(f, b, m, rows, usual, c);
}

/* A draw of the share that a step to come keeps. */
static double draw_future_persistence(const tb_fit_state *f, const mixture_workspace *b, size_t c,
                                      bool broken, tb_rng *r)
{
    if (f->done == NULL || !f->done->own)
        return tbi_persistence_draw(r, &f->d, b->persistence, broken);
    double mean = f->done->free[(c + 1) * f->done->n_free - 2 + broken];
    return 1 / (1 + exp(-mean - TB_SHARE_SD * tbi_rng_normal(r)));
}

/* Which cases move as published places do: the shares that earlier origins ask for, spread evenly.
 * The completed tables alone say that too much moves (docs/notes/forecast.md). */
static tb_case_kind find_kind(const tb_fit_state *f, size_t c)
{
    const double *share = f->fitted->weight.share;
    double at = fmod(((double)c + 0.5) * 0.6180339887498949, 1);
    if (f->done == NULL || f->fitted->places.n == 0 || f->o->places == TB_PLACES_NEVER)
        return TB_CASE_TABLES;
    if (f->o->places != TB_PLACES_LEARNED)
        return f->o->places == TB_PLACES_ALWAYS ? TB_CASE_PLACES : TB_CASE_MOVES;
    return at < share[TB_CASE_PLACES]                          ? TB_CASE_PLACES
           : at < share[TB_CASE_PLACES] + share[TB_CASE_MOVES] ? TB_CASE_MOVES
                                                               : TB_CASE_TABLES;
}

/* Puts for what is unknown of the first year asked a past move of each unit (place_moves.h), but
 * for a part of it that stays normal, so that neighbours are not tied; later years follow from it
 * as the distribution of places says. Moves that were printed rise more often than they fall, which
 * those of a whole table cannot: their mean is taken off. */
static void move_units(tb_fit_state *f, mixture_workspace *b, double *const *rows, size_t c,
                       tb_rng *r)
{
    static const double LEFT = 0.3;
    tb_predictive *j = f->j;
    size_t U = f->d.n_unit;
    size_t Y = j->n_year;
    double points = f->x->direction < 0 ? -b->points : b->points;
    double mean = 0;
    double *spread =
        j->factor + (c * Y + j->past) * Y + j->past; /* of the first year: one number */
    for (size_t i = 0; i < U; i++) {
        int to = tbi_place_move_draw(r, b->upto, b->pair, b->n_pair, U, b->place[i]);
        b->move[i] = to == 0 ? tbi_rng_normal(r) * sqrt(1 - LEFT * LEFT)
                             : (points * tbi_place_score(to, U) - rows[0][i]) / *spread;
        mean += b->move[i] / (double)U;
    }
    for (size_t h = 0; h < f->n_ahead; h++) {
        double *own = j->factor + (c * Y + j->past + h) * Y + j->past;
        for (size_t i = 0; i < U; i++)
            rows[h][i] += *own * (b->move[i] - mean);
        *own *= LEFT;
    }
}

/* Puts normal scores of the places of the case's completed table in the place of its scores, in
 * points of the last year, and a draw of how published places move in that of its signal model.
 * b->points turns a normal score into points of the last year; the signal model's variances, fitted
 * to normal scores, are scaled by its square. */
static tb_uc_model take_places(const tb_fit_state *f, mixture_workspace *b, size_t c)
{
    size_t T = f->d.n_year;
    size_t U = f->d.n_unit;
    double sign = f->x->direction < 0 ? -1 : 1;
    const double *last = b->table + (T - 1) * U;
    double squares = 0;
    double own = 0;
    tb_rng r;
    tbi_rng_start(&r, f->o->seed, TB_STREAM_PARAMETER + f->j->shift, UINT64_MAX - c);
    for (size_t k = 0; k < f->fitted->places.n; k++)
        b->z[k] = tbi_rng_normal(&r);
    tb_uc_model m = tbi_signal_fit_at(b->persistence, &f->fitted->places, b->z, b->free);
    for (size_t i = 0; i < U; i++) {
        double z = tbi_place_score((int)i + 1, U);
        squares += last[i] * last[i];
        own += z * z;
    }
    double points = b->points = own > 0 ? sqrt(squares / own) : 1;
    for (size_t t = 0; t < T; t++) {
        double *row = b->table + t * U;
        b->persistence[t] = 1;
        tb_rank_scores(b->place, row, U, f->x->direction, b->order);
        for (size_t i = 0; i < U; i++)
            row[i] = sign * points * tbi_place_score(b->place[i], U);
    }
    m.var_a *= points * points;
    m.var_u *= points * points;
    m.var_e *= points * points;
    return m;
}

/* What is known, or drawn, of the years up to the origin. */
static void write_past(tb_fit_state *f, const mixture_workspace *b, size_t c)
{
    tb_predictive *j = f->j;
    size_t U = f->d.n_unit;
    for (size_t y = 0; y < j->past; y++) {
        int t = f->o->year[y] - f->d.first;
        double scale = t >= 0 && f->done != NULL    ? 1 / b->scale[t]
                       : t >= 0 && f->scale != NULL ? f->scale[t]
                                                    : 1;
        for (size_t i = 0; i < U; i++)
            j->mean[(c * j->n_year + y) * U + i] =
                t >= 0 ? b->table[(size_t)t * U + i] / scale : NAN;
    }
}

/* A case is one draw of all that is uncertain but the scores themselves: numbers of the signal
 * model, breaks to come, shares kept, level, gaps. Given it the scores are normal, and that
 * distribution is what is stored.
 * Order: what decides the case is drawn before what depends on it, always from the same stream,
 * so that a case is the same whatever options add behind it. */
static bool make_case(tb_fit_state *f, mixture_workspace *b, size_t c)
{
    bool parts = f->parts.n > 0;
    tb_predictive *j = f->j;
    size_t T = f->d.n_year;
    size_t U = f->d.n_unit;
    size_t Y = j->n_year;
    size_t n = f->n_ahead;
    unsigned char broken[TB_CONDITIONAL_YEARS] = { 0 };
    double *rows[TB_CONDITIONAL_YEARS];
    tb_rng r;
    tbi_rng_start(&r, f->o->seed, TB_STREAM_PARAMETER + j->shift, c);
    for (size_t k = 0; k < f->signal_fit.n; k++)
        b->z[k] = tbi_rng_normal(&r);
    tb_uc_model m = f->done != NULL
                        ? take_completed(f, b, c)
                        : tbi_signal_fit_at(b->persistence, &f->signal_fit, b->z, b->free);
    tbi_mixture_breaks(broken, f, c);
    for (size_t h = 0; h < f->steps; h++)
        b->persistence[T + h] = draw_future_persistence(f, b, c, broken[h], &r);
    tbi_mixture_level(f, broken, c);
    tb_case_kind kind = find_kind(f, c);
    if (f->done != NULL)
        write_past(f, b, c);
    if (kind != TB_CASE_TABLES) {
        m = take_places(f, b, c);
        for (size_t h = 0; h < f->steps; h++)
            b->persistence[T + h] = 1;
    }
    for (size_t h = 0; h < n; h++)
        rows[h] = j->mean + (c * Y + j->past + h) * U;
    rows[n] = j->frozen_mean + c * U;
    if (f->done != NULL) {
        if (!compute_pace_moments(f, b, &m, rows, c, kind != TB_CASE_TABLES))
            return false;
        if (kind == TB_CASE_MOVES && n > 0)
            move_units(f, b, rows, c, &r);
        scale_to_points(f, b, rows, c, &r);
    } else if (!fill_table(f, b, &m, c) || !compute_whole_moments(f, b, &m, rows, c)) {
        return false;
    }
    if (f->done == NULL)
        write_past(f, b, c);
    if (parts)
        add_parts(f, rows, b->persistence);
    j->noise_share[c] = fmax(draw_noise_share(&m, &f->d, b->persistence), j->sampling_share);
    return f->shown.n == 0 || tbi_unit_components_case(f, c, b->persistence, b->state);
}

/* What of a score does not last, at the origin: at the mode of the signal model; of completed
 * tables the root mean square over draws and units. */
static double compute_noise_sd(const tb_fit_state *f)
{
    double square = 0;
    if (f->done == NULL)
        return sqrt(tbi_signal_of(f->signal_fit.free).var_e);
    for (size_t i = 0; i < f->d.n_unit; i++) {
        double sd = tbi_chains_noise(f->done, f->d.n_year - 1, i);
        square += sd * sd;
    }
    return sqrt(square / (double)f->d.n_unit);
}

/* Cases are drawn from streams of their own number, so that no order of threads shows in the
 * result.
 * O(cases (units T + T^3)). Needs prepare_fit() and the fit of the model to be done. */
tb_status tbi_mixture_make(tb_fit_state *f, tb_err *err)
{
    f->j->noise_share = TB_NEW(&f->j->own, double, f->j->cases);
    bool room = f->j->noise_share != NULL;
    f->j->sampling_share =
        tbi_sampling_share(&f->j->sampling_pairs, f->d.y, f->variance, f->d.n_year, f->d.n_unit);
    if (f->done != NULL || f->n_size > 0) {
        f->j->wide = TB_NEW(&f->j->own, double, (f->j->cases * f->j->n_year * f->j->n_unit));
        f->j->frozen_wide = TB_NEW(&f->j->own, double, (f->j->cases * f->j->n_unit));
        room = room && f->j->wide != NULL && f->j->frozen_wide != NULL;
    }
    if (!room)
        return tbi_no_memory(err, "the cases of a forecast");
    f->j->noise_sd = compute_noise_sd(f);
    bool fine = true;
#pragma omp parallel num_threads(tbi_threads(f->o->threads))
    {
        tb_arena mine = { 0 };
        mixture_workspace b = { 0 };
        bool made = make_workspace(&b, f, &mine);
#pragma omp for schedule(dynamic, 16)
        for (size_t c = 0; c < f->j->cases; c++) {
            if (made && make_case(f, &b, c))
                continue;
#pragma omp atomic write
            fine = false;
        }
        if (!made) {
#pragma omp atomic write
            room = false;
        }
        tbi_arena_free(&mine);
    }
    if (!room)
        return tbi_no_memory(err, "the cases of a forecast");
    return fine ? TB_OK
                : tbi_fail(err, TB_ESINGULAR, TB_MSG_FORECAST_PREDICTIVE_COVARIANCE_POSITIVE,
                           f->x->code, f->o->origin);
}
