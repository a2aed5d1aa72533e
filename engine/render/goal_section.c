/* goal_section.c - one goal in detail: its sentences, its pictures, what each component is
 * worth. */
#include "render/brief.h"

#include "messages/counter_offer.h"
#include "messages/render.h"
#include "messages/render_plan.h"
#include "render/chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* "thiếu 4,20", "dư 3,73": never a negative lack. */
static const char *say_points(const tb_brief *p, double gap)
{
    if (isnan(gap))
        return "–";
    const char *amount = tbi_say_amount(p, fabs(gap), 2);
    return gap > 0 ? tbi_say(p, TB_SAY_LACKING, amount) : tbi_say(p, TB_SAY_TO_SPARE, amount);
}

/* A difference of scores in what the index is counted in: "4,20 điểm phần trăm". */
static const char *say_difference(const tb_brief *p, const cJSON *g, double x)
{
    const char *amount = tbi_say_amount(p, x, 2);
    return strcmp(tbi_text_of(g, "index_unit"), "%") == 0
               ? tbi_say(p, TB_SAY_PERCENT_POINTS, amount)
               : tbi_say(p, TB_SAY_SCORED, amount);
}

/* Three points of the distribution of what is missing; the sentence depends on how many of them are
 * finite and positive.
 * Quantiles in the index's unit; NaN at q90: in a tenth of the draws no points suffice. */
static const char *say_gap(const tb_brief *p, const cJSON *g)
{
    const cJSON *gap = tbi_json_get(g, "gap");
    double low = tbi_number_of(gap, "q10");
    double middle = tbi_number_of(gap, "q50");
    double high = tbi_number_of(gap, "q90");
    if (isnan(middle))
        return tbi_word(p, TB_WORD_GAP_NEVER);
    if (strcmp(tbi_text_of(g, "kind"), "yearly") == 0)
        return tbi_say(p, TB_SAY_GAP_YEARLY, say_difference(p, g, middle), say_points(p, low),
                       say_points(p, high));
    if (middle <= 0)
        return tbi_say(p, TB_SAY_GAP_SPARE, say_difference(p, g, -middle));
    if (isnan(high))
        return tbi_say(p, TB_SAY_GAP_HALF, say_difference(p, g, middle), say_points(p, low));
    return tbi_say(p, TB_SAY_GAP, say_difference(p, g, middle), say_points(p, low),
                   say_points(p, high));
}

/* Names with how often they end between the province and its goal; "" for none.
 * between: share of draws in which the unit ends there. */
static const char *say_rivals(const tb_brief *p, const cJSON *g)
{
    const char *list = "";
    const cJSON *r;
    cJSON_ArrayForEach(r, tbi_json_get(g, "rivals"))
    {
        const char *one = tbi_arena_printf(p->a, "%s (%s)", tbi_unit_of(p, r),
                                           tbi_say_percent(p, tbi_number_of(r, "between")));
        list = tbi_join(p, list, ", ", one != NULL ? one : "");
    }
    return list[0] != '\0' ? tbi_say(p, TB_SAY_RIVALS, list) : "";
}

/* How much is known of the table that the goal is about.
 * n_known of n_ranked units have a published figure in the reference year; without these two
 * only the number of facts is told. */
static const char *say_facts(const tb_brief *p, const cJSON *g)
{
    const cJSON *r = tbi_json_get(g, "reference");
    double known = tbi_number_of(r, "n_known");
    double ranked = tbi_number_of(r, "n_ranked");
    double facts = tbi_number_of(g, "facts");
    if (isnan(facts))
        return "";
    if (known >= 0 && ranked >= known)
        return tbi_say(p, TB_SAY_FACTS_OF, tbi_say_count(p, facts), known, ranked);
    return tbi_say(p, TB_SAY_FACTS, tbi_say_count(p, facts));
}

/* Whether how the goal was read names its place already.
 * Blanks on both sides, so that 3 is not found in 13. */
static bool is_said(const char *understood, double place)
{
    char number[24];
    snprintf(number, sizeof number, " %.0f ", place);
    return strstr(understood, number) != NULL;
}

/* A plain paragraph; an empty text adds none. */
static void add_paragraph(tb_brief *p, const char *text)
{
    tbi_doc_text(&p->doc, TB_TONE_PLAIN, text);
}

/* A goal on points depends on what the whole country does.
 * Reads national (5, 50 and 95 % of the mean of all units) and level_for_half, the mean at which
 * the goal is as likely met as missed; NaN where the goal is not on points. */
