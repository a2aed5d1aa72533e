/* report/number_or.h - a number of a result, or null with the reason beside it. */
#ifndef TB_REPORT_NUMBER_OR_H
#define TB_REPORT_NUMBER_OR_H

#include "text/json_write.h"

/* The number; where it is not finite null, and "KEY_reason" and "KEY_reason_vi" beside it. reason
 * NULL: the number may be null without a word, where a neighbour's reason says it. reason_vi NULL:
 * a member that only programs read, in English. */
void tbi_number_or_json(tb_json *j, const char *key, double x, const char *reason,
                        const char *reason_vi);

#endif
