/* table_verification.c - what was said of published places and scores, and what came: for eyes, and
 * as the record that stands beside a probability (datasets/records.csv). */
#include "messages/one_language.h"
#include "messages/render_tables.h"
#include "render/tabulate.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* fifths of the probability that was said */
enum { BINS = 5 };

/* A dash for what is not known; no error, no plus or minus. */
static const char *print_with_error(const tb_brief *p, const cJSON *o, const char *name,
                                    double scale, int decimals)
{
    char error[64];
    snprintf(error, sizeof error, "%s_se", name);
    double x = scale * tbi_number_of(o, name);
    double se = scale * tbi_number_of(o, error);
    if (isnan(x))
        return "–";
    if (isnan(se))
        return tbi_say_amount(p, x, decimals);
    return tbi_join(p, tbi_say_amount(p, x, decimals), " ± ", tbi_say_amount(p, se, decimals));
}

/* A goal of one of the kinds that are verified: top, keep or up. */
static const char *say_goal(const tb_brief *p, const cJSON *g)
{
    const char *kind = tbi_text_of(g, "kind");
    double number = tbi_number_of(g, "number");
    if (strcmp(kind, "top") == 0)
        return tbi_say(p, TB_MSG_RENDER_TOP, number);
    if (strcmp(kind, "keep") == 0)
        return tbi_word(p, TB_MSG_RENDER_KEEP_RANK);
    return tbi_say(p, TB_MSG_RENDER_UP, number);
}

/* The fifth that a bin begins, 0..BINS-1. */
static size_t find_fifth(const cJSON *bin)
{
    double at = round(BINS * tbi_number_of(bin, "from"));
    return at >= 0 && at < BINS ? (size_t)at : 0;
}

/* A bin reads "n: said>met", in percent; of one without rows nothing is known. */
static void add_goal(tb_table *t, const tb_brief *p, const cJSON *g)
{
    const char *cell[] = { say_goal(p, g),
                           tbi_text_of(g, "model"),
                           tbi_say_whole(p, tbi_number_of(g, "n")),
                           print_with_error(p, g, "brier", 1, 3),
                           print_with_error(p, g, "difference", 1, 3),
                           print_with_error(p, g, "difference_printed", 1, 3),
                           "–",
                           "–",
                           "–",
                           "–",
                           "–",
                           tbi_say_amount(p, tbi_number_of(g, "calibration_p"), 3) };
    const cJSON *bin;
    cJSON_ArrayForEach(bin, tbi_json_get(g, "bins"))
    {
        cell[6 + find_fifth(bin)] =
            tbi_print(p, "%.0f: %.0f>%.0f", tbi_number_of(bin, "n"),
                      100 * tbi_number_of(bin, "said"), 100 * tbi_number_of(bin, "met"));
    }
    tbi_table_row(t, cell);
}

/* complete: of provinces with a whole series, or of all. */
static void print_goals(tb_buf *out, const tb_brief *p, bool complete)
{
    static const char *const english[] = { TB_HEADS_VERIFIED_GOALS(TB_EACH_EN) NULL };
    static const char *const vietnamese[] = { TB_HEADS_VERIFIED_GOALS(TB_EACH_VI) NULL };
    tb_table t;
    const cJSON *g;
    tbi_table_begin(&t, p, english, vietnamese);
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        if (tbi_true_of(g, "complete") == complete)
            add_goal(&t, p, g);
    }
    tbi_table_print(&t, out, 0);
}

/* Percent in each tenth, side by side in one cell. */
static const char *say_pit(const tb_brief *p, const cJSON *o)
{
    const cJSON *x;
    const char *list = "";
    cJSON_ArrayForEach(x, tbi_json_get(o, "pit"))
    {
        list = tbi_join(p, list, " ", tbi_say_whole(p, 100 * x->valuedouble));
    }
    return list;
}

/* Which places a row is of. */
static const char *say_subset(const tb_brief *p, const cJSON *o)
{
    const char *start = tbi_text_of(o, "start");
    if (tbi_true_of(o, "complete"))
        return tbi_word(p, TB_MSG_RENDER_COMPLETE_SERIES);
    if (strcmp(start, "known") == 0)
        return tbi_word(p, TB_MSG_RENDER_KNOWN_ORIGIN);
    if (strcmp(start, "silent") == 0)
        return tbi_word(p, TB_MSG_RENDER_KNOWN);
    return tbi_word(p, TB_MSG_RENDER_ALL_PUBLISHED);
}

/* Plus or minus is the standard error over target years. */
static void print_places(tb_buf *out, const tb_brief *p)
{
    static const char *const english[] = { TB_HEADS_VERIFIED_PLACES(TB_EACH_EN) NULL };
    static const char *const vietnamese[] = { TB_HEADS_VERIFIED_PLACES(TB_EACH_VI) NULL };
    tb_table t;
    const cJSON *o;
    tbi_table_begin(&t, p, english, vietnamese);
    cJSON_ArrayForEach(o, tbi_json_get(p->result, "places"))
    {
        const char *cell[] = { say_subset(p, o),
                               tbi_text_of(o, "model"),
                               tbi_say_whole(p, tbi_number_of(o, "n")),
                               print_with_error(p, o, "log_score", 1, 3),
                               print_with_error(p, o, "difference", 1, 3),
                               print_with_error(p, o, "difference_printed", 1, 3),
                               tbi_say_amount(p, tbi_number_of(o, "rps"), 4),
                               print_with_error(p, o, "coverage90", 100, 0),
                               say_pit(p, o) };
        tbi_table_row(&t, cell);
    }
    tbi_table_print(&t, out, 0);
}

