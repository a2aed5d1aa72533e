/* known_facts.c - what whoever asks knows besides the panel: figures that the question lists, and
 * those that the goals tell in their own words. Each is held against the table of its year, as
 * score/ makes it from the panel and from the figures before; only then is it used.
 */
#include "intervene/known_facts.h"

#include "base/error.h"
#include "intervene/known_compare.h"
#include "messages/intervene.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct tb_known_state {
    const tb_panel *p; /* as it was given */
    tb_panel *now;     /* with what was accepted so far; NULL: nothing yet */
    /* origins move in it when a goal tells newer figures */
    tb_ask *ask;
    /* that the question is about; NULL: all units */
    const tb_unit *unit;
    tb_arena *arena;
    tb_notice_list *notices;
    /* [n] figures that are used, room for all that may come */
    tb_known_figure *accepted;
    size_t n;
} tb_known_state;

/* Each figure is held against what was known when it came: the panel and the figures before
 * it. */
static const tb_panel *find_panel(const tb_known_state *w)
{
    return w->now != NULL ? w->now : w->p;
}

/* ---- Words ---- */

typedef struct tb_figure_words {
    const char *en, *vi;
} tb_figure_words;

/* One of the three; "" without memory, so that a message about something else is not lost. */
static tb_figure_words say_figure(const tb_known_figure *k, tb_arena *a)
{
    tb_figure_words s = { "", "" };
    if (k->group != NULL)
        (void)tbi_arena_pair(a, &s.en, &s.vi, TB_MSG_KNOWN_GROUP, k->group);
    else if (k->rank > 0)
        (void)tbi_arena_pair(a, &s.en, &s.vi, TB_MSG_KNOWN_RANK, k->rank);
    else
        (void)tbi_arena_pair(a, &s.en, &s.vi, TB_MSG_KNOWN_SCORE, k->score);
    if (s.en == NULL || s.vi == NULL)
        return (tb_figure_words){ "", "" };
    return s;
}

/* "" for a row that is none: a computed figure has no source. */
static const char *find_source_id(const tb_panel *p, int32_t row)
{
    return row >= 0 && (size_t)row < tb_panel_sources(p) ? tb_panel_source(p, (size_t)row)->id : "";
}

/* Where a figure of the panel stands: of the kind that k is, of the same unit, year and column. ""
 * = it is computed from others. */
static const char *find_source(const tb_panel *p, const tb_index *x, size_t column,
                               const tb_known_figure *k)
{
    ptrdiff_t t = tb_index_year(x, k->year), i = tb_index_unit(x, k->unit);
    size_t cell = ((size_t)t * x->n_unit + (size_t)i) * x->n_indicator + column;
    const char *kind = k->group != NULL ? "group" : k->rank > 0 ? "rank" : "score";
    const tb_fact *f = tb_index_fact(x, k->year, k->unit, (ptrdiff_t)column, kind);
    if (k->group == NULL && k->rank == 0)
        return find_source_id(p, x->source[cell]);
    if (k->group == NULL && x->rank_source != NULL && x->rank[cell] > 0)
        return find_source_id(p, x->rank_source[cell]);
    if (f != NULL)
        return find_source_id(p, f->source);
    return find_source_id(p, x->source[cell]);
}

/* ---- One figure ---- */

/* The panel is made anew from the first one each time; the one before is freed. */
static tb_status accept_figure(tb_known_state *w, const tb_known_figure *k, tb_err *err)
{
    tb_panel *more = NULL;
    w->accepted[w->n++] = *k;
    tb_status st = tb_panel_with(&more, w->p, w->accepted, w->n, err);
    if (st != TB_OK)
        return st;
    tb_panel_free(w->now);
    w->now = more;
    return TB_OK;
}

/* Both figures with where they stand, and whose the other is when a rank is another unit's; "-"
 * where the panel computed its own. */
static tb_status refuse_contradiction(const tb_known_state *w, const tb_index *x, size_t column,
                                      const tb_known_figure *k, const tb_known_figure *other,
                                      tb_err *err)
{
    tb_figure_words said = say_figure(k, w->arena), there = say_figure(other, w->arena);
    const char *source = find_source(find_panel(w), x, column, other);
    if (strcmp(other->unit, k->unit) != 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_KNOWN_HELD, k->index, k->year, k->rank, k->unit,
                        k->in_goal ? "GOAL" : "KNOWN", other->unit,
                        source[0] != '\0' ? source : "-");
    return tbi_fail(err, TB_EDATA, TB_MSG_KNOWN_CONTRADICTS, k->index, k->year, k->unit, said.en,
                    said.vi, k->in_goal ? "GOAL" : "KNOWN", there.en, there.vi,
                    source[0] != '\0' ? source : "-");
}

