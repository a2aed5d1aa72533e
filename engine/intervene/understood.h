/* intervene/understood.h - how were the words of a goal read, and of how many is a place? */
#ifndef TB_INTERVENE_UNDERSTOOD_H
#define TB_INTERVENE_UNDERSTOOD_H

#include "attain/goal_state.h"

#include <tangbac/standing.h>

/* Fills understood, of_how_many and the counter-offer of every goal. standing may be NULL. Errors:
 * TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_ask_understood(tb_ask_state *c, const tb_standing *standing,
                                           tb_err *err);

#endif
