/* plan/search_keys.h - the keys of a set of options as a search counts them, each once however many
 * choices share it; one way for the search of one year and that by years. */
#ifndef TB_PLAN_SEARCH_KEYS_H
#define TB_PLAN_SEARCH_KEYS_H

#include "plan/options.h"
#include "plan/plan_condition.h"

typedef struct tb_search_keys {
    tb_plan_key *key;    /* [count] with their weights by goal */
    const tb_key **from; /* [count] the key of the case that each stands for */
    int *record;         /* [count] its bit among the records, -1 = none: tbi_search_keys_mark */
    size_t count, most, goals;
} tb_search_keys;

/* Room for most keys that goals [goals] are weighed for; nothing is listed yet. Lives in a.
 * Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_search_keys_make(tb_search_keys *out, size_t most, size_t goals,
                                             tb_arena *a, tb_err *err);
/* Lists a key of choice i of b, with its points of each goal's score; *at: its position, -1 where
 * there is no room for it. Weights live in the arena of c. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_search_keys_add(ptrdiff_t *at, tb_search_keys *k, const tb_key *key,
                                            const tb_option_set *b, size_t i, const tb_ask_state *c,
                                            tb_err *err);
/* Groups of keys whose own figures are capped (tbi_key_groups), cap [*groups] of each: a key of a
 * group beyond `most` is left uncapped; *groups counts all. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_search_keys_group(size_t *groups, const double **cap, tb_search_keys *k,
                                              int most, tb_arena *a, tb_err *err);
/* Makes the conditions of a search and marks which of its keys are records: they reach together
 * what comparable provinces reached in their sum. Weighed by the first goal that a key moves.
 * Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_search_keys_mark(tb_plan_conditions **out, tb_plan_together *together,
                                             tb_search_keys *k, tb_arena *a, tb_err *err);
/* The same keys for goal g alone, [count]; NULL: no memory. */
tb_plan_key *tbi_search_keys_of_goal(const tb_search_keys *k, size_t g, tb_arena *a);
/* The same keys, [count] for each correlation of effects rho [n], at most TB_PLAN_RHOS: the
 * effects of those that a set of choices has are drawn again at it, over the odd draws. false: no
 * memory. */
enum { TB_PLAN_RHOS = 2 };
extern const double tbi_plan_rho[TB_PLAN_RHOS]; /* those that a plan is told for: 0 and 0.9 */
bool tbi_search_keys_redraw(tb_plan_key **out, const double *rho, size_t n, const tb_search_keys *k,
                            uint64_t set, const tb_ask_state *c, tb_arena *a);
/* The records among the keys of a set of choices, as bits; after tbi_search_keys_mark. */
uint64_t tbi_search_keys_records(const tb_search_keys *k, uint64_t set);

#endif
