/* advice.c - where to begin, what the plan brings, what can be had where there is no evidence, and
 * what is only noise. Nothing here is computed: it points at figures. */
#include "render/advice.h"

#include "render/run_words.h"
#include "render/table.h"

#include <math.h>
#include <string.h>

static const double NEARLY = 0.05; /* two chances that a planner would not act on differently */
static const double SURE = 0.8;

static const char *pick(tb_lang lang, const char *en, const char *vi)
{
    return lang == TB_LANG_VI ? vi : en;
}

static const char *under_which(tb_evidence e, tb_lang lang)
{
    switch (e) {
    case TB_EVIDENCE_PUBLISHED:
        return pick(lang, "if the lost points are won back", "nếu lấy lại được số điểm bị trừ");
    case TB_EVIDENCE_HISTORICAL:
        return pick(lang, "if it rises as in the best quarter of comparable provinces",
                    "nếu tăng được như nhóm 25% tốt nhất trong các tỉnh tương đồng");
    case TB_EVIDENCE_ESTIMATED:
        return pick(lang, "association, not cause",
                    "mối liên hệ thống kê, không phải quan hệ nhân quả");
    case TB_EVIDENCE_ASSUMED:
        return pick(lang, "on your own assumption", "theo giả định của người dùng");
    case TB_EVIDENCE_NONE:
        break;
    }
    return "";
}

/* An association is no reason to begin anywhere: it is named only where there is nothing else, its
 * words first. */
static const char *begin_with(tb_arena *a, const tb_goal_answer *g, tb_lang lang)
{
    const tb_lever_answer *l = &g->lever[0];
    for (size_t i = 0; i < g->levers_known && l->evidence == TB_EVIDENCE_ESTIMATED; i++)
        if (g->lever[i].evidence != TB_EVIDENCE_ESTIMATED && g->lever[i].chance_gain > 0)
            l = &g->lever[i];
    if (l->evidence == TB_EVIDENCE_ESTIMATED)
        return tbi_arena_printf(
            a,
            pick(lang,
                 "Only an association, not cause: %s.%s %s (%s to %s); no "
                 "reason yet to begin there.",
                 "Mới chỉ có mối liên hệ thống kê, không phải quan hệ nhân quả: "
                 "%s.%s %s (%s lên %s); chưa đủ căn cứ để ưu tiên."),
            l->index, l->component, pick(lang, l->component_en, l->component_vi),
            tbi_say_chance(a, g->chance, lang), tbi_say_chance(a, l->chance, lang));
    return tbi_arena_printf(
        a,
        pick(lang, "Begin with %s.%s %s: alone it takes the chance from %s to %s (%s).",
             "Ưu tiên trước: %s.%s %s – riêng nội dung này đưa khả năng đạt từ %s lên %s (%s)."),
        l->index, l->component, pick(lang, l->component_en, l->component_vi),
        tbi_say_chance(a, g->chance, lang), tbi_say_chance(a, l->chance, lang),
        under_which(l->evidence, lang));
}

/* The place, or for a goal on points the score, that is reached in half of the cases. */
static const char *even_chance(tb_arena *a, const tb_goal_answer *g, tb_lang lang)
{
    bool points = g->parsed.kind == TB_GOAL_SCORE || g->parsed.kind == TB_GOAL_GAIN;
    double middle = points ? g->score_q[1] : g->rank_q[1];
    if (g->parsed.kind == TB_GOAL_REGION || g->parsed.kind == TB_GOAL_YEARLY || isnan(middle))
        return NULL; /* other places are meant than the country's of one year */
    if (points)
        return tbi_arena_printf(
            a,
            pick(lang, "An even chance without action: %s points.",
                 "Mức có khả năng đạt khoảng 50%% khi không có thêm giải pháp: %s điểm."),
            tbi_say_number(a, middle, 2, lang));
    /* the chance is lower only since the result may be withheld */
    if (g->target_place > 0 && middle <= g->target_place)
        return NULL;
    return tbi_arena_printf(
        a,
        pick(lang, "An even chance without action: place %.0f.",
             "Mức có khả năng đạt khoảng 50%% khi không có thêm giải pháp: hạng %.0f."),
        middle);
}

