/* sheets.c - the whole tables behind a page: a sheet each of a workbook, and one flat table for
 * CSV. */
#include "render/brief.h"

#include "base/buf.h"
#include "messages/render.h"
#include "messages/render_sheets.h"
#include "render/sheet_columns.h"

#include <math.h>
#include <string.h>

/* The member that a path means, and the object that holds it: its Vietnamese text is beside it.
 * path: names with dots between, "goal:" before what belongs to the goal of the row. *holder
 * NULL: a part of the path is missing. */
static const cJSON *find_member(const cJSON **holder, const char **name, const char *path,
                                const cJSON *row, const cJSON *goal)
{
    const cJSON *o = row;
    if (strncmp(path, "goal:", 5) == 0) {
        o = goal;
        path += 5;
    }
    for (const char *dot; (dot = strchr(path, '.')) != NULL; path = dot + 1) {
        char part[32];
        size_t n = (size_t)(dot - path) < sizeof part ? (size_t)(dot - path) : sizeof part - 1;
        memcpy(part, path, n);
        part[n] = '\0';
        o = o != NULL ? tbi_json_get(o, part) : NULL;
    }
    *holder = o;
    *name = path;
    return o != NULL ? tbi_json_get(o, path) : NULL;
}

/* A text in the page's language, a goal in its words. Names of units are the other way round: in
 * Vietnamese, with an English name beside. */
static const char *say_text(const tb_brief *p, const cJSON *o, const char *name)
{
    if (strcmp(name, "name") == 0 && tbi_text_of(o, "name_en")[0] != '\0')
        return tbi_unit_of(p, o);
    if (strcmp(name, "goal") == 0)
        return tbi_goal_words(p, o);
    return tbi_said_of(p, o, name);
}

/* A list of texts, of things with names, or of ids of measures, in one cell.
 * Names are joined by semicolons, since they have commas; codes by commas. */
static const char *say_list(const tb_brief *p, const cJSON *list, tb_sheet_words words)
{
    tb_buf b = { 0 };
    const cJSON *e;
    cJSON_ArrayForEach(e, list)
    {
        const char *text = cJSON_IsString(e)   ? e->valuestring
                           : cJSON_IsObject(e) ? say_text(p, e, "name")
                                               : "";
        const cJSON *lever = words == TB_SHEET_NAMES ? tbi_lever_of(p, text) : NULL;
        if (lever != NULL && tbi_said_of(p, lever, "name")[0] != '\0')
            text = tbi_said_of(p, lever, "name");
        if (text[0] != '\0' && b.size > 0)
            tbi_buf_text(&b, words == TB_SHEET_NAMES ? "; " : ", ");
        tbi_buf_text(&b, text);
    }
    const char *all = b.size > 0 && !b.failed ? tbi_arena_text(p->a, b.data) : "";
    if (b.failed)
        p->a->refused = true;
    tbi_buf_free(&b);
    return all != NULL ? all : "";
}

/* The kind of the column decides, then the words that it is of, then what the member is. */
static void put_cell(tb_brief *p, tb_doc_table *t, const tb_sheet_column_of *c, const cJSON *row,
                     const cJSON *goal)
{
    const cJSON *holder;
    const char *name;
    const cJSON *m = find_member(&holder, &name, c->path, row, goal);
    if (strcmp(c->path, "cost") == 0 && cJSON_IsFalse(tbi_json_get(holder, "cost_given")))
        tbi_put(p, t, NAN); /* 1 stands for one measure, which is no amount */
    else if (tbi_kind_is_number(c->kind))
        tbi_put(p, t, tbi_number_of(holder, name));
    else if (c->words == TB_SHEET_EVIDENCE)
        tbi_put_text(p, t, tbi_say_evidence(p, tbi_text_of(holder, name)));
    else if (c->words == TB_SHEET_KNOWN)
        tbi_put_text(p, t, tbi_say_known(p, tbi_text_of(holder, name)));
    else if (cJSON_IsBool(m) && tbi_text_of(row, "reason")[0] != '\0')
        tbi_put_text(p, t, ""); /* there is no plan of which it could be true */
    else if (cJSON_IsBool(m))
        tbi_put_text(p, t, cJSON_IsTrue(m) ? tbi_word(p, TB_WORD_YES) : tbi_word(p, TB_WORD_NO));
    else if (cJSON_IsArray(m))
        tbi_put_text(p, t, say_list(p, m, c->words));
    else
        tbi_put_text(p, t, holder != NULL ? say_text(p, holder, name) : "");
}

