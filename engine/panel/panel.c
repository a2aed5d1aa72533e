/* panel.c - looking things up in a panel that was opened. */
#include "messages/panel.h"
#include "base/error.h"
#include "base/refusals.h"
#include "base/years.h"
#include "panel/panel_internal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The path is copied: sentences name it long after the caller's text is gone. */
tb_panel *tbi_panel_blank(const char *path)
{
    tb_panel *p = tbi_calloc(1, sizeof *p);
    if (p == NULL)
        return NULL;
    p->path = tbi_arena_text(&p->own, path);
    if (p->path != NULL)
        return p;
    tb_panel_free(p);
    return NULL;
}

/* A merged panel owns the panel of its parts; one that borrows does not, though it points to
 * it. */
void tb_panel_free(tb_panel *p)
{
    if (p == NULL)
        return;
    if (!p->borrows)
        tb_panel_free(p->parts);
    tbi_arena_free(&p->own);
    free(p);
}

/* Rows, and not units: one unit may have a row for each of its names over the years. */
size_t tb_panel_units(const tb_panel *p)
{
    return p->unit_names.units;
}

const tb_unit *tb_panel_unit(const tb_panel *p, size_t i)
{
    return &p->unit_names.unit[i];
}

size_t tb_panel_sources(const tb_panel *p)
{
    return p->sources;
}

const tb_source *tb_panel_source(const tb_panel *p, size_t i)
{
    return &p->source[i];
}

size_t tb_panel_conflicts(const tb_panel *p)
{
    return p->conflicts;
}

const tb_conflict *tb_panel_conflict(const tb_panel *p, size_t i)
{
    return &p->conflict[i];
}

/* Those that were read; tb_panel_codes counts all that the file has. */
size_t tb_panel_indices(const tb_panel *p)
{
    return p->indices;
}

const tb_index *tb_panel_index_at(const tb_panel *p, size_t i)
{
    return &p->index[i];
}

/* Case does not count. NULL also for an index of the file that was not read. */
const tb_index *tb_panel_index(const tb_panel *p, const char *code)
{
    for (size_t i = 0; i < p->indices; i++)
        if (strcasecmp(p->index[i].code, code) == 0)
            return &p->index[i];
    return NULL;
}

size_t tb_panel_codes(const tb_panel *p)
{
    return p->codes;
}

const char *tb_panel_code(const tb_panel *p, size_t i)
{
    return p->code[i];
}

const char *tb_panel_path(const tb_panel *p)
{
    return p->path;
}

/* In hex. A panel from memory has zeros, since it has no bytes. */
const char *tb_panel_digest(const tb_panel *p)
{
    return p->digest;
}

/* Either way round. A walk: a country has a few hundred borders. */
bool tb_panel_neighbours(const tb_panel *p, const char *a, const char *b)
{
    for (size_t i = 0; i < p->neighbours; i++) {
        const char *const *pair = (const char *const *)p->neighbour[i];
        if ((strcmp(pair[0], a) == 0 && strcmp(pair[1], b) == 0) ||
            (strcmp(pair[0], b) == 0 && strcmp(pair[1], a) == 0))
            return true;
    }
    return false;
}

tb_status tb_panel_find_unit(size_t *row, const tb_panel *p, const char *name, int year,
                             tb_err *err)
{
    return tbi_unit_names_find(row, &p->unit_names, name, year, err);
}

/* The code exactly as in the table; NULL when it does not hold in the year. */
const tb_unit *tb_panel_unit_of(const tb_panel *p, const char *code, int year)
{
    ptrdiff_t row = tbi_unit_names_row(&p->unit_names, code, year);
    return row >= 0 ? &p->unit_names.unit[row] : NULL;
}

/* Compared by code: a unit has a row for each of its names over the years. */
tb_status tb_panel_same_unit(const tb_panel *p, size_t row, const char *name, int year, tb_err *err)
{
    size_t other = row;
    const tb_unit *u = tb_panel_unit(p, row);
    if (name[0] == '\0' || tbi_unit_names_find(&other, &p->unit_names, name, year, NULL) != TB_OK ||
        strcmp(tb_panel_unit(p, other)->code, u->code) == 0)
        return TB_OK;
    return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_TWO_UNITS, name, tb_panel_unit(p, other)->code,
                    u->name_vi, u->code);
}

