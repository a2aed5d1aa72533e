/* headline.c - the news of a goal in one sentence, and where the province stands now. */
#include "render/brief.h"

#include "messages/render.h"
#include "messages/render_known.h"

#include <math.h>
#include <string.h>

/* Words of a chance, in steps of a fifth. index NULL: in a row that names the goal already.
 * chance 0..1, the share of the simulated years in which the goal is met. index: how the page
 * calls the goal's index. The words are the same on every page, so that they can be compared. */
static const char *say_verdict(const tb_brief *p, const char *index, double chance)
{
    if (index == NULL)
        return chance >= 0.8   ? tbi_word(p, TB_WORD_LIKELY_ROW)
               : chance >= 0.6 ? tbi_word(p, TB_WORD_RATHER_ROW)
               : chance >= 0.4 ? tbi_word(p, TB_WORD_EVEN_ROW)
               : chance >= 0.2 ? tbi_word(p, TB_WORD_HARD_ROW)
                               : tbi_word(p, TB_WORD_VERY_HARD_ROW);
    if (chance >= 0.8)
        return tbi_say(p, TB_SAY_LIKELY, index);
    if (chance >= 0.6)
        return tbi_say(p, TB_SAY_RATHER_MET, index);
    if (chance >= 0.4)
        return tbi_say(p, TB_SAY_EVEN, index);
    if (chance >= 0.2)
        return tbi_say(p, TB_SAY_HARD, index);
    return tbi_say(p, TB_SAY_VERY_HARD, index);
}

/* Such a score is said with "%", others in points.
 * g: a goal of the result; its member index_unit is the unit of the index, "%" or points. */
bool tbi_goal_is_percent(const cJSON *g)
{
    return strcmp(tbi_text_of(g, "index_unit"), "%") == 0;
}

/* A score in what its index is counted in.
 * x in the index's own unit, two decimals: "83,28%", "62,15 điểm". */
const char *tbi_say_scored(const tb_brief *p, const cJSON *g, double x)
{
    const char *amount = tbi_say_amount(p, x, 2);
    const char *percent = tbi_goal_is_percent(g) ? tbi_arena_printf(p->a, "%s%%", amount) : NULL;
    return percent != NULL ? percent : tbi_say(p, TB_SAY_SCORED, amount);
}

/* The news about a goal: how likely, what it takes, and where the province will probably end.
 * Reads chance_without_action, target_place, target_score, score.q50 and rank.q50 of the goal.
 * Kinds "yearly" and "region" have no bar that the country's median could be held against, so
 * the verdict stands alone. */
const char *tbi_say_headline(const tb_brief *p, const cJSON *g, bool in_row)
{
    double chance = tbi_number_of(g, "chance_without_action");
    if (isnan(chance) && tbi_uncalibrated(g))
        return tbi_say(p, TB_SAY_HEADLINE_ALONE, tbi_said_of(p, g, "chance_without_action_reason"));
    if (isnan(chance))
        return tbi_say(p, TB_SAY_UNANSWERED, tbi_said_of(p, g, "chance_without_action_reason"));
    const char *verdict = say_verdict(p, in_row ? NULL : tbi_goal_name(p, g), chance);
    const char *kind = tbi_text_of(g, "kind");
    const cJSON *rank = tbi_json_get(g, "rank");
    const cJSON *score = tbi_json_get(g, "score");
    double place = tbi_number_of(g, "target_place");
    double points = tbi_number_of(g, "target_score");
    double middle = tbi_number_of(rank, "q50");
    if (strcmp(kind, "yearly") == 0 || strcmp(kind, "region") == 0)
        return tbi_say(p, TB_SAY_HEADLINE_ALONE, verdict);
    if (!isnan(points) && !isnan(tbi_number_of(score, "q50")))
        return tbi_say(p, TB_SAY_TAKES_POINTS, verdict, tbi_say_scored(p, g, points),
                       tbi_say_scored(p, g, tbi_number_of(score, "q50")));
    if (place > 0 && !isnan(middle))
        return tbi_say(p, TB_SAY_TAKES_PLACE, verdict, place, middle);
    if (!isnan(middle))
        return tbi_say(p, TB_SAY_ENDS_NEAR, verdict, middle);
    return tbi_say(p, TB_SAY_HEADLINE_ALONE, verdict);
}

