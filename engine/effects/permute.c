/* permute.c - would the same effect show if the years of adoption had been dealt to the provinces
 * by lot? Randomisation inference on the studentised overall effect, which is honest about spread
 * that differs between those treated and compared with.
 * Deals keep the sizes of cohorts and who may be a control until when, so that every deal is as
 * likely as the actual one under the hypothesis of no effect. p = (1 + number as extreme) / (1 +
 * deals). */
#include "effects/inference.h"
#include "effects/two_way.h"

#include "num/rng.h"
#include "num/wide.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* Deals that are worked on side by side: each has its own sums, taken in the order that it would
 * have alone, so that the number of them changes no figure. */
enum { LANES = 8 };

/* Mean changes of one cohort in one year, of its members and of those compared with, and how many
 * of either are known. */
typedef struct gap {
    double treated[LANES], controls[LANES], gain[LANES], drift[LANES];
    size_t from; /* first position compared with */
} gap;

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
    double *y;         /* [year][position][LANES] */
    double *psi;       /* [n][LANES] */
    gap *gap;          /* [cohort][year] */
} dealt;

/* INT_MAX: never exposed and known to stay so. */
static int find_key(const tbi_design *d, size_t i)
{
    if (d->group[i] != 0)
        return d->group[i];
    return d->until[i] == INT_MAX ? INT_MAX : d->until[i] + 1;
}

/* The order in which units are dealt: the exposed first where the never exposed are the
 * comparison; then by the year of exposure, beside which an unexposed unit stands by the first
 * year in which nothing is known of it any more, behind the exposed of that year. */
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
    x->y = TB_NEW(a, double, (d->n * d->years * LANES));
    x->psi = TB_NEW(a, double, (d->n * LANES));
    x->gap = TB_NEW(a, gap, (d->cohorts * d->years));
    if (a->refused)
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

/* Positions that are exposed by `year`: those behind them are the controls. */
static size_t count_compared(const dealt *x, int year)
{
    size_t p = 0;
    while (p < x->n && (x->key[p] <= year || (x->never && x->group[p] != 0)))
        p++;
    return p;
}

/* Mean and number of the known changes over positions [from, to). now, base [position][LANES]. */
static inline void average_changes(double *mean, double *count, const double *now,
                                   const double *base, size_t from, size_t to)
{
    double sum[LANES] = { 0 }, n[LANES] = { 0 };
    for (size_t p = from; p < to; p++)
        for (size_t l = 0; l < LANES; l++) {
            double change = now[p * LANES + l] - base[p * LANES + l];
            sum[l] += change == change ? change : 0;
            n[l] += change == change ? 1 : 0;
        }
    for (size_t l = 0; l < LANES; l++) {
        mean[l] = sum[l] / n[l];
        count[l] = n[l];
    }
}

/* Adds weight * (change - mean) of LANES permutations at once to psi [units][LANES], for the
 * units from .. to of one side of a comparison. */
static inline void add_influence(double *psi, const double *now, const double *base, size_t from,
                                 size_t to, const double *mean, const double *weight)
{
    for (size_t p = from; p < to; p++)
        for (size_t l = 0; l < LANES; l++) {
            double change = now[p * LANES + l] - base[p * LANES + l];
            /* a lane without a comparison has the weight 0 and perhaps no mean */
            bool counts = change == change && weight[l] != 0;
            psi[p * LANES + l] += counts ? weight[l] * (change - mean[l]) : 0;
        }
}

/* The last year before exposure of a cohort. */
static size_t find_base(const tbi_design *d, size_t cohort)
{
    size_t base = 0;
    while (base + 1 < d->years && d->year[base + 1] < d->cohort[cohort])
        base++;
    return base;
}

/* Means of all cells, the sum of weights and the weighted sum of effects of each lane. */
TB_WIDE static void compare_cells(dealt *x, double *all, double *sum)
{
    const tbi_design *d = x->d;
    for (size_t c = 0; c < d->cohorts; c++) {
        size_t base = find_base(d, c);
        double weight = (double)d->members[c];
        for (size_t t = base + 1; t < d->years; t++) {
            gap *g = &x->gap[c * d->years + t];
            const double *now = &x->y[t * x->n * LANES], *before = &x->y[base * x->n * LANES];
            g->from = count_compared(x, d->year[t]);
            average_changes(g->gain, g->treated, now, before, x->from[c], x->to[c]);
            average_changes(g->drift, g->controls, now, before, g->from, x->n);
            for (size_t l = 0; l < LANES; l++) {
                bool known = g->treated[l] > 0 && g->controls[l] > 0;
                all[l] += known ? weight : 0;
                sum[l] += known ? weight * (g->gain[l] - g->drift[l]) : 0;
            }
        }
    }
}

/* What each unit adds to the average: through the means of its cells, and through how often its
 * cohort counts. */
