/* report/effect_doubts_json.h - what could speak against the estimate of a study, as
 * its members. */
#ifndef TB_REPORT_EFFECT_DOUBTS_JSON_H
#define TB_REPORT_EFFECT_DOUBTS_JSON_H

#include "text/json_write.h"

#include <tangbac/effects.h>

/* Of a study that has an effect. */
void tbi_effect_doubts_json(tb_json *j, const tb_effect_study *s);

#endif
