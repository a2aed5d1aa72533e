/* predict_dummies.c - the regression on dummies of the absorbed effects, which says of new rows
 * what a within estimate cannot. */
#include "estimate/predict_dummies.h"

#include "base/error.h"
#include "base/reason.h"
#include "messages/estimate.h"
#include "num/dist.h"
#include "num/linalg.h"
#include "num/linalg_product.h"

#include <math.h>
#include <string.h>

/* Takes the first effect's (weighted) means out of y and of the columns z, and keeps them.
 * root [n] or NULL. The mean of a level is sum(s v) / sum(s^2) with v already multiplied by s. */
static void take_means(tb_dummy_regression *w, double *y, double *z, const double *root, size_t n)
{
    size_t p = w->p;
    size_t levels = w->levels;
    for (size_t i = 0; i < n; i++) {
        size_t l = (size_t)w->first->of[i];
        double s = root != NULL ? root[i] : 1;
        w->rows[l] += s * s;
        w->y_mean[l] += s * y[i];
        for (size_t j = 0; j < p; j++)
            w->z_mean[l + j * levels] += s * z[i + j * n];
    }
    for (size_t l = 0; l < levels; l++) {
        w->y_mean[l] /= w->rows[l];
        for (size_t j = 0; j < p; j++)
            w->z_mean[l + j * levels] /= w->rows[l];
    }
    for (size_t i = 0; i < n; i++) {
        size_t l = (size_t)w->first->of[i];
        double s = root != NULL ? root[i] : 1;
        y[i] -= s * w->y_mean[l];
        for (size_t j = 0; j < p; j++)
            z[i + j * n] -= s * w->z_mean[l + j * levels];
    }
}

/* Whether an absorbed effect lies within the clusters of the variance. */
static bool is_effect_in_cluster(const tb_run *r)
{
    const tb_frame *f = &r->used;
    const tb_vcov_spec *s = &r->spec;
    for (size_t e = 0; e < f->n_effect; e++) {
        if (s->kind == TB_VCOV_DK && tbi_levels_nested(&f->effect[e], &f->year, f->n))
            return true;
        for (size_t w = 0; w < s->ways; w++)
            if (tbi_levels_nested(&f->effect[e], tbi_frame_levels(f, s->way[w]), f->n))
                return true;
    }
    return false;
}

/* The sandwich of theta and of every a_l together: the influence of a_l is that of the mean of its
 * rows less mean_l'theta. all: the regression of the columns less their means.
 * u [n x (p + levels)]: column p + l holds the influence of each row on a_l, 1 / n_l on the rows
 * of its level less mean_l'(rows of U). O(n (p + levels)^2): hence the limit in
 * tbi_dummies_regress. */
static tb_status make_robust(tb_dummy_regression *w, tb_run *r, tb_ols *all, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    const tb_frame *f = &r->used;
    size_t n = f->n;
    size_t p = w->p;
    size_t wide = p + w->levels;
    tb_status st = tbi_ols_rows(all, a, err);
    if (st != TB_OK)
        return st;
    double *u = TB_NEW(a, double, (n * wide));
    if (u == NULL)
        return tbi_no_memory(err, "the predictions");
    memcpy(u, all->u, n * p * sizeof *u);
    for (size_t l = 0; l < w->levels; l++)
        for (size_t j = 0; j < p; j++)
            tbi_axpy(u + (p + l) * n, -w->z_mean[l + j * w->levels], all->u + j * n, n);
    for (size_t i = 0; w->levels > 0 && i < n; i++) {
        size_t l = (size_t)w->first->of[i];
        u[i + (p + l) * n] += (f->root != NULL ? f->root[i] : 1) / w->rows[l];
    }
    tb_ols joint = *all;
    tb_vcov v;
    joint.k = wide;
    joint.u = u;
    joint.counted = r->ols.k;
    joint.parameters = r->ols.parameters;
    st = tbi_vcov_make(&v, &r->spec, &joint, f, false, a, err);
    if (st != TB_OK)
        return st;
    w->v = v.v;
    w->t = tbi_t_quantile(1 - (1 - r->o->level) / 2, v.df[0]);
    return TB_OK;
}

/* Room for the regression of every row on the dummies of the absorbed effects, `most` columns at
 * most, of which the first effect is taken out by means. */
static tb_status allocate_regression(tb_dummy_regression *w, double **z, double **y,
                                     const char ***names, size_t most, tb_arena *a, tb_err *err)
{
    size_t n = w->r->used.n;
    *z = TB_NEW(a, double, (n * most));
    *y = TB_NEW(a, double, n);
    *names = TB_NEW(a, const char *, most);
    w->level = TB_NEW(a, size_t, most);
    w->z_mean = TB_NEW(a, double, (w->levels * most));
    w->y_mean = TB_NEW(a, double, w->levels);
    w->rows = TB_NEW(a, double, w->levels);
    w->theta = TB_NEW(a, double, most);
    w->v = TB_NEW(a, double, (most * most));
    if (a->refused)
        return tbi_no_memory(err, "the predictions");
    return TB_OK;
}

