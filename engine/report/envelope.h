/* report/envelope.h - what stands around every result, so that it can be made again: version,
 * schema, command, inputs, warnings. */
#ifndef TB_REPORT_ENVELOPE_H
#define TB_REPORT_ENVELOPE_H

#include "base/buf.h"
#include "text/json_write.h"

#include <tangbac/report.h>

/* Writes everything up to the opening brace of "result". schema: "rank" gives "tangbac/rank/1".
 * flat: nesting from which things stand on one line. */
void tbi_envelope_open(tb_json *j, tb_buf *b, const tb_report_head *h, const char *schema,
                       tb_notices warnings, int flat);
/* Closes "result" and the document; whether memory was refused is asked of the buffer. */
void tbi_envelope_close(tb_json *j);

#endif
