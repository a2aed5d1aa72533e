/* brief_html.c - one page that stands alone: no script, no outside resource, pictures inside,
 * readable on paper. */
#include "render/brief.h"

#include "render/run_words.h"
#include "render/table.h"

#include <math.h>
#include <string.h>

static const char style[] =
    "body{font:16px/1.5 system-ui,'Noto Sans',sans-serif;color:#1c2430;max-width:52rem;margin:2rem "
    "auto;padding:0 1rem;background:#fff}"
    "h1{font-size:1.6rem;margin-bottom:.2rem}h2{font-size:1.25rem;margin-top:2.2rem;border-top:2px "
    "solid "
    "#1f5f8b;padding-top:.6rem}h3{font-size:1.02rem;margin:1.3rem 0 .3rem}"
    "p{margin:.4rem "
    "0}.lead{color:#4a5563}.big{font-size:1.15rem}table{border-collapse:collapse;width:100%;font-"
    "size:.9rem;margin:.5rem 0}"
    "th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid "
    "#d8dee6;vertical-align:top}th{border-bottom:2px solid "
    "#8a97a6}td.n,th.n{text-align:right}td.n{white-space:nowrap}"
    "svg{width:100%;height:auto;margin:.4rem 0}svg text{font:12px system-ui,'Noto "
    "Sans',sans-serif;fill:#1c2430}svg .axis{fill:#5b6775}svg "
    ".own{font-weight:700}svg .goalword{fill:#a33a1d}"
    ".grid{stroke:#e3e8ee}.past{stroke:#1f5f8b;stroke-width:2}.pastdot{fill:#1f5f8b}.range{fill:#"
    "1f5f8b;opacity:.25}.mid{fill:#a33a1d}.goal{stroke:#"
    "a33a1d;stroke-dasharray:5 4}"
    ".whisk{stroke:#9aa7b5;stroke-width:2}.whiskown{stroke:#1f5f8b;stroke-width:2}.box{fill:#"
    "c9d3de}.boxown{fill:#1f5f8b}.median{stroke:#a33a1d;"
    "stroke-width:2}.bar{fill:#1f5f8b}"
    ".agency{color:#5b6775;font-size:.85em}details{margin:.5rem "
    "0}summary{cursor:pointer}footer{margin-top:2.5rem;color:#5b6775;font-size:.85rem;word-break:"
    "break-word}@media "
    "print{body{margin:0;max-width:none}details{display:block}}";

static void tag(tb_brief *f, const char *name, const char *text)
{
    tbi_buf_printf(f->b, "<%s>", name);
    tbi_brief_escape(f->b, text);
    tbi_buf_printf(f->b, "</%s>\n", name);
}

static void cell(tb_brief *f, const char *text, bool number)
{
    tbi_buf_text(f->b, number ? "<td class=\"n\">" : "<td>");
    tbi_brief_escape(f->b, text);
    tbi_buf_text(f->b, "</td>");
}

/* Heads: "l" or "r" and the words. */
static void open_table(tb_brief *f, const char *const *head)
{
    tbi_buf_text(f->b, "<table><thead><tr>");
    for (size_t i = 0; head[i] != NULL; i++) {
        tbi_buf_text(f->b, head[i][0] == 'r' ? "<th class=\"n\">" : "<th>");
        tbi_brief_escape(f->b, head[i] + 1);
        tbi_buf_text(f->b, "</th>");
    }
    tbi_buf_text(f->b, "</tr></thead><tbody>\n");
}

static const char *chance(tb_brief *f, const cJSON *o, const char *name)
{
    return tbi_say_chance(f->a, tbi_brief_number(o, name), f->lang);
}

