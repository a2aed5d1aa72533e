/* unit_standing.c - where does the province stand, index by index and component by component?
 * Places and distances are those of the ranked table of the year (score/ranking.c): computed where
 * the table is whole, published otherwise, never among the known. */
#include "base/error.h"
#include "base/opts.h"
#include "base/reason.h"
#include "base/refusals.h"
#include "messages/standing.h"
#include "num/quantile.h"
#include "standing/standing_kept.h"
#include "standing/standing_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <tangbac/scenario.h>

struct tb_standing {
    tb_arena own;
    const tb_panel *panel;
    const tb_unit *unit;
    int year;
    /* while it is made; NULL afterwards */
    const tb_standing_opts *opts;
    tb_number_book *book; /* of modes found before, while it is made; NULL: none */
    size_t indices;
    tb_standing_index *index;
};

/* The year in which an index is seen. */
static int find_year(const tb_standing *s, const tb_index *x)
{
    for (size_t i = 0; i < s->opts->origins; i++)
        if (strcasecmp(s->opts->origin_of[i].index, x->code) == 0)
            return s->opts->origin_of[i].year;
    return s->year;
}

/* The words of the results. */
const char *tb_change_word(tb_change c)
{
    static const char *const word[] = { "unknown", "within noise", "real" };
    return word[c];
}

/* ---- One component
 * ---------------------------------------------------------------------------- */

/* A published whole-table fact of a column; NaN = none. */
static double find_published_fact(const tb_index *x, int year, size_t column, const char *kind)
{
    const tb_fact *f = tb_index_fact(x, year, "VN", (ptrdiff_t)column, kind);
    return f != NULL ? f->value : NAN;
}

/* Median, best quarter and best: of the scores where the table is whole, else as published. */
static tb_status compare_with_all(tb_standing_component *out, const tb_ranking *r,
                                  const tb_index *x, tb_arena *a, tb_err *err)
{
    size_t n = 0;
    int year = tb_ranking_year(r);
    double sign = x->direction < 0 ? -1 : 1;
    out->median = find_published_fact(x, year, tb_ranking_column(r), "median");
    out->best_quarter = NAN;
    out->best = find_published_fact(x, year, tb_ranking_column(r), "best");
    if (tb_ranking_complete(r)) {
        double *score = TB_NEW(a, double, tb_ranking_rows(r)); /* signed: larger is better */
        if (score == NULL)
            return tbi_no_memory(err, "the standing");
        for (size_t i = 0; i < tb_ranking_rows(r); i++)
            if (tb_ranking_row(r, i)->rank > 0)
                score[n++] = sign * tb_ranking_row(r, i)->score;
        tbi_sort(score, n);
        out->median = sign * tbi_quantile_sorted(score, n, 0.5);
        out->best_quarter = sign * tbi_quantile_sorted(score, n, 0.75);
        out->best = sign * tbi_quantile_sorted(score, n, 1);
    }
    out->to_median = sign * (out->score - out->median);
    out->to_best_quarter = sign * (out->score - out->best_quarter);
    out->to_best = sign * (out->score - out->best);
    return TB_OK;
}

/* -1: the unit is not in the table of the year. */
static ptrdiff_t find_row(const tb_ranking *r, const char *code)
{
    for (size_t i = 0; i < tb_ranking_rows(r); i++)
        if (strcmp(tb_ranking_row(r, i)->code, code) == 0)
            return (ptrdiff_t)i;
    return -1;
}

/* of: how many the publisher ranked, 0 = not known. */
static tb_status fill_component(tb_standing_component *out, tb_standing *s, const tb_index *x,
                                const tb_ranking *r, size_t unit, tb_err *err)
{
    ptrdiff_t at = find_row(r, s->unit->code);
    const tb_rank_row *row = at >= 0 ? tb_ranking_row(r, (size_t)at) : NULL;
    size_t column = tb_ranking_column(r);
    const tb_node *node = tb_index_node(x, column, find_year(s, x));
    out->score = row != NULL ? row->score : NAN;
    out->basis = row != NULL ? row->basis : TB_BASIS_NONE;
    const tb_reason *reason = row != NULL ? row->reason : TBI_REASON(NO_SUCH_SCHEME);
    out->reason = reason != NULL ? reason->text : NULL;
    out->reason_vi = reason != NULL ? reason->text_vi : NULL;
    out->rank = row != NULL ? row->rank : 0;
    out->of = tb_ranking_n_ranked(r) > 0 ? tb_ranking_n_ranked(r) : 0;
    if (out->rank > out->of) /* place 49 of a table whose publisher names the best 30 alone */
        out->of = 0;
    out->max = node != NULL ? node->max : NAN;
    tb_status st = compare_with_all(out, r, x, &s->own, err);
    return st == TB_OK
               ? tbi_standing_change(out, s->panel, x, column, unit, find_year(s, x), s->book, err)
               : st;
}

/* ---- One index
 * -------------------------------------------------------------------------------- */

