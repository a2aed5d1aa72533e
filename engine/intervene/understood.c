/* understood.c - every goal in one sentence as it was read, so that a planner can say "that is not
 * what we meant" before the number is used; of how many its places are; and what can be had where
 * the goal is out of reach. */
#include "intervene/understood.h"

#include "base/error.h"
#include "messages/intervene.h"
#include "num/quantile_pick.h"

#include <math.h>
#include <string.h>

/* Below this a goal gets a counter-offer. */
static const double EVEN = 0.5;

/* ---- How it was read
 * -------------------------------------------------------------------------- */

/* Which of score and place must rise, or that either will do. */
static bool say_improve(tb_ask_state *c, tb_goal_answer *a, const tb_goal *g)
{
    const char **en = &a->understood;
    const char **vi = &a->understood_vi;
    if (g->index_only)
        return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_INDEX_ONLY, a->year,
                              a->base_year);
    if (g->rise_score && g->rise_rank)
        return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_BOTH, a->year, a->base_year);
    if (g->rise_score)
        return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_RISE_SCORE, a->year,
                              a->base_year);
    return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_RISE_RANK, a->year, a->base_year);
}

/* Where the base year's place is known the sentence says to which place the climb leads, so
 * that nobody counts from another year. */
static bool say_climb(tb_ask_state *c, tb_goal_answer *a, const tb_goal *g)
{
    const char **en = &a->understood;
    const char **vi = &a->understood_vi;
    if (a->reference_rank == 0 || a->reference_year != a->base_year)
        return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_CLIMB, g->up, a->base_year,
                              a->year);
    int to = a->reference_rank > g->up ? a->reference_rank - g->up : 1;
    return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_CLIMB_KNOWN, g->up, a->base_year,
                          a->year, a->reference_rank, to);
}

/* A gain of nothing is a score that is kept or, when more is asked, one that rises at all.
 * g->points is the gain asked for, in points. false: no memory. */
static bool say_gain(tb_ask_state *c, tb_goal_answer *a, const tb_goal *g)
{
    const char **en = &a->understood;
    const char **vi = &a->understood_vi;
    bool is_any = !(g->points > 0);
    if (is_any && g->strict)
        return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_RAISE_SCORE, a->base_year,
                              a->year);
    if (is_any)
        return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_KEEP_SCORE, a->base_year,
                              a->year);
    if (g->strict)
        return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_GAIN_STRICT, g->points,
                              a->base_year, a->year);
    return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_GAIN, g->points, a->base_year,
                          a->year);
}

/* Letters are the same in both languages. */
static const char *name_group_vi(const char *group)
{
    static const char *const word[][2] = { { TB_MSG_INTERVENE_HIGH },
                                           { TB_MSG_INTERVENE_MID_HIGH },
                                           { TB_MSG_INTERVENE_MID_LOW },
                                           { TB_MSG_INTERVENE_LOW } };
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (strcmp(group, word[i][0]) == 0)
            return word[i][1];
    return group;
}

/* Without a name it is the group of the base year that must be held. */
static bool say_group(tb_ask_state *c, tb_goal_answer *a, const tb_goal *g)
{
    const char **en = &a->understood;
    const char **vi = &a->understood_vi;
    if (g->group[0] == '\0')
        return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_GROUP_HELD, a->base_year,
                              a->year);
    const char *unused = NULL; /* each language has its own word for the group */
    return tbi_arena_pair(c->arena, en, &unused, TB_MSG_UNDERSTOOD_GROUP, g->group, a->year) &&
           tbi_arena_pair(c->arena, &unused, vi, TB_MSG_UNDERSTOOD_GROUP, name_group_vi(g->group),
                          a->year);
}

/* from: the first year that counts, the one behind the base year. */
static bool say_yearly(tb_ask_state *c, tb_goal_answer *a, const tb_goal *g)
{
    const char **en = &a->understood;
    const char **vi = &a->understood_vi;
    int from = (a->base_year > 0 ? a->base_year : a->origin) + 1;
    if (g->up > 0)
        return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_YEARLY_PLACES, g->up, from,
                              a->year);
    return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_YEARLY_POINTS, g->points, from,
                          a->year);
}

/* A band says its better end too: reaching beyond it is no failure. */
static bool say_place(tb_ask_state *c, tb_goal_answer *a, const tb_goal *g)
{
    const char **en = &a->understood;
    const char **vi = &a->understood_vi;
    if (g->kind == TB_GOAL_REGION)
        return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_REGION, g->place, a->year);
    if (g->place_best > 0 && g->place_best != g->place)
        return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_BAND, g->place, a->year,
                              g->place_best);
    return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_PLACE, g->place, a->year);
}

