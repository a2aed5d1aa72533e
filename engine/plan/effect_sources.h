/* plan/effect_sources.h - what the effects of the measures of all goals rest on, so that a page can
 * put any of them together as the plans do. */
#ifndef TB_PLAN_EFFECT_SOURCES_H
#define TB_PLAN_EFFECT_SOURCES_H

#include "lever/lever.h"

typedef struct tb_effect_sources {
    tb_effect_source *source; /* [n] */
    size_t n;
    /* sources that are records of past changes */
    size_t records;
    double *correlation; /* [records][records] of the gains of two records of one index; else 0 */
} tb_effect_sources;

/* The keys on which a measure of any goal rests (not those only shown beside). The measures get the
 * number of theirs, source, counted from 1. To be asked when levers are answered; borrows the keys'
 * draws. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_effect_sources_make(tb_effect_sources *out, const tb_keys *keys,
                                                tb_ask_state *c, tb_err *err);

#endif
