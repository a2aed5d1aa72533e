/* known_compare.c - a figure that somebody knows besides the panel, held against the table of its
 * year: within rounding, group against place, a rank that another unit holds. */
#include "intervene/known_compare.h"

#include "base/error.h"
#include "messages/intervene.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/score.h>

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

/* Scores within the range of the scheme, places up to the number of units, groups by their
 * names. */
tb_status tbi_known_check_range(const tb_panel *p, const tb_index *x, size_t column,
                                const tb_known_figure *k, tb_err *err)
{
    const tb_node *node = tb_index_node(x, column, k->year);
    int units = count_units(p, x, k->year);
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

/* Without a table of the year the figure is new. */
tb_status tbi_known_compare(tb_known_verdict *out, tb_known_figure *other, const tb_panel *p,
                            const tb_index *x, size_t column, const tb_known_figure *k, tb_arena *a,
                            tb_err *err)
{
    tb_ranking *r = NULL;
    *out = TB_KNOWN_NEW;
    if (tb_index_year(x, k->year) < 0)
        return TB_OK;
    tb_status st = tb_ranking_make(&r, p, x, column, k->year, NULL);
    if (st != TB_OK)
        return st == TB_ENOMEM ? tbi_no_memory(err, "the figures known besides the panel") : TB_OK;
    const tb_rank_row *own = NULL;
    for (size_t i = 0; i < tb_ranking_rows(r) && own == NULL; i++)
        if (strcmp(tb_ranking_row(r, i)->code, k->unit) == 0)
            own = tb_ranking_row(r, i);
    if (own != NULL && read_same(other, k, own))
        *out = is_same_figure(k, other) ? TB_KNOWN_THERE : TB_KNOWN_AGAINST;
    else if ((own != NULL && is_outside_group(other, k, x, r, own)) ||
             find_holder(other, k, r, own))
        *out = TB_KNOWN_AGAINST;
    st = *out == TB_KNOWN_AGAINST ? keep_words(other, a, err) : TB_OK;
    tb_ranking_free(r);
    return st;
}
