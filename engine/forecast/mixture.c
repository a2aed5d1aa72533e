/* mixture.c - the state-space law, case by case: one draw of the parameters, of the shares kept, of
 * the breaks to come and of the holes in the past. */
#include "forecast/fit_state.h"

#include "base/error.h"
#include "num/dist.h"
#include "num/rng.h"
#include "statespace/persistence.h"

#include <math.h>
#include <omp.h>
#include <string.h>

void tbi_mixture_breaks(unsigned char *broken, const tb_fit_state *f, size_t c)
{
    static const double turn[] = { 0.41421356237309515, 0.7320508075688772, 0.23606797749978969,
                                   0.6457513110645907, 0.3166247903553998 };
    for (size_t h = 0; h < f->steps; h++)
        broken[h] =
            fmod(((double)c + 0.5) * turn[h % 5] + 0.29 * (double)(h / 5), 1) < f->break_chance[h];
}

/* The national mean of a completed table. */
static double completed_level(const tb_fit_state *f, size_t c, size_t t)
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
                *mean = completed_level(f, c, (size_t)t);
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
        *mean = f->done != NULL ? completed_level(f, c, f->d.n_year - 1) : l->last;
        *sd = sqrt(var);
        var = 0;
    }
}

static double draw_keep(tb_rng *r, const tb_deviation *d, const double *keep, bool change)
{
    double mean, var;
    tbi_persistence_prior(&mean, &var, d, keep, change);
    double size = fmax(mean * (1 - mean) / var - 1, 0.5);
    return tbi_rng_beta(r, mean * size, (1 - mean) * size);
}

typedef struct bench {
    double *z, *free, *keep, *table, *weight, *factor;
    double *state; /* [2 parts][2 parts] room for the covariance of a state */
} bench;

static bool bench_make(bench *b, const tb_fit_state *f, tb_arena *a)
{
    size_t T = f->d.n_year, w = f->n_ahead + 2, n = f->motion.n > T ? f->motion.n : T;
    b->z = TB_NEW(a, double, n);
    b->free = TB_NEW(a, double, f->motion.n);
    b->keep = TB_NEW(a, double, T + f->steps + 1);
    b->table = TB_NEW(a, double, (T * f->d.n_unit));
    b->weight = TB_NEW(a, double, (w * T));
    b->factor = TB_NEW(a, double, (w * w));
    b->state = TB_NEW(a, double, (4 * f->shown.n * f->shown.n));
    return b->z && b->free && b->keep && b->table && b->weight && b->factor && b->state;
}

static bool fill(const tb_fit_state *f, bench *b, const tb_uc_model *m, size_t c)
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
        if (!tbi_fill_gaps(b->table + i, U, T, m, b->keep, b->z))
            return false;
    }
    return true;
}

/* row [U] += weight [T] of table */
static void weigh(double *row, const double *weight, const double *table, size_t T, size_t U)
{
    for (size_t t = 0; t < T; t++)
        for (size_t i = 0; i < U; i++)
            row[i] += weight[t] * table[t * U + i];
}

/* Expectations of the components in the place of the index's own: rows [n_ahead + 1][U] of the
 * years to come and of the signal at the origin hold what the case's parameters expect of the index
 * itself; what the mode expects of it is taken off, so that what the case adds is its uncertainty.
 * */
static void add_parts(const tb_fit_state *f, double *const *rows, const double *keep)
{
    size_t U = f->d.n_unit, T = f->d.n_year;
    double kept = 1;
    for (size_t i = 0; i < U; i++)
        rows[f->n_ahead][i] += f->expected[f->n_ahead * U + i];
    for (size_t h = 0, t = T; h < f->n_ahead; h++) {
        for (; t <= f->at[h]; t++)
            kept *= keep[t];
        for (size_t i = 0; i < U; i++)
            rows[h][i] += kept * f->expected[h * U + i];
    }
}

/* How much wider than usual year h of case c is: the square has mean 1 over the cases. */
static double unrest_of(const tb_fit_state *f, size_t c, size_t h)
{
    static const double turn[] = { 0.35889894354067355, 0.7958315233127195, 0.3851648071345040,
                                   0.5677643628300219, 0.0827625302982193 };
    double g =
        tbi_normal_quantile(fmod(((double)c + 0.5) * turn[h % 5] + 0.37 * (double)(h / 5), 1));
    return exp(0.5 * g * sqrt(f->fitted->unrest) - 0.25 * f->fitted->unrest);
}

/* Of a calm year: the mean share kept over the steps without a change of scheme, or what the prior
 * says of such steps. */
