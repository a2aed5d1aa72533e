/* search/schedule_problem.h - what a search for phased sets is given and finds, and what one such
 * set is worth. */
#ifndef TB_SEARCH_SCHEDULE_PROBLEM_H
#define TB_SEARCH_SCHEDULE_PROBLEM_H

#include "base/arena.h"
#include "search/plan_problem.h"

#include <stdbool.h>
#include <stdint.h>
#include <tangbac/error.h>

enum {
    TB_SCHEDULE_YEARS = 8,
    TB_SCHEDULE_KEYS = 64,
    TB_SCHEDULE_CHOICES = 64,
    TB_SCHEDULE_GOALS = 64,
    TB_SCHEDULE_GROUPS = TB_SCHEDULE_KEYS / 2,
    TB_SCHEDULE_NODES = 4000
};

/* One goal. Of one year: gap. A path: own and others by step. All draws are numbered from 0; the
 * draws of a problem are first, first + step, ... below `draws`. */
typedef struct tb_schedule_goal {
    /* 0: must be met; equal numbers: one of them must be, or so many (tbi_any_need) */
    int any;
    size_t steps;                   /* 1, or the years of the path */
    size_t year[TB_SCHEDULE_YEARS]; /* [steps] positions among the problem's years */
    const double *gap;              /* [draws] goal of one year; NULL: a path */
    /* [steps][draws] larger is better; NaN: withheld, the path is broken */
    const double *own[TB_SCHEDULE_YEARS];
    /* [steps][draws][units] best first, NaN behind; unused for a path of points */
    const double *others[TB_SCHEDULE_YEARS];
    size_t units;
    const double *base_score;         /* [draws] */
    const unsigned short *base_place; /* [draws] 0: not ranked */
    int up;                           /* places a year; 0: points */
    double points;
} tb_schedule_goal;

/* All arrays are the caller's and must outlive the search. A draw counts if all goals that stand
 * alone are met in it, and of each group as many as it needs. */
typedef struct tb_schedule_problem {
    size_t draws, first, step, goals, keys, choices, years;
    const tb_schedule_goal *goal;
    const tb_plan_key *key; /* [keys] its `choices` is not read: `has` says who has it */
    const double *group_cap;
    size_t groups;
    const uint64_t *has; /* [choices] keys of each */
    const double *cost;  /* [choices] paid in the year of the start */
    /* [choices] years from the start to the effect */
    const size_t *lag;
    const uint64_t *needs, *bars;                  /* [choices] a prerequisite starts no later */
    double budget, year_budget[TB_SCHEDULE_YEARS]; /* INFINITY: none */
    size_t most;                                   /* largest number of choices, 0 = no limit */
    uint64_t node_limit;                           /* 0 = TB_SCHEDULE_NODES */
    /* what the records that act in a year reach together in it */
    tb_plan_together together;
    const tb_plan_after *after; /* [afters] one of the others starts no later */
    size_t afters;
    uint64_t forced; /* choices that stand in every plan: what is done already */
} tb_schedule_problem;

/* start[c]: 0 not in the plan, k: begun in year k - 1. */
typedef struct tb_schedule_found {
    unsigned char start[TB_SCHEDULE_CHOICES];
    size_t met, of,
        bound;      /* draws met, draws that counted; no allowed plan meets more than bound */
    double cost;    /* of all years together */
    bool exact;     /* the limit of nodes cut nothing off */
    uint64_t nodes; /* visited */
} tb_schedule_found;

/* Draws met by a phased set among those that count: exact, without any bound. O(draws years
 * keys). */
size_t tbi_schedule_met(const tb_schedule_problem *p, const unsigned char *start);

#endif
