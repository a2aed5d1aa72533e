/* yearly_goal.c - keeps the years of a path and judges it with what a measure adds. */
#include "attain/yearly_goal.h"

#include "base/error.h"

#include <math.h>
#include <stdlib.h>

/* Paths of more steps than a schedule has years are judged draw by draw but cannot be planned
 * for. */
bool tbi_goal_state_is_yearly(const tb_goal_state *aim)
{
    return aim->track != NULL && aim->goal.kind == TB_GOAL_YEARLY &&
           aim->year_at - aim->first_step < TB_SCHEDULE_YEARS;
}

/* Paths are kept for the first draws only: they need every year's whole table. */
tb_status tbi_yearly_goal_start(tb_goal_state *aim, size_t draws, tb_arena *a, tb_err *err)
{
    if (!tbi_goal_state_is_yearly(aim) || aim->path != NULL)
        return TB_OK;
    tb_yearly_goal *p = TB_NEW(a, tb_yearly_goal, 1);
    if (p == NULL)
        return tbi_no_memory(err, "the yearly goals");
    p->steps = aim->year_at - aim->first_step + 1;
    p->kept = draws < TB_KEPT_RANK_DRAWS ? draws : TB_KEPT_RANK_DRAWS;
    p->base_score = TB_NEW(a, double, p->kept);
    p->base_place = TB_NEW(a, unsigned short, p->kept);
    bool fits = p->base_score != NULL && p->base_place != NULL;
    for (size_t s = 0; s < p->steps && fits; s++) {
        p->own[s] = TB_NEW(a, double, p->kept);
        p->others[s] = TB_NEW(a, double, (p->kept * aim->track->index->n_unit));
        fits = p->own[s] != NULL && p->others[s] != NULL;
    }
    aim->path = p;
    return fits ? TB_OK : tbi_no_memory(err, "the yearly goals");
}

static int compare_descending(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x < y) - (x > y);
}

/* own and others are turned so that larger is better; others best first, NaN behind. */
void tbi_yearly_goal_keep(const tb_goal_state *aim, size_t draw, const double *score,
                          const tb_gap_draw *g)
{
    const tb_yearly_goal *p = aim->path;
    if (p == NULL || draw >= p->kept)
        return;
    size_t units = aim->track->index->n_unit, focus = aim->track->focus;
    p->base_score[draw] = g->base_score;
    p->base_place[draw] = (unsigned short)g->base_rank;
    for (size_t s = 0; s < p->steps; s++) {
        const double *now = score + (aim->first_step + s) * units;
        double *out = p->others[s] + draw * units;
        size_t n = 0;
        p->own[s][draw] = aim->sign * now[focus];
        for (size_t i = 0; i < units; i++)
            if (i != focus && !isnan(now[i]))
                out[n++] = aim->sign * now[i];
        qsort(out, n, sizeof *out, compare_descending);
        for (; n < units; n++)
            out[n] = NAN;
    }
}

/* Views of the goal's own arrays: out must not outlive the aim. Years before first_year count as
 * it. */
void tbi_yearly_goal_goal(tb_schedule_goal *out, const tb_goal_state *aim, int first_year)
{
    const tb_yearly_goal *p = aim->path;
    *out = (tb_schedule_goal){ .steps = p->steps,
                               .units = aim->track->index->n_unit,
                               .base_score = p->base_score,
                               .base_place = p->base_place,
                               .up = aim->goal.up,
                               .points = aim->goal.points };
    for (size_t s = 0; s < p->steps; s++) {
        int year = aim->track->year[aim->first_step + s];
        out->year[s] = year > first_year ? (size_t)(year - first_year) : 0;
        out->own[s] = p->own[s];
        out->others[s] = p->others[s];
    }
}

/* A plan of one measure that begins in the first year and acts from `from` on, judged as
 * search/schedule.h judges plans. size [kept]: points of the goal; NULL: without it. */
size_t tbi_yearly_goal_met(const tb_goal_state *aim, const float *size, int from)
{
    static const double one[1] = { 1 }, cost[1] = { 0 };
    static const uint64_t none[1] = { 0 };
    const unsigned char start[1] = { 1 };
    tb_schedule_goal goal;
    int first = aim->track->year[aim->first_step];
    tbi_yearly_goal_goal(&goal, aim, first);
    const size_t lag[1] = { from > first ? (size_t)(from - first) : 0 };
    const uint64_t has[1] = { size != NULL ? 1 : 0 };
    const tb_plan_key key[1] = { { .size = size, .weight = one, .group = -1 } };
    tb_schedule_problem p = { .draws = aim->path->kept,
                              .step = 1,
                              .goals = 1,
                              .keys = size != NULL ? 1 : 0,
                              .choices = 1,
                              .years = TB_SCHEDULE_YEARS,
                              .goal = &goal,
                              .key = key,
                              .has = has,
                              .cost = cost,
                              .lag = lag,
                              .needs = none,
                              .bars = none };
    return tbi_schedule_met(&p, start);
}
