/* base/opts.h - the options of a caller who may be older than the library, or younger. */
#ifndef TB_BASE_OPTS_H
#define TB_BASE_OPTS_H

#include <tangbac/error.h>

/* Every struct of options begins with its size. `own` [known bytes] holds the defaults of all
 * members that this version knows; the bytes that the caller has go over them, so that members he
 * does not know keep their defaults. NULL: all defaults. A size of nothing, or beyond what is
 * known, is TB_EARG: the struct was not made by its initialiser, or the program is newer than the
 * library. */
TB_MUST_CHECK tb_status tbi_opts_take(void *own, size_t known, const void *given, tb_err *err);

#endif