static void overview(tb_brief *f)
{
    const char *const en[] = { "lIndex",          "lGoal",          "rChance", "rNoise alone",
                               "rPoints lacking", "rWith the plan", NULL };
    const char *const vi[] = { "lChỉ số",
                               "lChỉ tiêu",
                               "rKhả năng đạt",
                               "rRiêng biến động ngẫu nhiên",
                               "rSố điểm còn thiếu",
                               "rKhi có phương án",
                               NULL };
    const cJSON *g;
    open_table(f, f->lang == TB_LANG_VI ? vi : en);
    cJSON_ArrayForEach(g, tbi_json_get(f->result, "goals"))
    {
        tbi_buf_text(f->b, "<tr>");
        cell(f, tbi_brief_text(g, "index"), false);
        cell(f, tbi_brief_text(g, "goal"), false);
        cell(f, chance(f, g, "chance_without_action"), true);
        cell(f, chance(f, g, "noise_chance"), true);
        cell(f, tbi_brief_say(f, tbi_brief_number(tbi_json_get(g, "gap"), "q50"), 2), true);
        cell(f, chance(f, tbi_json_get(g, "plan"), "chance"), true);
        tbi_buf_text(f->b, "</tr>\n");
    }
    tbi_buf_text(f->b, "</tbody></table>\n");
    const cJSON *joint = tbi_json_get(f->result, "joint");
    const char *reason = tbi_brief_said(f, joint, "chance_reason");
    tag(f, "p",
        tbi_arena_printf(
            f->a, "%s %s%s%s%s.",
            tbi_brief_pick(f, "All goals together:", "Cùng lúc đạt tất cả các chỉ tiêu:"),
            tbi_say_cases(f->a, tbi_brief_number(joint, "chance"), f->lang),
            reason[0] != '\0' ? " (" : "", reason, reason[0] != '\0' ? ")" : ""));
}

/* What to do next, goal by goal. */
static void advice(tb_brief *f)
{
    const cJSON *g, *t;
    bool first = true;
    cJSON_ArrayForEach(g, tbi_json_get(f->result, "goals"))
    {
        if (cJSON_GetArraySize(tbi_json_get(g, "advice")) == 0)
            continue;
        if (first) {
            tag(f, "h2", tbi_brief_pick(f, "What to do", "Việc nên làm"));
            tbi_buf_text(f->b, "<ul>\n");
        }
        first = false;
        tbi_buf_text(f->b, "<li><b>");
        tbi_brief_escape(f->b, tbi_arena_printf(f->a, "%s: %s", tbi_brief_text(g, "index"),
                                                tbi_brief_text(g, "goal")));
        tbi_buf_text(f->b, "</b>");
        cJSON_ArrayForEach(t, tbi_json_get(g, "advice"))
        {
            tbi_buf_text(f->b, "<br>");
            tbi_brief_escape(f->b, tbi_brief_said(f, t, "text"));
        }
        tbi_buf_text(f->b, "</li>\n");
    }
    if (!first)
        tbi_buf_text(f->b, "</ul>\n");
}

