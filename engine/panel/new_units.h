/* panel/new_units.h - which provinces became which unit: the map that a merged panel is made by. */
#ifndef TB_PANEL_NEW_UNITS_H
#define TB_PANEL_NEW_UNITS_H

#include "panel/panel_internal.h"

/* One unit that lasts, and the units that it took in (itself when it never changed). Rows are of
 * the units table of the panel that is merged. */
typedef struct tb_new_unit {
    /* part: rows that ended and name this unit as their successor; none when it never changed */
    size_t row, *part, parts;
} tb_new_unit;

typedef struct tb_new_units {
    /* without the units that ended: those are parts */
    tb_new_unit *unit; /* in ascending order of code */
    size_t units;
    /* the first year in which the new units hold; earlier figures are those of the parts */
    int first;
} tb_new_units;

/* Errors: TB_EDATA when no unit of the panel names a successor, TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_new_units_find(tb_new_units *out, const tb_panel *p, tb_arena *a,
                                           tb_err *err);

/* The table of the new units: their names, and of every name that ended the unit that has it now.
 * false: no memory. */
bool tbi_new_units_names(tb_unit_names *out, const tb_new_units *n, const tb_unit_names *old,
                         tb_arena *a);

/* The index with the new units as its axis. source: row of the source of computed cells. *nearest:
 * set to the first year whose means are weighted by the populations of another year, -1 when the
 * panel has no populations for some, else untouched. false: no memory. */
bool tbi_new_units_index(tb_index *out, const tb_index *x, const tb_new_units *n,
                         const tb_panel *old, int32_t source, int *nearest, tb_arena *a);

#endif
