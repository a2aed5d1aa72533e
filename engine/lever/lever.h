/* lever/lever.h - measures at work: which component each touches, on what evidence, and what
 * that is worth for a goal. */
#ifndef TB_LEVER_LEVER_H
#define TB_LEVER_LEVER_H

#include "lever/lever_link.h"

/* Resolves every effect of every measure against the panel and gives it a key where there is
 * evidence. Errors: TB_EDATA (a component that the index does not have, an effect above the
 * maximum, a listed measure that touches no index of the scenario), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_lever_links_make(tb_lever_links *out, tb_keys *keys, tb_ask_state *c,
                                             tb_err *err);

/* The unit that costs are counted in: the budget's, else the first that a measure names; "" =
 * none. */
const char *tbi_cost_unit(const tb_ask *ask);

/* What a measure costs: what it says; without a cost it counts as one, so that a budget counts
 * measures, unless costs are in a unit: then NaN, since one of them would be an invented figure. */
double tbi_lever_cost(const tb_ask *ask, const tb_lever *v);

/* Fills the levers of every goal: effect, probability, rank change, order. keys must be drawn. */
TB_MUST_CHECK tb_status tbi_levers_answer(tb_ask_state *c, const tb_lever_links *t, tb_err *err);

/* Fills the prices of the components of every goal. */
TB_MUST_CHECK tb_status tbi_component_values_answer(tb_ask_state *c, tb_keys *keys, tb_err *err);

#endif
