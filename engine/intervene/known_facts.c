/* known_facts.c - what whoever asks knows besides the panel: figures that the question lists, and
 * those that the goals tell in their own words. Each is held against the table of its year, as
 * score/ makes it from the panel and from the figures before; only then is it used.
 */
#include "intervene/known_facts.h"

#include "base/error.h"
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

/* ---- Held against the table of its year ---- */

/* Digits behind the point, as a person would write the number; at most 6. */
static int find_decimals(double x)
{
    char text[32];
    for (int n = 0; n < 6; n++) {
        snprintf(text, sizeof text, "%.*f", n, x);
        if (fabs(strtod(text, NULL) - x) < 1e-9)
            return n;
    }
    return 6;
}

/* Equal within the coarser rounding of the two. */
static bool is_same_score(double a, double b)
{
    int n = find_decimals(a) < find_decimals(b) ? find_decimals(a) : find_decimals(b);
    return fabs(a - b) <= 0.5 * pow(10, -n) + 1e-9;
}

/* What the panel says in the place of k: the same kind of figure. false: nothing. */
static bool read_same(tb_known_figure *out, const tb_known_figure *k, const tb_rank_row *row)
{
    *out = (tb_known_figure){ .index = k->index, .year = k->year, .unit = k->unit, .score = NAN };
    if (k->group != NULL)
        out->group = row->group;
    else if (k->rank > 0)
        out->rank = row->rank > 0 ? row->rank : row->published_rank;
    else
        out->score = row->score;
    return out->group != NULL || out->rank > 0 || !isnan(out->score);
}

/* Both are of the same kind: groups by name, places exactly, scores within rounding. */
static bool is_same_figure(const tb_known_figure *a, const tb_known_figure *b)
{
    if (a->group != NULL)
        return strcmp(a->group, b->group) == 0;
    return a->rank > 0 ? a->rank == b->rank : is_same_score(a->score, b->score);
}

/* A group against a score or a place of the panel that lies in another group, and the other way
 * round: what the panel says instead. score in points, rank from 1. false also where groups of
 * that year are not known. */
static bool is_outside_group(tb_known_figure *out, const tb_known_figure *k, const tb_index *x,
                             const tb_ranking *r, const tb_rank_row *row)
{
    tb_groups g;
    const tb_fact *f = tb_index_fact(x, k->year, k->unit, (ptrdiff_t)tb_ranking_column(r), "group");
    const char *group = k->group != NULL ? k->group : row->group;
    double score = k->group != NULL ? row->score : k->score;
    int rank = k->group != NULL ? row->published_rank : k->rank;
    if (group == NULL || (k->group == NULL && f == NULL) ||
        !tb_groups_of(&g, x, k->year, tb_ranking_n_ranked(r), NULL))
        return false;
    if (g.by_size ? rank == 0 : isnan(score) || tb_ranking_column(r) != 0)
        return false;
    int at = tb_group_of(&g, score, rank);
    if (at < 0 || strcmp(g.name[at], group) == 0)
        return false;
    *out = (tb_known_figure){ .index = k->index, .year = k->year, .unit = k->unit, .score = NAN };
    if (k->group == NULL)
        out->group = group;
    else if (g.by_size)
        out->rank = rank;
    else
        out->score = score;
    return true;
}

/* A rank that another unit holds: the other figure in *out, with its unit. Units of one score share
 * their rank, so the unit's own score, where it is known, may allow it. false: nobody holds it. */
static bool find_holder(tb_known_figure *out, const tb_known_figure *k, const tb_ranking *r,
                        const tb_rank_row *own)
{
    for (size_t i = 0; k->rank > 0 && i < tb_ranking_rows(r); i++) {
        const tb_rank_row *row = tb_ranking_row(r, i);
        int rank = row->published_rank > 0 ? row->published_rank : row->rank;
        if (row == own || rank != k->rank)
            continue;
        if (own != NULL && !isnan(own->score) && is_same_score(own->score, row->score))
            continue;
        *out = (tb_known_figure){
            .index = k->index, .year = k->year, .unit = row->code, .rank = rank, .score = NAN
        };
        return true;
    }
    return false;
}

/* NEW: the panel says nothing of it; THERE: it says the same */
typedef enum tb_verdict { NEW, THERE, AGAINST } tb_verdict;

