/* move_parameters.c - the model's numbers given full tables. A table without gaps tells them only
 * its sums of squares and products between years, so a proposal costs no more for many units than
 * for few.
 *
 * With S_p the sum over units of pace p of d_i d_i', d_it = (s_it - m_t) / c_t, and n_p their
 * number,
 *
 *   log density = sum_p -tr(S_p R_p^-1) / 2 - n_p log|2 pi R_p| / 2 - U sum_t log c_t,   R_p = C_p
 *     at c = 1
 *
 *   number x  x' = x + step z, one by one (model, logits kept, log c_t alone and of all
 *             years from one on, log tau, log omega):
 *             symmetric; taken with min(1, density' prior' / density prior). Steps learn their
 *             size towards an acceptance of 0.42 before draws are kept, and stay after that
 *             (Roberts and Rosenthal 2001).
 *   kept      the logits kept of all steps of a kind and their mean kappa_k, all by the same z:
 *             what the steps are apart from their mean does not change, so that only the prior of
 *             kappa_k and the likelihood do (interweaving: Yu and Meng 2011). Symmetric; its size
 *             is that of kappa_k's own step.
 *   pace p_i  of its three by weight times density: Gibbs. kappa_k: conjugate normal, Gibbs. */
#include "complete/chain_state.h"

#include "statespace/mvnormal.h"

#include <math.h>
#include <string.h>

enum {
    P = TB_SIGNAL_FREE,
    MOST = 96, /* years */
    /* of all numbers, for one sum over the units; of a table that is asked for by itself */
    ROUNDS = 2,
    MORE_ROUNDS = 4
};

/* Of the log of the spread of log paces, whose prior ends here: beyond, a covariance is singular to
 * rounding. Below there is no such limit, since paces that are all alike are no trouble. */
static const double MOST_PACE = 1.5;

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

/* Rows whose outer products sum to those of the units' deviations, pace by pace and each year in
 * units of its spread. square [paces][n_year][row]: a year's entries of all rows side by side, so
 * that the filter takes the rows together; count [paces] units.
 * square is the Cholesky factor of S_p, since tr(S R^-1) is the sum of the quadratic forms of the
 * rows of any root of S. O(U T^2 + T^3) a round. */
static bool sum_squares(double *square, double *count, const tb_chain *c)
{
    size_t T = c->n_year;
    double v[MOST * MOST];
    double d[MOST];
    for (size_t p = 0; p < c->n_pace; p++) {
        double *out = square + p * T * c->row;
        memset(v, 0, T * T * sizeof *v);
        count[p] = 0;
        for (size_t i = 0; i < c->n_unit; i++) {
            if (c->pace_of[i] != p)
                continue;
            count[p]++;
            for (size_t t = 0; t < T; t++)
                d[t] = (c->score[i * c->row + t] - c->level[t]) / c->scale[t];
            for (size_t s = 0; s < T; s++)
                for (size_t t = 0; t <= s; t++)
                    v[s * T + t] += d[s] * d[t];
        }
        if (!tbi_mvnormal_factor(v, T))
            return false;
        memset(out, 0, T * c->row * sizeof *out);
        for (size_t t = 0; t < T; t++)
            for (size_t s = 0; s <= t; s++)
                out[t * c->row + s] = v[t * T + s];
    }
    return true;
}

/* The numbers of a unit for which `pace` years pass in a year. */
static tb_uc_model scale_pace(const tb_uc_model *m, double pace)
{
    return (tb_uc_model){ .var_a = m->var_a,
                          .var_u = m->var_u,
                          .var_e = m->var_e * pace,
                          .rho = pace == 1 ? m->rho : pow(m->rho, pace) };
}

/* k_t^p: what is kept over a year in which p years pass. out [T]. */
static void scale_persistence(double *out, const double *persistence, double pace, size_t T)
{
    for (size_t t = 0; t < T; t++)
        out[t] = pace == 1 ? persistence[t] : pow(persistence[t], pace);
}

/* Log density of `count` units whose products are those of the rows of square [n_year][row]: the
 * filter of signal_model.h, its gains once, its means for all rows side by side. Row s is 0 before
 * year s, where its means are 0 too. */
