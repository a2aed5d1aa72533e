/* run_words.c - what a planner reads. Every sentence stands alone, says how sure it is, and never
 * takes noise for merit. */
#include "render/run_words.h"

#include "render/table.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>
#include <tangbac/verification.h>

static const char *pick(tb_lang lang, const char *en, const char *vi)
{
    return lang == TB_LANG_VI ? vi : en;
}

const char *tbi_say_cases(tb_arena *a, double chance, tb_lang lang)
{
    if (!isfinite(chance))
        return "–";
    double hundred = chance * 100;
    if (hundred > 0 && hundred < 1)
        return pick(lang, "fewer than 1 in 100 cases", "dưới 1 trong 100 trường hợp");
    if (hundred < 100 && hundred > 99)
        return pick(lang, "more than 99 in 100 cases", "trên 99 trong 100 trường hợp");
    return tbi_arena_printf(a, pick(lang, "%.0f in 100 cases", "%.0f trong 100 trường hợp"),
                            hundred);
}

const char *tbi_say_points_of_chance(tb_arena *a, double x, tb_lang lang)
{
    if (!isfinite(x))
        return "–";
    return tbi_arena_printf(a, pick(lang, "%s pp", "%s điểm %%"),
                            tbi_say_number(a, x * 100, 1, lang));
}

const char *tbi_say_thousands(tb_arena *a, size_t n, tb_lang lang)
{
    if (n < 1000)
        return tbi_arena_printf(a, "%zu", n);
    return tbi_arena_printf(a, "%s%s%03zu", tbi_say_thousands(a, n / 1000, lang),
                            lang == TB_LANG_VI ? "." : ",", n % 1000);
}

const char *tbi_say_heading(tb_arena *a, const tb_intervention *v, tb_lang lang)
{
    const tb_unit *u = tb_intervention_unit(v);
    return tbi_arena_printf(
        a,
        pick(lang,
             "%s, goals for %d (what was published up to the results of %d; %s simulated years)",
             "%s – chỉ tiêu năm %d (số liệu công bố đến hết kết quả năm %d; %s lần mô phỏng)"),
        lang == TB_LANG_VI ? u->name_vi : u->name_en, tb_intervention_year(v),
        tb_intervention_origin(v), tbi_say_thousands(a, tb_intervention_draws(v), lang));
}

const char *tbi_say_joint(tb_arena *a, const tb_intervention *v, tb_lang lang)
{
    const char *vi = NULL;
    const char *reason = tb_intervention_joint_reason(v, &vi);
    double chance = tb_intervention_joint(v);
    if (isnan(chance))
        return pick(lang, "No goal can be answered.", "Không có chỉ tiêu nào trả lời được.");
    return tbi_arena_printf(
        a,
        pick(lang, "All goals together: %s%s%s%s.", "Cùng lúc đạt tất cả các chỉ tiêu: %s%s%s%s."),
        tbi_say_cases(a, chance, lang), reason != NULL ? " (" : "",
        reason != NULL ? pick(lang, reason, vi) : "", reason != NULL ? ")" : "");
}

static const char *crossing(tb_arena *a, const tb_cross_index *x, tb_lang lang)
{
    const char *r = tbi_say_number(a, x->correlation, 2, lang);
    if (strcmp(x->basis, "published") == 0)
        return tbi_arena_printf(
            a,
            pick(lang, "%s and %s %s (SIPAS is a part of PAR by the scoring rules)",
                 "%s và %s: %s (theo quy định chấm điểm, SIPAS là một phần của PAR)"),
            x->a, x->b, r);
    if (strcmp(x->basis, "assumed") == 0)
        return tbi_arena_printf(
            a,
            pick(lang, "%s and %s assumed 0 (too few pairs for an estimate: %d)",
                 "%s và %s: giả định bằng 0 (mới có %d cặp số liệu, chưa đủ để ước lượng)"),
            x->a, x->b, x->pairs);
    return tbi_arena_printf(
        a,
        pick(lang, "%s and %s %s (95%%: %s to %s; estimated from %d pairs)",
             "%s và %s: %s (khoảng tin cậy 95%%: %s đến %s; ước lượng từ %d cặp số liệu)"),
        x->a, x->b, r, tbi_say_number(a, x->low, 2, lang), tbi_say_number(a, x->high, 2, lang),
        x->pairs);
}

