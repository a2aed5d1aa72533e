/* report/record_json.h - the member `record` of a goal's answer. */
#ifndef TB_REPORT_RECORD_JSON_H
#define TB_REPORT_RECORD_JSON_H

#include "text/json_write.h"

#include <tangbac/verification.h>

/* goal NULL: not parsed.
 * What became of such probabilities in the past, from the records that are built in; null where
 * there are none for the index and horizon. */
void tbi_record_json(tb_json *j, const char *index, const tb_goal *goal, int horizon,
                     double chance);

#endif
