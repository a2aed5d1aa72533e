/* builder_fill.c - the finished tables of a draft: axes in order, and for every cell why it is
 * empty.
 * */
#include "base/error.h"
#include "panel/builder.h"
#include "panel/panel_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* units that are transposed together */
enum { BLOCK = 16 };

/* Both ends of a span count. */
static bool is_valid_in(const tb_node *n, int year)
{
    return n->first_year <= year && year <= n->last_year;
}

/* Whether a cell stands in any year of the index for a code. */
static bool is_on_axis(const tb_builder_index *x, size_t code, const tb_shape *s)
{
    for (size_t t = 0; t < s->years; t++) {
        const tb_slab *slab = x->slab[s->year[t] - TB_YEAR_FIRST];
        for (size_t c = 0; slab != NULL && code < slab->units && c < slab->indicators; c++) {
            size_t at = tb_slab_at(slab, c, code);
            if (TB_MARK_IS(slab->mark[at]) ||
                (slab->rank != NULL && TB_MARK_IS(slab->rank_mark[at])))
                return true;
        }
    }
    return false;
}

/* Which codes stand on the axis. The units table is walked once: with ten thousand units a walk for
 * each code would be slow. */
static void choose_codes(bool *chosen, const tb_builder *d, const tb_builder_index *x,
                         const tb_shape *s)
{
    for (size_t u = 0; d->has_units && u < d->units; u++) {
        int64_t code =
            tbi_hash_map_get(&d->code_at, d->unit[u].code, strlen(d->unit[u].code), false);
        for (size_t t = 0; code >= 0 && t < s->years && !chosen[code]; t++)
            chosen[code] = tb_unit_holds(&d->unit[u], s->year[t]);
    }
    for (size_t k = 0; k < d->codes; k++)
        if (!chosen[k])
            chosen[k] = is_on_axis(x, k, s);
}

/* A code on its way into the order of the axis, with where it stands in the draft. */
typedef struct ranked_code {
    const char *text;
    size_t at;
} ranked_code;

/* By bytes, so that the order is the same whatever the locale. */
static int compare_by_text(const void *a, const void *b)
{
    return strcmp(((const ranked_code *)a)->text, ((const ranked_code *)b)->text);
}

/* absent [years][units]: the units table knows the code, and no row of it holds in that year. */
static bool mark_absent(tb_shape *s, const tb_builder *d, tb_arena *a)
{
    size_t *place = TB_NEW(a, size_t, d->codes);
    s->absent = TB_NEW(a, bool, (s->years * s->units));
    if (a->refused)
        return false;
    if (!d->has_units)
        return true;
    for (size_t k = 0; k < d->codes; k++)
        place[k] = SIZE_MAX;
    for (size_t i = 0; i < s->units; i++)
        place[s->code[i]] = i;
    /* first every code of the table is absent in all years, then its rows take back the years in
     * which they hold: a code may have several rows */
    for (size_t pass = 0; pass < 2; pass++)
        for (size_t u = 0; u < d->units; u++) {
            int64_t code =
                tbi_hash_map_get(&d->code_at, d->unit[u].code, strlen(d->unit[u].code), false);
            if (code < 0 || place[code] == SIZE_MAX)
                continue;
            for (size_t t = 0; t < s->years; t++) {
                bool *cell = &s->absent[t * s->units + place[code]];
                if (pass == 0)
                    *cell = true;
                else if (tb_unit_holds(&d->unit[u], s->year[t]))
                    *cell = false;
            }
        }
    return true;
}

/* out is written on success only. Years are those with a cell or a fact; the arrays have room for
 * more than is used, which the arena keeps. */
bool tbi_builder_shape(tb_shape *out, const tb_builder *d, const tb_builder_index *x, tb_arena *a)
{
    tb_shape s = { 0 };
    s.year = TB_NEW(a, int, TB_YEAR_COUNT);
    s.code = TB_NEW(a, size_t, d->codes);
    s.column = TB_NEW(a, size_t, x->indicators);
    s.rank_of = TB_NEW(a, size_t, x->indicators);
    ranked_code *order = TB_NEW(a, ranked_code, d->codes);
    bool *chosen = TB_NEW(a, bool, d->codes);
    if (a->refused)
        return false;
    for (int y = TB_YEAR_FIRST; y <= TB_YEAR_LAST; y++)
        if (x->year_used[y - TB_YEAR_FIRST])
            s.year[s.years++] = y;
    choose_codes(chosen, d, x, &s);
    for (size_t k = 0; k < d->codes; k++)
        if (chosen[k])
            order[s.units++] = (ranked_code){ d->code[k], k };
    qsort(order, s.units, sizeof *order, compare_by_text);
    for (size_t i = 0; i < s.units; i++)
        s.code[i] = order[i].at;
    /* TOTAL comes first, so that a reader of the file finds it without a search */
    int64_t total = tbi_hash_map_get(&x->column, "TOTAL", 5, true);
    if (total >= 0)
        s.column[s.columns++] = (size_t)total;
    for (size_t c = 0; c < x->indicators; c++)
        if ((int64_t)c != total)
            s.column[s.columns++] = c;
    for (size_t c = 0; c < s.columns; c++)
        s.rank_of[s.column[c]] = c;
    if (!mark_absent(&s, d, a))
        return false;
    *out = s;
    return true;
}

