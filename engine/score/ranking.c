/* ranking.c - the table of a year: scores as published or composed, ranks computed only when every
 * unit that the publisher ranked has a score, published ranks beside, groups, and for whatever is
 * absent the reason. A place among the scores that we happen to hold is never given. */
#include "base/error.h"
#include "base/reason.h"
#include "base/refusals.h"
#include "messages/one_language.h"
#include "messages/score.h"
#include "score/compose.h"
#include "score/parts.h"
#include "score/ranking_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* reasons that many rows share */
static const tb_reason *const withheld = TBI_REASON(WITHHELD);
static const tb_reason *const not_here = TBI_REASON(NOT_IN_DATA);
static const tb_reason *const no_scheme = TBI_REASON(NO_SUCH_SCHEME);

/* From the table of ranks, else a fact; 0: none. */
static int find_published_rank(const tb_index *x, ptrdiff_t t, int year, size_t unit, size_t column)
{
    int16_t rank = x->rank[tbi_cell_at(x, t, unit, column)];
    if (rank > 0)
        return rank;
    const tb_fact *f = tb_index_fact(x, year, x->unit_code[unit], (ptrdiff_t)column, "rank");
    return f != NULL && f->value >= 1 && f->value < 100000 ? (int)f->value : 0;
}

/* What is known of one unit: score, basis, published rank, or why there is no score. */
static void fill_row(tb_ranking *r, size_t at, const tb_index *x, ptrdiff_t t, const tb_unit *u)
{
    tb_rank_row *row = &r->row[at];
    size_t unit = r->unit[at];
    *row =
        (tb_rank_row){ .code = x->unit_code[unit], .name_vi = u->name_vi, .name_en = u->name_en };
    row->score = tb_score_cell(x, r->year, unit, r->column, &row->basis);
    row->published_rank = find_published_rank(x, t, r->year, unit, r->column);
    if (!isnan(row->score)) {
        r->n_known++;
        return;
    }
    bool node = tb_index_node(x, r->column, r->year) != NULL &&
                x->status[tbi_cell_at(x, t, unit, r->column)] != TB_CELL_NO_SCHEME;
    if (!node)
        row->reason = no_scheme;
    else
        row->reason = tbi_score_withheld(x, r->year, unit, r->column) ? withheld : not_here;
    r->n_withheld += row->reason == withheld;
}

/* In a merged panel: the parts of a unit of several provinces, with their own figures. */
static bool fill_parts(tb_ranking *r, tb_rank_row *row, const tb_panel *p, const tb_index *merged)
{
    enum { MOST = 64 };
    size_t at[MOST], n = tb_panel_parts(at, MOST, p, row->code, r->year);
    const tb_index *x = n > 1 ? tb_panel_index(tb_panel_unmerged(p), merged->code) : NULL;
    /* a unit of one province, or one after the merger, has no parts to show */
    ptrdiff_t t = x != NULL ? tb_index_year(x, r->year) : -1;
    if (t < 0 || n > MOST)
        return true;
    tb_rank_of_part *part = TB_NEW(&r->own, tb_rank_of_part, n);
    if (part == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        const tb_unit *u = tb_panel_unit(tb_panel_unmerged(p), at[i]);
        ptrdiff_t unit = tb_index_unit(x, u->code);
        part[i] = (tb_rank_of_part){ .code = u->code,
                                     .name_vi = u->name_vi,
                                     .name_en = u->name_en,
                                     .score = NAN,
                                     .reason = not_here };
        if (unit < 0)
            continue;
        part[i].score = tb_score_cell(x, r->year, (size_t)unit, r->column, NULL);
        part[i].published_rank = find_published_rank(x, t, r->year, (size_t)unit, r->column);
        if (!isnan(part[i].score))
            part[i].reason = NULL;
        else if (tbi_score_withheld(x, r->year, (size_t)unit, r->column))
            part[i].reason = withheld;
    }
    row->part = part;
    row->parts = n;
    return true;
}

/* ---- Groups ---- */

/* For how many the sizes hold: units with any data when the table is whole (those withheld in part
 * stand last), else those that were ranked. */
static int count_grouped(const tb_ranking *r, const tb_index *x)
{
    if (!r->complete)
        return r->n_ranked;
    int n = 0;
    for (size_t i = 0; i < r->rows; i++)
        n += tbi_score_any(x, r->year, r->unit[i], r->column);
    return n;
}

/* Cut-offs by score are the total's: they say nothing of a component. */
static void find_groups(tb_ranking *r, const tb_index *x)
{
    const tb_node *node = tb_index_node(x, r->column, r->year);
    bool total = node == NULL || node->parent < 0;
    r->grouped = tb_groups_of(&r->groups, x, r->year, count_grouped(r, x), &r->groups_reason);
    if (r->grouped && !total && !r->groups.by_size) {
        r->grouped = false;
        r->groups_reason = TBI_REASON(LIMITS_OF_TOTAL);
    }
}

/* Computed from the limits where there are any, else the published group, else the reason why
 * none. */
