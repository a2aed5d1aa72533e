/* survey_page.c - the page of every unit at once (intervene of all units): one row a unit and goal,
 * and how chances came true. */
#include "render/brief.h"

#include "messages/render.h"
#include "messages/render_known.h"

#include <math.h>
#include <string.h>

/* Looking back, what came stands where otherwise the measures stand.
 * Reads `units`, an entry a unit and goal; met is null where it cannot be told. */
static tb_doc_table *make_unit_grid(tb_brief *p)
{
    const cJSON *u;
    bool back = tbi_json_get(p->result, "reliability") != NULL;
    tb_doc_table *t = tbi_grid_new(&p->doc, "units", tbi_word(p, TB_WORD_PROVINCE));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 18, tbi_word(p, TB_WORD_PROVINCE));
    tbi_grid_column(t, TB_DOC_TEXT, 1, 8, tbi_word(p, TB_WORD_INDEX));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 22, tbi_word(p, TB_WORD_GOAL));
    tbi_grid_column(t, TB_DOC_WHOLE, 2, 7, tbi_word(p, TB_WORD_YEAR));
    tbi_grid_column(t, TB_DOC_CHANCE, 0, 9, tbi_word(p, TB_WORD_CHANCE));
    tbi_grid_column(t, TB_DOC_CHANCE, 1, 9, tbi_word(p, TB_WORD_NOISE));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 9, tbi_word(p, TB_WORD_RECORD_CELL));
    if (back) {
        tbi_grid_column(t, TB_DOC_TEXT, 0, 8, tbi_word(p, TB_WORD_MET));
    } else {
        tbi_grid_column(t, TB_DOC_TEXT, 0, 40, tbi_word(p, TB_WORD_BEST_MEASURE));
        tbi_grid_column(t, TB_DOC_CHANCE, 2, 9, tbi_word(p, TB_WORD_WITH_IT));
        tbi_grid_column(t, TB_DOC_CHANCE, 0, 9, tbi_word(p, TB_WORD_WITH_PLAN_HEAD));
    }
    cJSON_ArrayForEach(u, tbi_json_get(p->result, "units"))
    {
        const cJSON *met = tbi_json_get(u, "met");
        double chance = tbi_number_of(u, "chance_without_action");
        tbi_put_text(p, t, tbi_unit_of(p, u));
        tbi_put_text(p, t, tbi_text_of(u, "index"));
        tbi_put_text(p, t, tbi_text_of(u, "goal"));
        tbi_put(p, t, tbi_number_of(u, "year"));
        tbi_put(p, t, chance);
        tbi_put(p, t, tbi_number_of(u, "noise_chance"));
        tbi_put_text(p, t, tbi_say_record_cell(p, u));
        if (back) {
            tbi_put_text(p, t,
                         cJSON_IsTrue(met)    ? tbi_word(p, TB_WORD_YES)
                         : cJSON_IsFalse(met) ? tbi_word(p, TB_WORD_NO)
                                              : tbi_word(p, TB_WORD_NOT_KNOWN));
            continue;
        }
        const char *best = tbi_said_of(p, u, "best_name");
        if (best[0] == '\0')
            best = tbi_text_of(u, "best_lever");
        tbi_put_text(p, t,
                     isnan(chance) ? tbi_said_of(p, u, "chance_without_action_reason") : best);
        tbi_put(p, t, tbi_number_of(u, "best_chance"));
        tbi_put(p, t, tbi_number_of(u, "plan_chance"));
    }
    return t;
}

/* Bins as the result has them, empty ones included.
 * Reads `reliability`; left out unless the survey looks back at years gone by. */
static void write_reliability(tb_brief *p)
{
    const cJSON *b;
    tb_doc_table *t = tbi_grid_new(&p->doc, "reliability", tbi_word(p, TB_WORD_RELIABILITY));
    if (tbi_json_get(p->result, "reliability") == NULL)
        return;
    tbi_doc_section(&p->doc, TB_DOC_PART_FRONT, 2, "reliability", tbi_word(p, TB_WORD_RELIABILITY));
    tbi_grid_column(t, TB_DOC_CHANCE, 0, 10, tbi_word(p, TB_WORD_FROM));
    tbi_grid_column(t, TB_DOC_CHANCE, 0, 10, tbi_word(p, TB_WORD_TO));
    tbi_grid_column(t, TB_DOC_WHOLE, 0, 10, tbi_word(p, TB_WORD_GOALS_COUNT));
    tbi_grid_column(t, TB_DOC_CHANCE, 0, 12, tbi_word(p, TB_WORD_MEAN_CHANCE));
    tbi_grid_column(t, TB_DOC_CHANCE, 0, 10, tbi_word(p, TB_WORD_SHARE_MET));
    tbi_grid_column(t, TB_DOC_CHANCE, 1, 10, tbi_word(p, TB_WORD_SE));
    cJSON_ArrayForEach(b, tbi_json_get(p->result, "reliability"))
    {
        static const char *const member[] = { "from", "to", "n", "mean_chance", "share_met", "se" };
        for (size_t k = 0; k < 6; k++)
            tbi_put(p, t, tbi_number_of(b, member[k]));
    }
    tbi_doc_table(&p->doc, t);
    tbi_doc_close(&p->doc);
}

