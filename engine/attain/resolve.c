/* resolve.c - what a goal is about: index, component, unit, years and base, before anything is
 * drawn. */
#include "attain/goal_state.h"
#include "attain/rank_at.h"

#include "base/error.h"
#include "base/years.h"
#include "messages/attain.h"
#include "messages/one_language.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The track of a column, made when there is none yet. */
static tb_index_draws *find_track(tb_ask_state *c, const tb_index *index, size_t column)
{
    for (size_t i = 0; i < c->tracks; i++)
        if (c->track[i]->index == index && c->track[i]->column == column)
            return c->track[i];
    tb_index_draws *t = TB_NEW(c->arena, tb_index_draws, 1);
    if (t == NULL)
        return NULL;
    t->index = index;
    t->column = column;
    c->track[c->tracks++] = t;
    return t;
}

/* Adds a year to those that the track draws, in ascending order; false: there are
 * TB_TRACK_YEARS already. Positions shift, so that they are looked up only when all goals have
 * been read. */
static bool need_year(tb_index_draws *t, int year)
{
    size_t at = 0;
    if (tbi_find_year(t->year, t->n_year, year) >= 0)
        return true;
    if (t->n_year == TB_TRACK_YEARS)
        return false;
    while (at < t->n_year && t->year[at] < year)
        at++;
    memmove(&t->year[at + 1], &t->year[at], (t->n_year - at) * sizeof *t->year);
    t->year[at] = year;
    t->n_year++;
    return true;
}

/* t->n_year when the track has no such year. */
static size_t find_year(const tb_index_draws *t, int year)
{
    ptrdiff_t at = tbi_find_year(t->year, t->n_year, year);
    return at >= 0 ? (size_t)at : t->n_year;
}

/* The years of a goal: which it is for, against which it is measured. */
static void list_years(tb_goal_answer *a, const tb_goal *g, const tb_ask *ask)
{
    a->origin = tb_ask_origin(ask, a->index);
    a->year = g->year > 0 ? g->year : g->until > 0 ? g->until : ask->year;
    if (g->kind == TB_GOAL_YEARLY) {
        a->year = g->until > 0 ? g->until : ask->year;
        a->base_year = g->base_year > 0 ? g->base_year : g->until > 0 ? ask->year - 1 : a->origin;
        if (a->base_year >= a->year)
            a->base_year = a->year - 1;
        return;
    }
    bool broken = true;
    bool compares = tb_goal_needs_base_rank(g, broken) || tb_goal_needs_base_score(g, broken) ||
                    tb_goal_needs_base_score(g, false) ||
                    (g->kind == TB_GOAL_GROUP && g->group[0] == '\0');
    a->base_year = g->base_year > 0 ? g->base_year : a->year - 1;
    if (!compares && g->base_year == 0)
        a->base_year = 0;
}

/* The base year as published: score, rank, group, and how much of the table is known. A goal that
 * compares with nothing shows where the unit stood at the origin. */
static tb_status read_base(tb_ask_state *c, tb_goal_state *aim, tb_err *err)
{
    tb_goal_answer *a = aim->a;
    const tb_index_draws *t = aim->track;
    tb_rank_at s;
    int origin = tbi_ask_origin(c, t->index);
    int year = a->base_year > 0 && a->base_year <= origin ? a->base_year : origin;
    aim->base = (tb_goal_base){ .score = NAN };
    if (!tbi_rank_at_of(&s, c->panel, t->index, t->column, t->focus, year, c->arena))
        return tbi_no_memory(err, "the base year");
    a->n_ranked = s.n_ranked;
    a->n_known = s.n_known;
    if (a->base_year > origin)
        return TB_OK;
    a->reference_year = year;
    a->reference_score = s.score;
    a->reference_rank = s.rank;
    a->reference_group = s.group;
    if (a->base_year == year)
        aim->base = (tb_goal_base){ .score = s.score, .rank = s.rank, .group = s.group };
    return TB_OK;
}

