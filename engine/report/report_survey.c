/* report_survey.c - every unit's chance and best measure, and how far the chances came true. */
#include "render/run_words.h"
#include "render/table.h"
#include "report/envelope.h"
#include "report/record_json.h"
#include "text/owned_text.h"

#include <math.h>
#include <string.h>

static void row(tb_json *j, const tb_survey *s, const tb_survey_row *r)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "code", r->code);
    tbi_json_text(j, "name", r->name_vi);
    tbi_json_text(j, "name_en", r->name_en);
    if (tb_survey_last_origin(s) > 0) {
        tbi_json_int(j, "origin", r->origin);
        tbi_json_int(j, "year", r->year);
    }
    tbi_json_text(j, "index", tb_survey_ask(s)->goal[r->goal].index);
    tbi_json_text(j, "goal", tb_survey_ask(s)->goal[r->goal].goal);
    tbi_json_number(j, "chance_without_action", r->chance);
    tbi_json_text(j, "chance_without_action_reason", r->reason);
    tbi_json_text(j, "chance_without_action_reason_vi", r->reason_vi);
    tbi_record_json(j, tb_survey_ask(s)->goal[r->goal].index, r->is_parsed ? &r->parsed : NULL,
                    r->year - r->origin, r->chance);
    tbi_json_number(j, "noise_chance", r->noise_chance);
    tbi_json_text(j, "best_lever", r->best);
    tbi_json_text(j, "best_component", r->best_component);
    tbi_json_number(j, "best_chance", r->best_chance);
    tbi_json_number(j, "plan_chance", r->plan_chance);
    if (tb_survey_evaluated(s)) {
        if (r->met >= 0)
            tbi_json_bool(j, "met", r->met == 1);
        else
            tbi_json_null(j, "met");
    }
    tbi_json_object_end(j);
}

tb_status tb_report_survey(tb_text **out, const tb_report_head *h, const tb_survey *s, tb_err *err)
{
    tb_buf b = { 0 };
    tb_json j;
    tbi_envelope_open(&j, &b, h, "intervene-units", tb_survey_notices(s), 3);
    tbi_json_int(&j, "origin", tb_survey_ask(s)->origin);
    tbi_json_int(&j, "year", tb_survey_ask(s)->year);
    if (tb_survey_last_origin(s) > 0)
        tbi_json_int(&j, "last_origin", tb_survey_last_origin(s));
    tbi_json_u64(&j, "draws", tb_survey_draws(s));
    tbi_json_array(&j, "units");
    for (size_t i = 0; i < tb_survey_rows(s); i++)
        row(&j, s, tb_survey_row_at(s, i));
    tbi_json_array_end(&j);
    if (tb_survey_evaluated(s)) {
        tbi_json_number(&j, "brier", tb_survey_brier(s));
        tbi_json_number(&j, "brier_se", tb_survey_brier_se(s));
        tbi_json_number(&j, "brier_climatology", tb_survey_climatology(s));
        tbi_json_array(&j, "origins");
        for (size_t i = 0; i < tb_survey_years(s); i++) {
            const tb_reliability_year *y = tb_survey_year(s, i);
            tbi_json_object(&j, NULL);
            tbi_json_int(&j, "origin", y->origin);
            tbi_json_int(&j, "year", y->year);
            tbi_json_u64(&j, "n", y->n);
            tbi_json_number(&j, "mean_chance", y->chance);
            tbi_json_number(&j, "share_met", y->share);
            tbi_json_number(&j, "brier", y->brier);
            tbi_json_object_end(&j);
        }
        tbi_json_array_end(&j);
        tbi_json_array(&j, "reliability");
        for (size_t i = 0; i < tb_survey_bins(s); i++) {
            const tb_reliability *r = tb_survey_bin(s, i);
            tbi_json_object(&j, NULL);
            tbi_json_number(&j, "from", r->from);
            tbi_json_number(&j, "to", r->to);
            tbi_json_u64(&j, "n", r->n);
            tbi_json_number(&j, "mean_chance", r->chance);
            tbi_json_number(&j, "share_met", r->share);
            tbi_json_number(&j, "se", r->se);
            tbi_json_object_end(&j);
        }
        tbi_json_array_end(&j);
    }
    tbi_envelope_close(&j);
    return tbi_text_take(out, &b, err);
}

static void by_origin(tb_buf *b, tb_arena *a, const tb_survey *s, tb_lang lang)
{
    const char *const en[] = { "rOrigin",    "rYear",  "rAnswers", "rMean chance",
                               "rCame true", "rBrier", NULL };
    const char *const vi[] = {
        "rNăm gốc",    "rNăm", "rSố câu trả lời", "rTrung bình", "rTỷ lệ đạt thực tế",
        "rĐiểm Brier", NULL
    };
    tb_table t;
    tbi_table_start(&t, a, lang == TB_LANG_VI ? vi : en);
    for (size_t i = 0; i < tb_survey_years(s); i++) {
        const tb_reliability_year *y = tb_survey_year(s, i);
        const char *cell[6] = {
            tbi_arena_printf(a, "%d", y->origin), tbi_arena_printf(a, "%d", y->year),
            tbi_arena_printf(a, "%zu", y->n),     tbi_say_chance(a, y->chance, lang),
            tbi_say_chance(a, y->share, lang),    tbi_say_number(a, y->brier, 3, lang)
        };
        tbi_table_row(&t, cell);
    }
    tbi_table_print(&t, b, 0);
}

