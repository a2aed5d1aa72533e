/* summary.c - from the draws of a goal to its figures: probability, noise, level, gap, rivals.
 * */
#include "attain/summary.h"

#include "base/error.h"
#include "base/threads.h"
#include "messages/attain.h"
#include "messages/one_language.h"
#include "num/quantile.h"
#include "num/quantile_pick.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

static const double outer[3] = { 0.05, 0.5, 0.95 }, gaps[3] = { 0.10, 0.5, 0.90 };

/* An infinite gap (no score would do) is told as absent. */
static double keep_finite(double x)
{
    return isfinite(x) ? x : NAN;
}

/* flag [n]: 0 or 1; one that does not apply (TB_GAP_NONE) makes the share NaN. */
static double compute_share(const unsigned char *flag, size_t n)
{
    size_t met = 0;
    for (size_t i = 0; i < n; i++) {
        if (flag[i] == 2)
            return NAN; /* does not apply */
        met += flag[i];
    }
    return (double)met / (double)n;
}

/* Draws that stand on the same or on neighbouring cases of the distribution (completed tables of
 * one chain) are alike: the error is that of the means of 20 batches of neighbouring cases (Geyer
 * 1992, section 3.2), not of that many independent draws. */
static double estimate_simulation_error(const tb_goal_state *aim, size_t n, double chance)
{
    enum { BATCHES = 20 };
    size_t cases = tbi_predictive_cases(aim->track->joint);
    double met[BATCHES] = { 0 }, count[BATCHES] = { 0 }, squares = 0;
    if (n < 20 * BATCHES || cases < BATCHES)
        return sqrt(chance * (1 - chance) / (double)n);
    for (size_t i = 0; i < n; i++) {
        size_t b = i % cases * BATCHES / cases;
        met[b] += aim->gap[i] <= 0;
        count[b]++;
    }
    for (size_t b = 0; b < BATCHES; b++)
        squares += (met[b] - chance * count[b]) * (met[b] - chance * count[b]);
    return sqrt(squares * BATCHES / (BATCHES - 1)) / (double)n;
}

/* Shares over n draws. chance_same_scheme is conditional on no change of scheme, NaN when every
 * draw has one. */
static void count_chances(tb_goal_answer *a, const tb_goal_state *aim, size_t n)
{
    size_t met = 0;
    size_t withheld = 0;
    size_t same = 0;
    size_t met_same = 0;
    for (size_t i = 0; i < n; i++) {
        bool is = aim->gap[i] <= 0;
        met += is;
        withheld += aim->rank[i] == 0;
        same += aim->same[i] != 0;
        met_same += is && aim->same[i] != 0;
    }
    a->chance = (double)met / (double)n;
    a->chance_se = estimate_simulation_error(aim, n, a->chance);
    a->chance_withheld = (double)withheld / (double)n;
    a->share_same_scheme = (double)same / (double)n;
    a->chance_same_scheme = same > 0 ? (double)met_same / (double)same : NAN;
    a->noise_chance = compute_share(aim->noise, n);
    a->chance_best = compute_share(aim->best, n);
    if (isnan(a->noise_chance)) {
        a->noise_reason = aim->goal.kind == TB_GOAL_YEARLY
                              ? TB_EN(TB_MSG_ATTAIN_PATH_OVER_SEVERAL_YEARS)
                              : TB_EN(TB_MSG_ATTAIN_GOAL_ABOUT_YEAR_THAT);
        a->noise_reason_vi = aim->goal.kind == TB_GOAL_YEARLY
                                 ? TB_VI(TB_MSG_ATTAIN_PATH_OVER_SEVERAL_YEARS)
                                 : TB_VI(TB_MSG_ATTAIN_GOAL_ABOUT_YEAR_THAT);
    }
}

/* The level of the national mean at which the probability would be one half: the need less the
 * median of the unit's distance to the mean. */
static void summarise_national(tb_goal_answer *a, const tb_goal_state *aim, size_t n,
                               double *scratch)
{
    tbi_quantile_pick(a->national, outer, 3, aim->level, n, scratch);
    bool fixed = aim->goal.kind == TB_GOAL_SCORE;
    double points = aim->goal.points;
    if (aim->goal.kind == TB_GOAL_GAIN && !isnan(aim->base.score) && !aim->draw_score) {
        fixed = true;
        points += aim->base.score;
    }
    if (aim->groups != NULL && !aim->groups[aim->track->index->n_unit].by_size) {
        const tb_groups *g = &aim->groups[aim->track->index->n_unit];
        const char *name = aim->goal.group[0] != '\0' ? aim->goal.group : aim->base.group;
        for (size_t i = 0; i < g->count && name != NULL; i++)
            if (strcmp(g->name[i], name) == 0 && isfinite(g->from[i])) {
                fixed = true;
                points = g->from[i];
            }
    }
    if (!fixed)
        return;
    a->target_score = points;
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(aim->own[i]) && !isnan(aim->level[i]))
            scratch[k++] = aim->own[i] - aim->level[i];
    double middle, half = 0.5;
    tbi_quantile_pick(&middle, &half, 1, scratch, k, scratch + n);
    a->level_for_half = keep_finite(points - middle);
}

