/* goal_card.c - a goal at a glance: its chance, the news in one sentence, where the province
 * stands, what is lacking and how often such numbers came true. */
#include "render/brief.h"

#include "messages/render.h"
#include "messages/render_known.h"

#include <math.h>
#include <string.h>

enum { SPARK_YEARS = 16 };

/* The last year in which the index has a figure of the province, where that is not the year of
 * the reference: "Năm gần nhất có số liệu: 2015, hạng 7, 83,83%." "" = none, or the reference
 * has it. History rows come by year, so the last that fits is the newest. */
static const char *say_last_figure(const tb_brief *p, const cJSON *g)
{
    const cJSON *r = tbi_json_get(g, "reference");
    const cJSON *row, *last = NULL;
    bool stands = tbi_number_of(r, "rank") > 0 || !isnan(tbi_number_of(r, "score")) ||
                  tbi_text_of(r, "group")[0] != '\0';
    const char *text = "";
    cJSON_ArrayForEach(row, tbi_json_get(p->result, "history"))
    {
        bool known = tbi_number_of(row, "rank") > 0 || !isnan(tbi_number_of(row, "score"));
        if (known && strcmp(tbi_text_of(row, "index"), tbi_text_of(g, "index")) == 0)
            last = row;
    }
    if (stands || last == NULL)
        return "";
    if (tbi_number_of(last, "rank") > 0)
        text = tbi_say(p, TB_SAY_RANK_SHORT, tbi_number_of(last, "rank"));
    if (!isnan(tbi_number_of(last, "score")))
        text = tbi_join(p, text, ", ", tbi_say_scored(p, g, tbi_number_of(last, "score")));
    return tbi_say(p, TB_SAY_LAST_FIGURE, tbi_number_of(last, "year"), text);
}

/* The median of the points that are missing; negative is what there is to spare.
 * In percentage points where the index is counted in %, in points otherwise.
 * Reads gap.q50; without it nothing is said here. */
static const char *say_lacking(const tb_brief *p, const cJSON *g)
{
    double gap = tbi_number_of(tbi_json_get(g, "gap"), "q50");
    double chance = tbi_number_of(g, "chance_without_action");
    bool even = gap > 0 && chance >= ROUNDS_TO_EVEN; /* printed as 50%: nothing is lacking */
    if (isnan(gap) || even || fabs(gap) < 0.005)     /* "0,00 points" lack nothing */
        return "";
    const char *amount = tbi_say_amount(p, fabs(gap), 2);
    if (tbi_goal_is_percent(g))
        return gap > 0 ? tbi_say(p, TB_SAY_LACKS_PERCENT, amount)
                       : tbi_say(p, TB_SAY_SPARE_PERCENT, amount);
    return gap > 0 ? tbi_say(p, TB_SAY_LACKS, amount) : tbi_say(p, TB_SAY_SPARE, amount);
}

/* How often goals of this kind that were given such a chance came true.
 * "" where the result has no record. share_met of n goals: the count is told, since a planner
 * reads "7 of 12" better than 58 %. */
const char *tbi_say_record(const tb_brief *p, const cJSON *g)
{
    const cJSON *r = tbi_json_get(g, "record");
    const cJSON *said = tbi_json_get(r, "said");
    const cJSON *low = cJSON_GetArrayItem(said, 0);
    const cJSON *high = cJSON_GetArrayItem(said, 1);
    double n = tbi_number_of(r, "n");
    if (r == NULL || !cJSON_IsObject(r))
        return "";
    if (tbi_uncalibrated(g)) /* the bin would give the number away */
        return tbi_say(p, TB_SAY_RECORD_FAILED, tbi_number_of(r, "calibration_n"));
    if (!(n > 0) || !cJSON_IsNumber(low) || !cJSON_IsNumber(high)) {
        const char *reason = tbi_said_of(p, r, "reason");
        return reason[0] != '\0' ? tbi_say(p, TB_SAY_NO_RECORD, reason) : "";
    }
    double met = tbi_number_of(r, "share_met");
    return tbi_say(p, TB_SAY_RECORD, n, low->valuedouble * 100, high->valuedouble * 100,
                   round(n * met), met * 100);
}

/* "" for a goal whose index has a figure of the province. */
const char *tbi_say_no_figure(const tb_brief *p, const cJSON *g)
{
    return tbi_has_no_figure(p, g) ? tbi_say(p, TB_SAY_NO_FIGURE, tbi_goal_name(p, g)) : "";
}

/* The places of the years of the index, oldest first, as blocks.
 * The last SPARK_YEARS years; gaps at either end are cut, since they say nothing of the province.
 * Reads rank of the rows of `history`; skip counts the older rows that have no room. */