static void group_rows(tb_ranking *r, tb_rank_row *row, const tb_index *x)
{
    const tb_fact *f = tb_index_fact(x, r->year, row->code, (ptrdiff_t)r->column, "group");
    int at = -1;
    if (r->grouped && (r->groups.by_size ? row->rank > 0 : !isnan(row->score)))
        at = tb_group_of(&r->groups, row->score, row->rank);
    if (at >= 0)
        row->group = r->groups.name[at];
    else if (f != NULL && f->text != NULL && f->text[0] != '\0')
        row->group = f->text;
    else if (!r->grouped)
        row->group_reason = r->groups_reason;
    else if (row->reason == withheld && r->groups.by_size &&
             tbi_score_any(x, r->year, (size_t)tb_index_unit(x, row->code), r->column))
        row->group_reason = TBI_REASON(WITHHELD_IN_PART);
    else
        row->group_reason = row->reason != NULL ? row->reason : row->rank_reason;
}

/* ---- Notices ---- */

/* Where the publisher ranked only the best: how many of those are here, and whose the other ranks
 * are. */
static bool add_partial_notice(tb_ranking *r)
{
    tb_arena *a = &r->own;
    size_t beyond = 0;
    for (size_t i = 0; i < r->rows; i++)
        beyond += r->row[i].published_rank > r->n_ranked;
    const char *text = tbi_arena_printf(a, TB_EN(TB_MSG_SCORE_PUBLISHER_RANKED_UNITS_WHICH),
                                        r->n_ranked, r->n_known_ranked);
    const char *vi = tbi_arena_printf(a, TB_VI(TB_MSG_SCORE_PUBLISHER_RANKED_UNITS_WHICH),
                                      r->n_ranked, r->n_known_ranked);
    if (text == NULL || vi == NULL || !tbi_notice_add(&r->notices, a, "partly-known", text, vi))
        return false;
    if (beyond == 0)
        return true;
    text = tbi_arena_printf(a, TB_EN(TB_MSG_SCORE_RANKS_BEYOND_NOT_PUBLISHER), beyond, r->n_ranked);
    vi = tbi_arena_printf(a, TB_VI(TB_MSG_SCORE_RANKS_BEYOND_NOT_PUBLISHER), beyond, r->n_ranked);
    return text != NULL && vi != NULL &&
           tbi_notice_add(&r->notices, a, "ranks-of-the-press", text, vi);
}

/* A table that is known in part says so, since its ranks are published ones or none. */
static bool add_part(tb_ranking *r)
{
    if (r->complete || r->n_known == 0)
        return true;
    tb_arena *a = &r->own;
    if (r->some)
        return add_partial_notice(r);
    const char *text =
        r->n_ranked >= 0
            ? tbi_arena_printf(a, TB_EN(TB_MSG_SCORE_SCORES_THIS_DATA_SET), r->n_known, r->n_ranked)
            : tbi_arena_printf(a, TB_EN(TB_MSG_SCORE_SCORES_THIS_DATA_SET_HOW), r->n_known);
    const char *vi =
        r->n_ranked >= 0
            ? tbi_arena_printf(a, TB_VI(TB_MSG_SCORE_SCORES_THIS_DATA_SET), r->n_known, r->n_ranked)
            : tbi_arena_printf(a, TB_VI(TB_MSG_SCORE_SCORES_THIS_DATA_SET_HOW), r->n_known);
    return text != NULL && vi != NULL && tbi_notice_add(&r->notices, a, "partly-known", text, vi);
}

/* Published ranks that the scores contradict, each named (the first five). */
static bool add_differences(tb_ranking *r)
{
    tb_arena *a = &r->own;
    size_t differ = 0;
    const char *list = "", *list_vi = "";
    for (size_t i = 0; i < r->rows; i++) {
        const tb_rank_row *row = &r->row[i];
        bool other = row->rank_basis != NULL && strcmp(row->rank_basis, "computed") == 0 &&
                     row->published_rank > 0 && row->published_rank != row->rank;
        if (!other || ++differ > 5)
            continue;
        list = tbi_arena_printf(a, TB_EN(TB_MSG_SCORE_PUBLISHED), list, differ > 1 ? ", " : "",
                                row->name_en, row->rank, row->published_rank);
        list_vi =
            tbi_arena_printf(a, TB_VI(TB_MSG_SCORE_PUBLISHED), list_vi, differ > 1 ? ", " : "",
                             row->name_vi, row->rank, row->published_rank);
        if (list == NULL || list_vi == NULL)
            return false;
    }
    if (differ == 0)
        return true;
    const char *text = tbi_arena_printf(a, TB_EN(TB_MSG_SCORE_COMPUTED_RANKS_DIFFER_FROM), differ,
                                        list, differ > 5 ? ", ..." : "");
    const char *vi = tbi_arena_printf(a, TB_VI(TB_MSG_SCORE_COMPUTED_RANKS_DIFFER_FROM), differ,
                                      list_vi, differ > 5 ? ", ..." : "");
    return text != NULL && vi != NULL && tbi_notice_add(&r->notices, a, "rank-differs", text, vi);
}

