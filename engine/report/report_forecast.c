/* report_forecast.c - a forecast for programs and for eyes. */
#include "render/table.h"
#include "report/envelope.h"
#include "report/forecast_json.h"
#include "text/owned_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/forecast_report.h>

static const char *const quantile_names[5] = { "q05", "q25", "q50", "q75", "q95" };

static void write_number_or(tb_json *j, const char *key, double x, const char *reason)
{
    char name[64];
    tbi_json_number(j, key, x);
    if (isfinite(x))
        return;
    snprintf(name, sizeof name, "%s_reason", key);
    tbi_json_text(j, name, reason);
}

/* q [5] as quantile_names; sd NULL for what has none, such as places. */
static void write_spread(tb_json *j, const char *key, double mean, const double *sd,
                         const double *q)
{
    if (isnan(mean)) {
        write_number_or(j, key, NAN, "withheld in every draw");
        return;
    }
    tbi_json_object(j, key);
    tbi_json_number(j, "mean", mean);
    if (sd != NULL)
        write_number_or(j, "sd", *sd, "a single draw");
    for (int k = 0; k < 5; k++)
        tbi_json_number(j, quantile_names[k], q[k]);
    tbi_json_object_end(j);
}

/* places [n] become the names of the members; the chances are known all or none. */
static void write_chances(tb_json *j, const char *key, const int *places, const double *chance,
                          size_t n, const char *reason)
{
    char name[16];
    tbi_json_object(j, key);
    for (size_t k = 0; k < n; k++) {
        snprintf(name, sizeof name, "%d", places[k]);
        tbi_json_number(j, name, chance[k]);
    }
    if (n > 0 && isnan(chance[0]))
        tbi_json_text(j, "reason", reason);
    tbi_json_object_end(j);
}

/* base_rank is of the origin. Without one, what is said of moving from it is null. */
static void write_unit(tb_json *j, const tb_forecast_unit *u, const tb_forecast_summary *about)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "code", u->code);
    tbi_json_text(j, "name", u->name_vi);
    tbi_json_text(j, "name_en", u->name_en);
    write_spread(j, "score", u->score_mean, &u->score_sd, u->score_q);
    write_spread(j, "rank", u->rank_mean, NULL, u->rank_q);
    write_chances(j, "chance_top", tb_top_places, u->chance_top, TB_TOP_COUNT, "");
    write_chances(j, "chance_up", tb_up_places, u->chance_up, TB_UP_COUNT,
                  "the unit had no rank at the origin");
    if (about->groups == 0) {
        tbi_json_null(j, "chance_group");
        tbi_json_text(j, "chance_group_reason", about->group_reason);
    } else {
        tbi_json_object(j, "chance_group");
        for (size_t k = 0; k < about->groups; k++)
            tbi_json_number(j, about->group_name[k], u->chance_group[k]);
        tbi_json_object_end(j);
    }
    tbi_json_number(j, "chance_withheld", u->chance_withheld);
    if (u->base_rank > 0) {
        tbi_json_int(j, "base_rank", u->base_rank);
        tbi_json_number(j, "chance_up_5_without_change", u->chance_up_5_without_change);
    } else {
        tbi_json_null(j, "base_rank");
        tbi_json_text(j, "base_rank_reason",
                      isnan(u->chance_up[0]) ? "withheld" : "not in the data");
        write_number_or(j, "chance_up_5_without_change", NAN, "no published rank at the origin");
    }
    tbi_json_object_end(j);
}

/* q [3]: 5, 50 and 95 percent. */
static void write_three(tb_json *j, const char *key, const double *q, const char *reason)
{
    if (isnan(q[1])) {
        write_number_or(j, key, NAN, reason);
        return;
    }
    tbi_json_object(j, key);
    tbi_json_number(j, "q05", q[0]);
    tbi_json_number(j, "q50", q[1]);
    tbi_json_number(j, "q95", q[2]);
    tbi_json_object_end(j);
}