/* What kind of intervals there will be. Without a word about the variance they are classical, which
 * is said: the usual clusters would leave none. */
static tb_status choose_intervals(tb_dummy_regression *w, tb_run *r, tb_err *err)
{
    const tb_vcov_spec *s = &r->spec;
    w->classical = r->o->vcov.kind == TB_VCOV_DEFAULT || s->kind == TB_VCOV_IID;
    if (!w->classical &&
        (s->kind == TB_VCOV_HC3 || s->kind == TB_VCOV_CR2 || s->kind == TB_VCOV_CR3))
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_PREDICT_VCOV, r->vcov.type);
    if (!w->classical && is_effect_in_cluster(r))
        w->ci_reason = TBI_REASON(EFFECT_IN_ONE_CLUSTER);
    if (!w->classical)
        w->pi_reason = TBI_REASON(ROBUST_NO_SPREAD);
    else if (r->used.root != NULL)
        w->pi_reason = TBI_REASON(UNKNOWN_WEIGHT);
    if (r->o->vcov.kind == TB_VCOV_DEFAULT)
        tbi_run_tell(r, "classical_intervals", TB_MSG_ESTIMATE_CLASSICAL_INTERVALS);
    return TB_OK;
}

/* z [p][n]: regressors, then dummies of the second effect without its first level, times the roots
 * of the weights, all less their means within the first effect (z_mean [p][levels]). theta and v
 * are of these, so that a prediction needs no effect of the first, only a mean. */
tb_status tbi_dummies_regress(tb_dummy_regression *w, tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    const tb_frame *f = &r->used;
    const tb_ols *o = &r->ols;
    size_t n = f->n;
    size_t k = o->k;
    *w = (tb_dummy_regression){ .r = r, .k = k, .p = k };
    if (f->n_effect > 2)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_PREDICT_TAKES_TWO_EFFECTS);
    if (f->n_effect > 0)
        w->first = &o->absorb.first;
    if (f->n_effect == 2)
        w->second = &o->absorb.other[0];
    w->levels = w->first != NULL ? w->first->count : 0;
    size_t seconds = w->second != NULL ? w->second->count : 0;
    if (k + seconds > 1500 || n * (k + seconds + w->levels) > 50000000)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_PREDICT_TABLES_FEWER_LEVELS);
    double *z, *y;
    const char **names;
    tb_status st = choose_intervals(w, r, err);
    if (st == TB_OK)
        st = allocate_regression(w, &z, &y, &names, k + seconds, a, err);
    if (st != TB_OK)
        return st;
    for (size_t j = 0; j < k; j++)
        memcpy(z + j * n, f->x + o->column[j] * n, n * sizeof *z);
    for (size_t l = 1; l < seconds; l++, w->p++) {
        w->level[w->p] = l;
        for (size_t i = 0; i < n; i++)
            z[i + w->p * n] = (size_t)w->second->of[i] == l;
    }
    size_t p = w->p;
    memcpy(y, f->y, n * sizeof *y);
    tbi_ols_weigh(z, f->root, n, p);
    tbi_ols_weigh(y, f->root, n, 1);
    if (w->first != NULL)
        take_means(w, y, z, f->root, n);
    tb_ols all = { 0 };
    tb_err quiet = TB_ERR_INIT;
    for (size_t j = 0; j < p; j++)
        names[j] = "effect";
    all.absorb.rank = w->levels;
    if (tbi_ols_solve(&all, z, y, n, p, NULL, names, false, a, &quiet) != TB_OK || all.k != p)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_EFFECTS_CONNECTED_SO_SOME);
    memcpy(w->theta, all.b, p * sizeof *all.b);
    double free_rows = (double)n - (double)o->parameters;
    w->sigma2 = o->rss / free_rows;
    if (!w->classical)
        return w->ci_reason != NULL ? TB_OK : make_robust(w, r, &all, err);
    for (size_t i = 0; i < p * p; i++)
        w->v[i] = w->sigma2 * all.bread[i];
    w->t = tbi_t_quantile(1 - (1 - r->o->level) / 2, free_rows);
    return TB_OK;
}

/* The level of unit, year or region that a unit and year have in the estimate; -1 when it was not
 * there. what [n]: the word. */
