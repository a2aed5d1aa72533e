/* table_effects.c - effects for eyes: the verdict first, then the numbers that carry it. */
#include "render/table.h"
#include "text/owned_text.h"

#include <math.h>
#include <string.h>
#include <tangbac/effects.h>

static const char *say(tb_lang lang, const char *en, const char *vi)
{
    return lang == TB_LANG_VI ? vi : en;
}

static const char *write_interval(tb_arena *a, double low, double high, tb_lang lang)
{
    if (!isfinite(low) || !isfinite(high))
        return "–";
    return tbi_arena_printf(a, say(lang, "%s to %s", "%s đến %s"), tbi_say_number(a, low, 2, lang),
                            tbi_say_number(a, high, 2, lang));
}

/* One row a study: what was seen, and what could have been. */
static void add_studies(tb_buf *b, tb_arena *a, const tb_effects *e, tb_lang lang)
{
    const char *const heads[] = { say(lang, "lMeasure", "lGiải pháp"),
                                  say(lang, "lOutcome", "lKết quả"),
                                  say(lang, "rAdopters", "rSố tỉnh áp dụng"),
                                  say(lang, "rEffect", "rTác động"),
                                  say(lang, "r95 % interval", "rKhoảng 95%"),
                                  say(lang, "rp (permuted)", "rp (hoán vị)"),
                                  say(lang, "rCould be seen", "rMức có thể thấy"),
                                  say(lang, "rIn places", "rTheo bậc"),
                                  say(lang, "lVerdict", "lKết luận"),
                                  NULL };
    tb_table t;
    tbi_table_start(&t, a, heads);
    for (size_t i = 0; i < tb_effects_studies(e); i++) {
        const tb_effect_study *s = tb_effects_study_at(e, i);
        const tb_effect_overall *o = s->effect != NULL ? tb_effect_overall_of(s->effect) : NULL;
        const char *const row[] = {
            s->measure,
            s->outcome,
            o != NULL ? tbi_arena_printf(a, "%zu", tb_effect_adopters(s->effect)) : "–",
            o != NULL ? tbi_say_number(a, o->estimate, 3, lang) : "–",
            o != NULL ? write_interval(a, o->ci_low, o->ci_high, lang) : "–",
            o != NULL ? tbi_say_number(a, o->p_permutation, 3, lang) : "–",
            o != NULL ? tbi_say_number(a, o->mde, 2, lang) : "–",
            o != NULL ? tbi_say_number(a, s->mde_ranks, 0, lang) : "–",
            say(lang, s->verdict, s->verdict_vi),
        };
        tbi_table_row(&t, row);
    }
    tbi_table_print(&t, b, 0);
}

/* One row for each year since exposure, those before it included. */
static void add_events(tb_buf *b, tb_arena *a, const tb_effect_study *s, tb_lang lang)
{
    const char *const heads[] = { say(lang, "rYears since", "rSố năm từ khi áp dụng"),
                                  say(lang, "rEffect", "rTác động"),
                                  say(lang, "rStd. error", "rSai số chuẩn"),
                                  say(lang, "rBand", "rDải đồng thời"),
                                  say(lang, "rAdopters", "rSố tỉnh"),
                                  NULL };
    tb_table t;
    tbi_table_start(&t, a, heads);
    for (size_t i = 0; i < tb_effect_events(s->effect); i++) {
        const tb_effect_value *v = tb_effect_event_at(s->effect, i);
        const char *const row[] = { tbi_arena_printf(a, "%d", v->time),
                                    tbi_say_number(a, v->estimate, 3, lang),
                                    tbi_say_number(a, v->std_error, 3, lang),
                                    write_interval(a, v->low, v->high, lang),
                                    tbi_arena_printf(a, "%zu", v->treated) };
        tbi_table_row(&t, row);
    }
    tbi_table_print(&t, b, 2);
}

/* What is known of one study beyond its line. */
static void add_details(tb_buf *b, tb_arena *a, const tb_effect_study *s, tb_lang lang)
{
    const tb_effect_pre_trend *p = tb_effect_pre_trend_of(s->effect);
    tbi_buf_printf(b, "\n%s · %s (%s)\n", say(lang, s->measure_en, s->measure_vi),
                   say(lang, s->outcome_en, s->outcome_vi), s->outcome);
    tbi_buf_printf(b,
                   say(lang, "  Before exposure: p = %s, %zu event times.\n",
                       "  Trước khi áp dụng: p = %s, %zu năm.\n"),
                   tbi_say_number(a, p->p_value, 3, lang), p->df);
    for (size_t i = 0; i < tb_effect_bounds(s->effect); i++) {
        const tb_effect_bound *x = tb_effect_bound_at(s->effect, i);
        if (!x->smooth && x->m == 1)
            tbi_buf_printf(b,
                           say(lang, "  If trends differ as much as before exposure: %s.\n",
                               "  Nếu xu hướng lệch nhau như trước khi áp dụng: %s.\n"),
                           write_interval(a, x->low, x->high, lang));
    }
    tbi_buf_printf(b, "  %s: %s%s%s\n", say(lang, "Enters plans", "Đưa vào phương án"),
                   s->usable ? say(lang, "yes", "có") : say(lang, "no, ", "không, "),
                   s->usable ? "" : say(lang, s->usable_reason, s->usable_reason_vi), "");
    add_events(b, a, s, lang);
}

