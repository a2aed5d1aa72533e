/* report_verification.c - what was said of published places and scores, and what came: for
 * programs, for eyes, and as the record that stands beside a probability (datasets/records.csv). */
#include "render/table.h"
#include "report/envelope.h"
#include "text/owned_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/forecast_report.h>

/* Only English: these reasons stand in files for programs. */
static void write_number(tb_json *j, const char *key, double x, const char *reason)
{
    tbi_json_number(j, key, x);
    if (!isfinite(x)) {
        char name[64];
        snprintf(name, sizeof name, "%s_reason", key);
        tbi_json_text(j, name, reason);
    }
}

static const char no_years[] = "needs two target years";
static const char is_law[] = "it is the law itself";

/* bins: fifths of the probability that was said; one without rows is left out. */
static void write_goal(tb_json *j, const tb_verified *g)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "model", g->model);
    tbi_json_text(j, "kind", g->kind);
    tbi_json_int(j, "number", g->number);
    tbi_json_bool(j, "complete", g->complete);
    tbi_json_int(j, "n", (long long)g->n);
    tbi_json_int(j, "years", (long long)g->years);
    tbi_json_number(j, "brier", g->brier);
    write_number(j, "brier_se", g->brier_se, no_years);
    write_number(j, "difference", g->difference, is_law);
    write_number(j, "difference_se", g->difference_se,
                 strcmp(g->model, "law") == 0 ? is_law : no_years);
    write_number(j, "calibration", g->calibration, "no bin has rows");
    write_number(j, "calibration_p", g->calibration_p, "only probabilities of 0 and 1 were said");
    tbi_json_array(j, "bins");
    for (size_t b = 0; b < TB_VERIFIED_BINS; b++) {
        if (g->bin_n[b] == 0)
            continue;
        tbi_json_object(j, NULL);
        tbi_json_number(j, "from", (double)b / TB_VERIFIED_BINS);
        tbi_json_int(j, "n", (long long)g->bin_n[b]);
        tbi_json_number(j, "said", g->bin_said[b]);
        tbi_json_number(j, "met", g->bin_met[b]);
        write_number(j, "se", g->bin_se[b], no_years);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    tbi_json_object_end(j);
}

/* Shares of the tenths of the probability integral transform; flat is calibrated. */
static void write_pit(tb_json *j, const double *pit)
{
    tbi_json_array(j, "pit");
    for (size_t k = 0; k < TB_VERIFIED_TENTHS; k++)
        tbi_json_number(j, NULL, pit[k]);
    tbi_json_array_end(j);
}

/* `difference` is to the law on the same rows, null for the law itself. */
static void write_places(tb_json *j, const tb_verified_places *p)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "model", p->model);
    tbi_json_bool(j, "complete", p->complete);
    tbi_json_int(j, "n", (long long)p->n);
    tbi_json_int(j, "years", (long long)p->years);
    tbi_json_number(j, "log_score", p->log_score);
    write_number(j, "log_score_se", p->log_se, no_years);
    write_number(j, "difference", p->difference, is_law);
    write_number(j, "difference_se", p->difference_se,
                 strcmp(p->model, "law") == 0 ? is_law : no_years);
    tbi_json_number(j, "rps", p->rps);
    tbi_json_number(j, "coverage90", p->coverage90);
    write_number(j, "coverage90_se", p->coverage_se, no_years);
    write_pit(j, p->pit);
    tbi_json_object_end(j);
}

/* As write_places, of scores; there is no error of the coverage here. */
static void write_scores(tb_json *j, const tb_verified_scores *s)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "model", s->model);
    tbi_json_int(j, "n", (long long)s->n);
    tbi_json_int(j, "years", (long long)s->years);
    tbi_json_number(j, "crps", s->crps);
    write_number(j, "crps_se", s->crps_se, no_years);
    write_number(j, "difference", s->difference, is_law);
    write_number(j, "difference_se", s->difference_se,
                 strcmp(s->model, "law") == 0 ? is_law : no_years);
    tbi_json_number(j, "log_score", s->log_score);
    tbi_json_number(j, "coverage90", s->coverage90);
    write_pit(j, s->pit);
    tbi_json_object_end(j);
}

