/* imputation.c - what would the treated have scored? Effects of units and years are fitted to the
 * unexposed rows, and the effect is what the exposed rows have above them (Borusyak, Jaravel and
 * Spiess 2024).
 *
 * Any average with weights w over exposed rows is a weighted sum of outcomes with weights v: w on
 * exposed rows and, on unexposed ones, minus the projection of w on the effects. Its conservative
 * variance is the sum over units of (sum of v e)^2, where e is the residual, and on exposed rows
 * what is left of the effect beyond the average of its cohort and year weighted by v^2. */
#include "effects/target.h"
#include "effects/two_way.h"

#include "base/error.h"
#include "num/linalg.h"
#include "num/linalg_product.h"

#include <math.h>
#include <string.h>

/* The fit y_it = a_i + l_t on unexposed rows, and scratch for one target at a time. Rows are
 * those of `all`; base is a subset of them by its own numbering. */
typedef struct imputed {
    const tbi_design *d;
    tbi_rows all, base; /* rows of all, and the unexposed ones */
    bool *exposed;      /* [rows] exposed, and the fit reaches it */
    double *rest;       /* [rows] outcome less the fit */
    double *weight;     /* [rows] scratch: v */
    double *sums;       /* [units + years] scratch */
    double *inverse; /* [units + years]^2 pseudo-inverse of the cross product of the unexposed rows'
                        dummies */
    double *coefficient; /* [units + years] scratch */
} imputed;

/* Cross product of the dummies of units and years over the unexposed rows, inverted. Its null space
 * (a constant moved from units to years, effects without rows) does not matter for fits that are
 * identified.
 * k = units + years, unit i at i, year t at n + t; eigenvalues below 1e-10 of the largest count
 * as 0. O(k^3), once. */
static bool invert_effects(imputed *m, tb_arena *a)
{
    size_t n = m->d->n, k = n + m->d->years;
    double *gram = TB_NEW(a, double, (k * k)), *room = TB_NEW(a, double, (k * k + k));
    m->inverse = TB_NEW(a, double, (k * k));
    if (a->refused)
        return false;
    for (size_t p = 0; p < m->base.n; p++) {
        size_t i = m->base.unit[p], t = n + m->base.year[p];
        gram[i * (k + 1)]++;
        gram[t * (k + 1)]++;
        gram[i + t * k]++;
        gram[t + i * k]++;
    }
    return tbi_sympower(m->inverse, gram, k, -1, 1e-10, room) >= 0;
}

/* Fits the effects and takes what exposed rows have above them; a row whose unit or year has no
 * unexposed row is not reached. */
static bool impute_rows(imputed *m, const tbi_design *d, tb_arena *a)
{
    *m = (imputed){ .d = d };
    if (!tbi_rows_make(&m->all, d, false, a) || !tbi_rows_make(&m->base, d, true, a))
        return false;
    double *unit = TB_NEW(a, double, d->n), *year = TB_NEW(a, double, d->years);
    size_t *in_year = TB_NEW(a, size_t, d->years);
    m->exposed = TB_NEW(a, bool, m->all.n);
    m->rest = TB_NEW(a, double, m->all.n);
    m->weight = TB_NEW(a, double, m->all.n);
    m->sums = TB_NEW(a, double, d->n + d->years);
    m->coefficient = TB_NEW(a, double, d->n + d->years);
    if (a->refused || !invert_effects(m, a))
        return false;
    for (size_t p = 0; p < m->base.n; p++)
        in_year[m->base.year[p]]++;
    tbi_rows_project(m->base.y, &m->base, unit, year);
    for (size_t p = 0; p < m->all.n; p++) {
        size_t i = m->all.unit[p], t = m->all.year[p];
        bool before = tbi_unexposed(d, i, d->year[t]),
             reached = m->base.count[i] > 0 && in_year[t] > 0;
        m->exposed[p] = !before && reached;
        m->rest[p] = reached ? m->all.y[p] - unit[i] - year[t] : NAN;
    }
    return true;
}

/* weight [rows]: w on exposed rows in; v on all rows out.
 * v = -D (D0'D0)^+ D1'w on unexposed rows, D0 and D1 the dummies of unexposed and exposed rows. */
static void spread_weights(imputed *m)
{
    size_t n = m->d->n, k = n + m->d->years;
    memset(m->sums, 0, k * sizeof *m->sums);
    for (size_t p = 0; p < m->all.n; p++) {
        if (!m->exposed[p])
            continue;
        m->sums[m->all.unit[p]] += m->weight[p];
        m->sums[n + m->all.year[p]] += m->weight[p];
    }
    tbi_gemv(0, k, k, 1, m->inverse, k, m->sums, 0, m->coefficient);
    for (size_t p = 0; p < m->all.n; p++)
        if (!m->exposed[p])
            m->weight[p] =
                isfinite(m->rest[p])
                    ? -(m->coefficient[m->all.unit[p]] + m->coefficient[n + m->all.year[p]])
                    : 0;
}

