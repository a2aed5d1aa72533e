/* store_index.c - one index of a panel file: its axes, its schemes and facts, its cubes. Every
 * size, type and reference is checked, as in store_read.c. */
#include "panel/store_index.h"

#include "panel/h5_rows.h"
#include "text/parse_number.h"

#include <math.h>
#include <string.h>

/* The axes of the cubes. Years and units must ascend strictly: tb_index_unit bisects the units. */
static bool get_axes(const tb_h5_reader *r, hid_t g, tb_index *x)
{
    int *year = tbi_h5_read_rows(r, g, "year", sizeof *year, &x->n_year);
    const char **unit = tbi_h5_read_rows(r, g, "unit", sizeof *unit, &x->n_unit);
    tb_indicator *c = tbi_h5_read_rows(r, g, "indicator", sizeof *c, &x->n_indicator);
    int *n_ranked = TB_NEW(r->arena, int, x->n_year);
    int16_t *ranked = TB_NEW(r->arena, int16_t, x->n_year);
    bool ok =
        year != NULL && unit != NULL && c != NULL && n_ranked != NULL && ranked != NULL &&
        tbi_h5_get_ints(r, g, "year", year, sizeof *year, x->n_year, 0, 9999) &&
        tbi_h5_get_texts(r, g, "unit", unit, sizeof *unit, x->n_unit) &&
        tbi_h5_get_texts(r, g, "indicator", &c[0].code, sizeof *c, x->n_indicator) &&
        tbi_h5_get_texts(r, g, "indicator_parent", &c[0].parent, sizeof *c, x->n_indicator) &&
        tbi_h5_get_texts(r, g, "indicator_name_vi", &c[0].name_vi, sizeof *c, x->n_indicator) &&
        tbi_h5_get_texts(r, g, "indicator_name_en", &c[0].name_en, sizeof *c, x->n_indicator) &&
        tbi_h5_get_ints(r, g, "n_ranked", n_ranked, sizeof *n_ranked, x->n_year, -1, INT16_MAX);
    for (size_t t = 1; ok && t < x->n_year; t++)
        ok = year[t - 1] < year[t];
    for (size_t i = 1; ok && i < x->n_unit; i++)
        ok = strcmp(unit[i - 1], unit[i]) < 0;
    for (size_t t = 0; ok && t < x->n_year; t++)
        ranked[t] = (int16_t)n_ranked[t];
    x->year = year;
    x->unit_code = unit;
    x->indicator = c;
    x->n_ranked = ranked;
    return ok;
}

/* Codes become columns, so the axes must have been read. A node that is no column is damage.
 * `merge` and what goes with it are younger than the schema. */
static bool get_nodes(const tb_h5_reader *r, hid_t t, tb_index *x)
{
    tb_node *n = tbi_h5_read_rows(r, t, "code", sizeof *n, &x->n_node);
    const char **code = TB_NEW(r->arena, const char *, x->n_node);
    const char **parent = TB_NEW(r->arena, const char *, x->n_node);
    bool ok = n != NULL && code != NULL && parent != NULL &&
              tbi_h5_get_texts(r, t, "code", code, sizeof *code, x->n_node) &&
              tbi_h5_get_texts(r, t, "parent", parent, sizeof *parent, x->n_node) &&
              TB_GET_TEXTS(r, t, n, x->n_node, name_vi) &&
              TB_GET_TEXTS(r, t, n, x->n_node, name_en) &&
              TB_GET_DOUBLES(r, t, n, x->n_node, min) && TB_GET_DOUBLES(r, t, n, x->n_node, max) &&
              TB_GET_DOUBLES(r, t, n, x->n_node, weight) &&
              TB_GET_INTS(r, t, n, x->n_node, first_year, 0, 9999) &&
              TB_GET_INTS(r, t, n, x->n_node, last_year, 0, 9999) &&
              TB_GET_TEXTS(r, t, n, x->n_node, kind) && TB_GET_TEXTS(r, t, n, x->n_node, note);
    if (ok && tbi_h5_has(t, "merge")) {
        int *merge = TB_NEW(r->arena, int, x->n_node);
        ok = merge != NULL &&
             tbi_h5_get_ints(r, t, "merge", merge, sizeof *merge, x->n_node, TB_MERGE_NONE,
                             TB_MERGE_POPULATION) &&
             TB_GET_TEXTS(r, t, n, x->n_node, same_as) &&
             TB_GET_DOUBLES(r, t, n, x->n_node, factor);
        for (size_t i = 0; ok && i < x->n_node; i++)
            n[i].merge = (tb_merge)merge[i];
    }
    for (size_t i = 0; ok && i < x->n_node; i++) {
        ptrdiff_t c = tb_index_indicator(x, code[i]);
        ok = c >= 0;
        n[i].indicator = ok ? (size_t)c : 0;
        /* "" is a root */
        n[i].parent = parent[i][0] != '\0' ? tb_index_indicator(x, parent[i]) : -1;
    }
    x->node = n;
    return ok;
}