/* Steps from TOTAL down to a column in the year; -1 when it is not below it. */
static int count_depth(const tb_index *x, size_t column, int year)
{
    int depth = 0;
    while (column != 0 && depth < 8) {
        const tb_node *n = tb_index_node(x, column, year);
        if (n == NULL || n->parent < 0)
            return -1;
        column = (size_t)n->parent;
        depth++;
    }
    return column == 0 ? depth : -1;
}

/* The code of what a column is a part of that year; NULL: of nothing. */
static const char *find_parent(const tb_index *x, size_t column, int year)
{
    const tb_node *n = tb_index_node(x, column, year);
    return column > 0 && n != NULL && n->parent >= 0 ? x->indicator[n->parent].code : NULL;
}

/* A place alone counts too. */
static bool has_any(const tb_index *x, size_t unit, size_t column, int year)
{
    ptrdiff_t t = tb_index_year(x, year);
    size_t at = ((size_t)t * x->n_unit + unit) * x->n_indicator + column;
    return !isnan(tb_score_cell(x, year, unit, column, NULL)) ||
           (x->rank != NULL && x->rank[at] > 0);
}

/* TOTAL and what stands right below it always; what is deeper where it is known. */
static bool is_listed(const tb_index *x, size_t unit, size_t column, int depth, int year)
{
    return depth == 0 || depth == 1 || (depth > 1 && has_any(x, unit, column, year));
}

/* the middle of the table: strengths lie before it, weaknesses behind */
static const double HALF = 0.5;

/* Place as a share of those that were ranked: what orders strengths and weaknesses. */
static double compute_share_of_place(const tb_standing_component *c)
{
    return c->depth == 1 && c->rank > 0 && c->of > 0 ? (double)c->rank / c->of : NAN;
}

/* At most three best and three worst of the components right below TOTAL, none in both. The best of
 * a province that is behind everywhere is no strength, nor the worst of a leader a weakness. */
static void pick_extremes(tb_standing_index *out)
{
    size_t order[64];
    size_t n = 0;
    for (size_t i = 0; i < out->components && n < 64; i++)
        if (!isnan(compute_share_of_place(&out->component[i])))
            order[n++] = i;
    for (size_t i = 1; i < n; i++) /* insertion: few, and stable among equals */
        for (size_t k = i; k > 0 && compute_share_of_place(&out->component[order[k]]) <
                                        compute_share_of_place(&out->component[order[k - 1]]);
             k--) {
            size_t swap = order[k];
            order[k] = order[k - 1];
            order[k - 1] = swap;
        }
    size_t most = n / 2 < 3 ? n / 2 : 3;
    for (size_t i = 0; i < most; i++) {
        const tb_standing_component *best = &out->component[order[i]];
        const tb_standing_component *worst = &out->component[order[n - 1 - i]];
        if (compute_share_of_place(best) <= HALF)
            out->strength[out->strengths++] = best->code;
        if (compute_share_of_place(worst) > HALF)
            out->weakness[out->weaknesses++] = worst->code;
    }
}

/* Why fewer were ranked than there are units that year. */
static bool say_ranked(tb_standing_index *out, tb_standing *s, const tb_ranking *r)
{
    size_t all = tb_ranking_rows(r);
    size_t withheld = tb_ranking_n_withheld(r);
    int ranked = tb_ranking_n_ranked(r);
    out->n_ranked = ranked > 0 ? ranked : 0;
    if (ranked <= 0 || (size_t)ranked >= all)
        return true;
    if (withheld == 0 && !tb_ranking_of_some(r))
        withheld = all - (size_t)ranked;
    const char **en = &out->n_ranked_reason;
    const char **vi = &out->n_ranked_reason_vi;
    if (tb_ranking_of_some(r))
        return tbi_arena_pair(&s->own, en, vi, TB_MSG_STANDING_SOME, ranked, all);
    return tbi_arena_pair(&s->own, en, vi, TB_MSG_STANDING_WITHHELD, ranked, all, withheld);
}

/* The table of a column, read once for its component; the one of TOTAL also says of how many, who
 * is near and the group. */
static tb_status add_component(tb_standing_index *out, tb_standing *s, const tb_index *x,
                               size_t unit, size_t column, int depth, tb_err *err)
{
    tb_ranking *r = NULL;
    tb_standing_component *c = (tb_standing_component *)(uintptr_t)&out->component[out->components];
    tb_status st = tb_ranking_make(&r, s->panel, x, column, find_year(s, x), err);
    if (st != TB_OK)
        return st;
    *c = (tb_standing_component){ .code = x->indicator[column].code,
                                  .name_vi = tb_index_name_vi(x, column, find_year(s, x)),
                                  .name_en = tb_index_name_en(x, column, find_year(s, x)),
                                  .depth = depth,
                                  .parent = find_parent(x, column, find_year(s, x)) };
    st = fill_component(c, s, x, r, unit, err);
    ptrdiff_t own = find_row(r, s->unit->code);
    if (st == TB_OK && depth == 0) {
        out->group =
            own >= 0 ? tbi_arena_text(&s->own, tb_ranking_row(r, (size_t)own)->group) : NULL;
        if (!say_ranked(out, s, r))
            st = tbi_no_memory(err, "the standing");
        else if (s->opts->peers > 0)
            st = tbi_standing_peers_asked(out, s->panel, r, s->opts, &s->own, err);
        else if (own >= 0)
            st = tbi_standing_peers(out, s->panel, r, (size_t)own, &s->own, err);
    }
    out->components++;
    tb_ranking_free(r);
    return st;
}