static void reliability(tb_buf *b, tb_arena *a, const tb_survey *s, tb_lang lang)
{
    bool several = tb_survey_last_origin(s) > 0;
    const char *const en[] = { "lChance given", "rAnswers", "rMean chance", "rCame true", NULL };
    const char *const vi[] = { "lKhả năng đã nêu", "rSố câu trả lời", "rTrung bình",
                               "rTỷ lệ đạt thực tế", NULL };
    tb_table t;
    tbi_table_start(&t, a, lang == TB_LANG_VI ? vi : en);
    for (size_t i = 0; i < tb_survey_bins(s); i++) {
        const tb_reliability *r = tb_survey_bin(s, i);
        const char *cell[4] = {
            tbi_arena_printf(a, "%.0f–%.0f%%", r->from * 100, r->to * 100),
            tbi_arena_printf(a, "%zu", r->n), tbi_say_chance(a, r->chance, lang),
            isfinite(r->se)
                ? tbi_arena_printf(a, "%s (± %.0f)", tbi_say_chance(a, r->share, lang), r->se * 100)
                : tbi_say_chance(a, r->share, lang)
        };
        tbi_table_row(&t, cell);
    }
    tbi_buf_char(b, '\n');
    tbi_table_print(&t, b, 0);
    const char *score = tbi_say_number(a, tb_survey_brier(s), 3, lang);
    const char *constant = tbi_say_number(a, tb_survey_climatology(s), 3, lang);
    if (several)
        score = tbi_arena_printf(a, "%s (± %s)", score,
                                 tbi_say_number(a, tb_survey_brier_se(s), 3, lang));
    tbi_buf_printf(
        b,
        lang == TB_LANG_VI
            ? "Điểm Brier: %s; nếu luôn nêu tỷ lệ đạt thực tế của chính các kết quả này: %s\n"
            : "Brier score: %s; of always saying the share that came true in these very answers: "
              "%s\n",
        score, constant);
    if (several)
        tbi_buf_printf(
            b, lang == TB_LANG_VI
                   ? "± là sai số chuẩn tính theo các năm: các tỉnh trong cùng một năm chịu chung "
                     "biến động của năm đó.\n"
                   : "± is a standard error over years: the units of one year share its shocks.\n");
}

tb_status tb_table_survey(tb_text **out, const tb_survey *s, tb_lang lang, tb_err *err)
{
    tb_buf b = { 0 };
    tb_arena a = { 0 };
    const char *const en[] = { "lUnit",          "lGoal",         "rChance",
                               "rNoise alone",   "lBest measure", "rWith it",
                               "rWith the plan", "lMet",          NULL };
    const char *const vi[] = { "lTỉnh, thành phố",
                               "lChỉ tiêu",
                               "rKhả năng đạt",
                               "rRiêng biến động ngẫu nhiên",
                               "lGiải pháp tốt nhất",
                               "rKhi có",
                               "rKhi có phương án",
                               "lĐạt",
                               NULL };
    tb_table t;
    if (tb_survey_last_origin(s) > 0 && tb_survey_evaluated(s)) {
        by_origin(&b, &a, s, lang);
        reliability(&b, &a, s, lang);
        tbi_arena_free(&a);
        return tbi_text_take(out, &b, err);
    }
    tbi_table_start(&t, &a, lang == TB_LANG_VI ? vi : en);
    if (!tb_survey_evaluated(s))
        t.columns = 7;
    for (size_t i = 0; i < tb_survey_rows(s); i++) {
        const tb_survey_row *r = tb_survey_row_at(s, i);
        const char *yes = lang == TB_LANG_VI ? "có" : "yes";
        const char *no = lang == TB_LANG_VI ? "không" : "no";
        const char *unknown = lang == TB_LANG_VI ? "chưa biết" : "not known";
        const char *cell[8] = {
            lang == TB_LANG_VI ? r->name_vi : r->name_en,
            tbi_arena_printf(&a, "%s %s", tb_survey_ask(s)->goal[r->goal].index,
                             tb_survey_ask(s)->goal[r->goal].goal),
            tbi_say_chance(&a, r->chance, lang),
            tbi_say_chance(&a, r->noise_chance, lang),
            r->best == NULL
                ? "–"
                : tbi_say_short(&a, tbi_arena_printf(&a, "%s (%s)", r->best, r->best_component),
                                34),
            tbi_say_chance(&a, r->best_chance, lang),
            tbi_say_chance(&a, r->plan_chance, lang),
            r->met == 1   ? yes
            : r->met == 0 ? no
                          : unknown
        };
        tbi_table_row(&t, cell);
    }
    tbi_table_print(&t, &b, 0);
    if (tb_survey_ask(s)->levers == 0)
        tbi_buf_printf(
            &b, lang == TB_LANG_VI
                    ? "Chưa có giải pháp nào được đưa vào: dùng --levers datasets/levers.csv "
                      "(danh mục của bộ dữ liệu) hoặc danh mục của tỉnh.\n"
                    : "No measures were given: add --levers datasets/levers.csv (the "
                      "catalogue of the package) or a catalogue of your own.\n");
    if (tb_survey_evaluated(s))
        reliability(&b, &a, s, lang);
    tbi_arena_free(&a);
    return tbi_text_take(out, &b, err);
}