/* Spans of years of an index in `scheme`, its nodes below them in `scheme/tree`. */
static bool get_schemes(const tb_h5_reader *r, hid_t at, tb_index *x)
{
    hid_t g = tbi_h5_open_group(at, "scheme");
    hid_t t = g >= 0 ? tbi_h5_open_group(g, "tree") : H5I_INVALID_HID;
    tb_scheme *s = tbi_h5_read_rows(r, g, "name", sizeof *s, &x->n_scheme);
    bool ok = s != NULL && TB_GET_TEXTS(r, g, s, x->n_scheme, name) &&
              TB_GET_INTS(r, g, s, x->n_scheme, first_year, 0, 9999) &&
              TB_GET_INTS(r, g, s, x->n_scheme, last_year, 0, 9999) &&
              TB_GET_TEXTS(r, g, s, x->n_scheme, announced) &&
              TB_GET_TEXTS(r, g, s, x->n_scheme, groups);
    ok = ok && get_nodes(r, t, x);
    tbi_h5_close_group(t);
    tbi_h5_close_group(g);
    x->scheme = s;
    return ok;
}

/* An indicator that is no column of the cubes is -1, and its code is kept: facts may be of things
 * that have no figure. A source must be a row of /source, or -1. */
static bool get_facts(const tb_h5_reader *r, hid_t at, tb_index *x, size_t sources)
{
    hid_t g = tbi_h5_open_group(at, "fact");
    tb_fact *f = tbi_h5_read_rows(r, g, "kind", sizeof *f, &x->n_fact);
    size_t n = x->n_fact;
    int *source = TB_NEW(r->arena, int, n);
    bool ok = f != NULL && source != NULL && TB_GET_TEXTS(r, g, f, n, kind) &&
              TB_GET_INTS(r, g, f, n, year, 0, 9999) && TB_GET_TEXTS(r, g, f, n, scope) &&
              tbi_h5_get_texts(r, g, "indicator", &f[0].indicator_code, sizeof *f, n) &&
              TB_GET_DOUBLES(r, g, f, n, value) && TB_GET_DOUBLES(r, g, f, n, tolerance) &&
              TB_GET_TEXTS(r, g, f, n, basis) && TB_GET_TEXTS(r, g, f, n, label) &&
              TB_GET_TEXTS(r, g, f, n, text) &&
              tbi_h5_get_ints(r, g, "source", source, sizeof *source, n, -1, (int)sources - 1);
    for (size_t i = 0; ok && i < n; i++) {
        f[i].indicator = tb_index_indicator(x, f[i].indicator_code);
        f[i].source = source[i];
    }
    tbi_h5_close_group(g);
    x->fact = f;
    return ok;
}

/* Leaves the years that are wanted on the axis of an index, and says which the first of them is:
 * all of them where it has none. */
static size_t leave_years(tb_index *x, const tb_panel_opts *o)
{
    size_t first = 0, end = x->n_year;
    while (first < end && o->first_year > 0 && x->year[first] < o->first_year)
        first++;
    while (end > first && o->last_year > 0 && x->year[end - 1] > o->last_year)
        end--;
    if (first == end)
        return 0;
    x->year += first;
    x->n_ranked += first;
    x->n_year = end - first;
    return first;
}

/* Whether a cell is one that an import can have written. NaN is "no value"; what no import accepts
 * is damage. */
static bool is_sound(double value, int16_t rank, uint8_t status, int32_t source, size_t sources)
{
    bool beyond = value > TB_NUMBER_MOST || value < -TB_NUMBER_MOST;
    return status <= TB_CELL_COMPUTED && source >= -1 && source < (int32_t)sources && rank >= -1 &&
           !beyond;
}