static double filter_rows(const double *square, double count, size_t row, size_t T,
                          const tb_uc_model *m, const double *persistence)
{
    double a[MOST] = { 0 };
    double u[MOST] = { 0 };
    double paa = m->var_a;
    double pau = 0;
    double puu = m->var_u;
    double product = 1; /* of variances: one logarithm for several years */
    double logs = 0;
    double form = 0;
    for (size_t t = 0; t < T; t++) {
        double k = t > 0 ? persistence[t] : 1;
        double f = k * m->rho;
        if (t > 0) {
            paa = k * k * paa + (1 - k * k) * m->var_a;
            pau = k * f * pau;
            puu = f * f * puu + (1 - f * f) * m->var_u;
        }
        double ca = paa + pau;
        double cu = pau + puu;
        double v = ca + cu + m->var_e;
        if (!(v > 0))
            return -INFINITY;
        double ga = ca / v;
        double gu = cu / v;
        double squares = 0;
        const double *y = square + t * row;
#pragma omp simd reduction(+ : squares)
        for (size_t s = 0; s < row; s++) {
            double as = k * a[s];
            double us = f * u[s];
            double d = y[s] - as - us;
            a[s] = as + ga * d;
            u[s] = us + gu * d;
            squares += d * d;
        }
        form += squares / v;
        product *= v;
        if (!(product > 1e-100 && product < 1e100)) {
            logs += log(product);
            product = 1;
        }
        paa -= ca * ga;
        pau -= ca * gu;
        puu -= cu * gu;
    }
    static const double LOG_2PI = 1.8378770664093454836;
    return -0.5 * (form + count * (logs + log(product) + (double)T * LOG_2PI));
}

/* Log density of all deviations, pace by pace.
 * pace [TB_PACES]; a pace that no unit has adds nothing. O(T^2) for each pace. */
static double compute_table_loglik(const tb_chain *c, const double *square, const double *count,
                                   const tb_uc_model *m, const double *persistence,
                                   const double *pace)
{
    size_t T = c->n_year;
    double own[MOST];
    double sum = 0;
    for (size_t p = 0; p < c->n_pace; p++) {
        if (!(count[p] > 0))
            continue;
        tb_uc_model paced = scale_pace(m, pace[p]);
        scale_persistence(own, persistence, pace[p], T);
        sum += filter_rows(square + p * T * c->row, count[p], c->row, T, &paced, own);
    }
    return sum;
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
        double d = (x - c->free[c->n_free - 2 + c->f->year[k - P + 1].broken]) / TB_SHARE_SD;
        return -0.5 * d * d;
    }
    double z = step != NULL ? (x - step[0]) / step[1] : (x - c->prior->mean[k]) / c->prior->sd[k];
    return -0.5 * z * z;
}

/* The model's numbers and the shares kept, one by one.
 * Each number by itself: q(x -> x') is normal around x and so symmetric. persistence [T] is scratch
 * that follows the proposals. true: a number moved, and precisions are to be made anew by the
 * caller.
 */
static bool move_model(tb_chain *c, const double *square, const double *count, double *persistence,
                       bool adapt)
{
    size_t T = c->n_year;
    double loglik = compute_table_loglik(c, square, count, &c->model, c->persistence, c->pace);
    memcpy(persistence, c->persistence, T * sizeof *persistence);
    bool any = false;
    for (size_t k = 0; k < P + T - 1; k++) {
        double current = c->free[k];
        double to = current + c->step[k] * tbi_rng_normal(&c->rng);
        if (fabs(to) > TB_FARTHEST)
            continue;
        tb_uc_model m = c->model;
        c->free[k] = to;
        if (k < P)
            m = tbi_signal_of(c->free);
        else
            persistence[k - P + 1] = compute_logistic(to);
        double proposed = compute_table_loglik(c, square, count, &m, persistence, c->pace);
        double change =
            proposed - loglik + compute_log_prior(c, k, to) - compute_log_prior(c, k, current);
        bool take = tbi_chain_takes(c, change);
        if (take) {
            c->model = m;
            if (k >= P)
                c->persistence[k - P + 1] = persistence[k - P + 1];
            loglik = proposed;
            any = true;
        } else {
            c->free[k] = current;
            if (k >= P)
                persistence[k - P + 1] = c->persistence[k - P + 1];
        }
        if (adapt)
            c->step[k] *= take ? 1.12 : 0.92; /* settles where 0.42 are taken */
    }
    return any;
}

