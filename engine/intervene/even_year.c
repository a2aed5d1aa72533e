/* even_year.c - the same goal asked of every later year that can be forecast, without measures. */
#include "intervene/even_year.h"

#include "attain/summary.h"
#include "base/error.h"
#include "messages/plan.h"

#include <math.h>
#include <string.h>

/* ASKED: draws of a question that only looks for the year in which a chance passes one half. */
enum { AHEAD = 5, ASKED = 10000, SENTENCE = 300, GOALS = 60 };

static const double EVEN = 0.5;

static bool is_offered(const tb_goal_answer *a)
{
    return a->instead.place_50 > 0 || !isnan(a->instead.score_50);
}

/* The goal as it would be written for another year. */
static const char *say_for_year(const tb_case *c, const tb_goal_answer *a, int year)
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
typedef struct later {
    size_t goal;
    int year;
} later;

/* goal, of [GOALS]: each goal on offer again for every later year up to AHEAD years after the
 * origin. */
static size_t collect(tb_ask_goal *goal, later *of, const tb_case *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->goals; i++) {
        const tb_goal_answer *a = &c->answer[i];
        for (int y = a->year + 1; y <= c->ask->origin + AHEAD && is_offered(a); y++) {
            if (n == GOALS)
                return n;
            goal[n] = (tb_ask_goal){ .index = a->index, .goal = say_for_year(c, a, y) };
            of[n] = (later){ i, y };
            n += goal[n].goal != NULL;
        }
    }
    return n;
}

static tb_status say_none(tb_case *c, tb_goal_answer *a, double best, tb_err *err)
{
    tb_counter_offer *o = &a->instead;
    bool room = true;
    int years = c->ask->origin + AHEAD - a->year;
    if (years <= 0)
        room = tbi_arena_pair(c->arena, &o->even_reason, &o->even_reason_vi,
                              TB_MSG_PLAN_EVEN_TOO_FAR, c->ask->origin + AHEAD);
    else
        room = tbi_arena_pair(c->arena, &o->even_reason, &o->even_reason_vi,
                              TB_MSG_PLAN_EVEN_BEYOND, c->ask->origin + AHEAD, 100 * best);
    return room ? TB_OK : tbi_no_memory(err, "the counter-offer");
}

/* The first later year in which the goal is met with probability EVEN or more without measures;
 * asked with fewer draws and in one run for all goals and years. Where there is none, why. */
tb_status tbi_even_years(tb_case *c, tb_err *err)
{
    tb_ask ask = *c->ask;
    tb_intervention_opts o = *c->opts;
    tb_intervention *v = NULL;
    tb_err why = TB_ERR_INIT;
    tb_ask_goal goal[GOALS];
    later of[GOALS];
    double best[GOALS] = { 0 };
    ask.goals = collect(goal, of, c);
    ask.goal = goal;
    ask.year = c->ask->origin + AHEAD;
    ask.levers = 0;
    ask.figures = 0;
    ask.measures_done = 0;
    ask.unit = c->unit->code;
    o.draws = c->draws < ASKED ? c->draws : ASKED;
    o.whole = false;
    o.evaluate = false;
    o.chances = true;
    o.brief = true;
    tb_status st =
        ask.goals > 0 ? tbi_intervention_from(&v, c->panel, &ask, &o, c->shelf, NULL, &why) : TB_OK;
    if (st == TB_ENOMEM)
        return tbi_no_memory(err, "the counter-offer");
    for (size_t k = 0; k < ask.goals && v != NULL; k++) {
        double chance = tb_intervention_goal(v, k)->chance;
        tb_counter_offer *offer = &c->answer[of[k].goal].instead;
        best[of[k].goal] = fmax(best[of[k].goal], isnan(chance) ? 0 : chance);
        if (offer->even_year == 0 && chance >= EVEN)
            offer->even_year = of[k].year;
    }
    tb_intervention_free(v);
    st = TB_OK;
    for (size_t i = 0; i < c->goals && st == TB_OK; i++)
        if (is_offered(&c->answer[i]) && c->answer[i].instead.even_year == 0)
            st = say_none(c, &c->answer[i], best[i], err);
    return st;
}
