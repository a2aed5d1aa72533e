/* known_panel.c - a panel and what its caller knows besides: a score, a place or a group that
 * stands in no package. The figures look like published ones, with a source of their own; whether
 * they agree with the panel is not asked here.
 */
#include "panel/panel_internal.h"

#include "base/error.h"
#include "messages/one_language.h"
#include "messages/panel.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Rows that are added to the sources: what the caller says, what the words of a goal say. */
enum { FROM_CALLER, FROM_GOAL, SOURCES_ADDED };

/* The sources of the panel keep their rows, so cells need no renumbering. */
static bool add_sources(tb_panel *m, const tb_panel *p)
{
    m->sources = p->sources + SOURCES_ADDED;
    m->source = TB_NEW(&m->own, tb_source, m->sources);
    if (m->source == NULL)
        return false;
    if (p->sources > 0)
        memcpy(m->source, p->source, p->sources * sizeof *m->source);
    m->source[p->sources + FROM_CALLER] = (tb_source){
        .id = "KNOWN",
        .publisher = "",
        .title = TB_EN(TB_MSG_PANEL_FROM_CALLER) " (" TB_VI(TB_MSG_PANEL_FROM_CALLER) ")",
        .published = "",
        .url = "",
    };
    m->source[p->sources + FROM_GOAL] = (tb_source){
        .id = "GOAL",
        .publisher = "",
        .title = TB_EN(TB_MSG_PANEL_FROM_GOAL) " (" TB_VI(TB_MSG_PANEL_FROM_GOAL) ")",
        .published = "",
        .url = "",
    };
    return true;
}

/* A copy of [rows][size bytes] with one row more at `at`, filled with the byte `blank`. NULL: no
 * memory. */
static void *copy_with_gap(tb_arena *a, const void *from, size_t rows, size_t size, size_t at,
                           int blank)
{
    unsigned char *to = tbi_arena_alloc(a, rows + 1, size);
    if (to == NULL || from == NULL)
        return to;
    memcpy(to, from, at * size);
    memset(to + at * size, blank, size);
    memcpy(to + (at + 1) * size, (const unsigned char *)from + at * size, (rows - at) * size);
    return to;
}

/* A year that the index does not have yet, without any figure. */
static bool insert_year(tb_index *x, int year, tb_arena *a)
{
    size_t at = 0, cells = x->n_unit * x->n_indicator, n = x->n_year;
    /* years ascend, so the gap lies before the first later one */
    while (at < n && x->year[at] < year)
        at++;
    int *years = copy_with_gap(a, x->year, n, sizeof *years, at, 0);
    double *value = copy_with_gap(a, x->value, n, cells * sizeof *value, at, 0);
    int16_t *rank = copy_with_gap(a, x->rank, n, cells * sizeof *rank, at, 0xff);
    uint8_t *status = copy_with_gap(a, x->status, n, cells, at, TB_CELL_NOT_HERE);
    int32_t *source = copy_with_gap(a, x->source, n, cells * sizeof *source, at, 0xff);
    int16_t *ranked = copy_with_gap(a, x->n_ranked, n, sizeof *ranked, at, 0xff);
    if (a->refused)
        return false;
    /* blanks: 0xff in every byte is -1, the mark of "no place" and "no source" */
    years[at] = year;
    for (size_t k = 0; k < cells; k++) {
        value[at * cells + k] = NAN;
        if (tb_index_node(x, k % x->n_indicator, year) == NULL && x->n_node > 0)
            /* a node that the scheme of that year does not have cannot be missing */
            status[at * cells + k] = TB_CELL_NO_SCHEME;
    }
    /* only files with ranks have these two */
    if (x->rank_status != NULL) {
        x->rank_status = copy_with_gap(a, x->rank_status, n, cells, at, TB_CELL_NOT_HERE);
        x->rank_source = copy_with_gap(a, x->rank_source, n, cells * sizeof(int32_t), at, 0xff);
        if (a->refused)
            return false;
    }
    x->year = years;
    x->value = value;
    x->rank = rank;
    x->status = status;
    x->source = source;
    x->n_ranked = ranked;
    x->n_year++;
    return true;
}

