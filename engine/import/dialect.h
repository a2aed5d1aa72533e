/* import/dialect.h - what the descriptor of a package says of how a table is written. */
#ifndef TB_IMPORT_DIALECT_H
#define TB_IMPORT_DIALECT_H

#include "base/arena.h"
#include "text/csv.h"
#include "text/json_read.h"

/* delimiter, missingValues, hash and bytes of a resource; whatever else would change how the table
 * is read is refused by name. Texts are the arena's. TB_EDATA, TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_dialect_of(tb_dialect *out, const cJSON *resource, const char *where,
                                       tb_arena *a, tb_err *err);

#endif