static void write_national(tb_brief *p, const cJSON *g)
{
    double half = tbi_number_of(g, "level_for_half");
    const cJSON *n = tbi_json_get(g, "national");
    if (isnan(half))
        return;
    add_paragraph(p, tbi_say(p, TB_SAY_NATIONAL, tbi_say_scored(p, g, tbi_number_of(n, "q50")),
                             tbi_say_scored(p, g, tbi_number_of(n, "q05")),
                             tbi_say_scored(p, g, tbi_number_of(n, "q95")),
                             tbi_say_scored(p, g, half)));
    double same = tbi_number_of(g, "chance_if_scheme_stays");
    if (tbi_number_of(g, "share_scheme_stays") < 1 && !isnan(same))
        add_paragraph(p, tbi_say(p, TB_SAY_SAME_SCHEME, tbi_say_cases(p, same)));
}

/* The chance in words, or why it is not said. */
static void write_chance(tb_brief *p, const cJSON *g)
{
    const char *text =
        tbi_uncalibrated(g)
            ? tbi_say(p, TB_SAY_HEADLINE_ALONE, tbi_said_of(p, g, "chance_without_action_reason"))
            : tbi_say(p, TB_SAY_WITHOUT_ACTION,
                      tbi_say_cases(p, tbi_number_of(g, "chance_without_action")));
    tbi_doc_text(&p->doc, TB_TONE_STRONG, text);
}

/* In the order in which they are read: chance, noise, best end, place, level, gap, rivals, what may
 * be withheld. */
static void write_sentences(tb_brief *p, const cJSON *g)
{
    double noise = tbi_number_of(g, "noise_chance");
    double best = tbi_number_of(g, "chance_best");
    double place = tbi_number_of(g, "target_place");
    const char *kind = tbi_text_of(g, "kind");
    bool told = tbi_many_goals(p); /* by the card that the section begins with */
    if (!told)
        write_chance(p, g);
    if (!isnan(noise))
        add_paragraph(p, tbi_say(p, TB_SAY_NOISE_ALONE, tbi_say_cases(p, noise)));
    if (!isnan(best))
        add_paragraph(p, tbi_say(p, TB_SAY_STRONGER_END, tbi_say_cases(p, best)));
    if (place > 0 && strcmp(kind, "place") != 0 && !is_said(tbi_said_of(p, g, "understood"), place))
        add_paragraph(p, tbi_say(p, TB_SAY_THAT_IS_PLACE, place));
    if (strcmp(kind, "yearly") == 0)
        add_paragraph(p, tbi_word(p, TB_WORD_EACH_YEAR));
    write_national(p, g);
    if (!tbi_uncalibrated(g))
        add_paragraph(p, say_gap(p, g));
    add_paragraph(p, say_rivals(p, g));
    double withheld = tbi_number_of(g, "chance_withheld");
    if (withheld > 0)
        add_paragraph(p, tbi_say(p, TB_SAY_WITHHELD, tbi_say_cases(p, withheld)));
    if (tbi_goal_before(p, g) == NULL)
        add_paragraph(p, say_facts(p, g));
    if (!told)
        tbi_write_counter_offer(p, g);
}

/* A goal may be on a part of an index; sensitivity is of the index.
 * Left out where the place of the published year was not computed in other ways. */
static void write_sensitivity(tb_brief *p, const cJSON *g)
{
    const cJSON *s;
    if (tbi_goal_before(p, g) != NULL)
        return;
    cJSON_ArrayForEach(s, tbi_json_get(p->result, "sensitivity"))
    {
        const cJSON *rank = tbi_json_get(s, "rank");
        if (strcmp(tbi_text_of(s, "index"), tbi_index_part(p, tbi_text_of(g, "index"))) != 0)
            continue;
        if (isnan(tbi_number_of(rank, "q50")) || isnan(tbi_number_of(s, "reference_rank")))
            continue;
        add_paragraph(p, tbi_say(p, TB_SAY_SENSITIVITY, tbi_text_of(s, "index"),
                                 tbi_number_of(s, "year"), tbi_number_of(s, "reference_rank"),
                                 tbi_number_of(rank, "q05"), tbi_number_of(rank, "q95")));
    }
}

/* The section is made with the first advice, so that none stays empty. */
static void write_advice(tb_brief *p, const cJSON *g)
{
    const cJSON *t;
    bool open = false;
    cJSON_ArrayForEach(t, tbi_json_get(g, "advice"))
    {
        if (!open) {
            tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 3, "", tbi_word(p, TB_WORD_GOAL_ADVICE));
            tbi_doc_open(&p->doc, TB_BLOCK_LIST);
        }
        open = true;
        tbi_doc_item(&p->doc, tbi_said_of(p, t, "text"));
    }
    if (!open)
        return;
    tbi_doc_close(&p->doc);
    tbi_doc_close(&p->doc);
}