/* A score goes into its cell: the tables are copied before the first one. */
static bool put_score(tb_index *x, size_t cell, double score, int32_t source, tb_arena *a)
{
    size_t cells = x->n_year * x->n_unit * x->n_indicator;
    double *value = TB_NEW(a, double, cells);
    uint8_t *status = TB_NEW(a, uint8_t, cells);
    int32_t *from = TB_NEW(a, int32_t, cells);
    if (a->refused)
        return false;
    memcpy(value, x->value, cells * sizeof *value);
    memcpy(status, x->status, cells * sizeof *status);
    memcpy(from, x->source, cells * sizeof *from);
    value[cell] = score;
    status[cell] = TB_CELL_PUBLISHED;
    from[cell] = source;
    x->value = value;
    x->status = status;
    x->source = from;
    return true;
}

/* Places and groups are facts about a unit, as a text would tell them. */
static bool put_fact(tb_index *x, const tb_known_figure *k, const char *unit, size_t column,
                     int32_t source, tb_arena *a)
{
    tb_fact *fact = TB_NEW(a, tb_fact, x->n_fact + 1);
    const char *text =
        k->group != NULL ? tbi_arena_text(a, k->group) : tbi_arena_printf(a, "%d", k->rank);
    if (a->refused)
        return false;
    if (x->n_fact > 0)
        memcpy(fact, x->fact, x->n_fact * sizeof *fact);
    fact[x->n_fact++] = (tb_fact){
        .year = k->year,
        .scope = unit,
        .indicator = (ptrdiff_t)column,
        .indicator_code = x->indicator[column].code,
        .kind = k->group != NULL ? "group" : "rank",
        .label = "",
        .text = text,
        .value = k->group != NULL ? (double)NAN : (double)k->rank,
        .tolerance = 0,
        .basis = "published",
        .source = source,
    };
    x->fact = fact;
    return true;
}

/* A unit must be on the axis of the index; a year need not be. */
static tb_status put_known(tb_panel *m, const tb_known_figure *k, int32_t first_source, tb_err *err)
{
    const tb_index *found = NULL;
    size_t column = 0;
    tb_status st = tb_panel_find_indicator(&found, &column, m, k->index, err);
    if (st != TB_OK)
        return st;
    tb_index *x = &m->index[found - m->index];
    ptrdiff_t unit = tb_index_unit(x, k->unit);
    if (unit < 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_KNOWN_UNIT, x->code, k->unit);
    if (tb_index_year(x, k->year) < 0 && !insert_year(x, k->year, &m->own))
        return tbi_no_memory(err, "the figures known besides the panel");
    size_t t = (size_t)tb_index_year(x, k->year);
    int32_t source = first_source + (k->in_goal ? FROM_GOAL : FROM_CALLER);
    bool fine = k->group != NULL || k->rank > 0
                    ? put_fact(x, k, x->unit_code[unit], column, source, &m->own)
                    : put_score(x, (t * x->n_unit + (size_t)unit) * x->n_indicator + column,
                                k->score, source, &m->own);
    return fine ? TB_OK : tbi_no_memory(err, "the figures known besides the panel");
}

/* All but the indices and the sources is the other panel's, which must live as long. A copy of an
 * index is made member by member, as figures are put in. */
tb_status tb_panel_with(tb_panel **out, const tb_panel *p, const tb_known_figure *known, size_t n,
                        tb_err *err)
{
    *out = NULL;
    tb_panel *m = tbi_panel_blank(p->path);
    if (m == NULL)
        return tbi_no_memory(err, "the figures known besides the panel");
    tb_arena own = m->own;
    const char *path = m->path;
    *m = *p; /* all else is borrowed */
    m->own = own;
    m->path = path;
    m->borrows = true;
    m->index = TB_NEW(&m->own, tb_index, p->indices);
    tb_status st = m->index != NULL && add_sources(m, p)
                       ? TB_OK
                       : tbi_no_memory(err, "the figures known besides the panel");
    if (st == TB_OK && p->indices > 0)
        memcpy(m->index, p->index, p->indices * sizeof *m->index);
    for (size_t i = 0; i < n && st == TB_OK; i++)
        st = put_known(m, &known[i], (int32_t)p->sources, err);
    if (st != TB_OK) {
        tb_panel_free(m);
        return st;
    }
    *out = m;
    return TB_OK;
}
