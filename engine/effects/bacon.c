/* bacon.c - what the plain two-way coefficient is made of: comparisons of two cohorts at a time,
 * each with its weight, some of which use units already exposed as controls (Goodman-Bacon 2021).
 * On units with whole rows. */
#include "effects/bacon.h"

#include <math.h>

typedef struct comparison_side {
    int group;      /* 0 = never exposed */
    double share;   /* of the units */
    double exposed; /* share of the years in which it is exposed */
    double *mean;   /* [years] */
    size_t from;    /* place of the first exposed year; years when never */
} comparison_side;

/* A score in every year, and exposure known throughout: what a balanced two-way regression needs.
 */
static bool is_whole_row(const tbi_design *d, size_t i)
{
    for (size_t t = 0; t < d->years; t++)
        if (!isfinite(d->y[t * d->n + i]))
            return false;
    return d->group[i] != 0 || d->until[i] >= d->year[d->years - 1];
}

/* A cohort as one unit: its mean path over whole rows. share 0 when it has none. */
static bool make_side(comparison_side *s, const tbi_design *d, int group, size_t units, tb_arena *a)
{
    double n = 0;
    *s = (comparison_side){ .group = group, .from = d->years, .mean = TB_NEW(a, double, d->years) };
    for (size_t i = 0; i < d->n && s->mean != NULL; i++) {
        if (d->group[i] != group || !is_whole_row(d, i))
            continue;
        n++;
        for (size_t t = 0; t < d->years; t++)
            s->mean[t] += d->y[t * d->n + i];
    }
    for (size_t t = 0; t < d->years && s->mean != NULL; t++) {
        s->mean[t] /= n;
        if (group != 0 && d->year[t] >= group && s->from == d->years)
            s->from = t;
    }
    s->share = n / (double)units;
    s->exposed = (double)(d->years - s->from) / (double)d->years;
    return s->mean != NULL;
}

static double average_years(const comparison_side *s, size_t from, size_t to)
{
    double sum = 0;
    for (size_t t = from; t < to; t++)
        sum += s->mean[t];
    return sum / (double)(to - from);
}

/* Mean of the years middle .. to - 1 less that of from .. middle - 1. */
static double compute_change(const comparison_side *s, size_t from, size_t middle, size_t to)
{
    return average_years(s, middle, to) - average_years(s, from, middle);
}

/* The comparisons of two sides of which the first is exposed earlier (u never: one; both exposed:
 * two). Weights are the variances of exposure in each comparison and are made to sum to one by the
 * caller. */
static size_t compare_sides(tb_effect_weight *w, const comparison_side *k, const comparison_side *u,
                            size_t years)
{
    double nk = k->share, nu = u->share, dk = k->exposed, du = u->exposed;
    if (u->group == 0) {
        double effect = compute_change(k, 0, k->from, years) - compute_change(u, 0, k->from, years);
        w[0] =
            (tb_effect_weight){ k->group, 0, "treated vs never", nk * nu * dk * (1 - dk), effect };
        return 1;
    }
    double early = compute_change(k, 0, k->from, u->from) - compute_change(u, 0, k->from, u->from);
    double late =
        compute_change(u, k->from, u->from, years) - compute_change(k, k->from, u->from, years);
    w[0] = (tb_effect_weight){ k->group, u->group, "earlier vs later",
                               nk * nu * (dk - du) * (1 - dk), early };
    w[1] = (tb_effect_weight){ u->group, k->group, "later vs earlier", nk * nu * du * (dk - du),
                               late };
    return 2;
}

/* Every pair of cohorts is compared twice, with either as control, and once with those never
 * exposed; weights are scaled to sum to 1. */
bool tbi_bacon(tb_effect_weight **out, size_t *count, const tbi_design *d, tb_arena *a)
{
    size_t sides = 0, units = 0, n = 0;
    comparison_side *s = TB_NEW(a, comparison_side, d->cohorts + 1);
    *out = TB_NEW(a, tb_effect_weight, d->cohorts * (d->cohorts + 1));
    *count = 0;
    for (size_t i = 0; i < d->n; i++)
        units += is_whole_row(d, i);
    if (a->refused)
        return false;
    for (size_t k = 0; k <= d->cohorts; k++) {
        if (!make_side(&s[sides], d, k < d->cohorts ? d->cohort[k] : 0, units, a))
            return false;
        sides += s[sides].share > 0;
    }
    double all = 0;
    for (size_t k = 0; k < sides; k++)
        for (size_t u = k + 1; u < sides; u++)
            n += compare_sides(*out + n, &s[k], &s[u], d->years);
    for (size_t j = 0; j < n; j++)
        all += (*out)[j].weight;
    for (size_t j = 0; j < n; j++)
        (*out)[j].weight /= all;
    *count = n;
    return true;
}