static long find_plain_level(const tb_run *r, const tb_columns *d, const char *what, size_t n,
                             size_t row, int year)
{
    const tb_frame *f = &r->used;
    if (n == 4 && memcmp(what, "year", n) == 0) {
        for (size_t t = 0; t < f->year.count; t++)
            if (f->year_value[t] == year)
                return (long)t;
        return -1;
    }
    if (n == 4 && memcmp(what, "unit", n) == 0) {
        for (size_t u = 0; u < f->unit.count; u++)
            if (f->unit_code[u] == d->unit_code[row])
                return (long)u;
        return -1;
    }
    for (size_t g = 0; g < f->region.count; g++)
        if (f->region_code[g] == d->region_code[d->region[row]])
            return (long)g;
    return -1;
}

/* The level of a row with these levels of two ways; -1 when they never stood together. */
static long find_pair(const tb_frame *f, const tb_levels *l, const char *first, const char *second,
                      long p, long q)
{
    const tb_levels *a = tbi_frame_levels(f, first), *b = tbi_frame_levels(f, second);
    for (size_t i = 0; i < f->n; i++)
        if (a->of[i] == p && b->of[i] == q)
            return l->of[i];
    return -1;
}

/* The same of an effect, which may be a pair: region^year. */
static long find_level(const tb_run *r, const tb_columns *d, const tb_levels *l, size_t row,
                       int year)
{
    char first[32] = "";
    size_t n = strcspn(l->name, "^");
    long p = find_plain_level(r, d, l->name, n, row, year);
    if (l->name[n] == '\0' || p < 0)
        return p;
    const char *second = l->name + n + 1;
    long q = find_plain_level(r, d, second, strlen(second), row, year);
    memcpy(first, l->name, n);
    return q < 0 ? -1 : find_pair(&r->used, l, first, second, p, q);
}

/* Var(fit): classical sigma^2 / n_level + (z - mean)' V (z - mean); robust by the joint variance of
 * theta and the level's effect. z [p + levels], the columns of the prediction less the level's
 * means when classical, followed by a 1 at the level when robust.
 * first: the level of the first effect; vz scratch of z's length. Never below 0. */
static double compute_variance(const tb_dummy_regression *w, double *z, double *vz, long first)
{
    size_t p = w->p;
    size_t wide = w->classical ? p : p + w->levels;
    double variance = 0;
    if (w->first != NULL && w->classical) {
        variance = w->sigma2 / w->rows[first];
        for (size_t j = 0; j < p; j++)
            z[j] -= w->z_mean[(size_t)first + j * w->levels];
    } else if (w->first != NULL) {
        memset(z + p, 0, w->levels * sizeof *z);
        z[p + (size_t)first] = 1;
    }
    tbi_gemv(0, wide, wide, 1, w->v, wide, z, 0, vz);
    return fmax(variance + tbi_dot(z, vz, wide), 0);
}

/* A new row adds sigma^2. A level without rows has no effect: a reason, no figure.
 * fit = mean(y)_l + (z - mean_l)'theta. z, vz: scratch [p + levels]. */
void tbi_dummies_predict(tb_prediction *out, const tb_dummy_regression *w, const tb_columns *d,
                         const double *x, size_t row, int year, double *z, double *vz)
{
    tb_arena *a = &w->r->out->arena;
    size_t p = w->p;
    long first = -1, second = -1;
    if (w->first != NULL && (first = find_level(w->r, d, w->first, row, year)) < 0) {
        out->reason = tbi_reason_of(a, TB_REASON_NO_UNIT_EFFECT, w->first->name);
        return;
    }
    if (w->second != NULL && (second = find_level(w->r, d, w->second, row, year)) < 0) {
        out->reason = strcmp(w->second->name, "year") == 0
                          ? tbi_reason_of(a, TB_REASON_NO_YEAR_EFFECT, year)
                          : tbi_reason_of(a, TB_REASON_NO_UNIT_EFFECT, w->second->name);
        return;
    }
    for (size_t j = 0; j < p; j++)
        z[j] = j < w->k ? x[j] : (double)((long)w->level[j] == second);
    double fit = tbi_dot(z, w->theta, p);
    if (w->first != NULL) {
        fit += w->y_mean[first];
        for (size_t j = 0; j < p; j++)
            fit -= w->z_mean[(size_t)first + j * w->levels] * w->theta[j];
    }
    out->fit = fit;
    out->ci_reason = w->ci_reason;
    out->pi_reason = w->pi_reason;
    if (w->ci_reason != NULL)
        return;
    double variance = compute_variance(w, z, vz, first);
    double se = sqrt(variance);
    out->std_error = se;
    out->ci_low = fit - w->t * se;
    out->ci_high = fit + w->t * se;
    if (w->pi_reason != NULL)
        return;
    double wide = sqrt(variance + w->sigma2);
    out->pi_low = fit - w->t * wide;
    out->pi_high = fit + w->t * wide;
}
