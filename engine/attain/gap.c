/* gap.c - every goal becomes one number a draw: the lowest score that would meet it, given what all
 * others score, less the unit's own. At or below zero it is met. */
#include "attain/gap.h"

#include "num/rank.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* Units that a draw gives a score; the others are withheld in it and have no rank. */
static size_t count_ranked(const double *score, size_t n)
{
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        k += isnan(score[i]) ? 0 : 1;
    return k;
}

/* Scores of the others, and of those of the region, with larger as better. */
static void split_scores(tb_gap_scratch *s, size_t *n, size_t *m, const tb_goal_state *aim,
                         const double *score, size_t units)
{
    *n = *m = 0;
    for (size_t i = 0; i < units; i++) {
        if (i == aim->track->focus)
            continue;
        s->a[(*n)++] = aim->sign * score[i];
        if (aim->region != NULL && aim->region[i])
            s->b[(*m)++] = aim->sign * score[i];
    }
}

/* The k-th best score of the others by the ranks of all; false: ties (or too few) stand there, and
 * it must be looked for. */
static bool find_kth_other(double *out, const tb_goal_state *aim, const double *score, size_t units,
                           int k, const uint8_t *row)
{
    size_t focus = aim->track->focus;
    int wanted = row[focus] > 0 && row[focus] <= k ? k + 1 : k;
    const uint8_t *at = wanted <= UINT8_MAX ? memchr(row, wanted, units) : NULL;
    if (at == NULL || (size_t)(at - row) == focus)
        return false;
    *out = aim->sign * score[at - row];
    return true;
}

/* The score that the unit must have in this year, in the direction in which more is better.
 * Where only a place is asked and nobody ties it is one look-up in the ranks; otherwise the
 * others are split by region and sorted. */
static double find_need(const tb_goal_state *aim, const tb_goal_requirement *bar,
                        const double *score, size_t units, tb_gap_scratch *s)
{
    size_t n, m;
    double need;
    if (bar->place == 0 && bar->region_place == 0)
        return bar->strict ? nextafter(bar->points, INFINITY) : bar->points;
    if (bar->place > 0 && bar->region_place == 0 && isnan(bar->points) && s->row != NULL &&
        find_kth_other(&need, aim, score, units, bar->place, s->row))
        return need;
    split_scores(s, &n, &m, aim, score, units);
    return tb_goal_need(bar, s->a, n, s->b, m, s->c);
}

/* What the base year is in this draw: known pieces as published, the others as drawn. false: it was
 * asked for and the draw withholds it. */
static bool find_base(tb_goal_base *out, const tb_goal_state *aim, const double *score,
                      bool same_scheme, size_t units)
{
    *out = aim->base;
    out->score *= aim->sign;
    out->broken = aim->broken_before || !same_scheme;
    if (aim->base_at == SIZE_MAX)
        return true;
    const double *then = score + aim->base_at * units;
    double own = then[aim->track->focus];
    int rank = tbi_rank_of(then, units, then[aim->track->focus], aim->sign);
    if (isnan(own))
        return false;
    if (aim->draw_score)
        out->score = aim->sign * own;
    if (aim->draw_rank)
        out->rank = rank;
    if (!aim->draw_group)
        return true;
    const tb_groups *g =
        aim->base_groups != NULL ? &aim->base_groups[count_ranked(then, units)] : NULL;
    int at = g != NULL ? tb_group_of(g, own, rank) : -1;
    out->group = at >= 0 ? g->name[at] : NULL;
    return at >= 0;
}

/* A path: in every year the need of that step, measured from the rank (or score) of the year before
 * in the same draw. The gap is the largest of the years. */
static void find_path_gap(tb_gap_draw *out, const tb_goal_state *aim, const tb_goal_base *first,
                          const double *score, size_t units, tb_gap_scratch *s)
{
    tb_goal_base base = *first;
    size_t focus = aim->track->focus;
    out->gap = -INFINITY;
    for (size_t t = aim->first_step; t <= aim->year_at; t++) {
        const double *now = score + t * units;
        tb_goal_requirement bar;
        double own = aim->sign * now[focus];
        if (isnan(own) || !tb_goal_requirement_of(&bar, &aim->goal, &base, NULL, NULL)) {
            out->gap = INFINITY;
            return;
        }
        const uint8_t *row = s->row;
        s->row = t == aim->year_at ? row : NULL; /* ranks are those of the last year */
        double need = find_need(aim, &bar, now, units, s);
        s->row = row;
        out->past_first |= bar.past_first;
        if (need - own > out->gap)
            out->gap = need - own;
        if (t == aim->year_at)
            out->need = need;
        base.score = own;
        base.rank = tbi_rank_of(now, units, now[focus], aim->sign);
    }
}

