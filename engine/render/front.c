/* front.c - what a leader reads in a minute: each goal with its chance, the news in one sentence,
 * where the province stands, the plan, what is noise, and what would make the answer surer. No
 * code, no option, no name of a file. */
#include "render/brief.h"

#include "messages/render.h"
#include "messages/render_known.h"
#include "messages/render_plan.h"

#include <math.h>
#include <string.h>

/* what fits one page beside all else; the annex has the whole plan */
enum { PLAN_ROWS = 8, PLAN_ROWS_MANY = 5 };

static const double NEARLY = 0.05; /* two chances that a planner would not act on differently */

/* All goals at once; a reason stands beside a number when some goals are not in it.
 * "" for a single goal, whose card says it already.
 * joint.chance is of all goals in the same draw, not a product of the goals' own chances. */
static const char *say_joint(const tb_brief *p)
{
    const cJSON *joint = tbi_json_get(p->result, "joint");
    double chance = tbi_number_of(joint, "chance");
    const char *reason = tbi_said_of(p, joint, "chance_reason");
    if (joint == NULL || cJSON_GetArraySize(tbi_json_get(p->result, "goals")) < 2)
        return "";
    if (isnan(chance) && reason[0] != '\0')
        return tbi_say(p, TB_SAY_TOGETHER_UNSAID, reason);
    if (isnan(chance))
        return tbi_word(p, TB_WORD_NONE_ANSWERED);
    if (reason[0] != '\0')
        return tbi_say(p, TB_SAY_ALL_TOGETHER_BUT, tbi_say_cases(p, chance), reason);
    return tbi_say(p, TB_SAY_ALL_TOGETHER, tbi_say_cases(p, chance));
}

/* The plan in brief: the first measures, with agency and date; the annex has them all. */
static void write_plan(tb_brief *p)
{
    const cJSON *plan = tbi_main_plan(p);
    bool several = cJSON_GetArraySize(tbi_json_get(p->result, "goals")) > 1;
    tbi_doc_section(&p->doc, TB_DOC_PART_FRONT, 2, "front-plan", tbi_word(p, TB_WORD_PLAN_HEAD));
    if (!tbi_has_plan(plan)) {
        const char *reason = tbi_said_of(p, plan, "reason");
        tbi_doc_text(&p->doc, TB_TONE_PLAIN,
                     reason[0] != '\0' ? tbi_say(p, TB_SAY_NO_PLAN, reason)
                                       : tbi_word(p, TB_WORD_NO_PLAN_YET));
        size_t stakes = tbi_count_stakes(p);
        if (stakes > 0)
            tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_say(p, TB_SAY_SEE_STAKES, stakes));
        tbi_doc_close(&p->doc);
        return;
    }
    double chance = tbi_number_of(plan, "chance");
    const char *of = several ? tbi_word(p, TB_WORD_OF_ALL_GOALS) : tbi_word(p, TB_WORD_OF_THE_GOAL);
    const char *before = tbi_say_cases(p, tbi_number_of(plan, "chance_without"));
    const char *after = tbi_say_cases(p, chance);
    double measures = (double)cJSON_GetArraySize(tbi_json_get(plan, "levers"));
    if (isnan(chance))
        tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_say(p, TB_SAY_PLAN_UNSAID, measures));
    else if (strcmp(before, after) == 0) /* "from 2 to 2" is no news */
        tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_say(p, TB_SAY_PLAN_FLAT, measures, of, after));
    else
        tbi_doc_text(&p->doc, TB_TONE_PLAIN,
                     tbi_say(p, TB_SAY_PLAN_BRIEF, measures, of, before, after));
    /* a plan that cannot be told from doing nothing is said to be one */
    if (tbi_true_of(plan, "equal_to_none"))
        tbi_doc_text(&p->doc, TB_TONE_WARNING, tbi_word(p, TB_WORD_EQUAL_NONE));
    if (chance < 0.5)
        tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_STILL_MISSED));
    const char *condition = tbi_said_of(p, plan, "condition");
    if (condition[0] != '\0')
        tbi_doc_text(&p->doc, TB_TONE_WARNING, tbi_say(p, TB_SAY_HEADLINE_ALONE, condition));
    const cJSON *starts = tbi_json_get(plan, "starts");
    const cJSON *levers = tbi_json_get(plan, "levers");
    tb_doc_table *g = tbi_grid_new(&p->doc, "front-plan-table", tbi_word(p, TB_WORD_PLAN_HEAD));
    tbi_grid_column(g, TB_DOC_WHOLE, 1, 4, tbi_word(p, TB_WORD_NUMBER));
    tbi_grid_column(g, TB_DOC_TEXT, 0, 44, tbi_word(p, TB_WORD_MEASURE));
    tbi_grid_column(g, TB_DOC_TEXT, 0, 34, tbi_word(p, TB_WORD_AGENCY));
    tbi_grid_column(g, TB_DOC_TEXT, 0, 10, tbi_word(p, TB_WORD_START));
    int rows = tbi_many_goals(p) ? PLAN_ROWS_MANY : PLAN_ROWS;
    if (rows == cJSON_GetArraySize(levers) - 1)
        rows++; /* a line that says one more is not shorter than that one */
    for (int i = 0; i < cJSON_GetArraySize(levers) && i < rows; i++) {
        const cJSON *id = cJSON_GetArrayItem(levers, i);
        const cJSON *start = cJSON_GetArrayItem(starts, i);
        const cJSON *l = tbi_lever_of(p, cJSON_IsString(id) ? id->valuestring : "");
        /* the plan's own row knows the agency of the year, the catalogue only that of today */
        const cJSON *m = tbi_plan_measure_of(plan, cJSON_IsString(id) ? id->valuestring : "");
        const char *deadline = tbi_text_of(m, "deadline");
        tbi_put(p, g, i + 1);
        tbi_put_text(p, g, tbi_said_of(p, l, "name"));
        tbi_put_text(p, g, tbi_said_of(p, m != NULL ? m : l, "agency"));
        tbi_put_text(p, g,
                     deadline[0] != '\0'     ? deadline
                     : cJSON_IsNumber(start) ? tbi_say(p, TB_SAY_IMMEDIATELY, start->valuedouble)
                                             : "");
    }
    tbi_doc_table(&p->doc, g);
    if (cJSON_GetArraySize(levers) > rows)
        tbi_doc_text(&p->doc, TB_TONE_PLAIN,
                     tbi_say(p, TB_SAY_PLAN_REST, cJSON_GetArraySize(levers) - rows));
    tbi_doc_spare(tbi_doc_text(&p->doc, TB_TONE_MUTED, tbi_word(p, TB_WORD_SEE_ANNEX)));
    tbi_doc_close(&p->doc);
}

