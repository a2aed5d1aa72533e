/* lever/field_share.h - which share of the points that a total lacks a field lacks: from the cases
 * of which both are known, few as they are, of all fields beside it.
 *
 *   z_jf = sqrt((l_jf / L_j) / (max_f / max)),  l_jf what field f lacks and L_j what the total
 * lacks in
 *     case j: 1 where a field lacks as much of what is missing as it has of the maximum
 *   z_jf = mu_f + e_jf,  mu_f ~ N(mu, t^2),  e_jf ~ N(0, s^2)
 *
 * s^2 and t^2 by the analysis of variance (unequal groups: Searle, Casella and McCulloch 1992, sec.
 * 3.6), the mean of f drawn towards all fields' by n_f / (n_f + s^2 / t^2), and the next case
 * within t_df(0.9) sd of it, which is 8 in 10 (prediction: Hahn 1969), df those of s^2. Points of a
 * field and points of the others make the total: a share never passes 1.
 */
#ifndef TB_LEVER_FIELD_SHARE_H
#define TB_LEVER_FIELD_SHARE_H

#include "base/arena.h"

#include <tangbac/panel.h>

/* Both ends are shares of what the total lacks, 0..1. */
typedef struct tb_field_share {
    double low, high; /* 8 in 10, of what the total lacks; NaN: too little is known */
    size_t cases;     /* of all fields that it rests on */
} tb_field_share;

/* Of column `field` and its sisters (one parent, one kind) by what was known up to the origin.
 * Scratch is the arena's; false: no memory. */
bool tbi_field_share(tb_field_share *out, const tb_index *x, size_t field, int origin, tb_arena *a);

enum { TB_ANY_SCHEME = 9999 }; /* last: no scheme is too new */

/* The maximum of a column in a year, or of the nearest year in which it was read, which goes to
 * *scheme; schemes that begin after `last` do not count. NaN: never. */
double tbi_field_max(int *scheme, const tb_index *x, size_t column, int year, int last);

#endif
