/* complete/start_scores.h - scores for a first table, from its places and their limits. */
#ifndef TB_COMPLETE_START_SCORES_H
#define TB_COMPLETE_START_SCORES_H

#include "complete/rank_bounds.h"

/* out [s->n]: a score for each place within its limits, which fall down the table, as near to the
 * published national mean as they let it come. level, sd: of scores that nothing pins. Errors:
 * TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_start_scores(double *out, const tb_rank_bounds *s, double level,
                                         double sd, tb_err *err);

#endif
