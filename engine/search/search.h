/* search/search.h - the best set of choices under a budget: branch and bound over draws, exact
 * unless it says otherwise. Knows no panel. */
#ifndef TB_SEARCH_SEARCH_H
#define TB_SEARCH_SEARCH_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <tangbac/error.h>

enum { TB_PLAN_NODES = 10000000, TB_PLAN_GOALS = 64, TB_PLAN_GROUPS = 128 };

/* One effect of one choice: a float a draw, points of its component. The same key may stand in
 * several choices: it is counted once. */
typedef struct tb_plan_key {
    const float *size; /* [draws] */
    /* [goals] points of each goal's score per point; 0 = does not touch it */
    const double *weight;
    uint64_t choices; /* who has it */
    int group;        /* keys of one group add up to at most group_cap points; -1 = none */
} tb_plan_key;

typedef struct tb_plan_problem {
    size_t draws, goals, choices, keys;
    /* [goals][draws]; met when the points on top are at least the gap */
    const double *const *gap;
    /* [goals] 0: must be met; equal numbers: one of them must be */
    const int *any;
    const tb_plan_key *key;       /* [keys] */
    const double *group_cap;      /* [groups] */
    size_t groups;                /* at most TB_PLAN_GROUPS */
    const double *cost;           /* [choices] */
    const uint64_t *needs, *bars; /* [choices] */
    double budget;                /* INFINITY: none */
    size_t most;                  /* largest number of choices, 0 = no limit */
    uint64_t node_limit;          /* 0 = TB_PLAN_NODES */
    size_t first, step;           /* the draws that count: first, first + step, ... */
} tb_plan_problem;

typedef struct tb_plan_found {
    uint64_t set;
    size_t met, of; /* draws met, draws that counted */
    double cost;
    bool exact;
    size_t bound; /* no allowed set meets more draws */
    uint64_t nodes;
} tb_plan_found;

/* What a search needs to know of a problem whatever the budget: made once for a whole frontier. p
 * must outlive it. */
typedef struct tb_plan_ready tb_plan_ready;
TB_MUST_CHECK tb_status tbi_plan_prepare(tb_plan_ready **out, const tb_plan_problem *p,
                                         tb_err *err);
void tbi_plan_ready_free(tb_plan_ready *r); /* NULL is fine */

/* tbi_plan_search under another budget. */
void tbi_plan_search_within(tb_plan_found *out, tb_plan_ready *r, double budget, uint64_t start);

/* The allowed set that meets the most draws; ties: cheaper, fewer, then the set whose lowest
 * differing choice is in it (choices stand in order of id). Never worse than the empty set. start:
 * a set to begin with (0). */
TB_MUST_CHECK tb_status tbi_plan_search(tb_plan_found *out, const tb_plan_problem *p,
                                        uint64_t start, tb_err *err);

/* Draws met by a set among those that count. */
size_t tbi_plan_met(const tb_plan_problem *p, uint64_t set);
/* The same, one flag a draw that counts (flags of the others are not touched). */
void tbi_plan_flags(unsigned char *flag, const tb_plan_problem *p, uint64_t set);
/* The points on top of goal g that a set gives in n draws (at most 256) from `d` on, p->step apart.
 * */
void tbi_plan_extra(double *extra, const tb_plan_problem *p, uint64_t set, size_t g, size_t d,
                    size_t n);
/* Whether a set keeps the rules: budget, number, prerequisites, exclusions. */
bool tbi_plan_allowed(const tb_plan_problem *p, uint64_t set);
double tbi_plan_cost(const tb_plan_problem *p, uint64_t set);

#endif
