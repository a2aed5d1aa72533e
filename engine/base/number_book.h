/* base/number_book.h - numbers by the digest of all that they follow from, so that what was worked
 * out once is not worked out again: neither in this run nor, where a memo keeps the book, in the
 * next. An entry says nothing of where its numbers are used: whoever has the same inputs finds
 * them. For several threads at once. */
#ifndef TB_BASE_NUMBER_BOOK_H
#define TB_BASE_NUMBER_BOOK_H

#include "base/digest.h"
#include "base/memo.h"

typedef struct tb_number_book tb_number_book;

/* A book with what earlier runs wrote into it; m NULL, or one that keeps nothing: an empty one. m
 * must outlive it. */
TB_MUST_CHECK tb_status tbi_number_book_open(tb_number_book **out, const tb_memo *m, tb_err *err);
/* Writes into the memo what is new; b NULL: nothing. */
void tbi_number_book_close(tb_number_book *b);

/* to [n]: the numbers under a digest, which is used up; name [65]: the digest as a text, for
 * tbi_number_book_add. false: there are none, or not so many; b NULL: none. */
bool tbi_number_book_find(double *to, size_t n, char *name, tb_number_book *b, tb_digest *of);
/* Keeps from [n] under a name that tbi_number_book_find did not find. Numbers that are not finite
 * are not kept, nor is anything in a book that is full or NULL. */
void tbi_number_book_add(tb_number_book *b, const char *name, const double *from, size_t n);
/* How many digests have numbers. */
size_t tbi_number_book_size(tb_number_book *b);

#endif
