/* lever/lever_studies.h - what others found of measures like a lever of the catalogue. Beside a
 * lever, never in its effect: no study is in points of an index. */
#ifndef TB_LEVER_LEVER_STUDIES_H
#define TB_LEVER_LEVER_STUDIES_H

#include "attain/goal_state.h"

/* The panel's studies that name the lever, in their order. NULL and *n = 0: none; false: no
 * memory. */
bool tbi_lever_studies(const tb_study *const **out, size_t *n, tb_ask_state *c, const char *lever);

#endif
