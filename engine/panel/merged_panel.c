/* merged_panel.c - the panel of the new units around the panel of their parts. */
#include "panel/new_units.h"

#include "base/error.h"
#include "messages/panel.h"

#include <stdlib.h>
#include <string.h>

/* The sources of the old panel keep their rows, and the source of computed cells comes behind
 * them. */
static bool copy_source(tb_panel *m, const tb_panel *p)
{
    m->sources = p->sources + 1;
    m->source = TB_NEW(&m->own, tb_source, m->sources);
    if (m->source == NULL)
        return false;
    if (p->sources > 0)
        memcpy(m->source, p->source, p->sources * sizeof *m->source);
    m->source[p->sources] = (tb_source){
        "COMPUTED_PARTS",
        "tangbac",
        "computed: population-weighted mean of the unit's parts (population: their sum)",
        "",
        "",
        0
    };
    return true;
}

/* The unit that has a code now. */
static const char *find_current_name(const tb_panel *p, const char *code)
{
    ptrdiff_t row = -1;
    for (size_t i = 0; i < p->unit_names.units && row < 0; i++)
        if (strcmp(p->unit_names.unit[i].code, code) == 0 &&
            p->unit_names.unit[i].successor[0] != '\0')
            row = (ptrdiff_t)i;
    return row >= 0 ? p->unit_names.unit[row].successor : code;
}

/* Borders between parts of one unit are gone. The same border may stand several times, once for
 * each pair of parts that shares it. */
static bool merge_borders(tb_panel *m, const tb_panel *p)
{
    m->neighbour = tbi_arena_alloc(&m->own, p->neighbours, sizeof *m->neighbour);
    if (m->neighbour == NULL)
        return false;
    for (size_t i = 0; i < p->neighbours; i++) {
        const char *a = find_current_name(p, p->neighbour[i][0]);
        const char *b = find_current_name(p, p->neighbour[i][1]);
        if (strcmp(a, b) == 0)
            continue;
        m->neighbour[m->neighbours][0] = a;
        m->neighbour[m->neighbours++][1] = b;
    }
    return true;
}

/* A conflict about a figure of an old unit has no cell to belong to before the merger. */
static bool copy_conflicts(tb_panel *m, const tb_panel *p)
{
    m->conflict = TB_NEW(&m->own, tb_conflict, p->conflicts);
    if (m->conflict == NULL)
        return false;
    for (size_t i = 0; i < p->conflicts; i++)
        if (p->conflict[i].year >= m->merged_from || strcmp(p->conflict[i].unit, "VN") == 0)
            m->conflict[m->conflicts++] = p->conflict[i];
    return true;
}

/* nearest: as tbi_new_units_index leaves it after all indices. Texts are in the panel's arena. */
static bool add_merger_notices(tb_panel *m, int nearest)
{
    tb_arena *a = &m->own;
    size_t n = m->unit_names.units;
    int year = m->merged_from;
    const char *text = NULL;
    const char *vi = NULL;
    if (!tbi_arena_pair(a, &text, &vi, TB_MSG_PANEL_MERGED, n, year, year, n))
        return false;
    if (!tbi_notice_add(&m->notices, a, "merged-units", text, vi))
        return false;
    if (nearest == 0)
        return true;
    if (nearest < 0)
        return tbi_notice_add(&m->notices, a, "no-population", TB_MSG_PANEL_NO_POPULATION);
    return tbi_arena_pair(a, &text, &vi, TB_MSG_PANEL_NEAREST_POPULATION, nearest) &&
           tbi_notice_add(&m->notices, a, "nearest-population", text, vi);
}

/* The merged panel borrows from p whatever does not change, so p must live as long; tb_panel_merge
 * sees to that. */
static tb_status make_merged(tb_panel *m, const tb_panel *p, tb_arena *scratch, tb_err *err)
{
    tb_new_units n;
    int nearest = 0;
    tb_status st = tbi_new_units_find(&n, p, scratch, err);
    if (st != TB_OK)
        return st;
    m->merged_from = n.first;
    memcpy(m->digest, p->digest, sizeof m->digest);
    m->code = p->code;
    m->codes = p->codes;
    m->indices = p->indices;
    m->index = TB_NEW(&m->own, tb_index, p->indices);
    bool fine = m->index != NULL &&
                tbi_new_units_names(&m->unit_names, &n, &p->unit_names, &m->own) &&
                copy_source(m, p) && merge_borders(m, p) && copy_conflicts(m, p);
    for (size_t i = 0; fine && i < p->indices; i++)
        fine = tbi_new_units_index(&m->index[i], &p->index[i], &n, p, (int32_t)p->sources, &nearest,
                                   &m->own);
    return fine && add_merger_notices(m, nearest) ? TB_OK : tbi_no_memory(err, "the new units");
}

/* *p is replaced by the merged panel, which owns the old one; untouched on failure. */
tb_status tb_panel_merge(tb_panel **p, tb_err *err)
{
    if ((*p)->parts != NULL)
        return tbi_fail(err, TB_EARG, TB_MSG_PANEL_MERGED_ALREADY, (*p)->path);
    tb_arena scratch = { 0 };
    tb_panel *m = tbi_panel_blank((*p)->path);
    if (m == NULL)
        return tbi_no_memory(err, "the new units");
    tb_status st = make_merged(m, *p, &scratch, err);
    tbi_arena_free(&scratch);
    if (st != TB_OK) {
        tb_panel_free(m);
        return st;
    }
    m->parts = *p;
    *p = m;
    return TB_OK;
}

/* NULL of a panel that is not merged. */
const tb_panel *tb_panel_unmerged(const tb_panel *p)
{
    return p->parts;
}

/* A panel that is not merged says what it would be merged from; 0 when no unit has a successor. */
int tb_panel_merged_from(const tb_panel *p)
{
    if (p->parts != NULL)
        return p->merged_from;
    tb_arena scratch = { 0 };
    tb_new_units n;
    int first = tbi_new_units_find(&n, p, &scratch, NULL) == TB_OK ? n.first : 0;
    tbi_arena_free(&scratch);
    return first;
}

/* Counts on beyond `room`, so that a caller can ask for the number first. */
size_t tb_panel_parts(size_t *row, size_t room, const tb_panel *p, const char *code, int year)
{
    size_t n = 0;
    if (p->parts == NULL || year >= p->merged_from)
        return 0;
    for (size_t i = 0; i < p->parts->unit_names.units; i++) {
        const tb_unit *u = &p->parts->unit_names.unit[i];
        if (strcmp(u->successor, code) != 0 || !tb_unit_holds(u, year))
            continue;
        if (n < room)
            row[n] = i;
        n++;
    }
    return n;
}

/* What was said when the units were merged (populations of another year, say). */
tb_notices tb_panel_notices(const tb_panel *p)
{
    return tbi_notice_view(&p->notices);
}