static void sentences(tb_brief *f, const cJSON *g)
{
    double c = tbi_brief_number(g, "chance_without_action");
    double noise = tbi_brief_number(g, "noise_chance");
    double gap = tbi_brief_number(tbi_json_get(g, "gap"), "q50");
    if (isnan(c)) {
        tag(f, "p",
            tbi_arena_printf(f->a,
                             tbi_brief_pick(f, "This goal cannot be answered: %s.",
                                            "Chưa trả lời được chỉ tiêu này: %s."),
                             tbi_brief_said(f, g, "chance_without_action_reason")));
        return;
    }
    tbi_buf_text(f->b, "<p class=\"big\">");
    tbi_brief_escape(
        f->b, tbi_arena_printf(f->a,
                               tbi_brief_pick(f, "Without action the goal is met in %s.",
                                              "Nếu không có thêm giải pháp, khả năng đạt là %s."),
                               tbi_say_cases(f->a, c, f->lang)));
    tbi_buf_text(f->b, "</p>\n");
    if (!isnan(noise))
        tag(f, "p",
            tbi_arena_printf(
                f->a,
                tbi_brief_pick(
                    f, "When nothing lasting changes and only noise is at work: %s.",
                    "Nếu không có gì thay đổi lâu dài, chỉ do biến động ngẫu nhiên: %s."),
                tbi_say_cases(f->a, noise, f->lang)));
    if (!isnan(gap))
        tag(f, "p",
            tbi_arena_printf(
                f->a,
                gap > 0
                    ? tbi_brief_pick(f, "Points lacking at even chance: %s.",
                                     "Số điểm còn thiếu để khả năng đạt bằng 50%%: %s điểm.")
                    : tbi_brief_pick(f, "Points to spare at even chance: %s.",
                                     "Ở mức khả năng 50%%, tỉnh đang dư %s điểm so với chỉ tiêu."),
                tbi_brief_say(f, fabs(gap), 2)));
    const cJSON *r;
    const char *list = "";
    cJSON_ArrayForEach(r, tbi_json_get(g, "rivals")) list =
        tbi_arena_printf(f->a, "%s%s%s", list, list[0] != '\0' ? ", " : "", tbi_brief_unit(f, r));
    if (list[0] != '\0')
        tag(f, "p",
            tbi_arena_printf(
                f->a, "%s %s.",
                tbi_brief_pick(f, "Nearest rivals:", "Các tỉnh xếp liền kề cần vượt qua:"), list));
}

static tb_evidence kind_of(const cJSON *lever)
{
    for (int k = TB_EVIDENCE_PUBLISHED; k <= TB_EVIDENCE_ASSUMED; k++)
        if (strcmp(tb_evidence_word((tb_evidence)k), tbi_brief_text(lever, "evidence")) == 0)
            return (tb_evidence)k;
    return TB_EVIDENCE_NONE;
}

/* Whether two measures show one and the same evidence: a record belongs to its component, a
 * criterion or one's own figure to its measure. */
static bool one_row(const cJSON *a, const cJSON *b)
{
    tb_evidence kind = kind_of(a);
    if (a == b)
        return true;
    if (kind != kind_of(b) || kind == TB_EVIDENCE_PUBLISHED || kind == TB_EVIDENCE_ASSUMED)
        return false;
    return strcmp(tbi_brief_text(a, "index"), tbi_brief_text(b, "index")) == 0 &&
           strcmp(tbi_brief_text(a, "component"), tbi_brief_text(b, "component")) == 0;
}

static void measures_row(tb_brief *f, const cJSON *levers, const cJSON *l)
{
    const cJSON *e = tbi_json_get(l, "effect"), *o;
    tbi_buf_text(f->b, "<tr>");
    cell(f,
         tbi_arena_printf(f->a, "%s.%s %s", tbi_brief_text(l, "index"),
                          tbi_brief_text(l, "component"), tbi_brief_said(f, l, "component_name")),
         false);
    tbi_buf_text(f->b, "<td>");
    cJSON_ArrayForEach(o, levers)
    {
        if (tbi_json_get(o, "effect") == NULL || !one_row(l, o))
            continue;
        tbi_buf_text(f->b, "<div>");
        tbi_brief_escape(f->b, tbi_arena_printf(f->a, "%s %s", tbi_brief_text(o, "id"),
                                                tbi_brief_said(f, o, "name")));
        tbi_buf_text(f->b, "<span class=\"agency\"> ");
        tbi_brief_escape(f->b, tbi_brief_said(f, o, "agency"));
        tbi_buf_text(f->b, "</span></div>");
    }
    tbi_buf_text(f->b, "</td>");
    cell(f, tbi_say_evidence(kind_of(l), f->lang), false);
    cell(f,
         tbi_arena_printf(f->a, "%s (%s; %s)", tbi_brief_say(f, tbi_brief_number(e, "mean"), 2),
                          tbi_brief_say(f, tbi_brief_number(e, "q05"), 2),
                          tbi_brief_say(f, tbi_brief_number(e, "q95"), 2)),
         true);
    cell(f, tbi_brief_say(f, tbi_brief_number(tbi_json_get(l, "rank_change"), "mean"), 1), true);
    cell(f, chance(f, l, "chance"), true);
    cell(f, tbi_say_points_of_chance(f->a, tbi_brief_number(l, "chance_gain"), f->lang), true);
    tbi_buf_text(f->b, "</tr>\n");
}