/* c ends with a column without a head.
 * en, vi: the name of the sheet. The sheet is in the list of the document at once, empty or not. */
static tb_doc_table *open_sheet(tb_brief *p, const char *id, const char *en, const char *vi,
                                const tb_sheet_column_of *c)
{
    tb_doc_table *t = tbi_grid_new(&p->doc, id, tbi_word(p, en, vi));
    for (; c->en != NULL; c++)
        tbi_grid_column(t, c->kind, 0, c->width, tbi_word(p, c->en, c->vi));
    tbi_doc_sheet(&p->doc, t);
    return t;
}

/* Columns end with one that has no head. */
static void put_row(tb_brief *p, tb_doc_table *t, const tb_sheet_column_of *columns,
                    const cJSON *row, const cJSON *goal)
{
    for (const tb_sheet_column_of *c = columns; c->en != NULL; c++)
        put_cell(p, t, c, row, goal);
}

/* goal: what "goal:" paths look into; NULL where rows belong to none. */
static void put_rows(tb_brief *p, tb_doc_table *t, const tb_sheet_column_of *c, const cJSON *rows,
                     const cJSON *goal)
{
    const cJSON *row;
    cJSON_ArrayForEach(row, rows) put_row(p, t, c, row, goal);
}

/* A sheet of the rows that every goal has under a name.
 * member: "prices" or "levers"; it is the id of the sheet, too. */
static void add_goals_sheet(tb_brief *p, const char *member, const char *en, const char *vi,
                            const tb_sheet_column_of *c)
{
    const cJSON *g;
    tb_doc_table *t = open_sheet(p, member, en, vi, c);
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
        put_rows(p, t, c, tbi_json_get(g, member), g);
}

/* The plan that the page proposes, and its annex by name and date. */
static void add_plan_sheets(tb_brief *p)
{
    const cJSON *g;
    const cJSON *goals = tbi_json_get(p->result, "goals");
    const cJSON *joint = tbi_json_get(p->result, "joint");
    tb_doc_table *annex =
        tbi_plan_grid(p, tbi_main_plan(p), "annex", tbi_word(p, TB_MSG_RENDER_PLAN_ANNEX));
    if (annex != NULL && annex->rows > 0)
        tbi_doc_sheet(&p->doc, annex);
    tb_doc_table *t = open_sheet(p, "plans", TB_MSG_RENDER_PLAN_2, tbi_sheet_plan_columns);
    cJSON_ArrayForEach(g, goals)
    {
        if (tbi_json_get(g, "plan") != NULL)
            put_row(p, t, tbi_sheet_plan_columns, tbi_json_get(g, "plan"), g);
    }
    /* one goal has one plan: the row of all would repeat it */
    bool several = cJSON_GetArraySize(goals) > 1 && tbi_json_get(joint, "plan") != NULL;
    cJSON *all = cJSON_CreateObject(); /* stands for a goal where the plan is of all */
    if (all == NULL) {
        p->doc.failed = true;
        return;
    }
    /* a goal made up for the rows of the joint plan, which has no index */
    cJSON_AddStringToObject(all, "index", tbi_word(p, TB_MSG_RENDER_ALL_GOALS));
    cJSON_AddStringToObject(all, "goal", tbi_word(p, TB_WORD_OF_ALL_GOALS));
    if (several)
        put_row(p, t, tbi_sheet_plan_columns, tbi_json_get(joint, "plan"), all);
    t = open_sheet(p, "frontier", TB_MSG_RENDER_FRONTIER, tbi_sheet_frontier_columns);
    cJSON_ArrayForEach(g, goals) put_rows(p, t, tbi_sheet_frontier_columns,
                                          tbi_json_get(tbi_json_get(g, "plan"), "frontier"), g);
    if (several)
        put_rows(p, t, tbi_sheet_frontier_columns,
                 tbi_json_get(tbi_json_get(joint, "plan"), "frontier"), all);
    cJSON_Delete(all);
}

