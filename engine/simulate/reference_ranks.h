/* simulate/reference_ranks.h - scores and ranks under the official rules, which the draws are held
 * against, and the gaps between neighbours. */
#ifndef TB_SIMULATE_REFERENCE_RANKS_H
#define TB_SIMULATE_REFERENCE_RANKS_H

#include "simulate/simulation_state.h"

/* Fills reference, reference_score, gap_up and gap_down of s, whose components are read. Errors:
 * TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_reference_ranks(tb_simulation *s, tb_err *err);

#endif
