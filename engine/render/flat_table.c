/* flat_table.c - everything of a page in one table, a row a figure: what a CSV has room for. */
#include "render/brief.h"

#include "messages/counter_offer.h"
#include "messages/render.h"
#include "messages/render_known.h"
#include "messages/render_sheets.h"
#include "render/sheet_columns.h"

#include <math.h>

/* What every row starts with: who, from when, of which goal.
 * g NULL: of all goals together. Six cells; the rest of the row is the caller's. */
static void start_flat_row(tb_brief *p, tb_doc_table *t, const cJSON *g, const char *row)
{
    const char *unit =
        tbi_arena_printf(p->a, "%s (%s)", tbi_province(p), tbi_text_of(p->result, "unit"));
    tbi_put_text(p, t, unit != NULL ? unit : "");
    tbi_put(p, t, tbi_number_of(p->result, "origin"));
    tbi_put(p, t, tbi_number_of(g != NULL ? g : p->result, "year"));
    tbi_put_text(p, t, g != NULL ? tbi_text_of(g, "index") : tbi_word(p, TB_MSG_RENDER_ALL_GOALS));
    tbi_put_text(p, t, g != NULL ? tbi_goal_words(p, g) : tbi_word(p, TB_WORD_OF_ALL_GOALS));
    tbi_put_text(p, t, row);
}

/* What an order needs to say: who works with it, how much, from when to when, what to watch; and
 * the ceiling where there is no effect. m: of the annex or of what is at stake, NULL: neither. In
 * the order of add_order_columns. */
static void put_order(tb_brief *p, tb_doc_table *t, const cJSON *m, const cJSON *stake)
{
    tbi_put_text(p, t, tbi_said_of(p, m, "agencies_with"));
    tbi_put_text(p, t, tbi_said_of(p, m, "quantity"));
    tbi_put(p, t, tbi_number_of(m, "starts"));
    tbi_put(p, t, tbi_number_of(m, "acts_from"));
    tbi_put_text(p, t, tbi_text_of(m, "deadline"));
    tbi_put_text(p, t, tbi_true_of(m, "ordered_here") ? tbi_word(p, TB_WORD_YES) : "");
    tbi_put_text(p, t, tbi_said_of(p, m, "watch"));
    tbi_put(p, t, tbi_number_of(stake, "most"));
    tbi_put(p, t, tbi_number_of(stake, "low"));
    tbi_put(p, t, tbi_number_of(stake, "high"));
}

/* A chance of the goal itself or of a plan: only its words, number and reason.
 * plan NULL: the row has no cost. chance NaN: reason says why. record: of such a chance, "" where
 * it would be of another one. */
static void put_chance_row(tb_brief *p, tb_doc_table *t, const cJSON *g, const char *row,
                           const char *what, double chance, const cJSON *plan, const char *reason,
                           const char *record)
{
    bool priced = plan != NULL && tbi_plan_has_price(plan);
    start_flat_row(p, t, g, row);
    tbi_put_text(p, t, "");
    tbi_put_text(p, t, what);
    for (int k = 0; k < 4; k++)
        tbi_put_text(p, t, "");
    for (int k = 0; k < 4; k++)
        tbi_put(p, t, NAN);
    tbi_put_text(p, t, g != NULL ? tbi_say_no_figure(p, g) : "");
    tbi_put(p, t, chance);
    tbi_put(p, t, NAN);
    tbi_put_text(p, t, record);
    tbi_put(p, t, priced ? tbi_number_of(plan, "cost") : (double)NAN);
    tbi_put_text(p, t, priced ? tbi_text_of(plan, "cost_unit") : "");
    tbi_put_text(p, t, "");
    tbi_put_text(p, t, reason);
    put_order(p, t, NULL, NULL);
}