/* The same goal with its stronger end in the place of the weaker one. */
static bool take_stronger_end(tb_goal *out, const tb_goal *g)
{
    *out = *g;
    if (g->place_best > 0)
        out->place = g->place_best;
    if (g->up_best > 0)
        out->up = g->up_best;
    return g->place_best > 0 || g->up_best > 0;
}

/* Points of a goal on a score are said in the index's own direction. */
static void orient_points(tb_goal_requirement *bar, const tb_goal_state *aim)
{
    if (aim->sign < 0 && aim->goal.kind == TB_GOAL_SCORE)
        bar->points = -bar->points;
}

/* Points lacking in one year (<= 0: met); INFINITY where the unit is withheld or the goal has
 * no bar in this draw. */
static double find_gap(const tb_goal_state *aim, const tb_goal *g, const tb_goal_base *base,
                       const double *score, size_t units, tb_gap_draw *out, tb_gap_scratch *s)
{
    tb_goal_requirement bar;
    double own = aim->sign * score[aim->track->focus];
    if (isnan(own) || !tb_goal_requirement_of(&bar, g, base, NULL, NULL))
        return INFINITY;
    orient_points(&bar, aim);
    double need = find_need(aim, &bar, score, units, s);
    out->need = need;
    out->past_first = bar.past_first;
    return need - own;
}

/* Whether a goal is met, without the points that it would take: the unit's place is counted, not
 * selected. */
static bool is_met(const tb_goal_state *aim, const tb_goal *g, const tb_goal_base *base,
                   const double *score, size_t units)
{
    tb_goal_requirement bar;
    size_t focus = aim->track->focus;
    double own = aim->sign * score[focus];
    if (isnan(own) || !tb_goal_requirement_of(&bar, g, base, NULL, NULL))
        return false;
    orient_points(&bar, aim);
    int region = 1;
    for (size_t i = 0; i < units && bar.region_place > 0; i++)
        region += i != focus && aim->region != NULL && aim->region[i] && aim->sign * score[i] > own;
    return tb_goal_met(
        &bar, own, bar.place > 0 ? tbi_rank_of(score, units, score[focus], aim->sign) : 0, region);
}

/* The limits of groups depend on how many units are ranked in the draw. Without a base gap
 * stays INFINITY, and what has been asked counts as missed. */
void tbi_gap_of(tb_gap_draw *out, const tb_goal_state *aim, const double *score,
                const double *frozen, bool same_scheme, size_t units, tb_gap_scratch *s)
{
    const double *now = score + aim->year_at * units;
    size_t focus = aim->track->focus;
    tb_goal_base base;
    tb_goal best;
    *out = (tb_gap_draw){ .gap = INFINITY,
                          .own = now[focus],
                          .noise = TB_GAP_NONE,
                          .best = TB_GAP_NONE,
                          .need = INFINITY,
                          .base_score = NAN };
    out->rank = s->row != NULL ? s->row[focus] : tbi_rank_of(now, units, now[focus], aim->sign);
    bool has_best = take_stronger_end(&best, &aim->goal);
    if (has_best)
        out->best = TB_GAP_MISSED;
    if (frozen != NULL && aim->goal.kind != TB_GOAL_YEARLY)
        out->noise = TB_GAP_MISSED;
    if (!find_base(&base, aim, score, same_scheme, units))
        return;
    out->base_rank = base.rank;
    out->base_score = base.score;
    if (aim->groups != NULL)
        base.groups = &aim->groups[count_ranked(now, units)];
    if (aim->goal.kind == TB_GOAL_YEARLY) {
        find_path_gap(out, aim, &base, score, units, s);
        if (!has_best)
            return;
        tb_goal_state other = *aim;
        tb_gap_draw end = *out;
        other.goal = best;
        find_path_gap(&end, &other, &base, score, units, s);
        out->best = end.gap <= 0 ? TB_GAP_MET : TB_GAP_MISSED;
        return;
    }
    out->gap = find_gap(aim, &aim->goal, &base, now, units, out, s);
    if (has_best && is_met(aim, &best, &base, now, units))
        out->best = TB_GAP_MET;
    if (frozen == NULL)
        return;
    if (aim->groups != NULL)
        base.groups = &aim->groups[count_ranked(frozen, units)];
    if (is_met(aim, &aim->goal, &base, frozen, units))
        out->noise = TB_GAP_MET;
}
