/* goal_requirement.c - whether a goal is met: a goal and its base year become one bar of a score, a
 * place, or both, which each draw passes or not. The one definition that forecast, intervene and
 * the backtest of goals share. */
#include <math.h>
#include <string.h>
#include <tangbac/goal.h>

#include "messages/goal.h"
#include "messages/goal_words.h"
#include "messages/one_language.h"

/* false, with the reason in both languages where they are asked for.
 * text and text_vi are literals or live as long as the messages do; the caller owns nothing. */
static bool refuse_requirement(const char **reason, const char **reason_vi, const char *text,
                               const char *text_vi)
{
    if (reason != NULL)
        *reason = text;
    if (reason_vi != NULL)
        *reason_vi = text_vi;
    return false;
}

/* Asked before anything is drawn: a place beyond the number of units would be met always,
 * and "31/63" of 34 units is about another country. region "" is never a named one.
 * units: ranked in the year of the goal; region_units: those in the unit's region. A climb is
 * compared with all units, since one more than the last place cannot be climbed. */
bool tb_goal_fits(const tb_goal *g, int units, const char *region, int region_units,
                  const char **reason, const char **reason_vi)
{
    bool within = g->kind == TB_GOAL_REGION;
    if (within && g->region[0] != '\0' && strcmp(g->region, region) != 0)
        return refuse_requirement(reason, reason_vi, TB_MSG_GOAL_REGION_GOAL_NAMES_UNIT);
    int n = within ? region_units : units;
    if (g->of != 0 && g->of != n)
        return refuse_requirement(reason, reason_vi,
                                  within ? TB_EN(TB_MSG_GOAL_REGION_HAS_ANOTHER_NUMBER)
                                         : TB_EN(TB_MSG_GOAL_THERE_ANOTHER_NUMBER_UNITS),
                                  within ? TB_VI(TB_MSG_GOAL_REGION_HAS_ANOTHER_NUMBER)
                                         : TB_VI(TB_MSG_GOAL_THERE_ANOTHER_NUMBER_UNITS));
    if (g->place > n)
        return refuse_requirement(reason, reason_vi,
                                  within ? TB_EN(TB_MSG_GOAL_PLACE_BEYOND_NUMBER_UNITS)
                                         : TB_EN(TB_MSG_GOAL_PLACE_BEYOND_NUMBER_UNITS_2),
                                  within ? TB_VI(TB_MSG_GOAL_PLACE_BEYOND_NUMBER_UNITS)
                                         : TB_VI(TB_MSG_GOAL_PLACE_BEYOND_NUMBER_UNITS_2));
    if (g->kind == TB_GOAL_CLIMB && g->up >= n)
        return refuse_requirement(reason, reason_vi, TB_MSG_GOAL_MORE_RANKS_THERE_UNITS);
    return true;
}

/* Scores of two schemes cannot be compared: then "the index" is to rise by its place.
 * broken: the scheme of the index changed between the base year and the year of the goal. */
static bool is_score_needed(const tb_goal *g, bool broken)
{
    return g->index_only ? !broken : g->rise_score;
}

/* The other way round. */
static bool is_rank_needed(const tb_goal *g, bool broken)
{
    return g->index_only ? broken : g->rise_rank;
}

/* broken: the scheme changed after the base year; goals that may go by rank alone then do not ask
 * for its score. */
bool tb_goal_needs_base_score(const tb_goal *g, bool broken)
{
    switch (g->kind) {
    case TB_GOAL_GAIN:
        return true;
    case TB_GOAL_YEARLY:
        return g->up == 0;
    case TB_GOAL_KEEP:
        return g->rise_score && !broken;
    case TB_GOAL_IMPROVE:
        return is_score_needed(g, broken);
    default:
        return false;
    }
}

/* A place that the goal names is no question about the base year. */
bool tb_goal_needs_base_rank(const tb_goal *g, bool broken)
{
    switch (g->kind) {
    case TB_GOAL_CLIMB:
        return true;
    case TB_GOAL_YEARLY:
        return g->up > 0;
    case TB_GOAL_KEEP:
        return g->place == 0;
    case TB_GOAL_IMPROVE:
        return is_rank_needed(g, broken);
    default:
        return false;
    }
}

/* More ranks than there are above the unit end at the first place, and that is said. */
static void limit_climb(tb_goal_requirement *out, int base_rank, int up)
{
    out->past_first = base_rank - up < 1;
    out->place = out->past_first ? 1 : base_rank - up;
}

/* Groups by size: the last place of the group; by cut-offs: its least score. A group to be held
 * is that of the base year. */
static bool find_group_bar(tb_goal_requirement *out, const tb_goal *g, const tb_goal_base *base,
                           const char **reason, const char **reason_vi)
{
    const tb_groups *groups = base->groups;
    if (groups == NULL || groups->count == 0)
        return refuse_requirement(reason, reason_vi, TB_MSG_GOAL_LIMITS_GROUPS_YEAR_KNOWN);
    const char *name = g->group[0] != '\0' ? g->group : base->group;
    if (name == NULL)
        return refuse_requirement(reason, reason_vi, TB_MSG_GOAL_GROUP_BASE_YEAR_KNOWN);
    size_t at = 0;
    int places = 0;
    for (; at < groups->count; at++) {
        places += groups->size[at];
        if (strcmp(groups->name[at], name) == 0)
            break;
    }
    if (at == groups->count)
        return refuse_requirement(reason, reason_vi, TB_MSG_GOAL_GROUPS_YEAR_GROUP_NAME);
    if (groups->by_size)
        out->place = places;
    else
        out->points = groups->from[at];
    return true;
}