/* One sentence a goal, filled into understood and understood_vi. false: no memory. */
static bool say_goal(tb_ask_state *c, tb_goal_answer *a)
{
    const tb_goal *g = &a->parsed;
    const char **en = &a->understood;
    const char **vi = &a->understood_vi;
    bool is_percent = a->index_unit != NULL && strcmp(a->index_unit, "%") == 0;
    switch (g->kind) {
    case TB_GOAL_PLACE:
    case TB_GOAL_BAND:
    case TB_GOAL_REGION:
        return say_place(c, a, g);
    case TB_GOAL_CLIMB:
        return say_climb(c, a, g);
    case TB_GOAL_SCORE:
        if (is_percent && g->strict)
            return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_PERCENT_STRICT, g->points,
                                  a->year);
        if (is_percent)
            return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_PERCENT, g->points, a->year);
        if (g->strict)
            return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_SCORE_STRICT, g->points,
                                  a->year);
        return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_SCORE, g->points, a->year);
    case TB_GOAL_GAIN:
        return say_gain(c, a, g);
    case TB_GOAL_GROUP:
        return say_group(c, a, g);
    case TB_GOAL_YEARLY:
        return say_yearly(c, a, g);
    case TB_GOAL_KEEP:
        if (g->place > 0)
            return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_KEEP_PLACE, g->place,
                                  a->year);
        if (g->rise_score)
            return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_KEEP_AND_RAISE, a->year,
                                  a->base_year);
        return tbi_arena_pair(c->arena, en, vi, TB_MSG_UNDERSTOOD_KEEP, a->year, a->base_year);
    case TB_GOAL_IMPROVE:
        break;
    }
    return say_improve(c, a, g);
}

/* One more sentence behind how the goal was read; NULL: no memory, and false. */
static bool add_sentence(tb_ask_state *c, tb_goal_answer *a, const char *more, const char *more_vi)
{
    const char *en = NULL;
    const char *vi = NULL;
    const char *unused = NULL; /* each language has its own two sentences */
    bool room =
        more != NULL && more_vi != NULL &&
        tbi_arena_pair(c->arena, &en, &unused, TB_MSG_UNDERSTOOD_AND, a->understood, more) &&
        tbi_arena_pair(c->arena, &unused, &vi, TB_MSG_UNDERSTOOD_AND, a->understood_vi, more_vi);
    a->understood = en;
    a->understood_vi = vi;
    return room;
}

/* A base after the origin is drawn: the same words in March and in June ask two things, and each
 * page says so. In June only where the goal itself names its base year: without that nobody asked
 * from when it counts. */
static bool say_drawn(tb_ask_state *c, tb_goal_answer *a)
{
    int base = a->base_year;
    const char *en = NULL;
    const char *vi = NULL;
    if (base > a->origin) {
        (void)tbi_arena_pair(c->arena, &en, &vi, TB_MSG_UNDERSTOOD_DRAWN, base, base + 1);
        return add_sentence(c, a, en, vi);
    }
    if (a->parsed.base_year > 0 && base == a->origin && a->year == base + 1) {
        (void)tbi_arena_pair(c->arena, &en, &vi, TB_MSG_UNDERSTOOD_KNOWN, base, base + 1);
        return add_sentence(c, a, en, vi);
    }
    return true;
}

/* Years behind the goal's are named by plans and judged by nobody: the answer is of one year. */
static bool say_later(tb_ask_state *c, tb_goal_answer *a)
{
    const char *en = NULL;
    const char *vi = NULL;
    if (!a->parsed.later_years || a->parsed.kind == TB_GOAL_YEARLY)
        return true;
    (void)tbi_arena_pair(c->arena, &en, &vi, TB_MSG_UNDERSTOOD_LATER, a->year);
    return add_sentence(c, a, en, vi);
}

/* ---- Of how many
 * ------------------------------------------------------------------------------ */

/* Of how many units a rank is, where that needs saying: from the standing, and after a merger
 * of units. */
static bool say_of_how_many(tb_ask_state *c, tb_goal_answer *a, const tb_standing *s)
{
    size_t n = strcspn(a->index, ".");
    int merged = tb_panel_merged_from(c->panel);
    for (size_t i = 0; s != NULL && i < tb_standing_indices(s); i++) {
        const tb_standing_index *x = tb_standing_index_at(s, i);
        if (strncmp(x->index, a->index, n) != 0 || x->index[n] != '\0')
            continue;
        a->of_how_many = x->n_ranked_reason;
        a->of_how_many_vi = x->n_ranked_reason_vi;
    }
    if (merged == 0 || a->year < merged)
        return true;
    int units = 0;
    for (size_t i = 0; i < tb_panel_units(c->panel); i++)
        units += tb_unit_holds(tb_panel_unit(c->panel, i), a->year);
    return tbi_arena_pair(c->arena, &a->of_how_many, &a->of_how_many_vi, TB_MSG_UNDERSTOOD_OF_34,
                          merged, units);
}

