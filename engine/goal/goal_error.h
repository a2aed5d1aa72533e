/* goal/goal_error.h - a clause that is no goal: where, why, and three that are. */
#ifndef TB_GOAL_GOAL_ERROR_H
#define TB_GOAL_GOAL_ERROR_H

#include "goal/lexemes.h"

typedef struct tb_refusal {
    tb_goal_refusal why;
    bool leading;    /* a number of places for "the leading" would settle it */
    bool placed;     /* from, to are set; otherwise the end of the clause */
    size_t from, to; /* bytes of the text */
    /* the reason in both languages; static texts, never freed */
    const char *what, *what_vi;
} tb_refusal;

/* Remembers the place (NULL = the end) and the reason (static texts); returns false, so that a
 * reader can write `return tbi_refuse_at(...)`. */
bool tbi_refuse_at(tb_refusal *r, const tb_lexeme *where, const char *what, const char *what_vi);

/* The whole sentence in both languages: the clause, the column, the word there, the reason, three
 * examples. TB_EARG. */
tb_status tbi_refuse_say(const tb_refusal *r, const char *text, tb_err *err);

#endif
