/* mixture.c - the state-space model, case by case: one draw of the parameters, of persistence,
 * of the breaks to come and of the gaps in the past.
 * A forecast is an equal mixture over cases: p(y) = (1/C) sum_c N(y; mean_c, factor_c factor_c').
 * What is uncertain beside the scores enters as draws, evenly spread over the cases where one
 * number decides (a Weyl sequence c * turn mod 1: every share is met to 1/C) and random
 * otherwise. */
#include "forecast/mixture_case.h"

#include "base/error.h"
#include "base/threads.h"
#include "complete/chain_state.h"
#include "messages/forecast.h"
#include "num/rng.h"
#include "statespace/persistence.h"
#include "statespace/sampling.h"

#include <math.h>
#include <string.h>

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

/* Room of one thread, for past and future years; weight [n_ahead + 2][T], factor [n_ahead +
 * 2][n_ahead + 2]. */
static bool make_workspace(tb_mixture_workspace *b, const tb_fit_state *f, tb_arena *a)
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
    b->gaps = TB_NEW(a, tb_gap_rules, 1);
    if (f->fitted->place != NULL && f->n_ahead > 0) {
        size_t pairs = T * f->d.n_unit;
        b->pair = TB_NEW(a, tb_pair, pairs);
        b->upto = TB_NEW(a, double, pairs);
        if (a->refused)
            return false;
        b->n_pair = tbi_place_pairs(b->pair, f->fitted->place, T, f->d.n_unit, f->at[0] - (T - 1));
    }
    return !a->refused;
}

/* The unit's sampling variances in units of the mean, years to come too; NULL: all are alike. */
static const double *find_size(const tb_fit_state *f, size_t unit)
{
    return f->n_size > 0 ? f->size + f->size_of[unit] * (f->d.n_year + f->steps) : NULL;
}

/* table [n_year][n_unit]: the deviations with gaps drawn given the unit's own years. Normals are
 * drawn for units with gaps only, all years of them, from a stream of the case. */
static bool fill_table(const tb_fit_state *f, tb_mixture_workspace *b, const tb_uc_model *m,
                       size_t c)
{
    size_t T = f->d.n_year, U = f->d.n_unit;
    tb_rng r;
    tbi_rng_start(&r, f->o->seed, TB_STREAM_COMPLETE + f->j->shift, c);
    memcpy(b->table, f->d.y, T * U * sizeof *b->table);
    tbi_gap_rules_forget(b->gaps);
    for (size_t i = 0; i < U; i++) {
        bool holes = false;
        for (size_t t = 0; t < T && !holes; t++)
            holes = isnan(b->table[t * U + i]);
        if (!holes)
            continue;
        for (size_t t = 0; t < T; t++)
            b->z[t] = tbi_rng_normal(&r);
        const double *size = find_size(f, i);
        double *unit = b->table + i;
        if (size == NULL ? !tbi_fill_gaps_alike(b->gaps, unit, U, T, m, b->persistence, b->z)
                         : !tbi_fill_gaps(unit, U, T, m, b->persistence, size, b->z))
            return false;
    }
    return true;
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

/* Of a calm year: the mean persistence over the steps without a change of scheme, or what the prior
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

/* Table, persistence and signal model of the completed draw that the case stands on. */
static tb_uc_model take_completed(const tb_fit_state *f, tb_mixture_workspace *b, size_t c)
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

/* A draw of the share that a step to come keeps. */
static double draw_future_persistence(const tb_fit_state *f, const tb_mixture_workspace *b,
                                      size_t c, bool broken, tb_rng *r)
{
    if (f->done == NULL || !f->done->own)
        return tbi_persistence_draw(r, &f->d, b->persistence, broken);
    double mean = f->done->free[(c + 1) * f->done->n_free - 2 + broken];
    return 1 / (1 + exp(-mean - TB_PERSISTENCE_SD * tbi_rng_normal(r)));
}

/* What is known, or drawn, of the years up to the origin. */
static void write_past(tb_fit_state *f, const tb_mixture_workspace *b, size_t c)
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
 * model, breaks to come, persistence, level, gaps. Given it the scores are normal, and that
 * distribution is what is stored.
 * Order: what decides the case is drawn before what depends on it, always from the same stream,
 * so that a case is the same whatever options add behind it. */
static bool make_case(tb_fit_state *f, tb_mixture_workspace *b, size_t c)
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
    tb_case_kind kind = tbi_mixture_kind(f, c);
    if (f->done != NULL)
        write_past(f, b, c);
    if (kind != TB_CASE_TABLES) {
        m = tbi_mixture_take_places(f, b, c);
        for (size_t h = 0; h < f->steps; h++)
            b->persistence[T + h] = 1;
    }
    for (size_t h = 0; h < n; h++)
        rows[h] = j->mean + (c * Y + j->past + h) * U;
    rows[n] = j->frozen_mean + c * U;
    if (f->done != NULL) {
        if (!tbi_mixture_pace_moments(f, b, &m, rows, c, kind != TB_CASE_TABLES))
            return false;
        if (kind == TB_CASE_MOVES && n > 0)
            tbi_mixture_move(f, b, rows, c, &r);
        tbi_mixture_scale(f, b, rows, c, &r);
    } else if (!fill_table(f, b, &m, c) || !tbi_mixture_whole_moments(f, b, &m, rows, c)) {
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
        return tbi_no_memory(err, "the mixture of a forecast");
    f->j->noise_sd = compute_noise_sd(f);
    bool fine = true;
#pragma omp parallel num_threads(tbi_threads(f->o->threads))
    {
        tb_arena mine = { 0 };
        tb_mixture_workspace b = { 0 };
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
        return tbi_no_memory(err, "the mixture of a forecast");
    return fine ? TB_OK
                : tbi_fail(err, TB_ESINGULAR, TB_MSG_FORECAST_PREDICTIVE_COVARIANCE_POSITIVE,
                           f->x->code, f->o->origin);
}