static size_t known_measures(tb_brief *f, const cJSON *levers)
{
    const char *const en[] = { "lComponent", "lMeasures and agencies", "lEvidence", "rEffect (90%)",
                               "rPlaces",    "rChance with it",        "rGain",     NULL };
    const char *const vi[] = { "lNội dung",  "lGiải pháp và cơ quan chủ trì",
                               "lCăn cứ",    "rTác động (90%)",
                               "rTăng bậc",  "rKhả năng đạt",
                               "rTăng thêm", NULL };
    const cJSON *l, *o;
    size_t known = 0;
    cJSON_ArrayForEach(l, levers)
    {
        bool first = true;
        if (tbi_json_get(l, "effect") == NULL)
            continue;
        for (o = levers->child; o != l; o = o->next)
            first &= tbi_json_get(o, "effect") == NULL || !one_row(o, l);
        if (!first)
            continue;
        if (known++ == 0) {
            tag(f, "h3", tbi_brief_pick(f, "Measures with evidence", "Các giải pháp có căn cứ"));
            open_table(f, f->lang == TB_LANG_VI ? vi : en);
        }
        measures_row(f, levers, l);
    }
    if (known > 0)
        tbi_buf_text(f->b, "</tbody></table>\n");
    return known;
}

static void measures(tb_brief *f, const cJSON *g)
{
    const cJSON *levers = tbi_json_get(g, "levers"), *l;
    size_t unknown = 0;
    if (known_measures(f, levers) > 0)
        tag(f, "p",
            tbi_brief_pick(
                f,
                "Reach of others is no effect of a measure but a condition: that the "
                "component rises for good as in the best quarter of "
                "comparable cases. Measures on one component are counted once.",
                "Mức các tỉnh đã đạt được không phải tác động của riêng giải pháp nào mà "
                "là điều kiện: nội dung đó tăng lâu dài như nhóm "
                "25% tốt nhất trong các trường hợp tương đồng. Các giải pháp cùng một "
                "nội dung chỉ tính một lần."));
    else
        tag(f, "p",
            tbi_brief_pick(
                f, "No measure that touches this goal has evidence of an effect.",
                "Chưa có giải pháp nào liên quan đến chỉ tiêu này có căn cứ để lượng hóa."));
    cJSON_ArrayForEach(l, levers) unknown += tbi_json_get(l, "effect") == NULL;
    if (unknown == 0)
        return;
    tbi_buf_printf(
        f->b, "<details><summary>%s (%zu)</summary><ul>\n",
        tbi_brief_pick(f, "Not assessed: no evidence of an effect", "Chưa có căn cứ để lượng hóa"),
        unknown);
    cJSON_ArrayForEach(l, levers) if (tbi_json_get(l, "effect") == NULL) tag(
        f, "li",
        tbi_arena_printf(f->a, "%s %s (%s.%s): %s", tbi_brief_text(l, "id"),
                         tbi_brief_said(f, l, "name"), tbi_brief_text(l, "index"),
                         tbi_brief_text(l, "component"), tbi_brief_said(f, l, "effect_reason")));
    tbi_buf_text(f->b, "</ul></details>\n");
}

static const char *name_of(tb_brief *f, const char *id)
{
    const cJSON *g, *l;
    cJSON_ArrayForEach(g, tbi_json_get(f->result, "goals"))
        cJSON_ArrayForEach(l, tbi_json_get(g, "levers")) if (strcmp(tbi_brief_text(l, "id"), id) ==
                                                             0) return tbi_brief_said(f, l, "name");
    return "";
}