/* Also true of a row that the fit does not reach, which counts neither as exposed nor as a
 * control. */
static bool is_exposed_row(const imputed *m, size_t p)
{
    return !tbi_unexposed(m->d, m->all.unit[p], m->d->year[m->all.year[p]]);
}

/* Average effect of cohort g in year place t, weighted by v^2; NaN when it has no row. */
static double average_cell(const imputed *m, int group, size_t t)
{
    double sum = 0, all = 0;
    for (size_t p = 0; p < m->all.n; p++) {
        if (!m->exposed[p] || m->all.year[p] != t || m->d->group[m->all.unit[p]] != group)
            continue;
        double w = m->weight[p] * m->weight[p];
        sum += w * m->rest[p];
        all += w;
    }
    return all > 0 ? sum / all : 0;
}

/* The target with weights w = weight on the rows that are set: estimate and influences. */
static bool average_rows(tbi_target *out, imputed *m, tb_arena *a)
{
    double sum = 0, all = 0;
    out->psi = TB_NEW(a, double, m->d->n);
    out->estimate = NAN;
    out->se = NAN;
    if (out->psi == NULL)
        return false;
    for (size_t p = 0; p < m->all.n; p++)
        all += m->exposed[p] ? m->weight[p] : 0;
    if (all == 0)
        return true;
    for (size_t p = 0; p < m->all.n; p++) {
        m->weight[p] = m->exposed[p] ? m->weight[p] / all : 0;
        if (m->exposed[p])
            sum += m->weight[p] * m->rest[p];
    }
    out->estimate = sum;
    spread_weights(m);
    for (size_t c = 0; c < m->d->cohorts; c++)
        for (size_t t = 0; t < m->d->years; t++) {
            if (m->d->year[t] < m->d->cohort[c])
                continue;
            double mean = average_cell(m, m->d->cohort[c], t);
            for (size_t p = 0; p < m->all.n; p++)
                if (m->exposed[p] && m->all.year[p] == t &&
                    m->d->group[m->all.unit[p]] == m->d->cohort[c])
                    out->psi[m->all.unit[p]] += m->weight[p] * (m->rest[p] - mean);
        }
    for (size_t p = 0; p < m->all.n; p++)
        if (!is_exposed_row(m, p) && isfinite(m->rest[p]))
            out->psi[m->all.unit[p]] += m->weight[p] * m->rest[p];
    out->se = tbi_target_se(out->psi, m->d->n);
    return true;
}

/* Whether row p belongs to a mean; key: event time, cohort or year, by which function it is. */
typedef bool (*row_filter)(const imputed *m, size_t p, int key);

static bool has_row(const imputed *m, size_t p, int key)
{
    (void)key;
    return m->exposed[p];
}
static bool is_event_row(const imputed *m, size_t p, int key)
{
    return m->exposed[p] && m->d->year[m->all.year[p]] - m->d->group[m->all.unit[p]] == key;
}
static bool is_cohort_row(const imputed *m, size_t p, int key)
{
    return m->exposed[p] && m->d->group[m->all.unit[p]] == key;
}
static bool is_year_row(const imputed *m, size_t p, int key)
{
    return m->exposed[p] && m->d->year[m->all.year[p]] == key;
}

/* The mean over the rows that a key chooses; units behind it are counted. */
static bool add_mean(tbi_target *out, imputed *m, row_filter choose, int key, tb_arena *a)
{
    size_t last = SIZE_MAX;
    *out = (tbi_target){ .weight = 0 };
    for (size_t p = 0; p < m->all.n; p++) {
        m->weight[p] = choose(m, p, key);
        if (m->weight[p] == 0)
            continue;
        out->weight++;
        out->treated += m->all.unit[p] != last;
        last = m->all.unit[p];
    }
    return average_rows(out, m, a);
}

/* Rows of year place t that the effects were fitted to: whom a cell of the year is compared with.
 */
static size_t count_unexposed(const imputed *m, size_t t)
{
    size_t n = 0;
    for (size_t p = 0; p < m->base.n; p++)
        n += m->base.year[p] == t;
    return n;
}

/* Keys without a row are left out.
 * Keys from .. to, both included; at least one target of room each. */
