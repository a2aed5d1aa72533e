/* score/goal_settle.h - words that mean two things when their marks are taken off, settled by what
 * stands beside them. */
#ifndef TB_SCORE_GOAL_SETTLE_H
#define TB_SCORE_GOAL_SETTLE_H

#include "score/goal_lex.h"

void tb_goal_settle(tb_lexemes *l);

/* A whole number of four digits in 1990..2100. */
bool tb_lexeme_is_year(const tb_lexeme *x);
/* Takes out the lexemes [i, i + n). */
void tb_lexemes_cut(tb_lexemes *l, size_t i, size_t n);

#endif
