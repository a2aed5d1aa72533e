/* statespace/mvnormal.h - small dense normal distributions (a province over its years): factor,
 * solve, condition.
 * Sizes are a few dozen, so plain loops are fastest. */
#ifndef TB_STATESPACE_MVNORMAL_H
#define TB_STATESPACE_MVNORMAL_H

#include <stdbool.h>
#include <stddef.h>

/* v [n x n] row-major, symmetric: overwritten by its lower Cholesky factor (zeros above). Pivots
 * below 1e-12 of the largest diagonal become 0 and so do their columns: a distribution without
 * spread in a direction is allowed. false: not a covariance. */
bool tbi_mvnormal_factor(double *v, size_t n);

/* Whether nothing below the diagonal differs from 0. O(n^2) */
bool tbi_mvnormal_is_diagonal(const double *v, size_t n);

/* Solves L y = b (forward) and L' x = y (back) in place; a zero pivot gives 0. */
void tbi_mvnormal_forward(const double *l, size_t n, double *b);
void tbi_mvnormal_back(const double *l, size_t n, double *b);

/* The distribution of the wanted given the known: with cov(known) = kk [k x k] (overwritten by its
 * factor), cov(wanted, known) = wk [w x k], cov(wanted) = ww [w x w]: weight [w x k] = wk kk^-1, ww
 * <- factor of ww - weight kw. false: not a covariance. */
bool tbi_mvnormal_condition(double *weight, double *ww, double *kk, const double *wk, size_t w,
                            size_t k);

#endif
