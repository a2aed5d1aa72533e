/* attain/rivals.h - the other units of a draw: in order, and who of them stands between a unit and
 * its goal. */
#ifndef TB_ATTAIN_RIVALS_H
#define TB_ATTAIN_RIVALS_H

#include "attain/index_draws.h"

/* The others' scores of the goal's year, turned so that larger is better, best first, NaN behind;
 * returns how many have one. out, now [units]; row [units]: the ranks of all in that draw, NULL:
 * they are sorted. */
size_t tbi_others_sort(double *out, const tb_goal_state *aim, const double *now, size_t units,
                       const uint8_t *row);

/* Room for tbi_rivals_note in blocks of `block` of the kept draws; errors: false, no memory. */
bool tbi_rivals_start(tb_goal_state *aim, size_t kept, size_t block, tb_arena *a);
/* One kept draw of block number `block`: who stands between where the goal is missed by aim->gap.
 * A block is one thread's; the next ones are others' or its own. */
void tbi_rivals_note(tb_goal_state *aim, size_t block, size_t draw, const double *now,
                     size_t units);
/* Fills aim->between and aim->lead, block after block, so that sums do not depend on threads. */
void tbi_rivals_sum(tb_goal_state *aim, size_t units);

#endif
