/* plan/core_choices.h - which of more choices than a search can hold is it made among? The core of
 * the problem (Balas and Zemel 1980; Pisinger 1999): those that bring most for their price. */
#ifndef TB_PLAN_CORE_CHOICES_H
#define TB_PLAN_CORE_CHOICES_H

#include "lever/effect.h"

/* What a choice moves and costs, and its number among all. */
typedef struct tb_core_choice {
    const tb_key *const *key;
    size_t keys, number;
    double cost;
    bool done;
    const char *id;
    double worth; /* filled here */
} tb_core_choice;

/* Puts one [n] in order: what is done first, then by what each is expected to bring to the goals,
 * in spreads of what they lack, for its price where there is a budget; ties by id. Errors:
 * TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_core_order(tb_core_choice *one, size_t n,
                                       const tb_goal_state *const *goal, size_t goals,
                                       const tb_ask_state *c, tb_err *err);

#endif
