/* move_scales.c - the spreads c_t of the years after the first and omega, the step of their walk,
 * given all scores. Walk: log c_t ~ N(log c_t-1, omega^2), log c_1 = 0, log omega ~ N(prior).
 *
 *   one       x' = x + step z, x one log c_t, then log omega: symmetric.
 *   tail      log c_s + b for all s from one year on, b = 1.5 step z, step that of the first of
 *             them: symmetric.
 *   accept    min(1, walk' / walk x density' / density x c^U / c'^U), the last factor for every
 *             year whose deviations are divided by another spread (table_likelihood.h), and the
 *             floor under its noise (noise_floor.c); for log omega the walk alone. Steps learn
 *             their size towards an acceptance of 0.42 before draws are kept (Roberts and Rosenthal
 *             2001). */
#include "complete/table_likelihood.h"

#include <math.h>

enum { P = TB_SIGNAL_FREE };

/* Log density of the log spreads x [T - 1], a random walk from 0 in the first year, and of the log
 * of its step. */
static double compute_walk_density(const tb_chain *c, const double *x, double log_step)
{
    double step = exp(log_step);
    double z = (log_step - c->prior->scale[0]) / c->prior->scale[1];
    double sum = -0.5 * z * z;
    double before = 0;
    for (size_t t = 0; t + 1 < c->n_year; t++) {
        sum -= 0.5 * (x[t] - before) * (x[t] - before) / (step * step) + log_step;
        before = x[t];
    }
    return sum;
}

/* Row t of the root by a factor, in all paces: what a new spread of the year does to its
 * deviations. */
static void rescale_year(double *square, const tb_chain *c, size_t t, double by)
{
    for (size_t p = 0; p < c->n_pace; p++)
        for (size_t s = 0; s <= t; s++)
            square[(p * c->n_year + t) * c->row + s] *= by;
}

/* The spreads of the years after the first, one by one, and (last) the step of their walk: a year's
 * deviations are divided by its spread, so the density of a table has it as a power.
 * D = log density of the walk + of the table, and -U log c_t of the Jacobian (each unit's
 * deviation in year t is divided by c_t). Symmetric in log c_t; the last step is log omega, of
 * which the table does not depend. */
void tbi_chain_move_scales(tb_chain *c, double *square, const double *count, bool adapt)
{
    size_t T = c->n_year;
    double *x = c->free + P + T - 1;
    double *step = c->step + P + T - 1;
    double loglik = tbi_table_loglik(c, square, count, &c->model, c->persistence, c->pace);
    for (size_t k = 0; k < T; k++) {
        bool year = k + 1 < T;
        double current = x[k];
        double to = current + step[k] * tbi_rng_normal(&c->rng);
        double proposed = loglik;
        double change = -compute_walk_density(c, x, x[T - 1]);
        if (fabs(to) > TB_FARTHEST)
            continue;
        x[k] = to;
        change += compute_walk_density(c, x, x[T - 1]);
        if (year) {
            rescale_year(square, c, k + 1, exp(current - to));
            proposed = tbi_table_loglik(c, square, count, &c->model, c->persistence, c->pace);
            change += proposed - loglik + (double)c->n_unit * (current - to);
            change += tbi_noise_floor(c, c->model.var_e, k + 1, to) -
                      tbi_noise_floor(c, c->model.var_e, k + 1, current);
        }
        bool take = tbi_chain_takes(c, change);
        if (take && year) {
            c->scale[k + 1] = exp(to);
            loglik = proposed;
        } else if (!take) {
            x[k] = current;
            if (year)
                rescale_year(square, c, k + 1, exp(to - current));
        }
        if (adapt)
            step[k] *= take ? 1.12 : 0.92;
    }
}

/* The spreads of all years from one on together: only the walk's step into the first of them
 * changes, so that it moves where the years are tied to one another. Symmetric; its size is that of
 * the year's own step.
 * The Jacobian is U (T - 1 - k) times the step, since that many years have their spreads changed.
 */
void tbi_chain_move_tails(tb_chain *c, double *square, const double *count)
{
    static const double WIDER = 1.5;
    size_t T = c->n_year;
    double *x = c->free + P + T - 1;
    const double *step = c->step + P + T - 1;
    double loglik = tbi_table_loglik(c, square, count, &c->model, c->persistence, c->pace);
    for (size_t k = 0; k + 2 < T; k++) {
        double by = WIDER * step[k] * tbi_rng_normal(&c->rng);
        double change = -compute_walk_density(c, x, x[T - 1]);
        bool far = false;
        for (size_t s = k; s + 1 < T; s++)
            far = far || fabs(x[s] + by) > TB_FARTHEST;
        if (far)
            continue;
        for (size_t s = k; s + 1 < T; s++) {
            change -= tbi_noise_floor(c, c->model.var_e, s + 1, x[s]);
            x[s] += by;
            change += tbi_noise_floor(c, c->model.var_e, s + 1, x[s]);
            rescale_year(square, c, s + 1, exp(-by));
        }
        double proposed = tbi_table_loglik(c, square, count, &c->model, c->persistence, c->pace);
        change += compute_walk_density(c, x, x[T - 1]) + proposed - loglik -
                  (double)(c->n_unit * (T - 1 - k)) * by;
        bool take = tbi_chain_takes(c, change);
        if (take)
            loglik = proposed;
        for (size_t s = k; s + 1 < T; s++) {
            if (take) {
                c->scale[s + 1] = exp(x[s]);
                continue;
            }
            x[s] -= by;
            rescale_year(square, c, s + 1, exp(by));
        }
    }
}
