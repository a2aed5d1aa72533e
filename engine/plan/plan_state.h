/* plan/plan_state.h - everything that a search for a plan over one bundle of goals needs. */
#ifndef TB_PLAN_PLAN_STATE_H
#define TB_PLAN_PLAN_STATE_H

#include "plan/expected_rank.h"
#include "plan/options.h"
#include "plan/search_keys.h"
#include "search/search.h"

typedef struct tb_plan_state {
    tb_ask_state *c;
    const tb_option_set *b;
    tb_plan_problem p;                /* over the even draws */
    tb_search_keys keys;              /* those of p, p.keys of them */
    tb_plan_conditions *conditions;   /* what the records reach together */
    const tb_goal_state *const *goal; /* [goals] */
    tb_expected_rank climb;           /* expected ranks */
    bool by_rank;                     /* the search is for them */
    tb_plan_problem search;           /* p, or that of the expected rank */
    size_t used;                      /* draws of a search by rank */
    unsigned char *flag_a, *flag_b;   /* [draws] scratch: which draws two sets meet */
    int threads;
    /* more components with several own figures than can be capped: the plan is not exact */
    bool rough;
} tb_plan_state;

/* Which of the keys are records, and what they reach together. */
TB_MUST_CHECK tb_status tbi_plan_state_records(tb_plan_state *d, tb_arena *own, tb_err *err);
/* The problem over the even draws. */
TB_MUST_CHECK tb_status tbi_plan_state_problem(tb_plan_state *d, tb_err *err);
/* What is searched: the goals themselves, or the places. a: lives as long as the search. */
TB_MUST_CHECK tb_status tbi_plan_state_search(tb_plan_state *d, tb_arena *a, tb_err *err);
/* The probability with a set, on the odd draws. */
double tbi_plan_chance(const tb_plan_state *d, uint64_t set);
/* chance [n]: the same with every effect drawn again at each correlation rho [n] of effects. */
TB_MUST_CHECK tb_status tbi_plan_chances_with(double *chance, const tb_plan_state *d, uint64_t set,
                                              const double *rho, size_t n, tb_err *err);
/* The same if the reaches of records simply added up. */
double tbi_plan_chance_apart(const tb_plan_state *d, uint64_t set);

#endif
