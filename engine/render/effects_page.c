/* effects_page.c - what dated measures did, as a page: the verdict of every study with its
 * pictures, and the ranking of all. */
#include "messages/render.h"
#include "render/chart_effects.h"

#include <math.h>
#include <string.h>

/* studies with pictures on one page */
enum { DRAWN_MOST = 24 };

/* "–" at an end that is not known, as tbi_say_amount says it. */
static const char *say_range(const tb_brief *p, double low, double high)
{
    return tbi_say(p, TB_SAY_FROM_TO, tbi_say_amount(p, low, 2), tbi_say_amount(p, high, 2));
}

/* In the order of the columns of write_studies.
 * A study without `overall` has no row, so o is never NULL here. */
static void put_study(tb_brief *p, tb_doc_table *t, const cJSON *s)
{
    const cJSON *o = tbi_json_get(s, "overall");
    tbi_put_text(p, t, tbi_said_of(p, s, "measure_name"));
    tbi_put_text(p, t, tbi_text_of(s, "outcome"));
    tbi_put(p, t, tbi_number_of(s, "n_adopters"));
    tbi_put(p, t, tbi_number_of(o, "estimate"));
    tbi_put_text(p, t, say_range(p, tbi_number_of(o, "ci_low"), tbi_number_of(o, "ci_high")));
    tbi_put(p, t, tbi_number_of(o, "mde"));
    tbi_put_text(p, t, tbi_said_of(p, s, "verdict"));
}

/* Only those with an effect; those without are told of at the end. */
static void write_studies(tb_brief *p, const cJSON *studies)
{
    const cJSON *s;
    tb_doc_table *t = tbi_grid_new(&p->doc, "studies", tbi_word(p, TB_WORD_STUDIES_HEAD));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 34, tbi_word(p, TB_WORD_MEASURES));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 12, tbi_word(p, TB_WORD_RESULT_OF));
    tbi_grid_column(t, TB_DOC_WHOLE, 1, 9, tbi_word(p, TB_WORD_ADOPTERS));
    tbi_grid_column(t, TB_DOC_POINTS, 0, 9, tbi_word(p, TB_WORD_EFFECT_SEEN));
    tbi_grid_column(t, TB_DOC_TEXT, 2, 18, tbi_word(p, TB_WORD_INTERVAL_95));
    tbi_grid_column(t, TB_DOC_POINTS, 3, 10, tbi_word(p, TB_WORD_COULD_BE_SEEN));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 60, tbi_word(p, TB_WORD_VERDICT));
    cJSON_ArrayForEach(s, studies)
    {
        if (tbi_json_get(s, "overall") != NULL)
            put_study(p, t, s);
    }
    if (t == NULL || t->rows == 0)
        return;
    tbi_doc_section(&p->doc, TB_DOC_PART_FRONT, 2, "", tbi_word(p, TB_WORD_STUDIES_HEAD));
    tbi_doc_table(&p->doc, t);
    tbi_doc_sheet(&p->doc, t);
    tbi_doc_close(&p->doc);
}

/* A ranking of one is none.
 * Reads `measures`, with their posterior: mean and 90 % interval in points of the outcome. */
static void write_ranking(tb_brief *p, const cJSON *ranked)
{
    const cJSON *m;
    if (cJSON_GetArraySize(ranked) < 2)
        return;
    tb_doc_table *t = tbi_grid_new(&p->doc, "ranking", tbi_word(p, TB_WORD_RANKING_HEAD));
    tbi_grid_column(t, TB_DOC_WHOLE, 0, 7, tbi_word(p, TB_WORD_ORDER));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 34, tbi_word(p, TB_WORD_MEASURES));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 12, tbi_word(p, TB_WORD_RESULT_OF));
    tbi_grid_column(t, TB_DOC_POINTS, 0, 10, tbi_word(p, TB_WORD_LIKELY_EFFECT));
    tbi_grid_column(t, TB_DOC_TEXT, 1, 18, tbi_word(p, TB_WORD_INTERVAL_90));
    tbi_grid_column(t, TB_DOC_WHOLE, 2, 9, tbi_word(p, TB_WORD_ADOPTERS));
    tbi_grid_column(t, TB_DOC_POINTS, 3, 10, tbi_word(p, TB_WORD_COULD_BE_SEEN));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 60, tbi_word(p, TB_WORD_VERDICT));
    cJSON_ArrayForEach(m, ranked)
    {
        const cJSON *post = tbi_json_get(m, "posterior");
        tbi_put(p, t, tbi_number_of(m, "place"));
        tbi_put_text(p, t, tbi_said_of(p, m, "name"));
        tbi_put_text(p, t, tbi_text_of(m, "outcome"));
        tbi_put(p, t, tbi_number_of(post, "mean"));
        tbi_put_text(p, t, say_range(p, tbi_number_of(post, "q05"), tbi_number_of(post, "q95")));
        tbi_put(p, t, tbi_number_of(m, "n_adopters"));
        tbi_put(p, t, tbi_number_of(m, "mde"));
        tbi_put_text(p, t, tbi_said_of(p, m, "verdict"));
    }
    tbi_doc_section(&p->doc, TB_DOC_PART_FRONT, 2, "", tbi_word(p, TB_WORD_RANKING_HEAD));
    tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_RANKING));
    tbi_doc_table(&p->doc, t);
    tbi_doc_sheet(&p->doc, t);
    tbi_doc_close(&p->doc);
}