/* ---- What can be had instead
 * ------------------------------------------------------------------ */

/* Best place that is reached with probability p without action, and the score. */
static tb_status find_reached(int *place, double *score, const tb_goal_state *aim,
                              const tb_ask_state *c, double p, tb_err *err)
{
    tb_arena own = { 0 };
    size_t n = 0;
    size_t units = aim->track->index->n_unit;
    size_t *at = TB_NEW(&own, size_t, units + 2);
    double *value = TB_NEW(&own, double, 2 * c->draws), level = 1 - p;
    if (at == NULL || value == NULL) {
        tbi_arena_free(&own);
        return tbi_no_memory(err, "the counter-offer");
    }
    for (size_t d = 0; d < c->draws; d++) {
        at[aim->rank[d] <= units ? aim->rank[d] : 0]++;
        if (!isnan(aim->own[d]))
            value[n++] = aim->sign * aim->own[d];
    }
    size_t so_far = 0;
    *place = 0;
    for (size_t k = 1; k <= units && *place == 0; k++) {
        so_far += at[k];
        if ((double)so_far >= p * (double)c->draws)
            *place = (int)k;
    }
    tbi_quantile_pick(score, &level, 1, value, n, value + c->draws);
    *score *= aim->sign;
    tbi_arena_free(&own);
    return TB_OK;
}

/* The probability of the plan is of all draws, its places of those whose other provinces are kept:
 * where the two are close, the place must not say that a goal is even which the probability says
 * is not. */
static void keep_below(tb_counter_offer *o, const tb_goal_answer *a)
{
    bool of_place = a->parsed.kind == TB_GOAL_PLACE || a->parsed.kind == TB_GOAL_CLIMB;
    if (!of_place || a->target_place <= 0)
        return;
    if (o->place_50 > 0 && o->place_50 <= a->target_place)
        o->place_50 = a->target_place + 1;
    if (o->place_80 > 0 && o->place_80 < o->place_50)
        o->place_80 = o->place_50;
}

/* Only where the goal is less likely met than not, with the plan if there is one. The plan's
 * places and scores where it has them, else what is reached without it. */
static tb_status make_counter_offer(tb_goal_answer *a, const tb_goal_state *aim,
                                    const tb_ask_state *c, tb_err *err)
{
    tb_counter_offer *o = &a->instead;
    bool planned = a->plan.made && a->plan.levers > 0;
    o->score_50 = NAN;
    o->score_80 = NAN;
    bool other = a->parsed.kind == TB_GOAL_YEARLY || a->parsed.kind == TB_GOAL_REGION;
    if (isnan(a->chance) || other || (planned ? a->plan.chance : a->chance) >= EVEN)
        return TB_OK;
    if (planned && a->plan.place_50 > 0) {
        o->place_50 = a->plan.place_50;
        o->place_80 = a->plan.place_80;
        o->score_50 = a->plan.score_50;
        o->score_80 = a->plan.score_80;
        keep_below(o, a);
        return TB_OK;
    }
    tb_status st = find_reached(&o->place_50, &o->score_50, aim, c, 0.5, err);
    return st == TB_OK ? find_reached(&o->place_80, &o->score_80, aim, c, 0.8, err) : st;
}

/* score_50 and score_80 are set to NaN for every goal, also for those without an answer:
 * readers ask isnan. */
tb_status tbi_ask_understood(tb_ask_state *c, const tb_standing *standing, tb_err *err)
{
    for (size_t i = 0; i < c->goals; i++) {
        tb_goal_answer *a = &c->answer[i];
        a->instead.score_50 = NAN;
        a->instead.score_80 = NAN;
        if (a->is_parsed && (!say_goal(c, a) || !say_drawn(c, a) || !say_later(c, a)))
            return tbi_no_memory(err, "a goal");
        if (!say_of_how_many(c, a, standing))
            return tbi_no_memory(err, "a goal");
        tb_status st = c->aim[i].track != NULL ? make_counter_offer(a, &c->aim[i], c, err) : TB_OK;
        if (st != TB_OK)
            return st;
    }
    return TB_OK;
}
