/* complete/order.h - the order of a year's table: which units may change places with one another,
 * and between which scores each may move.
 *
 * Units with a published place and scores that a count is known of are edges; between two edges
 * lies a gap with a number of seats that never changes. The other units sit in the gaps, in no
 * order within one. A unit moves in its gap or trades its seat, so every place and count holds
 * whatever the chain does.
 */
#ifndef TB_COMPLETE_ORDER_H
#define TB_COMPLETE_ORDER_H

#include "complete/facts.h"

enum { TB_NO_SEAT = UINT16_MAX };

/* Gap g lies between edge g (above) and edge g + 1 (below). Memory is the arena's. */
typedef struct tb_order {
    size_t n_gap;
    /* [n_gap + 1] scores; infinite at an open end, NaN for a limit between places whose score
     * nobody knows */
    double *edge;
    double *place;     /* [n_gap + 1] 0-based, halves between two */
    uint16_t *edge_of; /* [n_unit] of a unit with a place, else TB_NO_SEAT */
    uint16_t *gap_of;  /* [n_unit] of the other units of the table, else TB_NO_SEAT */
    uint16_t *seat;    /* [n_unit] position in member */
    uint16_t *member;  /* [seats] units, gap by gap */
    uint16_t *first;   /* [n_gap + 1] first seat of a gap */
} tb_order;

typedef struct tb_room {
    double low, high;
} tb_room;

/* at [n_in]: the unit at each place of a table that agrees with the facts; slot [n_unit] as
 * tb_facts_start gives it. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tb_order_make(tb_order *out, const tb_table_year *y, size_t n_unit,
                                      const ptrdiff_t *at, const double *score, size_t stride,
                                      const unsigned char *slot, tb_arena *a, tb_err *err);

/* How far a unit's score may move so that all places and counts stay; score of unit k at score[k *
 * stride]. */
tb_room tb_order_room(const tb_order *o, const tb_table_year *y, const double *score, size_t stride,
                      size_t unit);

/* The nearest score above (below) an edge: of the units between it and the next edge, else that
 * edge. */
double tb_order_above(const tb_order *o, const double *score, size_t stride, size_t of);
double tb_order_below(const tb_order *o, const double *score, size_t stride, size_t of);

/* What bounds a gap above and below. */
double tb_order_top(const tb_order *o, const double *score, size_t stride, size_t gap);
double tb_order_bottom(const tb_order *o, const double *score, size_t stride, size_t gap);

/* Whether a unit's group lets it sit in a gap. */
bool tb_order_allows(const tb_order *o, const tb_table_year *y, size_t unit, size_t gap);

/* Two units without places trade seats. */
void tb_order_swap(tb_order *o, size_t i, size_t k);

#endif