/* The same of the rows of each origin, and the score of all.
 * Reads `origins`, brier, brier_se and brier_climatology (0 is perfect); without a standard
 * error neither it nor its sentence is there. */
static void write_years(tb_brief *p)
{
    const cJSON *y;
    double brier = tbi_number_of(p->result, "brier");
    double se = tbi_number_of(p->result, "brier_se");
    if (isnan(brier))
        return;
    tb_doc_table *t = tbi_grid_new(&p->doc, "origins", tbi_word(p, TB_WORD_BY_YEAR));
    tbi_grid_column(t, TB_DOC_WHOLE, 0, 10, tbi_word(p, TB_WORD_KNOWN_UP_TO));
    tbi_grid_column(t, TB_DOC_WHOLE, 0, 8, tbi_word(p, TB_WORD_YEAR));
    tbi_grid_column(t, TB_DOC_WHOLE, 0, 8, tbi_word(p, TB_WORD_GOALS_COUNT));
    tbi_grid_column(t, TB_DOC_CHANCE, 0, 12, tbi_word(p, TB_WORD_MEAN_CHANCE));
    tbi_grid_column(t, TB_DOC_CHANCE, 0, 12, tbi_word(p, TB_WORD_SHARE_MET));
    tbi_grid_column(t, TB_DOC_POINTS, 0, 12, tbi_word(p, TB_WORD_BRIER));
    cJSON_ArrayForEach(y, tbi_json_get(p->result, "origins"))
    {
        static const char *const member[] = { "origin",      "year",      "n",
                                              "mean_chance", "share_met", "brier" };
        for (size_t k = 0; k < sizeof member / sizeof *member; k++)
            tbi_put(p, t, tbi_number_of(y, member[k]));
    }
    const char *score = tbi_say_amount(p, brier, 3);
    if (!isnan(se))
        score = tbi_arena_printf(p->a, "%s (± %s)", score, tbi_say_amount(p, se, 3));
    tbi_doc_section(&p->doc, TB_DOC_PART_FRONT, 2, "by-year", tbi_word(p, TB_WORD_BY_YEAR));
    tbi_doc_table(&p->doc, t);
    tbi_doc_text(&p->doc, TB_TONE_PLAIN,
                 tbi_say(p, TB_SAY_BRIER, score != NULL ? score : "",
                         tbi_say_amount(p, tbi_number_of(p->result, "brier_climatology"), 3)));
    if (!isnan(se))
        tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_BRIER_SE));
    tbi_doc_close(&p->doc);
}

/* Then a sentence says so, and columns of dashes need no explanation. Looking back asks for
 * no measures. */
static bool is_without_measure(const tb_brief *p)
{
    const cJSON *u;
    cJSON_ArrayForEach(u, tbi_json_get(p->result, "units"))
    {
        if (tbi_text_of(u, "best_lever")[0] != '\0')
            return false;
    }
    return tbi_json_get(p->result, "reliability") == NULL;
}

/* Warnings of the result come last, as on every page. */
void tbi_write_survey(tb_brief *p)
{
    const cJSON *w;
    p->doc.title = tbi_say(p, TB_SAY_SURVEY_TITLE, tbi_number_of(p->result, "year"));
    tbi_doc_section(&p->doc, TB_DOC_PART_FRONT, 1, "top", p->doc.title);
    bool back = tbi_json_get(p->result, "reliability") != NULL;
    if (back) { /* what a reader looks back for comes before hundreds of rows */
        write_years(p);
        write_reliability(p);
    }
    if (is_without_measure(p))
        tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_NO_MEASURES));
    tbi_doc_table(&p->doc, make_unit_grid(p));
    tbi_doc_close(&p->doc);
    if (cJSON_GetArraySize(tbi_json_get(p->root, "warnings")) == 0)
        return;
    tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 2, "notes", tbi_word(p, TB_WORD_NOTES_HEAD));
    tbi_doc_open(&p->doc, TB_BLOCK_LIST);
    cJSON_ArrayForEach(w, tbi_json_get(p->root, "warnings"))
        tbi_doc_item(&p->doc, tbi_said_of(p, w, "text"));
    tbi_doc_close(&p->doc);
    tbi_doc_close(&p->doc);
}
