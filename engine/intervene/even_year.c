/* even_year.c - the same goal asked of every later year that can be forecast, without measures and
 * with its plan carried out. */
#include "intervene/even_year.h"

#include "attain/summary.h"
#include "base/error.h"
#include "messages/plan.h"

#include <math.h>
#include <string.h>

/* ASKED: draws of a question that only looks for the year whose probability passes one half. */
enum { AHEAD = 5, ASKED = 10000, SENTENCE = 300, GOALS = 60 };

static const double EVEN = 0.5;

/* There is a place or a score that would be even: then the year in which the goal itself
 * would be is worth asking for too. */
static bool is_offered(const tb_goal_answer *a)
{
    return a->instead.place_50 > 0 || !isnan(a->instead.score_50);
}

/* The goal as it would be written for another year. */
static const char *say_for_year(const tb_ask_state *c, const tb_goal_answer *a, int year)
{
    char said[SENTENCE];
    tb_goal g = a->parsed;
    g.year = year;
    g.until = 0;
    g.base_year = a->base_year;
    tb_goal_describe(said, sizeof said, &g, false);
    return tbi_arena_text(c->arena, said);
}

/* Which goal and year each of the questions is about. */
typedef struct later_goal {
    size_t goal;
    int year;
} later_goal;

/* The last year that can be forecast for a goal: AHEAD after the origin of its index. */
static int find_last_year(const tb_ask_state *c, size_t goal)
{
    const tb_index_draws *t = c->aim[goal].track;
    return (t != NULL ? tbi_ask_origin(c, t->index) : c->ask->origin) + AHEAD;
}

/* goal, of [GOALS]: each goal on offer again for every later year up to find_last_year. */
static size_t collect_later_goals(tb_ask_goal *goal, later_goal *of, const tb_ask_state *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->goals; i++) {
        const tb_goal_answer *a = &c->answer[i];
        for (int y = a->year + 1; y <= find_last_year(c, i) && is_offered(a); y++) {
            if (n == GOALS)
                return n;
            goal[n] = (tb_ask_goal){ .index = a->index, .goal = say_for_year(c, a, y) };
            of[n] = (later_goal){ i, y };
            n += goal[n].goal != NULL;
        }
    }
    return n;
}

/* Why no year is named: the horizon ends with the goal's own year, or no later one up to `last`
 * reaches an even probability, the best being `best`. */
static tb_status say_no_year(tb_ask_state *c, tb_goal_answer *a, int last, double best, tb_err *err)
{
    tb_counter_offer *o = &a->instead;
    bool room = true;
    if (last <= a->year)
        room = tbi_arena_pair(c->arena, &o->even_reason, &o->even_reason_vi,
                              TB_MSG_PLAN_EVEN_TOO_FAR, last);
    else
        room = tbi_arena_pair(c->arena, &o->even_reason, &o->even_reason_vi,
                              TB_MSG_PLAN_EVEN_BEYOND, last, 100 * best);
    return room ? TB_OK : tbi_no_memory(err, "the counter-offer");
}

/* The measures of a plan as if they were done: they stand in every plan and cost nothing more.
 * NULL: no memory. */
static const tb_lever *mark_plan_done(size_t *n, const tb_ask_state *c, const tb_plan *p)
{
    tb_lever *out = TB_NEW(c->arena, tb_lever, p->levers);
    *n = 0;
    for (size_t i = 0; out != NULL && i < c->ask->levers; i++) {
        for (size_t k = 0; k < p->levers; k++) {
            if (strcmp(c->ask->lever[i].id, p->lever[k]) != 0)
                continue;
            out[*n] = c->ask->lever[i];
            out[*n].done = true;
            out[(*n)++].done_year = p->start[k];
        }
    }
    return out;
}

/* Whether there is a plan to wait for: one that does not make the goal even in its own year. */
static bool is_waiting(const tb_goal_answer *a)
{
    return is_offered(a) && a->plan.made && a->plan.levers > 0 && a->plan.chance < EVEN;
}