/* Checks a figure and puts it beside the panel. k->unit is a code. TB_EDATA: an unknown index or
 * unit, a year after the origin, or against the panel. */
static tb_status take_figure(tb_known_state *w, const tb_known_figure *k, tb_err *err)
{
    const tb_index *x = NULL;
    size_t column = 0;
    tb_known_verdict verdict;
    tb_known_figure other;
    tb_status st = tb_panel_find_indicator(&x, &column, find_panel(w), k->index, err);
    if (st != TB_OK)
        return st;
    if (tb_index_unit(x, k->unit) < 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_KNOWN_NO_UNIT, x->code, k->unit);
    if (k->year > tb_ask_origin(w->ask, x->code))
        return tbi_fail(err, TB_EDATA, TB_MSG_KNOWN_LATER, k->index, k->year,
                        tb_ask_origin(w->ask, x->code), x->code, k->year);
    st = tbi_known_check_range(w->p, x, column, k, err);
    if (st == TB_OK)
        st = tbi_known_compare(&verdict, &other, find_panel(w), x, column, k, w->arena, err);
    if (st != TB_OK || verdict == TB_KNOWN_THERE)
        return st;
    return verdict == TB_KNOWN_AGAINST ? refuse_contradiction(w, x, column, k, &other, err)
                                       : accept_figure(w, k, err);
}

/* A figure without a unit is the asking unit's own; names become codes of the year. TB_EDATA: no
 * unit where the question is about all of them. */
static tb_status take_listed(tb_known_state *w, tb_err *err)
{
    for (size_t i = 0; i < w->ask->known_n; i++) {
        tb_known_figure k = w->ask->known[i];
        size_t row = 0;
        if (k.unit == NULL && w->unit == NULL)
            return tbi_fail(err, TB_EDATA, TB_MSG_KNOWN_WHOSE, k.index, k.year);
        tb_status st = TB_OK;
        if (k.unit == NULL)
            k.unit = w->unit->code;
        else if ((st = tb_panel_find_unit(&row, w->p, k.unit, k.year, err)) == TB_OK)
            k.unit = tb_panel_unit(w->p, row)->code;
        if (st == TB_OK)
            st = take_figure(w, &k, err);
        if (st != TB_OK)
            return st;
    }
    return TB_OK;
}

/* ---- What the goals tell ---- */

/* Whether the question itself gave the index an origin, which goes before what a goal tells. */
static bool has_origin(const tb_ask *ask, const char *code)
{
    for (size_t i = 0; i < ask->origins; i++)
        if (strcasecmp(ask->origin_of[i].index, code) == 0)
            return true;
    return false;
}

/* The goal tells a result of a later year than the origin: it was out when the goal was written. */
static tb_status move_origin(tb_known_state *w, const tb_index *x, int year, tb_err *err)
{
    tb_origin *list = TB_NEW(w->arena, tb_origin, w->ask->origins + 1);
    const char *en = NULL, *vi = NULL;
    if (list == NULL ||
        !tbi_arena_pair(w->arena, &en, &vi, TB_MSG_KNOWN_ORIGIN, x->code, year, w->ask->origin) ||
        !tbi_notice_add(w->notices, w->arena, "origin", en, vi))
        return tbi_no_memory(err, "the figures known besides the panel");
    for (size_t i = 0; i < w->ask->origins; i++)
        list[i] = w->ask->origin_of[i];
    list[w->ask->origins++] = (tb_origin){ x->code, year };
    w->ask->origin_of = list;
    return TB_OK;
}

/* What cannot be used is said, and the panel holds. Unlike a listed figure, one that is told
 * inside a goal may be a slip: a notice says why it is not used, and the question is answered. */
