/* search/search_bounds.h - what a search for plans needs whatever the budget: the draws that count,
 * the order of the choices, and what may still follow each of them. */
#ifndef TB_SEARCH_SEARCH_BOUNDS_H
#define TB_SEARCH_SEARCH_BOUNDS_H

#include "base/arena.h"
#include "search/plan_problem.h"

enum { TB_PLAN_TOP = 6, TB_PLAN_SEEN = 8192, TB_PLAN_BLOCK = 512 };

/* A set that was counted over all draws. */
typedef struct tb_plan_seen {
    uint64_t set;
    size_t met;
    bool is;
} tb_plan_seen;

/* Open draws of a node: their numbers and, for each, what the set so far adds to each goal (groups
 * apart, uncapped). */
typedef struct tb_plan_front {
    size_t n, sure, met; /* met: of the open ones, those that the set itself may already meet */
    uint32_t *draw;
    float *extra; /* [n][goals] */
    float *group; /* [n][groups] */
    /* where there is a step (below): extra [all draws], -INFINITY in one that is not open, and how
     * many are of each block, instead of a list */
    uint16_t *open;
} tb_plan_front;

struct tb_plan_ready {
    tb_arena own;
    /* the packed one: as given, but of the draws that count only those that some set may meet */
    const tb_plan_problem *whole;
    tb_plan_problem packed;
    tb_plan_problem part; /* of the whole, the goals that choices touch */
    size_t of;            /* draws that count */
    /* of the whole's, those that meet the goals that no choice touches: the others are lost
     * whatever is chosen */
    size_t n;
    uint32_t *at;     /* [n] their numbers, the hardest first */
    size_t order[64]; /* choices, most useful first */
    size_t rows;      /* n * goals; row = draw * goals + goal */
    float *fall;      /* [choices + 1][rows] what order[i..] can take at most */
    /* [choices + 1][TB_PLAN_TOP + 1][rows] what the best 1 .. TB_PLAN_TOP of order[i..] can add at
     * most, and all of them */
    float *rise;
    /* of the only goal, NULL when there are more, or groups of keys: [keys][n] what a key adds.
     * rise and fall are then, with a slack for sums of floats, the least points with which a draw
     * may still be met and those with which it is met whatever follows, and least [n] the points
     * with which it is met if nothing follows. */
    float *step, *least;
    const float **steps;       /* [keys] scratch */
    double cheapest_after[65]; /* least cost among order[i..] */
    tb_plan_front *room;
    size_t levels;
    uint64_t looked; /* by all searches so far, as search.c counts it */
    /* records that reach less together than one by one: what a front adds up is the most that they
     * may give, so that no draw is sure before its set is counted */
    bool loose;
    /* [TB_PLAN_SEEN] sets counted already: one budget of a frontier offers much what another
     * does */
    tb_plan_seen *seen;
    size_t seen_n;
};

/* tbi_plan_met of the whole problem, counted once for a set as long as there is room. */
size_t tbi_plan_met_once(tb_plan_ready *r, uint64_t set);

/* Whether some choice adds to goal g or takes from it. */
bool tbi_plan_is_touched(const tb_plan_problem *p, size_t g);
/* Everything of *r that follows from r->whole: the part, the order of the choices, the tables of
 * rises and falls, room for fronts. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_plan_bound(tb_plan_ready *r, tb_err *err);

/* The most that a key adds to a goal in a draw, whatever stands beside it. */
float tbi_plan_high(const tb_plan_key *key, double weight, size_t draw);

#endif
