/* table_run.c - a planner's page on a terminal: what is the chance, what is lacking, what is each component worth, which measures have evidence, which plan. */
#include "report/run_words.h"
#include "report/table.h"
#include "report/text.h"

#include <math.h>
#include <string.h>

typedef struct page {
    tb_buf *b;
    tb_arena *a;
    const tb_intervention *v;
    tb_lang lang;
} page;

static const char *say(const page *p, const char *en, const char *vi)
{
    return p->lang == TB_LANG_VI ? vi : en;
}

static void line(page *p, const char *text)
{
    tb_say_wrapped(p->b, text, 2, 118);
}

static void title(page *p, const char *text)
{
    tb_buf_printf(p->b, "\n%s\n", text);
}

static const char *number(const page *p, double x, int decimals)
{
    return tb_say_number(p->a, x, decimals, p->lang);
}

/* Goals side by side: base year, chance, noise, gap. */
static void goals_table(page *p)
{
    const char *const en[] = { "lIndex", "lGoal", "lBase", "rChance without action", "rNoise alone", "rPoints lacking (even chance)", "rExpected rank", NULL };
    const char *const vi[] = { "lChỉ số", "lChỉ tiêu", "lNăm gốc", "rKhả năng đạt nếu không có thêm giải pháp", "rRiêng biến động ngẫu nhiên", "rSố điểm còn thiếu", "rThứ hạng dự báo (90%)", NULL };
    tb_table t;
    tb_table_start(&t, p->a, p->lang == TB_LANG_VI ? vi : en);
    for (size_t i = 0; i < tb_intervention_goals(p->v); i++) {
        const tb_goal_answer *g = tb_intervention_goal(p->v, i);
        const char *cell[7] = { tb_arena_printf(p->a, "%s%s", g->index, g->any > 0 ? say(p, " (or)", " (hoặc)") : ""), g->goal, tb_say_base(p->a, g, p->lang),
                                isnan(g->chance) ? say(p, "no answer", "chưa trả lời được") : tb_say_chance(p->a, g->chance, p->lang),
                                tb_say_chance(p->a, g->noise_chance, p->lang), number(p, g->gap[1], 2),
                                isnan(g->rank_q[1]) ? "–" : tb_arena_printf(p->a, "%.0f (%.0f–%.0f)", g->rank_q[1], g->rank_q[0], g->rank_q[2]) };
        tb_table_row(&t, cell);
    }
    tb_table_print(&t, p->b, 2);
}

static void goal_sentences(page *p, const tb_goal_answer *g)
{
    char *text[12];
    size_t n = tb_say_goal(text, 12, p->a, g, p->lang);
    for (size_t i = 0; i < n; i++) line(p, text[i]);
}

static void prices(page *p, const tb_goal_answer *g)
{
    const char *const en[] = { "lComponent", "rScore (year)", "rMax", "rChance gained by +0.1", "rPoints for 50%", "rPoints for 80%", "rReach", NULL };
    const char *const vi[] = { "lNội dung", "rĐiểm (năm)", "rTối đa", "rTăng 0,1 điểm thì khả năng đạt tăng", "rĐiểm cần thêm để đạt 50%", "rđể đạt 80%", "rMức các tỉnh đã đạt được", NULL };
    tb_table t;
    tb_table_start(&t, p->a, p->lang == TB_LANG_VI ? vi : en);
    size_t shown = 0;
    for (size_t i = 0; i < g->prices; i++) {
        const tb_price *x = &g->price[i];
        if (x->depth > 1 && g->prices > 14) continue;
        const char *no = say(p, "more than the maximum", "vượt mức tối đa");
        const char *cell[7] = { tb_arena_printf(p->a, "%s %s", strchr(x->component, '.') != NULL ? strchr(x->component, '.') + 1 : x->component, say(p, x->name_en, x->name_vi)),
                                isnan(x->score) ? "–" : tb_arena_printf(p->a, "%s (%d)", number(p, x->score, 2), x->score_year), number(p, x->max, 2),
                                tb_arena_printf(p->a, "+%s", tb_say_points_of_chance(p->a, x->gain_01, p->lang)),
                                isnan(x->need_50) ? "–" : x->fits_50 ? number(p, x->need_50, 2) : no, isnan(x->need_80) ? "–" : x->fits_80 ? number(p, x->need_80, 2) : no,
                                isnan(x->reach) ? "–" : tb_arena_printf(p->a, "+%s", number(p, x->reach, 2)) };
        tb_table_row(&t, cell);
        shown++;
    }
    if (shown == 0) return;
    tb_buf_printf(p->b, "\n  %s\n", say(p, "What each component is worth (arithmetic of the scoring rules; says nothing about any measure):",
                                        "Giá trị của từng nội dung (tính theo quy định chấm điểm, chưa nói gì về giải pháp nào):"));
    tb_table_print(&t, p->b, 2);
}