/* A component whose score is not known says nothing that its neighbours do not say. */
static bool is_bare(const cJSON *price)
{
    return isnan(tbi_number_of(price, "score"));
}

/* Whether a point counts the same in every component of the first level: then one sentence says
 * it.
 * NaN says nothing against it. Only the first level: criteria count through their component. */
static bool is_all_same(const cJSON *prices)
{
    const cJSON *x;
    double first = NAN;
    cJSON_ArrayForEach(x, prices)
    {
        double gain = tbi_number_of(x, "chance_gain_01");
        if (tbi_number_of(x, "depth") > 1 || isnan(gain))
            continue;
        if (isnan(first))
            first = gain;
        if (fabs(gain - first) > 1e-9)
            return false;
    }
    return true;
}

/* Nothing is asked for 50 % where the goal has that already. */
static void say_same_price(tb_brief *p, const cJSON *price)
{
    double half = tbi_number_of(price, "points_for_50");
    const char *most = tbi_say_amount(p, tbi_number_of(price, "points_for_80"), 2);
    const char *gain = tbi_say_gain(p, tbi_number_of(price, "chance_gain_01"));
    if (half < 0.005)
        add_paragraph(p, tbi_say(p, TB_SAY_PRICES_SAME_EVEN, most, gain));
    else
        add_paragraph(p, tbi_say(p, TB_SAY_PRICES_SAME, tbi_say_amount(p, half, 2), most, gain));
}

/* Another index as a whole ("SIPAS", in points of its own) is told from components by its code. */
static const char *say_priced_name(const tb_brief *p, const cJSON *x)
{
    const char *code = tbi_text_of(x, "component");
    if (strchr(code, '.') != NULL)
        return tbi_said_of(p, x, "name");
    const char *text = tbi_arena_printf(p->a, "%s: %s", code, tbi_said_of(p, x, "name"));
    return text != NULL ? text : "";
}

/* The first component speaks for all where same is true, else the first one without a score for
 * those without. */
static void write_same_price(tb_brief *p, const cJSON *prices, bool same)
{
    const cJSON *x;
    cJSON_ArrayForEach(x, prices)
    {
        /* x->depth 1 is a component; a criterion counts as its field does */
        if (tbi_number_of(x, "depth") > 1 || !(same || is_bare(x)))
            continue;
        if (!isnan(tbi_number_of(x, "chance_gain_01")))
            say_same_price(p, x);
        return;
    }
}

/* Components without a score of their own are only named; that the goal is about such a one itself
 * was said before. */
static void write_bare_prices(tb_brief *p, const cJSON *g, const cJSON *prices)
{
    const char *list = "";
    const cJSON *x;
    cJSON_ArrayForEach(x, prices)
    {
        if (tbi_number_of(x, "depth") <= 1 && is_bare(x) &&
            strcmp(tbi_text_of(x, "component"), tbi_text_of(g, "index")) != 0)
            list = tbi_join(p, list, "; ", say_priced_name(p, x));
    }
    if (list[0] != '\0')
        add_paragraph(p, tbi_say(p, TB_SAY_PRICES_BARE, list));
}

/* How many points for a chance; a word where they would pass the maximum.
 * need, possible: names of members, such as points_for_50 and points_for_50_possible. */
static void put_need(tb_brief *p, tb_doc_table *t, const cJSON *x, const char *need,
                     const char *possible)
{
    double points = tbi_number_of(x, need);
    if (!isnan(points) && !tbi_true_of(x, possible))
        tbi_put_text(p, t, tbi_word(p, TB_WORD_ABOVE_MAXIMUM));
    else
        tbi_put(p, t, points);
}

/* The same columns as write_prices made: those of chances only when they differ.
 * chance_gain_01: what a tenth of a point of the component adds to the chance. */
static void put_price(tb_brief *p, tb_doc_table *t, const cJSON *x, bool same)
{
    tbi_put_text(p, t, say_priced_name(p, x));
    tbi_put(p, t, tbi_number_of(x, "score"));
    tbi_put(p, t, tbi_number_of(x, "score_year"));
    tbi_put(p, t, tbi_number_of(x, "max"));
    if (!same) {
        tbi_put(p, t, tbi_number_of(x, "chance_gain_01"));
        put_need(p, t, x, "points_for_50", "points_for_50_possible");
        put_need(p, t, x, "points_for_80", "points_for_80_possible");
    }
    tbi_put(p, t, tbi_number_of(x, "reach"));
}

/* Whether some components have what others reached and some not. */
static bool has_unknown_reach(const cJSON *prices)
{
    const cJSON *x;
    bool some = false;
    bool none = false;
    cJSON_ArrayForEach(x, prices)
    {
        bool known = !isnan(tbi_number_of(x, "reach"));
        some = some || known;
        none = none || (!known && !is_bare(x) && tbi_number_of(x, "depth") <= 1);
    }
    return some && none;
}

