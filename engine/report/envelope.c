/* envelope.c - the frame of every JSON output. No time stamp: the same question gives the same
 * bytes. */
#include "report/envelope.h"

#include <stdio.h>
#include <tangbac/version.h>

static void warnings_of(tb_json *j, tb_notices w)
{
    for (size_t i = 0; i < w.count; i++) {
        tb_json_object(j, NULL);
        tb_json_text(j, "code", w.notice[i].code);
        tb_json_text(j, "text", w.notice[i].text);
        tb_json_text(j, "text_vi", w.notice[i].text_vi);
        tb_json_object_end(j);
    }
}

void tb_envelope_open(tb_json *j, tb_buf *b, const tb_report_head *h, const char *schema,
                      tb_notices warnings, int flat)
{
    char name[64];
    snprintf(name, sizeof name, "tangbac/%s/1", schema);
    tb_json_start(j, b, flat);
    tb_json_object(j, NULL);
    tb_json_text(j, "tangbac", TB_VERSION);
    tb_json_text(j, "schema", name);
    tb_json_text(j, "command", h->command);
    tb_json_array(j, "argv");
    for (size_t i = 0; i < h->argc; i++)
        tb_json_text(j, NULL, h->argv[i]);
    tb_json_array_end(j);
    tb_json_u64(j, "seed", h->seed);
    tb_json_array(j, "inputs");
    for (size_t i = 0; i < h->inputs; i++) {
        tb_json_object(j, NULL);
        tb_json_text(j, "path", h->input[i].path);
        tb_json_text(j, "sha256", h->input[i].sha256);
        tb_json_object_end(j);
    }
    tb_json_array_end(j);
    tb_json_array(j, "warnings");
    warnings_of(j, h->also);
    warnings_of(j, warnings);
    tb_json_array_end(j);
    tb_json_object(j, "result");
}

void tb_envelope_close(tb_json *j)
{
    tb_json_object_end(j);
    tb_json_object_end(j);
    tb_json_end(j);
}