/* up [columns] overwritten: where the parent of each column of the shape stands in a year; -1 for
 * none. The first node that holds counts. */
static void find_parents(ptrdiff_t *up, const tb_builder_index *x, const tb_shape *s, int year)
{
    for (size_t c = 0; c < s->columns; c++)
        up[c] = -1;
    for (size_t i = x->nodes; i-- > 0;) {
        const tb_node *n = &x->node[i];
        if (is_valid_in(n, year))
            up[s->rank_of[n->indicator]] = n->parent >= 0 ? (ptrdiff_t)s->rank_of[n->parent] : -1;
    }
}

/* What a whole column of a year is: missing cells of it are not there, or never were. */
static uint8_t find_status(const tb_builder_index *x, size_t column, int year)
{
    bool any = false;
    for (size_t i = 0; i < x->nodes; i++) {
        if (x->node[i].indicator != column)
            continue;
        any = true;
        if (is_valid_in(&x->node[i], year))
            return TB_CELL_NOT_HERE;
    }
    return any ? TB_CELL_NO_SCHEME : TB_CELL_NOT_HERE;
}

/* What withhold_node() needs beside the row; arrays of [columns]. */
typedef struct withholding {
    const ptrdiff_t *up;
    bool *whole; /* a column with parts */
    unsigned char *gone;
} withholding;

/* Whether column c is `column` or stands below it. */
static bool is_below(const withholding *w, size_t columns, size_t c, size_t column)
{
    ptrdiff_t at = (ptrdiff_t)c;
    for (size_t depth = 0; at >= 0 && depth <= columns; depth++) {
        if (at == (ptrdiff_t)column)
            return true;
        at = w->up[at];
    }
    return false;
}

/* The year of one fact "withheld": its node, what of its parts is missing, and the nodes above
 * those that cannot be summed then. column is one of the shape. */
static void withhold_node(uint8_t *row, const withholding *w, size_t columns, size_t column)
{
    memset(w->gone, 0, columns);
    for (size_t c = 0; c < columns; c++)
        if (row[c] == TB_CELL_NOT_HERE && (!w->whole[c] || c == column))
            w->gone[c] = is_below(w, columns, c, column);
    /* upwards until nothing changes: each round reaches one level more, and trees are
     * shallow */
    for (bool moved = true; moved;) {
        moved = false;
        for (size_t c = 0; c < columns; c++) {
            ptrdiff_t at = w->gone[c] ? w->up[c] : -1;
            if (at < 0 || w->gone[at] || row[at] != TB_CELL_NOT_HERE)
                continue;
            w->gone[at] = 1;
            moved = true;
        }
    }
    for (size_t c = 0; c < columns; c++)
        if (w->gone[c])
            row[c] = TB_CELL_WITHHELD;
}

/* Facts "withheld" of one year. status [units][columns]. A value of 0 says that nothing was. */
static void mark_withheld(uint8_t *status, const withholding *w, const tb_builder *d,
                          const tb_builder_index *x, const tb_shape *s, int year)
{
    for (size_t i = 0; i < x->facts; i++) {
        const tb_fact *f = &x->fact[i];
        if (f->year != year || f->indicator < 0 || strcmp(f->kind, "withheld") != 0 ||
            f->value == 0)
            continue;
        /* codes ascend along the axis */
        size_t from = 0, to = s->units;
        while (from < to) {
            size_t mid = from + (to - from) / 2;
            if (strcmp(d->code[s->code[mid]], f->scope) < 0)
                from = mid + 1;
            else
                to = mid;
        }
        if (from < s->units && strcmp(d->code[s->code[from]], f->scope) == 0)
            withhold_node(status + from * s->columns, w, s->columns, s->rank_of[f->indicator]);
    }
}

/* Without a single place the file has no tables of the ranks' sources either. */
bool tbi_builder_has_ranks(const tb_builder_index *x)
{
    for (size_t t = 0; t < TB_YEAR_COUNT; t++)
        if (x->slab[t] != NULL && x->slab[t]->rank != NULL)
            return true;
    return false;
}

/* One cell without a figure: its column's meaning of a missing one. */
static void clear_cell(const tb_year_tables *out, size_t to, uint8_t missing)
{
    out->value[to] = (double)NAN;
    out->rank[to] = -1;
    out->source[to] = -1;
    out->status[to] = missing;
    if (out->rank_source != NULL)
        out->rank_source[to] = -1;
    if (out->rank_status != NULL)
        out->rank_status[to] = missing;
}

