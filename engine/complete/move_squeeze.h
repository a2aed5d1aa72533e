/* complete/move_squeeze.h - scores between two others that move together and keep their order: part
 * of an overtaking (move_overtake.c), where the units of a gap give way when its upper edge moves,
 * which otherwise had to wait until every one of them stood low enough by chance; and of stretches
 * of a table (move_stretch.c).
 *
 *   units     H, between L, which stays, and E, which moves to E'.
 *   map       s_h = L + (E - L) x_h  ->  s_h' = L + (E' - L) x_h^g. g > 0 is given; or it is such
 *             that sum s_h' = sum s_h - rise, with `rise` what other units gain in sum. One g does
 *             that, since the left side falls from n E' to n L.
 *   reverse   E and E' exchanged, -rise: the same map with 1 / g.
 *   Jacobian  F_h = ds_h'/ds_h at a fixed g, prod F_h; where g hangs on all s_h, a matrix of rank
 *             one beside diag(F): |det| = prod F_h * (E - L) sum x_h log x_h / (g (E' - L) sum
 *             x_h^g log x_h) (the matrix determinant lemma). Of one unit it is 1.
 *
 * Where nothing bounds the units below (above), their distances from E (from L) are multiplied:
 *
 *   map       s_h -> E' + g (s_h - E), g > 0 given or that of the sum; reverse by 1 / g.
 *   Jacobian  g^n; where g hangs on the sum, g^(n - 1) (the same lemma).
 */
#ifndef TB_COMPLETE_MOVE_SQUEEZE_H
#define TB_COMPLETE_MOVE_SQUEEZE_H

#include "complete/chain_state.h"

/* The units are in saved_member [first .. first + n) of the year; where they go comes to stand
 * beside them in saved_score. One of low and top may be infinite. */
typedef struct tb_squeeze {
    double low, top, top_to, rise;
    size_t first, n;
} tb_squeeze;

/* Adds the units of a gap that may move, but for two (TB_NO_SLOT: none). */
void tbi_squeeze_gap(tb_squeeze *q, tb_chain_year *w, size_t gap, size_t but, size_t nor);

/* Log of the Jacobian and of the change of the density given the units' other years; by a power, or
 * factor, g; by that which loses `rise` in sum. -INFINITY: the limits are no numbers, nobody gives
 * way, or somebody would leave the limits of its own. Nothing but the year's scratch changes. */
double tbi_squeeze_by(tb_squeeze *q, tb_chain *c, size_t t, double g);
double tbi_squeeze_even(tb_squeeze *q, tb_chain *c, size_t t);

/* Puts the scores where they go. */
void tbi_squeeze_take(const tb_squeeze *q, tb_chain *c, size_t t);

#endif
