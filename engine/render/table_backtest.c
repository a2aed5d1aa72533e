/* table_backtest.c - who forecast best, and whose probabilities came true, for eyes. */
#include "messages/one_language.h"
#include "messages/render_tables.h"
#include "render/tabulate.h"

#include <math.h>
#include <string.h>

/* The comparison of a model with `shrunk`; NULL for itself.
 * `shrunk` is the model that others are held against here. */
static const cJSON *find_against_shrunk(const tb_brief *p, const char *model)
{
    const cJSON *d;
    cJSON_ArrayForEach(d, tbi_json_get(p->result, "differences"))
    {
        if (strcmp(tbi_text_of(d, "model"), model) == 0 &&
            strcmp(tbi_text_of(d, "against"), "shrunk") == 0)
            return d;
    }
    return NULL;
}

/* scale: 100 for percent, of the number and of its error alike.
 * x NaN: a dash; se NaN: the number alone. */
static const char *print_with_error(const tb_brief *p, double x, double se, double scale,
                                    int decimals)
{
    if (isnan(x))
        return "–";
    if (isnan(se))
        return tbi_say_amount(p, scale * x, decimals);
    return tbi_join(p, tbi_say_amount(p, scale * x, decimals), " ± ",
                    tbi_say_amount(p, scale * se, decimals));
}

/* A row a model, in the order of the columns of print_models. */
static void add_model(tb_table *t, const tb_brief *p, const cJSON *m)
{
    /* member, decimals and factor of the columns behind the third */
    static const struct {
        const char *name;
        int decimals;
        double scale;
    } metric[] = {
        { "wis", 3, 1 },       { "log_score", 3, 1 },    { "rmse", 2, 1 },
        { "mae", 2, 1 },       { "spearman", 2, 1 },     { "kendall", 2, 1 },
        { "rank_mae", 1, 1 },  { "rps", 3, 1 },          { "brier_top10", 3, 1 },
        { "brier_up5", 3, 1 }, { "coverage50", 0, 100 }, { "coverage90", 0, 100 },
        { "width90", 2, 1 },
    };
    enum { METRICS = sizeof metric / sizeof *metric };
    const char *model = tbi_text_of(m, "model");
    const cJSON *d = find_against_shrunk(p, model);
    const char *cell[4 + METRICS] = {
        model,
        tbi_say_amount(p, tbi_number_of(m, "crps"), 3),
        print_with_error(p, tbi_number_of(m, "crps_skill"), tbi_number_of(m, "crps_skill_se"), 100,
                         1),
        print_with_error(p, tbi_number_of(d, "crps_difference"), tbi_number_of(d, "std_error"), 1,
                         3),
    };
    for (size_t k = 0; k < METRICS; k++)
        cell[4 + k] = tbi_say_amount(p, metric[k].scale * tbi_number_of(m, metric[k].name),
                                     metric[k].decimals);
    tbi_table_row(t, cell);
}

/* The first letter of a head is the side on which the column stands. */
static void print_models(tb_buf *out, const tb_brief *p)
{
    static const char *const english[] = { TB_HEADS_BACKTEST_MODELS(TB_EACH_EN) NULL };
    static const char *const vietnamese[] = { TB_HEADS_BACKTEST_MODELS(TB_EACH_VI) NULL };
    tb_table t;
    const cJSON *m;
    tbi_table_begin(&t, p, english, vietnamese);
    cJSON_ArrayForEach(m, tbi_json_get(p->result, "pooled")) add_model(&t, p, m);
    tbi_table_print(&t, out, 0);
}

/* Nothing unless a choice was made from several models. */
static void print_nested(tb_buf *out, const tb_brief *p)
{
    static const char *const english[] = { TB_EN(TB_WORD_TABLE_BACKTEST_RORIGIN),
                                           TB_EN(TB_WORD_TABLE_BACKTEST_RTARGET),
                                           TB_EN(TB_WORD_TABLE_BACKTEST_LCHOSEN_EARLIER_ORIGINS),
                                           "rCRPS",
                                           "r90 %",
                                           NULL };
    static const char *const vietnamese[] = { TB_VI(TB_WORD_TABLE_BACKTEST_RORIGIN),
                                              TB_VI(TB_WORD_TABLE_BACKTEST_RTARGET),
                                              TB_VI(TB_WORD_TABLE_BACKTEST_LCHOSEN_EARLIER_ORIGINS),
                                              "rCRPS",
                                              "r90%",
                                              NULL };
    const cJSON *nested = tbi_json_get(p->result, "nested");
    const cJSON *r;
    const char *best = tbi_text_of(p->result, "best_in_hindsight");
    tb_table t;
    if (cJSON_GetArraySize(nested) == 0)
        return;
    tbi_table_begin(&t, p, english, vietnamese);
    cJSON_ArrayForEach(r, nested)
    {
        const char *cell[] = { tbi_say_whole(p, tbi_number_of(r, "origin")),
                               tbi_say_whole(p, tbi_number_of(r, "year")), tbi_text_of(r, "chosen"),
                               tbi_say_amount(p, tbi_number_of(r, "crps"), 3),
                               tbi_say_amount(p, 100 * tbi_number_of(r, "coverage90"), 0) };
        tbi_table_row(&t, cell);
    }
    tbi_buf_char(out, '\n');
    tbi_table_print(&t, out, 0);
    if (best[0] != '\0')
        tbi_buf_text(out, tbi_say(p, TB_MSG_RENDER_BEST_HINDSIGHT, best));
}

/* The number of years is that of the first model. */
void tbi_tabulate_backtest(tb_buf *out, const tb_brief *p)
{
    const cJSON *pooled = tbi_json_get(p->result, "pooled");
    double years = pooled != NULL ? tbi_number_of(pooled->child, "years") : NAN;
    bool score = strcmp(tbi_text_of(p->result, "judged"), "score") == 0;
    tbi_buf_text(out, tbi_say(p, TB_MSG_RENDER_TARGET_YEARS_JUDGED, tbi_text_of(p->result, "index"),
                              isnan(years) ? 0 : years,
                              score ? tbi_word(p, TB_MSG_RENDER_SCORE_3)
                                    : tbi_word(p, TB_MSG_RENDER_DEVIATION_MEAN_YEAR)));
    print_models(out, p);
    tbi_buf_text(out, tbi_word(p, TB_MSG_RENDER_SKILL_1_CRPS_CRPS));
    print_nested(out, p);
}
