/* num/linalg_product.h - products of column-major matrices, by OpenBLAS at one thread. Small ones
 * are done in place, since a call costs more than they do.
 */
#ifndef TB_NUM_LINALG_PRODUCT_H
#define TB_NUM_LINALG_PRODUCT_H

#include <stddef.h>

/* c [m x n] = alpha * op(a) op(b) + beta * c; op is the transpose where the flag is not 0; inner
 * dimension k. lda, ldb, ldc: leading dimensions of the arrays as they are stored. */
void tbi_gemm(int ta, int tb, size_t m, size_t n, size_t k, double alpha, const double *a,
              size_t lda, const double *b, size_t ldb, double beta, double *c, size_t ldc);
/* y = alpha * op(a) x + beta * y; a is stored [m x n]. */
void tbi_gemv(int ta, size_t m, size_t n, double alpha, const double *a, size_t lda,
              const double *x, double beta, double *y);
/* c [k x k], both triangles, = x'x of x [n x k]. */
void tbi_cross(double *c, const double *x, size_t n, size_t k, size_t ldx);
/* c [k x k], both triangles, += x'x of a block x [n x k]. */
void tbi_cross_add(double *c, const double *x, size_t n, size_t k, size_t ldx);
/* The thread that asks, 0 outside parallel regions. */
int tbi_thread_number(void);
/* x'y of two vectors, in a fixed order of sums. */
double tbi_dot(const double *x, const double *y, size_t n);
/* y += a x */
void tbi_axpy(double *y, double a, const double *x, size_t n);
/* c [k x k] = a b a' for symmetric a and b [k x k]; scratch [k x k]. c may not overlap the others.
 * */
void tbi_sandwich(double *c, const double *a, const double *b, size_t k, double *scratch);

#endif