/* Years of single indices, and figures besides the data: the answer stands on them too. */
static void write_known(tb_brief *p)
{
    const cJSON *m;
    const char *years = "", *figures = "";
    cJSON_ArrayForEach(m, tbi_json_get(p->result, "origins"))
    {
        const char *one = tbi_print(p, "%s %.0f", m->string, m->valuedouble);
        years = tbi_join(p, years, ", ", one != NULL ? one : "");
    }
    cJSON_ArrayForEach(m, tbi_json_get(p->result, "known"))
    {
        const char *index = tbi_text_of(m, "index"), *group = tbi_text_of(m, "group");
        double year = tbi_number_of(m, "year"), rank = tbi_number_of(m, "rank");
        const char *one = group[0] != '\0'
                              ? tbi_say(p, TB_SAY_KNOWN_GROUP, index, year, tbi_say_known(p, group))
                          : rank > 0 ? tbi_say(p, TB_SAY_KNOWN_RANK, index, year, rank)
                                     : tbi_say(p, TB_SAY_KNOWN_SCORE, index, year,
                                               tbi_say_amount(p, tbi_number_of(m, "score"), 2));
        bool told = strcmp(tbi_text_of(m, "source"), "GOAL") == 0;
        figures = tbi_join(p, figures, "; ", told ? tbi_say(p, TB_SAY_KNOWN_TOLD, one) : one);
    }
    if (years[0] != '\0')
        tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_say(p, TB_SAY_OWN_ORIGINS, years));
    if (figures[0] != '\0')
        tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_say(p, TB_SAY_KNOWN_BESIDES, figures));
}

/* A note on a column of the table of goals, for forms that have the table. */
static void mark_note(tb_block *n)
{
    if (n != NULL)
        n->id = "goals-note";
}