/* Components down the year's tree, each with its depth; extremes are picked when all are there. */
static tb_status fill_index(tb_standing_index *out, tb_standing *s, const tb_index *x, size_t unit,
                            tb_err *err)
{
    *out = (tb_standing_index){ .index = x->code,
                                .name_vi = x->name_vi,
                                .name_en = x->name_en,
                                .unit = x->unit,
                                .year = find_year(s, x) };
    out->component = TB_NEW(&s->own, tb_standing_component, x->n_indicator);
    if (out->component == NULL)
        return tbi_no_memory(err, "the standing");
    for (size_t c = 0; c < x->n_indicator; c++) {
        int depth = count_depth(x, c, out->year);
        if (!is_listed(x, unit, c, depth, out->year))
            continue;
        tb_status st = add_component(out, s, x, unit, c, depth, err);
        if (st != TB_OK)
            return st;
    }
    pick_extremes(out);
    return TB_OK;
}

/* ---- All
 * -------------------------------------------------------------------------------------- */

/* Without names: every index with a total that has the year and the unit. */
static bool is_wanted(const tb_standing *s, const tb_index *x)
{
    bool ranked = x->n_indicator > 0 && strcmp(x->indicator[0].code, "TOTAL") == 0;
    if (s->opts->indices == 0)
        return ranked && tb_index_year(x, find_year(s, x)) >= 0 &&
               tb_index_unit(x, s->unit->code) >= 0;
    for (size_t k = 0; k < s->opts->indices; k++)
        if (tb_panel_index(s->panel, s->opts->index[k]) == x)
            return true;
    return false;
}

/* Every index that was named exists and has the year. */
static tb_status check_named(const tb_standing *s, tb_err *err)
{
    for (size_t k = 0; k < s->opts->indices; k++) {
        const tb_index *x = tb_panel_index(s->panel, s->opts->index[k]);
        if (x == NULL)
            return tbi_fail(err, TB_EDATA, TB_MSG_STANDING_NO_INDEX, s->opts->index[k]);
        if (tb_index_year(x, find_year(s, x)) < 0 || tb_index_unit(x, s->unit->code) < 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_STANDING_NO_YEAR, x->code, find_year(s, x));
    }
    return TB_OK;
}

/* Indices in the order of the panel. Nothing to show is an error that names the year. */
static tb_status fill_standing(tb_standing *s, tb_err *err)
{
    size_t most = tb_panel_indices(s->panel);
    tb_status st = check_named(s, err);
    s->index = TB_NEW(&s->own, tb_standing_index, most);
    if (st == TB_OK && s->index == NULL)
        st = tbi_no_memory(err, "the standing");
    for (size_t i = 0; i < most && st == TB_OK; i++) {
        const tb_index *x = tb_panel_index_at(s->panel, i);
        if (!is_wanted(s, x))
            continue;
        size_t unit = (size_t)tb_index_unit(x, s->unit->code);
        st = fill_index(&s->index[s->indices++], s, x, unit, err);
    }
    if (st == TB_OK && s->indices == 0)
        st = tbi_fail(err, TB_EDATA, TB_MSG_STANDING_NOTHING, s->year);
    return st;
}

/* The panel must outlive the standing, which borrows the unit from it. */
tb_status tbi_standing_make(tb_standing **out, const tb_panel *p, const char *unit, int year,
                            const tb_standing_opts *o, tb_number_book *book, tb_err *err)
{
    size_t row = 0;
    *out = NULL;
    tb_status st = tb_panel_find_unit(&row, p, unit, year, err);
    if (st != TB_OK)
        return st;
    tb_standing *s = tbi_calloc(1, sizeof *s);
    if (s == NULL)
        return tbi_no_memory(err, "the standing");
    s->panel = p;
    s->unit = tb_panel_unit(p, row);
    s->year = year;
    s->opts = o;
    s->book = book;
    st = fill_standing(s, err);
    s->opts = NULL; /* the caller's, for the call only */
    s->book = NULL;
    if (st == TB_OK)
        *out = s;
    else
        tb_standing_free(s);
    return st;
}

tb_status tb_standing_make(tb_standing **out, const tb_panel *p, const char *unit, int year,
                           const tb_standing_opts *o, tb_err *err)
{
    tb_standing_opts usual = TB_STANDING_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    return tbi_standing_make(out, p, unit, year, &usual, NULL, err);
}

void tb_standing_free(tb_standing *s)
{
    if (s == NULL)
        return;
    tbi_arena_free(&s->own);
    free(s);
}

const tb_unit *tb_standing_unit(const tb_standing *s)
{
    return s->unit;
}

int tb_standing_year(const tb_standing *s)
{
    return s->year;
}

size_t tb_standing_indices(const tb_standing *s)
{
    return s->indices;
}

const tb_standing_index *tb_standing_index_at(const tb_standing *s, size_t i)
{
    return &s->index[i];
}
