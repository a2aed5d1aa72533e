/* counter_offer.c - how a goal was read, of how many its places are, and what can be had where it
 * is out of reach. */
#include "render/brief.h"

#include "messages/counter_offer.h"

#include <math.h>
#include <string.h>

/* A plain paragraph of the section that is open. */
static void add_paragraph(tb_brief *p, const char *text)
{
    tbi_doc_text(&p->doc, TB_TONE_PLAIN, text);
}

/* What the words were taken for, so that a misreading shows.
 * Reads understood, part_of and of_how_many; each is left out where the goal does not have it. */
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

/* In per cent or points, as the index is counted.
 * Two decimals, as scores are printed. */
static const char *say_score(const tb_brief *p, const cJSON *g, double x)
{
    const char *amount = tbi_say_amount(p, x, 2);
    const char *unit = tbi_text_of(g, "index_unit");
    return strcmp(unit, "%") == 0 ? tbi_join(p, amount, "", "%")
                                  : tbi_say(p, TB_SAY_POINTS, amount);
}

/* Whether the goal itself is about a score and not about a place.
 * A group with limits by size has a target place and is about a place. */
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
        add_paragraph(p, tbi_say(p, TB_SAY_REACHABLE_SCORE, with, say_score(p, g, score_50),
                                 say_score(p, g, score_80)));
    else if (place_50 > 0 && place_80 > 0)
        add_paragraph(p, tbi_say(p, TB_SAY_REACHABLE_PLACE, with, place_50, place_80));
    else if (place_50 > 0)
        add_paragraph(p, tbi_say(p, TB_SAY_REACHABLE_PLACE_ONLY, with, place_50));
    /* a year, or why there is none: one of the two sentences; what is printed as 50% is even now */
    bool even_now = tbi_number_of(g, "chance_without_action") >= ROUNDS_TO_EVEN;
    if (even > 0 && !even_now)
        add_paragraph(p, tbi_say(p, TB_SAY_EVEN_YEAR, even));
    else if (never[0] != '\0')
        add_paragraph(p, tbi_say(p, TB_SAY_NO_EVEN_YEAR, never));
    double even_with = tbi_number_of(o, "even_year_with_plan");
    const char *never_with = tbi_said_of(p, o, "even_year_with_plan_reason");
    if (even_with > 0)
        add_paragraph(p, tbi_say(p, TB_SAY_EVEN_YEAR_PLAN, even_with));
    else if (never_with[0] != '\0')
        add_paragraph(p, tbi_say(p, TB_SAY_NO_EVEN_YEAR_PLAN, never_with));
}

/* Names of the measures of one list that are not in the other.
 * list, other: ids of measures; an id that no goal has stays an id. */
static const char *list_difference(const tb_brief *p, const cJSON *list, const cJSON *other)
{
    const char *out = "";
    const cJSON *id;
    const cJSON *m;
    cJSON_ArrayForEach(id, list)
    {
        bool both = false;
        cJSON_ArrayForEach(m, other) both = both || cJSON_Compare(id, m, true);
        if (both || !cJSON_IsString(id))
            continue;
        const cJSON *l = tbi_lever_of(p, id->valuestring);
        out = tbi_join(p, out, "; ", l != NULL ? tbi_said_of(p, l, "name") : id->valuestring);
    }
    return out;
}

/* Names of the measures that are said to be done, as one list. */
static const char *say_done(const tb_brief *p, const cJSON *progress)
{
    const char *out = "";
    const cJSON *m;
    cJSON_ArrayForEach(m, tbi_json_get(progress, "measures"))
    {
        out = tbi_join(p, out, "; ", tbi_said_of(p, m, "name"));
    }
    return out;
}

