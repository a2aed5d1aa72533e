/* brief_text.c - the brief as Markdown, for a mail or a report, and as CSV, one row a goal and
 * measure, for a spreadsheet. */
#include "render/brief.h"

#include "render/run_words.h"
#include "render/table.h"
#include "text/parse_number.h"

#include <math.h>
#include <string.h>

static const char *chance(tb_brief *f, const cJSON *o, const char *name)
{
    return tbi_say_chance(f->a, tbi_brief_number(o, name), f->lang);
}

/* Bars would end a cell, line ends a row. */
static const char *plain(tb_brief *f, const char *text)
{
    char *copy = tbi_arena_text(f->a, text);
    for (char *p = copy; p != NULL && *p != '\0'; p++)
        if (*p == '|' || *p == '\n')
            *p = *p == '|' ? '/' : ' ';
    return copy != NULL ? copy : "";
}

static void goal_lines(tb_brief *f, const cJSON *g)
{
    tbi_buf_printf(f->b, "\n## %s: %s\n\n", tbi_brief_text(g, "index"),
                   plain(f, tbi_brief_text(g, "goal")));
    if (isnan(tbi_brief_number(g, "chance_without_action"))) {
        tbi_buf_printf(f->b,
                       tbi_brief_pick(f, "This goal cannot be answered: %s.\n",
                                      "Chưa trả lời được chỉ tiêu này: %s.\n"),
                       tbi_brief_said(f, g, "chance_without_action_reason"));
        return;
    }
    tbi_buf_printf(f->b,
                   tbi_brief_pick(f, "Without action the goal is met in %s.\n",
                                  "Nếu không có thêm giải pháp, khả năng đạt là %s.\n"),
                   tbi_say_cases(f->a, tbi_brief_number(g, "chance_without_action"), f->lang));
    if (!isnan(tbi_brief_number(g, "noise_chance")))
        tbi_buf_printf(
            f->b, tbi_brief_pick(f, "Noise alone: %s.\n", "Chỉ do biến động ngẫu nhiên: %s.\n"),
            tbi_say_cases(f->a, tbi_brief_number(g, "noise_chance"), f->lang));
    const cJSON *l;
    bool head = false;
    if (cJSON_GetArraySize(tbi_json_get(g, "advice")) > 0)
        tbi_buf_printf(f->b, "\n%s\n\n", tbi_brief_pick(f, "What to do:", "Việc nên làm:"));
    cJSON_ArrayForEach(l, tbi_json_get(g, "advice"))
        tbi_buf_printf(f->b, "- %s\n", plain(f, tbi_brief_said(f, l, "text")));
    cJSON_ArrayForEach(l, tbi_json_get(g, "levers"))
    {
        if (tbi_json_get(l, "effect") == NULL)
            continue;
        if (!head)
            tbi_buf_text(f->b,
                         tbi_brief_pick(f,
                                        "\n| Measure | Component | Evidence | Chance with it | "
                                        "Gain |\n|---|---|---|---:|---:|\n",
                                        "\n| Giải pháp | Nội dung | Căn cứ | Khả năng đạt | "
                                        "Tăng thêm |\n|---|---|---|---:|---:|\n"));
        head = true;
        tb_evidence kind = TB_EVIDENCE_NONE;
        for (int k = TB_EVIDENCE_PUBLISHED; k <= TB_EVIDENCE_ASSUMED; k++)
            if (strcmp(tb_evidence_word((tb_evidence)k), tbi_brief_text(l, "evidence")) == 0)
                kind = (tb_evidence)k;
        tbi_buf_printf(f->b, "| %s %s | %s.%s | %s | %s | %s |\n", tbi_brief_text(l, "id"),
                       plain(f, tbi_brief_said(f, l, "name")), tbi_brief_text(l, "index"),
                       tbi_brief_text(l, "component"), tbi_say_evidence(kind, f->lang),
                       chance(f, l, "chance"),
                       tbi_say_points_of_chance(f->a, tbi_brief_number(l, "chance_gain"), f->lang));
    }
    const cJSON *p = tbi_json_get(g, "plan");
    if (cJSON_GetArraySize(tbi_json_get(p, "levers")) == 0)
        return;
    tbi_buf_printf(f->b, "\n%s", tbi_brief_pick(f, "Plan:", "Phương án:"));
    int i = 0;
    cJSON_ArrayForEach(l, tbi_json_get(p, "levers")) tbi_buf_printf(
        f->b, " %s%s", cJSON_IsString(l) ? l->valuestring : "", tbi_brief_when(f, p, i++));
    const char *why = tbi_brief_said(f, p, "condition");
    tbi_buf_printf(f->b, " – %s → %s%s%s%s\n", chance(f, p, "chance_without"),
                   chance(f, p, "chance"), why[0] != '\0' ? " (" : "", why,
                   why[0] != '\0' ? ")" : "");
}

