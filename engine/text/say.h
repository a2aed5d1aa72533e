/* text/say.h - numbers as people read them, in their language: a decimal comma in Vietnamese, a
 * probability as cases in a hundred, a dash for what is not there. */
#ifndef TB_TEXT_SAY_H
#define TB_TEXT_SAY_H

#include "base/arena.h"

#include <stdbool.h>

/* All in the arena; "" when there is no room. */
const char *tbi_words_number(tb_arena *a, double x, int decimals, bool vietnamese);
/* The shortest figure with at most ten digits, "7.5" in English and "7,5" in Vietnamese: two
 * arguments of a sentence that says one of them ("%s%.0s"). No memory is needed. */
typedef struct tb_figure {
    char en[32], vi[32];
} tb_figure;
tb_figure tbi_words_figure(double x);
/* "37%", never "0%" or "100%" unless it is: "<1%", ">99%". */
const char *tbi_words_chance(tb_arena *a, double x);
/* "37 in 100 cases". */
const char *tbi_words_cases(tb_arena *a, double x, bool vietnamese);
/* A difference of probabilities: "2.3 pp". */
const char *tbi_words_gain(tb_arena *a, double x, bool vietnamese);

#endif
