/* linalg.c - the narrow door to LAPACK, and a Householder QR that drops columns by their order and
 * not by their size. */
#include "num/linalg.h"

#include "base/refusals.h"
#include "num/libraries.h"

#include <lapacke.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cblas.h>

/* Euclidean length without overflow. */
static double compute_length(const double *x, size_t n)
{
    double big = 0, sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i] * x[i];
    if (sum > 1e-200 && sum < 1e200)
        return sqrt(sum);
    for (size_t i = 0; i < n; i++)
        if (fabs(x[i]) > big)
            big = fabs(x[i]);
    if (big == 0 || !isfinite(big))
        return big;
    sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (x[i] / big) * (x[i] / big);
    return big * sqrt(sum);
}

/* Applies I - tau v v' (v[0] = 1, the rest in v) to y. */
static void apply_reflection(double *y, const double *v, double tau, size_t m)
{
    double s = y[0];
    for (size_t i = 1; i < m; i++)
        s += v[i] * y[i];
    s *= tau;
    y[0] -= s;
    for (size_t i = 1; i < m; i++)
        y[i] -= s * v[i];
}

/* Householder with LAPACK's storage: H = I - tau v v', v_r = 1 is not stored, the rest of v lies
 * below the diagonal. A column goes when what the others leave of it is within tolerance of
 * nothing, measured by its length before (norm [n], else its own). Kept columns close up to the
 * left: column r of the factor is the r-th kept one. */
size_t tbi_qr(double *x, size_t m, size_t n, const double *norm, double tolerance,
              unsigned char *keep, double *y, double *tau)
{
    size_t r = 0;
    for (size_t j = 0; j < n; j++) {
        double *c = x + j * m;
        double was = norm != NULL ? norm[j] : compute_length(c, m);
        for (size_t p = 0; p < r; p++)
            apply_reflection(c + p, x + p * m + p, tau[p], m - p);
        double left = r < m ? compute_length(c + r, m - r) : 0;
        keep[j] = r < m && left > 0 && left > tolerance * was;
        if (!keep[j])
            continue;
        double alpha = c[r] > 0 ? -left : left, v0 = c[r] - alpha;
        tau[r] = -v0 / alpha;
        for (size_t i = r + 1; i < m; i++)
            c[i] /= v0;
        c[r] = alpha;
        if (r != j)
            memmove(x + r * m, c, m * sizeof *x);
        if (y != NULL)
            apply_reflection(y + r, x + r * m + r, tau[r], m - r);
        r++;
    }
    return r;
}

/* R b = qty [r], R in the upper triangle of x with leading dimension m. */
void tbi_qr_solve(double *b, const double *x, size_t m, size_t r, const double *qty)
{
    for (size_t i = r; i-- > 0;) {
        double s = qty[i];
        for (size_t j = i + 1; j < r; j++)
            s -= x[i + j * m] * b[j];
        b[i] = s / x[i + i * m];
    }
}

/* R' g = g in place. */
void tbi_qr_solve_transposed(double *g, const double *x, size_t m, size_t r)
{
    for (size_t i = 0; i < r; i++) {
        double s = g[i];
        for (size_t j = 0; j < i; j++)
            s -= x[j + i * m] * g[j];
        g[i] = s / x[i + i * m];
    }
}

/* c [r x r] = (X'X)^-1 = R^-1 R^-T. */
void tbi_qr_inverse(double *c, const double *x, size_t m, size_t r)
{
    /* rows of R^-1, then (R^-1)(R^-1)' */
    memset(c, 0, r * r * sizeof *c);
    for (size_t j = 0; j < r; j++) {
        c[j + j * r] = 1 / x[j + j * m];
        for (size_t i = j; i-- > 0;) {
            double s = 0;
            for (size_t l = i + 1; l <= j; l++)
                s += x[i + l * m] * c[l + j * r];
            c[i + j * r] = -s / x[i + i * m];
        }
    }
    for (size_t i = 0; i < r; i++)
        for (size_t j = i; j < r; j++) {
            double s = 0;
            for (size_t l = j; l < r; l++)
                s += c[i + l * r] * c[j + l * r];
            /* upper: rows i <= j only read what stands at or right of column j */
            c[i + j * r] = s;
        }
    for (size_t j = 0; j < r; j++)
        for (size_t i = j + 1; i < r; i++)
            c[i + j * r] = c[j + i * r];
}

