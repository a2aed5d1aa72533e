/* did_design.c - which units, years and cohorts enter a comparison, and the sentence when none is
 * left.
 */
#include "effects/did_design.h"

#include "base/error.h"
#include "messages/effects.h"

#include <limits.h>
#include <math.h>

size_t tbi_design_cohort(const tbi_design *d, int group)
{
    for (size_t k = 0; k < d->cohorts; k++)
        if (d->cohort[k] == group)
            return k;
    return SIZE_MAX;
}

/* Cohorts in ascending order with their members; group 0 is none. */
static void count_cohorts(tbi_design *d)
{
    d->cohorts = 0;
    d->never = 0;
    for (size_t i = 0; i < d->n; i++) {
        int g = d->group[i];
        if (g == 0) {
            d->never += d->until[i] == INT_MAX;
            continue;
        }
        size_t k = 0;
        while (k < d->cohorts && d->cohort[k] < g)
            k++;
        if (k < d->cohorts && d->cohort[k] == g) {
            d->members[k]++;
            continue;
        }
        for (size_t j = d->cohorts; j > k; j--) {
            d->cohort[j] = d->cohort[j - 1];
            d->members[j] = d->members[j - 1];
        }
        d->cohort[k] = g;
        d->members[k] = 1;
        d->cohorts++;
    }
}

/* A copy that shares everything but who belongs to which cohort: placebos and permutations change
 * that. */
bool tbi_design_assign(tbi_design *out, const tbi_design *d, const int *group, tb_arena *a)
{
    *out = *d;
    out->group = TB_NEW(a, int, d->n);
    out->cohort = TB_NEW(a, int, d->n + 1);
    out->members = TB_NEW(a, size_t, d->n + 1);
    if (a->refused)
        return false;
    for (size_t i = 0; i < d->n; i++)
        out->group[i] = group[i];
    count_cohorts(out);
    return true;
}

/* The caller's table is [unit][year], the design's [year][unit]. */
static double find_score(const tb_effect_table *t, size_t i, size_t y)
{
    return t->y[i * t->years + y];
}

/* Years in which anybody has a score, within what was asked for. */
static size_t choose_years(size_t *place, const tb_effect_table *t, const tb_effect_opts *o)
{
    size_t n = 0;
    for (size_t y = 0; y < t->years; y++) {
        if ((o->first_year != 0 && t->year[y] < o->first_year) ||
            (o->last_year != 0 && t->year[y] > o->last_year))
            continue;
        bool any = false;
        for (size_t i = 0; i < t->units && !any; i++)
            any = isfinite(find_score(t, i, y));
        if (any)
            place[n++] = y;
    }
    return n;
}

/* Last year in which a unit without a date is known to be unexposed: INT_MAX when that is every
 * year. */
static int find_known_until(const tb_effect_table *t, size_t i, int last)
{
    if (t->known_until == NULL || t->known_until[i] >= last)
        return INT_MAX;
    return t->known_until[i];
}

/* Whether unit i has a score and every covariate in all `years` years of the design; place:
 * their positions in the table. */
static bool is_complete(const tb_effect_table *t, size_t i, const size_t *place, size_t years)
{
    for (size_t y = 0; y < years; y++) {
        if (!isfinite(find_score(t, i, place[y])))
            return false;
        for (size_t k = 0; k < t->covariates; k++)
            if (!isfinite(t->x[(k * t->units + i) * t->years + place[y]]))
                return false;
    }
    return true;
}

/* Comparisons year by year can use a unit for as long as it is known to be unexposed; a regression
 * or a block uses one sample throughout. */
static bool has_comparison(const tb_effect_opts *o)
{
    return (o->estimator == TB_EFFECT_CS || o->estimator == TB_EFFECT_SWITCHERS) && !o->balanced;
}

/* Picks the units: exposed after the first year, or known to be unexposed for a while; whole rows
 * where balance is asked for. */