const char *tbi_say_crossings(tb_arena *a, const tb_intervention *v, tb_lang lang)
{
    const char *list = NULL;
    for (size_t i = 0; i < tb_intervention_crossings(v); i++) {
        const char *one = crossing(a, tb_intervention_crossing(v, i), lang);
        list = list == NULL ? one : tbi_arena_printf(a, "%s; %s", list, one);
    }
    return list == NULL ? NULL
                        : tbi_arena_printf(a,
                                           pick(lang,
                                                "Correlation between the indices in a year, used "
                                                "for all goals together: %s.",
                                                "Tương quan giữa các chỉ số trong cùng một năm, "
                                                "dùng khi tính chung các chỉ tiêu: %s."),
                                           list);
}

const char *tbi_say_base(tb_arena *a, const tb_goal_answer *g, tb_lang lang)
{
    int year = g->reference_year > 0 ? g->reference_year : g->base_year;
    if (year == 0)
        return "–";
    if (g->reference_rank > 0 && g->n_ranked > 0)
        return tbi_arena_printf(a, pick(lang, "%d: place %d/%d", "%d: hạng %d/%d"), year,
                                g->reference_rank, g->n_ranked);
    if (g->reference_rank > 0)
        return tbi_arena_printf(a, pick(lang, "%d: place %d", "%d: hạng %d"), year,
                                g->reference_rank);
    if (!isnan(g->reference_score))
        return tbi_arena_printf(a, pick(lang, "%d: %s points", "%d: %s điểm"), year,
                                tbi_say_number(a, g->reference_score, 2, lang));
    return tbi_arena_printf(a,
                            g->base_year > 0 && g->reference_year == 0
                                ? pick(lang, "%d: simulated", "%d: mô phỏng")
                                : pick(lang, "%d: not in the data", "%d: chưa có trong bộ dữ liệu"),
                            year);
}

const char *tbi_say_evidence(tb_evidence e, tb_lang lang)
{
    static const char *const en[] = { "none", "scoring rules", "reach of others",
                                      "association, not cause", "user's assumption" };
    static const char *const vi[] = { "chưa có căn cứ để lượng hóa", "theo quy định chấm điểm",
                                      "mức các tỉnh đã đạt được",
                                      "mối liên hệ thống kê, không phải quan hệ nhân quả",
                                      "giả định của người dùng" };
    return lang == TB_LANG_VI ? vi[e] : en[e];
}

static char *facts(tb_arena *a, const tb_goal_answer *g, tb_lang lang)
{
    if (g->n_known >= 0 && g->n_ranked > 0)
        return tbi_arena_printf(
            a,
            pick(lang,
                 "The forecast stands on %zu published scores of all years; of the last year "
                 "known, %d of %d units are in this data set.",
                 "Dự báo dựa trên %zu điểm số đã công bố của các năm; năm gần nhất có điểm của %d "
                 "trong %d tỉnh, thành phố trong bộ dữ liệu."),
            g->facts, g->n_known, g->n_ranked);
    return tbi_arena_printf(a,
                            pick(lang, "The forecast stands on %zu published scores of all years.",
                                 "Dự báo dựa trên %zu điểm số đã công bố của các năm."),
                            g->facts);
}

static char *gap(tb_arena *a, const tb_goal_answer *g, tb_lang lang)
{
    if (isnan(g->gap[1]))
        return tbi_arena_text(a,
                              pick(lang,
                                   "In more than half of the cases the goal cannot be met at any "
                                   "score, since the result would be withheld.",
                                   "Trong hơn nửa số trường hợp chỉ tiêu không thể đạt dù điểm "
                                   "cao bao nhiêu, vì kết quả không được công bố."));
    if (g->parsed.kind == TB_GOAL_YEARLY)
        return tbi_arena_printf(a,
                                pick(lang,
                                     "In the middle case the hardest of the years lacks %s points "
                                     "(in 8 of 10 cases from %s to %s; below zero: to spare).",
                                     "Ở trường hợp trung bình, năm khó nhất còn thiếu %s điểm "
                                     "(trong 8/10 trường hợp từ %s đến %s; số âm là dư)."),
                                tbi_say_number(a, g->gap[1], 2, lang),
                                tbi_say_number(a, g->gap[0], 2, lang),
                                tbi_say_number(a, g->gap[2], 2, lang));
    if (g->gap[1] <= 0)
        return tbi_arena_printf(a,
                                pick(lang, "At even chance the unit has %s points to spare.",
                                     "Ở mức khả năng 50%%, tỉnh đang dư %s điểm so với chỉ tiêu."),
                                tbi_say_number(a, -g->gap[1], 2, lang));
    if (isnan(g->gap[2]))
        return tbi_arena_printf(
            a,
            pick(lang,
                 "Points lacking at even chance: %s (in 1 of 10 cases less than %s; in at least 1 "
                 "of 10 no score would do, since "
                 "the result would be withheld).",
                 "Số điểm còn thiếu để khả năng đạt bằng 50%%: %s điểm (1/10 trường hợp thấp hơn "
                 "%s; ít nhất 1/10 trường hợp "
                 "không đạt dù điểm cao bao nhiêu, vì kết quả không được công bố)."),
            tbi_say_number(a, g->gap[1], 2, lang), tbi_say_number(a, g->gap[0], 2, lang));
    return tbi_arena_printf(a,
                            pick(lang,
                                 "Points lacking at even chance: %s (in 8 of 10 cases from %s to "
                                 "%s; below zero: to spare).",
                                 "Số điểm còn thiếu để khả năng đạt bằng 50%%: %s điểm (trong 8/10 "
                                 "trường hợp từ %s đến %s; số âm là dư)."),
                            tbi_say_number(a, g->gap[1], 2, lang),
                            tbi_say_number(a, g->gap[0], 2, lang),
                            tbi_say_number(a, g->gap[2], 2, lang));
}