/* top10: [0] by the law, [1] with what was borrowed. */
static void write_case(tb_json *j, const tb_verified_case *c)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "code", c->unit);
    tbi_json_int(j, "origin", c->origin);
    tbi_json_int(j, "rank", c->rank);
    if (c->base > 0) {
        tbi_json_int(j, "base_rank", c->base);
    } else {
        tbi_json_null(j, "base_rank");
        tbi_json_text(j, "base_rank_reason", "no place was published at the origin");
    }
    write_number(j, "top10", c->top10[0], "no place was published at the origin");
    write_number(j, "top10_borrowed", c->top10[1],
                 "no place was published at the origin, or all is known");
    tbi_json_object_end(j);
}

tb_status tb_report_verification(tb_text **out, const tb_report_head *h, const tb_verification *v,
                                 tb_err *err)
{
    tb_buf buf = { 0 };
    tb_json j;
    int first;
    int last;
    tb_verification_years(&first, &last, v);
    tbi_envelope_open(&j, &buf, h, "verification", tb_verification_notices(v), 3);
    tbi_json_text(&j, "index", tb_verification_index(v));
    tbi_json_int(&j, "horizon", tb_verification_horizon(v));
    tbi_json_int(&j, "first_year", first);
    tbi_json_int(&j, "last_year", last);
    tbi_json_array(&j, "goals");
    for (size_t i = 0; i < tb_verification_goals(v); i++)
        write_goal(&j, tb_verification_goal_at(v, i));
    tbi_json_array_end(&j);
    tbi_json_array(&j, "places");
    for (size_t i = 0; i < tb_verification_places(v); i++)
        write_places(&j, tb_verification_places_at(v, i));
    tbi_json_array_end(&j);
    tbi_json_array(&j, "scores");
    for (size_t i = 0; i < tb_verification_scores(v); i++)
        write_scores(&j, tb_verification_scores_at(v, i));
    tbi_json_array_end(&j);
    tbi_json_array(&j, "cases");
    for (size_t i = 0; i < tb_verification_cases(v); i++)
        write_case(&j, tb_verification_case_at(v, i));
    tbi_json_array_end(&j);
    tbi_envelope_close(&j);
    return tbi_text_take(out, &buf, err);
}

/* A dash for what is not known; no error, no plus or minus. */
static const char *print_with_error(tb_arena *a, double x, double se, int decimals, tb_lang lang)
{
    if (isnan(x))
        return "–";
    if (isnan(se))
        return tbi_say_number(a, x, decimals, lang);
    return tbi_arena_printf(a, "%s ± %s", tbi_say_number(a, x, decimals, lang),
                            tbi_say_number(a, se, decimals, lang));
}

/* A goal of one of the kinds that are verified: top, keep or up. */
static const char *say_goal(tb_arena *a, const tb_verified *g, bool vi)
{
    if (strcmp(g->kind, "top") == 0)
        return tbi_arena_printf(a, vi ? "tốp %d" : "top %d", g->number);
    if (strcmp(g->kind, "keep") == 0)
        return vi ? "giữ vững thứ hạng" : "keep the rank";
    return tbi_arena_printf(a, vi ? "tăng %d bậc" : "up %d", g->number);
}

/* complete: of provinces with a whole series, or of all. A bin reads "n: said>met", in percent. */
static void print_goals(tb_buf *out, const tb_verification *v, bool complete, tb_arena *a,
                        tb_lang lang)
{
    static const char *const english[] = { "lGoal",    "lModel",    "rn",       "rBrier",
                                           "rvs law",  "r0-20 %",   "r20-40 %", "r40-60 %",
                                           "r60-80 %", "r80-100 %", "rp",       NULL };
    static const char *const vietnamese[] = { "lMục tiêu",   "lMô hình", "rSố lần", "rBrier",
                                              "rso với law", "r0-20%",   "r20-40%", "r40-60%",
                                              "r60-80%",     "r80-100%", "rp",      NULL };
    tb_table t;
    tbi_table_start(&t, a, lang == TB_LANG_VI ? vietnamese : english);
    for (size_t i = 0; i < tb_verification_goals(v); i++) {
        const tb_verified *g = tb_verification_goal_at(v, i);
        const char *bin[TB_VERIFIED_BINS];
        if (g->complete != complete)
            continue;
        for (size_t b = 0; b < TB_VERIFIED_BINS; b++)
            bin[b] = g->bin_n[b] == 0 ? "–"
                                      : tbi_arena_printf(a, "%zu: %.0f>%.0f", g->bin_n[b],
                                                         100 * g->bin_said[b], 100 * g->bin_met[b]);
        const char *cell[] = { say_goal(a, g, lang == TB_LANG_VI),
                               g->model,
                               tbi_arena_printf(a, "%zu", g->n),
                               print_with_error(a, g->brier, g->brier_se, 3, lang),
                               print_with_error(a, g->difference, g->difference_se, 3, lang),
                               bin[0],
                               bin[1],
                               bin[2],
                               bin[3],
                               bin[4],
                               tbi_say_number(a, g->calibration_p, 3, lang) };
        tbi_table_row(&t, cell);
    }
    tbi_table_print(&t, out, 0);
    if (t.failed)
        out->failed = true;
}

