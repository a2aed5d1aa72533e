/* store_read.c - the tables of a panel file become a tb_panel. Every size, type and reference is
 * checked, because a file without our seal may come from anywhere; whether it may be read at all
 * is settled in store_open.c. */
#include "panel/store_read.h"

#include "panel/store.h"

#include "base/error.h"
#include "base/hash_map.h"
#include "messages/panel.h"
#include "text/parse_number.h"

#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <string.h>
#include <strings.h>
#include <tangbac/version.h>

#define GET_TEXTS(r, at, rows, n, member) \
    tbi_h5_get_texts((r), (at), #member, &(rows)[0].member, sizeof *(rows), (n))
#define GET_INTS(r, at, rows, n, member, lo, hi) \
    tbi_h5_get_ints((r), (at), #member, &(rows)[0].member, sizeof *(rows), (n), (lo), (hi))
#define GET_DOUBLES(r, at, rows, n, member) \
    tbi_h5_get_doubles((r), (at), #member, &(rows)[0].member, sizeof *(rows), (n))

/* Rows of a table, and zeroed memory for them. NULL when they cannot be. */
static void *read_rows(const tb_h5_reader *r, hid_t at, const char *column, size_t size, size_t *n)
{
    if (at < 0 || !tbi_h5_rows(at, column, n) || *n > r->most / size)
        return NULL;
    return tbi_arena_alloc(r->arena, *n, size);
}

/* A group to be closed, or negative. tbi_h5_has first: a soft or an external link would lead out of
 * the file. */
static hid_t open_group(hid_t at, const char *name)
{
    return tbi_h5_has(at, name) ? H5Gopen2(at, name, H5P_DEFAULT) : H5I_INVALID_HID;
}

/* Whether no code has two rows that hold in one year. Rows of one code follow one another in the
 * order by code: each is held against all before it. */
static bool is_differing(const tb_unit_names *b)
{
    for (size_t i = 1; i < b->units; i++) {
        const tb_unit *u = &b->unit[b->by_code[i]];
        for (size_t k = i; k-- > 0;) {
            const tb_unit *v = &b->unit[b->by_code[k]];
            if (strcmp(u->code, v->code) != 0)
                break;
            if (v->valid_from <= u->valid_to && u->valid_from <= v->valid_to)
                return false;
        }
    }
    return true;
}

/* The table of units, in the order of its rows: spellings name units by these rows. */
static bool get_units(const tb_h5_reader *r, hid_t file, tb_panel *p)
{
    hid_t g = open_group(file, "unit");
    size_t n = 0;
    tb_unit *u = read_rows(r, g, "code", sizeof *u, &n);
    bool ok = u != NULL && GET_TEXTS(r, g, u, n, code) && GET_TEXTS(r, g, u, n, name_vi) &&
              GET_TEXTS(r, g, u, n, name_en) && GET_TEXTS(r, g, u, n, region) &&
              GET_TEXTS(r, g, u, n, kind) && GET_INTS(r, g, u, n, valid_from, 0, 9999) &&
              GET_INTS(r, g, u, n, valid_to, 0, 9999) && GET_TEXTS(r, g, u, n, successor);
    if (g >= 0)
        H5Gclose(g);
    p->unit_names.unit = u;
    p->unit_names.units = ok ? n : 0;
    return ok && tbi_unit_names_sort(&p->unit_names, &p->own) && is_differing(&p->unit_names);
}

/* Needs the units: a spelling names a row of theirs, and with no unit at all no row is allowed. */
static bool get_spellings(const tb_h5_reader *r, hid_t file, tb_panel *p)
{
    hid_t g = open_group(file, "alias");
    hid_t h = open_group(file, "not_unit");
    size_t n = 0, m = 0;
    tb_spelling *s = read_rows(r, g, "folded", sizeof *s, &n);
    tb_not_unit *l = read_rows(r, h, "label", sizeof *l, &m);
    int last = p->unit_names.units > 0 && p->unit_names.units < INT_MAX
                   ? (int)p->unit_names.units - 1
                   : -1;
    bool ok = s != NULL && l != NULL && GET_TEXTS(r, g, s, n, folded) &&
              GET_INTS(r, g, s, n, unit, 0, last);
    ok = ok && GET_TEXTS(r, h, l, m, label) && GET_TEXTS(r, h, l, m, folded) &&
         GET_TEXTS(r, h, l, m, what) && GET_TEXTS(r, h, l, m, use) && GET_TEXTS(r, h, l, m, note);
    if (g >= 0)
        H5Gclose(g);
    if (h >= 0)
        H5Gclose(h);
    p->unit_names.spelling = s;
    p->unit_names.spellings = n;
    p->unit_names.not_unit = l;
    p->unit_names.not_units = m;
    return ok;
}

/* `secondary` is younger than the schema: files without it have 0. Cells hold rows of sources as
 * int32_t, hence the limit. */
static bool get_sources(const tb_h5_reader *r, hid_t file, tb_panel *p)
{
    hid_t g = open_group(file, "source");
    size_t n = 0;
    tb_source *s = read_rows(r, g, "id", sizeof *s, &n);
    bool ok = s != NULL && GET_TEXTS(r, g, s, n, id) && GET_TEXTS(r, g, s, n, publisher) &&
              GET_TEXTS(r, g, s, n, title) && GET_TEXTS(r, g, s, n, published) &&
              GET_TEXTS(r, g, s, n, url);
    if (ok && tbi_h5_has(g, "secondary"))
        ok = GET_INTS(r, g, s, n, secondary, 0, 1);
    if (g >= 0)
        H5Gclose(g);
    p->source = s;
    p->sources = n;
    return ok && n < INT32_MAX;
}

/* Neighbours and conflicts. Both groups stand in every file, empty ones too. */
static bool get_pairs(const tb_h5_reader *r, hid_t file, tb_panel *p)
{
    hid_t g = open_group(file, "neighbour");
    hid_t h = open_group(file, "conflict");
    size_t n = 0, m = 0;
    const char *(*pair)[2] = read_rows(r, g, "unit", sizeof *pair, &n);
    tb_conflict *c = read_rows(r, h, "index", sizeof *c, &m);
    bool ok = pair != NULL && c != NULL &&
              tbi_h5_get_texts(r, g, "unit", &pair[0][0], sizeof *pair, n) &&
              tbi_h5_get_texts(r, g, "neighbour_unit", &pair[0][1], sizeof *pair, n);
    ok = ok && GET_TEXTS(r, h, c, m, index) && GET_TEXTS(r, h, c, m, indicator) &&
         GET_INTS(r, h, c, m, year, 0, 9999) && GET_TEXTS(r, h, c, m, unit) &&
         GET_DOUBLES(r, h, c, m, kept) && GET_DOUBLES(r, h, c, m, other) &&
         GET_TEXTS(r, h, c, m, source) && GET_TEXTS(r, h, c, m, other_source) &&
         GET_TEXTS(r, h, c, m, reason);
    if (g >= 0)
        H5Gclose(g);
    if (h >= 0)
        H5Gclose(h);
    p->neighbour = pair;
    p->neighbours = n;
    p->conflict = c;
    p->conflicts = m;
    return ok;
}

/* The axes of the cubes. Years and units must ascend strictly: tb_index_unit bisects the units. */
static bool get_axes(const tb_h5_reader *r, hid_t g, tb_index *x)
{
    int *year = read_rows(r, g, "year", sizeof *year, &x->n_year);
    const char **unit = read_rows(r, g, "unit", sizeof *unit, &x->n_unit);
    tb_indicator *c = read_rows(r, g, "indicator", sizeof *c, &x->n_indicator);
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
    tb_node *n = read_rows(r, t, "code", sizeof *n, &x->n_node);
    const char **code = TB_NEW(r->arena, const char *, x->n_node);
    const char **parent = TB_NEW(r->arena, const char *, x->n_node);
    bool ok = n != NULL && code != NULL && parent != NULL &&
              tbi_h5_get_texts(r, t, "code", code, sizeof *code, x->n_node) &&
              tbi_h5_get_texts(r, t, "parent", parent, sizeof *parent, x->n_node) &&
              GET_TEXTS(r, t, n, x->n_node, name_vi) && GET_TEXTS(r, t, n, x->n_node, name_en) &&
              GET_DOUBLES(r, t, n, x->n_node, min) && GET_DOUBLES(r, t, n, x->n_node, max) &&
              GET_DOUBLES(r, t, n, x->n_node, weight) &&
              GET_INTS(r, t, n, x->n_node, first_year, 0, 9999) &&
              GET_INTS(r, t, n, x->n_node, last_year, 0, 9999) &&
              GET_TEXTS(r, t, n, x->n_node, kind) && GET_TEXTS(r, t, n, x->n_node, note);
    if (ok && tbi_h5_has(t, "merge")) {
        int *merge = TB_NEW(r->arena, int, x->n_node);
        ok = merge != NULL &&
             tbi_h5_get_ints(r, t, "merge", merge, sizeof *merge, x->n_node, TB_MERGE_NONE,
                             TB_MERGE_POPULATION) &&
             GET_TEXTS(r, t, n, x->n_node, same_as) && GET_DOUBLES(r, t, n, x->n_node, factor);
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
    hid_t g = open_group(at, "scheme");
    hid_t t = g >= 0 ? open_group(g, "tree") : H5I_INVALID_HID;
    tb_scheme *s = read_rows(r, g, "name", sizeof *s, &x->n_scheme);
    bool ok = s != NULL && GET_TEXTS(r, g, s, x->n_scheme, name) &&
              GET_INTS(r, g, s, x->n_scheme, first_year, 0, 9999) &&
              GET_INTS(r, g, s, x->n_scheme, last_year, 0, 9999) &&
              GET_TEXTS(r, g, s, x->n_scheme, announced) && GET_TEXTS(r, g, s, x->n_scheme, groups);
    ok = ok && get_nodes(r, t, x);
    if (t >= 0)
        H5Gclose(t);
    if (g >= 0)
        H5Gclose(g);
    x->scheme = s;
    return ok;
}

/* An indicator that is no column of the cubes is -1, and its code is kept: facts may be of things
 * that have no figure. A source must be a row of /source, or -1. */
static bool get_facts(const tb_h5_reader *r, hid_t at, tb_index *x, size_t sources)
{
    hid_t g = open_group(at, "fact");
    tb_fact *f = read_rows(r, g, "kind", sizeof *f, &x->n_fact);
    size_t n = x->n_fact;
    int *source = TB_NEW(r->arena, int, n);
    bool ok = f != NULL && source != NULL && GET_TEXTS(r, g, f, n, kind) &&
              GET_INTS(r, g, f, n, year, 0, 9999) && GET_TEXTS(r, g, f, n, scope) &&
              tbi_h5_get_texts(r, g, "indicator", &f[0].indicator_code, sizeof *f, n) &&
              GET_DOUBLES(r, g, f, n, value) && GET_DOUBLES(r, g, f, n, tolerance) &&
              GET_TEXTS(r, g, f, n, basis) && GET_TEXTS(r, g, f, n, label) &&
              GET_TEXTS(r, g, f, n, text) &&
              tbi_h5_get_ints(r, g, "source", source, sizeof *source, n, -1, (int)sources - 1);
    for (size_t i = 0; ok && i < n; i++) {
        f[i].indicator = tb_index_indicator(x, f[i].indicator_code);
        f[i].source = source[i];
    }
    if (g >= 0)
        H5Gclose(g);
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
    size_t first = leave_years(x, o), years = x->n_year;
    n = years * dims[1] * dims[2];
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
        /* NaN is "no value"; what no import accepts is damage */
        bool beyond = value[i] > TB_NUMBER_MOST || value[i] < -TB_NUMBER_MOST;
        ok = status[i] <= TB_CELL_COMPUTED && source[i] >= -1 && source[i] < (int32_t)sources &&
             rank[i] >= -1 && !beyond;
        /* composed for other tools; here every stage composes by itself, of what was published */
        if (status[i] == TB_CELL_COMPUTED) {
            value[i] = (double)NAN;
            status[i] = TB_CELL_NOT_HERE;
        }
    }
    if (ok && tbi_h5_has(g, "rank_status")) {
        uint8_t *rank_status = TB_NEW(r->arena, uint8_t, n);
        int32_t *rank_source = TB_NEW(r->arena, int32_t, n);
        ok = rank_status != NULL && rank_source != NULL &&
             tbi_h5_get_cube(g, "rank_status", H5T_NATIVE_UINT8, 1, dims, first, years,
                             rank_status) &&
             tbi_h5_get_cube(g, "rank_source", H5T_NATIVE_INT32, sizeof *rank_source, dims, first,
                             years, rank_source);
        for (size_t i = 0; ok && i < n; i++)
            ok = rank_status[i] <= TB_CELL_NO_SCHEME && rank_source[i] >= -1 &&
                 rank_source[i] < (int32_t)sources;
        x->rank_status = rank_status;
        x->rank_source = rank_source;
    }
    x->value = value;
    x->rank = rank;
    x->status = status;
    x->source = source;
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
static bool get_index(const tb_h5_reader *r, hid_t file, const char *code, tb_panel *p,
                      const tb_panel_opts *o)
{
    tb_index *x = &p->index[p->indices];
    x->code = code;
    hid_t g = open_group(file, code);
    bool ok = g >= 0 && tbi_h5_get_text(r, g, "name_vi", &x->name_vi) &&
              tbi_h5_get_text(r, g, "name_en", &x->name_en) &&
              tbi_h5_get_text(r, g, "publisher", &x->publisher) &&
              tbi_h5_get_text(r, g, "unit", &x->unit) &&
              tbi_h5_get_int(g, "direction", &x->direction) && get_words(g, x) &&
              get_axes(r, g, x) && get_schemes(r, g, x) && get_facts(r, g, x, p->sources) &&
              get_cubes(r, g, x, p->sources, o);
    if (g >= 0)
        H5Gclose(g);
    if (ok)
        p->indices++;
    return ok;
}

/* indices: ends with NULL; NULL itself is all of them. */
static bool is_wanted(const char *const *indices, const char *code)
{
    if (indices == NULL)
        return true;
    for (; *indices != NULL; indices++)
        if (strcasecmp(*indices, code) == 0)
            return true;
    return false;
}

/* "PAPI,PAR" into codes. */
static bool get_codes(const tb_h5_reader *r, hid_t root, tb_panel *p)
{
    const char *all = NULL;
    if (!tbi_h5_get_text(r, root, "tangbac_indices", &all))
        return false;
    size_t most = 1;
    for (const char *c = all; *c != '\0'; c++)
        most += *c == ',';
    p->code = TB_NEW(r->arena, const char *, most);
    p->index = TB_NEW(r->arena, tb_index, most);
    if (r->arena->refused)
        return false;
    for (const char *c = all; *c != '\0';) {
        const char *comma = strchr(c, ',');
        size_t n = comma != NULL ? (size_t)(comma - c) : strlen(c);
        const char *code = tbi_arena_text_n(r->arena, c, n);
        /* a code is the name of a group: a path or a hidden name would lead elsewhere */
        if (code == NULL || n == 0 || strchr(code, '/') != NULL || code[0] == '.')
            return false;
        for (size_t i = 0; i < p->codes; i++)
            if (strcasecmp(p->code[i], code) == 0)
                return false;
        p->code[p->codes++] = code;
        c += n + (comma != NULL);
    }
    return true;
}

tb_status tbi_store_refuse_foreign(const char *path, tb_err *err)
{
    return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_PANEL_TANGBAC_MAKE_ONE, path);
}

/* where, where_vi: what of the file is damaged, a pair of messages/panel.h or a name. */
tb_status tbi_store_refuse_damaged(const char *path, const char *where, const char *where_vi,
                                   tb_err *err)
{
    return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_PANEL_DAMAGED_IMPORT_AGAIN, path, where, where_vi);
}

/* A later schema is told from damage, so that a user knows to take a newer command. */
tb_status tbi_store_read_all(tb_panel *p, hid_t file, size_t most, const tb_panel_opts *o,
                             tb_err *err)
{
    tb_h5_reader r = { &p->own, most };
    hid_t root = H5Gopen2(file, "/", H5P_DEFAULT);
    int schema = 0;
    bool ours = root >= 0 && tbi_h5_get_int(root, "tangbac_schema", &schema);
    bool ok = ours && schema == TB_PANEL_SCHEMA && get_codes(&r, root, p);
    const char *population = "";
    if (ok && H5Aexists(root, "tangbac_population") > 0)
        ok = tbi_h5_get_text(&r, root, "tangbac_population", &population);
    if (root >= 0)
        H5Gclose(root);
    if (!ours)
        return tbi_store_refuse_foreign(p->path, err);
    if (schema > TB_PANEL_SCHEMA)
        return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_PANEL_HAS_SCHEMA_WHICH, p->path, schema,
                        TB_PANEL_SCHEMA);
    if (!ok)
        return tbi_store_refuse_damaged(p->path, TB_MSG_PANEL_LIST_OF_INDICES, err);
    if (!get_units(&r, file, p))
        return tbi_store_refuse_damaged(p->path, TB_MSG_PANEL_TABLE_OF_UNITS, err);
    if (!get_spellings(&r, file, p))
        return tbi_store_refuse_damaged(p->path, TB_MSG_PANEL_TABLE_OF_NAMES, err);
    if (!get_sources(&r, file, p))
        return tbi_store_refuse_damaged(p->path, TB_MSG_PANEL_TABLE_OF_SOURCES, err);
    if (!get_pairs(&r, file, p))
        return tbi_store_refuse_damaged(p->path, TB_MSG_PANEL_TABLES_OF_PAIRS, err);
    if (!tbi_records_get(p->record, &r, file))
        return tbi_store_refuse_damaged(p->path, TB_MSG_PANEL_TABLES_BESIDE, err);
    tb_panel_opts whole = TB_PANEL_OPTS_INIT;
    for (size_t i = 0; i < p->codes; i++) {
        bool weighs = strcasecmp(p->code[i], population) == 0;
        if ((weighs || is_wanted(o->indices, p->code[i])) &&
            !get_index(&r, file, p->code[i], p, weighs ? &whole : o))
            return tbi_store_refuse_damaged(p->path, p->code[i], p->code[i], err);
    }
    return TB_OK;
}