/* The steps of each kind and their mean together: one by one they cannot move far from each other.
 * persistence [T] is scratch. true: a number moved. */
static bool move_kept_together(tb_chain *c, const double *square, const double *count,
                               double *persistence, bool adapt)
{
    size_t T = c->n_year;
    bool any = false;
    double loglik = compute_table_loglik(c, square, count, &c->model, c->persistence, c->pace);
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
        double proposed = compute_table_loglik(c, square, count, &c->model, persistence, c->pace);
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
        any = true;
    }
    return any;
}

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
static bool move_scales(tb_chain *c, double *square, const double *count, bool adapt)
{
    size_t T = c->n_year;
    double *x = c->free + P + T - 1;
    double *step = c->step + P + T - 1;
    double loglik = compute_table_loglik(c, square, count, &c->model, c->persistence, c->pace);
    bool any = false;
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
            proposed = compute_table_loglik(c, square, count, &c->model, c->persistence, c->pace);
            change += proposed - loglik + (double)c->n_unit * (current - to);
        }
        bool take = tbi_chain_takes(c, change);
        if (take && year) {
            c->scale[k + 1] = exp(to);
            loglik = proposed;
            any = true;
        } else if (!take) {
            x[k] = current;
            if (year)
                rescale_year(square, c, k + 1, exp(to - current));
        }
        if (adapt)
            step[k] *= take ? 1.12 : 0.92;
    }
    return any;
}

/* The spreads of all years from one on together: only the walk's step into the first of them
 * changes, so that it moves where the years are tied to one another. Symmetric; its size is that of
 * the year's own step.
 * The Jacobian is U (T - 1 - k) times the step, since that many years have their spreads changed.
 */
