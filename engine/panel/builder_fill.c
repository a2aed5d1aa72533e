/* builder_fill.c - the finished tables of a draft: axes in order, and for every cell why it is empty.
 * */
#include "base/error.h"
#include "panel/builder.h"
#include "panel/panel_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* units that are transposed together */
enum { BLOCK = 16 };

static bool holds(const tb_node *n, int year)
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

typedef struct ranked_code {
    const char *text;
    size_t at;
} ranked_code;

static int compare_by_text(const void *a, const void *b)
{
    return strcmp(((const ranked_code *)a)->text, ((const ranked_code *)b)->text);
}

/* absent [years][units]: the units table knows the code, and no row of it holds in that year. */
static bool mark_absent(tb_shape *s, const tb_builder *d, tb_arena *a)
{
    size_t *place = TB_NEW(a, size_t, d->codes);
    s->absent = TB_NEW(a, bool, (s->years * s->units));
    if (place == NULL || s->absent == NULL)
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
    if (s.year == NULL || s.code == NULL || s.column == NULL || s.rank_of == NULL ||
        order == NULL || chosen == NULL)
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

/* The parent of a draft column in a year; -1 for none. */
static ptrdiff_t find_parent(const tb_builder_index *x, size_t column, int year)
{
    for (size_t i = 0; i < x->nodes; i++)
        if (x->node[i].indicator == column && holds(&x->node[i], year))
            return x->node[i].parent;
    return -1;
}

/* What a whole column of a year is: missing cells of it are not there, or never were. */
static uint8_t find_status(const tb_builder_index *x, size_t column, int year)
{
    bool any = false;
    for (size_t i = 0; i < x->nodes; i++) {
        if (x->node[i].indicator != column)
            continue;
        any = true;
        if (holds(&x->node[i], year))
            return TB_CELL_NOT_HERE;
    }
    return any ? TB_CELL_NO_SCHEME : TB_CELL_NOT_HERE;
}

/* The year of one fact "withheld": its node, what of its parts is missing, and the nodes above
 * those that cannot be summed then. */
static void withhold(uint8_t *row, unsigned char *gone, const tb_builder_index *x,
                     const tb_shape *s, size_t column, int year)
{
    memset(gone, 0, s->columns);
    for (size_t c = 0; c < s->columns; c++) {
        if (row[c] != TB_CELL_NOT_HERE)
            continue;
        bool below = s->column[c] == column, leaf = true;
        ptrdiff_t up = (ptrdiff_t)s->column[c];
        for (size_t depth = 0; up >= 0 && !below && depth < s->columns; depth++) {
            up = find_parent(x, (size_t)up, year);
            below = up == (ptrdiff_t)column;
        }
        for (size_t k = 0; k < s->columns && leaf; k++)
            leaf = find_parent(x, s->column[k], year) != (ptrdiff_t)s->column[c];
        gone[c] = below && (leaf || s->column[c] == column);
    }
    for (bool moved = true; moved;) {
        moved = false;
        for (size_t c = 0; c < s->columns; c++) {
            ptrdiff_t up = gone[c] ? find_parent(x, s->column[c], year) : -1;
            if (up < 0)
                continue;
            size_t at = s->rank_of[up];
            if (gone[at] || row[at] != TB_CELL_NOT_HERE)
                continue;
            gone[at] = 1;
            moved = true;
        }
    }
    for (size_t c = 0; c < s->columns; c++)
        if (gone[c])
            row[c] = TB_CELL_WITHHELD;
}

/* Facts "withheld" of one year. status [units][columns], scratch [columns] overwritten. A value of
 * 0 says that nothing was. */
static void mark_withheld(uint8_t *status, unsigned char *scratch, const tb_builder *d,
                          const tb_builder_index *x, const tb_shape *s, int year)
{
    for (size_t i = 0; i < x->facts; i++) {
        const tb_fact *f = &x->fact[i];
        if (f->year != year || f->indicator < 0 || strcmp(f->kind, "withheld") != 0 ||
            f->value == 0)
            continue;
        for (size_t u = 0; u < s->units; u++)
            if (strcmp(d->code[s->code[u]], f->scope) == 0)
                withhold(status + u * s->columns, scratch, x, s, (size_t)f->indicator, year);
    }
}

bool tbi_builder_has_ranks(const tb_builder_index *x)
{
    for (size_t t = 0; t < TB_YEAR_COUNT; t++)
        if (x->slab[t] != NULL && x->slab[t]->rank != NULL)
            return true;
    return false;
}

/* One cell: what is known of it, or what a missing figure of its column means. */
static void fill_cell(const tb_year_tables *out, size_t to, const tb_slab *slab, size_t from,
                      uint8_t missing)
{
    bool known = slab != NULL && TB_MARK_IS(slab->mark[from]);
    bool ranked = slab != NULL && slab->rank != NULL && TB_MARK_IS(slab->rank_mark[from]);
    out->value[to] = known ? slab->value[from] : (double)NAN;
    out->rank[to] = ranked ? slab->rank[from] : -1;
    out->source[to] = known ? slab->source[from] : ranked ? slab->rank_source[from] : -1;
    out->status[to] = !known                              ? missing
                      : TB_MARK_DERIVED(slab->mark[from]) ? TB_CELL_DERIVED
                                                          : TB_CELL_PUBLISHED;
    if (out->rank_source != NULL)
        out->rank_source[to] = ranked ? slab->rank_source[from] : -1;
    if (out->rank_status != NULL)
        out->rank_status[to] = !ranked                                  ? missing
                               : TB_MARK_DERIVED(slab->rank_mark[from]) ? TB_CELL_DERIVED
                                                                        : TB_CELL_PUBLISHED;
}

void tbi_builder_fill(const tb_year_tables *out, const tb_builder *d, const tb_builder_index *x,
                      const tb_shape *s, size_t year_at)
{
    int year = s->year[year_at];
    const tb_slab *slab = x->slab[year - TB_YEAR_FIRST];
    for (size_t c = 0; c < s->columns; c++)
        out->scratch[c] = find_status(x, s->column[c], year);
    /* the draft stands by columns, the table by units: in blocks, so that a line of the cache is
     * used whole */
    for (size_t first = 0; first < s->units; first += BLOCK)
        for (size_t c = 0; c < s->columns; c++)
            for (size_t u = first; u < s->units && u < first + BLOCK; u++) {
                size_t column = s->column[c], code = s->code[u];
                bool there = !s->absent[year_at * s->units + u];
                bool inside = slab != NULL && column < slab->indicators && code < slab->units;
                fill_cell(out, u * s->columns + c, inside ? slab : NULL,
                          inside ? tb_slab_at(slab, column, code) : 0,
                          there ? out->scratch[c] : TB_CELL_NO_SCHEME);
            }
    mark_withheld(out->status, out->scratch, d, x, s, year);
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
