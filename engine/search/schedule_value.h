/* search/schedule_value.h - a schedule that is decided in part: when its keys count, and what that
 * makes of a draw. Bounds are what the walk of schedule.c cuts by. */
#ifndef TB_SEARCH_SCHEDULE_VALUE_H
#define TB_SEARCH_SCHEDULE_VALUE_H

#include "search/schedule_problem.h"

/* From which year on each key counts: as decided, and at the earliest if everything undecided began
 * at once. years = never. */
typedef struct tb_schedule_timing {
    size_t now[TB_SCHEDULE_KEYS], soon[TB_SCHEDULE_KEYS];
    /* keys that what is left of the budget and the number can still bring, at most */
    size_t more;
    /* [family][year] of the records that act by then as decided, how much of their sum counts */
    double part[TB_PLAN_FAMILIES][TB_SCHEDULE_YEARS];
} tb_schedule_timing;

/* What is known of a goal or a draw at a node: met as decided, may still be met, met whatever
 * follows. now implies possible, sure implies now. */
typedef struct tb_schedule_verdict {
    bool now, possible, sure;
} tb_schedule_verdict;

/* Times the keys of the first `decided` choices of `order`, the others being free to begin at once;
 * order NULL: all are decided. O(choices keys). */
void tbi_schedule_time(tb_schedule_timing *t, const tb_schedule_problem *p,
                       const unsigned char *start, const size_t *order, size_t decided);

/* All goals of a draw: each that stands alone and, of each group, as many as it needs. */
tb_schedule_verdict tbi_schedule_judge(const tb_schedule_problem *p, const tb_schedule_timing *t,
                                       size_t draw);

#endif
