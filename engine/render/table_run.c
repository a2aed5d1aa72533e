/* table_run.c - a planner's page on a terminal: what is the chance, what is lacking, what is each
 * component worth, which measures have evidence, which plan. */
#include "render/advice.h"
#include "render/run_words.h"
#include "render/table.h"
#include "text/owned_text.h"

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
    tbi_say_wrapped(p->b, text, 2, 118);
}

static void title(page *p, const char *text)
{
    tbi_buf_printf(p->b, "\n%s\n", text);
}

static const char *number(const page *p, double x, int decimals)
{
    return tbi_say_number(p->a, x, decimals, p->lang);
}

/* Goals side by side: base year, chance, noise, gap. */
static void goals_table(page *p)
{
    const char *const en[] = { "lIndex",       "lGoal",           "lSo far",        "rChance",
                               "rNoise alone", "rPoints lacking", "rExpected rank", NULL };
    const char *const vi[] = { "lChỉ số",
                               "lChỉ tiêu",
                               "lĐã đạt",
                               "rKhả năng đạt",
                               "rRiêng biến động ngẫu nhiên",
                               "rSố điểm còn thiếu",
                               "rThứ hạng dự báo (90%)",
                               NULL };
    tb_table t;
    tbi_table_start(&t, p->a, p->lang == TB_LANG_VI ? vi : en);
    for (size_t i = 0; i < tb_intervention_goals(p->v); i++) {
        const tb_goal_answer *g = tb_intervention_goal(p->v, i);
        const char *cell[7] = {
            tbi_arena_printf(p->a, "%s%s", g->index, g->any > 0 ? say(p, " (or)", " (hoặc)") : ""),
            g->goal,
            tbi_say_base(p->a, g, p->lang),
            isnan(g->chance) ? say(p, "no answer", "chưa trả lời được")
                             : tbi_say_chance(p->a, g->chance, p->lang),
            tbi_say_chance(p->a, g->noise_chance, p->lang),
            number(p, g->gap[1], 2),
            isnan(g->rank_q[1]) ? "–"
                                : tbi_arena_printf(p->a, "%.0f (%.0f–%.0f)", g->rank_q[1],
                                                   g->rank_q[0], g->rank_q[2])
        };
        tbi_table_row(&t, cell);
    }
    tbi_table_print(&t, p->b, 2);
}

/* Looking back. */
static void outcomes(page *p)
{
    const char *const en[] = { "lIndex", "lGoal", "rChance then", "lWhat happened", "lMet", NULL };
    const char *const vi[] = { "lChỉ số",          "lChỉ tiêu", "rKhả năng đạt khi đó",
                               "lKết quả thực tế", "lĐạt",      NULL };
    tb_table t;
    if (!tb_intervention_evaluated(p->v))
        return;
    tbi_table_start(&t, p->a, p->lang == TB_LANG_VI ? vi : en);
    for (size_t i = 0; i < tb_intervention_goals(p->v); i++) {
        const tb_goal_answer *g = tb_intervention_goal(p->v, i);
        const char *rank =
            g->outcome_rank > 0
                ? tbi_arena_printf(p->a, say(p, "place %d", "hạng %d"), g->outcome_rank)
                : "";
        const char *from = "";
        if (g->outcome_base_rank > 0 && g->outcome_rank > 0 && g->base_year > 0)
            from =
                tbi_arena_printf(p->a, say(p, " (from %d)", " (từ hạng %d)"), g->outcome_base_rank);
        const char *score = isnan(g->outcome_score)
                                ? ""
                                : tbi_arena_printf(p->a, "%s%s", rank[0] != '\0' ? ", " : "",
                                                   number(p, g->outcome_score, 2));
        bool nothing = rank[0] == '\0' && score[0] == '\0';
        const char *reason =
            g->outcome_reason != NULL ? say(p, g->outcome_reason, g->outcome_reason_vi) : "";
        const char *cell[5] = { g->index, g->goal, tbi_say_chance(p->a, g->chance, p->lang),
                                nothing ? (reason[0] != '\0' ? reason
                                                             : say(p, "not known", "chưa biết"))
                                        : tbi_arena_printf(p->a, "%s%s%s", rank, from, score),
                                g->met == 1   ? say(p, "yes", "có")
                                : g->met == 0 ? say(p, "no", "không")
                                              : say(p, "not known", "chưa biết") };
        tbi_table_row(&t, cell);
    }
    tbi_buf_printf(p->b, "\n  %s\n", say(p, "Looking back:", "Nhìn lại:"));
    tbi_table_print(&t, p->b, 2);
}