/* Criteria below the first level only in short lists. */
static void write_prices(tb_brief *p, const cJSON *g)
{
    const cJSON *prices = tbi_json_get(g, "prices");
    const cJSON *x;
    int n = cJSON_GetArraySize(prices);
    /* then columns of chances would repeat one number */
    bool same = is_all_same(prices);
    const cJSON *before = tbi_goal_before(p, g), *told = tbi_json_get(before, "prices");
    if (n == 0)
        return;
    tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 3, "", tbi_word(p, TB_WORD_PRICES_HEAD));
    write_same_price(p, prices, same);
    if (cJSON_GetArraySize(told) == 0)
        write_bare_prices(p, g, prices);
    else
        add_paragraph(p, tbi_say(p, TB_SAY_PRICES_AS, tbi_goal_phrase(p, before)));
    if (same && cJSON_GetArraySize(told) == n && is_all_same(told)) {
        tbi_doc_close(&p->doc); /* the same table again */
        return;
    }
    tb_doc_table *t = tbi_grid_new(&p->doc, "prices", tbi_word(p, TB_WORD_PRICES_HEAD));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 40, tbi_word(p, TB_WORD_COMPONENT));
    tbi_grid_column(t, TB_DOC_POINTS, 0, 9, tbi_word(p, TB_WORD_SCORE));
    tbi_grid_column(t, TB_DOC_WHOLE, 3, 7, tbi_word(p, TB_WORD_YEAR));
    tbi_grid_column(t, TB_DOC_COST, 2, 8, tbi_word(p, TB_WORD_MAX));
    if (!same) {
        tbi_grid_column(t, TB_DOC_GAIN, 0, 20, tbi_word(p, TB_WORD_ADDS));
        tbi_grid_column(t, TB_DOC_POINTS, 0, 11, tbi_word(p, TB_WORD_FOR_50));
        tbi_grid_column(t, TB_DOC_POINTS, 2, 11, tbi_word(p, TB_WORD_FOR_80));
    }
    tbi_grid_column(t, TB_DOC_POINTS, 1, 11, tbi_word(p, TB_WORD_REACH_HEAD));
    cJSON_ArrayForEach(x, prices)
    {
        if (!is_bare(x) && (tbi_number_of(x, "depth") <= 1 || n <= 14))
            put_price(p, t, x, same);
    }
    tbi_doc_table(&p->doc, tbi_grid_drop_empty(p, t));
    if (has_unknown_reach(prices))
        tbi_doc_text(&p->doc, TB_TONE_MUTED, tbi_word(p, TB_WORD_REACH_NONE));
    tbi_doc_close(&p->doc);
}

/* number: of the goal on the page from 1, for ids. Without an answer the reason is all. */
void tbi_write_goal(tb_brief *p, const cJSON *g, size_t number)
{
    const char *id = tbi_arena_printf(p->a, "goal-%zu", number);
    const cJSON *f;
    tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 2, id != NULL ? id : "", tbi_goal_title(p, g));
    if (tbi_many_goals(p)) { /* the first page has a row of a table for it */
        tbi_doc_open(&p->doc, TB_BLOCK_CARDS);
        tbi_write_card(p, g);
        tbi_doc_close(&p->doc);
    }
    tbi_write_understood(p, g);
    if (!tbi_answered(g)) {
        add_paragraph(
            p, tbi_say(p, TB_SAY_UNANSWERED, tbi_said_of(p, g, "chance_without_action_reason")));
        tbi_doc_close(&p->doc);
        return;
    }
    write_sentences(p, g);
    write_sensitivity(p, g);
    tbi_doc_chart(&p->doc, tbi_chart_history(p, g, number));
    tbi_doc_chart(&p->doc, tbi_chart_places(p, g, number));
    cJSON_ArrayForEach(f, tbi_json_get(p->result, "forecast"))
    {
        if (strcmp(tbi_text_of(f, "index"), tbi_text_of(g, "index")) != 0)
            continue;
        tbi_doc_screen(tbi_doc_chart(&p->doc, tbi_chart_neighbours(p, f, number)));
    }
    write_advice(p, g);
    write_prices(p, g);
    tbi_doc_screen(tbi_doc_chart(&p->doc, tbi_chart_tornado(p, g, number)));
    tbi_write_levers(p, g);
    tbi_write_plan(p, tbi_json_get(g, "plan"));
    tbi_doc_screen(tbi_doc_chart(
        &p->doc, tbi_chart_frontier(p, tbi_json_get(g, "plan"), number, tbi_goal_title(p, g))));
    tbi_doc_close(&p->doc);
}
