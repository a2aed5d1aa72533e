/* export_wide.c - the wide table that people who fit panels and fill templates want. What it cannot
 * hold (sources, basis) stands in the long one. */
#include "export/export_forms.h"

#include "base/error.h"
#include "base/file.h"
#include "export/export_walk.h"
#include "messages/export.h"

#include <tangbac/import.h>
#include <tangbac/score.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The index's own row of a unit and year, -1 where it has none.
 * Rows of the wide table are those of any index, so most indices lack some. */
static ptrdiff_t find_row(const tb_index *x, const tb_wide_row *r)
{
    ptrdiff_t t = tb_index_year(x, r->year);
    ptrdiff_t i = t >= 0 ? tb_index_unit(x, r->unit) : -1;
    return i >= 0 ? t * (ptrdiff_t)x->n_unit + i : -1;
}

/* row: of the index, -1 for none. NaN: no figure.
 * A computed score is made anew for each cell, and only where nothing was published: both
 * columns never have a figure in one row. A place below 1 is an empty cell. */
static double find_figure(const tb_wide_column *c, ptrdiff_t row)
{
    if (row < 0)
        return NAN;
    size_t at = (size_t)row * c->index->n_indicator + c->column;
    if (c->computed)
        return c->index->status[at] == TB_CELL_NOT_HERE
                   ? tb_score_cell(c->index, c->index->year[(size_t)row / c->index->n_unit],
                                   (size_t)row % c->index->n_unit, c->column, NULL)
                   : (double)NAN;
    if (!c->rank)
        return c->index->value[at];
    return c->index->rank[at] > 0 ? c->index->rank[at] : NAN;
}

/* only NULL: all of them. Case does not count.
 * A comparison of codes, not of names: tbi_export_start has refused what is no code. */
static bool is_wanted(const tb_index *x, const char *only)
{
    return only == NULL || strcasecmp(only, x->code) == 0;
}

/* A column without any is left out: schemes have changed, and most indices have columns of
 * the past.
 * Looks at every year and unit; it stops at the first figure, and few columns have none. */
static bool has_figure(const tb_wide_column *c)
{
    for (size_t k = 0; k < c->index->n_year * c->index->n_unit; k++)
        if (!isnan(find_figure(c, (ptrdiff_t)k)))
            return true;
    return false;
}

/* row: of [year][unit].
 * Computed scores do not count: a unit and year with nothing published has no row. */
static bool has_any(const tb_index *x, size_t row)
{
    for (size_t c = 0; c < x->n_indicator; c++)
        if (!isnan(x->value[row * x->n_indicator + c]) || x->rank[row * x->n_indicator + c] > 0)
            return true;
    return false;
}

/* For each indicator its scores, its places and what is computed, those that have any figure.
 * alone: without the index in the name.
 * name is what a Stata or R user types, label what a person reads. false: no memory. */
static bool add_columns(tb_wide *w, const tb_index *x, bool alone, tb_arena *a)
{
    for (size_t k = 0; k < 3 * x->n_indicator; k++) {
        size_t c = k / 3;
        tb_wide_column one = {
            .index = x, .column = c, .rank = k % 3 == 1, .computed = k % 3 == 2
        };
        bool total = strcasecmp(x->indicator[c].code, "TOTAL") == 0;
        if (!has_figure(&one))
            continue;
        const char *code = one.rank && total ? "RANK" : x->indicator[c].code;
        /* apart from the published ones, so that nobody takes them for such */
        const char *behind = one.computed ? "_COMPUTED" : one.rank && !total ? "_RANK" : "";
        const char *name =
            tbi_arena_printf(a, "%s%s%s%s", alone ? "" : x->code, alone ? "" : "_", code, behind);
        const char *label =
            tbi_arena_printf(a, "%s %s%s: %s", x->code, code, behind, x->indicator[c].name_en);
        if (name == NULL || label == NULL)
            return false;
        one.name = name;
        one.label = label;
        w->column[w->columns++] = one;
    }
    return true;
}

/* By bytes of the code, as units stand everywhere. */
static int compare_by_unit_and_year(const void *left, const void *right)
{
    const tb_wide_row *a = left, *b = right;
    int unit = strcmp(a->unit, b->unit);
    return unit != 0 ? unit : a->year - b->year;
}