/* Two rows: the model "law", and with what other indices lend. */
static void print_scores(tb_buf *out, const tb_brief *p)
{
    static const char *const english[] = { TB_HEADS_VERIFIED_SCORES(TB_EACH_EN) NULL };
    static const char *const vietnamese[] = { TB_HEADS_VERIFIED_SCORES(TB_EACH_VI) NULL };
    tb_table t;
    const cJSON *o;
    tbi_table_begin(&t, p, english, vietnamese);
    cJSON_ArrayForEach(o, tbi_json_get(p->result, "scores"))
    {
        const char *cell[] = { tbi_text_of(o, "model"),
                               tbi_say_whole(p, tbi_number_of(o, "n")),
                               print_with_error(p, o, "crps", 1, 3),
                               print_with_error(p, o, "difference", 1, 3),
                               tbi_say_amount(p, tbi_number_of(o, "log_score"), 3),
                               tbi_say_amount(p, 100 * tbi_number_of(o, "coverage90"), 0),
                               say_pit(p, o) };
        tbi_table_row(&t, cell);
    }
    tbi_table_print(&t, out, 0);
}

/* Goals of all units first, then of those with whole series; scores only where any were judged. */
void tbi_tabulate_verification(tb_buf *out, const tb_brief *p)
{
    const cJSON *r = p->result;
    tbi_buf_text(out, tbi_say(p, TB_MSG_RENDER_PUBLISHED_RESULTS_YEAR_BEFORE,
                              tbi_text_of(r, "index"), tbi_number_of(r, "first_year"),
                              tbi_number_of(r, "last_year"), tbi_number_of(r, "horizon")));
    print_goals(out, p, false);
    tbi_buf_text(out, tbi_word(p, TB_MSG_RENDER_PROVINCES_WHOSE_SERIES_RANKS));
    print_goals(out, p, true);
    tbi_buf_char(out, '\n');
    print_places(out, p);
    if (cJSON_GetArraySize(tbi_json_get(r, "scores")) > 0) {
        tbi_buf_char(out, '\n');
        print_scores(out, p);
    }
    tbi_buf_text(out, tbi_word(p, TB_MSG_RENDER_COLUMNS_PROBABILITIES_HOW_OFTEN));
}

/* The same goal of another model, on the same rows. */
static const cJSON *find_goal(const tb_brief *p, const char *model, const cJSON *like)
{
    const cJSON *g;
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        if (strcmp(tbi_text_of(g, "model"), model) == 0 &&
            strcmp(tbi_text_of(g, "kind"), tbi_text_of(like, "kind")) == 0 &&
            tbi_number_of(g, "number") == tbi_number_of(like, "number") &&
            tbi_true_of(g, "complete") == tbi_true_of(like, "complete"))
            return g;
    }
    return NULL;
}

/* A field behind a comma; nothing behind it where there is no number. */
static void add_fixed(tb_buf *out, double x, int decimals)
{
    tbi_buf_char(out, ',');
    if (isfinite(x))
        tbi_buf_printf(out, "%.*f", decimals, x);
}

/* baseline: the Brier score of the baseline, NaN = not verified, an empty field. */
static void write_record(tb_buf *out, const tb_brief *p, const cJSON *g, const cJSON *bin,
                         double baseline)
{
    const cJSON *r = p->result;
    double fifth = (double)find_fifth(bin);
    tbi_buf_printf(out, "%s,%s", tbi_text_of(r, "index"), tbi_text_of(g, "kind"));
    add_fixed(out, tbi_number_of(g, "number"), 0);
    add_fixed(out, tbi_number_of(r, "horizon"), 0);
    add_fixed(out, fifth / BINS, 1);
    add_fixed(out, (fifth + 1) / BINS, 1);
    add_fixed(out, tbi_number_of(bin, "n"), 0);
    add_fixed(out, tbi_number_of(bin, "said"), 4);
    add_fixed(out, tbi_number_of(bin, "met"), 4);
    add_fixed(out, tbi_number_of(bin, "se"), 4);
    add_fixed(out, tbi_number_of(g, "brier"), 4);
    add_fixed(out, baseline, 4);
    tbi_buf_text(out, ",moves");
    add_fixed(out, tbi_number_of(r, "first_year"), 0);
    add_fixed(out, tbi_number_of(r, "last_year"), 0);
    tbi_buf_char(out, '\n');
}

/* Of the model "law", on all rows, one for each bin with any. The baseline is "moves". */
void tbi_csv_verification(tb_buf *out, const tb_brief *p)
{
    const cJSON *g;
    const cJSON *bin;
    tbi_buf_text(out, "index,kind,number,horizon,from,to,n,mean_chance,share_met,se,brier,"
                      "brier_baseline,baseline,since,until\n");
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        if (strcmp(tbi_text_of(g, "model"), "law") != 0 || tbi_true_of(g, "complete"))
            continue;
        double baseline = tbi_number_of(find_goal(p, "moves", g), "brier");
        cJSON_ArrayForEach(bin, tbi_json_get(g, "bins")) write_record(out, p, g, bin, baseline);
    }
}
