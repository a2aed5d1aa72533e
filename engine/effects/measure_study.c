/* measure_study.c - a measure and an outcome: the estimate, what could have been seen, outcomes
 * that should not have moved, dates that are not certain, and what others found. */
#include "effects/measure_study.h"

#include "base/bar_list.h"
#include "base/error.h"
#include "effects/dates.h"
#include "effects/target.h"
#include "messages/effects.h"
#include "messages/one_language.h"
#include "num/dist.h"
#include "num/quantile.h"

#include <math.h>
#include <string.h>
#include <strings.h>
#include <tangbac/score.h>

/* Below this share of the units that the publisher ranked an outcome is a selection. */
static const double least_covered = 0.8;

/* A measure that the panel does not describe is called by its id. */
tbi_measure tbi_measure_of(const tb_panel *p, const char *id)
{
    for (size_t i = 0; i < tb_panel_measures(p); i++) {
        const tb_measure *m = tb_panel_measure_at(p, i);
        if (strcmp(m->measure, id) == 0)
            return (tbi_measure){ m->measure, m->name_vi, m->name_en, m->components, m->levers };
    }
    return (tbi_measure){ id, id, id, "", "" };
}

/* A total is named by "INDEX.TOTAL" and by "INDEX" alike. */
static bool is_node_named(const char *list, const tb_index *x, size_t column, tb_arena *a)
{
    const char *code = x->indicator[column].code;
    const char *name = tbi_arena_printf(a, "%s.%s", x->code, code);
    return name != NULL && (tbi_bar_list_has(list, name, strlen(name)) ||
                            (column == 0 && tbi_bar_list_has(list, x->code, strlen(x->code))));
}

/* A measure is expected to move a column when its list names it or anything above it in the
 * tree. */
bool tbi_expected(const tbi_measure *m, const tb_index *x, size_t column)
{
    tb_arena a = { 0 };
    bool found = false;
    for (int depth = 0; depth < 6 && !found; depth++) {
        found = is_node_named(m->components, x, column, &a);
        ptrdiff_t parent = tb_index_indicator(x, x->indicator[column].parent);
        if (parent < 0)
            break;
        column = (size_t)parent;
    }
    tbi_arena_free(&a);
    return found;
}

/* The data of an effect: outcome, exposure and covariates as arrays. */
typedef struct arrays {
    tbi_outcome outcome;
    tb_effect_table table;
    int *exposed, *until;
    size_t dated;
} arrays;

/* x [covariates][units][years]; NAN where the other index has no such unit. false: no memory; *st
 * says whether a name was not found. */
static bool add_covariates(arrays *d, const tbi_setting *with, tb_err *err, tb_status *st)
{
    const tb_effects_ask *ask = with->ask;
    size_t cells = d->outcome.units * d->outcome.years;
    double *x = TB_NEW(with->arena, double, (ask->covariates * cells));
    if (x == NULL)
        return false;
    for (size_t k = 0; k < ask->covariates; k++) {
        const tb_index *index = NULL;
        size_t column = 0;
        *st = tb_panel_find_indicator(&index, &column, with->p, ask->covariate[k], err);
        if (*st != TB_OK)
            return true;
        for (size_t i = 0; i < d->outcome.units; i++) {
            ptrdiff_t unit = tb_index_unit(index, d->outcome.unit[i]);
            for (size_t t = 0; t < d->outcome.years; t++)
                x[k * cells + i * d->outcome.years + t] =
                    unit < 0 ? NAN
                             : tb_score_cell(index, d->outcome.year[t], (size_t)unit, column, NULL);
        }
    }
    d->table.covariates = ask->covariates;
    d->table.x = x;
    return true;
}

/* The last year that is known of an index; 0: all. */
static int find_as_of(const tb_effects_ask *ask, const tb_index *x)
{
    for (size_t i = 0; i < ask->as_ofs; i++)
        if (strcasecmp(ask->as_of_index[i].index, x->code) == 0)
            return ask->as_of_index[i].year;
    return ask->as_of;
}

