/* average.c - group-time effects averaged: over all treated cells, by time since exposure, by
 * cohort and by year (did::aggte).
 *
 * With weights N_g / N of the cells' cohorts, N the sum over the cells averaged, the weights are
 * estimates too. Their share of the influence of unit i is the sum over averaged cells of its own
 * cohort of (effect of the cell - average) / N. */
#include "effects/target.h"

#include "base/error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Averages the chosen cells by their weights. */
static bool average_cells(tbi_target *out, const tbi_target *const *cell, size_t count,
                          const tbi_design *d, tbi_weighing weighing, tb_arena *a)
{
    double all = 0, sum = 0;
    out->psi = TB_NEW(a, double, d->n);
    out->estimate = NAN;
    out->se = NAN;
    if (out->psi == NULL)
        return false;
    for (size_t k = 0; k < count; k++) {
        all += cell[k]->weight;
        sum += cell[k]->weight * cell[k]->estimate;
    }
    if (count == 0 || all == 0)
        return true;
    out->estimate = sum / all;
    for (size_t k = 0; k < count; k++) {
        double share = cell[k]->weight / all, off = (cell[k]->estimate - out->estimate) / all;
        for (size_t i = 0; i < d->n; i++) {
            out->psi[i] += share * cell[k]->psi[i];
            if (weighing == TBI_WEIGHTS_ESTIMATED && d->group[i] == cell[k]->group)
                out->psi[i] += off;
        }
    }
    out->se = tbi_target_se(out->psi, d->n);
    return true;
}

/* A cell that is its own base year has effect 0 by construction and needs no controls. */
static bool is_counted(const tbi_target *c, size_t floor)
{
    return isfinite(c->estimate) && (c->controls >= floor || c->base == c->time);
}

/* All cells from the year of adoption on, each by its weight: the simple average of group-time
 * effects. */
bool tbi_average_simple(tbi_target *out, size_t *cells, const tbi_targets *cell,
                        const tbi_design *d, tbi_weighing weighing, size_t floor, tb_arena *a)
{
    const tbi_target **pick = TB_NEW(a, const tbi_target *, cell->count);
    size_t n = 0;
    if (pick == NULL)
        return false;
    *out = (tbi_target){ 0 };
    for (size_t k = 0; k < cell->count; k++)
        if (is_counted(&cell->at[k], floor) && cell->at[k].time >= cell->at[k].group)
            pick[n++] = &cell->at[k];
    if (cells != NULL)
        *cells = n;
    return average_cells(out, pick, n, d, weighing, a);
}

typedef enum averaged_by { BY_EVENT, BY_COHORT, BY_YEAR } averaged_by;

/* What a cell is averaged by: years since exposure, cohort, or calendar year. */
static int find_key(const tbi_target *c, averaged_by what)
{
    return what == BY_EVENT ? c->time - c->group : what == BY_COHORT ? c->group : c->time;
}

/* Distinct keys in ascending order; by cohort and year only cells from the time of exposure on. */
static size_t list_keys(int *key, const tbi_targets *cell, averaged_by what, size_t floor)
{
    size_t n = 0;
    for (size_t k = 0; k < cell->count; k++) {
        const tbi_target *c = &cell->at[k];
        if (!is_counted(c, floor) || (what != BY_EVENT && c->time < c->group))
            continue;
        int x = find_key(c, what);
        size_t j = 0;
        while (j < n && key[j] < x)
            j++;
        if (j < n && key[j] == x)
            continue;
        memmove(&key[j + 1], &key[j], (n - j) * sizeof *key);
        key[j] = x;
        n++;
    }
    return n;
}

/* Units of the cohorts that the cells are of, each cohort once. */
static size_t count_adopters(const tbi_target *const *cell, size_t n, const tbi_design *d)
{
    size_t sum = 0;
    for (size_t k = 0; k < n; k++) {
        bool seen = false;
        for (size_t j = 0; j < k && !seen; j++)
            seen = cell[j]->group == cell[k]->group;
        size_t place = tbi_design_cohort(d, cell[k]->group);
        if (!seen && place != SIZE_MAX)
            sum += d->members[place];
    }
    return sum;
}

/* Cells of one event time, cohort or year. Event times before adoption are averaged too (they are
 * the check of trends); by cohort and by year only what came after counts. controls: the fewest
 * of any cell. */
static bool average_targets(tbi_targets *out, const tbi_targets *cell, averaged_by what,
                            const tbi_design *d, tbi_weighing weighing, size_t floor, tb_arena *a)
{
    int *key = TB_NEW(a, int, cell->count + 1);
    const tbi_target **pick = TB_NEW(a, const tbi_target *, cell->count + 1);
    if (a->refused)
        return false;
    size_t n = list_keys(key, cell, what, floor);
    out->count = n;
    out->at = TB_NEW(a, tbi_target, n);
    for (size_t j = 0; j < n && out->at != NULL; j++) {
        size_t m = 0, controls = SIZE_MAX;
        for (size_t k = 0; k < cell->count; k++) {
            const tbi_target *c = &cell->at[k];
            if (!is_counted(c, floor) || find_key(c, what) != key[j] ||
                (what != BY_EVENT && c->time < c->group))
                continue;
            pick[m++] = c;
            controls = c->controls < controls ? c->controls : controls;
        }
        tbi_target *o = &out->at[j];
        o->group = what == BY_COHORT ? key[j] : 0;
        o->time = what == BY_COHORT ? 0 : key[j];
        if (!average_cells(o, pick, m, d, weighing, a))
            return false;
        o->treated = count_adopters(pick, m, d);
        o->controls = controls;
        o->weight = what == BY_COHORT ? (double)d->members[tbi_design_cohort(d, key[j])] : 1;
    }
    return out->at != NULL;
}

/* The average over event times from 0 on, over cohorts by their sizes, over years. */
static bool average_groups(tbi_target *out, const tbi_targets *list, bool from_zero,
                           const tbi_design *d, tbi_weighing weighing, tb_arena *a)
{
    const tbi_target **pick = TB_NEW(a, const tbi_target *, list->count + 1);
    size_t n = 0;
    if (pick == NULL)
        return false;
    for (size_t k = 0; k < list->count; k++)
        if (!from_zero || list->at[k].time >= 0)
            pick[n++] = &list->at[k];
    *out = (tbi_target){ 0 };
    return average_cells(out, pick, n, d, weighing, a);
}

/* out->cell shares the cells of the caller. */
tb_status tbi_average(tbi_answer *out, const tbi_targets *cell, const tbi_design *d,
                      tbi_weighing weighing, size_t floor, tb_arena *a, tb_err *err)
{
    out->cell = *cell;
    bool ok = tbi_average_simple(&out->overall, NULL, cell, d, weighing, floor, a) &&
              average_targets(&out->event, cell, BY_EVENT, d, weighing, floor, a) &&
              average_targets(&out->cohort, cell, BY_COHORT, d, weighing, floor, a) &&
              average_targets(&out->year, cell, BY_YEAR, d, weighing, floor, a) &&
              average_groups(&out->mean_event, &out->event, true, d, TBI_WEIGHTS_FIXED, a) &&
              average_groups(&out->mean_cohort, &out->cohort, false, d, weighing, a) &&
              average_groups(&out->mean_year, &out->year, false, d, TBI_WEIGHTS_FIXED, a);
    return ok ? TB_OK : tbi_no_memory(err, "averages of effects");
}