/* Figures, ranks, states and sources of n cells, every one looked at. */
static bool get_cells(const tb_h5_reader *r, hid_t g, tb_index *x, const size_t *dims, size_t first,
                      size_t n, size_t sources)
{
    size_t years = x->n_year;
    double *value = TB_NEW(r->arena, double, n);
    int16_t *rank = TB_NEW(r->arena, int16_t, n);
    uint8_t *status = TB_NEW(r->arena, uint8_t, n);
    int32_t *source = TB_NEW(r->arena, int32_t, n);
    bool ok =
        value != NULL && rank != NULL && status != NULL && source != NULL &&
        tbi_h5_get_cube(g, "value", H5T_NATIVE_DOUBLE, sizeof *value, dims, first, years, value) &&
        tbi_h5_get_cube(g, "rank", H5T_NATIVE_INT16, sizeof *rank, dims, first, years, rank) &&
        tbi_h5_get_cube(g, "status", H5T_NATIVE_UINT8, 1, dims, first, years, status) &&
        tbi_h5_get_cube(g, "source", H5T_NATIVE_INT32, sizeof *source, dims, first, years, source);
    for (size_t i = 0; ok && i < n; i++) {
        ok = is_sound(value[i], rank[i], status[i], source[i], sources);
        /* composed for other tools; here every stage composes by itself, of what was published */
        if (status[i] == TB_CELL_COMPUTED) {
            value[i] = (double)NAN;
            status[i] = TB_CELL_NOT_HERE;
        }
    }
    x->value = value;
    x->rank = rank;
    x->status = status;
    x->source = source;
    return ok;
}

/* Where published ranks have states and sources of their own. */
static bool get_rank_states(const tb_h5_reader *r, hid_t g, tb_index *x, const size_t *dims,
                            size_t first, size_t n, size_t sources)
{
    size_t years = x->n_year;
    uint8_t *status = TB_NEW(r->arena, uint8_t, n);
    int32_t *source = TB_NEW(r->arena, int32_t, n);
    bool ok = status != NULL && source != NULL &&
              tbi_h5_get_cube(g, "rank_status", H5T_NATIVE_UINT8, 1, dims, first, years, status) &&
              tbi_h5_get_cube(g, "rank_source", H5T_NATIVE_INT32, sizeof *source, dims, first,
                              years, source);
    for (size_t i = 0; ok && i < n; i++)
        ok = status[i] <= TB_CELL_NO_SCHEME && source[i] >= -1 && source[i] < (int32_t)sources;
    x->rank_status = status;
    x->rank_source = source;
    return ok;
}

/* [year][unit][indicator], all of one size. The product of the axes is bounded step by step: a few
 * bytes of a file can claim axes whose product overflows. */
static bool get_cubes(const tb_h5_reader *r, hid_t g, tb_index *x, size_t sources,
                      const tb_panel_opts *o)
{
    size_t dims[3] = { x->n_year, x->n_unit, x->n_indicator }, n = dims[0];
    if (dims[1] != 0 && n > r->most / dims[1])
        return false;
    n *= dims[1];
    if (dims[2] != 0 && n > r->most / dims[2] / sizeof(double))
        return false;
    size_t first = leave_years(x, o);
    n = x->n_year * dims[1] * dims[2];
    bool ok = get_cells(r, g, x, dims, first, n, sources);
    if (ok && tbi_h5_has(g, "rank_status"))
        ok = get_rank_states(r, g, x, dims, first, n, sources);
    return ok;
}

/* What the package says of an index; files of before say nothing. */
static bool get_words(hid_t g, tb_index *x)
{
    int survey = 0;
    int sheet = 0;
    int merge = TB_MERGE_NONE;
    bool ok = H5Aexists(g, "survey") <= 0 ||
              (tbi_h5_get_int(g, "survey", &survey) && tbi_h5_get_int(g, "score_sheet", &sheet) &&
               tbi_h5_get_int(g, "merge", &merge) && merge >= TB_MERGE_NONE &&
               merge <= TB_MERGE_POPULATION);
    x->survey = survey == 1;
    x->score_sheet = sheet == 1;
    x->merge = ok ? (tb_merge)merge : TB_MERGE_NONE;
    return ok;
}

/* Reads one index into the next free place of p->index, and counts it only when it is whole. */
bool tbi_store_get_index(const tb_h5_reader *r, hid_t file, const char *code, tb_panel *p,
                         const tb_panel_opts *o)
{
    tb_index *x = &p->index[p->indices];
    x->code = code;
    hid_t g = tbi_h5_open_group(file, code);
    bool ok = g >= 0 && tbi_h5_get_text(r, g, "name_vi", &x->name_vi) &&
              tbi_h5_get_text(r, g, "name_en", &x->name_en) &&
              tbi_h5_get_text(r, g, "publisher", &x->publisher) &&
              tbi_h5_get_text(r, g, "unit", &x->unit) &&
              tbi_h5_get_int(g, "direction", &x->direction) && get_words(g, x) &&
              get_axes(r, g, x) && get_schemes(r, g, x) && get_facts(r, g, x, p->sources) &&
              get_cubes(r, g, x, p->sources, o);
    tbi_h5_close_group(g);
    if (ok)
        p->indices++;
    return ok;
}