/* Outcomes later than as_of are not read, whatever years were asked for. y [units][years]. */
static tb_status load_arrays(arrays *d, const tbi_setting *with, const char *measure,
                             const tb_index *x, size_t column, tb_err *err)
{
    const tb_effects_ask *ask = with->ask;
    int last = ask->how->last_year, as_of = find_as_of(ask, x);
    if (as_of != 0 && (last == 0 || last > as_of))
        last = as_of;
    tb_status st = TB_OK;
    tb_arena *a = with->arena;
    bool ok = tbi_outcome_load(&d->outcome, with->p, x, column, ask->how->first_year, last, a);
    d->exposed = ok ? TB_NEW(a, int, d->outcome.units) : NULL;
    d->until = ok ? TB_NEW(a, int, d->outcome.units) : NULL;
    double *y = ok ? TB_NEW(a, double, d->outcome.units * d->outcome.years) : NULL;
    if (d->exposed == NULL || d->until == NULL || y == NULL)
        return tbi_no_memory(err, "an outcome");
    if (ask->how->scale == TB_EFFECT_SD)
        tbi_outcome_standardise(y, &d->outcome);
    else
        memcpy(y, d->outcome.points, d->outcome.units * d->outcome.years * sizeof *y);
    d->dated = tbi_outcome_expose(d->exposed, d->until, &d->outcome, with->adoptions, measure);
    d->table = (tb_effect_table){ sizeof d->table,
                                  d->outcome.units,
                                  d->outcome.years,
                                  0,
                                  d->outcome.year,
                                  y,
                                  d->exposed,
                                  d->until,
                                  NULL };
    if (ask->covariates > 0 && !add_covariates(d, with, err, &st))
        return tbi_no_memory(err, "covariates");
    return st;
}

/* Why an outcome cannot carry an effect at all: it is known for a selection of the units. */
static bool refuse_selected(tb_effect_study *s, const tbi_outcome *o, tb_arena *a)
{
    if (o->years == 0) {
        s->reason = TB_EN(TB_MSG_EFFECTS_CANNOT_BE_ESTIMATED_NOBODY);
        s->reason_vi = TB_VI(TB_MSG_EFFECTS_CANNOT_BE_ESTIMATED_NOBODY);
        s->usable_reason_id = "nobody_known";
        return true;
    }
    if (o->covered >= least_covered)
        return false;
    s->reason = tbi_arena_printf(a, TB_EN(TB_MSG_EFFECTS_CANNOT_BE_ESTIMATED_UNITS), o->ranked,
                                 100 * o->covered);
    s->reason_vi = tbi_arena_printf(a, TB_VI(TB_MSG_EFFECTS_CANNOT_BE_ESTIMATED_UNITS),
                                    100 * o->covered, o->ranked);
    s->selected = true;
    s->usable_reason_id = "selected";
    return true;
}

/* The spread of what units gain from the first to the second half of the years, over a difference
 * of means of n and N - n units: what could be seen with n adopters. */
static bool fill_powers(tb_effect_study *s, const arrays *d, tb_arena *a)
{
    static const size_t adopters[] = { 1, 5, 10, 20, 30 };
    const tbi_outcome *o = &d->outcome;
    double *gain = TB_NEW(a, double, o->units);
    tb_effect_power *power = TB_NEW(a, tb_effect_power, 5);
    size_t n = 0, half = o->years / 2;
    if (a->refused)
        return false;
    for (size_t i = 0; i < o->units && half > 0; i++) {
        double sum[2] = { 0, 0 };
        for (size_t t = 0; t < o->years; t++)
            sum[t >= half] +=
                d->table.y[i * o->years + t] / (double)(t >= half ? o->years - half : half);
        if (isfinite(sum[0]) && isfinite(sum[1]))
            gain[n++] = sum[1] - sum[0];
    }
    double sd = n > 2 ? sqrt(tbi_variance(gain, n)) : NAN, all = (double)n;
    for (size_t k = 0; k < 5 && n > adopters[k] + 1; k++) {
        double m = (double)adopters[k], se = sd * sqrt(1 / m + 1 / (all - m));
        double mde = (tbi_t_quantile(0.975, all - 1) + tbi_t_quantile(0.80, all - 1)) * se;
        double points = s->scale == TB_EFFECT_SD ? mde * o->sd : mde;
        power[s->powers++] = (tb_effect_power){ adopters[k], mde, tbi_outcome_places(o, points) };
    }
    s->power = power;
    return true;
}

