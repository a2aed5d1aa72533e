/* base/fact_counts.h - how many figures of each kind a completed table rests on, in words. */
#ifndef TB_BASE_FACT_COUNTS_H
#define TB_BASE_FACT_COUNTS_H

#include "base/arena.h"

/* Figures of each kind; counts: numbers of units above a score or in a group. */
typedef struct tb_fact_counts {
    size_t scores, ranks, means, extremes, counts;
} tb_fact_counts;

/* "22 scores, 12 ranks" in English and Vietnamese, of the arena: kinds of which there are none are
 * left out (of nothing at all, "0 scores"). false: no memory. Here and not in complete/, since
 * render/ says the same of a result's JSON. */
bool tbi_fact_counts_say(tb_arena *a, const char **text, const char **text_vi,
                         const tb_fact_counts *n);

#endif