static double noise_share(const tb_uc_model *m, const tb_deviation *d, const double *keep)
{
    double kept = 0.92, n = 1;
    for (size_t t = 1; t < d->n_year; t++)
        if (!d->broken[t]) {
            kept += keep[t];
            n++;
        }
    double signal = m->var_a * (1 - kept / n) + m->var_u * (1 - kept / n * m->rho);
    return m->var_e / (m->var_e + signal);
}

/* Table, shares kept and motion of the completed draw that the case stands on. */
static tb_uc_model take_completed(const tb_fit_state *f, bench *b, size_t c)
{
    const tb_chains *d = f->done;
    double sign = f->x->direction < 0 ? -1 : 1;
    for (size_t t = 0; t < d->n_year; t++) {
        double level = completed_level(f, c, t);
        for (size_t i = 0; i < d->n_unit; i++)
            b->table[t * d->n_unit + i] =
                sign * d->score[(c * d->n_year + t) * d->n_unit + i] - level;
        b->keep[t] = t == 0 ? 1 : 1 / (1 + exp(-d->free[c * d->n_free + TB_SIGNAL_FREE + t - 1]));
    }
    return tbi_signal_of(d->free + c * d->n_free);
}

static bool make_case(tb_fit_state *f, bench *b, size_t c)
{
    bool parts = f->parts.n > 0;
    tb_predictive *j = f->j;
    size_t T = f->d.n_year;
    size_t U = f->d.n_unit;
    size_t Y = j->n_year;
    size_t n = f->n_ahead;
    size_t w = n + 2;
    unsigned char broken[TB_OUTLOOK_YEARS] = { 0 };
    double *rows[TB_OUTLOOK_YEARS];
    tb_rng r;
    tbi_rng_start(&r, f->o->seed, TB_STREAM_PARAMETER + j->shift, c);
    for (size_t k = 0; k < f->motion.n; k++)
        b->z[k] = tbi_rng_normal(&r);
    tb_uc_model m = f->done != NULL ? take_completed(f, b, c)
                                    : tbi_signal_fit_at(b->keep, &f->motion, b->z, b->free);
    tbi_mixture_breaks(broken, f, c);
    for (size_t h = 0; h < f->steps; h++)
        b->keep[T + h] = draw_keep(&r, &f->d, b->keep, broken[h]);
    tbi_mixture_level(f, broken, c);
    if ((f->done == NULL && !fill(f, b, &m, c)) ||
        !tbi_conditional(b->weight, b->factor, &m, b->keep, T, f->at, n))
        return false;
    for (size_t h = 0; h < n; h++)
        rows[h] = j->mean + (c * Y + j->past + h) * U;
    rows[n] = j->still_mean + c * U;
    for (size_t h = 0; h < n + 1; h++)
        weigh(rows[h], b->weight + h * T, b->table, T, U);
    if (parts)
        add_parts(f, rows, b->keep);
    for (size_t y = 0; y < j->past; y++) {
        int t = f->o->year[y] - f->d.first;
        double scale = t >= 0 && f->scale != NULL ? f->scale[t] : 1;
        for (size_t i = 0; i < U; i++)
            j->mean[(c * Y + y) * U + i] = t >= 0 ? b->table[(size_t)t * U + i] / scale : NAN;
    }
    double var = m.var_e;
    for (size_t k = 0; k <= n; k++)
        var += b->factor[n * w + k] * b->factor[n * w + k];
    j->still_sd[c] = sqrt(var);
    for (size_t h = 0; h < n; h++) {
        double wider = unrest_of(f, c, h);
        for (size_t k = 0; k <= h; k++)
            j->factor[(c * Y + j->past + h) * Y + j->past + k] = wider * b->factor[h * w + k];
    }
    j->noise_share[c] = noise_share(&m, &f->d, b->keep);
    return f->shown.n == 0 || tbi_unit_components_case(f, c, b->keep, b->state);
}

tb_status tbi_mixture_make(tb_fit_state *f, tb_err *err)
{
    f->j->noise_share = TB_NEW(&f->j->own, double, f->j->cases);
    if (f->j->noise_share == NULL)
        return tbi_no_memory(err, "the cases of a forecast");
    bool fine = true, room = true;
#pragma omp parallel num_threads(f->o->threads > 0 ? f->o->threads : omp_get_max_threads())
    {
        tb_arena mine = { 0 };
        bench b;
        bool made = bench_make(&b, f, &mine);
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
                : tbi_fail(err, TB_ESINGULAR,
                           "the law of '%s' from %d on has no spread that can be computed",
                           f->x->code, f->o->origin);
}
