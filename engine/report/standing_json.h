/* report/standing_json.h - where the province stands, as a member of a result: the same object in
 * `standing` and in `run`. */
#ifndef TB_REPORT_STANDING_JSON_H
#define TB_REPORT_STANDING_JSON_H

#include "text/json_write.h"

#include <tangbac/standing.h>

/* Writes unit, year and indices into the object that is open. */
void tbi_standing_json(tb_json *j, const tb_standing *s);

#endif