static bool has_kind(const tb_goal_answer *g, tb_evidence e)
{
    for (size_t i = 0; i < g->levers_known; i++)
        if (g->lever[i].evidence == e)
            return true;
    return false;
}

static const char *get_evidence(const tb_goal_answer *g, tb_lang lang)
{
    bool par = strncmp(g->index, "PAR", 3) == 0 && (g->index[3] == '\0' || g->index[3] == '.');
    if (par && !has_kind(g, TB_EVIDENCE_PUBLISHED))
        return pick(lang,
                    "Enter the criteria that lost points into a copy of "
                    "datasets/templates/par-criteria.csv and run again with --criteria: each "
                    "becomes a measure with evidence (scoring rules).",
                    "Ghi các tiêu chí bị trừ điểm của tỉnh vào bản sao của mẫu "
                    "datasets/templates/par-criteria.csv rồi chạy lại với --criteria: mỗi "
                    "tiêu chí sẽ thành một giải pháp có căn cứ (theo quy định chấm điểm).");
    if (g->levers_known == 0)
        return pick(lang,
                    "No measure has evidence of an effect here. If you have an assessment of your "
                    "own, enter its mean and spread in a table of "
                    "measures and run again with --levers; it will be marked as your assumption.",
                    "Chưa có căn cứ để lượng hóa giải pháp nào cho chỉ tiêu này. Nếu tỉnh có đánh "
                    "giá riêng, ghi mức tác động trung bình và độ lệch "
                    "chuẩn vào bảng giải pháp rồi chạy lại với --levers; kết quả sẽ ghi rõ là giả "
                    "định của người dùng.");
    return NULL;
}

size_t tbi_say_advice(const char *text[TB_ADVICE_MOST], tb_arena *a, const tb_goal_answer *g,
                      tb_lang lang)
{
    size_t n = 0;
    const tb_plan *p = &g->plan;
    const char *more;
    if (isnan(g->chance))
        return 0;
    if (g->chance >= SURE)
        text[n++] = pick(lang, "The goal is likely as things stand: hold what has been reached.",
                         "Chỉ tiêu có khả năng cao ngay cả khi không có thêm giải pháp: giữ vững "
                         "kết quả đã đạt.");
    if (g->levers_known > 0 && g->lever[0].chance_gain > 0)
        text[n++] = begin_with(a, g, lang);
    bool planned = p->made && p->levers > 1 && !p->equal_none;
    if (planned)
        text[n++] = tbi_arena_printf(
            a,
            pick(lang, "The whole plan below (%zu measures%s): %s%s.",
                 "Cả phương án nêu dưới đây (%zu giải pháp%s): %s%s."),
            p->levers,
            p->associated ? pick(lang, "; association, not cause",
                                 "; mối liên hệ thống kê, không phải quan hệ nhân quả")
                          : "",
            tbi_say_cases(a, p->chance, lang),
            p->chance < 0.5 ? pick(lang, ", so even then the goal is more likely missed than met",
                                   ", nghĩa là ngay cả khi đó chỉ tiêu vẫn nghiêng về không đạt")
                            : "");
    more = get_evidence(g, lang);
    if (more != NULL)
        text[n++] = more;
    if (g->chance < 0.5 && (more = even_chance(a, g, lang)) != NULL)
        text[n++] = more;
    if (n < TB_ADVICE_MOST && g->chance > 0 && g->chance < 1 &&
        fabs(g->chance - g->noise_chance) <= NEARLY)
        text[n++] = pick(lang,
                         "With nothing lasting changed the chance is nearly the same: a rise or "
                         "fall in one year says little about how the province is run.",
                         "Dù không có gì thay đổi lâu dài, khả năng cũng gần như vậy: việc tăng "
                         "hay giảm trong một năm chưa nói lên hiệu quả điều hành.");
    return n;
}
