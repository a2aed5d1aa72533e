/* render/advice.h - what a planner does next about a goal: one to four sentences that say only what
 * the answer itself holds. */
#ifndef TB_RENDER_ADVICE_H
#define TB_RENDER_ADVICE_H

#include "base/arena.h"

#include <tangbac/report.h>

enum { TB_ADVICE_MOST = 5 };

/* Sentences in the arena, the most useful first; returns how many (at most TB_ADVICE_MOST). None
 * for a goal without an answer. */
size_t tbi_say_advice(const char *text[TB_ADVICE_MOST], tb_arena *a, const tb_goal_answer *g,
                      tb_lang lang);

#endif
