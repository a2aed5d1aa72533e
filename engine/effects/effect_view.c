/* effect_view.c - what a caller reads of an effect: counts, lists by position, single figures.
 * Nothing is computed here. */
#include "effects/effect_internal.h"

#define GETTERS(type, many, one, count, list)                      \
    size_t tb_effect_##many(const tb_effect *e)                    \
    {                                                              \
        return e->count;                                           \
    }                                                              \
    const type *tb_effect_##one##_at(const tb_effect *e, size_t i) \
    {                                                              \
        return i < e->count ? &e->list[i] : NULL;                  \
    }

GETTERS(tb_effect_value, cells, cell, cells, cell)
GETTERS(tb_effect_value, events, event, events, event)
GETTERS(tb_effect_value, cohorts, cohort, cohorts, cohort)
GETTERS(tb_effect_value, calendar, calendar, years, year)
GETTERS(tb_effect_bound, bounds, bound, bounds, bound)
GETTERS(tb_effect_weight, weights, weight, weights, weight)
GETTERS(tb_effect_path, paths, path, paths, path)
GETTERS(tb_effect_floor, floors, floor, floors, floor)

size_t tb_effect_units(const tb_effect *e)
{
    return e->design.n;
}
size_t tb_effect_units_of_table(const tb_effect *e)
{
    return e->design.all;
}
size_t tb_effect_adopters(const tb_effect *e)
{
    return e->adopters;
}
size_t tb_effect_controls(const tb_effect *e)
{
    return e->controls;
}
int tb_effect_first_year(const tb_effect *e)
{
    return e->design.year[0];
}
int tb_effect_last_year(const tb_effect *e)
{
    return e->design.year[e->design.years - 1];
}
size_t tbi_effect_cut_years(const tb_effect *e)
{
    return e->design.cut;
}
int tbi_effect_cut_year_at(const tb_effect *e, size_t i)
{
    return e->design.year[e->design.years + i];
}
size_t tb_effect_left_out_early(const tb_effect *e)
{
    return e->design.early;
}
size_t tb_effect_left_out_unbalanced(const tb_effect *e)
{
    return e->design.unbalanced;
}
const tb_effect_overall *tb_effect_overall_of(const tb_effect *e)
{
    return &e->overall;
}
const tb_effect_value *tb_effect_mean_of_events(const tb_effect *e)
{
    return &e->mean_event;
}
const tb_effect_value *tb_effect_mean_of_cohorts(const tb_effect *e)
{
    return &e->mean_cohort;
}
const tb_effect_value *tb_effect_mean_of_years(const tb_effect *e)
{
    return &e->mean_year;
}
const double *tb_effect_influence(const tb_effect *e)
{
    return e->influence;
}
const tb_effect_pre_trend *tb_effect_pre_trend_of(const tb_effect *e)
{
    return &e->pre;
}
const char *tb_effect_bounds_reason(const tb_effect *e, const char **vi)
{
    if (vi != NULL)
        *vi = e->bounds_reason_vi;
    return e->bounds_reason;
}
const tb_effect_left_out *tb_effect_leave_one_out(const tb_effect *e)
{
    return &e->left_out;
}
size_t tb_effect_permutations(const tb_effect *e)
{
    return e->permutations;
}
const double *tb_effect_permuted(const tb_effect *e)
{
    return e->permuted;
}