/* Warnings, and the noise of each forecast, in one list. */
static void note_sheet(tb_brief *p)
{
    const cJSON *f;
    tb_doc_table *t = open_sheet(p, "notes", TB_MSG_RENDER_NOTES, tbi_sheet_note_columns);
    put_rows(p, t, tbi_sheet_note_columns, tbi_json_get(p->root, "warnings"), NULL);
    cJSON_ArrayForEach(f, tbi_json_get(p->result, "forecast"))
    {
        const char *noise = tbi_said_of(p, tbi_json_get(f, "noise"), "text");
        if (noise[0] != '\0') /* says its index, as the page does */
            tbi_put_text(p, t, tbi_say(p, TB_SAY_NOTE_OF, tbi_text_of(f, "index"), noise));
    }
}

/* One line of the sheet about the result. */
static void put_pair(tb_brief *p, tb_doc_table *t, const char *what, const char *text)
{
    tbi_put_text(p, t, what);
    tbi_put_text(p, t, text != NULL ? text : "");
}

/* What the sheets are of, and what they were made from. */
static void add_about_sheet(tb_brief *p)
{
    const cJSON *i;
    const char *name = tbi_province(p);
    tb_doc_table *t = tbi_grid_new(&p->doc, "about", tbi_word(p, TB_MSG_RENDER_ABOUT));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 32, tbi_word(p, TB_MSG_RENDER_WHAT));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 90, tbi_word(p, TB_MSG_RENDER_WHICH));
    tbi_doc_sheet(&p->doc, t);
    if (name[0] != '\0')
        put_pair(p, t, tbi_word(p, TB_WORD_PROVINCE),
                 tbi_arena_printf(p->a, "%s (%s)", name, tbi_text_of(p->result, "unit")));
    put_pair(p, t, tbi_word(p, TB_MSG_RENDER_GOALS_YEAR),
             tbi_arena_printf(p->a, "%.0f", tbi_number_of(p->result, "year")));
    put_pair(p, t, tbi_word(p, TB_MSG_RENDER_KNOWN_PUBLISHED_UP_RESULTS),
             tbi_arena_printf(p->a, "%.0f", tbi_number_of(p->result, "origin")));
    put_pair(p, t, tbi_word(p, TB_MSG_RENDER_SIMULATED_YEARS),
             tbi_arena_printf(p->a, "%.0f", tbi_number_of(p->result, "draws")));
    put_pair(p, t, "tangbac",
             tbi_arena_printf(p->a, "%s, seed %.0f", tbi_text_of(p->root, "tangbac"),
                              tbi_number_of(p->root, "seed")));
    cJSON_ArrayForEach(i, tbi_json_get(p->root, "inputs"))
        put_pair(p, t, tbi_text_of(i, "path"),
                 tbi_arena_printf(p->a, "SHA-256 %s", tbi_text_of(i, "sha256")));
}

/* ---- one flat table ---- */
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

/* A chance of the goal itself or of a plan: only its words, number and reason.
 * plan NULL: the row has no cost. chance NaN: reason says why. */
