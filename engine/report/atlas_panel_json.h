/* report/atlas_panel_json.h - what an atlas shows of the panel itself: units and their borders,
 * scores and places of every year, components at the origin. */
#ifndef TB_REPORT_ATLAS_PANEL_JSON_H
#define TB_REPORT_ATLAS_PANEL_JSON_H

#include "base/arena.h"
#include "text/json_write.h"

#include <tangbac/atlas.h>

/* Units of the panel that hold at `year`, in its order. */
void tbi_atlas_units_json(tb_json *j, const tb_panel *p, int year);
/* Members `years`, `scores` and `ranks` ([unit][year]) of an index up to the origin, the units in
 * the order of tbi_atlas_units_json. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_atlas_history_json(tb_json *j, const tb_panel *p, const tb_outlook *o,
                                               tb_err *err);
/* Member `components`. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_atlas_parts_json(tb_json *j, const tb_panel *p, const tb_outlook *o,
                                             tb_err *err);

#endif
