/* table_likelihood.c - the density of full tables by the model's numbers, and the precision of a
 * unit's years. */
#include "complete/table_likelihood.h"

#include "statespace/mvnormal.h"

#include <math.h>
#include <string.h>

/* A year's entries of all rows stand side by side, so that the filter takes the rows together.
 * O(U T^2 + T^3). */
bool tbi_table_squares(double *square, double *count, const tb_chain *c)
{
    size_t T = c->n_year;
    double v[TB_CHAIN_YEARS * TB_CHAIN_YEARS];
    double d[TB_CHAIN_YEARS];
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

/* k_t^p: what is kept over a year in which p years pass. The powers of the call before are kept,
 * since a proposal changes one step at most. The result [n_year] is the chain's. */
static const double *scale_persistence(const tb_chain *c, size_t p, const double *persistence,
                                       double pace)
{
    tb_chain_powers *own = &c->powers[p];
    for (size_t t = 0; t < c->n_year; t++)
        if (own->pace != pace || own->of[t] != persistence[t]) {
            own->of[t] = persistence[t];
            own->power[t] = pace == 1 ? persistence[t] : pow(persistence[t], pace);
        }
    own->pace = pace;
    return own->power;
}

/* Log density of `count` units whose products are those of the rows of square [n_year][row]: the
 * filter of signal_model.h, its gains once, its means for all rows side by side. Row s is 0 before
 * year s, where its means are 0 too. */
static double filter_rows(const double *square, double count, size_t row, size_t T,
                          const tb_uc_model *m, const double *persistence)
{
    double a[TB_CHAIN_YEARS] = { 0 };
    double u[TB_CHAIN_YEARS] = { 0 };
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

/* A pace that no unit has adds nothing. O(T^2) for each pace. */
double tbi_table_loglik(const tb_chain *c, const double *square, const double *count,
                        const tb_uc_model *m, const double *persistence, const double *pace)
{
    size_t T = c->n_year;
    double sum = 0;
    for (size_t p = 0; p < c->n_pace; p++) {
        if (!(count[p] > 0))
            continue;
        tb_uc_model paced = scale_pace(m, pace[p]);
        const double *own = scale_persistence(c, p, persistence, pace[p]);
        sum += filter_rows(square + p * T * c->row, count[p], c->row, T, &paced, own);
    }
    return sum;
}

/* The precision of one pace, and the log of its covariance's determinant. */
static bool renew_pace(tb_chain *c, size_t p)
{
    size_t T = c->n_year;
    double v[TB_CHAIN_YEARS * TB_CHAIN_YEARS];
    tb_uc_model m = scale_pace(&c->model, c->pace[p]);
    const double *persistence = scale_persistence(c, p, c->persistence, c->pace[p]);
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
    double d[TB_CHAIN_YEARS];
    if (T > TB_CHAIN_YEARS)
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
