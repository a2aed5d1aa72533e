/* attain/rank_at.h - where the unit stood in one year: score, place, group, and how much of the
 * table is known. */
#ifndef TB_ATTAIN_RANK_AT_H
#define TB_ATTAIN_RANK_AT_H

#include "base/arena.h"

#include <tangbac/score.h>

typedef struct tb_rank_at {
    double score; /* NaN = none */
    /* computed when the whole table is known, else as published; 0 = none */
    int rank;
    const char *group; /* NULL = not known */
    /* published derived computed withheld "not in the data" "no such scheme" */
    const char *status;
    int n_ranked, n_known; /* -1 = not known */
} tb_rank_at;

/* false: no memory. A year that the index does not have gives an empty standing. */
bool tbi_rank_at_of(tb_rank_at *out, const tb_panel *p, const tb_index *x, size_t column,
                    size_t unit, int year, tb_arena *a);

#endif
