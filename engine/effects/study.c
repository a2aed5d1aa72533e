/* study.c - one measure and one outcome, from arrays to everything that is said of them: estimate,
 * bands, permutations, cohorts left out. Limits of the trend: trend_limits.c; what callers read:
 * effect_view.c. */
#include "effects/bacon.h"
#include "effects/effect_internal.h"
#include "effects/inference.h"
#include "effects/synthetic.h"
#include "effects/target.h"

#include "base/error.h"
#include "base/opts.h"
#include "base/refusals.h"
#include "messages/effects.h"
#include "messages/one_language.h"
#include "num/dist.h"
#include "num/quantile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The event time of the path that stands for `time`; NULL: not exposed yet.
 * Five treated units at least: an event time of fewer is one or two late adopters and no path. */
static const tbi_target *find_path(const tb_effect *e, int time)
{
    enum { LEAST = 5 };
    const tbi_target *found = NULL;
    for (size_t k = 0; k < e->answer.event.count; k++) {
        const tbi_target *t = &e->answer.event.at[k];
        bool read = t->time >= 0 && t->time <= time && t->treated >= LEAST && t->psi != NULL &&
                    isfinite(t->estimate);
        if (read && (found == NULL || t->time > found->time))
            found = t;
    }
    return found;
}

/* The difference of two event times on the path, with the difference of their influences, whose
 * covariance is thus in the error. */
bool tbi_effect_gain(const tb_effect *e, int from, int to, double *estimate, double *psi)
{
    const tbi_target *now = find_path(e, from), *then = find_path(e, to);
    if (then == NULL || then == now)
        return false;
    *estimate = then->estimate - (now != NULL ? now->estimate : 0);
    memset(psi, 0, e->design.all * sizeof *psi);
    for (size_t i = 0; i < e->design.n; i++)
        psi[e->design.row[i]] = then->psi[i] - (now != NULL ? now->psi[i] : 0);
    return true;
}

void tb_effect_free(tb_effect *e)
{
    if (e == NULL)
        return;
    tbi_arena_free(&e->arena);
    free(e);
}

/* The estimator's answer; wild: p-value of twfe's bootstrap.
 * Every estimator fills the same tbi_answer; what one of them has beside it (weights, paths) is
 * set here and stays empty for the others. */
static tb_status answer_outcome(tb_effect *e, double *wild, tb_err *err)
{
    const tbi_design *d = &e->design;
    const tb_effect_opts *o = &e->opts;
    tb_arena *a = &e->arena;
    tbi_synthetic s;
    tbi_targets cell;
    tb_status st = TB_OK;
    switch (o->estimator) {
    case TB_EFFECT_SUNAB:
        return tbi_sunab(&e->answer, d, a, err);
    case TB_EFFECT_ETWFE:
        return tbi_etwfe(&e->answer, d, o, a, err);
    case TB_EFFECT_IMPUTATION:
        return tbi_imputation(&e->answer, d, a, err);
    case TB_EFFECT_SWITCHERS:
        return tbi_switchers(&e->answer, d, a, err);
    case TB_EFFECT_TWFE:
        st = tbi_twfe(&e->answer, wild, d, o, a, err);
        if (st == TB_OK && !tbi_bacon(&e->weight, &e->weights, d, a))
            st = tbi_no_memory(err, "the weights of a two-way regression");
        return st;
    case TB_EFFECT_SYNTH:
    case TB_EFFECT_SDID:
        st = tbi_synthetic_make(&s, d, o, a, err);
        if (st != TB_OK)
            return st;
        e->answer = s.answer;
        e->path = s.path;
        e->paths = s.paths;
        return TB_OK;
    case TB_EFFECT_CS:
        break;
    }
    st = tbi_cells(&cell, d, o, a, err);
    return st == TB_OK ? tbi_average(&e->answer, &cell, d, TBI_WEIGHTS_ESTIMATED, 0, a, err) : st;
}