/* Parts of the same total that the measure is not said to move. */
static tb_status fill_placebos(tb_effect_study *s, const tbi_setting *with, const tbi_measure *m,
                               const tb_index *x, size_t column, tb_err *err)
{
    tb_effect_placebo *list = TB_NEW(with->arena, tb_effect_placebo, x->n_indicator);
    tb_effect_opts o = *with->ask->how;
    o.permutations = 0;
    o.bootstraps = 0;
    o.bounds = false;
    o.balanced = with->ask->how->balanced;
    if (list == NULL)
        return tbi_no_memory(err, "placebo outcomes");
    s->placebo = list;
    if (m->components[0] == '\0')
        return TB_OK;
    for (size_t c = 0; c < x->n_indicator; c++) {
        bool part = strcmp(x->indicator[c].parent, "TOTAL") == 0;
        bool own = c == column || strcmp(x->indicator[column].parent, x->indicator[c].code) == 0;
        if (!part || own || tbi_expected(m, x, c) || column == 0)
            continue;
        arrays d = { 0 };
        tb_effect *e = NULL;
        tb_status st = load_arrays(&d, with, m->id, x, c, err);
        if (st != TB_OK)
            return st;
        if (d.outcome.covered < least_covered || tb_effect_make(&e, &d.table, &o, NULL) != TB_OK)
            continue;
        const tb_effect_overall *v = tb_effect_overall_of(e);
        list[s->placebos++] = (tb_effect_placebo){ d.outcome.name, v->estimate, v->std_error,
                                                   v->p_value, tb_effect_pre_trend_of(e)->p_value };
        tb_effect_free(e);
    }
    return TB_OK;
}

/* Bounded units: earliest and latest year of exposure. Without a lower bound it is the first year
 * in which anybody was exposed. */
static tb_status try_dates(tb_effect_study *s, const tbi_setting *with, const arrays *d,
                           tb_err *err)
{
    s->dates = (tb_effect_date_draws){ 0, 0, NAN, NAN, NAN, NAN, NAN };
    if (with->ask->dates == TB_EFFECT_DATED)
        return TB_OK;
    int *earliest = TB_NEW(with->arena, int, d->outcome.units), first = 9999;
    int *latest = TB_NEW(with->arena, int, d->outcome.units);
    if (with->arena->refused)
        return tbi_no_memory(err, "dates of adoption");
    for (size_t i = 0; i < d->outcome.units; i++)
        if (d->exposed[i] != 0 && d->exposed[i] < first)
            first = d->exposed[i];
    for (size_t k = 0; k < tb_exposures_count(with->adoptions); k++) {
        const tb_exposure *r = tb_exposure_at(with->adoptions, k);
        if (strcmp(r->measure, s->measure) != 0 || r->status != TB_EXPOSURE_BOUNDED ||
            r->not_after == 0)
            continue;
        ptrdiff_t i = tb_index_unit(d->outcome.index, r->unit);
        if (i < 0)
            continue;
        earliest[i] = r->not_before != 0 ? r->not_before : first;
        latest[i] = r->not_after + 1 > earliest[i] ? r->not_after + 1 : earliest[i];
    }
    return tbi_dates_try(&s->dates, &d->table, earliest, latest, with->ask->how,
                         with->ask->dates == TB_EFFECT_DRAWN, err);
}

