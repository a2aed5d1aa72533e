/* plan/core_choices.h - which of more choices than a search can hold is it made among? The core of
 * the problem (Balas and Zemel 1980; Pisinger 1999): those that bring most for their price. */
#ifndef TB_PLAN_CORE_CHOICES_H
#define TB_PLAN_CORE_CHOICES_H

#include "plan/options.h"

/* Puts one [n] in order: what is done first, then by what each is expected to bring to the goals of
 * b, in spreads of what they lack, for its price where there is a budget; ties by id. Errors:
 * TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_core_order(tb_option *one, size_t n, const tb_option_set *b,
                                       const tb_ask_state *c, tb_err *err);

#endif