/* The first that applies, from no estimate at all to an error that cannot be trusted. */
static void give_reason(tb_effect_value *v, const tbi_target *t)
{
    if (isnan(t->estimate)) {
        v->reason = t->controls == 0  ? TB_EN(TB_MSG_EFFECTS_NOBODY_COMPARE_WITH)
                    : t->treated == 0 ? TB_EN(TB_MSG_EFFECTS_NO_SCORE_TREATED_UNIT)
                                      : TB_EN(TB_MSG_EFFECTS_NOT_IDENTIFIED);
        v->reason_vi = t->controls == 0  ? TB_VI(TB_MSG_EFFECTS_NOBODY_COMPARE_WITH)
                       : t->treated == 0 ? TB_VI(TB_MSG_EFFECTS_NO_SCORE_TREATED_UNIT)
                                         : TB_VI(TB_MSG_EFFECTS_NOT_IDENTIFIED);
    } else if (t->base == t->time && t->base != 0) {
        v->reason = TB_EN(TB_MSG_EFFECTS_BASE_YEAR);
        v->reason_vi = TB_VI(TB_MSG_EFFECTS_BASE_YEAR);
    } else if (!(t->se > 0)) {
        v->reason = TB_EN(TB_MSG_EFFECTS_NO_ERROR_NOTHING_VARIES);
        v->reason_vi = TB_VI(TB_MSG_EFFECTS_NO_ERROR_NOTHING_VARIES);
    } else if (t->treated == 1) {
        v->reason = TB_EN(TB_MSG_EFFECTS_ONE_TREATED_UNIT_ITS);
        v->reason_vi = TB_VI(TB_MSG_EFFECTS_ONE_TREATED_UNIT_ITS);
    }
}

/* Values from targets: an interval of +- critical times the error, where there is more than one
 * treated unit.
 * critical_value: Student's for single values, the band's for those that are read along. */
static tb_effect_value make_value(const tbi_target *t, double critical_value)
{
    tb_effect_value v = { t->group,    t->time, t->estimate, t->se, t->treated,
                          t->controls, NAN,     NAN,         NULL,  NULL };
    give_reason(&v, t);
    if (t->se > 0 && t->treated != 1) {
        v.low = t->estimate - critical_value * t->se;
        v.high = t->estimate + critical_value * t->se;
    }
    return v;
}

/* out [count] in the order of the targets. false: no memory. */
static bool list_values(tb_effect_value **out, size_t *count, const tbi_targets *t,
                        double critical_value, tb_arena *a)
{
    *count = t->count;
    *out = TB_NEW(a, tb_effect_value, t->count);
    for (size_t i = 0; i < t->count && *out != NULL; i++)
        (*out)[i] = make_value(&t->at[i], critical_value);
    return *out != NULL;
}

/* Influences on the overall effect for the interval. The provinces and their years of adoption are
 * given, so the sizes of cohorts are; with their share in it (did::aggte's) small cohorts would
 * have their own noise counted twice. */
static const double *find_given_weights(tb_effect *e)
{
    tbi_target t;
    if (e->opts.estimator == TB_EFFECT_CS &&
        tbi_average_simple(&t, NULL, &e->answer.cell, &e->design, TBI_WEIGHTS_FIXED, 0, &e->arena))
        return t.psi;
    return e->answer.overall.psi;
}

/* Interval, p-value and minimum detectable effect. The interval's error allows for small cohorts,
 * the minimum detectable effect is by the published convention: error as it is, t with units - 1.
 * mde: the effect that a two-sided test at 5 % finds with a power of 80 %, (t_0.975 + t_0.80)
 * times the error. */
static void fill_overall(tb_effect *e, double wild)
{
    const tbi_target *t = &e->answer.overall;
    tb_effect_overall *o = &e->overall;
    double all = (double)e->design.n - 1, df = all,
           error = tbi_small_error(&df, find_given_weights(e), &e->answer, &e->design);
    double wide = tbi_t_quantile(0.975, df);
    *o = (tb_effect_overall){ .estimate = t->estimate, .std_error = t->se, .df = df };
    o->p_permutation = NAN;
    o->p_wild = wild;
    o->interval_error = error;
    o->ci_low = t->estimate - wide * error;
    o->ci_high = t->estimate + wide * error;
    o->p_value = tbi_t_two_sided(t->estimate / error, df);
    o->mde = (tbi_t_quantile(0.975, all) + tbi_t_quantile(0.80, all)) * t->se;
    if (t->se > 0)
        return;
    bool block = e->opts.estimator == TB_EFFECT_SYNTH || e->opts.estimator == TB_EFFECT_SDID;
    o->std_error_reason = block ? TB_EN(TB_MSG_EFFECTS_COHORT_HAS_AS_MANY)
                                : TB_EN(TB_MSG_EFFECTS_NOTHING_VARIES_BETWEEN_UNITS);
    o->std_error_reason_vi = block ? TB_VI(TB_MSG_EFFECTS_COHORT_HAS_AS_MANY)
                                   : TB_VI(TB_MSG_EFFECTS_NOTHING_VARIES_BETWEEN_UNITS);
}

