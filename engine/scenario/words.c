/* words.c - the same question put together from the words of a command line. */
#include "base/error.h"
#include "base/file.h"
#include "base/refusals.h"
#include "messages/scenario.h"
#include "scenario/question.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/goal.h>

/* between alternatives of which one is enough, as shells and people write "or" */
static const char bar[] = "||";

/* How many goals stand in a text: alternatives are divided by "||". */
static size_t count_alternatives(const char *text)
{
    size_t n = 1;
    for (const char *p = strstr(text, bar); p != NULL; p = strstr(p + 2, bar))
        n++;
    return n;
}

/* One text: an index and a clause, or two clauses that must both hold (not among alternatives, of
 * which one is enough). */
static tb_status read_one_text(tb_ask_goal *out, tb_scenario *s, const char *text, size_t n,
                               int any, int leading, tb_err *err)
{
    while (n > 0 && *text == ' ') {
        text++;
        n--;
    }
    while (n > 0 && text[n - 1] == ' ')
        n--;
    char *whole = tbi_arena_text_n(&s->own, text, n);
    char index[512];
    const char *clause = NULL;
    const char *part[2];
    size_t parts = 0;
    if (whole == NULL)
        return tbi_no_memory(err, "the goals");
    /* the index and the words of its goal */
    tb_status st = tb_goal_split(index, sizeof index, &clause, whole, err);
    tb_clause_opts cut = { any == 0 ? 2 : 1, leading, s->ask.origin };
    if (st == TB_OK)
        st = tbi_goal_clauses(part, &parts, index, clause, &cut, &s->own, err);
    const char *code = tbi_arena_text(&s->own, index);
    if (st == TB_OK && code == NULL)
        st = tbi_no_memory(err, "the goals");
    for (size_t i = 0; i < parts && st == TB_OK; i++) {
        tb_goal goal;
        tb_goal_opts o = TB_GOAL_OPTS_INIT;
        o.leading = leading;
        o.index = index;
        /* only to refuse here what could not be read later */
        st = tb_goal_parse(&goal, part[i], &o, NULL, err);
        out[i] = (tb_ask_goal){ .index = code, .goal = part[i], .any = any };
        s->ask.goals += st == TB_OK;
    }
    return st;
}

/* Each text of its own must hold; alternatives within one text are a group, numbered from 1.
 * "top 10 || group A" are alternatives. Room for two goals a text, since a text of two clauses
 * makes two. */
static tb_status read_goals(tb_scenario *s, const tb_scenario_words *w, tb_err *err)
{
    size_t n = 0;
    int groups = 0;
    for (size_t i = 0; i < w->goals; i++)
        n += 2 * count_alternatives(w->goal[i]);
    tb_ask_goal *out = TB_NEW(&s->own, tb_ask_goal, n);
    if (out == NULL)
        return tbi_no_memory(err, "the goals");
    s->ask.goal = out;
    for (size_t i = 0; i < w->goals; i++) {
        const char *text = w->goal[i];
        int any = count_alternatives(text) > 1 ? ++groups : 0;
        /* one goal between two bars at a time */
        for (const char *end; text != NULL; text = end != NULL ? end + 2 : NULL) {
            end = strstr(text, bar);
            tb_status st = read_one_text(&out[s->ask.goals], s, text,
                                         end != NULL ? (size_t)(end - text) : strlen(text), any,
                                         w->leading, err);
            if (st != TB_OK)
                return st;
        }
    }
    return TB_OK;
}

/* What a question cannot do without, in the order in which a command names it. Sentences are the
 * library's: the command adds its options. Years 1990 to 2100; whether unit and goals exist is
 * found when the panel is there. */
static tb_status check_words(const tb_scenario_words *w, tb_err *err)
{
    if (w->panel == NULL)
        return tbi_fail(err, TB_EARG, TB_MSG_SCENARIO_NO_PANEL);
    if (w->unit == NULL)
        return tbi_fail(err, TB_EARG, TB_MSG_SCENARIO_NO_UNIT);
    if (w->origin == 0)
        return tbi_fail(err, TB_EARG, TB_MSG_SCENARIO_NO_ORIGIN);
    if (w->year == 0)
        return tbi_fail(err, TB_EARG, TB_MSG_SCENARIO_NO_YEAR);
    if (w->goals == 0)
        return tbi_fail(err, TB_EARG, TB_MSG_SCENARIO_NO_GOAL);
    if (w->origin < 1990 || w->origin > 2100 || w->year < 1990 || w->year > 2100)
        return tbi_fail(err, TB_EARG, TB_MSG_SCENARIO_ORIGIN_YEAR_MUST_1990, (int)w->origin,
                        (int)w->year);
    return TB_OK;
}

/* The same scenario that a file would make: both are checked by the same functions. *out is the
 * caller's; NULL on failure. w is borrowed for the call only. */
tb_status tb_scenario_make(tb_scenario **out, const tb_scenario_words *w, tb_err *err)
{
    *out = NULL;
    tb_status st = check_words(w, err);
    if (st != TB_OK)
        return st;
    tb_scenario *s = tbi_calloc(1, sizeof *s);
    if (s == NULL)
        return tbi_no_memory(err, "the scenario");
    s->ask =
        (tb_ask){ .panel = tbi_arena_text(&s->own, w->panel),
                  .unit = tbi_arena_text(&s->own, w->unit),
                  .origin = w->origin,
                  .year = w->year,
                  .budget = w->budget,
                  .cost_unit = tbi_arena_text(&s->own, w->cost_unit != NULL ? w->cost_unit : "") };
    if (s->ask.panel == NULL || s->ask.unit == NULL || s->ask.cost_unit == NULL)
        st = tbi_no_memory(err, "the scenario");
    if (st == TB_OK)
        st = read_goals(s, w, err);
    if (st == TB_OK && w->levers != NULL)
        st = tb_scenario_add(s, w->levers, err);
    if (st != TB_OK) {
        tb_scenario_free(s);
        return st;
    }
    *out = s;
    return TB_OK;
}
