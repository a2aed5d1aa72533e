/* report/page_json.h - what pages need beyond the answers: curves to move, draws of measures, all
 * provinces for a map, the language of the goals. */
#ifndef TB_REPORT_PAGE_JSON_H
#define TB_REPORT_PAGE_JSON_H

#include "text/json_write.h"

#include <tangbac/intervene.h>

/* "vi" when a goal is written in Vietnamese, else "en". */
const char *tbi_goal_language(const tb_intervention *v);
/* The member `curves`, with draws where measures may be ticked; false: no memory. */
bool tbi_curves_json(tb_json *j, const tb_intervention *v);
/* The member `effects`: draws of what measures rest on, bytes in base64; false: no memory. */
bool tbi_effects_json(tb_json *j, const tb_intervention *v);
void tbi_map_json(tb_json *j, const tb_intervention *v); /* the member `map` */
/* The member `charts`: Vega-Lite specifications with their data. */
void tbi_charts_json(tb_json *j, const tb_intervention *v);

#endif
