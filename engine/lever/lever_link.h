/* lever/lever_link.h - one measure on one component, and when measures can begin. */
#ifndef TB_LEVER_LEVER_LINK_H
#define TB_LEVER_LEVER_LINK_H

#include "lever/effect.h"

/* What comparing adopters with the others says of a measure, of which one, and whether it may enter
 * plans. said NULL: it is no dated measure. */
typedef struct tb_compared {
    const char *said, *said_vi, *treatment;
    const char *measure_vi, *measure_en; /* the two halves of the sentence */
    const char *verdict_vi, *verdict_en;
    const char *reason_id; /* why nothing can be concluded, as usable_reason_id of effects.h */
    size_t reason_number;
    bool usable;
} tb_compared;

/* One measure on one component. */
typedef struct tb_lever_link {
    const tb_lever *lever;
    const tb_lever_effect *effect;
    const tb_index *index; /* NULL: the panel has none of that name */
    size_t column;
    const char *reason, *reason_vi; /* why there is no key */
    /* NULL with a reason, or with what is only shown beside */
    tb_key *key;
    /* a record shown beside the user's own figure; the figure that has one beside it */
    bool beside, two;
    /* an association with this index; NULL: by the component's own evidence */
    const tb_index_draws *to;
    tb_compared compared;
    /* the rules of the origin do not have the component, nor does the measure act on another one of
     * the goals: only the reason is shown */
    bool gone;
} tb_lever_link;

/* All effects of all measures, in the order of the question; a link without key still shows its
 * reason. */
typedef struct tb_lever_links {
    tb_lever_link *touch;
    size_t count;
} tb_lever_links;

/* Years from the origin to the last goal. */
int tbi_ask_horizon(const tb_ask_state *c);
/* The same from the origin of an index, at least 1: how long what is known of it has to change. */
int tbi_ask_years(const tb_ask_state *c, const tb_index *x);

/* The year in which measures can begin: the one after the origin, and not before the question is
 * asked. A base year after the origin lies behind who asks; without one a plan for the second year
 * on is asked in that year, since results of a year come out in April and May of the next. */
int tbi_ask_begins(const tb_ask_state *c);

/* Whether the effect would come after the last goal; then it says so. */
bool tbi_lever_link_late(tb_lever_link *t, tb_ask_state *c);

/* Adds what a measure's component goes together with in other surveys, one touch for every goal's
 * index that it does not enter by the rules (only for
 * --evidence estimated). *useful: set when there is one. */
TB_MUST_CHECK tb_status tbi_lever_links_associate(tb_lever_links *out, bool *useful, tb_keys *keys,
                                                  tb_ask_state *c, const tb_lever_link *of,
                                                  tb_err *err);

#endif
