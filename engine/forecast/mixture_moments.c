/* mixture_moments.c - what a case expects of the years to come given its table and its parameters,
 * and how widely: of completed tables for every pace, of whole ones for every size of sample. */
#include "forecast/mixture_case.h"

#include "complete/chain_state.h"
#include "num/dist.h"
#include "num/rng.h"

#include <math.h>

/* row [U] += weight [T] of table */
static void add_weighted(double *row, const double *weight, const double *table, size_t T, size_t U)
{
    for (size_t t = 0; t < T; t++)
        for (size_t i = 0; i < U; i++)
            row[i] += weight[t] * table[t * U + i];
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

/* Expectations and spreads of a case on completed tables: of every pace its own, in units of the
 * first year's spread; then in points of the years to come, whose spreads walk on from the last.
 * alike: all units have one pace.
 * rows [n + 1][U]: expectations of the n years ahead, then of a signal that stays. wide: how much
 * wider a unit of another pace is than one of pace 1, whose factor is the one stored. */
bool tbi_mixture_pace_moments(tb_fit_state *f, tb_mixture_workspace *b, const tb_uc_model *m,
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
void tbi_mixture_scale(tb_fit_state *f, const tb_mixture_workspace *b, double *const *rows,
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
static bool compute_size_moments(tb_fit_state *f, tb_mixture_workspace *b, const tb_uc_model *m,
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
bool tbi_mixture_whole_moments(tb_fit_state *f, tb_mixture_workspace *b, const tb_uc_model *m,
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
