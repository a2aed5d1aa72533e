/* sheets.c - the whole tables behind a page: a sheet each of a workbook. */
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
const char *tbi_sheet_list(const tb_brief *p, const cJSON *list, tb_sheet_words words)
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
    else if (c->words == TB_SHEET_CHANGE)
        tbi_put_text(p, t, tbi_say_change_is(p, tbi_text_of(holder, name)));
    else if (c->words == TB_SHEET_RECORD)
        tbi_put_text(p, t, holder != NULL ? tbi_say_record(p, holder) : "");
    else if (c->words == TB_SHEET_CAVEAT)
        tbi_put_text(p, t, holder != NULL ? tbi_say_no_figure(p, holder) : "");
    else if (cJSON_IsBool(m) && tbi_text_of(row, "reason")[0] != '\0')
        tbi_put_text(p, t, ""); /* there is no plan of which it could be true */
    else if (cJSON_IsBool(m))
        tbi_put_text(p, t, cJSON_IsTrue(m) ? tbi_word(p, TB_WORD_YES) : tbi_word(p, TB_WORD_NO));
    else if (cJSON_IsArray(m))
        tbi_put_text(p, t, tbi_sheet_list(p, m, c->words));
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
    tb_doc_table *stakes = tbi_stake_grid(p, tbi_word(p, TB_MSG_RENDER_STAKE_ANNEX));
    if (stakes != NULL && stakes->rows > 0)
        tbi_doc_sheet(&p->doc, stakes);
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

/* Where the province stands, every component of every index that has a figure of it. */
static void add_standing_sheet(tb_brief *p)
{
    const cJSON *index;
    const cJSON *c;
    const tb_sheet_column_of *columns = tbi_sheet_standing_columns;
    tb_doc_table *t = open_sheet(p, "standing", TB_MSG_RENDER_STANDING, columns);
    cJSON_ArrayForEach(index, tbi_json_get(tbi_json_get(p->result, "standing"), "indices"))
    {
        cJSON_ArrayForEach(c, tbi_json_get(index, "components"))
        {
            bool known = !isnan(tbi_number_of(c, "score")) || !isnan(tbi_number_of(c, "rank"));
            if (known)
                put_row(p, t, columns, c, index);
        }
    }
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
             tbi_print(p, "%.0f", tbi_number_of(p->result, "year")));
    put_pair(p, t, tbi_word(p, TB_MSG_RENDER_KNOWN_PUBLISHED_UP_RESULTS),
             tbi_print(p, "%.0f", tbi_number_of(p->result, "origin")));
    put_pair(p, t, tbi_word(p, TB_MSG_RENDER_SIMULATED_YEARS),
             tbi_print(p, "%.0f", tbi_number_of(p->result, "draws")));
    put_pair(p, t, "tangbac",
             tbi_print(p, "%s, seed %.0f", tbi_text_of(p->root, "tangbac"),
                       tbi_number_of(p->root, "seed")));
    cJSON_ArrayForEach(i, tbi_json_get(p->root, "inputs"))
        put_pair(p, t, tbi_text_of(i, "path"),
                 tbi_arena_printf(p->a, "SHA-256 %s", tbi_text_of(i, "sha256")));
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

/* The flat table is no sheet (flat_table.c). */
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
    add_standing_sheet(p);
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
}
