/* estimate/predict.h - predictions for the rows of a file. */
#ifndef TB_ESTIMATE_PREDICT_H
#define TB_ESTIMATE_PREDICT_H

#include "estimate/columns.h"
#include "estimate/result.h"

/* Reads r->o->predict and fills the view's predictions. The error of a prediction: that of the
 * absorbed effect's mean (sigma2 / rows) and of the coefficients and other effects, in the variance
 * that was asked for where that is by clusters, else classical; intervals of an observation add
 * sigma2. */
TB_MUST_CHECK tb_status tbi_run_predict(tb_run *r, const tb_columns *d, tb_err *err);

#endif
