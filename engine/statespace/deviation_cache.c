/* deviation_cache.c - columns read once, seen from any origin. */
#include "statespace/deviation_cache.h"

#include "base/error.h"

#include <tangbac/panel.h>

enum { MOST_CELLS = 20000000 }; /* beyond, columns are read one by one when they are wanted */

tb_status tbi_deviation_cache_read(tb_deviation_cache *t, const tb_index *x, int origin,
                                   tb_err *err)
{
    tbi_arena_free(&t->arena);
    *t = (tb_deviation_cache){ 0 };
    if ((double)x->n_indicator * (double)x->n_unit * (double)x->n_year > MOST_CELLS)
        return TB_OK;
    *t = (tb_deviation_cache){ .x = x, .origin = origin };
    t->column = TB_NEW(&t->arena, tb_deviation, x->n_indicator);
    if (t->column == NULL)
        return tbi_no_memory(err, "the cache of deviations");
    for (size_t c = 0; c < x->n_indicator; c++) {
        tb_status st = tbi_deviation_make(&t->column[c], x, c, origin, &t->arena, NULL);
        if (st == TB_ENOMEM)
            return tbi_no_memory(err, "the cache of deviations");
    }
    return TB_OK;
}

/* Only lengths and counts are made anew: figures of an earlier origin are the beginning of a
 * later one's. */
tb_status tbi_deviation_cache_view(tb_deviation *out, const tb_deviation_cache *tables,
                                   const tb_index *x, size_t column, int origin, tb_arena *a,
                                   tb_err *err)
{
    bool held = tables != NULL && tables->x == x && origin <= tables->origin &&
                tables->column != NULL && column < x->n_indicator;
    const tb_deviation *from = held ? &tables->column[column] : NULL;
    if (from == NULL || from->n_year == 0 || origin < from->first)
        return tbi_deviation_make(out, x, column, origin, a, err);
    tb_deviation d = *from;
    d.n_year = (size_t)(origin - from->first) + 1;
    d.scores = 0;
    for (size_t t = 0; t < d.n_year; t++)
        d.scores += d.count[t];
    /* says what is lacking */
    if (d.scores == 0)
        return tbi_deviation_make(out, x, column, origin, a, err);
    *out = d;
    return TB_OK;
}
