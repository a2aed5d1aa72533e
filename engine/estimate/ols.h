/* estimate/ols.h - least squares after effects were taken out, with collinear columns dropped by
 * name: the part that most estimators share. */
#ifndef TB_ESTIMATE_OLS_H
#define TB_ESTIMATE_OLS_H

#include "estimate/absorb.h"

/* The result of one least-squares fit. All arrays live in the arena of the caller; x and y may
 * point into what tbi_ols_solve was given. */
typedef struct tb_ols {
    size_t n, k;    /* rows; columns that were kept */
    size_t *column; /* [k] of the frame */
    /* [n x k] [n] [n] as regressed (times the roots of the weights, effects out); residuals of
     * that */
    double *x, *y, *e;
    double *b, *bread; /* [k], [k x k] = (X'X)^-1 */
    /* of tbi_ols_rows: Q [n x k] orthonormal with the columns of X = QR, U [n x k] = X (X'X)^-1 =
     * Q R'^-1; NULL before */
    double *q, *u;
    double rss, tss;     /* tss about the mean, or about 0 without an intercept and effects */
    double condition;    /* of the columns scaled to length 1 */
    bool by_qr, perfect; /* perfect: what is left of y is rounding */
    tb_absorb absorb;
    size_t parameters; /* k + absorbed */
    size_t counted;    /* regressors that small-sample factors count; 0: k */
    size_t drops;
    tb_dropped *drop; /* [drops] */
} tb_ols;

/* Regresses f->y on f->x with f's effects taken out. Errors: TB_ESINGULAR when no degree of freedom
 * or no column is left (a column of ones counts), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_ols_fit(tb_ols *o, const tb_frame *f, tb_arena *a, tb_err *err);

/* tss about the mean of o->y, for rows whose column of ones is no longer one; root [n]: about the
 * weighted mean of rows that were multiplied by it. */
void tbi_ols_recentre(tb_ols *o, const double *root);

/* x [n x k] times root [n], column by column; nothing without a root. */
void tbi_ols_weigh(double *x, const double *root, size_t n, size_t k);

/* Fills o->q and o->u (once). b = U'y and Var(b) = U' Var(e) U; the leverage of row i is |q_i|^2.
 * What (X'X)^-1 times X loses by cancellation when columns are nearly collinear (raw years and
 * their squares, a large mean) is not lost here: the error grows with the condition of X and not
 * with its square. */
TB_MUST_CHECK tb_status tbi_ols_rows(tb_ols *o, tb_arena *a, tb_err *err);

/* The core: x [n x k] and y [n] already transformed (both kept, not overwritten; o->x and o->y may
 * point into them), before [k]: lengths of the columns before the transformation, NULL for as they
 * are. o->absorb.rank parameters were spent already. */
TB_MUST_CHECK tb_status tbi_ols_solve(tb_ols *o, double *x, double *y, size_t n, size_t k,
                                      const double *before, const char *const *term, bool intercept,
                                      tb_arena *a, tb_err *err);

#endif
