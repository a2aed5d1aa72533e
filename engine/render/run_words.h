/* render/run_words.h - the sentences of a planner's page, in both languages, with the words of the
 * README's table of words. Used by the terminal page. */
#ifndef TB_RENDER_RUN_WORDS_H
#define TB_RENDER_RUN_WORDS_H

#include "base/arena.h"
#include "base/buf.h"

#include <tangbac/report.h>

/* The record of the index and kind of goal beside the probability, in words. */
char *tbi_say_record(tb_arena *a, const tb_goal_answer *g, tb_lang lang);

/* "37 trong 100 trường hợp", "37 in 100 cases"; "dưới 1 trong 100", "trên 99 trong 100". */
const char *tbi_say_cases(tb_arena *a, double chance, tb_lang lang);
/* A difference of chances in percentage points: "2,3 điểm %". */
const char *tbi_say_points_of_chance(tb_arena *a, double x, tb_lang lang);
/* "100.000", "100,000". */
const char *tbi_say_thousands(tb_arena *a, size_t n, tb_lang lang);
/* Who, which year, on what. */
const char *tbi_say_heading(tb_arena *a, const tb_intervention *v, tb_lang lang);
const char *tbi_say_joint(tb_arena *a, const tb_intervention *v, tb_lang lang);
/* How the indices go together, as far as facts say; NULL when there is one index. */
const char *tbi_say_crossings(tb_arena *a, const tb_intervention *v, tb_lang lang);
/* "hạng 30 (2021)", "được mô phỏng (2021)". */
const char *tbi_say_base(tb_arena *a, const tb_goal_answer *g, tb_lang lang);
/* The sentences about one goal; returns how many (at most n). */
size_t tbi_say_goal(char **text, size_t n, tb_arena *a, const tb_goal_answer *g, tb_lang lang);
size_t tbi_say_plan(char **text, size_t n, tb_arena *a, const tb_plan *p, tb_lang lang);
/* "D5: nếu ... ; đến thăm: ..." */
const char *tbi_say_condition(tb_arena *a, const tb_lever_answer *l, tb_lang lang);
const char *tbi_say_evidence(tb_evidence e, tb_lang lang);
/* A text cut to so many columns with an ellipsis. */
const char *tbi_say_short(tb_arena *a, const char *text, size_t columns);
/* Adds a text broken at spaces to lines of at most `width` columns, each `indent` spaces in. */
void tbi_say_wrapped(tb_buf *b, const char *text, size_t indent, size_t width);

#endif
