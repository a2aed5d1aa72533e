/* goal/goal_normalise.h - words that mean two things when their marks are taken off, settled by
 * what stands beside them. */
#ifndef TB_GOAL_GOAL_NORMALISE_H
#define TB_GOAL_GOAL_NORMALISE_H

#include "goal/goal_lex.h"

void tbi_goal_normalise(tb_lexemes *l);

/* A whole number of four digits in 1990..2100. */
bool tbi_lexeme_is_year(const tb_lexeme *x);
/* Takes out the lexemes [i, i + n). */
void tbi_lexemes_cut(tb_lexemes *l, size_t i, size_t n);

/* Adds to g->told what the lexemes [from, to) say of years gone by; what says nothing of the kind
 * is passed over (goal_told.c). */
void tbi_goal_tell(tb_goal *g, const tb_lexemes *l, size_t from, size_t to);

#endif