/* The same for one goal with its plan carried out. */
static tb_status ask_with_plan(tb_ask_state *c, size_t goal, const tb_ask *later_ask,
                               const later_goal *of, const tb_intervention_opts *opts, tb_err *err)
{
    tb_ask ask = *later_ask;
    tb_intervention_opts o = *opts;
    tb_intervention *v = NULL;
    tb_err why = TB_ERR_INIT;
    tb_ask_goal list[GOALS];
    int year[GOALS];
    double best = 0;
    tb_counter_offer *offer = &c->answer[goal].instead;
    ask.goals = 0;
    ask.goal = list;
    for (size_t k = 0; k < later_ask->goals; k++) {
        if (of[k].goal != goal)
            continue;
        list[ask.goals] = later_ask->goal[k];
        year[ask.goals++] = of[k].year;
    }
    ask.lever = mark_plan_done(&ask.levers, c, &c->answer[goal].plan);
    if (ask.lever == NULL)
        return tbi_no_memory(err, "the counter-offer");
    ask.budget = NAN;
    /* the plan is carried out already, so nothing is left to pay or to choose */
    ask.year_budgets = 0;
    ask.most = 0;
    ask.levers_listed = false;
    o.probabilities_only = false;
    tb_status st = ask.goals > 0 ? tbi_intervention_from(&v, c->panel, &ask, &o, c->fit_cache,
                                                         c->compared, &why)
                                 : TB_OK;
    for (size_t k = 0; k < ask.goals && v != NULL; k++) {
        /* the probability with everything done, and nothing more chosen */
        double chance = tb_intervention_goal(v, k)->plan.chance_done;
        best = fmax(best, isnan(chance) ? 0 : chance);
        if (offer->even_year_plan == 0 && chance >= EVEN)
            offer->even_year_plan = year[k];
    }
    /* any other failure leaves the year unsaid: the answer itself does not hang on it */
    bool room = st != TB_ENOMEM;
    if (room && v != NULL && offer->even_year_plan == 0 && best > 0)
        room = tbi_arena_pair(c->arena, &offer->even_plan_reason, &offer->even_plan_reason_vi,
                              TB_MSG_PLAN_EVEN_NOT_WITH_PLAN, find_last_year(c, goal), 100 * best);
    tb_intervention_free(v);
    return room ? TB_OK : tbi_no_memory(err, "the counter-offer");
}

/* The first later year in which the goal is met with probability EVEN or more without measures;
 * asked with fewer draws and in one run for all goals and years. Where there is none, why. */
tb_status tbi_even_years(tb_ask_state *c, tb_err *err)
{
    tb_ask ask = *c->ask;
    tb_intervention_opts o = *c->opts;
    tb_intervention *v = NULL;
    tb_err why = TB_ERR_INIT;
    tb_ask_goal goal[GOALS];
    later_goal of[GOALS];
    double best[GOALS] = { 0 };
    ask.goals = collect_later_goals(goal, of, c);
    ask.goal = goal;
    for (size_t i = 0; i < c->goals; i++)
        ask.year = find_last_year(c, i) > ask.year ? find_last_year(c, i) : ask.year;
    if (ask.year < c->ask->origin + AHEAD)
        ask.year = c->ask->origin + AHEAD;
    /* neither measures nor what was learnt: the question is what comes without action */
    ask.levers = 0;
    ask.figures = 0;
    ask.measures_done = 0;
    ask.unit = c->unit->code;
    o.draws = c->draws < ASKED ? c->draws : ASKED;
    o.with_context = false;
    o.evaluate = false;
    o.probabilities_only = true;
    /* brief: no counter-offers of counter-offers */
    o.best_plan_only = true;
    tb_status st = ask.goals > 0
                       ? tbi_intervention_from(&v, c->panel, &ask, &o, c->fit_cache, NULL, &why)
                       : TB_OK;
    if (st == TB_ENOMEM)
        return tbi_no_memory(err, "the counter-offer");
    for (size_t k = 0; k < ask.goals && v != NULL; k++) {
        double chance = tb_intervention_goal(v, k)->chance;
        tb_counter_offer *offer = &c->answer[of[k].goal].instead;
        best[of[k].goal] = fmax(best[of[k].goal], isnan(chance) ? 0 : chance);
        /* goals of one index come year by year, so the first one that passes is the earliest */
        if (offer->even_year == 0 && chance >= EVEN)
            offer->even_year = of[k].year;
    }
    tb_intervention_free(v);
    st = TB_OK;
    for (size_t i = 0; i < c->goals && st == TB_OK; i++)
        if (is_offered(&c->answer[i]) && c->answer[i].instead.even_year == 0)
            st = say_no_year(c, &c->answer[i], find_last_year(c, i), best[i], err);
    for (size_t i = 0; i < c->goals && st == TB_OK; i++)
        if (is_waiting(&c->answer[i]))
            st = ask_with_plan(c, i, &ask, of, &o, err);
    return st;
}