/* In the order of add_flat_columns. */
static void put_lever_row(tb_brief *p, tb_doc_table *t, const cJSON *g, const cJSON *l)
{
    const cJSON *e = tbi_json_get(l, "effect");
    const char *evidence = tbi_text_of(l, "evidence");
    const char *code =
        tbi_arena_printf(p->a, "%s.%s", tbi_text_of(l, "index"), tbi_text_of(l, "component"));
    start_flat_row(p, t, g, tbi_word(p, TB_MSG_RENDER_MEASURE_2));
    tbi_put_text(p, t, tbi_text_of(l, "id"));
    tbi_put_text(p, t, tbi_said_of(p, l, "name"));
    tbi_put_text(p, t, tbi_said_of(p, l, "agency"));
    tbi_put_text(p, t, code != NULL ? code : "");
    tbi_put_text(p, t, tbi_said_of(p, l, "component_name"));
    tbi_put_text(p, t, evidence[0] != '\0' ? tbi_say_evidence(p, evidence) : "");
    tbi_put(p, t, tbi_number_of(e, "mean"));
    tbi_put(p, t, tbi_number_of(e, "q05"));
    tbi_put(p, t, tbi_number_of(e, "q95"));
    tbi_put(p, t, tbi_number_of(tbi_json_get(l, "rank_change"), "mean"));
    tbi_put_text(p, t, "");
    tbi_put(p, t, tbi_number_of(l, "chance"));
    tbi_put(p, t, tbi_number_of(l, "chance_gain"));
    tbi_put_text(p, t, ""); /* the goal's own row has it */
    tbi_put(p, t,
            cJSON_IsFalse(tbi_json_get(l, "cost_given")) ? (double)NAN : tbi_number_of(l, "cost"));
    tbi_put_text(p, t, tbi_text_of(l, "cost_unit"));
    tbi_put_text(p, t,
                 tbi_true_of(l, "in_plan") ? tbi_word(p, TB_WORD_YES) : tbi_word(p, TB_WORD_NO));
    tbi_put_text(p, t, tbi_said_of(p, l, "effect_reason"));
    const cJSON *stake = tbi_json_get(l, "at_stake");
    put_order(p, t, stake != NULL ? tbi_json_get(stake, "order") : l, stake);
}

/* One row of the annex: a measure of the plan that the page proposes and a component. */
static void put_annex_row(tb_brief *p, tb_doc_table *t, const cJSON *m)
{
    const char *name = tbi_text_of(m, "component");
    const cJSON *e = tbi_json_get(m, "effect");
    bool priced = !cJSON_IsFalse(tbi_json_get(m, "cost_given"));
    start_flat_row(p, t, NULL, tbi_word(p, TB_MSG_RENDER_ANNEX_ROW));
    tbi_put_text(p, t, tbi_text_of(m, "id"));
    tbi_put_text(p, t, tbi_said_of(p, m, "name"));
    tbi_put_text(p, t, tbi_said_of(p, m, "agency"));
    tbi_put_text(p, t, name);
    tbi_put_text(p, t, tbi_said_of(p, m, "component_name"));
    tbi_put_text(p, t, tbi_say_evidence(p, tbi_text_of(m, "evidence")));
    tbi_put(p, t, tbi_number_of(e, "mean"));
    tbi_put(p, t, tbi_number_of(e, "q05"));
    tbi_put(p, t, tbi_number_of(e, "q95"));
    /* places, chance and gain are those of the whole plan */
    tbi_put(p, t, NAN);
    tbi_put_text(p, t, "");
    tbi_put(p, t, NAN);
    tbi_put(p, t, NAN);
    tbi_put_text(p, t, "");
    tbi_put(p, t, priced ? tbi_number_of(m, "cost") : (double)NAN);
    tbi_put_text(p, t, tbi_text_of(m, "cost_unit"));
    tbi_put_text(p, t, tbi_word(p, TB_WORD_YES));
    tbi_put_text(p, t, tbi_said_of(p, m, "reason"));
    put_order(p, t, m, NULL);
}

/* The measures stand as one text: a flat table has no place for lists. */
static void put_plan_row(tb_brief *p, tb_doc_table *t, const cJSON *g, const cJSON *plan)
{
    if (plan == NULL)
        return;
    put_chance_row(p, t, g, tbi_word(p, TB_MSG_RENDER_PLAN_3),
                   tbi_sheet_list(p, tbi_json_get(plan, "levers"), TB_SHEET_NAMES),
                   tbi_number_of(plan, "chance"), plan, tbi_said_of(p, plan, "reason"), "");
}

/* Filled by put_order. */
static void add_order_columns(tb_brief *p, tb_doc_table *t)
{
    tbi_grid_column(t, TB_DOC_TEXT, 0, 30, tbi_word(p, TB_MSG_RENDER_AGENCIES_WITH));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 30, tbi_word(p, TB_WORD_QUANTITY));
    tbi_grid_column(t, TB_DOC_WHOLE, 0, 8, tbi_word(p, TB_WORD_START));
    tbi_grid_column(t, TB_DOC_WHOLE, 0, 8, tbi_word(p, TB_WORD_WORKS_FROM));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 10, tbi_word(p, TB_WORD_DEADLINE));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 10, tbi_word(p, TB_WORD_ORDERED));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 50, tbi_word(p, TB_WORD_WATCH));
    tbi_grid_column(t, TB_DOC_POINTS, 0, 9, tbi_word(p, TB_MSG_RENDER_STAKE_MOST));
    tbi_grid_column(t, TB_DOC_POINTS, 0, 9, tbi_word(p, TB_MSG_RENDER_STAKE_LOW));
    tbi_grid_column(t, TB_DOC_POINTS, 0, 9, tbi_word(p, TB_MSG_RENDER_STAKE_HIGH));
}