static void plan(tb_brief *f, const cJSON *p)
{
    if (p == NULL)
        return;
    const cJSON *levers = tbi_json_get(p, "levers"), *l;
    const char *why = tbi_brief_said(f, p, "condition");
    int i = 0;
    tag(f, "h3", tbi_brief_pick(f, "Plan", "Phương án"));
    if (tbi_brief_text(p, "reason")[0] != '\0') {
        tag(f, "p",
            tbi_arena_printf(f->a,
                             tbi_brief_pick(f, "No plan: %s.", "Chưa lập được phương án: %s."),
                             tbi_brief_said(f, p, "reason")));
        return;
    }
    tag(f, "p",
        tbi_arena_printf(f->a,
                         tbi_brief_pick(f, "Cost %s %s%s%s%s: the chance rises from %s to %s.",
                                        "Chi phí %s %s%s%s%s: khả năng đạt tăng từ %s lên %s."),
                         tbi_brief_say(f, tbi_brief_number(p, "cost"), 0),
                         tbi_brief_text(p, "cost_unit"), why[0] != '\0' ? "(" : "", why,
                         why[0] != '\0' ? ")" : "",
                         tbi_say_cases(f->a, tbi_brief_number(p, "chance_without"), f->lang),
                         tbi_say_cases(f->a, tbi_brief_number(p, "chance"), f->lang)));
    tbi_buf_text(f->b, "<ul>\n");
    cJSON_ArrayForEach(l, levers) if (cJSON_IsString(l))
        tag(f, "li",
            tbi_arena_printf(f->a, "%s %s%s", l->valuestring, name_of(f, l->valuestring),
                             tbi_brief_when(f, p, i++)));
    tbi_buf_text(f->b, "</ul>\n");
    tbi_chart_frontier(f, p);
}

static void goal(tb_brief *f, const cJSON *g)
{
    tag(f, "h2",
        tbi_arena_printf(f->a, "%s: %s", tbi_brief_text(g, "index"), tbi_brief_text(g, "goal")));
    sentences(f, g);
    if (isnan(tbi_brief_number(g, "chance_without_action")))
        return;
    tag(f, "h3",
        tbi_brief_pick(f, "Places by year, and the forecast (bar: 90 %)",
                       "Thứ hạng qua các năm và khoảng dự báo 90%"));
    tbi_chart_history(f, g);
    const cJSON *forecast;
    cJSON_ArrayForEach(forecast, tbi_json_get(f->result, "forecast"))
    {
        if (strcmp(tbi_brief_text(forecast, "index"), tbi_brief_text(g, "index")) != 0)
            continue;
        tag(f, "h3",
            tbi_brief_pick(f, "Forecast places of the unit and its neighbours",
                           "Thứ hạng dự báo của tỉnh và các tỉnh xếp liền kề"));
        tbi_chart_neighbours(f, forecast);
    }
    if (tbi_prices_differ(g)) {
        tag(f, "h3",
            tbi_brief_pick(f, "Chance gained by 0.1 point of each component (percentage points)",
                           "Khả năng đạt tăng thêm khi mỗi nội dung tăng 0,1 điểm (điểm %)"));
        tbi_chart_prices(f, g);
    } else if (cJSON_GetArraySize(tbi_json_get(g, "prices")) > 0) {
        const cJSON *p = tbi_json_get(g, "prices")->child;
        tag(f, "p",
            tbi_arena_printf(
                f->a,
                tbi_brief_pick(f, "0.1 point more in any component adds %s to the chance.",
                               "Cứ thêm 0,1 điểm ở bất kỳ nội dung nào, khả năng đạt tăng %s."),
                tbi_say_points_of_chance(f->a, tbi_brief_number(p, "chance_gain_01"), f->lang)));
    }
    tbi_chart_tornado(f, g);
    measures(f, g);
    plan(f, tbi_json_get(g, "plan"));
}