/* Which pieces of the base are drawn, and the years that this asks of the track. */
static bool plan_years(tb_ask_state *c, tb_goal_state *aim)
{
    const tb_goal *g = &aim->goal;
    tb_goal_answer *a = aim->a;
    tb_index_draws *t = aim->track;
    aim->base_at = SIZE_MAX;
    bool fits = need_year(t, a->year);
    if (g->kind == TB_GOAL_YEARLY) {
        for (int y = a->base_year + 1; y < a->year; y++)
            fits &= need_year(t, y);
    }
    const tb_scheme *base = tb_index_scheme(t->index, a->base_year);
    const tb_scheme *now = tb_index_scheme(t->index, tbi_ask_origin(c, t->index));
    aim->broken_before =
        a->base_year > 0 && a->base_year < tbi_ask_origin(c, t->index) && base != now;
    bool score = tb_goal_needs_base_score(g, false) || tb_goal_needs_base_score(g, true);
    bool rank = tb_goal_needs_base_rank(g, false) || tb_goal_needs_base_rank(g, true);
    aim->draw_score = score && isnan(aim->base.score);
    aim->draw_rank = rank && aim->base.rank == 0;
    aim->draw_group = g->kind == TB_GOAL_GROUP && g->group[0] == '\0' && aim->base.group == NULL;
    if (aim->draw_score || aim->draw_rank || aim->draw_group) {
        fits &= need_year(t, a->base_year);
        aim->base_at = 0; /* the position is set when all years are known */
    }
    if (t->column == 0 && c->opts->with_context)
        /* the forecast counts climbs from there; past years cost no random number */
        (void)need_year(t, tbi_ask_origin(c, t->index));
    return fits;
}

/* in [units]: 1 for units of the same region that exist in the year asked about, the unit
 * itself left out. */
static tb_status list_regions(tb_ask_state *c, tb_goal_state *aim, tb_err *err)
{
    if (aim->goal.kind != TB_GOAL_REGION)
        return TB_OK;
    const tb_index *x = aim->track->index;
    unsigned char *in = TB_NEW(c->arena, unsigned char, x->n_unit);
    if (in == NULL)
        return tbi_no_memory(err, "the region");
    for (size_t i = 0; i < tb_panel_units(c->panel); i++) {
        const tb_unit *u = tb_panel_unit(c->panel, i);
        ptrdiff_t at = tb_index_unit(x, u->code);
        bool lives = tb_unit_holds(u, c->ask->year);
        if (at >= 0 && lives && (size_t)at != aim->track->focus &&
            strcmp(u->region, c->unit->region) == 0)
            in[at] = 1;
    }
    if (c->unit->region[0] == '\0')
        tbi_ask_reason(c, aim, TB_MSG_ATTAIN_REGION_UNIT_KNOWN);
    aim->region = in;
    return TB_OK;
}

/* Top 64 of 63, 5/12 of a region of 14, another unit's region: asked of the units of the goal's
 * year. */
static void check_fit(tb_ask_state *c, tb_goal_state *aim, const tb_index *index)
{
    int units = 0, near = 0;
    const char *reason = NULL, *reason_vi = NULL;
    for (size_t i = 0; i < tb_panel_units(c->panel); i++) {
        const tb_unit *u = tb_panel_unit(c->panel, i);
        if (!tb_unit_holds(u, aim->a->year) || tb_index_unit(index, u->code) < 0)
            continue;
        units++;
        near += strcmp(u->region, c->unit->region) == 0;
    }
    if (!tb_goal_fits(&aim->goal, units, c->unit->region, near, &reason, &reason_vi))
        tbi_ask_reason(c, aim, reason, reason_vi);
}

/* A goal that cannot be read, or asked of these years, gets its reason; 1 to 5 years ahead of the
 * origin, which may be the index's own. */
