/* goals_table.c - many goals in one table: what cards of more than four goals would spread over
 * sheets. A row a goal, with the news, where the province stands, what noise alone gives and what
 * came of such statements; the rest of a card stands in the goal's own section. */
#include "render/brief.h"

#include "messages/render.h"
#include "messages/render_known.h"

#include <math.h>
#include <string.h>

enum { CARDS = 4 }; /* that fit a sheet beside the plan */

bool tbi_many_goals(const tb_brief *p)
{
    return cJSON_GetArraySize(tbi_json_get(p->result, "goals")) > CARDS;
}

/* "2022: hạng 21/30, 66,65 điểm". */
static const char *say_standing(const tb_brief *p, const cJSON *g)
{
    const cJSON *r = tbi_json_get(g, "reference");
    double year = tbi_number_of(r, "year"), rank = tbi_number_of(r, "rank");
    double of = tbi_place_of(r), score = tbi_number_of(r, "score");
    const char *group = tbi_text_of(r, "group");
    const char *text = "";
    if (isnan(year))
        return tbi_word(p, TB_WORD_SIMULATED_CELL);
    if (rank > 0)
        text = of > 0 ? tbi_say(p, TB_SAY_PLACE_OF, rank, of) : tbi_say(p, TB_SAY_RANK_SHORT, rank);
    if (!isnan(score))
        text = tbi_join(p, text, ", ", tbi_say_scored(p, g, score));
    if (text[0] == '\0' && group[0] != '\0')
        text = tbi_say(p, TB_SAY_GROUP_CELL, tbi_say_known(p, group));
    return tbi_say(p, TB_SAY_OF_YEAR, year,
                   text[0] != '\0' ? text : tbi_word(p, TB_WORD_NO_FIGURE_CELL));
}

/* "31/292 đạt": of past goals that were given such a chance. */
const char *tbi_say_record_cell(const tb_brief *p, const cJSON *g)
{
    const cJSON *r = tbi_json_get(g, "record");
    double n = tbi_number_of(r, "n");
    if (!tbi_answered(g))
        return "";
    if (tbi_uncalibrated(g))
        return tbi_word(p, TB_WORD_RECORD_FAILED_CELL);
    if (!(n > 0) || !cJSON_IsArray(tbi_json_get(r, "said")))
        return tbi_word(p, TB_WORD_NO_RECORD_CELL);
    return tbi_say(p, TB_SAY_RECORD_CELL, round(n * tbi_number_of(r, "share_met")), n);
}

/* "26 trong 100": what is counted stands in the head.
 * Where the words do not end as expected the whole text stays. */
static const char *say_of_hundred(const tb_brief *p, double chance)
{
    const char *cases = tbi_say_cases(p, chance), *tail = tbi_word(p, TB_WORD_CASES_TAIL);
    size_t n = strlen(cases), m = strlen(tail);
    const char *bare =
        n > m && strcmp(cases + n - m, tail) == 0 ? tbi_arena_text_n(p->a, cases, n - m) : NULL;
    return bare != NULL ? bare : cases;
}

/* A chance as "26 trong 100", words where there is no number. */
static const char *say_chance(const tb_brief *p, const cJSON *g)
{
    double chance = tbi_number_of(g, "chance_without_action");
    if (isnan(chance))
        return tbi_uncalibrated(g) ? tbi_word(p, TB_WORD_NO_NUMBER)
                                   : tbi_word(p, TB_WORD_NO_ANSWER);
    return say_of_hundred(p, chance);
}

/* The news; a goal without a number says so in its first column already. */
static const char *say_news(const tb_brief *p, const cJSON *g)
{
    if (tbi_answered(g) && tbi_uncalibrated(g))
        return tbi_word(p, TB_WORD_UNCALIBRATED_CELL);
    return tbi_say_headline(p, g, true);
}

/* A row a goal, in their order; noise is left out where the chance is, since it could be read
 * from it. */
tb_doc_table *tbi_goals_table(tb_brief *p)
{
    const cJSON *g;
    tb_doc_table *t = tbi_grid_new(&p->doc, "goals-table", tbi_word(p, TB_WORD_GOALS_HEAD));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 30, tbi_word(p, TB_WORD_GOAL));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 12, tbi_word(p, TB_WORD_HUNDRED_HEAD));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 36, tbi_word(p, TB_WORD_NEWS));
    tbi_grid_column(t, TB_DOC_TEXT, 1, 22, tbi_word(p, TB_WORD_STANDING_NOW));
    tbi_grid_column(t, TB_DOC_TEXT, 2, 12, tbi_word(p, TB_WORD_NOISE));
    tbi_grid_column(t, TB_DOC_TEXT, 3, 9, tbi_word(p, TB_WORD_RECORD_CELL));
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        double noise = tbi_number_of(g, "noise_chance");
        bool hide = isnan(noise) || isnan(tbi_number_of(g, "chance_without_action"));
        const char *title = tbi_goal_title(p, g);
        tbi_put_text(p, t,
                     tbi_has_no_figure(p, g) ? tbi_say(p, TB_SAY_NO_FIGURE_CELL, title) : title);
        tbi_put_text(p, t, say_chance(p, g));
        tbi_put_text(p, t, say_news(p, g));
        tbi_put_text(p, t, say_standing(p, g));
        tbi_put_text(p, t, hide ? "–" : say_of_hundred(p, noise));
        tbi_put_text(p, t, tbi_say_record_cell(p, g));
    }
    return t;
}