static void put_chance_row(tb_brief *p, tb_doc_table *t, const cJSON *g, const char *row,
                           const char *what, double chance, const cJSON *plan, const char *reason)
{
    bool priced = plan != NULL && tbi_plan_has_price(plan);
    start_flat_row(p, t, g, row);
    tbi_put_text(p, t, "");
    tbi_put_text(p, t, what);
    for (int k = 0; k < 4; k++)
        tbi_put_text(p, t, "");
    for (int k = 0; k < 4; k++)
        tbi_put(p, t, NAN);
    tbi_put(p, t, chance);
    tbi_put(p, t, NAN);
    tbi_put(p, t, priced ? tbi_number_of(plan, "cost") : (double)NAN);
    tbi_put_text(p, t, priced ? tbi_text_of(plan, "cost_unit") : "");
    tbi_put_text(p, t, "");
    tbi_put_text(p, t, reason);
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
    tbi_put(p, t, tbi_number_of(l, "chance"));
    tbi_put(p, t, tbi_number_of(l, "chance_gain"));
    tbi_put(p, t,
            cJSON_IsFalse(tbi_json_get(l, "cost_given")) ? (double)NAN : tbi_number_of(l, "cost"));
    tbi_put_text(p, t, tbi_text_of(l, "cost_unit"));
    tbi_put_text(p, t,
                 tbi_true_of(l, "in_plan") ? tbi_word(p, TB_WORD_YES) : tbi_word(p, TB_WORD_NO));
    tbi_put_text(p, t, tbi_said_of(p, l, "effect_reason"));
}

/* The measures stand as one text: a flat table has no place for lists. */
static void put_plan_row(tb_brief *p, tb_doc_table *t, const cJSON *g, const cJSON *plan)
{
    if (plan == NULL)
        return;
    put_chance_row(p, t, g, tbi_word(p, TB_MSG_RENDER_PLAN_3),
                   say_list(p, tbi_json_get(plan, "levers"), TB_SHEET_NAMES),
                   tbi_number_of(plan, "chance"), plan, tbi_said_of(p, plan, "reason"));
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
    tbi_grid_column(t, TB_DOC_CHANCE, 0, 9, tbi_word(p, TB_MSG_RENDER_CHANCE_0_1));
    tbi_grid_column(t, TB_DOC_GAIN, 0, 9, tbi_word(p, TB_MSG_RENDER_GAIN_0_1));
    tbi_grid_column(t, TB_DOC_COST, 0, 9, tbi_word(p, TB_WORD_COST));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 9, tbi_word(p, TB_MSG_RENDER_UNIT_COST));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 9, tbi_word(p, TB_MSG_RENDER_PLAN));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 40, tbi_word(p, TB_MSG_RENDER_REASON));
    return t;
}

/* Rows of a goal: its chance, noise alone, its measures, its plan; then all goals together. */
static void add_flat_table(tb_brief *p)
{
    tb_doc_table *t = add_flat_columns(p);
    const cJSON *joint = tbi_json_get(p->result, "joint");
    const cJSON *g;
    const cJSON *l;
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        put_chance_row(p, t, g, tbi_word(p, TB_WORD_WITHOUT_ACTION), "",
                       tbi_number_of(g, "chance_without_action"), NULL,
                       tbi_said_of(p, g, "chance_without_action_reason"));
        put_chance_row(p, t, g, tbi_word(p, TB_MSG_RENDER_NOISE_ALONE_2), "",
                       tbi_number_of(g, "noise_chance"), NULL,
                       tbi_said_of(p, g, "noise_chance_reason"));
        cJSON_ArrayForEach(l, tbi_json_get(g, "levers")) put_lever_row(p, t, g, l);
        put_plan_row(p, t, g, tbi_json_get(g, "plan"));
    }
    if (joint != NULL) {
        put_chance_row(p, t, NULL, tbi_word(p, TB_WORD_WITHOUT_ACTION), "",
                       tbi_number_of(joint, "chance"), NULL,
                       tbi_said_of(p, joint, "chance_reason"));
        if (cJSON_GetArraySize(tbi_json_get(p->result, "goals")) > 1)
            put_plan_row(p, t, NULL, tbi_json_get(joint, "plan"));
    }
    p->doc.flat = t;
}