/* What cannot be estimated, and why: every reason once.
 * A reason is told once for each measure, with the first outcome that has it. */
static void write_unestimated(tb_brief *p, const cJSON *studies)
{
    const cJSON *s, *o;
    bool open = false;
    cJSON_ArrayForEach(s, studies)
    {
        const char *why = tbi_said_of(p, s, "usable_reason");
        double number = tbi_number_of(s, "usable_reason_number");
        bool said = tbi_true_of(s, "usable");
        for (o = studies->child; o != s && !said; o = o->next)
            said = strcmp(tbi_text_of(o, "measure"), tbi_text_of(s, "measure")) == 0 &&
                   tbi_number_of(o, "usable_reason_number") == number;
        if (said)
            continue;
        if (!open) {
            tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 2, "", tbi_word(p, TB_WORD_NOT_CONCLUDED));
            tbi_doc_open(&p->doc, TB_BLOCK_LIST);
            open = true;
        }
        const char *text = tbi_arena_printf(p->a, "%s, %s: %s", tbi_said_of(p, s, "measure_name"),
                                            tbi_text_of(s, "outcome"), why);
        tbi_doc_item(&p->doc, text);
    }
    if (!open)
        return;
    tbi_doc_close(&p->doc);
    tbi_doc_close(&p->doc);
}

/* Pictures that the study has nothing for are left out (NULL). */
static void write_study(tb_brief *p, const cJSON *s)
{
    const char *title = tbi_arena_printf(p->a, "%s · %s", tbi_said_of(p, s, "measure_name"),
                                         tbi_text_of(s, "outcome"));
    tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 2, "", title != NULL ? title : "");
    tbi_doc_text(&p->doc, TB_TONE_LEAD, tbi_said_of(p, s, "verdict"));
    tbi_doc_chart(&p->doc, tbi_chart_event_study(p, s));
    tbi_doc_chart(&p->doc, tbi_chart_cohorts(p, s));
    tbi_doc_chart(&p->doc, tbi_chart_permutations(p, s));
    tbi_doc_chart(&p->doc, tbi_chart_synthetic(p, s));
    tbi_doc_close(&p->doc);
}

/* The ranking goes first: it is what is asked for without a measure.
 * Beyond DRAWN_MOST studies the tables have the rest. */
void tbi_write_effects(tb_brief *p)
{
    const cJSON *studies = tbi_json_get(p->result, "studies"), *s;
    size_t drawn = 0;
    p->doc.title = tbi_word(p, TB_WORD_EFFECTS_TITLE);
    tbi_doc_section(&p->doc, TB_DOC_PART_FRONT, 1, "", p->doc.title);
    tbi_doc_text(&p->doc, TB_TONE_LEAD, tbi_word(p, TB_WORD_EFFECTS_LEAD));
    tbi_doc_close(&p->doc);
    write_ranking(p, tbi_json_get(p->result, "measures"));
    write_studies(p, studies);
    cJSON_ArrayForEach(s, studies)
    {
        if (tbi_json_get(s, "overall") == NULL || drawn++ >= DRAWN_MOST)
            continue;
        write_study(p, s);
    }
    write_unestimated(p, studies);
}
