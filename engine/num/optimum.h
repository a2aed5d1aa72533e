/* num/optimum.h - the smallest value of a function that has no derivatives, and its curvature there. */
#ifndef TB_NUM_OPTIMUM_H
#define TB_NUM_OPTIMUM_H

#include <stddef.h>
#include <tangbac/error.h>

/* f(x, with), x [n]; must be finite at the start and may be +inf elsewhere. */
typedef double (*tb_objective)(const double *x, size_t n, void *with);

/* Nelder and Mead (1965), GSL's nmsimplex2, started again once from its own end so that a collapsed simplex does not pass for an optimum.
 *   x [n] start in, optimum out · value out · step [n] first sides of the simplex · most: evaluations of a run
 * TB_ECONVERGE when the simplex is still larger than `tolerance` after `most` iterations, TB_ENOMEM. */
TB_MUST_CHECK tb_status tb_minimise(double *x, double *value, size_t n, const double *step, tb_objective f, void *with, double tolerance, size_t most,
                                    tb_err *err);

/* Second derivatives by central differences with sides step [n]: h [n x n], symmetric. */
void tb_hessian(double *h, const double *x, size_t n, const double *step, tb_objective f, void *with);

#endif
