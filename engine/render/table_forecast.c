/* table_forecast.c - a forecast for eyes, ordered by expected place. */
#include "messages/render_tables.h"
#include "render/tabulate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Events, as the records of the result name them. */
static const char TOP[] = "top 10", UP[] = "+5 ranks";

/* Units that are never ranked come last; ties by code, so that the order is the same each time. */
static int compare_by_place(const void *left, const void *right)
{
    const cJSON *a = *(const cJSON *const *)left;
    const cJSON *b = *(const cJSON *const *)right;
    double x = tbi_number_in(a, "rank", "mean");
    double y = tbi_number_in(b, "rank", "mean");
    if (isnan(x) || isnan(y))
        return isnan(x) - isnan(y);
    if (x != y)
        return x < y ? -1 : 1;
    return strcmp(tbi_text_of(a, "code"), tbi_text_of(b, "code"));
}

/* spread: an object with q05 and q95. */
static const char *print_interval(const tb_brief *p, const cJSON *spread, int decimals)
{
    double low = tbi_number_of(spread, "q05");
    if (isnan(low))
        return "–";
    return tbi_join(p, tbi_say_amount(p, low, decimals), "–",
                    tbi_say_amount(p, tbi_number_of(spread, "q95"), decimals));
}

/* Whether past probabilities of an event came true so differently from what they said that a table
 * gives no number of it (the JSON has it, beside `calibrated`). */
static bool is_uncalibrated(const tb_brief *p, const char *event)
{
    const cJSON *one;
    cJSON_ArrayForEach(one, tbi_json_get(p->result, "records"))
    {
        if (strcmp(tbi_text_of(one, "event"), event) == 0 &&
            cJSON_IsFalse(tbi_json_get(tbi_json_get(one, "record"), "calibrated")))
            return true;
    }
    return false;
}

/* A dash for what is not known or not to be given. */
static const char *print_probability(const tb_brief *p, double probability, bool given)
{
    return given && !isnan(probability) ? tbi_say_percent(p, probability) : "–";
}

/* base: the place at the origin. tops, ups: whether these probabilities are given. */
static void add_row(tb_table *t, const tb_brief *p, const cJSON *u, bool tops, bool ups)
{
    const cJSON *score = tbi_json_get(u, "score");
    const cJSON *rank = tbi_json_get(u, "rank");
    double base = tbi_number_of(u, "base_rank");
    const char *cell[9] = {
        tbi_unit_of(p, u),
        tbi_say_whole(p, base),
        tbi_say_amount(p, tbi_number_of(score, "q50"), 2),
        print_interval(p, score, 2),
        tbi_say_amount(p, tbi_number_of(rank, "q50"), 0),
        print_interval(p, rank, 0),
        print_probability(p, tbi_number_in(u, "chance_top", "10"), tops),
        print_probability(p, tbi_number_in(u, "chance_up", "5"), ups),
        tbi_say_percent(p, tbi_number_of(u, "chance_withheld")),
    };
    tbi_table_row(t, cell);
}

/* The order is that of the table, whatever the JSON has. */
static void print_table(tb_buf *out, const tb_brief *p)
{
    const char *const heads[10] = { tbi_word(p, TB_MSG_RENDER_LPROVINCE),
                                    tbi_say(p, TB_MSG_RENDER_RRANK,
                                            tbi_number_of(p->result, "origin")),
                                    tbi_word(p, TB_MSG_RENDER_RSCORE),
                                    tbi_word(p, TB_MSG_RENDER_R90_3),
                                    tbi_word(p, TB_MSG_RENDER_RRANK_2),
                                    tbi_word(p, TB_MSG_RENDER_R90_3),
                                    tbi_word(p, TB_MSG_RENDER_RTOP_10),
                                    tbi_word(p, TB_MSG_RENDER_RUP_5),
                                    tbi_word(p, TB_MSG_RENDER_RWITHHELD),
                                    NULL };
    tb_table t;
    const cJSON *units = tbi_json_get(p->result, "units");
    const cJSON *u;
    size_t n = 0;
    const cJSON **order = TB_NEW(p->a, const cJSON *, (size_t)cJSON_GetArraySize(units));
    tbi_table_start(&t, p->a, heads);
    cJSON_ArrayForEach(u, units)
    {
        if (order != NULL)
            order[n++] = u;
    }
    if (order != NULL)
        qsort(order, n, sizeof *order, compare_by_place);
    for (size_t i = 0; i < n; i++)
        add_row(&t, p, order[i], !is_uncalibrated(p, TOP), !is_uncalibrated(p, UP));
    tbi_table_print(&t, out, 0);
}

/* Of one event, bin by bin: "0-20 %: 31 of 292 met". "": no record. */
static const char *say_bins(const tb_brief *p, const cJSON *records, const char *event)
{
    const char *all = "";
    const cJSON *one;
    cJSON_ArrayForEach(one, records)
    {
        const cJSON *r = tbi_json_get(one, "record");
        const cJSON *said = tbi_json_get(r, "said");
        double n = tbi_number_of(r, "n");
        if (strcmp(tbi_text_of(one, "event"), event) != 0 || cJSON_GetArraySize(said) != 2)
            continue;
        const char *bin =
            tbi_say(p, TB_SAY_FORECAST_BIN, cJSON_GetArrayItem(said, 0)->valuedouble * 100,
                    cJSON_GetArrayItem(said, 1)->valuedouble * 100,
                    round(n * tbi_number_of(r, "share_met")), n);
        all = all[0] != '\0' ? tbi_join(p, all, ", ", bin) : bin;
    }
    return all;
}

/* What became of such probabilities before, under the table that has them, or why it has none. */
static void print_records(tb_buf *out, const tb_brief *p)
{
    const cJSON *records = tbi_json_get(p->result, "records");
    const char *top = say_bins(p, records, TOP), *up = say_bins(p, records, UP);
    if (top[0] != '\0')
        tbi_buf_text(out, tbi_say(p, TB_SAY_FORECAST_RECORD_TOP, top));
    if (is_uncalibrated(p, TOP))
        tbi_buf_text(out, tbi_word(p, TB_SAY_FORECAST_UNCALIBRATED));
    if (up[0] != '\0')
        tbi_buf_text(out, tbi_say(p, TB_SAY_FORECAST_RECORD_UP, up));
    if (is_uncalibrated(p, UP))
        tbi_buf_text(out, tbi_word(p, TB_SAY_FORECAST_UNCALIBRATED));
}

/* What the forecast stands on comes first, the mean of the country and the noise behind it. */
void tbi_tabulate_forecast(tb_buf *out, const tb_brief *p)
{
    const cJSON *r = p->result;
    const cJSON *national = tbi_json_get(r, "national");
    double mean = tbi_number_of(national, "q50");
    tbi_buf_text(out, tbi_say(p, TB_MSG_RENDER_FORECAST_ORIGIN_DRAWS_STANDING,
                              tbi_text_of(r, "index"), tbi_number_of(r, "year"),
                              tbi_number_of(r, "origin"), tbi_say_model(p, tbi_text_of(r, "model")),
                              tbi_number_of(r, "draws"), tbi_number_of(r, "facts")));
    print_table(out, p);
    if (!isnan(mean))
        tbi_buf_text(out, tbi_say(p, TB_MSG_RENDER_NATIONAL_MEAN_90_INTERVAL,
                                  tbi_say_amount(p, mean, 2), print_interval(p, national, 2)));
    const char *noise = tbi_said_of(p, tbi_json_get(r, "noise"), "text");
    if (noise[0] != '\0')
        tbi_buf_printf(out, "%s\n", noise);
    print_records(out, p);
}
