/* attain/outlook.h - from one index's draws to the curves of every unit: each draw is sorted once
 * and read for all of them, where curve.h reads it for one. */
#ifndef TB_ATTAIN_OUTLOOK_H
#define TB_ATTAIN_OUTLOOK_H

#include "attain/goal_state.h"

#include <tangbac/atlas.h>

/* Fills what the draws say of the units of *out (code and base are set by the caller), into the
 * case's arena. aim: a goal of the index and the year that was fitted; its track must have the
 * origin among its years. groups: [n_unit + 1] of the year by number of ranked units, NULL = not
 * known. Errors: TB_ENOMEM. The same bytes at any number of threads. */
TB_MUST_CHECK tb_status tbi_outlook_fill(tb_outlook *out, tb_unit_outlook *unit, tb_ask_state *c,
                                         const tb_goal_state *aim, const tb_groups *groups,
                                         tb_err *err);

#endif
