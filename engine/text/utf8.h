/* text/utf8.h - Vietnamese words as they come: composed or decomposed, with or without diacritics,
 * any case; and their order in a list. Only home of utf8proc. */
#ifndef TB_TEXT_UTF8_H
#define TB_TEXT_UTF8_H

#include "base/arena.h"

#include <stdbool.h>

/* Whether n bytes are well-formed UTF-8; *bad (may be NULL) gets the offset of the first byte that
 * is not. */
bool tbi_utf8_valid(const char *text, size_t n, size_t *bad);

/* The composed form (NFC), in the arena. NULL when the text is not UTF-8 or there is no memory. */
char *tbi_utf8_nfc(tb_arena *a, const char *text);

/* n bytes of a cell as a page shows them: composed where they are UTF-8, else as they stand. NULL:
 * no memory. */
const char *tbi_utf8_composed(tb_arena *a, const char *text, size_t n);

/* What two spellings of one name have in common: diacritics and case taken off, đ as d, hyphens,
 * dots, apostrophes and runs of space as one space, trimmed. "TP. Hồ Chí Minh" -> "tp ho chi minh".
 * NULL as above. */
char *tbi_utf8_fold(tb_arena *a, const char *text);

/* Lower case, composed, diacritics kept, runs of space as one, trimmed. NULL as above. */
char *tbi_utf8_lower(tb_arena *a, const char *text);

/* Columns that a text takes on a terminal. */
size_t tbi_utf8_width(const char *text);

/* Order of two words in a Vietnamese list (TCVN 6909 alphabet: a ă â b c d đ e ê ... o ô ơ ... u ư;
 * then tones: none, huyền, hỏi, ngã, sắc, nặng).
 * <0, 0, >0. */
int tbi_utf8_collate(const char *a, const char *b);

/* Edits (insert, delete, replace, swap of neighbours) that turn the folded a into the folded b;
 * capped at `most` + 1. */
size_t tbi_utf8_distance(const char *folded_a, const char *folded_b, size_t most);

#endif