static void sensitivities(page *p)
{
    for (size_t i = 0; i < tb_intervention_sensitivities(p->v); i++) {
        const tb_rank_sensitivity *s = tb_intervention_sensitivity(p->v, i);
        if (s->reason != NULL || isnan(s->rank_q[1]))
            continue;
        line(p,
             tbi_arena_printf(p->a,
                              say(p,
                                  "%s %d: place %d under the official rules; with other weights, "
                                  "methods and noise from %.0f to %.0f (90 %%).",
                                  "%s năm %d: hạng %d theo cách tính chính thức; nếu đổi trọng "
                                  "số, cách tính và tính cả biến động ngẫu nhiên thì "
                                  "từ hạng %.0f đến %.0f (90%%)."),
                              s->index, s->year, s->reference_rank, s->rank_q[0], s->rank_q[2]));
    }
}

/* What to do next, goal by goal, before the pages of detail. */
static void advice(page *p)
{
    bool first = true;
    for (size_t i = 0; i < tb_intervention_goals(p->v); i++) {
        const tb_goal_answer *g = tb_intervention_goal(p->v, i);
        const char *text[TB_ADVICE_MOST];
        size_t n = tbi_say_advice(text, p->a, g, p->lang);
        if (n > 0 && first)
            tbi_buf_printf(p->b, "\n  %s\n", say(p, "What to do:", "Việc nên làm:"));
        first &= n == 0;
        if (n > 0)
            line(p, tbi_arena_printf(p->a, "- %s: %s", g->index, g->goal));
        for (size_t k = 0; k < n; k++)
            tbi_say_wrapped(p->b, text[k], 6, 118);
    }
}

static void goal_sentences(page *p, const tb_goal_answer *g)
{
    char *text[12];
    size_t n = tbi_say_goal(text, 12, p->a, g, p->lang);
    for (size_t i = 0; i < n; i++)
        line(p, text[i]);
}

/* A component whose score and maximum are not known says nothing that its neighbours do not say. */
static bool bare(const tb_price *x)
{
    return isnan(x->score);
}

static void bare_prices(page *p, const tb_goal_answer *g)
{
    const char *list = "";
    const tb_price *first = NULL;
    for (size_t i = 0; i < g->prices; i++) {
        const tb_price *x = &g->price[i];
        if (!bare(x) || (first != NULL && x->weight != first->weight))
            continue;
        if (first == NULL)
            first = x;
        if (x->depth > 1)
            continue; /* a criterion counts as its field does */
        const char *code =
            strchr(x->component, '.') != NULL ? strchr(x->component, '.') + 1 : x->component;
        list = tbi_arena_printf(p->a, "%s%s%s %s", list, list[0] != '\0' ? "; " : "", code,
                                say(p, x->name_en, x->name_vi));
    }
    if (first == NULL)
        return;
    line(p,
         tbi_arena_printf(
             p->a,
             say(p,
                 "A point more in any part counts the same, %s points for 50%%, %s for 80%%; 0.1 "
                 "point adds %s to the chance. Parts "
                 "whose scores are not in the data set: %s.",
                 "Thêm điểm ở bất kỳ nội dung nào cũng có giá trị như nhau: cần thêm %s điểm để "
                 "đạt 50%%, %s điểm để đạt 80%%; cứ 0,1 "
                 "điểm thì khả năng đạt tăng %s. Các nội dung chưa có điểm trong bộ dữ liệu: %s."),
             number(p, first->need_50, 2), number(p, first->need_80, 2),
             tbi_say_points_of_chance(p->a, first->gain_01, p->lang), list));
}

