/* mvnormal.c - Cholesky by rows, with room for directions without spread. */
#include "statespace/mvnormal.h"

#include <math.h>

bool tbi_mvnormal_factor(double *v, size_t n)
{
    double largest = 0;
    for (size_t i = 0; i < n; i++)
        largest = fmax(largest, v[i * n + i]);
    if (!isfinite(largest))
        return false;
    /* a variance below zero is none, however small the others are */
    for (size_t i = 0; i < n; i++)
        if (!(v[i * n + i] >= -1e-8 * largest))
            return false;
    if (largest <= 0) { /* a law without spread */
        for (size_t i = 0; i < n * n; i++)
            v[i] = 0;
        return true;
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j <= i; j++) {
            double s = v[i * n + j];
            for (size_t k = 0; k < j; k++)
                s -= v[i * n + k] * v[j * n + k];
            if (i == j) {
                if (!(s > -1e-8 * largest))
                    return false;
                v[i * n + i] = s > 1e-12 * largest ? sqrt(s) : 0;
            } else {
                v[i * n + j] = v[j * n + j] > 0 ? s / v[j * n + j] : 0;
            }
        }
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            v[i * n + j] = 0;
    return true;
}

void tbi_mvnormal_forward(const double *l, size_t n, double *b)
{
    for (size_t i = 0; i < n; i++) {
        double s = b[i];
        for (size_t k = 0; k < i; k++)
            s -= l[i * n + k] * b[k];
        b[i] = l[i * n + i] > 0 ? s / l[i * n + i] : 0;
    }
}

void tbi_mvnormal_back(const double *l, size_t n, double *b)
{
    for (size_t i = n; i-- > 0;) {
        double s = b[i];
        for (size_t k = i + 1; k < n; k++)
            s -= l[k * n + i] * b[k];
        b[i] = l[i * n + i] > 0 ? s / l[i * n + i] : 0;
    }
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