static void ends(tb_brief *f)
{
    const cJSON *w, *s, *i;
    if (cJSON_GetArraySize(tbi_json_get(f->root, "warnings")) > 0) {
        tag(f, "h2", tbi_brief_pick(f, "Notes", "Lưu ý"));
        tbi_buf_text(f->b, "<ul>\n");
        cJSON_ArrayForEach(w, tbi_json_get(f->root, "warnings"))
            tag(f, "li", tbi_brief_said(f, w, "text"));
        tbi_buf_text(f->b, "</ul>\n");
    }
    if (cJSON_GetArraySize(tbi_json_get(f->result, "sources")) > 0) {
        tag(f, "h2",
            tbi_brief_pick(f, "Sources of the unit's own figures", "Nguồn số liệu của tỉnh"));
        tbi_buf_text(f->b, "<ul>\n");
        cJSON_ArrayForEach(s, tbi_json_get(f->result, "sources"))
            tag(f, "li",
                tbi_arena_printf(f->a, "%s: %s. %s. %s %s", tbi_brief_text(s, "id"),
                                 tbi_brief_text(s, "publisher"), tbi_brief_text(s, "title"),
                                 tbi_brief_text(s, "published"), tbi_brief_text(s, "url")));
        tbi_buf_text(f->b, "</ul>\n");
    }
    tbi_buf_printf(f->b, "<footer>tangbac %s · seed %.0f", tbi_brief_text(f->root, "tangbac"),
                   tbi_brief_number(f->root, "seed"));
    cJSON_ArrayForEach(i, tbi_json_get(f->root, "inputs"))
    {
        tbi_buf_text(f->b, " · ");
        tbi_brief_escape(f->b, tbi_brief_text(i, "path"));
        tbi_buf_printf(f->b, " %.12s", tbi_brief_text(i, "sha256"));
    }
    tbi_buf_text(f->b, "</footer>\n");
}

void tbi_brief_html(tb_brief *f)
{
    const char *name = f->lang == TB_LANG_VI ? tbi_brief_text(f->result, "unit_name")
                                             : tbi_brief_text(f->result, "unit_name_en");
    const char *title =
        tbi_arena_printf(f->a, tbi_brief_pick(f, "%s: goals for %.0f", "%s: chỉ tiêu năm %.0f"),
                         name, tbi_brief_number(f->result, "year"));
    tbi_buf_printf(
        f->b,
        "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width,initial-scale=1\"><title>",
        f->lang == TB_LANG_VI ? "vi" : "en");
    tbi_brief_escape(f->b, title);
    tbi_buf_printf(f->b, "</title><style>%s</style></head><body>\n", style);
    tag(f, "h1", title);
    tbi_buf_text(f->b, "<p class=\"lead\">");
    tbi_brief_escape(
        f->b, tbi_arena_printf(
                  f->a,
                  tbi_brief_pick(
                      f, "Known: what was published up to the results of %.0f. %s simulated years.",
                      "Số liệu công bố đến hết kết quả năm %.0f. Số lần mô phỏng: %s."),
                  tbi_brief_number(f->result, "origin"),
                  tbi_say_thousands(f->a, (size_t)fmax(tbi_brief_number(f->result, "draws"), 0),
                                    f->lang)));
    tbi_buf_text(f->b, "</p>\n");
    overview(f);
    advice(f);
    const cJSON *g;
    cJSON_ArrayForEach(g, tbi_json_get(f->result, "goals")) goal(f, g);
    if (cJSON_GetArraySize(tbi_json_get(f->result, "goals")) > 1) {
        tag(f, "h2", tbi_brief_pick(f, "All goals together", "Chung cho mọi chỉ tiêu"));
        plan(f, tbi_json_get(tbi_json_get(f->result, "joint"), "plan"));
    }
    ends(f);
    tbi_buf_text(f->b, "</body></html>\n");
}
