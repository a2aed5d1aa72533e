/* studies.c - what others found of the page's measures: one line a study, as it was printed, and
 * how far it carries over. Never a number for our indices. */
#include "render/brief.h"

#include "messages/render.h"

#include <string.h>

/* Whether a study was told for an earlier lever: the same line. last: the lever that it is
 * about. */
static bool was_said(const cJSON *goals, const cJSON *last, const cJSON *study)
{
    const cJSON *g, *l, *s;
    cJSON_ArrayForEach(g, goals)
    {
        cJSON_ArrayForEach(l, tbi_json_get(g, "levers"))
        {
            if (l == last)
                return false;
            cJSON_ArrayForEach(s, tbi_json_get(l, "studies"))
            {
                if (strcmp(tbi_text_of(s, "line"), tbi_text_of(study, "line")) == 0)
                    return true;
            }
        }
    }
    return false;
}

/* Names of the measures that a study is about; *planned: one of them is in the page's plan. */
static const char *say_measures(tb_brief *p, const cJSON *study, bool *planned)
{
    const char *list = "";
    const cJSON *g, *l, *s, *id;
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        cJSON_ArrayForEach(l, tbi_json_get(g, "levers"))
        {
            bool about = false;
            cJSON_ArrayForEach(s, tbi_json_get(l, "studies")) about =
                about || strcmp(tbi_text_of(s, "line"), tbi_text_of(study, "line")) == 0;
            const char *name = tbi_said_of(p, l, "name");
            if (!about || strstr(list, name) != NULL)
                continue;
            list = tbi_join(p, list, "; ", name);
            cJSON_ArrayForEach(id, tbi_json_get(tbi_main_plan(p), "levers")) *planned =
                *planned ||
                (cJSON_IsString(id) && strcmp(id->valuestring, tbi_text_of(l, "id")) == 0);
        }
    }
    return list;
}

/* On paper only studies of measures that are in the plan. true: this is one. */
static bool write_study(tb_brief *p, const cJSON *study)
{
    bool planned = false;
    const char *measures = say_measures(p, study, &planned);
    tb_block *item =
        tbi_doc_item(&p->doc, tbi_say(p, TB_SAY_STUDY_OF, tbi_said_of(p, study, "line"), measures));
    if (!planned)
        tbi_doc_screen(item);
    return planned;
}

/* Every study once, with the measures that it is about; on paper those of the plan. The section is
 * opened with the first one. */
void tbi_write_studies(tb_brief *p)
{
    const cJSON *goals = tbi_json_get(p->result, "goals"), *g, *l, *s;
    bool open = false;
    bool on_paper = false;
    tb_block *section = NULL;
    cJSON_ArrayForEach(g, goals)
    {
        cJSON_ArrayForEach(l, tbi_json_get(g, "levers"))
        {
            cJSON_ArrayForEach(s, tbi_json_get(l, "studies"))
            {
                if (was_said(goals, l, s))
                    continue;
                if (!open) {
                    section = tbi_doc_section(&p->doc, TB_DOC_PART_APPENDIX, 2, "studies",
                                              tbi_word(p, TB_WORD_OTHERS_HEAD));
                    tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_OTHERS));
                    tbi_doc_open(&p->doc, TB_BLOCK_LIST);
                }
                open = true;
                on_paper |= write_study(p, s);
            }
        }
    }
    if (!open)
        return;
    if (!on_paper) /* no heading above nothing */
        tbi_doc_screen(section);
    tbi_doc_close(&p->doc);
    tbi_doc_close(&p->doc);
}
