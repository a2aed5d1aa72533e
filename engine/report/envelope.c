/* envelope.c - the frame of every JSON output. No time stamp: the same question gives the same
 * bytes. */
#include "report/envelope.h"

#include <stdio.h>
#include <tangbac/version.h>

/* Both languages: whoever reads the file may want either. */
static void write_warnings(tb_json *j, tb_notices w)
{
    for (size_t i = 0; i < w.count; i++) {
        tbi_json_object(j, NULL);
        tbi_json_text(j, "code", w.notice[i].code);
        tbi_json_text(j, "text", w.notice[i].text);
        tbi_json_text(j, "text_vi", w.notice[i].text_vi);
        tbi_json_object_end(j);
    }
}

/* The caller writes the members of "result" and calls tbi_envelope_close. Paths and argv
 * stand as they were given: whoever asks the same gets the same bytes. */
void tbi_envelope_open(tb_json *j, tb_buf *b, const tb_report_head *h, const char *schema,
                       tb_notices warnings, int flat)
{
    char name[64];
    snprintf(name, sizeof name, "tangbac/%s/1", schema);
    tbi_json_start(j, b, flat);
    tbi_json_object(j, NULL);
    char link[64];
    snprintf(link, sizeof link, "urn:tangbac:schema:%s:1", schema);
    tbi_json_text(j, "$schema", link); /* the $id of its JSON Schema in the package */
    tbi_json_text(j, "tangbac", TB_VERSION);
    tbi_json_text(j, "schema", name);
    tbi_json_text(j, "command", h->command);
    tbi_json_array(j, "argv");
    for (size_t i = 0; i < h->argc; i++)
        tbi_json_text(j, NULL, h->argv[i]);
    tbi_json_array_end(j);
    tbi_json_u64(j, "seed", h->seed);
    tbi_json_array(j, "inputs");
    for (size_t i = 0; i < h->inputs; i++) {
        tbi_json_object(j, NULL);
        tbi_json_text(j, "path", h->input[i].path);
        tbi_json_text(j, "sha256", h->input[i].sha256);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    tbi_json_array(j, "warnings");
    /* what the command itself has to say comes before what the computation said */
    write_warnings(j, h->also);
    write_warnings(j, warnings);
    tbi_json_array_end(j);
    tbi_json_object(j, "result");
}

/* "result", then the envelope itself; the caller has closed all else. */
void tbi_envelope_close(tb_json *j)
{
    tbi_json_object_end(j);
    tbi_json_object_end(j);
    tbi_json_end(j);
}