static void known_levers(page *p, const tb_goal_answer *g)
{
    const char *const en[] = { "lMeasure", "lAgency", "lComponent", "lEvidence", "rEffect (90%)", "rPlaces", "rChance with it", "rGain", "rCost", NULL };
    const char *const vi[] = { "lGiải pháp", "lCơ quan chủ trì", "lNội dung", "lCăn cứ", "rTác động, điểm (90%)", "rSố bậc tăng", "rKhả năng đạt khi có", "rTăng thêm", "rChi phí", NULL };
    tb_table t;
    tb_table_start(&t, p->a, p->lang == TB_LANG_VI ? vi : en);
    for (size_t i = 0; i < g->levers_known; i++) {
        const tb_lever_answer *l = &g->lever[i];
        const char *cell[9] = { tb_say_short(p->a, tb_arena_printf(p->a, "%s %s", l->id, say(p, l->name_en, l->name_vi)), 44), tb_say_short(p->a, say(p, l->agency_en, l->agency_vi), 26),
                                tb_arena_printf(p->a, "%s.%s", l->index, l->component), tb_say_evidence(l->evidence, p->lang),
                                tb_arena_printf(p->a, "%s (%s; %s)", number(p, l->effect.mean, 2), number(p, l->effect.q05, 2), number(p, l->effect.q95, 2)),
                                number(p, l->rank_change.mean, 1), tb_say_chance(p->a, l->chance, p->lang), tb_say_points_of_chance(p->a, l->chance_gain, p->lang),
                                tb_arena_printf(p->a, "%s%s%s", number(p, l->cost, l->cost == floor(l->cost) ? 0 : 2), l->cost_unit[0] != '\0' ? " " : "", l->cost_unit) };
        tb_table_row(&t, cell);
    }
    if (g->levers_known == 0) {
        line(p, say(p, "No measure that touches this goal has evidence of an effect.", "Chưa có giải pháp nào liên quan đến chỉ tiêu này có căn cứ để lượng hóa."));
        return;
    }
    tb_buf_printf(p->b, "\n  %s\n", say(p, "Measures with evidence, the most useful first:", "Các giải pháp có căn cứ, xếp theo mức tăng khả năng đạt:"));
    tb_table_print(&t, p->b, 2);
    for (size_t i = 0; i < g->levers_known; i++) {
        const tb_lever_answer *l = &g->lever[i];
        bool first = true;
        for (size_t k = 0; k < i; k++) first &= strcmp(g->lever[k].component, l->component) != 0 || g->lever[k].evidence != l->evidence || l->evidence != TB_EVIDENCE_HISTORICAL;
        if (!first) continue;
        line(p, tb_say_condition(p->a, l, p->lang));
    }
}

/* Measures without an effect, gathered by their reason. */
static void unknown_levers(page *p, const tb_goal_answer *g)
{
    if (g->levers == g->levers_known) return;
    tb_buf_printf(p->b, "\n  %s\n", say(p, "Not assessed (no evidence of an effect; in no plan):", "Chưa có căn cứ để lượng hóa (không đưa vào phương án):"));
    for (size_t i = g->levers_known; i < g->levers; i++) {
        const char *reason = say(p, g->lever[i].effect_reason, g->lever[i].effect_reason_vi);
        bool first = true;
        for (size_t k = g->levers_known; k < i; k++) first &= strcmp(say(p, g->lever[k].effect_reason, g->lever[k].effect_reason_vi), reason) != 0;
        if (!first) continue;
        const char *ids = "";
        for (size_t k = i; k < g->levers; k++)
            if (strcmp(say(p, g->lever[k].effect_reason, g->lever[k].effect_reason_vi), reason) == 0)
                ids = tb_arena_printf(p->a, "%s%s%s (%s)", ids, ids[0] != '\0' ? ", " : "", g->lever[k].id, g->lever[k].component);
        line(p, tb_arena_printf(p->a, "- %s: %s.", reason, ids));
    }
}