/* Two languages of one sentence; both are left out when there is nothing to say. */
static void write_noise(tb_json *j, const tb_noise *n)
{
    char text[1024];
    tbi_json_object(j, "noise");
    if (isnan(n->share)) {
        write_number_or(j, "share_of_variance", NAN,
                        "the model does not tell noise from what lasts");
    } else {
        tbi_json_object(j, "share_of_variance");
        tbi_json_number(j, "estimate", n->share);
        tbi_json_number(j, "q05", n->share_q05);
        tbi_json_number(j, "q95", n->share_q95);
        tbi_json_object_end(j);
    }
    write_number_or(j, "chance_up_5_without_change", n->chance_up_5_without_change,
                    "no rank at the origin is known");
    write_number_or(j, "median_abs_rank_change", n->median_abs_rank_change,
                    "no rank at the origin is known");
    write_number_or(j, "score_sd", n->sd, "the model does not tell noise from what lasts");
    write_number_or(j, "sampling_share", n->sampling_share,
                    "standard errors of two years running are known of fewer than 20 scores");
    tbi_json_int(j, "sampling_pairs", (long long)n->sampling_pairs);
    if (tb_noise_say(text, sizeof text, n, false) > 0)
        tbi_json_text(j, "text", text);
    if (tb_noise_say(text, sizeof text, n, true) > 0)
        tbi_json_text(j, "text_vi", text);
    tbi_json_object_end(j);
}

/* which [n]: units to write, NULL for all. full adds the probabilities [unit][place], of all units
 * whatever `which` says. */
void tbi_forecast_json(tb_json *j, const tb_forecast *f, const size_t *which, size_t n, bool full)
{
    const tb_forecast_summary *a = tb_forecast_info(f);
    size_t U = tb_forecast_units(f);
    if (which == NULL)
        n = U;
    tbi_json_text(j, "index", a->index);
    tbi_json_int(j, "origin", a->origin);
    tbi_json_int(j, "year", a->year);
    tbi_json_text(j, "model", a->model);
    tbi_json_int(j, "draws", (long long)a->draws);
    tbi_json_int(j, "facts", (long long)a->facts);
    tbi_json_number(j, "chance_scheme_changes", a->break_chance);
    tbi_json_array(j, "units");
    for (size_t i = 0; i < n; i++)
        write_unit(j, tb_forecast_unit_at(f, which != NULL ? which[i] : i), a);
    tbi_json_array_end(j);
    write_three(j, "national", a->national_q, "no national mean is known");
    write_three(j, "national_same_scheme", a->national_same_scheme_q,
                "the scheme changes in every draw");
    write_noise(j, &a->noise);
    if (full) {
        const double *p = tb_forecast_rank_probability(f);
        tbi_json_array(j, "rank_probability");
        for (size_t i = 0; i < U; i++) {
            tbi_json_array(j, NULL);
            for (size_t k = 0; k < U; k++)
                tbi_json_number(j, NULL, p[i * U + k]);
            tbi_json_array_end(j);
        }
        tbi_json_array_end(j);
    }
}

tb_status tb_report_forecast(tb_text **out, const tb_report_head *h, const tb_forecast *f,
                             bool full, tb_err *err)
{
    tb_buf b = { 0 };
    tb_json j;
    tbi_envelope_open(&j, &b, h, "forecast", tb_forecast_notices(f), 3);
    tbi_forecast_json(&j, f, NULL, 0, full);
    tbi_envelope_close(&j);
    return tbi_text_take(out, &b, err);
}

typedef struct line {
    const tb_forecast_unit *unit;
} line;

/* Units that are never ranked come last; ties by code, so that the order is the same each time. */
static int compare_by_place(const void *left, const void *right)
{
    const tb_forecast_unit *a = ((const line *)left)->unit;
    const tb_forecast_unit *b = ((const line *)right)->unit;
    if (isnan(a->rank_mean) || isnan(b->rank_mean))
        return isnan(a->rank_mean) - isnan(b->rank_mean);
    if (a->rank_mean < b->rank_mean)
        return -1;
    if (a->rank_mean > b->rank_mean)
        return 1;
    return strcmp(a->code, b->code);
}

