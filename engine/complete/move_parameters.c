/* move_parameters.c - the model's numbers and the persistence of steps given full tables, and the
 * order in which all numbers are proposed. The density is that of table_likelihood.h.
 *
 *   number x  x' = x + step z, one by one (model, logits of persistence): symmetric; taken with
 *             min(1, density' prior' / density prior), the floor under the noise (noise_floor.c)
 *             a part of the prior. Steps learn their size towards an
 *             acceptance of 0.42 before draws are kept, and stay after that (Roberts and Rosenthal
 *             2001).
 *   together  the logits of persistence of all steps of a kind and their mean kappa_k, all by the
 *             same z: what the steps are apart from their mean does not change, so that only the
 *             prior of kappa_k and the likelihood do (interweaving: Yu and Meng 2011). Symmetric;
 *             its size is that of kappa_k's own step.
 *   kappa_k   conjugate normal given the steps of its kind: Gibbs. */
#include "complete/table_likelihood.h"

#include <math.h>
#include <string.h>

enum {
    P = TB_SIGNAL_FREE,
    /* of all numbers, for one sum over the units; of a table that is asked for by itself */
    ROUNDS = 2,
    MORE_ROUNDS = 3
};

static double compute_logistic(double x)
{
    return 1 / (1 + exp(-x));
}

/* persistence [n_year]: persistence[0] = 1 belongs to no step. */
void tbi_chain_persistence(double *persistence, const double *x, size_t n_year)
{
    persistence[0] = 1;
    for (size_t t = 1; t < n_year; t++)
        persistence[t] = compute_logistic(x[P + t - 1]);
}

/* Log prior of parameter k at x without its constant: normal, by the index's prior for the
 * model (k < P) and for the steps of the persistence (one a year, of two kinds: over a change
 * of scheme and over none). With c->scaled these steps lie around the mean of their kind, which
 * is drawn as well. k 0 is flat. */
static double compute_log_prior(const tb_chain *c, size_t k, double x)
{
    if (k == 0)
        return 0;
    const double *step = k < P                          ? NULL
                         : c->f->year[k - P + 1].broken ? c->prior->change
                                                        : c->prior->calm;
    if (step != NULL && c->scaled) { /* around the mean of the index's own steps of the kind */
        double d = (x - c->free[c->n_free - 2 + c->f->year[k - P + 1].broken]) / TB_PERSISTENCE_SD;
        return -0.5 * d * d;
    }
    double z = step != NULL ? (x - step[0]) / step[1] : (x - c->prior->mean[k]) / c->prior->sd[k];
    return -0.5 * z * z;
}

/* The model after number k has changed. Where there is a floor under the noise, a new ratio of
 * variances half of the time leaves the noise alone and changes the total, along the floor and not
 * across it: a shear, its own Jacobian 1, and the total's prior is flat. */
static tb_uc_model compute_proposed(tb_chain *c, size_t k)
{
    tb_uc_model m = tbi_signal_of(c->free);
    if (c->f->sampled == NULL || k == 0 || tbi_chain_word(c) % 2 == 0)
        return m;
    c->free[0] += 0.5 * log(c->model.var_e / m.var_e);
    return tbi_signal_of(c->free);
}

/* The model's numbers and the logits of persistence, one by one.
 * Each number by itself: q(x -> x') is normal around x and so symmetric. persistence [T] is scratch
 * that follows the proposals. Precisions are made anew by the caller. */
static void move_model(tb_chain *c, const double *square, const double *count, double *persistence,
                       bool adapt)
{
    size_t T = c->n_year;
    double loglik = tbi_table_loglik(c, square, count, &c->model, c->persistence, c->pace);
    memcpy(persistence, c->persistence, T * sizeof *persistence);
    for (size_t k = 0; k < P + T - 1; k++) {
        double current = c->free[k];
        double total = c->free[0];
        double to = current + c->step[k] * tbi_rng_normal(&c->rng);
        if (fabs(to) > TB_FARTHEST)
            continue;
        tb_uc_model m = c->model;
        c->free[k] = to;
        if (k < P)
            m = compute_proposed(c, k);
        else
            persistence[k - P + 1] = compute_logistic(to);
        double proposed = tbi_table_loglik(c, square, count, &m, persistence, c->pace);
        double change =
            proposed - loglik + compute_log_prior(c, k, to) - compute_log_prior(c, k, current);
        if (k < P)
            change += tbi_noise_floors(c, m.var_e) - tbi_noise_floors(c, c->model.var_e);
        bool take = tbi_chain_takes(c, change);
        if (take) {
            c->model = m;
            if (k >= P)
                c->persistence[k - P + 1] = persistence[k - P + 1];
            loglik = proposed;
        } else {
            c->free[0] = total;
            c->free[k] = current;
            if (k >= P)
                persistence[k - P + 1] = c->persistence[k - P + 1];
        }
        if (adapt)
            c->step[k] *= take ? 1.12 : 0.92; /* settles where 0.42 are taken */
    }
}

