/* atlas_panel_json.c - facts of the panel beside the curves. Nothing is estimated here: a score or
 * a place that is not known is null. */
#include "report/atlas_panel_json.h"

#include <math.h>
#include <string.h>
#include <tangbac/score.h>

/* Two units touch when parts of theirs do.
 * Borders are known of the units before they were merged: new ones touch where any of their
 * parts do. At most MOST parts of each are looked at. */
static bool is_touch(const tb_panel *p, const tb_unit *a, const tb_unit *b, int year)
{
    enum { MOST = 16 };
    size_t of_a[MOST], of_b[MOST];
    const tb_panel *old = tb_panel_unmerged(p);
    size_t n = tb_panel_parts(of_a, MOST, p, a->code, year);
    size_t m = tb_panel_parts(of_b, MOST, p, b->code, year);
    if (old == NULL || n == 0 || m == 0)
        return tb_panel_neighbours(p, a->code, b->code);
    for (size_t i = 0; i < n && i < MOST; i++)
        for (size_t k = 0; k < m && k < MOST; k++)
            if (tb_panel_neighbours(old, tb_panel_unit(old, of_a[i])->code,
                                    tb_panel_unit(old, of_b[k])->code))
                return true;
    return false;
}

/* Only units that hold in the year; borders are both ways round, once for each side. */
void tbi_atlas_units_json(tb_json *j, const tb_panel *p, int year)
{
    tbi_json_array(j, "units");
    for (size_t i = 0; i < tb_panel_units(p); i++) {
        const tb_unit *u = tb_panel_unit(p, i);
        if (!tb_unit_holds(u, year))
            continue;
        tbi_json_object(j, NULL);
        tbi_json_text(j, "code", u->code);
        tbi_json_text(j, "name", u->name_vi);
        tbi_json_text(j, "name_en", u->name_en);
        tbi_json_text(j, "region", u->region);
        tbi_json_array(j, "borders");
        for (size_t k = 0; k < tb_panel_units(p); k++) {
            const tb_unit *other = tb_panel_unit(p, k);
            if (k != i && tb_unit_holds(other, year) && is_touch(p, u, other, year))
                tbi_json_text(j, NULL, other->code);
        }
        tbi_json_array_end(j);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* Four digits behind the point: a file of the whole country must stay small. */
static double round_number(double x)
{
    return isnan(x) ? x : round(x * 1e4) / 1e4;
}

/* Calls for every unit that holds at the origin, with its row of the index (SIZE_MAX: none).
 * row [units of the panel]; how many of them hold at the origin. */
static size_t find_rows(size_t *row, const tb_panel *p, const tb_outlook *o)
{
    size_t n = 0;
    for (size_t i = 0; i < tb_panel_units(p); i++) {
        const tb_unit *u = tb_panel_unit(p, i);
        if (!tb_unit_holds(u, o->origin))
            continue;
        ptrdiff_t at = tb_index_unit(o->index, u->code);
        row[n++] = at >= 0 ? (size_t)at : SIZE_MAX;
    }
    return n;
}

/* Ranks of a column in a year by row of the index, 0 = none. Errors: TB_ENOMEM. */
static tb_status find_ranks(int *rank, const tb_panel *p, const tb_index *x, size_t column,
                            int year, tb_err *err)
{
    tb_ranking *r = NULL;
    memset(rank, 0, x->n_unit * sizeof *rank);
    tb_status st = tb_ranking_make(&r, p, x, column, year, err);
    if (st == TB_ENOMEM)
        return st;
    if (st != TB_OK)
        return TB_OK; /* nothing is known of that year */
    for (size_t i = 0; i < tb_ranking_rows(r); i++) {
        const tb_rank_row *row = tb_ranking_row(r, i);
        ptrdiff_t at = tb_index_unit(x, row->code);
        if (at >= 0)
            rank[at] = row->rank;
    }
    tb_ranking_free(r);
    return TB_OK;
}

/* A list by unit: the numbers of `value` at the rows, or the whole numbers of `rank`.
 * One of value and rank is NULL. A unit without a row of the index is null. */
static void write_list_json(tb_json *j, const char *key, const size_t *row, size_t n,
                            const double *value, const int *rank)
{
    tbi_json_array(j, key);
    for (size_t k = 0; k < n; k++) {
        if (row[k] == SIZE_MAX || (rank != NULL && rank[row[k]] == 0))
            tbi_json_null(j, NULL);
        else if (rank != NULL)
            tbi_json_int(j, NULL, rank[row[k]]);
        else
            tbi_json_number(j, NULL, round_number(value[row[k]]));
    }
    tbi_json_array_end(j);
}

/* score [n_unit] out: of cells, or computed of their parts; NaN where neither is known. */
static void write_scores(double *score, const tb_index *x, size_t column, int year)
{
    for (size_t i = 0; i < x->n_unit; i++)
        score[i] = tb_score_cell(x, year, i, column, NULL);
}

/* Freed with `own` by whoever called make_rows, after a failure too. */
typedef struct tb_atlas_rows {
    tb_arena own;
    size_t *row, n;
    double *score;
    int *rank;
} tb_atlas_rows;

/* row [n]: of the index, for the units of the origin; score and rank by row of the index, used
 * again for every year. false: no memory. */
static bool make_rows(tb_atlas_rows *r, const tb_panel *p, const tb_outlook *o)
{
    *r = (tb_atlas_rows){ 0 };
    r->row = TB_NEW(&r->own, size_t, tb_panel_units(p));
    r->score = TB_NEW(&r->own, double, o->index->n_unit);
    r->rank = TB_NEW(&r->own, int, o->index->n_unit);
    if (r->own.refused)
        return false;
    r->n = find_rows(r->row, p, o);
    return true;
}

/* Column 0 is the total. Years up to the origin only: later ones were not known. */
tb_status tbi_atlas_history_json(tb_json *j, const tb_panel *p, const tb_outlook *o, tb_err *err)
{
    const tb_index *x = o->index;
    tb_atlas_rows r;
    tb_status st = make_rows(&r, p, o) ? TB_OK : TB_ENOMEM;
    tbi_json_array(j, "years");
    for (size_t t = 0; t < x->n_year && st == TB_OK && x->year[t] <= o->origin; t++) {
        const tb_scheme *scheme = tb_index_scheme(x, x->year[t]);
        st = find_ranks(r.rank, p, x, 0, x->year[t], err);
        write_scores(r.score, x, 0, x->year[t]);
        tbi_json_object(j, NULL);
        tbi_json_int(j, "year", x->year[t]);
        tbi_json_bool(j, "break", scheme != NULL && scheme->first_year == x->year[t] && t > 0);
        if (x->n_ranked[t] > 0)
            tbi_json_int(j, "ranked", x->n_ranked[t]);
        else
            tbi_json_null(j, "ranked");
        write_list_json(j, "score", r.row, r.n, r.score, NULL);
        write_list_json(j, "rank", r.row, r.n, NULL, r.rank);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    tbi_arena_free(&r.own);
    return st;
}

/* Components at the origin, with the score of the year before. */
tb_status tbi_atlas_parts_json(tb_json *j, const tb_panel *p, const tb_outlook *o, tb_err *err)
{
    const tb_index *x = o->index;
    tb_atlas_rows r;
    tb_status st = make_rows(&r, p, o) ? TB_OK : TB_ENOMEM;
    tbi_json_array(j, "components");
    for (size_t i = 0; i < o->parts && st == TB_OK; i++) {
        const tb_outlook_part *part = &o->part[i];
        const tb_node *node = tb_index_node(x, part->column, o->origin);
        st = find_ranks(r.rank, p, x, part->column, o->origin, err);
        write_scores(r.score, x, part->column, o->origin);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "code", x->indicator[part->column].code);
        tbi_json_text(j, "name", node->name_en);
        tbi_json_text(j, "name_vi", node->name_vi);
        tbi_json_number(j, "weight", part->weight);
        tbi_json_number(j, "max", node->max);
        tbi_json_number(j, "highest", round_number(part->highest));
        write_list_json(j, "score", r.row, r.n, r.score, NULL);
        write_list_json(j, "rank", r.row, r.n, NULL, r.rank);
        write_scores(r.score, x, part->column, o->origin - 1);
        write_list_json(j, "score_before", r.row, r.n, r.score, NULL);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    tbi_arena_free(&r.own);
    return st;
}