static tb_status take_told(tb_known_state *w, const tb_known_figure *k, const char *goal,
                           int goal_year, tb_err *err)
{
    const tb_index *x = NULL;
    size_t column = 0;
    tb_err why = TB_ERR_INIT;
    tb_status st = TB_OK;
    if (k->year >= goal_year ||
        tb_panel_find_indicator(&x, &column, w->p, k->index, NULL) != TB_OK ||
        tb_index_unit(x, w->unit->code) < 0)
        return TB_OK; /* the goal itself says what is wrong */
    if (k->year > tb_ask_origin(w->ask, x->code) && !has_origin(w->ask, x->code))
        st = move_origin(w, x, k->year, err);
    if (st == TB_OK)
        st = take_figure(w, k, &why);
    if (st == TB_OK)
        return TB_OK;
    if (st == TB_ENOMEM)
        return tbi_no_memory(err, "the figures known besides the panel");
    const char *en = NULL, *vi = NULL, *unused = NULL;
    if (!tbi_arena_pair(w->arena, &en, &unused, TB_MSG_KNOWN_NOT_USED, k->index, goal,
                        why.message) ||
        !tbi_arena_pair(w->arena, &unused, &vi, TB_MSG_KNOWN_NOT_USED, k->index, goal,
                        why.message_vi) ||
        !tbi_notice_add(w->notices, w->arena, "goal-contradicts", en, vi))
        return tbi_no_memory(err, "the figures known besides the panel");
    return TB_OK;
}

/* What a goal tells in passing: the group it starts from and figures of past years. */
static tb_status take_goal_figures(tb_known_state *w, const tb_ask_goal *g, int leading,
                                   tb_err *err)
{
    tb_goal goal;
    tb_goal_opts o = TB_GOAL_OPTS_INIT;
    char index[128];
    /* what a goal tells of a component is told of the component, and the grammar needs the
     * index alone */
    snprintf(index, sizeof index, "%.*s", (int)strcspn(g->index, "."), g->index);
    o.index = index;
    o.leading = leading;
    if (tb_goal_parse(&goal, g->goal, &o, NULL, NULL) != TB_OK)
        return TB_OK; /* refused elsewhere */
    int year = goal.year > 0 ? goal.year : w->ask->year;
    tb_known_figure k = { .index = g->index, .unit = w->unit->code, .score = NAN, .in_goal = true };
    tb_status st = TB_OK;
    /* "from group D (2018)" says what 2018 was */
    if (goal.group_base[0] != '\0' && goal.base_year > 0) {
        k.year = goal.base_year;
        k.group = tbi_arena_text(w->arena, goal.group_base);
        st = k.group != NULL ? take_told(w, &k, g->goal, year, err)
                             : tbi_no_memory(err, "the figures known besides the panel");
    }
    for (size_t i = 0; i < goal.told_n && st == TB_OK; i++) {
        const tb_goal_told *t = &goal.told[i];
        k.year = t->year;
        k.rank = t->rank;
        k.score = t->score;
        k.group = t->group[0] != '\0' ? tbi_arena_text(w->arena, t->group) : NULL;
        st = take_told(w, &k, g->goal, year, err);
    }
    return st;
}

/* *out: w.now, the panel with what was accepted. Listed figures first, then those told inside
 * goals. *out NULL: nothing was accepted, and p holds. used: the accepted ones, in arena.
 * Origins of indices that the panel has not are refused. */
tb_status tbi_known_panel(tb_panel **out, tb_known_list *used, tb_ask *ask, const tb_panel *p,
                          const tb_unit *unit, int leading, tb_arena *arena,
                          tb_notice_list *notices, tb_err *err)
{
    tb_known_state w = { .p = p, .ask = ask, .unit = unit, .arena = arena, .notices = notices };
    size_t room = ask->known_n + ask->goals * (TB_GOAL_TOLD + 1);
    *out = NULL;
    w.accepted = TB_NEW(arena, tb_known_figure, room);
    if (w.accepted == NULL)
        return tbi_no_memory(err, "the figures known besides the panel");
    tb_status st = TB_OK;
    for (size_t i = 0; i < ask->origins && st == TB_OK; i++)
        if (tb_panel_index(p, ask->origin_of[i].index) == NULL)
            st = tbi_fail(err, TB_EDATA, TB_MSG_KNOWN_ORIGIN_INDEX, ask->origin_of[i].index);
    if (st == TB_OK)
        st = take_listed(&w, err);
    for (size_t i = 0; i < ask->goals && unit != NULL && st == TB_OK; i++)
        st = take_goal_figures(&w, &ask->goal[i], leading, err);
    if (st != TB_OK) {
        tb_panel_free(w.now);
        return st;
    }
    *out = w.now;
    *used = (tb_known_list){ w.accepted, w.n };
    return TB_OK;
}
