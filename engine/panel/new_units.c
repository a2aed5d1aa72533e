/* new_units.c - the units that last, their parts, and what the old names mean now. */
#include "panel/new_units.h"

#include "base/error.h"
#include "messages/panel.h"
#include "text/utf8.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* valid_to of a unit without an end, as the table of units has it */
enum { LASTS = 9999 };

typedef struct coded_unit {
    const char *code;
    size_t row;
} coded_unit;

/* By bytes, as every axis of units is ordered; units of one code in the order of their table. */
static int compare_by_code(const void *a, const void *b)
{
    const coded_unit *x = a, *y = b;
    int by = strcmp(x->code, y->code);
    return by != 0 ? by : (x->row > y->row) - (x->row < y->row);
}

/* The units that have ended, by the code of what they became. Returns how many. */
static size_t list_ended(coded_unit *ended, const tb_unit_names *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->units; i++)
        if (b->unit[i].valid_to < LASTS)
            ended[n++] = (coded_unit){ b->unit[i].successor, i };
    if (n > 0)
        qsort(ended, n, sizeof *ended, compare_by_code);
    return n;
}

/* Where those of `code` begin among ended [n], and how many there are. */
static size_t find_parts_of(size_t *first, const coded_unit *ended, size_t n, const char *code)
{
    size_t low = 0, end;
    for (size_t high = n; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(ended[middle].code, code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low; end < n && strcmp(ended[end].code, code) == 0; end++) {}
    *first = low;
    return end - low;
}

/* A unit lasts when its row has no end. `first` is the earliest year in which a unit that took in
 * others begins; without such a unit there is nothing to merge. */
tb_status tbi_new_units_find(tb_new_units *out, const tb_panel *p, tb_arena *a, tb_err *err)
{
    const tb_unit_names *b = &p->unit_names;
    tb_new_units n = { .unit = TB_NEW(a, tb_new_unit, b->units), .first = INT_MAX };
    coded_unit *order = TB_NEW(a, coded_unit, b->units);
    coded_unit *ended = TB_NEW(a, coded_unit, b->units);
    if (a->refused)
        return tbi_no_memory(err, "the new units");
    size_t all_ended = list_ended(ended, b);
    for (size_t i = 0; i < b->units; i++)
        if (b->unit[i].valid_to >= LASTS)
            order[n.units++] = (coded_unit){ b->unit[i].code, i };
    if (n.units > 0)
        qsort(order, n.units, sizeof *order, compare_by_code);
    for (size_t k = 0; k < n.units; k++) {
        tb_new_unit *u = &n.unit[k];
        u->row = order[k].row;
        size_t first;
        u->parts = find_parts_of(&first, ended, all_ended, order[k].code);
        u->part = TB_NEW(a, size_t, u->parts);
        if (u->part == NULL)
            return tbi_no_memory(err, "the new units");
        for (size_t m = 0; m < u->parts; m++)
            u->part[m] = ended[first + m].row;
        if (u->parts > 0 && b->unit[u->row].valid_from < n.first)
            n.first = b->unit[u->row].valid_from;
    }
    if (n.first == INT_MAX)
        return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_UNIT_MERGED_INTO_ANOTHER, p->path);
    *out = n;
    return TB_OK;
}

/* Whether a folded name is one of the units of the table. */
static bool is_spelling(const tb_unit_names *b, const char *folded)
{
    for (size_t i = 0; i < b->spellings; i++)
        if (strcmp(b->spelling[i].folded, folded) == 0)
            return true;
    return false;
}

/* A name or a code that ended, as a label that says whose it is now. */
static bool add_ended(tb_not_unit *list, size_t *n, const tb_unit_names *now, const char *label,
                      const char *use, tb_arena *a)
{
    const char *folded = tbi_utf8_fold(a, label);
    if (folded == NULL)
        return false;
    if (!is_spelling(now, folded) && tbi_unit_names_code(now, label, 0) < 0)
        list[(*n)++] = (tb_not_unit){ label, folded, NULL, use, "" };
    return true;
}

/* A unit is valid from the first year of its earliest part, so that it holds in years before the
 * merger. Names and codes that ended become labels with the code of the unit that took them in,
 * unless a unit that lasts has the name or the code as well. */
bool tbi_new_units_names(tb_unit_names *out, const tb_new_units *n, const tb_unit_names *old,
                         tb_arena *a)
{
    tb_unit *unit = TB_NEW(a, tb_unit, n->units);
    tb_spelling *spelling = TB_NEW(a, tb_spelling, old->spellings);
    tb_not_unit *gone = TB_NEW(a, tb_not_unit, old->not_units + old->spellings + old->units);
    size_t *now_at = TB_NEW(a, size_t, old->units);
    size_t spellings = 0;
    size_t not_units = old->not_units;
    if (a->refused)
        return false;
    for (size_t i = 0; i < old->units; i++)
        now_at[i] = SIZE_MAX;
    for (size_t k = 0; k < n->units; k++) {
        /* the row of the unit as it is now, with its present name */
        unit[k] = old->unit[n->unit[k].row];
        now_at[n->unit[k].row] = k;
        for (size_t m = 0; m < n->unit[k].parts; m++) {
            int from = old->unit[n->unit[k].part[m]].valid_from;
            if (from < unit[k].valid_from)
                /* the unit answers for its parts in the years before */
                unit[k].valid_from = from;
        }
    }
    for (size_t s = 0; s < old->spellings; s++)
        if (now_at[old->spelling[s].unit] != SIZE_MAX)
            spelling[spellings++] =
                (tb_spelling){ old->spelling[s].folded, (uint32_t)now_at[old->spelling[s].unit] };
    /* the labels are filled in behind: add_ended asks this table whether a name is still in
     * use */
    *out = (tb_unit_names){ unit, n->units, spelling, spellings, gone, 0, NULL };
    if (old->not_units > 0)
        memcpy(gone, old->not_unit, old->not_units * sizeof *gone);
    for (size_t s = 0; s < old->spellings; s++) {
        const tb_unit *u = &old->unit[old->spelling[s].unit];
        if (u->valid_to < LASTS && u->successor[0] != '\0' &&
            !add_ended(gone, &not_units, out, old->spelling[s].folded, u->successor, a))
            return false;
    }
    for (size_t i = 0; i < old->units; i++) {
        const tb_unit *u = &old->unit[i];
        if (u->valid_to < LASTS && u->successor[0] != '\0' &&
            !add_ended(gone, &not_units, out, u->code, u->successor, a))
            return false;
    }
    out->not_units = not_units;
    return tbi_unit_names_sort(out, a);
}