/* influence [units of the table] by the rows of the caller's table, 0 for units that the design
 * left out. */
static bool copy_influence(tb_effect *e)
{
    if (e->answer.overall.psi == NULL)
        return true;
    e->influence = TB_NEW(&e->arena, double, e->design.all);
    for (size_t i = 0; i < e->design.n && e->influence != NULL; i++)
        e->influence[e->design.row[i]] = e->answer.overall.psi[i];
    return e->influence != NULL;
}

/* Adopters are units of the estimated cohorts alone; all others that the design kept are
 * controls. */
static bool count_units(tb_effect *e)
{
    const tbi_design *d = &e->design;
    for (size_t c = 0; c < d->cohorts; c++)
        e->adopters += d->members[c];
    e->controls = d->n - e->adopters;
    return true;
}

/* Permutations that could not be estimated are taken out of permuted, which is left sorted.
 * Only estimators that are cheap enough to be made anew some thousand times are permuted. */
static bool permute_study(tb_effect *e)
{
    tb_effect_overall *o = &e->overall;
    tb_effect_estimator m = e->opts.estimator;
    bool can = m == TB_EFFECT_CS || m == TB_EFFECT_SWITCHERS || m == TB_EFFECT_TWFE;
    if (!can || e->opts.permutations == 0 || !(o->std_error > 0)) {
        o->p_permutation_reason = !can ? TB_EN(TB_MSG_EFFECTS_PERMUTATIONS_MADE_FOR_CS)
                                       : TB_EN(TB_MSG_EFFECTS_NO_PERMUTATIONS_WERE_ASKED);
        o->p_permutation_reason_vi = !can ? TB_VI(TB_MSG_EFFECTS_PERMUTATIONS_MADE_FOR_CS)
                                          : TB_VI(TB_MSG_EFFECTS_NO_PERMUTATIONS_WERE_ASKED);
        return true;
    }
    e->permuted = TB_NEW(&e->arena, double, e->opts.permutations);
    if (e->permuted == NULL || !tbi_permute(e->permuted, &o->p_permutation, &e->design, &e->opts,
                                            &e->answer.overall, &e->arena))
        return false;
    size_t known = 0;
    for (size_t b = 0; b < e->opts.permutations; b++)
        if (isfinite(e->permuted[b]))
            e->permuted[known++] = e->permuted[b];
    tbi_sort(e->permuted, known);
    e->permutations = known;
    return true;
}

/* ---- Sensitivities of group-time averages
 * -------------------------------------------------------------------------------- */

/* Estimators whose overall effect is an average over cohorts and years. */
static bool is_average_of_cells(const tb_effect *e)
{
    tb_effect_estimator m = e->opts.estimator;
    return m == TB_EFFECT_CS || m == TB_EFFECT_SWITCHERS || m == TB_EFFECT_ETWFE ||
           m == TB_EFFECT_SUNAB;
}

/* How the average depends on the least number of units compared with: 5, 8, 12 and what was asked
 * for. */
static bool try_floors(tb_effect *e)
{
    size_t floor[TBI_EFFECT_FLOORS] = { 5, 8, 12, e->opts.floor };
    tbi_weighing how =
        e->opts.estimator == TB_EFFECT_CS ? TBI_WEIGHTS_ESTIMATED : TBI_WEIGHTS_FIXED;
    for (size_t k = 0; k < TBI_EFFECT_FLOORS && is_average_of_cells(e); k++) {
        tbi_target t;
        size_t cells = 0;
        bool seen = k == 3 && (floor[3] == 5 || floor[3] == 8 || floor[3] == 12);
        if (seen)
            continue;
        if (!tbi_average_simple(&t, &cells, &e->answer.cell, &e->design, how, floor[k], &e->arena))
            return false;
        e->floor[e->floors++] = (tb_effect_floor){ floor[k], cells, t.estimate, t.se };
    }
    return true;
}

/* One unit at a time is gone: cohorts, cells and averages anew.
 * A unit that is gone is of group 0 and known to be unexposed until year 0, hence no control
 * either. O(units) estimates; each in an arena of its own that is freed at once. */
