/* complete/rank_bounds.h - the places of a year's table: what their scores can be by the facts, and
 * the facts' names for sentences. */
#ifndef TB_COMPLETE_RANK_BOUNDS_H
#define TB_COMPLETE_RANK_BOUNDS_H

#include "complete/table_facts.h"

#include <math.h>

enum { TB_NOBODY = -1 };
/* Which fact sets a limit: a unit's from 0 on, else one of these; TB_WHY_BAR - k: bar k. */
enum { TB_WHY_OPEN = -1, TB_WHY_BEST = -2, TB_WHY_WORST = -3, TB_WHY_BAR = -4 };

/* Place p (0-based): who stands there, between which scores, and by which facts. Memory is the
 * arena's. */
typedef struct tb_rank_bounds {
    const tb_constraints *f;
    const tb_table_year *y;
    tb_arena *a;
    size_t n;
    ptrdiff_t *who;                /* [n] unit or TB_NOBODY */
    double *low, *high;            /* [n] from above to below neither rises */
    ptrdiff_t *why_low, *why_high; /* [n] the fact that sets it (tbi_rank_bounds_say_why) */
    size_t n_job, *job;            /* units of the table without a place */
    /* [n_unit] the places from .. to - 1 where one of these can stand */
    size_t *from, *to;
    unsigned char *has_place, *scratch; /* [n_unit] */
    /* [n_unit] and [n] a seating of those without a place: where each would stand, and who there */
    size_t *held;
    ptrdiff_t *guest;
    /* jobs by the first place that they may have, and a heap of those that wait: [n], [n_unit] */
    size_t *first_job, *next_job, *heap;
    bool seated; /* whether all of them have a place in it */
} tb_rank_bounds;

/* The ends of what a unit can score; a known score is both. */
static inline double tbi_rank_bounds_lowest(const tb_rank_bounds *s, size_t unit)
{
    return isnan(s->y->fixed[unit]) ? s->y->low[unit] : s->y->fixed[unit];
}
static inline double tbi_rank_bounds_highest(const tb_rank_bounds *s, size_t unit)
{
    return isnan(s->y->fixed[unit]) ? s->y->high[unit] : s->y->fixed[unit];
}

/* Places published units, and gives every place the limits that places, counts and extremes set.
 * Errors: TB_EDATA naming the facts that contradict one another, with their sources; TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_rank_bounds_limit(tb_rank_bounds *out, const tb_constraints *f,
                                              size_t t, tb_arena *a, tb_err *err);

/* Whether the means can be met by scores within the limits, and by one another. from and to are
 * set. Errors: TB_EDATA. */
TB_MUST_CHECK tb_status tbi_rank_bounds_check_means(const tb_rank_bounds *s, tb_err *err);

/* What is known of a unit, and the fact that sets a limit, in words. */
tb_fact_words tbi_rank_bounds_say_unit(const tb_rank_bounds *s, size_t unit);
tb_fact_words tbi_rank_bounds_say_why(const tb_rank_bounds *s, ptrdiff_t why);

#endif
