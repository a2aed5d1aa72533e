/* correlation.c - moments by units, shrinking, mending. */
#include "statespace/correlation.h"

#include "base/error.h"
#include "num/linalg.h"

#include <math.h>
#include <string.h>

enum { MOST_UNITS = 512 };
static const double LEAST_EIGENVALUE = 0.01, LEAST_ERROR = 1e-4;

/* One correlation of one kind between two components, and its sampling variance over units;
 * variance < 0: it cannot be told. */
typedef struct moment {
    double value, variance;
} moment;

/* Scratch of one pair of components, overwritten by the next pair. */
typedef struct pair_workspace {
    size_t n_unit, n_year;
    const double *persistence;
    /* [n_year][n_year] what the models say of the product of two years, for a correlation of 1 */
    double *size;
    /* [n_unit] products over years, squared sizes of the years that count, products within a year
     * */
    double *across, *weight, *within;
    double *years; /* [n_unit] how many of those */
} pair_workspace;

/* A component without movement in its signal says nothing of signals.
 * size[s][t] = k_s+1 .. k_t (sqrt(var_a var_a') + sqrt(var_u var_u') rho^(t - s)), rho the
 * geometric mean of the two: the covariance of two signals whose correlation is 1. Symmetric.
 * O(T^2). */
static void list_sizes(pair_workspace *b, const tb_uc_model *p, const tb_uc_model *q)
{
    double permanent = sqrt(p->var_a * q->var_a);
    double transitory = sqrt(p->var_u * q->var_u);
    double rho = sqrt(p->rho * q->rho);
    for (size_t s = 0; s < b->n_year; s++) {
        double la = permanent, pa = transitory;
        for (size_t t = s; t < b->n_year; t++) {
            if (t > s) {
                la *= b->persistence[t];
                pa *= b->persistence[t] * rho;
            }
            b->size[s * b->n_year + t] = b->size[t * b->n_year + s] = la + pa;
        }
    }
}

/* row [n_unit] += size * y of p in s times y of q in t; seen += size^2 where both are known. Of a
 * large table every k-th unit says enough. */
static void add_years(double *row, double *seen, double size, const double *p, const double *q,
                      size_t n_unit)
{
    for (size_t i = 0; i < n_unit; i += 1 + (n_unit - 1) / MOST_UNITS) {
        double both = p[i] * q[i];
        bool known = !isnan(both);
        row[i] += known ? size * both : 0;
        seen[i] += known ? size * size : 0;
    }
}

/* Method of moments for two series p and q. For one unit E y_p(s) y_q(t) = c_s size(s, t), s !=
 * t, with c_s the correlation of the signals and size(s, t) what the models of both say of a
 * signal that they share (list_sizes); within a year the noise adds c_e sd_p sd_q. So
 *   c_s = sum of size(s, t) y_p(s) y_q(t) / sum of size(s, t)^2 over units and s != t
 *   c_e = (mean of y_p(t) y_q(t) - c_s size(t, t)) / (sd_p sd_q)
 * The variance of both is that over units, which are independent draws (n / (n - 1)); -1: it
 * cannot be told. O(T^2 U). */
static void measure_correlation(moment *signal, moment *noise, pair_workspace *b,
                                const tb_correlation_series *p, const tb_correlation_series *q)
{
    size_t U = b->n_unit, T = b->n_year;
    double across = 0;
    double weight = 0;
    double within = 0;
    double years = 0;
    double n = 0;
    list_sizes(b, &p->model, &q->model);
    memset(b->across, 0, U * sizeof *b->across);
    memset(b->weight, 0, U * sizeof *b->weight);
    memset(b->within, 0, U * sizeof *b->within);
    memset(b->years, 0, U * sizeof *b->years);
    for (size_t s = p->first; s < T; s++)
        for (size_t t = q->first; t < T; t++) {
            const double *ys = p->y + (s - p->first) * U;
            const double *yt = q->y + (t - q->first) * U;
            if (s == t)
                add_years(b->within, b->years, 1, ys, yt, U);
            else
                add_years(b->across, b->weight, b->size[s * T + t], ys, yt, U);
        }
    for (size_t i = 0; i < U; i++) {
        across += b->across[i];
        weight += b->weight[i];
        within += b->within[i];
        years += b->years[i];
        n += b->years[i] > 0;
    }
    *signal = *noise = (moment){ 0, -1 };
    double unit = b->size[0];
    double scale = sqrt(p->model.var_e * q->model.var_e);
    if (!(years > 0) || n < 3)
        return;
    /* one year: signal and noise cannot be told apart, so both are tied as the scores are */
    if (!(weight > 0))
        unit = scale = (unit + scale) / 2;
    signal->value = weight > 0 ? across / weight : within / years / (2 * unit);
    signal->variance = 0;
    if (scale > 0)
        *noise = (moment){ (within / years - signal->value * unit) / scale, 0 };
    for (size_t i = 0; i < U; i++) {
        double own = weight > 0
                         ? (b->across[i] - signal->value * b->weight[i]) / weight
                         : (b->within[i] - within / years * b->years[i]) / years / (2 * unit);
        double other = ((b->within[i] - within / years * b->years[i]) / years - unit * own) /
                       fmax(scale, 1e-300);
        signal->variance += own * own * n / (n - 1);
        if (scale > 0)
            noise->variance += other * other * n / (n - 1);
    }
}