static char *rivals(tb_arena *a, const tb_goal_answer *g, tb_lang lang)
{
    const char *list = "";
    for (size_t i = 0; i < g->rivals && i < 5; i++)
        list = tbi_arena_printf(a, "%s%s%s (%s)", list, i > 0 ? ", " : "",
                                pick(lang, g->rival[i].name_en, g->rival[i].name_vi),
                                tbi_say_chance(a, g->rival[i].chance_between, lang));
    return tbi_arena_printf(
        a,
        pick(lang,
             "Nearest rivals, with how often they stand between the unit and "
             "its goal when it is missed: %s.",
             "Các tỉnh xếp liền kề cần vượt qua (tỷ lệ số lần đứng giữa tỉnh và "
             "chỉ tiêu khi không đạt): %s."),
        list);
}

static size_t score_goal(char **text, size_t n, size_t k, tb_arena *a, const tb_goal_answer *g,
                         tb_lang lang)
{
    if (k < n && !isnan(g->level_for_half))
        text[k++] = tbi_arena_printf(
            a,
            pick(lang,
                 "The goal is about a score, so it hangs on the national mean: expected %s (90 %%: "
                 "%s to %s); the chance "
                 "would be one half at a mean of %s.",
                 "Chỉ tiêu tính theo điểm nên phụ thuộc mặt bằng chung cả nước: điểm trung bình dự "
                 "báo %s (khoảng dự báo "
                 "90%%: %s đến %s); khả năng đạt là 50%% nếu mức trung bình bằng %s."),
            tbi_say_number(a, g->national[1], 2, lang), tbi_say_number(a, g->national[0], 2, lang),
            tbi_say_number(a, g->national[2], 2, lang),
            tbi_say_number(a, g->level_for_half, 2, lang));
    if (k < n && g->share_same_scheme < 1 && !isnan(g->level_for_half) &&
        !isnan(g->chance_same_scheme))
        text[k++] = tbi_arena_printf(a,
                                     pick(lang, "If the method does not change: %s.",
                                          "Nếu không có thay đổi phương pháp, bộ tiêu chí: %s."),
                                     tbi_say_cases(a, g->chance_same_scheme, lang));
    return k;
}

/* What came when about as much was said before, or why nobody can say. */
char *tbi_say_record(tb_arena *a, const tb_goal_answer *g, tb_lang lang)
{
    tb_goal_record r;
    tb_goal_record_of(&r, g->index, g->is_parsed ? &g->parsed : NULL, g->year - g->origin,
                      g->chance);
    if (r.n == 0)
        return tbi_arena_printf(a,
                                pick(lang, "No record yet: %s.", "Chưa có kết quả đối chiếu: %s."),
                                pick(lang, r.reason, r.reason_vi));
    return tbi_arena_printf(
        a,
        pick(lang, "Record: when %.0f-%.0f %% was said, %.0f %% came true, in %zu cases of %d-%d.",
             "Đối chiếu: khi nói %.0f-%.0f %%, thực tế đạt %.0f %% trong %zu lần, các năm %d-%d."),
        100 * r.low, 100 * r.high, 100 * r.met, r.n, r.since, r.until);
}