static void prices(page *p, const tb_goal_answer *g)
{
    const char *const en[] = { "lComponent", "rScore (year)",    "rMax", "r+0.1 adds", "rFor 50%",
                               "rFor 80%",   "rReach of others", NULL };
    const char *const vi[] = {
        "lNội dung",   "rĐiểm (năm)",           "rTối đa", "r+0,1 điểm", "rCần để đạt 50%",
        "rđể đạt 80%", "rCác tỉnh đã đạt được", NULL
    };
    tb_table t;
    tbi_table_start(&t, p->a, p->lang == TB_LANG_VI ? vi : en);
    if (g->prices == 0)
        return;
    tbi_buf_printf(
        p->b, "\n  %s\n",
        say(p,
            "What each component is worth (arithmetic of the scoring rules; says nothing "
            "about any measure):",
            "Giá trị của từng nội dung (tính theo quy định chấm điểm, chưa nói gì về "
            "giải pháp nào):"));
    bare_prices(p, g);
    for (size_t i = 0; i < g->prices; i++) {
        const tb_price *x = &g->price[i];
        if (bare(x) || (x->depth > 1 && g->prices > 14))
            continue;
        const char *no = say(p, "above the maximum", "vượt mức tối đa");
        const char *code =
            strchr(x->component, '.') != NULL ? strchr(x->component, '.') + 1 : x->component;
        const char *cell[7] = {
            tbi_say_short(
                p->a, tbi_arena_printf(p->a, "%s %s", code, say(p, x->name_en, x->name_vi)), 46),
            tbi_arena_printf(p->a, "%s (%d)", number(p, x->score, 2), x->score_year),
            number(p, x->max, 0),
            tbi_arena_printf(p->a, "+%s", tbi_say_points_of_chance(p->a, x->gain_01, p->lang)),
            isnan(x->need_50) ? "–"
            : x->fits_50      ? number(p, x->need_50, 2)
                              : no,
            isnan(x->need_80) ? "–"
            : x->fits_80      ? number(p, x->need_80, 2)
                              : no,
            isnan(x->reach) ? "–" : tbi_arena_printf(p->a, "+%s", number(p, x->reach, 2))
        };
        tbi_table_row(&t, cell);
    }
    if (t.rows > 0)
        tbi_table_print(&t, p->b, 2);
}

/* Whether no earlier row shows the same evidence: a record belongs to its component, one's own
 * figure to its measure. */
static bool first_of_kind(const tb_goal_answer *g, size_t i)
{
    const tb_lever_answer *l = &g->lever[i];
    for (size_t k = 0; k < i; k++) {
        const tb_lever_answer *o = &g->lever[k];
        bool same = strcmp(o->component, l->component) == 0 && strcmp(o->index, l->index) == 0 &&
                    o->evidence == l->evidence;
        if (same && l->evidence != TB_EVIDENCE_ASSUMED && l->evidence != TB_EVIDENCE_PUBLISHED)
            return false;
    }
    return true;
}

/* The measures behind a row, with their agencies. */
static const char *measures_of(page *p, const tb_goal_answer *g, const tb_lever_answer *l)
{
    const char *list = "";
    for (size_t k = 0; k < g->levers_known; k++) {
        const tb_lever_answer *o = &g->lever[k];
        bool own = l->evidence == TB_EVIDENCE_ASSUMED || l->evidence == TB_EVIDENCE_PUBLISHED;
        if (own ? o != l
                : strcmp(o->component, l->component) != 0 || strcmp(o->index, l->index) != 0 ||
                      o->evidence != l->evidence)
            continue;
        list = tbi_arena_printf(p->a, "%s%s%s", list, list[0] != '\0' ? ", " : "", o->id);
    }
    return list;
}

