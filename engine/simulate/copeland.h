/* simulate/copeland.h - Copeland's rule (Munda 2008): units beaten less units lost to. */
#ifndef TB_SIMULATE_COPELAND_H
#define TB_SIMULATE_COPELAND_H

#include <stddef.h>

enum { TB_COPELAND_LANES = 64 };

/* What is compared. Unit i beats k when the weights of the components in which i is ahead outweigh
 * the others; units without a composite are met by nobody. */
typedef struct tb_copeland {
    const double *x;     /* [parts][units] larger is better */
    const double *g;     /* [parts][lanes] weights */
    const double *there; /* [units][lanes] 1: every component that counts is known, else 0 */
    size_t units, parts;
} tb_copeland;

/* Many settings of one table: score [units][lanes]; scratch sign [units][parts], ahead
 * [units][lanes]. lanes: a multiple of 8, at most TB_COPELAND_LANES. O(units^2 parts) for each
 * vector of lanes. */
void tbi_copeland_lanes(double *score, const tb_copeland *c, size_t lanes, double *sign,
                        double *ahead);
/* One setting: score [units], scratch v [units], both padded to whole vectors. */
void tbi_copeland_lane(double *score, const tb_copeland *c, double *v);

#endif
