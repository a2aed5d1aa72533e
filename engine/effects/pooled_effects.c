/* pooled_effects.c - which effects are summarised together, what their errors share, and what one
 * more effect of the same measures is worth beside them.
 *
 * Standardised estimates y with the covariance V of their errors by the influences of the same
 * units; on the diagonal the error that still covers the effect when trends differ as much after
 * exposure as they did before (Rambachan and Roth 2023, relative magnitudes with M = 1), where it
 * is the larger one. The posterior is that of shrink.c. */
#include "effects/pooled_effects.h"

#include "base/error.h"
#include "effects/shrink.h"

#include <math.h>
#include <string.h>

/* 1 for outcomes in standard deviations, else the sd between units. */
double tbi_study_scale(const tb_effect_study *s)
{
    return s->scale == TB_EFFECT_SD ? 1 : s->sd_between;
}

/* Covariance of two standardised effects by their influences x of study a and y of study b; units
 * are matched by their codes, which ascend. */
static double compute_shared(const double *x, const tb_effect_study *a, const double *y,
                             const tb_effect_study *b)
{
    size_t n = tb_effect_units_of_table(a->effect), m = tb_effect_units_of_table(b->effect), j = 0;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        while (j < m && strcmp(b->unit_code[j], a->unit_code[i]) < 0)
            j++;
        if (j < m && strcmp(b->unit_code[j], a->unit_code[i]) == 0)
            sum += x[i] * y[j];
    }
    return sum / tbi_study_scale(a) / tbi_study_scale(b);
}

static bool is_poolable(const tb_effect_study *s)
{
    return s->effect != NULL && tb_effect_influence(s->effect) != NULL && s->plan_sd > 0 &&
           tbi_study_scale(s) > 0 && tb_effect_adopters(s->effect) >= TB_EFFECT_LEAST_ADOPTERS;
}

/* By standardised posterior mean, largest first. */
static void rank_studies(tbi_pool *p, const tb_effect_study *study)
{
    for (size_t i = 1; i < p->n; i++)
        for (size_t j = i; j > 0; j--) {
            const tb_effect_study *a = &study[p->place[j - 1]], *b = &study[p->place[j]];
            if (a->posterior.mean / tbi_study_scale(a) >= b->posterior.mean / tbi_study_scale(b))
                break;
            size_t swap = p->place[j];
            p->place[j] = p->place[j - 1];
            p->place[j - 1] = swap;
        }
}

/* Quantiles are scaled, probabilities stay. */
static tb_effect_posterior scale_to_points(tb_effect_posterior p, double by)
{
    return (tb_effect_posterior){ p.mean * by, p.sd * by,    p.q05 * by,
                                  p.q95 * by,  p.above_zero, p.above_need };
}

/* v [n][n] on the scale of a standard deviation. Studies share units, so their errors are tied
 * through the units' influences; a variance is at least the square of the planning error. */
static void fill_covariance(double *v, const tbi_pool *p, const tb_effect_study *study)
{
    for (size_t i = 0; i < p->n; i++)
        for (size_t j = 0; j <= i; j++) {
            const tb_effect_study *a = &study[p->of_row[i]], *b = &study[p->of_row[j]];
            double own = compute_shared(tb_effect_influence(a->effect), a,
                                        tb_effect_influence(b->effect), b);
            double wide = a->plan_sd / tbi_study_scale(a);
            v[i + j * p->n] = i == j ? fmax(own, wide * wide) : own;
            v[j + i * p->n] = v[i + j * p->n];
        }
}

/* y [n]: estimates in standard deviations, so that one distribution of effects can stand for all;
 * posteriors are given back in the study's own scale. */
tb_status tbi_pool_make(tbi_pool *out, tb_effect_study *study, const bool *wanted, size_t studies,
                        double prior, const double *need, tb_arena *a, tb_err *err)
{
    *out = (tbi_pool){ .prior = prior };
    out->place = TB_NEW(a, size_t, studies);
    out->of_row = TB_NEW(a, size_t, studies);
    out->y = TB_NEW(a, double, studies);
    if (a->refused)
        return tbi_no_memory(err, "effects");
    for (size_t i = 0; i < studies; i++) {
        if (!wanted[i] || !is_poolable(&study[i]))
            continue;
        out->y[out->n] =
            tb_effect_overall_of(study[i].effect)->estimate / tbi_study_scale(&study[i]);
        out->place[out->n] = i;
        out->of_row[out->n++] = i;
    }
    out->v = TB_NEW(a, double, out->n * out->n);
    tb_effect_posterior *post = TB_NEW(a, tb_effect_posterior, out->n);
    if (a->refused)
        return tbi_no_memory(err, "effects");
    fill_covariance(out->v, out, study);
    double *needed = need != NULL ? TB_NEW(a, double, out->n) : NULL;
    for (size_t i = 0; needed != NULL && i < out->n; i++)
        needed[i] = *need / tbi_study_scale(&study[out->of_row[i]]);
    tb_status st = tb_effect_shrink(post, out->y, out->v, out->n, prior, needed, err);
    for (size_t i = 0; st == TB_OK && i < out->n; i++) {
        tb_effect_study *s = &study[out->of_row[i]];
        s->pooled = true;
        s->posterior = scale_to_points(post[i], tbi_study_scale(s));
    }
    if (st == TB_OK)
        rank_studies(out, study);
    return st;
}

/* The pool with one row more, the last. */
static void extend_pool(double *y, double *v, const tbi_pool *pool, const tb_effect_study *study,
                        const tbi_addition *one)
{
    size_t n = pool->n, m = n + 1;
    double by = tbi_study_scale(one->study), error = one->error / by;
    for (size_t i = 0; i < n; i++) {
        const tb_effect_study *s = &study[pool->of_row[i]];
        y[i] = pool->y[i];
        for (size_t j = 0; j < n; j++)
            v[i + j * m] = pool->v[i + j * n];
        v[i + n * m] =
            compute_shared(one->influence, one->study, tb_effect_influence(s->effect), s);
        v[n + i * m] = v[i + n * m];
    }
    y[n] = one->estimate / by;
    v[n + n * m] =
        fmax(error * error, compute_shared(one->influence, one->study, one->influence, one->study));
}

/* One study more for this question only: the pool itself is not changed. */
tb_status tbi_pool_add(tb_effect_posterior *out, double *quantile, size_t n, const tbi_pool *pool,
                       const tb_effect_study *study, const tbi_addition *one, tb_err *err)
{
    tb_arena a = { 0 };
    size_t m = pool->n + 1;
    double *y = TB_NEW(&a, double, m), *v = TB_NEW(&a, double, (m * m));
    tbi_shrinkage *mix = TB_NEW(&a, tbi_shrinkage, 1);
    tb_status st = TB_ENOMEM;
    if (y != NULL && v != NULL && mix != NULL) {
        extend_pool(y, v, pool, study, one);
        st = tbi_shrinkage_make(mix, y, v, m, pool->prior, &a, err);
    } else {
        st = tbi_no_memory(err, "effects");
    }
    if (st == TB_OK) {
        double by = tbi_study_scale(one->study), need = one->need != NULL ? *one->need / by : NAN;
        tb_effect_posterior p;
        tbi_shrinkage_summary(&p, mix, m - 1, &need);
        if (quantile != NULL)
            tbi_shrinkage_quantiles(quantile, n, mix, m - 1, &p);
        for (size_t k = 0; k < n && quantile != NULL; k++)
            quantile[k] *= by;
        *out = scale_to_points(p, by);
    }
    tbi_arena_free(&a);
    return st;
}
