/* effect_doubts_json.c - what could speak against the estimate of a study: the trends before,
 * bounds where trends may differ, placebos, one unit left out, other floors and dates, permuted
 * dates. */
#include "report/effect_doubts_json.h"

#include "base/to_index.h"
#include "messages/one_language.h"
#include "messages/report.h"
#include "report/number_or.h"

#include <math.h>

/* The test before adoption, and the bounds of an effect when trends may differ.
 * power_for_mde: of the pre-test against a drift that would make up the whole mde.
 * Writes `pre_trend` and `bounds`. m: how far trends may differ, of the kind that the entry
 * names; `bounds_reason` stands beside an empty list. */
static void write_trends(tb_json *j, const tb_effect *e)
{
    const tb_effect_pre_trend *t = tb_effect_pre_trend_of(e);
    tbi_json_object(j, "pre_trend");
    tbi_number_or_json(j, "statistic", t->statistic, t->reason, t->reason_vi);
    tbi_json_u64(j, "df", t->df);
    tbi_number_or_json(j, "p_value", t->p_value, t->reason, t->reason_vi);
    tbi_number_or_json(j, "power_for_mde", t->power_for_mde,
                       t->reason != NULL ? t->reason : TB_EN(TB_MSG_REPORT_ESTIMATOR_HAS_NO_CELLS),
                       t->reason_vi != NULL ? t->reason_vi
                                            : TB_VI(TB_MSG_REPORT_ESTIMATOR_HAS_NO_CELLS));
    tbi_json_object_end(j);
    const char *vi = NULL, *why = tb_effect_bounds_reason(e, &vi);
    tbi_json_array(j, "bounds");
    for (size_t i = 0; i < tb_effect_bounds(e); i++) {
        const tb_effect_bound *b = tb_effect_bound_at(e, i);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "kind", b->smooth ? "smooth" : "relative");
        tbi_json_number(j, "m", b->m);
        tbi_json_text(j, "target", b->target);
        tbi_json_number(j, "ci_low", b->low);
        tbi_json_number(j, "ci_high", b->high);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    /* the list is empty then */
    if (why != NULL) {
        tbi_json_text(j, "bounds_reason", why);
        tbi_json_text(j, "bounds_reason_vi", vi);
    }
}

/* The same measure on outcomes that it cannot have moved; an effect there speaks against the
 * design.
 * The list is empty where the outcome has no such neighbours; its numbers are null where an
 * estimator made none. */