static void move_tails(tb_chain *c, double *square, const double *count)
{
    static const double WIDER = 1.5;
    size_t T = c->n_year;
    double *x = c->free + P + T - 1;
    const double *step = c->step + P + T - 1;
    double loglik = compute_table_loglik(c, square, count, &c->model, c->persistence, c->pace);
    for (size_t k = 0; k + 2 < T; k++) {
        double by = WIDER * step[k] * tbi_rng_normal(&c->rng);
        double change = -compute_walk_density(c, x, x[T - 1]);
        bool far = false;
        for (size_t s = k; s + 1 < T; s++)
            far = far || fabs(x[s] + by) > TB_FARTHEST;
        if (far)
            continue;
        for (size_t s = k; s + 1 < T; s++) {
            x[s] += by;
            rescale_year(square, c, s + 1, exp(-by));
        }
        double proposed =
            compute_table_loglik(c, square, count, &c->model, c->persistence, c->pace);
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

/* Paces at the nodes of the three-point rule for a normal distribution of their logarithm. */
void tbi_chain_paces(double *pace, double log_spread)
{
    double reach = sqrt(3.0) * exp(log_spread);
    pace[0] = 1;
    pace[1] = exp(-reach);
    pace[2] = exp(reach);
}

/* The spread of log paces given which unit has which.
 * x' = x + step z, symmetric; the paces of the units stay what they are, only their meaning
 * changes. */
static bool move_pace_spread(tb_chain *c, const double *square, const double *count, bool adapt)
{
    double *x = c->free + c->n_free - 3;
    double *step = c->step + c->n_free - 3;
    double current = *x;
    double to = current + *step * tbi_rng_normal(&c->rng);
    double pace[TB_PACES];
    tbi_chain_paces(pace, to);
    double a = (current - c->prior->pace[0]) / c->prior->pace[1];
    double b = (to - c->prior->pace[0]) / c->prior->pace[1];
    double change = compute_table_loglik(c, square, count, &c->model, c->persistence, pace) -
                    compute_table_loglik(c, square, count, &c->model, c->persistence, c->pace) +
                    0.5 * (a * a - b * b);
    bool take = to < MOST_PACE && to > -TB_FARTHEST && tbi_chain_takes(c, change);
    if (take) {
        *x = to;
        memcpy(c->pace, pace, sizeof pace);
    }
    if (adapt)
        *step *= take ? 1.12 : 0.92;
    return take;
}

/* Which pace each unit has, given its scores (Gibbs).
 * p(pace = p | s) is proportional to w_p |C_p|^(-1/2) exp(-d'C_p^-1 d / 2), the weights those of
 * the three-point rule; every unit by itself. O(U T^2). */
static void draw_paces(tb_chain *c)
{
    static const double log_weight[TB_PACES] = { -0.405465108108164, -1.791759469228055,
                                                 -1.791759469228055 }; /* 2/3, 1/6, 1/6 */
    size_t T = c->n_year;
    double d[MOST];
    for (size_t i = 0; i < c->n_unit; i++) {
        double density[TB_PACES];
        double sum = 0;
        for (size_t t = 0; t < T; t++)
            d[t] = c->score[i * c->row + t] - c->level[t];
        for (size_t p = 0; p < TB_PACES; p++) {
            const double *q = c->precision + p * T * c->row;
            double form = 0;
            for (size_t s = 0; s < T; s++) {
                double row = 0;
                for (size_t t = 0; t < T; t++)
                    row += q[s * c->row + t] * d[t];
                form += d[s] * row;
            }
            density[p] = log_weight[p] - 0.5 * (form + c->log_det[p]);
        }
        double most = fmax(density[0], fmax(density[1], density[2]));
        for (size_t p = 0; p < TB_PACES; p++)
            sum += density[p] = exp(density[p] - most);
        double u = sum * tbi_chain_uniform(c);
        c->pace_of[i] = u < density[0] ? 0 : u < density[0] + density[1] ? 1 : 2;
    }
}

/* Means of the logits of the shares kept over calm steps and over changes: normal given the shares
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
            precision += 1 / (TB_SHARE_SD * TB_SHARE_SD);
            sum += c->free[P + t - 1] / (TB_SHARE_SD * TB_SHARE_SD);
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
        draw_paces(c);
    if (!sum_squares(square, count, c))
        return;
    size_t rounds = c->asked ? MORE_ROUNDS : ROUNDS;
    for (size_t k = 0; k < rounds; k++) {
        (void)move_model(c, square, count, persistence, adapt);
        if (!c->scaled)
            continue;
        (void)move_scales(c, square, count, adapt);
        move_tails(c, square, count);
        (void)move_pace_spread(c, square, count, adapt);
        (void)move_kept_together(c, square, count, persistence, adapt);
        draw_persistence_means(c);
    }
    (void)tbi_chain_renew(c);
}

/* The precision of one pace, and the log of its covariance's determinant. */
static bool renew_pace(tb_chain *c, size_t p)
{
    size_t T = c->n_year;
    double v[MOST * MOST];
    double persistence[MOST];
    tb_uc_model m = scale_pace(&c->model, c->pace[p]);
    scale_persistence(persistence, c->persistence, c->pace[p], T);
    for (size_t s = 0; s < T; s++)
        for (size_t t = 0; t < T; t++)
            v[s * T + t] = tbi_signal_moments(&m, persistence, s, t) + (s == t ? m.var_e : 0);
    if (!tbi_mvnormal_factor(v, T))
        return false;
    c->log_det[p] = 0;
    for (size_t t = 0; t < T; t++) {
        double *row = c->precision + (p * T + t) * c->row;
        for (size_t s = 0; s < T; s++)
            row[s] = s == t;
        tbi_mvnormal_forward(v, T, row);
        tbi_mvnormal_back(v, T, row);
        for (size_t s = 0; s < T; s++)
            row[s] /= c->scale[t] * c->scale[s];
        c->log_det[p] += 2 * log(v[t * T + t]);
    }
    return true;
}

/* Pulls are summed from nothing here, which also clears the rounding that single moves have
 * left. */
bool tbi_chain_renew(tb_chain *c)
{
    size_t T = c->n_year;
    double d[MOST];
    if (T > MOST)
        return false;
    for (size_t p = 0; p < c->n_pace; p++)
        if (!renew_pace(c, p))
            return false;
    for (size_t i = 0; i < c->n_unit; i++) {
        double *pull = c->pull + i * c->row;
        for (size_t t = 0; t < T; t++)
            d[t] = c->score[i * c->row + t] - c->level[t];
        memset(pull, 0, c->row * sizeof *pull);
        for (size_t t = 0; t < T; t++)
            for (size_t s = 0; s < c->row; s++)
                pull[s] += tbi_chain_row(c, i, t)[s] * d[t];
    }
    return true;
}
