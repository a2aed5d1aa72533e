/* estimate/centred.h - regressors with effects (or just their means) taken out, for methods that
 * shrink: every column stays, collinear or not. */
#ifndef TB_ESTIMATE_CENTRED_H
#define TB_ESTIMATE_CENTRED_H

#include "estimate/result.h"

typedef struct tb_centred {
    size_t n, k;
    double *x, *y;     /* [n x k], [n] */
    double *scale;     /* [k] root of the mean square of each column */
    const char **term; /* [k] */
    size_t *column;    /* [k] of the frame */
    double spent;      /* parameters taken out */
} tb_centred;
/* Columns without variation are dropped by name into r->ols.drop. */
TB_MUST_CHECK tb_status tbi_centre(tb_centred *c, tb_run *r, tb_err *err);
/* Puts b [k] of these columns into the result, with an intercept in front where there was one; se
 * may be NULL. reason: why there is no test. */
TB_MUST_CHECK tb_status tbi_centred_result(tb_run *r, const tb_centred *c, const double *b,
                                           const double *se, double parameters,
                                           const tb_reason *reason, tb_err *err);

#endif
