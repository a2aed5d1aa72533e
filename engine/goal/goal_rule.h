/* goal/goal_rule.h - from a rule of the grammar that a clause matched to the goal that it means. */
#ifndef TB_GOAL_GOAL_RULE_H
#define TB_GOAL_GOAL_RULE_H

#include "goal/goal_error.h"
#include "goal/lexemes.h"

/* Fills g by the rule of m, whose numbers and names stand in the order of the text. yearly: "every
 * year" was read before. false: r says where and why it is no goal. */
bool tbi_goal_apply(tb_goal *g, tb_refusal *r, const tb_goal_match *m, const tb_lexemes *l,
                    bool yearly, const tb_goal_opts *o);

#endif