/* Percent in each tenth, side by side in one cell. */
static const char *say_pit(tb_arena *a, const double *pit)
{
    char text[64];
    size_t n = 0;
    for (size_t k = 0; k < TB_VERIFIED_TENTHS; k++)
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%.0f", k > 0 ? " " : "", 100 * pit[k]);
    return tbi_arena_text(a, text);
}

/* Plus or minus is the standard error over target years. */
static void print_places(tb_buf *out, const tb_verification *v, tb_arena *a, tb_lang lang)
{
    static const char *const english[] = { "lPlaces",    "lModel",       "rn",
                                           "rLog score", "rvs law",      "rRPS",
                                           "r90 %",      "lPIT, tenths", NULL };
    static const char *const vietnamese[] = { "lThứ hạng", "lMô hình",        "rSố lần",
                                              "rĐiểm log", "rso với law",     "rRPS",
                                              "r90%",      "lPIT, phần mười", NULL };
    bool vi = lang == TB_LANG_VI;
    tb_table t;
    tbi_table_start(&t, a, vi ? vietnamese : english);
    for (size_t i = 0; i < tb_verification_places(v); i++) {
        const tb_verified_places *p = tb_verification_places_at(v, i);
        const char *cell[] = { p->complete ? (vi ? "chuỗi đủ năm" : "complete series")
                                           : (vi ? "mọi ô đã công bố" : "all published"),
                               p->model,
                               tbi_arena_printf(a, "%zu", p->n),
                               print_with_error(a, p->log_score, p->log_se, 3, lang),
                               print_with_error(a, p->difference, p->difference_se, 3, lang),
                               tbi_say_number(a, p->rps, 4, lang),
                               print_with_error(a, 100 * p->coverage90, 100 * p->coverage_se, 0,
                                                lang),
                               say_pit(a, p->pit) };
        tbi_table_row(&t, cell);
    }
    tbi_table_print(&t, out, 0);
    if (t.failed)
        out->failed = true;
}

static void print_scores(tb_buf *out, const tb_verification *v, tb_arena *a, tb_lang lang)
{
    static const char *const english[] = { "lScores",    "rn",    "rCRPS",        "rvs law",
                                           "rLog score", "r90 %", "lPIT, tenths", NULL };
    static const char *const vietnamese[] = { "lĐiểm số",        "rSố lần",   "rCRPS",
                                              "rso với law",     "rĐiểm log", "r90%",
                                              "lPIT, phần mười", NULL };
    tb_table t;
    tbi_table_start(&t, a, lang == TB_LANG_VI ? vietnamese : english);
    for (size_t i = 0; i < tb_verification_scores(v); i++) {
        const tb_verified_scores *s = tb_verification_scores_at(v, i);
        const char *cell[] = { s->model,
                               tbi_arena_printf(a, "%zu", s->n),
                               print_with_error(a, s->crps, s->crps_se, 3, lang),
                               print_with_error(a, s->difference, s->difference_se, 3, lang),
                               tbi_say_number(a, s->log_score, 3, lang),
                               tbi_say_number(a, 100 * s->coverage90, 0, lang),
                               say_pit(a, s->pit) };
        tbi_table_row(&t, cell);
    }
    tbi_table_print(&t, out, 0);
    if (t.failed)
        out->failed = true;
}

