/* learn.c - the same question with what is known since: figures of the province's own as weights of
 * the draws, and what the question answered before. */
#include "intervene/learn.h"

#include "attain/cross_index.h"
#include "attain/summary.h"
#include "base/error.h"
#include "base/notices.h"
#include "messages/intervene.h"
#include "messages/plan.h"

#include <math.h>
#include <string.h>

/* effective draws below which a probability in per cents would be noise */
enum { LEAST_DRAWS = 50 };

/* The goal whose draws hold the score of a figure; NULL = none. */
static const tb_goal_state *find_goal(const tb_ask_state *c, const tb_progress_figure *f)
{
    for (size_t i = 0; i < c->goals; i++)
        if (c->aim[i].track != NULL && c->answer[i].year == f->year &&
            strcmp(c->answer[i].index, f->index) == 0)
            return &c->aim[i];
    return NULL;
}

/* log weights, less their largest. weight [draws], 0 at the start; out: likelihood of the learnt
 * figures given each draw, the greatest 1. Normal errors with the standard error of the figure.
 * false: no figure could be used. */
static bool weigh_draws(double *weight, tb_ask_state *c)
{
    bool any = false;
    double most = -INFINITY;
    for (size_t i = 0; i < c->ask->figures; i++) {
        const tb_progress_figure *f = &c->ask->figure[i];
        const tb_goal_state *aim = find_goal(c, f);
        const char *en = NULL;
        const char *vi = NULL;
        if (aim == NULL) {
            if (tbi_arena_pair(c->arena, &en, &vi, TB_MSG_INTERVENE_FIGURE_UNUSED, f->index,
                               f->year))
                tbi_notice_add(c->notices, c->arena, "progress", en, vi);
            continue;
        }
        any = true;
        for (size_t d = 0; d < c->draws; d++) {
            double z = (aim->own[d] - f->value) / f->std_error;
            /* a draw without a score cannot have given the figure */
            weight[d] -= isnan(z) ? INFINITY : z * z / 2;
        }
    }
    for (size_t d = 0; d < c->draws; d++)
        most = fmax(most, weight[d]);
    for (size_t d = 0; d < c->draws; d++)
        weight[d] = isfinite(most) ? exp(weight[d] - most) : 0;
    return any;
}

/* Effective number of draws (sum w)^2 / sum w^2 (Kish 1965); 0 when all weights are 0. */
static double count_effective(const double *weight, size_t n)
{
    double sum = 0;
    double squares = 0;
    for (size_t d = 0; d < n; d++) {
        sum += weight[d];
        squares += weight[d] * weight[d];
    }
    return squares > 0 ? sum * sum / squares : 0;
}

/* Places first, first + 2, ... below end take draws from among themselves by their weights,
 * evenly. at [end]. Even and odd draws are kept apart, since plans are chosen on one half and
 * judged on the other. Systematic resampling: one point at the middle of each of m equal steps. */
static void resample_draws(size_t *at, const double *weight, size_t first, size_t end)
{
    double all = 0;
    double so_far = 0;
    size_t m = 0;
    for (size_t d = first; d < end; d += 2) {
        all += weight[d];
        m++;
    }
    size_t from = first;
    for (size_t k = 0, d = first; d < end; d += 2, k++) {
        double wanted = ((double)k + 0.5) / (double)m * all;
        while (from + 2 < end && so_far + weight[from] < wanted) {
            so_far += weight[from];
            from += 2;
        }
        /* no weight anywhere: every draw stays */
        at[d] = all > 0 ? from : d;
    }
}

/* Draws are taken again by the likelihood of the figures learnt since. Each half (even, odd)
 * and each side of the kept draws is resampled by itself, so that a plan is still judged on
 * draws that did not choose it. Too few effective draws: the figures contradict the forecast. */
tb_status tbi_ask_learn(tb_ask_state *c, tb_err *err)
{
    tb_arena own = { 0 };
    size_t n = c->draws;
    /* draws whose other provinces are kept; they stand first */
    size_t kept = n < TB_KEPT_RANK_DRAWS ? n : TB_KEPT_RANK_DRAWS;
    double *weight = TB_NEW(&own, double, n);
    size_t *at = TB_NEW(&own, size_t, n);
    if (weight == NULL || at == NULL) {
        tbi_arena_free(&own);
        return tbi_no_memory(err, "the progress");
    }
    bool any = weigh_draws(weight, c);
    tb_status st = TB_OK;
    if (any && count_effective(weight, n) < LEAST_DRAWS)
        st = tbi_fail(err, TB_EDATA, TB_MSG_INTERVENE_FIGURES_CONTRADICT,
                      count_effective(weight, n), n);
    if (any && st == TB_OK) {
        /* one half of the draws chooses a plan and the other judges it: mixing them would
         * let a plan be judged by the draws that it was chosen for */
        for (size_t half = 0; half < 2; half++) {
            resample_draws(at, weight, half, kept);
            resample_draws(at, weight, kept + ((kept ^ half) & 1), n);
        }
        st = tbi_ask_move_draws(c, at, err);
        for (size_t i = 0; i < c->goals; i++)
            /* counted over the old draws: answered anew below */
            c->answer[i].rivals = 0;
        if (st == TB_OK)
            st = tbi_ask_answer(c, err);
    }
    tbi_arena_free(&own);
    return st;
}

