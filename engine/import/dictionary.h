/* import/dictionary.h - heads of columns that a package or the caller explains. */
#ifndef TB_IMPORT_DICTIONARY_H
#define TB_IMPORT_DICTIONARY_H

#include "import/reading.h"

/* One more head of heads.csv or of the caller's list; code "-" passes the column over. index ""
 * holds for every index. false: no memory. */
bool tbi_heads_add(tb_reading *r, const char *index, const char *code, const char *head);
/* The code that the dictionary has for a folded head of an index ("": of any); NULL: none. */
const char *tbi_heads_find(tb_reading *r, const char *index, const char *folded);
/* Takes over the caller's list ('HEAD=INDICATOR'). TB_EARG when one has no '='. */
TB_MUST_CHECK tb_status tbi_heads_given(tb_reading *r, tb_err *err);
/* heads.csv: index,indicator,head. */
TB_MUST_CHECK tb_status tbi_read_heads(tb_reading *r, tb_csv *c, tb_err *err);

#endif
