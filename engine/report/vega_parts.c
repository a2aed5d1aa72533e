/* vega_parts.c - what every Vega-Lite specification has: data that end, layers with a mark. */
#include "report/vega_parts.h"

void tbi_vega_close_data(tb_json *j)
{
    tbi_json_array_end(j);
    tbi_json_object_end(j);
}

void tbi_vega_open_layer(tb_json *j, const char *mark, const char *colour)
{
    tbi_json_object(j, NULL);
    tbi_json_object(j, "mark");
    tbi_json_text(j, "type", mark);
    tbi_json_text(j, "color", colour);
    tbi_json_object_end(j);
    tbi_json_object(j, "encoding");
}

void tbi_vega_close_layer(tb_json *j)
{
    tbi_json_object_end(j);
    tbi_json_object_end(j);
}