/* LAPACKE asks for room of its own, and says so when it is refused: that is no lack of
 * convergence. */
static bool is_done(lapack_int info)
{
    if (info == LAPACK_WORK_MEMORY_ERROR || info == LAPACK_TRANSPOSE_MEMORY_ERROR)
        tbi_note_refusal();
    return info == 0;
}

/* The right side goes through a copy since LAPACK wants room for max(m, n) in it. -1: no memory
 * or no convergence. */
long tbi_lstsq(double *b, double *s, double *x, size_t m, size_t n, double *y, double tolerance)
{
    if (!tbi_blas_start())
        return -1;
    size_t big = m > n ? m : n;
    double *room = tbi_calloc(big > 0 ? big : 1, sizeof *room);
    lapack_int rank = 0;
    if (room == NULL)
        return -1;
    memcpy(room, y, m * sizeof *room);
    lapack_int info = LAPACKE_dgelsd(LAPACK_COL_MAJOR, (lapack_int)m, (lapack_int)n, 1, x,
                                     (lapack_int)m, room, (lapack_int)big, s, tolerance, &rank);
    memcpy(b, room, n * sizeof *b);
    free(room);
    return is_done(info) ? (long)rank : -1;
}

/* 'O': the left vectors overwrite x. */
bool tbi_svd(double *x, size_t m, size_t n, double *s, double *vt)
{
    if (!tbi_blas_start())
        return false;
    double *rest = tbi_calloc(n > 0 ? n : 1, sizeof *rest);
    double none = 0;
    if (rest == NULL)
        return false;
    lapack_int info = LAPACKE_dgesvd(LAPACK_COL_MAJOR, 'O', vt != NULL ? 'A' : 'N', (lapack_int)m,
                                     (lapack_int)n, x, (lapack_int)m, s, &none, 1,
                                     vt != NULL ? vt : &none, vt != NULL ? (lapack_int)n : 1, rest);
    free(rest);
    return is_done(info);
}

/* LAPACK leaves what was below the diagonal; zeros are written so that the factor can be
 * multiplied as a full matrix. */
bool tbi_chol(double *a, size_t n)
{
    if (!tbi_blas_start())
        return false;
    lapack_int info = 0;
    lapack_int size = (lapack_int)n;
    if (n > 0)
        info = LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, 'U', size, a, size);
    if (info != 0)
        return false;
    for (size_t j = 0; j < n; j++) {
        if (!isfinite(a[j + j * n]))
            return false;
        for (size_t i = j + 1; i < n; i++)
            a[i + j * n] = 0;
    }
    return true;
}

/* A x = b for k right sides in x [n x k], A = R'R with R in the upper triangle. */
void tbi_chol_solve(const double *r, size_t n, double *x, size_t k)
{
    if (n == 0 || k == 0)
        return;
    cblas_dtrsm(CblasColMajor, CblasLeft, CblasUpper, CblasTrans, CblasNonUnit, (int)n, (int)k, 1,
                r, (int)n, x, (int)n);
    cblas_dtrsm(CblasColMajor, CblasLeft, CblasUpper, CblasNoTrans, CblasNonUnit, (int)n, (int)k, 1,
                r, (int)n, x, (int)n);
}

/* x := R^-T x, of which the squared lengths are x'A^-1 x. */
void tbi_chol_half(const double *r, size_t n, double *x, size_t k)
{
    if (n == 0 || k == 0)
        return;
    cblas_dtrsm(CblasColMajor, CblasLeft, CblasUpper, CblasTrans, CblasNonUnit, (int)n, (int)k, 1,
                r, (int)n, x, (int)n);
}

/* Both triangles of out are set. */
void tbi_chol_inverse(double *out, const double *r, size_t n)
{
    if (n == 0)
        return;
    memcpy(out, r, n * n * sizeof *out);
    LAPACKE_dpotri_work(LAPACK_COL_MAJOR, 'U', (lapack_int)n, out, (lapack_int)n);
    for (size_t j = 0; j < n; j++)
        for (size_t i = j + 1; i < n; i++)
            out[i + j * n] = out[j + i * n];
}

