/* table_effects.c - effects for eyes: the verdict first, then the numbers that carry it. */
#include "messages/one_language.h"
#include "messages/render_tables.h"
#include "render/tabulate.h"

#include <math.h>
#include <string.h>

/* A dash unless both ends are known. */
static const char *say_interval(const tb_brief *p, const cJSON *o, const char *low,
                                const char *high)
{
    double from = tbi_number_of(o, low);
    double to = tbi_number_of(o, high);
    if (isnan(from) || isnan(to))
        return "–";
    return tbi_say(p, TB_MSG_RENDER_TO_2, tbi_say_amount(p, from, 2), tbi_say_amount(p, to, 2));
}

/* One row a study: what was seen, and what could have been. */
static void add_study(tb_table *t, const tb_brief *p, const cJSON *s)
{
    const cJSON *o = tbi_json_get(s, "overall"); /* NULL: no effect, and every number a dash */
    const char *const row[] = {
        tbi_text_of(s, "measure"),
        tbi_text_of(s, "outcome"),
        tbi_say_whole(p, tbi_number_of(s, "n_adopters")),
        tbi_say_amount(p, tbi_number_of(o, "estimate"), 3),
        say_interval(p, o, "ci_low", "ci_high"),
        tbi_say_amount(p, tbi_number_of(o, "p_permutation"), 3),
        tbi_say_amount(p, tbi_number_of(o, "mde"), 2),
        tbi_say_amount(p, tbi_number_of(o, "mde_ranks"), 0),
        tbi_said_of(p, s, "verdict"),
    };
    tbi_table_row(t, row);
}

/* Heads begin with the side on which the column stands. */
static void add_studies(tb_buf *b, const tb_brief *p)
{
    const char *const heads[] = {
        tbi_word(p, TB_MSG_RENDER_LMEASURE),    tbi_word(p, TB_MSG_RENDER_LOUTCOME),
        tbi_word(p, TB_MSG_RENDER_RADOPTERS),   tbi_word(p, TB_MSG_RENDER_REFFECT),
        tbi_word(p, TB_MSG_RENDER_R95),         tbi_word(p, TB_MSG_RENDER_RP_PERMUTED),
        tbi_word(p, TB_MSG_RENDER_RCOULD_SEEN), tbi_word(p, TB_MSG_RENDER_RIN_PLACES),
        tbi_word(p, TB_MSG_RENDER_LVERDICT),    NULL
    };
    tb_table t;
    const cJSON *s;
    tbi_table_start(&t, p->a, heads);
    cJSON_ArrayForEach(s, tbi_json_get(p->result, "studies")) add_study(&t, p, s);
    tbi_table_print(&t, b, 0);
}

/* One row for each year since exposure, those before it included. */
static void add_events(tb_buf *b, const tb_brief *p, const cJSON *study)
{
    static const char *const english[] = {
        TB_EN(TB_WORD_TABLE_EFFECTS_RYEARS_SINCE), TB_EN(TB_WORD_TABLE_EFFECTS_REFFECT),
        TB_EN(TB_WORD_TABLE_EFFECTS_RSTD_ERROR),   TB_EN(TB_WORD_TABLE_EFFECTS_RBAND),
        TB_EN(TB_WORD_TABLE_EFFECTS_RADOPTERS),    NULL
    };
    static const char *const vietnamese[] = {
        TB_VI(TB_WORD_TABLE_EFFECTS_RYEARS_SINCE), TB_VI(TB_WORD_TABLE_EFFECTS_REFFECT),
        TB_VI(TB_WORD_TABLE_EFFECTS_RSTD_ERROR),   TB_VI(TB_WORD_TABLE_EFFECTS_RBAND),
        TB_VI(TB_WORD_TABLE_EFFECTS_RADOPTERS),    NULL
    };
    tb_table t;
    const cJSON *v;
    tbi_table_begin(&t, p, english, vietnamese);
    cJSON_ArrayForEach(v, tbi_json_get(study, "event"))
    {
        const char *const row[] = { tbi_say_whole(p, tbi_number_of(v, "time")),
                                    tbi_say_amount(p, tbi_number_of(v, "estimate"), 3),
                                    tbi_say_amount(p, tbi_number_of(v, "std_error"), 3),
                                    say_interval(p, v, "band_low", "band_high"),
                                    tbi_say_whole(p, tbi_number_of(v, "n_adopters")) };
        tbi_table_row(&t, row);
    }
    tbi_table_print(&t, b, 2);
}

/* What is known of one study beyond its line. */
static void add_details(tb_buf *b, const tb_brief *p, const cJSON *s)
{
    const cJSON *trend = tbi_json_get(s, "pre_trend");
    const cJSON *x;
    bool usable = tbi_true_of(s, "usable");
    tbi_buf_printf(b, "\n%s · %s (%s)\n", tbi_said_of(p, s, "measure_name"),
                   tbi_said_of(p, s, "outcome_name"), tbi_text_of(s, "outcome"));
    tbi_buf_text(b, tbi_say(p, TB_MSG_RENDER_BEFORE_EXPOSURE_P_EVENT,
                            tbi_say_amount(p, tbi_number_of(trend, "p_value"), 3),
                            tbi_number_of(trend, "df")));
    cJSON_ArrayForEach(x, tbi_json_get(s, "bounds"))
    {
        if (strcmp(tbi_text_of(x, "kind"), "relative") == 0 && tbi_number_of(x, "m") == 1)
            tbi_buf_text(b, tbi_say(p, TB_MSG_RENDER_IF_TRENDS_DIFFER_MUCH,
                                    say_interval(p, x, "ci_low", "ci_high")));
    }
    tbi_buf_printf(b, "  %s: %s%s\n", tbi_word(p, TB_MSG_RENDER_ENTERS_PLANS),
                   usable ? tbi_word(p, TB_MSG_RENDER_YES) : tbi_word(p, TB_MSG_RENDER_NO),
                   usable ? "" : tbi_said_of(p, s, "usable_reason"));
    add_events(b, p, s);
}