/* Every unit and year of which an index has a figure, once.
 * w->row has room for the rows of all indices one behind another; sorting brings equal ones
 * together, and the names are looked up once for each that stays. */
static void add_rows(tb_wide *w, const char *only)
{
    for (size_t i = 0; i < tb_panel_indices(w->panel); i++) {
        const tb_index *x = tb_panel_index_at(w->panel, i);
        for (size_t k = 0; k < x->n_year * x->n_unit && is_wanted(x, only); k++)
            if (has_any(x, k))
                w->row[w->rows++] =
                    (tb_wide_row){ x->unit_code[k % x->n_unit], "", "", x->year[k / x->n_unit] };
    }
    if (w->rows == 0)
        return;
    qsort(w->row, w->rows, sizeof *w->row, compare_by_unit_and_year);
    size_t kept = 1;
    for (size_t r = 1; r < w->rows; r++)
        if (compare_by_unit_and_year(&w->row[kept - 1], &w->row[r]) != 0)
            w->row[kept++] = w->row[r];
    w->rows = kept;
    for (size_t r = 0; r < w->rows; r++) {
        const tb_unit *u = tb_panel_unit_of(w->panel, w->row[r].unit, w->row[r].year);
        if (u != NULL) {
            w->row[r].name_vi = u->name_vi;
            w->row[r].name_en = u->name_en;
        }
    }
}

/* Room for all rows of all indices; those that several have are joined afterwards. */
tb_status tbi_wide_make(tb_wide *out, const tb_panel *p, const char *only, tb_arena *a, tb_err *err)
{
    tb_export_walk walk;
    tb_wide w = { .panel = p };
    size_t columns = 0, rows = 0, indices = 0;
    tb_status st = tbi_export_start(&walk, p, only, err);
    if (st != TB_OK)
        return st;
    for (size_t i = 0; i < tb_panel_indices(p); i++) {
        const tb_index *x = tb_panel_index_at(p, i);
        if (!is_wanted(x, only))
            continue;
        /* score, place and computed score of each, at most */
        columns += 3 * x->n_indicator;
        rows += x->n_year * x->n_unit;
        indices++;
    }
    w.row = TB_NEW(a, tb_wide_row, rows);
    w.column = TB_NEW(a, tb_wide_column, columns);
    if (w.row == NULL || w.column == NULL)
        return tbi_no_memory(err, "the table");
    for (size_t i = 0; i < tb_panel_indices(p); i++)
        if (is_wanted(tb_panel_index_at(p, i), only) &&
            !add_columns(&w, tb_panel_index_at(p, i), indices == 1, a))
            return tbi_no_memory(err, "the table");
    add_rows(&w, only);
    w.value = tbi_arena_alloc(a, w.rows, w.columns * sizeof *w.value);
    if (w.value == NULL)
        return tbi_no_memory(err, "the table");
    for (size_t r = 0; r < w.rows; r++) {
        ptrdiff_t own = -1;
        for (size_t c = 0; c < w.columns; c++) {
            /* columns of one index follow one another, and its row is looked up once */
            if (c == 0 || w.column[c].index != w.column[c - 1].index)
                own = find_row(w.column[c].index, &w.row[r]);
            w.value[r * w.columns + c] = find_figure(&w.column[c], own);
        }
    }
    *out = w;
    return TB_OK;
}

/* The ending decides the form. */
tb_status tb_export_wide(const tb_panel *p, const char *index, const char *out_path, tb_err *err)
{
    tb_arena a = { 0 };
    tb_wide w;
    const char *ending = tbi_file_ending(out_path);
    tb_status st = tbi_wide_make(&w, p, index, &a, err);
    if (st == TB_OK && strcasecmp(ending, ".csv") == 0)
        st = tbi_export_wide_csv(&w, out_path, err);
    else if (st == TB_OK && strcasecmp(ending, ".xlsx") == 0)
        st = tbi_export_wide_xlsx(&w, index, out_path, err);
    else if (st == TB_OK && strcasecmp(ending, ".dta") == 0)
        st = tbi_export_wide_dta(&w, out_path, err);
    else if (st == TB_OK)
        st = tbi_fail(err, TB_EARG, TB_MSG_EXPORT_UNKNOWN_ENDING_EXPECTED_CSV, out_path);
    tbi_arena_free(&a);
    return st;
}
