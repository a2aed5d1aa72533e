/* brief_sheets.c - the brief as an Excel workbook: the tables behind its sentences, a sheet each,
 * numbers as numbers. */
#include "render/brief.h"

#include "base/error.h"
#include "render/brief_columns.h"
#include "render/run_words.h"

#include <string.h>

enum { MOST_COLUMNS = 200 };

typedef struct writer {
    tb_workbook *book;
    const tb_brief *brief;
    const tb_brief_column *column;      /* of the sheet */
    tb_sheet_column room[MOST_COLUMNS]; /* borrowed by the workbook until it is closed */
    size_t used;
} writer;

static void open_sheet(writer *w, const char *en, const char *vi, const tb_brief_column *c)
{
    tb_sheet_column *of = w->room + w->used;
    size_t n = 0;
    for (; c[n].en != NULL; n++)
        of[n] =
            (tb_sheet_column){ tbi_brief_pick(w->brief, c[n].en, c[n].vi), c[n].width, c[n].form };
    w->used += n;
    w->column = c;
    tbi_workbook_sheet(w->book, tbi_brief_pick(w->brief, en, vi), of, n);
}

/* The member that a path means, and the object that holds it: its Vietnamese text stands beside it.
 * */
static const cJSON *member(const cJSON **holder, const char **name, const char *path,
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
        o = tbi_json_get(o, part);
    }
    *holder = o;
    *name = path;
    return tbi_json_get(o, path);
}

/* A text in the brief's language. Names of units stand the other way round: in Vietnamese, with an
 * English name beside. */
static const char *said(const writer *w, const cJSON *o, const char *name)
{
    if (strcmp(name, "name") == 0 && tbi_brief_text(o, "name_en")[0] != '\0')
        return tbi_brief_unit(w->brief, o);
    return tbi_brief_said(w->brief, o, name);
}

/* A list of texts, or of things with names, in one cell. */
static const char *list(const writer *w, const cJSON *of)
{
    const cJSON *e;
    tb_buf b = { 0 };
    cJSON_ArrayForEach(e, of)
    {
        const char *text = cJSON_IsString(e)   ? e->valuestring
                           : cJSON_IsObject(e) ? said(w, e, "name")
                                               : "";
        if (text[0] != '\0' && b.size > 0)
            tbi_buf_text(&b, ", ");
        tbi_buf_text(&b, text);
    }
    const char *all = b.size > 0 && !b.failed ? tbi_arena_text(w->brief->a, b.data) : "";
    if (b.failed)
        w->brief->a->refused = true;
    tbi_buf_free(&b);
    return all != NULL ? all : "";
}

/* The words of a status and of PAPI's groups; other texts stand as they are. */
static const char *known_word(const writer *w, const char *word)
{
    static const char *const vi[][2] = {
        { "published", "đã công bố" },    { "derived", "suy ra" },
        { "computed", "tính toán" },      { "not in the data", "chưa có trong bộ dữ liệu" },
        { "withheld", "không công bố" },  { "high", "Cao nhất" },
        { "mid-high", "Trung bình cao" }, { "mid-low", "Trung bình thấp" },
        { "low", "Thấp nhất" },
    };
    for (size_t k = 0; w->brief->lang == TB_LANG_VI && k < sizeof vi / sizeof *vi; k++)
        if (strcmp(vi[k][0], word) == 0)
            return vi[k][1];
    return word;
}

static const char *evidence_word(const writer *w, const char *word)
{
    for (int k = TB_EVIDENCE_PUBLISHED; k <= TB_EVIDENCE_ASSUMED; k++)
        if (strcmp(tb_evidence_word((tb_evidence)k), word) == 0)
            return tbi_say_evidence((tb_evidence)k, w->brief->lang);
    return tbi_say_evidence(TB_EVIDENCE_NONE, w->brief->lang);
}

