/* goal/goal_normalise.h - words that mean two things when their marks are taken off, settled by
 * what stands beside them. */
#ifndef TB_GOAL_GOAL_NORMALISE_H
#define TB_GOAL_GOAL_NORMALISE_H

#include "goal/lexemes.h"

void tbi_goal_normalise(tb_lexemes *l);

/* Adds to g->told what the lexemes [from, to) say of years gone by; what says nothing of the kind
 * is passed over (goal_told.c). */
void tbi_goal_tell(tb_goal *g, const tb_lexemes *l, size_t from, size_t to);

/* ---- Steps of tbi_goal_take_qualifiers that stand in goal_years.c ---- */
/* Cuts out years gone by with what they had, when the clause also says something else. */
void tbi_goal_drop_history(tb_goal *g, tb_lexemes *l);
/* Gives every year its role (g->year, until, base_year) and cuts it out; a comparison leaves one
 * soft W_VS in its place. Refuses through m. */
void tbi_goal_read_years(tb_goal *g, tb_goal_qualifiers *m, tb_lexemes *l);

#endif
