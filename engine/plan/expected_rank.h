/* plan/expected_rank.h - plans by expected rank. A unit's place in a draw is 1 + the number of
 * others whose score it does not reach, so that every (draw, other unit) is a small goal of its
 * own: met when the points on top are at least the distance to that unit. The set that meets most
 * of them has the best expected rank, and the search of search.h finds it exactly. */
#ifndef TB_PLAN_EXPECTED_RANK_H
#define TB_PLAN_EXPECTED_RANK_H

#include "attain/goal_state.h"
#include "search/search.h"

/* Rows of the largest problem that is searched: with more, fewer draws are taken (the first ones).
 * */
enum { TB_CLIMB_ROWS = 150000 };

/* Tables of the others' scores that were kept with the draws; borrowed from the goals. */
typedef struct tb_expected_rank {
    const tb_plan_problem *p;                  /* goals, keys and choices of the plan */
    const tb_goal_state *table[TB_PLAN_GOALS]; /* one an index and year */
    size_t goal[TB_PLAN_GOALS];                /* the goal of p whose weights are the table's */
    size_t tables, kept;                       /* draws whose tables were kept */
} tb_expected_rank;

/* aim [p->goals]: the goals of the problem; draws: of the case. */
void tbi_expected_rank_start(tb_expected_rank *out, const tb_plan_problem *p,
                             const tb_goal_state *const *aim, size_t draws);

/* The problem whose met rows are the places climbed, over the draws p->first, p->first + p->step,
 * ... of which *used were taken. Errors: TB_ENOMEM.
 */
TB_MUST_CHECK tb_status tbi_expected_rank_problem(tb_plan_problem *out, size_t *used,
                                                  const tb_expected_rank *c, tb_arena *a,
                                                  tb_err *err);

/* Expected rank with a set, mean over the tables; over draws first, first + 2, ... below the kept
 * ones. NaN when the unit is ranked in none. */
double tbi_expected_rank_of(const tb_expected_rank *c, uint64_t set, size_t first);

/* Whether the draws first, first + 2, ... cannot tell the expected ranks of two sets apart (paired
 * differences, 95 %). */
bool tbi_expected_rank_alike(const tb_expected_rank *c, uint64_t a, uint64_t b, size_t first);

/* What the unit reaches with a set on draws first, first + 2, ...: the best place that is reached
 * or bettered with probability p (0: none, since the result may be withheld), and the score. Table
 * 0.
 * Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_reached_with(int *place, double *score, const tb_expected_rank *c,
                                         uint64_t set, size_t first, double p, tb_err *err);

#endif
