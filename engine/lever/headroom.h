/* lever/headroom.h - how many points can still be won where no effect can be given: a ceiling, kind
 * `headroom`, never an effect. */
#ifndef TB_LEVER_HEADROOM_H
#define TB_LEVER_HEADROOM_H

#include "lever/lever.h"

/* Fills what is at stake for every lever without an effect. After tbi_levers_answer. Errors:
 * TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_levers_at_stake(tb_ask_state *c, tb_err *err);

#endif
