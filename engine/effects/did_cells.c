/* did_cells.c - what did cohort g gain by year t over those not exposed? The change of the cohort
 * since its base year, less the change of the comparison units, with the influence of each unit
 * (Callaway and Sant'Anna 2021). */
#include "effects/compare.h"
#include "effects/target.h"

#include "base/error.h"
#include "messages/effects.h"

#include <float.h>
#include <math.h>

/* sqrt(sum psi^2); what is not above 10 sqrt(epsilon) is rounding of an effect without error (R's
 * did). */
double tbi_target_se(const double *psi, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += psi[i] * psi[i];
    double se = sqrt(sum);
    return se > 10 * sqrt(DBL_EPSILON) ? se : NAN;
}

/* Place of the last year before exposure; SIZE_MAX when there is none. */
static size_t find_year_before(const tbi_design *d, int group)
{
    size_t found = SIZE_MAX;
    for (size_t t = 0; t < d->years && d->year[t] < group; t++)
        found = t;
    return found;
}

/* side [n]: 1 = of the cohort, 0 = compared with, -1 = neither. Compared with are units unexposed
 * in the later of both years. */
static void choose_sides(signed char *side, const tbi_design *d, int group, size_t t, size_t b,
                         bool never)
{
    int later = d->year[t > b ? t : b];
    for (size_t i = 0; i < d->n; i++) {
        side[i] = -1;
        if (d->group[i] == group)
            side[i] = 1;
        else if (never ? d->group[i] == 0 && d->until[i] >= later : tbi_unexposed(d, i, later))
            side[i] = 0;
    }
}

/* The changes of those on both sides who have both scores (and covariates in the earlier year). */
static void gather_changes(tbi_compare *c, const tbi_design *d, const signed char *side, size_t t,
                           size_t b)
{
    size_t early = t < b ? t : b, k = d->covariates + 1;
    c->n = 0;
    c->treated = 0;
    for (size_t i = 0; i < d->n; i++) {
        double change = d->y[t * d->n + i] - d->y[b * d->n + i];
        if (side[i] < 0 || !isfinite(change))
            continue;
        double *x = &c->x[c->n * k];
        bool whole = true;
        x[0] = 1;
        for (size_t j = 0; j < d->covariates; j++) {
            x[j + 1] = d->x[(j * d->years + early) * d->n + i];
            whole = whole && isfinite(x[j + 1]);
        }
        if (!whole)
            continue;
        c->unit[c->n] = i;
        c->change[c->n] = change;
        c->side[c->n] = side[i];
        c->treated += side[i] == 1;
        c->n++;
    }
}

/* One cell; base and time are places of years. */
static void fill_cell(tbi_target *cell, tbi_compare *c, const tbi_design *d,
                      const tb_effect_opts *o, signed char *side)
{
    size_t t = (size_t)cell->time, b = (size_t)cell->base;
    cell->time = d->year[t];
    cell->base = d->year[b];
    cell->estimate = NAN;
    cell->se = NAN;
    if (t == b) { /* the base year itself: no change, and no error */
        cell->estimate = 0;
        cell->treated = d->members[tbi_design_cohort(d, cell->group)];
        return;
    }
    choose_sides(side, d, cell->group, t, b, o->control == TB_EFFECT_NEVER);
    gather_changes(c, d, side, t, b);
    cell->treated = c->treated;
    cell->controls = c->n - c->treated;
    if (cell->treated == 0 || cell->controls == 0 ||
        !tbi_compare_make(&cell->estimate, c, o->method))
        return;
    for (size_t r = 0; r < c->n; r++)
        cell->psi[c->unit[r]] = c->psi[r];
    cell->se = tbi_target_se(cell->psi, d->n);
}

/* Lists the cells: with a varying base every year but the first, before exposure compared with the
 * year before; with a universal base every year, compared with the last year before exposure. */
static size_t list_cells(tbi_target *cell, const tbi_design *d, bool universal)
{
    size_t n = 0;
    for (size_t k = 0; k < d->cohorts; k++) {
        size_t before = find_year_before(d, d->cohort[k]);
        if (before == SIZE_MAX)
            continue;
        for (size_t t = universal ? 0 : 1; t < d->years; t++) {
            size_t base = universal || d->year[t] >= d->cohort[k] ? before : t - 1;
            cell[n].group = d->cohort[k];
            cell[n].time = (int)t;
            cell[n].base = (int)base;
            cell[n].weight = (double)d->members[k];
            n++;
        }
    }
    return n;
}

/* psi [units]: influence of each unit on the cell's estimate, from which every average's error is
 * made. */
tb_status tbi_cells(tbi_targets *out, const tbi_design *d, const tb_effect_opts *o, tb_arena *a,
                    tb_err *err)
{
    tbi_compare c;
    tbi_target *cell = TB_NEW(a, tbi_target, d->cohorts * d->years);
    signed char *side = TB_NEW(a, signed char, d->n);
    bool room = tbi_compare_room(&c, d->n, d->covariates + 1, a);
    if (cell == NULL || side == NULL || !room)
        return tbi_no_memory(err, "group-time effects");
    size_t n = list_cells(cell, d, o->base == TB_EFFECT_UNIVERSAL), known = 0;
    for (size_t k = 0; k < n; k++) {
        cell[k].psi = TB_NEW(a, double, d->n);
        if (cell[k].psi == NULL)
            return tbi_no_memory(err, "group-time effects");
        fill_cell(&cell[k], &c, d, o, side);
        known += isfinite(cell[k].estimate) && cell[k].base != cell[k].time;
    }
    if (known == 0 && d->covariates > 0)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_EFFECTS_SINGULAR);
    *out = (tbi_targets){ n, cell };
    return TB_OK;
}
