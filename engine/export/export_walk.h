/* export/export_walk.h - the figures of a panel one after the other, in the order in which every
 * form of export writes them. */
#ifndef TB_EXPORT_EXPORT_WALK_H
#define TB_EXPORT_EXPORT_WALK_H

#include "base/arena.h"

#include <tangbac/panel.h>

typedef struct tb_export_row {
    const tb_index *index;
    /* of the code: "RANK" alone, "D1" with "", "_RANK" or "_PCT" behind */
    const char *indicator, *suffix;
    size_t column; /* of the index */
    int year;
    const char *unit;   /* its code */
    const tb_unit *who; /* its row of the units table, NULL for none */
    double value;
    const char *source; /* its id, "" for none */
    tb_cell basis;      /* published, derived or computed */
} tb_export_row;

typedef struct tb_export_walk {
    const tb_panel *panel;
    const char *only; /* code of an index, NULL = all */
    /* where the walk is: index of the panel, cell of its tables, then its facts */
    size_t index, cell, fact;
    bool rank; /* the rank of the cell is next */
    const tb_unit *who;
    const char *code; /* who that is, and in which year */
    int year;
} tb_export_walk;

/* TB_EDATA, with the nearest names, when `only` is no index of the panel. */
TB_MUST_CHECK tb_status tbi_export_start(tb_export_walk *w, const tb_panel *p, const char *only,
                                         tb_err *err);
/* false: that was all. */
bool tbi_export_next(tb_export_walk *w, tb_export_row *row);
/* How many rows a walk that has been started will give. */
size_t tbi_export_count(const tb_export_walk *w);

/* The code with what stands behind it, in the arena where need be; "" when there is no memory. */
const char *tbi_export_code(const tb_export_row *row, tb_arena *a);
const char *tbi_export_basis(tb_cell basis);

#endif
