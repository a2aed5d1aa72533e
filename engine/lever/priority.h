/* lever/priority.h - where to begin: components by what comparable provinces gained in them, those
 * that cannot be told apart together, the weaker first. */
#ifndef TB_LEVER_PRIORITY_H
#define TB_LEVER_PRIORITY_H

#include "lever/lever.h"

/* Makes a record for every component right below a goal's index or component, whether the catalogue
 * has a measure on it or not. Before tbi_keys_draw. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_priorities_prepare(tb_keys *keys, tb_ask_state *c, tb_err *err);

/* Fills the priorities of every goal. After tbi_levers_answer; puts the levers of historical
 * evidence into the same order. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_priorities_answer(tb_ask_state *c, const tb_keys *keys, tb_err *err);

#endif
