/* import/unit_text.h - a unit's name as tables write it. */
#ifndef TB_IMPORT_UNIT_TEXT_H
#define TB_IMPORT_UNIT_TEXT_H

#include "base/arena.h"

/* A unit's name without marks of footnotes and numbers before it: "1. Hà Nội (2)*" -> "Hà Nội".
 * In the arena. */
const char *tbi_bare_unit(tb_arena *a, const char *text);

#endif
