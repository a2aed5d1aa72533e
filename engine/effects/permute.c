/* permute.c - would the same effect show if the years of adoption had been dealt to the provinces
 * by lot? Randomisation inference on the studentised overall effect, which is honest about spread
 * that differs between those treated and compared with. */
#include "effects/inference.h"
#include "effects/two_way.h"

#include "num/rng.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* Units in an order in which every cohort and everybody unexposed in a year stand side by side: by
 * the first year in which a unit is (or may be) exposed. Against those never exposed only, cohorts
 * stand first. */
typedef struct dealt {
    const tbi_design *d;
    bool never;
    size_t n;
    size_t *slot;      /* [n] unit whose cohort stands at a position */
    int *key;          /* [n] first year in which it may be exposed */
    int *group;        /* [n] cohort at a position */
    size_t *from, *to; /* [cohorts] its positions */
    double *y;         /* [year][position] */
    double *psi;       /* [n] */
} dealt;

static int find_key(const tbi_design *d, size_t i)
{
    if (d->group[i] != 0)
        return d->group[i];
    return d->until[i] == INT_MAX ? INT_MAX : d->until[i] + 1;
}

static bool is_before(const dealt *x, size_t i, size_t j)
{
    const tbi_design *d = x->d;
    if (x->never && (d->group[i] != 0) != (d->group[j] != 0))
        return d->group[i] != 0;
    if (find_key(d, i) != find_key(d, j))
        return find_key(d, i) < find_key(d, j);
    return d->group[i] == 0 && d->group[j] != 0;
}

/* from .. to - 1 are the positions of a cohort; an insertion sort is enough for a few dozen units
 * and is stable. */
static bool make_dealt(dealt *x, const tbi_design *d, bool never, tb_arena *a)
{
    *x = (dealt){ .d = d, .never = never, .n = d->n };
    x->slot = TB_NEW(a, size_t, d->n);
    x->key = TB_NEW(a, int, d->n);
    x->group = TB_NEW(a, int, d->n);
    x->from = TB_NEW(a, size_t, d->cohorts);
    x->to = TB_NEW(a, size_t, d->cohorts);
    x->y = TB_NEW(a, double, d->n * d->years);
    x->psi = TB_NEW(a, double, d->n);
    if (x->slot == NULL || x->key == NULL || x->group == NULL || x->from == NULL || x->to == NULL ||
        x->y == NULL || x->psi == NULL)
        return false;
    for (size_t i = 0; i < d->n; i++) {
        size_t j = i;
        for (; j > 0 && is_before(x, i, x->slot[j - 1]); j--)
            x->slot[j] = x->slot[j - 1];
        x->slot[j] = i;
    }
    for (size_t p = 0; p < d->n; p++) {
        x->key[p] = find_key(d, x->slot[p]);
        x->group[p] = d->group[x->slot[p]];
        size_t c = x->group[p] != 0 ? tbi_design_cohort(d, x->group[p]) : SIZE_MAX;
        if (c == SIZE_MAX)
            continue;
        if (x->to[c] == 0)
            x->from[c] = p;
        x->to[c] = p + 1;
    }
    return true;
}

static size_t count_compared(const dealt *x, int year)
{
    size_t p = 0;
    while (p < x->n && (x->key[p] <= year || (x->never && x->group[p] != 0)))
        p++;
    return p;
}

/* Sum and number of the known changes over positions [from, to). */
static double sum_changes(const double *now, const double *base, size_t from, size_t to,
                          double *count)
{
    double sum = 0, n = 0;
    for (size_t p = from; p < to; p++) {
        double change = now[p] - base[p];
        bool known = change == change;
        sum += known ? change : 0;
        n += known;
    }
    *count = n;
    return sum;
}

static void add_influence(double *psi, const double *now, const double *base, size_t from,
                          size_t to, double mean, double weight)
{
    for (size_t p = from; p < to; p++) {
        double change = now[p] - base[p];
        psi[p] += change == change ? weight * (change - mean) : 0;
    }
}

/* The simple average of the cells after exposure and its error, without covariates, for outcomes as
 * they stand in x->y. */
