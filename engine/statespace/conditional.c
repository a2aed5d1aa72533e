/* conditional.c - conditioning of a province's years on one another: dense, since there are a few
 * dozen of them at most. */
#include "statespace/conditional.h"

#include "statespace/mvnormal.h"

#include <math.h>

enum { MOST = TB_CONDITIONAL_YEARS };

/* Variance of e in position t; relative may be NULL. */
static double find_noise(const tb_uc_model *m, const double *relative, size_t t)
{
    return relative != NULL ? tbi_signal_noise(m, relative[t]) : m->var_e;
}

/* v [n][n]: tbi_signal_moments of all positions, each from the one before, by the same products:
 * the same bits in n^2 steps instead of n^3. */
static void fill_moments(double *v, const tb_uc_model *m, const double *persistence, size_t n)
{
    for (size_t s = 0; s < n; s++) {
        double kept = 1, fade = 1;
        for (size_t t = s; t < n; t++) {
            if (t > s) {
                kept *= persistence[t];
                fade *= m->rho;
            }
            v[s * n + t] = v[t * n + s] = kept * (m->var_a + m->var_u * fade);
        }
    }
}

/* Signals of all positions up to n, by the recursion that tbi_signal_moments sums up. */
static void estimate_signals(double *v, const tb_uc_model *m, const double *persistence, size_t n)
{
    for (size_t s = 0; s < n; s++) {
        double a = m->var_a, u = m->var_u;
        for (size_t t = s; t < n; t++) {
            if (t > s) {
                a *= persistence[t];
                u *= persistence[t] * m->rho;
            }
            v[s * n + t] = v[t * n + s] = a + u;
        }
    }
}

/* place [w]: positions of the wanted years, then of the two signals. The signals are free of
 * noise, so that of e is added to the first n_ahead variances alone. */
bool tbi_conditional(double *weight, double *factor, const tb_uc_model *m,
                     const double *persistence, const double *relative, size_t n_year,
                     const size_t *at, size_t n_ahead)
{
    double all[MOST * MOST], known[MOST * MOST], cross[MOST];
    size_t n = n_ahead > 0 ? at[n_ahead - 1] + 1 : n_year, w = n_ahead + 2, place[MOST];
    if (n > MOST || w > MOST)
        return false;
    estimate_signals(all, m, persistence, n);
    for (size_t k = 0; k < n_ahead; k++)
        place[k] = at[k];
    place[n_ahead] = n_year - 1;
    place[n_ahead + 1] = n - 1;
    for (size_t s = 0; s < n_year; s++)
        for (size_t t = 0; t < n_year; t++)
            known[s * n_year + t] = all[s * n + t] + (s == t ? find_noise(m, relative, t) : 0);
    if (!tbi_mvnormal_factor(known, n_year))
        return false;
    for (size_t i = 0; i < w; i++) {
        double *row = weight + i * n_year;
        for (size_t t = 0; t < n_year; t++)
            row[t] = all[place[i] * n + t];
        tbi_mvnormal_forward(known, n_year, row);
        tbi_mvnormal_back(known, n_year, row);
    }
    for (size_t i = 0; i < w; i++) {
        for (size_t t = 0; t < n_year; t++)
            cross[t] = all[place[i] * n + t];
        for (size_t j = 0; j <= i; j++) {
            double v = all[place[i] * n + place[j]];
            if (i == j && i < n_ahead)
                v += find_noise(m, relative, place[i]);
            for (size_t t = 0; t < n_year; t++)
                v -= weight[j * n_year + t] * cross[t];
            factor[i * w + j] = factor[j * w + i] = v;
        }
    }
    return tbi_mvnormal_factor(factor, w);
}

/* The years of a unit: known and gaps, in their order. */
typedef struct unit_years {
    size_t known[MOST], hole[MOST], k, w;
} unit_years;

static void sort_years(unit_years *u, const double *y, size_t stride, size_t n)
{
    u->k = u->w = 0;
    for (size_t t = 0; t < n; t++) {
        if (isnan(y[t * stride]))
            u->hole[u->w++] = t;
        else
            u->known[u->k++] = t;
    }
}

