/* linalg_product.c - the narrow door to CBLAS. */
#include "num/linalg_product.h"

#include "num/libraries.h"

#include <cblas.h>
#include <math.h>
#include <omp.h>

/* What cannot be computed without memory is no number; who hands an answer on sees the refusal. */
static void fill_unknown(double *c, size_t rows, size_t columns, size_t ld)
{
    for (size_t j = 0; j < columns; j++)
        for (size_t i = 0; i < rows; i++)
            c[i + j * ld] = NAN;
}

/* c = alpha op(a) op(b) + beta c, column-major. Without room for BLAS c becomes NaN, which no
 * result passes on unseen. */
void tbi_gemm(int ta, int tb, size_t m, size_t n, size_t k, double alpha, const double *a,
              size_t lda, const double *b, size_t ldb, double beta, double *c, size_t ldc)
{
    if (m == 0 || n == 0)
        return;
    if (!tbi_blas_start()) {
        fill_unknown(c, m, n, ldc);
        return;
    }
    cblas_dgemm(CblasColMajor, ta ? CblasTrans : CblasNoTrans, tb ? CblasTrans : CblasNoTrans,
                (int)m, (int)n, (int)k, alpha, a, (int)(lda ? lda : 1), b, (int)(ldb ? ldb : 1),
                beta, c, (int)ldc);
}

/* An empty sum is 0, and beta 0 overwrites what y held, NaN included; some BLAS return early
 * instead. */
void tbi_gemv(int ta, size_t m, size_t n, double alpha, const double *a, size_t lda,
              const double *x, double beta, double *y)
{
    if (m == 0 || n == 0) {
        size_t out = ta ? n : m;
        for (size_t i = 0; i < out; i++)
            y[i] = beta == 0 ? 0 : beta * y[i];
        return;
    }
    if (!tbi_blas_start()) {
        fill_unknown(y, ta ? n : m, 1, 0);
        return;
    }
    cblas_dgemv(CblasColMajor, ta ? CblasTrans : CblasNoTrans, (int)m, (int)n, alpha, a, (int)lda,
                x, 1, beta, y, 1);
}

/* c [k x k] = x'x, both triangles. */
void tbi_cross(double *c, const double *x, size_t n, size_t k, size_t ldx)
{
    if (k == 0)
        return;
    if (!tbi_blas_start()) {
        fill_unknown(c, k, k, k);
        return;
    }
    cblas_dsyrk(CblasColMajor, CblasUpper, CblasTrans, (int)k, (int)n, 1, x, (int)(ldx ? ldx : 1),
                0, c, (int)k);
    for (size_t j = 0; j < k; j++)
        for (size_t i = j + 1; i < k; i++)
            c[i + j * k] = c[j + i * k];
}

/* c += x'x, both triangles. */
void tbi_cross_add(double *c, const double *x, size_t n, size_t k, size_t ldx)
{
    if (k == 0 || n == 0)
        return;
    if (!tbi_blas_start()) {
        fill_unknown(c, k, k, k);
        return;
    }
    if (k <= 64) /* the square kernel is faster than the triangular one for narrow blocks */
        cblas_dgemm(CblasColMajor, CblasTrans, CblasNoTrans, (int)k, (int)k, (int)n, 1, x, (int)ldx,
                    x, (int)ldx, 1, c, (int)k);
    else
        cblas_dsyrk(CblasColMajor, CblasUpper, CblasTrans, (int)k, (int)n, 1, x, (int)ldx, 1, c,
                    (int)k);
    for (size_t j = 0; j < k; j++)
        for (size_t i = j + 1; i < k; i++)
            c[i + j * k] = c[j + i * k];
}

int tbi_thread_number(void)
{
    return omp_get_thread_num();
}

/* Four running sums in a fixed order: the same bits whatever the compiler makes of the loop. */
double tbi_dot(const double *x, const double *y, size_t n)
{
    double s[4] = { 0, 0, 0, 0 };
    size_t i = 0;
    for (; i + 4 <= n; i += 4)
        for (size_t l = 0; l < 4; l++)
            s[l] += x[i + l] * y[i + l];
    for (; i < n; i++)
        s[0] += x[i] * y[i];
    return (s[0] + s[1]) + (s[2] + s[3]);
}

void tbi_axpy(double *y, double a, const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] += a * x[i];
}

/* c = a b a', made symmetric; scratch [k x k]. */
void tbi_sandwich(double *c, const double *a, const double *b, size_t k, double *scratch)
{
    tbi_gemm(0, 0, k, k, k, 1, a, k, b, k, 0, scratch, k);
    tbi_gemm(0, 1, k, k, k, 1, scratch, k, a, k, 0, c, k);
    for (size_t j = 0; j < k; j++)
        for (size_t i = 0; i < j; i++)
            c[i + j * k] = c[j + i * k] = 0.5 * (c[i + j * k] + c[j + i * k]);
}