/* Every unit at once, and how chances of before came true where that was asked. */
static void add_survey_sheets(tb_brief *p)
{
    tb_doc_table *t = open_sheet(p, "units", TB_MSG_RENDER_UNITS, tbi_sheet_unit_columns);
    put_rows(p, t, tbi_sheet_unit_columns, tbi_json_get(p->result, "units"), NULL);
    p->doc.flat = t;
    if (tbi_json_get(p->result, "reliability") != NULL) {
        t = open_sheet(p, "reliability", TB_MSG_RENDER_RELIABILITY, tbi_sheet_reliability_columns);
        put_rows(p, t, tbi_sheet_reliability_columns, tbi_json_get(p->result, "reliability"), NULL);
        t = open_sheet(p, "origins", TB_MSG_RENDER_YEAR_2, tbi_sheet_origin_columns);
        put_rows(p, t, tbi_sheet_origin_columns, tbi_json_get(p->result, "origins"), NULL);
    }
    note_sheet(p);
    add_about_sheet(p);
}

/* The row of all goals together, so that it can be read among the goals. */
static void put_joint_row(tb_brief *p, tb_doc_table *t)
{
    const cJSON *joint = tbi_json_get(p->result, "joint");
    const cJSON *plan = tbi_json_get(joint, "plan");
    const char *reason = tbi_said_of(p, joint, "chance_reason");
    double chance = tbi_number_of(joint, "chance");
    cJSON *all = cJSON_CreateObject();
    if (all == NULL) {
        p->doc.failed = true;
        return;
    }
    cJSON_AddStringToObject(all, "index", tbi_word(p, TB_MSG_RENDER_ALL_GOALS));
    cJSON_AddStringToObject(all, "goal", tbi_word(p, TB_WORD_OF_ALL_GOALS));
    if (!isnan(chance))
        cJSON_AddNumberToObject(all, "chance_without_action", chance);
    if (reason[0] != '\0')
        cJSON_AddStringToObject(all, "chance_without_action_reason", reason);
    cJSON *with = cJSON_AddObjectToObject(all, "plan");
    if (with != NULL && !isnan(tbi_number_of(plan, "chance")))
        cJSON_AddNumberToObject(with, "chance", tbi_number_of(plan, "chance"));
    put_row(p, t, tbi_sheet_goal_columns, all, NULL);
    cJSON_Delete(all);
}

/* The flat table is no sheet: it is what a CSV gets. */
void tbi_write_sheets(tb_brief *p)
{
    const cJSON *f;
    tb_doc_table *t;
    if (tbi_json_get(p->result, "goals") == NULL) {
        add_survey_sheets(p);
        return;
    }
    t = open_sheet(p, "goals", TB_MSG_RENDER_GOALS_2, tbi_sheet_goal_columns);
    put_rows(p, t, tbi_sheet_goal_columns, tbi_json_get(p->result, "goals"), NULL);
    if (cJSON_GetArraySize(tbi_json_get(p->result, "goals")) > 1)
        put_joint_row(p, t);
    add_goals_sheet(p, "prices", TB_MSG_RENDER_PRICES, tbi_sheet_price_columns);
    add_goals_sheet(p, "levers", TB_MSG_RENDER_MEASURES, tbi_sheet_measure_columns);
    add_plan_sheets(p);
    t = open_sheet(p, "forecast", TB_MSG_RENDER_FORECAST, tbi_sheet_forecast_columns);
    cJSON_ArrayForEach(f, tbi_json_get(p->result, "forecast"))
        put_rows(p, t, tbi_sheet_forecast_columns, tbi_json_get(f, "units"), f);
    t = open_sheet(p, "history", TB_MSG_RENDER_HISTORY, tbi_sheet_history_columns);
    put_rows(p, t, tbi_sheet_history_columns, tbi_json_get(p->result, "history"), NULL);
    t = open_sheet(p, "sources", TB_MSG_RENDER_SOURCES, tbi_sheet_source_columns);
    put_rows(p, t, tbi_sheet_source_columns, tbi_json_get(p->result, "sources"), NULL);
    note_sheet(p);
    add_about_sheet(p);
    add_flat_table(p);
}
