/* estimate/predict_dummies.h - what an estimate says of a row that it has not seen, absorbed
 * effects included, with intervals. */
#ifndef TB_ESTIMATE_PREDICT_DUMMIES_H
#define TB_ESTIMATE_PREDICT_DUMMIES_H

#include "estimate/columns.h"
#include "estimate/result.h"

/* The regression without its first effect: columns z [n x p] (regressors, then dummies of the other
 * effects that count) with that effect's means taken out, and theta: all that a prediction x'b +
 * a_i + l_t needs. a_i = mean(y)_i - mean(z)_i'theta.
 *
 * Its error is that of mean(y)_i and of theta. Classical: sigma^2 / n_i + (z - mean_i)' V (z -
 * mean_i), the two are independent. Robust: both are linear in the same errors, so the sandwich is
 * made for theta and all a_i together (v [p + levels]). Where an effect lies within one cluster the
 * residuals of that cluster sum to zero in it, and the sandwich sees no error of the effect at all:
 * then there is no interval. The error of a new row itself is what a robust variance does not
 * assume to know: no interval of observations. */
typedef struct tb_dummy_regression {
    const tb_run *r;
    const tb_levels *first; /* NULL: pooled */
    size_t k, p, *level;    /* dummies: level of `second` for columns k.. */
    const tb_levels *second;
    double *theta, *v;              /* [p]; [p x p] classical, [p + levels][p + levels] robust */
    double *z_mean, *y_mean, *rows; /* [levels of first x p], [levels], [levels] sums of weights */
    size_t levels;                  /* 0: pooled */
    double sigma2, t;
    bool classical;
    const tb_reason *ci_reason, *pi_reason; /* why no interval is given; NULL: it is */
} tb_dummy_regression;

/* Fits it on the rows of the estimate. Errors: TB_EARG (more than two effects, a variance that goes
 * without residuals, too many levels), TB_ESINGULAR (effects that are not connected), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_dummies_regress(tb_dummy_regression *w, tb_run *r, tb_err *err);
/* x [k] in the order of the estimate's coefficients; row, year: whose effects are added. z, vz:
 * scratch [p + levels]. */
void tbi_dummies_predict(tb_prediction *out, const tb_dummy_regression *w, const tb_columns *d,
                         const double *x, size_t row, int year, double *z, double *vz);

#endif