static void choose_units(tbi_design *d, const tb_effect_table *t, const size_t *place,
                         const tb_effect_opts *o)
{
    int first = t->year[place[0]], last = t->year[place[d->years - 1]];
    for (size_t i = 0; i < t->units; i++) {
        int g = t->exposed[i] > last ? 0 : t->exposed[i];
        int until = t->exposed[i] > last ? INT_MAX : find_known_until(t, i, last);
        if (g == 0 && until < first)
            continue;
        if (g != 0 && g <= first) {
            d->early++;
            continue;
        }
        bool any = false;
        for (size_t y = 0; y < d->years && !any; y++)
            any = isfinite(find_score(t, i, place[y]));
        if (!any)
            continue;
        bool whole = !o->balanced || is_complete(t, i, place, d->years);
        if (!whole || (g == 0 && until != INT_MAX && !has_comparison(o))) {
            d->unbalanced++;
            continue;
        }
        d->row[d->n] = i;
        d->group[d->n] = g;
        d->until[d->n] = until;
        d->n++;
    }
}

/* y [years][n], x [covariates][years][n]: years outside, since a cell reads whole years; the
 * table has units outside. */
static bool copy_scores(tbi_design *d, const tb_effect_table *t, const size_t *place, tb_arena *a)
{
    d->y = TB_NEW(a, double, d->years * d->n);
    d->x = TB_NEW(a, double, d->covariates * d->years * d->n);
    if (a->refused)
        return false;
    for (size_t y = 0; y < d->years; y++)
        for (size_t i = 0; i < d->n; i++) {
            d->y[y * d->n + i] = find_score(t, d->row[i], place[y]);
            for (size_t k = 0; k < d->covariates; k++)
                d->x[(k * d->years + y) * d->n + i] =
                    t->x[(k * t->units + d->row[i]) * t->years + place[y]];
        }
    return true;
}

/* Without anybody who is never exposed the last cohort ends the years: it is compared with, not
 * estimated (as R's did does). */
static void compare_with_last_cohort(tbi_design *d)
{
    int last = d->cohort[d->cohorts - 1];
    d->coerced = last;
    while (d->years > 0 && d->year[d->years - 1] >= last) {
        d->years--;
        d->cut++;
    }
    for (size_t i = 0; i < d->n; i++) {
        if (d->group[i] != last)
            continue;
        d->group[i] = 0;
        d->until[i] = INT_MAX;
    }
    count_cohorts(d);
}

/* Comparisons need an exposed unit, more than one of them, and somebody to compare with. */
static tb_status check_cohorts(const tbi_design *d, const tb_effect_table *t, tb_err *err)
{
    if (d->cohorts == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_NOBODY_EXPOSED, t->year[0],
                        t->year[t->years - 1], d->early);
    if (d->cohorts == 1 && d->members[0] == 1)
        return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_ONE_ADOPTER, d->cohort[0]);
    if (d->cohorts == 1 && d->members[0] == d->n)
        return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_ALL_AT_ONCE, d->members[0], d->cohort[0]);
    return TB_OK;
}

/* Without units that are never exposed the last cohort is what the others are compared with, and
 * its years of exposure are left out. */
tb_status tbi_effect_design_make(tbi_design *out, const tb_effect_table *t, const tb_effect_opts *o,
                                 tb_arena *a, tb_err *err)
{
    tbi_design d = { .all = t->units, .covariates = t->covariates };
    size_t *place = TB_NEW(a, size_t, t->years);
    d.year = TB_NEW(a, int, t->years);
    d.row = TB_NEW(a, size_t, t->units);
    d.group = TB_NEW(a, int, t->units);
    d.until = TB_NEW(a, int, t->units);
    d.cohort = TB_NEW(a, int, t->units + 1);
    d.members = TB_NEW(a, size_t, t->units + 1);
    if (a->refused)
        return tbi_no_memory(err, "an effect");
    d.years = choose_years(place, t, o);
    if (d.years < 2)
        return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_FEW_YEARS, d.years);
    for (size_t y = 0; y < d.years; y++)
        d.year[y] = t->year[place[y]];
    choose_units(&d, t, place, o);
    count_cohorts(&d);
    tb_status st = check_cohorts(&d, t, err);
    if (st != TB_OK)
        return st;
    if (d.never == 0 && d.cohorts > 1)
        compare_with_last_cohort(&d);
    if (d.years < 2 || d.cohorts == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_NOBODY_LEFT, d.coerced);
    if (!copy_scores(&d, t, place, a))
        return tbi_no_memory(err, "an effect");
    *out = d;
    return TB_OK;
}
