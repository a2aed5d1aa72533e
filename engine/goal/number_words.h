/* goal/number_words.h - numbers in words: three steps of tbi_goal_normalise. */
#ifndef TB_GOAL_NUMBER_WORDS_H
#define TB_GOAL_NUMBER_WORDS_H

#include "goal/lexemes.h"

/* "05 (năm) bậc": the number again, in words, is cut out. */
void tbi_number_words_drop(tb_lexemes *l);
/* "ba đến năm bậc": here "đến năm" is "to five", not "until the year". */
void tbi_number_words_to_five(tb_lexemes *l);
/* Words for numbers become numbers where their neighbours let them. */
void tbi_number_words_normalise(tb_lexemes *l);

#endif