static void cell(writer *w, const tb_brief_column *c, const cJSON *row, const cJSON *goal)
{
    const cJSON *holder;
    const char *name;
    const cJSON *m = member(&holder, &name, c->path, row, goal);
    if (c->form != TB_SHEET_TEXT)
        tbi_workbook_number(w->book, tbi_brief_number(holder, name));
    else if (c->words == TB_WORDS_EVIDENCE)
        tbi_workbook_text(w->book, evidence_word(w, tbi_brief_text(holder, name)));
    else if (c->words == TB_WORDS_KNOWN)
        tbi_workbook_text(w->book, known_word(w, tbi_brief_text(holder, name)));
    else if (cJSON_IsBool(m) && tbi_brief_text(row, "reason")[0] != '\0')
        tbi_workbook_text(w->book, ""); /* there is no plan of which it could be true */
    else if (cJSON_IsBool(m))
        tbi_workbook_text(w->book, cJSON_IsTrue(m) ? tbi_brief_pick(w->brief, "yes", "có")
                                                   : tbi_brief_pick(w->brief, "no", "không"));
    else if (cJSON_IsArray(m))
        tbi_workbook_text(w->book, list(w, m));
    else
        tbi_workbook_text(w->book, said(w, holder, name));
}

static void put_row(writer *w, const cJSON *row, const cJSON *goal)
{
    for (const tb_brief_column *c = w->column; c->en != NULL; c++)
        cell(w, c, row, goal);
    tbi_workbook_end_row(w->book);
}

static void put_rows(writer *w, const cJSON *rows, const cJSON *goal)
{
    const cJSON *row;
    cJSON_ArrayForEach(row, rows) put_row(w, row, goal);
}

/* The row of all goals together, so that it can stand among the goals: its chance and its plan. */
static cJSON *together(const writer *w)
{
    const cJSON *joint = tbi_json_get(w->brief->result, "joint");
    cJSON *all = cJSON_CreateObject();
    cJSON *plan = cJSON_GetObjectItemCaseSensitive(joint, "plan");
    const char *reason = tbi_brief_said(w->brief, joint, "chance_reason");
    cJSON_AddStringToObject(all, "index", tbi_brief_pick(w->brief, "All goals", "Tất cả"));
    cJSON_AddStringToObject(
        all, "goal",
        tbi_brief_pick(w->brief, "all goals together", "cùng lúc đạt tất cả các chỉ tiêu"));
    if (cJSON_IsNumber(tbi_json_get(joint, "chance")))
        cJSON_AddNumberToObject(all, "chance_without_action", tbi_brief_number(joint, "chance"));
    if (reason[0] != '\0')
        cJSON_AddStringToObject(all, "chance_without_action_reason", reason);
    if (plan != NULL)
        cJSON_AddItemReferenceToObject(all, "plan", plan);
    return all;
}

/* A sheet with the rows that stand in a member of every goal. */
static void of_goals(writer *w, const char *name)
{
    const cJSON *g;
    cJSON_ArrayForEach(g, tbi_json_get(w->brief->result, "goals"))
        put_rows(w, tbi_json_get(g, name), g);
}

static void plan_sheets(writer *w, const cJSON *all, bool several)
{
    const cJSON *g, *goals = tbi_json_get(w->brief->result, "goals");
    open_sheet(w, "Plan", "Phương án", tbi_brief_plan_columns);
    cJSON_ArrayForEach(g, goals) if (tbi_json_get(g, "plan") != NULL)
        put_row(w, tbi_json_get(g, "plan"), g);
    if (several && tbi_json_get(all, "plan") != NULL)
        put_row(w, tbi_json_get(all, "plan"), all);
    open_sheet(w, "Frontier", "Chi phí và khả năng đạt", tbi_brief_frontier_columns);
    cJSON_ArrayForEach(g, goals) put_rows(w, tbi_json_get(tbi_json_get(g, "plan"), "frontier"), g);
    if (several)
        put_rows(w, tbi_json_get(tbi_json_get(all, "plan"), "frontier"), all);
}

static void notes(writer *w)
{
    const cJSON *f;
    open_sheet(w, "Notes", "Lưu ý", tbi_brief_note_columns);
    put_rows(w, tbi_json_get(w->brief->root, "warnings"), NULL);
    cJSON_ArrayForEach(
        f, tbi_json_get(w->brief->result, "forecast")) if (tbi_json_get(f, "noise") != NULL)
        put_row(w, tbi_json_get(f, "noise"), NULL);
}

static void pair(writer *w, const char *what, const char *text)
{
    tbi_workbook_text(w->book, what);
    tbi_workbook_text(w->book, text != NULL ? text : "");
    tbi_workbook_end_row(w->book);
}