static bool list_means(tbi_targets *out, imputed *m, row_filter choose, int from, int to,
                       tb_arena *a)
{
    out->at = TB_NEW(a, tbi_target, (size_t)(to - from + 1));
    out->count = 0;
    for (int key = from; key <= to && out->at != NULL; key++) {
        tbi_target *x = &out->at[out->count];
        if (!add_mean(x, m, choose, key, a))
            return false;
        if (isnan(x->estimate))
            continue;
        x->group = choose == is_cohort_row ? key : 0;
        x->time = choose == is_cohort_row ? 0 : key;
        out->count++;
    }
    return out->at != NULL;
}

/* A cell's effect is the plain mean of what its units lie above their imputed outcomes. */
static bool list_cells(tbi_targets *out, imputed *m, tb_arena *a)
{
    const tbi_design *d = m->d;
    out->at = TB_NEW(a, tbi_target, d->cohorts * d->years);
    out->count = 0;
    for (size_t c = 0; c < d->cohorts && out->at != NULL; c++)
        for (size_t t = 0; t < d->years; t++) {
            if (d->year[t] < d->cohort[c])
                continue;
            tbi_target *x = &out->at[out->count++];
            *x = (tbi_target){ .group = d->cohort[c],
                               .time = d->year[t],
                               .controls = count_unexposed(m, t) };
            for (size_t p = 0; p < m->all.n; p++) {
                m->weight[p] = is_cohort_row(m, p, d->cohort[c]) && m->all.year[p] == t;
                x->treated += m->weight[p] > 0;
            }
            x->weight = (double)x->treated;
            if (!average_rows(x, m, a))
                return false;
        }
    return out->at != NULL;
}

/* Event times before exposure: coefficients of leads -4 to -1 (those that are there) on the
 * unexposed rows, where earlier years are the reference, as R's didimputation estimates them. */
static bool list_leads(tbi_targets *out, const tbi_design *d, tb_arena *a)
{
    enum { LEADS = 4 };
    tbi_rows r;
    tbi_fit f;
    double *x = NULL;
    size_t count[LEADS] = { 0 };
    if (!tbi_rows_make(&r, d, true, a) || (x = TB_NEW(a, double, (r.n * LEADS))) == NULL)
        return false;
    for (size_t p = 0; p < r.n; p++) {
        int g = d->group[r.unit[p]], lead = g == 0 ? 0 : g - d->year[r.year[p]];
        if (lead < 1 || lead > LEADS)
            continue;
        x[p + (size_t)(LEADS - lead) * r.n] = 1;
        count[LEADS - lead]++;
    }
    out->at = TB_NEW(a, tbi_target, LEADS);
    out->count = 0;
    if (out->at == NULL || !tbi_fit_make(&f, x, LEADS, r.y, &r, a))
        return false;
    for (size_t j = 0; j < LEADS; j++) {
        if (!f.kept[j])
            continue;
        tbi_target *t = &out->at[out->count++];
        *t = (tbi_target){ .time = (int)j - LEADS,
                           .estimate = f.beta[j],
                           .psi = &f.psi[j * d->n],
                           .treated = count[j] };
        t->se = tbi_target_se(t->psi, d->n);
    }
    return true;
}

/* The targets of the second behind those of the first. false: no memory, first is as it was. */
static bool join_targets(tbi_targets *first, const tbi_targets *second, tb_arena *a)
{
    tbi_target *at = TB_NEW(a, tbi_target, first->count + second->count);
    if (at == NULL)
        return false;
    memcpy(at, first->at, first->count * sizeof *at);
    memcpy(at + first->count, second->at, second->count * sizeof *at);
    *first = (tbi_targets){ first->count + second->count, at };
    return true;
}

/* Event times before exposure are leads of a regression, those after it imputations; averages
 * over event times, cohorts or years are not given. */
tb_status tbi_imputation(tbi_answer *out, const tbi_design *d, tb_arena *a, tb_err *err)
{
    imputed m;
    tbi_targets lags = { 0 };
    int span = d->year[d->years - 1] - d->year[0], last = d->year[d->years - 1];
    bool ok = impute_rows(&m, d, a) && add_mean(&out->overall, &m, has_row, 0, a) &&
              list_cells(&out->cell, &m, a) && list_leads(&out->event, d, a) &&
              list_means(&lags, &m, is_event_row, 0, span, a) &&
              join_targets(&out->event, &lags, a) &&
              list_means(&out->cohort, &m, is_cohort_row, d->year[0], last, a) &&
              list_means(&out->year, &m, is_year_row, d->year[0], last, a);
    if (!ok)
        return tbi_no_memory(err, "an imputation");
    out->mean_event = (tbi_target){ .estimate = NAN, .se = NAN };
    out->mean_cohort = out->mean_event;
    out->mean_year = out->mean_event;
    return TB_OK;
}