/* The words of a figure, before the table that has them goes. */
static tb_status keep_words(tb_known_figure *k, tb_arena *a, tb_err *err)
{
    const char *unit = tbi_arena_text(a, k->unit);
    const char *group = k->group != NULL ? tbi_arena_text(a, k->group) : NULL;
    if (unit == NULL || (k->group != NULL && group == NULL))
        return tbi_no_memory(err, "the figures known besides the panel");
    k->unit = unit;
    k->group = group;
    return TB_OK;
}

/* What the panel says of k; other: what it says instead. Errors: TB_ENOMEM. Without a table of
 * the year the figure is new. other borrows from w->arena. */
static tb_status compare_with_panel(tb_verdict *out, tb_known_figure *other,
                                    const tb_known_state *w, const tb_index *x, size_t column,
                                    const tb_known_figure *k, tb_err *err)
{
    tb_ranking *r = NULL;
    *out = NEW;
    if (tb_index_year(x, k->year) < 0)
        return TB_OK;
    tb_status st = tb_ranking_make(&r, find_panel(w), x, column, k->year, NULL);
    if (st != TB_OK)
        return st == TB_ENOMEM ? tbi_no_memory(err, "the figures known besides the panel") : TB_OK;
    const tb_rank_row *own = NULL;
    for (size_t i = 0; i < tb_ranking_rows(r) && own == NULL; i++)
        if (strcmp(tb_ranking_row(r, i)->code, k->unit) == 0)
            own = tb_ranking_row(r, i);
    if (own != NULL && read_same(other, k, own))
        *out = is_same_figure(k, other) ? THERE : AGAINST;
    else if ((own != NULL && is_outside_group(other, k, x, r, own)) ||
             find_holder(other, k, r, own))
        *out = AGAINST;
    st = *out == AGAINST ? keep_words(other, w->arena, err) : TB_OK;
    tb_ranking_free(r);
    return st;
}

/* ---- Whether it can be at all ---- */

/* Units of the index that exist in the year: no rank is beyond. */
static int count_units(const tb_panel *p, const tb_index *x, int year)
{
    int n = 0;
    for (size_t i = 0; i < tb_panel_units(p); i++) {
        const tb_unit *u = tb_panel_unit(p, i);
        n += tb_unit_holds(u, year) && tb_index_unit(x, u->code) >= 0;
    }
    return n;
}

/* TB_EDATA: the figure is none that the index can have. Scores within the range of the scheme,
 * places up to the number of units, groups by their names. */
static tb_status check_range(const tb_known_state *w, const tb_index *x, size_t column,
                             const tb_known_figure *k, tb_err *err)
{
    const tb_node *node = tb_index_node(x, column, k->year);
    int units = count_units(w->p, x, k->year);
    tb_groups g;
    if (x->n_node > 0 && node == NULL)
        return tbi_fail(err, TB_EDATA, TB_MSG_KNOWN_YEAR, k->index, k->year);
    if (k->rank > units)
        return tbi_fail(err, TB_EDATA, TB_MSG_KNOWN_RANK_BEYOND, k->index, k->year, k->rank, units);
    bool score = k->rank == 0 && k->group == NULL;
    if (score && node != NULL && (k->score < node->min || k->score > node->max))
        return tbi_fail(err, TB_EDATA, TB_MSG_KNOWN_SCORE_BEYOND, k->index, k->year, k->score,
                        node->min, node->max);
    if (k->group == NULL || !tb_groups_of(&g, x, k->year, units, NULL))
        return TB_OK;
    char names[80] = "";
    for (size_t i = 0; i < g.count; i++) {
        if (strcmp(g.name[i], k->group) == 0)
            return TB_OK;
        snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s", i > 0 ? ", " : "",
                 g.name[i]);
    }
    return tbi_fail(err, TB_EDATA, TB_MSG_KNOWN_NO_GROUP, k->index, k->year, k->group, names);
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
    tb_verdict verdict;
    tb_known_figure other;
    tb_status st = tb_panel_find_indicator(&x, &column, find_panel(w), k->index, err);
    if (st != TB_OK)
        return st;
    if (tb_index_unit(x, k->unit) < 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_KNOWN_NO_UNIT, x->code, k->unit);
    if (k->year > tb_ask_origin(w->ask, x->code))
        return tbi_fail(err, TB_EDATA, TB_MSG_KNOWN_LATER, k->index, k->year,
                        tb_ask_origin(w->ask, x->code), x->code, k->year);
    st = check_range(w, x, column, k, err);
    if (st == TB_OK)
        st = compare_with_panel(&verdict, &other, w, x, column, k, err);
    if (st != TB_OK || verdict == THERE)
        return st;
    return verdict == AGAINST ? refuse_contradiction(w, x, column, k, &other, err)
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
