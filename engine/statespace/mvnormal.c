/* mvnormal.c - covariances: which matrix is one, and what conditioning leaves of it. */
#include "statespace/mvnormal.h"

#include "num/small_chol.h"

#include <math.h>

/* As shares of the largest variance: a pivot below -NEGATIVE is no rounding error but a wrong
 * matrix, one below ZERO a direction without spread. */
#define NEGATIVE 1e-8
#define ZERO     1e-12

bool tbi_mvnormal_is_diagonal(const double *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            if (v[i * n + j] != 0)
                return false;
    return true;
}

/* A variance that is negative beyond rounding (NEGATIVE of the largest) is no covariance. */
bool tbi_mvnormal_factor(double *v, size_t n)
{
    double largest = 0;
    for (size_t i = 0; i < n; i++)
        largest = fmax(largest, v[i * n + i]);
    if (!isfinite(largest))
        return false;
    /* a variance below zero is none, however small the others are */
    for (size_t i = 0; i < n; i++)
        if (!(v[i * n + i] >= -NEGATIVE * largest))
            return false;
    if (largest <= 0) { /* a distribution without spread */
        for (size_t i = 0; i < n * n; i++)
            v[i] = 0;
        return true;
    }
    tb_pivot_rule rule = { 0, -NEGATIVE * largest, ZERO * largest };
    size_t block =
        tbi_mvnormal_is_diagonal(v, n) ? 1 : n; /* of independent directions each by itself */
    for (size_t i = 0; i < n; i += block)
        if (!tbi_small_chol(v + i * n + i, block, n, rule))
            return false;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            v[i * n + j] = 0;
    return true;
}

void tbi_mvnormal_forward(const double *l, size_t n, double *b)
{
    tbi_small_chol_forward(l, n, n, b);
}

void tbi_mvnormal_back(const double *l, size_t n, double *b)
{
    tbi_small_chol_back(l, n, n, b);
}

/* A row of the weights is kk^-1 wk_i by two triangular solves; no inverse is formed. */
bool tbi_mvnormal_condition(double *weight, double *ww, double *kk, const double *wk, size_t w,
                            size_t k)
{
    if (!tbi_mvnormal_factor(kk, k))
        return false;
    for (size_t i = 0; i < w; i++) {
        double *row = weight + i * k;
        for (size_t j = 0; j < k; j++)
            row[j] = wk[i * k + j];
        tbi_mvnormal_forward(kk, k, row);
        tbi_mvnormal_back(kk, k, row);
    }
    for (size_t i = 0; i < w; i++)
        for (size_t j = 0; j < w; j++)
            for (size_t m = 0; m < k; m++)
                ww[i * w + j] -= weight[i * k + m] * wk[j * k + m];
    return tbi_mvnormal_factor(ww, w);
}
