/* verdict.c - may the estimate enter plans, and what does it say in plain words? */
#include "effects/measure_study.h"
#include "effects/pooled_effects.h"
#include "messages/effects.h"
#include "messages/one_language.h"

#include <math.h>
#include <string.h>

static const tb_effect_bound *find_bound_at_one(const tb_effect *e)
{
    for (size_t i = 0; i < tb_effect_bounds(e); i++)
        if (!tb_effect_bound_at(e, i)->smooth && tb_effect_bound_at(e, i)->m == 1)
            return tb_effect_bound_at(e, i);
    return NULL;
}

/* Cells with enough units to compare with: without any, the verdict would rest on a handful. */
static const tb_effect_floor *find_own_floor(const tb_effect *e, size_t floor)
{
    for (size_t i = 0; i < tb_effect_floors(e); i++)
        if (tb_effect_floor_at(e, i)->floor == floor)
            return tb_effect_floor_at(e, i);
    return NULL;
}

/* Not usable in a plan, and why; one reason is enough. */
static void refuse_study(tb_effect_study *s, const char *id, const char *reason,
                         const char *reason_vi)
{
    s->usable = false;
    s->usable_reason_id = id;
    s->usable_reason = reason;
    s->usable_reason_vi = reason_vi;
}

/* usable for the pool only with enough adopters, a cell with enough controls and a bound at M =
 * 1. plan_sd: the larger of the interval's error and of that bound's half width as if it were a
 * 95 % interval. */
static void decide_use(tb_effect_study *s, const tb_effect_opts *o, tb_arena *a)
{
    const tb_effect *e = s->effect;
    s->usable = true;
    if (e == NULL) {
        refuse_study(s, s->usable_reason_id, s->reason, s->reason_vi);
        return;
    }
    const tb_effect_floor *f = find_own_floor(e, o->floor);
    size_t adopters = tb_effect_adopters(e);
    if (adopters < TB_EFFECT_LEAST_ADOPTERS)
        refuse_study(s, "few_adopters",
                     tbi_arena_printf(a, TB_EN(TB_MSG_EFFECTS_ADOPTERS_WITH_SCORES_FEWER), adopters,
                                      (int)TB_EFFECT_LEAST_ADOPTERS),
                     tbi_arena_printf(a, TB_VI(TB_MSG_EFFECTS_ADOPTERS_WITH_SCORES_FEWER), adopters,
                                      (int)TB_EFFECT_LEAST_ADOPTERS));
    else if (f == NULL || f->cells == 0)
        refuse_study(s, "few_controls",
                     tbi_arena_printf(a, TB_EN(TB_MSG_EFFECTS_NO_CELL_HAS_UNITS), o->floor),
                     tbi_arena_printf(a, TB_VI(TB_MSG_EFFECTS_NO_CELL_HAS_UNITS), o->floor));
    else if (find_bound_at_one(e) == NULL)
        refuse_study(s, "unbounded", TB_MSG_EFFECTS_INTERVAL_UNDER_DEVIATIONS_LARGE);
    if (!(tb_effect_overall_of(e)->interval_error > 0))
        return;
    s->plan_sd = tb_effect_overall_of(e)->interval_error;
    const tb_effect_bound *b = find_bound_at_one(e);
    if (b != NULL)
        s->plan_sd = fmax(s->plan_sd, (b->high - b->low) / (2 * 1.959963984540054));
}

static const char *print_number(tb_arena *a, double x, bool sign, bool comma)
{
    char *text = tbi_arena_printf(a, sign ? "%+.2f" : "%.2f", x);
    for (char *c = text; c != NULL && comma && *c != '\0'; c++)
        if (*c == '.')
            *c = ',';
    return text;
}

/* Whether outcomes that the measure should not move moved: the smallest of their p-values, times
 * how many there are, is below 5 %. */
static bool has_moved_placebos(const tb_effect_study *s)
{
    double least = 1;
    for (size_t i = 0; i < s->placebos; i++)
        least = fmin(least, s->placebo[i].p_value);
    return s->placebos > 0 && least * (double)s->placebos < 0.05;
}

/* In this order: no error, chance by lot, nothing seen, something seen; each with what speaks
 * against it. */