/* Rows of the table in another order: their components (measures where the figure is one's own). */
static const char *ordered(page *p, const tb_goal_answer *g, bool by_cost)
{
    const char *list = "";
    for (int place = 1; place <= (int)g->levers_known; place++)
        for (size_t i = 0; i < g->levers_known; i++) {
            const tb_lever_answer *l = &g->lever[i];
            bool own = l->evidence == TB_EVIDENCE_ASSUMED || l->evidence == TB_EVIDENCE_PUBLISHED;
            if ((by_cost ? l->by_cost : l->by_rank) != place || !first_of_kind(g, i))
                continue;
            list = tbi_arena_printf(p->a, "%s%s%s", list, list[0] != '\0' ? ", " : "",
                                    own ? l->id : l->component);
        }
    return list;
}

/* The other two orders, where they say something else than the table's. */
static void orders(page *p, const tb_goal_answer *g)
{
    bool rank = false, cost = false;
    int last[2] = { 0, 0 };
    for (size_t i = 0; i < g->levers_known; i++) {
        const tb_lever_answer *l = &g->lever[i];
        if (l->beside || !first_of_kind(g, i))
            continue;
        rank |= l->by_rank < last[0];
        cost |= l->by_cost < last[1];
        last[0] = l->by_rank;
        last[1] = l->by_cost;
    }
    if (rank)
        line(p, tbi_arena_printf(p->a, say(p, "By places gained: %s.", "Xếp theo số bậc tăng: %s."),
                                 ordered(p, g, false)));
    if (cost)
        line(p, tbi_arena_printf(p->a,
                                 say(p, "By gain of chance per unit of cost: %s.",
                                     "Xếp theo mức tăng khả năng đạt trên một đơn vị chi phí: %s."),
                                 ordered(p, g, true)));
}

static void known_levers(page *p, const tb_goal_answer *g)
{
    const char *const en[] = { "lComponent",    "lMeasures", "lEvidence",
                               "rEffect (90%)", "rPlaces",   "rChance with it (90%)",
                               "rGain",         "rCost",     NULL };
    const char *const vi[] = { "lNội dung",  "lGiải pháp",
                               "lCăn cứ",    "rTác động, điểm (90%)",
                               "rTăng bậc",  "rKhả năng đạt (90%)",
                               "rTăng thêm", "rChi phí",
                               NULL };
    tb_table t;
    bool record = false;
    if (g->levers_known == 0) {
        line(p, say(p, "No measure that touches this goal has evidence of an effect.",
                    "Chưa có giải pháp nào liên quan đến chỉ tiêu này có căn cứ để lượng hóa."));
        return;
    }
    tbi_table_start(&t, p->a, p->lang == TB_LANG_VI ? vi : en);
    for (size_t i = 0; i < g->levers_known; i++) {
        const tb_lever_answer *l = &g->lever[i];
        if (!first_of_kind(g, i))
            continue;
        record |= l->evidence == TB_EVIDENCE_HISTORICAL;
        const char *cell[8] = {
            tbi_say_short(p->a,
                          tbi_arena_printf(p->a, "%s.%s %s", l->index, l->component,
                                           say(p, l->component_en, l->component_vi)),
                          44),
            tbi_say_short(p->a, measures_of(p, g, l), 30),
            tbi_say_evidence(l->evidence, p->lang),
            tbi_arena_printf(p->a, "%s (%s; %s)", number(p, l->effect.mean, 2),
                             number(p, l->effect.q05, 2), number(p, l->effect.q95, 2)),
            number(p, l->rank_change.mean, 1),
            tbi_arena_printf(p->a, "%s (%s–%s)", tbi_say_chance(p->a, l->chance, p->lang),
                             tbi_say_number(p->a, l->chance_low * 100, 0, p->lang),
                             tbi_say_chance(p->a, l->chance_high, p->lang)),
            tbi_say_points_of_chance(p->a, l->chance_gain, p->lang),
            tbi_arena_printf(p->a, "%s%s%s", number(p, l->cost, l->cost == floor(l->cost) ? 0 : 2),
                             l->cost_unit[0] != '\0' ? " " : "", l->cost_unit)
        };
        tbi_table_row(&t, cell);
    }
    tbi_buf_printf(
        p->b, "\n  %s\n",
        say(p,
            "Measures with evidence, the most useful first (measures of one row are counted once):",
            "Các giải pháp có căn cứ, xếp theo mức tăng khả năng đạt (các giải pháp cùng một dòng "
            "chỉ tính một lần):"));
    tbi_table_print(&t, p->b, 2);
    orders(p, g);
    if (record)
        line(p, say(p,
                    "Reach of others: not the effect of a measure but a condition, that the "
                    "component rises for good, against the national mean, as "
                    "in the best quarter of comparable cases. Below: where to look.",
                    "Mức các tỉnh đã đạt được: không phải tác động của riêng giải pháp nào, mà là "
                    "điều kiện: nội dung đó tăng lâu dài so với mặt "
                    "bằng chung như nhóm 25% tốt nhất trong các trường hợp tương đồng. Nơi có thể "
                    "học hỏi:"));
    for (size_t i = 0; i < g->levers_known; i++)
        if (first_of_kind(g, i))
            line(p, tbi_say_condition(p->a, &g->lever[i], p->lang));
}

