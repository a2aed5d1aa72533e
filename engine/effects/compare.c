/* compare.c - the effect in one comparison: outcome regression, inverse probability weighting, or
 * both (Sant'Anna and Zhao 2020: the estimators reg_did_panel, std_ipw_did_panel and drdid_panel of
 * R's DRDID).
 *
 * With m units, D the cohort, dY the change, X covariates with the constant. Influences are those
 * of DRDID divided by m, so that their sum of squares is the variance. */
#include "effects/compare.h"

#include "num/linalg.h"

#include <math.h>
#include <string.h>

enum { NEWTON_STEPS = 50 };
static const double trim_level =
    0.995; /* controls with a larger propensity are left out, as in DRDID */
/* a larger one, of anybody, tells the cohort from the others for sure: nobody is alike, as in
 * did */
static const double no_overlap = 0.999;

/* n: the most units of any comparison. */
bool tbi_compare_room(tbi_compare *c, size_t n, size_t k, tb_arena *a)
{
    *c = (tbi_compare){ .k = k };
    c->unit = TB_NEW(a, size_t, n);
    c->side = TB_NEW(a, signed char, n);
    c->change = TB_NEW(a, double, n);
    c->x = TB_NEW(a, double, (n * k));
    c->psi = TB_NEW(a, double, n);
    c->score = TB_NEW(a, double, n);
    c->room = TB_NEW(a, double, 4 * k * k + 8 * k + n);
    return !a->refused;
}

/* Difference of means: the influence of a unit is its distance from its side's mean over the side's
 * number. */
static void compare_means(double *estimate, tbi_compare *c)
{
    double sum[2] = { 0, 0 }, count[2] = { 0, 0 };
    for (size_t i = 0; i < c->n; i++) {
        sum[c->side[i]] += c->change[i];
        count[c->side[i]]++;
    }
    double mean[2] = { sum[0] / count[0], sum[1] / count[1] };
    *estimate = mean[1] - mean[0];
    for (size_t i = 0; i < c->n; i++) {
        double away = (c->change[i] - mean[c->side[i]]) / count[c->side[i]];
        c->psi[i] = c->side[i] == 1 ? away : -away;
    }
}

/* gram [k][k] = sum over units of weight x x'; false when it is not of full rank. It becomes its
 * Cholesky factor. */
static bool is_factor_gram(double *gram, const tbi_compare *c, const double *weight)
{
    size_t k = c->k;
    memset(gram, 0, k * k * sizeof *gram);
    for (size_t i = 0; i < c->n; i++)
        for (size_t p = 0; p < k; p++)
            for (size_t q = 0; q < k; q++)
                gram[p + q * k] += weight[i] * c->x[i * k + p] * c->x[i * k + q];
    double norm = 0;
    for (size_t q = 0; q < k; q++) {
        double column = 0;
        for (size_t p = 0; p < k; p++)
            column += fabs(gram[p + q * k]);
        norm = fmax(norm, column);
    }
    return tbi_chol(gram, k) && tbi_chol_rcond(gram, k, norm) > 1e-14;
}

static double compute_inner(const double *a, const double *b, size_t k)
{
    double s = 0;
    for (size_t j = 0; j < k; j++)
        s += a[j] * b[j];
    return s;
}

/* Least squares of the change on x among the units compared with. gram: factor out · beta [k] out.
 */
static bool regress_controls(double *beta, double *gram, const tbi_compare *c, double *weight)
{
    size_t k = c->k;
    for (size_t i = 0; i < c->n; i++)
        weight[i] = c->side[i] == 0;
    if (!is_factor_gram(gram, c, weight))
        return false;
    memset(beta, 0, k * sizeof *beta);
    for (size_t i = 0; i < c->n; i++)
        for (size_t j = 0; j < k && c->side[i] == 0; j++)
            beta[j] += c->x[i * k + j] * c->change[i];
    tbi_chol_solve(gram, k, beta, 1);
    return true;
}

/* Logit of D on x by Newton's method. score [n]: propensities out · gram: factor of sum p (1-p) x
 * x' out. false: singular, or no overlap: the error of such a cell would be rounding. */
static bool fit_propensity(double *score, double *gram, double *gamma, const tbi_compare *c,
                           double *step, double *weight)
{
    size_t k = c->k;
    memset(gamma, 0, k * sizeof *gamma);
    for (int round = 0; round < NEWTON_STEPS; round++) {
        memset(step, 0, k * sizeof *step);
        for (size_t i = 0; i < c->n; i++) {
            score[i] = 1 / (1 + exp(-compute_inner(gamma, &c->x[i * k], k)));
            weight[i] = score[i] * (1 - score[i]);
            for (size_t j = 0; j < k; j++)
                step[j] += (c->side[i] - score[i]) * c->x[i * k + j];
        }
        if (!is_factor_gram(gram, c, weight))
            return false;
        tbi_chol_solve(gram, k, step, 1);
        double longest = 0;
        for (size_t j = 0; j < k; j++) {
            gamma[j] += step[j];
            longest = fmax(longest, fabs(step[j]));
        }
        if (longest < 1e-10)
            break;
    }
    bool alike = true;
    for (size_t i = 0; i < c->n; i++)
        alike = alike && score[i] < no_overlap;
    return alike;
}

