/* compared.c - what comparing provinces with and without a dated measure says of a goal's measures,
 * or why it says nothing. Sentences of the result; never a number of its own. */
#include "render/brief.h"

#include "messages/render.h"

#include <string.h>

/* The row of a dated measure that says most: one in use before one that could be, before one that
 * cannot be concluded from; of equals the first. */
static int worth(const cJSON *l)
{
    if (strcmp(tbi_text_of(l, "evidence"), "quasi-experimental") == 0)
        return 3;
    return tbi_true_of(l, "compared_usable") ? 2 : 1;
}

/* Whether the lever is the one that tells what was compared for its dated measure: the one worth
 * most, of equals the first. */
static bool is_stands_for(const cJSON *levers, const cJSON *lever)
{
    const char *treatment = tbi_text_of(lever, "treatment");
    bool before = true;
    const cJSON *o;
    if (tbi_text_of(lever, "compared")[0] == '\0')
        return false;
    cJSON_ArrayForEach(o, levers)
    {
        if (o == lever) {
            before = false;
            continue;
        }
        if (strcmp(tbi_text_of(o, "treatment"), treatment) != 0)
            continue;
        if (worth(o) > worth(lever) || (before && worth(o) == worth(lever)))
            return false;
    }
    return true;
}

/* One line for each dated measure that was compared. */
void tbi_write_compared(tb_brief *p, const cJSON *goal)
{
    const cJSON *levers = tbi_json_get(goal, "levers");
    const cJSON *l;
    bool any = false;
    cJSON_ArrayForEach(l, levers) any = any || is_stands_for(levers, l);
    if (!any)
        return;
    tbi_doc_screen(
        tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 3, "", tbi_word(p, TB_WORD_COMPARED_HEAD)));
    tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_COMPARED));
    tbi_doc_open(&p->doc, TB_BLOCK_LIST);
    cJSON_ArrayForEach(l, levers)
    {
        if (!is_stands_for(levers, l))
            continue;
        const char *text =
            tbi_arena_printf(p->a, "%s, %s: %s", tbi_text_of(l, "index"),
                             tbi_said_of(p, l, "component_name"), tbi_said_of(p, l, "compared"));
        if (text != NULL && worth(l) == 2 && tbi_said_of(p, l, "effect_reason")[0] != '\0')
            text = tbi_join(p, text, "; ", tbi_said_of(p, l, "effect_reason"));
        tbi_doc_item(&p->doc, text != NULL ? text : "");
    }
    tbi_doc_close(&p->doc);
    tbi_doc_close(&p->doc);
}
