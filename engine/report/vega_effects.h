/* report/vega_effects.h - the pictures of a study of effects. */
#ifndef TB_REPORT_VEGA_EFFECTS_H
#define TB_REPORT_VEGA_EFFECTS_H

#include "text/json_write.h"

#include <tangbac/effects.h>

/* The members `vega_lite` (the event study) and `charts` (all pictures, both languages). The effect
 * must be there. */
void tbi_effect_charts_json(tb_json *j, const tb_effect_study *s);

#endif