static double compute_overall(dealt *x, double *se)
{
    const tbi_design *d = x->d;
    double all = 0, sum = 0, effect[TB_EFFECT_MAX_YEARS];
    memset(x->psi, 0, x->n * sizeof *x->psi);
    for (int pass = 0; pass < 2; pass++) /* the weights must be known before influences are added */
        for (size_t c = 0; c < d->cohorts; c++) {
            size_t base = 0, known = 0;
            double weight = (double)d->members[c], of_cohort = 0;
            while (base + 1 < d->years && d->year[base + 1] < d->cohort[c])
                base++;
            for (size_t t = base + 1; t < d->years; t++) {
                const double *now = &x->y[t * x->n], *before = &x->y[base * x->n];
                double treated, controls;
                size_t from = count_compared(x, d->year[t]);
                double gain = sum_changes(now, before, x->from[c], x->to[c], &treated);
                double drift = sum_changes(now, before, from, x->n, &controls);
                if (treated == 0 || controls == 0)
                    continue;
                effect[t] = gain / treated - drift / controls;
                if (pass == 0) {
                    all += weight;
                    sum += weight * effect[t];
                    continue;
                }
                known++;
                of_cohort += effect[t];
                add_influence(x->psi, now, before, x->from[c], x->to[c], gain / treated,
                              weight / all / treated);
                add_influence(x->psi, now, before, from, x->n, drift / controls,
                              -weight / all / controls);
            }
            for (size_t p = x->from[c]; pass == 1 && p < x->to[c]; p++)
                x->psi[p] += (of_cohort - (double)known * sum / all) / all;
        }
    double square = 0;
    for (size_t p = 0; p < x->n; p++)
        square += x->psi[p] * x->psi[p];
    *se = sqrt(square);
    return sum / all;
}

static void shuffle(size_t *order, size_t n, uint64_t seed, size_t draw)
{
    tb_rng r;
    tbi_rng_start(&r, seed, TB_STREAM_TREATMENT, ((uint64_t)3 << 40) + draw);
    for (size_t i = 0; i < n; i++) {
        size_t j = (size_t)tbi_rng_below(&r, i + 1);
        order[i] = order[j];
        order[j] = i;
    }
}

/* Cells with covariates, or a plain two-way fit, all anew. */
static bool refit(double *value, double *se, const tbi_design *d, const size_t *order,
                  const tb_effect_opts *o)
{
    tb_arena room = { 0 };
    tbi_design other;
    tbi_answer x = { 0 };
    tbi_targets cell;
    double wild;
    tb_effect_opts how = *o;
    how.bootstraps = 0;
    int *group = TB_NEW(&room, int, d->n), *until = TB_NEW(&room, int, d->n);
    bool ok = group != NULL && until != NULL;
    for (size_t i = 0; ok && i < d->n; i++) {
        group[i] = d->group[order[i]];
        until[i] = d->until[order[i]];
    }
    ok = ok && tbi_design_assign(&other, d, group, &room);
    if (ok) {
        other.until = until;
        if (o->estimator == TB_EFFECT_TWFE)
            ok = tbi_twfe(&x, &wild, &other, &how, &room, NULL) == TB_OK;
        else
            ok = tbi_cells(&cell, &other, &how, &room, NULL) == TB_OK &&
                 tbi_average_simple(&x.overall, NULL, &cell, &other, TBI_WEIGHTS_ESTIMATED, 0,
                                    &room);
    }
    *value = ok ? x.overall.estimate : NAN;
    *se = ok ? x.overall.se : NAN;
    tbi_arena_free(&room);
    return ok;
}

bool tbi_permute(double *values, double *p, const tbi_design *d, const tb_effect_opts *o,
                 const tbi_target *overall, tb_arena *a)
{
    dealt x;
    size_t *order = TB_NEW(a, size_t, d->n), above = 0, tried = 0;
    bool plain = d->covariates == 0 && o->estimator != TB_EFFECT_TWFE;
    if (order == NULL || !make_dealt(&x, d, o->control == TB_EFFECT_NEVER, a))
        return false;
    double own = fabs(overall->estimate) / overall->se;
    if (o->estimator == TB_EFFECT_SWITCHERS) { /* its own error has other factors: the statistic is
                                                  that of the group-time average */
        double se;
        for (size_t q = 0; q < d->n * d->years; q++)
            x.y[q] = d->y[q / d->n * d->n + x.slot[q % d->n]];
        own = fabs(compute_overall(&x, &se)) / se;
    }
    for (size_t b = 0; b < o->permutations; b++) {
        double se;
        shuffle(order, d->n, o->seed, b);
        if (plain) {
            for (size_t t = 0; t < d->years; t++)
                for (size_t q = 0; q < d->n; q++)
                    x.y[t * d->n + q] = d->y[t * d->n + order[q]];
            values[b] = compute_overall(&x, &se);
        } else
            (void)refit(&values[b], &se, d, order, o);
        if (!isfinite(values[b]) || !(se > 0))
            continue;
        tried++;
        above += fabs(values[b]) / se >= own * (1 - 1e-12);
    }
    *p = tried > 0 ? (1 + (double)above) / (1 + (double)tried) : NAN;
    return true;
}