/* norm: the 1-norm of A before it was factored. 0 when it cannot be estimated. */
double tbi_chol_rcond(const double *r, size_t n, double norm)
{
    double rcond = 0;
    if (n == 0)
        return 1;
    lapack_int info =
        LAPACKE_dpocon(LAPACK_COL_MAJOR, 'U', (lapack_int)n, r, (lapack_int)n, norm, &rcond);
    return is_done(info) ? rcond : 0;
}

/* a [n x n] becomes its eigenvectors by column, value [n] ascends. false: no convergence or no
 * room. */
bool tbi_eigen(double *a, size_t n, double *value)
{
    if (!tbi_blas_start())
        return false;
    if (n == 0)
        return true;
    return is_done(
        LAPACKE_dsyevd(LAPACK_COL_MAJOR, 'V', 'U', (lapack_int)n, a, (lapack_int)n, value));
}

/* V diag(value^power) V' over the eigenvalues above tolerance times the largest: for negative
 * powers the Moore-Penrose form. scratch [n * n + n]; returns the rank, -1 without
 * convergence. */
long tbi_sympower(double *out, const double *a, size_t n, double power, double tolerance,
                  double *scratch)
{
    double *v = scratch, *value = scratch + n * n;
    if (n == 0)
        return 0;
    memcpy(v, a, n * n * sizeof *v);
    if (!tbi_eigen(v, n, value))
        return -1;
    long rank = 0;
    double top = value[n - 1];
    memset(out, 0, n * n * sizeof *out);
    for (size_t l = 0; l < n; l++) {
        if (!(value[l] > tolerance * top) || !(value[l] > 0))
            continue;
        double w = power == -1     ? 1 / value[l]
                   : power == -0.5 ? 1 / sqrt(value[l])
                   : power == 0.5  ? sqrt(value[l])
                                   : pow(value[l], power);
        rank++;
        for (size_t j = 0; j < n; j++) {
            double f = w * v[j + l * n];
            for (size_t i = 0; i < n; i++)
                out[i + j * n] += f * v[i + l * n];
        }
    }
    return rank;
}

/* Returns the rank: pivots below tolerance times the largest diagonal end it; order [n] is the
 * permutation, the kept columns first. */
size_t tbi_chol_pivot(double *a, size_t n, double tolerance, size_t *order)
{
    double top = 0;
    for (size_t j = 0; j < n; j++) {
        order[j] = j;
        if (a[j + j * n] > top)
            top = a[j + j * n];
        for (size_t i = j + 1; i < n; i++)
            a[i + j * n] = a[j + i * n];
    }
    /* right-looking on the full symmetric matrix; row p of R is left in row p, right of the
     * diagonal */
    for (size_t p = 0; p < n; p++) {
        size_t best = p;
        for (size_t j = p + 1; j < n; j++)
            if (a[j + j * n] > a[best + best * n])
                best = j;
        if (!(a[best + best * n] > tolerance * top))
            return p;
        if (best != p) {
            size_t t = order[p];
            order[p] = order[best];
            order[best] = t;
            for (size_t i = 0; i < n; i++) {
                double u = a[i + p * n];
                a[i + p * n] = a[i + best * n];
                a[i + best * n] = u;
            }
            for (size_t i = 0; i < n; i++) {
                double u = a[p + i * n];
                a[p + i * n] = a[best + i * n];
                a[best + i * n] = u;
            }
        }
        double d = sqrt(a[p + p * n]);
        a[p + p * n] = d;
        for (size_t j = p + 1; j < n; j++)
            a[p + j * n] /= d;
        for (size_t j = p + 1; j < n; j++) {
            double f = a[p + j * n];
            for (size_t i = p + 1; i <= j; i++)
                a[i + j * n] -= a[p + i * n] * f;
            a[j + p * n] = 0;
        }
        for (size_t j = p + 1; j < n; j++)
            for (size_t i = j + 1; i < n; i++)
                a[i + j * n] = a[j + i * n];
    }
    return n;
}