size_t tbi_say_goal(char **text, size_t n, tb_arena *a, const tb_goal_answer *g, tb_lang lang)
{
    size_t k = 0;
    if (isnan(g->chance)) {
        text[k++] = tbi_arena_printf(
            a,
            pick(lang, "This goal cannot be answered: %s.", "Chưa trả lời được chỉ tiêu này: %s."),
            pick(lang, g->reason, g->reason_vi));
        return k;
    }
    text[k++] = tbi_arena_printf(a,
                                 pick(lang, "Without action the goal is met in %s.",
                                      "Nếu không có thêm giải pháp, khả năng đạt là %s."),
                                 tbi_say_cases(a, g->chance, lang));
    if (k < n)
        text[k++] = tbi_say_record(a, g, lang);
    if (k < n && !isnan(g->noise_chance))
        text[k++] = tbi_arena_printf(
            a,
            pick(lang, "When nothing lasting changes and only noise is at work: %s.",
                 "Nếu không có gì thay đổi lâu dài, chỉ do biến động ngẫu nhiên: %s."),
            tbi_say_cases(a, g->noise_chance, lang));
    if (k < n && !isnan(g->chance_best))
        text[k++] = tbi_arena_printf(
            a, pick(lang, "The stronger end of the goal: %s.", "Mức cao của chỉ tiêu: %s."),
            tbi_say_cases(a, g->chance_best, lang));
    if (k < n && g->target_place > 0 && g->parsed.kind != TB_GOAL_PLACE)
        text[k++] = tbi_arena_printf(
            a, pick(lang, "That is place %d or better.", "Tức là hạng %d trở lên."),
            g->target_place);
    if (k < n && g->parsed.kind == TB_GOAL_YEARLY)
        text[k++] = tbi_arena_text(a, pick(lang,
                                           "Each year is measured against the year before: a "
                                           "measure that works early also raises the next year's "
                                           "bar, so the plan says when each one begins.",
                                           "Mỗi năm so với năm liền trước: giải pháp có tác động "
                                           "sớm cũng nâng mức phải vượt của năm sau, vì vậy "
                                           "phương án nêu rõ năm bắt đầu của từng giải pháp."));
    k = score_goal(text, n, k, a, g, lang);
    if (k < n)
        text[k++] = gap(a, g, lang);
    if (k < n && g->rivals > 0)
        text[k++] = rivals(a, g, lang);
    if (k < n && g->chance_withheld > 0)
        text[k++] = tbi_arena_printf(
            a,
            pick(lang, "The result may be withheld (%s); a place then counts as missed.",
                 "Kết quả có thể không được công bố (%s); khi đó chỉ tiêu tính là không đạt."),
            tbi_say_cases(a, g->chance_withheld, lang));
    if (k < n)
        text[k++] = facts(a, g, lang);
    return k;
}

static char *correlations(tb_arena *a, const tb_plan *p, tb_lang lang)
{
    return tbi_arena_printf(
        a,
        pick(lang,
             "Effects are taken to go together with correlation 0.5; with 0 the "
             "chance is %s, with 0.9 %s.",
             "Giả định các tác động tương quan với nhau ở mức 0,5; nếu bằng 0 "
             "thì khả năng đạt %s, nếu bằng 0,9 thì %s."),
        tbi_say_chance(a, p->chance_0, lang), tbi_say_chance(a, p->chance_09, lang));
}

