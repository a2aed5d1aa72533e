/* error_factor.c - the Cholesky factor of a covariance of scores, or its diagonal. */
#include "simulate/error_factor.h"

#include "base/error.h"
#include "messages/simulate.h"
#include "num/simd.h"
#include "statespace/mvnormal.h"

#include <math.h>
#include <string.h>

tb_status tbi_error_factor_make(tb_error_factor *out, const double *covariance, size_t n,
                                tb_arena *a, tb_err *err)
{
    bool apart = tbi_mvnormal_is_diagonal(covariance, n);
    tb_arena own = { 0 };
    double *factor = TB_NEW(&own, double, (n * n));
    double *l = TB_NEW(a, double, (apart ? n : n * (n + 1) / 2));
    tb_status st = TB_OK;
    if (factor == NULL || l == NULL) {
        tbi_arena_free(&own);
        return tbi_no_memory(err, "the errors of scores");
    }
    memcpy(factor, covariance, n * n * sizeof *factor);
    if (!tbi_mvnormal_factor(factor, n))
        st = tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_MATRIX_GIVEN_SCORES_COVARIANCE);
    for (size_t i = 0; i < n; i++) {
        if (apart)
            l[i] = factor[i * n + i];
        else
            memcpy(l + i * (i + 1) / 2, factor + i * n, (i + 1) * sizeof *l);
    }
    tbi_arena_free(&own);
    *out = (tb_error_factor){ n, apart ? NULL : l, apart ? l : NULL };
    return st;
}

/* One fused step, as the triangle has it for the only element of a row that is not 0. */
void tbi_error_factor_multiply(double *y, const tb_error_factor *f, const double *mean,
                               const double *z, size_t draws)
{
    if (f->l != NULL) {
        tbi_simd_best()->triangle(y, f->l, mean, z, f->n, draws);
        return;
    }
    for (size_t i = 0; i < f->n; i++)
        for (size_t d = 0; d < draws; d++)
            y[i * draws + d] = fma(f->sd[i], z[i * draws + d], mean[i]);
}