/* weight [w][k] and ww [w][w] out: the gaps' expectation, and the factor of what is uncertain about
 * them, so that gaps of one unit are drawn jointly. kk [k][k], wk [w][k] and ww [w][w] are
 * covariances of the known, of the gaps with them and of the gaps. */
static bool make_rule(double *weight, double *ww, const unit_years *u, size_t n,
                      const tb_uc_model *m, const double *persistence, const double *relative)
{
    double kk[MOST * MOST], wk[MOST * MOST], all[MOST * MOST];
    size_t k = u->k, w = u->w;
    fill_moments(all, m, persistence, n);
    for (size_t t = 0; t < n; t++)
        all[t * n + t] += find_noise(m, relative, t);
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < k; b++)
            kk[a * k + b] = all[u->known[a] * n + u->known[b]];
    for (size_t a = 0; a < w; a++) {
        for (size_t b = 0; b < k; b++)
            wk[a * k + b] = all[u->hole[a] * n + u->known[b]];
        for (size_t b = 0; b < w; b++)
            ww[a * w + b] = all[u->hole[a] * n + u->hole[b]];
    }
    return tbi_mvnormal_condition(weight, ww, kk, wk, w, k);
}

/* z [n] or NULL, as in tbi_fill_gaps. */
static void apply_rule(double *y, size_t stride, const unit_years *u, const double *weight,
                       const double *ww, const double *z)
{
    double value[MOST];
    size_t k = u->k, w = u->w;
    for (size_t a = 0; a < w; a++) {
        value[a] = 0;
        for (size_t b = 0; b < k; b++)
            value[a] += weight[a * k + b] * y[u->known[b] * stride];
        for (size_t b = 0; z != NULL && b <= a; b++)
            value[a] += ww[a * w + b] * z[b];
    }
    for (size_t a = 0; a < w; a++)
        y[u->hole[a] * stride] = value[a];
}

bool tbi_fill_gaps(double *y, size_t stride, size_t n, const tb_uc_model *m,
                   const double *persistence, const double *relative, const double *z)
{
    double ww[MOST * MOST], weight[MOST * MOST];
    unit_years u;
    sort_years(&u, y, stride, n);
    if (u.w == 0)
        return true;
    if (!make_rule(weight, ww, &u, n, m, persistence, relative))
        return false;
    apply_rule(y, stride, &u, weight, ww, z);
    return true;
}

void tbi_gap_rules_forget(tb_gap_rules *r)
{
    for (size_t i = 0; i < TB_GAP_RULES; i++)
        r->rule[i].gaps = 0;
}

/* A factorisation costs as much as hundreds of units that use it. One place a pattern: a newcomer
 * takes it over. */
bool tbi_fill_gaps_alike(tb_gap_rules *r, double *y, size_t stride, size_t n, const tb_uc_model *m,
                         const double *persistence, const double *z)
{
    unit_years u;
    uint64_t gaps = 0;
    sort_years(&u, y, stride, n);
    if (u.w == 0 || u.w > TB_GAPS_KEPT || n > 64)
        return tbi_fill_gaps(y, stride, n, m, persistence, NULL, z);
    for (size_t a = 0; a < u.w; a++)
        gaps |= (uint64_t)1 << u.hole[a];
    /* multiplicative hashing (Knuth 1973, 6.4): the upper bits */
    size_t at = (size_t)((gaps * 0x9E3779B97F4A7C15u) >> 32) % TB_GAP_RULES;
    if (r->rule[at].gaps != gaps) {
        r->rule[at].gaps = 0;
        if (!make_rule(r->rule[at].weight, r->rule[at].ww, &u, n, m, persistence, NULL))
            return false;
        r->rule[at].gaps = gaps;
    }
    apply_rule(y, stride, &u, r->rule[at].weight, r->rule[at].ww, z);
    return true;
}
