/* studies.c - what others found of the page's measures: one line a study, as it was printed, and
 * how far it carries over. Never a number for our indices. */
#include "render/page.h"

#include "messages/render.h"

#include <string.h>

/* Whether an earlier lever of the page has the same id, and so the same studies. */
static bool was_said(const cJSON *goals, const cJSON *lever)
{
    const cJSON *g, *l;
    cJSON_ArrayForEach(g, goals)
    {
        cJSON_ArrayForEach(l, tbi_json_get(g, "levers"))
        {
            if (l == lever)
                return false;
            if (strcmp(tbi_text_of(l, "id"), tbi_text_of(lever, "id")) == 0)
                return true;
        }
    }
    return false;
}

static void write_lever(tb_brief *p, const cJSON *lever)
{
    const cJSON *s;
    tbi_doc_text(&p->doc, TB_TONE_STRONG, tbi_said_of(p, lever, "name"));
    tbi_doc_open(&p->doc, TB_BLOCK_LIST);
    cJSON_ArrayForEach(s, tbi_json_get(lever, "studies"))
        tbi_doc_item(&p->doc, tbi_said_of(p, s, "line"));
    tbi_doc_close(&p->doc);
}

/* The section is opened with the first measure that has a study. */
void tbi_write_studies(tb_brief *p)
{
    const cJSON *goals = tbi_json_get(p->result, "goals"), *g, *l;
    bool open = false;
    cJSON_ArrayForEach(g, goals)
    {
        cJSON_ArrayForEach(l, tbi_json_get(g, "levers"))
        {
            if (tbi_json_get(l, "studies") == NULL || was_said(goals, l))
                continue;
            if (!open) {
                tbi_doc_section(&p->doc, TB_DOC_PART_APPENDIX, 2, "studies",
                                tbi_word(p, TB_WORD_OTHERS_HEAD));
                tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_OTHERS));
            }
            open = true;
            write_lever(p, l);
        }
    }
    if (open)
        tbi_doc_close(&p->doc);
}