/* The steps of each kind and their mean together: one by one they cannot move far from each other.
 * persistence [T] is scratch. */
static void move_kept_together(tb_chain *c, const double *square, const double *count,
                               double *persistence, bool adapt)
{
    size_t T = c->n_year;
    double loglik = tbi_table_loglik(c, square, count, &c->model, c->persistence, c->pace);
    for (size_t kind = 0; kind < 2; kind++) {
        const double *prior = kind ? c->prior->change : c->prior->calm;
        double *kappa = &c->free[c->n_free - 2 + kind];
        double *step = &c->step[c->n_free - 2 + kind];
        double by = *step * tbi_rng_normal(&c->rng);
        double a = (*kappa - prior[0]) / prior[1];
        double b = (*kappa + by - prior[0]) / prior[1];
        bool far = fabs(*kappa + by) > TB_FARTHEST;
        persistence[0] = 1;
        for (size_t t = 1; t < T; t++) {
            double x = c->free[P + t - 1] + (c->f->year[t].broken == (kind == 1) ? by : 0);
            far = far || fabs(x) > TB_FARTHEST;
            persistence[t] = compute_logistic(x);
        }
        if (far)
            continue;
        double proposed = tbi_table_loglik(c, square, count, &c->model, persistence, c->pace);
        bool take = tbi_chain_takes(c, proposed - loglik + 0.5 * (a * a - b * b));
        if (adapt)
            *step *= take ? 1.12 : 0.92;
        if (!take)
            continue;
        *kappa += by;
        for (size_t t = 1; t < T; t++)
            if (c->f->year[t].broken == (kind == 1))
                c->free[P + t - 1] += by;
        memcpy(c->persistence, persistence, T * sizeof *persistence);
        loglik = proposed;
    }
}

/* Means of the logits of persistence over calm steps and over changes: normal given the single ones
 * (conjugate).
 * logit k_t ~ N(kappa, 0.7^2), kappa ~ N(prior): kappa | k ~ N(sum / precision, 1 / precision). */
static void draw_persistence_means(tb_chain *c)
{
    for (size_t kind = 0; kind < 2; kind++) {
        const double *prior = kind ? c->prior->change : c->prior->calm;
        double precision = 1 / (prior[1] * prior[1]), sum = prior[0] * precision;
        for (size_t t = 1; t < c->n_year; t++) {
            if (c->f->year[t].broken != (kind == 1))
                continue;
            precision += 1 / (TB_PERSISTENCE_SD * TB_PERSISTENCE_SD);
            sum += c->free[P + t - 1] / (TB_PERSISTENCE_SD * TB_PERSISTENCE_SD);
        }
        c->free[c->n_free - 2 + kind] = sum / precision + tbi_rng_normal(&c->rng) / sqrt(precision);
    }
}

/* scratch: square [pace][T][row] are the sums of products of the deviations, which is all that the
 * numbers' likelihood needs; persistence [T] is that of a proposal. Precision and pulls are made
 * anew last, whatever was taken. */
void tbi_chain_parameters(tb_chain *c, bool adapt)
{
    size_t T = c->n_year;
    double *square = c->scratch;
    double *persistence = square + TB_PACES * T * c->row;
    double count[TB_PACES] = { 0 };
    if (c->scaled)
        tbi_chain_gibbs_paces(c);
    if (!tbi_table_squares(square, count, c))
        return;
    size_t rounds = c->asked ? MORE_ROUNDS : ROUNDS;
    for (size_t k = 0; k < rounds; k++) {
        move_model(c, square, count, persistence, adapt);
        if (!c->scaled)
            continue;
        tbi_chain_move_scales(c, square, count, adapt);
        tbi_chain_move_tails(c, square, count);
        tbi_chain_move_pace_spread(c, square, count, adapt);
        move_kept_together(c, square, count, persistence, adapt);
        draw_persistence_means(c);
    }
    (void)tbi_chain_renew(c);
}