/* Measures without an effect, gathered by their reason and component. */
static void unknown_levers(page *p, const tb_goal_answer *g)
{
    if (g->levers == g->levers_known)
        return;
    tbi_buf_printf(p->b, "\n  %s\n",
                   say(p, "Not assessed (no evidence of an effect; in no plan):",
                       "Chưa có căn cứ để lượng hóa (không đưa vào phương án):"));
    for (size_t i = g->levers_known; i < g->levers; i++) {
        const char *reason = say(p, g->lever[i].effect_reason, g->lever[i].effect_reason_vi);
        bool first = true;
        for (size_t k = g->levers_known; k < i; k++)
            first &= strcmp(say(p, g->lever[k].effect_reason, g->lever[k].effect_reason_vi),
                            reason) != 0;
        if (!first)
            continue;
        const char *ids = "", *last = "";
        for (size_t k = i; k < g->levers; k++) {
            const tb_lever_answer *l = &g->lever[k];
            if (strcmp(say(p, l->effect_reason, l->effect_reason_vi), reason) != 0 ||
                strcmp(last, l->id) == 0)
                continue;
            ids = tbi_arena_printf(p->a, "%s%s%s", ids, ids[0] != '\0' ? ", " : "", l->id);
            last = l->id;
        }
        line(p, tbi_arena_printf(p->a, "- %s: %s.", ids, reason));
    }
}

/* Measures that aim at those who answer a survey move the opinion, not the service. The catalogue
 * marks them in its notes. */
static void opinion(page *p)
{
    const char *ids = "";
    for (size_t i = 0; i < tb_intervention_goals(p->v); i++) {
        const tb_goal_answer *g = tb_intervention_goal(p->v, i);
        for (size_t k = 0; k < g->levers; k++) {
            const tb_lever_answer *l = &g->lever[k];
            if (l->note == NULL || strstr(l->note, "aims at the people who answer") == NULL ||
                strstr(ids, l->id) != NULL)
                continue;
            ids = tbi_arena_printf(p->a, "%s%s%s", ids, ids[0] != '\0' ? ", " : "", l->id);
        }
    }
    if (ids[0] == '\0')
        return;
    line(p, tbi_arena_printf(
                p->a,
                say(p,
                    "%s: aimed at the people who answer the survey; it moves the opinion, "
                    "not the service, and the result may be withheld.",
                    "%s: nhằm vào người trả lời khảo sát; tác động đến nhận định, không "
                    "phải đến dịch vụ, và có nguy cơ kết quả không được công bố."),
                ids));
}

