/* report/goal_advice.h - what a planner does next about a goal: one to five sentences that say only
 * what the answer itself holds. */
#ifndef TB_REPORT_GOAL_ADVICE_H
#define TB_REPORT_GOAL_ADVICE_H

#include "base/arena.h"

#include <tangbac/intervene.h>

enum { TB_ADVICE_MOST = 6 };

/* code: hold, begin, plan, score-sheet, own-assessment, even-chance or noise.
 * One sentence in both languages; code is for programs and never changes with the wording. */
typedef struct tb_advice {
    const char *code, *en, *vi;
} tb_advice;

/* Fills out, texts in the arena, the most useful first; returns how many. None for a goal without
 * an answer. */
size_t tbi_goal_advice(tb_advice out[TB_ADVICE_MOST], tb_arena *a, const tb_goal_answer *g);

#endif
