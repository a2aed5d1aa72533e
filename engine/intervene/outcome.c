/* outcome.c - looking back: what happened in the goals' years. Reads figures after the origin,
 * which nothing that makes a probability may do, and comes after all of them. */
#include "attain/rank_at.h"
#include "attain/summary.h"

#include "base/error.h"
#include "messages/intervene.h"
#include "messages/one_language.h"

#include <math.h>
#include <string.h>

/* met -1: nobody can tell. Texts are static or of the case. */
static void note_unknown(tb_goal_answer *a, const char *text, const char *text_vi)
{
    a->met = -1;
    a->outcome_reason = text;
    a->outcome_reason_vi = text_vi;
}

/* Rank within the region when every score of the region is known; 0 otherwise. */
static int rank_in_region(const tb_goal_state *aim, int year, double own)
{
    const tb_index *x = aim->track->index;
    int rank = 1;
    for (size_t i = 0; i < x->n_unit && aim->region != NULL; i++) {
        if (!aim->region[i])
            continue;
        double s = tb_score_cell(x, year, i, aim->track->column, NULL);
        if (isnan(s))
            return 0;
        rank += aim->sign * s > aim->sign * own;
    }
    return rank;
}

/* Of the place that was published, else of how many are known. */
static bool find_groups(tb_groups *g, const tb_goal_state *aim, int year, const tb_rank_at *s)
{
    return tb_groups_of(g, aim->track->index, year, s->n_ranked > 0 ? s->n_ranked : s->n_known,
                        NULL);
}

/* One step: the goal of `year` measured against `before`. */
static void judge_step(tb_goal_answer *a, const tb_goal_state *aim, const tb_rank_at *now,
                       const tb_rank_at *before, int year)
{
    tb_groups g;
    tb_goal_base base = { .score = before->score, .rank = before->rank, .group = before->group };
    tb_goal_requirement bar;
    const char *reason = NULL, *reason_vi = NULL;
    /* another scheme than in the base year: scores of the two are not compared */
    base.broken = a->base_year > 0 && tb_index_scheme(aim->track->index, a->base_year) !=
                                          tb_index_scheme(aim->track->index, year);
    if (aim->goal.kind == TB_GOAL_GROUP && find_groups(&g, aim, year, now))
        base.groups = &g;
    if (!tb_goal_requirement_of(&bar, &aim->goal, &base, &reason, &reason_vi)) {
        note_unknown(a, reason, reason_vi);
        return;
    }
    /* a result that was withheld is a goal that was not met: nobody could show it */
    if (strcmp(now->status, "withheld") == 0) {
        a->met = 0;
        a->outcome_reason = TB_EN(TB_MSG_INTERVENE_RESULT_WAS_WITHHELD);
        a->outcome_reason_vi = TB_VI(TB_MSG_INTERVENE_RESULT_WAS_WITHHELD);
        return;
    }
    int region = bar.region_place > 0 ? rank_in_region(aim, year, now->score) : 0;
    bool lacking = (bar.place > 0 && now->rank == 0) || (bar.region_place > 0 && region == 0) ||
                   (!isnan(bar.points) && isnan(now->score));
    if (lacking) {
        note_unknown(a, TB_MSG_INTERVENE_FIGURE_YEAR_DATA);
        return;
    }
    a->met = tb_goal_met(&bar, now->score, now->rank, region);
}

/* A yearly goal is judged step by step, each year against the one before, and ends at the first
 * that is not met. a->met 1 or 0 (-1 not known), by what was published; the last year that was
 * looked at stays in outcome_*. */
static tb_status judge_outcome(tb_ask_state *c, tb_goal_state *aim, tb_err *err)
{
    tb_goal_answer *a = aim->a;
    const tb_index_draws *t = aim->track;
    tb_rank_at now, before = { .score = NAN, .status = "" };
    int first = aim->goal.kind == TB_GOAL_YEARLY ? a->base_year + 1 : a->year;
    a->met = 1;
    for (int year = first; year <= a->year && a->met == 1; year++) {
        int base = aim->goal.kind == TB_GOAL_YEARLY ? year - 1 : a->base_year;
        if (!tbi_rank_at_of(&now, c->panel, t->index, t->column, t->focus, year, c->arena))
            return tbi_no_memory(err, "the outcome");
        if (base > 0 &&
            !tbi_rank_at_of(&before, c->panel, t->index, t->column, t->focus, base, c->arena))
            return tbi_no_memory(err, "the outcome");
        judge_step(a, aim, &now, &before, year);
        a->outcome_score = now.score;
        a->outcome_rank = now.rank;
        a->outcome_base_rank = before.rank;
    }
    return TB_OK;
}

/* Goals that could not be answered have nothing to be held against. */
tb_status tbi_ask_outcome(tb_ask_state *c, tb_err *err)
{
    for (size_t i = 0; i < c->goals; i++) {
        if (c->aim[i].track == NULL)
            continue;
        tb_status st = judge_outcome(c, &c->aim[i], err);
        if (st != TB_OK)
            return st;
    }
    return TB_OK;
}
