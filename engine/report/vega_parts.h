/* report/vega_parts.h - the parts that all Vega-Lite specifications of results are made of. */
#ifndef TB_REPORT_VEGA_PARTS_H
#define TB_REPORT_VEGA_PARTS_H

#include "text/json_write.h"

/* Behind the last row: closes `values` and `data`; the specification stays open. */
void tbi_vega_close_data(tb_json *j);
/* A layer: its mark and colour (as the pictures of the page have it), then its encoding is open. */
void tbi_vega_open_layer(tb_json *j, const char *mark, const char *colour);
void tbi_vega_close_layer(tb_json *j);

#endif