static tb_status parse_goal(tb_ask_state *c, tb_goal_state *aim, const tb_index *index, tb_err *err)
{
    tb_goal_opts o = TB_GOAL_OPTS_INIT;
    tb_err why = TB_ERR_INIT;
    (void)err;
    o.index = index->code;
    o.leading = c->opts->leading;
    o.table = index;
    if (tb_goal_parse(&aim->goal, aim->a->goal, &o, NULL, &why) != TB_OK) {
        tbi_ask_reason(c, aim, why.message, why.message_vi);
        return TB_OK;
    }
    aim->a->parsed = aim->goal;
    aim->a->is_parsed = true;
    list_years(aim->a, &aim->goal, c->ask);
    int origin = tbi_ask_origin(c, index), year = aim->a->year;
    if (year > origin + 5)
        tbi_ask_reason(
            c, aim,
            tbi_ask_say(c, TB_EN(TB_MSG_ATTAIN_YEARS_AFTER_ORIGIN_AT), year, year - origin, origin),
            tbi_ask_say(c, TB_VI(TB_MSG_ATTAIN_YEARS_AFTER_ORIGIN_AT), year, origin,
                        year - origin));
    else if (year <= origin)
        tbi_ask_reason(
            c, aim,
            tbi_ask_say(c, TB_EN(TB_MSG_ATTAIN_YEAR_NOT_AFTER_ORIGIN), year, origin, index->code),
            tbi_ask_say(c, TB_VI(TB_MSG_ATTAIN_YEAR_NOT_AFTER_ORIGIN), year, origin, index->code));
    else if (aim->a->base_year > 0 && aim->a->base_year < index->year[0])
        tbi_ask_reason(c, aim,
                       tbi_ask_say(c, TB_EN(TB_MSG_ATTAIN_BASE_YEAR_NOT_PANEL), aim->a->base_year,
                                   index->code, index->year[0]),
                       tbi_ask_say(c, TB_VI(TB_MSG_ATTAIN_BASE_YEAR_NOT_PANEL), aim->a->base_year,
                                   index->code, index->year[0]));
    else if (aim->a->base_year >= year)
        tbi_ask_reason(
            c, aim,
            tbi_ask_say(c, TB_EN(TB_MSG_ATTAIN_BASE_YEAR_NOT_BEFORE), aim->a->base_year, year),
            tbi_ask_say(c, TB_VI(TB_MSG_ATTAIN_BASE_YEAR_NOT_BEFORE), aim->a->base_year, year));
    if (aim->a->reason == NULL)
        check_fit(c, aim, index);
    return TB_OK;
}

/* From the words to the track; the first thing that is missing is the goal's reason and ends
 * it. */
static tb_status resolve_goal(tb_ask_state *c, tb_goal_state *aim, tb_err *err)
{
    tb_goal_answer *a = aim->a;
    const tb_index *index = NULL;
    size_t column = 0;
    tb_err why = TB_ERR_INIT;
    if (tb_panel_find_indicator(&index, &column, c->panel, a->index, &why) != TB_OK) {
        tbi_ask_reason(c, aim, why.message, why.message_vi);
        return TB_OK;
    }
    a->index_name_vi = column == 0 ? index->name_vi : index->indicator[column].name_vi;
    a->index_name_en = column == 0 ? index->name_en : index->indicator[column].name_en;
    a->index_unit = index->unit;
    a->score_sheet = index->score_sheet;
    ptrdiff_t focus = tb_index_unit(index, c->unit->code);
    if (focus < 0)
        tbi_ask_reason(
            c, aim,
            tbi_ask_say(c, TB_EN(TB_MSG_ATTAIN_HAS_NOTHING_ABOUT), index->code, c->unit->name_en),
            tbi_ask_say(c, TB_VI(TB_MSG_ATTAIN_HAS_NOTHING_ABOUT), index->code, c->unit->name_vi));
    tb_status st = a->reason == NULL ? parse_goal(c, aim, index, err) : TB_OK;
    if (st != TB_OK || a->reason != NULL)
        return st;
    aim->track = find_track(c, index, column);
    if (aim->track == NULL)
        return tbi_no_memory(err, "the goals");
    aim->track->focus = (size_t)focus;
    aim->track->wanted = true;
    aim->sign = index->direction < 0 ? -1 : 1;
    st = read_base(c, aim, err);
    if (st == TB_OK)
        st = tbi_goal_groups(c, aim, err);
    if (st == TB_OK && aim->track != NULL)
        st = list_regions(c, aim, err);
    if (st == TB_OK && aim->track != NULL && !plan_years(c, aim))
        tbi_ask_reason(c, aim, TB_MSG_ATTAIN_GOALS_INDEX_NEED_TOO);
    return st;
}

/* The index that is a part of x by any of its schemes (SIPAS of PAR); NULL = none. */
static const tb_index *find_part_index(const tb_panel *p, const tb_index *x)
{
    for (size_t i = 0; i < tb_panel_indices(p); i++) {
        const tb_index *y = tb_panel_index_at(p, i);
        for (size_t k = 0; k < x->n_year && y != x; k++)
            if (tb_index_nested(x, y->code, x->year[k]) != NULL)
                return y;
    }
    return NULL;
}