static void write_placebos(tb_json *j, const tb_effect_study *s)
{
    tbi_json_array(j, "placebos");
    for (size_t i = 0; i < s->placebos; i++) {
        tbi_json_object(j, NULL);
        tbi_json_text(j, "outcome", s->placebo[i].outcome);
        tbi_json_number(j, "estimate", s->placebo[i].estimate);
        tbi_json_number(j, "std_error", s->placebo[i].std_error);
        tbi_json_number(j, "p_value", s->placebo[i].p_value);
        tbi_json_number(j, "pre_trend_p_value", s->placebo[i].pre_trend_p);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* The unit that matters most is the one that moves the estimate furthest, to either side.
 * Writes `leave_one_out`, or null beside its reason: the estimates with one unit left out at a
 * time, of which only the lowest and the highest are kept. */
static void write_left_out(tb_json *j, const tb_effect_study *s)
{
    const tb_effect_left_out *l = tb_effect_leave_one_out(s->effect);
    if (isnan(l->low)) {
        tbi_json_null(j, "leave_one_out");
        tbi_json_text(j, "leave_one_out_reason", "made for cs and switchers");
        tbi_json_text(j, TB_MSG_REPORT_LEAVE_ONE_OUT_REASON);
        return;
    }
    double off = tb_effect_overall_of(s->effect)->estimate;
    size_t furthest = off - l->low > l->high - off ? l->low_unit : l->high_unit;
    tbi_json_object(j, "leave_one_out");
    tbi_json_number(j, "low", l->low);
    tbi_json_number(j, "high", l->high);
    tbi_json_text(j, "unit", s->unit_code[furthest]);
    tbi_json_text(j, "unit_name", s->unit_vi[furthest]);
    tbi_json_text(j, "low_without", s->unit_code[l->low_unit]);
    tbi_json_text(j, "high_without", s->unit_code[l->high_unit]);
    tbi_json_object_end(j);
}

/* Estimates when cells must have at least so many units to compare with.
 * within_scheme: the average over cells whose two years have the same rules.
 * Writes `floors` and `within_scheme`. `cells`: how many are left with that floor. */
static void write_floors(tb_json *j, const tb_effect_study *s)
{
    tbi_json_array(j, "floors");
    for (size_t i = 0; i < tb_effect_floors(s->effect); i++) {
        const tb_effect_floor *f = tb_effect_floor_at(s->effect, i);
        tbi_json_object(j, NULL);
        tbi_json_u64(j, "floor", f->floor);
        tbi_number_or_json(j, "estimate", f->estimate, TB_MSG_REPORT_CELL_SO_MANY_UNITS);
        tbi_json_number(j, "std_error", f->std_error);
        tbi_json_u64(j, "cells", f->cells);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    tbi_json_object(j, "within_scheme");
    tbi_number_or_json(j, "estimate", s->within_scheme.estimate,
                       TB_MSG_REPORT_CELL_BOTH_YEARS_UNDER);
    tbi_json_number(j, "std_error", s->within_scheme.std_error);
    tbi_json_u64(j, "cells", s->within_scheme.cells);
    tbi_json_object_end(j);
}

/* Without draws of dates the numbers are null for one and the same reason.
 * Writes `date_draws`: the effect again with dates of adoption drawn where only a bound is
 * known. n_bounded: units of which it is. */
static void write_dates(tb_json *j, const tb_effect_study *s)
{
    static const char why[] = TB_EN(TB_MSG_REPORT_NOT_ASKED_FOR_DATES),
                      vi[] = TB_VI(TB_MSG_REPORT_NOT_ASKED_FOR_DATES);
    const tb_effect_date_draws *d = &s->dates;
    tbi_json_object(j, "date_draws");
    tbi_json_u64(j, "n", d->n);
    tbi_json_u64(j, "n_bounded", d->units);
    tbi_number_or_json(j, "estimate", d->estimate, why, vi);
    tbi_number_or_json(j, "std_error", d->std_error, why, vi);
    tbi_number_or_json(j, "between_sd", d->between_sd, why, vi);
    tbi_number_or_json(j, "low", d->low, why, vi);
    tbi_number_or_json(j, "high", d->high, why, vi);
    tbi_json_object_end(j);
}

/* The cohort that the synthetic path is of.
 * Of cohorts of one size the first, which is the earliest. 0: there is no cohort. */
static int find_largest_cohort(const tb_effect *e)
{
    const tb_effect_value *most = NULL;
    for (size_t i = 0; i < tb_effect_cohorts(e); i++) {
        const tb_effect_value *v = tb_effect_cohort_at(e, i);
        if (most == NULL || v->treated > most->treated)
            most = v;
    }
    return most != NULL ? most->group : 0;
}

/* What only some estimators have: the weights of two-way fixed effects, and the synthetic path with
 * the year from which on it is one.
 * Both lists are empty for estimators that do not have them; synthetic_from is then left out. */
static void write_twfe(tb_json *j, const tb_effect *e)
{
    tbi_json_array(j, "twfe_weights");
    for (size_t i = 0; i < tb_effect_weights(e); i++) {
        const tb_effect_weight *w = tb_effect_weight_at(e, i);
        tbi_json_object(j, NULL);
        tbi_json_int(j, "treated", w->treated);
        tbi_json_int(j, "control", w->control);
        tbi_json_text(j, "kind", w->kind);
        tbi_json_number(j, "weight", w->weight);
        tbi_json_number(j, "estimate", w->estimate);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    if (tb_effect_paths(e) > 0)
        tbi_json_int(j, "synthetic_from", find_largest_cohort(e));
    tbi_json_array(j, "synthetic");
    for (size_t i = 0; i < tb_effect_paths(e); i++) {
        const tb_effect_path *p = tb_effect_path_at(e, i);
        tbi_json_object(j, NULL);
        tbi_json_int(j, "year", p->year);
        tbi_json_number(j, "actual", p->actual);
        tbi_json_number(j, "counterfactual", p->counterfactual);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* The permutations in 40 bins, for a histogram.
 * Sorted ascending by the library, so the ends are the first and the last; nothing is written
 * when all are equal.
 * Writes `permutations`: from and width in the units of the estimate, counts a list of 40. Left
 * out without permutations. */
static void write_permuted(tb_json *j, const tb_effect *e)
{
    enum { BINS = 40 };
    size_t n = tb_effect_permutations(e), count[BINS] = { 0 };
    const double *x = tb_effect_permuted(e);
    if (n == 0 || !(x[n - 1] > x[0]))
        return;
    double width = (x[n - 1] - x[0]) / BINS;
    for (size_t i = 0; i < n; i++) {
        count[tbi_to_index((x[i] - x[0]) / width, BINS - 1)]++;
    }
    tbi_json_object(j, "permutations");
    tbi_json_u64(j, "n", n);
    tbi_json_number(j, "from", x[0]);
    tbi_json_number(j, "width", width);
    tbi_json_array(j, "counts");
    for (size_t k = 0; k < BINS; k++)
        tbi_json_u64(j, NULL, count[k]);
    tbi_json_array_end(j);
    tbi_json_object_end(j);
}

void tbi_effect_doubts_json(tb_json *j, const tb_effect_study *s)
{
    write_trends(j, s->effect);
    write_placebos(j, s);
    write_left_out(j, s);
    write_floors(j, s);
    write_dates(j, s);
    write_twfe(j, s->effect);
    write_permuted(j, s->effect);
}