/* ---- Making ---- */

/* The sentence names the years that the index has. */
static tb_status refuse_empty_year(const tb_index *x, int year, tb_err *err)
{
    if (x->n_year == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCORE_HAS_DATA_ALL, x->code);
    if (x->n_year == 1)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCORE_HAS_NOTHING_ONLY_YEAR, x->code, year,
                        x->year[0]);
    return tbi_fail(err, TB_EDATA, TB_MSG_SCORE_HAS_NOTHING_YEARS_PANEL, x->code, year, x->year[0],
                    x->year[x->n_year - 1]);
}

/* Units that existed in the year, in the order of the index; ranks need all rows, groups need
 * ranks. */
static tb_status fill_rows(tb_ranking *r, const tb_panel *p, const tb_index *x, ptrdiff_t t,
                           tb_err *err)
{
    r->row = TB_NEW(&r->own, tb_rank_row, x->n_unit);
    r->unit = TB_NEW(&r->own, size_t, x->n_unit);
    if (r->row == NULL || r->unit == NULL)
        return tbi_no_memory(err, "the table of a year");
    for (size_t i = 0; i < x->n_unit; i++) {
        const tb_unit *u = tb_panel_unit_of(p, x->unit_code[i], r->year);
        if (u == NULL)
            continue;
        r->unit[r->rows] = i;
        fill_row(r, r->rows, x, t, u);
        if (!fill_parts(r, &r->row[r->rows], p, x))
            return tbi_no_memory(err, "the parts of a unit");
        r->rows++;
    }
    r->n_ranked = tbi_ranking_count(r, x, t);
    if (!tbi_ranking_ranks(r, x))
        return tbi_no_memory(err, "the ranks");
    find_groups(r, x);
    for (size_t i = 0; i < r->rows; i++)
        group_rows(r, &r->row[i], x);
    if (!add_part(r) || !add_differences(r))
        return tbi_no_memory(err, "a warning");
    return TB_OK;
}

/* column is one of the index, year need not have a scheme. The panel and the index must
 * outlive the ranking. Errors: TB_EDATA, TB_EARG, TB_ENOMEM. */
tb_status tb_ranking_make(tb_ranking **out, const tb_panel *p, const tb_index *x, size_t column,
                          int year, tb_err *err)
{
    *out = NULL;
    ptrdiff_t t = tb_index_year(x, year);
    if (t < 0)
        return refuse_empty_year(x, year, err);
    if (column >= x->n_indicator)
        return tbi_fail(err, TB_EARG, TB_MSG_SCORE_HAS_INDICATORS_ONE_NUMBER, x->code,
                        x->n_indicator, column);
    tb_ranking *r = tbi_calloc(1, sizeof *r);
    if (r == NULL)
        return tbi_no_memory(err, "the table of a year");
    r->column = column;
    r->year = year;
    r->scheme = tb_index_scheme(x, year);
    tb_status st = fill_rows(r, p, x, t, err);
    if (st == TB_OK)
        *out = r;
    else
        tb_ranking_free(r);
    return st;
}

/* NULL is fine. */
void tb_ranking_free(tb_ranking *r)
{
    if (r == NULL)
        return;
    tbi_arena_free(&r->own);
    free(r);
}

size_t tb_ranking_rows(const tb_ranking *r)
{
    return r->rows;
}
const tb_rank_row *tb_ranking_row(const tb_ranking *r, size_t i)
{
    return &r->row[i];
}
/* -1: the publisher did not say. */
int tb_ranking_n_ranked(const tb_ranking *r)
{
    return r->n_ranked;
}
/* Rows with a score, whether the publisher ranked them or not. */
size_t tb_ranking_n_known(const tb_ranking *r)
{
    return r->n_known;
}
size_t tb_ranking_n_known_ranked(const tb_ranking *r)
{
    return r->n_known_ranked;
}
/* Whether the publisher ranked only some of the units that it did not withhold. */
bool tb_ranking_of_some(const tb_ranking *r)
{
    return r->some;
}
size_t tb_ranking_n_withheld(const tb_ranking *r)
{
    return r->n_withheld;
}
/* NULL: no scheme is stated for the year. */
const tb_scheme *tb_ranking_scheme(const tb_ranking *r)
{
    return r->scheme;
}
tb_notices tb_ranking_notices(const tb_ranking *r)
{
    return tbi_notice_view(&r->notices);
}
/* Whether places could be computed; otherwise they are the published ones or none. */
bool tb_ranking_complete(const tb_ranking *r)
{
    return r->complete;
}
int tb_ranking_year(const tb_ranking *r)
{
    return r->year;
}
size_t tb_ranking_column(const tb_ranking *r)
{
    return r->column;
}
/* NULL with a reason (tb_ranking_groups_reason). */
const tb_groups *tb_ranking_groups(const tb_ranking *r)
{
    return r->grouped ? &r->groups : NULL;
}
const tb_reason *tb_ranking_groups_reason(const tb_ranking *r)
{
    return r->grouped ? NULL : r->groups_reason;
}
