/* import/head_text.h - folded heads without what printers add to them, and the nodes of an index by
 * their names. */
#ifndef TB_IMPORT_HEAD_TEXT_H
#define TB_IMPORT_HEAD_TEXT_H

#include "import/reading.h"

/* ---- head_text.c: in place ---- */
void tbi_trim_gaps(char *text);
/* Takes (..) and [..] off, wherever they are. */
void tbi_drop_brackets(char *text);
/* The first year from 1990 to 2100 that is a word of its own; taken off with "nam" before it. */
int tbi_take_year(char *text);
/* "1 tham gia ..", "ii tham gia ..": the number before a name. */
void tbi_drop_number(char *text);
/* Takes one of the words off the start or the end; whether there was one. Something is left. */
bool tbi_take_one_of(char *text, const char *const *words);

/* ---- node_names.c ---- */
/* Whether a column is part of the index in a year (0: any). */
bool tbi_node_holds(const tb_builder_index *x, size_t column, int year);
/* "3" after "lĩnh vực": the column whose code is letters and this number; -1: none or several. */
ptrdiff_t tbi_node_numbered(const tb_builder_index *x, int year, const char *digits);
/* The one column whose name fits a folded head best; -1 when there is none or there are two. */
ptrdiff_t tbi_node_named(tb_reading *r, const tb_builder_index *x, int year, const char *head,
                         tb_arena *a);

#endif