/* Which measures move the outcomes most, when all are drawn towards zero together. */
static void add_ranking(tb_buf *b, const tb_brief *p)
{
    const cJSON *measures = tbi_json_get(p->result, "measures");
    const cJSON *m;
    bool need =
        measures != NULL && !isnan(tbi_number_in(measures->child, "posterior", "above_need"));
    const char *const heads[] = { tbi_word(p, TB_MSG_RENDER_RPLACE),
                                  tbi_word(p, TB_MSG_RENDER_LMEASURE),
                                  tbi_word(p, TB_MSG_RENDER_LOUTCOME),
                                  tbi_word(p, TB_MSG_RENDER_RLIKELY_EFFECT),
                                  tbi_word(p, TB_MSG_RENDER_R90_2),
                                  tbi_word(p, TB_MSG_RENDER_RABOVE_0),
                                  tbi_word(p, TB_MSG_RENDER_RADOPTERS),
                                  tbi_word(p, TB_MSG_RENDER_RCOULD_SEEN),
                                  tbi_word(p, TB_MSG_RENDER_LVERDICT),
                                  need ? tbi_word(p, TB_MSG_RENDER_RENOUGH) : NULL,
                                  NULL };
    tb_table t;
    tbi_table_start(&t, p->a, heads);
    cJSON_ArrayForEach(m, measures)
    {
        const cJSON *post = tbi_json_get(m, "posterior");
        const char *const row[] = { tbi_say_whole(p, tbi_number_of(m, "place")),
                                    tbi_text_of(m, "id"),
                                    tbi_text_of(m, "outcome"),
                                    tbi_say_amount(p, tbi_number_of(post, "mean"), 3),
                                    say_interval(p, post, "q05", "q95"),
                                    tbi_say_amount(p, tbi_number_of(post, "above_zero"), 2),
                                    tbi_say_whole(p, tbi_number_of(m, "n_adopters")),
                                    tbi_say_amount(p, tbi_number_of(m, "mde"), 2),
                                    tbi_said_of(p, m, "verdict"),
                                    need ? tbi_say_amount(p, tbi_number_of(post, "above_need"), 3)
                                         : NULL };
        tbi_table_row(&t, row);
    }
    tbi_table_print(&t, b, 0);
}

/* Codes up to the dot. */
static bool is_same_index(const char *a, const char *b)
{
    size_t n = strcspn(a, ".");
    return n == strcspn(b, ".") && strncmp(a, b, n) == 0;
}

/* Whether the study is the first of its measure and index, of which none is ranked. */
static bool is_of_index(const cJSON *studies, const cJSON *study)
{
    const cJSON *o;
    bool before = true;
    cJSON_ArrayForEach(o, studies)
    {
        if (o == study)
            before = false;
        bool same = strcmp(tbi_text_of(o, "measure"), tbi_text_of(study, "measure")) == 0 &&
                    is_same_index(tbi_text_of(o, "outcome"), tbi_text_of(study, "outcome"));
        if (same && (tbi_true_of(o, "pooled") || before))
            return false;
    }
    return true;
}

/* One line for each measure and index of which no study is in the ranking. */
static void list_unranked(tb_buf *b, const tb_brief *p)
{
    const cJSON *studies = tbi_json_get(p->result, "studies");
    const cJSON *s;
    tbi_buf_printf(b, "\n%s\n", tbi_word(p, TB_MSG_RENDER_THERE_DATA_BUT_ENOUGH));
    cJSON_ArrayForEach(s, studies)
    {
        const char *outcome = tbi_text_of(s, "outcome");
        if (is_of_index(studies, s))
            tbi_buf_printf(b, "  %s, %.*s: %s\n", tbi_text_of(s, "measure"),
                           (int)strcspn(outcome, "."), outcome, tbi_said_of(p, s, "usable_reason"));
    }
}

/* A ranking stands alone; named studies come in a table, and with what is known of each. */
void tbi_tabulate_effects(tb_buf *out, const tb_brief *p)
{
    const cJSON *studies = tbi_json_get(p->result, "studies");
    const cJSON *s;
    bool ranking = tbi_true_of(p->result, "ranking");
    bool several = cJSON_GetArraySize(tbi_json_get(p->result, "measures")) > 1;
    if (!ranking)
        add_studies(out, p);
    if (!ranking && several)
        tbi_buf_printf(out, "\n%s\n", tbi_word(p, TB_MSG_RENDER_DRAWN_TOWARDS_ZERO_TOGETHER));
    if (ranking || several)
        add_ranking(out, p);
    if (ranking)
        list_unranked(out, p);
    if (cJSON_GetArraySize(studies) > 3)
        return;
    cJSON_ArrayForEach(s, studies)
    {
        if (tbi_json_get(s, "overall") != NULL)
            add_details(out, p, s);
    }
}