/* One table for all kinds of rows, so that a CSV has one line of heads. */
static tb_doc_table *add_flat_columns(tb_brief *p)
{
    tb_doc_table *t = tbi_grid_new(&p->doc, "flat", "");
    tbi_grid_column(t, TB_DOC_TEXT, 0, 20, tbi_word(p, TB_WORD_PROVINCE));
    tbi_grid_column(t, TB_DOC_WHOLE, 0, 8, tbi_word(p, TB_WORD_KNOWN_UP_TO));
    tbi_grid_column(t, TB_DOC_WHOLE, 0, 8, tbi_word(p, TB_WORD_YEAR));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 10, tbi_word(p, TB_WORD_INDEX));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 30, tbi_word(p, TB_WORD_GOAL));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 18, tbi_word(p, TB_MSG_RENDER_ROW));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 10, tbi_word(p, TB_WORD_ID));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 40, tbi_word(p, TB_WORD_MEASURE));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 30, tbi_word(p, TB_WORD_AGENCY));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 10, tbi_word(p, TB_MSG_RENDER_COMPONENT_CODE));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 30, tbi_word(p, TB_WORD_COMPONENT));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 20, tbi_word(p, TB_WORD_EVIDENCE));
    tbi_grid_column(t, TB_DOC_POINTS, 0, 9, tbi_word(p, TB_MSG_RENDER_EFFECT_POINTS));
    tbi_grid_column(t, TB_DOC_POINTS, 0, 9, tbi_word(p, TB_MSG_RENDER_EFFECT_5));
    tbi_grid_column(t, TB_DOC_POINTS, 0, 9, tbi_word(p, TB_MSG_RENDER_EFFECT_95));
    tbi_grid_column(t, TB_DOC_TENTHS, 0, 9, tbi_word(p, TB_MSG_RENDER_PLACES_RANKS));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 30, tbi_word(p, TB_MSG_RENDER_CAVEAT));
    tbi_grid_column(t, TB_DOC_CHANCE, 0, 9, tbi_word(p, TB_MSG_RENDER_CHANCE_0_1));
    tbi_grid_column(t, TB_DOC_GAIN, 0, 9, tbi_word(p, TB_MSG_RENDER_GAIN_0_1));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 40, tbi_word(p, TB_WORD_RECORD_CELL));
    tbi_grid_column(t, TB_DOC_COST, 0, 9, tbi_word(p, TB_WORD_COST));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 9, tbi_word(p, TB_MSG_RENDER_UNIT_COST));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 9, tbi_word(p, TB_MSG_RENDER_PLAN));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 40, tbi_word(p, TB_MSG_RENDER_REASON));
    add_order_columns(p, t);
    return t;
}

/* Rows of a goal: its chance, noise alone, its measures, its plan; then all goals together, and the
 * annex of the plan that the page proposes. The flat table is no sheet. */
void tbi_add_flat_table(tb_brief *p)
{
    tb_doc_table *t = add_flat_columns(p);
    const cJSON *joint = tbi_json_get(p->result, "joint");
    const cJSON *g;
    const cJSON *l;
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        put_chance_row(p, t, g, tbi_word(p, TB_WORD_WITHOUT_ACTION), "",
                       tbi_number_of(g, "chance_without_action"), NULL,
                       tbi_said_of(p, g, "chance_without_action_reason"), tbi_say_record(p, g));
        put_chance_row(p, t, g, tbi_word(p, TB_MSG_RENDER_NOISE_ALONE_2), "",
                       tbi_number_of(g, "noise_chance"), NULL,
                       tbi_said_of(p, g, "noise_chance_reason"), "");
        cJSON_ArrayForEach(l, tbi_json_get(g, "levers")) put_lever_row(p, t, g, l);
        put_plan_row(p, t, g, tbi_json_get(g, "plan"));
    }
    if (joint != NULL) {
        put_chance_row(p, t, NULL, tbi_word(p, TB_WORD_WITHOUT_ACTION), "",
                       tbi_number_of(joint, "chance"), NULL, tbi_said_of(p, joint, "chance_reason"),
                       "");
        if (cJSON_GetArraySize(tbi_json_get(p->result, "goals")) > 1)
            put_plan_row(p, t, NULL, tbi_json_get(joint, "plan"));
    }
    cJSON_ArrayForEach(l, tbi_json_get(tbi_main_plan(p), "measures")) put_annex_row(p, t, l);
    p->doc.flat = t;
}