/* Every measure that the page names, once. */
static void catalogue(page *p)
{
    const tb_intervention *v = p->v;
    const char *const en[] = { "lId", "lMeasure", "lAgency", NULL };
    const char *const vi[] = { "lMã", "lGiải pháp", "lCơ quan chủ trì", NULL };
    tb_table t;
    tbi_table_start(&t, p->a, p->lang == TB_LANG_VI ? vi : en);
    for (size_t i = 0; i < tb_intervention_goals(v); i++) {
        const tb_goal_answer *g = tb_intervention_goal(v, i);
        for (size_t k = 0; k < g->levers; k++) {
            bool seen = false;
            for (size_t r = 0; r < t.rows && !seen; r++)
                seen = strcmp(t.cell[r * t.columns], g->lever[k].id) == 0;
            const char *cell[3] = {
                g->lever[k].id,
                tbi_say_short(p->a, say(p, g->lever[k].name_en, g->lever[k].name_vi), 72),
                tbi_say_short(p->a, say(p, g->lever[k].agency_en, g->lever[k].agency_vi), 50)
            };
            if (!seen)
                tbi_table_row(&t, cell);
        }
    }
    if (t.rows == 0)
        return;
    title(p, say(p, "Measures named above", "Danh mục giải pháp nêu trên"));
    tbi_table_print(&t, p->b, 2);
    opinion(p);
}

static const char *lever_name(const page *p, const char *id)
{
    for (size_t i = 0; i < tb_intervention_goals(p->v); i++) {
        const tb_goal_answer *g = tb_intervention_goal(p->v, i);
        for (size_t k = 0; k < g->levers; k++)
            if (strcmp(g->lever[k].id, id) == 0)
                return say(p, g->lever[k].name_en, g->lever[k].name_vi);
    }
    return "";
}

/* Whether a measure's effect on any goal is an association: then the words stand in its line. */
static const char *not_a_cause(const page *p, const char *id)
{
    for (size_t i = 0; i < tb_intervention_goals(p->v); i++) {
        const tb_goal_answer *g = tb_intervention_goal(p->v, i);
        for (size_t k = 0; k < g->levers_known; k++)
            if (strcmp(g->lever[k].id, id) == 0 && g->lever[k].evidence == TB_EVIDENCE_ESTIMATED)
                return tbi_arena_printf(p->a, " [%s]",
                                        tbi_say_evidence(TB_EVIDENCE_ESTIMATED, p->lang));
    }
    return "";
}

/* Whether the goals are of several years. */
static bool many_years(const page *p)
{
    for (size_t i = 0; i < tb_intervention_goals(p->v); i++)
        if (tb_intervention_goal(p->v, i)->year > tb_intervention_origin(p->v) + 1)
            return true;
    return false;
}

static bool rests_on_reach(const page *p)
{
    for (size_t i = 0; i < tb_intervention_goals(p->v); i++) {
        const tb_goal_answer *g = tb_intervention_goal(p->v, i);
        for (size_t k = 0; k < g->levers_known; k++)
            if (g->lever[k].evidence == TB_EVIDENCE_HISTORICAL)
                return true;
    }
    return false;
}