/* The place of a cell, over what clear_cell wrote. */
static void fill_rank(const tb_year_tables *out, size_t to, const tb_slab *slab, size_t from,
                      bool known)
{
    if (!TB_MARK_IS(slab->rank_mark[from]))
        return;
    out->rank[to] = slab->rank[from];
    if (!known)
        out->source[to] = slab->rank_source[from];
    if (out->rank_source != NULL)
        out->rank_source[to] = slab->rank_source[from];
    if (out->rank_status != NULL)
        out->rank_status[to] =
            TB_MARK_DERIVED(slab->rank_mark[from]) ? TB_CELL_DERIVED : TB_CELL_PUBLISHED;
}

/* One column of units first..end: what is known of each, or what a missing figure means. */
static void fill_column(const tb_year_tables *out, const tb_slab *slab, const tb_shape *s,
                        const bool *absent, size_t c, size_t first, size_t end)
{
    size_t column = s->column[c];
    uint8_t missing = out->scratch[c];
    if (slab != NULL && column >= slab->indicators)
        slab = NULL;
    for (size_t u = first; u < end; u++) {
        size_t to = u * s->columns + c;
        bool inside = slab != NULL && s->code[u] < slab->units;
        size_t from = inside ? tb_slab_at(slab, column, s->code[u]) : 0;
        bool known = inside && TB_MARK_IS(slab->mark[from]);
        clear_cell(out, to, absent[u] ? TB_CELL_NO_SCHEME : missing);
        if (known) {
            out->value[to] = slab->value[from];
            out->source[to] = slab->source[from];
            out->status[to] =
                TB_MARK_DERIVED(slab->mark[from]) ? TB_CELL_DERIVED : TB_CELL_PUBLISHED;
        }
        if (inside && slab->rank != NULL)
            fill_rank(out, to, slab, from, known);
    }
}

/* out->scratch first holds what a missing cell of each column means, then serves withhold_node():
 * marks of facts come after all cells are there, since they look at what is missing. */
bool tbi_builder_fill(const tb_year_tables *out, const tb_builder *d, const tb_builder_index *x,
                      const tb_shape *s, size_t year_at)
{
    int year = s->year[year_at];
    const tb_slab *slab = x->slab[year - TB_YEAR_FIRST];
    tb_arena a = { 0 };
    ptrdiff_t *up = TB_NEW(&a, ptrdiff_t, s->columns);
    withholding w = { up, TB_NEW(&a, bool, s->columns), out->scratch };
    if (up == NULL || w.whole == NULL) {
        tbi_arena_free(&a);
        return false;
    }
    find_parents(up, x, s, year);
    for (size_t c = 0; c < s->columns; c++) {
        out->scratch[c] = find_status(x, s->column[c], year);
        if (up[c] >= 0)
            w.whole[up[c]] = true;
    }
    /* the draft stands by columns, the table by units: in blocks, so that a line of the cache is
     * used whole */
    for (size_t first = 0; first < s->units; first += BLOCK) {
        size_t end = first + BLOCK < s->units ? first + BLOCK : s->units;
        for (size_t c = 0; c < s->columns; c++)
            fill_column(out, slab, s, s->absent + year_at * s->units, c, first, end);
    }
    mark_withheld(out->status, &w, d, x, s, year);
    tbi_arena_free(&a);
    return true;
}

/* Texts are still the draft's; only the columns are renumbered. */
bool tbi_builder_facts(tb_fact **out, const tb_builder_index *x, const tb_shape *s, tb_arena *a)
{
    tb_fact *f = TB_NEW(a, tb_fact, x->facts);
    if (f == NULL)
        return false;
    for (size_t i = 0; i < x->facts; i++) {
        f[i] = x->fact[i];
        if (f[i].indicator >= 0)
            f[i].indicator = (ptrdiff_t)s->rank_of[f[i].indicator];
    }
    *out = f;
    return true;
}

/* Texts are still the draft's; only the columns are renumbered. */
bool tbi_builder_nodes(tb_node **out, const tb_builder_index *x, const tb_shape *s, tb_arena *a)
{
    tb_node *n = TB_NEW(a, tb_node, x->nodes);
    if (n == NULL)
        return false;
    for (size_t i = 0; i < x->nodes; i++) {
        n[i] = x->node[i];
        n[i].indicator = s->rank_of[n[i].indicator];
        if (n[i].parent >= 0)
            n[i].parent = (ptrdiff_t)s->rank_of[n[i].parent];
    }
    *out = n;
    return true;
}

/* The fact "n_ranked" of the country's total; -1 when nobody said it. The first of several
 * counts. */
int16_t tbi_builder_n_ranked(const tb_builder_index *x, int year)
{
    int64_t total = tbi_hash_map_get(&x->column, "TOTAL", 5, true);
    for (size_t i = 0; i < x->facts; i++) {
        const tb_fact *f = &x->fact[i];
        if (f->year == year && f->indicator == total && strcmp(f->kind, "n_ranked") == 0 &&
            strcmp(f->scope, "VN") == 0 && f->value >= 0 && f->value < INT16_MAX)
            return (int16_t)f->value;
    }
    return -1;
}