/* What the sheets are of, and what they were made from. */
static void about(writer *w)
{
    static const tb_brief_column columns[] = {
        { "What", "Mục", "", 32, TB_SHEET_TEXT, TB_WORDS_PLAIN },
        { "Which", "Nội dung", "", 90, TB_SHEET_TEXT, TB_WORDS_PLAIN },
        { NULL, NULL, NULL, 0, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    };
    const tb_brief *f = w->brief;
    const cJSON *i;
    const char *name = f->lang == TB_LANG_VI ? tbi_brief_text(f->result, "unit_name")
                                             : tbi_brief_text(f->result, "unit_name_en");
    open_sheet(w, "About", "Thông tin", columns);
    if (name[0] != '\0')
        pair(w, tbi_brief_pick(f, "Province", "Tỉnh, thành phố"),
             tbi_arena_printf(f->a, "%s (%s)", name, tbi_brief_text(f->result, "unit")));
    pair(w, tbi_brief_pick(f, "Goals for the year", "Chỉ tiêu của năm"),
         tbi_arena_printf(f->a, "%.0f", tbi_brief_number(f->result, "year")));
    pair(w,
         tbi_brief_pick(f, "Known: published up to the results of",
                        "Số liệu công bố đến hết kết quả năm"),
         tbi_arena_printf(f->a, "%.0f", tbi_brief_number(f->result, "origin")));
    pair(w, tbi_brief_pick(f, "Simulated years", "Số lần mô phỏng"),
         tbi_arena_printf(f->a, "%.0f", tbi_brief_number(f->result, "draws")));
    pair(w, "tangbac",
         tbi_arena_printf(f->a, "%s, seed %.0f", tbi_brief_text(f->root, "tangbac"),
                          tbi_brief_number(f->root, "seed")));
    cJSON_ArrayForEach(i, tbi_json_get(f->root, "inputs"))
        pair(w, tbi_brief_text(i, "path"),
             tbi_arena_printf(f->a, "SHA-256 %s", tbi_brief_text(i, "sha256")));
}

static void all_sheets(writer *w, const cJSON *all)
{
    const cJSON *result = w->brief->result;
    const cJSON *goals = tbi_json_get(result, "goals");
    const cJSON *f;
    bool several = cJSON_GetArraySize(goals) > 1;
    open_sheet(w, "Goals", "Chỉ tiêu", tbi_brief_goal_columns);
    put_rows(w, goals, NULL);
    if (several)
        put_row(w, all, NULL);
    open_sheet(w, "Prices", "Giá trị từng nội dung", tbi_brief_price_columns);
    of_goals(w, "prices");
    open_sheet(w, "Measures", "Giải pháp", tbi_brief_measure_columns);
    of_goals(w, "levers");
    plan_sheets(w, all, several);
    open_sheet(w, "Forecast", "Dự báo", tbi_brief_forecast_columns);
    cJSON_ArrayForEach(f, tbi_json_get(result, "forecast"))
        put_rows(w, tbi_json_get(f, "units"), f);
    open_sheet(w, "History", "Kết quả các năm", tbi_brief_history_columns);
    put_rows(w, tbi_json_get(result, "history"), NULL);
    open_sheet(w, "Sources", "Nguồn số liệu", tbi_brief_source_columns);
    put_rows(w, tbi_json_get(result, "sources"), NULL);
    notes(w);
    about(w);
}

/* Every unit at once, and how chances of before came true where that was asked. */
static void survey_sheets(writer *w)
{
    const cJSON *result = w->brief->result;
    open_sheet(w, "Units", "Các tỉnh, thành phố", tbi_brief_unit_columns);
    put_rows(w, tbi_json_get(result, "units"), NULL);
    if (tbi_json_get(result, "reliability") != NULL) {
        open_sheet(w, "Reliability", "Độ tin cậy", tbi_brief_reliability_columns);
        put_rows(w, tbi_json_get(result, "reliability"), NULL);
        open_sheet(w, "By year", "Theo năm", tbi_brief_origin_columns);
        put_rows(w, tbi_json_get(result, "origins"), NULL);
    }
    notes(w);
    about(w);
}

tb_status tbi_brief_workbook(const tb_brief *f, const char *path, tb_err *err)
{
    writer w = { .brief = f };
    tb_status st = tbi_workbook_open(&w.book, path, false, err);
    if (st != TB_OK)
        return st;
    cJSON *all = together(&w);
    if (tbi_brief_of_units(f))
        survey_sheets(&w);
    else
        all_sheets(&w, all);
    bool refused = all == NULL || f->a->refused;
    cJSON_Delete(all);
    if (!refused)
        return tbi_workbook_keep(w.book, err);
    tbi_workbook_drop(w.book);
    return tbi_no_memory(err, path);
}
