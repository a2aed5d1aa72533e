/* panel/unit_names.h - whom does a name mean? The units with all their spellings, years, and the
 * labels that look like a unit and are none. */
#ifndef TB_PANEL_UNIT_NAMES_H
#define TB_PANEL_UNIT_NAMES_H

#include "base/arena.h"

#include <tangbac/panel.h>

/* One way to write a unit; folded as tbi_utf8_fold does. */
typedef struct tb_spelling {
    const char *folded;
    uint32_t unit; /* row of the units */
} tb_spelling;

/* A label that is no unit. use: the code of the unit that it belongs to, or ""; what is NULL for a
 * unit that ended. */
typedef struct tb_not_unit {
    const char *label, *folded, *what, *use, *note;
} tb_not_unit;

typedef struct tb_unit_names {
    const tb_unit *unit;
    size_t units;
    const tb_spelling *spelling; /* names, aliases; not the codes */
    size_t spellings;
    const tb_not_unit *not_unit;
    size_t not_units;
    /* [units] rows by code, rows of one code as in the table; NULL while units are still added */
    const uint32_t *by_code;
} tb_unit_names;

/* Makes by_code. false: no memory. */
bool tbi_unit_names_sort(tb_unit_names *b, tb_arena *a);

/* The row with exactly this code that holds in a year (0: the first row with it); -1: none. */
ptrdiff_t tbi_unit_names_row(const tb_unit_names *b, const char *code, int year);

/* The same of a code as people write it: "1" means "01"
 * too: spreadsheets eat the zero. */
ptrdiff_t tbi_unit_names_code(const tb_unit_names *b, const char *code, int year);

/* See tb_panel_find_unit. TB_EDATA with what it is, or the three nearest names. */
TB_MUST_CHECK tb_status tbi_unit_names_find(size_t *row, const tb_unit_names *b, const char *name,
                                            int year, tb_err *err);

#endif
