/* search/plan_problem.h - what a search for plans is given and finds, and what one set is worth. */
#ifndef TB_SEARCH_PLAN_PROBLEM_H
#define TB_SEARCH_PLAN_PROBLEM_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <tangbac/error.h>

enum {
    TB_PLAN_NODES = 10000000,
    /* of records that do not simply add up every node is counted over all draws: fewer of them */
    TB_PLAN_NODES_TOGETHER = 40000,
    /* how often a search may look at all draws, a frontier of searches in all five times as often:
     * a node looks at those that are still open; with several goals or groups of keys, which are
     * slower, each look counts for several */
    TB_PLAN_LOOKS = 80000,
    TB_PLAN_GOALS = 64,
    TB_PLAN_GROUPS = 128,
    TB_PLAN_FAMILIES = 8
};

/* Records of one family reach together less than the sum of what each reaches. With the records
 * r in S, points R_r and what a draw already holds of them I_r,
 *   points of S = part(S) * sum_r w_r R_r - sum_r w_r I_r,   0 <= part(S) <= 1, part({r}) = 1. */
typedef struct tb_plan_together {
    /* of a set of records (bit r: record r) of one family; NULL: 1 of every set */
    double (*part)(void *data, uint64_t records);
    void *data;
    uint64_t family[TB_PLAN_FAMILIES]; /* the records of each */
    size_t families;
} tb_plan_together;

/* Records of `records` that are one family's, and what they reach together. */
static inline double tbi_part_of(const tb_plan_together *t, size_t family, uint64_t records)
{
    uint64_t own = records & t->family[family];
    return t->part == NULL || (own & (own - 1)) == 0 ? 1 : t->part(t->data, own);
}

/* Goals with the same number form a group: 0 stands alone and must be met; of the others at least
 * `need` of the group must be (1 when not said), written group + 256 * need. Groups below 64. */
static inline uint64_t tbi_any_group(int any)
{
    return (uint64_t)(any & 63);
}
static inline size_t tbi_any_need(int any)
{
    return any >> 8 > 1 ? (size_t)(any >> 8) : 1;
}

/* A choice that waits for others: it may stand in a set only with one of `one_of`. */
typedef struct tb_plan_after {
    uint64_t choice, one_of;
} tb_plan_after;

/* One effect of one choice: a float a draw, points of its component. The same key may stand in
 * several choices: it is counted once. */
typedef struct tb_plan_key {
    const float *size; /* [draws] */
    /* [goals] points of each goal's score per point; 0 = does not touch it */
    const double *weight;
    uint64_t choices; /* who has it */
    int group;        /* keys of one group add up to at most group_cap points; -1 = none */
    /* [draws] of a record: what a draw already holds, R = size + held; NULL: no record */
    const float *held;
    unsigned record; /* its bit among the records, below 64 */
} tb_plan_key;

/* max over sets S of choices of |{ draws d : every goal g has gap_g[d] <= extra_g[d](S) }|
 * subject to cost(S) <= budget and the rules. All arrays are the caller's and must outlive the
 * search. */
typedef struct tb_plan_problem {
    size_t draws, goals, choices, keys;
    /* [goals][draws]; met when the points on top are at least the gap */
    const double *const *gap;
    /* [goals] 0: must be met; equal numbers: one of them must be, or so many (tbi_any_need) */
    const int *any;
    const tb_plan_key *key;       /* [keys] */
    const double *group_cap;      /* [groups] */
    size_t groups;                /* at most TB_PLAN_GROUPS */
    const double *cost;           /* [choices] */
    const uint64_t *needs, *bars; /* [choices] */
    double budget;                /* INFINITY: none */
    size_t most;                  /* largest number of choices, 0 = no limit */
    uint64_t node_limit;          /* 0 = TB_PLAN_NODES, or _TOGETHER */
    uint64_t look_limit;          /* 0 = TB_PLAN_LOOKS */
    size_t first, step;           /* the draws that count: first, first + step, ... */
    tb_plan_together together;
    const tb_plan_after *after; /* [afters] */
    size_t afters;
    uint64_t forced; /* choices that stand in every set: what is done already */
} tb_plan_problem;

/* The best set with what is known of its quality; met <= bound <= of. */
typedef struct tb_plan_found {
    uint64_t set;   /* bit c: choice c */
    size_t met, of; /* draws met, draws that counted */
    double cost;
    bool exact;     /* the limit of nodes cut nothing off */
    size_t bound;   /* no allowed set meets more draws */
    uint64_t nodes; /* visited */
} tb_plan_found;

/* What a search needs to know of a problem whatever the budget: made once for a whole frontier.
 * Draws, gaps and sizes are copied; costs, rules and weights of p must outlive it. */
typedef struct tb_plan_ready tb_plan_ready;
TB_MUST_CHECK tb_status tbi_plan_prepare(tb_plan_ready **out, const tb_plan_problem *p,
                                         tb_err *err);
void tbi_plan_ready_free(tb_plan_ready *r); /* NULL is fine */

/* Draws met by a set among those that count. */
size_t tbi_plan_met(const tb_plan_problem *p, uint64_t set);
/* The same, one flag a draw that counts (flags of the others are not touched). */
void tbi_plan_flags(unsigned char *flag, const tb_plan_problem *p, uint64_t set);
/* The points on top of goal g that a set gives in n draws (at most 256) from `d` on, p->step apart.
 * */
void tbi_plan_extra(double *extra, const tb_plan_problem *p, uint64_t set, size_t g, size_t d,
                    size_t n);
/* Whether a set keeps the rules: budget, number, prerequisites, exclusions, what waits for what. */
bool tbi_plan_allowed(const tb_plan_problem *p, uint64_t set);
double tbi_plan_cost(const tb_plan_problem *p, uint64_t set);

#endif
