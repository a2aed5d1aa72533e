/* num/optimise.h - the smallest value of a smooth function without written derivatives, and its
 * curvature there. */
#ifndef TB_NUM_OPTIMISE_H
#define TB_NUM_OPTIMISE_H

#include <stdbool.h>
#include <stddef.h>
#include <tangbac/error.h>

/* value [points] of f at each of x [points][n]; a point's value may not depend on the others. Must
 * be finite at the start; where it is not, the search turns back. Several at once, since they are
 * faster side by side than one by one. */
typedef void (*tb_minimand)(double *value, const double *x, size_t points, size_t n, void *with);

/* Quasi-Newton with central differences and a backtracking line search (Nocedal and Wright 2006,
 * ch. 3 and 6).
 *   x [n] start in, optimum out · value out · most: steps
 * Ends when the gradient is shorter than `tolerance` or no step improves. TB_ECONVERGE when neither
 * happens in `most` steps, TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_minimise(double *x, double *value, size_t n, tb_minimand f, void *with,
                                     double tolerance, size_t most, tb_err *err);

/* Second derivatives by central differences with sides step: h [n x n], symmetric. false: no
 * memory. */
bool tbi_hessian(double *h, const double *x, size_t n, double step, tb_minimand f, void *with);

#endif
