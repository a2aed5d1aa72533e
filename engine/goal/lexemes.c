/* lexemes.c - single lexemes of a clause: what they are, out they go, which could not be read. */
#include "goal/lexemes.h"

#include <math.h>
#include <string.h>

enum { FIRST_YEAR = 1990, LAST_YEAR = 2100 };

/* The first trouble stays: later ones may only follow from it.
 * i: the lexeme that a message points at, as numbered now; lexemes that are cut later may move
 * it. The two sentences must outlive m: they are literals. */
void tbi_qualifier_refuse(tb_goal_qualifiers *m, size_t i, const char *what, const char *what_vi)
{
    if (m->trouble >= 0)
        return;
    m->trouble = (ptrdiff_t)i;
    m->what = what;
    m->what_vi = what_vi;
}

/* W_COUNT beyond the end.
 * Spares every caller that looks ahead the question whether there is anything ahead. */
tb_word tbi_lexeme_kind(const tb_lexemes *l, size_t i)
{
    return i < l->n ? l->at[i].kind : W_COUNT;
}

/* "2022" is a year, "2022.0" and 2022/63 are none.
 * Years from FIRST_YEAR to LAST_YEAR. */
bool tbi_lexeme_is_year(const tb_lexeme *x)
{
    return x->kind == W_NUM && x->integer_digits4 && x->of == 0 && isnan(x->b) &&
           x->a >= FIRST_YEAR && x->a <= LAST_YEAR;
}

bool tbi_lexeme_is(const tb_lexeme *x, const char *word)
{
    return x->word != NULL && strcmp(x->word, word) == 0;
}

/* The n lexemes from i on; those behind move down, so positions that a caller holds must be
 * below i. */
void tbi_lexemes_cut(tb_lexemes *l, size_t i, size_t n)
{
    memmove(&l->at[i], &l->at[i + n], (l->n - i - n) * sizeof *l->at);
    l->n -= n;
}
