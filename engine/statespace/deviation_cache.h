/* statespace/deviation_cache.h - the deviations of every column of an index, read once for many
 * origins: a year's row depends on that year alone, so that what an earlier origin could see is the
 * beginning of what a later one sees. */
#ifndef TB_STATESPACE_DEVIATION_CACHE_H
#define TB_STATESPACE_DEVIATION_CACHE_H

#include "statespace/deviation.h"

typedef struct tb_deviation_cache {
    const tb_index *x;
    int origin;
    tb_deviation *column; /* [x->n_indicator]; n_year 0: nothing is known of it */
    tb_arena arena;
} tb_deviation_cache; /* start with { 0 }; free its arena */

/* Reads all columns up to an origin; an index too large to be held stays unread (x is NULL).
 * Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_deviation_cache_read(tb_deviation_cache *t, const tb_index *x,
                                                 int origin, tb_err *err);

/* The deviations of a column up to an origin: a view of the tables (its figures must not be written
 * to) when they hold it, else read anew into the arena. tables may be NULL. Errors as
 * tbi_deviation_make. */
TB_MUST_CHECK tb_status tbi_deviation_cache_view(tb_deviation *out,
                                                 const tb_deviation_cache *tables,
                                                 const tb_index *x, size_t column, int origin,
                                                 tb_arena *a, tb_err *err);

#endif