/* The average over cells whose two years follow one set of rules. */
static tb_status study_within_scheme(tb_effect_study *s, const tbi_setting *with, const arrays *d,
                                     tb_err *err)
{
    tb_arena a = { 0 };
    tbi_design design;
    tbi_targets cell;
    tbi_target mean;
    size_t kept = 0;
    const tb_effect_opts *o = with->ask->how;
    s->within_scheme = (tb_effect_floor){ 0, 0, NAN, NAN };
    if (o->estimator != TB_EFFECT_CS)
        return TB_OK;
    if (tbi_effect_design_make(&design, &d->table, o, &a, NULL) == TB_OK &&
        tbi_cells(&cell, &design, o, &a, NULL) == TB_OK) {
        for (size_t k = 0; k < cell.count; k++)
            if (tb_index_scheme(d->outcome.index, cell.at[k].time) ==
                tb_index_scheme(d->outcome.index, cell.at[k].base))
                cell.at[kept++] = cell.at[k];
        cell.count = kept;
        if (tbi_average_simple(&mean, &s->within_scheme.cells, &cell, &design,
                               TBI_WEIGHTS_ESTIMATED, 0, &a)) {
            s->within_scheme.estimate = mean.estimate;
            s->within_scheme.std_error = mean.se;
        }
    }
    bool refused = a.refused;
    tbi_arena_free(&a);
    return refused ? tbi_no_memory(err, "cells of one scheme") : TB_OK;
}

/* A study with its names and nothing computed yet: every figure NaN, every count 0, so that what
 * a later step leaves out is absent and not 0. */
static void name_study(tb_effect_study *s, const tbi_setting *with, const tbi_measure *m,
                       const arrays *d)
{
    *s = (tb_effect_study){ .measure = m->id, .measure_vi = m->vi, .measure_en = m->en };
    s->outcome = d->outcome.name;
    s->outcome_vi = d->outcome.vi;
    s->outcome_en = d->outcome.en;
    s->scale = with->ask->how->scale;
    s->unit_code = d->outcome.unit;
    s->unit_vi = d->outcome.unit_vi;
    s->sd_between = d->outcome.sd;
    s->p_romano_wolf = NAN;
    s->mde_ranks = NAN;
    s->plan_sd = NAN;
    s->posterior = (tb_effect_posterior){ NAN, NAN, NAN, NAN, NAN, NAN };
    s->dates = (tb_effect_date_draws){ 0, 0, NAN, NAN, NAN, NAN, NAN };
    s->within_scheme = (tb_effect_floor){ 0, 0, NAN, NAN };
}

tb_status tbi_study_make(tb_effect_study *s, const tbi_setting *with, const tbi_measure *m,
                         const tb_index *x, size_t column, tb_err *why, tb_err *err)
{
    arrays d = { 0 };
    tb_effect *made = NULL;
    tb_err own = TB_ERR_INIT;
    if (why == NULL)
        why = &own;
    tb_status st = load_arrays(&d, with, m->id, x, column, err);
    if (st != TB_OK)
        return st;
    name_study(s, with, m, &d);
    if (refuse_selected(s, &d.outcome, with->arena))
        return TB_OK;
    if (!with->ask->how->plan_only && !fill_powers(s, &d, with->arena))
        return tbi_no_memory(err, "the detectable effect");
    if (d.dated == 0)
        st = tbi_fail(why, TB_EDATA, TB_MSG_EFFECTS_NOBODY_DATED, m->id);
    else
        st = tb_effect_make(&made, &d.table, with->ask->how, why);
    s->effect = made;
    if (st == TB_ENOMEM)
        return tbi_no_memory(err, "an effect");
    if (st != TB_OK) {
        s->reason = tbi_arena_text(with->arena, why->message);
        s->reason_vi = tbi_arena_text(with->arena, why->message_vi);
        s->usable_reason_id = d.dated == 0 ? "nobody_dated" : "not_estimated";
        return s->reason == NULL ? tbi_no_memory(err, "an effect") : TB_OK;
    }
    double mde = tb_effect_overall_of(s->effect)->mde;
    s->mde_ranks =
        tbi_outcome_places(&d.outcome, s->scale == TB_EFFECT_SD ? mde * d.outcome.sd : mde);
    if (with->ask->how->plan_only) /* placebos, dates and schemes are for readers */
        return TB_OK;
    st = fill_placebos(s, with, m, x, column, err);
    if (st == TB_OK)
        st = try_dates(s, with, &d, err);
    return st == TB_OK ? study_within_scheme(s, with, &d, err) : st;
}