/* Outcome regression: mean over the cohort of dY - x'beta. */
static bool compare_regression(double *estimate, tbi_compare *c)
{
    size_t k = c->k;
    double *gram = c->room, *beta = gram + k * k, *m1 = beta + k, *weight = m1 + k;
    if (!regress_controls(beta, gram, c, weight))
        return false;
    double treated = (double)c->treated, sum = 0, out = 0;
    memset(m1, 0, k * sizeof *m1);
    for (size_t i = 0; i < c->n; i++) {
        if (c->side[i] != 1)
            continue;
        sum += c->change[i];
        out += compute_inner(beta, &c->x[i * k], k);
        for (size_t j = 0; j < k; j++)
            m1[j] += c->x[i * k + j] / treated;
    }
    double eta = sum / treated, eta_out = out / treated;
    *estimate = eta - eta_out;
    tbi_chol_solve(gram, k, m1, 1); /* (X'X)^-1 times the cohort's mean covariates */
    for (size_t i = 0; i < c->n; i++) {
        double fitted = compute_inner(beta, &c->x[i * k], k);
        if (c->side[i] == 1)
            c->psi[i] = ((c->change[i] - eta) - (fitted - eta_out)) / treated;
        else
            c->psi[i] = -(c->change[i] - fitted) * compute_inner(m1, &c->x[i * k], k);
    }
    return true;
}

/* Weights of the units: 1 for the cohort, p/(1-p) for those compared with, 0 where the propensity
 * is above the trimming level. */
static double find_weight(const tbi_compare *c, size_t i)
{
    if (c->side[i] == 1)
        return 1;
    return c->score[i] < trim_level ? c->score[i] / (1 - c->score[i]) : 0;
}

/* Inverse probability weighting with weights that sum to one (Hajek). */
static bool compare_weighting(double *estimate, tbi_compare *c)
{
    size_t k = c->k;
    double *gram = c->room, *gamma = gram + k * k, *step = gamma + k, *m2 = step + k,
           *weight = m2 + k;
    if (!fit_propensity(c->score, gram, gamma, c, step, weight))
        return false;
    double sum[2] = { 0, 0 }, all[2] = { 0, 0 };
    for (size_t i = 0; i < c->n; i++) {
        all[c->side[i]] += find_weight(c, i);
        sum[c->side[i]] += find_weight(c, i) * c->change[i];
    }
    double eta[2] = { sum[0] / all[0], sum[1] / all[1] };
    *estimate = eta[1] - eta[0];
    memset(m2, 0, k * sizeof *m2);
    for (size_t i = 0; i < c->n; i++)
        for (size_t j = 0; j < k && c->side[i] == 0; j++)
            m2[j] += find_weight(c, i) * (c->change[i] - eta[0]) * c->x[i * k + j];
    tbi_chol_solve(gram, k, m2, 1);
    for (size_t i = 0; i < c->n; i++) {
        double lead = find_weight(c, i) * (c->change[i] - eta[c->side[i]]) / all[c->side[i]];
        double by_score = (c->side[i] - c->score[i]) * compute_inner(m2, &c->x[i * k], k) / all[0];
        c->psi[i] = (c->side[i] == 1 ? lead : -lead) - by_score;
    }
    return isfinite(*estimate);
}

/* Both: weighting of what the regression leaves; right when either is. */
static bool compare_doubly(double *estimate, tbi_compare *c)
{
    size_t k = c->k;
    double *gram = c->room, *hess = gram + k * k, *beta = hess + k * k, *gamma = beta + k,
           *step = gamma + k, *m1 = step + k;
    double *m2 = m1 + k, *m3 = m2 + k, *weight = m3 + k;
    if (!fit_propensity(c->score, hess, gamma, c, step, weight) ||
        !regress_controls(beta, gram, c, weight))
        return false;
    double sum[2] = { 0, 0 }, all[2] = { 0, 0 };
    for (size_t i = 0; i < c->n; i++) {
        all[c->side[i]] += find_weight(c, i);
        sum[c->side[i]] +=
            find_weight(c, i) * (c->change[i] - compute_inner(beta, &c->x[i * k], k));
    }
    double eta[2] = { sum[0] / all[0], sum[1] / all[1] };
    *estimate = eta[1] - eta[0];
    memset(m1, 0, 3 * k * sizeof *m1);
    for (size_t i = 0; i < c->n; i++) {
        double w = find_weight(c, i),
               rest = c->change[i] - compute_inner(beta, &c->x[i * k], k) - eta[0];
        for (size_t j = 0; j < k; j++) {
            if (c->side[i] == 1)
                m1[j] += w * c->x[i * k + j] / all[1];
            else {
                m2[j] += w * rest * c->x[i * k + j] / all[0];
                m3[j] += w * c->x[i * k + j] / all[0];
            }
        }
    }
    tbi_chol_solve(gram, k, m1, 1);
    tbi_chol_solve(hess, k, m2, 1);
    tbi_chol_solve(gram, k, m3, 1);
    for (size_t i = 0; i < c->n; i++) {
        const double *x = &c->x[i * k];
        double rest = c->change[i] - compute_inner(beta, x, k);
        double lead = find_weight(c, i) * (rest - eta[c->side[i]]) / all[c->side[i]];
        double by_line =
            c->side[i] == 0 ? rest * (compute_inner(m1, x, k) - compute_inner(m3, x, k)) : 0;
        double by_score = (c->side[i] - c->score[i]) * compute_inner(m2, x, k);
        c->psi[i] = (c->side[i] == 1 ? lead : -lead) - by_line - by_score;
    }
    return isfinite(*estimate);
}

/* k 1: no covariates, where all methods are the difference of means. false: more covariates than
 * controls, or what they need is singular. */
bool tbi_compare_make(double *estimate, tbi_compare *c, tb_effect_method method)
{
    if (c->k == 1) {
        compare_means(estimate, c);
        return true;
    }
    if (c->n - c->treated < c->k)
        return false;
    if (method == TB_EFFECT_IPW)
        return compare_weighting(estimate, c);
    if (method == TB_EFFECT_DR)
        return compare_doubly(estimate, c);
    return compare_regression(estimate, c);
}