/* Place and points, each where the goal asks it: place 0 and points NAN ask nothing. strict:
 * more than the points, not just as many. */
bool tb_goal_requirement_of(tb_goal_requirement *out, const tb_goal *g, const tb_goal_base *base,
                            const char **reason, const char **reason_vi)
{
    *out = (tb_goal_requirement){ .points = NAN };
    if (tb_goal_needs_base_score(g, base->broken) && isnan(base->score))
        return refuse_requirement(reason, reason_vi, TB_MSG_GOAL_SCORE_BASE_YEAR_KNOWN);
    if (tb_goal_needs_base_rank(g, base->broken) && base->rank <= 0)
        return refuse_requirement(reason, reason_vi, TB_MSG_GOAL_RANK_BASE_YEAR_KNOWN);
    switch (g->kind) {
    case TB_GOAL_PLACE:
    case TB_GOAL_BAND:
        out->place = g->place;
        return true;
    case TB_GOAL_REGION:
        out->region_place = g->place;
        return true;
    case TB_GOAL_KEEP:
        out->place = g->place > 0 ? g->place : base->rank;
        /* "keep and improve": the place, and more than the old score where the two are on
         * one scale */
        out->strict = g->rise_score && !base->broken;
        if (out->strict)
            out->points = base->score;
        return true;
    case TB_GOAL_CLIMB:
        limit_climb(out, base->rank, g->up);
        return true;
    case TB_GOAL_GROUP:
        return find_group_bar(out, g, base, reason, reason_vi);
    case TB_GOAL_YEARLY:
        if (g->up > 0)
            limit_climb(out, base->rank, g->up);
        else
            out->points = base->score + g->points;
        return true;
    case TB_GOAL_SCORE:
    case TB_GOAL_GAIN:
        out->points = g->kind == TB_GOAL_GAIN ? base->score + g->points : g->points;
        out->strict = g->strict;
        return true;
    case TB_GOAL_IMPROVE:
        if (is_rank_needed(g, base->broken))
            /* one place better; the first can only be kept */
            out->place = base->rank > 1 ? base->rank - 1 : 1;
        if (is_score_needed(g, base->broken)) {
            out->points = base->score;
            out->strict = true;
        }
        return true;
    }
    return refuse_requirement(reason, reason_vi, TB_MSG_GOAL_GOAL_KNOWN_KIND);
}

/* All that the bar asks must hold. A rank of 0 or a score of NaN is not known, and meets
 * nothing. */
bool tb_goal_met(const tb_goal_requirement *bar, double score, int rank, int region_rank)
{
    if (bar->place > 0 && (rank <= 0 || rank > bar->place))
        return false;
    if (bar->region_place > 0 && (region_rank <= 0 || region_rank > bar->region_place))
        return false;
    if (isnan(bar->points))
        return true;
    return bar->strict ? score > bar->points : score >= bar->points; /* false for NaN */
}

/* The k-th largest (k from 1) of n scores without NaN; -INFINITY when there are fewer. Hoare's
 * selection (1961). Reorders `s`. */
static double find_kth_largest(double *s, size_t n, size_t k)
{
    if (k > n)
        return -INFINITY;
    size_t lo = 0, hi = n - 1, at = k - 1;
    while (lo < hi) {
        double pivot = s[lo + (hi - lo) / 2];
        size_t i = lo, j = hi;
        for (;;) {
            while (s[i] > pivot)
                i++;
            while (s[j] < pivot)
                j--;
            if (i >= j)
                break;
            double t = s[i];
            s[i++] = s[j];
            s[j--] = t;
        }
        if (at <= j)
            hi = j;
        else
            lo = j + 1;
    }
    return s[at];
}

/* To be among the first `place` of all, as many others less one may be better: so the score
 * must reach that of the place-th best other. -INFINITY: there are fewer others than that.
 * scratch [n]. */
static double find_place_need(int place, const double *others, size_t n, double *scratch)
{
    size_t known = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(others[i]))
            scratch[known++] = others[i];
    return find_kth_largest(scratch, known, (size_t)place);
}

/* The least score of the unit with which the goal is met against these scores of the others:
 * one number for each draw, which measures only have to reach. A strict bar is met by the
 * next larger double. */
double tb_goal_need(const tb_goal_requirement *bar, const double *others, size_t n,
                    const double *region_others, size_t m, double *scratch)
{
    double need = -INFINITY;
    if (bar->place > 0)
        need = find_place_need(bar->place, others, n, scratch);
    if (bar->region_place > 0)
        need = fmax(need, find_place_need(bar->region_place, region_others, m, scratch));
    if (!isnan(bar->points))
        need = fmax(need, bar->strict ? nextafter(bar->points, INFINITY) : bar->points);
    return need;
}
