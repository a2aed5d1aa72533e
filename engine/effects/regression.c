/* regression.c - effects as coefficients: interaction-weighted (Sun and Abraham 2021), extended
 * two-way (Wooldridge 2021) and the plain two-way regression. */
#include "effects/target.h"
#include "effects/two_way.h"

#include "base/error.h"
#include "num/rng.h"

#include <math.h>
#include <string.h>

/* One indicator a cohort and year: leads and lags, or lags only. */
typedef struct dummies {
    size_t k;
    int *group;    /* [k] */
    size_t *year;  /* [k] place */
    double *count; /* [k] rows */
    double *x;     /* [rows][k] */
} dummies;

/* Leads are left out of the extended regression against those not yet exposed; the year before
 * exposure is the reference. */
static bool make_dummies(dummies *m, const tbi_design *d, const tbi_rows *r, bool leads,
                         tb_arena *a)
{
    size_t most = d->cohorts * d->years;
    *m = (dummies){ 0 };
    m->group = TB_NEW(a, int, most);
    m->year = TB_NEW(a, size_t, most);
    m->count = TB_NEW(a, double, most);
    size_t *column = TB_NEW(a, size_t, most);
    if (a->refused)
        return false;
    for (size_t c = 0; c < d->cohorts; c++) {
        size_t before = 0;
        for (size_t t = 0; t < d->years && d->year[t] < d->cohort[c]; t++)
            before = t;
        for (size_t t = 0; t < d->years; t++) {
            column[c * d->years + t] = SIZE_MAX;
            if (t == before || (!leads && d->year[t] < d->cohort[c]))
                continue;
            m->group[m->k] = d->cohort[c];
            m->year[m->k] = t;
            column[c * d->years + t] = m->k++;
        }
    }
    m->x = TB_NEW(a, double, r->n * m->k);
    if (m->x == NULL)
        return false;
    for (size_t p = 0; p < r->n; p++) {
        size_t c = tbi_design_cohort(d, d->group[r->unit[p]]);
        size_t j = c == SIZE_MAX ? SIZE_MAX : column[c * d->years + r->year[p]];
        if (j == SIZE_MAX)
            continue;
        m->x[p + j * r->n] = 1;
        m->count[j]++;
    }
    return true;
}

/* Rows of year t that are unexposed: what the coefficient is compared with. */
static size_t count_unexposed(const tbi_design *d, size_t t)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++)
        n += tbi_unexposed(d, i, d->year[t]) && isfinite(d->y[t * d->n + i]);
    return n;
}

/* Coefficients as cells. by_rows: weights are rows of the cell (sunab), else units of the cohort.
 */
static bool take_cells(tbi_targets *out, const dummies *m, const tbi_fit *f, const tbi_design *d,
                       bool by_rows, tb_arena *a)
{
    out->count = 0;
    out->at = TB_NEW(a, tbi_target, m->k);
    if (out->at == NULL)
        return false;
    for (size_t j = 0; j < m->k; j++) {
        if (m->count[j] == 0)
            continue;
        size_t cohort = tbi_design_cohort(d, m->group[j]);
        tbi_target *c = &out->at[out->count++];
        *c = (tbi_target){
            .group = m->group[j], .time = d->year[m->year[j]], .estimate = f->beta[j], .se = NAN
        };
        c->psi = &f->psi[j * d->n];
        if (f->kept[j])
            c->se = tbi_target_se(c->psi, d->n);
        c->weight = by_rows ? m->count[j] : (double)d->members[cohort];
        c->treated = (size_t)m->count[j];
        c->controls = count_unexposed(d, m->year[j]);
    }
    return true;
}

/* Two-way fixed effects with an indicator for each cohort and period, whose coefficients are
 * then averaged: with leads the interaction-weighted estimator (Sun and Abraham 2021), without
 * them the extended two-way regression (Wooldridge 2021). by_rows: a cell weighs as much as its
 * rows. */
static tb_status regress_cells(tbi_answer *out, const tbi_design *d, bool leads, bool by_rows,
                               tb_arena *a, tb_err *err)
{
    tbi_rows r;
    dummies m;
    tbi_fit f;
    tbi_targets cell;
    if (!tbi_rows_make(&r, d, false, a) || !make_dummies(&m, d, &r, leads, a) ||
        !tbi_fit_make(&f, m.x, m.k, r.y, &r, a) || !take_cells(&cell, &m, &f, d, by_rows, a))
        return tbi_no_memory(err, "a regression of effects");
    return tbi_average(out, &cell, d, TBI_WEIGHTS_FIXED, 0, a, err);
}

