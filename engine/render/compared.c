/* compared.c - what comparing provinces with and without a dated measure says of a goal's measures,
 * or why it says nothing. Sentences of the result; never a number of its own. */
#include "render/brief.h"

#include "messages/render.h"

#include <string.h>

/* The row of a dated measure that says most: one in use before one that could be, before one that
 * cannot be concluded from; of equals the first. */
static int rank_evidence(const cJSON *l)
{
    if (strcmp(tbi_text_of(l, "evidence"), "quasi-experimental") == 0)
        return 3;
    return tbi_true_of(l, "compared_usable") ? 2 : 1;
}

/* Whether the lever is the one that tells what was compared for its dated measure: the one worth
 * most, of equals the first. */
static bool is_chosen_to_tell(const cJSON *levers, const cJSON *lever)
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
        if (rank_evidence(o) > rank_evidence(lever) ||
            (before && rank_evidence(o) == rank_evidence(lever)))
            return false;
    }
    return true;
}

/* "PAPI: Control of corruption" behind the dated measure that was compared. */
static const char *say_subject(const tb_brief *p, const cJSON *l)
{
    return tbi_say(p, TB_SAY_COMPARED_OF, tbi_said_of(p, l, "compared_measure"),
                   tbi_text_of(l, "index"), tbi_said_of(p, l, "component_name"));
}

/* What was found; of a measure that may enter plans also why it gives no number here. */
static const char *say_verdict(const tb_brief *p, const cJSON *l)
{
    const char *why = rank_evidence(l) == 2 ? tbi_said_of(p, l, "effect_reason") : "";
    return tbi_say(p, TB_SAY_COMPARED_ONE, say_subject(p, l), tbi_said_of(p, l, "compared_verdict"),
                   tbi_join(p, "", "", why[0] != '\0' ? tbi_say(p, TB_SAY_AND_WHY, why) : ""));
}

/* All measures of which nothing can be concluded for one reason, so that it is said once; "" for
 * one that an earlier line named. */
static const char *say_group(const tb_brief *p, const cJSON *levers, const cJSON *first)
{
    double number = tbi_number_of(first, "compared_reason_number");
    const char *list = "";
    const cJSON *l;
    cJSON_ArrayForEach(l, levers)
    {
        bool same = is_chosen_to_tell(levers, l) && !tbi_true_of(l, "compared_usable") &&
                    tbi_number_of(l, "compared_reason_number") == number;
        if (same && list[0] == '\0' && l != first)
            return "";
        if (same)
            list = tbi_join(p, list, "; ", say_subject(p, l));
    }
    return tbi_say(p, TB_SAY_NOT_CONCLUDED, tbi_said_of(p, first, "compared_verdict"), list);
}

/* One line for each dated measure that was compared; those without a conclusion by their reason. */
void tbi_write_compared(tb_brief *p, const cJSON *goal)
{
    const cJSON *levers = tbi_json_get(goal, "levers");
    const cJSON *l;
    bool any = false;
    cJSON_ArrayForEach(l, levers) any = any || is_chosen_to_tell(levers, l);
    if (!any)
        return;
    tbi_doc_screen(
        tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 3, "", tbi_word(p, TB_WORD_COMPARED_HEAD)));
    tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_COMPARED));
    tbi_doc_open(&p->doc, TB_BLOCK_LIST);
    cJSON_ArrayForEach(l, levers)
    {
        if (is_chosen_to_tell(levers, l) && tbi_true_of(l, "compared_usable"))
            tbi_doc_item(&p->doc, say_verdict(p, l));
    }
    cJSON_ArrayForEach(l, levers)
    {
        bool none = is_chosen_to_tell(levers, l) && !tbi_true_of(l, "compared_usable");
        const char *line = none ? say_group(p, levers, l) : "";
        if (line[0] != '\0')
            tbi_doc_item(&p->doc, line);
    }
    tbi_doc_close(&p->doc);
    tbi_doc_close(&p->doc);
}
