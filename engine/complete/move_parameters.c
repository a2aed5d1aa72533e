/* move_parameters.c - the motion's numbers given full tables. A table without gaps tells them only its
 * sums of squares and products between years, so a proposal costs no more for many units than for
 * few. */
#include "complete/chain.h"

#include "statespace/mvnormal.h"

#include <math.h>
#include <string.h>

enum { P = TB_SIGNAL_FREE, MOST = 96 /* years */ };

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

void tbi_chain_keeps(double *keep, const double *x, size_t n_year)
{
    keep[0] = 1;
    for (size_t t = 1; t < n_year; t++)
        keep[t] = logistic(x[P + t - 1]);
}

/* square [n_year][n_year]: rows whose outer products sum to those of the units' deviations. */
static bool squares(double *square, const tb_chain *c)
{
    size_t T = c->n_year;
    double v[MOST * MOST], d[MOST];
    memset(v, 0, T * T * sizeof *v);
    for (size_t i = 0; i < c->n_unit; i++) {
        for (size_t t = 0; t < T; t++)
            d[t] = c->score[i * c->row + t] - c->level[t];
        for (size_t s = 0; s < T; s++)
            for (size_t t = 0; t <= s; t++)
                v[s * T + t] += d[s] * d[t];
    }
    for (size_t s = 0; s < T; s++)
        for (size_t t = 0; t < s; t++)
            v[t * T + s] = v[s * T + t];
    if (!tbi_mvnormal_factor(v, T))
        return false;
    for (size_t s = 0; s < T; s++)
        for (size_t t = 0; t < T; t++)
            square[s * T + t] = v[t * T + s];
    return true;
}

/* Log density of all deviations: the filter runs over as many rows as there are years, and its
 * constants count for every unit. */
static double table_loglik(const tb_chain *c, const double *square, const tb_uc_model *m,
                           const double *keep, double *gain)
{
    double sum = tbi_signal_loglik(m, keep, square, c->n_year, c->n_year, gain);
    for (size_t t = 0; t < c->n_year; t++)
        sum -= ((double)c->n_unit - (double)c->n_year) * gain[4 * t + 3];
    return sum;
}

static double log_prior(const tb_chain *c, size_t k, double x)
{
    if (k == 0)
        return 0;
    const double *step = k < P                          ? NULL
                         : c->f->year[k - P + 1].broken ? c->prior->change
                                                        : c->prior->calm;
    double z = step != NULL ? (x - step[0]) / step[1] : (x - c->prior->mean[k]) / c->prior->sd[k];
    return -0.5 * z * z;
}

void tbi_chain_parameters(tb_chain *c, bool adapt)
{
    size_t T = c->n_year;
    double *square = c->scratch, *gain = square + T * T, *keep = gain + 4 * T;
    if (!squares(square, c))
        return;
    double loglik = table_loglik(c, square, &c->motion, c->keep, gain);
    memcpy(keep, c->keep, T * sizeof *keep);
    bool any = false;
    for (size_t k = 0; k < c->n_free; k++) {
        double was = c->free[k];
        double to = was + c->step[k] * tbi_rng_normal(&c->rng);
        if (fabs(to) > 25)
            continue;
        tb_uc_model m = c->motion;
        c->free[k] = to;
        if (k < P)
            m = tbi_signal_of(c->free);
        else
            keep[k - P + 1] = logistic(to);
        double proposed = table_loglik(c, square, &m, keep, gain);
        double change = proposed - loglik + log_prior(c, k, to) - log_prior(c, k, was);
        bool take = tbi_chain_takes(&c->rng, change);
        if (take) {
            c->motion = m;
            if (k >= P)
                c->keep[k - P + 1] = keep[k - P + 1];
            loglik = proposed;
            any = true;
        } else {
            c->free[k] = was;
            if (k >= P)
                keep[k - P + 1] = c->keep[k - P + 1];
        }
        if (adapt)
            c->step[k] *= take ? 1.12 : 0.92; /* settles where 0.42 are taken */
    }
    if (any)
        (void)tbi_chain_renew(c);
}

bool tbi_chain_renew(tb_chain *c)
{
    size_t T = c->n_year;
    double v[MOST * MOST], d[MOST];
    if (T > MOST)
        return false;
    for (size_t s = 0; s < T; s++)
        for (size_t t = 0; t < T; t++)
            v[s * T + t] =
                tbi_signal_moments(&c->motion, c->keep, s, t) + (s == t ? c->motion.var_e : 0);
    if (!tbi_mvnormal_factor(v, T))
        return false;
    for (size_t t = 0; t < T; t++) {
        double *row = c->precision + t * c->row;
        for (size_t s = 0; s < T; s++)
            row[s] = s == t;
        tbi_mvnormal_forward(v, T, row);
        tbi_mvnormal_back(v, T, row);
    }
    for (size_t i = 0; i < c->n_unit; i++) {
        double *pull = c->pull + i * c->row;
        for (size_t t = 0; t < T; t++)
            d[t] = c->score[i * c->row + t] - c->level[t];
        memset(pull, 0, c->row * sizeof *pull);
        for (size_t t = 0; t < T; t++)
            for (size_t s = 0; s < c->row; s++)
                pull[s] += c->precision[t * c->row + s] * d[t];
    }
    return true;
}
