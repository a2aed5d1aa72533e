/* attain/curve.h - the probability of every place, and of every goal, against points added. */
#ifndef TB_ATTAIN_CURVE_H
#define TB_ATTAIN_CURVE_H

#include "attain/curve_needs.h"
#include "attain/goal_state.h"

/* P(rank <= r | points added) for every rank and added points on a common grid, one curve for
 * each index and year that a goal stands on. */
typedef struct tb_curves {
    tb_rank_curve *curve;
    tb_curve_needs **needs; /* [n] of each, in the joint's draws as they came */
    size_t n;
    double *
        *gap; /* [goals][kept] points that each goal lacks in draws kept for all goals together */
    size_t kept;
} tb_curves;

/* Before goals are drawn (tbi_ask_draw), which notes what the curves need. One an index and year
 * that a goal is on. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_ask_curves_start(tb_curves *out, tb_ask_state *c, tb_err *err);

/* From what was drawn; fills the curves of the goals too. To be asked before indices are joined or
 * after. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_ask_curves(tb_curves *out, tb_ask_state *c, tb_err *err);

#endif