static bool leave_units_out(tb_effect *e)
{
    e->left_out = (tb_effect_left_out){ NAN, NAN, SIZE_MAX, SIZE_MAX };
    /* a placebo or a plan: only the estimate and its limits are asked for */
    bool plain = !e->opts.bounds || e->opts.plan_only;
    if (plain || (e->opts.estimator != TB_EFFECT_CS && e->opts.estimator != TB_EFFECT_SWITCHERS))
        return true;
    for (size_t gone = 0; gone < e->design.n; gone++) {
        tb_arena room = { 0 };
        tbi_design d;
        tbi_targets cell;
        tbi_target t;
        int *group = TB_NEW(&room, int, e->design.n), *until = TB_NEW(&room, int, e->design.n);
        bool ok = group != NULL && until != NULL;
        for (size_t i = 0; ok && i < e->design.n; i++) {
            group[i] = i == gone ? 0 : e->design.group[i];
            until[i] = i == gone ? 0 : e->design.until[i];
        }
        ok = ok && tbi_design_assign(&d, &e->design, group, &room);
        if (ok) {
            d.until = until;
            ok = tbi_cells(&cell, &d, &e->opts, &room, NULL) == TB_OK &&
                 tbi_average_simple(&t, NULL, &cell, &d, TBI_WEIGHTS_ESTIMATED, 0, &room);
        }
        if (ok && isfinite(t.estimate)) {
            tb_effect_left_out *l = &e->left_out;
            if (!(t.estimate >= l->low)) {
                l->low = t.estimate;
                l->low_unit = e->design.row[gone];
            }
            if (!(t.estimate <= l->high)) {
                l->high = t.estimate;
                l->high_unit = e->design.row[gone];
            }
        }
        tbi_arena_free(&room);
    }
    return true;
}

/* Numbers of years and draws for which there is room. */
static tb_status check_options(const tb_effect_table *t, const tb_effect_opts *o, tb_err *err)
{
    if (t->years > TB_EFFECT_MAX_YEARS)
        return tbi_fail(err, TB_EARG, TB_MSG_EFFECTS_MANY_YEARS, t->years, TB_EFFECT_MAX_YEARS);
    if (o->bootstraps > 100000 || o->permutations > 100000)
        return tbi_fail(err, TB_EARG, TB_MSG_EFFECTS_MANY_DRAWS,
                        o->bootstraps > 100000 ? o->bootstraps : o->permutations);
    return TB_OK;
}

/* Event times get the wider critical value of a band, since one reads along them; the rest
 * Student's. */
static tb_status fill_study(tb_effect *e, tb_err *err)
{
    double wild = NAN;
    tb_status st = answer_outcome(e, &wild, err);
    if (st != TB_OK)
        return st;
    if (isnan(e->answer.overall.estimate))
        return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_NOBODY_LEFT,
                        e->design.cohort[e->design.cohorts - 1]);
    double df = (double)e->design.n - 1, wide = tbi_t_quantile(0.975, df);
    double band =
        tbi_band(&e->answer.event, e->design.n, e->opts.bootstraps, e->opts.seed, &e->arena);
    fill_overall(e, wild);
    e->mean_event = make_value(&e->answer.mean_event, wide);
    e->mean_cohort = make_value(&e->answer.mean_cohort, wide);
    e->mean_year = make_value(&e->answer.mean_year, wide);
    bool ok = list_values(&e->cell, &e->cells, &e->answer.cell, wide, &e->arena) &&
              list_values(&e->event, &e->events, &e->answer.event, band, &e->arena) &&
              list_values(&e->cohort, &e->cohorts, &e->answer.cohort, wide, &e->arena) &&
              list_values(&e->year, &e->years, &e->answer.year, wide, &e->arena) &&
              count_units(e) && copy_influence(e) && permute_study(e) && try_floors(e) &&
              leave_units_out(e) && tbi_effect_judge_trends(e);
    return ok ? TB_OK : tbi_no_memory(err, "an effect");
}

/* The effect owns everything that it needs: the caller's table may be freed afterwards. */
tb_status tb_effect_make(tb_effect **out, const tb_effect_table *t, const tb_effect_opts *o,
                         tb_err *err)
{
    *out = NULL;
    tb_effect_opts usual = TB_EFFECT_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    tb_status st = check_options(t, o, err);
    if (st != TB_OK)
        return st;
    tb_effect *e = tbi_calloc(1, sizeof *e);
    if (e == NULL)
        return tbi_no_memory(err, "an effect");
    e->opts = *o;
    st = tbi_effect_design_make(&e->design, t, o, &e->arena, err);
    if (st == TB_OK)
        st = fill_study(e, err);
    if (st != TB_OK) {
        tb_effect_free(e);
        return st;
    }
    *out = e;
    return TB_OK;
}