/* Draws of scores have no ends, so that places can be told apart there; what is said of a score
 * stays on its scale. */
static void hold_in_scale(double *q, const tb_index_draws *track)
{
    const tb_index *x = track->index;
    int last = x->n_year > 0 ? x->year[x->n_year - 1] : 0;
    const tb_node *scale = tb_index_node(x, track->column, last);
    if (scale == NULL || !(scale->max > scale->min))
        return;
    for (size_t k = 0; k < 3; k++)
        q[k] = fmax(scale->min, fmin(scale->max, q[k]));
}

/* A place is whole: the least one that so many of the n draws with a place have or better, as a
 * forecast counts it (tbi_rank_count_quantile). times [units + 1]: how many have each. */
static double find_place(const size_t *times, size_t units, size_t n, double p)
{
    size_t place = 1, so_far = times[1];
    while (place < units && (so_far == 0 || (double)so_far < p * (double)n))
        so_far += times[++place];
    return n > 0 ? (double)place : NAN;
}

/* Quantiles of score, rank and gap; ranks over the draws that have one. times [units + 1]. */
static void summarise_spread(tb_goal_answer *a, const tb_goal_state *aim, size_t n, double *scratch,
                             size_t *times)
{
    tbi_quantile_pick(a->score_q, outer, 3, aim->own, n, scratch);
    hold_in_scale(a->score_q, aim->track);
    size_t units = aim->track->index->n_unit;
    memset(times, 0, (units + 1) * sizeof *times);
    for (size_t i = 0; i < n; i++)
        times[aim->rank[i]]++;
    for (size_t i = 0; i < 3; i++)
        a->rank_q[i] = find_place(times, units, n - times[0], outer[i]);
    tbi_quantile_pick(a->gap, gaps, 3, aim->gap, n, scratch);
    for (size_t i = 0; i < 3; i++)
        a->gap[i] = keep_finite(a->gap[i]);
}

/* Whether the others' scores decide the goal at all: a goal on points alone has no rivals. */
static bool is_against_others(const tb_goal_state *aim)
{
    tb_goal_kind kind = aim->goal.kind;
    if (kind == TB_GOAL_SCORE || kind == TB_GOAL_GAIN)
        return false;
    return kind != TB_GOAL_GROUP || aim->groups == NULL ||
           aim->groups[aim->track->index->n_unit].by_size;
}

/* The five units that most often stand between the unit and its goal. */
static bool name_rivals(tb_ask_state *c, tb_goal_answer *a, const tb_goal_state *aim)
{
    enum { MOST = 5 };
    size_t units = aim->track->index->n_unit;
    size_t kept = c->draws < TB_KEPT_RANK_DRAWS ? c->draws : TB_KEPT_RANK_DRAWS;
    size_t missed = 0;
    tb_rival *out = TB_NEW(c->arena, tb_rival, MOST);
    bool *taken = TB_NEW(c->arena, bool, units);
    if (out == NULL || taken == NULL)
        return false;
    if (!is_against_others(aim))
        return true;
    for (size_t i = 0; i < kept; i++)
        missed += aim->gap[i] > 0;
    a->rival = out;
    while (a->rivals < MOST) {
        size_t best = units;
        for (size_t u = 0; u < units; u++)
            if (!taken[u] && aim->between[u] > 0 &&
                (best == units || aim->between[u] > aim->between[best]))
                best = u;
        if (best == units)
            break;
        taken[best] = true;
        const tb_unit *u =
            tb_panel_unit_of(c->panel, aim->track->index->unit_code[best], c->ask->origin);
        if (u == NULL)
            continue;
        out[a->rivals++] = (tb_rival){ u->code, u->name_vi, u->name_en,
                                       (double)aim->between[best] / (double)missed,
                                       aim->lead[best] / aim->between[best] };
    }
    return true;
}