static const char *lever_name(const page *p, const char *id)
{
    for (size_t i = 0; i < tb_intervention_goals(p->v); i++) {
        const tb_goal_answer *g = tb_intervention_goal(p->v, i);
        for (size_t k = 0; k < g->levers; k++)
            if (strcmp(g->lever[k].id, id) == 0) return say(p, g->lever[k].name_en, g->lever[k].name_vi);
    }
    return "";
}

static void plan(page *p, const tb_plan *plan)
{
    char *text[8];
    size_t n = tb_say_plan(text, 8, p->a, plan, p->lang);
    for (size_t i = 0; i < n; i++) line(p, text[i]);
    for (size_t i = 0; i < plan->levers && plan->made; i++) {
        bool has = plan->instead[i][0] != '\0';
        line(p, tb_arena_printf(p->a, "- %s %s%s%s%s", plan->lever[i], lever_name(p, plan->lever[i]), has ? say(p, " (or as well: ", " (có thể thay bằng: ") : "", plan->instead[i], has ? ")" : ""));
    }
    if (!plan->made || plan->frontier_count < 2) return;
    const char *const en[] = { "rCost", "rChance", "lMeasures", NULL }, *const vi[] = { "rChi phí", "rKhả năng đạt", "lGiải pháp", NULL };
    tb_table t;
    tb_table_start(&t, p->a, p->lang == TB_LANG_VI ? vi : en);
    for (size_t i = 0; i < plan->frontier_count; i++) {
        const tb_frontier_point *f = &plan->frontier[i];
        const char *ids = "";
        for (size_t k = 0; k < f->levers; k++) ids = tb_arena_printf(p->a, "%s%s%s", ids, k > 0 ? ", " : "", f->lever[k]);
        const char *cell[3] = { number(p, f->cost, f->cost == floor(f->cost) ? 0 : 2), tb_say_chance(p->a, f->chance, p->lang), f->levers > 0 ? ids : say(p, "none", "không") };
        tb_table_row(&t, cell);
    }
    tb_table_print(&t, p->b, 2);
}

static void whole(page *p)
{
    const tb_unit *u = tb_intervention_unit(p->v);
    size_t n = tb_intervention_goals(p->v);
    tb_buf_printf(p->b, "%s\n", tb_say_heading(p->a, p->v, p->lang));
    title(p, say(p, "1. Chances without action", "1. Khả năng đạt từng chỉ tiêu nếu không có thêm giải pháp"));
    goals_table(p);
    line(p, tb_say_joint(p->a, p->v, p->lang));
    line(p, say(p, "A chance is the share of simulated years in which the goal is met. Noise alone: the lasting level stays as it is and only what changes from year to year is drawn again.",
                "Khả năng đạt là tỷ lệ số lần mô phỏng mà chỉ tiêu được hoàn thành. Riêng biến động ngẫu nhiên: mức độ thực chất của tỉnh giữ nguyên, chỉ phần thay đổi thất thường từng năm được mô phỏng lại."));
    for (size_t i = 0; i < n; i++) {
        const tb_goal_answer *g = tb_intervention_goal(p->v, i);
        title(p, tb_arena_printf(p->a, "%zu. %s: %s (%s)", i + 2, g->index, g->goal, say(p, u->name_en, u->name_vi)));
        goal_sentences(p, g);
        if (isnan(g->chance)) continue;
        prices(p, g);
        known_levers(p, g);
        unknown_levers(p, g);
        plan(p, &g->plan);
    }
    if (n > 1) {
        title(p, tb_arena_printf(p->a, "%zu. %s", n + 2, say(p, "Plan for all goals together", "Phương án chung cho mọi chỉ tiêu")));
        plan(p, tb_intervention_joint_plan(p->v));
    }
    tb_notices w = tb_intervention_notices(p->v);
    if (w.count > 0) title(p, say(p, "Notes", "Lưu ý"));
    for (size_t i = 0; i < w.count; i++) line(p, tb_arena_printf(p->a, "- %s", say(p, w.notice[i].text, w.notice[i].text_vi)));
}

tb_status tb_table_intervene(tb_text **out, const tb_intervention *v, tb_lang lang, tb_err *err)
{
    tb_buf b = { 0 };
    tb_arena a = { 0 };
    page p = { &b, &a, v, lang };
    whole(&p);
    tb_arena_free(&a);
    return tb_text_take(out, &b, err);
}