/* Which measures move the outcomes most, when all are drawn towards zero together. */
static void ranking_table(tb_buf *b, tb_arena *a, const tb_effects *e, tb_lang lang)
{
    size_t n = tb_effects_ranked(e);
    bool need = n > 0 && isfinite(tb_effects_ranked_at(e, 0)->posterior.above_need);
    const char *const heads[] = { say(lang, "rPlace", "rThứ tự"),
                                  say(lang, "lMeasure", "lGiải pháp"),
                                  say(lang, "lOutcome", "lKết quả"),
                                  say(lang, "rLikely effect", "rTác động ước lượng"),
                                  say(lang, "r90 % interval", "rKhoảng 90%"),
                                  say(lang, "rAbove 0", "rKhả năng > 0"),
                                  say(lang, "rAdopters", "rSố tỉnh áp dụng"),
                                  say(lang, "rCould be seen", "rMức có thể thấy"),
                                  say(lang, "lVerdict", "lKết luận"),
                                  need ? say(lang, "rEnough", "rĐủ mức cần") : NULL,
                                  NULL };
    tb_table t;
    tbi_table_start(&t, a, heads);
    for (size_t i = 0; i < n; i++) {
        const tb_effect_study *s = tb_effects_ranked_at(e, i);
        const tb_effect_posterior *p = &s->posterior;
        const char *const row[] = { tbi_arena_printf(a, "%zu", i + 1),
                                    s->measure,
                                    s->outcome,
                                    tbi_say_number(a, p->mean, 3, lang),
                                    write_interval(a, p->q05, p->q95, lang),
                                    tbi_say_number(a, p->above_zero, 2, lang),
                                    tbi_arena_printf(a, "%zu", tb_effect_adopters(s->effect)),
                                    tbi_say_number(a, tb_effect_overall_of(s->effect)->mde, 2,
                                                   lang),
                                    say(lang, s->verdict, s->verdict_vi),
                                    need ? tbi_say_number(a, p->above_need, 3, lang) : NULL };
        tbi_table_row(&t, row);
    }
    tbi_table_print(&t, b, 0);
}

static bool is_same_index(const char *a, const char *b)
{
    size_t n = strcspn(a, ".");
    return n == strcspn(b, ".") && strncmp(a, b, n) == 0;
}

/* Whether study i is the first of its measure and index, of which none is ranked. */
static bool is_speaks_for_index(const tb_effects *e, size_t i)
{
    const tb_effect_study *s = tb_effects_study_at(e, i);
    for (size_t k = 0; k < tb_effects_studies(e); k++) {
        const tb_effect_study *o = tb_effects_study_at(e, k);
        bool same = strcmp(o->measure, s->measure) == 0 && is_same_index(o->outcome, s->outcome);
        if (same && (o->pooled || k < i))
            return false;
    }
    return true;
}

/* One line for each measure and index of which no study is in the ranking. */
static void unranked(tb_buf *b, const tb_effects *e, tb_lang lang)
{
    tbi_buf_printf(b, "\n%s\n",
                   say(lang, "There are data, but not enough to conclude:",
                       "Có dữ liệu nhưng không đủ để kết luận:"));
    for (size_t i = 0; i < tb_effects_studies(e); i++) {
        const tb_effect_study *s = tb_effects_study_at(e, i);
        if (!is_speaks_for_index(e, i))
            continue;
        tbi_buf_printf(b, "  %s, %.*s: %s\n", s->measure, (int)strcspn(s->outcome, "."), s->outcome,
                       say(lang, s->usable_reason, s->usable_reason_vi));
    }
}

/* A ranking stands alone; named studies come in a table, and with what is known of each. */
tb_status tb_table_effects(tb_text **out, const tb_effects *e, tb_lang lang, tb_err *err)
{
    tb_buf b = { 0 };
    tb_arena a = { 0 };
    size_t n = tb_effects_studies(e);
    bool ranking = tb_effects_is_ranking(e);
    if (!ranking)
        add_studies(&b, &a, e, lang);
    if (!ranking && tb_effects_ranked(e) > 1)
        tbi_buf_printf(&b, "\n%s\n",
                       say(lang, "Drawn towards zero together, the largest first:",
                           "Ước lượng thận trọng cùng nhau, lớn nhất trước:"));
    if (ranking || tb_effects_ranked(e) > 1)
        ranking_table(&b, &a, e, lang);
    if (ranking)
        unranked(&b, e, lang);
    for (size_t i = 0; i < n && n <= 3; i++)
        if (tb_effects_study_at(e, i)->effect != NULL)
            add_details(&b, &a, tb_effects_study_at(e, i), lang);
    tbi_arena_free(&a);
    return tbi_text_take(out, &b, err);
}