/* Goals of all units first, then of those with whole series; scores only where any were judged. */
tb_status tb_table_verification(tb_text **out, const tb_verification *v, tb_lang lang, tb_err *err)
{
    tb_buf buf = { 0 };
    tb_arena a = { 0 };
    bool vi = lang == TB_LANG_VI;
    int first;
    int last;
    tb_verification_years(&first, &last, v);
    tbi_buf_printf(&buf,
                   vi ? "%s, kết quả công bố các năm %d-%d, dự báo trước %d năm\n\n"
                      : "%s, published results of %d-%d, from %d year(s) before\n\n",
                   tb_verification_index(v), first, last, tb_verification_horizon(v));
    print_goals(&buf, v, false, &a, lang);
    tbi_buf_text(&buf, vi ? "\nCác tỉnh có chuỗi thứ hạng đủ năm\n\n"
                          : "\nProvinces whose series of ranks is complete\n\n");
    print_goals(&buf, v, true, &a, lang);
    tbi_buf_char(&buf, '\n');
    print_places(&buf, v, &a, lang);
    if (tb_verification_scores(v) > 0) {
        tbi_buf_char(&buf, '\n');
        print_scores(&buf, v, &a, lang);
    }
    tbi_buf_text(
        &buf, vi ? "\nTrong các cột xác suất: số lần, xác suất đã nói > tỷ lệ đạt (%). ± sai số "
                   "chuẩn theo năm; "
                   "so với law: âm là tốt hơn; p: kiểm định mọi khoảng cùng lúc\n"
                 : "\nColumns of probabilities: how often, said > came true (%). ± standard error "
                   "over years; vs law: negative is better; p: all bins tested together\n");
    tbi_arena_free(&a);
    return tbi_text_take(out, &buf, err);
}

/* Brier score of a model on the rows of a goal. */
static const tb_verified *find_goal(const tb_verification *v, const char *model,
                                    const tb_verified *like)
{
    for (size_t i = 0; i < tb_verification_goals(v); i++) {
        const tb_verified *g = tb_verification_goal_at(v, i);
        if (strcmp(g->model, model) == 0 && strcmp(g->kind, like->kind) == 0 &&
            g->number == like->number && g->complete == like->complete)
            return g;
    }
    return NULL;
}

/* The rows of records.csv: of the law, on all rows, one for each bin with any. The baseline is
 * "moves"; its column is empty when that was not verified. head: with the line of heads. */
tb_status tb_csv_verification(tb_text **out, const tb_verification *v, bool head, tb_err *err)
{
    tb_buf buf = { 0 };
    int first;
    int last;
    tb_verification_years(&first, &last, v);
    if (head)
        tbi_buf_text(&buf, "index,kind,number,horizon,from,to,n,mean_chance,share_met,se,brier,"
                           "brier_baseline,baseline,since,until\n");
    for (size_t i = 0; i < tb_verification_goals(v); i++) {
        const tb_verified *g = tb_verification_goal_at(v, i);
        if (strcmp(g->model, "law") != 0 || g->complete)
            continue;
        const tb_verified *base = find_goal(v, "moves", g);
        for (size_t b = 0; b < TB_VERIFIED_BINS; b++) {
            if (g->bin_n[b] == 0)
                continue;
            tbi_buf_printf(&buf, "%s,%s,%d,%d,%.1f,%.1f,%zu,%.4f,%.4f,", tb_verification_index(v),
                           g->kind, g->number, tb_verification_horizon(v),
                           (double)b / TB_VERIFIED_BINS, (double)(b + 1) / TB_VERIFIED_BINS,
                           g->bin_n[b], g->bin_said[b], g->bin_met[b]);
            if (!isnan(g->bin_se[b]))
                tbi_buf_printf(&buf, "%.4f", g->bin_se[b]);
            tbi_buf_printf(&buf, ",%.4f,", g->brier);
            if (base != NULL)
                tbi_buf_printf(&buf, "%.4f", base->brier);
            tbi_buf_printf(&buf, ",moves,%d,%d\n", first, last);
        }
    }
    return tbi_text_take(out, &buf, err);
}
