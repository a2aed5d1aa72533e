/* lever/lever_figures.h - what the effect of a measure alone does in the draws of a goal. */
#ifndef TB_LEVER_LEVER_FIGURES_H
#define TB_LEVER_LEVER_FIGURES_H

#include "lever/lever.h"

/* One measure whose figures for one goal are wanted. */
typedef struct tb_lever_work {
    tb_lever_answer *a;
    const tb_lever_link *link;
    double *curve; /* [points] of the goal's grid */
    tb_status st;
    tb_err why;
} tb_lever_work;

/* The figures of measures that have an effect, work [n], for one goal; scratch [threads][draws].
 * Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_lever_figures(tb_lever_work *work, size_t n, tb_ask_state *c,
                                          const tb_goal_state *aim, double *scratch, int threads,
                                          tb_err *err);

#endif
