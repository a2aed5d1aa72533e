/* attain/gap.h - the points that a unit lacks to its goal in one draw. Pure: no memory, no
 * panel, no randomness. */
#ifndef TB_ATTAIN_GAP_H
#define TB_ATTAIN_GAP_H

#include "attain/index_draws.h"

/* Scratch of one thread: [units] each. */
typedef struct tb_gap_scratch {
    double *a, *b, *c, *d;
    /* [64] ranks of the units in the goal's year of the draw at hand, largest score first, 0 =
     * none; NULL = not worked out */
    const uint8_t *row;
} tb_gap_scratch;

/* Whether met; the values are those of the flags kept for each draw. */
typedef enum tb_gap_met { TB_GAP_MISSED = 0, TB_GAP_MET = 1, TB_GAP_NONE = 2 } tb_gap_met;

/* What one draw says about a goal. score [years][units] of the track; frozen [units] or NULL. gap,
 * rank, own of the goal's year; a goal whose base the draw withholds, or a unit withheld in the
 * goal's year, has an infinite gap. */
typedef struct tb_gap_draw {
    double gap, own;
    /* with the signal frozen; NONE when there is no such year or the goal is a path */
    tb_gap_met noise;
    tb_gap_met best; /* the stronger end; NONE when the goal has none */
    /* base: of the year that the goal is measured against, as known or drawn; 0 and NaN when it is
     * not */
    int rank, base_rank;
    double base_score;
    double need; /* the score that would do; -INFINITY any, INFINITY none */
    bool past_first;
} tb_gap_draw;
void tbi_gap_of(tb_gap_draw *out, const tb_goal_state *aim, const double *score,
                const double *frozen, bool same_scheme, size_t units, tb_gap_scratch *s);

#endif
