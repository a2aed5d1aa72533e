/* counter_offer.c - how a goal was read, of how many its places are, and what can be had where it is out of reach. */
#include "render/page.h"

#include "messages/counter_offer.h"

#include <math.h>
#include <string.h>

static void add(tb_brief *p, const char *text)
{
    tbi_doc_text(&p->doc, TB_TONE_PLAIN, text);
}

/* What the words were taken for, so that a misreading shows. */
void tbi_write_understood(tb_brief *p, const cJSON *g)
{
    const char *understood = tbi_said_of(p, g, "understood");
    const char *of = tbi_said_of(p, g, "of_how_many");
    const cJSON *part = tbi_json_get(g, "part_of");
    if (understood[0] != '\0')
        tbi_doc_text(&p->doc, TB_TONE_MUTED, tbi_say(p, TB_SAY_UNDERSTOOD, understood));
    if (part != NULL)
        tbi_doc_text(&p->doc, TB_TONE_MUTED,
                     tbi_say(p, TB_SAY_PART_OF, tbi_number_of(part, "of"),
                             tbi_text_of(part, "index"), tbi_text_of(part, "goal")));
    if (of[0] != '\0')
        tbi_doc_text(&p->doc, TB_TONE_MUTED, tbi_say(p, TB_SAY_OF_HOW_MANY, of));
}

static const char *say_score(const tb_brief *p, const cJSON *g, double x)
{
    const char *amount = tbi_say_amount(p, x, 2);
    const char *unit = tbi_text_of(g, "index_unit");
    return strcmp(unit, "%") == 0 ? tbi_join(p, amount, "", "%")
                                  : tbi_say(p, TB_SAY_POINTS, amount);
}

/* Whether the goal itself is about a score and not about a place. */
static bool is_of_points(const cJSON *g)
{
    const char *kind = tbi_text_of(g, "kind");
    bool named = strcmp(kind, "group") == 0 && tbi_number_of(g, "target_place") > 0;
    return strcmp(kind, "score") == 0 || strcmp(kind, "gain") == 0 ||
           (strcmp(kind, "group") == 0 && !named);
}

/* Nothing when the goal is more likely met than missed. */
void tbi_write_counter_offer(tb_brief *p, const cJSON *g)
{
    const cJSON *o = tbi_json_get(g, "instead");
    double place_50 = tbi_number_of(o, "place_50");
    double place_80 = tbi_number_of(o, "place_80");
    double score_50 = tbi_number_of(o, "score_50");
    double score_80 = tbi_number_of(o, "score_80");
    double even = tbi_number_of(o, "even_year");
    const char *never = tbi_said_of(p, o, "even_year_reason");
    if (o == NULL || cJSON_IsNull(o))
        return;
    const char *with = tbi_true_of(o, "with_plan") ? tbi_word(p, TB_WORD_WITH_THE_PLAN)
                                                   : tbi_word(p, TB_WORD_IF_NOTHING_IS_DONE);
    if (is_of_points(g) && !isnan(score_50))
        add(p, tbi_say(p, TB_SAY_REACHABLE_SCORE, with, say_score(p, g, score_50),
                       say_score(p, g, score_80)));
    else if (place_50 > 0 && place_80 > 0)
        add(p, tbi_say(p, TB_SAY_REACHABLE_PLACE, with, place_50, place_80));
    else if (place_50 > 0)
        add(p, tbi_say(p, TB_SAY_REACHABLE_PLACE_ONLY, with, place_50));
    if (even > 0)
        add(p, tbi_say(p, TB_SAY_EVEN_YEAR, even));
    else if (never[0] != '\0')
        add(p, tbi_say(p, TB_SAY_NO_EVEN_YEAR, never));
}

/* Nothing without a progress. */
void tbi_write_since(tb_brief *p, const cJSON *g)
{
    const cJSON *since = tbi_json_get(g, "since");
    double before = tbi_number_of(since, "chance_before");
    double done = tbi_number_of(since, "chance_with_done");
    double plan = tbi_number_of(since, "plan_chance_before");
    double now = tbi_number_of(tbi_json_get(g, "plan"), "chance");
    if (isnan(before))
        return;
    add(p,
        tbi_say(p, TB_SAY_SINCE, tbi_say_cases(p, before),
                tbi_say_cases(p, isnan(done) ? tbi_number_of(g, "chance_without_action") : done)));
    if (!isnan(plan) && !isnan(now))
        add(p, tbi_say(p, TB_SAY_SINCE_PLAN, tbi_say_cases(p, plan), tbi_say_cases(p, now)));
}

void tbi_write_spoiler(tb_brief *p)
{
    const cJSON *joint = tbi_json_get(p->result, "joint");
    const cJSON *spoiler = tbi_json_get(joint, "spoiler");
    const cJSON *goals = tbi_json_get(p->result, "goals");
    double at = tbi_number_of(spoiler, "goal");
    double without = tbi_number_of(spoiler, "chance_without_it");
    const cJSON *g = isnan(at) ? NULL : cJSON_GetArrayItem(goals, (int)at);
    if (g == NULL || isnan(without) || without <= tbi_number_of(joint, "chance"))
        return;
    add(p, tbi_say(p, TB_SAY_SPOILER, tbi_goal_title(p, g), tbi_say_cases(p, without)));
}

void tbi_write_plan_condition(tb_brief *p, const cJSON *plan)
{
    const cJSON *c = tbi_json_get(plan, "condition_met");
    double n = tbi_number_of(c, "n");
    if (!(n > 0) || cJSON_GetArraySize(tbi_json_get(plan, "measures")) < 2)
        return;
    add(p, tbi_say(p, TB_SAY_CONDITION_MET, n, tbi_number_of(c, "met"),
                   tbi_say_percent(p, tbi_number_of(c, "factor"))));
}

const cJSON *tbi_plan_measure_of(const cJSON *plan, const char *id)
{
    const cJSON *m;
    cJSON_ArrayForEach(m, tbi_json_get(plan, "measures"))
    {
        if (strcmp(tbi_text_of(m, "id"), id) == 0)
            return m;
    }
    return NULL;
}
