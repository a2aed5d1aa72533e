/* render/chart_effects.h - pictures of a study of effects. */
#ifndef TB_RENDER_CHART_EFFECTS_H
#define TB_RENDER_CHART_EFFECTS_H

#include "render/brief.h"

/* NULL where there is nothing to draw. */
const tb_chart *tbi_chart_event_study(tb_brief *p, const cJSON *study);
const tb_chart *tbi_chart_cohorts(tb_brief *p, const cJSON *study);
const tb_chart *tbi_chart_permutations(tb_brief *p, const cJSON *study);
const tb_chart *tbi_chart_synthetic(tb_brief *p, const cJSON *study);

#endif