static const char *write_spark(const tb_brief *p, const cJSON *g)
{
    double value[SPARK_YEARS];
    size_t n = 0;
    const cJSON *row;
    const cJSON *history = tbi_json_get(p->result, "history");
    int skip = 0;
    cJSON_ArrayForEach(row, history) skip +=
        strcmp(tbi_text_of(row, "index"), tbi_text_of(g, "index")) == 0;
    skip -= SPARK_YEARS;
    cJSON_ArrayForEach(row, history)
    {
        if (strcmp(tbi_text_of(row, "index"), tbi_text_of(g, "index")) != 0)
            continue;
        if (skip-- > 0)
            continue;
        if (n < SPARK_YEARS)
            value[n++] = tbi_number_of(row, "rank");
    }
    while (n > 0 && isnan(value[n - 1]))
        n--;
    size_t first = 0;
    while (first < n && isnan(value[first]))
        first++;
    return tbi_spark(p, value + first, n - first, true);
}

/* Whether a goal's plan is the one that the first page proposes: with several goals each has its
 * own too.
 * By their measures: a plan of one goal may be that of all.
 * plan: of a goal. cJSON_Compare looks at ids and their order, which is that of the search. */
static bool is_main_plan(const tb_brief *p, const cJSON *plan)
{
    return cJSON_Compare(tbi_json_get(plan, "levers"), tbi_json_get(tbi_main_plan(p), "levers"),
                         true);
}

/* Two goals and a plan fill a sheet; then a page of one sheet has no room for side offers. */
bool tbi_sheet_is_full(const tb_brief *p)
{
    return cJSON_GetArraySize(tbi_json_get(p->result, "goals")) >= 2;
}

/* Only marks: the tree keeps the blocks, and a skin that is not short shows them. */
void tbi_mark_spare(tb_brief *p, tb_block *last)
{
    tb_block *n = last != NULL ? last->next : p->doc.at->first;
    for (; n != NULL && tbi_sheet_is_full(p); n = n->next)
        tbi_doc_spare(n);
}

/* One goal. What is not answered has no range, no plan and no record. */
void tbi_write_card(tb_brief *p, const cJSON *g)
{
    double chance = tbi_number_of(g, "chance_without_action");
    const cJSON *plan = tbi_json_get(g, "plan");
    const char *name = tbi_said_of(p, g, "index_name");
    tb_card card = {
        .index = tbi_goal_name(p, g),
        .name = strchr(tbi_text_of(g, "index"), '.') == NULL ? name : "",
        .goal = tbi_goal_words(p, g),
        .chance = isnan(chance) ? "–" : tbi_say_percent(p, chance),
        .cases = !isnan(chance)        ? tbi_say_cases(p, chance)
                 : tbi_uncalibrated(g) ? tbi_word(p, TB_WORD_NO_NUMBER)
                                       : tbi_word(p, TB_WORD_NO_ANSWER),
        .share = chance,
        .caveat = tbi_say_no_figure(p, g),
        .headline = tbi_say_headline(p, g, false),
        .spark = write_spark(p, g),
    };
    /* one of several goals of which one is enough says "or" */
    if (tbi_number_of(g, "any") > 0 && tbi_json_get(g, "part_of") == NULL) {
        const char *marked = tbi_arena_printf(p->a, "%s%s", card.goal, tbi_word(p, TB_WORD_OR));
        if (marked != NULL)
            card.goal = marked;
    }
    tbi_doc_card(&p->doc, &card);
    const char *last = say_last_figure(p, g);
    tbi_doc_text(&p->doc, TB_TONE_PLAIN,
                 last[0] != '\0' ? tbi_join(p, tbi_say_now(p, g), " ", last) : tbi_say_now(p, g));
    if (tbi_answered(g)) {
        tb_block *now = p->doc.at->last;
        tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_say_range(p, g));
        tbi_mark_spare(p, now);
        tb_block *ranged = p->doc.at->last;
        tbi_doc_text(&p->doc, TB_TONE_PLAIN, say_lacking(p, g));
        tb_block *lacking = p->doc.at->last;
        if (chance >= 0.5)
            tbi_mark_spare(p, ranged); /* what could go astray before it is even */
        if (tbi_has_plan(plan) && !isnan(chance) && !tbi_true_of(plan, "equal_to_none"))
            tbi_doc_text(
                &p->doc, TB_TONE_PLAIN,
                is_main_plan(p, plan)
                    ? tbi_say(p, TB_SAY_WITH_PLAN, tbi_say_cases(p, tbi_number_of(plan, "chance")))
                    : tbi_say(p, TB_SAY_WITH_OWN_PLAN,
                              tbi_say_cases(p, tbi_number_of(plan, "chance"))));
        if (!is_main_plan(p, plan))
            tbi_mark_spare(p, lacking); /* a plan of its own, which the sheet does not show */
        tbi_write_since(p, g);
        tb_block *before = p->doc.at->last;
        tbi_write_counter_offer(p, g);
        tbi_mark_spare(p, before);
        /* the record stands last and small, but never missing: it says how far the number
         * can be trusted */
        tbi_doc_text(&p->doc, TB_TONE_MUTED, tbi_say_record(p, g));
    }
    tbi_doc_close(&p->doc);
}