TB_WIDE static void add_influences(dealt *x, const double *all, const double *sum)
{
    const tbi_design *d = x->d;
    for (size_t c = 0; c < d->cohorts; c++) {
        size_t base = find_base(d, c);
        double known[LANES] = { 0 }, of_cohort[LANES] = { 0 };
        double weight = (double)d->members[c];
        for (size_t t = base + 1; t < d->years; t++) {
            const gap *g = &x->gap[c * d->years + t];
            const double *now = &x->y[t * x->n * LANES], *before = &x->y[base * x->n * LANES];
            double up[LANES], down[LANES];
            for (size_t l = 0; l < LANES; l++) {
                bool counts = g->treated[l] > 0 && g->controls[l] > 0;
                up[l] = counts ? weight / all[l] / g->treated[l] : 0;
                down[l] = counts ? -weight / all[l] / g->controls[l] : 0;
                known[l] += counts ? 1 : 0;
                of_cohort[l] += counts ? g->gain[l] - g->drift[l] : 0;
            }
            add_influence(x->psi, now, before, x->from[c], x->to[c], g->gain, up);
            add_influence(x->psi, now, before, g->from, x->n, g->drift, down);
        }
        for (size_t p = x->from[c]; p < x->to[c]; p++)
            for (size_t l = 0; l < LANES; l++)
                x->psi[p * LANES + l] += (of_cohort[l] - known[l] * sum[l] / all[l]) / all[l];
    }
}

/* The simple average of the cells after exposure and its error, without covariates, for outcomes as
 * they stand in x->y. value, se [LANES] out. */
static void compute_overall(dealt *x, double *value, double *se)
{
    double all[LANES] = { 0 }, sum[LANES] = { 0 }, square[LANES] = { 0 };
    memset(x->psi, 0, x->n * LANES * sizeof *x->psi);
    compare_cells(x, all, sum);
    add_influences(x, all, sum);
    for (size_t p = 0; p < x->n; p++)
        for (size_t l = 0; l < LANES; l++)
            square[l] += x->psi[p * LANES + l] * x->psi[p * LANES + l];
    for (size_t l = 0; l < LANES; l++) {
        se[l] = sqrt(square[l]);
        value[l] = sum[l] / all[l];
    }
}

/* A random permutation (Fisher and Yates, in Durstenfeld's inside-out form) from the stream of
 * its draw: permutation number k is the same whatever ran before. */
static void shuffle_units(size_t *order, size_t n, uint64_t seed, size_t draw)
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
static bool refit_permuted(double *value, double *se, const tbi_design *d, const size_t *order,
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

/* Outcomes as a deal gives them, into one lane. order NULL: as they are. */
static void fill_lane(dealt *x, size_t lane, const size_t *order)
{
    const tbi_design *d = x->d;
    for (size_t t = 0; t < d->years; t++)
        for (size_t q = 0; q < d->n; q++)
            x->y[(t * d->n + q) * LANES + lane] =
                d->y[t * d->n + (order != NULL ? order[q] : x->slot[q])];
}

/* Estimates and errors of the deals first .. first + LANES - 1, the last block filled up with its
 * last deal. */
static void deal_block(double *value, double *se, dealt *x, size_t *order, size_t first,
                       const tb_effect_opts *o)
{
    for (size_t l = 0; l < LANES; l++) {
        size_t draw = first + l < o->permutations ? first + l : o->permutations - 1;
        shuffle_units(order, x->n, o->seed, draw);
        fill_lane(x, l, order);
    }
    compute_overall(x, value, se);
}

/* Studentised by its own error in each deal, which keeps the size where spreads differ (Janssen
 * 1997). */
bool tbi_permute(double *values, double *p, const tbi_design *d, const tb_effect_opts *o,
                 const tbi_target *overall, tb_arena *a)
{
    dealt x;
    size_t *order = TB_NEW(a, size_t, d->n), above = 0, tried = 0;
    double value[LANES], error[LANES];
    bool plain = d->covariates == 0 && o->estimator != TB_EFFECT_TWFE;
    if (order == NULL || !make_dealt(&x, d, o->control == TB_EFFECT_NEVER, a))
        return false;
    double own = fabs(overall->estimate) / overall->se;
    if (o->estimator == TB_EFFECT_SWITCHERS) { /* its own error has other factors: the statistic is
                                                  that of the group-time average */
        for (size_t l = 0; l < LANES; l++)
            fill_lane(&x, l, NULL);
        compute_overall(&x, value, error);
        own = fabs(value[0]) / error[0];
    }
    for (size_t b = 0; b < o->permutations; b++) {
        double se;
        if (plain) {
            if (b % LANES == 0)
                deal_block(value, error, &x, order, b, o);
            values[b] = value[b % LANES];
            se = error[b % LANES];
        } else {
            shuffle_units(order, d->n, o->seed, b);
            (void)refit_permuted(&values[b], &se, d, order, o);
        }
        if (!isfinite(values[b]) || !(se > 0))
            continue;
        tried++;
        above += fabs(values[b]) / se >= own * (1 - 1e-12);
    }
    *p = tried > 0 ? (1 + (double)above) / (1 + (double)tried) : NAN;
    return true;
}
