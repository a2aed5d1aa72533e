/* attain/yearly_goal.h - a goal for every year as a path: what each of its years looks like in the
 * kept draws, so that measures can be put into it year by year. */
#ifndef TB_ATTAIN_YEARLY_GOAL_H
#define TB_ATTAIN_YEARLY_GOAL_H

#include "attain/gap.h"
#include "search/schedule.h"

/* Draws that a phased plan is chosen and judged on, half for each; of those whose tables are kept
 * (TB_KEPT_RANK_DRAWS). */
enum { TB_SCHEDULE_DRAWS = 4096 };

struct tb_yearly_goal {
    size_t steps, kept;
    /* [steps] of [kept], [kept][units]; larger is better */
    double *own[TB_SCHEDULE_YEARS], *others[TB_SCHEDULE_YEARS];
    double *base_score;         /* [kept] */
    unsigned short *base_place; /* [kept] */
};

bool tbi_goal_state_is_yearly(const tb_goal_state *aim);

/* Room for a path goal; nothing for another. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_yearly_goal_start(tb_goal_state *aim, size_t draws, tb_arena *a,
                                              tb_err *err);

/* Keeps one draw: score [years][units] of the track, g what tbi_gap_of said. Nothing for another
 * goal, or a draw beyond the kept. */
void tbi_yearly_goal_keep(const tb_goal_state *aim, size_t draw, const double *score,
                          const tb_gap_draw *g);

/* The path as a goal of the phase search, first year = position 0. */
void tbi_yearly_goal_goal(tb_schedule_goal *out, const tb_goal_state *aim, int first_year);

/* Draws among the kept in which the path is met with size[d] points on top from `from` on (a year).
 * size NULL: nothing. */
size_t tbi_yearly_goal_met(const tb_goal_state *aim, const float *size, int from);

#endif