/* Goals whose chance is hardly more than noise share one sentence. */
static void write_noise(tb_brief *p)
{
    const char *same = "";
    const char *differ = "";
    const cJSON *g;
    bool any = false;
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals")) any =
        any || !isnan(tbi_number_of(g, "noise_chance"));
    if (!any)
        return;
    if (tbi_many_goals(p)) { /* the table has a column of it */
        mark_note(tbi_doc_text(&p->doc, TB_TONE_MUTED, tbi_word(p, TB_WORD_NOISE_COLUMN)));
        return;
    }
    tbi_doc_section(&p->doc, TB_DOC_PART_FRONT, 2, "front-noise", tbi_word(p, TB_WORD_NOISE_HEAD));
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        double chance = tbi_number_of(g, "chance_without_action");
        double noise = tbi_number_of(g, "noise_chance");
        if (isnan(chance) || isnan(noise))
            continue;
        if (chance > 0 && chance < 1 && fabs(chance - noise) <= NEARLY) {
            if (strstr(same, tbi_goal_phrase(p, g)) == NULL)
                same = tbi_join(p, same, "; ", tbi_goal_phrase(p, g));
        } else {
            differ = tbi_join(
                p, differ, "; ",
                tbi_say(p, TB_SAY_NOISE_OF, tbi_goal_phrase(p, g), tbi_say_cases(p, noise)));
        }
    }
    if (differ[0] != '\0')
        tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_say(p, TB_SAY_NOISE_DIFFERS, differ));
    if (same[0] != '\0')
        tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_say(p, TB_SAY_NOISE_NEARLY, same));
    if (differ[0] != '\0')
        tbi_mark_spare(p, p->doc.at->first);
    tbi_doc_close(&p->doc);
}

/* Whether a goal has an advice of that code ("own-assessment"). */
static bool is_asked(const cJSON *g, const char *code)
{
    const cJSON *t;
    cJSON_ArrayForEach(t, tbi_json_get(g, "advice"))
    {
        if (strcmp(tbi_text_of(t, "code"), code) == 0)
            return true;
    }
    return false;
}

/* The indices of the goals that have an advice of that code, each once, in the order of the goals;
 * how many goals where their names would fill the page. */
static const char *list_advised_indices(const tb_brief *p, const char *code)
{
    enum { NAMES = 4 };
    const char *list = "";
    const cJSON *g, *before;
    const cJSON *goals = tbi_json_get(p->result, "goals");
    int named = 0, asked = 0;
    cJSON_ArrayForEach(g, goals)
    {
        bool told = false;
        asked += is_asked(g, code);
        for (before = goals->child; before != g; before = before->next)
            told = told || (is_asked(before, code) &&
                            strcmp(tbi_text_of(before, "index"), tbi_text_of(g, "index")) == 0);
        if (told || !is_asked(g, code))
            continue;
        list = tbi_join(p, list, ", ", tbi_goal_name(p, g));
        named++;
    }
    return named > NAMES ? tbi_say(p, TB_SAY_GOALS_COUNTED, asked)
                         : tbi_say(p, TB_SAY_GOALS_NAMED, list);
}

/* What the province could give to the next question: kinds of advice that ask for figures, each
 * once.
 * The section is opened with the first advice of those kinds, so that none stays empty. */
static void write_next_question(tb_brief *p)
{
    const char *seen = "";
    const cJSON *g;
    const cJSON *t;
    bool open = false;
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        cJSON_ArrayForEach(t, tbi_json_get(g, "advice"))
        {
            const char *code = tbi_text_of(t, "code");
            if (strcmp(code, "score-sheet") != 0 && strcmp(code, "own-assessment") != 0)
                continue;
            /* each kind of figure is asked for once, whatever the number of goals */
            if (strstr(seen, code) != NULL)
                continue;
            seen = tbi_join(p, seen, " ", code);
            if (!open) {
                tb_block *next = tbi_doc_section(&p->doc, TB_DOC_PART_FRONT, 2, "front-next",
                                                 tbi_word(p, TB_WORD_NEXT_HEAD));
                if (tbi_sheet_is_full(p))
                    tbi_doc_spare(next);
                tbi_doc_open(&p->doc, TB_BLOCK_LIST);
                open = true;
            }
            tbi_doc_item(&p->doc,
                         strcmp(code, "own-assessment") == 0
                             ? tbi_say(p, TB_SAY_OWN_FIGURES, list_advised_indices(p, code))
                             : tbi_said_of(p, t, "text"));
        }
    }
    if (!open)
        return;
    tbi_doc_close(&p->doc);
    tbi_doc_close(&p->doc);
}

/* The place and the score that came, or why they are not known.
 * o: member outcome of the goal g, there only for years gone by. base_rank is told only where
 * the goal has a base year, or the move would be from nowhere. */
