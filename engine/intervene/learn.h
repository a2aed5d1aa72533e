/* intervene/learn.h - what the province learnt since the plan was made: its own figures weigh the
 * draws. */
#ifndef TB_INTERVENE_LEARN_H
#define TB_INTERVENE_LEARN_H

#include "attain/goal_state.h"

/* Draws again from the draws, each as likely as the figures of the progress make it: weight
 * exp(-(score - figure)^2 / (2 se^2)) over the figures of an index and year that a goal stands on
 * (importance resampling, systematic: Rubin 1988, Kitagawa 1996), and answers the goals anew. A
 * figure that no goal stands on changes nothing and says so. Errors: TB_EDATA (the figures leave
 * fewer than
 * 50 draws: they contradict the forecast), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_ask_learn(tb_ask_state *c, tb_err *err);

/* What the same question answered before the progress: chance_before and plan_before of every goal.
 * Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_ask_before(tb_ask_state *c, tb_err *err);

#endif
