/* complete/rank_order.h - the order of a year's table: which units may change places with one
 * another, and between which scores each may move.
 *
 * Units with a published place and scores that a count is known of are edges; between two edges
 * lies a gap with a number of slots that never changes. The other units sit in the gaps, in no
 * order within one. A unit moves in its gap or trades its slot, so every place and count holds
 * whatever the chain does.
 */
#ifndef TB_COMPLETE_RANK_ORDER_H
#define TB_COMPLETE_RANK_ORDER_H

#include "complete/table_facts.h"

enum { TB_NO_SLOT = UINT16_MAX };

/* Gap g lies between edge g (above) and edge g + 1 (below). Memory is the arena's.
 * Invariant of every move: first[g + 1] - first[g] units sit in gap g, and every unit of the gap
 * has a score between the edges of the gap. */
typedef struct tb_rank_order {
    size_t n_gap;
    /* [n_gap + 1] scores; infinite at an open end, NaN for a limit between places whose score
     * nobody knows */
    double *edge;
    double *place;     /* [n_gap + 1] 0-based, halves between two */
    uint16_t *edge_of; /* [n_unit] of a unit with a place, else TB_NO_SLOT */
    uint16_t *gap_of;  /* [n_unit] of the other units of the table, else TB_NO_SLOT */
    uint16_t *slot;    /* [n_unit] position in member */
    uint16_t *member;  /* [slots] units, gap by gap */
    uint16_t *first;   /* [n_gap + 1] first slot of a gap */
} tb_rank_order;

/* The open interval in which a score may lie. */
typedef struct tb_score_interval {
    double low, high;
} tb_score_interval;

/* at [n_in]: the unit at each place of a table that agrees with the facts; at_extreme [n_unit] as
 * tbi_constraints_start gives it. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_rank_order_make(tb_rank_order *out, const tb_table_year *y,
                                            size_t n_unit, const ptrdiff_t *at, const double *score,
                                            size_t stride, const unsigned char *at_extreme,
                                            tb_arena *a, tb_err *err);

/* How far a unit's score may move so that all places and counts stay; score of unit k at score[k *
 * stride]. */
tb_score_interval tbi_rank_order_slots(const tb_rank_order *o, const tb_table_year *y,
                                       const double *score, size_t stride, size_t unit);

/* The nearest score above (below) an edge: of the units between it and the next edge, else that
 * edge. */
double tbi_rank_order_above(const tb_rank_order *o, const double *score, size_t stride, size_t of);
double tbi_rank_order_below(const tb_rank_order *o, const double *score, size_t stride, size_t of);

/* What bounds a gap above and below. */
double tbi_rank_order_top(const tb_rank_order *o, const double *score, size_t stride, size_t gap);
double tbi_rank_order_bottom(const tb_rank_order *o, const double *score, size_t stride,
                             size_t gap);

/* Whether a unit's group lets it sit in a gap. */
bool tbi_rank_order_allows(const tb_rank_order *o, const tb_table_year *y, size_t unit, size_t gap);

/* Two units without places trade slots. */
void tbi_rank_order_swap(tb_rank_order *o, size_t i, size_t k);

#endif
