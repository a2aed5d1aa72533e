/* estimate/iv_stages.h - the two stages of least squares with instruments, for the files that fit
 * and test them. */
#ifndef TB_ESTIMATE_IV_STAGES_H
#define TB_ESTIMATE_IV_STAGES_H

#include "estimate/result.h"

/* Both stages on columns that were multiplied by the roots of the weights and have the effects
 * out. Column-major throughout: x [n x k], z [n x q], w [n x (exogenous + q)], exogenous first.
 * fitted and left [n x ends]: P_W x_e and x_e - P_W x_e, the first stage of the e-th endogenous
 * term. */
typedef struct tb_iv_stages {
    tb_run *r;
    const tb_frame *f;
    size_t n, skip;         /* skip: 1 where an absorbed effect holds the intercept */
    size_t exogenous, ends; /* columns of x that are exogenous, endogenous */
    size_t *exo, *endo;     /* their positions in the frame */
    double *x, *y, *z;      /* [k][n], [n], [q][n] weighted, effects out */
    /* lengths of the columns of x and of z before the effects went out */
    double *before, *before_z;
    tb_absorb absorb;
    double *w; /* [exogenous + q][n] */
    /* [exogenous + q] the same of w */
    double *w_before;
    /* [exogenous + q] names of the columns of w, for what is dropped */
    const char **w_term;
    double *fitted, *left; /* [ends][n] of the first stage; residuals */
    size_t kept;           /* instruments that count */
} tb_iv_stages;

/* Least squares of y [n] (kept) on the exogenous columns and the instruments. */
TB_MUST_CHECK tb_status tbi_iv_regress(tb_ols *o, const tb_iv_stages *s, const double *y,
                                       tb_err *err);
/* Both put a test beside the estimate; what cannot be tested has its reason there. */
TB_MUST_CHECK tb_status tbi_iv_test_exogeneity(const tb_iv_stages *s, tb_err *err);
TB_MUST_CHECK tb_status tbi_iv_test_instruments(const tb_iv_stages *s, tb_err *err);

#endif