static const char *print_interval(tb_arena *a, double low, double high, int decimals, tb_lang lang)
{
    if (isnan(low))
        return "–";
    return tbi_arena_printf(a, "%s–%s", tbi_say_number(a, low, decimals, lang),
                            tbi_say_number(a, high, decimals, lang));
}

/* Ordered by expected place. The head of the second column names the origin, so the heads are
 * copied. */
tb_status tb_table_forecast(tb_text **out, const tb_forecast *f, tb_lang lang, tb_err *err)
{
    static const char *const english[] = {
        "lProvince",      "r",       "rScore", "r90 % interval", "rRank",
        "r90 % interval", "rTop 10", "rUp 5",  "rWithheld",      NULL
    };
    static const char *const vietnamese[] = {
        "lTỉnh, thành phố",   "r",       "rĐiểm",       "rKhoảng dự báo 90%", "rThứ hạng",
        "rKhoảng dự báo 90%", "rTốp 10", "rTăng 5 bậc", "rKhông công bố",     NULL
    };
    tb_buf b = { 0 };
    tb_arena a = { 0 };
    tb_table t;
    bool vi = lang == TB_LANG_VI;
    const tb_forecast_summary *about = tb_forecast_info(f);
    size_t U = tb_forecast_units(f);
    const char *head[10] = { NULL };
    line *lines = TB_NEW(&a, line, U);
    if (lines == NULL)
        return tbi_text_take(out, &b, err);
    for (size_t k = 0; k < 9; k++)
        head[k] = (vi ? vietnamese : english)[k];
    head[1] = tbi_arena_printf(&a, vi ? "rHạng %d" : "rRank %d", about->origin);
    tbi_table_start(&t, &a, head);
    for (size_t i = 0; i < U; i++)
        lines[i].unit = tb_forecast_unit_at(f, i);
    qsort(lines, U, sizeof *lines, compare_by_place);
    for (size_t i = 0; i < U; i++) {
        const tb_forecast_unit *u = lines[i].unit;
        const char *cell[9] = {
            vi ? u->name_vi : u->name_en,
            u->base_rank > 0 ? tbi_say_number(&a, u->base_rank, 0, lang) : "–",
            tbi_say_number(&a, u->score_q[2], 2, lang),
            print_interval(&a, u->score_q[0], u->score_q[4], 2, lang),
            tbi_say_number(&a, u->rank_q[2], 0, lang),
            print_interval(&a, u->rank_q[0], u->rank_q[4], 0, lang),
            tbi_say_chance(&a, u->chance_top[3], lang),
            isnan(u->chance_up[2]) ? "–" : tbi_say_chance(&a, u->chance_up[2], lang),
            tbi_say_chance(&a, u->chance_withheld, lang),
        };
        tbi_table_row(&t, cell);
    }
    char text[1024];
    tbi_buf_printf(
        &b,
        vi ? "%s %d, dự báo từ năm gốc %d, mô hình %s, %zu lần mô phỏng, dựa trên %zu số "
             "liệu đã công bố\n\n"
           : "%s %d, forecast from origin %d, model %s, %zu draws, standing on %zu "
             "published figures\n\n",
        about->index, about->year, about->origin, about->model, about->draws, about->facts);
    tbi_table_print(&t, &b, 0);
    if (!isnan(about->national_q[1]))
        tbi_buf_printf(&b,
                       vi ? "\nTrung bình cả nước %s (khoảng dự báo 90%%: %s)\n"
                          : "\nNational mean %s (90 %% interval %s)\n",
                       tbi_say_number(&a, about->national_q[1], 2, lang),
                       print_interval(&a, about->national_q[0], about->national_q[2], 2, lang));
    if (tb_noise_say(text, sizeof text, &about->noise, vi) > 0)
        tbi_buf_printf(&b, "%s\n", text);
    if (t.failed)
        b.failed = true;
    tbi_arena_free(&a);
    return tbi_text_take(out, &b, err);
}
