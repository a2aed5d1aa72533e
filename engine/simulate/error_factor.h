/* simulate/error_factor.h - errors of scores from independent normals: y = mean + L z, L L' their
 * covariance. Errors that are independent of each other, the usual case, need no triangle: the same
 * numbers in time and memory that grow with the units. */
#ifndef TB_SIMULATE_ERROR_FACTOR_H
#define TB_SIMULATE_ERROR_FACTOR_H

#include "base/arena.h"

#include <stddef.h>
#include <tangbac/error.h>

typedef struct tb_error_factor {
    size_t n;
    /* lower triangle row by row, row i from i (i + 1) / 2; NULL: independent errors */
    const double *l;
    const double *sd; /* [n] where l is NULL */
} tb_error_factor;

/* covariance [n][n] is not kept. Errors: TB_EDATA (it is none), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_error_factor_make(tb_error_factor *out, const double *covariance,
                                              size_t n, tb_arena *a, tb_err *err);
/* y [n][draws] = mean [n] + L z [n][draws]; draws is a multiple of 8, y is not z. */
void tbi_error_factor_multiply(double *y, const tb_error_factor *f, const double *mean,
                               const double *z, size_t draws);

#endif
