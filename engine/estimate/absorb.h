/* estimate/absorb.h - effects of units, years, regions taken out of columns without building their
 * dummies: exact for unbalanced panels and any number of ways.
 *
 * The way with most levels is taken out by means (M1); the others together solve S g = D'M1 v, S =
 * D'M1 D, of their levels' size, once factored by pivoted Cholesky, so that the rank (hence the
 * degrees of freedom) is known (Frisch-Waugh-Lovell). Above 1500 levels S is never built: conjugate
 * gradients to 1e-13. */
#ifndef TB_ESTIMATE_ABSORB_H
#define TB_ESTIMATE_ABSORB_H

#include "estimate/frame.h"

typedef struct tb_absorb {
    /* rows; effects, the first included */
    size_t n, ways;
    /* the effect with the most levels, swept out by its means */
    tb_levels first;
    const double *root; /* [n] roots of the rows' weights; NULL: all 1 */
    double *inverse;    /* [first.count] 1 / sum of weights */
    /* effects beside the first */
    size_t others;
    tb_levels other[TB_EFFECTS_MAX];
    size_t offset[TB_EFFECTS_MAX], m; /* levels of the others, together */
    /* pivoted Cholesky of S [m x m]; NULL: conjugate gradients */
    double *factor;
    size_t *order, rest; /* rank of S */
    size_t rank;         /* of all dummies */
    /* conjugate gradients with three and more ways: rank is an upper bound */
    bool rank_is_bound;
} tb_absorb;

/* Prepares n rows and `ways` effects. ways 0 is fine: nothing is taken out. root [n], borrowed:
 * rows were multiplied by it (weighted least squares), so the dummies that are taken out are too;
 * NULL for none. */
TB_MUST_CHECK tb_status tbi_absorb_make(tb_absorb *b, const tb_levels *effect, size_t ways,
                                        size_t n, const double *root, tb_arena *a, tb_err *err);
/* v [n x k] column-major, in place, already multiplied by root. room [tbi_absorb_room] */
size_t tbi_absorb_room(const tb_absorb *b);
void tbi_absorb_out(const tb_absorb *b, double *v, size_t k, double *room);

#endif