tb_status tbi_sunab(tbi_answer *out, const tbi_design *d, tb_arena *a, tb_err *err)
{
    return regress_cells(out, d, true, true, a, err);
}

/* Against those never exposed the leads are in, and the coefficients are those of a universal base;
 * against those not yet exposed they are out, and all years before exposure are the base. */
tb_status tbi_etwfe(tbi_answer *out, const tbi_design *d, const tb_effect_opts *o, tb_arena *a,
                    tb_err *err)
{
    return regress_cells(out, d, o->control == TB_EFFECT_NEVER, false, a, err);
}

/* p-value of the coefficient by the wild cluster bootstrap with the null imposed (Cameron, Gelbach
 * and Miller 2008): signs for units, t-values from the bootstrap samples against the own one. cross
 * [g][h]: sum over rows of unit g of x times the projected restricted residual of unit h alone. */
static double compute_wild_p(const tbi_rows *r, const double *x, const double *restricted, double t,
                             const tb_effect_opts *o, tb_arena *a)
{
    size_t g = r->units;
    double *cross = TB_NEW(a, double, (g * g)), *own = TB_NEW(a, double, g),
           *v = TB_NEW(a, double, r->n);
    if (a->refused)
        return NAN;
    double all = 0;
    for (size_t p = 0; p < r->n; p++) {
        own[r->unit[p]] += x[p] * x[p];
        all += x[p] * x[p];
    }
    for (size_t h = 0; h < g; h++) {
        for (size_t p = 0; p < r->n; p++)
            v[p] = r->unit[p] == h ? restricted[p] : 0;
        tbi_rows_project(v, r, NULL, NULL);
        for (size_t p = 0; p < r->n; p++)
            cross[r->unit[p] * g + h] += x[p] * v[p];
    }
    size_t above = 0;
    for (size_t b = 0; b < o->bootstraps; b++) {
        tb_rng rng;
        double beta = 0, meat = 0;
        tbi_rng_start(&rng, o->seed, TB_STREAM_TREATMENT, ((uint64_t)1 << 40) + b);
        for (size_t h = 0; h < g; h++)
            v[h] = (tbi_rng_u32(&rng) & 1) != 0 ? 1 : -1;
        for (size_t i = 0; i < g; i++)
            for (size_t h = 0; h < g; h++)
                beta += v[h] * cross[i * g + h] / all;
        for (size_t i = 0; i < g; i++) {
            double s = -beta * own[i];
            for (size_t h = 0; h < g; h++)
                s += v[h] * cross[i * g + h];
            meat += s * s;
        }
        above += fabs(beta * all) >= fabs(t) * sqrt(meat) * (1 - 1e-12);
    }
    return o->bootstraps > 0 ? (1 + (double)above) / (1 + (double)o->bootstraps) : NAN;
}

tb_status tbi_twfe(tbi_answer *out, double *p_wild, const tbi_design *d, const tb_effect_opts *o,
                   tb_arena *a, tb_err *err)
{
    tbi_rows r;
    tbi_fit f;
    double *x = NULL, *y = NULL;
    bool ok = tbi_rows_make(&r, d, false, a) && (x = TB_NEW(a, double, r.n)) != NULL &&
              (y = TB_NEW(a, double, r.n)) != NULL;
    for (size_t p = 0; ok && p < r.n; p++)
        x[p] = !tbi_unexposed(d, r.unit[p], d->year[r.year[p]]);
    if (!ok || !tbi_fit_make(&f, x, 1, r.y, &r, a))
        return tbi_no_memory(err, "a two-way regression");
    memcpy(y, r.y, r.n * sizeof *y);
    out->overall = (tbi_target){ .estimate = f.beta[0], .se = NAN, .psi = f.psi };
    if (!f.kept[0])
        return TB_OK;
    out->overall.se = tbi_target_se(f.psi, d->n);
    double meat = 0, with = 0;
    for (size_t i = 0; i < d->n; i++)
        with += r.count[i] > 0;
    for (size_t i = 0; i < d->n; i++)
        meat += f.psi[i] * f.psi[i];
    /* the bootstrap's t-values go without the small-sample factor, so must the own one */
    double n = (double)r.n, factor = (n - 1) / (n - 1 - (double)d->years) * with / (with - 1);
    *p_wild = compute_wild_p(&r, x, y, f.beta[0] / sqrt(meat / factor), o, a);
    return TB_OK;
}
