/* report_backtest.c - who forecast best, and whose chances came true: for programs and for eyes. */
#include "render/table.h"
#include "report/envelope.h"
#include "text/owned_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/forecast_report.h>

/* All metrics of the model, null where the prediction does not have them; reasons only for
 * those. */
static void write_scores(tb_json *j, const tb_score_row *r)
{
    char name[64];
    bool lacking = false;
    tbi_json_text(j, "model", r->model);
    tbi_json_int(j, "n", (long long)r->n);
    for (int m = 0; m < TB_METRICS; m++) {
        tbi_json_number(j, tb_metric_names[m], r->score[m]);
        lacking = lacking || isnan(r->score[m]);
    }
    for (int m = 0; m < TB_METRICS && lacking; m++) {
        if (!isnan(r->score[m]))
            continue;
        snprintf(name, sizeof name, "%s_reason", tb_metric_names[m]);
        tbi_json_text(j, name, "these predictions or tables do not allow it");
    }
}

static void write_targets(tb_json *j, const tb_backtest *b)
{
    tbi_json_array(j, "targets");
    for (size_t i = 0; i < tb_backtest_rows(b); i++) {
        const tb_score_row *r = tb_backtest_row(b, i);
        tbi_json_object(j, NULL);
        tbi_json_int(j, "year", r->year);
        tbi_json_int(j, "origin", r->origin);
        write_scores(j, r);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* Over all target years. Skill is relative to persistence, so there is none without it. */
static void write_pooled(tb_json *j, const tb_backtest *b)
{
    tbi_json_array(j, "pooled");
    for (size_t i = 0; i < tb_backtest_models(b); i++) {
        const tb_pooled_row *p = tb_backtest_pooled(b, i);
        tbi_json_object(j, NULL);
        tbi_json_int(j, "years", (long long)p->years);
        write_scores(j, &p->row);
        tbi_json_number(j, "crps_skill", p->crps_skill);
        if (isnan(p->crps_skill))
            tbi_json_text(j, "crps_skill_reason",
                          "no CRPS, or persistence is not among the models");
        tbi_json_number(j, "crps_skill_se", p->crps_skill_se);
        if (isnan(p->crps_skill_se))
            tbi_json_text(j, "crps_skill_se_reason", "needs two target years and a CRPS");
        tbi_json_number(j, "wis_skill", p->wis_skill);
        if (isnan(p->wis_skill))
            tbi_json_text(j, "wis_skill_reason", "no quantiles or draws, or no persistence");
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* crps_difference is of `model` less `against`: below zero is better. */
static void write_differences(tb_json *j, const tb_backtest *b)
{
    tbi_json_array(j, "differences");
    for (size_t i = 0; i < tb_backtest_differences(b); i++) {
        const tb_difference *d = tb_backtest_difference(b, i);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "model", d->a);
        tbi_json_text(j, "against", d->b);
        tbi_json_int(j, "years", (long long)d->years);
        tbi_json_number(j, "crps_difference", d->mean);
        tbi_json_number(j, "std_error", d->se);
        tbi_json_number(j, "statistic", d->statistic);
        tbi_json_number(j, "p_value", d->p_value);
        if (isnan(d->p_value))
            tbi_json_text(j, "p_value_reason",
                          "too few target years for this horizon, or no difference at all");
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* The bins hold sums, so means are made here; a bin without predictions is left out. */
static void write_calibration(tb_json *j, const tb_calibration *c)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "model", c->model);
    tbi_json_array(j, "pit");
    for (int k = 0; k < TB_BINS; k++)
        tbi_json_number(j, NULL, c->pit[k]);
    tbi_json_array_end(j);
    for (int e = 0; e < TB_EVENTS; e++) {
        tbi_json_array(j, tb_event_names[e]);
        for (int k = 0; k < TB_BINS; k++) {
            if (!(c->count[e][k] > 0))
                continue;
            tbi_json_object(j, NULL);
            tbi_json_number(j, "from", k / (double)TB_BINS);
            tbi_json_int(j, "n", (long long)c->count[e][k]);
            tbi_json_number(j, "chance", c->chance[e][k] / c->count[e][k]);
            tbi_json_number(j, "came", c->came[e][k] / c->count[e][k]);
            tbi_json_object_end(j);
        }
        tbi_json_array_end(j);
    }
    tbi_json_object_end(j);
}

/* What would have been chosen at each origin by what earlier origins had seen; absent unless asked
 * for. */
static void write_choices(tb_json *j, const tb_backtest *b)
{
    if (tb_backtest_choices(b) == 0)
        return;
    tbi_json_array(j, "nested");
    for (size_t i = 0; i < tb_backtest_choices(b); i++) {
        const char *chosen;
        const tb_score_row *r = tb_backtest_choice(b, i, &chosen);
        tbi_json_object(j, NULL);
        tbi_json_int(j, "origin", r->origin);
        tbi_json_int(j, "year", r->year);
        tbi_json_text(j, "chosen", chosen);
        tbi_json_number(j, "crps", r->score[TB_CRPS]);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    tbi_json_text(j, "best_in_hindsight", tb_backtest_best_in_hindsight(b));
}

/* horizon 0 stands for several. */
tb_status tb_report_backtest(tb_text **out, const tb_report_head *h, const tb_backtest *b,
                             tb_err *err)
{
    tb_buf buf = { 0 };
    tb_json j;
    const tb_backtest_summary *a = tb_backtest_info(b);
    tbi_envelope_open(&j, &buf, h, h->command, tb_backtest_notices(b), 3);
    tbi_json_text(&j, "index", a->index);
    if (a->horizon > 0) {
        tbi_json_int(&j, "horizon", a->horizon);
    } else {
        tbi_json_null(&j, "horizon");
        tbi_json_text(&j, "horizon_reason", "several");
    }
    tbi_json_text(&j, "judged", a->deviations ? "deviation from the mean of the year" : "score");
    if (a->draws > 0)
        tbi_json_int(&j, "draws", (long long)a->draws);
    write_targets(&j, b);
    write_pooled(&j, b);
    write_differences(&j, b);
    write_choices(&j, b);
    tbi_json_array(&j, "calibration");
    for (size_t i = 0; i < tb_backtest_models(b); i++)
        write_calibration(&j, tb_backtest_calibration(b, i));
    tbi_json_array_end(&j);
    tbi_envelope_close(&j);
    return tbi_text_take(out, &buf, err);
}

static const tb_difference *find_against_shrunk(const tb_backtest *b, const char *model)
{
    for (size_t i = 0; i < tb_backtest_differences(b); i++) {
        const tb_difference *d = tb_backtest_difference(b, i);
        if (strcmp(d->a, model) == 0 && strcmp(d->b, "shrunk") == 0)
            return d;
    }
    return NULL;
}

/* scale: 100 for percent, of the number and of its error alike. */
static const char *print_with_error(tb_arena *a, double x, double se, double scale, int decimals,
                                    tb_lang lang)
{
    if (isnan(x))
        return "–";
    if (isnan(se))
        return tbi_say_number(a, scale * x, decimals, lang);
    return tbi_arena_printf(a, "%s ± %s", tbi_say_number(a, scale * x, decimals, lang),
                            tbi_say_number(a, scale * se, decimals, lang));
}

/* A row a model. The first letter of a head is the side on which the column stands. */
static void print_models(tb_buf *out, const tb_backtest *b, tb_arena *a, tb_lang lang)
{
    static const char *const english[] = {
        "lModel",        "rCRPS",       "rSkill %",  "rvs shrunk", "rWIS",      "rLog score",
        "rRMSE",         "rMAE",        "rSpearman", "rKendall",   "rRank MAE", "rRPS",
        "rBrier top 10", "rBrier up 5", "r50 %",     "r90 %",      "rWidth",    NULL
    };
    static const char *const vietnamese[] = { "lMô hình",       "rCRPS",         "rCải thiện %",
                                              "rSo với shrunk", "rWIS",          "rĐiểm log",
                                              "rRMSE",          "rMAE",          "rSpearman",
                                              "rKendall",       "rSai số hạng",  "rRPS",
                                              "rBrier tốp 10",  "rBrier +5 bậc", "r50%",
                                              "r90%",           "rĐộ rộng",      NULL };
    tb_table t;
    tbi_table_start(&t, a, lang == TB_LANG_VI ? vietnamese : english);
    for (size_t i = 0; i < tb_backtest_models(b); i++) {
        const tb_pooled_row *p = tb_backtest_pooled(b, i);
        const double *s = p->row.score;
        const tb_difference *d = find_against_shrunk(b, p->row.model);
        const char *cell[] = {
            p->row.model,
            tbi_say_number(a, s[TB_CRPS], 3, lang),
            print_with_error(a, p->crps_skill, p->crps_skill_se, 100, 1, lang),
            d != NULL ? print_with_error(a, d->mean, d->se, 1, 3, lang) : "–",
            tbi_say_number(a, s[TB_WIS], 3, lang),
            tbi_say_number(a, s[TB_LOG_SCORE], 3, lang),
            tbi_say_number(a, s[TB_RMSE], 2, lang),
            tbi_say_number(a, s[TB_MAE], 2, lang),
            tbi_say_number(a, s[TB_SPEARMAN], 2, lang),
            tbi_say_number(a, s[TB_KENDALL], 2, lang),
            tbi_say_number(a, s[TB_RANK_MAE], 1, lang),
            tbi_say_number(a, s[TB_RPS], 3, lang),
            tbi_say_number(a, s[TB_BRIER_TOP10], 3, lang),
            tbi_say_number(a, s[TB_BRIER_UP5], 3, lang),
            tbi_say_number(a, 100 * s[TB_COVERAGE50], 0, lang),
            tbi_say_number(a, 100 * s[TB_COVERAGE90], 0, lang),
            tbi_say_number(a, s[TB_WIDTH90], 2, lang),
        };
        tbi_table_row(&t, cell);
    }
    tbi_table_print(&t, out, 0);
    if (t.failed)
        out->failed = true;
}

/* Nothing unless a choice was asked for. */
static void print_nested(tb_buf *out, const tb_backtest *b, tb_arena *a, tb_lang lang)
{
    static const char *const english[] = { "rOrigin", "rTarget", "lChosen by earlier origins",
                                           "rCRPS",   "r90 %",   NULL };
    static const char *const vietnamese[] = {
        "rNăm gốc", "rNăm dự báo", "lChọn theo các năm gốc trước", "rCRPS", "r90%", NULL
    };
    bool vi = lang == TB_LANG_VI;
    if (tb_backtest_choices(b) == 0)
        return;
    tb_table t;
    tbi_table_start(&t, a, vi ? vietnamese : english);
    for (size_t i = 0; i < tb_backtest_choices(b); i++) {
        const char *chosen;
        const tb_score_row *r = tb_backtest_choice(b, i, &chosen);
        const char *cell[] = { tbi_arena_printf(a, "%d", r->origin),
                               tbi_arena_printf(a, "%d", r->year), chosen,
                               tbi_say_number(a, r->score[TB_CRPS], 3, lang),
                               tbi_say_number(a, 100 * r->score[TB_COVERAGE90], 0, lang) };
        tbi_table_row(&t, cell);
    }
    tbi_buf_char(out, '\n');
    tbi_table_print(&t, out, 0);
    if (tb_backtest_best_in_hindsight(b) != NULL)
        tbi_buf_printf(out, vi ? "\nTốt nhất khi nhìn lại: %s\n" : "\nBest in hindsight: %s\n",
                       tb_backtest_best_in_hindsight(b));
    if (t.failed)
        out->failed = true;
}

/* The number of years is that of the first model. */
tb_status tb_table_backtest(tb_text **out, const tb_backtest *b, tb_lang lang, tb_err *err)
{
    tb_buf buf = { 0 };
    tb_arena a = { 0 };
    bool vi = lang == TB_LANG_VI;
    const tb_backtest_summary *about = tb_backtest_info(b);
    size_t years = tb_backtest_models(b) > 0 ? tb_backtest_pooled(b, 0)->years : 0;
    tbi_buf_printf(
        &buf,
        vi ? "%s, %zu năm dự báo, đánh giá %s\n\n" : "%s, %zu target years, judged by the %s\n\n",
        about->index, years,
        about->deviations
            ? (vi ? "độ lệch so với trung bình của năm" : "deviation from the mean of the year")
            : (vi ? "điểm số" : "score"));
    print_models(&buf, b, &a, lang);
    tbi_buf_text(&buf,
                 vi ? "Cải thiện: 1 - CRPS / CRPS của persistence; ± sai số chuẩn theo năm dự "
                      "báo; 50% và 90%: tỷ lệ nằm trong khoảng dự báo\n"
                    : "Skill: 1 - CRPS / CRPS of persistence; ± standard error over target "
                      "years; 50 % and 90 %: share inside the interval\n");
    print_nested(&buf, b, &a, lang);
    tbi_arena_free(&a);
    return tbi_text_take(out, &buf, err);
}