/* A plan that was not made has no measures. */
static bool is_in(const tb_plan *p, const char *id)
{
    for (size_t i = 0; i < p->levers && p->made; i++)
        if (strcmp(p->lever[i], id) == 0)
            return true;
    return false;
}

/* Whether the measure has an effect on any goal. */
static bool has_number(const tb_ask_state *c, const char *id)
{
    for (size_t g = 0; g < c->goals; g++)
        for (size_t k = 0; k < c->answer[g].levers; k++)
            if (strcmp(c->answer[g].lever[k].id, id) == 0 &&
                c->answer[g].lever[k].effect_reason == NULL)
                return true;
    return false;
}

/* A measure that is done although no plan had asked for it is said, and whether that changes
 * anything. before: the answer as it was planned. */
static tb_status note_unplanned(tb_ask_state *c, const tb_intervention *before, tb_err *err)
{
    for (size_t i = 0; i < c->ask->levers; i++) {
        const tb_lever *l = &c->ask->lever[i];
        bool planned = is_in(tb_intervention_joint_plan(before), l->id);
        const char *said[2] = { NULL, NULL };
        for (size_t g = 0; g < c->goals; g++)
            planned = planned || is_in(&tb_intervention_goal(before, g)->plan, l->id);
        if (!l->done || planned)
            continue;
        bool room = has_number(c, l->id) ? tbi_arena_pair(c->arena, &said[0], &said[1],
                                                          TB_MSG_PLAN_DONE_NOT_PLANNED, l->id)
                                         : tbi_arena_pair(c->arena, &said[0], &said[1],
                                                          TB_MSG_PLAN_DONE_WITHOUT_NUMBER, l->id);
        if (!room || !tbi_notice_add(c->notices, c->arena, "progress", said[0], said[1]))
            return tbi_no_memory(err, "the progress");
    }
    return TB_OK;
}

/* The ids of the earlier plan, which ends with its question. */
static bool keep_plan(tb_goal_answer *a, const tb_plan *before, tb_arena *arena)
{
    const char **id = TB_NEW(arena, const char *, before->made ? before->levers : 0);
    if (id == NULL)
        return false;
    for (size_t i = 0; i < before->levers && before->made; i++)
        if ((id[i] = tbi_arena_text(arena, before->lever[i])) == NULL)
            return false;
    a->plan_before_lever = id;
    a->plan_before_levers = before->made ? before->levers : 0;
    return true;
}

/* The same question without what was done or learnt since, to show what has changed. Its failure
 * leaves the members NaN; only memory is an error. Members chance_before, plan_before and
 * chance_done of the answers, 0..1. */
tb_status tbi_ask_before(tb_ask_state *c, tb_err *err)
{
    tb_arena own = { 0 };
    tb_ask ask = *c->ask;
    tb_intervention_opts o = *c->opts;
    tb_intervention *v = NULL;
    tb_err why = TB_ERR_INIT;
    tb_lever *lever = TB_NEW(&own, tb_lever, ask.levers);
    if (lever == NULL)
        return tbi_no_memory(err, "the progress");
    for (size_t i = 0; i < ask.levers; i++) {
        lever[i] = ask.lever[i];
        lever[i].done = false;
    }
    ask.lever = lever;
    ask.unit = c->unit->code;
    /* the measures are the same, none of them done */
    ask.measures_done = 0;
    ask.figures = 0;
    o.with_context = false;
    o.evaluate = false;
    /* only its probabilities and plans are asked for */
    o.best_plan_only = true;
    tb_status st = tbi_intervention_from(&v, c->panel, &ask, &o, c->fit_cache, NULL, &why);
    if (v != NULL)
        st = note_unplanned(c, v, err);
    for (size_t i = 0; i < c->goals && v != NULL; i++) {
        const tb_goal_answer *before = tb_intervention_goal(v, i);
        if (!keep_plan(&c->answer[i], &before->plan, c->arena))
            st = TB_ENOMEM;
        c->answer[i].chance_before = before->chance;
        c->answer[i].plan_before = before->plan.made ? before->plan.chance : NAN;
        c->answer[i].chance_done = c->answer[i].plan.made && c->ask->measures_done > 0
                                       ? c->answer[i].plan.chance_done
                                       : NAN;
    }
    tb_intervention_free(v);
    tbi_arena_free(&own);
    return st == TB_ENOMEM ? tbi_no_memory(err, "the progress") : TB_OK;
}
