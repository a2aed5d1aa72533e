/* attain/summary.h - from the draws of goals to their figures. */
#ifndef TB_ATTAIN_SUMMARY_H
#define TB_ATTAIN_SUMMARY_H

#include "attain/goal_state.h"

/* Fills the figures without measures of every goal that was drawn. */
TB_MUST_CHECK tb_status tbi_ask_answer(tb_ask_state *c, tb_err *err);

/* In how many draws all goals that can be answered are met (of alternatives: one, or so many), and
 * without [goals] (NULL: not asked) how many there would be if that goal were, which stands alone.
 */
void tbi_ask_joint_count(size_t *met, size_t *without, const tb_ask_state *c);

/* The gaps of every goal in order, for what is told by shares of them: once they stand. */
TB_MUST_CHECK tb_status tbi_ask_sort_gaps(tb_ask_state *c, tb_err *err);

/* Looking back: score, rank and whether each goal was met, from the figures of its year. */
TB_MUST_CHECK tb_status tbi_ask_outcome(tb_ask_state *c, tb_err *err);

/* Sensitivity of the unit's place at the origin, one per index that a goal stands on. */
TB_MUST_CHECK tb_status tbi_ask_sensitivity(tb_rank_sensitivity **out, size_t *n, tb_ask_state *c,
                                            tb_err *err);

/* Rivals that also reach: the ten units that most often stand between get the best quarter's
 * lasting change of the total on top. Sets the tracks' shifts. */
TB_MUST_CHECK tb_status tbi_ask_competitors_reach(tb_ask_state *c, tb_err *err);

/* tb_intervention_run with what earlier questions of the same panel have worked out; cache,
 * compared (effects of dated measures up to the origin, filled when first needed) NULL =
 * nothing. */
struct tb_fit_cache;
TB_MUST_CHECK tb_status tbi_intervention_from(tb_intervention **out, const tb_panel *p,
                                              const tb_ask *ask, const tb_intervention_opts *o,
                                              struct tb_fit_cache *fit_cache,
                                              struct tb_effects **compared, tb_err *err);

/* The unit's own history in the indices of the goals, up to the origin, and the sources of its
 * figures. */
typedef struct tb_history {
    tb_history_row *row;
    size_t rows;
    const tb_source **source;
    size_t sources;
} tb_history;
TB_MUST_CHECK tb_status tbi_ask_history(tb_history *out, tb_ask_state *c, tb_err *err);

#endif
