/* plan/options.h - measures as choices: those that draw on the same evidence are one choice,
 * since they are counted once. */
#ifndef TB_PLAN_OPTIONS_H
#define TB_PLAN_OPTIONS_H

#include "lever/lever.h"
#include "search/search.h"

enum { TB_CHOICES_MOST = 64, TB_CHOICE_KEYS = 24 };

/* One choice of the search: a measure, or several on the same evidence, of which the first stands
 * for all. */
typedef struct tb_option {
    const tb_lever *lever; /* the cheapest, then by id */
    /* the quantities that it moves, borrowed from the case */
    const tb_key *key[TB_CHOICE_KEYS];
    size_t keys;
    /* in the unit of costs; 0 for what is done */
    double cost;
    uint64_t needs, bars; /* choices that must, must not be in the plan too */
    const char *instead;  /* ids of the others, joined by ", " */
    bool alone;           /* has prerequisites or exclusions, or is one: never merged */
} tb_option;

/* The problem in measures, before it is one in keys and bits. choice [count] by id. */
typedef struct tb_option_set {
    tb_option choice[TB_CHOICES_MOST];
    size_t count;
    size_t unpriced; /* measures with an effect, but without a cost where costs are in a unit */
    size_t left_out; /* choices beyond the most that can be searched */
    /* least cost of the choices that alone cost more than the budget; INFINITY = none */
    double too_dear;
    const tb_goal_state *goal[64]; /* whose goals the plan serves */
    size_t goals;
    /* what acts only on components among the ten best of the country waits for what acts on weaker
     * ones that offer as much */
    tb_plan_after *after;
    size_t afters;
    uint64_t done; /* choices that the progress says are done */
} tb_option_set;

/* The choices that move goal `only` (or any goal that is answered when only is NULL). Measures
 * without an effect are no choice unless another one requires them. */
TB_MUST_CHECK tb_status tbi_option_set_make(tb_option_set *out, tb_ask_state *c,
                                            const tb_lever_links *t, const tb_goal_state *only,
                                            tb_err *err);

#endif
