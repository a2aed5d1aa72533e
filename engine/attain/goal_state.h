/* attain/goal_state.h - from a planner's goals to what must be drawn: indices, components, years,
 * base years, groups; each goal that has no answer gets its reason. */
#ifndef TB_ATTAIN_GOAL_STATE_H
#define TB_ATTAIN_GOAL_STATE_H

#include "attain/index_draws.h"

/* Everything that one call of tb_intervention_run works with.
 * One object for a whole run, handed down and written at every stage: each stage fills what its
 * header says and reads only what earlier ones filled. Everything lives in `arena` unless it says
 * otherwise. */
typedef struct tb_ask_state {
    const tb_panel *panel;
    const tb_ask *ask;
    const tb_intervention_opts *opts;
    tb_arena *arena; /* of everything that the answer points to */
    tb_notice_list *notices;
    const tb_unit *unit; /* who asks */
    size_t draws;
    uint64_t seed;
    size_t goals;
    tb_goal_state *aim;             /* [goals] */
    tb_goal_answer *answer;         /* [goals] */
    struct tb_fit_cache *fit_cache; /* what is worked out once of each index */
    struct tb_number_book *book;    /* of numbers found before; NULL: none */
    /* effects of dated measures up to the origin: made when first needed, or NULL */
    struct tb_effects **compared;
    /* [tracks] one an index or component that a goal is on, and one each that is nested in
     * another */
    tb_index_draws **track;
    size_t tracks;
} tb_ask_state;

/* Fills aim and track, without fitting anything. Errors: TB_ENOMEM only; a goal that cannot be
 * asked gets its reason. */
TB_MUST_CHECK tb_status tbi_ask_resolve(tb_ask_state *c, tb_err *err);

/* The track of the index that is a part of this track's index by its schemes; NULL = none. */
const tb_index_draws *tbi_ask_nested(const tb_ask_state *c, const tb_index_draws *t);

/* Fits the distribution of every track; a track that cannot be fitted passes its reason to its
 * goals. */
TB_MUST_CHECK tb_status tbi_ask_fit(tb_ask_state *c, tb_err *err);
/* What share of a usual run the fits are; opts->tell hears of them track by track. */
#define TB_FIT_SHARE 0.45

/* Draws everything and fills the results of every aim. The same bytes at any number of threads. */
TB_MUST_CHECK tb_status tbi_ask_draw(tb_ask_state *c, tb_err *err);

/* A reason in both languages, in the arena of the case. */
void tbi_ask_reason(tb_ask_state *c, tb_goal_state *aim, const char *text, const char *text_vi);

/* printf into the arena of the case; "" when there is no room. */
const char *tbi_ask_say(tb_ask_state *c, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The origin of an index: its own where the question gives it one. */
int tbi_ask_origin(const tb_ask_state *c, const tb_index *x);

/* The scheme that a year is taken to have by what was known at the origin: its own when announced
 * by then, else the one in force at the origin. */
const tb_scheme *tbi_scheme_known(const tb_index *x, int year, int origin);

/* The year whose limits of groups hold for `year`: that year if its rules were known at the origin,
 * else the origin. */
int tbi_groups_year(const tb_ask_state *c, const tb_index *x, int year);

/* Groups of `year` [n_unit + 1] by the number of ranked units; *out NULL: not known, and *reason
 * (static, may stay as it was) says why. Sizes that the scheme does not state are taken from the
 * nearest number that it does. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_groups_table(const tb_groups **out, tb_arena *a,
                                         const tb_index_draws *track, int year,
                                         const tb_reason **reason, tb_err *err);
/* The limits of a goal that is a group; one that cannot be answered without them gets its reason.
 * Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_goal_groups(tb_ask_state *c, tb_goal_state *aim, tb_err *err);

#endif
