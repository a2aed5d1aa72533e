/* lever/quasi_experimental.h - what a comparison of those that adopted a measure with those that
 * had not yet says of a lever and an outcome. */
#ifndef TB_LEVER_QUASI_EXPERIMENTAL_H
#define TB_LEVER_QUASI_EXPERIMENTAL_H

#include "lever/lever_link.h"

#include <tangbac/effects.h>

/* Estimates what the levers of the case will ask for, from outcomes and adoptions up to the origin;
 * made once for as long as c->compared lives. A panel without adoptions has nothing, and that is no
 * error. Errors: TB_ENOMEM, and those of tb_effects_run. */
TB_MUST_CHECK tb_status tbi_quasi_prepare(tb_ask_state *c, tb_err *err);

/* Says in t->compared what is known, and gives the link its key where the study may enter plans.
 * *decided: the link has a key or its own reason why it has no number, and no other evidence is
 * looked for. */
TB_MUST_CHECK tb_status tbi_quasi_link(bool *decided, tb_lever_link *t, tb_keys *keys,
                                       tb_ask_state *c, tb_err *err);

#endif