/* The place that is asked for, when it is the same in every draw. */
static void summarise_target(tb_goal_answer *a, const tb_goal_state *aim)
{
    tb_goal_requirement bar;
    bool certain = aim->base_at == SIZE_MAX && aim->groups == NULL &&
                   aim->goal.kind != TB_GOAL_YEARLY && aim->goal.kind != TB_GOAL_IMPROVE;
    if (certain && tb_goal_requirement_of(&bar, &aim->goal, &aim->base, NULL, NULL))
        a->target_place = bar.place > 0 ? bar.place : bar.region_place;
    if (aim->groups != NULL && aim->groups[aim->track->index->n_unit].by_size) {
        tb_goal_base base = aim->base;
        base.groups = &aim->groups[aim->a->n_ranked > 0 &&
                                           (size_t)aim->a->n_ranked <= aim->track->index->n_unit
                                       ? (size_t)aim->a->n_ranked
                                       : aim->track->index->n_unit];
        if (tb_goal_requirement_of(&bar, &aim->goal, &base, NULL, NULL))
            a->target_place = bar.place;
    }
}

/* A climb that leads past place 1 is read as place 1, and said. */
static void warn_climb(tb_ask_state *c, const tb_goal_state *aim)
{
    tb_goal_requirement bar;
    if (aim->base_at != SIZE_MAX || aim->goal.kind != TB_GOAL_CLIMB ||
        !tb_goal_requirement_of(&bar, &aim->goal, &aim->base, NULL, NULL) || !bar.past_first)
        return;
    tbi_notice_add(c->notices, c->arena, "past-first",
                   tbi_ask_say(c, TB_EN(TB_MSG_ATTAIN_FROM_PLACE_CLIMBS_PAST), aim->a->index,
                               aim->a->goal, aim->base.rank),
                   tbi_ask_say(c, TB_VI(TB_MSG_ATTAIN_FROM_PLACE_CLIMBS_PAST), aim->a->index,
                               aim->a->goal, aim->base.rank));
}

/* What needs no memory of the case: goals side by side, each thread with scratch [2 draws] of its
 * own.
 */
static tb_status summarise_goals(tb_ask_state *c, tb_err *err)
{
    int threads = tbi_threads(c->opts->threads);
    if ((size_t)threads > c->goals)
        threads = (int)c->goals;
    tb_arena own = { 0 };
    size_t units = 0; /* of the widest table */
    for (size_t i = 0; i < c->tracks; i++)
        if (c->track[i]->index->n_unit > units)
            units = c->track[i]->index->n_unit;
    double *scratch = TB_NEW_BARE(&own, double, 2 * (size_t)threads * c->draws);
    size_t *times = TB_NEW(&own, size_t, (size_t)threads * (units + 1));
    if (own.refused) {
        tbi_arena_free(&own);
        return tbi_no_memory(err, "the answers");
    }
#pragma omp parallel for schedule(dynamic) num_threads(threads)
    for (size_t i = 0; i < c->goals; i++) {
        tb_goal_state *aim = &c->aim[i];
        size_t me = (size_t)omp_get_thread_num();
        double *mine = scratch + 2 * me * c->draws;
        if (aim->track == NULL)
            continue;
        count_chances(aim->a, aim, c->draws);
        summarise_spread(aim->a, aim, c->draws, mine, times + me * (units + 1));
        summarise_national(aim->a, aim, c->draws, mine);
        summarise_target(aim->a, aim);
    }
    tbi_arena_free(&own);
    return TB_OK;
}

/* Everything that is said of single goals; asked again after draws were resampled. */
tb_status tbi_ask_answer(tb_ask_state *c, tb_err *err)
{
    tb_status st = c->goals > 0 ? summarise_goals(c, err) : TB_OK;
    for (size_t i = 0; i < c->goals && st == TB_OK; i++) {
        tb_goal_state *aim = &c->aim[i];
        if (aim->track == NULL)
            continue;
        warn_climb(c, aim);
        if (!name_rivals(c, aim->a, aim))
            st = tbi_no_memory(err, "the rivals");
    }
    return st;
}

/* Goals side by side. */
tb_status tbi_ask_sort_gaps(tb_ask_state *c, tb_err *err)
{
    int threads = tbi_threads(c->opts->threads);
    for (size_t i = 0; i < c->goals; i++) {
        tb_goal_state *aim = &c->aim[i];
        aim->sorted = aim->track != NULL ? TB_NEW_BARE(c->arena, double, c->draws) : NULL;
        if (aim->track != NULL && aim->sorted == NULL)
            return tbi_no_memory(err, "the answers");
    }
#pragma omp parallel for schedule(dynamic) num_threads(threads)
    for (size_t i = 0; i < c->goals; i++) {
        if (c->aim[i].track == NULL)
            continue;
        memcpy(c->aim[i].sorted, c->aim[i].gap, c->draws * sizeof *c->aim[i].sorted);
        tbi_sort(c->aim[i].sorted, c->draws);
    }
    return TB_OK;
}
