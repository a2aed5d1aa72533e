/* intervene/answer.h - from the draws of goals to their figures. */
#ifndef TB_INTERVENE_ANSWER_H
#define TB_INTERVENE_ANSWER_H

#include "intervene/aim.h"

/* Quantile q of n ascending numbers, between neighbours by interpolation (Hyndman and Fan 1996,
 * type 7); infinite ones stay infinite. NaN when n is 0. */
double tb_sorted_quantile(const double *sorted, size_t n, double q);

/* Fills the figures without measures of every goal that was drawn. */
TB_MUST_CHECK tb_status tb_case_answer(tb_case *c, tb_err *err);

/* Whether a draw meets all goals that can be answered (of alternatives: one). extra [goals]: points
 * on top of each, NULL = none. */
bool tb_case_joint_met(const tb_case *c, size_t draw, const double *extra);

/* Looking back: score, rank and whether each goal was met, from the figures of its year. */
TB_MUST_CHECK tb_status tb_case_outcome(tb_case *c, tb_err *err);

/* Sensitivity of the unit's place at the origin, one per index that a goal stands on. */
TB_MUST_CHECK tb_status tb_case_sensitivity(tb_rank_sensitivity **out, size_t *n, tb_case *c,
                                            tb_err *err);

/* Rivals that also reach: the ten units that most often stand between get the best quarter's
 * lasting change of the total on top. Sets the tracks' shifts. */
TB_MUST_CHECK tb_status tb_case_rivals_reach(tb_case *c, tb_err *err);

/* tb_intervene_run with what earlier questions of the same panel have worked out; shelf NULL =
 * nothing. */
struct tb_shelf;
TB_MUST_CHECK tb_status tb_intervene_from(tb_intervention **out, const tb_panel *p,
                                          const tb_ask *ask, const tb_intervene_opts *o,
                                          struct tb_shelf *shelf, tb_err *err);

/* The unit's own history in the indices of the goals, up to the origin, and the sources of its
 * figures. */
typedef struct tb_past {
    tb_history_row *row;
    size_t rows;
    const tb_source **source;
    size_t sources;
} tb_past;
TB_MUST_CHECK tb_status tb_case_past(tb_past *out, tb_case *c, tb_err *err);

#endif