void tbi_brief_markdown(tb_brief *f)
{
    const cJSON *g, *w;
    const char *name = f->lang == TB_LANG_VI ? tbi_brief_text(f->result, "unit_name")
                                             : tbi_brief_text(f->result, "unit_name_en");
    tbi_buf_printf(
        f->b,
        tbi_brief_pick(
            f, "# %s: goals for %.0f\n\nKnown: what was published up to the results of %.0f.\n\n",
            "# %s: chỉ tiêu năm %.0f\n\nSố liệu công bố đến hết kết quả năm %.0f.\n\n"),
        name, tbi_brief_number(f->result, "year"), tbi_brief_number(f->result, "origin"));
    tbi_buf_text(
        f->b,
        tbi_brief_pick(
            f,
            "| Index | Goal | Chance | Noise alone | With the plan |\n|---|---|---:|---:|---:|\n",
            "| Chỉ số | Chỉ tiêu | Khả năng đạt | Riêng biến động ngẫu nhiên | Khi có phương án "
            "|\n|---|---|---:|---:|---:|\n"));
    cJSON_ArrayForEach(g, tbi_json_get(f->result, "goals"))
        tbi_buf_printf(f->b, "| %s | %s | %s | %s | %s |\n", tbi_brief_text(g, "index"),
                       plain(f, tbi_brief_text(g, "goal")), chance(f, g, "chance_without_action"),
                       chance(f, g, "noise_chance"), chance(f, tbi_json_get(g, "plan"), "chance"));
    tbi_buf_printf(
        f->b, "\n%s %s.\n",
        tbi_brief_pick(f, "All goals together:", "Cùng lúc đạt tất cả các chỉ tiêu:"),
        tbi_say_cases(f->a, tbi_brief_number(tbi_json_get(f->result, "joint"), "chance"), f->lang));
    cJSON_ArrayForEach(g, tbi_json_get(f->result, "goals")) goal_lines(f, g);
    if (cJSON_GetArraySize(tbi_json_get(f->root, "warnings")) > 0)
        tbi_buf_printf(f->b, "\n## %s\n\n", tbi_brief_pick(f, "Notes", "Lưu ý"));
    cJSON_ArrayForEach(w, tbi_json_get(f->root, "warnings"))
        tbi_buf_printf(f->b, "- %s\n", tbi_brief_said(f, w, "text"));
}

/* A field quoted where it needs to be; text that a spreadsheet would take for a formula gets an
 * apostrophe. */
static void field(tb_brief *f, const char *text, bool last)
{
    bool quote = strpbrk(text, ",\"\n\r") != NULL;
    bool formula = text[0] != '\0' && strchr("=+-@", text[0]) != NULL;
    if (quote)
        tbi_buf_char(f->b, '"');
    if (formula)
        tbi_buf_char(f->b, '\'');
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '"')
            tbi_buf_char(f->b, '"');
        tbi_buf_char(f->b, *p);
    }
    if (quote)
        tbi_buf_char(f->b, '"');
    tbi_buf_char(f->b, last ? '\n' : ',');
}

static void number(tb_brief *f, double x, bool last)
{
    char text[32];
    if (isfinite(x)) {
        text[tbi_print_double(text, x)] = '\0';
        tbi_buf_text(f->b, text);
    }
    tbi_buf_char(f->b, last ? '\n' : ',');
}

static void row_start(tb_brief *f, const cJSON *g, const char *row)
{
    field(f, tbi_brief_text(f->result, "unit"), false);
    number(f, tbi_brief_number(f->result, "origin"), false);
    number(f, tbi_brief_number(g, "year"), false);
    field(f, tbi_brief_text(g, "index"), false);
    field(f, tbi_brief_text(g, "goal"), false);
    field(f, row, false);
}

void tbi_brief_csv(tb_brief *f)
{
    const cJSON *g, *l;
    tbi_buf_text(f->b, "unit,origin,year,index,goal,row,id,name,component,evidence,effect,effect_"
                       "q05,effect_q95,rank_change,chance,chance_gain,cost,reason\n");
    cJSON_ArrayForEach(g, tbi_json_get(f->result, "goals"))
    {
        row_start(f, g, "without action");
        tbi_buf_text(f->b, ",,,,,,,,");
        number(f, tbi_brief_number(g, "chance_without_action"), false);
        tbi_buf_text(f->b, ",,");
        field(f, tbi_brief_said(f, g, "chance_without_action_reason"), true);
        cJSON_ArrayForEach(l, tbi_json_get(g, "levers"))
        {
            const cJSON *e = tbi_json_get(l, "effect");
            row_start(f, g, "measure");
            field(f, tbi_brief_text(l, "id"), false);
            field(f, tbi_brief_said(f, l, "name"), false);
            field(f,
                  tbi_arena_printf(f->a, "%s.%s", tbi_brief_text(l, "index"),
                                   tbi_brief_text(l, "component")),
                  false);
            field(f, tbi_brief_text(l, "evidence"), false);
            number(f, tbi_brief_number(e, "mean"), false);
            number(f, tbi_brief_number(e, "q05"), false);
            number(f, tbi_brief_number(e, "q95"), false);
            number(f, tbi_brief_number(tbi_json_get(l, "rank_change"), "mean"), false);
            number(f, tbi_brief_number(l, "chance"), false);
            number(f, tbi_brief_number(l, "chance_gain"), false);
            number(f, tbi_brief_number(l, "cost"), false);
            bool linked =
                strcmp(tbi_brief_text(l, "evidence"), tb_evidence_word(TB_EVIDENCE_ESTIMATED)) == 0;
            field(f,
                  linked ? tbi_say_evidence(TB_EVIDENCE_ESTIMATED, f->lang)
                         : tbi_brief_said(f, l, "effect_reason"),
                  true);
        }
    }
}