static void plan(page *p, const tb_plan *plan)
{
    char *text[8];
    size_t n = tbi_say_plan(text, 8, p->a, plan, p->lang);
    for (size_t i = 0; i < n; i++)
        line(p, text[i]);
    if (plan->made && plan->levers > 0 && rests_on_reach(p))
        line(p, say(p,
                    "Where the evidence is the reach of others, this holds on the condition that "
                    "these components do rise as they did there.",
                    "Với căn cứ là mức các tỉnh đã đạt được, kết quả này chỉ đúng với điều kiện "
                    "các nội dung đó tăng được như các tỉnh ấy."));
    for (size_t i = 0; i < plan->levers && plan->made; i++) {
        bool has = plan->instead[i][0] != '\0', later = plan->effect_from[i] > plan->start[i];
        const char *when = "";
        if (tb_intervention_year(p->v) > tb_intervention_origin(p->v) + 1 || later || many_years(p))
            when = later ? tbi_arena_printf(p->a,
                                            say(p, "; begin in %d, at work from %d",
                                                "; bắt đầu năm %d, có tác động từ năm %d"),
                                            plan->start[i], plan->effect_from[i])
                         : tbi_arena_printf(p->a, say(p, "; begin in %d", "; bắt đầu năm %d"),
                                            plan->start[i]);
        line(p, tbi_arena_printf(p->a, "- %s%s %s%s%s%s%s", plan->lever[i],
                                 not_a_cause(p, plan->lever[i]), lever_name(p, plan->lever[i]),
                                 has ? say(p, " (or as well: ", " (có thể thay bằng: ") : "",
                                 plan->instead[i], has ? ")" : "", when));
    }
    if (!plan->made || plan->frontier_count < 2)
        return;
    const char *const en[] = { "rCost", "rChance", "lMeasures", NULL };
    const char *const vi[] = { "rChi phí", "rKhả năng đạt", "lGiải pháp", NULL };
    tb_table t;
    tbi_table_start(&t, p->a, p->lang == TB_LANG_VI ? vi : en);
    for (size_t i = 0; i < plan->frontier_count; i++) {
        const tb_frontier_point *f = &plan->frontier[i];
        const char *ids = "";
        for (size_t k = 0; k < f->levers; k++)
            ids = tbi_arena_printf(p->a, "%s%s%s", ids, k > 0 ? ", " : "", f->lever[k]);
        const char *cell[3] = { number(p, f->cost, f->cost == floor(f->cost) ? 0 : 2),
                                tbi_say_chance(p->a, f->chance, p->lang),
                                f->levers > 0 ? ids : say(p, "none", "không") };
        tbi_table_row(&t, cell);
    }
    tbi_table_print(&t, p->b, 2);
}

static void whole(page *p)
{
    const tb_unit *u = tb_intervention_unit(p->v);
    size_t n = tb_intervention_goals(p->v);
    tbi_buf_printf(p->b, "%s\n", tbi_say_heading(p->a, p->v, p->lang));
    title(p, say(p, "1. Chances without action",
                 "1. Khả năng đạt từng chỉ tiêu nếu không có thêm giải pháp"));
    goals_table(p);
    line(p, tbi_say_joint(p->a, p->v, p->lang));
    const char *cross = tbi_say_crossings(p->a, p->v, p->lang);
    if (cross != NULL)
        line(p, cross);
    line(p, say(p,
                "A chance is the share of simulated years in which the goal is met. Noise alone: "
                "the lasting level stays as it is and only what "
                "changes from year to year is drawn again.",
                "Khả năng đạt là tỷ lệ số lần mô phỏng mà chỉ tiêu được hoàn thành. Riêng biến "
                "động ngẫu nhiên: mức độ thực chất của tỉnh giữ "
                "nguyên, chỉ phần thay đổi thất thường từng năm được mô phỏng lại."));
    sensitivities(p);
    advice(p);
    outcomes(p);
    for (size_t i = 0; i < n; i++) {
        const tb_goal_answer *g = tb_intervention_goal(p->v, i);
        title(p, tbi_arena_printf(p->a, "%zu. %s: %s (%s)", i + 2, g->index, g->goal,
                                  say(p, u->name_en, u->name_vi)));
        goal_sentences(p, g);
        if (isnan(g->chance))
            continue;
        prices(p, g);
        known_levers(p, g);
        unknown_levers(p, g);
        plan(p, &g->plan);
    }
    if (n > 1) {
        title(p, tbi_arena_printf(
                     p->a, "%zu. %s", n + 2,
                     say(p, "Plan for all goals together", "Phương án chung cho mọi chỉ tiêu")));
        plan(p, tb_intervention_joint_plan(p->v));
    }
    catalogue(p);
    tb_notices w = tb_intervention_notices(p->v);
    if (w.count > 0)
        title(p, say(p, "Notes", "Lưu ý"));
    for (size_t i = 0; i < w.count; i++)
        line(p, tbi_arena_printf(p->a, "- %s", say(p, w.notice[i].text, w.notice[i].text_vi)));
}

tb_status tb_table_intervene(tb_text **out, const tb_intervention *v, tb_lang lang, tb_err *err)
{
    tb_buf b = { 0 };
    tb_arena a = { 0 };
    page p = { &b, &a, v, lang };
    whole(&p);
    tbi_arena_free(&a);
    return tbi_text_take(out, &b, err);
}