/* Each with its standard error: a figure without one says little. */
static const char *say_figures(const tb_brief *p, const cJSON *progress)
{
    const char *out = "";
    const cJSON *m;
    cJSON_ArrayForEach(m, tbi_json_get(progress, "figures"))
    {
        bool own = strcmp(tbi_text_of(m, "kind"), "own") == 0;
        out = tbi_join(
            p, out, "; ",
            tbi_say(p, TB_SAY_SINCE_FIGURE, tbi_text_of(m, "index"), tbi_number_of(m, "year"),
                    tbi_say_amount(p, tbi_number_of(m, "value"), 2),
                    own ? tbi_word(p, TB_WORD_SINCE_OWN) : tbi_word(p, TB_WORD_SINCE_SURVEY),
                    tbi_say_amount(p, tbi_number_of(m, "std_error"), 2)));
    }
    return out;
}

/* What was done and learnt, and which measures came into the plan and left it for that.
 * Measures that came in or left are told only where there is a plan both before and now. */
static void write_changes(tb_brief *p, const cJSON *since, const cJSON *plan)
{
    const cJSON *progress = tbi_json_get(p->result, "progress");
    const cJSON *before = tbi_json_get(since, "plan_before");
    const cJSON *now = tbi_json_get(plan, "levers");
    const char *done = say_done(p, progress);
    const char *figures = say_figures(p, progress);
    if (done[0] != '\0')
        add_paragraph(p, tbi_say(p, TB_SAY_SINCE_DONE, done));
    if (figures[0] != '\0')
        add_paragraph(p, tbi_say(p, TB_SAY_SINCE_NEW, figures));
    if (before == NULL || !tbi_has_plan(plan))
        return;
    const char *added = list_difference(p, now, before);
    const char *gone = list_difference(p, before, now);
    if (added[0] != '\0')
        add_paragraph(p, tbi_say(p, TB_SAY_SINCE_ADDED, added));
    if (gone[0] != '\0')
        add_paragraph(p, tbi_say(p, TB_SAY_SINCE_GONE, gone));
}

/* Nothing without a progress.
 * Reads `since` of the goal; chance_with_done is NaN where nothing was done, and then the chance
 * without action is what holds now. */
void tbi_write_since(tb_brief *p, const cJSON *g)
{
    const cJSON *since = tbi_json_get(g, "since");
    double before = tbi_number_of(since, "chance_before");
    double done = tbi_number_of(since, "chance_with_done");
    double plan = tbi_number_of(since, "plan_chance_before");
    double now = tbi_number_of(tbi_json_get(g, "plan"), "chance");
    if (isnan(before))
        return;
    add_paragraph(
        p,
        tbi_say(p, TB_SAY_SINCE, tbi_say_cases(p, before),
                tbi_say_cases(p, isnan(done) ? tbi_number_of(g, "chance_without_action") : done)));
    if (!isnan(plan) && !isnan(now))
        add_paragraph(p,
                      tbi_say(p, TB_SAY_SINCE_PLAN, tbi_say_cases(p, plan), tbi_say_cases(p, now)));
    write_changes(p, since, tbi_json_get(g, "plan"));
}

/* Said only where leaving it out really helps; goals of the result are numbered from 0. */
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
    add_paragraph(p, tbi_say(p, TB_SAY_SPOILER, tbi_goal_phrase(p, g), tbi_say_cases(p, without)));
}

/* A plan of one measure has no condition that could fail to be met together. */
void tbi_write_plan_condition(tb_brief *p, const cJSON *plan)
{
    const cJSON *c = tbi_json_get(plan, "condition_met");
    double n = tbi_number_of(c, "n");
    if (!(n > 0) || cJSON_GetArraySize(tbi_json_get(plan, "measures")) < 2)
        return;
    double met = tbi_number_of(c, "met");
    const char *factor = tbi_say_percent(p, tbi_number_of(c, "factor"));
    add_paragraph(p, met > 0 ? tbi_say(p, TB_SAY_CONDITION_MET, n, met, factor)
                             : tbi_say(p, TB_SAY_CONDITION_NEVER_MET, n, factor));
}

/* A measure on two components has two rows: the first one tells agency and dates. */
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