ptrdiff_t tb_index_year(const tb_index *x, int year)
{
    return tbi_find_year(x->year, x->n_year, year);
}

/* By halves: the axis ascends by bytes (builder_fill.c), and a file in another order was
 * refused. */
ptrdiff_t tb_index_unit(const tb_index *x, const char *code)
{
    size_t lo = 0, hi = x->n_unit;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = strcmp(x->unit_code[mid], code);
        if (order == 0)
            return (ptrdiff_t)mid;
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return -1;
}

/* Case does not count. -1 for none. */
ptrdiff_t tb_index_indicator(const tb_index *x, const char *code)
{
    for (size_t c = 0; c < x->n_indicator; c++)
        if (strcasecmp(x->indicator[c].code, code) == 0)
            return (ptrdiff_t)c;
    return -1;
}

/* NULL: the scheme of that year does not have the column. Years of a code do not overlap, so
 * the first is the only one. */
const tb_node *tb_index_node(const tb_index *x, size_t column, int year)
{
    for (size_t i = 0; i < x->n_node; i++)
        if (x->node[i].indicator == column && x->node[i].first_year <= year &&
            year <= x->node[i].last_year)
            return &x->node[i];
    return NULL;
}

/* A row without a name has that of the newest one. */
const char *tb_index_name_vi(const tb_index *x, size_t column, int year)
{
    const tb_node *n = tb_index_node(x, column, year);
    return n != NULL && n->name_vi[0] != '\0' ? n->name_vi : x->indicator[column].name_vi;
}

const char *tb_index_name_en(const tb_index *x, size_t column, int year)
{
    const tb_node *n = tb_index_node(x, column, year);
    return n != NULL && n->name_en[0] != '\0' ? n->name_en : x->indicator[column].name_en;
}

/* NULL: no scheme is stated for the year. */
const tb_scheme *tb_index_scheme(const tb_index *x, int year)
{
    for (size_t i = 0; i < x->n_scheme; i++)
        if (x->scheme[i].first_year <= year && year <= x->scheme[i].last_year)
            return &x->scheme[i];
    return NULL;
}

/* The first of several with different labels. */
const tb_fact *tb_index_fact(const tb_index *x, int year, const char *scope, ptrdiff_t column,
                             const char *kind)
{
    for (size_t i = 0; i < x->n_fact; i++) {
        const tb_fact *f = &x->fact[i];
        if (f->year == year && f->indicator == column && strcmp(f->scope, scope) == 0 &&
            strcmp(f->kind, kind) == 0)
            return f;
    }
    return NULL;
}

/* The node in which this index repeats the total of another one, as a criterion on its own
 * scale; NULL in years in which it does not. */
const tb_node *tb_index_nested(const tb_index *x, const char *code, int year)
{
    for (size_t i = 0; i < x->n_node; i++) {
        const tb_node *n = &x->node[i];
        if (n->same_as != NULL && strcasecmp(n->same_as, code) == 0 && n->first_year <= year &&
            year <= n->last_year)
            return n;
    }
    return NULL;
}

/* The rule of the newest node of a column, since merging is about units of today; the
 * index's own where no node is about it. */
tb_merge tb_index_merge(const tb_index *x, size_t column)
{
    const tb_node *newest = NULL;
    for (size_t i = 0; i < x->n_node; i++)
        if (x->node[i].indicator == column &&
            (newest == NULL || x->node[i].first_year > newest->first_year))
            newest = &x->node[i];
    return newest != NULL ? newest->merge : x->merge;
}

/* The first index with a node whose figures weigh units that are taken together. */
const tb_index *tb_panel_population(const tb_panel *p, size_t *column)
{
    for (size_t i = 0; i < p->indices; i++)
        for (size_t n = 0; n < p->index[i].n_node; n++)
            if (p->index[i].node[n].merge == TB_MERGE_POPULATION) {
                *column = p->index[i].node[n].indicator;
                return &p->index[i];
            }
    return NULL;
}
