/* trend_limits.c - what if trends were not parallel? The pre-test, and the intervals of an effect
 * when the trend may go on as badly as before exposure, or may bend (honest.c). Which event times
 * take part, and how large a bend is, is decided here. */
#include "effects/effect_internal.h"
#include "effects/inference.h"
#include "messages/effects.h"
#include "messages/one_language.h"

#include <math.h>

enum { BOUND_PRE = 3, BOUND_POST = 3 };

/* Event times before (oldest first, base left out) and after, side by side as far as they reach;
 * how many of each. */
static bool pick_events(const tbi_target **pick, size_t *pre, size_t *post,
                        const tbi_targets *event)
{
    *pre = 0;
    *post = 0;
    for (int time = -1 - BOUND_PRE; time < BOUND_POST; time++) {
        const tbi_target *found = NULL;
        for (size_t k = 0; k < event->count; k++)
            if (event->at[k].time == time && event->at[k].se > 0)
                found = &event->at[k];
        if (time == -1)
            continue;
        if (found == NULL && time < -1) {
            *pre = 0; /* only an unbroken run up to the base counts */
            continue;
        }
        if (found == NULL)
            break;
        pick[*pre + *post] = found;
        if (time < -1)
            (*pre)++;
        else
            (*post)++;
    }
    return *pre > 0 && *post > 0;
}

/* What l weighs, for the output. */
static const char *say_target(size_t post)
{
    return post == 1   ? "event time 0"
           : post == 2 ? "mean of event times 0 and 1"
                       : "mean of event times 0 to 2";
}

/* The largest change of slope that the years before show: the scale of m for smoothness. */
static double find_largest_bend(const double *beta, size_t pre)
{
    double most = 0;
    for (size_t k = 0; k + 1 < pre; k++) {
        double next = beta[k + 1], after = k + 2 < pre ? beta[k + 2] : 0;
        most = fmax(most, fabs(after - 2 * next + beta[k]));
    }
    return most;
}

/* beta [p]: pre estimates before exposure, then post after it; sigma [p][p] from their
 * influences; l weighs the post ones alike. Smoothness is asked for no bend, half and the whole
 * of the largest bend before. A plan asks for one: by as much as before (verdict.c). */
static void fill_bounds(tb_effect *e, const tbi_target *const *pick, size_t pre, size_t post)
{
    size_t p = pre + post;
    double beta[BOUND_PRE + BOUND_POST], sigma[(BOUND_PRE + BOUND_POST) * (BOUND_PRE + BOUND_POST)],
        l[BOUND_POST];
    for (size_t j = 0; j < p; j++) {
        beta[j] = pick[j]->estimate;
        for (size_t k = 0; k < p; k++) {
            sigma[j + k * p] = 0;
            for (size_t i = 0; i < e->design.n; i++)
                sigma[j + k * p] += pick[j]->psi[i] * pick[k]->psi[i];
        }
    }
    for (size_t j = 0; j < post; j++)
        l[j] = 1 / (double)post;
    static const double relative[] = { 0, 0.5, 1, 2 };
    for (size_t k = 0; k < 4; k++) {
        if (e->opts.plan_only && relative[k] != 1)
            continue;
        tb_effect_bound b = { false, relative[k], say_target(post), NAN, NAN };
        if (tbi_honest_relative(&b.low, &b.high, beta, sigma, pre, post, l, b.m, e->opts.seed,
                                &e->arena))
            e->bound[e->bounds++] = b;
    }
    double bend = find_largest_bend(beta, pre);
    for (size_t k = 0; k < 3 && !e->opts.plan_only; k++) {
        tb_effect_bound b = { true, bend * (double)k / 2, say_target(post), NAN, NAN };
        if ((k == 0 || bend > 0) &&
            tbi_honest_smooth(&b.low, &b.high, beta, sigma, pre, post, l, b.m))
            e->bound[e->bounds++] = b;
    }
}

/* Pre-test and limits. Limits need a universal base: of cs the event study is made again with it.
 */
bool tbi_effect_judge_trends(tb_effect *e)
{
    const tbi_target *pick[BOUND_PRE + BOUND_POST + 1];
    size_t pre, post;
    tbi_answer universal = e->answer;
    bool cs = e->opts.estimator == TB_EFFECT_CS || e->opts.estimator == TB_EFFECT_SWITCHERS;
    bool base_universal = e->opts.estimator != TB_EFFECT_CS || e->opts.base == TB_EFFECT_UNIVERSAL;
    base_universal = base_universal && e->opts.estimator != TB_EFFECT_SWITCHERS;
    tbi_pre_trend(&e->pre, &e->answer, &e->design, base_universal, e->overall.mde, &e->arena);
    e->bounds_reason = e->opts.bounds ? TB_EN(TB_MSG_EFFECTS_NO_EVENT_TIMES_BEFORE)
                                      : TB_EN(TB_MSG_EFFECTS_NOT_ASKED_FOR);
    e->bounds_reason_vi = e->opts.bounds ? TB_VI(TB_MSG_EFFECTS_NO_EVENT_TIMES_BEFORE)
                                         : TB_VI(TB_MSG_EFFECTS_NOT_ASKED_FOR);
    if (!e->opts.bounds)
        return true;
    if (cs && !base_universal) {
        tb_effect_opts o = e->opts;
        tbi_targets cell;
        o.base = TB_EFFECT_UNIVERSAL;
        if (tbi_cells(&cell, &e->design, &o, &e->arena, NULL) != TB_OK ||
            tbi_average(&universal, &cell, &e->design, TBI_WEIGHTS_ESTIMATED, 0, &e->arena, NULL) !=
                TB_OK)
            return false;
    }
    if (!pick_events(pick, &pre, &post, &universal.event))
        return true;
    fill_bounds(e, pick, pre, post);
    if (e->bounds > 0) {
        e->bounds_reason = NULL;
        e->bounds_reason_vi = NULL;
    }
    return true;
}