static void write_verdict(tb_effect_study *s, tb_arena *a)
{
    const tb_effect *e = s->effect;
    bool sd = s->scale == TB_EFFECT_SD;
    const char *unit =
                   sd ? TB_EN(TB_MSG_EFFECTS_STANDARD_DEVIATIONS) : TB_EN(TB_MSG_EFFECTS_POINTS),
               *unit_vi =
                   sd ? TB_VI(TB_MSG_EFFECTS_STANDARD_DEVIATIONS) : TB_VI(TB_MSG_EFFECTS_POINTS);
    if (e == NULL) {
        s->verdict = s->reason;
        s->verdict_vi = s->reason_vi;
        return;
    }
    const tb_effect_overall *o = tb_effect_overall_of(e);
    const tb_effect_pre_trend *pre = tb_effect_pre_trend_of(e);
    if (!(o->std_error > 0)) {
        s->verdict = tbi_arena_printf(a, TB_EN(TB_MSG_EFFECTS_WITHOUT_ERROR_NO_VERDICT),
                                      print_number(a, o->estimate, true, false), unit);
        s->verdict_vi = tbi_arena_printf(a, TB_VI(TB_MSG_EFFECTS_WITHOUT_ERROR_NO_VERDICT),
                                         print_number(a, o->estimate, true, true), unit_vi);
        return;
    }
    bool drift = pre->df > 0 && pre->p_value < 0.05;
    bool elsewhere = has_moved_placebos(s);
    const char *but = drift ? TB_EN(TB_MSG_EFFECTS_MOVED_DIFFERENTLY_BEFORE) : "";
    const char *but_vi = drift ? TB_VI(TB_MSG_EFFECTS_MOVED_DIFFERENTLY_BEFORE) : "";
    bool dealt = isnan(o->p_permutation) || o->p_permutation < 0.05;
    bool seen = dealt && (o->ci_low > 0 || o->ci_high < 0);
    if (!dealt && (o->ci_low > 0 || o->ci_high < 0)) {
        s->verdict = tbi_arena_printf(a, TB_EN(TB_MSG_EFFECTS_NO_EFFECT_SHOWN_DIFFERENCE),
                                      print_number(a, o->estimate, true, false), unit,
                                      100 * o->p_permutation, but);
        s->verdict_vi = tbi_arena_printf(a, TB_VI(TB_MSG_EFFECTS_NO_EFFECT_SHOWN_DIFFERENCE),
                                         print_number(a, o->estimate, true, true), unit_vi,
                                         100 * o->p_permutation, but_vi);
        return;
    }
    if (!seen) {
        s->verdict = tbi_arena_printf(a, TB_EN(TB_MSG_EFFECTS_NO_EFFECT_SEEN_ANYTHING),
                                      print_number(a, o->mde, false, false), unit, but);
        s->verdict_vi = tbi_arena_printf(a, TB_VI(TB_MSG_EFFECTS_NO_EFFECT_SEEN_ANYTHING),
                                         print_number(a, o->mde, false, true), unit_vi, but_vi);
        return;
    }
    const tb_effect_bound *b = find_bound_at_one(e);
    bool robust = b != NULL && (b->low > 0 || b->high < 0);
    const char *and = elsewhere ? TB_EN(TB_MSG_EFFECTS_PLACEBOS_DIFFER) : "";
    const char *and_vi = elsewhere ? TB_VI(TB_MSG_EFFECTS_PLACEBOS_DIFFER) : "";
    s->verdict = tbi_arena_printf(
        a, TB_EN(TB_MSG_EFFECTS_DIFFERENCE_SEEN), print_number(a, o->estimate, true, false), unit,
        print_number(a, o->ci_low, false, false), print_number(a, o->ci_high, false, false), but,
        robust ? "" : TB_EN(TB_MSG_EFFECTS_DOES_NOT_SURVIVE_DEVIATIONS), and);
    s->verdict_vi = tbi_arena_printf(
        a, TB_VI(TB_MSG_EFFECTS_DIFFERENCE_SEEN), print_number(a, o->estimate, true, true), unit_vi,
        print_number(a, o->ci_low, false, true), print_number(a, o->ci_high, false, true), but_vi,
        robust ? "" : TB_VI(TB_MSG_EFFECTS_DOES_NOT_SURVIVE_DEVIATIONS), and_vi);
}

/* A sentence stands for a reason and its figures. No memory for it: no reason is the same. */
static bool is_same_reason(const tb_effect_study *a, const tb_effect_study *b)
{
    return !a->usable && !b->usable && a->usable_reason != NULL && b->usable_reason != NULL &&
           strcmp(a->usable_reason, b->usable_reason) == 0;
}

/* O(n^2) for some hundreds of studies. */
void tbi_studies_number(tb_effect_study *s, size_t n)
{
    size_t numbers = 0;
    for (size_t i = 0; i < n; i++) {
        if (s[i].usable)
            continue;
        for (size_t k = 0; k < i && s[i].usable_reason_number == 0; k++)
            if (is_same_reason(&s[k], &s[i]))
                s[i].usable_reason_number = s[k].usable_reason_number;
        if (s[i].usable_reason_number == 0)
            s[i].usable_reason_number = ++numbers;
    }
}

/* First what may be done with it, then the sentence, which says so. */
void tbi_study_judge(tb_effect_study *s, const tb_effect_opts *o, tb_arena *a)
{
    decide_use(s, o, a);
    write_verdict(s, a);
}