size_t tbi_say_plan(char **text, size_t n, tb_arena *a, const tb_plan *p, tb_lang lang)
{
    size_t k = 0;
    if (!p->made) {
        text[k++] = tbi_arena_printf(a, pick(lang, "No plan: %s.", "Chưa lập được phương án: %s."),
                                     pick(lang, p->reason, p->reason_vi));
        return k;
    }
    if (p->levers == 0) {
        text[k++] =
            tbi_arena_text(a, pick(lang, "Plan: no measure raises the chance.",
                                   "Phương án: không giải pháp nào làm tăng khả năng đạt."));
        return k;
    }
    text[k++] =
        tbi_arena_printf(a,
                         pick(lang, "Plan (cost %s%s%s%s): the chance rises from %s to %s.",
                              "Phương án (chi phí %s%s%s%s): khả năng đạt tăng từ %s lên %s."),
                         tbi_say_number(a, p->cost, p->cost == floor(p->cost) ? 0 : 2, lang),
                         p->cost_unit[0] != '\0' ? " " : "", p->cost_unit,
                         p->associated ? pick(lang, "; association, not cause",
                                              "; mối liên hệ thống kê, không phải quan hệ nhân quả")
                                       : "",
                         tbi_say_cases(a, p->chance_none, lang), tbi_say_cases(a, p->chance, lang));
    if (k < n && isfinite(p->rank))
        text[k++] = tbi_arena_printf(
            a,
            pick(lang, "Expected rank%s%s: from %s to %s.", "Thứ hạng dự kiến%s%s: từ %s lên %s."),
            p->rank_indices > 1 ? pick(lang, " (mean over the indices)", " (bình quân các chỉ số)")
                                : "",
            p->objective == TB_OBJECTIVE_RANK
                ? pick(lang, " (what this plan makes as good as it can)",
                       " (phương án này chọn theo thứ hạng dự kiến tốt nhất)")
                : "",
            tbi_say_number(a, p->rank_none, 1, lang), tbi_say_number(a, p->rank, 1, lang));
    if (k < n && p->equal_none)
        text[k++] = tbi_arena_text(
            a,
            pick(
                lang, "The simulated years cannot tell this plan from doing nothing.",
                "Kết quả mô phỏng không phân biệt được phương án này với việc không làm gì thêm."));
    if (k < n && p->equal_to[0] != '\0')
        text[k++] = tbi_arena_printf(
            a,
            pick(lang, "A cheaper plan does as well as far as the simulated years can tell: %s.",
                 "Phương án ít tốn kém hơn cho kết quả tương đương trong giới hạn mô phỏng: %s."),
            p->equal_to);
    if (k < n)
        text[k++] = correlations(a, p, lang);
    if (k < n && !p->exact)
        text[k++] = tbi_arena_printf(
            a,
            pick(lang, "The search was cut off; no plan has a chance above %s.",
                 "Việc tìm kiếm đã dừng ở giới hạn; không phương án nào có khả năng đạt quá %s."),
            tbi_say_chance(a, p->bound, lang));
    return k;
}

const char *tbi_say_condition(tb_arena *a, const tb_lever_answer *l, tb_lang lang)
{
    const char *choice =
        l->choice != NULL ? tbi_arena_printf(a, "; %s", pick(lang, l->choice, l->choice_vi)) : "";
    if (l->evidence != TB_EVIDENCE_HISTORICAL)
        return tbi_arena_printf(a, "- %s: %s%s.", l->id, pick(lang, l->condition, l->condition_vi),
                                choice);
    const char *visit = "";
    for (size_t i = 0; i < l->examples && i < 4; i++)
        visit = tbi_arena_printf(a, "%s%s%s", visit, i > 0 ? ", " : "", l->example[i]);
    return tbi_arena_printf(
        a,
        pick(lang, "- %s (%d comparable cases): %s%s.", "- %s (%d trường hợp tương đồng): %s%s."),
        l->component, l->pairs, visit, choice);
}

const char *tbi_say_short(tb_arena *a, const char *text, size_t columns)
{
    if (tbi_utf8_width(text) <= columns)
        return text;
    char *copy = tbi_arena_text(a, text);
    size_t n = copy != NULL ? strlen(copy) : 0;
    while (n > 0 && tbi_utf8_width(copy) + 1 > columns) {
        do
            n--;
        while (n > 0 && ((unsigned char)copy[n] & 0xC0) == 0x80);
        copy[n] = '\0';
    }
    while (n > 0 && (copy[n - 1] == ' ' || copy[n - 1] == ','))
        copy[--n] = '\0';
    return tbi_arena_printf(a, "%s…", copy != NULL ? copy : "");
}

void tbi_say_wrapped(tb_buf *b, const char *text, size_t indent, size_t width)
{
    size_t column = 0;
    bool hang = false;
    while (*text != '\0') {
        size_t n = strcspn(text, " ");
        char word[512];
        size_t m = n < sizeof word - 1 ? n : sizeof word - 1;
        memcpy(word, text, m);
        word[m] = '\0';
        size_t w = tbi_utf8_width(word);
        if (column > 0 && column + 1 + w > width) {
            tbi_buf_char(b, '\n');
            column = 0;
            hang = true;
        }
        if (column == 0) {
            tbi_buf_repeat(b, ' ', indent + (hang ? 2 : 0));
            column = indent + (hang ? 2 : 0);
        } else {
            tbi_buf_char(b, ' ');
            column++;
        }
        tbi_buf_add(b, text, n);
        column += w;
        text += n;
        while (*text == ' ')
            text++;
    }
    tbi_buf_char(b, '\n');
}