/* Only totals are nested in totals; NULL also when nothing of the part is drawn. */
const tb_index_draws *tbi_ask_nested(const tb_ask_state *c, const tb_index_draws *t)
{
    const tb_index *part = t->column == 0 ? find_part_index(c->panel, t->index) : NULL;
    for (size_t i = 0; i < c->tracks && part != NULL; i++)
        if (c->track[i]->index == part && c->track[i]->column == 0)
            return c->track[i];
    return NULL;
}

/* Where an index is a part of another, it is drawn over the same years as that one, whether or not
 * a goal stands on it. */
static tb_status add_nested(tb_ask_state *c, tb_index_draws *t, tb_err *err)
{
    const tb_index *part = t->column == 0 ? find_part_index(c->panel, t->index) : NULL;
    ptrdiff_t focus = part != NULL ? tb_index_unit(part, c->unit->code) : -1;
    if (focus < 0)
        return TB_OK;
    tb_index_draws *d = find_track(c, part, 0);
    if (d == NULL)
        return tbi_no_memory_of(err, part->code);
    d->focus = (size_t)focus;
    for (size_t i = 0; i < t->n_year; i++)
        if (!need_year(d, t->year[i]))
            return TB_OK;
    for (size_t i = 0; i < d->n_year; i++)
        if (!need_year(t, d->year[i]))
            return TB_OK;
    return TB_OK;
}

/* Positions of years are filled in last: reading a goal may add years to a track that other
 * goals are on. */
tb_status tbi_ask_resolve(tb_ask_state *c, tb_err *err)
{
    c->goals = c->ask->goals;
    c->aim = TB_NEW(c->arena, tb_goal_state, c->goals);
    c->answer = TB_NEW(c->arena, tb_goal_answer, c->goals);
    c->track = TB_NEW(c->arena, tb_index_draws *, 2 * c->goals);
    if (c->aim == NULL || c->answer == NULL || c->track == NULL)
        return tbi_no_memory(err, "the goals");
    for (size_t i = 0; i < c->goals; i++) {
        c->answer[i] = (tb_goal_answer){ .index = c->ask->goal[i].index,
                                         .goal = c->ask->goal[i].goal,
                                         .any = c->ask->goal[i].any,
                                         .asked_index = c->ask->goal[i].asked_index,
                                         .asked = c->ask->goal[i].asked,
                                         .asked_of = c->ask->goal[i].asked_of,
                                         .chance_before = NAN,
                                         .plan_before = NAN,
                                         .chance_done = NAN,
                                         .index_name_vi = "",
                                         .index_name_en = "",
                                         .index_unit = "",
                                         .reference_score = NAN,
                                         .target_score = NAN,
                                         .chance = NAN,
                                         .chance_best = NAN,
                                         .chance_se = NAN,
                                         .noise_chance = NAN,
                                         .chance_withheld = NAN,
                                         .chance_same_scheme = NAN,
                                         .share_same_scheme = NAN,
                                         .national = { NAN, NAN, NAN },
                                         .level_for_half = NAN,
                                         .gap = { NAN, NAN, NAN },
                                         .score_q = { NAN, NAN, NAN },
                                         .rank_q = { NAN, NAN, NAN },
                                         .n_ranked = -1,
                                         .n_known = -1,
                                         .outcome_score = NAN,
                                         .met = -1 };
        c->aim[i].a = &c->answer[i];
        tb_status st = resolve_goal(c, &c->aim[i], err);
        if (st != TB_OK)
            return st;
    }
    for (size_t i = 0, n = c->tracks; i < n; i++) {
        tb_status st = add_nested(c, c->track[i], err);
        if (st != TB_OK)
            return st;
    }
    for (size_t i = 0; i < c->goals; i++) {
        tb_goal_state *aim = &c->aim[i];
        if (aim->track == NULL)
            continue;
        aim->year_at = find_year(aim->track, aim->a->year);
        if (aim->base_at != SIZE_MAX)
            aim->base_at = find_year(aim->track, aim->a->base_year);
        aim->first_step =
            aim->goal.kind == TB_GOAL_YEARLY ? find_year(aim->track, aim->a->base_year + 1) : 0;
    }
    return TB_OK;
}
