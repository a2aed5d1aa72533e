/* gibbs_paces.c - the pace of each unit given its scores, and the spread tau of log paces given
 * which unit has which.
 *
 *   pace p_i  of its three by weight times density: Gibbs, its own reverse.
 *   spread    log tau' = log tau + step z below 1.5: symmetric; taken with min(1, prior' density' /
 *             prior density). The paces of the units stay what they are, only their meaning
 *             changes. */
#include "complete/table_likelihood.h"

#include <math.h>
#include <string.h>

/* Of the log of the spread of log paces, whose prior ends here: beyond, a covariance is singular to
 * rounding. Below there is no such limit, since paces that are all alike are no trouble. */
static const double MOST_PACE = 1.5;

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
void tbi_chain_move_pace_spread(tb_chain *c, const double *square, const double *count, bool adapt)
{
    double *x = c->free + c->n_free - 3;
    double *step = c->step + c->n_free - 3;
    double current = *x;
    double to = current + *step * tbi_rng_normal(&c->rng);
    double pace[TB_PACES];
    tbi_chain_paces(pace, to);
    double a = (current - c->prior->pace[0]) / c->prior->pace[1];
    double b = (to - c->prior->pace[0]) / c->prior->pace[1];
    double change = tbi_table_loglik(c, square, count, &c->model, c->persistence, pace) -
                    tbi_table_loglik(c, square, count, &c->model, c->persistence, c->pace) +
                    0.5 * (a * a - b * b);
    bool take = to < MOST_PACE && to > -TB_FARTHEST && tbi_chain_takes(c, change);
    if (take) {
        *x = to;
        memcpy(c->pace, pace, sizeof pace);
    }
    if (adapt)
        *step *= take ? 1.12 : 0.92;
}

/* Which pace each unit has, given its scores (Gibbs).
 * p(pace = p | s) is proportional to w_p |C_p|^(-1/2) exp(-d'C_p^-1 d / 2), the weights those of
 * the three-point rule; every unit by itself. O(U T^2). */
void tbi_chain_gibbs_paces(tb_chain *c)
{
    static const double log_weight[TB_PACES] = { -0.405465108108164, -1.791759469228055,
                                                 -1.791759469228055 }; /* 2/3, 1/6, 1/6 */
    size_t T = c->n_year;
    double d[TB_CHAIN_YEARS];
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