/* The mean of the moments of a sort of pairs (blocks: same 1, different 0, any -1), each by its
 * precision; at least 0.
 * m is lower triangular [n][n]. The precision is capped at 1 / LEAST_ERROR, so that a pair that a
 * short table shows without any error does not decide alone; 0.95 keeps the pattern a correlation
 * matrix. */
static double count_pattern(const moment *m, const tb_correlation_series *s, size_t n, int same)
{
    double sum = 0, weight = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            const moment *k = &m[i * n + j];
            if (k->variance < 0 || (same >= 0 && (s[i].block == s[j].block) != (same == 1)))
                continue;
            double w = 1 / fmax(k->variance, LEAST_ERROR);
            sum += w * k->value;
            weight += w;
        }
    return weight > 0 ? fmax(0, fmin(sum / weight, 0.95)) : 0;
}

/* The share of the sampling variance in the spread around the pattern.
 * Schaefer and Strimmer's (2005) intensity sum Var(r_jk) / sum (r_jk - target)^2, at most 1. */
static double estimate_share(const moment *m, const double *target, size_t n)
{
    double error = 0, spread = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            const moment *k = &m[i * n + j];
            if (k->variance < 0)
                continue;
            error += k->variance;
            spread += (k->value - target[i * n + j]) * (k->value - target[i * n + j]);
        }
    return spread > error ? error / spread : 1;
}

/* To the nearest correlation matrix with eigenvalues that are not too small; without correlations
 * when that fails.
 * r = V max(D, 0.01) V', rescaled to a unit diagonal. vectors, out [n][n] and value [n] are
 * scratch; eigenvalues come in ascending order. O(n^3). */
static void repair_correlation(double *r, size_t n, double *vectors, double *value, double *out)
{
    memcpy(vectors, r, n * n * sizeof *r);
    bool fine = tbi_eigen(vectors, n, value);
    if (fine && value[0] >= LEAST_EIGENVALUE)
        return;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            out[i * n + j] = !fine && i == j;
            for (size_t k = 0; k < n && fine; k++)
                out[i * n + j] +=
                    fmax(value[k], LEAST_EIGENVALUE) * vectors[k * n + i] * vectors[k * n + j];
        }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            r[i * n + j] = i == j ? 1 : out[i * n + j] / sqrt(out[i * n + i] * out[j * n + j]);
}

/* r [n][n] out; target [n][n] holds the pattern. A pair that cannot be told takes the pattern.
 * Only i > j of m is filled. */
static void shrink_correlations(double *r, const moment *m, const tb_correlation_series *s,
                                size_t n, bool blocks, double *target)
{
    double within = count_pattern(m, s, n, blocks ? 1 : -1);
    double between = blocks ? count_pattern(m, s, n, 0) : within;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            target[i * n + j] = i == j ? 1 : blocks && s[i].block == s[j].block ? within : between;
    double pull = blocks ? 1 : estimate_share(m, target, n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            const moment *k = i > j ? &m[i * n + j] : &m[j * n + i];
            r[i * n + j] = i == j            ? 1
                           : k->variance < 0 ? target[i * n + j]
                                             : (1 - pull) * k->value + pull * target[i * n + j];
        }
}

/* target serves repair_correlation() as scratch once both matrices are shrunk. */
tb_status tbi_correlation_fit(tb_correlation *out, const tb_correlation_series *series, size_t n,
                              size_t n_unit, size_t n_year, const double *persistence, tb_arena *a,
                              tb_err *err)
{
    pair_workspace b = { .n_unit = n_unit, .n_year = n_year, .persistence = persistence };
    b.size = TB_NEW(a, double, (n_year * n_year));
    b.across = TB_NEW(a, double, n_unit);
    b.weight = TB_NEW(a, double, n_unit);
    b.within = TB_NEW(a, double, n_unit);
    b.years = TB_NEW(a, double, n_unit);
    moment *signal = TB_NEW(a, moment, (n * n));
    moment *noise = TB_NEW(a, moment, (n * n));
    double *target = TB_NEW(a, double, (n * n));
    double *vectors = TB_NEW(a, double, (n * n));
    double *value = TB_NEW(a, double, n);
    tb_correlation r = { TB_NEW(a, double, (n * n)), TB_NEW(a, double, (n * n)) };
    if (a->refused)
        return tbi_no_memory(err, "the correlations of the components");
    bool blocks = false;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            measure_correlation(&signal[i * n + j], &noise[i * n + j], &b, &series[i], &series[j]);
            blocks = blocks || series[i].block == series[j].block;
        }
    shrink_correlations(r.signal, signal, series, n, blocks, target);
    shrink_correlations(r.noise, noise, series, n, blocks, target);
    repair_correlation(r.signal, n, vectors, value, target);
    repair_correlation(r.noise, n, vectors, value, target);
    *out = r;
    return TB_OK;
}
