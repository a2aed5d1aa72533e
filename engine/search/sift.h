/* search/sift.h - a node of the search: which of its open draws every set below it meets, which
 * none can meet, and which stay open. */
#ifndef TB_SEARCH_SIFT_H
#define TB_SEARCH_SIFT_H

#include "search/search_bounds.h"

/* One search under one budget. best is always an allowed set that was counted over all draws. */
typedef struct tb_search {
    tb_plan_ready *r; /* changed only in what was counted already */
    /* the part and the whole, under the budget of this search */
    const tb_plan_problem *p, *whole;
    uint64_t best; /* the best set so far, with its draws met, choices and cost */
    size_t best_met, best_count;
    double best_cost;
    uint64_t nodes, limit; /* visited, and how many may be */
    /* what looking at an open draw counts for, how much was looked at, and how much may be */
    uint64_t look, looked, look_limit;
    size_t open_bound; /* largest bound of what the limit cut off */
    bool cut;          /* the limit cut something off */
} tb_search;

/* What may still follow a set: the next choice in order, and how many more fit. */
typedef struct tb_lookahead {
    size_t at, m;
} tb_lookahead;

/* How many choices a set has. */
size_t tbi_search_count(uint64_t set);
/* The most choices of order[at..] that may still be added to a set of that cost. */
tb_lookahead tbi_look_ahead(const tb_search *s, size_t at, uint64_t set, double cost);

/* Where there is one goal without groups of keys (s->r->step): what a choice adds in every draw, in
 * s->r->steps; returns how many. */
size_t tbi_sift_steps(const tb_search *s, size_t c, uint64_t set);
/* The same case: the open draws of `from` with the steps added. */
void tbi_sift_goal(tb_plan_front *to, const tb_search *s, const tb_plan_front *from,
                   const tb_lookahead *o, size_t steps);
/* Sorts the open draws of `from` into sure, dropped and open of `to`, by what may still follow.
 * Leaves to->sure: draws that every set below the node meets, and to->n open ones: sure + n bounds
 * what any of them can meet. */
void tbi_sift_draws(tb_plan_front *to, const tb_search *s, const tb_plan_front *from,
                    const tb_lookahead *o, const double *const *group_weight);
/* Of the open draws of a node, those that its set may meet as it is. */
size_t tbi_sift_met(const tb_search *s, const tb_plan_front *f);

#endif