static const char *say_outcome(const tb_brief *p, const cJSON *g, const cJSON *o)
{
    double rank = tbi_number_of(o, "rank");
    double from = tbi_number_of(o, "base_rank");
    double score = tbi_number_of(o, "score");
    const char *text = rank > 0 ? tbi_say(p, TB_SAY_PLACE_THEN, rank) : "";
    if (rank > 0 && from > 0 && tbi_number_of(g, "base_year") > 0)
        text = tbi_join(p, text, "", tbi_say(p, TB_SAY_PLACE_FROM, from));
    if (!isnan(score))
        text = tbi_join(p, text, ", ", tbi_say_amount(p, score, 2));
    if (text[0] != '\0')
        return text;
    const char *reason = tbi_said_of(p, o, "reason");
    return reason[0] != '\0' ? reason : tbi_word(p, TB_WORD_NOT_KNOWN);
}

/* A table of the goals of years gone by; nothing when no goal has an outcome.
 * met is true, false, or null where it cannot be told: three words, so that null is no "no". */
static void write_looking_back(tb_brief *p)
{
    const cJSON *g;
    tb_doc_table *t = tbi_grid_new(&p->doc, "outcomes", tbi_word(p, TB_WORD_BACK_HEAD));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 10, tbi_word(p, TB_WORD_INDEX));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 30, tbi_word(p, TB_WORD_GOAL));
    tbi_grid_column(t, TB_DOC_CHANCE, 0, 10, tbi_word(p, TB_WORD_THEN));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 30, tbi_word(p, TB_WORD_OUTCOME));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 8, tbi_word(p, TB_WORD_MET));
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        const cJSON *o = tbi_json_get(g, "outcome");
        const cJSON *met = tbi_json_get(o, "met");
        if (o == NULL)
            continue;
        tbi_put_text(p, t, tbi_goal_name(p, g));
        tbi_put_text(p, t, tbi_goal_words(p, g));
        tbi_put(p, t, tbi_number_of(g, "chance_without_action"));
        tbi_put_text(p, t, say_outcome(p, g, o));
        tbi_put_text(p, t,
                     cJSON_IsTrue(met)    ? tbi_word(p, TB_WORD_YES)
                     : cJSON_IsFalse(met) ? tbi_word(p, TB_WORD_NO)
                                          : tbi_word(p, TB_WORD_NOT_KNOWN));
    }
    if (t == NULL || t->rows == 0)
        return;
    tbi_doc_section(&p->doc, TB_DOC_PART_FRONT, 2, "front-back", tbi_word(p, TB_WORD_BACK_HEAD));
    tbi_doc_table(&p->doc, t);
    tbi_doc_close(&p->doc);
}

/* A province that is no more by the year of its goals says so before any number. */
static void write_ended(tb_brief *p)
{
    const cJSON *w;
    cJSON_ArrayForEach(w, tbi_json_get(p->root, "warnings"))
    {
        if (strcmp(tbi_text_of(w, "code"), "ended") == 0)
            tbi_doc_text(&p->doc, TB_TONE_WARNING, tbi_join(p, tbi_said_of(p, w, "text"), "", "."));
    }
}

/* The order of the front page; the cards and what holds for all goals stand in its first
 * section. */
void tbi_write_front(tb_brief *p)
{
    const char *title = tbi_say(p, TB_SAY_TITLE, tbi_province(p), tbi_number_of(p->result, "year"));
    const cJSON *g;
    p->doc.title = title;
    tbi_doc_section(&p->doc, TB_DOC_PART_FRONT, 1, "top", title);
    tbi_doc_text(&p->doc, TB_TONE_LEAD,
                 tbi_say(p, TB_SAY_LEAD, tbi_number_of(p->result, "origin"),
                         tbi_say_count(p, tbi_number_of(p->result, "draws"))));
    write_known(p);
    write_ended(p);
    tb_block *cards = tbi_doc_open(&p->doc, TB_BLOCK_CARDS);
    if (cards != NULL && tbi_many_goals(p))
        cards->grid = tbi_goals_table(p);
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals")) tbi_write_card(p, g);
    tbi_doc_close(&p->doc);
    if (tbi_many_goals(p)) {
        mark_note(tbi_doc_text(&p->doc, TB_TONE_MUTED, tbi_word(p, TB_WORD_GOALS_NOTE)));
        write_noise(p);
    }
    tbi_doc_text(&p->doc, TB_TONE_STRONG, say_joint(p));
    tbi_write_spoiler(p);
    tbi_doc_close(&p->doc);
    write_looking_back(p);
    write_plan(p);
    if (!tbi_many_goals(p))
        write_noise(p);
    write_next_question(p);
}
