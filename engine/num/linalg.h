/* num/linalg.h - least squares and positive definite systems, with rank and condition said aloud.
 * All matrices column-major, leading dimension = rows.
 */
#ifndef TB_NUM_LINALG_H
#define TB_NUM_LINALG_H

#include <stdbool.h>
#include <stddef.h>

/* Householder QR that walks the columns in the order given and sets aside each that is a
 * combination of those before it (what is left of it is shorter than tolerance * norm[j]; so a
 * later term is dropped, never an earlier one). x [m x n] in; out: the reflections and R of the
 * kept columns · norm [n] in: lengths to compare with, NULL = the columns' own keep [n] out: 1 =
 * kept · y [m] in; out: Q'y · tau [n] out · returns the rank r R (upper, r x r) stands in the first
 * r rows of the kept columns; after the call kept columns have been moved to the front in their
 * order. O(m n^2).
 */
size_t tbi_qr(double *x, size_t m, size_t n, const double *norm, double tolerance,
              unsigned char *keep, double *y, double *tau);
/* b [r] = R^-1 (Q'y)[0..r-1] for the factors of tbi_qr. */
void tbi_qr_solve(double *b, const double *x, size_t m, size_t r, const double *qty);
/* g [r] = R'^-1 g: diagonals of R may be negative. */
void tbi_qr_solve_transposed(double *g, const double *x, size_t m, size_t r);
/* c [r x r] = (R'R)^-1. */
void tbi_qr_inverse(double *c, const double *x, size_t m, size_t r);

/* Least squares by singular values: the shortest b among ties. x [m x n] and y [m] are overwritten;
 * b [n] out; s [min(m, n)] singular values out, descending. Singular values under tolerance * s[0]
 * count as zero. Returns the rank, or -1 when the decomposition did not converge or there was no
 * memory. */
long tbi_lstsq(double *b, double *s, double *x, size_t m, size_t n, double *y, double tolerance);

/* Singular values and right vectors: x [m x n] overwritten by its left vectors (m >= n), s [n]
 * descending, vt [n x n]. false: no convergence or memory. */
bool tbi_svd(double *x, size_t m, size_t n, double *s, double *vt);

/* Cholesky: a [n x n] (upper triangle read) becomes its upper factor R, a = R'R; the lower triangle
 * is zeroed. false: not positive definite. */
bool tbi_chol(double *a, size_t n);
/* x [n x k] = a^-1 x by the factor of tbi_chol. */
void tbi_chol_solve(const double *r, size_t n, double *x, size_t k);
/* x [n x k] = R'^-1 x: the half step. */
void tbi_chol_half(const double *r, size_t n, double *x, size_t k);
/* out [n x n] (both triangles) = a^-1 by the factor of tbi_chol. */
void tbi_chol_inverse(double *out, const double *r, size_t n);
/* Estimated reciprocal condition number (1-norm) of a matrix whose factor is r and whose 1-norm was
 * `norm`. */
double tbi_chol_rcond(const double *r, size_t n, double norm);

/* Eigenvalues (ascending) and vectors of a symmetric matrix: a [n x n] becomes the vectors. false:
 * no convergence or memory. */
bool tbi_eigen(double *a, size_t n, double *value);
/* out = f(a) of a symmetric positive semi-definite a [n x n], where eigenvalues below tolerance *
 * largest count as zero: power -1 (pseudo-inverse),
 * -0.5, 0.5. Returns the rank, -1 on failure. scratch [n * n + n]. out may be a. */
long tbi_sympower(double *out, const double *a, size_t n, double power, double tolerance,
                  double *scratch);

/* Pivoted Cholesky of a positive semi-definite a [n x n]: finds `rank` independent rows, order [n]
 * out (independent first), and leaves in a (leading rank x rank) the factor R of the permuted
 * matrix. tolerance is a share of the largest diagonal element. */
size_t tbi_chol_pivot(double *a, size_t n, double tolerance, size_t *order);

#endif