/* Where the province will end, nine times out of ten.
 * From q05 to q95 of the score where the goal is on points, else of the place. "" where the goal
 * is of a region or of every year, whose places are not the country's. */
const char *tbi_say_range(const tb_brief *p, const cJSON *g)
{
    const cJSON *rank = tbi_json_get(g, "rank");
    const cJSON *score = tbi_json_get(g, "score");
    const char *kind = tbi_text_of(g, "kind");
    if (strcmp(kind, "yearly") == 0 || strcmp(kind, "region") == 0)
        return "";
    if (!isnan(tbi_number_of(g, "target_score")) && !isnan(tbi_number_of(score, "q05")))
        return tbi_say(p, TB_SAY_RANGE_POINTS,
                       tbi_goal_is_percent(g) ? tbi_say_scored(p, g, tbi_number_of(score, "q05"))
                                              : tbi_say_amount(p, tbi_number_of(score, "q05"), 2),
                       tbi_say_scored(p, g, tbi_number_of(score, "q95")));
    if (isnan(tbi_number_of(rank, "q05")))
        return "";
    return tbi_say(p, TB_SAY_RANGE_PLACE, tbi_number_of(rank, "q05"), tbi_number_of(rank, "q95"));
}

/* As much as the reference has: place of how many with its score, place, score, group.
 * The base year is simulated where the reference has no year: it lies after the origin.
 * Reads `reference` of the goal. A place of 0 and NaN both mean that none was published. */
const char *tbi_say_now(const tb_brief *p, const cJSON *g)
{
    const cJSON *r = tbi_json_get(g, "reference");
    double year = tbi_number_of(r, "year");
    double base = tbi_number_of(g, "base_year");
    double rank = tbi_number_of(r, "rank");
    double of = tbi_place_of(r);
    double score = tbi_number_of(r, "score");
    if (isnan(year) && isnan(base))
        return "";
    if (isnan(year))
        return tbi_say(p, TB_SAY_STANDS_SIMULATED, base);
    if (rank > 0 && of > 0 && !isnan(score))
        return tbi_say(p, TB_SAY_STANDS_RANK_OF_SCORE, year, rank, of, tbi_say_scored(p, g, score));
    if (rank > 0 && of > 0)
        return tbi_say(p, TB_SAY_STANDS_RANK_OF, year, rank, of);
    if (rank > 0 && !isnan(score))
        return tbi_say(p, TB_SAY_STANDS_RANK_SCORE, year, rank, tbi_say_scored(p, g, score));
    if (rank > 0)
        return tbi_say(p, TB_SAY_STANDS_RANK, year, rank);
    if (!isnan(score))
        return tbi_say(p, TB_SAY_STANDS_SCORE, year, tbi_say_scored(p, g, score));
    if (tbi_text_of(r, "group")[0] != '\0')
        return tbi_say(p, TB_SAY_STANDS_GROUP, year, tbi_say_known(p, tbi_text_of(r, "group")));
    return tbi_say(p, TB_SAY_STANDS_UNKNOWN, year);
}

/* Whether the history of the goal's index has no figure of the province at all: what is said then
 * rests on other provinces alone.
 * false also where the result has no history at all, of which nothing can be said. */
bool tbi_has_no_figure(const tb_brief *p, const cJSON *g)
{
    const cJSON *row;
    bool any = false;
    cJSON_ArrayForEach(row, tbi_json_get(p->result, "history"))
    {
        if (strcmp(tbi_text_of(row, "index"), tbi_text_of(g, "index")) != 0)
            continue;
        any = true;
        if (!isnan(tbi_number_of(row, "score")) || !isnan(tbi_number_of(row, "rank")) ||
            tbi_text_of(row, "group")[0] != '\0')
            return false;
    }
    return any;
}
